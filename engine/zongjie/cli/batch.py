"""``zongjie batch``: every report below some folders."""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Final

from zongjie import batching
from zongjie.batching import Outcome, Wish
from zongjie.cli.codes import DONE, FAULTY, STOPPED, WRONG_USE
from zongjie.cli.printing import line, print_data, say
from zongjie.cli.progress import progress
from zongjie.diagnostics import has_errors

_MOST_TOLD: Final = 50  # reports with errors; the list has them all
# Ctrl-C; what ``kill`` and the end of a session send; a terminal that is closed.
_STOPS: Final = ("SIGINT", "SIGTERM", "SIGHUP")
_CURSOR: Final = "\x1b[?25h"  # a bar hides it


def batch(options: argparse.Namespace) -> int:
    """``zongjie batch``."""
    formats = [
        form.strip().lower().lstrip(".") for form in options.to.replace("，", ",").split(",")
    ]
    wish = Wish(
        tuple(dict.fromkeys(filter(None, formats))),
        options.name,
        options.public,
        options.final,
        options.template,
        options.profile,
        options.force,
        options.keep_base,
    )
    quiet = options.quiet or options.format == "json"
    with _asked_to_stop() as stopping, progress(quiet=quiet) as tell:
        outcome = batching.run(
            [Path(folder) for folder in options.folders],
            Path(options.output),
            wish,
            jobs=options.jobs,
            dask=options.dask,
            resume=options.resume,
            stop=lambda: bool(stopping),
            tell=tell,
        )
    _say(outcome, options)
    if outcome.stopped:
        return STOPPED
    if outcome.wrong:
        return WRONG_USE
    return FAULTY if outcome.faulty or outcome.left or has_errors(outcome.diagnostics) else DONE


def _say(outcome: Outcome, options: argparse.Namespace) -> None:
    if options.format == "json":
        if outcome.manifest is not None and outcome.is_listed:
            print_data(outcome.manifest.read_bytes(), sys.stdout)
        else:
            say(outcome.diagnostics, "json", to=sys.stdout)
        return
    say(outcome.diagnostics, "text", to=sys.stderr)
    for path, told in outcome.faulty[:_MOST_TOLD]:
        line(f"没有印：{told if told.startswith(path) else f'{path} {told}'}")
    if len(outcome.faulty) > _MOST_TOLD:
        line(f"……共 {len(outcome.faulty)} 份，都在清单里")
    if outcome.manifest is None:
        return
    parts = [f"写好了 {outcome.written} 份"]
    parts += [f"没有变、跳过 {outcome.skipped} 份"] if outcome.skipped else []
    parts += [f"有错误、没有印 {len(outcome.faulty)} 份"] if outcome.faulty else []
    parts += [f"没有做 {outcome.left} 份"] if outcome.left else []
    if not options.quiet or outcome.faulty or outcome.left:
        place = f"清单：{outcome.manifest}" if outcome.is_listed else "清单没有写成"
        line(f"{'，'.join(parts)}；{place}")
    if outcome.left:
        line("停下了；接着做，就把刚才的命令再写一遍，加上 --resume")


@contextlib.contextmanager
def _asked_to_stop() -> Iterator[list[int]]:
    """Give a list that is no longer empty after Ctrl-C; a second Ctrl-C stops at once.

    That is no exception, which might leave a lock of the pool taken and wait for ever: what
    is killed loses nothing either.
    """
    asked: list[int] = []

    def heard(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
        if asked:
            _tell("\n停下了；接着做，就把刚才的命令再写一遍，加上 --resume\n")
            os._exit(STOPPED)
        asked.append(number)
        _tell("\n正在停下：等手上的几份印完（再按一次 Ctrl-C，马上停）\n")

    numbers = [getattr(signal, name) for name in _STOPS if hasattr(signal, name)]
    before = {one: signal.getsignal(one) for one in numbers}
    for one in numbers:
        if before[one] is not signal.SIG_IGN:  # nohup
            signal.signal(one, heard)
    try:
        yield asked
    finally:
        for one in numbers:
            signal.signal(one, before[one])


def _tell(told: str) -> None:
    """Say something in the middle of anything, perhaps of a line of the stream."""
    shown = (_CURSOR if sys.stderr.isatty() else "") + told
    with contextlib.suppress(OSError):  # the terminal is gone
        os.write(2, shown.encode(sys.stderr.encoding or "utf-8", "replace"))
