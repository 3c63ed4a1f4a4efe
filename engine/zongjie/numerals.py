"""Whole numbers in Chinese numerals (中文数字), both ways.

The only module that may import cn2an, and only when a number from 一万 on is to be
written: the import costs 111 ms and 4 MB, and headings never reach that.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Final

_DIGITS: Final = "零一二三四五六七八九"
_VALUES: Final = {"两": 2} | {sign: value for value, sign in enumerate(_DIGITS) if value}
_ZEROS: Final = ("零", "〇")

# Each multiplier, what it multiplies by, and what may stand before it at most.
_MULTIPLIERS: Final = (
    ("亿", 10**8, 10**8),
    ("万", 10**4, 10**4),
    ("千", 1000, 10),
    ("百", 100, 10),
    ("十", 10, 10),
)

LIMIT: Final = 10**16
"""Numbers from here on are not written: no report counts beyond 千万亿."""


def to_chinese(n: int) -> str:
    """Return 中文数字 of ``n`` as it is read aloud: 十一, 二十, 一百零一, 十万.

    Raises ValueError for a negative number and from :data:`LIMIT` on.
    """
    if not 0 <= n < LIMIT:
        raise ValueError(f"not between 0 and {LIMIT - 1}: {n}")
    if n < 10:
        return _DIGITS[n]
    if n < 10**4:
        return next(_joined(n, mark, scale) for mark, scale, _ in _MULTIPLIERS if n >= scale)
    if n < 10**8:
        import cn2an  # type: ignore[import-untyped,unused-ignore]

        # An exact int: 1e8 as a float comes out of cn2an as nonsense.
        return str(cn2an.an2cn(int(n), "low"))
    # Joined here because cn2an drops the 零 of 一亿零一千, which would say 1.1亿.
    return _joined(n, "亿", 10**8)


def _joined(n: int, mark: str, scale: int) -> str:
    """Return a number with its multiplier: 零 stands for a gap, and 十 is 一十 behind another."""
    high, low = divmod(n, scale)
    head = "" if mark == "十" and high == 1 else to_chinese(high)
    tail = to_chinese(low) if low else ""
    gap = "零" if 0 < low < scale // 10 else ""
    return f"{head}{mark}{gap}{'一' if tail.startswith('十') else ''}{tail}"


def from_chinese(s: str) -> int | None:
    """Return the number a well-formed numeral stands for, or None.

    Colloquial forms are read (两百, 一百十五, 一万五 = 15000).  Digits in a row
    (二〇一六, 三四) are None: they name years and codes, or guess at a number.
    """
    if s in _ZEROS:
        return 0
    return _positive(s)


def _positive(s: str) -> int | None:
    if len(s) == 1 and s in _VALUES:
        return _VALUES[s]
    for mark, scale, ceiling in _MULTIPLIERS:
        head, found, tail = s.rpartition(mark)
        if not found:
            continue
        high = 1 if mark == "十" and not head else _positive(head)
        low = _rest(tail, scale)
        if high is None or low is None or high >= ceiling:
            return None
        return high * scale + low
    return None


def _rest(s: str, scale: int) -> int | None:
    """Read what follows a multiplier: 零 stands for every gap, and only there."""
    if not s:
        return 0
    gap = s[0] in _ZEROS
    value = _positive(s[1:] if gap else s)
    if value is None:
        return None
    if gap:
        return value if value * 10 < scale else None
    if len(s) == 1 and s in _VALUES:
        return value * scale // 10  # 一万五 is 15000, and after 十 the digit itself
    return value if scale // 10 <= value < scale else None


def to_count(number: int) -> str:
    """Return a whole number as it is said before a measure word: 两家, 六方面."""
    return "两" if number == 2 else to_chinese(number)


LAST_CIRCLED: Final = 20
"""Fonts and Word have no circled sign beyond ⑳."""


def to_circled(number: int) -> str:
    """Return ① to ⑳, and （21） beyond."""
    return chr(0x2460 + number - 1) if 1 <= number <= LAST_CIRCLED else f"（{number}）"


def _signed(first: int, last: int) -> Callable[[int], str]:
    return lambda n: chr(first + n - 1) if 1 <= n <= last else f"（{n}）"


# The numeral of a kind of number, and what writes others like it.
_WRITERS: Final[dict[str, Callable[[int], str]]] = {
    "一": to_chinese,
    "1": str,
    "１": lambda n: "".join(chr(ord(digit) + 0xFEE0) for digit in str(n)),
    "①": to_circled,
    "⑴": _signed(0x2474, 20),
    "㈠": lambda n: chr(0x3220 + n - 1) if 1 <= n <= 10 else f"（{to_chinese(n)}）",
}


def heading_mark(kind: str, number: int) -> str:
    """Return a number made like its first: 一、 （一） 1. １． ① ㈠ 第一章　 …"""
    sign = next((sign for sign in kind if sign in _WRITERS), "")
    return kind.replace(sign, _WRITERS[sign](number), 1) if sign else kind


def heading_count(mark: str) -> tuple[str, int] | None:
    """Return the kind and the number of a mark as printed: 一、 and 3 of 三、; None for no number.

    ``heading_mark`` of what is returned is the mark.
    """
    signs = [next((s for s, chars in _CLASSES.items() if char in chars), "") for char in mark]
    sign = next(filter(None, signs), "")
    if not sign:
        return None
    start = signs.index(sign)
    end = start + 1
    while sign in _ROWS and end < len(mark) and mark[end] in _CLASSES[sign]:
        end += 1
    numeral = mark[start:end]
    if sign in "1１":
        count: int | None = int(numeral)
    else:
        count = from_chinese(numeral) if sign == "一" else int(unicodedata.numeric(numeral))
    kind = mark[:start] + sign + mark[end:]
    return (kind, count) if count and heading_mark(kind, count) == mark else None


_ROWS: Final = "一1１"  # whose numerals may have several signs
_CLASSES: Final = {
    "一": "一二三四五六七八九十",
    "1": "0123456789",
    "１": "０１２３４５６７８９",
    "①": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "⑴": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "㈠": "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩",
}


def note_mark(number: int, style: str) -> str:
    """Return a footnote's mark, made like the one given: 1, [1], ［1］, 〔1〕, （1） or ①."""
    return to_circled(number) if style == "①" else style.replace("1", str(number))
