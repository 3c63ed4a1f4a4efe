"""What follows a figure: 比上年增长5.2%, 完成年度目标的85%, 名列全区第一, 其中…."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from zongjie.compose.resolver import Resolver
from zongjie.compose.speech.about import is_of_one, place_of, same_measure, subject_of, unlike
from zongjie.compose.speech.aims import Aims
from zongjie.compose.speech.calendar import Calendar
from zongjie.compose.speech.parts import parts
from zongjie.compose.speech.tails import Tail, by_subject, merged
from zongjie.compose.wording import phrase
from zongjie.diagnostics import Diagnostic, catalogue
from zongjie.document import Run
from zongjie.model import CAPPED, Change, Indicator, Measures, Quantity, derived
from zongjie.model.derived import Fault, exact_base
from zongjie.model.outline import Counting, Entry
from zongjie.model.units import base_unit, is_rate
from zongjie.numerals import to_chinese
from zongjie.text import fold

# Whole counts below this are compared by their difference: a percentage with a decimal of
# 22 things claims more than they say.  (Below 20 a percentage is never right, DESIGN §5.)
_SMALL: Final = 100
_GROWS: Final = ("增长", "提高", "提升", "扩大")
_OF_POINTS: Final = ("提高", "提升", "上升", "下降", "降低")
_OF_PERCENT: Final = ("增长", "上升", "下降", "减少", "降低")
_RANKED: Final = ("名列", "位列", "位居", "居", "列", "处于")


class Comparisons:
    """Makes the tails of clauses; what cannot be compared is told in ``found``."""

    def __init__(self, resolver: Resolver, calendar: Calendar, found: list[Diagnostic]) -> None:
        self.resolver = resolver
        self.calendar = calendar
        self.found = found
        self.aims = Aims(calendar, found)

    def tails(
        self, entry: Entry, indicator: Indicator, values: Measures | None, *, inline: bool = False
    ) -> list[Tail]:
        """Return all that is to follow the figures; ``inline``: the change is in the clause."""
        if not indicator.is_compared:
            return []
        others = [
            *([] if inline else self._changes(entry, indicator, values)),
            *self.aims.completions(entry, indicator, values),
        ]
        others = by_subject(merged(others))
        others += [*self._rank(indicator), *self.aims.forecast(entry, indicator, values)]
        public, bracketed = self.resolver.public, bool(others)
        return [*parts(indicator, self.found, bracketed=bracketed, public=public), *others]

    def single(self, indicator: Indicator, values: Measures | None) -> Tail | None:
        """Return the one change of an indicator, for a clause that says only that."""
        found = list(self._changes(Entry(indicator.name, indicator.key), indicator, values))
        return found[0] if len(found) == 1 else None

    def _changes(
        self, entry: Entry, indicator: Indicator, values: Measures | None
    ) -> Iterator[Tail]:
        prefix = self.calendar.compared(indicator)
        name = fold(indicator.name)
        if indicator.change is not None and is_of_one(indicator, values, "同比", self.found):
            stated = self._stated(indicator, indicator.change, values)
            if stated is not None:
                yield self._change(indicator, stated, f"{name}.{prefix}", "", prefix)
        before = indicator.previous
        if indicator.change is not None or before is None or values is None:
            return
        bases = [(item, same_measure(item, values, before)) for item in values.items]
        if all(base is None for _, base in bases):
            self.found.append(unlike(values, before, "同比", indicator.name))
        for item, base in bases:
            change = self._compared(indicator, item, base, before) if base else None
            if change is not None and change.sign < 0 and _only_grows(entry):
                why = f"是累计的，不会比上年的{before}少"
                span, shown = values.text.span(), str(values)
                self.found.append(catalogue.figures.no_count(span, indicator.name, shown, why))
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
        rate = values is not None and is_rate(values.items[0].unit)
        if rate and is_rate(amount.unit) and not amount.unit.endswith("百分点"):
            return None  # 满意率增长1.6%: told by a check of its own
        fitting = _fitting(amount.unit)
        if fitting and change.verb not in fitting:
            change = change._replace(verb="")  # 满意率增长1.6个百分点: the kind of figure chooses
        elif change.verb in _GROWS and indicator.direction in CAPPED:
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

    def _change(
        self, indicator: Indicator, change: Change, ref: str, subject: str, prefix: str
    ) -> Tail:
        origin = place_of(indicator)
        said = phrase(change, prefix, indicator.direction)
        if change.sign == 0 and prefix == "同比":
            said = said.replace("上年", "上年同期")
        run = Run(said, origin, ref)
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

    def _rank(self, indicator: Indicator) -> Iterator[Tail]:
        text = indicator.rank
        if text is not None and text.value.strip("。；，,; \n\u3000"):
            shown = fold(text.value.strip()).rstrip("。；，,;")
            if shown.isascii() and shown.isdigit():
                shown = f"第{to_chinese(int(shown))}"  # 名次: 1
            verb_ = _rank_verb(shown)
            runs = (Run(f"{verb_}{shown}", text.span(), f"{fold(indicator.name)}.名次"),)
            yield Tail(runs)


def _rank_verb(shown: str) -> str:
    """Return the verb before a rank; empty where it brings one, or is a clause itself."""
    if shown.startswith(_RANKED) or "排" in shown or shown.endswith("领先"):
        return ""
    return "位居" if shown.endswith(("前列", "前茅")) else "名列"


def _only_grows(entry: Entry) -> bool:
    """Whether a figure is what came together over the years: 累计投入使用126台."""
    said = [pattern.text.value for pattern in entry.patterns[:1]] or [entry.name]
    return entry.counting is Counting.STOCK and "累计" in said[0]


def _fitting(unit: str) -> Sequence[str]:
    """Return the verbs that a change in a unit may have; none where any will do."""
    if unit.endswith("百分点"):
        return _OF_POINTS
    if is_rate(unit):
        return _OF_PERCENT
    return ("增加", "减少") if unit not in ("倍", "") else ()


def _better_as_difference(now: Quantity, before: Quantity, change: Change) -> bool:
    """Whether a percentage would mislead: small counts, and growth of 100 % or more."""
    if change.amount is None or change.amount.unit != "%" or is_rate(now.unit):
        return False
    new, old = exact_base(now), exact_base(before)
    if new is None or old is None:
        return False
    counts = new[0].denominator == old[0].denominator == 1
    if counts and min(abs(new[0].numerator), abs(old[0].numerator)) < _SMALL:
        return True
    size = exact_base(change.amount)
    return change.sign > 0 and size is not None and size[0] >= 100
