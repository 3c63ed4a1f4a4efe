"""派生数: what follows from figures, exact, and rounded by rule.

Percentages: one decimal unless told otherwise, rounded half up, a trailing .0
dropped, never rounded up to 100 % or down to 0 % (DESIGN §5).
"""

from collections.abc import Iterable
from enum import Enum
from fractions import Fraction

from zongjie.model import quantity
from zongjie.model.change import Change
from zongjie.model.quantity import Quantity, format_decimal, round_half_up
from zongjie.model.units import is_rate

# Below this base a percentage says less than the difference itself.
_SMALL_BASE = 20
_MOST_DECIMALS = 6


class Fault(Enum):
    """Why a figure cannot be derived."""

    INEXACT = "不是准数"
    ZERO = "是零"
    UNITS = "单位不同"


def exact_base(figure: Quantity) -> tuple[Fraction, str] | None:
    """Return an exact single value in its base unit, or None (约, a range)."""
    if not figure.exact:
        return None
    value, unit = figure.base()
    return None if isinstance(value, tuple) else (Fraction(value), unit)


def _pair(first: Quantity, second: Quantity) -> tuple[Fraction, Fraction] | Fault:
    a, b = exact_base(first), exact_base(second)
    if a is None or b is None:
        return Fault.INEXACT
    zero = quantity.Kind.ZERO in (first.kind, second.kind)
    if a[1] != b[1] and not zero:
        return Fault.UNITS
    return a[0], b[0]


def percent(value: Fraction, decimals: int | None = None) -> Quantity:
    """Return a proportion as a percentage, never rounded to 100 % or 0 %."""
    exact = value * 100
    places = 1 if decimals is None else decimals
    rounded = round_half_up(exact, places)
    while exact != rounded and rounded in (0, 100) and places < _MOST_DECIMALS:
        places += 1
        rounded = round_half_up(exact, places)
    parsed = quantity.parse(f"{format_decimal(rounded)}%")
    assert parsed is not None  # noqa: S101 - built from a unit that parsed before
    return parsed


def share(part: Quantity, whole: Quantity, decimals: int | None = None) -> Quantity | Fault:
    """Return part of whole (完成率, 占比) as a percentage."""
    pair = _pair(part, whole)
    if isinstance(pair, Fault):
        return pair
    if pair[1] == 0:
        return Fault.ZERO
    return percent(pair[0] / pair[1], decimals)


def change(now: Quantity, before: Quantity, decimals: int | None = None) -> Change | Fault:
    """Return 同比: percent of the base, points between rates, the difference of small counts."""
    pair = _pair(now, before)
    if isinstance(pair, Fault):
        return pair
    new, old = pair
    if new == old:
        return Change(0, None)
    small = 0 < old < _SMALL_BASE and old.denominator == new.denominator == 1
    if small or is_rate(now.unit):
        return difference(now, before)
    if old == 0:
        return Fault.ZERO
    ratio = (new - old) / abs(old)
    places = 1 if decimals is None else decimals
    if round_half_up(abs(ratio) * 100, places) == 0:
        return Change(0, None, near=True)
    return Change(1 if ratio > 0 else -1, percent(abs(ratio), decimals))


def difference(now: Quantity, before: Quantity) -> Change | Fault:
    """Return 增减: how much more or less, in the unit and scale of this year."""
    pair = _pair(now, before)
    if isinstance(pair, Fault):
        return pair
    delta = pair[0] - pair[1]
    if delta == 0:
        return Change(0, None)
    if is_rate(now.unit):
        return Change(1 if delta > 0 else -1, _sized(abs(delta), "", "个百分点"))
    return Change(1 if delta > 0 else -1, in_terms_of(abs(delta), now))


def total(figures: Iterable[Quantity]) -> Quantity | Fault:
    """Return the sum (合计) in the unit and scale of the first figure."""
    items = list(figures)
    sum_, unit = Fraction(0), ""
    for item in items:
        base = exact_base(item)
        if base is None:
            return Fault.INEXACT
        if unit and base[1] and base[1] != unit:
            return Fault.UNITS
        sum_, unit = sum_ + base[0], unit or base[1]
    return in_terms_of(sum_, items[0])


def in_terms_of(value: Fraction, model: Quantity) -> Quantity:
    """Return a value of the base unit, written in the unit and scale of another."""
    one = quantity.parse(f"1{model.scale}{model.unit}")
    base = exact_base(one) if one is not None else None
    size = base[0] if base is not None else Fraction(1)
    return _sized(value / size, model.scale, model.unit)


def _sized(value: Fraction, scale: str, unit: str) -> Quantity:
    """Write a value out; beyond the decimals a report shows it is rounded half up."""
    parsed = quantity.parse(f"{format_decimal(round_half_up(value, _MOST_DECIMALS))}{scale}{unit}")
    assert parsed is not None  # noqa: S101 - built from a unit that parsed before
    return parsed
