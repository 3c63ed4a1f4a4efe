"""Figures at one place of one sentence are one indicator, whatever they are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from sides import compared, side
from zongjie import compare
from zongjie.comparing.records import Match, Row

EXAMPLES = Path(__file__).parents[2] / "examples"


def _rows(before: tuple[str, str], after: tuple[str, str]) -> list[Row]:
    """Compare two reports, each its 开头 and its indicators."""
    made = []
    for text, indicators in (before, after):
        lines = "".join(f"  {line}\n" for line in indicators.split("\n"))
        made.append(side(f"标题: 题\n章节: []\n开头: {text}\n指标:\n{lines}"))
    return list(compared(*made)[0].rows or ())


def _matches(before: tuple[str, str], after: tuple[str, str]) -> list[tuple[str, str, str]]:
    return [
        (row.before.name, row.after.name, row.match.value)
        for row in _rows(before, after)
        if row.before and row.after
    ]


@pytest.mark.parametrize("reference", ["乙事", "乙事.件", "乙事.印作", "乙事|中文数字", "乙事。件"])
def test_one_place_of_one_sentence_is_one_indicator(reference: str) -> None:
    after = (f"去年{{{{{reference}}}}}。", "乙事:\n    数值: 20110件\n    印作: 2.01万件")
    assert _matches(("去年{{甲物}}。", "甲物: 18735件"), after) == [("甲物", "乙事", "同句")]


def test_each_number_has_its_own_place() -> None:
    text = "2015年甲{{%s}}、三类，乙{{%s}}。"
    found = _matches(
        (text % ("甲物", "丙物"), "甲物: 30件\n丙物: 41件"),
        (text % ("丁事", "乙事"), "乙事: 52件\n丁事: 63件"),
    )
    assert found == [("甲物", "丁事", "同句"), ("丙物", "乙事", "同句")]


def test_a_name_of_its_own_goes_before_a_place() -> None:
    found = _matches(
        ("有{{甲物}}。", "甲物: 30件\n乙事: 5件"), ("有{{乙事}}。", "乙事: 31件\n丙物: 6件")
    )
    assert found == [("乙事", "乙事", "同名")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("全年户籍人口{{户籍}}。", "户籍: 30人"), ("全年流动人口{{流动}}。", "流动: 31人")),
        (("有{{甲物}}。", "甲物: 30件"), ("有{{乙事}}。", "乙事: 31户")),
        (
            ("有{{甲物.上年}}。", "甲物:\n    数值: 30件\n    上年: 20件"),
            ("有{{乙事}}。", "乙事: 31件"),
        ),
        (
            ("有{{甲物.女}}。", "甲物:\n    数值: 30人\n    其中:\n      女: 20人"),
            ("有{{乙事}}。", "乙事: 31人"),
        ),
        (("有{{甲物}}。", "甲物: 30件"), ("有31件。", "乙事: 31件")),
    ],
)
def test_other_words_other_units_and_what_is_derived_prove_nothing(
    before: tuple[str, str], after: tuple[str, str]
) -> None:
    assert _matches(before, after) == []


@pytest.mark.parametrize(("name", "found"), [("ganquan-2016", 43), ("changbai-2020", 62)])
def test_a_text_finds_the_indicators_of_its_report(name: str, found: int) -> None:
    compared_ = compare(EXAMPLES / name / "source.txt", EXAMPLES / name, texts=False).comparison
    assert compared_ is not None
    assert compared_.pairs is None
    rows = [row for row in compared_.rows or () if row.match is not Match.NONE]
    assert len(rows) >= found
