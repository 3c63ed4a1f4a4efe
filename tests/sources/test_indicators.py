"""Indicators: short and long forms, parts, units and statuses become the model's."""

from __future__ import annotations

import pytest

from zongjie.diagnostics import Diagnostic, Text
from zongjie.model import Direction, Indicator, Report, Status
from zongjie.model.quantity import split_measures
from zongjie.sources import figures
from zongjie.sources.report import load_text


def _report(text: str) -> Report:
    loaded = load_text(text)
    assert loaded.diagnostics == []
    assert loaded.report is not None
    return loaded.report


def _indicator(text: str) -> Indicator:
    body = "\n".join(f"    {line}" for line in text.split("\n"))
    found = _report(f"指标:\n  甲:\n{body}\n").indicator("甲")
    assert found is not None
    return found


def _codes(found: list[Diagnostic]) -> list[str]:
    return [d.code for d in found]


def _text(value: Text | None) -> str:
    assert value is not None
    return value.value


def test_no_word_that_is_asked_back_is_a_number() -> None:
    words = (*figures._NOTHING, *figures.STATUSES, "{{甲}}", "｛｛甲｝｝")
    assert [word for word in words if split_measures(word) is not None] == []


# ---- indicators ------------------------------------------------------------------


def test_the_short_form_is_the_long_form_with_a_figure_only() -> None:
    short = _report("指标:\n  甲: 154处，9058平方米\n").indicator("甲")
    long = _indicator("数值: 154处，9058平方米")
    assert short is not None
    assert short.values is not None
    assert long.values is not None
    assert str(short.values) == str(long.values) == "154处，9058平方米"
    assert [item.unit for item in short.values.items] == ["处", "平方米"]
    assert short.values.text.span().text == "154处，9058平方米"
    assert short.key.span().text == "甲"
    assert (short.status, long.status) == (Status.VERIFIED, Status.VERIFIED)


def test_every_key_of_an_indicator_is_read() -> None:
    found = _indicator(
        "数值: 18735件\n印作: 1.8万余件\n上年: 17021件\n目标: 17000件\n同比: 增长10.1%\n"
        "完成率: 110.2%\n方向: 越大越好\n状态: 初步数\n批次: 第五批\n名次: 全区第一\n"
        "科室: 服务办\n截至: 2016年11月底\n期间: 2016年1—11月\n口径: 区里认定\n释义: 指……\n"
        "来源: 月报\n公开: 否\n曾用名: 旧名\n小数位: ２\n备注: 受疫情影响"
    )
    measures = (found.values, found.print_as, found.previous, found.target, found.completion)
    assert [str(one) for one in measures] == [
        "18735件",
        "1.8万余件",
        "17021件",
        "17000件",
        "110.2%",
    ]
    assert (found.direction, found.status) == (Direction.MORE, Status.PROVISIONAL)
    assert (found.public, found.decimals) == (False, 2)
    assert found.change is not None
    assert found.as_of is not None
    assert found.as_of.month == 11
    texts = [
        *(found.change_text, found.batch, found.rank, found.department, found.period),
        *(found.definition, found.gloss, found.origin, found.note, *found.former_names),
    ]
    for text in texts:
        assert text is not None
        assert text.span().text == text.value


def test_former_names_are_one_or_several() -> None:
    assert [name.value for name in _indicator("数值: 1件\n曾用名: 乙").former_names] == ["乙"]
    several = _indicator("数值: 1件\n曾用名:\n  - 乙\n  - 丙")
    assert [name.value for name in several.former_names] == ["乙", "丙"]


def test_a_figure_may_refer_to_others() -> None:
    for text in ('甲: "{{合计（乙，丙）}}"', '甲:\n    数值: "{{合计（乙，丙）}}"'):
        found = _report(f"指标:\n  {text}\n").indicator("甲")
        assert found is not None
        assert found.values is None
        assert _text(found.formula) == "{{合计（乙，丙）}}"
        assert found.status is Status.VERIFIED


def test_parts_are_indicators_of_their_own() -> None:
    found = _indicator("数值: 42次\n其中:\n  企业: 30次\n  学校:\n    数值: 12次\n    上年: 10次")
    assert {name: str(part.values) for name, part in found.parts.items()} == {
        "企业": "30次",
        "学校": "12次",
    }
    assert str(found.parts["学校"].previous) == "10次"
    loaded = load_text("指标:\n  甲:\n    其中:\n      “企”业: 1次\n      企业: 2次\n")
    assert _codes(loaded.diagnostics) == ["ZJ117"]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("数值: 18735\n单位: 件", "18735件"),
        ("数值: 约8.5万余\n单位: 人次", "约8.5万余人次"),
        ("单位: 万元\n数值: 1234.5", "1234.5万元"),
        ("数值: 1234.5万元\n单位: 万元", "1234.5万元"),
        ("数值: 18735件\n单位: 件", "18735件"),
    ],
)
def test_a_unit_is_joined_to_a_bare_number(text: str, printed: str) -> None:
    values = _indicator(text).values
    assert values is not None
    assert str(values) == printed
    assert values.items[0].unit


def test_a_unit_holds_for_last_year_and_target_too() -> None:
    found = _indicator("数值: 120\n单位: 件\n上年: 100\n目标: 110件\n印作: 100余\n完成率: 109.1%")
    assert [str(one) for one in (found.previous, found.target, found.print_as)] == [
        *("100件", "110件", "100余件")
    ]
    assert str(found.completion) == "109.1%"


@pytest.mark.parametrize(
    "text",
    ["数值: 1234.5万元\n单位: 亿元", "数值: 3处，4平方米\n单位: 处", "数值: 零起\n单位: 件"],
)
def test_a_unit_that_contradicts_the_figure_is_reported(text: str) -> None:
    body = text.replace("\n", "\n    ")
    loaded = load_text(f"指标:\n  甲:\n    {body}\n")
    assert _codes(loaded.diagnostics) == ["ZJ115"]
    assert loaded.report is not None
    found = loaded.report.indicator("甲")
    assert found is not None
    assert found.broken


def test_a_zero_in_words_counts_in_any_unit() -> None:
    values = _indicator("数值: 零发生\n单位: 起\n上年: 3").values
    assert str(values) == "零发生"


@pytest.mark.parametrize(
    ("text", "code", "fixed"),
    [
        ("完成率: 142.7", "ZJ122", "142.7%"),
        ("完成率: 300家", "ZJ122", None),
        ("完成率: 3个百分点", "ZJ122", None),
        ("同比: 增长34", "ZJ123", "增长34%"),
        ("同比: -3.5", "ZJ123", "-3.5%"),
    ],
)
def test_a_rate_without_its_unit_is_an_error(text: str, code: str, fixed: str | None) -> None:
    loaded = load_text(f"指标:\n  甲:\n    数值: 90家\n    {text}\n")
    (found,) = loaded.diagnostics
    assert (found.code, found.fix.text if found.fix else None) == (code, fixed)


@pytest.mark.parametrize(
    "text",
    ["完成率: 九成", "完成率: 三分之二", "完成率: 百分百", "同比: 下降三分之一", "同比: 增长2倍"],
)
def test_a_rate_may_be_said_in_words(text: str) -> None:
    found = _indicator(text)
    assert found.completion or found.change


def test_a_formula_may_stand_in_full_width_braces_and_have_a_unit() -> None:
    found = _indicator("数值: ｛｛合计（乙，丙）｝｝\n单位: 件")
    assert (_text(found.formula), _text(found.unit)) == ("｛｛合计（乙，丙）｝｝", "件")


@pytest.mark.parametrize("status", [*Status])
def test_a_status_is_read(status: Status) -> None:
    assert _indicator(f"数值: 3件\n状态: {status.value}").status is status
    assert _indicator(f"状态: {status.value}").status is status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("数值:", Status.PENDING),
        ("科室: 服务办", Status.PENDING),
        ("数值:\n上年: 3件", Status.PENDING),
        ("数值:\n同比: 下降3%", Status.PENDING),
        ("同比: 下降3%", Status.VERIFIED),
        ("完成率: 95%", Status.VERIFIED),
        ("名次: 全区第一", Status.VERIFIED),
        ("数值: 3件", Status.VERIFIED),
    ],
)
def test_without_a_figure_it_is_pending(text: str, status: Status) -> None:
    assert _indicator(text).status is status


def test_an_empty_indicator_is_pending() -> None:
    for text in ("甲:", "甲: # 等服务办", "甲: {}"):
        found = _report(f"指标:\n  {text}\n").indicator("甲")
        assert found is not None
        assert found.status is Status.PENDING
        assert not found.has_figure
