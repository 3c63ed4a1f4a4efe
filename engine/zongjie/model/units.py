"""Units that measure one thing on one ladder, so that they compare and add up.

A unit is an open word: one that stands on no ladder is its own base (家, 户,
人次 and 批次 never mix).  Factors are those of the legal units of measurement
(中华人民共和国法定计量单位) and of 亩, 斤, 里 as used in statistics: 15 亩 = 1 公顷.
Persons are counted as 人 and as 名.
"""

from __future__ import annotations

from decimal import Context, Decimal, Inexact
from fractions import Fraction
from functools import lru_cache
from typing import Final, TypeAlias

Exact: TypeAlias = Decimal | Fraction
"""A number without rounding; a Fraction only where no Decimal is equal to it."""

SCALES: Final = {
    "十": Decimal(10),
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10**4),
    "十万": Decimal(10**5),
    "百万": Decimal(10**6),
    "千万": Decimal(10**7),
    "亿": Decimal(10**8),
    "十亿": Decimal(10**9),
    "百亿": Decimal(10**10),
    "千亿": Decimal(10**11),
    "万亿": Decimal(10**12),
    "十万亿": Decimal(10**13),
    "百万亿": Decimal(10**14),
    "千万亿": Decimal(10**15),
}
"""Words that multiply the digits before them, and by how much."""

# A number may hold 24 + 12 digits, a scale and a factor add fewer than 40;
# whatever would not fit raises rather than be rounded.
_EXACT: Final = Context(prec=100, traps=[Inexact])

_TEXT_LADDERS: Final = {
    "人": "人 1 名 1",
    "元": "元 1 块 1 块钱 1 角 0.1",
    "平方米": "平方米 1 平米 1 ㎡ 1 m² 1 平方厘米 0.0001 公顷 10000 平方公里 1000000 "
    "平方千米 1000000 km² 1000000 亩 2000/3",
    "立方米": "立方米 1 m³ 1 ㎥ 1",
    "米": "米 1 m 1 毫米 0.001 厘米 0.01 公里 1000 千米 1000 km 1000 里 500",
    "克": "克 1 g 1 毫克 0.001 千克 1000 公斤 1000 kg 1000 斤 500 两 50 吨 1000000 t 1000000",
    "%": "% 1 ％ 1 ‰ 0.1 成 10",
    "百分点": "百分点 1 个百分点 1",
    "秒": "秒 1 分钟 60 小时 3600 个小时 3600 天 86400 周 604800 星期 604800 个星期 604800",
    "月": "个月 1",
    "瓦": "瓦 1 W 1 千瓦 1000 kW 1000 兆瓦 1000000 MW 1000000",
    "瓦时": "瓦时 1 千瓦时 1000 kWh 1000 kW·h 1000 兆瓦时 1000000",
}


def _ladders() -> dict[str, tuple[Exact, str]]:
    table: dict[str, tuple[Exact, str]] = {}
    for base, text in _TEXT_LADDERS.items():
        words = text.split()
        for unit, factor in zip(words[::2], words[1::2], strict=True):
            table[unit] = (Fraction(factor) if "/" in factor else Decimal(factor), base)
    return table


_LADDERS: Final = _ladders()
_RATES: Final = frozenset({"%", "％", "‰", "成", "百分点", "个百分点"})
# 百 and 十 are left out: they begin words (百分点), and nobody counts in 百元.
_PREFIXES: Final = sorted((s for s in SCALES if s[0] in "千万亿" or len(s) > 1), key=len)[::-1]


def is_listed(unit: str) -> bool:
    """Return whether the unit stands on a ladder."""
    return unit in _LADDERS


def base_unit(unit: str) -> str:
    """Return the unit at the foot of a ladder, scale words dropped: 万元 is 元."""
    return _foot(unit)[1]


def is_rate(unit: str) -> bool:
    """Return whether a number of this unit is a rate: it must not be summed."""
    return unit in _RATES


def multiply(value: Exact, factor: Exact) -> Exact:
    """Return the exact product, a Decimal wherever one is equal to it.

    Raises decimal.Inexact where a Decimal product has more than 100 digits.
    """
    if isinstance(value, Decimal) and isinstance(factor, Decimal):
        return _EXACT.multiply(value, factor)
    return settle(Fraction(value) * Fraction(factor))


def settle(value: Fraction) -> Exact:
    """Return the Decimal equal to ``value``, or ``value`` where there is none."""
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return value
    places = max(twos, fives)
    digits = value.numerator * 10**places // value.denominator
    return Decimal(f"{digits}E-{places}" if places else digits)


def to_base(value: Exact, unit: str) -> tuple[Exact, str]:
    """Return value and unit at the foot of the unit's ladder.

    29 万元 is 290000 元, 3 亩 is 2000 平方米.  A scale word before a unit that
    is on no ladder counts too (万人次, 亿美元); any other unit is its own base.
    """
    factor, base = _foot(unit)
    return (value if factor is None else multiply(value, factor)), base


@lru_cache(maxsize=1024)
def _foot(unit: str) -> tuple[Exact | None, str]:
    """Return the factor to the foot of a unit's ladder, None for 1, and the unit there."""
    step = _LADDERS.get(unit)
    if step is not None:
        return (None if step[0] == 1 else step[0]), step[1]
    for prefix in _PREFIXES:
        if unit.startswith(prefix) and len(unit) > len(prefix):
            factor, base = _foot(unit[len(prefix) :])
            scale = SCALES[prefix]
            return (scale if factor is None else multiply(scale, factor)), base
    return None, unit
