"""What is being made of a text: the parts of a report, each with the line it came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from zongjie.model import Style, TxtForm
from zongjie.recovery.figures import Figures


@dataclass
class Piece:
    """A paragraph in standard characters, or 原文; ``at`` is its first line, ``last`` its last."""

    text: str
    at: int
    last: int
    verbatim: bool = False


@dataclass
class Item:
    """事项: a lead sentence and its paragraph, or either alone, or 原文."""

    lead: str
    body: Piece | None
    at: int

    @property
    def verbatim(self) -> bool:
        """Whether it prints character for character."""
        return self.body is not None and self.body.verbatim


@dataclass
class Part:
    """章节; one without a title only holds what can stand nowhere else."""

    title: str
    at: int
    mark: str = ""  # its number as printed, "" without one
    own_mark: bool = False  # whether the number is another than the next one
    run_in: bool = False
    lead: str = ""  # the form of its lead sentences, "" where it has none
    pieces: list[Piece] = field(default_factory=list)  # as they stand, until they are sorted
    opening: list[Piece] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)

    def all(self) -> Iterator[Part]:
        """Yield the part and all parts in it, in the order of the text."""
        yield self
        for part in self.parts:
            yield from part.all()


@dataclass
class Problems:
    """存在问题."""

    transition: Piece
    entries: list[Piece]
    title: Piece | None = None


@dataclass
class Definition:
    """A footnote: its name, the mark that calls it, its text."""

    key: str
    mark: str
    text: str
    at: int


@dataclass
class Draft:
    """A report to be."""

    preface: list[Piece] = field(default_factory=list)
    title: Piece | None = None
    title_lines: list[str] = field(default_factory=list)  # where it stands in several
    subtitle: Piece | None = None
    byline: Piece | None = None
    addressee: Piece | None = None
    opening: list[Piece] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    notes: list[Definition] = field(default_factory=list)
    notes_title: Piece | None = None
    problems: Problems | None = None
    closing: list[Piece] = field(default_factory=list)
    organ: Piece | None = None
    date: Piece | None = None
    style: Style = field(default_factory=Style)
    txt: TxtForm = field(default_factory=TxtForm)
    figures: Figures = field(default_factory=Figures)

    def all_parts(self) -> Iterator[Part]:
        """Yield every part, in the order of the text."""
        for part in self.parts:
            yield from part.all()
