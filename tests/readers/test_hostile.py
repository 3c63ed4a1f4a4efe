"""The command on files that mean harm: soon, in little memory, in plain words, nothing written."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from word_files import NAMESPACES, packed, paragraph, zipped
from zongjie.readers.files import read_any, read_bytes

pytestmark = pytest.mark.skipif(os.name == "nt", reason="limits of a process are POSIX")

MEMORY = 1500 << 20
SECONDS = 60  # of the processor
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 516
# Run the command with limits; all that it says is on stderr, as JSON.
LIMITED = f"""
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
from zongjie.cli import main
sys.exit(main(["import", sys.argv[1], "-o", sys.argv[2]]))
"""


def _run(path: Path, folder: Path) -> tuple[int, str]:
    command = [sys.executable, "-c", LIMITED, str(path), str(folder)]
    done = subprocess.run(command, check=False, capture_output=True, timeout=5 * SECONDS)
    return done.returncode, (done.stdout + done.stderr).decode("utf-8")


def _bytes(data: bytes) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = folder / "旧稿.docx"
        path.write_bytes(data)
        return path

    return make


def _zeros(folder: Path) -> Path:
    path = folder / "零.txt"
    with path.open("wb") as file:
        file.truncate(1 << 30)
    return path


def _pipe(folder: Path) -> Path:
    os.mkfifo(folder / "管道.docx")
    return folder / "管道.docx"


def _body(inner: str) -> bytes:
    spaces = " ".join(f'xmlns:{key}="{value}"' for key, value in NAMESPACES.items())
    return zipped(
        {"word/document.xml": f"<w:document {spaces}><w:body>{inner}</w:body></w:document>"}
    )


REFUSED: dict[str, tuple[Callable[[Path], Path], str]] = {
    "a folder": (lambda folder: folder, "ZJ002"),
    "a device without end": (lambda _: Path("/dev/zero"), "ZJ002"),
    "a pipe that nobody writes to": (_pipe, "ZJ002"),
    "a gigabyte of nothing": (_zeros, "ZJ005"),
    "zeros": (_bytes(b"\0" * (3 << 20)), "ZJ003"),
    "an empty file": (_bytes(b""), "ZJ021"),
    "blanks": (_bytes(b" \n" * 1000), "ZJ034"),
    "a scan": (
        _bytes(packed(paragraph('<w:r><w:drawing><a:blip r:id="x"/></w:drawing></w:r>'))),
        "ZJ034",
    ),
    "a picture under another name": (_bytes(b"\x89PNG\r\n\x1a\n"), "ZJ020"),
    "a PDF under another name": (_bytes(b"%PDF-1.7\n"), "ZJ020"),
    "a locked docx": (_bytes(OLE + "EncryptedPackage".encode("utf-16-le")), "ZJ019"),
    "200 MB of XML": (_bytes(_body("<w:p/>" * (200 << 18))), "ZJ022"),
    "millions of attributes": (
        _bytes(_body("<w:p " + " ".join(f'a{at}="1"' for at in range(2_100_000)) + "/>")),
        "ZJ022",
    ),
    "levels without end": (_bytes(_body("<w:p>" * 100_000)), "ZJ021"),
    "pages in pages": (_bytes(b"<html>" + b"<div>" * 100_000), "ZJ022"),
}


@pytest.mark.parametrize(("make", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_a_file_that_means_harm_is_refused(
    make: Callable[[Path], Path], code: str, tmp_path: Path
) -> None:
    path, folder = make(tmp_path), tmp_path / "报告"
    before = sorted(tmp_path.iterdir())
    returned, said = _run(path, folder)
    assert (returned, f"错误[{code}]" in said, "Traceback" in said) == (1, True, False), said
    assert sorted(tmp_path.iterdir()) == before


def test_a_file_that_may_not_be_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "no")

    path = _bytes(packed(paragraph("甲")))(tmp_path)
    monkeypatch.setattr(Path, "open", refuse)  # whoever runs the tests may be root
    (found,) = read_any(path).diagnostics
    assert found.code == "ZJ002"
    assert "没有权限" in found.message


MARKS = 300_000
HUGE = {
    "runs": packed(paragraph(*["<w:r><w:t>甲</w:t></w:r>"] * 100_000)),
    "fonts": packed(
        paragraph(*['<w:r><w:rPr><w:rStyle w:val="s31"/></w:rPr><w:t>甲</w:t></w:r>'] * 50_000),
        styles="".join(
            f'<w:style w:styleId="s{at}"><w:basedOn w:val="s{at - 1}"/>'
            "<w:rPr><w:b/></w:rPr></w:style>"
            for at in range(32)
        ),
    ),
    "styles in a circle": packed(
        paragraph("甲", properties='<w:pStyle w:val="a"/>'),
        styles='<w:style w:styleId="a"><w:basedOn w:val="b"/></w:style>'
        '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>',
    ),
    "a number beyond all": packed(
        paragraph("甲", properties='<w:numPr><w:ilvl w:val="99"/><w:numId w:val="1"/></w:numPr>')
        + paragraph("乙", properties='<w:numPr><w:ilvl w:val="8"/><w:numId w:val="1"/></w:numPr>'),
        numbering='<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="8">'
        '<w:start w:val="99999999999"/><w:numFmt w:val="upperLetter"/>'
        '<w:lvlText w:val="%9."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    ),
    "a cell as wide as nothing": packed(
        f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="{10**9}"/></w:tcPr>{paragraph("甲")}</w:tc>'
        "</w:tr></w:tbl>"
    ),
}  # fmt: skip


@pytest.mark.parametrize("data", HUGE.values(), ids=HUGE.keys())
def test_a_file_that_is_only_odd_is_read(data: bytes, tmp_path: Path) -> None:
    returned, said = _run(_bytes(data)(tmp_path), tmp_path / "报告")
    assert (returned, "Traceback" in said) == (0, False), said


MARKDOWN = {
    "comments": "<!--" * MARKS,
    "stars": "**" * MARKS,
    "footnotes": "[^" * MARKS,
    "definitions": "".join(f"[^{at}]甲\n\n[^{at}]: 乙[^{at + 1}]\n\n" for at in range(20_000)),
    "entities": "&#" * MARKS,
    "bars": "|\\" * MARKS,
    "blanks": "## 甲" + " " * MARKS + "乙",
}


@pytest.mark.parametrize("text", MARKDOWN.values(), ids=MARKDOWN.keys())
def test_markdown_is_read_in_linear_time(text: str, tmp_path: Path) -> None:
    path = tmp_path / "旧稿.md"
    path.write_text(f"# 题\n\n{text}\n", encoding="utf-8")
    returned, said = _run(path, tmp_path / "报告")
    assert (returned, "Traceback" in said) == (0, False), said


def test_a_relation_leads_nowhere_outside_the_file(tmp_path: Path) -> None:
    (tmp_path / "styles.xml").write_text("<a>", encoding="utf-8")  # would be damaged
    relation = '<Relationship Id="x" Type="a/styles" Target="../../../..{}"/>'
    data = packed(paragraph("甲"), relation.format(tmp_path / "styles.xml"))
    reading = read_bytes(data, "a.docx")
    assert reading.content is not None
    assert reading.diagnostics == ()
