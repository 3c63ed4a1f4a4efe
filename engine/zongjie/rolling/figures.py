"""Indicators: this year's figures become 上年, the values wait for the new ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from zongjie.diagnostics import Text, catalogue
from zongjie.model import Date, Indicator, Report, Status, dates
from zongjie.rolling import years
from zongjie.rolling.clues import next_in
from zongjie.rolling.editing import Keys, Page, Path
from zongjie.sources.nodes import Scalar
from zongjie.sources.schema import Record
from zongjie.text import name_key

# They say something of last year's figure that nobody can say of the next one.
_EMPTIED: Final = ("印作", "同比", "完成率", "状态", "预计全年")
_TOLD: Final = ("名次", "批次", "备注", "原因", "列入问题")
_NOT_FINAL: Final = {Status.PROVISIONAL: "是初步数", Status.FORECAST: "是预计数"}
_ROW_UNITS: Final = frozenset(("年", "届", "次"))
_ROW: Final = "连续"


class Roller:
    """Rolls the indicators of one file."""

    def __init__(self, page: Page, report: Report) -> None:
        self.page = page
        self.report = report

    def table(self, record: Record | None, known: Mapping[str, Indicator], path: Path) -> None:
        """Roll a table of indicators; ``known`` has them by their folded names."""
        if record is None:
            return
        keys = Keys(self.page, record)
        for name, key in record.keys.items():
            indicator = known.get(name_key(name))
            if indicator is None:
                continue
            value = record.values.get(name)
            here = (*path, key.value)
            if isinstance(value, Record):
                self._long(value, indicator, here)
            else:
                self._short(keys, name, indicator, here)

    def _short(self, keys: Keys, name: str, indicator: Indicator, path: Path) -> None:
        """Roll ``受理: 3件``, which becomes 数值 and 上年."""
        node = keys.node(name)
        if indicator.status is Status.NOT_APPLICABLE or not isinstance(node, Scalar):
            return
        formula = indicator.formula
        last = self._last(indicator, path)
        value = {"数值": formula.value if formula else None, "上年": last}
        self.page.edits.replace(node, value)

    def _long(self, record: Record, indicator: Indicator, path: Path) -> None:
        keys = Keys(self.page, record)
        if indicator.status is Status.NOT_APPLICABLE:
            if "上年" in record.keys:
                keys.empty("上年")
        else:
            self._year(keys, indicator, path)
        self._days(keys, indicator, path)
        self.table(record.record("其中"), indicator.parts, (*path, _written(record, "其中")))

    def _year(self, keys: Keys, indicator: Indicator, path: Path) -> None:
        """Make the figure last year's, and empty what was said of it."""
        says_else = indicator.batch or indicator.rank or indicator.period
        if "数值" in keys.record.keys or indicator.has_figure or not says_else:
            last = self._last(indicator, path)
            if indicator.formula is None:
                keys.put("数值", None, ("同比", "完成率"))
            keys.put("上年", last, ("数值", "同比", "完成率"))
        elif "上年" in keys.record.keys:
            keys.empty("上年")
        target = indicator.next_target
        if target is not None:
            keys.empty("下年目标")
            keys.put("目标", str(target), ("上年", "数值", "同比", "完成率"))
        told = _TOLD if target is not None else ("目标", *_TOLD)
        if indicator.target is None and (indicator.values or indicator.formula):
            # nothing is there to work it out from
            told = ("完成率", *told)
        for name in _EMPTIED:
            if name in keys.record.keys and name not in told:
                keys.empty(name)
        for name in told:
            self._emptied(keys, name, indicator, path)

    def _emptied(self, keys: Keys, name: str, indicator: Indicator, path: Path) -> None:
        """Empty a key and tell what stood there, with the next one where it counts on."""
        before = keys.empty(name) if keys.record.text(name) is not None else ""
        if before:
            place = (*path, _written(keys.record, name))
            said = indicator.name, name, before, next_in(before)
            self.page.tell(place, catalogue.rolling.emptied, *said)

    def _days(self, keys: Keys, indicator: Indicator, path: Path) -> None:
        """Move 截至 on; a 期间 that names years is asked for anew."""
        day = keys.text("截至")
        after = years.moved_day(day, self.page.by)
        if after != day:
            keys.put("截至", after)
            place = (*path, _written(keys.record, "截至"))
            self.page.tell(place, catalogue.rolling.moved, "截至", day, after)
        period = keys.text("期间")
        if years.years_in(period):
            keys.empty("期间")
            said = indicator.name, "期间", period, years.moved(period, self.page.by)
            place = (*path, _written(keys.record, "期间"))
            self.page.tell(place, catalogue.rolling.emptied, *said)

    def _last(self, indicator: Indicator, path: Path) -> str | None:
        """Return this year's figure as 上年 will have it; what is wrong with it is told."""
        values = self.page.values_of(indicator)
        name = indicator.name
        if values is None or indicator.status in (Status.PENDING, Status.MISSING):
            why = _why_unknown(indicator)
            self.page.tell(path, catalogue.rolling.base_wanted, name, why)
            return None
        text = str(values)
        why = _NOT_FINAL.get(indicator.status, "") or _not_whole(indicator, self.report)
        if why:
            self.page.tell(path, catalogue.rolling.base_not_final, name, text, why)
        after = next_in(f"{_ROW}{text}") if values.items[0].unit in _ROW_UNITS else ""
        if _ROW in name and after:
            said = name, "数值", text, after.removeprefix(_ROW)
            self.page.tell(path, catalogue.rolling.emptied, *said)
        return text


def _written(record: Record, name: str) -> str:
    """Return a key as it is written: 去年 for 上年."""
    key = record.keys.get(name)
    return name if key is None else key.value


def _why_unknown(indicator: Indicator) -> str:
    said: Text | None = indicator.change_text
    if said is not None:
        return f"只知道同比“{said.value.strip()}”，没有数"
    if indicator.completion is not None:
        return f"只知道完成率{indicator.completion}，没有数"
    if indicator.formula is not None:
        return "是公式，去年的数算不出来"
    return "去年没有报数"


def _not_whole(indicator: Indicator, report: Report) -> str:
    """Return why a figure is not that of the whole year, empty where it is."""
    day: Date | None = indicator.as_of
    if day is None or day.ends_year or indicator.period is not None:
        return ""
    if day.year is not None and report.year is not None and day.year != report.year:
        return ""
    months = dates.months_of(report.period.value) if report.period is not None else (1, 12)
    if months is not None and day.month == months[1] and dates.is_month_end(day):
        return ""
    return f"只算到{day.text.strip()}"
