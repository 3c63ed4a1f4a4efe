"""The figures of this year, formulas computed, for the rules that check them."""

from __future__ import annotations

from collections.abc import Callable

from zongjie.compose.context import ContextBuilder
from zongjie.compose.figure import Refused
from zongjie.model import Indicator, Measures, Report


def values_of(report: Report) -> Callable[[Indicator], Measures | None]:
    """Return what gives the figures of an indicator: None where there are none.

    A formula that cannot be computed is told where it stands, when the report
    is composed; here it only has no figures.
    """
    builders: list[ContextBuilder] = []  # made when the first formula asks

    def values(indicator: Indicator) -> Measures | None:
        if indicator.formula is None:
            return indicator.values
        if not builders:
            builders.append(ContextBuilder(report, public=False, found=[]))
        try:
            return builders[0].resolver.values(indicator)
        except Refused:
            return None

    return values
