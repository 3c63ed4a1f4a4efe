"""Percentages of the prose, computed again from the numbers they stand beside."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from zongjie.checks.passages import Passage, is_prose
from zongjie.checks.review.facts import Fact, topic
from zongjie.checks.review.scope import Scope
from zongjie.diagnostics import Diagnostic, catalogue
from zongjie.model import Indicator, Kind, Quantity, derived, quantity
from zongjie.model.change import parse as parse_change
from zongjie.model.derived import Fault, exact_base
from zongjie.model.quantity import agrees
from zongjie.model.units import is_rate, settle
from zongjie.text import pattern

# Where a number begins, and no longer than one is: long rows of digits cost nothing.
_N: Final = r"(?<![0-9.])[0-9]{1,16}(?:\.[0-9]{1,8})?[万亿]{0,2}"
_UP: Final = "增长|上升|提高|增加|提升|扩大"
_DOWN: Final = "下降|减少|降低|下滑|缩小"
_THAN: Final = "(?:同比|环比|[比较](?:上年|去年|前年)(?:同期)?的?)"
_SHARE: Final = pattern(
    rf"({_N}(?P<unit>[^\W\d]{{1,3}}?))[（(，,]?占(?:[^，。；、\d]{{0,12}}?)({_N}(?P=unit))的({_N}[%％])"
)
_OF_AIM: Final = pattern(
    rf"({_N}(?P<unit>[^\W\d]{{1,3}}?))[，,]?(?:为|完成|达到?)[^，。；、\d]{{0,8}}(?:目标|任务|计划)[^，。；、\d]{{0,4}}"
    rf"({_N}(?P=unit))的({_N}[%％])"
)
_THAN_LAST: Final = pattern(
    rf"({_N}(?P<unit>[^\W\d]{{1,3}}?))[，,]?[比较]?(?:上年|去年)(?:同期)?[的为是]?({_N}(?P=unit))[，,]?(?:同比)?({_UP}|{_DOWN})了?({_N}[%％])"
)
_FROM_TO: Final = pattern(
    rf"(?:由|从)(?:[^，。；、\d]{{0,8}}?)({_N}(?P<unit>[^\W\d]{{0,4}}?|[%％]))[，,]?({_UP}|{_DOWN})(?:了|为)?(?:到|至)"
    rf"({_N}(?:(?P=unit)))(?![0-9.])"
)
# 分别占全国的60%、50% are shares of several wholes, and may be more than all together.
_APART: Final = pattern(
    rf"(?:分别占(?:比|总[数量]的)?|占比分别[为是])((?:{_N}[%％][、和，]?){{2,}})"
)
_SLIP: Final = 120  # percent: beyond, the shares are not of one whole
_PERCENT: Final = pattern(rf"({_N})[%％]")


def shares(scope: Scope) -> Iterator[Diagnostic]:
    """占…的, 完成…的 and 比上年的… follow from the two numbers before them."""
    for passage in _with_percent(scope):
        for form in (_SHARE, _OF_AIM):
            for match in form.finditer(passage.text):
                figures = [quantity.parse(match[group]) for group in (1, 3, 4)]
                yield from _share(passage, match.span(4), figures)
        for match in _THAN_LAST.finditer(passage.text):
            now, before, rate = (quantity.parse(match[group]) for group in (1, 3, 5))
            both = derived.pair(now, before) if now and before else Fault.FORM
            if not isinstance(both, Fault) and rate is not None and both[1]:
                exact = abs(both[0] - both[1]) / both[1]
                yield from _unless_true(passage, match.span(5), rate, exact, f"{now}、{before}")


def _share(
    passage: Passage, place: tuple[int, int], figures: list[Quantity | None]
) -> Iterator[Diagnostic]:
    part, whole, rate = figures
    both = derived.pair(part, whole) if part and whole else Fault.FORM
    if not isinstance(both, Fault) and rate is not None and both[1]:
        yield from _unless_true(passage, place, rate, both[0] / both[1], f"{part}、{whole}")


def _unless_true(
    passage: Passage, place: tuple[int, int], rate: Quantity, exact: Fraction, of: str
) -> Iterator[Diagnostic]:
    """Yield the fault of a rate that is no rounding of the exact proportion."""
    computed = Quantity((), settle(exact * 100), "%")
    span = passage.place(*place)
    if span is not None and not agrees(computed, rate):
        shown = str(derived.percent(exact, max(rate.decimals, 1)))
        yield catalogue.across.computed_otherwise(span, str(rate), shown, of)


def _with_percent(scope: Scope) -> Iterator[Passage]:
    for passage in scope.passages:
        if is_prose(passage) and ("%" in passage.text or "％" in passage.text):
            yield passage


def apart(scope: Scope) -> Iterator[Diagnostic]:
    """分别占 45%、40%、25% is more than all."""
    for passage in _with_percent(scope):
        for match in _APART.finditer(passage.text):
            rates = [Fraction(number) for number in _PERCENT.findall(match[1])]
            span = passage.place(*match.span(1))
            if 101 < sum(rates) <= _SLIP and span is not None:
                shown = str(derived.percent(sum(rates, Fraction(0)) / 100, 2))
                yield catalogue.across.shares_exceed(span, shown)


# ---- up and down ----------------------------------------------------------------------


def from_to(scope: Scope) -> Iterator[Diagnostic]:
    """从90%提高到85%: the verb says the other way."""
    for passage in scope.passages:
        if "到" not in passage.text and "至" not in passage.text:
            continue
        for match in _FROM_TO.finditer(passage.text):
            first, last = quantity.parse(match[1]), quantity.parse(match[4])
            both = derived.pair(first, last) if first and last else Fault.FORM
            span = passage.place(*match.span(3))
            if isinstance(both, Fault) or span is None:
                continue
            if (both[1] > both[0]) != (match[3] in _UP.split("|")) and both[0] != both[1]:
                why = f"数是从{match[1]}到{match[4]}"
                yield catalogue.years.verb_against_figure(span, match[3], why)


_VERB: Final = pattern(f"({_UP}|{_DOWN})(?:了|约|近|超|达)?$")


def verbs(scope: Scope) -> Iterator[Diagnostic]:
    """A verb before {{甲.同比.幅度}} goes the way the indicator went."""
    for passage in scope.passages:
        for start, _, run in passage.references:
            if ".幅度" not in run.value and ".增减" not in run.value:
                continue
            said = _VERB.search(passage.text, max(0, start - 8), start)
            named = scope.behind(run.value)
            span = passage.place(*said.span(1)) if said is not None else None
            if said is None or span is None or not named:
                continue
            sign = _sign(named[0], scope)
            if sign and (sign > 0) != (said[1] in _UP.split("|")):
                way = "上升" if sign > 0 else "下降"
                why = f"“{named[0].name}”比上年是{way}的"
                yield catalogue.years.verb_against_figure(span, said[1], why)


def _sign(indicator: Indicator, scope: Scope) -> int:
    """Return which way an indicator went, 0 where it is level or not known."""
    pair = _pair(indicator, scope)
    if pair is None:
        return indicator.change.sign if indicator.change is not None else 0
    return (pair[0] > pair[1]) - (pair[0] < pair[1])


def _pair(indicator: Indicator, scope: Scope) -> tuple[Fraction, Fraction] | None:
    now, before = scope.values_of(indicator), scope.previous(indicator)
    if now is None or before is None or len(now.items) != 1 or len(before.items) != 1:
        return None
    both = derived.pair(now.items[0], before.items[0])
    return None if isinstance(both, Fault) else both


def typed_changes(scope: Scope) -> Iterator[Diagnostic]:
    """A typed 同比增长12% agrees with the indicator it is said of, in its way and its size."""
    by_topic = {topic(one.name): one for one in scope.indicators}
    for fact in scope.facts:
        compared = fact.mention.basis.startswith("同比")
        one = (
            by_topic.get(_subject(fact, scope))
            if compared and fact.typed and not fact.plan
            else None
        )
        if one is not None:
            yield from _changed(fact, one, scope)


def _subject(fact: Fact, scope: Scope) -> str:
    """Return the topic a change is said of: the indicator printed just before, or the label."""
    before = [one for one in fact.passage.references if one[1] <= fact.start]
    start = fact.passage.text.rfind("。", 0, fact.start)
    if before and before[-1][0] > start:
        between = fact.passage.text[before[-1][1] : fact.start]
        if between.count("，") <= 1 and not pattern(r"[；、\d]").search(between):
            named = scope.behind(before[-1][2].value)
            return topic(named[0].name) if named else ""
    return fact.topic


def _changed(fact: Fact, one: Indicator, scope: Scope) -> Iterator[Diagnostic]:
    verb = fact.mention.basis.removeprefix("同比")
    said = parse_change(f"{verb}{fact.figure}") if verb else None
    span = fact.place
    sign, pair = _sign(one, scope), _pair(one, scope)
    if said is None or span is None or not sign:
        return
    if said.sign != sign:
        way = "上升" if sign > 0 else "下降"
        yield catalogue.years.verb_against_figure(span, verb, f"“{one.name}”比上年是{way}的")
    elif pair is not None and pair[1] and fact.figure.unit == "%" and not _is_rate(one, scope):
        exact = abs(pair[0] - pair[1]) / abs(pair[1])
        if fact.figure.kind is Kind.NUMBER:
            of = f"“{one.name}”和它的上年"
            yield from _unless_true(fact.passage, (fact.start, fact.end), fact.figure, exact, of)


def _is_rate(one: Indicator, scope: Scope) -> bool:
    values = scope.values_of(one)
    return values is not None and is_rate(values.items[0].unit)


# ---- percent, points, nothing ---------------------------------------------------------

_RATE_UP: Final = pattern(
    rf"率(?<![汇利费税]率)(?:达到?|为|是)?(?:{_N}[%％])?[，,]?{_THAN}?(?:{_UP}|{_DOWN})了?({_N}[%％])(?![，,]?[到至])"
)
_COUNT_UP: Final = pattern(
    rf"(?:{_N}(?:件次?|起|户次?|家次?|人次?|名|场次?|个|处|万?元|亿元|平方米)|[件户人次场额]数|收入|总额|(?<!含)量)[，,]?"
    rf"{_THAN}(?:{_UP}|{_DOWN})了?({_N}个?百分点)"
)
_FROM_ZERO: Final = pattern(
    rf"(?:(?:由|从)(?:上年|去年)?的?[0零][^\W\d]{{0,3}}|(?:上年|去年)(?:同期)?(?:为零|为0[^\W\d]{{0,3}}|未发生|没有发生))"
    rf"[^。；]{{0,16}}?(?:{_UP})了?({_N}[%％])"
)


def percent_or_points(scope: Scope) -> Iterator[Diagnostic]:
    """A rate goes up by 百分点, a number by percent."""
    for passage in scope.passages:
        points = "百分点" in passage.text
        forms = ((_RATE_UP, "写成“几个百分点”"), (_COUNT_UP, "写成百分之几"))
        for form, better in forms if points else forms[:1]:
            for match in form.finditer(passage.text):
                span = passage.place(*match.span(1))
                if span is not None:
                    yield catalogue.years.percent_or_points(span, match[1], better)


def from_nothing(scope: Scope) -> Iterator[Diagnostic]:
    """No percentage leads away from nothing."""
    for passage in _with_percent(scope):
        for match in _FROM_ZERO.finditer(passage.text):
            span = passage.place(*match.span(1))
            if span is not None:
                yield catalogue.years.growth_from_nothing(span, match[1])
    zero = {topic(one.name): one for one in scope.indicators if _was_zero(one, scope)}
    for fact in scope.facts if zero else ():
        if fact.typed and fact.mention.basis.startswith("同比") and fact.figure.unit == "%":
            span = fact.place
            if span is not None and _subject(fact, scope) in zero:
                yield catalogue.years.growth_from_nothing(span, str(fact.figure))


def _was_zero(indicator: Indicator, scope: Scope) -> bool:
    before = scope.previous(indicator)
    base = exact_base(before.items[0]) if before is not None and len(before.items) == 1 else None
    return base is not None and base[0] == 0
