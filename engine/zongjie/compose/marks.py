"""Provenance through Jinja: noncharacter marks round what a template prints.

A value of the report is printed as VALUE n END and waits in a table; a line of
literal template text as PLACE name:offset TEXT … CLOSE.  Only text inside PLACE
is ever read as markup, and only line ends outside of marks end a line, so no
data can forge structure; data is escaped before Jinja sees it.  Unicode 3.4,
D14: noncharacters are for use inside one program, never for interchange.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final, TypeAlias

from zongjie.records import NamedTuple
from zongjie.text import pattern

VALUE, END, PLACE, TEXT, CLOSE, ESCAPE = "\ufdd0\ufdd1\ufdd2\ufdd3\ufdd4\ufdd5"
_VALUE: Final = pattern(f"{VALUE}([0-9]{{1,9}}){END}")
_PIECE: Final = pattern(
    f"{PLACE}([^{VALUE}-{CLOSE}]*):([0-9]{{1,9}}){TEXT}([^{VALUE}-{CLOSE}]*){CLOSE}"
    f"|([^{VALUE}-{CLOSE}\n]+)"
    r"|(\n[ \t\n]*)"
    "|(.)"
)
_NONCHARACTER: Final = pattern("[\ufdd0-\ufdef]")
_SPECIAL: Final = pattern("[\ufdd0-\ufdef\n]")
_ESCAPED: Final = pattern(f"{ESCAPE}([KQ-p])")


class Literal(NamedTuple):
    """Text of a template: which one, and at which offset it stands there."""

    text: str
    template: str
    offset: int


BREAK: Final = object()  # where a paragraph ends
LINE: Final = object()  # a line end that belongs to no mark
Piece: TypeAlias = Literal | str | Any  # template text, plain data, or a value


class Broken(Exception):
    """A mark that a template cut in two; ``place`` is the last whole literal."""

    def __init__(self, place: Literal | None) -> None:
        super().__init__()
        self.place = place


def escape(text: str, special: re.Pattern[str] = _SPECIAL) -> str:
    """Return data as it may pass through a template."""
    return special.sub(lambda m: f"{ESCAPE}{chr((ord(m[0]) & 0x3F) + 0x41)}", text)


def escape_source(text: str) -> str:
    """Return template source in which nothing looks like a mark; line ends stay."""
    return escape(text, _NONCHARACTER)


def unescape(text: str) -> str:
    """Return what :func:`escape` was given."""
    if ESCAPE not in text:
        return text
    return _ESCAPED.sub(lambda m: _original(ord(m[1]) - 0x41), text)


def _original(code: int) -> str:
    return "\n" if code == 0x0A else chr(0xFDC0 + code)


def instrument(source: str, name: str, tokens: Iterator[tuple[int, str, str]]) -> str:
    """Return template source with every stretch of literal text between its marks.

    ``tokens`` are those of ``Environment.lex``; they leave out blanks that
    ``{%-`` strips, so each is searched for from where the last one ended.
    """
    parts: list[str] = []
    at = 0
    for _, kind, value in tokens:
        start = source.index(value, at)
        parts.append(source[at:start])
        at = start + len(value)
        parts.append(_marked(value, name, start) if kind == "data" else value)
    parts.append(source[at:])
    return "".join(parts)


def _marked(text: str, name: str, offset: int) -> str:
    """Mark each line of a literal that says something; line ends stay bare."""
    lines = []
    for line in text.split("\n"):
        lines.append(
            f"{PLACE}{name}:{offset}{TEXT}{line}{CLOSE}" if line and not line.isspace() else line
        )
        offset += len(line) + 1
    return "\n".join(lines)


def pieces(text: str, values: list[Any]) -> Iterator[Piece]:
    """Yield what was printed: literals, values of the table, plain data, line ends.

    LINE is a line end, BREAK an empty line or several.  Raises Broken where a
    mark is not whole or stands for nothing.
    """
    place: Literal | None = None
    for at, part in enumerate(_VALUE.split(text)):
        if at % 2:
            if int(part) >= len(values):
                raise Broken(place)
            yield values[int(part)]
            continue
        stretch = _stretch(part)
        yield from stretch.pieces
        place = stretch.place or place
        if stretch.broken:
            raise Broken(place)


class _Stretch(NamedTuple):
    """What stands between two values: its pieces, and the last literal among them."""

    pieces: tuple[Piece, ...]
    place: Literal | None
    broken: bool = False


@lru_cache(maxsize=2048)
def _stretch(text: str) -> _Stretch:
    """Return what a template printed between two values; it prints the same many times."""
    place: Literal | None = None
    found: list[Piece] = []
    for template, offset, literal, data, ends, stray in _PIECE.findall(text):
        if literal:
            place = Literal(unescape(literal), template, int(offset))
            found.append(place)
        elif ends:
            found.append(BREAK if ends.count("\n") > 1 else LINE)
        elif data:
            found.append(unescape(data))
        elif stray:
            return _Stretch(tuple(found), place, broken=True)
    return _Stretch(tuple(found), place)
