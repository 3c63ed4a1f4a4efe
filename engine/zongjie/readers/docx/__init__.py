"""docx → Document: what our own writer wrote, and any other file as paragraphs.

Two steps: package → a small tree of what Word says → blocks.  Styles are known
by *name*: LibreOffice gives them other ids when it saves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile
from pathlib import Path

from zongjie.document import (
    Block,
    Document,
    Heading,
    Inlines,
    Note,
    Paragraph,
    Run,
    Signature,
    Table,
    Title,
    Verbatim,
)
from zongjie.packages import UnreadableDocxError
from zongjie.readers.docx.package import Package
from zongjie.readers.docx.wordtree import (
    Item,
    Mark,
    Text,
    WordBlock,
    WordParagraph,
    WordReader,
    WordTable,
)

__all__ = ["UnreadableDocxError", "read"]

# The names in templates/reference-docx; law 3 keeps writer and reader together.
_TITLE, _ORGAN, _DATE = "Title", "Signature", "Date"
_LEAD, _NUMBER = "段首句", "标题序号"
_VERBATIM, _VERBATIM_FIRST, _SEPARATOR = "原文", "原文首行", "分隔行"
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)


def read(source: Path | bytes) -> Document:
    """Return the document a .docx holds.

    Raises :class:`UnreadableDocxError`, and ``OSError`` where there is no file.
    """
    package = Package(source)
    word = WordReader(package)
    return Document(_Builder(word.notes(package)).blocks(word.blocks(package.body)))


class _Builder:
    """Turns what Word says into blocks, and numbers the footnotes by first mark."""

    def __init__(self, notes: Mapping[str, tuple[Item, ...]]) -> None:
        self._items = notes
        self._notes: dict[str, Note] = {}

    def blocks(self, words: Iterable[WordBlock]) -> Iterator[Block]:
        """Yield the blocks; several paragraphs may make one."""
        lines: list[str] = []
        organ: Inlines | None = None
        for word in words:
            style = word.style if isinstance(word, WordParagraph) else ""
            if lines and style != _VERBATIM:
                yield Verbatim("\n".join(lines))
                lines = []
            if organ is not None and style != _DATE:
                yield Signature(organ, ())
                organ = None
            if isinstance(word, WordTable):
                yield self._table(word)
            elif style in (_VERBATIM, _VERBATIM_FIRST):
                lines.append(_characters(word.items))
            elif style == _ORGAN:
                organ = self._inlines(word.items)
            elif style == _DATE:
                yield Signature(organ or (), self._inlines(word.items))
                organ = None
            elif word.items or style != _SEPARATOR:
                yield self._block(word)
        if lines:
            yield Verbatim("\n".join(lines))
        if organ is not None:
            yield Signature(organ, ())

    def _block(self, word: WordParagraph) -> Block:
        if word.style == _TITLE:
            return Title(self._inlines(word.items))
        if heading := _HEADING.fullmatch(word.style):
            level = int(heading[1]) if word.outline is None else min(word.outline, 8) + 1
            size = sum(1 for _ in takewhile(_is_number, word.items))
            number = _characters(word.items[:size])
            return Heading(level, number, self._inlines(word.items[size:]))
        size = sum(1 for _ in takewhile(_is_lead, word.items))
        return Paragraph(self._inlines(word.items[:size]), self._inlines(word.items[size:]))

    def _table(self, word: WordTable) -> Table:
        rows = tuple(tuple(map(self._inlines, row.cells)) for row in word.rows if not row.hidden)
        return Table(rows, sum(1 for _ in takewhile(lambda row: row.header, word.rows)))

    def _inlines(self, items: Iterable[Item]) -> Inlines:
        """Return runs and notes, neighbours of one look as one run."""
        inlines: list[Run | Note] = []
        for item in items:
            if isinstance(item, Mark):
                if item.note in self._items:
                    inlines.append(self._note(item.note))
            elif not item.text:
                continue
            elif inlines and isinstance(last := inlines[-1], Run) and last.pending == item.marked:
                inlines[-1] = Run(last.text + item.text, pending=item.marked)
            else:
                inlines.append(Run(item.text, pending=item.marked))
        return tuple(inlines)

    def _note(self, note: str) -> Note:
        if note not in self._notes:
            key = str(len(self._notes) + 1)
            runs = self._inlines(_without_number(self._items[note]))
            self._notes[note] = Note(key, tuple(run for run in runs if isinstance(run, Run)))
        return self._notes[note]


def _characters(items: Iterable[Item]) -> str:
    return "".join(item.text for item in items if isinstance(item, Text))


def _is_number(item: Item) -> bool:
    return isinstance(item, Text) and item.style == _NUMBER


def _is_lead(item: Item) -> bool:
    """Return whether it belongs to a 段首句; a mark's only sign of it is bold."""
    return item.bold if isinstance(item, Mark) else item.style == _LEAD


def _without_number(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Drop a footnote's own number and the one blank that Word puts behind it."""
    match items:
        case (Mark(""), Text(text) as first, *rest) if text.startswith(" "):
            return (first._replace(text=text[1:]), *rest)
        case (Mark(""), *rest):
            return tuple(rest)
    return items
