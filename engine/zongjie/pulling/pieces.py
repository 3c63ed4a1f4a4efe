"""A printed line in pieces: which characters of the YAML each of its characters came from."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Final

from zongjie.diagnostics import Span
from zongjie.document import Note, Run
from zongjie.pulling.homes import Home, Homes, slice_of
from zongjie.records import NamedTuple
from zongjie.revisions import Kind, Line
from zongjie.sources.nodes import Scalar, Slice
from zongjie.text import BREAK


class Sort(Enum):
    """What a piece is."""

    PROSE = "文字"
    VALUE = "数"
    MARK = "脚注标记"
    ATOM = "转义"  # printed by a mark-up of several characters
    AUTO = "自动"


class Piece(NamedTuple):
    """Characters ``start`` to ``end`` of a line, and what printed them.

    ``home`` is the text of the YAML that did, of which ``first`` to ``last`` are
    the characters; ``table`` says of PROSE where each one stands.  AUTO has no
    home: a number, a stop, words of a template, which stand at ``place``; nor
    has a VALUE in a sentence that the engine made.
    """

    sort: Sort
    start: int
    end: int
    text: str
    home: Home | None = None
    first: int = 0
    last: int = 0
    table: tuple[int, ...] = ()
    value: str = ""
    place: Span | None = None

    def at(self, offset: int) -> int:
        """Return where in the YAML text a character of the line stands, or the end of the last."""
        if self.sort is not Sort.PROSE:
            return self.first if offset == self.start else self.last
        inner = offset - self.start
        return self.table[inner] if inner < len(self.table) else self.table[-1] + 1


_BRACES: Final = ("{{", "｛｛")


def pieces_of(line: Line, homes: Homes) -> list[Piece]:
    """Return the pieces of a line, which together are its text."""
    found: list[Piece] = []
    at = 0
    for inline in line.inlines:
        if isinstance(inline, Note):
            found.append(_mark(inline, at, line.text[at : at + 1], homes))
            at += 1
        elif inline.text:
            for piece in _of_run(inline, at, line, homes):
                found.append(piece)
                at = piece.end
    return found


def _mark(note: Note, at: int, text: str, homes: Homes) -> Piece:
    part = slice_of(note.origin)
    home = homes.of(part.scalar) if part is not None else None
    if part is None or home is None:
        return Piece(Sort.AUTO, at, at + 1, text)
    return Piece(Sort.MARK, at, at + 1, text, home, part.start, part.end)


def _of_run(run: Run, at: int, line: Line, homes: Homes) -> Iterator[Piece]:
    text, end = run.text, at + len(run.text)
    part = slice_of(run.origin)
    home = homes.of(part.scalar) if part is not None else None
    if part is None or home is None:
        yield _placed(run, at, homes) or _automatic(run, at)
        return
    if line.kind is Kind.VERBATIM:
        start = part.start + line.at
        table = tuple(range(start, start + len(text)))
        yield Piece(Sort.PROSE, at, end, text, home, start, start + len(text), table)
        return
    written = part.scalar.value[part.start : part.end]
    if run.value or run.pending or written[:2] in _BRACES:
        yield Piece(Sort.VALUE, at, end, text, home, part.start, part.end, value=run.value)
    elif written[:1] == "\\" and written[1 : 1 + len(text)] == text:
        yield Piece(Sort.ATOM, at, end, text, home, part.start, part.end)
    else:
        yield from _prose(run, at, part, home)


def _placed(run: Run, at: int, homes: Homes) -> Piece | None:
    """Return a text of the report that a table prints whole: a 科室."""
    if not isinstance(run.origin, Span) or run.value:
        return None
    home = homes.at(run.origin)
    if home is None or home.scalar.value.strip() != run.text:
        return None
    start = home.scalar.value.index(run.text)
    end = start + len(run.text)
    table = tuple(range(start, end))
    return Piece(Sort.PROSE, at, at + len(run.text), run.text, home, start, end, table)


def _automatic(run: Run, at: int) -> Piece:
    place = run.origin.span() if run.origin is not None else None
    sort = Sort.VALUE if run.value else Sort.AUTO
    return Piece(sort, at, at + len(run.text), run.text, value=run.value, place=place)


def _prose(run: Run, at: int, part: Slice, home: Home) -> Iterator[Piece]:
    """Yield the characters that the YAML has too; a stop added behind them is automatic."""
    table = _table(run.text, part.scalar, part.start, part.end)
    known = len(table)
    if known < len(run.text) - 1 or not known:
        yield _automatic(run, at)
        return
    text = run.text[:known]
    yield Piece(Sort.PROSE, at, at + known, text, home, table[0], table[-1] + 1, table)
    if known < len(run.text):
        rest = run.text[known:]
        yield Piece(Sort.AUTO, at + known, at + len(run.text), rest)


def _table(text: str, scalar: Scalar, start: int, end: int) -> tuple[int, ...]:
    """Return where in a value each character stands, as far as they agree.

    A line end and the blanks round it print nothing.
    """
    value = scalar.value
    if value[start:end] == text:
        return tuple(range(start, end))
    folded = {at for gap in BREAK.finditer(value, start, end) for at in range(*gap.span())}
    shown = (at for at in range(start, end) if at not in folded)
    found = []
    for at, char in zip(shown, text, strict=False):
        if value[at] != char:
            break
        found.append(at)
    return tuple(found)
