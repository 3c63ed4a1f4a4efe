"""The careful checks: last year's report is read beside this one, and switches are counted."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath

from zongjie.checks.review import review
from zongjie.compose.known import values_of
from zongjie.diagnostics import Diagnostic, Severity, Span, catalogue, has_errors
from zongjie.document import Document
from zongjie.model import Report
from zongjie.sources import report as reports
from zongjie.sources.report import Loaded

# What only other commands, or other ways to check, can find: no switch of these is idle.
_FOUND_ELSEWHERE = frozenset(
    ("ZJ226", "ZJ253", "ZJ254", "ZJ258", "ZJ511", "ZJ512", "ZJ513", "ZJ807", "ZJ808")
)


def reviewed(
    found: list[Diagnostic],
    loaded: Loaded,
    report: Report,
    document: Document | None,
    last: str | os.PathLike[str],
) -> list[Diagnostic]:
    """Return what was found and what the careful checks add, without what is switched off.

    ``document`` is the text made of the report, None where none could be;
    ``last`` says where last year's report lies, instead of 上年报告.
    """
    whole = document is not None and not has_errors(found)
    more: list[Diagnostic] = []
    before = _last(loaded, report, last, more)
    # A text with a fault is looked at when the fault is gone: one slip is told once.
    text = document if whole else None
    more += review(report, values_of(report), text, before, whole=whole)
    return _heard([*found, *more], loaded, report, whole=whole)


def _last(
    loaded: Loaded, report: Report, last: str | os.PathLike[str], found: list[Diagnostic]
) -> Report | None:
    """Return last year's report, None where there is none or it cannot be read.

    A path in the report leads on from its own folder, and nowhere else: a
    report that somebody sent must not name a place of its own choosing.
    """
    at = report.last_at
    if os.fspath(last):
        place, name, span = Path(last), os.fspath(last), None
    elif at is not None and loaded.paths:
        name, span = at.value.strip(), at.span()
        if Path(name).is_absolute() or PureWindowsPath(name).anchor or "\0" in name:
            why = "不是从这份报告算起的位置；盘符、网络位置不收"
            found.append(catalogue.years.last_unreadable(span, name, why))
            return None
        place = loaded.paths[0].parent / name
    else:
        return None
    return _read(place, name, span, report, found)


def _read(
    place: Path, name: str, span: Span | None, report: Report, found: list[Diagnostic]
) -> Report | None:
    read = reports.load(place)
    why = ""
    if read.report is None or has_errors(read.diagnostics):
        why = "读不了，或者有错误；和上年比的检查没有做"
    elif read.report.year and report.year and read.report.year != report.year - 1:
        why = f"是{read.report.year}年的，不是{report.year - 1}年的；和上年比的检查没有做"
    if why:
        found.append(catalogue.years.last_unreadable(span, name, why))
        return None
    return read.report


def _heard(
    found: list[Diagnostic], loaded: Loaded, report: Report, *, whole: bool
) -> list[Diagnostic]:
    """Leave out what is switched off, and add the switches that left out nothing.

    Where the text could not be made many checks had nothing to look at, so that
    no switch is said to be idle then.
    """
    used: set[object] = set()
    kept: list[Diagnostic] = []
    for one in found:
        off = [switch for switch in loaded.switches if switch.covers(one)]
        muted = one.code in report.muted
        if one.severity is Severity.ERROR or not (off or muted):
            kept.append(one)
        used.update(off)
        if muted:
            used.add(one.code)
    return [*kept, *(_idle(loaded, report, used) if whole else ())]


def _idle(loaded: Loaded, report: Report, used: set[object]) -> Iterator[Diagnostic]:
    for code, key in report.muted.items():
        if code not in used and code not in _FOUND_ELSEWHERE:
            yield catalogue.switches.unused_switch(key.span(), code)
    for switch in loaded.switches:
        if switch not in used and switch.code not in _FOUND_ELSEWHERE:
            yield catalogue.switches.unused_switch(switch.place, switch.code)
