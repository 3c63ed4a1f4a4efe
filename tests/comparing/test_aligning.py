"""Sentences of two texts: what became of each; laws over made texts; speed."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from zongjie.comparing.aligning import aligned
from zongjie.comparing.edits import edits
from zongjie.comparing.records import Edit, Pair, Place, Relation, Sentence


def _text(sentences: Iterable[str], section: str = "") -> list[Sentence]:
    return [Sentence(one, Place.BODY, section) for one in sentences]


def _said(pairs: Iterable[Pair]) -> list[tuple[str, str, str]]:
    return [
        (
            pair.relation.value,
            pair.before.text if pair.before else "",
            pair.after.text if pair.after else "",
        )
        for pair in pairs
    ]


OLD = _text(
    [
        "全年受理案件18735件。",
        "拆除违法建筑154处。",
        "开展夜间巡查。",
        "完善救助机制，做到应救尽救。",
        "组织义诊。",
    ]
)
NEW = _text(
    [
        "开展夜间巡查。",
        "全年受理案件20110件。",
        "健全救助机制，做到应救尽救。",
        "拆除违法建筑154处。",
        "举办招聘会。",
    ]
)


# ---- what became of a sentence -----------------------------------------------------


def test_each_sentence_is_kept_changed_or_new() -> None:
    found = aligned(OLD, NEW)
    assert Counter(_said(found)) == Counter(
        [
            ("不变", "开展夜间巡查。", "开展夜间巡查。"),
            ("只改了数字", "全年受理案件18735件。", "全年受理案件20110件。"),
            ("改动", "完善救助机制，做到应救尽救。", "健全救助机制，做到应救尽救。"),
            ("不变", "拆除违法建筑154处。", "拆除违法建筑154处。"),
            ("新增", "", "举办招聘会。"),
            ("删去", "组织义诊。", ""),
        ]
    )
    assert [pair.after for pair in found if pair.after] == NEW


def test_years_scales_and_chinese_numerals_are_only_figures() -> None:
    before = _text(["2015年，新建三家养老院，投入9800元。", "完成率达98.5%。"])
    after = _text(["2016年，新建十二家养老院，投入1.2万元。", "完成率达100%。"])
    assert [pair.relation for pair in aligned(before, after)] == [Relation.FIGURES] * 2
    other = _text(["2016年，改建十二家养老院，投入1.2万元。"])
    assert [pair.relation for pair in aligned(before[:1], other)] == [Relation.REWORDED]


def test_what_moved_is_what_little_changed_places() -> None:
    found = aligned(
        _text(["甲甲甲甲", "乙乙乙乙", "丙丙丙丙", "丁丁"]),
        _text(["丁丁", "甲甲甲甲", "乙乙乙乙", "丙丙丙丙"]),
    )
    assert [pair.after.text for pair in found if pair.moved and pair.after] == ["丁丁"]
    assert {pair.relation for pair in found if pair.after and pair.after.text} == {Relation.SAME}


def test_a_repeated_sentence_stays_in_its_chapter() -> None:
    before = _text(["成效明显。"], "甲") + _text(["成效明显。"], "乙")
    found = aligned(before, before[1:])
    assert [(pair.relation, pair.before and pair.before.section) for pair in found] == [
        (Relation.REMOVED, "甲"),
        (Relation.SAME, "乙"),
    ]


def test_a_heading_is_no_sentence_of_the_text() -> None:
    heading = [Sentence("完善救助机制", Place.HEADING, "")]
    assert [pair.relation for pair in aligned(heading, _text(["完善救助机制"]))] == [
        Relation.REMOVED,
        Relation.ADDED,
    ]


def test_what_is_gone_stands_behind_what_stood_before_it() -> None:
    before, after = _text("甲一乙二丙三"), _text("甲乙丙")
    assert [(one.before or one.after).text for one in aligned(before, after)] == list(
        "甲一乙二丙三"
    )  # type: ignore[union-attr]


# ---- what changed within -----------------------------------------------------------


def test_a_number_changes_as_a_whole_and_a_lone_sign_between_changes_goes_along() -> None:
    assert edits("受理18735件。", "受理18753件。") == (
        Edit("受理", "受理"),
        Edit("18735", "18753"),
        Edit("件。", "件。"),
    )
    assert edits("甲乙丙丁", "戊乙己丁") == (Edit("甲乙丙", "戊乙己"), Edit("丁", "丁"))
    assert edits("", "甲") == (Edit("", "甲"),)
    assert edits("甲", "甲") == (Edit("甲", "甲"),)


SIGNS = st.text("甲乙丙12.，。%a ", max_size=30)


@given(SIGNS, SIGNS)
def test_edits_make_both_texts_and_take_turns(before: str, after: str) -> None:
    found = edits(before, after)
    assert "".join(edit.before for edit in found) == before
    assert "".join(edit.after for edit in found) == after
    changed = [edit.before != edit.after for edit in found]
    assert all(one != other for one, other in pairwise(changed))


def test_a_long_sentence_is_compared_by_clauses_and_these_by_characters() -> None:
    before = "，".join(f"第{at}项任务按时完成" for at in range(200))
    found = edits(before, before.replace("第77项任务按时", "第77项任务提前"))
    assert [edit for edit in found if edit.before != edit.after] == [Edit("按时", "提前")]


# ---- laws --------------------------------------------------------------------------

_PIECES = [
    "受理案件",
    "12件",
    "30件",
    "居民",
    "，",
    "完善机制",
    "2015年",
    "2016年",
    "，做到应救尽救",
    "三家",
]
_SENTENCE = st.lists(st.sampled_from(_PIECES), min_size=1, max_size=5).map("".join)
_PLACED = st.builds(
    Sentence, _SENTENCE, st.sampled_from(Place), st.sampled_from(["", "甲章", "乙章"])
)
_TEXTS = st.lists(_PLACED, max_size=10)


@given(_TEXTS, _TEXTS)
def test_every_sentence_of_both_stands_in_one_pair(
    before: list[Sentence], after: list[Sentence]
) -> None:
    found = aligned(before, after)
    assert [pair.after for pair in found if pair.after] == after
    assert Counter(pair.before for pair in found if pair.before) == Counter(before)
    for pair in found:
        assert (pair.before is None) == (pair.relation is Relation.ADDED)
        assert (pair.after is None) == (pair.relation is Relation.REMOVED)
        if pair.before and pair.after:
            same = pair.before.text == pair.after.text
            assert same == (pair.relation is Relation.SAME) == (not pair.edits)


@given(_TEXTS)
def test_a_text_does_not_differ_from_itself(text: list[Sentence]) -> None:
    found = aligned(text, text)
    assert all(pair.relation is Relation.SAME and not pair.moved for pair in found)


_SWAPPED = {Relation.ADDED: Relation.REMOVED, Relation.REMOVED: Relation.ADDED}


@given(_TEXTS, _TEXTS)
def test_turning_the_texts_turns_the_pairs(before: list[Sentence], after: list[Sentence]) -> None:
    forth = Counter((p.relation, p.before, p.after, p.likeness) for p in aligned(before, after))
    back = Counter(
        (_SWAPPED.get(p.relation, p.relation), p.after, p.before, p.likeness)
        for p in aligned(after, before)
    )
    assert forth == back


# ---- speed -------------------------------------------------------------------------


def _made(seed: int, count: int, signs: str, length: int = 60) -> list[Sentence]:
    chance = random.Random(seed)
    return _text("".join(chance.choices(signs, k=length)) for _ in range(count))


def test_texts_of_three_hundred_pages_take_seconds() -> None:
    signs = "".join(chr(0x4E00 + at * 7) for at in range(600))
    before = _made(1, 3500, signs, 45)
    chance = random.Random(2)
    after = [
        one._replace(text=one.text[:20] + chance.choice("一二三甲乙丙") + one.text[21:])
        for one in before
    ]
    started = time.process_time()
    found = aligned(before, after)
    assert time.process_time() - started < 10
    assert not [pair for pair in found if pair.before is None or pair.after is None]


def test_a_megabyte_made_to_be_alike_takes_no_time_without_end() -> None:
    started = time.process_time()
    aligned(_made(1, 6000, "甲乙丙丁"), _made(2, 6000, "甲乙丙丁"))
    aligned(_text(["甲" * 300_000]), _text(["甲乙" * 150_000]))
    edits("甲乙" * 250, "乙甲甲" * 166)
    assert time.process_time() - started < 20
