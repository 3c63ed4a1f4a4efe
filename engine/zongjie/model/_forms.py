"""The forms in which people write a number: named slots, and nothing between.

A form is a row of slots.  Its regular expression is the row, its print is the
row's texts joined: what parses therefore prints back to the same characters
(DESIGN §4, law 6).  Widths fold one character to one, on reading only.

Compiling takes its time from the sets: one of three or more stretches of
characters that are not Latin costs as much as ten words.  So patterns and texts
are compared in stand-ins: each character that a set holds has one of Latin-1.

Sources of the forms: 出版物上数字用法 GB/T 15835-2011, and the counts over real
reports in the genre study (余 before or after the scale, bare 近千人, 零发生).
"""

import re
from enum import Enum, auto
from typing import Final

from zongjie.records import NamedTuple
from zongjie.text import pattern


class Bound(Enum):
    """What a qualifier says of the exact number, next to the printed one."""

    ABOUT = auto()
    ABOVE = auto()
    AT_LEAST = auto()
    BELOW = auto()
    AT_MOST = auto()
    NEAR = auto()
    """Less, but not by much: 近千人."""
    ODD = auto()
    """More, within one step of the last written place: 800余 lies in 801-899."""
    SEVERAL = auto()
    """Some multiple below ten: 数十, 几百."""
    NONE = auto()


def _bounds(**words: str) -> dict[str, Bound]:
    return {word: Bound[name] for name, text in words.items() for word in text.split()}


# 以上 and 以下 hold the number itself (民法典 第一千二百五十九条).
_BEFORE: Final = _bounds(
    ABOUT="约 大约 约为 大概",
    ABOVE="超 超过 超出 逾 高于 多于 大于 不止 > ＞",
    AT_LEAST="突破 不少于 不低于 不小于 至少 最少 ≥ ≧ >=",
    BELOW="不足 不到 未到 低于 少于 小于 < ＜",
    AT_MOST="不超过 未超过 不高于 不多于 不大于 至多 最多 ≤ ≦ <=",
    NEAR="近 将近 接近",
)
# These qualify a bare multiplier only: 上百 is a hundred or more, 上一年 is not.
_BEFORE_MULTIPLIER: Final = _bounds(AT_LEAST="上", ABOVE="过", SEVERAL="数 几")
_AFTER_DIGITS: Final = _bounds(ODD="余 多 几 来")
_AFTER: Final = _bounds(
    ABOUT="左右 上下",
    ABOVE="强",
    AT_LEAST="以上",
    BELOW="弱",
    AT_MOST="以下 以内 之内",
    ODD="余 多",
    NONE="之间 不等",
)
BOUNDS: Final = _BEFORE | _BEFORE_MULTIPLIER | _AFTER_DIGITS | _AFTER
"""What every qualifier says."""


def _any_of(words: dict[str, Bound]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


QUALIFIER: Final = pattern(_any_of(BOUNDS))
"""One qualifier; a slot of several is cut by it."""

_ARABIC: Final = "0123456789０１２３４５６７８９"
_D = "[0-9０-９]"
_MULTIPLIER = "[十百千万亿]"
_NOT_MULTIPLIER = "(?![零〇一二两三四五六七八九])"
_BEFORES = f"(?:{_any_of(_BEFORE)})*"
_BEFORES_CHINESE = (
    f"{_BEFORES}(?:(?:{_any_of(_BEFORE_MULTIPLIER)})(?={_MULTIPLIER}+{_NOT_MULTIPLIER}))?"
)
# 100来人, but not 100来访: 来 is a qualifier only after a round number.
_SOME = "(?:[余多]|几|(?<=[0０十百千万亿])来(?![访沪电信源自]))?"
# 500强 and 百强 name a list; 强 and 弱 qualify a unit, 万 or 亿.
_LISTED = "0-9０-９一二三四五六七八九十百千"
# 十余 and 两年余, but no 三余: 余 and 多 follow a multiplier or a unit.
_AFTERS = (
    "(?:(?<![一二三四五六七八九])[余多]|以上|以下|以内|之[内间]|左右|上下|不等"
    f"|(?<![{_LISTED}])[强弱])*"
)
_SOME_CHINESE = f"(?:(?<={_MULTIPLIER})[余多几来])?"
# 3个多月: 多 stands inside the unit 个月.
_PIECE = "(?:个(?=[余多](?:[^\\W\\d_]|[余多两])))?"
_SIGN = "[-−－–+＋]?"
_DASHES: Final = "-–—－−~～〜至到"
_DASH = f"[{_DASHES}]"
# Correct groups of three, or none; no leading zero.  A full-width comma parts
# groups of full-width digits only: elsewhere it is the comma of a sentence.
_WHOLE = (
    f"(?:[1-9１-９]{_D}{{0,23}}(?!{_D})(?![,，])"
    f"|[1-9][0-9]{{0,2}}(?:,[0-9]{{3}}){{1,7}}"
    f"|[１-９][０-９]{{0,2}}(?:[,，][０-９]{{3}}){{1,7}}"
    f"|[0０])"
)
_DIGITS = f"{_WHOLE}(?:[.．]{_D}{{1,12}})?"
_PLAIN = f"[1-9１-９]{_D}{{0,11}}"
# 千 and 百 are scales unless they begin a unit: 3千余人, but 3千米, 百分点.
_KILO = "米克瓦卡伏帕赫焦升安兆"
_SCALE = f"(?:[十百千]?(?:万亿?|亿)|千(?![{_KILO}])|百(?!分点|帕)|十)?"
_SCALE_CHINESE = "(?:(?<=[余多几来])(?:万亿|万|亿))?"
_UNIT_SIGNS: Final = "℃℉°㎡㎥㎏㎞㎜㎝"
_LETTER = rf"(?:[^\W\d_]|[{_UNIT_SIGNS}]|千(?=[{_KILO}])|百(?=分点|帕)|(?<=[/每]){_MULTIPLIER})"
_WORD = f"(?![²³之以/·⋅])(?:{_LETTER}|/|[·⋅]){{1,12}}?(?<!/)(?<![·⋅])"
_UNIT = f"(?:[%％]|‰|两|{_WORD})??"
_NUMERALS: Final = "零〇一二两三四五六七八九十百千万亿"
_CHINESE = f"[{_NUMERALS}]{{1,24}}"
_COLON = "[:：∶]"


# A letter of a unit is no numeral of any kind (3年半, 1万2千 must not lose a
# part), no dash word (1人至2人) and no qualifier (3年多时间): none of these has
# a letter as its stand-in.
_NO_LETTERS: Final = "〇零一二两三四五六七八九十百千万亿半几余多至到−－–—～〜＋：∶％／⋅"
_LETTERS: Final = f"来访沪电信源自之以{_KILO}"
_NUMERIC: Final = (
    *((0xB9, 0xB9), (0xBC, 0xBE), (0x2070, 0x209C), (0x2150, 0x218B), (0x2460, 0x24FF)),
    *((0x2776, 0x2793), (0x3021, 0x3029), (0x3220, 0x3229), (0x3248, 0x324F), (0x3251, 0x325F)),
    *((0x3280, 0x3289), (0x32B1, 0x32BF)),
)


def _stand_ins() -> dict[int, int]:
    controls = (*range(0x01, 0x20), *range(0x7F, 0xA0))
    letters = (*range(0xC0, 0xD7), *range(0xD8, 0xF7), *range(0xF8, 0x100))
    return {
        **dict.fromkeys(controls, 0),
        **dict.fromkeys(letters, ord("x")),
        **{char: 0 for first, last in _NUMERIC for char in range(first, last + 1)},
        **dict.fromkeys(map(ord, _UNIT_SIGNS), ord("°")),
        **dict(zip(map(ord, _NO_LETTERS), controls, strict=False)),
        **dict(zip(map(ord, _LETTERS), letters, strict=False)),
    }


_STAND_INS: Final = _stand_ins()


class Slot(NamedTuple):
    """A named place of a form; the pattern has no group and may match nothing."""

    name: str
    pattern: str


class Form:
    """A row of slots, read as a whole; a text without any of ``signs`` never fits.

    Compiled when it is first needed: most reports use two or three forms, and
    the patterns of all cost a tenth of a cold start.
    """

    __slots__ = ("_pattern", "names", "signs", "slots")

    def __init__(self, *slots: Slot, signs: str) -> None:
        self.slots = slots
        self.signs = frozenset(signs)
        self.names = tuple(slot.name for slot in slots)
        self._pattern: re.Pattern[str] | None = None

    def read(self, text: str) -> tuple[str, ...] | None:
        """Return the text of each slot, or None where the row does not fit."""
        if self.signs.isdisjoint(text):
            return None
        pattern = self._pattern
        if pattern is None:
            row = "".join(f"({slot.pattern})" for slot in self.slots)
            self._pattern = pattern = re.compile(row.translate(_STAND_INS))
        match = pattern.fullmatch(text.translate(_STAND_INS))
        return None if match is None else tuple(text[at:end] for at, end in match.regs[1:])


_FRONT = Slot("before", _BEFORES)
_FRONT_CHINESE = Slot("before", _BEFORES_CHINESE)
_BACK = Slot("after", _AFTERS)
_UNIT_SLOT = Slot("unit", _UNIT)

NUMBER: Final = Form(
    _FRONT,
    Slot("sign", _SIGN),
    Slot("digits", _DIGITS),
    Slot("some", _SOME),
    Slot("scale", _SCALE),
    Slot("piece", _PIECE),
    Slot("more", _SOME),
    _UNIT_SLOT,
    _BACK,
    signs=_ARABIC,
)
"""约8.5万余人次, 1400余万元, -6.2%."""


class Range:
    """Two numbers with a dash between, each read as a NUMBER.

    A pattern of both ends would hold that of NUMBER twice, and take as long to
    compile as a report takes to read.
    """

    __slots__ = ()

    def read(self, text: str) -> tuple[str, ...] | None:
        """Return before; sign, digits, scale and unit of the low end; the dash; sign, digits,
        scale, what qualifies it, unit of the high end; after.  None where the row does not fit.
        """
        for at, char in enumerate(text):
            if char not in _DASHES:
                continue
            low, high = NUMBER.read(text[:at]), NUMBER.read(text[at + 1 :])
            if low is None or high is None:
                continue
            before, low_sign, low_digits, some, low_scale, piece, more, low_unit, after = low
            if some or piece or more or after:
                return None
            qualified, sign, digits, some, scale, piece, more, unit, after = high
            if qualified or piece or (some and (scale or more)):
                return None
            start = (before, low_sign, low_digits, low_scale, low_unit)
            return (*start, char, sign, digits, scale, some or more, unit, after)
        return None


RANGE: Final = Range()
"""1-2次, 15%～30%, 1亿元至4亿元之间."""

FRACTION: Final = Form(
    _FRONT,
    Slot("numerator", _PLAIN),
    Slot("stroke", "[/／]"),
    Slot("denominator", _PLAIN),
    _BACK,
    signs="/／",
)
"""1/5, 超2/3."""

RATIO: Final = Form(
    _FRONT, Slot("terms", f"{_DIGITS}(?:{_COLON}{_DIGITS}){{1,7}}"), _BACK, signs=":：∶"
)
"""1:2, 1∶2∶3."""

ZERO: Final = Form(Slot("zero", "零"), Slot("word", f"{_LETTER}{{1,6}}"), signs="零")
"""零发生, 零起."""

WORD: Final = Form(
    _FRONT, Slot("over", "过?"), Slot("word", "一半|半数|半|百分百|翻番"), _BACK, signs="半百番"
)
"""一半, 过半, 百分百, 翻番."""

SHARE: Final = Form(
    _FRONT,
    Slot("denominator", _CHINESE),
    Slot("of", "分之"),
    Slot("numerator", f"{_CHINESE}(?:点[零〇一二三四五六七八九]{{1,12}})?"),
    _BACK,
    signs="分",
)
"""三分之一, 百分之三十."""

CHINESE: Final = Form(
    _FRONT_CHINESE,
    Slot("numeral", _CHINESE),
    Slot("some", _SOME_CHINESE),
    Slot("scale", _SCALE_CHINESE),
    Slot("piece", _PIECE),
    Slot("more", "(?:(?<=个)[余多])?"),
    _UNIT_SLOT,
    _BACK,
    signs=_NUMERALS,
)
"""两家, 十余项, 近千人, 三四个, 十余万元."""

CHINESE_RANGE: Final = Form(
    _FRONT,
    Slot("low numeral", _CHINESE),
    Slot("low unit", _UNIT),
    Slot("dash", _DASH),
    Slot("numeral", _CHINESE),
    _UNIT_SLOT,
    _BACK,
    signs=_DASHES,
)
"""三至五家, 一年到两年."""
