"""Indicators → sentences: every case of tests/compose/sentences, and of the catalogue."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from reports import sentences_of
from zongjie.sources import templates
from zongjie.sources.report import load_text

FOLDER = Path(__file__).parent / "sentences"
HEAD = "单位名称: 示范街道\n年份: 2025\n"


class Case(NamedTuple):
    """Indicators and the paragraphs they make."""

    name: str
    indicators: str
    paragraphs: list[str]


def _cases(path: Path) -> list[Case]:
    cases = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.strip("\n").split("\n")
        name = next((line[2:] for line in lines if line.startswith("# ")), "")
        given = "".join(f"  {line}\n" for line in lines if not line.startswith(("#", "→")))
        wanted = [line[2:] for line in lines if line.startswith("→ ")]
        if wanted:
            cases.append(Case(f"{path.stem}: {name}", given, wanted))
    return cases


CASES = [case for path in sorted(FOLDER.glob("*.txt")) for case in _cases(path)]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_indicators_make_these_sentences(case: Case) -> None:
    yaml = f"{HEAD}指标:\n{case.indicators}"
    if case.name.startswith("own"):
        names = [
            line.strip().split(":")[0] for line in case.indicators.split("\n") if line[2:3].strip()
        ]
        used = "".join(f"          - {name}\n" for name in names)
        yaml += f"章节:\n  - 标题: 章\n    事项:\n      - 段首句: 头\n        所用指标:\n{used}"
    assert sentences_of(load_text(yaml)) == case.paragraphs


def _alone() -> str:
    """Return what each indicator of the catalogue says on its own."""
    outline, found = templates.outline_of(templates.shipped()[-1])
    assert found == []
    lines = []
    for topic in outline.topics():
        lines.append(f"# {topic.name}")
        for name in topic.names():
            entry = outline.entry(name.name)
            assert entry is not None
            units = entry.first_units
            value = "、".join(f"{12 + 3 * at}{unit}" for at, unit in enumerate(units))
            if entry.zero is not None and not entry.patterns:
                value = f"0{units[0]}"
            said = sentences_of(load_text(f"{HEAD}指标:\n  {name.name}: {value}\n"))
            lines.append(f"{name.name}: {value} → {''.join(said)}")
    return "\n".join(lines) + "\n"


def test_every_indicator_of_the_catalogue_makes_a_sentence_alone(
    golden: Callable[[str, str], None],
) -> None:
    text = _alone()
    golden("catalogue.txt", text)
    assert len([line for line in text.split("\n") if "→ " in line]) >= 200
