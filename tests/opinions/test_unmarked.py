"""Edits without 修订: the differences of two texts, as if they had been tracked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zongjie.opinions.unmarked import unmarked
from zongjie.readers.docx.revisions import RevisionKind
from zongjie.revisions import Kind, Line

ROWS = ["题目在这里。", "一、城市管理", "全年处理案件一百件。", "街面环境整洁有序。", "完。"]


def lines(*texts: str) -> list[Line]:
    kinds = {"一、": Kind.HEADING, "注：": Kind.NOTE}
    return [Line(text, (), 0, kinds.get(text[:2], Kind.BODY)) for text in texts]


def told(before: list[str], after: list[str]) -> list[tuple[RevisionKind, str, str, int]]:
    found = unmarked(lines(*before), lines(*after)).revisions
    return [(one.kind, one.before, one.after, one.place.number) for one in found if one.place]


def test_each_kind_of_edit_is_told_where_it_stands() -> None:
    assert told(ROWS, ROWS) == []
    assert told(ROWS, [*ROWS[:2], "全年处理案件二百件。", *ROWS[3:]]) == [
        (RevisionKind.REPLACED, "一", "二", 3)
    ]
    assert told(ROWS, [*ROWS[:3], *ROWS[4:]]) == [
        (RevisionKind.DELETED, "街面环境整洁有序。\n", "", 4)
    ]
    assert told(ROWS, [*ROWS[:4], "新增的一段文字。", ROWS[4]]) == [
        (RevisionKind.INSERTED, "", "\n新增的一段文字。", 4)
    ]
    assert told(ROWS, ["新写的开头一段。", *ROWS]) == [
        (RevisionKind.INSERTED, "", "新写的开头一段。\n", 1)
    ]
    assert told([], ["只有这一段。"]) == [(RevisionKind.INSERTED, "", "只有这一段。\n", 1)]


def test_paragraphs_made_one_and_two_are_told_as_such() -> None:
    one = ROWS[2] + ROWS[3]
    assert told(ROWS, [*ROWS[:2], one, ROWS[4]]) == [(RevisionKind.BROKEN, "\n", "", 3)]
    assert told([*ROWS[:2], one, ROWS[4]], ROWS) == [(RevisionKind.BROKEN, "", "\n", 3)]


def test_headings_and_notes_are_known() -> None:
    before = lines(*ROWS, "注：甲的说明文字。")
    after = lines(*ROWS[:3], "街面环境整洁。", ROWS[4], "注：甲的说明。")
    first, second = unmarked(before, after).revisions
    assert first.place is not None
    assert second.place is not None
    assert first.place.heading == "一、城市管理"
    assert (second.place.where, second.place.number) == ("脚注", 1)


@given(st.lists(st.sampled_from(ROWS), max_size=6), st.lists(st.text("城管案件。"), max_size=6))
def test_the_changed_words_stand_where_it_says(before: list[str], after: list[str]) -> None:
    for one in unmarked(lines(*before), lines(*filter(None, after))).revisions:
        assert one.place is not None
        within = one.before.split("\n")[0]
        assert one.place.text[one.place.start : one.place.end] == within
