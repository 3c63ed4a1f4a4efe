"""From the texts of a form's slots to the number they say.

Every reader takes the slots of its form and returns a Quantity, or None where
the row fits but says no number (a clock time, a year, 1/0, a descending range).
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final, TypeAlias

from zongjie.model import _forms as forms
from zongjie.model._number import Kind, Quantity, filled
from zongjie.model.units import SCALES, is_listed, multiply
from zongjie.numerals import from_chinese
from zongjie.records import NamedTuple
from zongjie.text import pattern

Texts: TypeAlias = tuple[str, ...]

_HALF_WIDTH: Final = str.maketrans("０１２３４５６７８９．", "0123456789.", ",，")
_MINUS: Final = frozenset("-−－–")
_PERCENT: Final = {"％": "%"}
_COLON: Final = pattern("[:：∶]")
# 12∶30 with the ratio sign is a ratio; with a colon it is half past twelve.
_CLOCK: Final = pattern("(?:1[0-9]|2[0-3])[:：][1-5][0-9](?:[:：][1-5][0-9])?")
# A qualifier inside a unit has lost its meaning: 5年左右时间, 3人以上企业.
_BURIED: Final = ("以上", "以下", "以内", "左右", "上下", "之内", "之间", "不等")
_ROUND: Final = "百千万亿"
_TERMS_MOST: Final = 8

# Chinese numerals begin thousands of words (一致, 三农, 五角场, 八项规定), so a
# bare one counts only what a measure word follows.  After digits the unit is
# any word.  Measure words of 《现代汉语词典》 that stand in reports; 次 may follow.
_MEASURES: Final = frozenset(
    "个家次户名项件场人处位条座栋幢套台辆只头匹间所支批期节课轮届天日年周岁季元角分吨斤亩米"
    "例起宗桩份本册篇张幅块片面盏扇根棵株艘架部具枚颗粒袋箱瓶桶盒包车趟遍回番倍种类层门组班"
    "对双副串款则首封句页笔站村里成度剂针杯吊卷口"
)
_MEASURE_WORDS: Final = frozenset(
    ["季度", "个季度", "周年", "工作日", "个工作日", "平方", "立方", "学时", "课时", "人日"]
)
_ZERO_OPENS_WORD: Final = frozenset("售星散碎食钱工乱落距上下点时")
_WORDS: Final = {"一半": Fraction(1, 2), "半数": Fraction(1, 2), "半": Fraction(1, 2)}
_SHARE_UNITS: Final = {100: "%", 1000: "‰"}


def qualifiers(*texts: str) -> Texts:
    """Return the qualifiers that stand in the slots, in order."""
    return tuple(
        word
        for text in texts
        if text
        for word in ((text,) if text in forms.BOUNDS else forms.QUALIFIER.findall(text))
    )


def _amount(digits: str, scale: str = "", sign: str = "") -> Decimal:
    value = Decimal(_plain(digits))
    if sign in _MINUS and value:
        value = value.copy_negate()
    if scale:
        scaled = multiply(value, SCALES[scale])
        assert isinstance(scaled, Decimal)  # noqa: S101 - a product of two Decimals
        return scaled
    return value


def _plain(digits: str) -> str:
    return digits.replace(",", "") if digits.isascii() else digits.translate(_HALF_WIDTH)


def _decimals(digits: str) -> int:
    _, _, places = _plain(digits).partition(".")
    return len(places)


def _is_date(value: Decimal, unit: str) -> bool:
    """Whether 2016年, 5月份: a name of a time, not a number of years or months."""
    if value != value.to_integral_value():
        return False
    return 1900 <= value < 2100 if unit[0] == "年" else 1 <= value <= 12


def _dubious(unit: str, *values: Decimal) -> bool:
    """Whether it is no number of this unit: a date, or the unit has a qualifier in it."""
    if not _may_mislead(unit):
        return False
    return _is_buried(unit) or all(_is_date(value, unit) for value in values)


def _is_buried(unit: str) -> bool:
    return len(unit) > 2 and any(word in unit for word in _BURIED)


def _may_mislead(unit: str) -> bool:
    return unit[:1] in ("年", "月") or _is_buried(unit)


class _Around(NamedTuple):
    """What stands around the digits of a number, and what it says, whatever they are."""

    front: Texts  # none of them empty
    sign: str
    behind: Texts  # as well
    unit: str
    name: str
    scale: str
    said: Texts
    misleads: bool


@lru_cache(maxsize=1024)
def _around(before: str, sign: str, behind: Texts) -> _Around:
    some, scale, piece, more, word, after = behind
    unit = piece + word
    said = qualifiers(before, some, more, after)
    name = _PERCENT.get(unit, unit)
    # 近2000年 is a length of time, 2000年 a date.
    misleads = (len(unit) > 2 or not said) and _may_mislead(unit)
    front, behind = filled((before, sign)), filled(behind)
    return _Around(front, sign, behind, unit, name, scale, said, misleads)


@lru_cache(maxsize=1024)
def _around_digits(front: str, rest: str) -> _Around | None:
    """Read 约…余万元 as it stands around any digits; None where no number has that."""
    texts = forms.NUMBER.read(f"{front}1{rest}")
    return None if texts is None else _around(*texts[:2], texts[3:])


def _number(texts: Texts) -> Quantity | None:
    before, sign, digits, *behind = texts
    return _counted(digits, _around(before, sign, tuple(behind)))


def _counted(digits: str, around: _Around) -> Quantity | None:
    front, sign, behind, unit, name, scale, said, misleads = around
    if scale or sign or not digits.isdigit():
        value, places = _amount(digits, scale, sign), _decimals(digits)
    else:
        value, places = Decimal(digits), 0
    if misleads and _dubious(unit, value):
        return None
    # Most quantities are made here, for a third of what calling the named tuple costs.
    texts = (*front, digits, *behind)
    return tuple.__new__(Quantity, (texts, value, name, scale, said, Kind.NUMBER, places))


def _range(texts: Texts) -> Quantity | None:
    before, low_sign, low_digits, low_scale, low_unit = texts[:5]
    _, sign, digits, scale, more, unit, after = texts[5:]
    unit, low_unit = _PERCENT.get(unit, unit), _PERCENT.get(low_unit, low_unit)
    if low_unit not in ("", unit):
        return None
    low = _amount(low_digits, low_scale, low_sign)
    high = _amount(digits, scale, sign)
    if scale and not low_scale and not low_unit:
        # 3～5万元 shares the scale, 8000～1万元 cannot.
        shared = _amount(low_digits, scale, low_sign)
        low = shared if shared < high else low
    if low >= high or _dubious(unit, low, high):
        return None
    places = max(_decimals(low_digits), _decimals(digits))
    said = qualifiers(before, more, after)
    return Quantity(texts, (low, high), unit, scale, said, Kind.RANGE, places)


def _fraction(texts: Texts) -> Quantity | None:
    before, numerator, _, denominator, after = texts
    value = Fraction(int(_plain(numerator)), int(_plain(denominator)))
    said = qualifiers(before, after)
    return Quantity(texts, value, qualifiers=said, kind=Kind.FRACTION)


def _ratio(texts: Texts) -> Quantity | None:
    before, written, after = texts
    if _CLOCK.fullmatch(_plain(written)):
        return None
    parts = _COLON.split(written)
    terms = tuple(_amount(part) for part in parts)
    if len(terms) > _TERMS_MOST or not all(terms):
        return None
    said = qualifiers(before, after)
    places = max(map(_decimals, parts))
    value = Fraction(terms[0]) / Fraction(terms[1]) if len(terms) == 2 else terms
    return Quantity(texts, value, qualifiers=said, kind=Kind.RATIO, decimals=places)


def _zero(texts: Texts) -> Quantity | None:
    word = texts[1]
    if word[0] in _ZERO_OPENS_WORD:
        return None
    if len(word) == 1 or _counts(word):
        return Quantity(texts, Decimal(0), word)
    return Quantity(texts, Decimal(0), kind=Kind.ZERO)


def _word(texts: Texts) -> Quantity | None:
    before, over, word, after = texts
    said = qualifiers(before, over, after)
    if word == "百分百":
        return None if over else Quantity(texts, Decimal(100), "%", qualifiers=said)
    if word == "翻番":
        return None if over else Quantity(texts, Decimal(1), "番", qualifiers=said)
    if word == "半" and not (before or over):
        return None
    return Quantity(texts, _WORDS[word], qualifiers=said, kind=Kind.FRACTION)


def _share(texts: Texts) -> Quantity | None:
    before, denominator, _, numerator, after = texts
    whole, _, places = numerator.partition("点")
    below, above = _multiplied(denominator), _multiplied(whole)
    if not below or above is None:
        return None
    value = Decimal(above)
    if places:
        digits = "".join(str(from_chinese(place)) for place in places)
        value = Decimal(f"{above}.{digits}")
    said = qualifiers(before, after)
    unit = _SHARE_UNITS.get(below)
    if unit is not None:
        return Quantity(texts, value, unit, qualifiers=said, decimals=len(places))
    return Quantity(texts, Fraction(value) / below, qualifiers=said, kind=Kind.FRACTION)


def _multiplied(numeral: str) -> int | None:
    """Read a numeral, or bare multipliers as one of them: 百 in 百分之三, 近百万."""
    return from_chinese("一" + numeral if _is_round(numeral) else numeral)


def _is_round(numeral: str) -> bool:
    return not numeral.strip(_ROUND)


def _counts(unit: str) -> bool:
    """Whether the word is one that numbers are said with, and no more than it."""
    return (
        unit in _MEASURES
        or unit in _MEASURE_WORDS
        or is_listed(unit)
        or (len(unit) == 2 and unit[1] in "次天" and unit[0] in _MEASURES)
    )


def _between(numeral: str) -> tuple[int, int] | None:
    """Return the ends of a guess in two digits: 三四 3-4, 七八十 70-80, 十七八 17-18."""
    for at in range(len(numeral) - 1):
        first, second = from_chinese(numeral[at]), from_chinese(numeral[at + 1])
        if first is None or second is None or not 0 < first < second < 10:
            continue
        if second != first + 1 and numeral[at : at + 2] != "三五":
            return None
        low = from_chinese(numeral[: at + 1] + numeral[at + 2 :])
        high = from_chinese(numeral[:at] + numeral[at + 1 :])
        return None if low is None or high is None else (low, high)
    return None


def _chinese(texts: Texts) -> Quantity | None:
    before, numeral, some, scale, piece, more, unit, after = texts
    unit = piece + unit
    said = qualifiers(before, some, more, after)
    bare = _is_round(numeral)
    if bare and not said:
        return None
    if unit and not _counts(unit):
        # 近千学生 is a count by its qualifier and its multiplier, 三农 is a word.
        if not said or _is_buried(unit):
            return None
        if not any(sign in numeral for sign in "百千万亿") and not some:
            return None
    if numeral + unit == "十分" and not said:
        return None  # "very", not ten marks
    n = _multiplied(numeral)
    if n is not None:
        value = _amount(str(n), scale)
        if not said and _dubious(unit, value):
            return None
        return Quantity(texts, value, unit, scale, said)
    ends = _between(numeral)
    if ends is None or not (unit or len(numeral) > 2):
        return None
    low, high = (_amount(str(end), scale) for end in ends)
    return Quantity(texts, (low, high), unit, scale, said, Kind.RANGE)


def _chinese_range(texts: Texts) -> Quantity | None:
    before, low_numeral, low_unit, _, numeral, unit, after = texts
    if low_unit not in ("", unit) or not _counts(unit):
        return None
    low, high = from_chinese(low_numeral), from_chinese(numeral)
    if low is None or high is None:
        return None
    if low < 10 <= high and not low_unit and numeral[0] != "十":
        # 三至五万 shares its 万; of 二至三百 nobody can tell.
        if numeral[-1] not in "万亿" or len(numeral) != 2:
            return None
        low *= int(SCALES[numeral[-1]])
    ends = (Decimal(low), Decimal(high))
    if low >= high or _dubious(unit, *ends):
        return None
    return Quantity(texts, ends, unit, qualifiers=qualifiers(before, after), kind=Kind.RANGE)


Reader: TypeAlias = Callable[[Texts], Quantity | None]

_READERS: Final[tuple[tuple[forms.Form | forms.Range, Reader], ...]] = (
    (forms.NUMBER, _number),
    (forms.RANGE, _range),
    (forms.RATIO, _ratio),
    (forms.FRACTION, _fraction),
    (forms.ZERO, _zero),
    (forms.WORD, _word),
    (forms.SHARE, _share),
    (forms.CHINESE, _chinese),
    (forms.CHINESE_RANGE, _chinese_range),
)


# Digits, and around them what reads the same with any others: 来 asks for a 0 before it.
_LED: Final = pattern(
    "([^0-9０-９]{0,4})((?:0|[1-9][0-9]{0,23})(?:[.][0-9]{1,12})?)"
    "((?:[^0-9０-９.．,，来][^0-9０-９]{0,15})?)",
)
_DIGITS: Final = frozenset("0123456789０１２３４５６７８９")
_SHORT: Final = 16  # characters


def parse(text: str) -> Quantity | None:
    """Return the number that the whole text is, or None.

    ``str(parse(s)) == s`` for every s that parses.  Clock times, years and
    months, leading zeros, descending ranges and words are no numbers.
    """
    led = _LED.fullmatch(text)
    if led is not None:
        front, digits, rest = led.groups()
        around = _around_digits(front, rest)
        if around is not None and (quantity := _counted(digits, around)) is not None:
            return quantity
    elif len(text) <= _SHORT and _DIGITS.isdisjoint(text):
        return _in_words(text)
    return _by_form(text)


def _by_form(text: str) -> Quantity | None:
    for form, reader in _READERS:
        texts = form.read(text)
        if texts is not None:
            quantity = reader(texts)
            if quantity is not None:
                return quantity._replace(texts=filled(texts))
    return None


_in_words = lru_cache(maxsize=256)(_by_form)  # 零发生, 七年: the same in many reports
