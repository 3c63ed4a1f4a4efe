"""Sentences of every kind, each with all that stands in it (``cases.txt``).

A line ``text | value | unit | label | basis | qualifier`` is an indicator, a line
``~ text | kind`` a mention of another kind; what is empty at the end is left out.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from zongjie.model.mentions import Mention, MentionKind, scan

CASES = Path(__file__).with_name("cases.txt")
FIELDS = 6


class Case(NamedTuple):
    text: str
    rows: list[str]


def read_cases() -> Iterator[Case]:
    case: Case | None = None
    for line in CASES.read_text("utf-8").splitlines():
        if line.startswith("    "):
            assert case is not None
            case.rows.append(line.strip())
        else:
            if case is not None:
                yield case
            case = Case(line.replace("⏎", "\n"), [])
    assert case is not None
    yield case


def row(mention: Mention) -> str:
    if mention.kind is not MentionKind.INDICATOR:
        return f"~ {mention.text} | {mention.kind}"
    fields = [
        *(mention.text, mention.value, mention.unit),
        *(mention.label, mention.basis, mention.qualifier),
    ]
    assert len(fields) == FIELDS
    while not fields[-1]:
        fields.pop()
    return " | ".join(fields).replace("\n", "⏎")


ALL = list(read_cases())


def test_there_are_many_and_none_twice() -> None:
    assert len({case.text for case in ALL}) == len(ALL) >= 150


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.text[:24])
def test_all_that_stands_in_a_sentence(case: Case) -> None:
    assert [row(mention) for mention in scan(case.text)] == case.rows
