"""Years in a text: where they stand, and the same text with them moved on."""

from __future__ import annotations

import re
from typing import Final

from zongjie.model import dates
from zongjie.text import half_width, pattern

CHINESE: Final = "〇一二三四五六七八九"
_ZEROS: Final = str.maketrans("零○０", "〇〇0")
YEAR: Final = pattern(
    "(?<![0-9０-９.])[12１２][0-9０-９]{3}(?![0-9０-９])|[一二][一二三四五六七八九〇○零]{3}(?=年)"
)
_TO: Final = pattern("[-–—−~～至到]")
_LEAP_DAY: Final = pattern("(2月|02-)29")


def value_of(written: str) -> int:
    """Return the year that digits or Chinese numerals (二〇二〇) say."""
    text = half_width(written).translate(_ZEROS)
    return int("".join(str(CHINESE.find(sign)) if sign in CHINESE else sign for sign in text))


def written_like(year: int, model: str) -> str:
    """Return a year in the signs of another: 2021, 二〇二一, ２０２１."""
    digits = str(year)
    if model[0] in "一二":
        zero = next((sign for sign in model if sign in "零○"), CHINESE[0])
        return "".join(CHINESE[int(sign)] for sign in digits).replace(CHINESE[0], zero)
    wide = "１" <= model[0] <= "２"
    return "".join(chr(ord(sign) + 0xFEE0) for sign in digits) if wide else digits


def years_in(text: str) -> list[int]:
    """Return the years that a text says, in order."""
    return [value_of(match[0]) for match in YEAR.finditer(text)]


def moved(text: str, by: int) -> str:
    """Return a text with every year in it moved on."""
    return YEAR.sub(lambda match: written_like(value_of(match[0]) + by, match[0]), text)


def named(text: str, old: int) -> str:
    """Return a text whose years follow 年份: 2019—2020年 of 2020 is {{上一年}}—{{年份}}年.

    Years in Chinese numerals are moved on by one instead: a reference prints digits.
    """
    names = {old - 1: "{{上一年}}", old: "{{年份}}", old + 1: "{{下一年}}"}

    def name(match: re.Match[str]) -> str:
        year = value_of(match[0])
        return names[year] if match[0][0] in "12１２" else written_like(year + 1, match[0])

    return YEAR.sub(name, text)


def moved_title(text: str, old: int, new: int) -> str:
    """Return a title for another year: 2020年总结和2021年计划 → 2021年总结和2022年计划.

    The year of a plan moves only beside the report's own; a span of years
    (2016—2020年) is left to people.
    """
    if old not in years_in(text):
        return text

    def on(match: re.Match[str]) -> str:
        around = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
        year = value_of(match[0])
        if year not in (old, old + 1) or _TO.search(around):
            return match[0]
        return written_like(year + new - old, match[0])

    return YEAR.sub(on, text)


def moved_day(text: str, by: int) -> str:
    """Return a 截至 of another year; 29 February is the 28th where there is none."""
    after = moved(text, by)
    if dates.parse(after) is None and dates.parse(text) is not None:
        return _LEAP_DAY.sub(r"\g<1>28", after)
    return after


def plan_of(year: int) -> int:
    """Return the number of the five-year plan that a year lies in: 14 for 2021 to 2025."""
    return (year - 1951) // 5
