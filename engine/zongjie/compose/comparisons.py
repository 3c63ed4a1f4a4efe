"""What follows a figure: 比上年增长5.2%, 完成年度目标的85%, 名列全区第一, 其中…."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Final

from zongjie.compose.attributes import AWAITED
from zongjie.compose.calendar import Calendar
from zongjie.compose.entries import is_zero
from zongjie.compose.marks import fold
from zongjie.compose.resolver import Resolver
from zongjie.compose.tails import Tail, merged
from zongjie.compose.verbs import leading_verb
from zongjie.compose.wording import phrase
from zongjie.diagnostics import Diagnostic, Origin, catalogue
from zongjie.document import Run
from zongjie.model import CAPPED, Change, Indicator, Measures, Quantity, derived
from zongjie.model.derived import Fault, exact_base
from zongjie.model.outline import Entry
from zongjie.model.sentence import TIME, Slot, Words
from zongjie.model.units import base_unit, is_rate

# Whole counts below this are compared by their difference: a percentage with a decimal of
# 22 things claims more than they say.  (Below 20 a percentage is never right, DESIGN §5.)
_SMALL: Final = 100
_GROWS: Final = ("增长", "提高", "提升", "增", "扩大")
_AT_MOST: Final = frozenset(("不超过", "以内", "之内", "以下", "不高于", "不多于", "至多", "最多"))
_RANKED: Final = ("名列", "位列", "位居", "居", "排名", "列")
_NAMES: Final = {  # the subject of a comparison of one measure among several
    "元": "金额",
    "平方米": "面积",
    "米": "长度",
    "克": "重量",
    "人": "人数",
    "名": "人数",
}


class Comparisons:
    """Makes the tails of clauses; what cannot be compared is told in ``found``."""

    def __init__(self, resolver: Resolver, calendar: Calendar, found: list[Diagnostic]) -> None:
        self.resolver = resolver
        self.calendar = calendar
        self.found = found
        self.foreseen: dict[str, Indicator] = {}  # told as 预计全年…, which no final text says

    def tails(
        self, entry: Entry, indicator: Indicator, values: Measures | None, *, inline: bool = False
    ) -> list[Tail]:
        """Return all that is to follow the figures; ``inline``: the change is in the clause."""
        if not indicator.is_compared:
            return []
        others = [
            *([] if inline else self._changes(entry, indicator, values)),
            *self._completions(entry, indicator, values),
            *self._rank(indicator),
            *self._forecast(entry, indicator, values),
        ]
        return [*self._parts(indicator, bracketed=bool(others)), *merged(others)]

    def single(self, indicator: Indicator, values: Measures | None) -> Tail | None:
        """Return the one change of an indicator, for a clause that says only that."""
        found = list(self._changes(Entry(indicator.name, indicator.key), indicator, values))
        return found[0] if len(found) == 1 else None

    def _changes(
        self, entry: Entry, indicator: Indicator, values: Measures | None
    ) -> Iterator[Tail]:
        prefix = self.calendar.compared(indicator)
        name = fold(indicator.name)
        if indicator.change is not None:
            stated = self._stated(indicator, indicator.change, values)
            if stated is not None:
                yield self._change(indicator, stated, f"{name}.{prefix}", "", prefix)
            return
        before = indicator.previous
        if before is None or values is None:
            return
        bases = [(item, _same_measure(item, values, before)) for item in values.items]
        if all(base is None for _, base in bases):
            self._unlike(indicator, values, before, "同比")
        for item, base in bases:
            change = self._compared(indicator, item, base, before) if base else None
            if change is not None:
                several = len(values.items) > 1
                subject = subject_of(entry, item) if several else ""
                unit = f".{item.unit}" if several else ""
                yield self._change(indicator, change, f"{name}{unit}.{prefix}", subject, prefix)

    def _stated(
        self, indicator: Indicator, change: Change, values: Measures | None
    ) -> Change | None:
        """Return a change as typed, in the word its indicator takes; None for another unit."""
        amount, text = change.amount, indicator.change_text
        if amount is None:
            return change
        if amount.value == 0:
            return Change(0, None)
        if change.verb in _GROWS and indicator.direction in CAPPED:
            change = change._replace(verb="上升")
        units = {base_unit(item.unit) for item in values.items} if values is not None else set()
        free = {"%", "百分点", "倍", ""}
        if text is not None and units and base_unit(amount.unit) not in units | free:
            shown = str(values)
            self.found.append(
                catalogue.figures.different_units(
                    text.span(), indicator.name, shown, str(amount), "同比"
                )
            )
            return None
        return change

    def _unlike(
        self, indicator: Indicator, values: Measures, other: Measures, attribute: str
    ) -> None:
        self.found.append(
            catalogue.figures.different_units(
                other.text.span(), indicator.name, str(values), str(other), attribute
            )
        )

    def _change(
        self, indicator: Indicator, change: Change, ref: str, subject: str, prefix: str
    ) -> Tail:
        origin = _place(indicator)
        run = Run(phrase(change, prefix, indicator.direction), origin, ref)
        runs = (Run(subject, origin), run) if subject else (run,)
        return Tail(runs, subject, change, prefix)

    def _compared(
        self, indicator: Indicator, now: Quantity, before: Quantity, written: Measures
    ) -> Change | None:
        """Return the change that is to be told, or None where there is none to tell."""
        change = derived.change(now, before, indicator.decimals)
        if not isinstance(change, Fault) and _better_as_difference(now, before, change):
            change = derived.difference(now, before)
        if not isinstance(change, Fault):
            return change
        name, place = indicator.name, written.text.span()
        if change is Fault.UNITS:
            self.found.append(
                catalogue.figures.different_units(place, name, str(now), str(before), "同比")
            )
        elif change is not Fault.FORM:
            why = "是零" if change is Fault.ZERO else "或者今年的数不是准数"
            self.found.append(catalogue.outline.no_comparison(place, name, "上年", why))
        return None

    def _completions(
        self, entry: Entry, indicator: Indicator, values: Measures | None
    ) -> Iterator[Tail]:
        target, stated = indicator.target, indicator.completion
        ref, origin = f"{fold(indicator.name)}.完成率", _place(indicator)
        if indicator.direction in CAPPED:
            if target is not None and values is not None:
                yield from self._capped(indicator, values, target)
            return
        if stated is not None:
            said = _stated_aim(str(stated), stated.items[0])
            said = _without_done(said) if _says_done(entry) else said
            yield Tail((Run(said, origin, ref),))
            return
        if values is None or target is None:
            return
        aims = [(item, _same_measure(item, values, target)) for item in values.items]
        if all(aim is None for _, aim in aims):
            self._unlike(indicator, values, target, "完成率")
        for item, aim in aims:
            said = self._aim(indicator, item, aim, target) if aim is not None else ""
            if said:
                subject = subject_of(entry, item) if len(values.items) > 1 else ""
                yield _aim_tail(said, subject, ref, origin, says_done=_says_done(entry))

    def _aim(self, indicator: Indicator, now: Quantity, aim: Quantity, written: Measures) -> str:
        """Return 完成年度目标的85% and its like; rates differ by points."""
        both = derived.pair(now, aim)
        name, place = indicator.name, written.text.span()
        if both is Fault.UNITS:
            self.found.append(
                catalogue.figures.different_units(place, name, str(now), str(aim), "完成率")
            )
            return ""
        if isinstance(both, Fault) or both[1] == 0:
            why = "或者今年的数不是准数" if isinstance(both, Fault) else "是零"
            self.found.append(catalogue.outline.no_comparison(place, name, "目标", why))
            return ""
        if is_rate(now.unit) and is_rate(aim.unit):
            return _points_from_aim(now, aim)
        if both[0] == both[1]:
            return "完成年度目标"
        if both[0] > both[1]:
            return f"为年度目标的{derived.percent(both[0] / both[1], indicator.decimals)}"
        return f"完成年度目标的{derived.percent(both[0] / both[1], indicator.decimals)}"

    def _capped(self, indicator: Indicator, values: Measures, target: Measures) -> Iterator[Tail]:
        limit = target.items[0]
        if limit.qualifiers and set(limit.qualifiers) <= _AT_MOST:
            limit = limit._replace(qualifiers=())  # 不超过2100人 is the ceiling itself
        both = derived.pair(values.items[0], limit)
        name, place = indicator.name, target.text.span()
        if both is Fault.UNITS:
            now, aim = str(values), str(target)
            self.found.append(catalogue.figures.different_units(place, name, now, aim, "目标"))
        elif isinstance(both, Fault):
            why = "或者今年的数不是准数"
            self.found.append(catalogue.outline.no_comparison(place, name, "目标", why))
        elif both[0] <= both[1]:
            ref = f"{fold(indicator.name)}.目标"
            yield Tail((Run("控制在年度指标以内", _place(indicator), ref),))
        else:
            why = f"突破了{target}的上限，不写“控制在年度指标以内”"
            span = values.text.span()
            self.found.append(catalogue.outline.by_hand(span, name, str(values), why))

    def _parts(self, indicator: Indicator, *, bracketed: bool) -> list[Tail]:
        """Return 其中…: the parts with a figure, as written; a bare one takes the whole's unit."""
        runs: list[Run] = []
        whole = indicator.values.items if indicator.values is not None else ()
        for part in indicator.parts.values():
            values = part.values
            if (self.resolver.public and not part.public) or part.status in AWAITED:
                continue
            if values is None or is_zero(values):
                continue
            if len(whole) == 1 and whole[0].unit:
                values = values.in_unit(whole[0].unit)
                if base_unit(values.items[0].unit) != base_unit(whole[0].unit):
                    self._unlike(indicator, values, indicator.values or values, "其中")
                    continue
            origin, name = _place(part), fold(part.name)
            shown = fold(str(part.print_as or values))
            copula = "为" if name[-1:].isdigit() and shown[:1].isdigit() else ""
            runs.append(Run(f"{'、' if runs else '其中'}{name}{copula}", origin))
            runs.append(Run(shown, origin, f"{fold(indicator.name)}.{name}"))
        return [Tail(tuple(runs), parts=True, bracketed=bracketed)] if runs else []

    def _rank(self, indicator: Indicator) -> Iterator[Tail]:
        text = indicator.rank
        if text is not None and text.value.strip("。；，,; \n\u3000"):
            shown = fold(text.value.strip()).rstrip("。；，,;")
            verb_ = "" if shown.startswith(_RANKED) else "名列"
            runs = (Run(f"{verb_}{shown}", text.span(), f"{fold(indicator.name)}.名次"),)
            yield Tail(runs)

    def _forecast(
        self, entry: Entry, indicator: Indicator, values: Measures | None
    ) -> Iterator[Tail]:
        """Yield 预计全年…, which only a figure of a part of the year may be followed by."""
        forecast = indicator.forecast
        if forecast is None:
            return
        span = forecast.text.span()
        if self.calendar.partial(indicator) is None:
            why = "没有写不到年末的“截至”"
            self.found.append(catalogue.keys.without_effect(span, "预计全年", why))
            return
        both = derived.pair(values.items[0], forecast.items[0]) if values else Fault.INEXACT
        if not isinstance(both, Fault) and both[1] < both[0]:
            why = f"比已经完成的{values}还少，不写“预计全年”"
            self.found.append(catalogue.outline.by_hand(span, indicator.name, str(forecast), why))
            return
        self.foreseen[indicator.name] = indicator
        origin = _place(indicator)
        lead = Run(f"预计全年{_verb_of(entry)}", origin)
        figure = Run(fold(str(forecast)), origin, f"{fold(indicator.name)}.预计全年")
        yield Tail((lead, figure))


def _verb_of(entry: Entry) -> str:
    """Return the verb behind the place of 全年; a pattern may begin with a noun (加装电梯)."""
    for pattern in entry.patterns:
        for slot, words in pairwise(pattern.pieces):
            if isinstance(slot, Slot) and slot.name == TIME and isinstance(words, Words):
                return leading_verb(pattern.text.value[words.start : words.end])
    return ""


def _place(indicator: Indicator) -> Origin:
    return indicator.key.slice(0, len(indicator.key.value))


def _same_measure(item: Quantity, values: Measures, other: Measures) -> Quantity | None:
    """Return the figure of another year or aim that a figure is to be compared with."""
    if len(values.items) == 1 and len(other.items) == 1:
        return other.items[0]
    base = base_unit(item.unit)
    return next((one for one in other.items if base_unit(one.unit) == base), None)


def subject_of(entry: Entry, item: Quantity) -> str:
    """Return what one measure among several is called: 拆除面积, 金额, 户数."""
    names, unit = entry.measure_names, base_unit(item.unit)
    for known, name in names.items():
        if known and base_unit(known) == unit:
            return name
    return _NAMES.get(unit, f"{item.unit}数")


def _better_as_difference(now: Quantity, before: Quantity, change: Change) -> bool:
    """Whether a percentage would mislead: small counts, and growth of 100 % or more."""
    if change.amount is None or change.amount.unit != "%" or is_rate(now.unit):
        return False
    new, old = exact_base(now), exact_base(before)
    if new is None or old is None:
        return False
    counts = new[0].denominator == old[0].denominator == 1
    if counts and (abs(new[0]) < _SMALL or abs(old[0]) < _SMALL):
        return True
    size = exact_base(change.amount)
    return change.sign > 0 and size is not None and size[0] >= 100


def _points_from_aim(now: Quantity, aim: Quantity) -> str:
    change = derived.difference(now, aim)
    if isinstance(change, Fault):
        return ""
    if change.amount is None:
        return "达到年度目标"
    return f"比年度目标{'高' if change.sign > 0 else '低'}{change.amount}"


def _stated_aim(text: str, rate: Quantity) -> str:
    exact = exact_base(rate)
    if exact is None:
        return f"完成年度目标的{text}"
    whole = Fraction(100) if exact[1] == "%" else Fraction(1)
    if exact[0] == whole:
        return "完成年度目标"
    return f"为年度目标的{text}" if exact[0] > whole else f"完成年度目标的{text}"


def _aim_tail(said: str, subject: str, ref: str, origin: Origin, *, says_done: bool) -> Tail:
    if subject:
        return Tail((Run(subject, origin), Run(said, origin, ref)), subject)
    if said.startswith("为年度目标的"):
        said = "超额完成年度目标"
    return Tail((Run(_without_done(said) if says_done else said, origin, ref),))


def _says_done(entry: Entry) -> bool:
    """Whether the clause itself begins with 完成, which is not to be said twice."""
    return any(one.text.value.startswith("完成") for one in entry.patterns[:1])


def _without_done(said: str) -> str:
    """Return an aim without 完成: 达到, 超过 or 为年度目标的85%."""
    if said == "完成年度目标":
        return "达到年度目标"
    return said.replace("超额完成年度目标", "超过年度目标").replace(
        "完成年度目标的", "为年度目标的"
    )
