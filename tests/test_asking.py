"""pull --changes ask: each tracked change is put to a person, once."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from copies import Draft
from word_files import packed, paragraph
from zongjie.cli.asking import asked
from zongjie.readers.docx import read

TEXT = packed(paragraph("全年受理案件154件，") + paragraph("街面环境整洁有序。"))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy with three changes."""
    draft = Draft(TEXT)
    draft.replace("张三", "154", "155")
    draft.replace("李四", "整洁", "有")
    draft.restyle("李四", "环境")
    path = tmp_path / "改稿.docx"
    path.write_bytes(draft.data())
    return path


@pytest.mark.parametrize(
    ("answers", "decided"),
    [
        ("\n否\n是\n", ["accept", "reject", "accept"]),
        ("什么\nn\ny\n不收\n", ["reject", "accept", "reject"]),
        ("否\n全收\n", ["reject", "accept", "accept"]),
        ("全不收\n", ["reject", "reject", "reject"]),
        ("是\n", ["accept", "reject", "reject"]),
    ],
)
def test_each_answer_decides_one_change_or_the_rest(
    copy: Path, answers: str, decided: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(answers))
    changes = asked(copy)
    assert changes == dict(enumerate(decided, 1))
    text = repr(read(copy, changes=changes))
    assert ("155" in text) == (decided[0] == "accept")


def test_what_is_asked_can_be_understood(
    copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n\n\n"))
    asked(copy)
    said = capsys.readouterr()
    assert said.out == ""  # what a program reads stays clean
    assert said.err.startswith(
        "改稿.docx 第1处修订，共3处：第1段，张三\n"
        "  原文：全年受理案件【154】件，\n  修订：“154”改为“155”\n收不收？"
    )
    assert "共3处：李四改了1处格式\n" in said.err


def test_a_copy_without_changes_asks_nothing(tmp_path: Path) -> None:
    path = tmp_path / "净稿.docx"
    path.write_bytes(TEXT)
    assert asked(path) == {}
    assert asked(tmp_path / "没有.docx") == {}
