"""A document as lines: its paragraphs as Word has them, with what they are made of.

How a paragraph is set does not count here, so that a text keeps its lines when
another program saves it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import repeat
from typing import Final

from zongjie.document import (
    Addressee,
    Annex,
    Attachments,
    Block,
    Chart,
    Document,
    Heading,
    Inlines,
    Note,
    Paragraph,
    Run,
    Signature,
    Subtitle,
    Table,
    Title,
    Verbatim,
    attachment_lines,
)
from zongjie.records import NamedTuple

NOTE: Final = "\ufdd0"
"""Stands for a footnote's mark; no text holds it (Unicode 3.4, D14: a noncharacter)."""
_UNKNOWN: Final = "\ufffd"


class Kind(Enum):
    """What a line is."""

    TITLE = "标题"
    SUBTITLE = "题下"
    ADDRESSEE = "主送"
    HEADING = "章节标题"
    BODY = "正文"
    VERBATIM = "原文"
    CELL = "表格"
    ATTACHMENT = "附件说明"
    SIGNATURE = "落款"
    ANNEX = "附件"
    CHART = "图表"
    NOTE = "脚注"


class Line(NamedTuple):
    """One paragraph: a heading with its number, a line of 原文, a cell, a footnote's text.

    ``text`` has a NOTE where a footnote's mark stands, and is never blank;
    ``inlines`` are the runs behind it.  ``block`` is the number of its block in
    the document, -1 for a footnote; ``level`` that of a heading; ``notes`` the
    keys of the marks in their order, of a footnote its own.  ``lead`` is how
    many characters a number of a heading, or a 段首句, has; ``at`` where a
    line of 原文 begins in its block.
    """

    text: str
    inlines: Inlines
    block: int
    kind: Kind
    level: int = 0
    notes: tuple[str, ...] = ()
    lead: int = 0
    at: int = 0


def lines_of(document: Document) -> list[Line]:
    """Return the lines of a text in reading order, the footnotes at the end.  Blank ones go."""
    return list(iter_lines(document))


def iter_lines(document: Document) -> Iterator[Line]:
    """Yield the same, one by one: those of a long text are megabytes."""
    for at, (block, texts) in enumerate(zip(document.blocks, document.texts, strict=True)):
        yield from (line for line in _lines(block, texts, at) if line.text.strip())
    for key, note in document.notes.items():
        if (text := said(note.runs)).strip():
            yield Line(text, note.runs, -1, Kind.NOTE, notes=(key,))


def _lines(block: Block, texts: Sequence[str], at: int) -> Iterator[Line]:
    """Yield the lines of a block; ``texts`` are those of ``Document.texts``."""
    match block:
        case Paragraph(lead, runs):
            size = len(said(lead)) if lead else 0
            yield _line((*lead, *runs), texts[0], at, Kind.BODY, lead=size)
        case Heading(level, number, runs):
            text = number + texts[0]
            yield _line((Run(number), *runs), text, at, Kind.HEADING, level, len(number))
        case Title(runs):
            yield _line(runs, texts[0], at, Kind.TITLE)
        case Subtitle(runs):
            yield _line(runs, texts[0], at, Kind.SUBTITLE)
        case Addressee(runs):
            yield _line(runs, texts[0], at, Kind.ADDRESSEE)
        case Verbatim(text, origin):
            start = 0
            for row in text.split("\n"):
                yield _line((Run(row, origin),), row, at, Kind.VERBATIM)._replace(at=start)
                start += len(row) + 1
        case Table(rows):
            cells = (cell for row in rows for cell in row)
            yield from map(_line, cells, texts, repeat(at), repeat(Kind.CELL))
        case Attachments():
            for (head, name), text in zip(attachment_lines(block), texts, strict=True):
                runs = (Run(head), *name)
                yield _line(runs, head + text, at, Kind.ATTACHMENT, lead=len(head))
        case Signature(organ, date):
            yield _line(organ, texts[0], at, Kind.SIGNATURE)
            yield _line(date, texts[1], at, Kind.SIGNATURE)
        case Annex(label, runs):
            yield _line((Run(label),), label, at, Kind.ANNEX)
            yield _line(runs, texts[0], at, Kind.ANNEX)
        case Chart(title):
            yield _line(title, texts[0], at, Kind.CHART)


def _line(
    inlines: Inlines, text: str, block: int, kind: Kind, level: int = 0, lead: int = 0
) -> Line:
    """Return a line; ``text`` is what it says without its notes."""
    notes = tuple([one.key for one in inlines if isinstance(one, Note)])
    shown = said(inlines) if notes else text.replace(NOTE, _UNKNOWN)
    return Line(shown, inlines, block, kind, level, notes, lead)


def said(inlines: Inlines) -> str:
    """Return the characters of a sequence, NOTE for each mark."""
    return "".join(
        [NOTE if isinstance(one, Note) else one.text.replace(NOTE, _UNKNOWN) for one in inlines]
    )
