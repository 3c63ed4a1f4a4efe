"""The hash of a text, by which a .docx is known again.

It is stored in the file and worked out again from its XML (``inspection``).  It
looks at characters only, so that it outlives a save by Word, WPS or
LibreOffice, which rewrite all the rest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from operator import add
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
    Paragraph,
    Run,
    Signature,
    Subtitle,
    Table,
    Title,
    Verbatim,
    attachment_lines,
    paragraphs_of,
    text_of,
)
from zongjie.model.profile import Profile
from zongjie.text import stretches
from zongjie.writers.docx import styling
from zongjie.writers.docx.marks import AFTER_TEXT, TITLES, Marks, marks_of

PARTS_PROPERTY: Final = "zongjie-parts-sha256"


def text_hash(document: Document, profile: Profile) -> str:
    """Return the hash (SHA-256, hexadecimal) of all text, footnotes included.

    Blank paragraphs, line breaks in one, the blanks round a footnote, and the
    numbers of footnotes of Word do not count: programs differ in what they make
    of them.  Nor does the number of a heading that Word prints, nor what a chart draws,
    which lies in a part of its own; its title stands in the text.
    """
    if styling.numbers_headings(profile):
        from zongjie.writers.docx import numbering  # few ask for it

        document = numbering.without_listed(document)
    marks = marks_of(profile)
    notes = [text_of(note.runs) for note in document.notes.values()]
    if not marks.are_typed:
        return digest(_paragraphs(document.blocks, document.texts), notes)
    typed = _Typed(marks, list(document.notes))
    return digest(typed.paragraphs(document, notes), ())


class _Typed:
    """The paragraphs where footnotes are text: with marks, and a block of definitions."""

    def __init__(self, marks: Marks, keys: list[str]) -> None:
        self._marks = marks
        self._numbers = {key: number for number, key in enumerate(keys, 1)}

    def paragraphs(self, document: Document, notes: list[str]) -> Iterator[str]:
        blocks = document.blocks
        texts = [[*map(self._text, paragraphs_of(block))] for block in blocks]
        cut = len(blocks)
        if self._marks.place == AFTER_TEXT:
            cut = next((at for at, one in enumerate(blocks) if isinstance(one, Annex)), cut)
        yield from _paragraphs(blocks[:cut], texts[:cut])
        if notes:
            yield TITLES[self._marks.place]
        for number, text in enumerate(notes, 1):
            yield self._marks.head(number) + text
        yield from _paragraphs(blocks[cut:], texts[cut:])

    def _text(self, inlines: Inlines) -> str:
        return "".join(
            one.text if isinstance(one, Run) else self._marks.text(self._numbers[one.key])
            for one in inlines
        )


def _paragraphs(blocks: Iterable[Block], texts: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield what each paragraph says; ``texts`` are those of the ``paragraphs_of`` each block."""
    for block, said in zip(blocks, texts, strict=True):
        match block:
            case Heading(_, number):
                yield number + said[0]
            case Verbatim(text):
                yield from text.split("\n")
            case Attachments():
                heads = (head for head, _ in attachment_lines(block))
                yield from map(add, heads, said)
            case Annex(label):
                yield label
                yield said[0]
            case Chart():
                yield said[0]
            case Paragraph() | Title() | Subtitle() | Addressee() | Table() | Signature():
                yield from said


def digest(paragraphs: Iterable[str], notes: Iterable[str]) -> str:
    """Return the hash of paragraphs and footnotes, however they were come by."""
    # U+001E and U+001D cannot stand in XML, so no text can forge a boundary.
    texts = (text for text in paragraphs if text.strip())
    digest = hashlib.sha256()
    for stretch in stretches(texts, "\x1e"):
        digest.update(stretch.replace("\n", "").encode())
    tail = "\x1e".join(text.strip() for text in notes)
    digest.update(f"\x1d{tail}".encode())
    return digest.hexdigest()


def parts_hash(body: Sequence[bytes], footnotes: bytes) -> str:
    """Return the hash of the two parts that hold the text, formats and all.

    The body comes in pieces.
    """
    digest = hashlib.sha256(sum(map(len, body)).to_bytes(8, "big"))
    for piece in body:
        digest.update(piece)
    digest.update(footnotes)
    return digest.hexdigest()
