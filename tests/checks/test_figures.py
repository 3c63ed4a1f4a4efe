"""What an indicator says of itself must agree with its own figures."""

from __future__ import annotations

import pytest

from zongjie import checks
from zongjie.compose.known import values_of
from zongjie.diagnostics import Diagnostic
from zongjie.sources.report import load_text


def _codes(*facts: str) -> list[str]:
    lines = "".join(f"    {fact}\n" for fact in facts)
    loaded = load_text(f"标题: 题\n指标:\n  甲:\n{lines}")
    assert loaded.diagnostics == []
    assert loaded.report is not None
    return [found.code for found in checks.check(loaded.report)]


def _found(indicators: str) -> list[Diagnostic]:
    lines = "".join(f"  {line}\n" for line in indicators.strip("\n").split("\n"))
    loaded = load_text(f"标题: 题\n指标:\n{lines}")
    assert loaded.diagnostics == []
    assert loaded.report is not None
    return checks.check(loaded.report, values_of(loaded.report))


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        # 印作
        (("数值: 18735件", "印作: 1.8万余件"), []),
        (("数值: 18735件", "印作: 近1.9万件"), []),
        (("数值: 18735件", "印作: 1.9万件"), []),
        (("数值: 18735件", "印作: 1.9万余件"), ["ZJ207"]),
        (("数值: 18735件", "印作: 1.8万件"), ["ZJ207"]),
        (("数值: 18735件", "印作: 18735人"), ["ZJ207"]),
        (("数值: 154处，9058平方米", "印作: 154处，9000余平方米"), []),
        (("数值: 154处，9058平方米", "印作: 154处"), ["ZJ207"]),
        (("数值: 99.96%", "印作: 100%"), ["ZJ207"]),
        # 同比 beside 上年
        (("数值: 120件", "上年: 100件", "同比: 增长20%"), []),
        (("数值: 120件", "上年: 100件", "同比: +20%"), []),
        (("数值: 120件", "上年: 100件", "同比: 增长12%"), ["ZJ206"]),
        (("数值: 120件", "上年: 100件", "同比: 下降20%"), ["ZJ206"]),
        (("数值: 120件", "上年: 100件", "同比: 持平"), ["ZJ206"]),
        (("数值: 100件", "上年: 100件", "同比: 持平"), []),
        (("数值: 112件", "上年: 99件", "同比: 增长13%"), []),
        (("数值: 112件", "上年: 99件", "同比: 增长13.1%"), []),
        (("数值: 112件", "上年: 99件", "同比: 增长13.2%"), ["ZJ206"]),
        (("数值: 15家", "上年: 12家", "同比: 增长25%"), ["ZJ215"]),
        (("数值: 15家", "上年: 12家", "同比: 增加3家"), []),
        (("数值: 15家", "上年: 12家", "同比: 增加4家"), ["ZJ206"]),
        (("数值: 92.5%", "上年: 90%", "同比: 提高2.5个百分点"), []),
        (("数值: 92.5%", "上年: 90%", "同比: 提高2个百分点"), ["ZJ206"]),
        # a vague one must still have the direction and the size
        (("数值: 80件", "上年: 100件", "同比: 增长约50%"), ["ZJ206"]),
        (("数值: 80件", "上年: 100件", "同比: 增长50%以上"), ["ZJ206"]),
        (("数值: 149件", "上年: 100件", "同比: 增长约50%"), []),
        (("数值: 120件", "上年: 100件", "同比: 增长约50%"), ["ZJ206"]),
        (("数值: 151件", "上年: 100件", "同比: 增长50%以上"), ["ZJ208"]),
        (("数值: 151件", "上年: 100件", "同比: 增长超50%"), ["ZJ208"]),
        (("数值: 140件", "上年: 100件", "同比: 增长超50%"), ["ZJ206"]),
        # 倍, 成 and fractions
        (("数值: 400件", "上年: 100件", "同比: 增长3倍", "备注: 扩面"), []),
        (("数值: 300件", "上年: 100件", "同比: 增长3倍", "备注: 扩面"), ["ZJ206"]),
        (("数值: 150件", "上年: 100件", "同比: 增长五成"), ["ZJ208"]),
        (("数值: 170件", "上年: 100件", "同比: 增长五成"), ["ZJ206", "ZJ208"]),
        (("数值: 60件", "上年: 90件", "同比: 下降三分之一"), []),
        (("数值: 70件", "上年: 90件", "同比: 下降三分之一"), ["ZJ206"]),
        # level, or nearly so
        (("数值: 400件", "上年: 100件", "同比: 基本持平", "备注: 扩面"), ["ZJ206"]),
        (("数值: 101件", "上年: 100件", "同比: 基本持平"), []),
        (("数值: 94件", "上年: 100件", "同比: 基本持平"), ["ZJ206"]),
        (("数值: 101件", "上年: 100件", "同比: 持平"), ["ZJ206"]),
        (("数值: 100件", "上年: 100件", "同比: 增长3%"), ["ZJ206"]),
        (("数值: 100件", "上年: 100件", "同比: 增长0%"), []),
        # what cannot be compared is told
        (("数值: 120件", "上年: 100家", "同比: 增长20%"), ["ZJ204"]),
        (("数值: 120件", "上年: 100件", "同比: 提高20个百分点"), ["ZJ204"]),
        (("数值: 120件", "上年: 100件", "同比: 增加20家"), ["ZJ204"]),
        (("数值: 2起", "上年: 0起", "同比: 增长50%"), ["ZJ202", "ZJ215"]),
        (("数值: 2起", "上年: 0起", "同比: 增加2起"), []),
        (("数值: 2起", "上年: 0起", "同比: 持平"), ["ZJ206"]),
        (("数值: 9万元", "上年: 40000元", "同比: 增加5万元", "备注: 追加"), []),
        (("数值: 90座", "目标: 100处", "完成率: 90%"), ["ZJ204"]),
        (("数值: 90座", "目标: 0座", "完成率: 90%"), ["ZJ202"]),
        (("数值: 90座", "目标: 100座", "完成率: 九成"), []),
        (("数值: 90座", "目标: 100座", "完成率: 九成以上"), []),
        (("数值: 89座", "目标: 100座", "完成率: 九成以上"), ["ZJ206"]),
        (("数值: 9996座", "目标: 10000座", "完成率: 100%"), ["ZJ206"]),
        # 完成率 beside 目标
        (("数值: 90座", "目标: 100座", "完成率: 90%"), []),
        (("数值: 90座", "目标: 100座", "完成率: 95%"), ["ZJ206"]),
        (("数值: 4280平方米", "目标: 3000平方米", "完成率: 142.7%"), []),
        # a change of a half and more wants a 备注
        (("数值: 300件", "上年: 100件"), ["ZJ208"]),
        (("数值: 200件", "上年: 100件"), ["ZJ208"]),
        (("数值: 149件", "上年: 100件"), []),
        (("数值: 50件", "上年: 100件"), ["ZJ208"]),
        (("数值: 51件", "上年: 100件"), []),
        # … and one by ten, or ten thousand, looks like a slip
        (("数值: 1873件", "上年: 18735件"), ["ZJ252"]),
        (("数值: 28.6万元", "上年: 27.2亿元"), ["ZJ252"]),
        (("数值: 9058平方米", "目标: 90000平方米"), ["ZJ252"]),
        (("数值: 9.86%", "上年: 98.2%"), ["ZJ252"]),
        (("数值: 154处，90580平方米", "上年: 150处，9100平方米"), ["ZJ252"]),
        (("数值: 30起", "上年: 3起"), []),
        (("数值: 1873件", "上年: 18735件", "备注: 划出三个居民区"), []),
        (("数值: 300件", "上年: 100件", "备注: 口径变了"), []),
        (("数值: 30家", "上年: 10家"), []),
        # nothing to compare with
        (("数值: 约120件", "上年: 100件", "同比: 增长5%"), []),
        (("数值: 2起", "上年: 0起"), []),
        (("同比: 增长5%",), []),
    ],
)
def test_figures_that_contradict_each_other(facts: tuple[str, ...], codes: list[str]) -> None:
    assert _codes(*facts) == codes


def test_parts_are_checked_like_their_whole() -> None:
    loaded = load_text(
        "标题: 题\n指标:\n  甲:\n    数值: 18735件\n    其中:\n      乙:\n        数值: 18735件\n"
        "        印作: 2万余件\n"
    )
    assert loaded.report is not None
    (found,) = checks.check(loaded.report)
    assert found.code == "ZJ207"
    assert found.span is not None
    assert found.span.text == "2万余件"


def test_a_contradiction_shows_both_places() -> None:
    loaded = load_text("标题: 题\n指标:\n  甲:\n    数值: 90座\n    目标: 100座\n    完成率: 95%\n")
    assert loaded.report is not None
    (found,) = checks.check(loaded.report)
    assert found.span is not None
    assert (found.span.text, found.related[0].span.text) == ("95%", "100座")


def test_a_formula_is_checked_by_what_it_comes_to() -> None:
    facts = '乙: 70件\n丙: 50件\n甲:\n  数值: "{{合计（乙，丙）}}"\n  上年: 100件\n  目标: 100件\n'
    stated = f"{facts}  同比: 增长50%\n  完成率: 95%\n  印作: 200余件\n"
    assert [found.code for found in _found(stated)] == ["ZJ207", "ZJ206", "ZJ206"]
    assert _found(f"{facts}  同比: 增长20%\n  完成率: 120%\n  印作: 120件\n") == []


def test_a_formula_that_cannot_be_computed_is_not_checked_twice() -> None:
    assert _found('甲:\n  数值: "{{没有}}"\n  上年: 3件\n  同比: 增长20%\n') == []


def test_parts_of_parts_are_checked_too() -> None:
    inner = "        丙:\n          数值: 1件\n          目标: 2件\n          完成率: 95%\n"
    facts = f"甲:\n  数值: 1件\n  其中:\n    乙:\n      数值: 1件\n      其中:\n{inner}"
    (found,) = _found(facts)
    assert (found.code, found.span and found.span.text) == ("ZJ206", "95%")


@pytest.mark.parametrize(
    ("whole", "parts", "codes"),
    [
        ("3家", ("1家", "7家"), ["ZJ213"]),
        ("8家", ("1家", "7家"), []),
        ("9家", ("1家", "7家"), ["ZJ214"]),
        ("10万元", ("60000元", "4万元"), []),
        ("10万元", ("60000元", "4.1万元"), ["ZJ213"]),
        ("3起", ("3起", "零发生"), []),
        # what is not known, not exact or of another unit is not added up
        ("9家", ("1家", ""), []),
        ("9家", ("约1家", "7家"), []),
        ("约9家", ("1家", "7家"), []),
        ("9家", ("20人", "7家"), []),
        ("9家", ("20家", ""), ["ZJ213"]),
        ("90%", ("95%", "85%"), []),
        # several measures, each by its unit
        ("8家，50人", ("1家，20人", "7家，30人"), []),
        ("8家，50人", ("1家，20人", "7家，31人"), ["ZJ213"]),
        # formulas
        ('"{{合计（乙，乙）}}"', ("3吨", "4吨"), []),
        ('"{{合计（乙，乙）}}"', ("4吨", "4吨"), ["ZJ213"]),
    ],
)
def test_parts_add_up_to_their_whole(whole: str, parts: tuple[str, str], codes: list[str]) -> None:
    lines = "".join(f"    {name}: {part}\n" for name, part in zip("子丑", parts, strict=True))
    facts = f"乙: 3.5吨\n甲:\n  数值: {whole}\n  其中:\n{lines}"
    assert [found.code for found in _found(facts)] == codes
