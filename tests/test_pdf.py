"""``-o 总结.pdf``: with LibreOffice, without, and beside other outputs."""

from __future__ import annotations

import io
import os
import re
import subprocess
import zipfile
from pathlib import Path

import pytest

from zongjie import libreoffice, load, render, render_file
from zongjie.cli import main
from zongjie.writers import docx, pdf

ROOT = Path(__file__).parents[1]
QUARTER = ROOT / "examples" / "shifan-2025-q3"
FONTS = ROOT / "docs" / "fonts.conf"
SOUND = "标题: 题\n开头: 正文。\n"
EXAMPLES = sorted((ROOT / "examples").iterdir())
MARKS = "，。、；：“”《》（）…%"
NUMBER = re.compile(r"^\s*—\s*(\d+)\s*—\s*$", re.MULTILINE)


def _report(folder: Path, text: str = SOUND) -> Path:
    path = folder / "报告.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def _without(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(libreoffice, "_PLACES", {})


def _text(path: Path) -> str:
    done = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", path, "-"], check=True, capture_output=True
    )
    return done.stdout.decode()


def _bare(text: str) -> str:
    """Return a text without layout and without the brackets round a footnote's number."""
    return re.sub(r"[\s\[\]]", "", text)


@pytest.mark.usefixtures("soffice", "pdftoppm")
def test_a_pdf_says_what_the_txt_says(tmp_path: Path) -> None:
    rendered = render_file(QUARTER, tmp_path / "a.pdf", tmp_path / "a.txt")
    assert rendered.ok
    text = _text(tmp_path / "a.pdf")
    assert _bare(NUMBER.sub("", text)) == _bare((tmp_path / "a.txt").read_text(encoding="utf-8"))


@pytest.mark.usefixtures("soffice", "pdftoppm")
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_no_mark_is_lost_at_the_end_of_a_line(
    example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # LibreOffice 7.4 leaves out marks that hang behind a justified line; with these fonts some.
    monkeypatch.setenv("FONTCONFIG_FILE", str(FONTS))
    rendered = render(load(example), "pdf", "docx")
    (tmp_path / "a.pdf").write_bytes(rendered.outputs["pdf"])
    with zipfile.ZipFile(io.BytesIO(rendered.outputs["docx"])) as package:
        parts = [package.read(f"word/{name}.xml").decode() for name in ("document", "footnotes")]
    said = "".join(parts)
    text = _text(tmp_path / "a.pdf")
    assert {mark: text.count(mark) for mark in MARKS} == {m: said.count(m) for m in MARKS}


@pytest.mark.usefixtures("soffice", "pdftoppm")
def test_a_mark_that_libreoffice_prints_twice_is_a_number_and_that_is_told(tmp_path: Path) -> None:
    (tmp_path / "版式.yaml").write_text('脚注:\n  标记: "[1]"\n', encoding="utf-8")
    noted = f"版式: 版式.yaml\n{SOUND}结尾: 甲【注：甲】乙。\n脚注:\n  甲: 一条\n"
    rendered = render_file(_report(tmp_path, noted), tmp_path / "a.pdf", tmp_path / "a.docx")
    assert "ZJ512" in [found.code for found in rendered.diagnostics]
    assert "甲1乙" in re.sub(r"\s", "", _text(tmp_path / "a.pdf"))
    with zipfile.ZipFile(tmp_path / "a.docx") as package:
        assert "<w:t>[1]</w:t>" in package.read("word/document.xml").decode()


@pytest.mark.usefixtures("soffice", "pdftoppm")
def test_every_page_has_its_number(tmp_path: Path) -> None:
    body = "国" * (28 * 22 * 2)  # two pages full, and the title's lines over
    assert render_file(_report(tmp_path, f"标题: 题\n开头: {body}\n"), tmp_path / "a.pdf").ok
    info = subprocess.run(["pdfinfo", tmp_path / "a.pdf"], check=True, capture_output=True)
    assert re.search(rb"Pages: +3\n", info.stdout)
    assert re.search(rb"Page size: .*A4", info.stdout)
    assert NUMBER.findall(_text(tmp_path / "a.pdf")) == ["1", "2", "3"]


@pytest.mark.usefixtures("soffice")
def test_docx_and_pdf_are_composed_and_written_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []
    write, convert = docx.write, pdf.convert
    monkeypatch.setattr(
        docx, "write", lambda *given, **more: calls.append("docx") or write(*given, **more)
    )
    monkeypatch.setattr(pdf, "convert", lambda *given: calls.append("pdf") or convert(*given))
    targets = [tmp_path / name for name in ("甲 乙.docx", "甲 乙.pdf", "丙.PDF")]
    targets[1].write_bytes(b"old" * 1_000_000)
    rendered = render_file(_report(tmp_path), *targets)
    assert rendered.written == tuple(targets)
    assert calls == ["docx", "pdf"]
    assert targets[1].read_bytes() == targets[2].read_bytes() == rendered.outputs["pdf"]
    assert rendered.outputs["pdf"].endswith(b"%%EOF\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        [".zongjie", "报告.yaml", *(target.name for target in targets)]
    )


@pytest.mark.usefixtures("soffice")
def test_fonts_that_were_changed_are_a_warning_that_can_be_muted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", str(FONTS))
    target = str(tmp_path / "a.pdf")
    assert main(["render", str(_report(tmp_path)), "-o", target]) == 0
    said = capsys.readouterr().err
    assert "提醒[ZJ511] PDF 里没有找到字体 方正小标宋简体、仿宋_GB2312、宋体" in said
    assert "黑体" not in said.partition("，")[0]  # no heading: not used
    muted = load(_report(tmp_path, f"检查: {{ZJ511: 只在屏幕上看}}\n{SOUND}"))
    assert render(muted, "pdf").diagnostics == []


def test_without_libreoffice_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    report, before = _report(tmp_path), tmp_path / "a.pdf"
    before.write_bytes(b"before")
    _without(tmp_path, monkeypatch)
    targets = [word for name in ("a.docx", "a.pdf") for word in ("-o", str(tmp_path / name))]
    assert main(["render", str(report), *targets]) == 1
    assert "错误[ZJ509]" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.pdf", "报告.yaml"]
    assert before.read_bytes() == b"before"
    assert render(load(report), "docx", "pdf").outputs == {}


@pytest.mark.skipif(os.name == "nt", reason="the false soffice is a shell script")
def test_a_conversion_that_fails_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "soffice").write_text("#!/bin/sh\nexit 3\n")
    (folder / "soffice").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    rendered = render_file(_report(tmp_path), tmp_path / "a.docx", tmp_path / "a.pdf")
    assert [d.code for d in rendered.diagnostics] == ["ZJ510"]
    assert (rendered.outputs, rendered.written) == ({}, ())
    assert not (tmp_path / "a.docx").exists()


def test_a_character_that_word_does_not_take_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _without(tmp_path, monkeypatch)  # it is not even asked for
    rendered = render(load(_report(tmp_path, '标题: 题\n开头: "正\\x07文。"\n')), "pdf")
    assert [d.code for d in rendered.diagnostics] == ["ZJ504"]
    assert "pdf 不能有" in rendered.diagnostics[0].message
