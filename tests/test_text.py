"""Characters: widths, names that fold, and what may be printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zongjie.text import BREAK, display_width, fold, half_width, is_formula, name_key, nearest

# ---- widths and names ------------------------------------------------------------


@given(st.text())
def test_half_width_folds_one_to_one(text: str) -> None:
    folded = half_width(text)
    assert len(folded) == len(text)
    assert half_width(folded) == folded


def test_half_width_folds_what_a_chinese_keyboard_types() -> None:
    assert half_width("（Ａ１２．５％），：；！？｜｛｝　。￥") == "(A12.5%),:;!?|{} .¥"
    assert half_width("“引”——……、《》甲") == "“引”——……、《》甲"


@given(st.text())
def test_a_name_key_is_its_own_key(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“三停”处罚", "三停处罚"),
        ("「三停」处罚", "'三停'处罚"),
        ("PM2.5", "ＰＭ２．５"),
        ("走访企业（营商办）", "走访企业(营商办)"),
        ("65岁 以上老人", "６５岁　以上老人"),
        ("网格\n案件", "网格\u00a0案件"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_other_names_do_not_share_a_key() -> None:
    assert len({name_key(name) for name in ("PM2.5", "PM25", "pm2.5", "甲、乙", "甲乙")}) == 5


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("abc", 3),
        ("网格", 4),
        ("１２", 4),
        ("ｱ", 1),
        ("“”…—", 8),
        ("😀", 2),
        ("𠮷", 2),
        ("e\u0301", 1),
        ("❤\ufe0f", 1),
        ("甲\u200b乙", 4),
    ],
)
def test_display_width_in_columns_of_a_chinese_terminal(text: str, columns: int) -> None:
    assert display_width(text) == columns


def test_nearest_finds_what_was_meant_and_does_not_guess_wildly() -> None:
    known = ["网格受理案件", "走访企业", "上年"]
    assert nearest("网格案件", known) == "网格受理案件"
    assert nearest("上年", known) == "上年"
    assert nearest("完全不同", known) == ""
    assert nearest("", known) == ""
    assert nearest("甲", []) == ""
    assert nearest("网格案件", iter(known)) == "网格受理案件"


@pytest.mark.parametrize(
    ("cell", "computed"),
    [
        ("=1+1", True),
        ("　＝甲", True),
        ("-2%", True),
        ("@甲", True),
        ("18735件", False),
        ("", False),
    ],
)
def test_what_a_spreadsheet_would_compute(cell: str, computed: bool) -> None:
    assert is_formula(cell) is computed


@given(st.text("甲x \t\u3000\n"))
def test_a_line_end_and_the_blanks_round_it_fold_to_nothing(text: str) -> None:
    assert fold(text) == BREAK.sub("", text)
