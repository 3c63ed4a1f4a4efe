"""A repaired copy of a text, whose places are those of the text that a person has."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from zongjie.diagnostics import Source, Span
from zongjie.sources.edit import Edit, apply


class Copy(Source):
    """The text with some edits made; places in it lead back to the original."""

    __slots__ = ("_edits", "_starts_here", "original")

    def __init__(self, original: Source, edits: Sequence[Edit]) -> None:
        # What is put in at a place comes before what is put in the place of something there.
        edits = sorted(edits, key=lambda edit: (edit.start, edit.end))
        super().__init__(original.name, apply(original.text, edits), original.encoding)
        self.original = original
        self._edits = edits
        self._starts_here: list[int] = []  # where each edit begins in the copy
        shift = 0
        for edit in self._edits:
            self._starts_here.append(edit.start + shift)
            shift += len(edit.new) - (edit.end - edit.start)

    def place(self, start: int, end: int) -> Span:
        """Return the characters of the original that these were made of."""
        first, last = self.to_original(start), self.to_original(end)
        return self.original.place(first, max(first, last))

    def to_original(self, offset: int) -> int:
        """Return where an offset of the copy lies in the original."""
        at = bisect_right(self._starts_here, offset) - 1
        if at < 0:
            return offset
        edit, beyond = self._edits[at], offset - self._starts_here[at]
        if beyond < len(edit.new):
            return min(edit.start + beyond, edit.end)
        return edit.end + beyond - len(edit.new)
