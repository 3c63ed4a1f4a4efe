"""Files that LibreOffice wrote, and older formats by way of it."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from word_files import lines
from zongjie import libreoffice
from zongjie.document import Note, Paragraph
from zongjie.readers.files import Reading, read_any
from zongjie.readers.kinds import Kind

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
SPACES = " ".join(
    f'xmlns:{key}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for key, name in (
        *(("office", "office"), ("text", "text"), ("style", "style"), ("table", "table")),
        *(("draw", "drawing"), ("svg", "svg-compatible"), ("fo", "xsl-fo-compatible")),
    )
)
MORE = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
CHANGED = (
    "<office:change-info><dc:creator>王</dc:creator>"
    "<dc:date>2025-01-01T00:00:00</dc:date></office:change-info>"
)
TEXT = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {SPACES} {MORE} office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles>
<text:list-style style:name="L"><text:list-level-style-number text:level="1"
 style:num-format="1" style:num-suffix=".">
<style:list-level-properties/></text:list-level-style-number></text:list-style>
<style:style style:name="G" style:family="graphic"/>
</office:automatic-styles>
<office:body><office:text>
<text:tracked-changes>
<text:changed-region text:id="c1"><text:deletion>{CHANGED}<text:p>旧字</text:p></text:deletion></text:changed-region>
<text:changed-region text:id="c2"><text:insertion>{CHANGED}</text:insertion></text:changed-region>
</text:tracked-changes>
<text:h text:outline-level="1">成绩</text:h>
<text:list text:style-name="L"><text:list-item><text:p>甲项</text:p></text:list-item>
<text:list-item><text:p>乙项</text:p></text:list-item></text:list>
<text:p>共<text:change text:change-id="c1"/><text:change-start text:change-id="c2"/>新字<text:change-end text:change-id="c2"/>处<text:note text:id="n1" text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>脚注文字</text:p></text:note-body></text:note>完<text:note text:id="n2" text:note-class="endnote"><text:note-citation>i</text:note-citation><text:note-body><text:p>尾注文字</text:p></text:note-body></text:note>。</text:p>
<text:p>框前<draw:frame draw:style-name="G" text:anchor-type="paragraph" svg:width="5cm" svg:height="2cm"><draw:text-box><text:p>框中</text:p></draw:text-box></draw:frame>框后</text:p>
<text:p>请<office:annotation office:name="a1"><dc:creator>Li</dc:creator><dc:date>2025-01-02T00:00:00</dc:date><text:p>批注文字</text:p></office:annotation>核实<office:annotation-end office:name="a1"/>。</text:p>
<table:table><table:table-column table:number-columns-repeated="2"/><table:table-row>
<table:table-cell table:number-columns-spanned="2"><text:p>合并</text:p></table:table-cell><table:covered-table-cell/></table:table-row>
<table:table-row><table:table-cell><text:p>左</text:p></table:table-cell><table:table-cell><text:p>右</text:p></table:table-cell></table:table-row></table:table>
<text:p>末<text:tab/>段<text:line-break/>落</text:p>
</office:text></office:body></office:document>
"""  # noqa: E501
SAID = [
    *("成绩", "1.甲项", "2.乙项", "共新字处完。", "框前框后", "框中", "请核实。"),
    *("合并/", "左/右", "末\t段", "落"),
]


@pytest.fixture(scope="module")
def made(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the text above in each format."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "a.fodt").write_text(TEXT, encoding="utf-8")
    command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    for suffix in ("docx", "doc", "rtf", "odt"):
        more = ["--convert-to", suffix, "--outdir", str(folder), str(folder / "a.fodt")]
        subprocess.run([*command, *more], check=True, capture_output=True, timeout=120)
    return folder


def _notes(reading: Reading) -> list[str]:
    assert reading.content is not None
    blocks = reading.content.document.blocks
    inlines = [one for block in blocks if isinstance(block, Paragraph) for one in block.runs]
    return [one.runs[0].text for one in inlines if isinstance(one, Note)]


@pytest.mark.parametrize("suffix", ["docx", "odt", "doc", "rtf"])
def test_a_text_says_the_same_in_every_format(suffix: str, made: Path) -> None:
    reading = read_any(made / f"a.{suffix}")
    (told,) = reading.diagnostics
    assert "2处修订（王改的）" in told.message
    assert reading.kind is Kind[suffix.upper()]
    assert reading.content is not None
    assert lines(reading.content.document) == SAID
    assert _notes(reading) == ["脚注文字", "尾注文字"]
    assert reading.content.tracked
    (comment,) = reading.content.comments
    assert (comment.author, comment.text) == ("Li", "批注文字")
    assert comment.quoted == "核实"


def test_the_older_reading_is_there_too(made: Path) -> None:
    content = read_any(made / "a.docx", changes="reject").content
    assert content is not None
    assert "共旧字处完。" in lines(content.document)


def test_an_old_file_under_a_new_name_is_read(made: Path, tmp_path: Path) -> None:
    path = tmp_path / "总结.docx"
    path.write_bytes((made / "a.doc").read_bytes())
    reading = read_any(path)
    assert [found.code for found in reading.diagnostics] == ["ZJ025", "ZJ030"]
    assert reading.content is not None
    assert lines(reading.content.document) == SAID


@pytest.mark.usefixtures("soffice")
@pytest.mark.parametrize("beginning", [b"{\\rtf1", OLE + "WordDocument".encode("utf-16-le")])
def test_rubbish_that_begins_like_an_old_file_is_no_text(beginning: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes(beginning + bytes(range(256)) * 20)
    reading = read_any(path)
    assert [found.code for found in reading.diagnostics] == ["ZJ024"]


# ---- what staff make with it -------------------------------------------------------------

CHINESE = 'style:num-format="一, 二, 三, ..." style:num-suffix='
LEVELS = f"""<text:outline-style style:name="Outline">
<text:outline-level-style text:level="1" {CHINESE}"、"><style:list-level-properties/></text:outline-level-style>
<text:outline-level-style text:level="2" style:num-prefix="（" {CHINESE}"）"><style:list-level-properties/></text:outline-level-style>
</text:outline-style>"""  # noqa: E501
TAB = '<style:list-level-label-alignment text:label-followed-by="listtab"/>'
AFTER_TAB = (
    "<style:list-level-properties"
    f' text:list-level-position-and-space-mode="label-alignment">{TAB}'
    "</style:list-level-properties>"
)
NUMBERED = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {SPACES} {MORE} office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles>{LEVELS}
<style:style style:name="Title" style:family="paragraph"/></office:styles>
<office:automatic-styles>
<text:list-style style:name="L"><text:list-level-style-number text:level="1"
 style:num-format="1" style:num-suffix=".">{AFTER_TAB}</text:list-level-style-number>
<text:list-level-style-number text:level="2" style:num-format="1" style:num-prefix="（"
 style:num-suffix="）">{AFTER_TAB}</text:list-level-style-number></text:list-style>
</office:automatic-styles>
<office:body><office:text>
<text:p text:style-name="Title">总结</text:p>
<text:table-of-content text:name="a"><text:table-of-content-source text:outline-level="3"/>
<text:index-body><text:index-title text:name="b"><text:p>目录</text:p></text:index-title>
<text:p>一、成绩<text:tab/>1</text:p></text:index-body></text:table-of-content>
<text:h text:outline-level="1">成绩</text:h><text:h text:outline-level="2">民生</text:h>
<text:list text:style-name="L"><text:list-item><text:p>甲</text:p><text:list><text:list-item>
<text:p>子</text:p></text:list-item><text:list-item><text:p>丑</text:p></text:list-item></text:list>
</text:list-item><text:list-item><text:p>乙</text:p></text:list-item></text:list>
<text:h text:outline-level="2">平安</text:h><text:h text:outline-level="1">问题</text:h>
</office:text></office:body></office:document>
"""


def test_levels_of_numbers_and_a_table_of_contents(soffice: str, tmp_path: Path) -> None:
    made = libreoffice.converted(soffice, NUMBERED.encode(), "fodt", "odt")
    assert isinstance(made, bytes)
    (tmp_path / "a.odt").write_bytes(made)
    reading = read_any(tmp_path / "a.odt")
    assert [found.code for found in reading.diagnostics] == ["ZJ031"]
    assert reading.content is not None
    assert lines(reading.content.document) == [
        *("总结", "1|一、|成绩", "2|（一）|民生", "1.甲", "（1）子", "（2）丑", "2.乙"),
        *("2|（二）|平安", "1|二、|问题"),
    ]


# ---- nothing is fetched -----------------------------------------------------------------


@pytest.fixture
def asked() -> Iterator[tuple[int, list[str]]]:
    """Return the port of a server, and the list of what it is asked for."""
    paths: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Print nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port, paths
    server.shutdown()
    thread.join()
    server.server_close()


def test_libreoffice_fetches_nothing_for_us(
    soffice: str, tmp_path: Path, asked: tuple[int, list[str]]
) -> None:
    port, paths = asked
    linked = (
        '<draw:frame svg:width="5cm" svg:height="2cm"><draw:image xlink:type="simple" '
        f'xlink:href="http://127.0.0.1:{port}/a.png"/></draw:frame>'
    )
    (tmp_path / "a.fodt").write_text(TEXT.replace("框前", f"框前{linked}"), encoding="utf-8")
    command = [soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "odt", "--outdir", str(tmp_path), str(tmp_path / "a.fodt")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    paths.clear()  # the program that made the file may have asked
    reading = read_any(tmp_path / "a.odt")
    assert reading.content is not None
    assert lines(reading.content.document) == SAID
    assert paths == []
