"""Two drafts in one: without what is new it is the first, without what is gone the second."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given

from redlines import drafts
from strategies import documents
from zongjie.document import Document, Note, Paragraph, Run, Table
from zongjie.document.redlined import Draft, Fate, Grid, Passage, Row
from zongjie.revisions.drafts import draft_of
from zongjie.revisions.redline import redlined


def _text(passage: Passage, gone: Fate) -> str:
    return "".join(one.text for one in passage.stretches if one.fate is not gone)


def _without(draft: Draft, gone: Fate) -> list[str]:
    """Return what a redline says without one side: paragraphs, and rows of tables."""
    found: list[str] = []
    held = ""
    for item in draft.items:
        if isinstance(item, Grid):
            found += _rows(item.rows, gone)
            continue
        held += _text(item, gone)
        if item.fate is not gone:
            found.append(held)
            held = ""
    assert held == ""
    notes = [_text(note, gone) for note in draft.notes.values()]
    return [one for one in (*found, *sorted(notes)) if one]


def _rows(rows: Iterable[Row], gone: Fate) -> list[str]:
    kept = (row for row in rows if row.fate is not gone)
    return ["\t".join(_text(cell, gone) for cell in row.cells) for row in kept]


def _both(old: Document, new: Document) -> tuple[Draft, Draft, Draft]:
    before, after = draft_of(old), draft_of(new)
    return before, after, redlined(before, after)


def _holds(old: Document, new: Document) -> None:
    before, after, both = _both(old, new)
    assert _without(both, Fate.INSERTED) == _without(before, Fate.INSERTED)
    assert _without(both, Fate.DELETED) == _without(after, Fate.DELETED)


@given(documents(), documents())
def test_either_text_is_left(old: Document, new: Document) -> None:
    _holds(old, new)


@given(drafts())
def test_either_text_is_left_of_edits(pair: tuple[Document, Document]) -> None:
    _holds(*pair)


@given(documents())
def test_a_text_has_not_changed_beside_itself(document: Document) -> None:
    assert not _both(document, document)[2].has_changed


def _changes(old: str, new: str) -> list[tuple[str, str]]:
    pair = (Document([Paragraph((), (Run(text),))]) for text in (old, new))
    (item,) = _both(*pair)[2].items
    assert isinstance(item, Passage)
    return [(one.fate.value, one.text) for one in item.stretches if one.fate is not Fate.KEPT]


def test_a_word_that_stays_between_two_changes_is_not_left_alone() -> None:
    assert _changes("工单数同比下降4.2%。", "工单数比上年下降7.1%。") == [
        ("del", "同比"),
        ("ins", "比上年"),
        ("del", "4.2%"),
        ("ins", "7.1%"),
    ]


def test_a_word_beside_a_small_change_stays() -> None:
    assert _changes("拆除12处、5户。", "拆除13处、6户。") == [
        *(("del", "12"), ("ins", "13")),
        *(("del", "5"), ("ins", "6")),
    ]


def _noted(text: str, *keys: str) -> Paragraph:
    notes = (Note(key, (Run(f"{key}是一个注。"),)) for key in keys)
    return Paragraph((), (Run(text), *notes))


def test_a_footnote_whose_mark_stays_is_one_whatever_its_key() -> None:
    old = Document([_noted("整治五违四必", "五违"), _noted("推进三停", "三停")])
    new = Document([_noted("整治五违四必", "1"), _noted("推进三停", "2")])
    both = _both(old, new)[2]
    assert list(both.notes) == ["1", "2"]
    assert [one.fate for item in both.items for one in item.stretches] == [Fate.KEPT] * 4  # type: ignore[union-attr]


def test_a_footnote_that_moved_is_gone_and_new() -> None:
    old = Document([_noted("整治五违四必", "甲"), _noted("推进三停工作")])
    new = Document([_noted("整治五违四必"), _noted("推进三停工作", "甲")])
    notes = _both(old, new)[2].notes.values()
    assert [note.stretches[0].fate for note in notes] == [Fate.DELETED, Fate.INSERTED]


def test_a_table_with_another_column_is_gone_and_new_row_by_row() -> None:
    narrow = Table((((Run("指标"),), (Run("本年"),)),))
    wide = Table((((Run("指标"),), (Run("本年"),), (Run("上年"),)),))
    (grid,) = _both(Document([narrow]), Document([wide]))[2].items
    assert isinstance(grid, Grid)
    assert [row.fate for row in grid.rows] == [Fate.DELETED, Fate.INSERTED]


def test_what_moved_is_gone_where_it_stood() -> None:
    lines = ["一段讲党建的话。", "二段讲营商的话。", "三段讲城市的话。", "四段讲平安建设工作的话。"]
    old = Document([_noted(line) for line in lines])
    new = Document([_noted(line) for line in (lines[3], *lines[:3])])
    fates = [item.fate for item in _both(old, new)[2].items if isinstance(item, Passage)]
    assert fates == [Fate.INSERTED, Fate.KEPT, Fate.KEPT, Fate.KEPT, Fate.DELETED]
