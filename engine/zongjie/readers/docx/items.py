"""What stands in a paragraph: stretches of text, and marks of footnotes."""

from __future__ import annotations

from typing import Final, TypeAlias

from zongjie.readers.docx.looks import Face
from zongjie.records import NamedTuple

NUMBER: Final = "标题序号"
"""The style of a heading's number that is typed, and what Word's own is given."""
LEAD: Final = "段首句"
"""The style of a run-in sentence."""


class Text(NamedTuple):
    """A run: its characters and character style, whether bold and highlighted.

    ``soft`` is a line break that only lays out (``w:br``; a text that breaks its
    line in a title says ``w:cr``).  ``face`` is told only of files that are not ours.
    """

    text: str
    style: str = ""
    bold: bool = False
    marked: bool = False
    soft: bool = False
    face: Face | None = None


class Mark(NamedTuple):
    """A mark of the footnote with this id (in the footnote itself: without one).

    It is bold where it stands in a lead.
    """

    note: str
    bold: bool


Item: TypeAlias = Text | Mark
Items: TypeAlias = tuple[Item, ...]


def characters(items: Items) -> str:
    """Return the characters of items without their footnotes."""
    return "".join([item.text for item in items if isinstance(item, Text)])
