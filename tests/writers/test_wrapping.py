"""How the lines of 标题, 副标题 and 附件标题 are ended in a .docx, read back, and told of."""

from __future__ import annotations

from profiled import default, parts, write
from zongjie.document import Annex, Block, Document, Paragraph, Run, Subtitle, Title
from zongjie.readers.docx import read
from zongjie.writers.docx import fits

LONG = "示范街道2024年既有多层住宅加装电梯工作推进情况一览表"
SPEECH = "在示范街道第三届社区代表会议第二次全体会议上的报告暨二〇二五年度重点工作安排"
WORD = "x" * 60
TEXT = Paragraph((), (Run("一年来，各项工作有序推进。"),))


def _document(*blocks: Block) -> Document:
    return Document([*blocks, TEXT])


def _body(document: Document) -> str:
    return parts(write(document))["word/document.xml"].decode()


def _codes(document: Document) -> list[str]:
    return [fault.code for fault in fits.faults(document, default())]


def test_what_stands_under_a_title_and_over_an_annex_is_wrapped_and_read_whole() -> None:
    document = _document(Subtitle((Run(SPEECH),)), Annex("附件", (Run(LONG),)))
    assert _body(document).count("<w:br/>") == 2
    assert read(write(document)) == document


def test_a_break_that_the_text_holds_is_read_back_beside_those_of_the_layout() -> None:
    said = Run(f"{SPEECH}\n讲话")
    document = _document(Title((said,)), Subtitle((said,)), Annex("附件", (said,)))
    assert _body(document).count("<w:cr/>") == 3
    assert read(write(document)) == document


def test_a_title_lying_down_has_longer_lines() -> None:
    upright = _document(Annex("附件", (Run(LONG),)))
    lying = _document(Annex("附件", (Run(LONG),), landscape=True))
    assert _body(upright).count("<w:br/>") == 1
    assert "<w:br/>" not in _body(lying)


def test_an_annex_that_cannot_be_wrapped_is_told_and_a_subtitle_is_not() -> None:
    assert _codes(_document(Annex("附件", (Run(WORD),)))) == ["ZJ531"]
    assert _codes(_document(Annex("附件", (Run(f"关于“{LONG}”的说明"),)))) == ["ZJ531"]
    assert _codes(_document(Subtitle((Run(WORD),)))) == []


def test_lines_of_staff_that_are_too_long_are_kept_and_told() -> None:
    document = _document(Title((Run(f"{LONG}工作总结"),), (len(LONG),)))
    assert _body(document).count("<w:br/>") == 1
    assert _codes(document) == ["ZJ536"]
    brackets = _document(Title((Run("关于《工作总结》的通知"),), (5,)))
    assert _codes(brackets) == []


def test_blanks_at_which_a_line_ends_do_not_move_it() -> None:
    document = _document(Title((Run("甘泉路街道办事处\u30002016年重点工作完成情况总结报告"),)))
    small = '<w:szCs w:val="2"/></w:rPr><w:t xml:space="preserve">\u3000</w:t></w:r><w:r><w:br/>'
    assert small in _body(document)
    assert read(write(document)) == document
