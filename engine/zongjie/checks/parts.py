"""其中: parts add up to their whole, and never to more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from zongjie.checks.values import Known
from zongjie.diagnostics import Diagnostic, catalogue
from zongjie.model import Kind, Quantity, derived
from zongjie.model.derived import Fault, exact_base
from zongjie.model.units import is_rate


def add_up(known: Iterable[Known]) -> Iterator[Diagnostic]:
    """The sum of 其中 must not exceed the whole; where it is less, something may be missing."""
    for one in known:
        if one.parts and one.values is not None:
            for whole in one.values.items:
                yield from _compared(one, whole)


def _compared(one: Known, whole: Quantity) -> Iterator[Diagnostic]:
    base = exact_base(whole)
    if base is None or is_rate(whole.unit) or whole.kind is Kind.FRACTION or one.values is None:
        return
    found = [_of_unit(part, whole) for part in one.parts]
    counted = [item for item in found if item is not None]
    amount = sum((_base(item) for item in counted), Fraction(0))
    complete = len(counted) == len(found)
    if amount > base[0] and (complete or not any(item.negative for item in counted)):
        rule = catalogue.figures.parts_exceed
    elif amount < base[0] and complete and len(found) > 1:  # a single part is one of several
        rule = catalogue.figures.parts_fall_short
    else:
        return
    parts = derived.in_terms_of(amount, whole, *counted)
    text = _listed(counted) if isinstance(parts, Fault) else str(parts)
    yield rule(one.values.text.span(), one.indicator.name, str(whole), text)


def _of_unit(part: Known, whole: Quantity) -> Quantity | None:
    """Return the figure of a part that counts as the whole does, or None."""
    items = part.values.items if part.values is not None else ()
    return next((i for i in items if not isinstance(derived.pair(i, whole), Fault)), None)


def _base(item: Quantity) -> Fraction:
    base = exact_base(item)
    return base[0] if base is not None else Fraction(0)


def _listed(items: Sequence[Quantity]) -> str:
    return "＋".join(map(str, items))
