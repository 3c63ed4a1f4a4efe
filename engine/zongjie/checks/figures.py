"""What one indicator says of itself must agree with its own figures."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from zongjie.diagnostics import Diagnostic, catalogue
from zongjie.model import Change, Direction, Indicator, Measures, Quantity, Report, derived
from zongjie.model.derived import Fault, exact_base
from zongjie.model.quantity import agrees


def _all(report: Report) -> Iterator[Indicator]:
    """Yield the indicators that say more of themselves than one figure."""
    for indicator in report.indicators.values():
        if indicator.previous or indicator.target or indicator.print_as:
            yield indicator
        if indicator.parts:
            yield from indicator.parts.values()


def prints(report: Report) -> Iterator[Diagnostic]:
    """印作 must be a true rounding of 数值."""
    for indicator in _all(report):
        shown, values = indicator.print_as, indicator.values
        if shown is None or values is None:
            continue
        pairs = zip(values.items, shown.items, strict=False)
        if len(values.items) != len(shown.items) or not all(agrees(v, s) for v, s in pairs):
            yield catalogue.figures.print_as_differs(
                shown.text.span(), indicator.name, str(shown), str(values)
            )


def stated(report: Report) -> Iterator[Diagnostic]:
    """同比 and 完成率 given beside 上年 and 目标 must follow from them."""
    for indicator in _all(report):
        yield from _stated_change(indicator)
        yield from _stated_completion(indicator)


def _stated_change(indicator: Indicator) -> Iterator[Diagnostic]:
    said, before = indicator.change, indicator.previous
    pair = _single(indicator.values, before)
    if said is None or before is None or pair is None or indicator.change_text is None:
        return
    percent = said.amount is None or not said.amount.unit or said.amount.unit == "%"
    points = said.amount is not None and said.amount.unit.endswith("百分点")
    computed = derived.difference(*pair) if points or not percent else _percent_change(*pair, said)
    if isinstance(computed, Fault) or _same_change(said, computed):
        return
    text = "持平" if computed.amount is None else _signed(computed)
    yield catalogue.figures.stated_differs(
        indicator.change_text.span(),
        indicator.name,
        "同比",
        indicator.change_text.value.strip(),
        text,
        before.text.span(),
    )


def _percent_change(now: Quantity, before: Quantity, said: Change) -> Change | Fault:
    """Return the change in percent at the places that were typed, whatever the base."""
    new, old = exact_base(now), exact_base(before)
    if new is None or old is None:
        return Fault.INEXACT
    if new[1] != old[1] or old[0] == 0:
        return Fault.UNITS
    ratio = (new[0] - old[0]) / abs(old[0])
    places = said.amount.decimals if said.amount is not None else 1
    sign = (ratio > 0) - (ratio < 0)
    return Change(sign, derived.percent(abs(ratio), places))


def _same_change(said: Change, computed: Change) -> bool:
    if said.amount is None:
        return computed.amount is None or said.near or _size(computed.amount) == 0
    if computed.amount is None or not said.amount.exact:
        return computed.amount is not None or _size(said.amount) == 0
    return said.sign == computed.sign and agrees(computed.amount, said.amount)


def _size(amount: Quantity) -> Fraction:
    base = exact_base(amount)
    return base[0] if base is not None else Fraction(0)


def _signed(change: Change) -> str:
    return f"{'增长' if change.sign > 0 else '下降'}{change.amount}"


def _stated_completion(indicator: Indicator) -> Iterator[Diagnostic]:
    said, target = indicator.completion, indicator.target
    pair = _single(indicator.values, target)
    if said is None or target is None or pair is None or len(said.items) != 1:
        return
    if indicator.direction is Direction.CEILING:
        return
    computed = derived.share(*pair, said.items[0].decimals)
    if isinstance(computed, Fault) or agrees(computed, said.items[0]):
        return
    yield catalogue.figures.stated_differs(
        said.text.span(), indicator.name, "完成率", str(said), str(computed), target.text.span()
    )


def large_changes(report: Report) -> Iterator[Diagnostic]:
    """Growth of 100 % or more wants a 备注."""
    for indicator in _all(report):
        pair = _single(indicator.values, indicator.previous)
        if pair is None or indicator.note is not None or indicator.previous is None:
            continue
        change = derived.change(*pair, indicator.decimals)
        if isinstance(change, Fault) or change.sign < 1 or change.amount is None:
            continue
        if change.amount.unit == "%" and _size(change.amount) >= 100:
            place = indicator.previous.text.span()
            yield catalogue.figures.large_change(place, indicator.name, f"增长{change.amount}")


def _single(now: Measures | None, base: Measures | None) -> tuple[Quantity, Quantity] | None:
    if now is None or base is None or len(now.items) != 1 or len(base.items) != 1:
        return None
    return now.items[0], base.items[0]
