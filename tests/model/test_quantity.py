"""Law 6: a number prints back as it was written, and its value is exact."""

from __future__ import annotations

import time
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from zongjie.model import _reading
from zongjie.model.quantity import (
    Kind,
    Quantity,
    agrees,
    format_decimal,
    parse,
    round_half_up,
    split_measures,
)

# Every indicator of the two source texts: text, value, unit, scale, qualifiers.
GOLD = """
296名 296 名 - - | 10558人 10558 人 - - | 4026间 4026 间 - - | 47个 47 个 - -
104名 104 名 - - | 14名 14 名 - - | 37轮 37 轮 - - | 4条 4 条 - -
超90% 90 % - 超 | 3096人次 3096 人次 - - | 1895家 1895 家 - - | 12家 12 家 - -
73000元 73000 元 - - | 18起 18 起 - - | 11处 11 处 - - | 40套 40 套 - -
800余具 800 具 - 余 | 2处 2 处 - - | 3114次 3114 次 - - | 778条 778 条 - -
12次 12 次 - - | 零发生 0 - - - | 约100人次 100 人次 - 约 | 13271人次 13271 人次 - -
52652人次 52652 人次 - - | 664人次 664 人次 - - | 29万元 290000 元 万 - | 3637人次 3637 人次 - -
2583人次 2583 人次 - - | 12套 12 套 - - | 22次 22 次 - - | 600余人次 600 人次 - 余
逾3000人次 3000 人次 - 逾 | 14期 14 期 - - | 10余篇 10 篇 - 余 | 20余场 20 场 - 余
1场 1 场 - - | 3场 3 场 - - | 10场 10 场 - - | 24场次 24 场次 - -
6010人次 6010 人次 - - | 1130人次 1130 人次 - - | 26场 26 场 - - | 64人 64 人 - -
零差错 0 - - - | 60273人 60273 人 - - | 76821人 76821 人 - - | 37988户 37988 户 - -
2922户 2922 户 - - | 3家 3 家 - - | 232节 232 节 - - | 200多小时 200 小时 - 多
近千人 1000 人 - 近 | 33万人次 330000 人次 万 - | 1-2次 1~2 次 - - | 1241处 1241 处 - -
2406.8吨 2406.8 吨 - - | 15208件 15208 件 - - | 1728件 1728 件 - - | 86条 86 条 - -
100% 100 % - - | 两家 2 家 - - | 四家 4 家 - - | 两次 2 次 - -
2家 2 家 - - | 22处 22 处 - - | 1处 1 处 - - | 1栋 1 栋 - -
3400余次 3400 次 - 余 | 4720人次 4720 人次 - - | 139.76万元 1397600 元 万 - | 538户 538 户 - -
2589户 2589 户 - - | 801户 801 户 - - | 2285人 2285 人 - - | 38家 38 家 - -
50人 50 人 - - | 100% 100 % - - | 8名 8 名 - - | 52.8万平方米 528000 平方米 万 -
154处 154 处 - - | 9058平方米 9058 平方米 - - | 4280平方米 4280 平方米 - - | 142.7% 142.7 % - -
18735件 18735 件 - - | 100% 100 % - - | 34% 34 % - - | 30% 30 % - -
1481扇 1481 扇 - - | 七年 7 年 - - | 24家 24 家 - - | 1340家 1340 家 - -
零燃放 0 - - - | 6处 6 处 - - | 1684具 1684 具 - - | 5家 5 家 - -
6家 6 家 - - | 10个 10 个 - - | 15.4万元 154000 元 万 - | 2个 2 个 - -
2个 2 个 - - | 13个 13 个 - - | 9个 9 个 - - | 150场 150 场 - -
35场 35 场 - - | 18场 18 场 - - | 约8.5万余人次 85000 人次 万 约,余 | 3条 3 条 - -
70件 70 件 - - | 5块 5 块 - - | 14场 14 场 - - | 800余人次 800 人次 - 余
107次 107 次 - - | 210批次 210 批次 - - | 100% 100 % - - | 12件 12 件 - -
26件 26 件 - -
"""
GOLD_ROWS = [row.split() for line in GOLD.strip().splitlines() for row in line.split("|")]
assert len(GOLD_ROWS) == 117

# Surface, value, unit, qualifiers.
NUMBERS = """
１２３．４ 123.4 - - | 1,234件 1234 件 - | １，２３４，５６７件 1234567 件 - | 0 0 - -
800余具 800 具 余 | 1400余万元 14000000 元 余 | 34万余件 340000 件 余 | 13.3万余车次 133000 车次 余
3年多 3 年 多 | 3个多月 3 个月 多 | 100来人 100 人 来 | 10几个 10 个 几 | 100余 100 - 余
3千余人 3000 人 余 | 3千米 3 千米 - | 5千克 5 千克 - | 20千瓦时 20 千瓦时 - | 3千人 3000 人 -
52万千瓦 520000 千瓦 - | 2千万元 20000000 元 - | 1万亿 1000000000000 - - | 145.98亿 14598000000 - -
5百万 5000000 - - | 3十亿元 3000000000 元 - | 0.5个百分点 0.5 个百分点 - | 3百分点 3 百分点 -
35微克/立方米 35 微克/立方米 - | 5元/吨 5 元/吨 - | 6件/万人 6 件/万人 -
65升/百公里 65 升/百公里 -
1.2kW·h 1.2 kW·h - | 36.5℃ 36.5 ℃ - | 12m² 12 m² - | 3剂次 3 剂次 - | 5两 5 两 -
30％ 30 % - | 3‰ 3 ‰ - | 2.5倍 2.5 倍 - | 近5成 5 成 近 | 190.20元 190.20 元 - | 0再访 0 再访 -
不低于95% 95 % 不低于 | ≥95% 95 % ≥ | >=3件 3 件 >= | 不少于3次 3 次 不少于
未超过3000人 3000 人 未超过
大约近100人左右 100 人 大约,近,左右 | 90分钟以内 90 分钟 以内 | 30%强 30 % 强 | 500强 500 强 -
5个以上 5 个 以上 | 突破30亿元 3000000000 元 突破 | 至多5家 5 家 至多 | 少于5起 5 起 少于
-6.2% -6.2 % - | −6.2% -6.2 % - | ＋3.5% 3.5 % - | -5万元 -50000 元 -
两家 2 家 - | 七年 7 年 - | 两百 200 - - | 三千六百人 3600 人 - | 十余项 10 项 余
二十余场次 20 场次 余
十余万元 100000 元 余 | 三百多万元 3000000 元 多 | 两个多月 2 个月 多 | 十来个 10 个 来
近千人 1000 人 近 | 逾万人 10000 人 逾 | 近百万 1000000 - 近 | 百余人 100 人 余
近千学生 1000 学生 近
上百 100 - 上 | 数十 10 - 数 | 几十家 10 家 几 | 数百万元 1000000 元 数 | 过百件 100 件 过
百分之三十 30 % - | 百分之三点五 3.5 % - | 百分之百 100 % - | 千分之五 5 ‰ - | 百分百 100 % -
翻番 1 番 -
零起 0 起 - | 零例 0 例 - | 零人次 0 人次 - | 零 0 - - | 九成 9 成 - | 三个百分点 3 个百分点 -
2000年以上 2000 年 以上 | 65岁 65 岁 -
"""
NUMBER_ROWS = [row.split() for line in NUMBERS.strip().splitlines() for row in line.split("|")]

RANGES = {
    "1-2次": ("1", "2", "次"),
    "2—4家": ("2", "4", "家"),
    "2–4家": ("2", "4", "家"),
    "15%～30%": ("15", "30", "%"),
    "15~30％": ("15", "30", "%"),
    "1亿元至4亿元之间": ("100000000", "400000000", "元"),
    "3～5万元": ("30000", "50000", "元"),
    "8000－1万元": ("8000", "10000", "元"),
    "300元到500元不等": ("300", "500", "元"),
    "-5℃～-3℃": ("-5", "-3", "℃"),
    "1.5-2倍": ("1.5", "2", "倍"),
    "约3至5个百分点": ("3", "5", "个百分点"),
    "三四个": ("3", "4", "个"),
    "三五家": ("3", "5", "家"),
    "十七八个": ("17", "18", "个"),
    "七八十人": ("70", "80", "人"),
    "两三百户": ("200", "300", "户"),
    "三至五家": ("3", "5", "家"),
    "三至五万元": ("30000", "50000", "元"),
    "一年到两年": ("1", "2", "年"),
}

FRACTIONS = {
    "三分之一": Fraction(1, 3),
    "三分之二以上": Fraction(2, 3),
    "万分之一点五": Fraction(3, 20000),
    "1/5": Fraction(1, 5),
    "超2/3": Fraction(2, 3),
    "一半": Fraction(1, 2),
    "过半": Fraction(1, 2),
    "超半数": Fraction(1, 2),
}


def words(text: str) -> list[str]:
    return text.split()


NO_QUANTITIES = (
    "",
    *words("无 no 、 人 约 余 % 达29万元 全区第一 第3 3+1 PM2.5 A4 1e5 “5”"),
    *words("12:30 ２３：５９ 12:30:15 24:00 0110 ０１ 00.5 1.2.3 5. .5 1,23 1,2345件 1，234件"),
    *words("2016年 2016年度 2016年12月31日 12月31日 5月 5月份 1-10月 2019-2020年度 三月"),
    *words("1——2次 300-200件 5-5件 3天至5小时 1-2-3 1/0 1:0 二至三百家"),
    *words("1万2千人 3亿5000万元 3年半 半年 5² 5½ 5½个 5④ 5年左右时间 3人以上企业 5个,"),
    *words("一致 一流 万一 十分 三农 三公 五角场 七宝 八项规定 百强 百人 千万 三四 二〇一六"),
    *words("零售 零星 零食 上一年 一几家 三余 零下6℃ 零点"),
    "3 件",
    "1-2次\n",
    " 5件",
    "5" * 25,
)


def value_of(text: str) -> Quantity:
    quantity = parse(text)
    assert quantity is not None, text
    assert str(quantity) == text
    return quantity


def dash_for_nothing(word: str) -> str:
    return "" if word == "-" else word


@pytest.mark.parametrize(("text", "value", "unit", "scale", "qualifiers"), GOLD_ROWS)
def test_every_indicator_of_the_two_sources_is_read(
    text: str, value: str, unit: str, scale: str, qualifiers: str
) -> None:
    quantity = value_of(text)
    wanted = tuple(map(Decimal, value.split("~")))
    assert quantity.value == (wanted if len(wanted) > 1 else wanted[0])
    assert quantity.unit == dash_for_nothing(unit)
    assert quantity.scale == dash_for_nothing(scale)
    assert ",".join(quantity.qualifiers) == dash_for_nothing(qualifiers)
    assert (quantity.kind is Kind.ZERO) == (unit == "-")


@pytest.mark.parametrize(("text", "value", "unit", "qualifiers"), NUMBER_ROWS)
def test_a_number_has_its_value_unit_and_qualifiers(
    text: str, value: str, unit: str, qualifiers: str
) -> None:
    quantity = value_of(text)
    assert quantity.kind is Kind.NUMBER
    assert quantity.value == Decimal(value)
    assert quantity.unit == dash_for_nothing(unit)
    assert ",".join(quantity.qualifiers) == dash_for_nothing(qualifiers)
    assert quantity.exact == (qualifiers == "-")


@pytest.mark.parametrize("text", RANGES)
def test_a_range_is_a_pair_with_the_low_end_first(text: str) -> None:
    low, high, unit = RANGES[text]
    quantity = value_of(text)
    assert quantity.kind is Kind.RANGE
    assert quantity.value == (Decimal(low), Decimal(high))
    assert quantity.unit == unit
    assert not quantity.exact


@pytest.mark.parametrize("text", FRACTIONS)
def test_a_fraction_stays_a_fraction(text: str) -> None:
    quantity = value_of(text)
    assert quantity.kind is Kind.FRACTION
    assert quantity.value == FRACTIONS[text]


def test_a_ratio_of_two_is_a_fraction_and_a_longer_one_its_terms() -> None:
    assert value_of("1:2").value == Fraction(1, 2)
    assert value_of("12∶30").value == Fraction(2, 5), "the ratio sign is no clock"
    assert value_of("1∶2∶3").value == (Decimal(1), Decimal(2), Decimal(3))
    assert value_of("4.5:35.5:60").kind is Kind.RATIO


@pytest.mark.parametrize("text", ["零发生", "零差错", "零燃放", "零增长", "零投诉", "零事故"])
def test_a_zero_word_is_the_value_zero(text: str) -> None:
    quantity = value_of(text)
    assert (quantity.kind, quantity.value, quantity.unit) == (Kind.ZERO, Decimal(0), "")
    assert quantity.exact


@pytest.mark.parametrize("text", NO_QUANTITIES)
def test_what_is_no_quantity_is_none(text: str) -> None:
    assert parse(text) is None


def test_decimals_count_the_digits_as_written() -> None:
    assert [value_of(t).decimals for t in ("96.50%", "5万", "１．２件", "1.5-2倍")] == [2, 0, 1, 1]


def test_negative_looks_at_the_low_end() -> None:
    assert all(value_of(text).negative for text in ("-6.2%", "-5～3℃"))
    assert not any(value_of(text).negative for text in ("6%", "-0%"))


def test_the_base_follows_the_ladder_of_the_unit() -> None:
    assert value_of("139.76万元").base() == (Decimal("1397600"), "元")
    assert value_of("1-2公里").base() == ((Decimal(1000), Decimal(2000)), "米")
    assert value_of("零发生").base() == (Decimal(0), "")


@pytest.mark.parametrize(
    ("text", "count", "separators"),
    [
        ("154处，9058平方米", 2, ("，",)),
        ("107次、210批次", 2, ("、",)),
        ("606户2059人", 2, ("",)),
        ("606户约2059人", 2, ("",)),
        ("4720人次、139.76万元", 2, ("、",)),
        ("3096人次, 1895家", 2, (", ",)),
        ("606户 2059人", 2, (" ",)),
        ("1,234件，5人；3～5户7人", 4, ("，", "；", "")),
        ("18735件", 1, ()),
        ("零发生", 1, ()),
    ],
)
def test_measures_and_separators_are_the_text(
    text: str, count: int, separators: tuple[str, ...]
) -> None:
    split = split_measures(text)
    assert split is not None
    assert len(split[0]) == count
    assert split[1] == separators
    assert joined(split) == text


@pytest.mark.parametrize(
    "text",
    words(
        "2016年12月31日 12月31日 1万2千人 3亿5000万元 100,1234件 154处, ，5人 5人-3人 "
        "606户共2059人 606，2059 零下6℃"
    ),
)
def test_what_is_not_several_measures_is_none(text: str) -> None:
    assert split_measures(text) is None


def joined(split: tuple[tuple[Quantity, ...], tuple[str, ...]]) -> str:
    measures, separators = split
    assert len(measures) == len(separators) + 1
    return "".join(f"{m}{s}" for m, s in zip(measures, (*separators, ""), strict=True))


@pytest.mark.parametrize(
    ("exact", "printed", "wanted"),
    [
        ("18735件", "18735件", True),
        ("18735件", "1.8万余件", True),
        ("18735件", "1.9万余件", False),
        ("28735件", "1.8万余件", False),
        ("18735件", "近1.9万件", True),
        ("18735件", "近1.8万件", False),
        ("18735件", "约1.9万件", True),
        ("18735件", "约1.5万件", False),
        ("18735件", "超1.8万", True),
        ("18735件", "1.87万件", True),
        ("18735件", "1.88万件", False),
        ("18735件", "18700件", False),
        ("18735件", "1.87万人", False),
        ("1397600元", "139.76万元", True),
        ("139.76万元", "近140万元", True),
        ("2公顷", "30亩", True),
        ("853件", "800余件", True),
        ("900件", "800余件", False),
        ("800件", "800余件", False),
        ("950人", "近千人", True),
        ("700人", "近千人", False),
        ("45家", "数十家", True),
        ("33.4%", "约三分之一", True),
        ("52%", "过半", True),
        ("2人", "1-2人", True),
        ("3人", "1-2人", False),
        ("99.97%", "100%", False),
        ("0.04%", "0%", False),
        ("100%", "100.0%", True),
        ("142.65%", "142.7%", True),
        ("-6.25%", "-6.3%", True),
        ("85300人次", "约8.5万余人次", True),
        ("30%", "30%以上", True),
        ("30%", "30%以下", True),
        ("1:2", "2:4", True),
    ],
)
def test_a_rounded_print_agrees_when_it_is_true(exact: str, printed: str, wanted: bool) -> None:
    assert agrees(value_of(exact), value_of(printed)) is wanted


def test_rounding_is_half_up_and_exact() -> None:
    assert round_half_up(Decimal("0.25"), 1) == Decimal("0.3")
    assert round_half_up(Decimal("-0.25"), 1) == Decimal("-0.3")
    assert round_half_up(Decimal("2.675"), 2) == Decimal("2.68")
    assert round_half_up(Fraction(1, 3), 3) == Decimal("0.333")
    assert round_half_up(Decimal(155), -1) == 160
    assert str(round_half_up(Decimal("99.96"), 1)) == "100.0"


@given(st.fractions(), st.integers(-3, 6))
def test_rounding_is_never_off_by_more_than_half_a_place(value: Fraction, places: int) -> None:
    assert abs(Fraction(round_half_up(value, places)) - value) * 2 <= Fraction(10) ** -places


def test_plain_notation_has_no_exponent_and_no_trailing_zero() -> None:
    shown = [format_decimal(Decimal(t)) for t in ("1E+3", "190.20", "0.00", "-0", "-1.50", "1E-7")]
    assert shown == ["1000", "190.2", "0", "0", "-1.5", "0.0000001"]


def law(text: str) -> None:
    quantity = parse(text)
    if quantity is not None:
        assert str(quantity) == text
        values = quantity.value if isinstance(quantity.value, tuple) else (quantity.value,)
        assert all(type(value) in (Decimal, Fraction) for value in values)
        assert quantity.unit in "%‰" or set(quantity.unit) <= set(text)
    split = split_measures(text)
    assert split is None or joined(split) == text
    assert quantity is None or split == ((quantity,), ())


BEFORE = st.sampled_from(["", "", "约", "近", "超过", "不少于", "约近", "≥", "上", "-", "＋"])
DIGITS = st.one_of(
    st.decimals(0, 10**9, places=2).map(str),
    st.integers(0, 10**12).map(str),
    st.integers(0, 10**9).map("{:,}".format),
    st.sampled_from(
        ["十", "两", "三四", "千", "百", "三百", "１２．５", "1/3", "1:2", "三分之一", "零"]
    ),
)
SCALE = st.sampled_from(["", "", "万", "亿", "万亿", "余", "余万", "万余", "千", "百万"])
UNIT = st.sampled_from(words("- 件 元 % 人次 千米 个百分点 微克/立方米 kW·h m² 个 年 月"))
AFTER = st.sampled_from(["", "", "以上", "左右", "多", "强", "之间"])
ONE = st.tuples(BEFORE, DIGITS, SCALE, UNIT.map(dash_for_nothing), AFTER).map("".join)
DASH = st.sampled_from([*"-–—－~～至到，、", ", ", "", "——"])
SURFACE = st.one_of(ONE, st.tuples(ONE, DASH, ONE).map("".join))


@given(SURFACE)
def test_what_people_might_write_prints_back(text: str) -> None:
    law(text)


@given(
    st.text(
        "0123456789０１,，.．-—～至百千万亿十两三零半余多约近上过左右%成个件元年月/:∶²½ ",
        max_size=10,
    )
)
def test_any_mixture_of_the_signs_prints_back(text: str) -> None:
    law(text)


@given(st.text())
def test_any_text_prints_back(text: str) -> None:
    law(text)


in_full = _reading._by_form  # what the grammar says of a text, form by form


RESTS = st.one_of(
    st.tuples(SCALE, UNIT.map(dash_for_nothing), AFTER).map("".join),
    st.text(
        "万亿千百十余多几来上下以内左右强弱个米年月份人次件%％²，.．,0２-至/每之 \n", max_size=5
    ),
    st.text(max_size=3),
)


@given(
    st.one_of(st.just(""), BEFORE, st.text("约近超过不少于第共-−+＞１.， \n", max_size=5)),
    st.one_of(DIGITS, st.sampled_from(["0", "10", "2016", "0.5", "05", "5."])),
    RESTS,
)
@example("", "5", "２件")
@example("", "105", "来人")
@example("", "100", "来人")
@example("", "1", ",234件")
@example("", "12", "年以上")
@example("近", "2000", "年")
@example("约", "0", "")
@example("-", "0", "件")
def test_what_stands_around_the_digits_reads_the_same_around_any(
    front: str, digits: str, rest: str
) -> None:
    assert parse(front + digits + rest) == in_full(front + digits + rest)


@given(SURFACE)
def test_the_short_way_is_the_way_of_the_grammar(text: str) -> None:
    assert parse(text) == in_full(text)


@given(
    st.decimals(0, 10**9, places=3),
    st.sampled_from(["", "万", "亿"]),
    st.text("人件次", min_size=1),
)
def test_a_plain_number_always_parses_with_its_exact_value(
    value: Decimal, scale: str, unit: str
) -> None:
    quantity = value_of(f"{value}{scale}{unit[:12]}")
    assert quantity.value == value * {"": 1, "万": 10**4, "亿": 10**8}[scale]


@pytest.mark.parametrize("text", ["约" * 3000, "5" * 3000, "5人" * 59, "余" * 3000, "十" * 3000])
def test_no_text_takes_long(text: str) -> None:
    start = time.process_time()
    law(text)
    assert time.process_time() - start < 0.5
