"""Reports written for this purpose, of many offices: how good the scanner is beyond two texts.

What is demanded is what holds of texts that nobody has seen: their labels were made
before the scanner read them, and some of them it still gets wrong.
"""

from pathlib import Path

import pytest

from scoring import GOLD, Score, read_gold, score
from zongjie.model.mentions import MentionKind, scan

NAMES = sorted(path.stem for path in (GOLD / "written").glob("*.txt"))


def source(name: str) -> str:
    return Path(GOLD / "written" / f"{name}.txt").read_text("utf-8")


@pytest.fixture(scope="module")
def scored() -> Score:
    return score((scan(source(name)), read_gold(f"written/{name}")) for name in NAMES)


def test_there_are_many_figures() -> None:
    gold = [m for name in NAMES for m in read_gold(f"written/{name}")]
    assert sum(m.kind is MentionKind.INDICATOR for m in gold) > 400


@pytest.mark.parametrize("name", NAMES)
def test_labels_fit_the_texts(name: str) -> None:
    text = source(name)
    assert all(text[m.start : m.end] == m.text for m in read_gold(f"written/{name}"))


@pytest.mark.parametrize("name", NAMES)
def test_every_text_is_read_well(name: str) -> None:
    one = score([(scan(source(name)), read_gold(f"written/{name}"))])
    assert one.f1 >= 0.97
    assert one.label_f1 >= 0.85
    assert one.label_exact >= 0.6
    assert one.basis >= 0.9
    assert one.misled == ()


def test_all_of_them_together(scored: Score) -> None:
    assert scored.f1 >= 0.99
    assert scored.label_f1 >= 0.9
    assert scored.label_exact >= 0.8
    assert scored.basis >= 0.95
