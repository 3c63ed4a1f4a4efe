"""Reports as rows: every figure exact, under the catalogue's name, and nothing lost."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import random_reports
from observed import only, read_back, rows_of, standard
from zongjie import load
from zongjie.model import Kind, Measures
from zongjie.model.quantity import round_half_up
from zongjie.model.units import Exact
from zongjie.observations.cells import PLACES
from zongjie.observations.observing import observed
from zongjie.observations.records import Observation

EXAMPLES = Path(__file__).parents[2] / "examples"


# ---- laws ------------------------------------------------------------------------


def _holds(row: Observation, value: Exact | tuple[Exact, ...]) -> None:
    assert read_back(row.exact) == value
    if isinstance(value, Decimal):
        assert Decimal(row.number) == value
    elif isinstance(value, Fraction):
        assert _is_rounded(row.number, value)
    else:
        assert row.number == ""


def _is_rounded(number: str, value: Fraction) -> bool:
    """Whether a number is a value to its last place: the sixth, or the fifteenth digit."""
    whole, _, places = number.lstrip("-").partition(".")
    last = min(PLACES, max(0, 15 - len(whole)))
    return Decimal(number) == round_half_up(value, last) and len(places) <= last


def _check(rows: list[Observation], values: Measures | None) -> None:
    shown = [row for row in rows if row.exact]
    items = values.items if values is not None else ()
    assert len(shown) == len(items)
    for row, item in zip(shown, items, strict=True):
        value, unit = item.base()
        _holds(row, value)
        assert item.kind is Kind.ZERO or row.unit == unit
        assert row.qualifiers == "、".join(item.qualifiers)


@pytest.mark.parametrize("name", ["ganquan-2016", "changbai-2020", "shifan-2025"])
def test_every_value_of_the_examples_comes_back(name: str) -> None:
    report = load(EXAMPLES / name).report
    assert report is not None
    rows, found = observed(report, standard())
    assert found == []
    for indicator in report.indicators.values():
        if indicator.formula is None and indicator.values is not None:
            mine = [r for r in rows if r.written_name == indicator.name and not r.part]
            _check(mine, indicator.values)


def test_every_value_of_random_reports_comes_back(tmp_path: Path) -> None:
    outline = standard()
    for path in random_reports.write(tmp_path, 40):
        report = load(path).report
        assert report is not None
        rows, found = observed(report, outline)
        assert found == []
        assert len({row.indicator for row in rows}) == len(report.indicators)
        for indicator in report.indicators.values():
            mine = [row for row in rows if row.indicator == indicator.name]
            assert sum(bool(row.exact) for row in mine) == len(indicator.values.items)  # type: ignore[union-attr]
            for row, item in zip(mine, indicator.values.items, strict=False):  # type: ignore[union-attr]
                _holds(row, item.base()[0])


_DIGITS = st.decimals(0, 10**15, allow_nan=False, allow_infinity=False, places=4)
_UNITS = st.sampled_from(
    ["件", "万元", "亿元", "亩", "公里", "公斤", "万人次", "%", "个百分点", "小时"]
)
_WORDS = st.sampled_from(["", "约", "近", "超"])


@given(_DIGITS, _UNITS, _WORDS)
def test_any_number_comes_back(digits: Decimal, unit: str, word: str) -> None:
    row = only(f"甲: {word}{digits:f}{unit}")
    read = Measures.read(f"{word}{digits:f}{unit}", None)  # type: ignore[arg-type]
    assert read is not None
    _check([row], read)
    assert row.written == row.printed == f"{word}{digits:f}{unit}"


@given(st.lists(st.integers(1, 10**6), min_size=2, max_size=2, unique=True), _UNITS)
def test_any_range_has_both_ends(ends: list[int], unit: str) -> None:
    low, high = sorted(ends)
    row = only(f"甲: {low}—{high}{unit}")
    read = Measures.read(f"{low}—{high}{unit}", None)  # type: ignore[arg-type]
    assert read is not None
    (first, last), base = read.items[0].base()
    assert (row.number, row.unit) == ("", base)
    assert read_back(row.exact) == (first, last)
    for cell, end in ((row.low, first), (row.high, last)):
        assert _is_rounded(cell, end) if isinstance(end, Fraction) else Decimal(cell) == end


# ---- one by one --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "number", "exact", "unit", "qualifiers"),
    [
        ("29万元", "290000", "290000", "元", ""),
        ("3.5亩", "2333.333333", "7000÷3", "平方米", ""),
        ("三分之一", "0.333333", "1÷3", "", ""),
        ("1105万亩", "7366666666.66667", "22100000000÷3", "平方米", ""),
        ("2：1", "2", "2", "", ""),
        ("3：2：1", "", "3：2：1", "", ""),
        ("约8.5万余人次", "85000", "85000", "人次", "约、余"),
        ("零发生", "0", "0", "", ""),
        ("-1.50%", "-1.5", "-1.5", "%", ""),
        (
            "123456789012345678901234件",
            "123456789012345678901234",
            "123456789012345678901234",
            "件",
            "",
        ),
    ],
)
def test_a_figure_as_cells(
    written: str, number: str, exact: str, unit: str, qualifiers: str
) -> None:
    row = only(f'甲: "{written}"')
    assert (row.number, row.exact, row.unit) == (number, exact, unit)
    assert (row.qualifiers, row.written) == (qualifiers, written)


def test_the_catalogue_names_what_was_written_under_an_alias() -> None:
    row = only("党员总数: 90人", outline=standard())
    entry = standard().entry("党员总数")
    assert entry is not None
    assert entry.name != "党员总数"
    assert (row.indicator, row.written_name) == (entry.name, "党员总数")
    assert row.department == (entry.department.value if entry.department else "")


def test_words_for_one_unit_are_one_and_a_bare_number_takes_it() -> None:
    outline = standard()
    entry = outline.entry("党员总数")
    assert entry is not None
    assert entry.units == ("名=人",)
    rows = [only(f"党员总数: {text}", outline=outline) for text in ("90人", "90名", "90")]
    assert len({row.unit for row in rows}) == 1
    assert [row.written for row in rows] == ["90人", "90名", "90"]


def test_what_is_counted_otherwise_is_not_the_catalogues() -> None:
    row = only("党员总数: 90万元", outline=standard())
    assert (row.indicator, row.unit) == ("党员总数", "元")


def test_two_names_of_one_entry_are_an_error() -> None:
    entry = standard().entry("党员总数")
    assert entry is not None
    _, found = rows_of(f"{entry.name}: 90名\n党员总数: 91名", outline=standard())
    assert [d.code for d in found] == ["ZJ117"]


def test_rows_stand_in_the_order_of_the_catalogue_then_as_written() -> None:
    names = list(dict.fromkeys(entry.name for entry in standard().entries.values()))[:3]
    text = f"自拟: 1件\n{names[2]}: 待报\n{names[0]}: 待报\n又一项: 2件"
    rows, _ = rows_of(text, outline=standard())
    assert [row.indicator for row in rows] == [names[0], names[2], "自拟", "又一项"]


def test_several_measures_are_rows_and_keep_their_partners() -> None:
    rows, found = rows_of(
        "拆违:\n  数值: 70处、4552平方米\n  上年: 60处、5000平方米\n"
        "  目标: 50处、1公顷\n  印作: 70处、4500余平方米"
    )
    assert found == []
    first, second = rows
    assert (first.measure, first.number, first.previous, first.target) == ("处数", "70", "60", "50")
    assert (second.measure, second.unit, second.target) == ("面积", "平方米", "10000")
    assert (second.printed, second.written) == ("4500余平方米", "4552平方米")
    assert (first.change, first.change_number, first.change_unit) == ("增长16.7%", "16.7", "%")
    assert (second.change_number, second.change_basis) == ("-9", "计算")
    assert (first.completion, first.completion_basis) == ("140", "计算")


def test_two_figures_of_one_ladder_and_partners_in_another_unit_are_not_lost() -> None:
    rows, _ = rows_of("路: 3公里，500米")
    assert [(row.number, row.unit) for row in rows] == [("3000", "米"), ("500", "米")]
    assert [row.printed for row in rows] == ["3公里", "500米"]
    rows, _ = rows_of("路:\n  数值: 3公里，500米\n  印作: 近3公里，约500米")
    assert [row.printed for row in rows] == ["近3公里", "约500米"]
    rows, _ = rows_of("甲:\n  数值: 3件\n  上年: 8人")
    assert [(row.number, row.previous, row.unit) for row in rows] == [
        ("3", "", "件"),
        ("", "8", "人"),
    ]


def test_zero_in_words_stands_beside_the_unit_of_last_year() -> None:
    row = only("火灾:\n  数值: 零发生\n  上年: 3起")
    assert (row.number, row.unit, row.previous) == ("0", "起", "3")


def test_stated_and_computed_rates() -> None:
    row = only("信访:\n  同比: 下降34%\n  完成率: 142.70%")
    assert (row.number, row.change, row.change_number) == ("", "下降34%", "-34")
    assert (row.change_basis, row.completion, row.completion_basis) == ("填报", "142.7", "填报")
    row = only("率:\n  数值: 96.5%\n  上年: 95%")
    assert (row.change, row.change_number, row.change_unit) == (
        "提高1.5个百分点",
        "1.5",
        "百分点",
    )
    row = only("甲:\n  数值: 18件\n  上年: 15件")  # a small base gives the difference
    assert (row.change, row.change_number, row.change_unit) == ("增加3件", "3", "件")
    row = only("甲:\n  数值: 约18件\n  上年: 15件\n  目标: 10件")
    assert (row.change, row.completion) == ("", "")
    row = only("伤亡:\n  数值: 3人\n  目标: 5人\n  方向: 控制在以内")
    assert (row.target, row.completion) == ("5", "")
    row = only("甲:\n  数值: 15件\n  上年: 15件")
    assert (row.change, row.change_number, row.change_unit) == ("持平", "0", "")


@pytest.mark.parametrize("status", ["待报", "缺报", "不适用"])
def test_what_is_not_printed_has_no_number_but_what_was_typed(status: str) -> None:
    row = only(f"甲:\n  数值: 3件\n  上年: 2件\n  状态: {status}")
    assert (row.number, row.exact, row.printed, row.change) == ("", "", "", "")
    assert (row.written, row.previous, row.status) == ("3件", "2", status)
    assert only(f"甲: {status}").status == status


def test_formulas_are_computed_as_the_report_prints_them() -> None:
    rows, found = rows_of(
        '甲: 3件\n乙: 4件\n丙: "{{合计（甲，乙）}}"\n丁: 待报\n戊: "{{合计（甲，丁）}}"'
    )
    assert found == []
    third, last = rows[2], rows[4]
    assert (third.number, third.printed, third.written) == ("7", "7件", "{{合计（甲，乙）}}")
    assert (last.number, last.status) == ("", "待报")
    _, found = rows_of('甲: "{{没有}}件"')
    assert [d.code for d in found] == ["ZJ301"]


def test_parts_name_their_whole_and_inherit_what_it_says() -> None:
    rows, _ = rows_of(
        "检查:\n  数值: 42次\n  科室: 平安办\n  截至: 2025-11-30\n  口径: 按次\n  来源: 台账\n"
        "  其中:\n    企业:\n      数值: 30次\n"
        "      其中:\n        外资: 10次\n    学校:\n      数值: 12次\n      科室: 教办"
    )
    assert [(row.indicator, row.part, row.number) for row in rows] == [
        ("检查", "", "42"),
        ("检查", "企业", "30"),
        ("检查", "企业／外资", "10"),
        ("检查", "学校", "12"),
    ]
    assert [row.department for row in rows] == ["平安办", "平安办", "平安办", "教办"]
    assert {(row.as_of, row.definition, row.origin) for row in rows} == {
        ("2025-11-30", "按次", "台账")
    }


def test_a_public_table_has_nothing_that_is_not_public() -> None:
    text = (
        "甲:\n  数值: 3件\n  口径: 内部说法\n乙:\n  数值: 4件\n  公开: 否\n"
        "丙:\n  数值: 9件\n  其中:\n    子:\n      数值: 4件\n      公开: 否\n    丑: 5件"
    )
    rows, found = rows_of(text, public=True)
    assert found == []
    assert [(row.indicator, row.part) for row in rows] == [("甲", ""), ("丙", ""), ("丙", "丑")]
    assert {row.definition for row in rows} == {""}
    assert "否" in {row.public for row in rows_of(text)[0]}
    _, found = rows_of('甲:\n  数值: 3件\n  公开: 否\n乙: "{{甲}}"', public=True)
    assert len(found) == 1


def test_a_catalogue_that_closes_an_indicator_closes_it_here() -> None:
    rows, _ = rows_of("信访量: 30件", outline=standard(), public=True)
    assert rows == []


def test_days_and_periods() -> None:
    assert only("甲:\n  数值: 3件\n  截至: 11月底").as_of == "2025-11-30"
    assert only("甲:\n  数值: 3件\n  截至: 2月29日").as_of == "2025-02-28"
    assert only("甲: 3件").period == "全年"
    rows, _ = rows_of("甲:\n  数值: 3件\n  期间: 上半年\n乙: 2件", head="期间: 第三季度\n")
    assert [row.period for row in rows] == ["上半年", "第三季度"]


def test_nothing_that_a_screen_would_obey_reaches_a_cell() -> None:
    row = only('"甲\\x1b[31m\\u202e乙":\n  数值: 3件\n  口径: |\n    第一行\n    第二行')
    assert (row.indicator, row.definition) == ("甲\N{REPLACEMENT CHARACTER}[31m乙", "第一行第二行")
