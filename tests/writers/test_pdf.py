"""PDF by LibreOffice: what it makes, what goes wrong, and the names of fonts."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest

from profiled import default, write
from zongjie import libreoffice
from zongjie.diagnostics import Diagnostic, Severity
from zongjie.document import (
    Annex,
    Document,
    Heading,
    Note,
    Paragraph,
    Run,
    Subtitle,
    Table,
    Title,
)
from zongjie.model.profile import Parameter, Profile
from zongjie.writers import docx, pdf, typefaces
from zongjie.writers.docx.faces import fonts_of

FONTS = Path(__file__).parents[2] / "docs" / "fonts.conf"
TEXT = Document([Title((Run("题"),)), Paragraph((), (Run("有18件。"),))])
SH = pytest.mark.skipif(os.name == "nt", reason="the false soffice is a shell script")


def _in_one_font(name: str) -> Profile:
    given = {
        place: Parameter(name, name) if place[1].endswith("字体") else parameter
        for place, parameter in default().parameters.items()
    }
    return Profile("一种字体", "", given)


def _codes(found: list[Diagnostic]) -> list[str]:
    return [d.code for d in found]


# ---- with LibreOffice --------------------------------------------------------------


@pytest.mark.usefixtures("soffice")
def test_the_same_docx_gives_the_same_pdf() -> None:
    data = write(TEXT)
    first, _ = pdf.convert(data, ())
    time.sleep(1.1)  # LibreOffice would write another second
    assert first is not None
    assert pdf.convert(data, ())[0] == first


@pytest.mark.usefixtures("soffice")
def test_offsets_and_checksum_of_a_settled_pdf_are_right() -> None:
    data, _ = pdf.convert(write(TEXT), ())
    assert data is not None
    assert b"/CreationDate(D:19800101000000Z')" in data
    before, _, trailer = data.rpartition(b"\ntrailer\n")
    digest = hashlib.md5(before + b"\n").hexdigest().upper().encode()
    assert trailer.count(digest) == 3  # twice /ID, and /DocChecksum
    at = int(trailer.split(b"startxref\n")[1].split()[0])
    _, count, *table = data[at:].split(b"trailer")[0].splitlines()
    assert len(table) == int(count.split()[1])
    for number, line in enumerate(table):
        if line.endswith(b" n "):
            assert data[int(line[:10]) :].startswith(b"%d 0 obj" % number)


@pytest.mark.usefixtures("soffice")
def test_fonts_that_are_not_there_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", str(FONTS))
    data, (found,) = pdf.convert(write(TEXT), ("方正小标宋简体", "仿宋_GB2312"))
    assert data is not None
    assert (found.code, found.severity) == ("ZJ511", Severity.WARNING)
    assert "方正小标宋简体、仿宋_GB2312" in found.message
    assert "NotoSerifCJK" in found.message


@pytest.mark.usefixtures("soffice")
def test_nothing_is_said_where_all_fonts_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", str(FONTS))
    profile = _in_one_font("Noto Serif CJK SC")
    data, found = pdf.convert(docx.write(TEXT, profile), fonts_of(TEXT, profile))
    assert data is not None
    assert found == []


@pytest.mark.parametrize("language", ["C", "zh_CN.UTF-8"])
def test_a_folder_with_blanks_and_chinese(
    language: str, soffice: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "临时 文件"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    monkeypatch.setenv("LC_ALL", language)
    data, found = pdf.convert(write(TEXT), ())
    assert (data is not None, found) == (True, [])
    assert list(folder.iterdir()) == []


# ---- without, or with one that fails -----------------------------------------------


def test_no_libreoffice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(libreoffice, "_PLACES", {})
    data, (found,) = pdf.convert(b"", ())
    assert data is None
    assert (found.code, found.severity) == ("ZJ509", Severity.ERROR)
    assert "另存为 PDF" in found.hint


def _false(folder: Path, script: str) -> Path:
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def _converted_by(
    script: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[bytes | None, str]:
    """Return the PDF of a false soffice, and the message; ``$out`` is where the PDF belongs."""
    out = 'for word; do case "$word" in *.docx) out="${word%docx}pdf";; esac; done\n'
    _false(folder, out + script)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    data, found = pdf.convert(b"", ())
    assert _codes(found) == ([] if data else ["ZJ510"])
    return data, "".join(d.message for d in found)


@SH
@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("exit 0", "它没有写出 PDF"),
        ("printf '\\033[31m\\377坏了\\n' >&2; exit 77", "退出码77：[31m\ufffd坏了"),
        ("head -c 3000000 /dev/urandom; exit 1", "退出码1"),
        ('echo rubbish >"$out"', "它写出的不是 PDF"),
        ('printf %%PDF-1.6 >"$out"', "它写出的不是 PDF"),  # cut off
        ('mkdir "$out"', "它没有写出 PDF"),
        ("kill -9 $$", "退出码-9"),
    ],
)
def test_a_soffice_that_fails(
    script: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, message = _converted_by(script, tmp_path, monkeypatch)
    assert data is None
    assert why in message
    assert message.isprintable()


@SH
def test_a_soffice_that_cannot_be_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _false(tmp_path, "").write_bytes(b"\x7fELF rubbish")
    monkeypatch.setenv("PATH", str(tmp_path))
    data, (found,) = pdf.convert(b"", ())
    assert (data, found.code) == (None, "ZJ510")


@SH
def test_a_soffice_that_hangs_is_ended_with_its_children(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libreoffice, "SECONDS", 1)
    script = f"(sleep 3; touch {tmp_path}/alive) & echo $! >{tmp_path}/child; wait"
    data, message = _converted_by(script, tmp_path, monkeypatch)
    assert data is None
    assert "等了1秒还没有转完" in message
    assert (tmp_path / "child").exists()
    time.sleep(3)
    assert not (tmp_path / "alive").exists()


@SH
def test_a_soffice_of_the_folder_one_stands_in_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _false(tmp_path, f"touch {tmp_path}/run")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", ".")
    assert _codes(pdf.convert(b"", ())[1]) == ["ZJ509"]
    assert not (tmp_path / "run").exists()


@SH
@pytest.mark.parametrize("behind", ["", "\ntrailer\n<</ID [<"])
def test_a_pdf_laid_out_in_another_way_stays_as_it_is(
    behind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    strange = f"%PDF-1.7\n/CreationDate(D:20260101000000Z)\nendstream{behind}\n%%EOF\n"
    (tmp_path / "strange.pdf").write_text(strange, newline="")
    data, _ = _converted_by(f'cp {tmp_path}/strange.pdf "$out"', tmp_path, monkeypatch)
    assert data == strange.encode()


def test_the_renderer_of_other_formats_does_not_know_it() -> None:
    code = (
        "import sys, zongjie\n"
        "zongjie.render(zongjie.load('examples/shifan-2025'), 'docx', 'txt')\n"
        "print({'subprocess', 'zongjie.writers.pdf'} & set(sys.modules))\n"
    )
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=root, capture_output=True, check=True, text=True)
    assert done.stdout == "set()\n"


# ---- fonts -------------------------------------------------------------------------


def test_fonts_are_read_from_objects_plain_and_compressed() -> None:
    inside = b"5 0 6 60 <</Type/Font/BaseFont/BAAAAA+FZXBSJW--GB1-0>> <</FontName/SimSun>>"
    stream = zlib.compress(inside)
    head = b"<</Type/ObjStm/N 2/First 9/Filter/FlateDecode/Length %d>>" % len(stream)
    plain = b"1 0 obj\n<</Type/Font/BaseFont /CAAAAA+SimSun>>\nendobj\n"
    raw = b"<</BaseFont/#E4#BB#BF#E5#AE#8B>> <</BaseFont/#B7#C2#CB#CE>>"  # UTF-8, GB18030
    data = b"%PDF-1.7\n" + plain + b"7 0 obj\n" + head + b"stream\r\n" + stream + b"\nendstream\n"
    assert typefaces.in_pdf(data + raw) == ("SimSun", "仿宋", "FZXBSJW--GB1-0")


@pytest.mark.parametrize("rubbish", [b"", b"x\x9c\x00", zlib.compress(b"/BaseFont/A")[:9]])
def test_an_object_stream_that_is_broken_is_no_fault(rubbish: bytes) -> None:
    data = b"<</Type/ObjStm>>stream\n" + rubbish + b"\nendstream <</BaseFont/SimSun>>"
    assert "SimSun" in typefaces.in_pdf(data)


@pytest.mark.parametrize(
    ("font", "postscript", "same"),
    [
        ("仿宋_GB2312", "FangSong_GB2312", True),
        ("仿宋", "FangSong_GB2312", False),
        ("仿宋_GB2312", "FangSong", False),
        ("楷体", "KaiTi", True),
        ("方正小标宋简体", "FZXBSJW--GB1-0", True),
        ("方正小标宋简体", "FZXiaoBiaoSong-B05S", True),
        ("方正小标宋简体", "STZhongsong", False),
        ("黑体", "SimHei", True),
        ("宋体", "SimSun", True),
        ("宋体", "NSimSun", False),
        ("Times New Roman", "TimesNewRomanPSMT", True),
        ("Times New Roman", "TimesNewRomanPS-BoldMT", True),
        ("Arial", "ArialMT", True),
        ("Arial", "ArialNarrow", False),
        ("某字体", "某字体", True),
        ("某字体", "SimSun", False),
    ],
)
def test_a_family_is_known_by_its_postscript_name(font: str, postscript: str, same: bool) -> None:
    assert typefaces.is_among(font, (postscript,)) is same


def test_every_font_of_the_shipped_profiles_is_in_the_table() -> None:
    folder = Path(__file__).parents[2] / "templates" / "profiles"
    texts = [path.read_text(encoding="utf-8") for path in folder.glob("*.yaml")]
    used = {font for text in texts for font in re.findall(r"字体: \{值: ([^,}]+)", text)}
    assert used
    assert used <= set(typefaces.POSTSCRIPT)


# ---- which fonts a document is set in ----------------------------------------------


def test_only_fonts_that_the_text_uses_count() -> None:
    profile = default()
    body, title, first, second, number = (
        profile.text(group, "字体") for group in ("正文", "标题", "一级标题", "二级标题", "页码")
    )
    run = (Run("甲"),)
    assert fonts_of(Document([]), profile) == (number,)
    assert fonts_of(TEXT, profile) == (title, body, number)
    assert fonts_of(Document([Heading(1, "一、", run)]), profile) == (first, number)
    assert fonts_of(Document([Heading(1, "（一）", run)]), profile) == (second, number)
    assert fonts_of(Document([Heading(9, "", run)]), profile) == (body, number)
    noted = (Run("甲"), Note("注", run))
    assert fonts_of(Document([Heading(1, "一、", noted)]), profile) == (first, body, number)
    head = profile.text("表格", "表头字体")
    assert fonts_of(Document([Table(((run,),), 1)]), profile) == (head, number)
    assert fonts_of(Document([Table(((run,), (run,)), 1)]), profile) == (head, body, number)
    assert fonts_of(Document([Table(((run,),), 0)]), profile) == (body, number)
    assert fonts_of(Document([Annex("附件", ())]), profile) == (first, number)
    assert fonts_of(Document([Annex("附件", run)]), profile) == (first, title, number)
    under = profile.text("副标题", "字体")
    assert fonts_of(Document([Subtitle(run)]), profile) == (under, number)
    for place, head in (("文后注释", first), ("名词解释", title)):
        behind = dict(profile.parameters) | {("脚注", "位置"): Parameter(place, place)}
        wanted = (body, head, number)
        assert fonts_of(Document([Paragraph((), noted)]), Profile(place, "", behind)) == wanted
    numberless = dict(profile.parameters) | {("页码", "位置"): Parameter("不印", "不印")}
    assert fonts_of(Document([Paragraph(run, ())]), Profile("无", "", numberless)) == (
        profile.text("段首句", "字体"),
    )
