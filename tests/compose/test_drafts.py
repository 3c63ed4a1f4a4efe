"""Times, drafts, public texts: what a composed report may say, and what it tells instead."""

from __future__ import annotations

import pytest

from reports import composed, sentences_of
from zongjie.sources.report import load_text

HEAD = "单位名称: 示范街道\n年份: 2025\n"
DRAFT = f"{HEAD}指标:\n  走访企业:\n    数值: 300家次\n    截至: 2025年11月30日\n"


def _sentences(yaml: str) -> list[str]:
    return sentences_of(load_text(HEAD + yaml))


# ---- days and periods ---------------------------------------------------------------


def test_a_report_of_half_a_year_says_so_in_its_title_and_opening() -> None:
    text = composed(f"{HEAD}期间: 上半年\n指标: {{走访企业: 286家次}}\n").text
    assert text.startswith("示范街道2025年上半年工作总结\n2025年上半年，示范街道在上级")


def test_a_whole_year_is_no_period_of_it() -> None:
    text = composed(f"{HEAD}期间: 2025年\n指标: {{走访企业: 286家次}}\n").text
    assert text.startswith("示范街道2025年工作总结\n")
    assert "ZJ630" in composed(f"{HEAD}期间: 2024年\n指标: {{走访企业: 286家次}}\n").codes


@pytest.mark.parametrize(
    ("period", "as_of", "told"),
    [
        ("第四季度", "2025年9月30日", True),
        ("第三季度", "2025年9月30日", False),
        ("上半年", "2025年6月底", False),
        ("上半年", "2025年5月31日", True),
    ],
)
def test_a_period_ends_when_its_figures_do(period: str, as_of: str, *, told: bool) -> None:
    yaml = f"{HEAD}期间: {period}\n截至: {as_of}\n指标: {{走访企业: 286家次}}\n"
    assert ("ZJ631" in composed(yaml).codes) is told


def test_a_period_that_is_no_time_is_refused() -> None:
    yaml = "指标:\n  企业诉求:\n    数值: 30条\n    期间: 1.5万\n"
    assert "ZJ630" in composed(HEAD + yaml).codes


def test_a_paragraph_says_the_day_of_the_report_once() -> None:
    yaml = "截至: 2025年11月30日\n指标:\n  基层党组织: 260个\n  发展党员: 40名\n"
    assert _sentences(yaml) == ["截至11月底，街道党工委下辖基层党组织260个。发展党员40名。"]


def test_an_event_with_its_own_time_takes_no_day() -> None:
    yaml = "指标:\n  元旦春节帮困:\n    数值: 3120人次、186万元\n    截至: 2025年11月30日\n"
    assert all("截至" not in line for line in _sentences(yaml))


# ---- drafts ---------------------------------------------------------------------


def test_a_draft_is_no_final_text() -> None:
    assert composed(DRAFT).text.endswith("截至11月底，走访企业300家次。\n")
    assert "ZJ634" in composed(DRAFT, final=True).codes
    foreseen = composed(f"{DRAFT}    预计全年: 400家次\n", final=True).codes
    assert {"ZJ209", "ZJ210", "ZJ634"} & set(foreseen) == {"ZJ209"}


def test_a_forecast_of_another_unit_is_an_error() -> None:
    assert "ZJ204" in composed(f"{DRAFT}    预计全年: 400条\n").codes


@pytest.mark.parametrize(
    ("indicator", "said"),
    [
        ("新增违法建筑: {数值: 零增长, 下年目标: 零增长}", "新增违法建筑实现零增长"),
        ("主动发现案件占比: {数值: 60%, 下年目标: 65%}", "占受理总数的比例达到65%"),
    ],
)
def test_next_years_aims_are_said(indicator: str, said: str) -> None:
    assert said in composed(f"{HEAD}指标:\n  {indicator}\n").text.partition("2026年")[2]


def test_an_aim_of_another_unit_is_an_error() -> None:
    yaml = "指标:\n  热线市民满意率: {数值: 90%, 下年目标: 30台}\n"
    assert "ZJ603" in composed(HEAD + yaml).codes


# ---- public texts -----------------------------------------------------------------


def test_a_public_text_tells_what_it_withholds() -> None:
    outcome = composed(f"{HEAD}指标: {{信访事项: 320件次, 走访企业: 3家次}}\n", public=True)
    assert "信访" not in outcome.text
    assert "ZJ632" in outcome.codes
    assert "不公开，公开稿没有印：信访事项" in outcome.messages
    left = outcome.messages.partition("整章略去：")[2].partition("\n")[0]
    assert left
    assert "平安" not in left


def test_figures_in_the_problems_of_a_public_text_are_told() -> None:
    yaml = "指标: {走访企业: 3家次}\n存在问题:\n  条目: [有3个小区停工, 进度不快]\n"
    assert composed(HEAD + yaml, public=True).codes.count("ZJ633") == 1
    assert "ZJ633" not in composed(HEAD + yaml).codes


# ---- sentences that say nothing -------------------------------------------------------


def test_a_paragraph_of_a_sentence_that_says_nothing_goes_with_its_heading() -> None:
    yaml = (
        "开头: 做了{{章节数}}方面工作。\n指标: {走访企业: 待报, 口袋公园: 2座}\n章节:\n"
        '  - 标题: 一章\n    事项:\n      - {段首句: 头, 正文: "{{句（走访企业）}}"}\n'
        "  - 沿用: 其余\n"
    )
    text = composed(HEAD + yaml).text
    assert "一章" not in text
    assert "做了一方面工作。" in text
    assert "一、推进城市更新" in text


def test_measures_taken_without_a_figure_end_as_a_sentence() -> None:
    yaml = "指标: {公共停车泊位: 240个}\n事项: {加装电梯: {举措: 建立协调推进机制}}\n"
    assert "推进住宅加装电梯。建立协调推进机制。\n" in composed(HEAD + yaml).text


def test_names_with_a_full_width_comma_between_are_several() -> None:
    yaml = (
        "指标: {走访企业: 10家次, 企业诉求: 3条}\n章节:\n  - 标题: 章\n    事项:\n"
        "      - 所用指标: [走访企业，企业诉求]\n"
    )
    assert composed(HEAD + yaml).text.endswith("全年走访企业10家次，收集诉求3条。\n")
    wrong = composed(HEAD + yaml.replace("走访企业，企业", "走访企业，企业们"))
    (found,) = [d for d in wrong.diagnostics if d.code == "ZJ301"]
    assert found.span is not None
    assert found.span.text == "企业们诉求"


# ---- problems -----------------------------------------------------------------------


def test_each_cause_stays_with_its_own_figure() -> None:
    lifts = (
        "  加装电梯竣工: {数值: 31台, 目标: 40台, 原因: 管线迁移慢}\n"
        "  加装电梯签约: {数值: 20台, 目标: 40台}\n"
    )
    yaml = f"指标:\n{lifts}存在问题: {{采用: [加装电梯竣工, 加装电梯签约]}}\n"
    assert (
        "加装电梯竣工31台，完成年度目标的77.5%，管线迁移慢；"
        "加装电梯签约20台，完成年度目标的50%，推进力度需要进一步加大。"
        in composed(HEAD + yaml).text
    )


def test_one_finding_is_said_once() -> None:
    rates = "  热线实际解决率: {数值: 80%, 上年: 82%}\n  热线市民满意率: {数值: 70%, 上年: 82%}\n"
    yaml = (
        f"指标:\n{rates}存在问题:\n"
        '  条目: ["{{问题（热线实际解决率）}}"]\n  采用: [热线市民满意率]\n'
    )
    text = composed(HEAD + yaml).text
    assert text.count("群众诉求解决质量有待提高") == 1
    assert "二是“12345”热线工单市民满意率70%，比上年下降12个百分点" in text


def test_crimes_where_there_were_none_are_a_problem() -> None:
    yaml = "指标:\n  入室盗窃案件: {数值: 3起, 上年: 0起}\n存在问题: {采用: [入室盗窃案件]}\n"
    assert "入室盗窃案件3起，上年为0起，" in composed(HEAD + yaml).text


def test_a_sum_over_the_years_does_not_shrink() -> None:
    yaml = "指标:\n  加装电梯累计运行: {数值: 18台, 上年: 22台}\n"
    assert "ZJ215" in composed(HEAD + yaml).codes
