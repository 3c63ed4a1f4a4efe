"""采纳情况: what of the changes stands in the text now, and never a wrong word about it."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import pytest

from copies import Draft
from word_files import packed, paragraph
from zongjie import load, render
from zongjie.document import Document
from zongjie.opinions.gathering import Copy, gathered
from zongjie.opinions.records import Opinion, Standing
from zongjie.readers.docx import Choice, read, read_content

ROOT = Path(__file__).parents[2]
ADOPTED, DECLINED, OPEN = Standing.ADOPTED, Standing.DECLINED, Standing.OPEN


@cache
def original() -> bytes:
    """Return an example as the .docx that goes round."""
    return render(load(ROOT / "examples" / "ganquan-2016"), "docx").outputs["docx"]


def copy_of(data: bytes, name: str = "改稿") -> Copy:
    markup = read_content(data, markup=True).markup
    assert markup is not None
    return Copy(name, markup)


def rows(now: Document | None, *drafts: bytes) -> list[Opinion]:
    copies = [copy_of(data, f"改稿{at}") for at, data in enumerate(drafts)]
    return list(gathered(copies, now).opinions)


def edited() -> Draft:
    """Return a copy with a change of each kind."""
    draft = Draft(original())
    draft.replace("甲", "2285人", "2258人")
    draft.replace("乙", "50人", "52人")
    draft.insert("丙", "丰富为老", "服务")
    draft.insert("丙", "深化计生", "文化")
    draft.replace("丁", "，同时", "") if "，同时" in draft.body else None
    draft.delete_paragraph("丁", "落实托底保障政策")
    draft.insert_paragraph("戊", "提高民生服务水平", "推进就业服务下沉。全年开展招聘会6场。")
    draft.move("己", "组建“独居老人结对关爱联盟”，", "全年失业控制数为")
    draft.join("庚", "主要开展了以下")
    draft.replace("辛", "注重保障民生", "切实保障民生")
    return draft


@pytest.mark.parametrize("seed", range(12))
def test_what_was_taken_over_is_told_and_what_was_not(seed: int) -> None:
    data = edited().data()
    markup = read_content(data, markup=True).markup
    assert markup is not None
    rolled = random.Random(seed)
    changes: dict[int, Choice] = {
        one.number: rolled.choice(("accept", "reject")) for one in markup.revisions
    }
    wanted = {
        one.number: ADOPTED if changes[one.number] == "accept" else DECLINED
        for one in markup.revisions
    }
    found = rows(read(data, changes=changes), data)
    told = dict(zip((one.number for one in markup.revisions), by_number(found, data), strict=True))
    assert told == wanted


def by_number(found: list[Opinion], data: bytes) -> list[Standing]:
    """Return the standings in the order of the changes: by who made them, and where."""
    plain = {(one.people, one.original, one.said): one.standing for one in found}
    return [plain[one.people, one.original, one.said] for one in unsorted(data)]


def unsorted(data: bytes) -> list[Opinion]:
    copy = copy_of(data)
    return [
        one
        for change in copy.markup.revisions
        for one in gathered(
            [copy._replace(markup=copy.markup._replace(revisions=(change,)))]
        ).opinions
    ]


def test_nobody_is_told_anything_where_there_is_no_text_now() -> None:
    assert {one.standing for one in rows(None, edited().data())} == {OPEN}


def tracked(text: str) -> bytes:
    return packed(paragraph(*text.split("|")) + paragraph("尾段没有改。"))


def change(old: str, new: str, author: str = "甲") -> str:
    by = f'w:id="1" w:author="{author}" w:date="2025-01-01"'
    gone = f"<w:del {by}><w:r><w:delText>{old}</w:delText></w:r></w:del>" if old else ""
    come = f"<w:ins {by}><w:r><w:t>{new}</w:t></w:r></w:ins>" if new else ""
    return gone + come


@pytest.mark.parametrize(
    ("copy", "now", "wanted"),
    [
        (f"共处理|{change('154', '155')}|处。", "共处理155处。", ADOPTED),
        (f"共处理|{change('154', '155')}|处。", "共处理154处。", DECLINED),
        (f"共处理|{change('154', '155')}|处。", "共处理1550处。", OPEN),
        (f"共处理|{change('154', '155')}|处。", "共处理约155余处。", OPEN),
        (f"共处理15|{change('4', '5')}|处。", "共处理155处。", ADOPTED),
        (f"共处理|{change('154', '155')}|处。", "今年，全街道共处理155处，比去年多。", ADOPTED),
        (f"共处理|{change('154', '155')}|处。", "完全换了一个说法。", OPEN),
        (f"工作|{change('工作', '')}|很多。", "工作很多。", ADOPTED),
        (f"工作|{change('', '还')}|很多。", "工作还很多。", ADOPTED),
        (f"工作|{change('', '还')}|很多。", "工作还是很多。", OPEN),
        (f"工作|{change('', '还')}|很多。", "　　工作 很多。", DECLINED),
    ],
)
def test_only_what_is_sure_is_told(copy: str, now: str, wanted: Standing) -> None:
    (one,) = rows(read(packed(paragraph(now) + paragraph("尾段没有改。"))), tracked(copy))
    assert one.standing == wanted


def test_of_two_who_differ_the_one_who_was_followed_is_told() -> None:
    drafts = [
        tracked(f"共处理|{change('154', new, who)}|处，|{change('', also, who)}|成效好。")
        for who, new, also in (("甲", "155", "总体"), ("乙", "156", ""))
    ]
    now = read(packed(paragraph("共处理155处，总体成效好。") + paragraph("尾段没有改。")))
    found = {(one.people[0], one.said): one.standing for one in rows(now, *drafts)}
    assert found == {
        ("甲", "“154”改为“155”"): ADOPTED,
        ("乙", "“154”改为“156”"): DECLINED,
        ("甲", "增加“总体”"): ADOPTED,
    }


def test_neighbours_that_were_both_taken_over_are_both_told() -> None:
    drafts = [
        tracked(f"共处理|{change('154', '155', '甲')}|处，成效好。"),
        tracked(f"共处理154|{change('处', '件', '乙')}|，成效好。"),
    ]
    now = read(packed(paragraph("共处理155件，成效好。") + paragraph("尾段没有改。")))
    assert {one.standing for one in rows(now, *drafts)} == {ADOPTED}


def test_a_change_that_says_nothing_in_words_is_left_to_people() -> None:
    by = 'w:id="1" w:author="甲" w:date="2025-01-01"'
    data = tracked(f"工作|<w:ins {by}><w:r><w:drawing/></w:r></w:ins>|很多。")
    (one,) = rows(read(data), data)
    assert (one.said, one.standing) == ("增加图片或者符号", OPEN)
