"""定稿: what forbids a final text, found in the document that would be printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zongjie.diagnostics import Diagnostic, Origin, catalogue
from zongjie.document import Document, Inline, Note, inlines_of
from zongjie.model import Date, Indicator, Report, Status
from zongjie.model.references import indicators_behind


def unsettled(document: Document, report: Report) -> list[Diagnostic]:
    """Return the figures that are not verified, or not of the whole year as their text says."""
    found: list[Diagnostic] = []
    for block in document.blocks:
        for inlines in inlines_of(block):
            for value, origin, sentence in _printed(inlines):
                for indicator in indicators_behind(value, report):
                    found += _complaints(indicator, origin, report.year, "全年" in sentence)
    return found


def _printed(inlines: Iterable[Inline]) -> Iterator[tuple[str, Origin, str]]:
    """Yield each reference with its place and the words of its sentence before it."""
    sentence = ""
    for inline in inlines:
        if isinstance(inline, Note):
            yield from _printed(inline.runs)
            continue
        if inline.value and inline.origin is not None:
            yield inline.value, inline.origin, sentence
        sentence = (sentence + inline.text).rpartition("。")[2].replace("预计全年", "")


def _complaints(
    indicator: Indicator,
    origin: Origin,
    year: int | None,
    whole_year: bool,  # noqa: FBT001 - what the sentence says
) -> Iterator[Diagnostic]:
    if indicator.status is not Status.VERIFIED:
        yield catalogue.figures.not_final(origin.span(), indicator.name, indicator.status.value)
    as_of = indicator.as_of
    if whole_year and as_of is not None and _before_year_end(as_of, year):
        yield catalogue.figures.not_whole_year(origin.span(), indicator.name, as_of.text.strip())


def _before_year_end(as_of: Date, year: int | None) -> bool:
    """Whether figures up to a day miss a part of the report's year."""
    if as_of.year is None or year is None or as_of.year == year:
        return not as_of.ends_year
    return as_of.year < year
