"""Lines of one width: nothing is lost in breaking, and what was broken is found again."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.genre_texts import TEXTS
from tests.hard_wraps import by_characters, by_columns, hanging, moving, wrapped

from zongjie.text import display_width
from zongjie.wrapping import KINSOKU, UNITS, Line, Rule, joined, rule_of, split, wrap

rules = st.builds(
    Rule,
    st.integers(1, 60),
    st.sampled_from(UNITS),
    st.sampled_from(KINSOKU),
    whole=st.booleans(),
)
texts = st.text("甲乙丙，。”“（）12.5%ab —\u0301", max_size=200)
LONG = TEXTS["一是独立成段"].text.split("\n")[2]


@given(texts, rules)
def test_breaking_loses_nothing(text: str, rule: Rule) -> None:
    assert wrap(text, rule).replace("\n", "") == text
    assert all(wrap(text, rule).split("\n")) or not text


@given(texts, rules)
def test_what_is_broken_is_not_broken_again(text: str, rule: Rule) -> None:
    once = wrap(text, rule)
    assert wrap(once, rule) == once


@given(texts, st.integers(2, 60))
def test_a_line_is_as_wide_as_it_may_be(text: str, width: int) -> None:
    rows = wrap(text, Rule(width, "列")).split("\n")
    assert all(display_width(row) <= width for row in rows)
    assert all(display_width(a + b[0]) > width for a, b in pairwise(rows))


@pytest.mark.parametrize("width", [7, 20, 38])
def test_each_way_is_the_one_that_programs_have(width: int) -> None:
    for rule, broken in (
        (Rule(width), by_characters(LONG, width)),
        (Rule(2 * width, "列"), by_columns(LONG, 2 * width)),
        (Rule(width, kinsoku="悬挂"), hanging(LONG, width)),
        (Rule(width, kinsoku="移下"), moving(LONG, width)),
    ):
        assert wrap(LONG, rule) == "\n".join(broken)


def test_numbers_stay_whole() -> None:
    text = "全年共办理12345件。"
    assert wrap(text, Rule(8)) == "全年共办理123\n45件。"
    assert wrap(text, Rule(8, whole=True)) == "全年共办理\n12345件。"
    assert wrap("1234567890", Rule(4, whole=True)) == "1234\n5678\n90"


def test_no_mark_begins_a_line_and_no_bracket_ends_one() -> None:
    assert wrap("甲乙丙丁，戊", Rule(4)) == "甲乙丙丁\n，戊"
    assert wrap("甲乙丙丁，戊", Rule(4, kinsoku="悬挂")) == "甲乙丙丁，\n戊"
    assert wrap("甲乙丙丁，戊", Rule(4, kinsoku="移下")) == "甲乙丙\n丁，戊"
    assert wrap("甲乙丙（丁）", Rule(4, kinsoku="移下")) == "甲乙丙\n（丁）"


def test_narrow_columns_count_quotes_as_one() -> None:
    assert wrap("“甲”乙", Rule(6, "列")) == "“甲”\n乙"
    assert wrap("“甲”乙", Rule(6, "窄列")) == "“甲”乙"


@pytest.mark.parametrize("how", ["字", "列", "悬挂", "移下"])
def test_the_rule_of_a_text_prints_its_lines(how: str) -> None:
    text = wrapped(TEXTS["问题 分段"].text, how, 32)
    lines = split(text)
    rule = rule_of(lines)
    assert rule is not None
    whole = joined(lines, rule)
    assert [line.text for line in whole] == TEXTS["问题 分段"].text.split("\n")[:-1]
    assert [wrap(line.text, rule) for line in whole] == ["\n".join(line.rows) for line in whole]


def test_whole_paragraphs_have_no_rule() -> None:
    assert [name for name, genre in TEXTS.items() if rule_of(split(genre.text))] == []


def test_a_line_end_that_is_not_the_rules_stays() -> None:
    uneven = "　　甲乙丙丁戊己庚辛\n壬癸甲乙丙丁戊己庚辛\n壬癸甲乙丙丁戊\n己庚辛。\n"
    text = f"{uneven}　　甲乙丙丁戊己庚辛\n壬癸。\n"
    lines = split(text)
    whole = joined(lines, Rule(10))
    assert [line.text.count("\n") for line in whole] == [1, 0]
    assert whole[1] == Line("　　甲乙丙丁戊己庚辛壬癸。", 0, ("　　甲乙丙丁戊己庚辛", "壬癸。"))


def test_the_number_of_a_page_inside_a_paragraph_stays_in_it() -> None:
    lines = split("　　甲乙丙丁戊己庚辛\n壬癸甲乙丙丁戊己庚辛\n— 1 —\n壬癸。\n— 2 —\n　　甲。\n")
    whole = joined(lines, Rule(10))
    assert [line.text for line in whole] == [
        "　　甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛\n— 1 —\n壬癸。",
        "— 2 —",
        "　　甲。",
    ]


def test_a_heading_that_fills_its_line_is_no_part_of_the_paragraph() -> None:
    head, text = "一、做好党建工作筑牢", "甲乙丙丁戊己庚，" * 10 + "甲。"
    lines = split(wrapped(f"{head}\n{text}\n{text}\n", "字", 10))
    assert [line.text for line in joined(lines, Rule(10))] == [head, text, text]


@pytest.mark.parametrize(
    "text", ["甲\n" * 50_000, f"{LONG}\n" * 1000, "甲" * 400_000, "　" * 400_000]
)
def test_a_long_text_takes_no_time_that_grows_with_its_square(text: str) -> None:
    start = time.process_time()
    lines = split(text)
    joined(lines, rule_of(lines) or Rule(38))
    wrap(text, Rule(38, "列", "移下", whole=True))
    assert time.process_time() - start < 5  # below one second on a quiet machine
