"""Which figures of an old text belong together, and what each is to its indicator."""

from __future__ import annotations

import pytest

from zongjie import render
from zongjie.model.mentions._folding import fold
from zongjie.pipeline.recovering import recover_text
from zongjie.recovery import Recovered
from zongjie.recovery.canonical import canonical
from zongjie.recovery.figures import Entry
from zongjie.sources.report import load_text

TITLE = "东江街道2025年工作总结"


def _recovered(text: str) -> Recovered:
    """Return what a text becomes; it prints again, and nothing of it is 原文."""
    found = recover_text(text)
    assert render(load_text(found.yaml), "txt").outputs["txt"].decode() == canonical(text)[0]
    return found


def _shown(entry: Entry) -> str:
    """Return an indicator on one line: 名=数值 上年… 目标… 同比… 完成率… [其中]."""
    said = {"上年": entry.previous, "目标": entry.target}
    said |= {"同比": entry.change, "完成率": entry.completion}
    told = "".join(f" {key}{value}" for key, value in said.items() if value)
    parts = f" [{' '.join(map(_shown, entry.parts))}]" if entry.parts else ""
    return f"{entry.name}={entry.value}{told}{parts}"


CASES = {
    "分项有两个数": (
        "拆除违法建筑1268处4.37万平方米，其中存量违建1103处3.9万平方米，新增违建165处4700平方米。",
        ["拆除违法建筑=1268处4.37万平方米 [存量违建=1103处3.9万平方米 新增违建=165处4700平方米]"],
    ),
    "装不下的不是分项": (
        "监测对象47户158人，其中甲类户40户110人、乙类户7户48人，消除风险32户109人。",
        ["监测对象=47户158人 [甲类户=40户110人 乙类户=7户48人]", "消除风险=32户109人"],
    ),
    "总数不是增长率": (
        "税收收入18.73亿元，同比增加2.14亿元，增长12.9%，其中区级税收6.05亿元。",
        ["税收收入=18.73亿元 同比增加2.14亿元 [区级税收=6.05亿元]", "税收收入增长=12.9%"],
    ),
    "括号里加得起来的是分项": (
        "处置案件6532起（占道经营3215起、乱堆乱放1988起、其他1329起）。",
        ["处置案件=6532起 [占道经营=3215起 乱堆乱放=1988起 其他=1329起]"],
    ),
    "括号里加不起来的不是分项": (
        "处置案件6532起（占道经营3215起、乱堆乱放1988起）。",
        ["处置案件=6532起", "占道经营=3215起", "乱堆乱放=1988起"],
    ),
    "分项后面的总数": (
        "新增企业17家，其中规上工业6家、限上商贸11家，总数达143家。",
        ["新增企业=17家 [规上工业=6家 限上商贸=11家]", "新增企业总数=143家"],
    ),
    "分项后面的产值": (
        "种植茶叶6800亩，其中新植茶园1200亩，实现产值1.05亿元。",
        ["种植茶叶=6800亩 [新植茶园=1200亩]", "种植茶叶产值=1.05亿元"],
    ),
    "一步一步": (
        "加装电梯签约74台、开工58台、竣工41台。",
        ["加装电梯签约=74台", "加装电梯开工=58台", "加装电梯竣工=41台"],
    ),
    "括号里的完成率": (
        "新增就业5120人（完成率102.4%），再就业1840人（完成率115%）。",
        ["新增就业=5120人 完成率102.4%", "再就业=1840人 完成率115%"],
    ),
    "为目标的": (
        "固定资产投资31.5亿元，为年度目标的105%，较上年净增2.6亿元。",
        ["固定资产投资=31.5亿元 同比增2.6亿元 完成率105%"],
    ),
    "占计划的": (
        "开工安置房4800套，竣工商品房3150套，分别占年度计划的120%和105%。",
        ["开工安置房=4800套 完成率120%", "竣工商品房=3150套 完成率105%"],
    ),
    "分别增加": (
        "低保月标准分别提高到720元和560元，分别较上年增加40元和50元。",
        ["低保月标准=720元 同比增加40元", "低保月标准2=560元 同比增加50元"],
    ),
    "户均是另一回事": (
        "受益农户1.54万户，户均2506元。",
        ["受益农户=1.54万户", "户均受益农户=2506元"],
    ),
    "倍数是另一回事": (
        "技术合同成交额42.8亿元，是2019年的1.6倍。",
        ["技术合同成交额=42.8亿元", "技术合同成交额倍数=1.6倍"],
    ),
    "从前年起": (
        "污水治理率由2020年的31.5%提升至58%。",
        ["污水治理率起点=31.5%", "污水治理率=58%"],
    ),
    "从上年起": (
        "污水治理率由2024年的31.5%提升至58%。",
        ["污水治理率=58% 上年31.5%"],
    ),
    "几年提高": (
        "污水治理率58%，4年提高26.5个百分点。",
        ["污水治理率=58%", "污水治理率提高=26.5个百分点"],
    ),
    "前一分句的累计": (
        "规上企业累计达到168家；高企70家，增长5%。",
        ["规上企业=168家", "高企=70家 同比增长5%"],
    ),
    "个不是率": (
        "5个断面水质达标率100%。",
        ["断面水质=5个", "断面水质达标率=100%"],
    ),
    "半角句号": (
        "粮食总产量2.13万吨，比上年增加860吨.种植大棚320座.",
        ["粮食总产量=2.13万吨 同比增加860吨", "种植大棚=320座"],
    ),
    "中间有话": (
        "28个重点项目完成投资16.9亿元。",
        ["重点项目=28个，16.9亿元"],
    ),
    "分项各有投资": (
        "谋划项目36个，总投资22.6亿元，其中：续建项目12个，总投资8.1亿元；新建项目24个，总投资14.5亿元。",
        ["谋划项目=36个，22.6亿元 [续建项目=12个，8.1亿元 新建项目=24个，14.5亿元]"],
    ),
    "每月的钱不是人数": (
        "困难老人3210人，人均每月135元。",
        ["困难老人=3210人", "困难老人2=135元"],
    ),
    "几年从到": (
        "五年来，生产总值从2020年的32亿元增加到2025年的58亿元。",
        ["生产总值起点=32亿元", "生产总值=58亿元"],
    ),
    "句号后面是数": (
        "签约率41.7%.12家门店参加评选.",
        ["签约率=41.7%", "门店=12家"],
    ),
    "还没有做": ("还有27个小区未完成改造。", ["小区=27个"]),
    "同比多": ("新增市场主体1835户，同比多增217户。", ["市场主体=1835户 同比增217户"]),
    "将要做": ("明年，我们将新建幼儿园3所。", ["计划幼儿园=3所"]),
}


@pytest.mark.parametrize("name", CASES)
def test_figures_stand_where_the_text_has_them(name: str) -> None:
    sentence, wanted = CASES[name]
    found = _recovered(f"{TITLE}\n　　{sentence}\n")
    assert [_shown(one) for one in found.indicators] == wanted
    assert found.verbatim == 0


def test_a_part_that_is_too_much_is_told() -> None:
    found = _recovered(f"{TITLE}\n　　新发展党员46名，其中女党员21名、青年党员30名。\n")
    assert [_shown(one) for one in found.indicators] == [
        "新发展党员=46名 [女党员=21名]",
        "青年党员=30名",
    ]
    assert found.doubtful == [found.indicators[1]]


def test_an_aim_that_belongs_to_no_figure_is_told() -> None:
    text = "拆除违法建筑1268处4.37万平方米，完成区下达任务4万平方米的109.3%。"
    found = _recovered(f"{TITLE}\n　　{text}\n")
    assert found.indicators[1].doubts == ["像是目标数，不是完成数"]


@pytest.mark.parametrize(
    "body",
    [
        "　　一、2025年工作回顾\n　　新增就业8600人。\n　　二、2026年主要工作\n　　造林9000亩。\n",
        "　　新增就业8600人。\n　　2026年，主要做好以下工作：\n　　1．生态。造林9000亩。\n",
        "　　一、回顾\n　　新增就业8600人。\n　　下一步要抓好：\n　　二、生态\n　　造林9000亩。\n",
    ],
)
def test_what_follows_in_a_later_year_is_a_plan(body: str) -> None:
    found = _recovered(f"{TITLE}\n{body}")
    assert [one.name for one in found.indicators] == ["新增就业", "计划造林"]


def test_what_was_done_is_no_plan() -> None:
    body = "　　2025年，主要做了以下工作：\n　　1．生态。造林9000亩。\n"
    assert [one.name for one in _recovered(f"{TITLE}\n{body}").indicators] == ["造林"]


def test_figures_of_headings_are_told() -> None:
    found = _recovered(f"{TITLE}\n　　一、完成18项任务\n　　做了很多。\n")
    assert [one.text for one in found.left] == ["18项"]


def test_a_heading_with_a_colon_goes_on() -> None:
    found = _recovered(
        f"{TITLE}\n　　一、项目：开工19个，完成投资8.9亿元。\n　　二、民生：就业30人。\n"
    )
    assert found.sections == 2
    assert not found.left


def test_a_line_with_two_faults_keeps_its_place() -> None:
    """Its figures stay text; 原文 comes only where that does not help."""
    text = "开工房屋合格率120%，竣工房屋合格率105%。"
    found = _recovered(f"{TITLE}\n　　{text}\n　　造林9000亩。\n")
    assert found.verbatim == 0


def test_items_with_circled_numbers_are_no_footnotes() -> None:
    head = "　　一、防控\n　　①严防。值守很久。\n　　②复工。复工很多。\n"
    found = _recovered(f"{TITLE}\n{head}　　二、打算\n　　①力争增长12%。\n　　②新增2个。\n")
    assert found.footnotes == 0
    assert found.verbatim == 0


def test_empty_lines_before_a_lead_sentence_leave_it_one() -> None:
    leads = "".join(f"　　——{name}工作很好。做了许多。\n" for name in ("产业", "生态", "民生"))
    found = _recovered(
        f"{TITLE}\n\n　　过去一年很好。\n\n{leads}\n　　还有不足。\n\n　　明年再来。\n"
    )
    assert found.verbatim == 0


def test_a_year_of_the_title_may_have_blanks() -> None:
    assert "年份: 2024" in _recovered("滨湖镇 2024 年工作总结\n　　做了。\n").yaml


@pytest.mark.parametrize("text", ["一.加强服务", "PM2.5降到28微克", "1.抓好工作", "www.东江.cn"])
def test_a_point_that_ends_nothing_is_no_stop(text: str) -> None:
    assert fold(text).text == text


def test_a_point_ends_a_line_of_any_system() -> None:
    assert fold("增加860吨.\r\n增加9吨.").text == "增加860吨。 \n增加9吨。"


def test_figures_that_stay_text_are_told() -> None:
    """Of a line that its figures do not print again, and of one in 原文."""
    found = _recovered(f"{TITLE}\n　　房屋合格率120%。\n　　造林9000亩。\n")
    assert [one.text for one in found.left] == ["120%"]
