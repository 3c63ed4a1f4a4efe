"""Texts as they stand in files, and places in them.

Offsets and columns count Unicode code points, from 0 and from 1; only LF ends
a line (DESIGN §4, ``canonical``), so a CR before it is part of the line.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Protocol

from zongjie.records import NamedTuple


class Source:
    """One text a person wrote, with the name it is shown under.

    ``text`` holds every character of the file but a byte order mark, line ends
    as they are.  ``encoding`` and ``bom`` say how to write it back.
    """

    __slots__ = ("_starts", "bom", "encoding", "name", "text")

    def __init__(self, name: str, text: str, encoding: str = "utf-8", *, bom: bool = False) -> None:
        self.name = name
        self.text = text
        self.encoding = encoding
        self.bom = bom
        self._starts: list[int] | None = None

    def __repr__(self) -> str:
        return f"Source({self.name!r}, {len(self.text)} characters)"

    def _line_starts(self) -> list[int]:
        if self._starts is None:
            starts = [0]
            find = self.text.find
            at = find("\n")
            while at >= 0:
                starts.append(at + 1)
                at = find("\n", at + 1)
            self._starts = starts
        return self._starts

    def place(self, start: int, end: int) -> Span:
        """Return these characters as a place that a person can find."""
        return Span(self, start, end)

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset, both counted from 1."""
        starts = self._line_starts()
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def offset(self, number: int) -> int:
        """Return where a line (from 1) begins."""
        return self._line_starts()[number - 1]

    def line(self, number: int) -> str:
        """Return the text of a line (from 1) without its line end."""
        starts = self._line_starts()
        start = starts[number - 1]
        end = starts[number] - 1 if number < len(starts) else len(self.text)
        return self.text[start:end].removesuffix("\r")


class Span(NamedTuple):
    """The characters ``start`` to ``end`` of a source."""

    source: Source
    start: int
    end: int

    def span(self) -> Span:
        """Return itself: a Span is its own :class:`Origin`."""
        return self

    @property
    def position(self) -> tuple[int, int]:
        """Line and column of the first character, from 1."""
        return self.source.position(self.start)

    @property
    def text(self) -> str:
        """The characters the span covers."""
        return self.source.text[self.start : self.end]


class Origin(Protocol):
    """Something that can tell, when asked, which characters it came from."""

    def span(self) -> Span:
        """Return the place in the source; computed only when somebody asks."""
        ...


class Text(Protocol):
    """A text a person wrote, that can tell where each part of it stands."""

    @property
    def value(self) -> str:
        """The characters, without any quoting of the file format."""
        ...

    def span(self) -> Span:
        """Return the place of the whole text."""
        ...

    def slice(self, start: int, end: int) -> Origin:
        """Return ``value[start:end]`` as an origin."""
        ...


class TextPart(NamedTuple):
    """A part of a text as a text of its own: a name in a list of names."""

    text: Text
    start: int
    end: int

    @property
    def value(self) -> str:
        """The characters of the part."""
        return self.text.value[self.start : self.end]

    def span(self) -> Span:
        """Return the place of the part."""
        return self.text.slice(self.start, self.end).span()

    def slice(self, start: int, end: int) -> Origin:
        """Return ``value[start:end]`` as an origin."""
        return self.text.slice(self.start + start, self.start + end)
