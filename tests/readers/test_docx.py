"""Law 3, and what the reader makes of files that are not ours."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import documents, sample

from profiled import every_option, write
from zongjie import packages
from zongjie.document import Document, Note, Paragraph, Run, Table, Verbatim
from zongjie.model.profile import Profile
from zongjie.readers.docx import UnreadableDocxError, read
from zongjie.writers import docx as docx_writer


@given(documents())
def test_reading_gives_back_what_was_written(document: Document) -> None:
    assert read(write(document, level=1)) == document


@given(documents(), st.sampled_from(every_option()))
def test_numbers_come_back_wherever_and_however_they_are_printed(
    document: Document, profile: Profile
) -> None:
    assert read(docx_writer.write(document, profile)) == document


def test_a_path_reads_like_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "总结.docx"
    path.write_bytes(write(sample()))
    assert read(path) == sample()


def test_marks_of_one_footnote_share_its_key() -> None:
    notes = [
        inline
        for block in read(write(sample())).blocks
        if isinstance(block, Paragraph)
        for inline in (*block.lead, *block.runs)
        if isinstance(inline, Note)
    ]
    assert [note.key for note in notes] == ["1"]


def _foreign() -> bytes:
    word = docx.Document()
    word.add_heading("工作总结", 0)
    word.add_heading("一、成绩", 1)
    word.add_paragraph("正文", style="List Bullet")
    word.add_paragraph("普通")
    table = word.add_table(1, 2)
    table.cell(0, 0).text = "甲"
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def test_a_foreign_file_gives_titles_headings_paragraphs_and_tables() -> None:
    blocks = read(_foreign()).blocks
    assert [type(block).__name__ for block in blocks] == [
        *("Title", "Heading", "Paragraph", "Paragraph", "Table")
    ]
    assert blocks[2] == Paragraph((), (Run("正文"),))
    assert blocks[4] == Table((((Run("甲"),), ()),), header=0)


def _with_body(inner: str) -> bytes:
    """Return our own empty file with other XML in its body."""
    source = zipfile.ZipFile(io.BytesIO(write(Document(()))))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                data = data.replace(b"<w:body", f"<w:body>{inner}</w:body><w:x".encode(), 1)
                data = data.replace(b"</w:body></w:document>", b"</w:x></w:document>")
            target.writestr(name, data)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<w:p><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink></w:p>", "链接"),
        (
            "<w:sdt><w:sdtContent><w:p><w:r><w:t>控件</w:t></w:r></w:p></w:sdtContent></w:sdt>",
            "控件",
        ),
        ("<w:p><w:ins><w:r><w:t>加</w:t></w:r></w:ins></w:p>", "加"),
        ("<w:p><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>", ""),
        ("<w:p><w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom></w:p>", ""),
        ('<w:p><w:r><w:sym w:char="2460"/></w:r></w:p>', "①"),
        ('<w:p><w:r><w:sym w:char="D800"/><w:sym/></w:r></w:p>', ""),
        ('<w:p><w:r><w:br w:type="page"/></w:r></w:p>', ""),
        ("<w:p><w:r><w:noBreakHyphen/></w:r></w:p>", "\u2011"),
        (
            '<w:p><w:fldSimple w:instr=" DATE "><w:r><w:t>今天</w:t></w:r></w:fldSimple></w:p>',
            "今天",
        ),
        ('<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:t>码</w:t></w:r></w:p>', ""),
        ('<w:p><w:pPr><w:outlineLvl w:val="十"/></w:pPr><w:r><w:t>级</w:t></w:r></w:p>', "级"),
    ],
)
def test_what_word_wraps_round_text_is_looked_through(inner: str, text: str) -> None:
    runs = (Run(text),) if text else ()
    assert read(_with_body(inner)).blocks == (Paragraph((), runs),)


def test_text_that_is_typed_behind_a_table_at_the_end_is_kept() -> None:
    data = _with_body(
        '<w:p><w:pPr><w:pStyle w:val="Separator"/></w:pPr><w:r><w:t>补</w:t></w:r></w:p>'
    )
    assert read(data).blocks == (Paragraph((), (Run("补"),)),)


def test_a_line_put_into_an_original_text_belongs_to_it() -> None:
    line = '<w:p><w:pPr><w:pStyle w:val="Verbatim"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    data = _with_body(line.format("甲") + line.format("乙"))
    assert read(data).blocks == (Verbatim("甲\n乙"),)


def _zip(**parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name, text in parts.items():
            target.writestr(name.replace("__", "/") + ".xml", text)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not-a-docx"),
        (b"PK\3\4 and then nothing", "not-a-docx"),
        (_zip(other="<a/>"), "not-a-docx"),
        (_zip(word__document="<a/>"), "not-a-docx"),
        (_zip(word__document="<a>"), "damaged"),
        (_zip(word__document='<!DOCTYPE a [<!ENTITY e "x">]><a><body>&e;</body></a>'), "entities"),
        (_zip(word__document='<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'), "entities"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableDocxError) as caught:
        read(data)
    assert caught.value.reason == reason


def test_a_zip_bomb_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "大.docx"
    path.write_bytes(write(sample()))
    monkeypatch.setattr(packages, "MAX_PART", 100)
    with pytest.raises(UnreadableDocxError, match="too-large"):
        read(path)
    monkeypatch.setattr(packages, "MAX_FILE", 100)
    with pytest.raises(UnreadableDocxError, match="too-large"):
        read(path)


@pytest.mark.parametrize("cut", range(0, 5000, 250))
def test_a_torn_file_never_raises_anything_else(cut: int) -> None:
    data = bytearray(write(sample()))
    data[cut : cut + 40] = b"\xff" * 40
    try:
        read(bytes(data))
    except UnreadableDocxError as error:
        assert error.reason  # noqa: PT017 -- either a document or this
