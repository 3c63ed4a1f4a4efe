"""Derived figures as prose prints them: rounding, verbs, points, small bases."""

from __future__ import annotations

import pytest
from tests.reports import prose


def _asked(facts: str, attribute: str) -> str:
    lines = "".join(f"  {line}\n" for line in facts.split("，"))
    outcome = prose(f"{{{{甲.{attribute}}}}}", f"甲:\n{lines}")
    assert outcome.codes in ([], ["ZJ208"]), outcome.messages
    return outcome.text


@pytest.mark.parametrize(
    ("facts", "printed"),
    [
        ("数值: 120件，上年: 100件", "同比增长20%"),
        ("数值: 80件，上年: 100件", "同比下降20%"),
        # one decimal, rounded half up, a trailing .0 dropped
        ("数值: 2009件，上年: 2000件", "同比增长0.5%"),
        ("数值: 20049件，上年: 20000件", "同比增长0.2%"),
        ("数值: 20050件，上年: 20000件", "同比增长0.3%"),
        ("数值: 19950件，上年: 20000件", "同比下降0.3%"),
        ("数值: 400件，上年: 300件", "同比增长33.3%"),
        ("数值: 1100件，上年: 1000件", "同比增长10%"),
        # 小数位
        ("数值: 400件，上年: 300件，小数位: 0", "同比增长33%"),
        ("数值: 400件，上年: 300件，小数位: 2", "同比增长33.33%"),
        ("数值: 100家，上年: 80家，小数位: 2", "同比增长25%"),
        # level
        ("数值: 100件，上年: 100件", "与上年持平"),
        ("数值: 100001件，上年: 100000件", "与上年基本持平"),
        ("数值: 0件，上年: 0件", "与上年持平"),
        # never 100 % or 0 % by rounding
        ("数值: 1件，上年: 100000件", "同比下降99.999%"),
        ("数值: 0件，上年: 50件", "同比下降100%"),
        # below a base of 20 the difference, not a percentage
        ("数值: 15家，上年: 12家", "同比增加3家"),
        ("数值: 12家，上年: 19家", "同比减少7家"),
        ("数值: 24家，上年: 20家", "同比增长20%"),
        ("数值: 1.5万元，上年: 1.2万元", "同比增长25%"),
        # rates: points
        ("数值: 92.5%，上年: 90%", "同比提高2.5个百分点"),
        ("数值: 90%，上年: 92.5%", "同比下降2.5个百分点"),
        # what should be small never 增长
        ("数值: 120起，上年: 100起，方向: 越小越好", "同比上升20%"),
        ("数值: 80起，上年: 100起，方向: 越小越好", "同比下降20%"),
        ("数值: 120人，上年: 100人，方向: 控制在以内", "同比上升20%"),
        # along one ladder of units
        ("数值: 1.2亿元，上年: 10000万元", "同比增长20%"),
        ("数值: 2万平方米，上年: 1公顷", "同比增长100%"),
        # stated alone
        ("同比: 增长12.30%", "同比增长12.30%"),
        ("同比: -34%", "同比下降34%"),
        ("同比: 提高0.5个百分点", "同比提高0.5个百分点"),
        ("同比: 持平", "与上年持平"),
        ("同比: 基本持平", "与上年基本持平"),
        ("同比: 减少3件", "同比减少3件"),
    ],
)
def test_the_change_from_last_year(facts: str, printed: str) -> None:
    assert _asked(facts, "同比") == printed


@pytest.mark.parametrize(
    ("facts", "attribute", "printed"),
    [
        ("数值: 120件，上年: 100件", "比上年", "比上年增长20%"),
        ("数值: 100件，上年: 100件", "比上年", "与上年持平"),
        ("数值: 100件，上年: 100件", "升降", "持平"),
        ("数值: 120件，上年: 100件", "增减", "增加20件"),
        ("数值: 1.5万件，上年: 18000件", "增减", "减少0.3万件"),
        ("数值: 5件，上年: 0件", "增减", "增加5件"),
        ("数值: 92.5%，上年: 90%", "增减", "提高2.5个百分点"),
        ("数值: 100件，上年: 100件", "增减", "持平"),
        # never rounded away, never a date, the unit of whichever has one
        ("数值: 1亿元，上年: 99999999.99元", "增减", "增加0.01元"),
        ("数值: 零发生，上年: 3起", "增减", "减少3起"),
        ("数值: 零增长，上年: 5%", "同比", "同比下降5个百分点"),
        ("数值: 2公顷，上年: 1亩", "增减", "增加29亩"),
        ("数值: 20个月，上年: 15个月", "增减", "增加5个月"),
        ("数值: 999999999999件，目标: 1000000000000件", "完成率", "99.9999999999%"),
        ("数值: 100件，上年: 100件", "同比.幅度", "持平"),
        ("数值: 15家，上年: 12家", "同比.幅度", "3家"),
        ("数值: 120件，目标: 150件", "完成率", "80%"),
        ("数值: 99999件，目标: 100000件", "完成率", "99.999%"),
        ("数值: 1件，目标: 100000件", "完成率", "0.001%"),
        ("数值: 150件，目标: 150件", "完成率", "100%"),
        ("数值: 4280平方米，目标: 3000平方米", "完成率", "142.7%"),
        ("数值: 1件，目标: 3件，小数位: 3", "完成率", "33.333%"),
        ("完成率: 142.7%", "完成率", "142.7%"),
    ],
)
def test_the_other_derived_figures(facts: str, attribute: str, printed: str) -> None:
    assert _asked(facts, attribute) == printed


def test_a_zero_base_gives_a_difference_and_no_percentage() -> None:
    facts = "甲:\n  数值: 50件\n  上年: 0件\n"
    assert prose("{{甲.增减}}", facts).text == "增加50件"
    assert prose("{{甲.同比}}", facts).codes == ["ZJ202"]


@pytest.mark.parametrize(
    ("formula", "printed"),
    [
        ("{{合计（甲，乙）}}", "15件"),
        ("{{甲}}", "5件"),
        ("{{合计（甲.上年，乙）}}", "14件"),
        ("{{合计（丙，甲）}}", "20件"),
    ],
)
def test_a_value_may_be_a_formula(formula: str, printed: str) -> None:
    facts = (
        f'甲:\n  数值: 5件\n  上年: 4件\n乙: 10件\n丙: "{{{{合计（甲，乙）}}}}"\n丁: "{formula}"\n'
    )
    assert prose("{{丁}}", facts).text == printed


@pytest.mark.parametrize(
    ("first", "second", "printed"),
    [
        ("1亿元", "10元", "100000010元"),
        ("1公顷", "1亩", "16亩"),
        ("零发生", "5起", "5起"),
        ("零发生", "零发生", "零发生"),
        ("1.5万件", "300件", "1.53万件"),
    ],
)
def test_a_sum_loses_nothing(first: str, second: str, printed: str) -> None:
    facts = f"甲: {first}\n乙: {second}\n"
    assert prose("{{合计（甲，乙）}}", facts).text == printed


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ("3", "5件", "ZJ204"),
        ("5件", "3", "ZJ204"),
        ("零发生", "5起，3人", "ZJ316"),
        ("30%", "40%", "ZJ211"),
        ("2个百分点", "1个百分点", "ZJ211"),
        ("三分之一", "一半", "ZJ211"),
        ("9" * 24 + "件", "1件", "ZJ212"),
        ("约3件", "5件", "ZJ316"),
    ],
)
def test_what_does_not_add_up_is_refused(first: str, second: str, code: str) -> None:
    outcome = prose("{{合计（甲，乙）}}", f"甲: {first}\n乙: {second}\n")
    assert (outcome.codes, outcome.text) == ([code], "")


def test_a_difference_that_reads_as_a_date_is_refused() -> None:
    facts = "甲:\n  数值: 20月\n  上年: 15月\n"
    assert prose("{{甲.增减}}", facts).codes == ["ZJ212"]


def test_formulas_of_parts_that_share_a_name_are_not_mixed_up() -> None:
    facts = (
        "a: 1家\nb: 2家\nc: 30家\nd: 40家\n"
        '甲:\n  其中:\n    企业: "{{合计（a，b）}}"\n乙:\n  其中:\n    企业: "{{合计（c，d）}}"\n'
    )
    outcome = prose("{{甲.企业}}和{{乙.企业}}", facts)
    assert outcome.text == "3家和70家"


def test_a_part_may_refer_to_a_part_of_its_own_name() -> None:
    facts = (
        '甲:\n  其中:\n    企业: "{{合计（乙.企业，a）}}"\na: 1家\n'
        '乙:\n  其中:\n    企业: "{{合计（a，a）}}"\n'
    )
    assert prose("{{甲.企业}}", facts).text == "3家"


@pytest.mark.parametrize(
    ("formula", "unit", "printed", "codes"),
    [
        ("｛｛合计（甲，乙）｝｝", "件", "15件", []),
        ("{{合计（甲，乙）}}", "件", "15件", []),
        ("{{合计（丙，丙）}}", "件", "6件", []),
        ("{{合计（丙，丙）}}万", "件", "6万件", []),
        ("{{合计（甲，乙）}}", "家", "", ["ZJ115"]),
        ("{{甲}}，{{乙}}", "", "", ["ZJ112"]),
    ],
)
def test_a_formula_has_a_unit_like_any_figure(
    formula: str, unit: str, printed: str, codes: list[str]
) -> None:
    facts = f'甲: 5件\n乙: 10件\n丙: 3\n总:\n  数值: "{formula}"\n'
    facts += f"  单位: {unit}\n" if unit else ""
    outcome = prose("{{总}}", facts)
    assert (outcome.text, outcome.codes) == (printed, codes)


def test_a_formula_over_a_figure_to_come_is_itself_to_come() -> None:
    facts = (
        '甲:\n乙: 3件\n总:\n  数值: "{{合计（甲，乙）}}"\n  上年: 9件\n再: "{{合计（总，乙）}}"\n'
    )
    outcome = prose("{{总}}，{{总.同比}}，{{再}}，{{总.上年}}", facts)
    assert outcome.text == "【待补：总】，【待补：总】，【待补：再】，9件"
    assert outcome.codes == ["ZJ309"] * 3
    assert prose("无", facts).codes == []
    assert "ZJ209" in prose("{{总}}", facts, final=True).codes


def test_a_figure_to_come_does_not_hide_what_is_known() -> None:
    facts = (
        "甲:\n  数值:\n  上年: 9件，3处\n  目标: 12件\n  名次: 全区第一\n  同比: 增长三成\n"
        "  其中:\n    企业: 4件\n"
    )
    known = "{{甲.上年}}{{甲.上年.处}}{{甲.目标}}{{甲.名次}}{{甲.企业}}{{甲.同比}}{{甲.同比.幅度}}"
    outcome = prose(known, facts)
    assert (outcome.text, outcome.codes) == ("9件，3处3处12件全区第一4件同比增长三成三成", [])
    awaited = "{{甲}}{{甲.数值}}{{甲.件}}{{甲.增减}}{{甲.完成率}}{{甲.企业.占比}}{{甲.批次}}"
    outcome = prose(awaited, facts)
    assert (outcome.text, outcome.codes) == ("【待补：甲】" * 7, ["ZJ309"] * 7)


def test_a_derived_figure_of_a_formula_is_computed() -> None:
    facts = '甲: 5件\n乙: 10件\n丙:\n  数值: "{{合计（甲，乙）}}"\n  目标: 20件\n'
    assert prose("{{丙.完成率}}", facts).text == "75%"


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ('甲: "{{合计（乙）}}"\n乙: "{{合计（甲）}}"', ["ZJ314", "ZJ314"]),
        ('甲: "{{甲}}"', ["ZJ314"]),
        ('甲: "{{没有}}"', ["ZJ301"]),
        ('甲: "{{乙}}"\n乙:\n  同比: 下降3%', ["ZJ310"]),
        ('甲: "共{{乙}}和"\n乙: 3件', ["ZJ316"]),
    ],
)
def test_a_faulty_formula_is_told_where_it_stands_and_once(facts: str, codes: list[str]) -> None:
    outcome = prose("{{甲}}", facts)
    assert outcome.codes == codes
    assert all(
        d.span and "{{" in d.span.source.line(d.span.position[0]) for d in outcome.diagnostics
    )


def test_a_zero_word_of_last_year_stops_every_sentence_of_this_year() -> None:
    facts = "事故:\n  数值: 1起\n  上年: 零发生\n"
    assert prose("实现{{事故}}、{{事故.上年}}", facts).codes == ["ZJ312", "ZJ312"]
    assert prose("无事故", facts).codes == []
    assert prose("{{事故}}", "事故:\n  数值: 零发生\n  上年: 零发生\n").text == "零发生"
