"""花脸稿: two states of a text in one, each stretch with what became of it.

How a paragraph is set (``opening``, ``frame``) and how a stretch looks (``look``) is
for the writer that made them to say; here they are only compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Final, TypeAlias

from zongjie.records import NamedTuple

LEAD: Final = "lead"
PENDING: Final = "pending"
"""How a stretch of a plain draft looks: as a 段首句, as 【待补：…】."""
HEAD: Final = "head"
"""How the rows open that head a table."""


class Fate(Enum):
    """What became of something between the two states."""

    KEPT = "kept"
    INSERTED = "ins"
    DELETED = "del"


class Stretch(NamedTuple):
    """Characters of one look and one fate.

    A footnote's mark (``note``: which one; ``again``: not its first) and anything else
    that is no text (``thing``: what) stand alone, as one character.  ``was`` is the
    look before, where that alone changed.
    """

    text: str
    look: str = ""
    thing: str = ""
    note: str = ""
    again: bool = False
    fate: Fate = Fate.KEPT
    was: str | None = None


Stretches: TypeAlias = tuple[Stretch, ...]


class Passage(NamedTuple):
    """A paragraph; ``fate`` is that of its end, so that paragraphs are split and joined.

    ``frame`` stands round it; that of the second state holds.  ``was`` is the opening
    before, where it changed.
    """

    opening: str
    stretches: Stretches
    frame: str = ""
    fate: Fate = Fate.KEPT
    was: str | None = None

    @property
    def text(self) -> str:
        """All its characters, gone and new ones alike."""
        return "".join([one.text for one in self.stretches])

    @property
    def is_whole(self) -> bool:
        """Whether nothing but all of it has one fate, its end too."""
        return all(one.fate is self.fate for one in self.stretches)

    @property
    def has_changed(self) -> bool:
        """Whether its text has, or where it ends."""
        return self.fate is not Fate.KEPT or any(
            one.fate is not Fate.KEPT for one in self.stretches
        )


class Row(NamedTuple):
    """A row of a table, a passage for each cell."""

    opening: str
    cells: tuple[Passage, ...]
    fate: Fate = Fate.KEPT

    @property
    def text(self) -> str:
        """All its characters, a tab between the cells."""
        return "\t".join([cell.text for cell in self.cells])

    @property
    def has_changed(self) -> bool:
        """Whether it is gone or new, or a cell has changed."""
        return self.fate is not Fate.KEPT or any(cell.has_changed for cell in self.cells)


class Grid(NamedTuple):
    """A table; where all its rows are gone, so is it."""

    opening: str
    rows: tuple[Row, ...]

    @property
    def text(self) -> str:
        """All its characters, a line for each row."""
        return "\n".join([row.text for row in self.rows])

    @property
    def has_changed(self) -> bool:
        """Whether a row has."""
        return any(row.has_changed for row in self.rows)


Item: TypeAlias = Passage | Grid


class Draft(NamedTuple):
    """A text as items, and its footnotes by their keys; in a redline they are numbered from 1."""

    items: tuple[Item, ...]
    notes: dict[str, Passage]

    @property
    def has_changed(self) -> bool:
        """Whether any text has."""
        return any(one.has_changed for one in (*self.items, *self.notes.values()))

    def size(self, fate: Fate) -> int:
        """Return how many characters have a fate."""
        return sum(
            len(one.text)
            for passage in self._passages()
            for one in passage.stretches
            if one.fate is fate
        )

    def _passages(self) -> Iterator[Passage]:
        for item in self.items:
            if isinstance(item, Passage):
                yield item
            else:
                yield from (cell for row in item.rows for cell in row.cells)
        yield from self.notes.values()
