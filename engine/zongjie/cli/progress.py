"""How far a long command has come: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator
from typing import Final

from zongjie.cli.printing import line

_STEPS: Final = 10  # lines, where there is no terminal
_PAUSE: Final = 1.0  # seconds between two of them, at least
Tell = Callable[[int, int, int], None]


@contextlib.contextmanager
def progress(*, quiet: bool) -> Iterator[Tell]:
    """Give what is to be told of progress: how many are done, of how many, how many have errors."""
    if quiet:
        yield lambda done, total, faulty: None  # noqa: ARG005
        return
    if not sys.stderr.isatty():
        yield _Lines()
        return
    try:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn
    except ImportError:
        yield _Lines()
        return
    from rich.console import Console

    columns = ("印", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # Without a thread of its own: it is drawn when there is something to tell.
    with Progress(*columns, console=Console(stderr=True), auto_refresh=False) as bar:
        task = bar.add_task("", total=None)

        def tell(done: int, total: int, faulty: int) -> None:  # noqa: ARG001 - told at the end
            bar.update(task, completed=done, total=total, refresh=True)

        yield tell


class _Lines:
    """A line for each tenth of the work, and not more often than one can read."""

    def __init__(self) -> None:
        self._told = 0
        self._at = time.monotonic()

    def __call__(self, done: int, total: int, faulty: int) -> None:
        step, now = done * _STEPS // max(total, 1), time.monotonic()
        if step > self._told and now - self._at >= _PAUSE and done < total:
            self._told, self._at = step, now
            errors = f"，{faulty} 份有错误" if faulty else ""
            line(f"{done}/{total} 份{errors}")
