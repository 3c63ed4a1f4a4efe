"""docs/旧稿转报告.md: its old text becomes the report it shows, and the files it names."""

from __future__ import annotations

import re
from pathlib import Path

from zongjie.cli import main
from zongjie.pipeline.recovering import recover_text

TEXT = (Path(__file__).parents[1] / "docs" / "旧稿转报告.md").read_text(encoding="utf-8")
BLOCKS = dict(re.findall(r"^```(text|yaml)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL))


def test_the_old_text_becomes_what_the_manual_shows() -> None:
    assert recover_text(BLOCKS["text"]).yaml == BLOCKS["yaml"]


def test_the_folder_holds_what_the_manual_names(tmp_path: Path) -> None:
    old, folder = tmp_path / "旧稿.txt", tmp_path / "2025"
    old.write_text(BLOCKS["text"], encoding="utf-8")
    assert main(["import", str(old), "-o", str(folder)]) == 0
    named = set(re.findall(r"^- `([^`]+)`", TEXT, re.MULTILINE)) - {"批注.txt"}
    assert {name.removesuffix("/") for name in named} <= {path.name for path in folder.iterdir()}
    assert main(["check", str(folder)]) == 0
    assert main(["next", str(folder), "--to", "2026", "-o", str(tmp_path / "2026")]) == 0
