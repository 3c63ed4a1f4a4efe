"""附表: the table of the main indicators, from the same figures as the text.

One row a measure.  The unit stands in a column of its own, so that the numbers
of a column are bare and can be lined up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from zongjie.compose.attributes import AWAITED, Subject
from zongjie.compose.figure import Figure, Refused
from zongjie.compose.resolver import Resolver
from zongjie.compose.views import Prose
from zongjie.diagnostics import Diagnostic, Span, catalogue
from zongjie.document import Inlines, Run
from zongjie.model import Indicator, Kind, Quantity, Status
from zongjie.text import fold

_IN_UNIT: Final = ("本年", "上年", "目标")  # the figures that the column of units is for
_RATES: Final = ("同比", "完成率")
# Nothing to fill a cell from: no base, a base of zero or a vague one, a ceiling, not filled
# in, a rate alone.
_NO_BASE: Final = frozenset(("ZJ201", "ZJ202", "ZJ203", "ZJ205", "ZJ303", "ZJ310"))


class Annex:
    """Makes the rows; a refusal that is more than a missing base goes to ``found``."""

    def __init__(self, resolver: Resolver, found: list[Diagnostic]) -> None:
        self.resolver = resolver
        self.found = found
        self._told: set[str] = set()

    def rows(self, indicators: Iterable[Indicator] | None = None) -> list[dict[str, Any]]:
        """Return the rows of some indicators, or of all; what is not known stays empty."""
        rows: list[dict[str, Any]] = []
        self._told = {one.message for one in self.found}  # prose that prints 【待补：…】 has
        if indicators is None:
            indicators = self.resolver.report.indicators.values()
        for indicator in indicators:
            self._add(indicator, rows, [])
        return rows

    def _add(
        self, indicator: Indicator, rows: list[dict[str, Any]], wholes: list[Indicator]
    ) -> None:
        """Add the rows of an indicator and, below them, those of its 其中."""
        if self.resolver.public and not indicator.public:
            return
        path = [*wholes, indicator]
        if indicator.status in AWAITED:
            pending = catalogue.prose.pending(indicator.key.span(), indicator.name)
            if pending.message not in self._told:
                self.found.append(pending)
        rows += [self._row(path, measure) for measure in self._measures(path)]
        parts = indicator.parts.values()
        if self.resolver.public and not all(part.public for part in parts):
            return  # a part that is left out could be worked out from the others
        for part in parts:
            self._add(part, rows, path)

    def _measures(self, path: list[Indicator]) -> Sequence[Quantity | None]:
        """Return the measures that each get a row; None where one row says all."""
        try:
            values = self._subject(path).values
        except Refused:  # a formula with a fault; told where it is written
            return (None,)
        return values.items if values is not None and len(values.items) > 1 else (None,)

    def _row(self, path: list[Indicator], measure: Quantity | None) -> dict[str, Any]:
        indicator = path[-1]
        given = {figure: self._figure(path, figure, measure) for figure in (*_IN_UNIT, *_RATES)}
        unit = _shared_unit([one for key in _IN_UNIT if (one := given[key])])
        at = indicator.key.span()
        cells = {
            key: _bare(figure, unit if key in _IN_UNIT else "", at) for key, figure in given.items()
        }
        name = Run("　" * (len(path) - 1) + fold(indicator.name), indicator.key.span())
        department = indicator.department
        cell: Inlines = ()
        if department is not None and department.value.strip():
            cell = (Run(fold(department.value.strip()), department.span()),)
        return {
            "指标": Prose([(name,)]),
            "单位": Prose([(Run(fold(unit)),)] if unit else []),
            **cells,
            "科室": Prose([cell] if cell else []),
        }

    def _figure(
        self, path: list[Indicator], attribute: str, measure: Quantity | None
    ) -> Figure | None:
        """Return what a cell shows, None where nothing was given to fill it from."""
        indicator = path[-1]
        if indicator.status is Status.NOT_APPLICABLE:
            return _not_applicable(indicator, attribute)
        if attribute in _RATES and not self._can_rate(path, attribute, measure):
            return None
        try:
            subject = self._subject(path)
            if measure is not None and _stated(indicator, attribute) is None:
                if not _has_like(indicator, attribute, measure):
                    return None  # the target is for the area, not for the number of places
                subject.unit = measure.unit
            figure = (
                self._this_year(indicator, subject)
                if attribute == "本年"
                else subject.figure(attribute)
            )
        except Refused as refused:
            told = refused.at(indicator.key.span())
            self.found += [found for found in told if found.code not in _NO_BASE]
            return None
        return None if figure.pending and attribute != "本年" else figure

    def _can_rate(self, path: list[Indicator], attribute: str, measure: Quantity | None) -> bool:
        """Whether a rate is there to be shown: stated, on the first row, or to be computed."""
        indicator = path[-1]
        if _stated(indicator, attribute) is None:
            return indicator.status not in AWAITED
        return measure is None or measure is self._measures(path)[0]

    def _this_year(self, indicator: Indicator, subject: Subject) -> Figure:
        """Return the figure as prose prints it; one measure of several by its unit."""
        whole = self.resolver.printed(indicator, subject.ref)
        if subject.unit is None or subject.values is None:
            return whole
        shown = indicator.print_as.of_unit(subject.unit) if indicator.print_as else None
        one = shown or subject.values.of_unit(subject.unit)
        return whole._replace(text=str(one), ref=f"{subject.ref}.{subject.unit}", quantity=one)

    def _subject(self, path: list[Indicator]) -> Subject:
        subject = self.resolver.subject(path[0])
        for part in path[1:]:
            subject = self.resolver.subject(part, f"{subject.ref}.{part.name}", subject)
        return subject


def _not_applicable(indicator: Indicator, attribute: str) -> Figure | None:
    """Return what is known all the same: last year's figure, and the target."""
    if attribute == "本年":
        return Figure("不适用")
    measures = {"上年": indicator.previous, "目标": indicator.target}.get(attribute)
    return Figure(str(measures), f"{indicator.name}.{attribute}") if measures else None


def _stated(indicator: Indicator, attribute: str) -> object:
    """Return a rate that staff give themselves; one for all measures of an indicator."""
    return {"同比": indicator.change, "完成率": indicator.completion}.get(attribute)


def _has_like(indicator: Indicator, attribute: str, measure: Quantity) -> bool:
    """Whether what a figure is set against has a measure that counts the same."""
    if attribute == "本年":
        return True
    base = indicator.previous if attribute in ("上年", "同比") else indicator.target
    return base is not None and any(one.base()[1] == measure.base()[1] for one in base.items)


def _shared_unit(figures: list[Figure]) -> str:
    """Return the end that all figures of a row have: unit with its scale, unit, or nothing."""
    texts = [figure.text for figure in figures if not figure.pending]
    ranges = any(one.quantity is not None and one.quantity.kind is Kind.RANGE for one in figures)
    first = next((one.quantity for one in figures if one.quantity is not None), None)
    if first is None or not first.unit or ranges:
        return ""  # 10%～20% says its unit twice (GB/T 15835 5.1.3)
    whole = first.scale + first.unit  # 8.5万余人次 has something between
    if all(text.endswith(whole) and text.removesuffix(whole)[-1:].isdigit() for text in texts):
        return whole
    return first.unit if all(text.endswith(first.unit) for text in texts) else ""


def _bare(figure: Figure | None, unit: str, at: Span) -> Prose:
    """Return a cell without the unit that stands in its own column."""
    if figure is None:
        return Prose([])
    text = figure.text.removeprefix("同比")
    if not figure.pending:
        text = text.removesuffix(unit)
    return Prose([(Run(fold(text), at, figure.ref, figure.pending),)])
