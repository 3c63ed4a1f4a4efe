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
    assert "ZJ802" in composed(f"{HEAD}期间: 2024年\n指标: {{走访企业: 286家次}}\n").codes


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
    assert ("ZJ803" in composed(yaml).codes) is told


def test_a_period_that_is_no_time_is_refused() -> None:
    yaml = "指标:\n  企业诉求:\n    数值: 30条\n    期间: 1.5万\n"
    assert "ZJ802" in composed(HEAD + yaml).codes


def test_a_paragraph_says_the_day_of_the_report_once() -> None:
    yaml = "截至: 2025年11月30日\n指标:\n  基层党组织: 260个\n  发展党员: 40名\n"
    assert _sentences(yaml) == ["截至11月底，街道党工委下辖基层党组织260个。发展党员40名。"]


def test_an_event_with_its_own_time_takes_no_day() -> None:
    yaml = "指标:\n  元旦春节帮困:\n    数值: 3120人次、186万元\n    截至: 2025年11月30日\n"
    assert all("截至" not in line for line in _sentences(yaml))


# ---- drafts ---------------------------------------------------------------------


def test_a_draft_is_no_final_text() -> None:
    assert composed(DRAFT).text.endswith("截至11月底，走访企业300家次。\n")
    assert "ZJ804" in composed(DRAFT, final=True).codes
    foreseen = composed(f"{DRAFT}    预计全年: 400家次\n", final=True).codes
    assert {"ZJ209", "ZJ210", "ZJ804"} & set(foreseen) == {"ZJ804"}


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
    assert "ZJ807" in outcome.codes
    assert "不公开，公开稿没有印：信访事项" in outcome.messages
    left = outcome.messages.partition("整章略去：")[2].partition("\n")[0]
    assert left
    assert "平安" not in left


def test_figures_in_the_problems_of_a_public_text_are_told() -> None:
    yaml = "指标: {走访企业: 3家次}\n存在问题:\n  条目: [有3个小区停工, 进度不快]\n"
    assert composed(HEAD + yaml, public=True).codes.count("ZJ808") == 1
    assert "ZJ808" not in composed(HEAD + yaml).codes


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


@pytest.mark.parametrize(
    ("indicator", "said"),
    [
        ("登记失业人员: {数值: 1900人, 下年目标: 不超过1900人}", "控制在1900人以内"),
        ("生产安全亡人事故: {数值: 0起, 下年目标: 0起}", "：不发生生产安全亡人事故。"),
        ("社区工作者: {数值: 120名, 下年目标: 130名}", "：社区工作者达到130名。"),
    ],
)
def test_aims_are_said_as_aims(indicator: str, said: str) -> None:
    assert said in composed(f"{HEAD}指标:\n  {indicator}\n").text.partition("2026年")[2]


LIFTS = "  加装电梯竣工: {{数值: {}, 目标: 40台}}\n存在问题: {{采用: [加装电梯竣工]}}\n"


def test_each_measure_that_misses_its_target_is_said() -> None:
    yaml = (
        "指标:\n  拆除违法建筑: {数值: 89处、1000平方米, 目标: 90处、4000平方米}\n"
        "存在问题: {采用: [拆除违法建筑]}\n"
    )
    said = "拆除处数完成年度目标的98.9%，拆除面积完成年度目标的25%，拆除整治"
    assert said in composed(HEAD + yaml).text


def test_a_target_of_which_nothing_is_done_has_no_percentage() -> None:
    text = composed(f"{HEAD}指标:\n{LIFTS.format('0台')}").text
    assert "加装电梯竣工40台的年度目标尚未完成，" in text
    assert "0%" not in text


def test_a_ceiling_that_broke_is_a_problem() -> None:
    yaml = "指标:\n  制发文件: {数值: 148件, 目标: 140件}\n存在问题: {采用: [制发文件]}\n"
    assert "制发文件148件，超过140件的年度控制目标，" in composed(HEAD + yaml).text


def test_the_public_is_told_of_a_rise_as_a_rise() -> None:
    yaml = (
        "指标:\n  投诉件数: {数值: 120件, 上年: 100件, 方向: 越小越好}\n"
        "存在问题: {采用: [投诉件数]}\n"
    )
    assert "投诉件数有所上升，" in composed(HEAD + yaml, public=True).text


@pytest.mark.parametrize("problems", ["标题: 存在问题, 过渡语: 存在以下问题：", "标题: 存在问题"])
def test_problems_without_an_entry_are_left_out(problems: str) -> None:
    outcome = composed(f"{HEAD}指标: {{走访企业: 3家次}}\n存在问题: {{{problems}}}\n")
    assert "问题" not in outcome.text
    assert "ZJ121" in outcome.codes


def test_a_transition_is_ended_before_its_entries() -> None:
    yaml = f"指标:\n{LIFTS.format('31台')}".replace("{采用", "{过渡语: 有以下不足, 采用")
    assert "有以下不足：一是" in composed(HEAD + yaml).text


def test_several_problems_in_one_entry_are_parted_as_sentences() -> None:
    yaml = (
        "指标:\n  加装电梯竣工: {数值: 31台, 目标: 40台}\n"
        "  属地税收: {数值: 27.19亿元, 上年: 28.2亿元}\n"
        '存在问题:\n  条目: ["{{问题（加装电梯竣工，属地税收）}}"]\n'
    )
    assert "进一步加大。稳存量" in composed(HEAD + yaml).text


# ---- what cannot be, what is said twice ---------------------------------------------------


@pytest.mark.parametrize(
    ("value", "change", "wrong"),
    [
        ("300家次", "下降120%", True),
        ("300家次", "下降90%", False),
        ("300家次", "增长250%", False),
        ("30家次", "增加40家次", True),
        ("30家次", "增加4家次", False),
    ],
)
def test_a_stated_change_leaves_last_year_above_nothing(
    value: str, change: str, *, wrong: bool
) -> None:
    yaml = f"指标:\n  走访企业: {{数值: {value}, 同比: {change}}}\n"
    assert ("ZJ216" in composed(HEAD + yaml).codes) is wrong


def test_points_of_a_rate_leave_last_year_above_nothing() -> None:
    yaml = "指标:\n  热线市民满意率: {数值: 90%, 同比: 提高95个百分点}\n"
    assert "ZJ216" in composed(HEAD + yaml).codes


def test_a_figure_that_does_not_apply_is_told() -> None:
    yaml = "指标: {人才服务: {数值: 30人次, 状态: 不适用}, 走访企业: 3家次}\n"
    assert "ZJ217" in composed(HEAD + yaml).codes


def test_a_figure_only_foreseen_is_told() -> None:
    yaml = "指标: {走访企业: {数值: 100家次, 状态: 预计数}}\n"
    assert composed(HEAD + yaml).codes.count("ZJ806") == 1


def test_an_opening_of_staffs_own_says_the_day() -> None:
    yaml = "截至: 2025年11月30日\n开头: {}\n指标: {{属地税收: 20亿元}}\n"
    assert "ZJ805" in composed(HEAD + yaml.format("现将工作总结如下。")).codes
    assert "ZJ805" not in composed(HEAD + yaml.format("截至11月底，情况如下。")).codes


def test_what_staff_and_the_outline_both_say_is_told() -> None:
    yaml = (
        "指标: {安全生产检查: 9家次}\n章节:\n  - 沿用: 平安\n  - 标题: 章\n    事项:\n"
        '      - 正文: "{{句（安全生产检查）}}"\n'
    )
    (found,) = [d for d in composed(HEAD + yaml).diagnostics if d.code == "ZJ635"]
    assert found.span is not None
    assert found.span.text == "安全生产检查"
    assert "ZJ635" not in composed(f"{HEAD}事项: {{安全生产: {{略去: 是}}}}\n{yaml}").codes


def test_a_paragraph_of_too_many_figures_is_told() -> None:
    names = ["走访企业", "企业诉求", "惠企政策宣讲", "人才服务", "新引进企业", "加装电梯签约"]
    names += ["口袋公园", "公共停车泊位", "文化活动"]
    units = ["家次", "条", "场", "人次", "家", "台", "座", "个", "场"]
    rows = "".join(f"  {name}: 9{unit}\n" for name, unit in zip(names, units, strict=True))
    said = "".join(f"{{{{句（{name}）}}}}" for name in names)
    yaml = f'指标:\n{rows}章节:\n  - 标题: 章\n    事项:\n      - 正文: "{said}"\n'
    assert "ZJ637" in composed(HEAD + yaml).codes
    assert "ZJ637" not in composed(HEAD + yaml.replace("{{句（文化活动）}}", "")).codes


def test_a_list_whose_last_names_say_nothing_ends_once() -> None:
    yaml = (
        "指标: {走访企业: 3家次, 企业诉求: 3条, 惠企政策宣讲: 3场, 人才服务: 3人次,"
        " 应急演练: 待报}\n"
        "章节:\n  - 标题: 章\n    事项:\n"
        "      - 所用指标: [走访企业, 企业诉求, 惠企政策宣讲, 人才服务, 应急演练]\n"
    )
    assert "。。" not in composed(HEAD + yaml).text


def test_a_chapter_without_a_figure_still_tells_what_was_given() -> None:
    yaml = "指标: {居委会: 25个}\n章节: [{沿用: 文化}]\n"
    assert "ZJ629" in composed(HEAD + yaml).codes


def test_a_period_takes_the_dash_of_spans() -> None:
    assert "1—9月走访企业" in composed(f"{HEAD}期间: 1-9月\n指标: {{走访企业: 3家次}}\n").text


def test_a_chapter_may_say_the_title() -> None:
    yaml = "标题: 题\n章节:\n  - 标题: 章\n    事项: [{正文: '《{{标题}}》如下。'}]\n"
    outcome = composed(yaml)
    assert (outcome.text, outcome.codes) == ("题\n一、章\n《题》如下。\n", [])
    assert "ZJ314" in composed("标题: 甲{{标题}}\n开头: 乙。\n").codes
