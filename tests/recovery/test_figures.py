"""Numbers of an old text become indicators: which, called what, and how sure."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import read_gold
from zongjie import render
from zongjie.diagnostics import has_errors
from zongjie.model import Indicator, Quantity, Report
from zongjie.pipeline.recovering import contents, recover_text
from zongjie.recovery.canonical import canonical
from zongjie.recovery.figures.naming import identifier
from zongjie.sources.report import load_text
from zongjie.text import name_key

ROOT = Path(__file__).parents[2]
TITLE = "东江街道2025年工作总结"
_REFERENCE = re.compile(r"\{\{([^}]+)\}\}")


def _report(yaml: str) -> Report:
    loaded = load_text(yaml)
    assert loaded.diagnostics == []
    assert loaded.report is not None
    return loaded.report


def _of(sentence: str, title: str = TITLE) -> tuple[dict[str, Indicator], str]:
    """Return the indicators of a sentence and the prose that stands for it; law 2 holds."""
    text = f"{title}\n　　{sentence}\n"
    found = recover_text(text)
    rendered = render(load_text(found.yaml), "txt")
    assert not has_errors(rendered.diagnostics), rendered.diagnostics
    assert rendered.outputs["txt"].decode() == canonical(text)[0]
    assert found.verbatim == 0
    report = _report(found.yaml)
    assert report.opening is not None
    prose = re.sub(r"\n *", "", report.opening.value.rstrip("\n"))
    return {one.name: one for one in report.indicators.values()}, prose


def _shown(one: Indicator) -> dict[str, str]:
    """Return what is written of an indicator."""
    change = one.change_text.value.strip() if one.change_text else ""
    given = {
        "数值": str(one.values or ""),
        "上年": str(one.previous or ""),
        "目标": str(one.target or ""),
        "同比": change,
        "完成率": str(one.completion or ""),
    }
    return {key: value for key, value in given.items() if value}


CASES = {
    "一个数": (
        "全年网格受理案件18735件。",
        {"网格受理案件": {"数值": "18735件"}},
        "全年网格受理案件{{网格受理案件}}。",
    ),
    "并列数": (
        "拆除违法建筑154处，9058平方米。",
        {"拆除违法建筑": {"数值": "154处，9058平方米"}},
        "拆除违法建筑{{拆除违法建筑}}。",
    ),
    "连写的并列数": (
        "完成旧房改造签约606户2059人。",
        {"旧房改造签约": {"数值": "606户2059人"}},
        "完成旧房改造签约{{旧房改造签约}}。",
    ),
    "另说的金额": (
        "春节帮困救助惠及4720人次，总金额139.76万元。",
        {"春节帮困救助惠及": {"数值": "4720人次，139.76万元"}},
        "春节帮困救助惠及{{春节帮困救助惠及.人次}}，总金额{{春节帮困救助惠及.元}}。",
    ),
    "数值和同比": (
        "接待入境游客150万人次，同比增长35.2%。",
        {"接待入境游客": {"数值": "150万人次", "同比": "增长35.2%"}},
        "接待入境游客{{接待入境游客}}，{{接待入境游客.同比}}。",
    ),
    "比上年": (
        "信访总量320件，比上年下降12%。",
        {"信访总量": {"数值": "320件", "同比": "下降12%"}},
        "信访总量{{信访总量}}，{{信访总量.比上年}}。",
    ),
    "没有写和谁比": (
        "接待入境游客150万人次，增长35.2%。",
        {"接待入境游客": {"数值": "150万人次", "同比": "增长35.2%"}},
        "接待入境游客{{接待入境游客}}，{{接待入境游客.升降}}。",
    ),
    "动词后面有字": (
        "接待入境游客150万人次，同比增长了35.2%。",
        {"接待入境游客": {"数值": "150万人次", "同比": "增长35.2%"}},
        "接待入境游客{{接待入境游客}}，同比增长了{{接待入境游客.同比.幅度}}。",
    ),
    "只有同比": (
        "全年信访量同比下降34%。",
        {"信访量": {"同比": "下降34%"}},
        "全年信访量{{信访量.同比}}。",
    ),
    "完成率": (
        "完成库内销项任务量4280平方米，完成率达142.7%。",
        {"库内销项任务量": {"数值": "4280平方米", "完成率": "142.7%"}},
        "完成库内销项任务量{{库内销项任务量}}，完成率达{{库内销项任务量.完成率}}。",
    ),
    "并列数的目标": (
        "拆除违法建筑154处，9058平方米，完成年度目标8000平方米的113.2%。",
        {
            "拆除违法建筑": {
                "数值": "154处，9058平方米",
                "目标": "8000平方米",
                "完成率": "113.2%",
            }
        },
        "拆除违法建筑{{拆除违法建筑}}，"
        "完成年度目标{{拆除违法建筑.目标}}的{{拆除违法建筑.完成率}}。",
    ),
    "从到": (
        "养老补贴标准从100元提高到150元。",
        {"养老补贴标准": {"数值": "150元", "上年": "100元"}},
        "养老补贴标准从{{养老补贴标准.上年}}提高到{{养老补贴标准}}。",
    ),
    "多年的从到": (
        "五年来，养老补贴标准从100元提高到150元。",
        {"养老补贴标准起点": {"数值": "100元"}, "养老补贴标准": {"数值": "150元"}},
        "五年来，养老补贴标准从{{养老补贴标准起点}}提高到{{养老补贴标准}}。",
    ),
    "今年以来的增长": (
        "今年以来，税收收入12.6亿元，增长7.8%。",
        {"税收收入": {"数值": "12.6亿元", "同比": "增长7.8%"}},
        "今年以来，税收收入{{税收收入}}，{{税收收入.升降}}。",
    ),
    "累计的同比": (
        "累计走访企业300家，同比增长5%。",
        {"累计走访企业": {"数值": "300家", "同比": "增长5%"}},
        "累计走访企业{{累计走访企业}}，{{累计走访企业.同比}}。",
    ),
    "一件事的几步": (
        "加装电梯签约44台、开工36台、竣工31台。",
        {
            "加装电梯签约": {"数值": "44台"},
            "加装电梯开工": {"数值": "36台"},
            "加装电梯竣工": {"数值": "31台"},
        },
        "加装电梯签约{{加装电梯签约}}、开工{{加装电梯开工}}、竣工{{加装电梯竣工}}。",
    ),
    "名次的升降": (
        "群众满意率为99.2%，列全区第2位，比去年上升3位。",
        {"群众满意率": {"数值": "99.2%"}, "群众满意率同比上升": {"数值": "3位"}},
        "群众满意率为{{群众满意率}}，列全区第2位，比去年上升{{群众满意率同比上升}}。",
    ),
    "说明是计划的": (
        "下一步，计划新建口袋公园3个。",
        {"计划新建口袋公园": {"数值": "3个"}},
        "下一步，计划新建口袋公园{{计划新建口袋公园}}。",
    ),
    "多年的增长": (
        "规上工业增加值年均增长9%。",
        {"规上工业增加值年均增长": {"数值": "9%"}},
        "规上工业增加值年均增长{{规上工业增加值年均增长}}。",
    ),
    "分别": (
        "刑事案件、治安警情分别下降27.3%、18.9%。",
        {"刑事案件": {"同比": "下降27.3%"}, "治安警情": {"同比": "下降18.9%"}},
        "刑事案件、治安警情分别{{刑事案件.升降}}、{{治安警情.同比.幅度}}。",
    ),
    "零": (
        "辖区安全生产事故实现零发生。",
        {"安全生产事故": {"数值": "零发生"}},
        "辖区安全生产事故实现{{安全生产事故}}。",
    ),
    "约数": (
        "接待居民约8.5万余人次，划线率已超90%。",
        {"接待居民": {"数值": "约8.5万余人次"}, "划线率": {"数值": "超90%"}},
        "接待居民{{接待居民}}，划线率已{{划线率}}。",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_figure_becomes_an_indicator(name: str) -> None:
    sentence, wanted, prose = CASES[name]
    indicators, said = _of(sentence)
    assert {key: _shown(one) for key, one in indicators.items()} == wanted
    assert said == prose


def test_parts_stand_under_their_whole() -> None:
    indicators, said = _of("新增技能人才3987人次，其中高技能人才765人次。")
    whole = indicators["技能人才"]
    assert [(p.name, str(p.values)) for p in whole.parts.values()] == [("高技能人才", "765人次")]
    assert said == "新增技能人才{{技能人才}}，其中高技能人才{{技能人才.高技能人才}}。"


def test_parts_are_never_more_than_their_whole() -> None:
    indicators, _ = _of("新增技能人才100人次，其中高技能人才765人次。")
    assert not indicators["技能人才"].parts
    assert str(indicators["高技能人才"].values) == "765人次"


def test_a_fact_told_twice_is_one_indicator() -> None:
    indicators, said = _of("网格受理案件18735件。全年网格受理案件18735件。")
    assert list(indicators) == ["网格受理案件"]
    assert said.count("{{网格受理案件}}") == 2


def test_one_name_with_two_values_is_told() -> None:
    found = recover_text(f"{TITLE}\n　　网格受理案件18735件。\n　　网格受理案件18753件。\n")
    assert [(one.name, one.sureness.value) for one in found.indicators] == [
        ("网格受理案件", "高"),
        ("网格受理案件2", "低"),
    ]
    assert found.doubtful == [found.indicators[1]]
    assert "“网格受理案件”" in found.doubtful[0].doubts[0]
    assert "# 把握低：" in found.yaml


def test_a_plan_is_not_this_year() -> None:
    text = (
        f"{TITLE}\n　　一、2025年工作总结\n　　城镇新增就业8600人。\n"
        "　　二、2026年工作计划\n　　城镇新增就业9000人。\n"
    )
    found = recover_text(text)
    assert [(one.name, one.value) for one in found.indicators] == [
        ("城镇新增就业", "8600人"),
        ("计划城镇新增就业", "9000人"),
    ]
    assert found.indicators[1].sureness.value == "中"


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("2026年，我们将新增停车位300个。", "计划停车位"),
        ("新的一年，完成旧房改造12万平方米。", "计划旧房改造"),
        ("将辖区划分为26个网格。", "网格"),
    ],
)
def test_a_sentence_of_the_year_to_come_is_a_plan(sentence: str, name: str) -> None:
    values, _ = _of(sentence)
    assert list(values) == [name]


@pytest.mark.parametrize(
    "sentence",
    [
        "“三驾马车”同向发力，落实中央八项规定，推行“3+1”制度。",
        "长白新城社区入选第八批“全国民主法治示范社区”，获评4A级青年中心。",
        "延长西路220弄、军工路600号完成改造，五角场、七宝同步推进。",
        "2020年3月5日，拨打12345热线，亿元以上项目进展顺利。",
        "20xx年，第十九届五中全会召开。",
    ],
)
def test_what_counts_nothing_stays_text(sentence: str) -> None:
    assert _of(sentence) == ({}, sentence)


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("“三停”处罚", "三停处罚"),
        ("市、区级文体活动", "市区级文体活动"),
        ("PM2.5浓度", "PM2_5浓度"),
        ("5A级景区", "本年5A级景区"),
        ("中外合作办学机构（项目）", "中外合作办学机构项目"),
        ("１２３４５热线", "本年12345热线"),
        ("财政[2]总收入〔13〕", "财政总收入"),
        ("……", ""),
    ],
)
def test_a_label_becomes_an_identifier(label: str, name: str) -> None:
    assert identifier(label) == name
    assert not name or name.isidentifier()


@given(st.text(max_size=40))
def test_every_name_is_an_identifier(label: str) -> None:
    name = identifier(label)
    assert not name or name.isidentifier()
    assert "." not in name


@pytest.mark.parametrize("sentence", ["年份5个，上年3个。", "合计5个，标题3个，单位名称2家。"])
def test_words_with_a_meaning_of_their_own_are_no_names(sentence: str) -> None:
    _of(sentence)


_WORDS = "检查单位 走访企业 增长 同比下降 其中 从 提高到 占比 累计 分别 、 ， 。 共"
_NUMBERS = "12家 3096人次 8.5万元 12% 5 1～2次 零发生 七年 30余场 1/3 2个百分点"
_pieces = st.sampled_from([*_WORDS.split(), *_NUMBERS.split()])


@settings(deadline=None)
@given(st.lists(_pieces, max_size=14))
def test_any_run_of_figures_prints_again(pieces: list[str]) -> None:
    text = f"{TITLE}\n　　{''.join(pieces)}完\n　　检查单位12家。\n"
    found = recover_text(text)
    rendered = render(load_text(found.yaml), "txt")
    assert rendered.outputs["txt"].decode() == canonical(text)[0]
    assert recover_text(text).yaml == found.yaml
    report = _report(found.yaml)
    names = [one.name for one in report.indicators.values()]
    assert len({name_key(name) for name in names}) == len(names)
    assert all(name.isidentifier() for name in names)


@pytest.mark.parametrize("seed", ["ganquan-2016", "changbai-2020"])
def test_every_labelled_figure_of_the_real_texts_is_an_indicator(seed: str) -> None:
    """Each figure people labelled is the value of a reference that stands in its place."""
    source = (ROOT / "examples" / seed / "source.txt").read_text("utf-8")
    found = recover_text(source)
    report = _report(found.yaml)
    values: list[Decimal] = []
    for one in report.indicators.values():
        changed = one.change.amount if one.change else None
        for measures in (one.values, one.previous, one.completion):
            values += [_value(item) for item in (measures.items if measures else ())]
        values += [_value(changed)] if changed else []
        values += [_value(item) for p in one.parts.values() if p.values for item in p.values.items]
    wanted = [row.value for row in read_gold(seed) if row.kind.value == "indicator"]
    exact = sorted(Decimal(value) for value in wanted if "~" not in value)
    assert sorted(value for value in values if value >= 0) == exact
    assert len(_REFERENCE.findall(found.yaml)) >= len(exact) - 10  # 154处，9058平方米 is one


def _value(item: Quantity) -> Decimal:
    """Return the value of a figure with its scale, -1 of a range."""
    return Decimal(-1) if isinstance(item.value, tuple) else Decimal(str(item.value))


def test_a_row_of_a_table_is_called_by_its_first_cell() -> None:
    text = (
        f"{TITLE}\n　　全年走访企业5378家次。\n"
        "指标\t本年\t上年\t排名\n走访企业\t5378家次\t4800家次\t6\n新增2023\t12家\n"
    )
    found = recover_text(text)
    assert [(one.name, one.value) for one in found.indicators] == [
        ("走访企业", "5378家次"),
        ("走访企业上年", "4800家次"),
        ("新增2023", "12家"),
    ]
    assert "走访企业\t{{走访企业}}\t{{走访企业上年}}\t6" in found.yaml
    printed = render(load_text(found.yaml), "txt").outputs["txt"].decode()
    assert printed == canonical(text)[0]


def test_a_table_does_not_say_how_far_apart_paragraphs_are() -> None:
    rows = "甲\t1户\n乙\t2户\n丙\t3户\n丁\t4户\n"
    text = f"{TITLE}\n\n　　走访企业9家。\n\n　　调处纠纷7件。\n\n{rows}\n　　慰问老人8名。\n"
    found = recover_text(text)
    assert "段间空行" not in found.yaml
    assert found.yaml.count("原文:") == 1
    printed = render(load_text(found.yaml), "txt").outputs["txt"].decode()
    assert printed == canonical(text)[0]


def test_a_row_that_says_whose_figure_it_is_is_called_by_that_too() -> None:
    text = (
        f"{TITLE}\n　　全年情况如下。\n指标\t名次\t单位\t数\n"
        "诉求办结率\t1\t中心街道\t99.3%\n诉求办结率\t2\t西河街道\t99.0%\n"
    )
    found = recover_text(text)
    assert [one.name for one in found.indicators] == ["诉求办结率中心街道", "诉求办结率西河街道"]


def test_the_number_of_chapters_is_counted() -> None:
    body = "　　一、甲事\n　　做了。\n　　二、乙事\n　　做了。\n"
    text = f"{TITLE}\n　　主要开展了以下两方面工作：\n{body}"
    assert "以下{{章节数}}方面工作" in recover_text(text).yaml
    assert "以下三方面工作" in recover_text(text.replace("两方面", "三方面")).yaml
    of_a_chapter = text + "　　三、丙事\n　　抓好以下三方面工作：甲、乙、丙。\n"
    assert "抓好以下三方面工作" in recover_text(of_a_chapter).yaml


def test_the_table_lists_every_indicator_the_doubtful_first() -> None:
    found = recover_text(
        f"{TITLE}\n　　网格受理案件18735件，增长5%。\n　　网格受理案件18753件。\n"
        "　　开展活动100 场。\n"
    )
    files = dict(contents(found))
    data = files["指标核对.csv"]
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert [(row["把握"], row["指标"]) for row in rows] == [
        ("没有转", ""),
        ("低", "网格受理案件2"),
        ("中", "网格受理案件"),
    ]
    assert rows[2]["同比"] == "增长5%"
    assert "18735件" in rows[2]["原文"]
    assert list(files)[:3] == ["报告.yaml", "指标核对.csv", ".zongjie/report.schema.json"]


def test_no_cell_of_the_table_is_a_formula() -> None:
    found = recover_text(f"{TITLE}\n　　=1+1网格受理案件18735件。\n")
    rows = list(csv.reader(io.StringIO(dict(contents(found))["指标核对.csv"].decode("utf-8-sig"))))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
