"""One report → its observations, each indicator under the name that the catalogue has for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from zongjie.compose.context import ContextBuilder
from zongjie.compose.figure import Refused
from zongjie.diagnostics import Diagnostic, catalogue
from zongjie.model import Indicator, Kind, Measures, Quantity, Report
from zongjie.model.outline import Entry, Outline, adopt, adopted, off_ladder
from zongjie.model.units import base_unit
from zongjie.observations.records import Observation
from zongjie.observations.rows import Given, Place, line, row
from zongjie.records import NamedTuple

_BETWEEN = "／"  # a part of a part: 企业／外资


def observed(
    report: Report, outline: Outline, *, public: bool = False
) -> tuple[list[Observation], list[Diagnostic]]:
    """Return every figure of a report, in the order of the catalogue, then as written.

    With ``public`` what is 公开: 否 is left out, and 口径, which is for the office alone.
    Besides come the errors of formulas, and of two names that are one entry of the catalogue.
    """
    observer = _Observer(adopt(report, outline), outline, public=public)
    order = {key: at for at, key in enumerate(outline.entries)}

    def rank(key: str) -> int:
        entry = outline.entries.get(key)
        return order.get(entry.key, 0) if entry is not None else len(order)

    indicators = observer.report.indicators
    found = [one for key in sorted(indicators, key=rank) for one in observer.rows(indicators[key])]
    return found, observer.found


class _Observer:
    """Reads one report; ``found`` is what is wrong with its figures."""

    def __init__(self, report: Report, outline: Outline, *, public: bool) -> None:
        self.report = report
        self.outline = outline
        self.public = public
        self.found: list[Diagnostic] = []
        self._builder = ContextBuilder(report, public=public, found=[])
        self._taken: dict[str, Indicator] = {}  # by the key of an entry, who has its name

    def rows(self, indicator: Indicator) -> Iterator[Observation]:
        """Yield the rows of an indicator and of its parts."""
        if self.public and not indicator.public:
            return
        values = self._values(indicator)
        entry = self.outline.entry(indicator.name)
        if entry is not None and values is not None and off_ladder(values, entry):
            entry = None  # the name is the catalogue's, the thing is not
        name, printed = indicator.name, indicator.print_as or values
        if entry is not None:
            name = entry.name
            first = self._taken.setdefault(entry.key, indicator)
            if first is not indicator:
                span, place = indicator.key.span(), first.key.span()
                self.found.append(catalogue.keys.same_name(span, indicator.name, place, first.name))
            indicator = adopted(indicator, entry)
            values = values.in_unit(entry.unit) if values is not None else None
        place_of = Place(self.report, line(name), line(indicator.name), printed, entry=entry)
        yield from self._rows(indicator, values, place_of)

    def _rows(
        self, indicator: Indicator, values: Measures | None, place: Place
    ) -> Iterator[Observation]:
        for given in lined_up(indicator, values, place.entry):
            made = row(indicator, values, given, place)
            yield made._replace(definition="") if self.public else made
        for part in indicator.parts.values():
            if self.public and not part.public:
                continue
            name = f"{place.part}{_BETWEEN}{line(part.name)}" if place.part else line(part.name)
            theirs = self._values(part)
            inner = place._replace(part=name, printed=part.print_as or theirs, entry=None)
            yield from self._rows(_inherited(part, indicator), theirs, inner)

    def _values(self, indicator: Indicator) -> Measures | None:
        """Return the figures of this year; why a formula comes to none is told."""
        try:
            return self._builder.resolver.values(indicator)
        except Refused as refused:
            if indicator.formula is not None:
                self.found += refused.at(indicator.formula.span())
            return None


def _inherited(part: Indicator, whole: Indicator) -> Indicator:
    """Return a part (其中) with what its whole says for it too."""
    return part._replace(
        department=part.department or whole.department,
        definition=part.definition or whole.definition,
        origin=part.origin or whole.origin,
        as_of=part.as_of or whole.as_of,
        period=part.period or whole.period,
        public=part.public and whole.public,
    )


class _Slot(NamedTuple):
    """Which of the measures it is: of two in one unit (3公里，500米) the first or the second."""

    unit: str
    turn: int


def lined_up(indicator: Indicator, values: Measures | None, entry: Entry | None) -> list[Given]:
    """Return the figures of this year, 上年 and 目标 by what they measure, at least one row.

    A word for zero counts in any unit; what has no partner in its unit has a row of its own,
    so that nothing that was given is lost.
    """
    table: dict[_Slot, list[Quantity | None]] = {}
    zeros: list[tuple[int, Quantity]] = []
    for at, measures in enumerate((values, indicator.previous, indicator.target)):
        turns: Counter[str] = Counter()
        for item in measures.items if measures is not None else ():
            if item.kind is Kind.ZERO:
                zeros.append((at, item))
                continue
            slot = _Slot(base_unit(item.unit), turns[base_unit(item.unit)])
            turns[slot.unit] += 1
            table.setdefault(slot, [None, None, None])[at] = item
    if not table:
        table[_Slot(base_unit(_unit_of(indicator, entry)), 0)] = [None, None, None]
    for at, item in zeros:
        next(iter(table.values()))[at] = item
    words = entry.first_words if entry is not None else {}
    return [
        Given(words.get(slot.unit, slot.unit), now, before, aim, at == 0, len(table) > 1)
        for at, (slot, (now, before, aim)) in enumerate(table.items())
    ]


def _unit_of(indicator: Indicator, entry: Entry | None) -> str:
    """Return what an indicator is counted in where no figure says it: 零发生, 待报."""
    if indicator.unit is not None:
        return indicator.unit.value.strip()
    return entry.first_units[0] if entry is not None and entry.units else ""
