"""完成年度目标的85%, 控制在年度指标以内, 预计全年…: a figure beside what was aimed at."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from zongjie.compose.speech.about import aim_of, is_of_one, place_of, subject_of, unlike
from zongjie.compose.speech.calendar import Calendar
from zongjie.compose.speech.tails import Tail
from zongjie.compose.speech.verbs import leading_verb, suffered
from zongjie.diagnostics import Diagnostic, Origin, catalogue
from zongjie.document import Run
from zongjie.model import CAPPED, Direction, Indicator, Measures, Quantity, derived
from zongjie.model.derived import Fault, exact_base
from zongjie.model.outline import Counting, Entry
from zongjie.model.sentence import TIME, Slot, Words
from zongjie.model.units import is_rate
from zongjie.text import fold

_LEVELS = (Counting.STOCK, Counting.RATE)  # they are as they are at the end, whenever begun


class Aims:
    """Makes the tails that speak of targets; what cannot be said is told in ``found``."""

    def __init__(self, calendar: Calendar, found: list[Diagnostic]) -> None:
        self.calendar = calendar
        self.found = found

    def completions(
        self, entry: Entry, indicator: Indicator, values: Measures | None
    ) -> Iterator[Tail]:
        """Yield 完成年度目标的…, by measure."""
        target, stated = indicator.target, indicator.completion
        given = target or stated
        if given is None:
            return
        if why := self.pointless(entry, indicator):
            span, name = given.text.span(), f"{indicator.name}的{'目标' if target else '完成率'}"
            self.found.append(catalogue.keys.without_effect(span, name, why))
        elif indicator.direction in CAPPED:
            yield from self._capped(indicator, values)
        elif stated is not None:
            if is_of_one(indicator, values, "完成率", self.found):
                said = _stated_aim(str(stated), stated.items[0])
                said = _without_done(said) if _says_done(entry) else said
                yield Tail((Run(said, place_of(indicator), f"{fold(indicator.name)}.完成率"),))
        elif values is not None and target is not None:
            yield from self._computed(entry, indicator, values, target)

    def _computed(
        self, entry: Entry, indicator: Indicator, values: Measures, target: Measures
    ) -> Iterator[Tail]:
        """Yield what follows from 目标, by measure."""
        ref, origin = f"{fold(indicator.name)}.完成率", place_of(indicator)
        aims = [(item, aim_of(indicator, item, values)) for item in values.items]
        if all(aim is None for _, aim in aims):
            self.found.append(unlike(values, target, "完成率", indicator.name))
        for item, aim in aims:
            said = self._aim(indicator, item, aim, target) if aim is not None else ""
            if said:
                subject = subject_of(entry, item) if len(values.items) > 1 else ""
                yield _aim_tail(said, subject, ref, origin, says_done=_says_done(entry))

    def pointless(self, entry: Entry, indicator: Indicator) -> str:
        """Return why an aim says nothing of a figure, empty where it does."""
        if self.calendar.begins_late(indicator) and entry.counting not in _LEVELS:
            return "目标是全年的，数不是从年初算起的，不写完成率"
        said = entry.patterns[0].text.value if entry.patterns else indicator.name
        if indicator.direction in (None, Direction.NONE) and suffered(said):
            return "受理、发生多少不由自己定，不写完成率"
        return ""

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

    def _capped(self, indicator: Indicator, values: Measures | None) -> Iterator[Tail]:
        """Yield 控制在年度指标以内 of a ceiling that holds."""
        target, stated = indicator.target, indicator.completion
        if stated is not None and (target is None or values is None):
            name, why = f"{indicator.name}的完成率", "上限类的数不写完成率"
            self.found.append(catalogue.keys.without_effect(stated.text.span(), name, why))
        if target is None or values is None:
            return
        limit = aim_of(indicator, values.items[0], values)
        both = derived.pair(values.items[0], limit) if limit is not None else Fault.UNITS
        name, place = indicator.name, target.text.span()
        if both is Fault.UNITS:
            now, aim = str(values), str(target)
            self.found.append(catalogue.figures.different_units(place, name, now, aim, "目标"))
        elif isinstance(both, Fault):
            why = "或者今年的数不是准数"
            self.found.append(catalogue.outline.no_comparison(place, name, "目标", why))
        elif both[0] <= both[1]:
            ref = f"{fold(indicator.name)}.目标"
            yield Tail((Run("控制在年度指标以内", place_of(indicator), ref),))
        else:
            why = f"突破了{target}的上限，不写“控制在年度指标以内”"
            span = values.text.span()
            self.found.append(catalogue.outline.by_hand(span, name, str(values), why))

    def forecast(
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
        if values is not None and both is Fault.UNITS:
            self.found.append(unlike(values, forecast, "预计全年", indicator.name))
            return
        if not isinstance(both, Fault) and both[1] < both[0]:
            shown, why = f"预计全年: {forecast}", f"比已经完成的{values}还少"
            self.found.append(catalogue.figures.no_count(span, indicator.name, shown, why))
            return
        origin = place_of(indicator)
        lead = Run(_foreseen(entry), origin)
        figure = Run(fold(str(forecast)), origin, f"{fold(indicator.name)}.预计全年")
        yield Tail((lead, figure))


def _foreseen(entry: Entry) -> str:
    """Return the words before a forecast."""
    if entry.counting is Counting.DAILY:
        return "预计全年日均"
    if entry.counting is Counting.STOCK:
        return "预计年末达到"
    return f"预计全年{_verb_of(entry) or '达到'}"


def _verb_of(entry: Entry) -> str:
    """Return the verb behind the place of 全年; a pattern may begin with a noun (加装电梯)."""
    for pattern in entry.patterns:
        for slot, words in pairwise(pattern.pieces):
            if isinstance(slot, Slot) and slot.name == TIME and isinstance(words, Words):
                return leading_verb(words.text)
    return ""


def _points_from_aim(now: Quantity, aim: Quantity) -> str:
    change = derived.difference(now, aim)
    if isinstance(change, Fault):
        return ""
    if change.amount is None:
        return "达到年度目标"
    return f"比年度目标{'高' if change.sign > 0 else '低'}{change.amount}"


def _stated_aim(text: str, rate: Quantity) -> str:
    exact = exact_base(rate)
    if exact is None and text.startswith(("超", "逾", "突破")):
        return "超额完成年度目标"
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
    """Whether the clause itself says 完成, which is not to be said twice."""
    return any("完成" in one.text.value for one in entry.patterns[:1])


def _without_done(said: str) -> str:
    """Return an aim without 完成: 达到, 超过 or 为年度目标的85%."""
    if said == "完成年度目标":
        return "达到年度目标"
    return said.replace("超额完成年度目标", "超过年度目标").replace(
        "完成年度目标的", "为年度目标的"
    )
