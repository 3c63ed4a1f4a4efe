"""Every form of reference that DESIGN §5 names, and what it prints."""

from __future__ import annotations

import pytest
from tests.reports import composed, prose

from zongjie.model.units import _LADDERS

FIGURES = """\
网格受理案件: 18735件
“三停”处罚: 12家
PM2.5: 35微克
12345工单: 300件
65岁以上老人: 900人
甲、乙: 3件
走访（联合）: 7次
拆除违法建筑: 154处，9058平方米
走访企业:
  数值: 120家次
  上年: 100家次
  目标: 150家次
  名次: 全区第一
  批次: 第五批
  期间: 上半年
  科室: 营商办
  口径: 按次计
  来源: 系统
  截至: 2016年12月31日
信访量:
  同比: 下降34%
任务量:
  完成率: 142.7%
满意率:
  数值: 92.5%
  上年: 90%
商户:
  数值: 100户
  其中:
    企业: 30户
    个体: 70户
绿化:
  数值: 200处，30亩
  上年: 100处，40亩
受理:
  数值: 18735件
  印作: 1.8万余件
超额: 超5000人
资金: 1234.5万元
事故: 零发生
发动: 两家
合计户: "{{合计（商户，商户）}}"
待核:
"""


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        # names that look like something else
        ("{{网格受理案件}}", "18735件"),
        ("{{“三停”处罚}}{{三停处罚}}{{ ‘三停’ 处罚 }}", "12家12家12家"),
        ("{{PM2.5}}", "35微克"),
        ("{{ＰＭ２．５}}", "35微克"),
        ("{{12345工单}}", "300件"),
        ("{{65岁以上老人}}", "900人"),
        ("{{甲、乙}}", "3件"),
        ("{{走访（联合）}}{{走访(联合)}}", "7次7次"),
        # full-width marks inside the braces, braces across a line break
        ("｛｛网格受理案件｝｝", "18735件"),
        ("{{走访企业。同比}}", "同比增长20%"),
        ("{{走访企业｜达}}", "达120家次"),
        ("{{网格\n  受理案件\n}}", "18735件"),
        ("{{合计（走访企业，\n走访企业）}}", "240家次"),
        # measures
        ("{{拆除违法建筑}}", "154处，9058平方米"),
        ("{{拆除违法建筑.处}}和{{拆除违法建筑.平方米}}", "154处和9058平方米"),
        ("{{资金.元}}{{资金.万元}}", "1234.5万元1234.5万元"),
        # 小项
        ("{{走访企业.同比}}", "同比增长20%"),
        ("{{走访企业.比上年}}", "比上年增长20%"),
        ("较去年{{走访企业.升降}}", "较去年增长20%"),
        ("{{走访企业.同比.幅度}}{{走访企业.增减.幅度}}", "20%20家次"),
        ("{{走访企业.增减}}", "增加20家次"),
        ("{{走访企业.完成率}}", "80%"),
        ("{{走访企业.名次}}{{走访企业.批次}}{{走访企业.期间}}", "全区第一第五批上半年"),
        ("{{走访企业.科室}}{{走访企业.口径}}{{走访企业.来源}}", "营商办按次计系统"),
        ("{{走访企业.截至}}{{走访企业.单位}}", "2016年12月31日家次"),
        ("{{走访企业.上年}}{{走访企业.目标}}", "100家次150家次"),
        ("{{绿化.上年}}", "100处，40亩"),
        ("{{绿化.上年.处}}{{绿化.亩.上年}}", "100处40亩"),
        ("{{绿化.处.同比}}{{绿化.亩.比上年}}", "同比增长100%比上年下降25%"),
        ("{{信访量.同比}}{{信访量.比上年}}{{信访量.同比.幅度}}", "同比下降34%比上年下降34%34%"),
        ("{{任务量.完成率}}", "142.7%"),
        ("{{满意率.同比}}{{满意率.增减}}", "同比提高2.5个百分点提高2.5个百分点"),
        # parts
        ("{{商户.企业}}{{商户.企业.占比}}{{商户.个体.占比}}", "30户30%70%"),
        # 印作
        ("{{受理}}{{受理.印作}}{{受理.数值}}", "1.8万余件1.8万余件18735件"),
        # filters
        ("{{走访企业|达}}{{超额|达}}", "达120家次超5000人"),
        ("{{事故|无}}{{走访企业|无}}", "无120家次"),
        ("{{商户.企业|占（商户）}}{{ 商户.企业 | 占 （ 商户 ） }}", "30%30%"),
        ("{{走访企业|中文数字}}", "一百二十家次"),
        ("{{资金|万元}}{{资金|亿元}}", "1234.5万元0.12345亿元"),
        ("{{合计（资金，资金）|万元}}{{合计（资金，资金）|亿元}}", "2469万元0.2469亿元"),
        ("{{合计（商户，商户）|占（商户）}}", "200%"),
        ("{{合计（商户，商户）|达}}", "达200户"),
        ("{{走访企业.完成率|达}}", "达80%"),
        # functions
        ("{{均为（走访企业，走访企业）}}", "均为120家次"),
        (
            "{{均为（走访企业，PM2.5，甲、乙）}}",
            "分别为120家次、35微克和3件",
        ),
        ("{{列举（甲、乙，待核，PM2.5）}}", "甲、乙3件、PM2.5为35微克"),
        ("{{合计（商户.企业，商户.个体）}}{{合计户}}", "100户200户"),
        # facts of the report
        ("{{年份}}{{上一年}}{{下一年}}{{单位名称}}{{标题}}", "201620152017甘泉路街道题"),
    ],
)
def test_a_reference_prints(text: str, printed: str) -> None:
    outcome = prose(text, FIGURES)
    assert (outcome.text, outcome.codes) == (printed, [])


def test_a_list_of_figures_that_are_all_to_come_says_so() -> None:
    outcome = prose("有{{列举（待核，待核）}}。", FIGURES)
    assert outcome.text == "有待核【待补：待核】、待核【待补：待核】。"
    assert set(outcome.codes) == {"ZJ309"}


def test_a_sentence_of_figures_to_come_leaves_no_hole_in_prose() -> None:
    outcome = prose("有{{句（待核）}}，另有一处。", FIGURES)
    assert outcome.text == "有【待补：待核】，另有一处。"
    assert set(outcome.codes) == {"ZJ309"}
    assert prose("{{句（待核）}}", FIGURES).text == ""


@pytest.mark.parametrize(
    ("text", "code", "marked"),
    [
        ("有{{网格案件}}。", "ZJ301", "网格案件"),
        ("有{{ 网格案件 }}。", "ZJ301", "网格案件"),
        ("有{{网格受理案件，走访企业}}。", "ZJ301", "网格受理案件，走访企业"),
        ("有{{}}。", "ZJ301", "{{}}"),
        ("有{{走访企业.}}。", "ZJ302", "走访企业."),
        ("有{{走访企业.年份}}。", "ZJ302", "走访企业.年份"),
        ("有{{商户.其他}}。", "ZJ302", "商户.其他"),
        ("有{{网格受理案件.科室}}。", "ZJ303", "网格受理案件.科室"),
        ("有{{绿化.上年.户}}。", "ZJ303", "绿化.上年.户"),
        ("有{{截至}}。", "ZJ303", "截至"),
        ("有{{走访企业|到}}。", "ZJ304", "走访企业|到"),
        ("有{{都是（走访企业）}}。", "ZJ305", "都是（走访企业）"),
        ("有{{走访企业。", "ZJ306", "{{"),
        ("有{{走访企业}。", "ZJ306", "{{"),
        ("有{{走访企业.同比.增减}}。", "ZJ307", "走访企业.同比.增减"),
        ("有{{走访企业|}}。", "ZJ307", "走访企业|"),
        ("有{{信访量}}。", "ZJ310", "信访量"),
        ("有{{任务量}}。", "ZJ310", "任务量"),
        ("有{{绿化.同比}}。", "ZJ313", "绿化.同比"),
        ("有{{合计（）}}。", "ZJ315", "合计（）"),
        ("有{{均为（走访企业）}}。", "ZJ315", "均为（走访企业）"),
        ("有{{列举（）}}。", "ZJ315", "列举（）"),
        ("有{{均为（商户，商户）|达}}。", "ZJ307", "均为（商户，商户）|达"),
        ("有{{列举（商户）|万元}}。", "ZJ307", "列举（商户）|万元"),
        ("有{{满意率|中文数字}}。", "ZJ316", "满意率|中文数字"),
        ("有{{商户|占}}。", "ZJ315", "商户|占"),
        ("有{{商户|达（商户）}}。", "ZJ315", "商户|达（商户）"),
        ("有{{超额|无}}。", "ZJ316", "超额|无"),
        ("有{{超额|占（走访企业）}}。", "ZJ316", "超额|占（走访企业）"),
        ("有{{走访企业|万元}}。", "ZJ316", "走访企业|万元"),
        ("有{{拆除违法建筑|中文数字}}。", "ZJ316", "拆除违法建筑|中文数字"),
        ("有{{网格受理案件.同比}}。", "ZJ201", "网格受理案件.同比"),
        ("有{{商户|占（事故）}}。", "ZJ202", "商户|占（事故）"),
        ("有{{商户|占（走访企业）}}。", "ZJ204", "商户|占（走访企业）"),
        ("有{{合计（商户，资金）}}。", "ZJ204", "合计（商户，资金）"),
        ("有【注：没有】。", "ZJ320", "没有"),
    ],
)
def test_a_reference_that_prints_nothing_is_marked_where_it_stands(
    text: str, code: str, marked: str
) -> None:
    outcome = prose(text, FIGURES)
    (found,) = outcome.diagnostics
    assert (found.code, outcome.text) == (code, "")
    assert found.span is not None
    assert found.span.text == marked
    assert found.hint


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("网格案件", "网格受理案件"), ("走访企业家", "走访企业"), ("单位名", "单位名称")],
)
def test_the_nearest_name_is_offered_and_can_be_put_in(typed: str, meant: str) -> None:
    (found,) = prose(f"有{{{{{typed}}}}}。", FIGURES).diagnostics
    assert meant in found.hint
    assert found.fix is not None
    assert found.fix.text == meant


def test_all_faults_are_told_at_once() -> None:
    outcome = prose("{{一}}{{二}}\n{{三}}\n\n{{四}}【注：五】{{六", FIGURES)
    assert outcome.codes == ["ZJ301"] * 4 + ["ZJ320", "ZJ306"]


def test_what_is_still_to_come_is_printed_as_such_and_told() -> None:
    text = "{{待核}}{{待核.同比}}{{待核|达}}{{合计（待核，商户）}}"
    outcome = prose(text, FIGURES)
    assert outcome.text == "【待补：待核】" * 4
    assert outcome.codes == ["ZJ309"] * 4


def test_of_several_figures_the_one_to_come_is_named() -> None:
    outcome = prose("{{均为（待核，商户）}}", FIGURES)
    assert outcome.text == "分别为【待补：待核】和100户"
    assert outcome.messages == "“待核”还没有数，印成【待补：待核】"


def test_count_of_sections_is_in_chinese() -> None:
    for count, word in ((1, "一"), (2, "两"), (6, "六"), (12, "十二")):
        sections = "  - 标题: 章\n" * count
        outcome = composed(f"标题: 题\n开头: 以下{{{{章节数}}}}方面：\n章节:\n{sections}")
        assert outcome.text.split("\n")[1] == f"以下{word}方面："


@pytest.mark.parametrize(
    "text",
    [
        "A&B<C>D &amp; ]]>",
        "*星* **粗** _下划_ `码`",
        "# 井号开头",
        "## 井号",
        "> 落款样",
        "| 甲 | 乙 |",
        "[1]、［1］、①",
        "1. 编号",
        "{单} }} {%",
        "😀𠮷𬺈",
        "反斜线\\和\\n",
        "【注】【注意：无】",
        "C:\\目录",
    ],
)
def test_text_comes_through_whole(text: str) -> None:
    if "{%" in text:
        text = text.replace("{%", "{ %")
    assert prose(text).text == text


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("\\{{名}}", "{{名}}"),
        ("\\｛｛名｝｝", "｛｛名｝｝"),
        ("\\[^键]", "[^键]"),
        ("\\【注：键】", "【注：键】"),
        ("甲\n乙", "甲乙"),
        ("甲 \n 乙", "甲乙"),
        ("甲  乙", "甲  乙"),
        ("甲\n\n乙", "甲\n乙"),
        ("甲\n \n\n乙", "甲\n乙"),
        ("甲\\\n乙", "甲\n乙"),
        ("甲\\\n　　乙\\\n丙", "甲\n乙\n丙"),
        ("甲\\\n\n乙", "甲\\\n乙"),
        ("甲\\\\\n乙", "甲\\\n乙"),
        ("甲\\", "甲\\"),
        ("\\{% if 甲 %}", "{% if 甲 %}"),
        ("\\{{%", "{{%"),
        ("\\{{\\{%", "{{{%"),
        ("\\\\{%", "\\{%"),
    ],
)
def test_escapes_and_line_breaks(typed: str, printed: str) -> None:
    assert prose(typed).text == printed


def test_a_tag_and_one_that_is_only_printed() -> None:
    assert prose("{% if 1 %}甲\\{%{% endif %}").text == "甲{%"


@pytest.mark.parametrize("mark", ["【注：键】", "[^键]", "［^键］", "【注:键】", "【 注 ： 键 】"])
def test_a_footnote_mark_in_each_of_its_spellings(mark: str) -> None:
    outcome = composed(f"标题: 题\n开头: 词{mark}。\n脚注:\n  键: 释。\n")
    assert (outcome.text, outcome.codes) == ("题\n词[1]。\n[1]释。\n", [])


def test_a_gloss_is_a_footnote_under_the_name_of_its_indicator() -> None:
    outcome = composed(
        "标题: 题\n开头: 有{{三车}}【注：三车】。\n"
        "指标:\n  三车:\n    数值: 3起\n    释义: 指三种车。\n"
    )
    assert outcome.text == "题\n有3起[1]。\n[1]指三种车。\n"


@pytest.mark.parametrize(
    "unit",
    [*(unit for unit, (_, base) in _LADDERS.items() if base != "%"), "万元", "家次"],
)
def test_chinese_numerals_keep_the_unit_that_was_written(unit: str) -> None:
    scale = 10000 if unit == "万元" else 1
    outcome = prose("{{甲|中文数字}}", f"甲: 3{unit}")
    assert outcome.text == (f"三{unit}" if scale == 1 else "三万元")


def test_chinese_numerals_of_a_percentage() -> None:
    assert prose("{{甲|中文数字}}{{乙|中文数字}}", "甲: 30%\n乙: 3‰").text == "百分之三十千分之三"


@pytest.mark.parametrize("figure", ["2.5吨", "-3吨", f"1{'0' * 16}家", "三分之一", "约3家"])
def test_what_has_no_chinese_numeral_is_refused(figure: str) -> None:
    assert prose("{{甲|中文数字}}", f"甲: {figure}").codes == ["ZJ316"]


def test_a_sum_of_money_too_small_for_its_scale_is_refused() -> None:
    assert prose("{{甲|亿元}}", "甲: 0.00001元").codes == ["ZJ212"]


@pytest.mark.parametrize(
    ("condition", "true"),
    [
        ("路 > 径", True),
        ("径 < 路", True),
        ("路 > 2.5", True),
        ("路 >= 3 and 路 <= 3", True),
        ("路 == 丈", True),
        ("路 == 3", True),
        ("路 == 2.5", False),
        ("路 == '3公里'", True),
        ("路 != 径", True),
    ],
)
def test_figures_compare_in_one_unit(condition: str, true: bool) -> None:
    text = f"甲{{% if {condition} %}}是{{% endif %}}"
    outcome = prose(text, "路: 3公里\n径: 2000米\n丈: 3000米")
    assert (outcome.text, outcome.codes) == ("甲是" if true else "甲", [])


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ("路 > 家", "ZJ204"),
        ("路 == 家", "ZJ204"),
        ("路 > '2公里'", "ZJ316"),
        ("路 > true", "ZJ316"),
        ("约 > 3", "ZJ316"),
    ],
)
def test_what_does_not_compare_is_refused(condition: str, code: str) -> None:
    text = f"甲{{% if {condition} %}}是{{% endif %}}"
    assert prose(text, "路: 3公里\n家: 2家\n约: 约5家").codes == [code]
