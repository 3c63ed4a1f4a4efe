"""时间词: 全年, 截至11月底, 三季度 — what a figure may be said to cover."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from zongjie.model import Date, Indicator, Report
from zongjie.model.dates import is_month_end, months_of, part_of_year
from zongjie.records import NamedTuple

WHOLE_YEAR: Final = ("全年", "年内", "一年来")
YEAR_END: Final = "截至年末"
# Words that already say the time of what follows them in a paragraph.
TOLD: Final = (*WHOLE_YEAR, "截至", "今年", "年来", "年初", "年末", "年底", "季度", "上半年")


class Opening(NamedTuple):
    """A word of time; ``front`` one stands before the subject, with its comma."""

    text: str
    front: bool = False


class Calendar:
    """Answers for one report: its year, its 期间, and each figure's 截至."""

    def __init__(self, report: Report) -> None:
        self.year = report.year
        self.day = self._partial(report.as_of)  # of the whole report
        self.period = part_of_year(report.period)

    def partial(self, indicator: Indicator) -> Date | None:
        """Return the day a figure counts up to, where that is before the year's end."""
        return self._partial(indicator.as_of)

    def _partial(self, day: Date | None) -> Date | None:
        if day is None or day.ends_year or self._is_later(day):
            return None
        return day

    def _is_later(self, day: Date) -> bool:
        """Whether a day lies after the report's year: then its figure counts the whole of it."""
        return bool(day.year and self.year and day.year > self.year)

    def span(self, indicator: Indicator) -> tuple[object, ...]:
        """Return what tells two times apart: the day a figure counts up to, its own 期间."""
        day = self.partial(indicator)
        return (day[:3] if day is not None else None, _own_period(indicator))

    def differs(self, indicator: Indicator) -> bool:
        """Whether a figure counts over a time that the report as a whole does not tell."""
        if _own_period(indicator):
            return True
        day = self.partial(indicator)
        if self.period:
            return False
        if day is None:
            return self.day is not None and indicator.as_of is not None
        return self.day is None or day[:3] != self.day[:3]

    def whole(self) -> str:
        """Return 截至11月底， where the whole report counts up to a day, else nothing."""
        return f"截至{self._spoken(self.day)}，" if self.day is not None else ""

    def compared(self, indicator: Indicator) -> str:
        """Return 同比 for a part of a year, 比上年 for a whole one."""
        part = self.period or _own_period(indicator) or self.partial(indicator)
        return "同比" if part else "比上年"

    def elapsed(self, indicator: Indicator) -> Fraction:
        """Return the part of the year a figure covers; the whole where that is not known."""
        day = self.partial(indicator)
        if day is not None:
            return Fraction(day.month, 12)
        first, last = months_of(_own_period(indicator) or self.period) or (1, 12)
        return Fraction(max(last - first + 1, 1), 12)

    def begins_late(self, indicator: Indicator) -> bool:
        """Whether a figure leaves out the beginning of the year: no year's aim is met by it."""
        months = months_of(_own_period(indicator) or self.period)
        return months is not None and months[0] > 1

    def opening(self, word: str, indicator: Indicator) -> Opening:
        """Return a word of time as it is true of a figure."""
        if word == YEAR_END:
            return Opening(self._counted_on(indicator), front=True)
        day = self.partial(indicator)
        own = _own_period(indicator)
        if own:
            return Opening(own)
        if word not in WHOLE_YEAR:
            return Opening(word)
        if self.period:
            return Opening(self.period)
        if day is not None:
            return Opening(f"截至{self._spoken(day)}，", front=True)
        return Opening(word)

    def _counted_on(self, indicator: Indicator) -> str:
        """Return 截至12月底， of what there is at the end of the time a figure covers."""
        own, day = _own_period(indicator), indicator.as_of
        if day is not None and not own and (self.partial(indicator) or self._is_later(day)):
            return f"截至{self._spoken(day)}，"
        months = months_of(own or self.period)
        return f"截至{months[1]}月底，" if months else ""

    def _spoken(self, day: Date) -> str:
        year = f"{day.year}年" if day.year and self.year and day.year != self.year else ""
        end = "底" if is_month_end(day) else f"{day.day}日"
        return f"{year}{day.month}月{end}"


def _own_period(indicator: Indicator) -> str:
    return part_of_year(indicator.period) if indicator.period is not None else ""
