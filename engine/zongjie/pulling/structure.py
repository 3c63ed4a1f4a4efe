"""Where the lines of a report stand in its YAML."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TypeAlias

from zongjie.pulling.book import Book, Piece, Sort, key_of
from zongjie.pulling.homes import Home
from zongjie.pulling.homes import Step as Down
from zongjie.pulling.prose import AUTOMATIC, GENERATED
from zongjie.pulling.spots import is_heading
from zongjie.revisions import Group, Kind, Line

Node: TypeAlias = tuple[int, str, int]  # a step down: its mapping or list, its name, its number


class Layout:
    """The lines of a report, and the lines that are to be, with where they stand."""

    def __init__(self, book: Book, groups: Sequence[Group], wish: Sequence[Line]) -> None:
        self.book = book
        self.groups = groups
        self.wish = wish
        self._under: dict[Node, set[int]] = {}

    def under(self, down: Down) -> set[int]:
        """Return the lines printed by what lies below a step."""
        if not self._under:
            for number in range(len(self.book.lines)):
                for home in self.homes(number):
                    for step in home.way:
                        self._under.setdefault(_node(step), set()).add(number)
        return self._under.get(_node(down), set())

    def homes(self, number: int) -> list[Home]:
        """Return the texts that print a line, in order, each once."""
        found: list[Home] = []
        for piece in self.book.pieces(number):
            if piece.home is not None and all(piece.home is not one for one in found):
                found.append(piece.home)
        return found

    def anchor(self, at: int) -> int:
        """Return the line behind which the lines of a group go: the last that stays before it."""
        return self._neighbours[0][at]

    def following(self, at: int) -> int:
        """Return the first line behind a group that stays."""
        return self._neighbours[1][at]

    @cached_property
    def _neighbours(self) -> tuple[list[int], list[int]]:
        before, after = [], []
        last = -1
        for group in self.groups:
            before.append(last)
            last = group.olds[-1] if group.olds and not group.moved else last
        last = -1
        for group in reversed(self.groups):
            after.append(last)
            last = group.olds[0] if group.olds and group.news and not group.moved else last
        return before, after[::-1]

    @cached_property
    def heads(self) -> list[int]:
        """Of each group the new heading that brings its new line along, or where it waits.

        Where there is none, -1 and less: -2 is the second of lines that are new together.
        """
        found: list[int] = []
        head, count = -1, 0
        for at, group in enumerate(self.groups):
            if group.olds:
                head, count = -1, 0
                found.append(-1)
                continue
            line = self.wish[group.news[0]]
            found.append(head if head >= 0 else -1 - count)
            count += 1
            if line.kind is Kind.CELL:
                head = -1
            elif is_heading(line):
                head = at
        return found

    def tail(self, number: int) -> Piece | None:
        """Return the last piece of a line that has a home."""
        own = [one for one in self.book.pieces(number) if one.home] if number >= 0 else []
        return own[-1] if own else None

    def head(self, number: int) -> Piece | None:
        """Return the first piece of a line that has a home."""
        own = [one for one in self.book.pieces(number) if one.home] if number >= 0 else []
        return own[0] if own else None

    def first(self, piece: Piece) -> int:
        """Return the line that a piece with a home is part of."""
        for number in self.book.printing[key_of(piece.home.scalar)] if piece.home else ():
            if piece in self.book.pieces(number):
                return number
        return -1


def _node(step: Down) -> Node:
    return id(step.node), step.name, step.at


def why_generated(pieces: Sequence[Piece]) -> str:
    """Return why a line of which nothing is staff's stays as it is."""
    figures = any(piece.sort is Sort.VALUE for piece in pieces)
    return GENERATED if figures else AUTOMATIC
