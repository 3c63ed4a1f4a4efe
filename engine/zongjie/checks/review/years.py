"""纵向逻辑 among indicators: this year beside last year, and beside last year's report."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from zongjie.checks.changes import changed
from zongjie.checks.review.scope import Scope
from zongjie.diagnostics import Diagnostic, Span, Text, catalogue
from zongjie.model import Indicator, Kind, Measures, Quantity, derived
from zongjie.model.derived import Fault, exact_base
from zongjie.model.quantity import format_decimal, round_half_up
from zongjie.model.units import is_rate, settle
from zongjie.text import fold, pattern

_STANDING: Final = pattern(
    "在册|现有|累计|总数|总人口|人口|户籍|党组织|党员|居委|居民区|社区数|面积|床位|设施|站点|阵地|网点|在编|存量|名单"
)
_TELLING, _TELLING_RATE = 3, 4  # digits that nobody reports twice by chance


def _pairs(one: Indicator, scope: Scope) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield this year's figures with last year's of the same unit."""
    now, before = scope.values_of(one), scope.previous(one)
    if now is None or before is None or len(now.items) != len(before.items):
        return
    yield from zip(now.items, before.items, strict=True)


def same_as_last(scope: Scope) -> Iterator[Diagnostic]:
    """A telling number that did not change by a digit was forgotten."""
    for one in scope.indicators:
        level = one.change is not None and one.change.sign == 0
        if one.note is not None or level or _STANDING.search(one.name) or one.formula is not None:
            continue
        for now, before in _pairs(one, scope):
            if _is_telling(now) and str(now) == str(before):
                at = _place(scope.previous(one))
                span = one.values.text.span() if one.values is not None else one.key.span()
                yield catalogue.years.same_as_last(span, one.name, str(now), at)
                break


def other_units(scope: Scope) -> Iterator[Diagnostic]:
    """上年 and 目标 that count in no unit of this year's figure cannot be set against it."""
    for one in scope.indicators:
        now = scope.values_of(one)
        for key, other in (("上年", one.previous), ("目标", one.target)):
            if now is None or other is None or one.note is not None:
                continue
            if Kind.ZERO in {item.kind for item in (*now.items, *other.items)}:
                continue
            if _units(now).isdisjoint(_units(other)):
                span = other.text.span()
                yield catalogue.years.other_unit(span, one.name, key, str(other), str(now))


def _units(measures: Measures) -> set[str]:
    return {item.base()[1] for item in measures.items}


def _is_telling(figure: Quantity) -> bool:
    base = exact_base(figure)
    if base is None or figure.kind is not Kind.NUMBER:
        return False
    digits = "".join(sign for text in figure.texts for sign in text if sign.isdigit())
    wanted = _TELLING_RATE if is_rate(figure.unit) else _TELLING
    return len(digits.strip("0")) >= wanted


def _place(measures: Measures | None) -> Span | None:
    return measures.text.span() if measures is not None else None


def beside_last_report(scope: Scope) -> Iterator[Diagnostic]:
    """A change against last year's report, where 上年 itself is not given."""
    for one in scope.indicators if scope.last is not None else ():
        if one.previous is None:
            yield from changed(one, scope.values_of(one), scope.previous(one), scope.report.bounds)


def definitions(scope: Scope) -> Iterator[Diagnostic]:
    """口径 of last year's report and of this one, and what 上年 says beside that report."""
    for one in scope.indicators if scope.last is not None else ():
        last = scope.last_of(one)
        if last is None or one.note is not None:
            continue
        now, before = _said(one.definition), _said(last.definition)
        if now and before and one.definition and last.definition and now != before:
            span, at = one.definition.span(), last.definition.span()
            yield catalogue.years.definition_changed(span, one.name, now, before, at)
        yield from _other_last(one, last)


def _said(text: Text | None) -> str:
    return fold(text.value.strip()).strip("。；") if text is not None else ""


def _other_last(one: Indicator, last: Indicator) -> Iterator[Diagnostic]:
    """Yield 上年 that is not what last year's report printed."""
    given, told = one.previous, last.values
    if given is None or told is None or len(given.items) != len(told.items):
        return
    for mine, theirs in zip(given.items, told.items, strict=True):
        both = derived.pair(mine, theirs)
        if not isinstance(both, Fault) and _rounded(both[0], mine) != _rounded(both[1], mine):
            span, at = given.text.span(), told.text.span()
            yield catalogue.years.last_differs(span, one.name, str(given), str(told), at)
            return


def _rounded(value: Fraction, as_written: Quantity) -> str:
    """Return a value with no more places than a figure is written with."""
    step = derived.size_of(as_written.scale, as_written.unit)
    return format_decimal(round_half_up(settle(value / step), as_written.decimals))
