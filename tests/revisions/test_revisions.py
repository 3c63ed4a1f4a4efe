"""Two states of one text: every line and every character is accounted for."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from zongjie.revisions import Group, aligned, apply, ops

SIGNS = st.text("甲乙丙12.，。%a \n", max_size=30)
LINES = st.lists(
    st.sampled_from(
        [
            "一、注重保障民生",
            "二、补齐发展短板",
            "全年累计受理案件18735件，结案率99.69%。",
            "全年累计受理案件18735件，结案率99.69%。拆除违法建筑9058平方米。",
            "拆除违法建筑9058平方米。",
            "件",
            "0",
        ]
    ),
    max_size=9,
)


@given(SIGNS, SIGNS)
def test_operations_make_the_new_text(old: str, new: str) -> None:
    found = ops(old, new)
    assert apply(old, found) == new
    assert all(one.end < other.start for one, other in pairwise(found))
    assert ops(old, old) == []


@given(LINES, LINES)
def test_every_line_stands_in_one_group_in_the_order_of_the_second(
    olds: list[str], news: list[str]
) -> None:
    groups = aligned(olds, news)
    assert sorted(i for group in groups for i in group.olds) == list(range(len(olds)))
    assert [j for group in groups for j in group.news] == list(range(len(news)))
    kept = [i for group in groups if not group.moved and group.news for i in group.olds]
    assert kept == sorted(kept)
    assert aligned(olds, olds) == [Group((i,), (i,)) for i in range(len(olds))]


HALF, OTHER = "上半年完成老旧小区改造项目，", "下半年开展安全生产大检查活动。"


def test_a_line_that_was_split_is_one_group() -> None:
    assert aligned(["甲", HALF + OTHER, "乙"], ["甲", HALF, OTHER, "乙"]) == [
        Group((0,), (0,)),
        Group((1,), (1, 2)),
        Group((2,), (3,)),
    ]


def test_lines_that_were_merged_are_one_group() -> None:
    assert aligned([HALF, OTHER], [HALF + OTHER]) == [Group((0, 1), (0,))]


def test_a_line_that_changed_its_place_is_known_though_it_was_edited() -> None:
    olds = [HALF, "章节一", "章节二", "章节三", OTHER]
    news = ["章节一", "章节二", "章节三", OTHER, HALF.replace("上半年", "今年上半年")]
    assert aligned(olds, news)[-1] == Group((0,), (4,), moved=True)


def test_what_is_gone_stands_behind_what_stood_before_it() -> None:
    assert aligned(["甲", HALF, "乙"], ["甲", "乙"]) == [
        Group((0,), (0,)),
        Group((1,), ()),
        Group((2,), (1,)),
    ]


def test_a_number_changes_as_a_whole() -> None:
    assert apply("18735件", ops("18735件", "18935件")) == "18935件"
    assert ops("18735件", "18935件")[0][:2] == (0, 5)
