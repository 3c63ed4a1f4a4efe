"""A quantity as cells: a number to compute with, and a text that loses no digit."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Final

from zongjie.model import Date, Kind, Quantity
from zongjie.model.dates import last_day
from zongjie.model.quantity import BaseValue, format_decimal, round_half_up
from zongjie.model.units import Exact, settle

# What no decimal is equal to (3.5亩 is 7000/3 平方米) is rounded in the number, half up; to
# fewer places where it would have more digits than a spreadsheet takes for a number.
PLACES: Final = 6
_DIGITS: Final = 15
# Neither / nor : nor - : a spreadsheet makes days and times of 1/3, 1:2 and 1-3.
_OVER, _TO, _BY = "÷", "～", "："


def number(figure: Quantity | None) -> str:
    """Return a figure in its base unit as decimal digits; empty for a range or a ratio of three.

    A fraction without a decimal is rounded, see :func:`digits`.
    """
    value = figure.base()[0] if figure is not None else ()
    return "" if isinstance(value, tuple) else digits(value)


def digits(value: Exact) -> str:
    """Return a number as decimal digits.

    One without a decimal is rounded to six places, or to fifteen digits, whichever is less.
    """
    value = settle(value) if isinstance(value, Fraction) else value
    if isinstance(value, Fraction):
        whole = len(str(abs(int(value))))
        value = round_half_up(value, max(0, min(PLACES, _DIGITS - whole)))
    return format_decimal(value)


def exact(figure: Quantity | None) -> str:
    """Return a figure in its base unit exactly: 290000, 7000÷3, 30～50, 3：2：1."""
    if figure is None:
        return ""
    value: BaseValue = figure.base()[0]
    if not isinstance(value, tuple):
        return _exact(value)
    return (_TO if is_range(figure) else _BY).join(map(_exact, value))


def is_range(figure: Quantity) -> bool:
    """Whether a figure is two ends; the terms of a ratio are none."""
    return figure.kind is Kind.RANGE


def ends(figure: Quantity | None) -> tuple[str, str]:
    """Return the ends of a range in its base unit, low first; empty for anything else."""
    if figure is None or not is_range(figure):
        return "", ""
    value = figure.base()[0]
    assert isinstance(value, tuple)  # noqa: S101 - a range is two ends
    return digits(value[0]), digits(value[-1])


def day(date: Date | None, year: int | None) -> str:
    """Return 截至 as 2016-11-30, empty where no year is known; 2月29日 of any year is its end."""
    known = (date.year or year) if date is not None else None
    if date is None or known is None:
        return ""
    return f"{known:04d}-{date.month:02d}-{min(date.day, last_day(known, date.month)):02d}"


def _exact(value: Exact) -> str:
    value = settle(value) if isinstance(value, Fraction) else value
    if isinstance(value, Decimal):
        return format_decimal(value)
    return f"{value.numerator}{_OVER}{value.denominator}"
