"""图表: which indicators are drawn, in which unit, and what is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports import by_template, composed, document_of
from zongjie.document import COMPLETION, TWO_YEARS, Chart, Run, text_of
from zongjie.sources.report import load_text

HEAD = "单位名称: 街道\n年份: 2025\n章节:\n  - 标题: 章\n    事项:\n      - 正文: 话。\n"


def _charts(charts: str, indicators: str, head: str = HEAD) -> list[Chart]:
    rows = "".join(f"  {line}\n" for line in indicators.strip().split("\n"))
    loaded = load_text(f"{head}图表: {charts}\n指标:\n{rows}")
    return [one for one in document_of(loaded).blocks if isinstance(one, Chart)]


def _names(chart: Chart) -> list[str]:
    return [category.text for category in chart.categories]


def _years(*figures: str) -> str:
    pairs = (figure.split("/") for figure in figures)
    return "\n".join(f"数{at}: {{数值: {now}, 上年: {old}}}" for at, (now, old) in enumerate(pairs))


# ---- 图表: 是 ------------------------------------------------------------------------


def test_years_of_one_unit_stand_side_by_side() -> None:
    (chart,) = _charts("是", _years("30件/20件", "零发生/12.5件"))
    assert (chart.kind, chart.unit, _names(chart)) == (TWO_YEARS, "件", ["数0", "数1"])
    assert chart.series == (("2024年", ("20", "12.5")), ("2025年", ("30", "0")))
    assert text_of(chart.title) == "主要指标与上年比较"


def test_completions_leave_out_ceilings_and_what_is_vague() -> None:
    (chart,) = _charts(
        "是",
        """
甲: {数值: 31台, 目标: 40台}
乙: {完成率: 105%}
丙: {数值: 3件, 目标: 5件, 方向: 控制在以内}
丁: {完成率: 100%以上}
戊: {数值: 3件, 目标: 5件, 方向: 越小越好}
""",
    )
    assert (chart.kind, chart.unit) == (COMPLETION, "%")
    assert (_names(chart), chart.series[0].values) == (["甲", "乙"], ("77.5", "105"))


def test_the_unit_is_the_written_one_with_the_shortest_numbers() -> None:
    units = {
        _years("3.2亿元/2亿元", "5000万元/4000万元"): ("亿元", "0.5"),
        _years("3.2亿元/2亿元", "12345678元/4000万元"): ("万元", "1234.5678"),
        _years("18735件/17920件", "1.9万件/1.8万件"): ("件", "19000"),
        _years("3公里/2公里", "800米/900米"): ("公里", "0.8"),
        _years("15亩/14亩", "10000平方米/9000平方米"): ("亩", "15"),
    }
    for rows, (unit, value) in units.items():
        (chart,) = _charts("是", rows)
        assert chart.unit == unit
        assert value in chart.series[1].values


def test_a_unit_that_cannot_hold_every_number_is_not_taken() -> None:
    (chart,) = _charts("是", _years("1亩/1亩", "1000平方米/1000平方米"))
    assert (chart.unit, chart.series[1].values) == ("亩", ("1", "1.5"))


def test_bars_too_short_to_be_seen_are_left_out() -> None:
    (chart,) = _charts("是", _years("5000件/4000件", "90件/80件", "100件/70件", "1件/1件"))
    assert _names(chart) == ["数0", "数2"]
    (chart,) = _charts("是", _years("90000件/4件", "90件/80件", "100件/70件", "3件/2件"))
    assert _names(chart) == ["数1", "数2", "数3"]


def test_completions_that_dwarf_the_rest_are_left_out() -> None:
    few = "甲: {数值: 90户, 目标: 100户}\n乙: {数值: 95次, 目标: 100次}\n"
    for more in ("招商: {数值: 600万元, 目标: 10万元}", "丙: {数值: 1米, 目标: 100米}"):
        (chart,) = _charts("是", few + more)
        assert _names(chart) == ["甲", "乙"]
    (chart,) = _charts("是", few + "丙: {数值: 500米, 目标: 100米}")
    assert chart.series[0].values == ("90", "95", "500")


@pytest.mark.parametrize("name", ["甲|乙<b>*x*_y_", "信访量（初次）", "合计（乙，丙）", "乙.上年"])
def test_a_name_may_hold_what_a_reference_is_written_with(name: str) -> None:
    rows = _years("20件/18件", "12件/11件") + f"\n{name}: {{数值: 30件, 上年: 20件, 目标: 40件}}"
    charts = _charts("是", f"{rows}\n另: {{数值: 9场, 目标: 10场}}")
    assert [len(one.categories) for one in charts] == [3, 2]
    wishes = "[{比较: 两年, 指标: ['NAME', 'NAME.件']}, {比较: 完成率, 指标: ['NAME']}]"
    charts = _charts(wishes.replace("NAME", name), rows)
    assert [one.series[-1].values for one in charts] == [("30",), ("75",)]


def test_charts_of_one_title_say_their_units() -> None:
    rows = _years("30件/20件", "12件/11件", "3场/2场", "4场/5场") + "\n甲: {数值: 3场, 目标: 4场}"
    titles = [text_of(one.title) for one in _charts("是", f"{rows}\n乙: {{完成率: 90%}}")]
    assert titles == [
        *("图1　主要指标与上年比较（件）", "图2　主要指标与上年比较（场）"),
        "图3　主要指标完成率",
    ]
    wishes = "[{比较: 两年, 指标: [数0]}, {标题: 场次, 比较: 两年, 指标: [数2]}]"
    titles = [text_of(one.title) for one in _charts(wishes, rows)]
    assert titles == ["图1　主要指标与上年比较", "图2　场次"]


def test_at_most_three_charts_of_at_most_eight_bars() -> None:
    rows = [f"{unit}{at}: {{数值: 9{unit}, 上年: 8{unit}}}" for unit in "件场次" for at in range(9)]
    charts = _charts("是", "\n".join(rows))
    assert [(one.unit, len(one.categories)) for one in charts] == [("件", 8), ("场", 8), ("次", 8)]
    assert [text_of(one.title)[:3] for one in charts] == ["图1　", "图2　", "图3　"]
    rows += [f"率{at}: {{数值: 9个, 目标: 10个}}" for at in range(12)]
    charts = _charts("是", "\n".join(rows))
    assert [(one.unit, len(one.categories)) for one in charts] == [("件", 8), ("场", 8), ("%", 10)]


def test_what_is_not_known_or_not_public_is_not_drawn() -> None:
    rows = (
        _years(
            "30件/20件", "12件/11件", "待报/11件", "不适用/11件", "约8件/7件", "2处，3米/1处，2米"
        )
        + "\n密: {数值: 3件, 上年: 2件, 公开: 否}"
        + "\n无单位: {数值: 3, 上年: 2}\n也无: {数值: 3, 上年: 2}"
    )
    (chart,) = _charts("是", rows)
    assert _names(chart) == ["数0", "数1", "密"]
    public = composed(
        f"{HEAD}图表: 是\n指标:\n" + "".join(f"  {r}\n" for r in rows.split("\n")), public=True
    )
    assert "数1\t11\t12" in public.text
    assert "密" not in public.text


def test_a_period_is_compared_with_the_same_of_last_year() -> None:
    rows = _years("30件/20件", "12件/11件")
    (chart,) = _charts("是", rows, f"期间: 第三季度\n{HEAD}")
    assert text_of(chart.title) == "主要指标与上年同期比较"
    assert [one.name for one in chart.series] == ["上年同期", "本期"]
    (chart,) = _charts("是", rows, HEAD.replace("年份: 2025", "标题: 题"))
    assert [one.name for one in chart.series] == ["上年", "本年"]


def test_nothing_to_choose_is_told() -> None:
    outcome = composed(f"{HEAD}图表: 是\n指标:\n  甲: 3件\n")
    assert "ZJ542" in outcome.codes
    assert "主要指标图" not in outcome.text
    assert (
        composed(f"{HEAD}图表: 否\n指标:\n  甲: 3件\n").codes
        == composed(f"{HEAD}指标:\n  甲: 3件\n").codes
    )


# ---- one by one ----------------------------------------------------------------------


def test_a_chart_draws_what_is_named_in_that_order() -> None:
    rows = _years("30件/20件", "12件/11件", "2处，3米/1处，2米")
    rows += "\n全: {数值: 9件, 上年: 8件, 其中: {一: {数值: 4件, 上年: 3件}}}"
    charts = _charts(
        "[{标题: '共{{数1}}', 比较: 两年, 指标: [数1, 数0, 全.一]}, {比较: 两年, 指标: 数2.处}]",
        rows,
    )
    assert [text_of(one.title) for one in charts] == ["图1　共12件", "图2　主要指标与上年比较"]
    assert [_names(one) for one in charts] == [["数1", "数0", "全：一"], ["数2"]]
    assert [one.unit for one in charts] == ["件", "处"]
    assert charts[1].series[1].values == ("2",)


def test_an_indicator_is_drawn_once_however_it_is_named() -> None:
    (chart,) = _charts(
        "[{比较: 两年, 指标: [甲, 甲, 甲.件, 甲.数值]}]", "甲: {数值: 3件, 上年: 2件}"
    )
    assert _names(chart) == ["甲"]


def test_completions_of_several_measures_say_which() -> None:
    rows = "甲: {数值: '2处，3米', 目标: '1处，4米'}"
    (chart,) = _charts("[{比较: 完成率, 指标: [甲.处, 甲.米]}]", rows)
    assert (_names(chart), chart.series[0].values) == (["甲（处）", "甲（米）"], ("200", "75"))


def test_what_prose_rounds_is_drawn_exactly_and_may_not_contradict_it() -> None:
    text = f"{HEAD}图表: [{{比较: 两年, 指标: [甲]}}]\n指标:\n"
    text += "  甲: {数值: 18100件, 上年: 17000件, 印作: 1.8万余件}\n"
    text = text.replace("话。", "受理{{甲}}。")
    outcome = composed(text)
    assert "受理1.8万余件" in outcome.text
    assert outcome.text.endswith("甲\t17000\t18100\n")
    assert "ZJ207" not in outcome.codes
    assert "ZJ207" in composed(text.replace("1.8万余", "1.9万余")).codes


@pytest.mark.parametrize(
    "rows", ["乙: {数值: 待报, 上年: 2件}", "乙: {数值: '{{合计（丙）}}', 上年: 2件}\n  丙: 待报"]
)
def test_what_is_listed_and_still_to_come_is_in_no_final_text(rows: str) -> None:
    text = f"{HEAD}图表: [{{比较: 两年, 指标: [甲, 乙]}}]\n指标:\n"
    text += f"  甲: {{数值: 3件, 上年: 2件}}\n  丁: {{数值: 3件, 上年: 2件}}\n  {rows}\n"
    assert "ZJ209" not in composed(text).codes
    told = [one for one in composed(text, final=True).diagnostics if one.code == "ZJ209"]
    assert [one.span.text for one in told if one.span is not None] == ["乙"]
    chosen = text.replace("[{比较: 两年, 指标: [甲, 乙]}]", "是")
    assert composed(chosen, final=True).codes == composed(chosen).codes


def test_what_is_drawn_must_be_settled_in_a_final_text() -> None:
    text = f"{HEAD}图表: [{{比较: 两年, 指标: [甲]}}]\n指标:\n"
    text += "  甲: {数值: 3件, 上年: 2件, 状态: 初步数}\n"
    assert "ZJ209" not in composed(text).codes
    assert "ZJ209" in composed(text, final=True).codes


def test_a_category_says_where_it_is_from() -> None:
    (chart,) = _charts("[{比较: 完成率, 指标: [甲]}]", "甲: {数值: 3件, 目标: 4件}")
    (run,) = chart.categories
    assert isinstance(run, Run)
    assert run.value == "甲"
    assert run.origin is not None
    assert run.origin.span().text == "甲"


@pytest.mark.parametrize("public", [False, True])
def test_what_may_not_be_printed_is_left_out_without_a_word(public: bool) -> None:
    text = (
        f"{HEAD}图表: [{{比较: 两年, 指标: [甲, 乙, 丙]}}]\n指标:\n"
        "  甲: {数值: 3件, 上年: 2件}\n  乙: {数值: 3件, 上年: 2件, 公开: 否}\n"
        "  丙: {数值: 不适用, 上年: 2件}\n"
    )
    outcome = composed(text, public=public)
    assert outcome.text.endswith("甲\t2\t3\n" + ("" if public else "乙\t2\t3\n"))
    assert not [code for code in outcome.codes if code in ("ZJ308", "ZJ311", "ZJ542")]


# ---- templates -----------------------------------------------------------------------


def test_a_template_prints_charts_as_blocks(tmp_path: Path) -> None:
    yaml = "标题: 题\n图表: 是\n指标:\n" + "".join(
        f"  {row}\n" for row in _years("30件/20件", "12件/11件").split("\n")
    )
    loop = "前{% for 图 in 图表 %}{{ 图 }}{% endfor %}后"
    outcome = by_template(loop, tmp_path / "甲", yaml)
    assert outcome.text.split("\n")[:3] == ["前", "主要指标与上年比较", "指标（件）\t上年\t本年"]
    outcome = by_template("{% for 图 in 图表 %}{{ 图|string }}{% endfor %}", tmp_path / "乙", yaml)
    assert outcome.text == "主要指标与上年比较\n"
    outcome = by_template("# {{ 标题 }}", tmp_path / "丙", yaml)
    told = [one for one in outcome.diagnostics if "图表" in one.message]
    assert [one.span.text for one in told if one.span is not None] == ["是"], outcome.messages


def test_beside_an_original_text_there_are_no_charts() -> None:
    outcome = composed("图表: 是\n原文: |\n  原样\n指标:\n  甲: {数值: 3件, 上年: 2件}\n")
    assert "图表" in outcome.messages
