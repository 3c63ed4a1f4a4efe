"""Work that ends its process, for the tests of pools; workers import it by name."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path


def double(numbers: tuple[int, ...]) -> list[int]:
    """Return each number twice as large; 13 ends the process, always."""
    if 13 in numbers:
        os.kill(os.getpid(), signal.SIGKILL)
    return [2 * number for number in numbers]


def once(numbers: tuple[int, ...], mark: str) -> list[int]:
    """Return the numbers; the first who comes here ends its process."""
    try:
        Path(mark).touch(exist_ok=False)
    except FileExistsError:
        return list(numbers)
    os.kill(os.getpid(), signal.SIGKILL)
    return []


def slow(numbers: tuple[int, ...]) -> list[int]:
    """Return the numbers, a little later."""
    time.sleep(0.05)
    return list(numbers)
