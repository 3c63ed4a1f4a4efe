"""docs/版式.md: its reports and profiles are read, its pictures are there, nothing is left out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from zongjie import render
from zongjie.model.profile import RULES
from zongjie.pipeline import authoring
from zongjie.sources import profiles
from zongjie.sources.report import load_text

DOCS = Path(__file__).parents[1] / "docs"
TEXT = (DOCS / "版式.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```([^\n]+)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


def test_every_block_is_of_a_known_kind() -> None:
    assert {kind for kind, _ in BLOCKS} == {"yaml 报告", "yaml 版式"}


@pytest.mark.parametrize("yaml", [yaml for kind, yaml in BLOCKS if kind == "yaml 版式"])
def test_a_profile_is_sound(yaml: str, tmp_path: Path) -> None:
    path = tmp_path / "本区.yaml"
    path.write_text(yaml, encoding="utf-8")
    assert authoring.find_profile(str(path))[1] == []


@pytest.mark.parametrize("yaml", [yaml for kind, yaml in BLOCKS if kind == "yaml 报告"])
def test_a_report_is_sound(yaml: str) -> None:
    rendered = render(load_text(yaml), "docx", "txt")
    assert (rendered.ok, rendered.diagnostics) == (True, [])


def test_every_shipped_profile_and_every_choice_of_footnotes_is_told() -> None:
    assert all(f"| {title} |" in TEXT for title in profiles.titles())
    for key, rule in RULES["脚注"].items():
        assert f"脚注.{key}" in TEXT
        assert all(choice in TEXT for choice in rule.choices)


def test_every_picture_is_there() -> None:
    names = re.findall(r"!\[.*?\]\((.*?)\)", TEXT)
    assert len(names) == 3
    assert all((DOCS / name).stat().st_size > 10_000 for name in names)
