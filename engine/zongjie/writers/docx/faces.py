"""Which fonts of a 版式 a document is set in."""

from __future__ import annotations

from collections.abc import Iterator

from zongjie.document import (
    Annex,
    Block,
    Document,
    Heading,
    Paragraph,
    Subtitle,
    Table,
    Title,
    footnotes,
)
from zongjie.model.profile import Profile
from zongjie.writers.docx.body import form_of
from zongjie.writers.docx.look import look_of
from zongjie.writers.docx.marks import AFTER_TEXT
from zongjie.writers.docx.styling import LEVELS


def fonts_of(document: Document, profile: Profile) -> tuple[str, ...]:
    """Return the names of the fonts the text and its page numbers ask for, each once."""
    groups = [group for block in document.blocks for group in _groups(block)]
    if footnotes(document):
        marks = look_of(profile).marks
        if marks.are_typed:  # 注释 or 名词解释, with a title of its own
            groups.append("一级标题" if marks.place == AFTER_TEXT else "标题")
        groups.append("正文")
    if profile.text("页码", "位置") != "不印":
        groups.append("页码")
    keys = [(group, "表头字体" if group == "表格" else "字体") for group in groups]
    return tuple(dict.fromkeys(profile.text(*key) for key in keys))


def _groups(block: Block) -> Iterator[str]:
    """Yield the groups of the 版式 whose fonts a block has."""
    match block:
        case Title():
            yield "标题"
        case Subtitle():
            yield "副标题"
        case Heading():
            yield LEVELS[form_of(block) - 1]
        case Annex(_, runs):
            yield "一级标题"
            if runs:
                yield "标题"
        case Paragraph(lead, runs):
            if lead:
                yield "段首句"
            if runs:
                yield "正文"
        case Table(rows, header):
            if header:
                yield "表格"
            if len(rows) > header:
                yield "正文"
        case _:
            yield "正文"
