"""docs/批量.md: its two reports are printed, and what is said is what the manual shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from zongjie import batching
from zongjie.batching import names
from zongjie.cli import main

TEXT = (Path(__file__).parents[1] / "docs" / "批量.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\S+)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


def test_the_example_says_what_the_manual_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [kind for kind, _ in BLOCKS] == ["yaml", "yaml", "text", "again"]
    (_, east), (_, north), (_, told), (_, again) = BLOCKS
    files = re.findall(r"^`(各街道/\S+?\.yaml)`", TEXT, re.MULTILINE)
    command = re.search(r"^`zongjie (batch .*?)`", TEXT, re.MULTILINE)
    assert command is not None
    given = [part.strip('"') for part in command[1].split()]
    monkeypatch.chdir(tmp_path)
    Path("各街道").mkdir()
    for path, text in zip(files, (east, north), strict=True):
        Path(path).write_text(text, encoding="utf-8")
    assert main(given) == 1
    assert capsys.readouterr().err == told
    Path(files[1]).write_text(north.replace("{{网格案}}", "{{网格案件}}"), encoding="utf-8")
    assert main([*given, "--resume"]) == 0
    assert capsys.readouterr().err == again
    assert sorted(path.name for path in Path("输出").iterdir()) == [
        "东街道2025年工作总结.docx",
        "北街道2025年工作总结.docx",
        batching.MANIFEST,
    ]


def test_the_fields_and_formats_it_names_are_all_there_are() -> None:
    table = TEXT.partition("`--name` 的花括号里可以写")[2].partition("\n写 `/`")[0]
    assert re.findall(r"`\{(\S+?)\}`", table) == list(names.FIELDS)
    (line,) = (one for one in TEXT.splitlines() if one.startswith("| `--to"))
    assert set(re.findall("docx|pdf|txt|html|md", line)) == set(batching.FORMATS)
