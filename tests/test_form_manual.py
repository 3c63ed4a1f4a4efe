"""docs/填报表.md: what it says a cell becomes is what it becomes, and commands print as shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import forms
from zongjie.cli import main
from zongjie.diagnostics import has_errors
from zongjie.pipeline import check
from zongjie.sources.report import load_text
from zongjie.tables.form import WORDS

TEXT = (Path(__file__).parents[1] / "docs" / "填报表.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\S*)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
YAMLS = [text for kind, text in BLOCKS if kind == "yaml"]
SHOWN = [text for _, text in BLOCKS if text.startswith("$ ")]
ROWS = re.findall(r"^\| (\S+) \| (.+?) \| (.+?) \|$", TEXT, re.MULTILINE)[1:]


@pytest.mark.parametrize("yaml", YAMLS)
def test_its_reports_have_no_errors(yaml: str) -> None:
    assert not has_errors(
        check(load_text(f"标题: 题\n{yaml}" if "标题: 示" not in yaml else yaml)).diagnostics
    )


@pytest.mark.parametrize(("name", "typed", "becomes"), ROWS)
def test_a_cell_becomes_what_the_table_says(
    name: str, typed: str, becomes: str, tmp_path: Path
) -> None:
    path = forms.report(tmp_path, YAMLS[0])
    value = float(typed) if re.fullmatch(r"[\d.]+", typed) else typed
    form = "General" if typed == "0.95" else ""
    data = forms.filled(path, lambda page: page.put(name, value, form=form))
    done = forms.collected(path, data, dry_run=True)
    if becomes.startswith("不收："):
        assert [d.message.partition("：")[2] for d in done.diagnostics] == [becomes[3:]]
    else:
        assert [change.after for change in done.changes] == [becomes]


def test_the_commands_print_what_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    path = forms.report(tmp_path, YAMLS[0])
    data = forms.filled(path, lambda page: page.put("安全隐患", 745).put("走访企业", "1086家次"))
    (tmp_path / "填报表.xlsx").write_bytes(data)
    assert len(SHOWN) == 2
    for shown in SHOWN:
        command, _, printed = shown.partition("\n")
        assert main(command.split()[2:]) == 0
        said = capsys.readouterr()
        assert said.out + said.err == printed


def test_the_limits_of_words_are_told() -> None:
    for item, (_, limit) in WORDS.items():
        assert f"{item}（{limit}字）" in TEXT
