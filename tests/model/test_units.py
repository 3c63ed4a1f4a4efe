"""Units compare and add up on their ladder, exactly, and never across things."""

from __future__ import annotations

from decimal import Decimal, Inexact
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zongjie.model.units import Exact, is_listed, is_rate, multiply, settle, to_base

LADDER = {
    "人": ("1", "人"),
    "名": ("1", "人"),
    "元": ("1", "元"),
    "角": ("0.1", "元"),
    "千元": ("1000", "元"),
    "万元": ("10000", "元"),
    "亿元": ("100000000", "元"),
    "万平方米": ("10000", "平方米"),
    "公顷": ("10000", "平方米"),
    "平方公里": ("1000000", "平方米"),
    "公里": ("1000", "米"),
    "千米": ("1000", "米"),
    "公斤": ("1000", "克"),
    "斤": ("500", "克"),
    "吨": ("1000000", "克"),
    "万吨": ("10000000000", "克"),
    "‰": ("0.1", "%"),
    "成": ("10", "%"),
    "％": ("1", "%"),
    "个百分点": ("1", "百分点"),
    "小时": ("3600", "秒"),
    "天": ("86400", "秒"),
    "分钟": ("60", "秒"),
    "万千瓦时": ("10000000", "瓦时"),
    "万人次": ("10000", "人次"),
    "亿美元": ("100000000", "美元"),
    "万元/亩": ("10000", "元/亩"),
}


@pytest.mark.parametrize("unit", LADDER)
def test_a_unit_has_its_factor_and_its_base(unit: str) -> None:
    factor, base = LADDER[unit]
    assert to_base(Decimal(1), unit) == (Decimal(factor), base)


def test_fifteen_mu_are_one_hectare() -> None:
    value, unit = to_base(Decimal(15), "亩")
    assert (value, unit) == (Decimal(10000), "平方米")
    assert type(value) is Decimal
    assert to_base(Decimal(1), "亩") == (Fraction(2000, 3), "平方米")


@pytest.mark.parametrize(
    "unit",
    ["家", "户", "人次", "批次", "场次", "分", "万", "千", "百年", "微克/立方米", "%/年", ""],
)
def test_an_unknown_unit_is_its_own_base(unit: str) -> None:
    assert to_base(Decimal("1.50"), unit) == (Decimal("1.5"), unit)
    assert not is_listed(unit)


def test_only_rates_are_rates() -> None:
    assert all(map(is_rate, ["%", "％", "‰", "成", "百分点", "个百分点"]))
    assert not any(map(is_rate, ["倍", "元", "人次", ""]))


@given(st.decimals(-(10**12), 10**12, places=6), st.sampled_from(sorted(LADDER)))
def test_no_digit_is_lost_on_the_ladder(value: Decimal, unit: str) -> None:
    base, _ = to_base(value, unit)
    assert Fraction(base) == Fraction(value) * Fraction(LADDER[unit][0])


@given(st.fractions())
def test_settling_keeps_the_value_and_takes_a_decimal_where_there_is_one(value: Fraction) -> None:
    settled: Exact = settle(value)
    assert Fraction(settled) == value
    rest = value.denominator
    while rest % 2 == 0 or rest % 5 == 0:
        rest //= 2 if rest % 2 == 0 else 5
    assert isinstance(settled, Decimal) == (rest == 1)


def test_a_product_that_would_be_rounded_is_refused() -> None:
    with pytest.raises(Inexact):
        multiply(Decimal("1" * 60), Decimal("3" * 60))
