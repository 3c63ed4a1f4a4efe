"""小项: what may follow an indicator's name — .同比, .上年, .处, .企业."""

from __future__ import annotations

from functools import partial
from typing import NoReturn, TypeVar

from zongjie.compose.figure import Figure, NotGiven, Refused
from zongjie.compose.wording import phrase, verb
from zongjie.diagnostics import Text, catalogue
from zongjie.model import Change, Direction, Indicator, Measures, Quantity, Status, derived
from zongjie.model.derived import Fault
from zongjie.text import half_width

_TEXTS = {
    "名次": "rank",
    "批次": "batch",
    "期间": "period",
    "科室": "department",
    "口径": "definition",
    "来源": "origin",
}
# 同比下降34%, 比上年下降34%, and 下降34% where the prose says against what.
_CHANGES = ("同比", "比上年", "升降")
AWAITED = (Status.PENDING, Status.MISSING)
T = TypeVar("T")
OTHER_MEASURES = {
    "上年": "previous",
    "目标": "target",
    "印作": "print_as",
    "预计全年": "forecast",
    "下年目标": "next_target",
}


class Subject:
    """An indicator on the way along a path; ``unit`` is the measure picked, if any."""

    def __init__(
        self, indicator: Indicator, values: Measures | None, ref: str, whole: Subject | None = None
    ) -> None:
        self.indicator = indicator
        # Its figure is still to come: 待报, 缺报, or a formula over such a figure.
        self.pending = indicator.status in AWAITED or (
            values is None and indicator.formula is not None
        )
        self.values = values
        self.ref = ref
        self.whole = whole  # what this is a part of (其中)
        self.unit: str | None = None
        self.exact = False  # asked for by 数值 or a unit, so that 印作 does not count

    def has(self, attribute: str) -> bool:
        """Whether an attribute is known without the figure of this year."""
        indicator = self.indicator
        field = _TEXTS.get(attribute) or OTHER_MEASURES.get(attribute)
        if field is not None:
            return getattr(indicator, field) is not None
        if attribute in _CHANGES:
            return indicator.change is not None and self.unit is None
        if attribute == "完成率":
            return indicator.completion is not None and self.unit is None
        return attribute == "截至" and indicator.as_of is not None

    def known(self) -> str:
        """Return what may be asked of it, for a message."""
        units = [q.unit for q in self.values.items if q.unit] if self.values else []
        parts = [part.name for part in self.indicator.parts.values()]
        return "、".join((*units, *parts, "上年", "目标", *_CHANGES, "增减", "完成率", "名次"))

    def pick(self, unit: str) -> bool:
        """Choose the measure of a unit (处, 平方米, also with its scale)."""
        for item in self.values.items if self.values else ():
            if _counts_in(item, unit):
                self.unit = item.unit
                return True
        return False

    def figure(self, attribute: str) -> Figure:
        """Return an attribute as printed; raise Refused where it cannot be."""
        ref = f"{self.ref}.{attribute}"
        if attribute == "单位":
            return Figure(self._one(attribute).unit, ref)
        if attribute == "截至":
            date = self.indicator.as_of
            return Figure(self._given(date.text if date else None, attribute), ref)
        if attribute in _TEXTS:
            text: Text | None = getattr(self.indicator, _TEXTS[attribute])
            return Figure(self._given(text.value.strip() if text else None, attribute), ref)
        if attribute in OTHER_MEASURES:
            return self._measures(attribute, ref)
        if attribute in _CHANGES:
            return self._change(attribute, ref)
        if attribute == "增减":
            return self._difference(ref)
        if attribute == "完成率":
            return self._completion(ref)
        if attribute == "占比" and self.whole is not None:
            return self._share(ref, self.whole)
        raise Refused(
            partial(
                catalogue.prose.unknown_attribute,
                name=self.indicator.name,
                attribute=attribute,
                known=self.known(),
            )
        )

    def measure(self, attribute: str, unit: str) -> Figure:
        """Return one measure of another year or aim: .上年.处."""
        measures: Measures | None = getattr(self.indicator, OTHER_MEASURES[attribute])
        items = measures.items if measures else ()
        one = next((item for item in items if _counts_in(item, unit)), None)
        if one is None:
            self._empty(f"{attribute}.{unit}")
        return Figure(str(one), f"{self.ref}.{attribute}.{unit}", one, self.indicator)

    def size(self, attribute: str) -> Figure:
        """Return .幅度 of a change: its amount without a verb."""
        change = self.difference() if attribute == "增减" else self.change(attribute)
        ref = f"{self.ref}.{attribute}.幅度"
        if change.amount is None:
            return Figure("持平", ref)
        return Figure(str(change.amount), ref, change.amount, self.indicator)

    def change(self, attribute: str = "同比") -> Change:
        """Return the change, as stated or computed from 上年."""
        if self.indicator.change is not None and self.unit is None:
            return self.indicator.change
        now, before = self._pair("上年", self.indicator.previous, attribute)
        result = derived.change(now, before, self.indicator.decimals)
        return self._sound(result, now, before, "上年", attribute)

    def difference(self) -> Change:
        """Return 增减: the absolute difference from 上年."""
        now, before = self._pair("上年", self.indicator.previous, "增减")
        return self._sound(derived.difference(now, before), now, before, "上年", "增减")

    def _change(self, attribute: str, ref: str) -> Figure:
        prefix = "" if attribute == "升降" else attribute
        text = phrase(self.change(attribute), prefix, self.indicator.direction)
        return Figure(text, ref, None, self.indicator)

    def _difference(self, ref: str) -> Figure:
        change = self.difference()
        text = f"{verb(change)}{change.amount}" if change.amount else "持平"
        return Figure(text, ref, None, self.indicator)

    def _completion(self, ref: str) -> Figure:
        stated = self.indicator.completion
        if self.indicator.direction is Direction.CEILING:
            raise Refused(
                partial(catalogue.figures.ceiling_has_no_completion, name=self.indicator.name)
            )
        if stated is not None and self.unit is None:
            return Figure(str(stated), ref, stated.items[0], self.indicator)
        now, target = self._pair("目标", self.indicator.target, "完成率")
        result = derived.share(now, target, self.indicator.decimals)
        rate = self._sound(result, now, target, "目标", "完成率")
        return Figure(str(rate), ref, rate, self.indicator)

    def _share(self, ref: str, whole: Subject) -> Figure:
        part, total = self._one("占比"), whole._one("占比")
        result = derived.share(part, total, self.indicator.decimals)
        rate = self._sound(result, part, total, whole.indicator.name, "占比")
        return Figure(str(rate), ref, rate, self.indicator)

    def _measures(self, attribute: str, ref: str) -> Figure:
        measures: Measures | None = getattr(self.indicator, OTHER_MEASURES[attribute])
        if measures is None:
            self._empty(attribute)
        if self.unit is not None:
            one = self._of_unit(measures, attribute)
            return Figure(str(one), ref, one, self.indicator)
        single = measures.items[0] if len(measures.items) == 1 else None
        return Figure(str(measures), ref, single, self.indicator)

    def _of_unit(self, measures: Measures, attribute: str) -> Quantity:
        found = measures.of_unit(self.unit or "")
        if found is None:
            self._empty(f"{attribute}.{self.unit}")
        return found

    def _one(self, attribute: str) -> Quantity:
        """Return the single figure of this year that can be computed with."""
        if self.values is None:
            self._no_base("数值", attribute)
        if self.unit is not None:
            return self._of_unit(self.values, attribute)
        if len(self.values.items) > 1:
            units = "、".join(q.unit for q in self.values.items)
            name = self.indicator.name
            raise Refused(
                partial(
                    catalogue.prose.several_measures, name=name, attribute=attribute, units=units
                )
            )
        return self.values.items[0]

    def _pair(
        self, wanted: str, base: Measures | None, attribute: str
    ) -> tuple[Quantity, Quantity]:
        if base is None:
            self._no_base(wanted, attribute)
        now = self._one(attribute)
        before = base.of_unit(now.unit) if len(base.items) > 1 else base.items[0]
        if before is None:
            self._empty(f"{wanted}.{now.unit}")
        return now, before

    def _sound(
        self, result: T | Fault, now: Quantity, base: Quantity, wanted: str, attribute: str
    ) -> T:
        """Return what was derived, or raise what stands in its way."""
        name = self.indicator.name
        if not isinstance(result, Fault):
            return result
        if result is Fault.ZERO:
            rule = partial(catalogue.figures.zero_base, wanted=wanted)
        elif result is Fault.INEXACT:
            vague = now if derived.exact_base(now) is None else base
            rule = partial(catalogue.figures.inexact_base, text=str(vague))
        elif result is Fault.FORM:
            rule = partial(catalogue.figures.unwritable, text=str(now))
        else:
            rule = partial(catalogue.figures.different_units, first=str(now), second=str(base))
        raise Refused(partial(rule, name=name, attribute=attribute))

    def _given(self, text: str | None, attribute: str) -> str:
        return text or self._empty(attribute)

    def _empty(self, attribute: str) -> NoReturn:
        name = self.indicator.name
        raise NotGiven(partial(catalogue.prose.empty_attribute, name=name, attribute=attribute))

    def _no_base(self, wanted: str, attribute: str) -> NoReturn:
        name = self.indicator.name
        raise NotGiven(
            partial(catalogue.figures.no_base, name=name, wanted=wanted, attribute=attribute)
        )


def _counts_in(item: Quantity, unit: str) -> bool:
    """Whether a folded unit, with or without its scale, is that of a quantity."""
    return _is_unit(item.unit, unit) or _is_unit(item.scale + item.unit, unit)


def _is_unit(word: str, unit: str) -> bool:
    return word == unit or (len(word) == len(unit) and half_width(word) == unit)  # one to one
