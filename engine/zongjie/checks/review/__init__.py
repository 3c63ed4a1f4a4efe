"""What a careful 统计员 would ask: checks that take time, and only ever warn.

``zongjie check`` runs them; rendering does not.  Each reads the report, the
text made of it, and last year's report where there is one, and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

from zongjie.checks.review import (
    across,
    computed,
    counted,
    gaps,
    leftovers,
    marks,
    sums,
    told,
    years,
)
from zongjie.checks.review.scope import Scope
from zongjie.checks.values import ValuesOf
from zongjie.diagnostics import Diagnostic
from zongjie.document import Document
from zongjie.model import Report

__all__ = ["review"]

Check: TypeAlias = Callable[[Scope], Iterator[Diagnostic]]

_CHECKS: Final[tuple[Check, ...]] = (
    *(gaps.unused, gaps.statuses, gaps.as_said, gaps.zeros, gaps.gone),
    *(across.parts_in_unit, across.shares, across.twins),
    *(told.typed, told.told_twice, told.in_tables, told.mixed_units),
    *(counted.sections, counted.series, counted.enumerations),
    *(sums.parts, sums.totals, sums.rates, sums.over_the_whole),
    *(computed.shares, computed.growths, computed.apart, computed.from_to),
    *(computed.verbs, computed.typed_changes),
    *(computed.percent_or_points, computed.from_nothing),
    *(years.same_as_last, years.other_units, years.beside_last_report, years.definitions),
    *(leftovers.years, leftovers.offices, leftovers.relative, leftovers.blanks),
    *(marks.half_width, marks.single_braces, marks.pairs, marks.doubled, marks.levels),
)


def review(
    report: Report,
    values_of: ValuesOf,
    document: Document | None = None,
    last: Report | None = None,
    *,
    whole: bool = True,
) -> list[Diagnostic]:
    """Return what every check finds; none is an error.

    ``document`` is the text made of the report, ``last`` last year's report;
    without them the checks that need them are silent.  ``whole`` says that
    nothing was refused in making the text.
    """
    scope = Scope(report, values_of, document, last, whole=whole)
    return [found for check in _CHECKS for found in check(scope)]
