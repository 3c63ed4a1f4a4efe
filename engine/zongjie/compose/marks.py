"""Provenance through Jinja: noncharacter marks round what a template prints.

A value of the report is printed as VALUE n END and waits in a table; literal
template text as PLACE name:offset TEXT … CLOSE.  Only text inside PLACE is
ever read as markup, so no data can forge structure; noncharacters in data are
escaped before Jinja sees them.  Unicode 3.4, D14: noncharacters are for use
inside one program, never for interchange.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

VALUE, END, PLACE, TEXT, CLOSE, ESCAPE = "\ufdd0\ufdd1\ufdd2\ufdd3\ufdd4\ufdd5"
_PIECE: Final = re.compile(
    f"{VALUE}(?P<value>[0-9]+){END}"
    f"|{PLACE}(?P<name>[^{TEXT}]*):(?P<offset>[0-9]+){TEXT}(?P<literal>[^{VALUE}-{CLOSE}]*){CLOSE}"
    f"|(?P<data>[^{VALUE}-{CLOSE}]+)"
)
_NONCHARACTER: Final = re.compile("[\ufdd0-\ufdef]")
_ESCAPED: Final = re.compile(f"{ESCAPE}(.)", re.DOTALL)


class Literal(NamedTuple):
    """Text of a template: which one, and at which offset it stands there."""

    text: str
    template: str
    offset: int


class Broken(Exception):
    """A mark that a template cut in two; ``place`` is the last whole literal."""

    def __init__(self, place: Literal | None) -> None:
        super().__init__()
        self.place = place


def escape(text: str) -> str:
    """Return data as it may pass through a template."""
    return _NONCHARACTER.sub(lambda m: f"{ESCAPE}{chr(ord(m[0]) - 0xFDD0 + 0x41)}", text)


def unescape(text: str) -> str:
    """Return what :func:`escape` was given."""
    return _ESCAPED.sub(lambda m: chr(ord(m[1]) - 0x41 + 0xFDD0), text)


def instrument(source: str, name: str, tokens: Iterator[tuple[int, str, str]]) -> str:
    """Return template source with every literal text between its marks.

    ``tokens`` are those of ``Environment.lex``; they leave out blanks that
    ``{%-`` strips, so each is searched for from where the last one ended.
    """
    parts: list[str] = []
    at = 0
    for _, kind, value in tokens:
        start = source.index(value, at)
        parts.append(source[at:start])
        at = start + len(value)
        if kind == "data" and value:
            parts.append(f"{PLACE}{name}:{start}{TEXT}{value}{CLOSE}")
        else:
            parts.append(value)
    parts.append(source[at:])
    return "".join(parts)


def pieces(text: str, values: list[Any]) -> Iterator[Literal | str | Any]:
    """Yield what was printed: literals, values from the table, plain data.

    Raises Broken where a mark is not whole.
    """
    at = 0
    place: Literal | None = None
    for match in _PIECE.finditer(text):
        if match.start() != at:
            raise Broken(place)
        at = match.end()
        kind = match.lastgroup
        if kind == "value":
            yield values[int(match["value"])]
        elif kind == "literal":
            place = Literal(match["literal"], match["name"], int(match["offset"]))
            yield place
        else:
            yield unescape(match["data"])
    if at != len(text):
        raise Broken(place)
