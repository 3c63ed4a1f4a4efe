"""What the rules look at: indicators with their figures of this year."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from zongjie.model import Indicator, Measures, Quantity, Report
from zongjie.records import NamedTuple

ValuesOf: TypeAlias = Callable[[Indicator], Measures | None]


def written(indicator: Indicator) -> Measures | None:
    """Return the figures as they are written; a formula has none."""
    return indicator.values


class Known(NamedTuple):
    """An indicator that says more of itself than one figure, and its parts."""

    indicator: Indicator
    values: Measures | None
    parts: tuple[Known, ...] = ()

    @classmethod
    def all(cls, report: Report, values_of: ValuesOf) -> Iterator[Known]:
        """Yield each indicator worth a look, then its parts, however deep."""
        for indicator in report.indicators.values():
            if _says_more(indicator):
                yield from _flat(_known(indicator, values_of))

    def pair(self, base: Measures | None) -> tuple[Quantity, Quantity] | None:
        """Return the one figure of this year and the one of a base, if there are just these."""
        now = self.values
        if now is None or base is None or len(now.items) != 1 or len(base.items) != 1:
            return None
        return now.items[0], base.items[0]


def _says_more(indicator: Indicator) -> bool:
    return bool(indicator.previous or indicator.target or indicator.print_as or indicator.parts)


def _known(indicator: Indicator, values_of: ValuesOf) -> Known:
    values = indicator.values if indicator.formula is None else values_of(indicator)
    parts = tuple(_known(part, values_of) for part in indicator.parts.values())
    return Known(indicator, values, parts)


def _flat(known: Known) -> Iterable[Known]:
    yield known
    for part in known.parts:
        yield from _flat(part)
