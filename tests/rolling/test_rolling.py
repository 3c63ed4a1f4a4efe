"""A report rolled on: its figures become last year's, its files keep their look."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.random_reports import entries, random_report

from zongjie import check, load, next_year, render
from zongjie.compose.known import values_of
from zongjie.diagnostics import Diagnostic, has_errors
from zongjie.model import Indicator, Report, Status
from zongjie.rolling import Rolled, roll
from zongjie.rolling.checklist import checklist
from zongjie.sources.report import Loaded, load_text

ROOT = Path(__file__).parents[2]
CATALOGUE = entries()
HEAD = "单位名称: 示范街道\n年份: 2020\n"


def rolled(text: str, year: int = 2021, base: int | None = None) -> Rolled:
    done, faults = _roll(text, year, base)
    assert done is not None, [fault.message for fault in faults]
    return done


def _roll(text: str, year: int, base: int | None = None) -> tuple[Rolled | None, list[Diagnostic]]:
    loaded = load_text(text)
    assert loaded.report is not None, [found.message for found in loaded.diagnostics]
    return roll(loaded, ("报告.yaml",), year, values_of, base)


def text_of(done: Rolled) -> str:
    return done.loaded.sources[0].text


def indicators(text: str) -> str:
    """Return the indicators of a report with these, a year later."""
    rows = "".join(f"  {row}\n" if row else "\n" for row in text.splitlines())
    head, _, after = text_of(rolled(f"{HEAD}指标:\n{rows}")).partition("指标:\n")
    assert head == HEAD.replace("2020", "2021")
    return "".join(row[2:] for row in after.splitlines(keepends=True))


def codes(done: Rolled) -> list[tuple[str, str]]:
    return [(d.code, d.span.text if d.span else "") for d in done.findings]


# ---- indicators -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("受理: 18735件   # 网格中心\n", "受理:   # 网格中心\n  数值:\n  上年: 18735件\n"),
        ("拆违: 154处，9058平方米\n", "拆违:\n  数值:\n  上年: 154处，9058平方米\n"),
        ("接待: 约8.5万余人次\n", "接待:\n  数值:\n  上年: 约8.5万余人次\n"),
        ("事故: 零发生\n", "事故:\n  数值:\n  上年: 零发生\n"),
        ("走访: 待报\n", "走访:\n  数值:\n  上年:\n"),
        ("走访:\n", "走访:\n  数值:\n  上年:\n"),
        ("电梯: 不适用\n", "电梯: 不适用\n"),
        ("走访: {数值: 9家, 上年: 8家}\n", "走访: {数值: , 上年: 9家}\n"),
        (
            "走访:\n  数值: 18735\n  单位: 件\n  印作: 1.8万余件\n  上年: 1件\n",
            "走访:\n  数值:\n  单位: 件\n  印作:\n  上年: 18735件\n",
        ),
        (
            "走访:\n  值: 9家   # 注\n  去年: 8家\n  任务数: 7家\n",
            "走访:\n  值:   # 注\n  去年: 9家\n  任务数:\n",
        ),
        (
            "电梯:\n  数值: 31台\n  下年目标: 45\n",
            "电梯:\n  数值:\n  上年: 31台\n  目标: 45台\n  下年目标:\n",
        ),
        (
            "信访:\n  同比: 下降34%\n  公开: 否\n",
            "信访:\n  同比:\n  数值:\n  上年:\n  公开: 否\n",
        ),
        (
            "任务:\n  数值: 9家\n  完成率: 90%\n  名次: 第一\n  批次: 第五批\n  状态: 已核实\n"
            "  备注: 补登\n  原因: 停工\n  预计全年: 12家\n  口径: 区里认定\n  列入问题: 是\n",
            "任务:\n  数值:\n  上年: 9家\n  完成率:\n  名次:\n  批次:\n  状态:\n"
            "  备注:\n  原因:\n  预计全年:\n  口径: 区里认定\n  列入问题:\n",
        ),
        (
            "单位:\n  数值: 10家\n  其中:\n    企业: 3家\n    个体: {数值: 7家}\n",
            "单位:\n  数值:\n  上年: 10家\n  其中:\n    企业:\n      数值:\n      上年: 3家\n"
            "    个体: {数值: , 上年: 7家}\n",
        ),
        (
            "甲: 3件\n和: '{{甲}}'\n差:\n  数值: '{{甲}}'   # 算\n",
            "甲:\n  数值:\n  上年: 3件\n和:\n  数值: '{{甲}}'\n  上年: 3件\n"
            "差:\n  数值: '{{甲}}'   # 算\n  上年: 3件\n",
        ),
        ("电梯:\n  状态: 不适用\n  上年: 3台\n", "电梯:\n  状态: 不适用\n  上年:\n"),
        ("荣誉:\n  名次: 全区第一\n", "荣誉:\n  名次:\n"),
        (
            "值守:\n  数值: 9名\n  截至: 2020年11月30日\n  期间: 2020年2月—3月\n",
            "值守:\n  数值:\n  上年: 9名\n  截至: 2021年11月30日\n  期间:\n",
        ),
        ("值守:\n  数值: 9名\n  期间: 1—9月\n", "值守:\n  数值:\n  上年: 9名\n  期间: 1—9月\n"),
    ],
)
def test_a_figure_becomes_last_years(before: str, after: str) -> None:
    assert indicators(before) == after


def test_what_nobody_knows_of_last_year_is_asked_for() -> None:
    done = rolled(
        f"{HEAD}指标:\n  信访: {{同比: 下降34%}}\n  任务: {{完成率: 90%}}\n  走访: 缺报\n"
        "  率: '{{走访}}'\n  电梯: 9台\n"
    )
    asked = {d.span.text: d.message for d in done.findings if d.code == "ZJ847" and d.span}
    assert asked == {
        "信访": "“信访”只知道同比“下降34%”，没有数，“上年”空着",
        "任务": "“任务”只知道完成率90%，没有数，“上年”空着",
        "走访": "“走访”去年没有报数，“上年”空着",
        "率": "“率”是公式，去年的数算不出来，“上年”空着",
    }


def test_a_figure_that_is_not_final_is_told() -> None:
    done = rolled(
        f"{HEAD}截至: 2020年11月30日\n指标:\n  走访: 9家\n"
        "  电梯: {数值: 3台, 状态: 初步数, 截至: 2020年12月31日}\n"
        "  年底: {数值: 3台, 截至: 2020年12月31日}\n  次年: {数值: 3台, 截至: 2021年3月5日}\n"
    )
    told = [d.message for d in done.findings if d.code == "ZJ851"]
    assert told == [
        "“走访”的“上年”填了9家，只算到2020年11月30日",
        "“电梯”的“上年”填了3台，是初步数",
    ]


def test_the_figures_of_a_quarter_are_whole() -> None:
    done = rolled(f"{HEAD}期间: 第三季度\n截至: 2020年9月30日\n指标:\n  走访: 9家\n")
    assert "ZJ851" not in [code for code, _ in codes(done)]


def test_what_is_emptied_is_told_with_the_next_one() -> None:
    done = rolled(
        f"{HEAD}指标:\n  选房: {{数值: 9户, 批次: 第五批, 备注: 补登}}\n  连续创建: 七年\n"
        "  值守: {数值: 1名, 期间: 2020年8月—2021年1月}\n"
    )
    told = {d.span.text: d.message for d in done.findings if d.code == "ZJ848" and d.span}
    assert told == {
        "批次": "“选房”的“批次”清空了，去年写的是“第五批”（→“第六批”？）",
        "备注": "“选房”的“备注”清空了，去年写的是“补登”",
        "连续创建": "“连续创建”的“数值”清空了，去年写的是“七年”（→“八年”？）",
        "期间": "“值守”的“期间”清空了，去年写的是“2020年8月—2021年1月”（→“2021年8月—2022年1月”？）",
    }


def test_a_number_in_a_name_is_no_figure_and_an_ordinal_is_told() -> None:
    done = rolled(f"{HEAD}指标:\n  走访2: 9家\n  65岁以上老人: 3名\n  第三批社区: 2个\n")
    assert [place for code, place in codes(done) if code < "ZJ847"] == ["第三批"]


def test_what_the_report_says_of_itself_is_told_without_a_name() -> None:
    done = rolled(f"{HEAD}成文日期: 2021年1月12日\n指标:\n  走访: 9家\n")
    told = [d.message for d in done.findings if d.code == "ZJ848"]
    assert told == ["“成文日期”清空了，去年写的是“2021年1月12日”"]


def test_an_aim_and_a_rate_of_no_aim_are_told_as_emptied() -> None:
    done = rolled(
        f"{HEAD}指标:\n  选房: {{数值: 9户, 目标: 10户, 完成率: 90%}}\n"
        "  税收: {数值: 3亿元, 完成率: 103.5%}\n  招商: {完成率: 98%}\n"
        "  就业: {数值: 5人, 目标: 4人, 下年目标: 6人}\n"
    )
    assert [d.message for d in done.findings if d.code in ("ZJ847", "ZJ848")] == [
        "“选房”的“目标”清空了，去年写的是“10户”",
        "“税收”的“完成率”清空了，去年写的是“103.5%”",
        "“招商”只知道完成率98%，没有数，“上年”空着",
    ]


# ---- what stands round the text ---------------------------------------------------------


def test_the_reports_own_year_moves_and_that_is_told() -> None:
    done = rolled(
        "年份: ２０２０年   # 注\n标题: 2020年总结和2021年计划\n标题分行:\n"
        "  - 示范街道2020年\n  - 工作总结\n"
        "副标题: （二〇二〇年）\n截至: 2020年12月31日\n成文日期: 2021年1月12日\n"
        "检查:\n  ZJ618: 照录\n存在问题:\n  条目:\n    - 短板\n"
        "  采用:   # 点过的\n    - 电梯\n  不用: 走访\n"
    )
    assert text_of(done) == (
        "年份: ２０２１年   # 注\n标题: 2021年总结和2022年计划\n标题分行:\n"
        "  - 示范街道2021年\n  - 工作总结\n"
        "副标题: （二〇二一年）\n截至: 2021年12月31日\n成文日期:\n"
        "检查:\n  ZJ618: 照录\n存在问题:\n  条目:\n    - 短板\n  采用:   # 点过的\n  不用:\n"
    )
    assert codes(done) == [
        *(("ZJ849", key) for key in ("年份", "标题", "示范街道2021年", "副标题", "截至")),
        *(("ZJ848", "成文日期"), ("ZJ850", "ZJ618"), ("ZJ848", "采用"), ("ZJ848", "不用")),
    ]


def test_a_report_without_a_year_has_the_one_of_its_title_or_of_the_command() -> None:
    assert text_of(rolled("标题: 2020年总结\n")) == "标题: 2021年总结\n"
    assert text_of(rolled("标题: 工作总结\n截至: 2020年12月\n", base=2020)).endswith("2021年12月\n")
    for text, code in (("标题: 总结\n", "ZJ852"), ("标题: 2020年到2021年\n", "ZJ852")):
        done, faults = _roll(text, 2021)
        assert done is None
        assert [fault.code for fault in faults] == [code]


def test_two_words_about_the_year_are_refused() -> None:
    assert rolled(HEAD, base=2020).years.old == 2020
    done, faults = _roll(HEAD, 2021, base=2019)
    assert done is None
    assert [fault.code for fault in faults] == ["ZJ856"]


@pytest.mark.parametrize(
    ("year", "fix"), [(2020, "写 --to 2021"), (2019, "写 --to 2021"), (2022, "先滚到2021年")]
)
def test_only_the_next_year_is_taken(year: int, fix: str) -> None:
    done, faults = _roll(HEAD, year)
    assert done is None
    assert [fault.code for fault in faults] == ["ZJ853"]
    assert faults[0].hint.startswith(fix)


# ---- prose ------------------------------------------------------------------------------


PROSE = f"""\
{HEAD}标题: 2020年工作总结
开头: |
  2020年是不平凡的一年，去年3月5日完成12户、33万人次。
  第八批和连续七年。今年{{{{受理}}}}。
指标:
  第三届运动会: 3件
  受理:
    数值: 3件
    来源: 2020年年报
章节:
  - 标题: 2020年工作
    事项:
      - 段首句: 一
        原文: |
          2020年{{{{年份}}}}
脚注:
  词: 2020年的{{{{受理}}}}
"""


def test_prose_is_kept_and_each_sentence_is_listed_once_for_a_kind() -> None:
    done = rolled(PROSE)
    start = PROSE.index("开头")
    assert text_of(done)[: PROSE.index("指标")] == PROSE[: PROSE.index("指标")].replace(
        "年份: 2020", "年份: 2021"
    ).replace("标题: 2020年工作总结", "标题: 2021年工作总结", 1)
    found = [(code, place) for code, place in codes(done) if code < "ZJ847"]
    assert start
    assert found == [
        *(("ZJ841", "2020年"), ("ZJ842", "去年"), ("ZJ843", "3月5日"), ("ZJ846", "12户、33万人次")),
        *(("ZJ844", "第八批"), ("ZJ845", "连续七年"), ("ZJ842", "今年")),
        *(("ZJ844", "第三届"), ("ZJ841", "2020年"), ("ZJ841", "2020年"), ("ZJ841", "2020年")),
        ("ZJ841", "2020年"),
    ]
    messages = [d.message for d in done.findings if d.code == "ZJ841"]
    assert [message.endswith("{{年份}}年”？）") for message in messages] == [
        *(True, False, True, False, True),
    ]


# ---- laws ---------------------------------------------------------------------------------


def _figures(report: Report) -> dict[str, Indicator]:
    found: dict[str, Indicator] = {}
    todo = [("", indicator) for indicator in report.indicators.values()]
    while todo:
        path, indicator = todo.pop()
        found[path + indicator.name] = indicator
        todo += [(f"{path}{indicator.name}/", part) for part in indicator.parts.values()]
    return found


def _holds(before: Loaded, after: Loaded) -> None:
    assert before.report is not None
    assert after.report is not None
    old, new = _figures(before.report), _figures(after.report)
    values = values_of(before.report)
    assert list(old) == list(new)
    for name, indicator in old.items():
        was, now = values(indicator), new[name]
        assert now.values is None
        assert now.change is None
        assert str(now.formula and now.formula.value) == str(
            indicator.formula and indicator.formula.value
        )
        if indicator.status is Status.NOT_APPLICABLE:
            assert now.status is Status.NOT_APPLICABLE
        elif was is None:
            assert now.previous is None
        else:
            assert now.previous is not None
            assert now.previous.items == was.items


@settings(max_examples=60)
@given(st.integers(0, 10**9), st.sampled_from(("\n", "\r\n")))
def test_each_figure_of_a_random_report_is_found_again_as_last_years(seed: int, end: str) -> None:
    text = random_report(CATALOGUE, random.Random(seed)).replace("\n", end)
    done = rolled(text, 2026)
    _holds(load_text(text), done.loaded)
    assert len(done.wanted) == len(load_text(text).report.indicators)  # type: ignore[union-attr]
    assert not has_errors(check(done.loaded).diagnostics)
    assert text_of(done).count(end) == text_of(done).count("\n")
    again = rolled(text_of(done), 2027)
    assert again.loaded.report is not None
    assert all(one.previous is None for one in again.loaded.report.indicators.values())


EXAMPLES = {
    "ganquan-2016": 2017,
    "changbai-2020": 2021,
    "shifan-2025": 2026,
    "shifan-2025-q3": 2026,
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_rolls_on_and_on(name: str, tmp_path: Path) -> None:
    source, year = ROOT / "examples" / name, EXAMPLES[name]
    outcome = next_year(source, year, tmp_path / "新")
    assert outcome.ok
    _holds(load(source), load(tmp_path / "新"))
    rendered = render(load(tmp_path / "新"), "txt", "docx")
    assert rendered.ok
    assert ("【待补" in rendered.outputs["txt"].decode()) == (
        name in ("ganquan-2016", "changbai-2020")
    )
    assert next_year(tmp_path / "新", year + 1, tmp_path / "再").ok
    assert not has_errors(check(load(tmp_path / "再")).diagnostics)


@pytest.mark.parametrize("name", EXAMPLES)
def test_comments_and_layout_of_an_example_stay(name: str) -> None:
    outcome = next_year(ROOT / "examples" / name, EXAMPLES[name])
    for place, data in outcome.files.items():
        if not place.endswith(".yaml"):
            continue
        before = (ROOT / "examples" / name / place).read_text(encoding="utf-8")
        after = data.decode()
        assert re.findall("#.*|^$", after, re.MULTILINE) == re.findall(
            "#.*|^$", before, re.MULTILINE
        )
        keys = re.findall("^ *(?:- )?[^ #:\n]+:", before, re.MULTILINE)
        left = iter(re.findall("^ *(?:- )?[^ #:\n]+:", after, re.MULTILINE))
        assert all(key in left for key in keys)  # in the same order, with new ones between


# ---- the list -------------------------------------------------------------------------------


def test_the_list_says_what_to_do_in_an_offices_words() -> None:
    text = checklist([rolled(PROSE)], Path())
    assert text.startswith("待核清单：2020年的报告滚动到2021年\r\n")
    assert "一、文字里说着去年的（" in text
    assert "　□ 第5行　“去年”是去年写的，指的不是同一年了\r\n" in text
    assert text.count("　　　　2020年是不平凡的一年，去年3月5日完成12户、33万人次。\r\n") == 2
    assert "　□ “年份”从“2020”改成了“2021”：报告.yaml 第2行\r\n" in text
    assert text.endswith("　□ 没有写科室的：第三届运动会（上年3件）、受理（上年3件）\r\n")
    assert "\n" not in text.replace("\r\n", "")


def test_the_figures_wanted_are_named_with_what_they_are_part_of() -> None:
    unit = "单位: {数值: 10家, 科室: 商务办, 其中: {企业: 3家}}"
    text = f"{HEAD}指标:\n  {unit}\n  和: '{{{{单位}}}}'\n"
    assert [tuple(one) for one in rolled(text).wanted] == [
        ("商务办", "单位", "10家"),
        ("", "单位（企业）", "3家"),
    ]


def test_the_list_of_several_reports_says_whose_a_figure_is() -> None:
    other = PROSE.replace("示范街道", "东街道")
    text = checklist([rolled(PROSE), rolled(other)], Path())
    assert "　□ 示范街道　没有写科室的：第三届运动会" in text
    assert "　□ 东街道　没有写科室的：第三届运动会" in text
