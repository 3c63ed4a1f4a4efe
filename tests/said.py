"""The paragraphs that a document says, in print order, with the style Word shows for each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from zongjie.document import (
    Addressee,
    Annex,
    Attachments,
    Block,
    Chart,
    Document,
    Heading,
    Inlines,
    Paragraph,
    Run,
    Signature,
    Subtitle,
    Table,
    Title,
    Verbatim,
    attachment_lines,
    text_of,
)

CELLS = ("表头文字", "表格文字")


class Said(NamedTuple):
    """A paragraph; ``head`` is what stands before its own text."""

    block: Block
    style: str
    inlines: Inlines
    head: str = ""

    @property
    def text(self) -> str:
        return self.head + text_of(self.inlines)


def said(document: Document) -> Iterator[Said]:
    """Yield every paragraph, those of tables cell by cell."""
    for previous, block in pairwise((None, *document.blocks)):
        match block:
            case Title(runs):
                yield Said(block, "Title", runs)
            case Subtitle(runs):
                yield Said(block, "Subtitle", runs)
            case Addressee(runs):
                yield Said(block, "Salutation", runs)
            case Heading(level, number, runs):
                yield Said(block, f"Heading {min(level, 4)}", runs, number)
            case Paragraph(lead, runs):
                yield Said(block, "Body Text", (*lead, *runs))
            case Verbatim():
                yield from _lines(block, follows=isinstance(previous, Verbatim))
            case Table(rows, header):
                for at, row in enumerate(rows):
                    yield from (Said(block, CELLS[at >= header], cell) for cell in row)
            case Attachments():
                for head, name in attachment_lines(block):
                    yield Said(block, "附件说明", name, head)
            case Signature(organ, date):
                yield Said(block, "Signature", organ)
                yield Said(block, "Date", date)
            case Chart(runs):  # what it draws is no text
                yield Said(block, "图题", runs)
            case Annex(label, runs):
                yield Said(block, "附件序号", (), label)
                yield Said(block, "附件标题", runs)


def _lines(block: Verbatim, *, follows: bool) -> Iterator[Said]:
    first, *rest = block.text.split("\n")
    yield Said(block, "原文首行" if follows else "原文", (Run(first),))
    yield from (Said(block, "原文", (Run(line),)) for line in rest)
