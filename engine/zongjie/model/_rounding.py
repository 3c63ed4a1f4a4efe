"""Rounding, plain notation, and whether a rounded print is true."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Final

from zongjie.model._forms import BOUNDS, Bound
from zongjie.model._number import Kind, Quantity
from zongjie.model.units import SCALES, Exact, is_rate, to_base

_ONE: Final = Decimal(1)
# 近 and 约 lose their sense farther away than these parts of the number.
_NEAR: Final = Fraction(1, 5)
_ABOUT: Final = Fraction(1, 10)


def format_decimal(value: Decimal) -> str:
    """Return plain notation, without exponent and without trailing zeros."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").removesuffix(".")
    return "0" if text == "-0" else text


def round_half_up(value: Exact, places: int) -> Decimal:
    """Return the value at ``places`` decimals, a half going away from zero.

    Exact: 0.25 gives 0.3 and -0.25 gives -0.3 at one place.  Negative places
    round to tens, hundreds …  Raises ValueError or OverflowError for NaN and
    infinity.
    """
    top, below = value.as_integer_ratio()
    if places >= 0:
        top *= 10**places
    else:
        below *= 10**-places
    whole = (2 * abs(top) + below) // (2 * below)
    return Decimal(f"{'-' if top < 0 and whole else ''}{whole}E{-places}")


def agrees(exact: Quantity, printed: Quantity) -> bool:
    """Return whether a rounded print (印作) is true of the exact value (数值).

    Compared in base units; a print without a unit takes that of the value, and
    other units do not agree.  Without a qualifier the print must be the value
    rounded half up at the print's own places, never rounded to 0 or to 100%
    (DESIGN §5, derived figures).  余 and 多 keep within the last place that is
    not zero (800余 is 801 to 899), 近 within it and a fifth, 约 within it and a
    tenth; 超, 逾, 不足, 以上 … say only on which side the value lies.
    """
    if str(exact) == str(printed):
        return True
    amount = exact.value
    if isinstance(amount, tuple) or printed.kind is Kind.RATIO or exact.kind is Kind.RATIO:
        return exact.base() == printed.base() and not printed.qualifiers
    unit = printed.unit
    if not unit and printed.kind is Kind.FRACTION and to_base(_ONE, exact.unit)[1] == "%":
        unit, factor = "%", Fraction(100)  # 33.4% is printed as 约三分之一
    else:
        unit = unit or exact.unit
        factor = Fraction(to_base(_ONE, unit)[0])
    base, base_unit = to_base(amount, exact.unit)
    if to_base(_ONE, unit)[1] != base_unit:
        return False
    return _holds(Fraction(base) / factor, printed)


def _holds(amount: Fraction, printed: Quantity) -> bool:
    """Compare an amount, in the unit of the print, with the print."""
    shown = printed.value
    if isinstance(shown, tuple):
        return Fraction(shown[0]) <= amount <= Fraction(shown[1])
    value = Fraction(shown)
    if printed.qualifiers:
        place = _last_place(printed, value)
        return all(_lies(BOUNDS[word], amount, value, place) for word in printed.qualifiers)
    whole = value == 0 or (is_rate(printed.unit) and value == 100)
    if whole or printed.kind is Kind.FRACTION:
        return amount == value
    step = _step(printed)
    return Fraction(round_half_up(amount / step, 0)) * step == value


def _step(printed: Quantity) -> Fraction:
    """Return one of the last written place, in the unit of the print."""
    scale = Fraction(SCALES[printed.scale]) if printed.scale else Fraction(1)
    return scale / Fraction(10**printed.decimals)


def _last_place(printed: Quantity, value: Fraction) -> Fraction:
    """Return one of the last place that counts: 100 of 800, 0.1万 of 1.8万.

    Zeros at the end of a whole number only hold places; after a point they
    were measured.
    """
    place = _step(printed)
    if printed.kind is Kind.FRACTION or not value:
        return abs(value)
    while not printed.decimals and (value / (place * 10)).denominator == 1:
        place *= 10
    return place


def _lies(bound: Bound, amount: Fraction, value: Fraction, place: Fraction) -> bool:
    match bound:
        case Bound.ABOUT:
            return abs(amount - value) <= min(place, abs(value) * _ABOUT)
        case Bound.ABOVE:
            return amount > value
        case Bound.AT_LEAST:
            return amount >= value
        case Bound.BELOW:
            return amount < value
        case Bound.AT_MOST:
            return amount <= value
        case Bound.NEAR:
            return value - min(place, abs(value) * _NEAR) <= amount < value
        case Bound.ODD:
            return value < amount < value + place
        case Bound.SEVERAL:
            return value < amount < value * 10
        case Bound.NONE:
            return True
