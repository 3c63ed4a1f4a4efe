"""What an indicator says of itself must agree with its own figures."""

from __future__ import annotations

import pytest

from zongjie import checks
from zongjie.sources.report import load_text


def _codes(*facts: str) -> list[str]:
    lines = "".join(f"    {fact}\n" for fact in facts)
    loaded = load_text(f"标题: 题\n指标:\n  甲:\n{lines}")
    assert loaded.diagnostics == []
    assert loaded.report is not None
    return [found.code for found in checks.check(loaded.report)]


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
        (("数值: 15家", "上年: 12家", "同比: 增长25%"), []),
        (("数值: 15家", "上年: 12家", "同比: 增加3家"), []),
        (("数值: 15家", "上年: 12家", "同比: 增加4家"), ["ZJ206"]),
        (("数值: 92.5%", "上年: 90%", "同比: 提高2.5个百分点"), []),
        (("数值: 92.5%", "上年: 90%", "同比: 提高2个百分点"), ["ZJ206"]),
        # 完成率 beside 目标
        (("数值: 90座", "目标: 100座", "完成率: 90%"), []),
        (("数值: 90座", "目标: 100座", "完成率: 95%"), ["ZJ206"]),
        (("数值: 4280平方米", "目标: 3000平方米", "完成率: 142.7%"), []),
        # 增长一倍以上
        (("数值: 300件", "上年: 100件"), ["ZJ208"]),
        (("数值: 200件", "上年: 100件"), ["ZJ208"]),
        (("数值: 199件", "上年: 100件"), []),
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
        "标题: 题\n指标:\n  甲:\n    数值: 9件\n    其中:\n      乙:\n        数值: 18735件\n"
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
