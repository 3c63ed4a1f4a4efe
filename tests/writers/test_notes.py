"""Footnotes as a 版式 wants them: their marks, their numbers, their place."""

from __future__ import annotations

import io
import zipfile

import pytest

from profiled import varied
from zongjie.document import Annex, Document, Note, Paragraph, Run, Table
from zongjie.model.profile import Profile
from zongjie.writers import docx
from zongjie.writers.docx import fits


def _note(key: str) -> Note:
    return Note(key, (Run(f"“{key}”指某事。"),))


NOTED = Document(
    [
        Paragraph((Run("首句"), _note("甲"), Run("。")), (Run("正文"), _note("乙"), _note("甲"))),
        Annex("附件", (Run("表"),)),
    ]
)


def _parts(profile: Profile, document: Document = NOTED) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(docx.write(document, profile))) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


def test_word_counts_by_itself_unless_told_otherwise() -> None:
    body = _parts(varied())["word/document.xml"]
    assert "footnotePr" not in body
    assert body.count("<w:footnoteReference ") == 2
    assert "NOTEREF _RefNote1 " in body  # the second mark of 甲


def test_circles_and_pages_are_properties_of_the_section() -> None:
    body = _parts(varied(脚注_标记="①", 脚注_编号="每页"))["word/document.xml"]
    expected = '<w:numFmt w:val="decimalEnclosedCircle"/><w:numRestart w:val="eachPage"/>'
    assert f"<w:footnotePr>{expected}</w:footnotePr><w:pgSz" in body


def test_brackets_are_marks_of_their_own_never_typed_round_an_automatic_one() -> None:
    parts = _parts(varied(脚注_标记="[1]"))
    mark = '<w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>[1]</w:t></w:r>'
    assert mark in parts["word/document.xml"]
    assert "footnoteRef/" not in parts["word/footnotes.xml"]
    assert "<w:t>[2]</w:t>" in parts["word/footnotes.xml"]


@pytest.mark.parametrize(
    ("place", "style", "heads"),
    [("文后注释", "NoteTitle", ["[1]", "[2]"]), ("名词解释", "GlossaryTitle", ["1.", "2."])],
)
def test_definitions_behind_the_text_are_linked_to_their_marks(
    place: str, style: str, heads: list[str]
) -> None:
    sign = "[1]" if "[" in heads[0] else "自动"
    body = _parts(varied(脚注_位置=place, 脚注_标记=sign))["word/document.xml"]
    assert "footnoteReference" not in body
    for number, head in enumerate(heads, 1):
        assert f'w:anchor="_Note{number}"' in body
        entry = body.split(f'w:name="_Note{number}"/>')[1]
        assert entry.split("</w:t>")[0].endswith(f">{head}")
    # 注释 closes the text, before the first 附件; 名词解释 is the last page of all.
    assert (body.index(style) < body.index("AnnexLabel")) is (place == "文后注释")


def test_without_footnotes_there_is_no_title_of_them() -> None:
    for place in ("文后注释", "名词解释"):
        body = _parts(varied(脚注_位置=place), Document([Paragraph((), (Run("文"),))]))
        assert "NoteTitle" not in body["word/document.xml"]
        assert "GlossaryTitle" not in body["word/document.xml"]


def _codes(document: Document, profile: Profile) -> list[str]:
    return [found.code for found in fits.faults(document, profile)]


def test_what_each_page_counts_anew_may_be_marked_once_only() -> None:
    assert _codes(NOTED, varied(脚注_编号="每页")) == ["ZJ533"]
    assert _codes(NOTED, varied()) == []


def test_circles_end_at_twenty() -> None:
    many = Document([Paragraph((), tuple(_note(str(at)) for at in range(21)))])
    assert _codes(many, varied(脚注_标记="①")) == ["ZJ535"]
    assert _codes(many, varied(脚注_标记="①", 脚注_编号="每页")) == []
    assert _codes(many, varied()) == []


def test_a_table_may_be_too_wide_upright_and_fit_on_its_side() -> None:
    wide = Table(((*[(Run("18735021"),)] * 9,),))
    upright = Document([Annex("附件", (Run("表"),)), wide])
    turned = Document([Annex("附件", (Run("表"),), landscape=True), wide])
    assert _codes(upright, varied()) == ["ZJ534"]
    assert _codes(turned, varied()) == []
