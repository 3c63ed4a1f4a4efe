"""Rolling a report on to the next year: this year's values become 上年, and wait for the new.

:func:`roll` edits the files as smallest slices; comments, order and prose stay.
What is likely to be last year's, and what was emptied, is told at its place in
the new text.
"""

from __future__ import annotations

from collections.abc import Callable

from zongjie.diagnostics import Diagnostic, Source, catalogue, in_reading_order
from zongjie.model import Indicator, Measures, Report, Status
from zongjie.records import NamedTuple
from zongjie.rolling import frame
from zongjie.rolling.clues import Years
from zongjie.rolling.editing import Page
from zongjie.rolling.figures import Roller
from zongjie.rolling.leftovers import leftovers
from zongjie.sources import nodes
from zongjie.sources.edit import Edits
from zongjie.sources.report import Loaded, load_sources, read_record

__all__ = ["Rolled", "Wanted", "Years", "roll"]


class Wanted(NamedTuple):
    """A figure that a department is to give; ``last`` is last year's, empty where unknown."""

    department: str
    name: str
    last: str


class Rolled(NamedTuple):
    """A report of the next year: its files in the order they were read, and what to look at."""

    loaded: Loaded
    years: Years
    findings: list[Diagnostic]
    wanted: list[Wanted]


def roll(
    loaded: Loaded,
    names: tuple[str, ...],
    year: int,
    values_of: Callable[[Report], Callable[[Indicator], Measures | None]],
    base: int | None = None,
) -> tuple[Rolled | None, list[Diagnostic]]:
    """Return a report rolled on, or None with the errors that forbid it.

    ``names`` are those that the new files are shown under; ``values_of`` gives
    the figures of a report's indicators, computed where 数值 is a formula;
    ``base`` is the year of a report that does not say its own.
    """
    report = loaded.report
    if report is None:
        return None, loaded.diagnostics
    found: list[Diagnostic] = []
    read = [read_record(s, found, main=at == 0) for at, s in enumerate(loaded.sources)]
    records = [record for record in read if record is not None]
    old = frame.own_year(records[0]) or base
    said = records[0].text("年份") or records[0].text("标题")
    span = said.span() if said is not None else loaded.head
    if old is None:
        return None, [catalogue.rolling.no_year(loaded.head)]
    if base is not None and base != old:
        return None, [catalogue.rolling.another_year(span, old, base)]
    if year != old + 1:
        return None, [catalogue.rolling.not_next_year(span, old, year)]
    both = Years(old, year)
    pages = [
        Page(record, Edits(s, record.node), [], both, values_of(report))
        for s, record in zip(loaded.sources, records, strict=True)
    ]
    for number, page in enumerate(pages):
        (frame.roll_head if number else frame.roll_main)(page)
        Roller(page, report).table(page.record.record("指标"), report.indicators, ("指标",))
    return _told(pages, names, both)


def _told(
    pages: list[Page], names: tuple[str, ...], both: Years
) -> tuple[Rolled | None, list[Diagnostic]]:
    """Return the edited files, read again, with what is to be told in them."""
    sources = []
    for page, name in zip(pages, names, strict=True):
        old = page.record.node.source
        sources.append(Source(name, page.edits.text(), old.encoding, bom=old.bom))
    loaded = load_sources(sources)
    if loaded.report is None:
        return None, loaded.diagnostics
    findings: list[Diagnostic] = []
    for number, (page, source) in enumerate(zip(pages, sources, strict=True)):
        root, _ = nodes.parse(source)
        record = read_record(source, [], main=number == 0)
        if root is not None and record is not None:
            findings += page.told(source, root)
            findings += leftovers(record, both)
    wanted = _wanted(loaded.report)
    return Rolled(loaded, both, in_reading_order(findings), wanted), loaded.diagnostics


def _wanted(report: Report) -> list[Wanted]:
    """Return the figures that are to come, as they stand in the files."""
    found = []
    todo = [(one, one.name) for one in report.indicators.values()][::-1]
    while todo:
        indicator, name = todo.pop()
        todo += [(part, f"{name}（{part.name}）") for part in indicator.parts.values()][::-1]
        if indicator.status is Status.PENDING and indicator.formula is None:
            department = indicator.department.value.strip() if indicator.department else ""
            last = str(indicator.previous) if indicator.previous else ""
            found.append(Wanted(department, name, last))
    return found
