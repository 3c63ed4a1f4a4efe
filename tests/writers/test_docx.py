"""What the docx writer promises: whole text, valid parts, the page of GB/T 9704."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.parsers import expat

import docx
import pytest
from hypothesis import given
from tests.strategies import HOSTILE, documents, sample

from profiled import parts, pdf_of, write
from zongjie.diagnostics import Source, Span
from zongjie.document import Document, Heading, Note, Paragraph, Run, Table, Title, Verbatim
from zongjie.readers.docx import read
from zongjie.writers.docx import Properties
from zongjie.writers.guard import forbidden, is_clean, without_forbidden


def _body(document: Document) -> str:
    return parts(write(document))["word/document.xml"].decode()


def _text(document: Document) -> str:
    """Return a document's text as other programs see it: through python-docx."""
    paragraphs = docx.Document(io.BytesIO(write(document))).paragraphs
    return "\n".join(paragraph.text for paragraph in paragraphs)


# --- the package -------------------------------------------------------------


@given(documents())
def test_every_part_is_well_formed(document: Document) -> None:
    found = parts(write(document, Properties("<&>", {"<": '"&"'}), level=1))
    for name in [name for name in found if name.endswith(".xlsx")]:
        found |= {f"{name}/{inner}": data for inner, data in parts(found.pop(name)).items()}
    for data in found.values():
        expat.ParserCreate().Parse(data, True)


def test_every_part_has_a_content_type_and_every_relation_a_target() -> None:
    found = parts(write(sample()))
    types = found["[Content_Types].xml"].decode()
    for name in found:
        assert name.endswith((".rels", "[Content_Types].xml")) or f'"/{name}"' in types
    for folder, name in (("", "_rels/.rels"), ("word/", "word/_rels/document.xml.rels")):
        relations = docx.oxml.parse_xml(found[name])
        assert all(f"{folder}{relation.get('Target')}" in found for relation in relations)


def test_the_same_input_gives_the_same_bytes() -> None:
    assert write(sample(), Properties("题", {"a": "b"})) == write(
        sample(), Properties("题", {"a": "b"})
    )


@pytest.mark.parametrize("level", [0, 1, 4, 6, 9])
def test_every_level_holds_the_same_parts(level: int) -> None:
    assert parts(write(sample(), level=level)) == parts(write(sample()))


def test_the_first_part_is_the_one_that_names_the_others() -> None:
    assert next(iter(parts(write(sample())))) == "[Content_Types].xml"


def test_no_time_of_writing_is_kept() -> None:
    with zipfile.ZipFile(io.BytesIO(write(sample()))) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_properties_are_read_by_others() -> None:
    data = write(sample(), Properties("甘泉\x00<&>", {"正文": 'a"<&>\x01', "报告": "c"}))
    assert docx.Document(io.BytesIO(data)).core_properties.title == "甘泉<&>"
    custom = parts(data)["docProps/custom.xml"].decode()
    assert 'pid="2" name="正文"><vt:lpwstr>a&quot;&lt;&amp;&gt;</vt:lpwstr>' in custom
    assert 'pid="3" name="报告"' in custom


def test_writing_imports_none_of_the_slow_libraries() -> None:
    code = (
        "import sys\n"
        "from zongjie.document import Document, Paragraph, Run\n"
        "from zongjie.pipeline.outputs import default_profile\n"
        "from zongjie.writers.docx import write\n"
        "write(Document([Paragraph((), (Run('甲'),))]), default_profile())\n"
        "slow = {'docx', 'lxml', 'cn2an', 'zipfile', 'xml.parsers.expat', "
        "'zongjie.writers.docx.numbering'}\n"
        "print(sorted(slow & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout == "[]\n"


# --- the text ----------------------------------------------------------------


@pytest.mark.parametrize("text", [*HOSTILE, "]]>", "&#13;", "\U0010fffd", "\U0001fffe"])
def test_text_comes_through_whole(text: str) -> None:
    document = Document([Paragraph((Run(text),), (Run(text), Run("。")))])
    assert _text(document) == text + text + "。"


@given(documents())
def test_others_see_an_original_text_line_by_line(document: Document) -> None:
    expected = [
        text
        for block in document.blocks
        for text in (block.text.split("\n") if isinstance(block, Verbatim) else ())
    ]
    word = docx.Document(io.BytesIO(write(document, level=1)))
    seen = [p.text for p in word.paragraphs if p.style and p.style.name in ("原文", "原文首行")]
    assert seen == expected


def test_every_block_has_its_style() -> None:
    word = docx.Document(io.BytesIO(write(sample())))
    assert [paragraph.style.name for paragraph in word.paragraphs if paragraph.style] == [
        *("Title", "Body Text", "Heading 1", "Heading 2", "Heading 3", "Heading 4"),
        *("Body Text", "原文", "原文", "原文", "原文首行", "Signature", "Date"),
    ]
    lead = word.paragraphs[6].runs[0]
    assert (lead.text, lead.style.name) == ("“五违四必”", "段首句")
    number = word.paragraphs[2].runs[0]
    assert (number.text, number.style.name) == ("一、", "标题序号")


def test_neighbours_of_one_look_are_one_run() -> None:
    document = Document([Paragraph((), tuple(Run(c, value=c) for c in "甲乙丙"))])
    assert _body(document).count("<w:t ") == 1


def test_a_pending_value_is_highlighted() -> None:
    document = Document([Paragraph((), (Run("甲"), Run("乙", pending=True)))])
    runs = docx.Document(io.BytesIO(write(document))).paragraphs[0].runs
    assert [run.font.highlight_color for run in runs] == [None, 7]


def test_a_deep_heading_shows_its_level_in_the_outline() -> None:
    body = _body(Document([Heading(7, "", (Run("甲"),))]))
    assert '<w:pStyle w:val="Heading4"/><w:outlineLvl w:val="6"/>' in body


# --- footnotes ---------------------------------------------------------------


def test_a_second_mark_repeats_the_number_of_the_first() -> None:
    note = Note("键", (Run("注"),))
    found = parts(write(Document([Title((note,)), Table((((note,),),)), Heading(1, "", (note,))])))
    body = found["word/document.xml"].decode()
    assert body.count("<w:footnoteReference ") == 1
    assert body.count(" NOTEREF _RefNote1 ") == 2
    assert found["word/footnotes.xml"].decode().count('<w:footnote w:id="1">') == 1


def test_footnotes_are_numbered_by_the_program_from_one() -> None:
    notes = [Note(key, (Run(key),)) for key in "甲乙丙"]
    document = Document([Paragraph((notes[0],), tuple(notes[1:]))])
    body = _body(document)
    assert [f'<w:footnoteReference w:id="{n}"/>' in body for n in (1, 2, 3)] == [True] * 3


# --- tables ------------------------------------------------------------------


def test_header_rows_repeat_on_each_page() -> None:
    document = Document([Table((((Run("甲"),),), ((Run("乙"),),)), header=1)])
    assert _body(document).count("<w:tblHeader/>") == 1


def test_tables_stay_apart_and_a_body_ends_with_a_paragraph() -> None:
    table = Table((((Run("甲"),),),))
    body = docx.Document(io.BytesIO(write(Document([table, table])))).element.body
    kinds = [child.tag.rpartition("}")[2] for child in body]
    assert kinds == ["tbl", "p", "tbl", "p", "sectPr"]


# --- the guard ---------------------------------------------------------------


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\r", "\x1f", "\ufffe", "\uffff", "\ud800"])
def test_a_character_xml_cannot_hold_is_named_with_its_run(character: str) -> None:
    origin = Span(Source("报告.yaml", "甲"), 0, 1)
    run = Run(f"甲{character}乙\x01", origin)
    document = Document([Title((Run("好"),)), Paragraph((), (Note("键", (run,)),))])
    assert forbidden(document) == [(run, character)]
    assert not is_clean(run.text)
    assert is_clean(without_forbidden(run.text))


@given(documents())
def test_the_guard_lets_pass_what_xml_can_hold(document: Document) -> None:
    assert forbidden(document) == []


# --- how it looks ------------------------------------------------------------


def _pdf_text(soffice: str, folder: Path, document: Document) -> str:
    """Return the text of the PDF LibreOffice makes, pages parted by form feeds."""
    pdf = pdf_of(soffice, folder, write(document))
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True)
    return done.stdout.decode()


@pytest.mark.usefixtures("pdftoppm")
def test_libreoffice_prints_the_whole_report(soffice: str, tmp_path: Path) -> None:
    text = _pdf_text(soffice, tmp_path, sample())
    for part in ("补齐发展短板", "【待补：接待居民】", "A&B<C>D", "18735", "违法排污", "另一块"):
        assert part in text
    assert "—1—" in text.replace(" ", "")
    assert read((tmp_path / "a.docx").read_bytes()) == sample()
