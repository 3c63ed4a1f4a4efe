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
_RISE, _FALL = f"{_UP}|升|增", f"{_DOWN}|降|减"  # the short ones only before 到 and 至
_THAN: Final = "(?:同比|环比|[比较](?:上年|去年|前年|上届)(?:同期)?的?)"
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
    rf"(?:由|从)(?:(?:19|20)\d\d年)?(?:[^，。；、\d]{{0,8}}?)({_N}(?P<unit>[^\W\d]{{0,4}}?|[%％]))[，,]?({_RISE}|{_FALL})(?:了|为)?(?:到|至)"
    rf"({_N}(?:(?P=unit)))(?![0-9.])"
)
# 84个，其中物业托管小区63个，占75%: the whole stands before.
_SHARE_OF_ALL: Final = pattern(
    rf"({_N}(?P<unit>[^\W\d]{{1,3}}?))[，,；（(]其中[^，。；、\d]{{0,16}}?({_N}(?P=unit))[，,]?"
    rf"占(?:比|总数|总量|全部)?的?(?:比例|比重)?[为达]?({_N}[%％])(?=[，。；、）)])"
)
# 由320批次下降到288批次，降幅10%; 由90%提高到92%，提高2个百分点; 由2万件增加到5万件，增长1.5倍.
_FROM_TO_BY: Final = pattern(
    rf"{_FROM_TO.pattern}[，,]?(?:同比)?(?:增幅|降幅|{_UP}|{_DOWN})[了为达]?({_N}(?:[%％]|个百分点|倍))"
)
# 比上年增加20件，增长12%: last year's number is the difference away.
_MORE_THAN_LAST: Final = pattern(
    rf"({_N}(?P<unit>[^\W\d]{{1,3}}?))[，,]?(?:同比|[比较](?:上年|去年)(?:同期)?)(增加|多|减少|少)了?({_N}(?P=unit))"
    rf"[，,（(](?:同比)?(?:增幅|降幅|增长|上升|下降|减少)[了为达]?({_N}[%％])"
)
# 分别占全国的60%、50% are shares of several wholes, and may be more than all together.
_APART: Final = pattern(
    rf"(?:分别占(?:比|总[数量]的)?|占比分别[为是])((?:{_N}[%％][、和，]?){{2,}})"
)
_SLIP: Final = 120  # percent: beyond, the shares are not of one whole
_PERCENT: Final = pattern(rf"({_N})[%％]")


def shares(scope: Scope) -> Iterator[Diagnostic]:
    """占…的 and 完成…的 follow from the two numbers before them."""
    for passage in _with_percent(scope):
        for form, order in ((_SHARE, (1, 3)), (_OF_AIM, (1, 3)), (_SHARE_OF_ALL, (3, 1))):
            for match in form.finditer(passage.text):
                part, whole = (quantity.parse(match[group]) for group in order)
                yield from share(passage, match.span(4), part, whole)


def growths(scope: Scope) -> Iterator[Diagnostic]:
    """比上年的100件增长20%, 比上年增加20件，增长20%, 由100件增加到120件，增幅20%."""
    for passage in _with_percent(scope, "倍"):
        text = passage.text
        for match in _THAN_LAST.finditer(text):
            now, before = quantity.parse(match[1]), quantity.parse(match[3])
            yield from _grown(passage, match.span(5), now, before)
            yield from _against(passage, match.span(4), before, now)
        for match in _FROM_TO_BY.finditer(text) if "由" in text or "从" in text else ():
            first, last = quantity.parse(match[1]), quantity.parse(match[4])
            yield from _grown(passage, match.span(5), last, first)
        for match in _MORE_THAN_LAST.finditer(text):
            now, more = quantity.parse(match[1]), quantity.parse(match[4])
            yield from _grown_by(passage, match.span(5), now, more, fell="少" in match[3])


def _grown(
    passage: Passage, place: tuple[int, int], now: Quantity | None, before: Quantity | None
) -> Iterator[Diagnostic]:
    """Yield a typed growth between two numbers that is not theirs; of two rates in points.

    A growth by 1.5倍 makes 2.5 of 1: what was there before is not counted.
    """
    both = derived.pair(now, before) if now and before else Fault.FORM
    if isinstance(both, Fault) or not both[1]:
        return
    size, said = abs(both[0] - both[1]), passage.text[slice(*place)]
    if "点" in said:
        yield from _unless_true(passage, place, size / 100, f"{now}、{before}")
    elif now is not None and not is_rate(now.unit):
        exact = size / both[1] / (100 if "倍" in said else 1)
        yield from _unless_true(passage, place, exact, f"{now}、{before}")


def _grown_by(
    passage: Passage,
    place: tuple[int, int],
    now: Quantity | None,
    more: Quantity | None,
    *,
    fell: bool,
) -> Iterator[Diagnostic]:
    both = derived.pair(now, more) if now and more else Fault.FORM
    if isinstance(both, Fault):
        return
    before = both[0] + both[1] if fell else both[0] - both[1]
    if before > 0:
        yield from _unless_true(passage, place, both[1] / before, f"{now}和增减的{more}")


def _against(
    passage: Passage, place: tuple[int, int], first: Quantity | None, last: Quantity | None
) -> Iterator[Diagnostic]:
    """Yield a verb that goes the other way than two numbers, from the first to the last."""
    both = derived.pair(first, last) if first and last else Fault.FORM
    span = passage.place(*place)
    if isinstance(both, Fault) or span is None or both[0] == both[1]:
        return
    verb = passage.text[slice(*place)]
    if (both[1] > both[0]) != (verb in _RISE.split("|")):
        yield catalogue.years.verb_against_figure(span, verb, f"数是从{first}到{last}")


def share(
    passage: Passage, place: tuple[int, int], part: Quantity | None, whole: Quantity | None
) -> Iterator[Diagnostic]:
    """Yield a typed percentage that is not what a part is of its whole, to its own places."""
    both = derived.pair(part, whole) if part and whole else Fault.FORM
    if not isinstance(both, Fault) and both[1]:
        yield from _unless_true(passage, place, both[0] / both[1], f"{part}、{whole}")


def _unless_true(
    passage: Passage, place: tuple[int, int], exact: Fraction, of: str
) -> Iterator[Diagnostic]:
    """Yield the fault of a typed rate that is no rounding of the exact proportion."""
    rate, span = quantity.parse(passage.text[slice(*place)]), passage.place(*place)
    if rate is None or span is None:
        return
    computed = Quantity((), settle(exact * 100), rate.unit)
    if not agrees(computed, rate):
        shown = str(derived.percent(exact, max(rate.decimals, 1)))
        told = f"{shown.removesuffix('%')}{rate.unit}"
        yield catalogue.across.computed_otherwise(span, str(rate), told, of)


def _with_percent(scope: Scope, *others: str) -> Iterator[Passage]:
    """Yield the prose that holds a percentage, or another mark of a proportion."""
    for passage in scope.passages:
        if is_prose(passage) and any(mark in passage.text for mark in ("%", "％", *others)):
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
            yield from _against(passage, match.span(3), first, last)


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
            yield from _unless_true(fact.passage, (fact.start, fact.end), exact, of)


def _is_rate(one: Indicator, scope: Scope) -> bool:
    values = scope.values_of(one)
    return values is not None and is_rate(values.items[0].unit)


# ---- percent, points, nothing ---------------------------------------------------------

_RATE_UP: Final = pattern(
    rf"(?:率(?<![汇利费税]率)|占比|比重|满意度)(?:达到?|为|是)?(?:{_N}[%％])?[，,]?{_THAN}?(?:{_UP}|{_DOWN})了?({_N}[%％])(?![，,]?[到至])"
)
_COUNT_UP: Final = pattern(
    rf"(?:{_N}(?!个?百分点|[年月日])(?:[^\W\d]{{1,2}}|平方米)|[件户人次场额]数|收入|总额|(?<!含)量)[，,]?"
    rf"{_THAN}(?:{_UP}|{_DOWN})了?({_N}个?百分点)"
)
_FROM_ZERO: Final = pattern(
    rf"(?:(?:由|从)(?:上年|去年)?度?的?[0零][^\W\d]{{0,3}}|(?:上年|去年)(?:度|同期)?(?:为零|为0[^\W\d]{{0,3}}|未发生|没有发生))"
    rf"[^。；]{{0,24}}?(?:{_UP})了?({_N}[%％])"
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
