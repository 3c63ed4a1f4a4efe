"""Exit codes: 0 done, 1 the input has errors, 2 wrong use (DESIGN §7); 130 as shells have it."""

from typing import Final

DONE: Final = 0
FAULTY: Final = 1
WRONG_USE: Final = 2
STOPPED: Final = 130  # a person stopped it: 128 and the number of SIGINT
