"""派生数: what follows from figures, exact, and rounded by rule.

Percentages: one decimal unless told otherwise, rounded half up, a trailing .0
dropped, never rounded up to 100 % or down to 0 % (DESIGN §5).  Sums and
differences are never rounded: what one scale cannot hold goes into a smaller
one.
"""

from collections.abc import Iterable
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import lru_cache

from zongjie.model import quantity
from zongjie.model._forms import BOUNDS, Bound
from zongjie.model._number import filled
from zongjie.model.change import Change
from zongjie.model.quantity import Kind, Quantity, format_decimal, round_half_up
from zongjie.model.units import SCALES, is_rate, settle, to_base

# Below this base a percentage says less than the difference itself.
SMALL_BASE = 20
# The decimals a report shows, and those that can be written at all.
_READABLE, _WRITABLE = 6, 12

# A check, a sentence and a table ask the same of one pair of figures.  Those of earlier reports
# of a batch are of no more use.
_REMEMBERED = 1024


class Fault(Enum):
    """Why a figure cannot be derived."""

    INEXACT = "不是准数"
    ZERO = "是零"
    UNITS = "单位不同"
    RATES = "率不能相加"
    FORM = "写不出来"


@lru_cache(maxsize=_REMEMBERED)
def exact_base(figure: Quantity) -> tuple[Fraction, str] | None:
    """Return an exact single value in its base unit, or None (约, a range)."""
    if not figure.exact:
        return None
    value, unit = figure.base()
    return None if isinstance(value, tuple) else (Fraction(value), unit)


def aimed(target: Quantity, *, ceiling: bool = False) -> Quantity:
    """Return a target without the words that say it is one: 95%以上, of a ceiling 不超过2100人."""
    bound = Bound.AT_MOST if ceiling else Bound.AT_LEAST
    said = target.qualifiers
    if not said or any(BOUNDS[word] is not bound for word in said):
        return target
    texts = tuple(text for text in target.texts if text not in said)
    return target._replace(texts=texts, qualifiers=())


def pair(first: Quantity, second: Quantity) -> tuple[Fraction, Fraction] | Fault:
    """Return two figures as numbers of one unit; a zero in words (零发生) takes any."""
    a, b = exact_base(first), exact_base(second)
    if a is None or b is None:
        return Fault.INEXACT
    if a[1] != b[1] and Kind.ZERO not in (first.kind, second.kind):
        return Fault.UNITS
    return a[0], b[0]


def percent(value: Fraction, decimals: int | None = None) -> Quantity:
    """Return a proportion as a percentage, never rounded to 100 % or 0 %."""
    exact = value * 100
    places = 1 if decimals is None else decimals
    rounded = round_half_up(exact, places)
    while exact != rounded and rounded in (0, 100):
        places += 1
        rounded = round_half_up(exact, places)
    return _built(rounded, "", "%")


@lru_cache(maxsize=_REMEMBERED)
def share(part: Quantity, whole: Quantity, decimals: int | None = None) -> Quantity | Fault:
    """Return part of whole (完成率, 占比) as a percentage."""
    both = pair(part, whole)
    if isinstance(both, Fault):
        return both
    if both[1] == 0:
        return Fault.ZERO
    return percent(both[0] / both[1], decimals)


@lru_cache(maxsize=_REMEMBERED)
def change(now: Quantity, before: Quantity, decimals: int | None = None) -> Change | Fault:
    """Return 同比: percent of the base, points between rates, the difference of small counts."""
    both = pair(now, before)
    if isinstance(both, Fault):
        return both
    new, old = both
    if new == old:
        return Change(0, None)
    small = 0 < old < SMALL_BASE and old.denominator == new.denominator == 1
    if small or is_rate(_with_unit(now, before).unit):
        return difference(now, before)
    if old == 0:
        return Fault.ZERO
    ratio = (new - old) / abs(old)
    places = 1 if decimals is None else decimals
    if round_half_up(abs(ratio) * 100, places) == 0:
        return Change(0, None, near=True)
    return Change(1 if ratio > 0 else -1, percent(abs(ratio), decimals))


@lru_cache(maxsize=_REMEMBERED)
def difference(now: Quantity, before: Quantity) -> Change | Fault:
    """Return 增减: how much more or less, in the unit and scale of this year."""
    both = pair(now, before)
    if isinstance(both, Fault):
        return both
    delta = both[0] - both[1]
    if delta == 0:
        return Change(0, None)
    if is_rate(_with_unit(now, before).unit):
        amount = _written(abs(delta), [(Fraction(1), "", "个百分点")])
    else:
        amount = in_terms_of(abs(delta), now, before)
    return amount if isinstance(amount, Fault) else Change(1 if delta > 0 else -1, amount)


def total(figures: Iterable[Quantity]) -> Quantity | Fault:
    """Return the sum (合计) in the unit and scale of the first figure that has one.

    Rates and fractions do not add up: their wholes are not known.
    """
    items = list(figures)
    model = _with_unit(*items)
    sum_ = Fraction(0)
    for item in items:
        both = pair(item, model)
        if isinstance(both, Fault):
            return both
        if is_rate(item.unit) or item.kind is Kind.FRACTION:
            return Fault.RATES
        sum_ += both[0]
    return model if model.kind is Kind.ZERO else in_terms_of(sum_, *items)


def in_terms_of(value: Fraction, *models: Quantity) -> Quantity | Fault:
    """Return a value of the base unit in the unit and scale of the first model that has one.

    Where that would need too many decimals: without the scale, then as the
    other models are written.
    """
    forms: dict[tuple[str, str], Fraction] = {}
    for model in models:
        if model.kind is not Kind.ZERO:
            for scale in (model.scale, ""):
                forms.setdefault((scale, model.unit), size_of(scale, model.unit))
    return _written(value, [(size, *form) for form, size in forms.items()])


def size_of(scale: str, unit: str) -> Fraction:
    """Return what one of a unit is at the foot of its ladder: 1 亿元 is 100000000."""
    return Fraction(to_base(SCALES.get(scale, Decimal(1)), unit)[0])


def _with_unit(*figures: Quantity) -> Quantity:
    """Return the first figure that is no mere word for zero."""
    return next((item for item in figures if item.kind is not Kind.ZERO), figures[0])


def _written(value: Fraction, forms: list[tuple[Fraction, str, str]]) -> Quantity | Fault:
    """Write a value in the first form (size, scale, unit) that holds all of its digits."""
    for most in (_READABLE, _WRITABLE):
        for size, scale, unit in forms:
            amount = settle(value / size)
            if isinstance(amount, Decimal) and amount == round_half_up(amount, most):
                # Parsed, so that it is no date (5月) and never longer than what can be read.
                parsed = quantity.parse(f"{format_decimal(amount)}{scale}{unit}")
                if parsed is not None and parsed.exact:
                    return parsed
    return Fault.FORM


def _built(value: Decimal, scale: str, unit: str) -> Quantity:
    """Return a number as it would be parsed, however many digits it has."""
    digits = format_decimal(value)
    texts = filled(("-" if value < 0 else "", digits.removeprefix("-"), scale, unit))
    return Quantity(texts, value, unit, scale, decimals=len(digits.partition(".")[2]))
