"""Whole numbers as Word prints them in a list (17.18.59 ST_NumberFormat)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from zongjie.numerals import to_chinese

_ROMAN: Final = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC")),
    *((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_MOST_ROMAN: Final = 32767  # as far as Word counts
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MOST_LETTERS: Final = 780  # thirty times round
_DIGITS: Final = "0123456789"
_FULL_WIDTH: Final = str.maketrans(_DIGITS, "０１２３４５６７８９")
_DIGITAL: Final = str.maketrans(_DIGITS, "〇一二三四五六七八九")
_COUNTING: Final = str.maketrans(_DIGITS, "○一二三四五六七八九")
_LEGAL: Final = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_JAPANESE: Final = ("", "十", "百", "千")


def numeral(kind: str, count: int) -> str:
    """Return a number in a format; in decimal where the format has none for it, or is unknown."""
    made = _KINDS[kind](count) if kind in _KINDS else ""
    return made or str(count)


def _roman(count: int) -> str:
    if not 0 < count <= _MOST_ROMAN:
        return ""
    said = ""
    for value, sign in _ROMAN:
        times, count = divmod(count, value)
        said += sign * times
    return said


def _letters(count: int) -> str:
    """Return A … Z, then AA, BB … as Word does."""
    if not 0 < count <= _MOST_LETTERS:
        return ""
    times, at = divmod(count - 1, len(_LETTERS))
    return _LETTERS[at] * (times + 1)


def _signs(signs: str) -> Callable[[int], str]:
    """Return a format of as many signs as there are."""
    return lambda count: signs[count - 1] if 0 < count <= len(signs) else ""


def _from(first: str, many: int) -> Callable[[int], str]:
    return _signs("".join(chr(ord(first) + at) for at in range(many)))


def _counting(count: int) -> str:
    return to_chinese(count) if 0 < count < 100 else str(count).translate(_COUNTING)


def _legal(count: int) -> str:
    said = to_chinese(count)
    return ("一" + said if said.startswith("十") else said).translate(_LEGAL)


def _japanese(count: int) -> str:
    """Return 百一, 千十: without 零, and without 一 before a multiplier."""
    if not 0 < count < 10_000:
        return ""
    digits = [int(digit) for digit in reversed(str(count))]
    parts = [
        ("" if digit == 1 and place else to_chinese(digit)) + _JAPANESE[place]
        for place, digit in enumerate(digits)
        if digit
    ]
    return "".join(reversed(parts))


_KINDS: Final[Mapping[str, Callable[[int], str]]] = {
    "decimalZero": lambda count: f"{count:02}",
    "upperRoman": _roman,
    "lowerRoman": lambda count: _roman(count).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda count: _letters(count).lower(),
    "chineseCounting": _counting,
    "chineseCountingThousand": to_chinese,
    "taiwaneseCountingThousand": to_chinese,  # what LibreOffice writes for 一, 二, 三
    "taiwaneseCounting": _counting,
    "taiwaneseDigital": lambda count: str(count).translate(_COUNTING),
    "ideographEnclosedCircle": _from("㊀", 10),
    "numberInDash": lambda count: f"- {count} -",
    "chineseLegalSimplified": _legal,
    "japaneseCounting": _japanese,
    "ideographDigital": lambda count: str(count).translate(_DIGITAL),
    "ideographTraditional": _signs("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _signs("子丑寅卯辰巳午未申酉戌亥"),
    "decimalEnclosedCircle": _from("①", 20),
    "decimalEnclosedCircleChinese": _from("①", 10),
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "decimalFullWidth": lambda count: str(count).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda count: str(count).translate(_FULL_WIDTH),
}
