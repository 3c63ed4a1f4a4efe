"""docs/对比.md: its two reports are compared, and print what the manual shows."""

from __future__ import annotations

import re
from pathlib import Path

from zongjie.cli import main
from zongjie.comparing import write
from zongjie.diagnostics import render
from zongjie.pipeline.comparing import FORMATS, compare

TEXT = (Path(__file__).parents[1] / "docs" / "对比.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\S+)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


def _block(kind: str) -> list[str]:
    return [text for name, text in BLOCKS if name == kind]


def test_the_example_prints_what_the_manual_shows(tmp_path: Path) -> None:
    assert [kind for kind, _ in BLOCKS] == ["yaml", "yaml", "text", "diagnostic"]
    paths = [tmp_path / name for name in ("2024年.yaml", "2025年.yaml")]
    for path, text in zip(paths, _block("yaml"), strict=True):
        path.write_text(text, encoding="utf-8", newline="")
    compared = compare(*paths)
    assert compared.comparison is not None
    shown = write(compared.comparison, "txt").decode().replace(f"{tmp_path}/", "")
    assert shown == _block("text")[0]
    told = [line for line in render.full(compared.diagnostics).split("\n") if "[ZJ" in line]
    assert told == _block("diagnostic")[0].splitlines()


def test_the_formats_it_names_are_all_there_are(tmp_path: Path) -> None:
    named = re.search(r"格式看扩展名：(.*?)。", TEXT)
    assert named is not None
    assert tuple(re.findall(r"`\.(\w+)`", named[1])) == FORMATS
    report = tmp_path / "甲.yaml"
    report.write_text("标题: 题\n", encoding="utf-8")
    outputs = [str(tmp_path / f"对比.{form}") for form in FORMATS]
    options = [part for path in outputs for part in ("-o", path)]
    assert main(["compare", str(report), str(report), *options]) == 0
    assert all(Path(path).stat().st_size for path in outputs)
