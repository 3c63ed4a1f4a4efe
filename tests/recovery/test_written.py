"""The YAML that is written: every text comes back as it was, in rows a person can read."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zongjie.recovery import percent
from zongjie.recovery.look import look_of
from zongjie.recovery.written import scalar, whole, wrapped
from zongjie.sources.report import load_text
from zongjie.wrapping import split

texts = st.text(max_size=20) | st.text("-:#'\"\\ \t\n|>&*!%@`{}[],?甲", max_size=8)


@given(texts)
def test_a_scalar_is_read_as_it_was(text: str) -> None:
    report = load_text(f"标题: {scalar(text)}\n").report
    assert report is not None
    assert (report.title.value if report.title else "") == text


@given(texts)
def test_verbatim_is_read_as_it_was(text: str) -> None:
    report = load_text(whole(text)).report
    assert report is not None
    assert report.verbatim is not None
    assert report.verbatim.value in (text, f"{text}\n")  # a block scalar ends in a line end


def test_plain_words_need_no_quotes() -> None:
    assert scalar("“三停”处罚 12家：2016年") == "“三停”处罚 12家：2016年"
    assert scalar("甲: 乙") == "'甲: 乙'"
    assert scalar("'甲") == "'''甲'"
    assert scalar("甲\x07") == '"甲\\u0007"'


@given(st.text("甲，。；“”（） 　\t", max_size=300))
def test_rows_of_prose_lose_nothing(text: str) -> None:
    rows = wrapped(text)
    assert "".join(rows) == text
    edges = [(above[-1], below[0]) for above, below in pairwise(rows)]
    assert not any(char.isspace() for edge in edges for char in edge)


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (Fraction(0), "0%"),
        (Fraction(1), "100%"),
        (Fraction(1, 3), "33.3%"),
        (Fraction(1, 8), "12.5%"),
        (Fraction(1, 5000), "不到0.1%"),
        (Fraction(1999, 2000), "99.9%"),
    ],
)
def test_a_share_is_rounded_half_up(share: Fraction, shown: str) -> None:
    assert percent(share) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("完成,8名;(一)开始:", "完成，8名；（一）开始："),
        ("12:30,见http://a.b。共1,234人", "12:30，见http://a.b。共1,234人"),
        ("2-3月,每月1-2次,18-02地块", "2—3月，每月1～2次，18-02地块"),
    ],
)
def test_half_width_marks_become_standard_where_they_are_chinese(text: str, shown: str) -> None:
    assert look_of(split(text)).standard(text) == shown


def test_marks_of_both_widths_stay_as_they_are() -> None:
    look = look_of(split("甲，乙,丙。"))
    assert (look.punctuation, look.standard("甲，乙,丙。")) == ("原样", "甲，乙,丙。")


def test_a_text_with_standard_hyphens_keeps_its_short_ones() -> None:
    assert look_of(split("2—3月，1-2次。")).hyphen == "规范"
