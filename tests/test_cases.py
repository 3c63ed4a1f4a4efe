"""Every case in ``tests/cases`` gives exactly the diagnostics written inside it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import cases
from zongjie import check, load, render_file
from zongjie.cli import main
from zongjie.diagnostics import Severity

FOLDER = Path(__file__).parent / "cases"
PLANTED = sorted((FOLDER / "错数").glob("*.yaml"))
CASES = [*sorted(FOLDER.glob("*.yaml")), *PLANTED]
FAMILIES = ("缺值", "横向", "纵向", "文字")


def _lay_out(text: str, folder: Path) -> dict[str, str]:
    files = cases.split(text)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="")
    return files


def _run(text: str, folder: Path) -> tuple[list[cases.Expected], list[cases.Expected]]:
    files = _lay_out(text, folder)
    checked = check(load(folder))
    return cases.expected(files), cases.actual(checked.diagnostics, folder)


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_case_reports_what_is_written_inside_it(path: Path, tmp_path: Path) -> None:
    if os.environ.get("ZONGJIE_ACCEPT"):
        text = path.read_text(encoding="utf-8")
        on_top = path.stem.startswith(cases.SLIP)
        path.write_text(_accepted(text, tmp_path, on_top=on_top), encoding="utf-8", newline="")
    text = path.read_bytes().decode()
    wanted, found = _run(text, tmp_path / "run")
    assert found == wanted


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_case_with_an_error_writes_no_file_and_exits_1(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "报告"
    wanted, _ = _run(path.read_text(encoding="utf-8"), folder)
    target = tmp_path / "总结.docx"
    faulty = any(item.severity == Severity.ERROR.value for item in wanted)
    assert main(["render", str(folder), "-o", str(target)]) == (1 if faulty else 0)
    assert target.exists() is not faulty
    assert "Traceback" not in capsys.readouterr().err
    assert render_file(folder, tmp_path / "总结.txt").ok is not faulty


@pytest.mark.parametrize("path", PLANTED, ids=[path.stem for path in PLANTED])
def test_a_planted_fault_is_found_and_its_twin_gives_nothing(path: Path, tmp_path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    wanted, _ = _run(text, tmp_path / "planted")
    _, clean = _run(cases.twin(text), tmp_path / "clean")
    assert wanted
    assert clean == []


def test_faults_of_every_family_are_planted() -> None:
    assert len(PLANTED) >= 60
    assert {path.stem.partition("-")[0] for path in PLANTED} == set(FAMILIES)


def _accepted(text: str, folder: Path, *, on_top: bool) -> str:
    """Return the case with the comments of today's diagnostics; the diff is read.

    ``on_top`` of the file no comment can come between lines that belong together.
    """
    head = "#### 文件: "
    bare = cases.without_notes(text)
    _, found = _run(bare, folder / "bare")
    files = cases.split(bare)
    out = []
    for name, content in files.items():
        if name != cases.MAIN:
            out.append(f"{head}{name}\n")
        lines = content.splitlines(keepends=True)
        inserts: dict[int, list[str]] = {}
        for item in found:
            if item.file == name:
                line = max(item.line, 1) - 1
                at, further = (0, line) if on_top else _home(lines, line)
                indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())] if lines else ""
                template = name.endswith(".j2")
                inserts.setdefault(at, []).append(
                    cases.note(item, further, indent, template=template)
                )
        for at, line in enumerate(lines):
            out += [*inserts.get(at, []), line]
    return "".join(out)


def _home(lines: list[str], at: int) -> tuple[int, int]:
    """Return the line a comment may stand above: outside any block of prose."""
    target = at
    block = None
    for number, line in enumerate(lines[: at + 1]):
        if block is not None and line.strip() and _indent(line) <= block[1]:
            block = None
        if block is None and line.split(" #")[0].rstrip().endswith("|"):
            block = (number, _indent(line))
    if block is not None and block[0] < at:
        target = block[0]
    return target, at - target


def _indent(line: str) -> int:
    bare = line[: len(line) - len(line.lstrip(" "))]
    return len(bare)
