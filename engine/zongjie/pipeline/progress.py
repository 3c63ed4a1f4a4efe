"""``zongjie status``: how far each 科室 is with its numbers, and how long the text has become."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from zongjie import pipeline
from zongjie.diagnostics import Diagnostic, Severity, Source, Span, Text
from zongjie.document import (
    Annex,
    Attachments,
    Block,
    Document,
    Heading,
    Signature,
    Title,
    inlines_of,
    text_of,
)
from zongjie.model import Indicator, Report, Section, Status
from zongjie.model.outline import NO_OUTLINE, Outline
from zongjie.records import NamedTuple
from zongjie.sources import entries
from zongjie.sources.report import Loaded
from zongjie.tables import form
from zongjie.text import name_key

_BEHIND = (Signature, Attachments, Annex)  # no part of a section


class Department(NamedTuple):
    """The indicators of one 科室, by their names."""

    name: str
    total: int
    filled: int
    provisional: tuple[str, ...]  # 初步数, 预计数; filled too
    not_applicable: int
    missing: tuple[str, ...]  # 待报, 缺报
    doubtful: tuple[str, ...]  # with an error or a 提醒 where they stand; not the missing ones


class Length(NamedTuple):
    """How many 字 (characters but blanks) a section has, and may have."""

    title: str
    length: int
    limit: int | None


class Progress(NamedTuple):
    """How far a report is; no sections where errors keep it from being put together."""

    title: str
    departments: tuple[Department, ...]
    sections: tuple[Length, ...]
    whole: Length | None
    diagnostics: list[Diagnostic]


def progress(path: str | os.PathLike[str]) -> Progress:
    """Return how far a report is."""
    loaded = pipeline.load(path)
    checked = pipeline.check(loaded, paged=False)
    if loaded.report is None:
        return Progress("", (), (), None, checked.diagnostics)
    report, outline = pipeline.with_catalogue(loaded, loaded.report)
    departments = _departments(report, _doubtful(loaded, checked.diagnostics))
    sections: tuple[Length, ...] = ()
    whole = None
    if checked.document is not None:
        limits = dict(_limits(report.sections, outline or NO_OUTLINE))
        sections = tuple(_lengths(checked.document, limits))
        whole = Length("全文", sum(map(_length, checked.document.blocks)), report.limit)
    title = str(form.identity(report))
    return Progress(title, departments, sections, whole, checked.diagnostics)


def _departments(report: Report, doubtful: set[tuple[Source, int]]) -> tuple[Department, ...]:
    by_name: dict[str, dict[str, Indicator]] = {}
    for label, indicator in form.labelled(report).items():
        by_name.setdefault(form.department_of(indicator), {})[label] = indicator
    return tuple(_department(name, table, doubtful) for name, table in by_name.items())


def _department(
    name: str, table: dict[str, Indicator], doubtful: set[tuple[Source, int]]
) -> Department:
    def of(*statuses: Status) -> tuple[str, ...]:
        return tuple(label for label, one in table.items() if one.status in statuses)

    missing = of(Status.PENDING, Status.MISSING)
    told = (label for label, one in table.items() if _place(one.key.span()) in doubtful)
    not_applicable = len(of(Status.NOT_APPLICABLE))
    return Department(
        name,
        len(table),
        len(table) - len(missing) - not_applicable,
        of(Status.PROVISIONAL, Status.FORECAST),
        not_applicable,
        missing,
        tuple(label for label in told if label not in missing),
    )


def _doubtful(loaded: Loaded, found: Iterable[Diagnostic]) -> set[tuple[Source, int]]:
    """Return where the keys of those indicators stand in which something was found."""
    places: dict[Source, list[int]] = {}
    for one in found:
        if one.severity is not Severity.NOTE and one.span is not None:
            places.setdefault(one.span.source, []).append(one.span.start)
    doubtful: set[tuple[Source, int]] = set()
    for source, record in entries.records(loaded):
        around: list[tuple[int, int]] = []  # the indicator, its whole, the whole of that
        coming = sorted((entry.key.start, entry.end) for entry in entries.entries(record))[::-1]
        for place in sorted(places.get(source, [])):
            while coming and coming[-1][0] <= place:
                around.append(coming.pop())
            while around and around[-1][1] < place:
                around.pop()
            if around:
                doubtful.add((source, around[-1][0]))
    return doubtful


# ---- lengths ---------------------------------------------------------------------


def _limits(
    sections: Iterable[Section], outline: Outline
) -> Iterator[tuple[tuple[Source, int], int]]:
    """Yield how long sections may be, by where their printed title stands."""
    for section in sections:
        title: Text | None = section.title
        if title is None and section.outlined is not None:
            key = name_key(section.outlined.value)
            called = (c for c in outline.chapters if key in {name_key(t.value) for t in c.calls()})
            title = next((chapter.title for chapter in called), None)
        if title is not None and section.limit is not None:
            yield _place(title.span()), section.limit
        yield from _limits(section.sections, outline)


def _lengths(document: Document, limits: dict[tuple[Source, int], int]) -> Iterator[Length]:
    """Yield the sections of the first level, and those below that have a limit."""
    blocks = document.blocks
    for at, block in enumerate(blocks):
        if not isinstance(block, Heading):
            continue
        limit = next((limits[p] for p in _origins(block) if p in limits), None)
        if block.level == 1 or limit is not None:
            length = _length(block) + sum(map(_length, _inside(blocks[at + 1 :], block.level)))
            yield Length(f"{block.number}{text_of(block.runs)}", length, limit)


def _inside(blocks: Iterable[Block], level: int) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, _BEHIND) or (isinstance(block, Heading) and block.level <= level):
            return
        yield block


def _origins(heading: Heading) -> Iterator[tuple[Source, int]]:
    for run in heading.runs:
        if run.origin is not None:
            yield _place(run.origin.span())


def _length(block: Block) -> int:
    if isinstance(block, Title):
        return 0
    number = len(block.number) if isinstance(block, Heading) else 0
    texts = (text_of(inlines) for inlines in inlines_of(block))
    return number + sum(len("".join(text.split())) for text in texts)


def _place(span: Span) -> tuple[Source, int]:
    return span.source, span.start
