"""Days and periods: what figures count over, and what they are said to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from zongjie.diagnostics import Diagnostic, Text, catalogue
from zongjie.model import Date, Report, dates
from zongjie.text import half_width, pattern

_YEAR: Final = pattern("(?:[0-9]{4}|本|今|当)年")
_TIMES: Final = "年月季日周旬期节天前后来"


def periods(report: Report) -> Iterator[Diagnostic]:
    """期间 is a part of a year that is known, ends when 截至 says, and leaves the year to 年份."""
    yield from _period(report.period, report.as_of, report)
    for indicator in report.indicators.values():
        period = indicator.period
        if period is not None:  # of one figure it may be any time, over two years too
            text = period.value.strip()
            if text and not any(mark in text for mark in _TIMES):
                yield catalogue.drafts.bad_period(period.span(), text, "看不出是什么时候")
        elif indicator.as_of is not None and indicator.as_of is not report.as_of:
            yield from _outside(report.period, indicator.as_of)


def _period(period: Text | None, as_of: Date | None, report: Report) -> Iterator[Diagnostic]:
    text = period.value.strip() if period is not None else ""
    year = half_width(text)[:4]
    whole = dates.is_whole_year(text) and (not year.isdigit() or year == str(report.year))
    if period is None or whole:
        return
    if _YEAR.match(half_width(text)):
        yield catalogue.drafts.bad_period(period.span(), text, "里不写年份，“年份”会印")
    elif dates.months_of(text) is None:
        yield catalogue.drafts.bad_period(period.span(), text, "看不出是哪几个月")
    elif as_of is not None:
        yield from _outside(period, as_of)


def _outside(period: Text | None, as_of: Date) -> Iterator[Diagnostic]:
    """Yield a warning where figures end on another day than the time they are said to cover."""
    months = dates.months_of(period.value) if period is not None else None
    if months is None or period is None or not period.value.strip():
        return
    ends = as_of.month == months[1] and dates.is_month_end(as_of)
    if not ends and as_of.place is not None:
        span, said = as_of.place.span(), period.value.strip()
        yield catalogue.drafts.period_and_day(span, said, months[1], as_of.text.strip())


def years_of_days(report: Report) -> Iterator[Diagnostic]:
    """截至 does not lie in a year before the report's: last year's was left standing."""
    days = [report.as_of, *(indicator.as_of for indicator in report.indicators.values())]
    seen: set[int] = set()
    for day in days:
        if day is None or day.place is None or day.year is None or report.year is None:
            continue
        if day.year < report.year and id(day.place) not in seen:
            seen.add(id(day.place))
            span = day.place.span()
            yield catalogue.drafts.as_of_another_year(span, day.text.strip(), report.year)
