"""横向逻辑 among indicators: parts, shares, and one thing reported twice."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from zongjie.checks.review.facts import topic
from zongjie.checks.review.scope import Scope
from zongjie.diagnostics import Diagnostic, catalogue
from zongjie.model import Indicator, Measures, Quantity, derived
from zongjie.model.derived import Fault, exact_base
from zongjie.model.quantity import agrees
from zongjie.model.units import is_rate

_ROUNDING = 1  # percentage points that shares may be above 100 by rounding
_SHORTEST = 4  # signs of a name whose letters in another order are the same thing


def parts_in_unit(scope: Scope) -> Iterator[Diagnostic]:
    """其中 adds up to its whole, so that a part counts as the whole does."""
    for whole in scope.indicators:
        values = scope.values_of(whole)
        if not whole.parts or values is None:
            continue
        for part in whole.parts.values():
            own = scope.values_of(part)
            if own is not None and not any(_are_alike(one, values) for one in own.items):
                span = own.text.span()
                yield catalogue.across.part_of_other_unit(span, part.name, str(own), str(values))


def _are_alike(figure: Quantity, values: Measures) -> bool:
    return any(derived.pair(figure, whole) is not Fault.UNITS for whole in values.items)


def shares(scope: Scope) -> Iterator[Diagnostic]:
    """The shares of one whole are at most 100 % together."""
    for whole in scope.indicators:
        if len(whole.parts) < 2 or (whole.values is not None and not _is_share(whole.values)):
            continue
        given = [part.values for part in whole.parts.values() if part.values is not None]
        rates = [exact_base(values.items[0]) for values in given if _is_share(values)]
        total = sum((rate[0] for rate in rates if rate is not None), Fraction(0))
        if len(rates) == len(whole.parts) and total > 100 + _ROUNDING:
            shown = derived.percent(total / 100, 2)
            yield catalogue.across.shares_exceed(given[-1].text.span(), str(shown))


def _is_share(values: Measures) -> bool:
    first = values.items[0]
    return len(values.items) == 1 and is_rate(first.unit) and "点" not in first.unit


def twins(scope: Scope) -> Iterator[Diagnostic]:
    """Two indicators of one thing have one value."""
    first_of: dict[tuple[str, ...], Indicator] = {}
    for one in scope.report.indicators.values():
        own = scope.values_of(one)
        if own is None:
            continue
        for key in _keys(one.name):
            other = first_of.setdefault(key, one)
            theirs = scope.values_of(other) if other is not one else None
            if theirs is not None and _differ(own, theirs):
                span, at = own.text.span(), other.key.span()
                given = (one.name, str(own), other.name, str(theirs))
                yield catalogue.across.twins(span, *given, at)
                break


def _keys(name: str) -> Iterator[tuple[str, ...]]:
    """Yield what two names of one thing share: the bare topic, and its letters in any order."""
    bare = topic(name)
    yield (bare,)
    if len(bare) >= _SHORTEST:
        yield tuple(sorted(bare))


def _differ(own: Measures, theirs: Measures) -> bool:
    """Whether two single figures of one unit are not the same number."""
    if len(own.items) != 1 or len(theirs.items) != 1:
        return False
    one, other = own.items[0], theirs.items[0]
    both = derived.pair(one, other)
    if isinstance(both, Fault):
        return False
    return both[0] != both[1] and not agrees(one, other) and not agrees(other, one)
