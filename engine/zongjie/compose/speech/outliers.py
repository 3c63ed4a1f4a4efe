"""离群: figures so far from those of the other offices that a slip is likely.

A figure is told where two things hold.

It is unusual: its modified z-score, 0.6745 times its distance from the median over the
median absolute deviation, is above 3.5 (B. Iglewicz and D. Hoaglin, How to Detect and
Handle Outliers, ASQC 1993).  Where more than half of the offices agree that deviation is 0,
and the mean absolute deviation times 1.253314 stands in for it.  Several slips widen that
mean until none is unusual, so there a gross distance is enough by itself: ten times the
median or a tenth of it, 50 percentage points.

And it is no trifle: a count at least twice the median or at most half of it, a rate
at least 5 percentage points from it.  Of counts below 20 only ten times the median is:
2 beside 1 says nothing.  A median of 0 gives counts nothing to be measured by.

Fewer than five figures have no median worth the name.  Each unit is looked at by itself:
of 处、平方米 each measure, of 处/吨 those who count alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from statistics import median
from typing import Final

from zongjie.compose.speech.gathering import Reported
from zongjie.model import Kind, Quantity, derived
from zongjie.model.derived import SMALL_BASE, exact_base
from zongjie.model.quantity import format_decimal, round_half_up
from zongjie.model.units import is_rate
from zongjie.records import NamedTuple

_SCORE: Final = Fraction(7, 2)
_NORMAL: Final = Fraction(6745, 10000)  # of a normal spread: the median deviation
_MEAN: Final = Fraction(1253314, 1000000)  # … and what makes the mean deviation it
_LEAST: Final = 5  # figures below which no median says anything
_APART, _GROSS = 2, 10  # times the median
_POINTS_APART, _POINTS_GROSS = 5, 50


class Outlier(NamedTuple):
    """A figure of an office that is far from those of the others, and how far, in words."""

    row: Reported
    item: Quantity
    distance: str


class _Figure(NamedTuple):
    value: Fraction
    item: Quantity
    row: Reported


def outliers(rows: Iterable[Reported]) -> Iterator[Outlier]:
    """Yield the figures that are far from the median of those that count alike."""
    given = [
        (base[1], _Figure(base[0], item, row))
        for row in rows
        for item in row.values.items
        if (base := exact_base(item)) is not None
    ]
    units = dict.fromkeys(unit for unit, figure in given if figure.item.kind is not Kind.ZERO)
    for unit in units:
        alike = [one for own, one in given if own == unit or one.item.kind is Kind.ZERO]
        if len(alike) >= _LEAST:
            yield from _far(alike, rate=is_rate(unit))


def _far(figures: list[_Figure], *, rate: bool) -> Iterator[Outlier]:
    middle = median([one.value for one in figures])
    distances = [abs(one.value - middle) for one in figures]
    spread = median(distances)
    limit = _SCORE * spread / _NORMAL or _SCORE * _MEAN * sum(distances) / len(distances)
    for one, distance in zip(figures, distances, strict=True):
        unusual = distance > limit or (not spread and _is_gross(one.value, middle, rate=rate))
        if unusual and _is_apart(one.value, middle, rate=rate):
            yield Outlier(one.row, one.item, _in_words(one.value, middle, rate=rate))


def _is_gross(value: Fraction, middle: Fraction, *, rate: bool) -> bool:
    if rate:
        return abs(value - middle) >= _POINTS_GROSS
    return value >= _GROSS * middle or _GROSS * value <= middle


def _is_apart(value: Fraction, middle: Fraction, *, rate: bool) -> bool:
    """Whether a distance is no trifle."""
    if rate:
        return abs(value - middle) >= _POINTS_APART
    if middle <= 0:
        return False
    if max(value, middle) < SMALL_BASE:
        return value >= _GROSS * middle
    return value >= _APART * middle or _APART * value <= middle


def _in_words(value: Fraction, middle: Fraction, *, rate: bool) -> str:
    if rate:
        points = format_decimal(round_half_up(abs(value - middle), 2))
        return f"与各单位中位数相差{points}个百分点"
    return f"为各单位中位数的{derived.percent(value / middle)}"
