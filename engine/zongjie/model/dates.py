"""截至, the day up to which figures count; 期间, the part of a year they cover."""

from typing import Final

from zongjie.diagnostics import Text
from zongjie.records import NamedTuple
from zongjie.text import half_width, pattern

_WRITTEN = pattern(
    r"(?:(\d{4})年)?(\d{1,2})月(?:(\d{1,2})[日号]|(底|末|中旬|上旬|下旬)?)|(\d{4})年(?:年?[底末])"
)
_ISO = pattern(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})")


_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Date(NamedTuple):
    """A day, or the end of a month where no day is written; ``text`` as typed."""

    year: int | None
    month: int
    day: int
    text: str
    place: Text | None = None

    @property
    def ends_year(self) -> bool:
        """Whether it is 31 December, so that 全年 is true."""
        return self.month == 12 and self.day == 31


def parse(text: str) -> Date | None:
    """Return a date written 2016年12月31日, 2016-12-31, 2016年11月底 or 2016年底."""
    plain = half_width(text.strip()).removeprefix("截至").removeprefix("截止")
    if match := _ISO.fullmatch(plain):
        return _date(match[1], match[2], match[3], text)
    if not (match := _WRITTEN.fullmatch(plain)):
        return None
    if match[5]:
        return Date(int(match[5]), 12, 31, text)
    days = {"中旬": "20", "上旬": "10"}
    return _date(match[1], match[2], match[3] or days.get(match[4] or "", ""), text)


def is_month_end(day: Date) -> bool:
    """Return whether it is the last day of its month, so that 11月底 is true."""
    return day.day == last_day(day.year, day.month)


def last_day(year: int | None, month: int) -> int:
    """Return the last day of a month; of February without a year the 29th."""
    short = month == 2 and year is not None and not _is_leap(year)
    return 28 if short else _DAYS[month - 1]


def _date(year: str | None, month: str, day: str, text: str) -> Date | None:
    if not 1 <= int(month) <= 12:
        return None
    last = last_day(int(year) if year else None, int(month))
    number = int(day) if day else last
    if not 1 <= number <= last:
        return None
    return Date(int(year) if year else None, int(month), number, text)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


# ---- 期间: a part of a year ---------------------------------------------------------

_WHOLE: Final = pattern("(?:[0-9]{4}年|本年|当年)?(?:全年度?|年度)?")
_HYPHEN: Final = pattern("(?<=[0-9月])[-~－](?=[0-9])")
_ORDINALS: Final = "一二三四"
_PERIOD: Final = pattern(
    "(?P<half>[上下])半年"
    "|(?P<upto>前)?第?(?:(?P<first>[一二三四1-4])(?:至|到|—|-|、))?(?P<quarter>[一二三四1-4])季度"
    "|(?:(?P<from>1[0-2]|[1-9])月?(?:至|到|—|-|～|~))?(?P<month>1[0-2]|[1-9])月"
)


def months_of(period: str) -> tuple[int, int] | None:
    """Return the first and the last month of a 期间, None where they are not known."""
    if not period:
        return 1, 12
    found = _PERIOD.fullmatch(half_width(period.strip()))
    if found is None:
        return None
    if found["half"]:
        return (1, 6) if found["half"] == "上" else (7, 12)
    if found["quarter"]:
        last = 3 * _ordinal(found["quarter"])
        first = 3 * _ordinal(found["first"]) - 2 if found["first"] else last - 2
        return (1 if found["upto"] else first), last
    return int(found["from"] or found["month"]), int(found["month"])


def _ordinal(digit: str) -> int:
    return _ORDINALS.find(digit) + 1 or int(digit)


def part_of_year(period: Text | None) -> str:
    """Return a 期间 as it is said, empty where it is the whole year."""
    text = period.value.strip() if period is not None else ""
    # 1—9月 takes the dash of spans of time (GB/T 15834-2011 4.13).
    return "" if is_whole_year(text) else _HYPHEN.sub("—", text)


def is_whole_year(period: str) -> bool:
    """Whether a 期间 is the whole year: 全年, 2025年, 年度."""
    return bool(_WHOLE.fullmatch(half_width(period)))
