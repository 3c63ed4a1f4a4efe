"""定稿: what forbids a final text, found in the document that would be printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from zongjie.compose.resolver import REFERENCE
from zongjie.diagnostics import Diagnostic, Origin, catalogue
from zongjie.document import Document, Inline, Note, inlines_of
from zongjie.model import Date, Indicator, Report, Status
from zongjie.text import name_key, pattern

_NAMES: Final = pattern(r"[^(),|]+")


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


def indicators_behind(value: str, report: Report) -> list[Indicator]:
    """Return the indicators a reference takes its figures from, formulas followed."""
    found: dict[int, Indicator] = {}
    waiting = [value]
    while waiting:
        for path in _paths(waiting.pop(), report):
            for indicator in path:
                if id(indicator) not in found:
                    found[id(indicator)] = indicator
                    formula = indicator.formula.value if indicator.formula else ""
                    waiting += REFERENCE.findall(formula)
    return list(found.values())


def indicators_named(value: str, report: Report) -> list[Indicator]:
    """Return the indicators a reference names itself, of a part (其中) the part."""
    return [path[-1] for path in _paths(value, report)]


def _paths(value: str, report: Report) -> Iterator[list[Indicator]]:
    """Yield, for each name in a reference, the indicators along it."""
    rest = name_key(value)
    for whole in (rest, rest.partition("|")[0]):  # names may hold brackets and bars
        path = list(_along(whole, report))
        if path:
            yield path
            rest = rest.removeprefix(whole)
            break
    for name in _NAMES.findall(rest):
        path = list(_along(name, report))
        if path:
            yield path


def _along(name: str, report: Report) -> Iterator[Indicator]:
    """Yield the indicator at the head of name.step.step, and the parts that are stepped to."""
    steps = name.split(".")
    for cut in range(len(steps), 0, -1):  # names may hold dots
        indicator = report.indicators.get(".".join(steps[:cut]))
        if indicator is not None:
            yield indicator
            for step in steps[cut:]:
                indicator = indicator.parts.get(step)
                if indicator is None:
                    return
                yield indicator
            return


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
