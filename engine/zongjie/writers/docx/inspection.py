"""Has anybody edited a .docx since it was generated?"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING
from xml.parsers.expat import ExpatError

from zongjie import packages
from zongjie.packages import UnreadableDocxError
from zongjie.records import NamedTuple
from zongjie.writers.docx.fingerprint import PARTS_PROPERTY, digest, parts_hash
from zongjie.writers.docx.wordtext import CustomProperties, Presence, WordText

if TYPE_CHECKING:
    from zipfile import ZipFile


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


def inspect(path: Path) -> Inspection:
    """Return what can be told from a .docx; damage is an answer, not an error."""
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
    marked = [
        notes.notes.get(number, "").removeprefix(custom) for number, custom in body.marks.items()
    ]
    return Inspection(
        properties=stored,
        text_hash=digest(body.paragraphs, marked),
        comments=comments.found,
        tracked=body.tracked or notes.tracked,
        untouched=written == parts_hash(parts[:1], parts[1]),
    )
