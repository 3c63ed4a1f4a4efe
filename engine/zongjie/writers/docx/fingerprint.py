"""Has anybody edited a .docx since it was generated?

A hash of the text is stored in the file and worked out again from its XML.  It
looks at characters only, so that it outlives a save by Word, WPS or
LibreOffice, which rewrite all the rest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from zongjie import packages
from zongjie.document import (
    Document,
    Heading,
    Note,
    Paragraph,
    Signature,
    Table,
    Title,
    Verbatim,
    text_of,
)
from zongjie.document.tree import inlines_of
from zongjie.packages import UnreadableDocxError

if TYPE_CHECKING:
    from zipfile import ZipFile

PARTS_PROPERTY: Final = "zongjie-parts-sha256"


class Inspection(NamedTuple):
    """What a file says of itself.  With a ``problem`` the rest is empty."""

    problem: str = ""
    """``unreadable``, or the reason of an UnreadableDocxError."""
    properties: Mapping[str, str] = MappingProxyType({})
    text_hash: str = ""
    comments: bool = False
    tracked: bool = False
    untouched: bool = False
    """Whether nobody saved it since it was generated: Word rewrites every part."""


def text_hash(document: Document) -> str:
    """Return the hash (SHA-256, hexadecimal) of all text, footnotes included.

    Blank paragraphs, the blanks round a footnote, and the automatic numbers of
    footnotes do not count: programs differ in what they make of them.
    """
    notes: dict[str, str] = {}
    for block in document.blocks:
        for inlines in inlines_of(block):
            for inline in inlines:
                if isinstance(inline, Note):
                    notes.setdefault(inline.key, text_of(inline.runs))
    return _digest(_paragraphs(document), notes.values())


def _paragraphs(document: Document) -> Iterator[str]:
    for block in document.blocks:
        match block:
            case Title(runs):
                yield text_of(runs)
            case Heading(_, number, runs):
                yield number + text_of(runs)
            case Paragraph(lead, runs):
                yield text_of(lead) + text_of(runs)
            case Table(rows):
                for row in rows:
                    yield from map(text_of, row)
            case Verbatim(text):
                yield from text.split("\n")
            case Signature(organ, date):
                yield text_of(organ)
                yield text_of(date)


def _digest(paragraphs: Iterable[str], notes: Iterable[str]) -> str:
    # U+001E and U+001D cannot stand in XML, so no text can forge a boundary.
    body = "\x1e".join(text for text in paragraphs if text.strip())
    tail = "\x1e".join(text.strip() for text in notes)
    return hashlib.sha256(f"{body}\x1d{tail}".encode()).hexdigest()


def parts_hash(body: bytes, footnotes: bytes) -> str:
    """Return the hash of the two parts that hold the text, formats and all."""
    digest = hashlib.sha256(len(body).to_bytes(8, "big"))
    digest.update(body)
    digest.update(footnotes)
    return digest.hexdigest()


def inspect(path: Path) -> Inspection:
    """Return what can be told from a .docx; damage is an answer, not an error."""
    from xml.parsers.expat import ExpatError

    try:
        with packages.opened(path) as package:
            return _inspect(package)
    except UnreadableDocxError as error:
        return Inspection(error.reason)
    except OSError:
        return Inspection("unreadable")
    except (ExpatError, ValueError):  # ValueError: expat on an encoding it does not know
        return Inspection("damaged")


def _inspect(package: ZipFile) -> Inspection:
    # Deferred: the parser is of no use until an output file exists already.
    from zongjie.writers.docx.wordtext import CustomProperties, Presence, WordText

    if "word/document.xml" not in package.namelist():
        raise UnreadableDocxError("not-a-docx")
    body, notes = WordText(), WordText()
    custom, comments = CustomProperties(), Presence("comment")
    parts = [b"", b""]  # of body and footnotes, as they stand in the file
    for at, (name, reader) in enumerate(
        (
            ("word/document.xml", body),
            ("word/footnotes.xml", notes),
            ("docProps/custom.xml", custom),
            ("word/comments.xml", comments),
        )
    ):
        data = packages.part(package, name)
        if data is not None:
            if at < len(parts):
                parts[at] = data
            reader.feed(data)
            if reader.has_doctype:
                raise UnreadableDocxError("entities")
    stored = dict(custom.properties)
    written = stored.pop(PARTS_PROPERTY, "")
    marked = [notes.notes.get(number, "") for number in dict.fromkeys(body.marks)]
    return Inspection(
        properties=stored,
        text_hash=_digest(body.paragraphs, marked),
        comments=comments.found,
        tracked=body.tracked or notes.tracked,
        untouched=written == parts_hash(*parts),
    )
