"""A report as it prints now, and where each character of it stands in the YAML."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Final, TypeAlias
from unicodedata import category

from zongjie.diagnostics import Diagnostic, Source
from zongjie.document import Document
from zongjie.model import Report
from zongjie.model.profile import Profile
from zongjie.pulling.homes import Homes
from zongjie.pulling.marks import Signs, own_names, signed
from zongjie.pulling.pieces import Piece, Sort, pieces_of
from zongjie.records import NamedTuple
from zongjie.revisions import Kind, Line, lines_of
from zongjie.sources.edit import Slice
from zongjie.sources.nodes import Scalar
from zongjie.sources.report import Loaded
from zongjie.text import pattern

_COUNT: Final = "(?:[一二三四五六七八九十百]+|[0-9]+)"
_NUMBER: Final = pattern(
    rf"[（(]{_COUNT}[）)]、?|第{_COUNT}[章节部分篇]+[、 　]*|{_COUNT}[是、.．]|[①-⑳]"
    rf"|附件[：:]?(?:{_COUNT}[.．]?)?"
)


Topics: TypeAlias = Callable[[], Mapping[tuple[str, int], str]]
"""Returns the names of an outline's 事项, by the file and place of their 段首句."""


class Print(NamedTuple):
    """What a report prints, or the errors that forbid it."""

    loaded: Loaded
    document: Document | None
    report: Report | None
    errors: tuple[Diagnostic, ...] = ()
    profile: Profile | None = None  # None where the report names none
    topics: Topics = dict


Printer = Callable[[Sequence[Source]], Print]
"""Reads and prints a report from the texts of its files."""


class Book:
    """A report that prints."""

    def __init__(
        self,
        loaded: Loaded,
        document: Document,
        report: Report,
        signs: Signs,
        topics: Topics = dict,
    ) -> None:
        self.loaded = loaded
        self.report = report
        self.topics = topics
        self.signs = signs
        self.plain = lines_of(document)
        self.lines: list[Line] = signed(self.plain, own_names(self.plain, signs))
        self.body = [line for line in self.lines if line.kind is not Kind.NOTE]
        self._pieces: dict[int, list[Piece]] = {}

    @cached_property
    def homes(self) -> Homes:
        """Where the texts of the YAML stand."""
        return Homes(self.loaded)

    def pieces(self, number: int) -> list[Piece]:
        """Return the pieces of a line."""
        if number not in self._pieces:
            self._pieces[number] = pieces_of(self.lines[number], self.homes)
        return self._pieces[number]

    @cached_property
    def printing(self) -> dict[tuple[int, int], list[int]]:
        """The lines that each text of the YAML prints in, by its file and place."""
        found: dict[tuple[int, int], list[int]] = {}
        for number in range(len(self.lines)):
            for piece in self.pieces(number):
                if piece.home is not None:
                    numbers = found.setdefault(key_of(piece.home.scalar), [])
                    if not numbers or numbers[-1] != number:
                        numbers.append(number)
        return found

    def topic_of(self, piece: Piece) -> str:
        """Return the 事项 of the outline whose 段首句 a piece is, "" for none."""
        place = piece.place
        return self.topics().get((place.source.name, place.start), "") if place is not None else ""

    def number_of(self, note: str) -> int:
        """Return the line of a footnote's text, -1 where none is printed."""
        for at, line in enumerate(self.lines):
            if line.kind is Kind.NOTE and line.notes[0] == note:
                return at
        return -1


def key_of(scalar: Scalar) -> tuple[int, int]:
    """Return what tells a text of the YAML from all others."""
    return id(scalar.source), scalar.start


def is_fixed(piece: Piece) -> bool:
    """Whether nothing that a person wrote stands there as it prints."""
    return piece.sort is Sort.AUTO or (piece.sort is Sort.VALUE and piece.home is None)


def is_number(text: str) -> bool:
    """Whether words are a number of the form: 一是, （二）, 3., 附件：1., 附件2."""
    return _NUMBER.fullmatch(text) is not None


def is_wording(piece: Piece) -> bool:
    """Whether words of a template, or of the engine, stand there: no number, no stop."""
    fixed = piece.sort is Sort.AUTO and not is_number(piece.text)
    return fixed and any(char.isalnum() or category(char) == "Co" for char in piece.text)


__all__ = [
    "Book",
    "Piece",
    "Print",
    "Printer",
    "Slice",
    "Sort",
    "is_fixed",
    "is_number",
    "is_wording",
    "key_of",
]
