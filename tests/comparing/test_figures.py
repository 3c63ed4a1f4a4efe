"""Figures side by side: by the rules of a report, unit by unit."""

from __future__ import annotations

import pytest

from sides import rows
from zongjie.comparing.words import cells


def _said(before: str, after: str) -> list[tuple[str, ...]]:
    (row,) = rows(f"甲: {before}", f"甲: {after}")
    return [tuple(one) for one in cells(row)]


@pytest.mark.parametrize(
    ("before", "after", "difference", "change", "why"),
    [
        ("100件", "125件", "增加25件", "增长25%", ""),
        ("125件", "100件", "减少25件", "下降20%", ""),
        ("3件", "5件", "增加2件", "", ""),
        ("98.5%", "99.7%", "提高1.2个百分点", "", ""),
        ("28.6亿元", "286000万元", "相同", "", ""),
        ("26.8亿元", "281000万元", "增加13000万元", "增长4.9%", ""),
        ("约8万人", "约8万人", "相同", "", ""),
        ("约8万人", "8万人", "", "", "不是准数，不算增减"),
        ("100件", "100户", "", "", "单位不同，不能比"),
        ("0件", "30件", "增加30件", "", "原来是零，不算百分比"),
        ("零发生", "0起", "相同", "", ""),
        ("零发生", "30起", "增加30起", "", "原来是零，不算百分比"),
        ("30起", "零发生", "减少30起", "下降100%", ""),
        ("20000人", "20001人", "增加1人", "基本持平", ""),
        ("3亩", "2000平方米", "相同", "", ""),
    ],
)
def test_a_change_is_said_as_a_report_says_it(
    before: str, after: str, difference: str, change: str, why: str
) -> None:
    assert _said(before, after) == [(before, after, difference, change, why)]


def test_what_should_be_small_rises_and_does_not_grow() -> None:
    body = "甲:\n    数值: {}\n    方向: 越小越好"
    (row,) = rows(body.format("100件"), body.format("150件"))
    assert cells(row)[0].change == "上升50%"


def test_several_measures_are_compared_by_unit() -> None:
    assert _said("154处，9058平方米", "1公顷，160处，3户") == [
        ("154处", "160处", "增加6处", "增长3.9%", ""),
        ("9058平方米", "1公顷", "增加0.0942公顷", "增长10.4%", ""),
        ("", "3户", "", "", ""),
    ]
    assert _said("154处，9058平方米", "160处") == [
        ("154处", "160处", "增加6处", "增长3.9%", ""),
        ("9058平方米", "", "", "", ""),
    ]


@pytest.mark.parametrize(
    ("before", "after", "differs"),
    [
        ("28.6亿元", "286000万元", False),
        ("3件", "4件", True),
        ("3件", "3户", True),
        ("约3万件", "约3万件", False),
        ("约3万件", "近3万件", True),
        ("3件", "3件，4户", True),
        ("待报", "待报", False),
        ("待报", "3件", True),
    ],
)
def test_the_scale_is_no_difference(before: str, after: str, differs: bool) -> None:
    (row,) = rows(f"甲: {before}", f"甲: {after}")
    assert row.differs is differs
