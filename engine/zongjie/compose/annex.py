"""附表: the table of the main indicators, from the same figures as the text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from zongjie.compose.attributes import AWAITED, Subject
from zongjie.compose.figure import Figure, Refused
from zongjie.compose.marks import fold
from zongjie.compose.resolver import Resolver
from zongjie.compose.views import Prose
from zongjie.diagnostics import Diagnostic
from zongjie.document import Inline, Inlines, Run
from zongjie.model import Indicator, Status

_FIGURES: Final = ("本年", "上年", "同比", "目标", "完成率")
# Nothing to fill a cell from: no base, a base of zero, a ceiling, not filled in, a rate alone.
_NO_BASE: Final = frozenset(("ZJ201", "ZJ202", "ZJ205", "ZJ303", "ZJ310"))


class Annex:
    """Makes the rows; a refusal that is more than a missing base goes to ``found``."""

    def __init__(self, resolver: Resolver, found: list[Diagnostic]) -> None:
        self.resolver = resolver
        self.found = found

    def rows(self, indicators: Iterable[Indicator] | None = None) -> list[dict[str, Any]]:
        """Return a row for each of some indicators, or of all; what is not known stays empty."""
        rows: list[dict[str, Any]] = []
        if indicators is None:
            indicators = self.resolver.report.indicators.values()
        for indicator in indicators:
            self._add(indicator, rows, [])
        return rows

    def _add(
        self, indicator: Indicator, rows: list[dict[str, Any]], wholes: list[Indicator]
    ) -> None:
        """Add the row of an indicator and, below it, those of its 其中."""
        if self.resolver.public and not indicator.public:
            return
        path = [*wholes, indicator]
        name = Run("　" * len(wholes) + fold(indicator.name), indicator.key.span())
        department = indicator.department
        cell: Inlines = ()
        if department is not None and department.value.strip():
            cell = (Run(fold(department.value.strip()), department.span()),)
        rows.append(
            {
                "指标": Prose([(name,)]),
                "科室": Prose([cell] if cell else []),
                **{figure: self._cell(path, figure) for figure in _FIGURES},
            }
        )
        for part in indicator.parts.values():
            self._add(part, rows, path)

    def _cell(self, path: list[Indicator], attribute: str) -> Prose:
        """Return a cell, empty where nothing was given to fill it from."""
        indicator = path[-1]
        awaited = indicator.status in AWAITED
        if indicator.status is Status.NOT_APPLICABLE:
            shown = (Run("不适用", indicator.key.span()),) if attribute == "本年" else ()
            return Prose([shown] if shown else [])
        try:
            figures = self._figures(path, attribute)
        except Refused as refused:
            told = refused.at(indicator.key.span())
            self.found += [found for found in told if found.code not in _NO_BASE]
            return Prose([])
        if attribute != "本年" and (awaited or any(figure.pending for figure in figures)):
            return Prose([])
        runs: list[Inline] = []
        for at, figure in enumerate(figures):
            text = figure.text.removeprefix("同比") if attribute == "同比" else figure.text
            runs.append(Run(f"{'，' if at else ''}{fold(text)}", None, figure.ref, figure.pending))
        return Prose([tuple(runs)])

    def _figures(self, path: list[Indicator], attribute: str) -> list[Figure]:
        """Return what a cell shows: a rate for each measure where there are several."""
        subject = self._subject(path)
        if attribute == "本年":
            return [self.resolver.printed(path[-1], subject.ref)]
        items = subject.values.items if subject.values and attribute in ("同比", "完成率") else ()
        if len(items) < 2:
            return [subject.figure(attribute)]
        found = []
        base = path[-1].previous if attribute == "同比" else path[-1].target
        for item in items:
            if base is not None and all(other.base()[1] != item.base()[1] for other in base.items):
                continue  # the target is for the area, not for the number of places
            one = self._subject(path)
            one.unit = item.unit
            found.append(one.figure(attribute))
        return found

    def _subject(self, path: list[Indicator]) -> Subject:
        subject = self.resolver.subject(path[0])
        for part in path[1:]:
            subject = self.resolver.subject(part, f"{subject.ref}.{part.name}", subject)
        return subject
