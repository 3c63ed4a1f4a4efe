"""The two ways a Python peer is run: as a command for one report, and as one warm process.

    python docxtpl_peer.py SETTINGS… report.yaml report.docx
    python docxtpl_peer.py SETTINGS… --serve      # then a line for each report

A line is the paths of a report and of its output, a tab between them; the answer is what
it took, in seconds: by the clock, and of the processor (of its children, too).
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

Render = Callable[[str, str], object]


def run(prepare: Callable[..., Render]) -> None:
    """Obey the arguments; ``prepare`` makes of the settings what renders a report."""
    if sys.argv[-1] == "--serve":
        serve(prepare(*sys.argv[1:-1]))
    else:
        *settings, source, target = sys.argv[1:]
        prepare(*settings)(source, target)


def serve(render: Render) -> None:
    """Render what the lines of the standard input name, until it ends."""
    for line in sys.stdin:
        source, target = line.rstrip("\n").split("\t")
        wall, cpu = time.perf_counter(), processor()
        render(source, target)
        print(time.perf_counter() - wall, processor() - cpu, flush=True)


def processor() -> float:
    """Return the seconds of the processor that this process and its children took so far."""
    both = (getrusage(RUSAGE_SELF), getrusage(RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in both)
