"""时间词: 全年, 截至11月底, 三季度 — what a figure may be said to cover."""

from __future__ import annotations

from typing import Final, NamedTuple

from zongjie.model import Date, Indicator, Report
from zongjie.model.dates import is_month_end

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
        self.period = report.period.value.strip() if report.period else ""

    def partial(self, indicator: Indicator) -> Date | None:
        """Return the day a figure counts up to, where that is before the year's end."""
        return self._partial(indicator.as_of)

    def _partial(self, day: Date | None) -> Date | None:
        if day is None or day.ends_year or (day.year and self.year and day.year > self.year):
            return None
        return day

    def differs(self, indicator: Indicator) -> Date | None:
        """Return the day of a partial figure, where the report as a whole does not tell it."""
        day = self.partial(indicator)
        if day is None or self.period or (self.day and day[:3] == self.day[:3]):
            return None
        return day

    def whole(self) -> str:
        """Return 截至11月底， where the whole report counts up to a day, else nothing."""
        return f"截至{_spoken(self.day)}，" if self.day is not None else ""

    def compared(self, indicator: Indicator) -> str:
        """Return 同比 for a part of a year, 比上年 for a whole one."""
        return "同比" if self.period or self.partial(indicator) else "比上年"

    def opening(self, word: str, indicator: Indicator) -> Opening:
        """Return a word of time as it is true of a figure."""
        day = self.partial(indicator)
        if word == YEAR_END:
            return Opening(f"截至{_spoken(day) if day else '12月底'}，", front=True)
        if word not in WHOLE_YEAR:
            return Opening(word)
        if self.period:
            return Opening(self.period)
        if day is not None:
            return Opening(f"截至{_spoken(day)}，", front=True)
        return Opening(word)


def _spoken(day: Date) -> str:
    if is_month_end(day):
        return f"{day.month}月底"
    return f"{day.month}月{day.day}日"
