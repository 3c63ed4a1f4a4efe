"""Names of one thing and of two, and how often they are told apart."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zongjie.comparing.likeness import core, likeness, overlap

TEXT = (Path(__file__).parent / "names.txt").read_text(encoding="utf-8")


class Named(NamedTuple):
    """A pair of names, and whether a person calls them one thing."""

    same: bool
    first: str
    second: str


def _pairs(part: str) -> list[Named]:
    lines = TEXT.split(f"[{part}]\n")[1].split("\n[")[0].splitlines()
    cut = (line.split() for line in lines)
    return [Named(mark == "同", first, second) for mark, first, second in cut]


def _is_one(pair: Named) -> bool:
    return likeness(core(pair.first), core(pair.second)) > 0


def _precision_and_recall(pairs: list[Named]) -> tuple[Fraction, Fraction]:
    found = [pair for pair in pairs if _is_one(pair)]
    right = sum(pair.same for pair in found)
    return Fraction(right, len(found)), Fraction(right, sum(pair.same for pair in pairs))


def test_there_are_pairs_enough_of_both_sorts() -> None:
    for part in ("调", "验"):
        pairs = _pairs(part)
        assert len(pairs) == len({pair[1:] for pair in pairs}) >= 70
        assert Fraction(2, 5) <= Fraction(sum(pair.same for pair in pairs), len(pairs)) <= 1


@pytest.mark.parametrize(
    "pair", [pair for part in "调验" for pair in _pairs(part) if not pair.same]
)
def test_two_things_are_never_taken_for_one(pair: Named) -> None:
    assert not _is_one(pair)


@pytest.mark.parametrize("part", ["调", "验"])
def test_one_thing_under_other_wording_is_mostly_found(part: str) -> None:
    precision, recall = _precision_and_recall(_pairs(part))
    assert precision == 1
    assert recall >= Fraction(9, 10)


@pytest.mark.parametrize("pair", _pairs("调"))
def test_the_order_of_two_names_does_not_matter(pair: Named) -> None:
    first, second = core(pair.first), core(pair.second)
    assert likeness(first, second) == likeness(second, first)
    assert overlap(first, second) == overlap(second, first)


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_two_texts_have_a_likeness(first: str, second: str) -> None:
    one, other = core(first), core(second)
    assert 0 <= likeness(one, other) == likeness(other, one) < 1
    assert likeness(one, one) in (0, Fraction(99, 100))


def test_a_name_of_empty_words_alone_keeps_them() -> None:
    assert core("全年工作情况").text == "工作情况"
    assert core("2024年").text == "2024年"
    assert core("人数").text
