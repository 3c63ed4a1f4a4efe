"""Footnotes as characters: one sign each, so that texts with marks compare as texts.

A footnote of an edited file has no name; it is the report's own that says the
same, or nearly so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final

from zongjie.revisions import NOTE, Kind, Line, aligned

PARAGRAPH: Final = "\u2029"
"""Stands in an edit where a paragraph ends."""
_FIRST, _LAST = 0x100000, 0x10FFFD  # Unicode 23.5: private use, as no text has them


class Signs:
    """Which sign stands for which footnote."""

    def __init__(self, texts: Iterable[str]) -> None:
        used = set(chain.from_iterable(texts))
        self._free = (chr(at) for at in range(_FIRST, _LAST) if chr(at) not in used)
        self._by_key: dict[str, str] = {}
        self.keys: dict[str, str] = {}  # of the report's own footnotes
        self.definitions: dict[str, str] = {}  # of those that are new

    def own(self, key: str) -> str:
        """Return the sign of a footnote of the report."""
        if key not in self._by_key:
            sign = next(self._free)
            self._by_key[key], self.keys[sign] = sign, key
        return self._by_key[key]

    def new(self, definition: str) -> str:
        """Return the sign of a footnote that the report does not have; one for one text."""
        for sign, text in self.definitions.items():
            if text == definition:
                return sign
        sign = next(self._free)
        self.definitions[sign] = definition
        return sign

    def __contains__(self, char: str) -> bool:
        return char in self.keys or char in self.definitions


def signed(lines: Sequence[Line], names: Mapping[str, str]) -> list[Line]:
    """Return lines with the sign of each footnote in place of its mark."""
    return [line._replace(text=_text(line, names)) for line in lines]


def _text(line: Line, names: Mapping[str, str]) -> str:
    if line.kind is Kind.NOTE:
        return line.text
    signs: Iterator[str] = (names[key] for key in line.notes)
    return "".join(next(signs) if char == NOTE else char for char in line.text)


def own_names(lines: Sequence[Line], signs: Signs) -> dict[str, str]:
    """Return the signs of a report's own footnotes by their keys."""
    return {key: signs.own(key) for line in lines for key in line.notes}


def names_like(
    lines: Sequence[Line], known: Sequence[Line], signs: Signs, now: Sequence[Line] = ()
) -> dict[str, str]:
    """Return the signs of another file's footnotes; ``known`` are lines that it was made from.

    A footnote that came since then may be one that the report, as it prints ``now``, has too.
    """
    theirs = [line for line in lines if line.kind is Kind.NOTE]
    ours = [line for line in known if line.kind is Kind.NOTE]
    names: dict[str, str] = {}
    for group in aligned([line.text for line in ours], [line.text for line in theirs]):
        for old, new in zip(group.olds, group.news, strict=False):
            names[theirs[new].notes[0]] = signs.own(ours[old].notes[0])
    come = {line.text: line.notes[0] for line in now if line.kind is Kind.NOTE}
    for line in theirs:
        if line.notes[0] not in names:
            own = come.get(line.text)
            names[line.notes[0]] = signs.new(line.text) if own is None else signs.own(own)
    for key in {key for line in lines for key in line.notes} - names.keys():
        names[key] = signs.new("")  # its definition is blank
    return names
