"""Where the engine's time goes: a pass of its own, with a clock around its stages.

    python stages.py report.yaml…      # prints milliseconds a report by stage, as JSON

A stage's time is that of its functions less that of stages within them.  What the functions
are called is in STAGES; a test sees to it that each is still met.
"""

from __future__ import annotations

import importlib
import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any

from zongjie import render_file

WARMING = 20
REST = "rest"
STAGES = {
    "read": ("zongjie.sources.files:read_source",),
    "yaml": ("zongjie.sources.nodes:parse",),
    "model": ("zongjie.sources.report:load",),
    "checks": (
        "zongjie.checks:check",
        "zongjie.checks:check_text",
        "zongjie.writers.docx.fits:faults",
        "zongjie.pipeline:unprintable",
    ),
    "compose": ("zongjie.compose:compose",),
    "jinja": ("zongjie.compose.rendering:render",),
    "markup": ("zongjie.compose.lines:LineParser.parse",),
    "hashes": (
        "zongjie.writers.docx.fingerprint:text_hash",
        "zongjie.pipeline.outputs:data_hash",
    ),
    "xml": ("zongjie.writers.docx:write",),
    "deflate": ("zongjie.writers.docx.archive:entry",),
    "write": ("zongjie.files:write_all",),
    "base": ("zongjie.pipeline:keep_base",),
}
WHOLE = "base"  # its own writing belongs to it


class Clock:
    """Adds up the time of each stage, the innermost one's at a time."""

    def __init__(self) -> None:
        self.seconds = dict.fromkeys((*STAGES, REST), 0.0)
        self.calls = dict.fromkeys((*STAGES, REST), 0)
        self.stack = [REST]
        self.since = time.process_time()

    def enter(self, stage: str) -> None:
        self._pass()
        self.stack.append(stage)
        self.calls[stage] += 1

    def leave(self) -> None:
        self._pass()
        self.stack.pop()

    def _pass(self) -> None:
        now = time.process_time()
        self.seconds[self.stack[-1]] += now - self.since
        self.since = now

    def around(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function with this clock around it."""

        @wraps(function)
        def timed(*args: Any, **kwargs: Any) -> Any:
            if self.stack[-1] == WHOLE:
                return function(*args, **kwargs)
            self.enter(stage)
            try:
                return function(*args, **kwargs)
            finally:
                self.leave()

        return timed


def put_around(clock: Clock) -> None:
    """Put a clock around the functions of every stage, under all names they go by."""
    for stage, places in STAGES.items():
        for place in places:
            module, _, path = place.partition(":")
            holder: Any = importlib.import_module(module)
            *outer, name = path.split(".")
            for part in outer:
                holder = getattr(holder, part)
            function = getattr(holder, name)
            timed = clock.around(stage, function)
            setattr(holder, name, timed)
            for other in [m for n, m in sys.modules.items() if n.startswith("zongjie")]:
                for known in [key for key, value in vars(other).items() if value is function]:
                    setattr(other, known, timed)


def measure(reports: Sequence[Path]) -> dict[str, float]:
    """Return the milliseconds a report takes by stage; RuntimeError for one never met."""
    with tempfile.TemporaryDirectory() as folder:
        for number, report in enumerate(reports[:WARMING]):  # what is lazy has been imported
            render_file(report, Path(folder) / f"warm-{number}.docx")
        clock = Clock()
        put_around(clock)
        clock.since = time.process_time()
        for number, report in enumerate(reports):
            clock.enter(REST)
            render_file(report, Path(folder) / f"{number}.docx")
            clock.leave()
    unmet = [stage for stage, calls in clock.calls.items() if not calls]
    if unmet:
        raise RuntimeError(f"stages that nothing called: {unmet}")
    return {stage: seconds * 1e3 / len(reports) for stage, seconds in clock.seconds.items()}


if __name__ == "__main__":
    print(json.dumps(measure([Path(argument) for argument in sys.argv[1:]])))
