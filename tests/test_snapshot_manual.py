"""docs/稿次.md: its commands print what it shows, and what it says of names is so."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from zongjie.cli import main
from zongjie.pipeline import bases
from zongjie.pipeline.keeping import take

TEXT = (Path(__file__).parents[1] / "docs" / "稿次.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\S*)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
COMMANDS = [text for kind, text in BLOCKS if not kind]
REPORT = "单位名称: 甲街道\n年份: 2025\n指标:\n  受理案件: 12件\n开头: 全年受理案件{{受理案件}}。\n"


def _block(kind: str) -> str:
    [only] = [text for name, text in BLOCKS if name == kind]
    return only


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = Path("报告") / "报告.yaml"
    path.parent.mkdir()
    path.write_text(REPORT, "utf-8")
    return path


def _run(command: str) -> int:
    return main(command.removeprefix("$ zongjie ").split())


def test_a_draft_lies_where_the_manual_shows(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command, _, printed = COMMANDS[0].partition("\n")
    assert _run(command) == 0
    assert capsys.readouterr().err == printed
    files = (path for path in Path("报告").rglob("*") if path.is_file())
    shown = sorted(path.as_posix() for path in files if ".zongjie" not in path.parts)
    assert shown == sorted(_block("text").split())


def test_drafts_are_listed_and_compared_as_shown(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    take(report, "送审稿")
    os.utime("报告/稿次/送审稿/稿次.json", (1, 1))
    report.write_text(REPORT.replace("12件", "13件"), "utf-8")
    take(report, "会签稿")
    capsys.readouterr()
    assert _run("$ zongjie snapshot 报告") == 0
    assert re.sub(r"　\d{4}-\d\d-\d\d \d\d:\d\d　", "　", capsys.readouterr().out) == _block("list")
    for command in COMMANDS[1].splitlines():
        assert _run(command) == 0
        assert "［12→13］" in capsys.readouterr().out


def test_the_names_it_forbids_are_refused(report: Path) -> None:
    said = TEXT.partition("## 名字")[2].partition("##")[0]
    [marks, devices] = re.findall(r"`(/.*?)`", said), re.findall(r"`([A-Z0-9]+)`", said)
    names = [
        *(f"稿{mark}" for mark in marks[0].split()),
        *devices,
        ".稿",
        "~稿",
        "-稿",
        " 稿",
        "稿.",
    ]
    assert len(names) == 9 + 3 + 5
    assert [name for name in names if take(report, name).snapshot is not None] == []
    length = int(re.search(r"超过(\d+)个字", said)[1])  # type: ignore[index]
    assert take(report, "稿" * length).snapshot is not None
    assert take(report, "稿" * (length + 1)).snapshot is None


def test_as_many_texts_are_kept_as_it_says() -> None:
    assert f"只留最近{bases.MOST}稿" in TEXT
    assert f"`{bases.FOLDER.as_posix()}/`" in TEXT
