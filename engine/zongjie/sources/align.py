"""Where each character of a YAML scalar's value stands in the file.

Computed only when somebody asks (a diagnostic, an edit): the render path
never needs it.  YAML 1.1 §9 (scalar styles), as libyaml reads them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import TypeAlias

from zongjie.text import pattern

Place: TypeAlias = tuple[int, int]  # start and end

_BREAK = pattern(r"\r\n?|\n")
_BLANKS = pattern(r"[ \t]*(?:(?:\r\n?|\n)[ \t]*)*")
_ESCAPE = pattern(
    r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|(?P<line>\r\n?|\n)|.)", re.DOTALL
)


@lru_cache(maxsize=4)
def places(value: str, raw: str, style: str) -> tuple[Place, ...] | Rows:
    """Return where in ``raw`` each character of the value stands, and last its end.

    An escape is one place, as is the line break that folds into a blank.
    """
    if style == "|":
        return Rows(value, raw)
    table = _folded(value, raw) if style == ">" else _flow(raw, style)
    start = 1 if style in ("'", '"') else 0
    end = table[-1][1] if table else start
    table += [(end, end)] * (len(value) + 1 - len(table))
    return tuple(table)


class Rows:
    """The places of a literal block: line k of the value is line k below the header, indented.

    Nearly all prose is such a block, and of a thousand characters one or two are asked for.
    """

    __slots__ = ("_firsts", "_lines", "_size")

    def __init__(self, value: str, raw: str) -> None:
        self._size = len(value)
        self._firsts: list[int] = []  # of each line of the value
        self._lines: list[tuple[int, int, int]] = []  # as :func:`_lines`, less the indentation
        first = 0
        for line, (start, stop, after) in zip(value.split("\n"), _lines(raw), strict=False):
            self._firsts.append(first)
            self._lines.append((max(start, stop - len(line)), stop, after))
            first += len(line) + 1

    def __len__(self) -> int:
        return self._size + 1

    def __getitem__(self, at: int) -> Place:
        if at >= self._size:
            end = self[self._size - 1][1] if self._size else 0
            return end, end
        row = bisect_right(self._firsts, at) - 1
        start, stop, after = self._lines[row]
        place = start + at - self._firsts[row]
        return (place, place + 1) if place < stop else (stop, after)


def _lines(raw: str) -> list[tuple[int, int, int]]:
    """Return the lines below a block's header: start, end, end with its break."""
    lines = []
    start = -1
    for match in _BREAK.finditer(raw):
        if start >= 0:
            lines.append((start, match.start(), match.end()))
        start = match.end()
    if 0 <= start < len(raw):
        lines.append((start, len(raw), len(raw)))
    return lines


def _characters(start: int, end: int) -> list[Place]:
    return [(at, at + 1) for at in range(start, end)]


def _folded(value: str, raw: str) -> list[Place]:
    """A single break is a blank, unless a line beside it begins with a blank."""
    lines = _lines(raw)
    indent = _indent(value, [raw[start:stop] for start, stop, _ in lines])
    table: list[Place] = []
    breaks: list[Place] = []
    was_loose = True  # breaks before the first line are all kept
    for start, stop, after in lines:
        if stop - start > indent:
            is_loose = raw[start + indent] in " \t"
            folds = breaks and not was_loose and not is_loose
            table += breaks[1:] or breaks if folds else breaks
            table += _characters(start + indent, stop)
            was_loose, breaks = is_loose, []
        breaks.append((stop, after))
    return (table + breaks)[: len(value)]


def _indent(value: str, lines: list[str]) -> int:
    """Return the indentation: what the first words have more in the file than in the value."""
    read = value.split("\n")
    if not value.strip(" \n"):  # blanks only: compare the longest lines
        return max(map(len, lines), default=0) - max(map(len, read))
    return _lead(lines) - _lead(read)


def _lead(lines: list[str]) -> int:
    first = next((line for line in lines if line.strip(" ")), "")
    return len(first) - len(first.lstrip(" "))


def _flow(raw: str, quote: str) -> list[Place]:
    """Plain and quoted text: breaks fold, with the blanks round them."""
    table: list[Place] = []
    at, end = (1, len(raw) - 1) if quote else (0, len(raw))
    while at < end:
        after = at + 1
        if raw[at] in " \t\r\n":
            blanks = _BLANKS.match(raw, at, end)
            after = blanks.end() if blanks else after
            found = _breaks(raw, at, after)
            table += (found[1:] or found) if found else _characters(at, after)
        elif quote == '"' and (escape := _ESCAPE.match(raw, at, end)):
            after = escape.end()
            if escape["line"]:
                blanks = _BLANKS.match(raw, after, end)
                start, after = after, blanks.end() if blanks else after
                table += _breaks(raw, start, after)
            else:
                table.append((at, after))
        else:
            after += quote == "'" and raw.startswith("''", at)
            table.append((at, after))
        at = after
    return table


def _breaks(raw: str, start: int, end: int) -> list[Place]:
    return [match.span() for match in _BREAK.finditer(raw, start, end)]
