"""The two real reports whose every number people labelled."""

import re
import time
from pathlib import Path

import pytest

from scoring import Score, characters, read_gold, score
from zongjie.model.mentions import Mention, MentionKind, scan

EXAMPLES = Path(__file__).parents[3] / "examples"
NAMES = ("changbai-2020", "ganquan-2016")


def source(name: str) -> str:
    return (EXAMPLES / name / "source.txt").read_text("utf-8")


def wide(text: str) -> str:
    """The same text in full-width digits and marks, one character to one."""
    return text.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789%,:;()"})


@pytest.fixture(scope="module")
def scored() -> Score:
    return score((scan(source(name)), read_gold(name)) for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_labels_fit_the_texts(name: str) -> None:
    text = source(name)
    gold = read_gold(name)
    assert len(gold) > 90
    assert all(text[m.start : m.end] == m.text for m in gold)


def test_finds_the_figures(scored: Score) -> None:
    assert scored.f1 >= 0.98


def test_names_what_is_counted(scored: Score) -> None:
    assert scored.label_f1 >= 0.95
    assert scored.label_exact >= 0.85


def test_says_what_sort_of_figure_it_is(scored: Score) -> None:
    assert scored.basis >= 0.95


def test_no_indicator_on_a_date_an_address_an_ordinal_or_a_name(scored: Score) -> None:
    assert scored.misled == ()


@pytest.mark.parametrize("name", NAMES)
def test_width_changes_nothing_but_the_characters(name: str) -> None:
    narrow, broad = scan(source(name)), scan(wide(source(name)))
    rest = [m._replace(text="", label="") for m in broad]
    assert rest == [m._replace(text="", label="") for m in narrow]
    assert [m.label for m in broad] == [wide(m.label) for m in narrow]


def figures(text: str) -> list[tuple[str, str, str, str]]:
    """What the indicators of a text say, wherever they stand."""
    counted = (m for m in scan(text) if m.kind is MentionKind.INDICATOR)
    return [(m.value, m.unit, m.label, m.basis) for m in counted]


@pytest.mark.parametrize("width", [24, 36, 47])
@pytest.mark.parametrize("name", NAMES)
def test_lines_broken_by_their_width_read_as_one(name: str, width: int) -> None:
    lines = (textwrap(line, width) for line in source(name).split("\n"))
    assert figures("\n".join(lines)) == figures(source(name))


def textwrap(line: str, width: int) -> str:
    return "\n".join(line[at : at + width] for at in range(0, len(line), width))


@pytest.mark.parametrize("name", NAMES)
def test_blanks_round_numbers_mean_nothing(name: str) -> None:
    spaced = re.sub(r"(?<=[0-9])(?=[一-鿿%])|(?<=[一-鿿])(?=[0-9])", " ", source(name))
    assert figures(spaced) == figures(source(name))


@pytest.mark.parametrize("name", NAMES)
def test_qualifiers_and_scales_are_those_of_the_text(name: str) -> None:
    said = {m.start: m for m in scan(source(name))}
    for wanted in read_gold(name):
        if wanted.kind is MentionKind.INDICATOR:
            mention = said[wanted.start]
            assert (mention.text, mention.scale) == (wanted.text, wanted.scale)
            assert mention.qualifier == wanted.qualifier


@pytest.mark.parametrize("name", NAMES)
def test_a_report_is_scanned_while_nobody_waits(name: str) -> None:
    text = source(name)
    took = []
    for _ in range(5):
        began = time.process_time()
        scan(text)
        took.append(time.process_time() - began)
    assert min(took) < 0.06


def test_the_scorer_counts_what_is_wrong() -> None:
    gold = read_gold("ganquan-2016")
    assert score([(gold, gold)]).f1 == 1
    spoilt: list[Mention] = [m._replace(value="1") for m in gold]
    assert score([(spoilt, gold)]).f1 == 0
    named = [m._replace(kind=MentionKind.INDICATOR) for m in gold]
    assert score([(named, gold)]).misled
    assert characters("走访企业", "企业") == pytest.approx(2 / 3)
