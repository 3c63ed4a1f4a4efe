"""The outline in a report: what is left out, what staff change, and problems from data."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports import SECTIONS, by_template, composed, sentences_of
from zongjie import load
from zongjie.sources.report import load_text

HEAD = "单位名称: 示范街道\n年份: 2025\n"
SAFETY = """\
指标:
  安全生产检查: 2860家次
  安全隐患: 742处
  走访企业: 1120家次
  居民自治项目: 52个
"""
TITLES = {
    "营商": "优化营商环境，服务企业发展",
    "平安": "防范化解风险，守牢安全底线",
    "自治": "深化自治共治，激发社区活力",
}


def _lines(yaml: str, **options: bool) -> list[str]:
    outcome = composed(HEAD + yaml, **options)
    assert outcome.text, outcome.messages
    return outcome.text.rstrip("\n").split("\n")


# ---- what is missing is left out ----------------------------------------------------


def test_indicators_alone_make_a_report() -> None:
    assert _lines(SAFETY) == [
        "示范街道2025年工作总结",
        "2025年，示范街道在上级党委、政府的领导下，围绕年度目标任务，统筹推进营商服务、平安建设、"
        "基层治理等工作，主要做了以下三方面工作。",
        f"一、{TITLES['营商']}",
        "完善企业服务机制。全年走访企业1120家次。",
        f"二、{TITLES['平安']}",
        "压实安全生产责任。全年检查生产经营单位2860家次，发现安全隐患742处。",
        f"三、{TITLES['自治']}",
        "推进居民自治共治。全年实施居民自治项目52个。",
    ]


def test_the_count_and_the_numbers_follow_what_is_left() -> None:
    lines = _lines(SAFETY.replace("  走访企业: 1120家次\n", ""))
    assert "主要做了以下两方面工作。" in lines[1]
    assert lines[2] == f"一、{TITLES['平安']}"


def test_a_list_of_what_was_left_out_comes_with_the_text() -> None:
    outcome = composed(HEAD + SAFETY)
    assert outcome.codes == ["ZJ609", "ZJ610"]
    assert "整章略去：党建、管理、服务、文化、自身" in outcome.messages
    assert "略去的事项：安商稳商、" in outcome.messages
    assert "没有给：企业诉求、" in outcome.messages


# ---- mixing -----------------------------------------------------------------------


def test_chapters_are_chosen_and_ordered_by_the_report() -> None:
    own = "  - 标题: 自己的一章\n    事项:\n      - 段首句: 头\n        正文: 尾\n"
    chapters = f"章节:\n  - 沿用: 自治\n{own}  - 沿用: 平安\n    标题: 自己的标题\n"
    lines = _lines(SAFETY + chapters)
    assert [line for line in lines if line[1:2] == "、"] == [
        f"一、{TITLES['自治']}",
        "二、自己的一章",
        "三、自己的标题",
    ]
    assert "头。尾" in lines


def test_the_rest_are_the_chapters_not_named() -> None:
    lines = _lines(SAFETY + "章节:\n  - 沿用: 平安\n  - 沿用: 其余\n")
    assert [line[2:] for line in lines if line[1:2] == "、"] == [
        TITLES["平安"],
        TITLES["营商"],
        TITLES["自治"],
    ]


def test_own_items_stand_behind_those_of_the_outline() -> None:
    chapters = "章节:\n  - 沿用: 平安\n    事项:\n      - 段首句: 补一段\n        正文: 话\n"
    assert _lines(SAFETY + chapters)[-1] == "补一段。话"


@pytest.mark.parametrize(
    ("change", "printed"),
    [
        (
            "举措: 严格落实属地管理责任。",
            "压实安全生产责任。严格落实属地管理责任。全年检查生产经营单位2860家次，发现安全隐患742处。",
        ),
        ("正文: 自己写{{安全隐患}}。", "压实安全生产责任。自己写742处。"),
        ("段首句: 换一句", "换一句。全年检查生产经营单位2860家次，发现安全隐患742处。"),
        (
            "所用指标:\n      - 安全隐患",
            "压实安全生产责任。全年发现安全隐患742处。",
        ),
        ("原文: 一个字也不动", "一个字也不动"),
        (
            "举措: 全年常抓不懈。",
            "压实安全生产责任。全年常抓不懈。检查生产经营单位2860家次，发现安全隐患742处。",
        ),
    ],
)
def test_staff_change_one_topic(change: str, printed: str) -> None:
    lines = _lines(f"{SAFETY}事项:\n  安全生产:\n    {change}\n")
    assert printed in lines
    assert "推进居民自治共治。全年实施居民自治项目52个。" in lines


def test_a_topic_is_left_out_on_request_and_its_chapter_with_it() -> None:
    lines = _lines(f"{SAFETY}事项:\n  安全生产:\n    略去: 是\n")
    assert not any(TITLES["平安"] in line for line in lines)


def test_a_topic_that_is_not_public_is_left_out_for_the_public() -> None:
    lines = _lines(f"{SAFETY}事项:\n  安全生产:\n    公开: 否\n", public=True)
    assert not any("安全" in line for line in lines[2:])


SHORT_TWO = "指标:\n  属地税收:\n    数值: 2亿元\n    上年: 3亿元\n"


def test_chapters_stand_inside_parts_too() -> None:
    parts = "章节:\n  - 标题: 工作总结\n    章节:\n      - 沿用: 平安\n      - 沿用: 其余\n"
    headings = [line for line in _lines(SAFETY + parts) if line.startswith(("一、", "（"))]
    assert headings == [
        "一、工作总结",
        f"（一）{TITLES['平安']}",
        f"（二）{TITLES['营商']}",
        f"（三）{TITLES['自治']}",
    ]


def test_a_chapter_is_printed_once() -> None:
    outcome = composed(f"{HEAD}{SAFETY}章节:\n  - 沿用: 平安\n  - 沿用: 平安\n")
    assert "ZJ103" in outcome.codes


def test_a_name_of_the_catalogue_without_a_figure_drops_its_clause() -> None:
    yaml = f'{SAFETY}{OWN}"{{{{句（安全隐患，应急演练）}}}}"\n'
    outcome = composed(HEAD + yaml)
    assert "头。全年发现安全隐患742处。" in outcome.text
    assert outcome.codes == ["ZJ610"]


def test_the_nearest_name_of_the_catalogue_is_offered() -> None:
    outcome = composed(f'{HEAD}{SAFETY}{OWN}"{{{{句（应急演炼）}}}}"\n')
    assert outcome.codes == ["ZJ301"]
    assert "应急演练" in outcome.diagnostics[0].hint


def test_more_than_four_indicators_make_two_sentences_in_prose_too() -> None:
    names = "，".join(f"{n}检查" for n in "甲乙丙丁戊")
    given = "".join(f"  {n}检查: 30次\n" for n in "甲乙丙丁戊")
    yaml = f'指标:\n{given}{OWN}"{{{{句（{names}）}}}}，再说。"\n'
    assert _lines(yaml)[-1] == (
        "头。全年开展甲检查30次，开展乙检查30次，开展丙检查30次，开展丁检查30次。"
        "开展戊检查30次，再说。"
    )


def test_a_department_writes_its_own_measures(tmp_path: Path) -> None:
    (tmp_path / "report.yaml").write_text(HEAD + "指标:\n  走访企业: 3家次\n", encoding="utf-8")
    (tmp_path / "indicators").mkdir()
    (tmp_path / "indicators" / "safety.yaml").write_text(
        "科室: 社区平安办\n指标:\n  安全隐患: 7处\n事项:\n  安全生产:\n    举措: 常抓不懈。\n",
        encoding="utf-8",
    )
    assert sentences_of(load(tmp_path))[-1] == "常抓不懈。全年发现安全隐患7处。"


# ---- a part of a year ----------------------------------------------------------------


def test_a_report_up_to_a_day_says_so_once_at_its_head_and_where_a_paragraph_opens() -> None:
    lines = _lines("截至: 2025年11月30日\n指标:\n  加装电梯竣工: 31台\n  走访企业: 3家次\n")
    assert "等工作，截至11月底，主要做了以下两方面工作。" in lines[1]
    assert lines[3] == "完善企业服务机制。截至11月底，走访企业3家次。"
    assert lines[5] == "推进住宅加装电梯。加装电梯竣工31台。"


def test_a_figure_up_to_a_day_of_its_own_says_so_in_every_sentence() -> None:
    yaml = "指标:\n  加装电梯竣工:\n    数值: 31台\n    截至: 2025年11月30日\n"
    assert _lines(yaml)[-1] == "推进住宅加装电梯。截至11月底，加装电梯竣工31台。"


OWN = "章节:\n  - 标题: 章\n    事项:\n      - 段首句: 头\n        正文: "


@pytest.mark.parametrize(
    ("body", "printed"),
    [
        (
            "先说。{{句（安全生产检查，安全隐患）}}",
            "先说。全年检查生产经营单位2860家次，发现安全隐患742处。",
        ),
        ("{{句（安全生产检查）}}，再说。", "全年检查生产经营单位2860家次，再说。"),
        ("全年{{句（安全生产检查）}}。", "全年检查生产经营单位2860家次。"),
        ("截至年底，{{句(安全隐患)}}后话。", "截至年底，发现安全隐患742处。后话。"),
        ("{{句（ 走访企业 ，安全隐患 ）}}", "全年走访企业1120家次，发现安全隐患742处。"),
    ],
)
def test_a_composed_sentence_inside_prose(body: str, printed: str) -> None:
    assert _lines(f'{SAFETY}{OWN}"{body}"\n')[-1] == f"头。{printed}"


def test_a_name_that_is_none_is_told_inside_a_composed_sentence() -> None:
    outcome = composed(f'{HEAD}{SAFETY}{OWN}"{{{{句（安全检察）}}}}"\n')
    assert outcome.codes == ["ZJ301"]
    assert "安全检察" in outcome.messages


def test_more_than_eight_indicators_go_to_the_annex() -> None:
    names = [f"第{n}检查" for n in "一二三四五六七八九"]
    given = "".join(f"  {name}: 30次\n" for name in names)
    used = "".join(f"          - {name}\n" for name in names)
    item = f"章节:\n  - 标题: 章\n    事项:\n      - 段首句: 头\n        所用指标:\n{used}"
    outcome = composed(f"{HEAD}指标:\n{given}{item}")
    assert outcome.codes == ["ZJ611"]
    body = next(line for line in outcome.text.split("\n") if line.startswith("头"))
    assert body.count("检查") == 8
    assert body.count("。") == 3
    table = outcome.text[outcome.text.index("主要指标") :]
    assert "第九检查" in table
    assert "第八检查" not in table


def test_a_final_text_foresees_nothing() -> None:
    yaml = "指标:\n  走访企业:\n    数值: 9家次\n    截至: 2025年11月30日\n    预计全年: 12家次\n"
    assert "预计全年达到12家次" in composed(HEAD + yaml).text
    outcome = composed(HEAD + yaml, final=True)
    assert (outcome.text, "ZJ804" in outcome.codes) == ("", True)


@pytest.mark.parametrize(
    ("yaml", "code"),
    [
        ("指标:\n  安全检查: 9家次\n  安全生产检查: 8家次\n", "ZJ117"),
        (
            "指标:\n  走访企业:\n    数值: '{{没有}}'\n    目标: 9家次\n"
            "存在问题:\n  采用: 走访企业\n",
            "ZJ301",
        ),
        ("指标:\n  拆除违法建筑:\n    数值: 9处、8平方米\n    目标: 4000\n", "ZJ204"),
        ("指标:\n  走访企业:\n    数值: 9家次\n    其中:\n      甲: 5件\n", "ZJ204"),
        ("指标:\n  走访企业:\n    数值: 9家次\n    同比: 增加12家\n", "ZJ204"),
        ("指标:\n  走访企业:\n    数值: 9家次\n    句式: '，走访{数}'\n", "ZJ124"),
        ("指标:\n  走访企业: 9家次\n章节:\n  - 沿用: 其余\n  - 沿用: 其余\n", "ZJ103"),
        (
            "指标:\n  走访企业: 9家次\n章节:\n  - 沿用: 营商\n事项:\n  安全生产:\n    正文: 话\n",
            "ZJ121",
        ),
        ("指标:\n  走访企业: 9家次\n事项:\n  企业服务:\n    略去: 是\n    正文: 话\n", "ZJ121"),
        (f"{SHORT_TWO}存在问题:\n  采用:\n    - 属地税收\n    - 属地税收\n", "ZJ121"),
        (f"{SHORT_TWO}存在问题:\n  采用: 属地税收\n  不用: 属地税收\n", "ZJ121"),
        (
            "指标:\n  甲数:\n    数值: 3起\n    上年: 零发生\n"
            "章节:\n  - 标题: 章\n    事项:\n      - 所用指标: 甲数\n",
            "ZJ312",
        ),
        ("指标:\n  走访企业:\n    数值: 9家次\n    预计全年: 12家次\n", "ZJ121"),
        (
            "指标:\n  走访企业:\n    数值: 9家次\n    截至: 2025年6月30日\n    预计全年: 5家次\n",
            "ZJ215",
        ),
    ],
)
def test_what_cannot_be_right_is_told(yaml: str, code: str) -> None:
    assert code in composed(HEAD + yaml).codes


@pytest.mark.parametrize("word", ["待报", "缺报", "不适用"])
def test_a_status_may_stand_where_the_figure_will(word: str) -> None:
    given = f"指标:\n  走访企业: 9家次\n  企业诉求: {word}\n  惠企政策宣讲:\n    数值: {word}\n"
    stated = given.replace(f"企业诉求: {word}", f"企业诉求:\n    状态: {word}")
    stated = stated.replace(f"数值: {word}", f"状态: {word}")
    short, long = composed(HEAD + given), composed(HEAD + stated)
    assert (short.text, short.codes) == (long.text, long.codes)
    assert "走访企业9家次。" in short.text


def test_a_text_of_its_own_is_not_blamed_for_the_catalogue() -> None:
    outcome = composed(f"{HEAD}指标:\n  新增公共绿地: 5件\n原文: |\n  文\n")
    assert (outcome.text, outcome.codes) == ("文\n", [])


def test_the_catalogue_says_what_stays_inside_everywhere() -> None:
    inside = "指标:\n  信访事项:\n    数值: 326件次\n    下年目标: 300件次\n  走访企业: 5家次\n"
    prose = "章节:\n  - 标题: 章\n    事项:\n      - 段首句: 头\n        正文: 受理{{信访事项}}。\n"
    assert composed(HEAD + inside + prose, public=True).codes == ["ZJ311"]
    lines = _lines(f"{inside}附表: 是\n", public=True)
    assert not any("信访" in line or "326" in line for line in lines)


def test_measures_of_staff_end_their_sentence() -> None:
    lines = _lines(f"{SAFETY}事项:\n  安全生产:\n    举措: 常抓不懈，\n")
    assert "压实安全生产责任。常抓不懈。全年检查生产经营单位2860家次，发现安全隐患742处。" in lines


def test_one_chapter_is_not_counted() -> None:
    lines = _lines("指标:\n  走访企业: 5家次\n")
    assert lines[1].endswith("围绕年度目标任务，推进营商服务工作，主要情况如下。")


# ---- public ------------------------------------------------------------------------


def test_what_the_catalogue_keeps_inside_is_not_in_the_public_text() -> None:
    yaml = "指标:\n  信访事项: 326件次\n  信访事项及时受理率: 100%\n"
    assert any("326" in line for line in _lines(yaml))
    assert not any("326" in line for line in _lines(yaml, public=True))
    opened = yaml.replace("信访事项: 326件次", "信访事项:\n    数值: 326件次\n    公开: 是")
    assert any("326" in line for line in _lines(opened, public=True))


def test_a_problem_that_is_not_public_is_told_the_public_without_its_figure() -> None:
    yaml = "指标:\n  信访事项:\n    数值: 326件次\n    上年: 300件次\n  走访企业: 3家次\n"
    lines = _lines(f"{yaml}存在问题:\n  采用: 信访事项\n", public=True)
    assert [line for line in lines if "一是" in line]
    assert not any("326" in line or "300" in line for line in lines)


# ---- problems ----------------------------------------------------------------------

SHORT = """\
指标:
  加装电梯竣工:
    数值: 31台
    目标: 40台
  热线实际解决率:
    数值: 79.4%
    上年: 82.1%
    原因: 部分跨部门诉求还没有从源头上解决。
  电信网络诈骗案件:
    数值: 130起
    上年: 120起
    公开: 是
  属地税收:
    数值: 27.19亿元
    上年: 28.2亿元
  新引进企业:
    数值: 86家
    上年: 98家
  居住区垃圾分类达标率:
    数值: 96.1%
    上年: 98.5%
  社区工作者持证率:
    数值: 58.2%
    目标: 65%
  走访企业:
    数值: 90家次
    上年: 100家次
"""
ENTRIES = {
    "加装电梯竣工": "城市更新推进不够均衡。"
    "加装电梯竣工31台，完成年度目标的77.5%，推进力度需要进一步加大。",
    "热线实际解决率": "群众诉求解决质量有待提高。"
    "“12345”热线工单实际解决率79.4%，比上年下降2.7个百分点，"
    "部分跨部门诉求还没有从源头上解决。",
    "电信网络诈骗案件": "防范新型违法犯罪任务依然较重。"
    "电信网络诈骗案件比上年上升8.3%，宣传防范的针对性有待增强。",
    "属地税收": "稳存量、拓增量压力较大。属地税收比上年下降3.6%，服务企业的精准度需要进一步提升。",
    "居住区垃圾分类达标率": "精细化管理还不够到位。"
    "居住区生活垃圾分类达标率96.1%，比上年下降2.4个百分点，常态长效机制需要进一步健全。",
    "社区工作者持证率": "基层队伍专业化水平还需提升。"
    "社区工作者职业资格持证率58.2%，距65%的年度目标还有6.8个百分点，"
    "分层分类培养力度需要进一步加大。",
}


@pytest.mark.parametrize("name", ENTRIES)
def test_a_shortfall_becomes_an_entry_when_it_is_taken(name: str) -> None:
    last = _lines(f"{SHORT}存在问题:\n  采用: {name}\n")[-1]
    intro = "在总结成绩的同时，我们也清醒认识到，工作中还存在一些短板和不足。"
    assert last == f"{intro}一是{ENTRIES[name]}"


def test_candidates_are_offered_and_none_is_printed_unasked() -> None:
    outcome = composed(HEAD + SHORT)
    offered = [d.message for d in outcome.diagnostics if d.code == "ZJ614"]
    assert len(offered) == 7
    assert not any("走访企业" in message for message in offered)
    assert "短板和不足" not in outcome.text
    refused = composed(f"{HEAD}{SHORT}存在问题:\n  不用:\n    - 属地税收\n    - 新引进企业\n")
    assert len([code for code in refused.codes if code == "ZJ614"]) == 5


def test_two_shortfalls_of_one_kind_make_one_entry() -> None:
    last = _lines(f"{SHORT}存在问题:\n  采用:\n    - 属地税收\n    - 新引进企业\n")[-1]
    assert last.endswith(
        "一是稳存量、拓增量压力较大。属地税收比上年下降3.6%，新引进企业比上年减少12家，"
        "服务企业的精准度需要进一步提升。"
    )


def test_written_and_taken_entries_keep_the_order_of_the_report() -> None:
    written, taken = "  条目:\n    - 手写的一条\n", "  采用: 属地税收\n"
    last = _lines(f"{SHORT}存在问题:\n  过渡语: 但。\n{written}{taken}")[-1]
    assert last.startswith("但。一是手写的一条。二是稳存量")
    last = _lines(f"{SHORT}存在问题:\n  过渡语: 但。\n{taken}{written}")[-1]
    assert last.startswith("但。一是稳存量")
    assert last.endswith("二是手写的一条。")


def test_an_entry_is_placed_by_a_reference() -> None:
    entries = '    - 前一条\n    - "{{问题（属地税收）}}"\n    - 后一条\n'
    last = _lines(f"{SHORT}存在问题:\n  过渡语: 但。\n  条目:\n{entries}")[-1]
    assert last.startswith("但。一是前一条。二是稳存量、拓增量压力较大。")
    assert last.endswith("三是后一条。")


def test_the_public_text_names_no_figure() -> None:
    names = "".join(f"    - {name}\n" for name in list(ENTRIES)[:3])
    last = _lines(f"{SHORT}存在问题:\n  采用:\n{names}", public=True)[-1]
    assert last.endswith(
        "一是城市更新推进不够均衡，加装电梯等民生项目进度与居民期盼还有差距。"
        "二是群众诉求解决质量有待提高，部分跨部门诉求还没有从源头上解决。"
        "三是防范新型违法犯罪任务依然较重，宣传防范的针对性有待增强。"
    )
    problems = last.partition("不足。")[2]
    assert not any(char.isdigit() for char in problems)


def test_there_are_never_more_than_five() -> None:
    names = "".join(f"    - {name}\n" for name in ENTRIES)
    outcome = composed(f"{HEAD}{SHORT}存在问题:\n  采用:\n{names}")
    assert "五是" in outcome.text
    assert "六是" not in outcome.text
    assert "ZJ616" in outcome.codes


def test_a_marked_indicator_is_a_candidate_whatever_its_figure() -> None:
    yaml = "指标:\n  走访企业:\n    数值: 90家次\n    列入问题: 是\n"
    yaml += "    原因: 走访的针对性需要进一步增强\n存在问题:\n  采用: 走访企业\n"
    assert _lines(yaml)[-1].endswith("不足。一是走访企业90家次，走访的针对性需要进一步增强。")


def test_an_indicator_of_no_catalogue_can_be_a_problem() -> None:
    yaml = "指标:\n  楼道整治:\n    数值: 90处\n    目标: 100处\n    方向: 越大越好\n"
    yaml += "存在问题:\n  采用: 楼道整治\n"
    yaml += "章节:\n  - 标题: 章\n    事项:\n      - 所用指标: 楼道整治\n"
    last = "一是楼道整治90处，完成年度目标的90%，工作力度需要进一步加大。"
    assert _lines(yaml)[-1].endswith(last)


# ---- next year ------------------------------------------------------------------------


def test_the_aims_of_next_year_close_the_text() -> None:
    yaml = "指标:\n  加装电梯竣工:\n    数值: 31台\n    下年目标: 45台\n"
    yaml += "  热线实际解决率:\n    数值: 80%\n    下年目标: 90%以上\n"
    assert (
        _lines(yaml)[-1]
        == "2026年的主要目标是：加装电梯竣工45台，“12345”热线工单实际解决率达到90%以上。"
    )


def test_sentences_of_the_example_are_what_staff_would_sign() -> None:
    found = sentences_of(load_text(HEAD + SAFETY))
    assert found == [
        "全年走访企业1120家次。",
        "全年检查生产经营单位2860家次，发现安全隐患742处。",
        "全年实施居民自治项目52个。",
    ]


@pytest.mark.parametrize(
    ("period", "figure", "short"),
    [
        ("上半年", "49亿元", True),
        ("上半年", "50亿元", False),
        ("前三季度", "74亿元", True),
        ("前三季度", "75亿元", False),
        ("1—9月", "75亿元", False),
        ("第一季度", "24亿元", True),
        ("第三季度", "25亿元", False),
        ("第3季度", "24亿元", False),
        ("一至三季度", "74亿元", True),
        ("开局阶段", "99亿元", True),
    ],
)
def test_a_part_of_a_year_owes_a_part_of_the_target(period: str, figure: str, short: bool) -> None:
    yaml = f"期间: {period}\n指标:\n  属地税收:\n    数值: {figure}\n    目标: 100亿元\n"
    assert ("ZJ614" in composed(HEAD + yaml).codes) is short


@pytest.mark.parametrize(
    ("patterns", "given", "printed", "codes"),
    [
        (
            '["慰问{人次}", "慰问{人次}，送上{元}"]',
            "320人次、64000元",
            "慰问320人次，送上64000元",
            [],
        ),
        ('["慰问{人次}", "慰问{人次}，送上{元}"]', "320人次", "慰问320人次", []),
        ('["慰问{人次}"]', "320人次、64000元", "慰问320人次", ["ZJ901"]),
        ('["慰问{人次}", "送上{元}"]', "320人次、64000元", "慰问320人次", ["ZJ901"]),
        ('["慰问{人次}", "慰问{数}"]', "320人次、64000元", "慰问320人次、64000元", []),
        ('["慰问{人次}"]', "320人次、0元", "慰问320人次", ["ZJ607"]),
    ],
)
def test_every_figure_of_an_indicator_is_said_or_told(
    patterns: str, given: str, printed: str, codes: list[str], tmp_path: Path
) -> None:
    outline = (
        "章: 一\n标题: 一\n事项:\n  - {名称: 甲, 句: [慰问老人]}\n"
        f"指标:\n  慰问老人: {{单位: 人次、元, 句式: {patterns}}}\n"
    )
    (tmp_path / "模板" / "outline").mkdir(parents=True)
    yaml = f"标题: 题\n指标:\n  慰问老人: {given}"
    outcome = by_template(SECTIONS, tmp_path, yaml, **{"outline/一.yaml": outline})
    assert outcome.text == f"{printed}。\n", outcome.messages
    assert [code for code in outcome.codes if code != "ZJ423"] == codes


@pytest.mark.parametrize(("count", "ends"), [(4, 1), (5, 2), (8, 2)])
def test_a_sentence_of_a_template_is_that_of_a_report(
    count: int, ends: int, tmp_path: Path
) -> None:
    names = [f"数{n}" for n in "甲乙丙丁戊己庚辛"[:count]]
    given = "".join(f"  {name}: 3处\n" for name in names)
    called = ", ".join(f'"{name}"' for name in names)
    yaml = f"标题: 题\n指标:\n{given}"
    by_names = by_template("{{ 句(" + called + ") }}", tmp_path / "一", yaml)
    opening = "{{句（" + "，".join(names) + "）}}。"
    in_prose = by_template("{{ 开头 }}", tmp_path / "二", f'{yaml}开头: "{opening}"\n')
    assert by_names.text == in_prose.text, by_names.messages
    assert by_names.text.count("。") == ends


def test_a_sentence_of_a_template_has_a_limit(tmp_path: Path) -> None:
    names = ", ".join(f'"{n}"' for n in range(9))
    outcome = by_template("甲\n{{ 句(" + names + ") }}", tmp_path)
    (found,) = (d for d in outcome.diagnostics if d.severity.value == "错误")
    assert (found.code, found.message) == ("ZJ429", "“句”最多写 8 个指标，这里有 9 个")
    assert found.span is not None
    assert found.span.position[0] == 2
