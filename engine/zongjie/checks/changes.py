"""How far a figure is from last year's: further than wants no word, or by a slip."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final

from zongjie.checks.values import Known
from zongjie.diagnostics import Diagnostic, catalogue
from zongjie.model import Bounds, Change, Indicator, Measures, Quantity, derived
from zongjie.model.derived import SMALL_BASE, Fault, exact_base
from zongjie.model.units import is_rate

# A slip of one place, and of 万: within these parts of the exact factor, as figures also grow.
_FACTORS: Final = (
    (Fraction(10), "十倍"),
    (Fraction(100), "一百倍"),
    (Fraction(1000), "一千倍"),
    (Fraction(10**4), "一万倍"),
    (Fraction(10**8), "一亿倍"),
)
_LEAST, _MOST = Fraction(4, 5), Fraction(5, 4)


def changes(known: Iterable[Known], bounds: Bounds) -> Iterator[Diagnostic]:
    """A great change wants a 备注; one by ten, or ten thousand, looks like a slip."""
    for one in known:
        yield from changed(one.indicator, one.values, one.indicator.previous, bounds)


def changed(
    indicator: Indicator, values: Measures | None, before: Measures | None, bounds: Bounds
) -> Iterator[Diagnostic]:
    """Yield what is to be said of figures beside those of last year, and beside the target."""
    if indicator.note is not None or values is None or indicator.broken:
        return
    for word, base in (("上年", before), ("目标", indicator.target)):
        for now, then in _pairs(values, base):
            times = _slip(now, then)
            if times and base is not None:
                told = f"{word}是{then}"
                span, at = values.text.span(), base.text.span()
                yield catalogue.years.tenfold(span, indicator.name, str(now), told, times, at)
                return
    if before is not None and len(before.items) == len(values.items) == 1:
        change = derived.change(values.items[0], before.items[0], indicator.decimals)
        told = _large(change, Fraction(bounds.change))
        if told:
            span, at = values.text.span(), before.text.span()
            yield catalogue.figures.large_change(span, indicator.name, told, at)


def _pairs(values: Measures, base: Measures | None) -> Iterator[tuple[Quantity, Quantity]]:
    if base is not None and len(base.items) == len(values.items):
        yield from zip(values.items, base.items, strict=True)


def _slip(now: Quantity, base: Quantity) -> str:
    """Return by how many times a figure looks wrong, nothing where it does not.

    Small counts do grow tenfold, and rates do not stand on ladders of 万.
    """
    both = derived.pair(now, derived.aimed(base))
    if isinstance(both, Fault) or not all(value > 0 for value in both):
        return ""
    ratio = max(both) / min(both)
    if ratio < 10 * _LEAST or (max(both) < 10 * SMALL_BASE and not is_rate(now.unit)):
        return ""
    exact = (words for factor, words in _FACTORS if _LEAST <= ratio / factor <= _MOST)
    return next(exact, "")


def _large(change: Change | Fault, bound: Fraction) -> str:
    """Return a change that is at least the bound, in words; nothing where it is less."""
    if isinstance(change, Fault) or change.amount is None:
        return ""
    base = exact_base(change.amount)
    if base is None or base[1] != "%" or base[0] < bound:
        return ""
    return f"{'增长' if change.sign > 0 else '下降'}{change.amount}"
