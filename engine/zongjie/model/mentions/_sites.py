"""Places where digits or Chinese numerals stand, and how far a quantity reaches there.

The number itself is read by ``model.quantity``: this is where it is looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from zongjie.model import quantity
from zongjie.model.mentions._units import unit_end
from zongjie.records import NamedTuple
from zongjie.text import pattern

_BEFORE: Final = (
    "不超过|未超过|不少于|不低于|不小于|不高于|不多于|不大于|大约|约为|大概|超过|超出|高于|多于|"
    "大于|不止"
    "|突破|至少|最少|至多|最多|不足|不到|未到|低于|少于|小于|将近|接近"
    "|(?<![签预节大制合特解条契])约|超|逾|(?<![最附邻将接])近|[><≥≤≧≦]=?"
)
_D: Final = r"(?:[0-9]{1,3}(?:,[0-9]{3})++(?![0-9])|[0-9]++)(?:\.[0-9]++)?+"
_SCALE: Final = (
    "(?:[十百千]?万亿|[十百千]?[万亿]|千(?![米克瓦卡伏帕赫焦升安兆])|百(?!分点|帕|姓|货|花)|十)"
)
_MORE: Final = (
    "(?:[余多几](?!元化|媒体|功能|方面|部门|层次|渠道|领域|项目)|"
    "(?<=[0百千万])来(?![访沪电信源自]))"
)
# 3个多月: 多 stands inside the unit.
_PIECE: Final = "(?:个[余多](?=月|小时|工作日|星期|学时|百分点))?"
_HAN: Final = "零〇一二两三四五六七八九十百千万亿"
_DASH: Final = "[-–—－−~～〜至到]"
ARABIC: Final = (
    rf"(?P<before>(?:{_BEFORE}){{0,2}})(?P<sign>(?<![0-9A-Za-z月日年号])[-−+])?"
    rf"(?P<digits>(?:{_D}{_SCALE}?(?:%|元|亿元|万元)?{_DASH}(?=[0-9]))?{_D}(?:/[0-9]++|"
    rf"(?:[:∶]{_D}){{1,3}})?+)"
    rf"(?P<scale>{_MORE}?{_SCALE}?{_MORE}?{_PIECE})"
)
CHINESE: Final = (
    rf"(?P<hbefore>(?:{_BEFORE}){{0,2}}(?:[数几上过](?=[十百千万亿])|好几)?)"
    rf"(?P<han>(?:百分之|千分之)?[{_HAN}]++(?:(?:分之|{_DASH})[{_HAN}]++)?(?:点[{_HAN}]++)?)"
    r"(?P<some>(?<=[十百千万亿])[余多几来](?!元化|访)|余)?(?P<hscale>(?<=[余多几来])(?:万亿|"
    r"[万亿]))?"
    rf"(?P<piece>{_PIECE})"
)
_HALF: Final = rf"(?P<half>(?:(?:{_BEFORE})?(?:一半|半数)|超?过半(?!数)|百分百|翻番)(?![年天月日]))"
_SITE: Final = pattern(f"{ARABIC}|{_HALF}|{CHINESE}")
_AFTER: Final = pattern(
    r"(?:(?<=[年月天倍万亿亩斤吨元里时辆次])[余多](?![元个种样少数方家次媒功]))?"
    r"(?:以[上下内]|之[内间]|左右|上下|不等|(?<=[%成倍])[强弱](?!化|势|劲|项))?"
)
_LONGEST: Final = 60


class Site(NamedTuple):
    """A numeral in the reading: from its qualifier to the end of its unit."""

    start: int
    number: int
    """Where its digits begin, behind qualifiers and sign."""
    bare: int
    """Where its digits, scale and 余 end."""
    end: int
    """Where the unit ends, ``bare`` if it has none."""
    chinese: bool
    quantity: quantity.Quantity | None


def sites(text: str) -> Iterator[Site]:
    """Yield every numeral of the reading with the quantity that it begins, if any."""
    for match in _SITE.finditer(text):
        yield _site(text, match)


def _site(text: str, match: re.Match[str]) -> Site:
    start, bare = match.span()
    chinese = match["digits"] is None
    number = match.start("digits") if not chinese else match.start("han")
    if number < 0:
        number = start
    end = unit_end(text, bare)
    if match["half"] is not None:
        end = bare
    if end - start > _LONGEST:
        return Site(start, number, bare, bare, chinese, None)
    for last in _ends(text, bare, end):
        found = quantity.parse(text[start:last])
        if found is not None:
            return Site(start, number, bare, last, chinese, found)
    return Site(start, number, bare, end, chinese, None)


def _ends(text: str, bare: int, end: int) -> Iterator[int]:
    after = _AFTER.match(text, end)
    if after is not None and after.end() > end:
        yield after.end()
    yield end
    if end > bare:
        yield bare
