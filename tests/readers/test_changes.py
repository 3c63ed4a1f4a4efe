"""Tracked changes, accepted and rejected; comments."""

from __future__ import annotations

import io

import docx as python_docx
import pytest

from word_files import lines, packed, paragraph, run
from zongjie.readers.docx import Comment, read, read_content

BY = 'w:id="1" w:author="甲" w:date="2025-01-01T00:00:00Z"'


def _ins(inner: str) -> str:
    return f"<w:ins {BY}>{inner}</w:ins>"


def _del(text: str) -> str:
    return f"<w:del {BY}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def _ended(kind: str) -> str:
    """Return properties of a paragraph whose end is new or gone."""
    return f"<w:rPr><w:{kind} {BY}/></w:rPr>"


def _rows(kind: str) -> str:
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    changed = f"<w:tr><w:trPr><w:{kind} {BY}/></w:trPr>{cell.format('乙')}</w:tr>"
    return f"<w:tbl><w:tr>{cell.format('甲')}</w:tr>{changed}</w:tbl>"


def _cells(kind: str) -> str:
    changed = f"<w:tc><w:tcPr><w:{kind} {BY}/></w:tcPr>{paragraph('乙')}</w:tc>"
    return f"<w:tbl><w:tr><w:tc>{paragraph('甲')}</w:tc>{changed}</w:tr></w:tbl>"


HEADING = '<w:outlineLvl w:val="0"/>'
CHANGES = {
    "text": (
        paragraph("共", _del("154"), _ins(run("155")), "处"),
        ["共155处"],
        ["共154处"],
    ),
    "an insertion that was deleted": (paragraph(_ins(_del("甲")), "乙"), ["乙"], ["乙"]),
    "a move": (
        paragraph(f"<w:moveFrom {BY}>{run('甲')}</w:moveFrom>", "乙")
        + paragraph(f"<w:moveTo {BY}>{run('甲')}</w:moveTo>", "丙"),
        ["乙", "甲丙"],
        ["甲乙", "丙"],
    ),
    "a deleted end": (
        paragraph("甲", properties=_ended("del")) + paragraph("乙", properties=HEADING),
        ["1||甲乙"],
        ["甲", "1||乙"],
    ),
    "several deleted ends": (
        paragraph("甲", properties=_ended("del")) * 3 + "<w:bookmarkStart/>" + paragraph("乙"),
        ["甲甲甲乙"],
        ["甲", "甲", "甲", "乙"],
    ),
    "an inserted end": (
        paragraph("甲", properties=_ended("ins")) + paragraph("乙"),
        ["甲", "乙"],
        ["甲乙"],
    ),
    "a deleted paragraph before a table": (
        paragraph(_del("甲"), properties=_ended("del")) + _rows("x"),
        ["甲", "乙"],
        ["甲", "甲", "乙"],
    ),
    "a moved paragraph": (
        paragraph(f"<w:moveFrom {BY}>{run('甲')}</w:moveFrom>", properties=_ended("moveFrom"))
        + paragraph("乙")
        + paragraph(f"<w:moveTo {BY}>{run('甲')}</w:moveTo>", properties=_ended("moveTo"))
        + paragraph("丙"),
        ["乙", "甲", "丙"],
        ["甲", "乙", "丙"],
    ),
    "an inserted row": (_rows("ins"), ["甲", "乙"], ["甲"]),
    "a deleted row": (_rows("del"), ["甲"], ["甲", "乙"]),
    "a deleted cell": (_cells("cellDel"), ["甲"], ["甲/乙"]),
    "an inserted cell": (_cells("cellIns"), ["甲/乙"], ["甲"]),
    "a table that is gone": (_rows("del").replace("<w:tr><w:tc>", f"<w:tr><w:trPr><w:del {BY}/>"
        "</w:trPr><w:tc>", 1) + paragraph("丙"), ["丙"], ["甲", "乙", "丙"]),
    "the style of a paragraph": (
        paragraph("甲", properties=f"{HEADING}<w:pPrChange {BY}><w:pPr/></w:pPrChange>"),
        ["1||甲"],
        ["甲"],
    ),
    "the look of a run": (
        paragraph(run("甲", f"<w:rPrChange {BY}><w:rPr><w:vanish/></w:rPr></w:rPrChange>")),
        ["甲"],
        [],
    ),
    "a deleted field": (
        paragraph(f"<w:del {BY}><w:r><w:fldChar w:fldCharType='begin'/>"
        "<w:delInstrText>PAGE</w:delInstrText><w:fldChar w:fldCharType='separate'/>"
        "<w:delText>3</w:delText><w:fldChar w:fldCharType='end'/></w:r></w:del>", "甲"),
        ["甲"],
        ["3甲"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "accepted", "rejected"), CHANGES.values(), ids=CHANGES.keys())
def test_changes_are_accepted_or_rejected(
    body: str, accepted: list[str], rejected: list[str]
) -> None:
    data = packed(body)
    assert lines(read(data)) == accepted
    assert lines(read(data, changes="reject")) == rejected
    assert read_content(data).tracked


def test_changes_in_a_footnote_are_settled_too() -> None:
    body = paragraph("甲", '<w:r><w:footnoteReference w:id="1"/></w:r>')
    notes = f'<w:footnote w:id="1">{paragraph("脚", _del("旧"), _ins(run("新")))}</w:footnote>'
    data = packed(body, footnotes=notes)
    assert read_content(data).tracked
    assert "脚新" in repr(read(data))
    assert "脚旧" in repr(read(data, changes="reject"))


def test_a_file_without_changes_says_so() -> None:
    assert not read_content(packed(paragraph("甲"))).tracked


def test_an_inserted_number_of_a_list_is_one_only_where_it_is_accepted() -> None:
    level = '<w:lvl w:ilvl="0"><w:lvlText w:val="%1、"/><w:suff w:val="nothing"/></w:lvl>'
    numbering = f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    place = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:ins {BY}/></w:numPr>'
    data = packed(paragraph("甲", properties=place), numbering=numbering)
    assert lines(read(data)) == ["0、甲"]
    assert lines(read(data, changes="reject")) == ["甲"]


# ---- comments ---------------------------------------------------------------------------


def _comment(key: int, text: str, name: str) -> str:
    return (
        f'<w:comment w:id="{key}" w:author="王主任" w:date="2025-01-0{key}T08:00:00Z">'
        f'<w:p w14:paraId="{name}"><w:r><w:annotationRef/></w:r>{run(text)}</w:p></w:comment>'
    )


def test_comments_come_with_what_they_are_on_and_what_was_answered() -> None:
    start, end = '<w:commentRangeStart w:id="{}"/>', '<w:commentRangeEnd w:id="{}"/>'
    body = paragraph("甲", start.format(1), start.format(2), "乙") + paragraph(
        "丙", end.format(1), end.format(2), '<w:r><w:commentReference w:id="1"/></w:r>', "丁"
    )
    body += paragraph('<w:r><w:commentReference w:id="3"/></w:r>')
    comments = _comment(1, "核实", "A") + _comment(2, "已核", "B") + _comment(3, "缺", "C")
    threads = '<w15:commentEx w15:paraId="A" w15:done="1"/>'
    threads += '<w15:commentEx w15:paraId="B" w15:paraIdParent="A"/>'
    content = read_content(packed(body, comments=comments, commentsExtended=threads))
    reply = Comment("王主任", "2025-01-02T08:00:00Z", "乙\n丙", "已核")
    assert content.comments == (
        Comment("王主任", "2025-01-01T08:00:00Z", "乙\n丙", "核实", (reply,), done=True),
        Comment("王主任", "2025-01-03T08:00:00Z", "", "缺"),
    )
    assert lines(content.document) == ["甲乙", "丙丁"]


def test_threads_that_go_in_circles_lose_no_comment() -> None:
    comments = _comment(1, "甲", "A") + _comment(2, "乙", "B")
    threads = '<w15:commentEx w15:paraId="A" w15:paraIdParent="B"/>'
    threads += '<w15:commentEx w15:paraId="B" w15:paraIdParent="A"/>'
    found = read_content(packed("", comments=comments, commentsExtended=threads)).comments
    assert [one.text for one in found] == ["甲", "乙"]


def test_a_comment_of_python_docx_is_read() -> None:
    word = python_docx.Document()
    said = word.add_paragraph("共154处").add_run("，同比")
    word.add_comment(said, "请核实\n数字", author="李")
    stream = io.BytesIO()
    word.save(stream)
    (comment,) = read_content(stream.getvalue()).comments
    assert (comment.author, comment.quoted, comment.text) == ("李", "，同比", "请核实\n数字")
