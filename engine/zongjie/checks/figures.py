"""What one indicator says of itself must agree with its own figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final

from zongjie.checks.values import Known
from zongjie.diagnostics import Diagnostic, Span, catalogue
from zongjie.model import Change, Direction, Kind, Quantity, derived
from zongjie.model.derived import Fault, exact_base
from zongjie.model.quantity import agrees
from zongjie.model.units import is_rate, settle, to_base

# 基本持平 may stand for a change of at most this part of last year's figure.
# No standard says how much; beyond a twentieth offices name the change.
_NEARLY_LEVEL: Final = Fraction(1, 20)


def prints(known: Iterable[Known]) -> Iterator[Diagnostic]:
    """印作 must be a true rounding of 数值."""
    for one in known:
        shown, values = one.indicator.print_as, one.values
        if shown is None or values is None:
            continue
        pairs = zip(values.items, shown.items, strict=False)
        if len(values.items) != len(shown.items) or not all(agrees(v, s) for v, s in pairs):
            yield catalogue.figures.print_as_differs(
                shown.text.span(), one.indicator.name, str(shown), str(values)
            )


def stated(known: Iterable[Known]) -> Iterator[Diagnostic]:
    """同比 and 完成率 given beside 上年 and 目标 must follow from them."""
    for one in known:
        yield from _stated_change(one)
        yield from _stated_completion(one)


def _stated_change(one: Known) -> Iterator[Diagnostic]:
    indicator = one.indicator
    said, before, text = indicator.change, indicator.previous, indicator.change_text
    figures = one.pair(before)
    if said is None or before is None or figures is None or text is None:
        return
    both = derived.pair(*figures)
    place = text.span()
    if isinstance(both, Fault):
        yield from _told(both, one, figures, "上年", "同比", place)
        return
    exact = _exact_change(said, figures, *both)
    if isinstance(exact, Fault):
        other = figures if exact is Fault.ZERO or said.amount is None else (said.amount, figures[0])
        yield from _told(exact, one, other, "上年", "同比", place)
    elif not _is_true(said, exact, *both):
        shown = text.value.strip()
        computed = _in_words(said, exact, figures, *both)
        yield catalogue.figures.stated_differs(
            place, indicator.name, "同比", shown, computed, before.text.span()
        )


def _exact_change(
    said: Change, figures: tuple[Quantity, Quantity], new: Fraction, old: Fraction
) -> Quantity | Fault | None:
    """Return the size of the change in the terms it is stated in; None where level."""
    amount, delta = said.amount, abs(new - old)
    if amount is None or delta == 0:
        return None
    unit = to_base(settle(Fraction(1)), amount.unit)[1]
    relative = unit in ("%", "倍") or amount.kind is Kind.FRACTION
    if relative:
        if old == 0:
            return Fault.ZERO
        factor = 1 if unit == "倍" else 100
        return _number(delta / abs(old) * factor, "倍" if unit == "倍" else "%")
    counted = next((f for f in figures if f.kind is not Kind.ZERO), figures[0])
    own = "百分点" if is_rate(counted.unit) else counted.base()[1]
    return _number(delta, own) if own == unit else Fault.UNITS


def _number(value: Fraction, unit: str) -> Quantity:
    """Return a number that is only compared, never printed."""
    return Quantity((), settle(value), unit)


def _is_true(said: Change, exact: Quantity | None, new: Fraction, old: Fraction) -> bool:
    """Whether the direction is right, and the size a true rounding."""
    if said.sign == 0:
        bound = abs(old) * _NEARLY_LEVEL if said.near else 0
        return abs(new - old) <= bound
    if new == old:
        base = exact_base(said.amount) if said.amount is not None else None
        return base is not None and base[0] == 0
    if said.sign != (1 if new > old else -1):
        return False
    return exact is None or said.amount is None or agrees(exact, said.amount)


def _in_words(
    said: Change,
    exact: Quantity | None,
    figures: tuple[Quantity, Quantity],
    new: Fraction,
    old: Fraction,
) -> str:
    """Return the true change as it could have been stated."""
    if new == old:
        return "持平"
    verb = "增长" if new > old else "下降"
    counts = exact is not None and exact.unit not in ("%", "倍")
    if counts or old == 0:
        difference = derived.difference(*figures)
        return f"{verb}{difference.amount}" if isinstance(difference, Change) else verb
    places = said.amount.decimals if said.amount is not None else 1
    return f"{verb}{derived.percent(abs((new - old) / old), places)}"


def _stated_completion(one: Known) -> Iterator[Diagnostic]:
    indicator = one.indicator
    said, target = indicator.completion, indicator.target
    figures = one.pair(target)
    if said is None or target is None or figures is None or len(said.items) != 1:
        return
    if indicator.direction is Direction.CEILING:
        return
    place, rate = said.text.span(), said.items[0]
    both = derived.pair(*figures)
    if not isinstance(both, Fault) and both[1] == 0:
        both = Fault.ZERO
    if isinstance(both, Fault):
        yield from _told(both, one, figures, "目标", "完成率", place)
    elif not agrees(_number(both[0] / both[1] * 100, "%"), rate):
        computed = derived.percent(both[0] / both[1], rate.decimals)
        yield catalogue.figures.stated_differs(
            place, indicator.name, "完成率", str(said), str(computed), target.text.span()
        )


def _told(
    fault: Fault,
    one: Known,
    figures: tuple[Quantity, Quantity],
    wanted: str,
    attribute: str,
    place: Span,
) -> Iterator[Diagnostic]:
    """Say why a stated figure cannot be compared; beside vague figures it stands alone."""
    name, (first, second) = one.indicator.name, figures
    if fault is Fault.ZERO:
        yield catalogue.figures.zero_base(place, name, wanted, attribute)
    elif fault is Fault.UNITS:
        yield catalogue.figures.different_units(place, name, str(first), str(second), attribute)
