"""Marked text of a template → the blocks of a Document.

A Markdown subset, read only in the template's own words: ``#`` title (a second
one begins a 附件), ``##`` and deeper headings, ``**lead**`` at a paragraph's
start, ``[^key]`` footnotes, pipe tables, ``>`` lines for the signature.  Lines
of one paragraph are joined without a blank, as Chinese is written.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, Final, TypeAlias, cast

from zongjie.compose.form import Form
from zongjie.compose.marks import BREAK, LINE, Literal, pieces
from zongjie.compose.noted import Written, noted
from zongjie.compose.views import Drawn, Prose, Raw
from zongjie.diagnostics import Origin, Source, Span
from zongjie.document import (
    Annex,
    Block,
    Inline,
    Inlines,
    Note,
    Paragraph,
    Run,
    Signature,
    Table,
    Title,
)
from zongjie.model import SectionForm
from zongjie.records import NamedTuple
from zongjie.text import fold, pattern

_MARKUP: Final = pattern(
    r"\\(?P<escaped>[\\#*|\[>])|(?P<mark>^\#{1,9}(?:[ \t]+|$)|^>[ \t]*|\*\*|[ \t]*\|[ \t]*)"
    r"|\[\^(?P<note>[^\]\n]+)\]"
)
_PLAIN: Final = SectionForm()
_INDENT: Final = " \t"
_RULE: Final = pattern(r"[ \t:-]*")


class Mark(NamedTuple):
    """A piece of markup; ``run`` is how it prints where it stands for nothing."""

    sign: str
    run: Run


class NoteMark(NamedTuple):
    """``[^key]`` in a template."""

    key: str
    place: Span


Piece: TypeAlias = "Mark | NoteMark | Run | Note"  # of a line, literals taken apart
_PRINTED: Final = frozenset((Run, Note))


class Taken(NamedTuple):
    """Literal text as markup and runs, and where it ends."""

    pieces: tuple[Piece, ...]
    end: Span
    opens_note: bool  # at its end: what follows may be the name of a footnote


@lru_cache(maxsize=4096)
def _taken_apart(source: Source, literal: Literal) -> Taken:
    """Return literal template text taken apart; a template prints it many times."""
    text, _, offset = literal
    found: list[Piece] = []
    at = 0
    for match in _MARKUP.finditer(text):
        start, end = match.span()
        if start > at:
            found.append(Run(text[at:start], Span(source, offset + at, offset + start)))
        place = Span(source, offset + start, offset + end)
        if match["mark"]:
            found.append(Mark(match["mark"].strip(" \t"), Run(match["mark"], place)))
        elif match["note"]:
            found.append(NoteMark(match["note"], place))
        else:
            found.append(Run(match["escaped"], place))
        at = end
    if at < len(text):
        found.append(Run(text[at:], Span(source, offset + at, offset + len(text))))
    end = offset + len(text)
    return Taken(tuple(found), Span(source, end, end), text.endswith("[^"))


class LineParser:
    """Builds blocks; ``places`` gives the Source of a template, ``note`` a footnote."""

    def __init__(
        self,
        form: Form,
        places: Callable[[str], Source],
        note: Callable[[str, Origin], Inline | None],
        start: Span,
    ) -> None:
        self.form = form
        self.places = places
        self.note = note
        self.blocks: list[Block] = []
        self._line: list[Piece] = []
        self._opens_note = False  # whether a literal of the line ends with [^
        self._open: list[list[Piece]] = []  # lines of one kind, not yet made into a block
        self._kind = ""  # of the open lines: > signature, | table, else a paragraph
        self._form = _PLAIN  # of the section whose title or lead stands in the line
        self._lead = ""  # how the open paragraph's lead sentence is set
        self._runs_in = False  # whether the next paragraph goes on behind a heading
        self._place = start  # where text of no origin is said to stand

    def parse(self, text: str, values: list[Any]) -> list[Block]:
        """Return the blocks of what a template printed; raises Broken."""
        for piece in pieces(text, values):
            if isinstance(piece, Prose):
                if piece.form is not None:
                    self._form = piece.form
                self._prose(piece.paragraphs)
            elif isinstance(piece, Literal):
                self._literal(piece)
            elif piece is BREAK:
                self._end_line()
                self._flush()
            elif piece is LINE:
                self._end_line()
            elif isinstance(piece, str):
                self._data(piece)
            elif isinstance(piece, (Raw, Drawn)):
                self._end_line()
                self._flush()
                self.blocks.append(piece.block)
            else:
                self._prose(piece.paragraphs)
        self._end_line()
        self._flush()
        return self.blocks

    def _literal(self, literal: Literal) -> None:
        if not self._line and literal.text[0] in _INDENT:
            text = literal.text.lstrip(_INDENT)
            offset = literal.offset + len(literal.text) - len(text)
            literal = Literal(text, literal.template, offset)
        taken = _taken_apart(self.places(literal.template), literal)
        self._line += taken.pieces
        self._place = taken.end
        self._opens_note = self._opens_note or taken.opens_note

    def _data(self, text: str) -> None:
        if self._line or not text.isspace():
            self._line.append(Run(fold(text), self._place))

    def _prose(self, paragraphs: Sequence[Inlines]) -> None:
        """Add prose to the line; several paragraphs make several."""
        for at, paragraph in enumerate(paragraphs):
            if at:
                self._end_line()
                self._flush()
            self._line += [
                inline if inline.origin is not None else inline._replace(origin=self._place)
                for inline in paragraph
            ]

    def _end_line(self) -> None:
        line, self._line = self._line, []
        form, self._form = self._form, _PLAIN
        if line and isinstance(line[-1], Run) and line[-1].text.isspace():
            line.pop()
        if not line:
            return
        if self._opens_note:
            self._opens_note = False
            line = noted(line, _written, self._named)
        first = line[0]
        sign = first.sign if isinstance(first, Mark) else ""
        if sign.startswith("#"):
            level, at = _level(line)
            if level:
                self._flush()
                self._heading(level, line[at - 1 :], form)
                return
        kind = sign if sign in (">", "|") else ""
        if self._open and kind != self._kind:
            self._flush()
        self._kind = kind
        self._lead = form.lead or self._lead
        self._open.append(line)

    def _named(self, name: str, place: Origin | None) -> Inline | None:
        return self.note(name, place or self._place)

    def _heading(self, level: int, line: list[Piece], form: SectionForm) -> None:
        runs = self._inlines(line[1:])
        if not runs:
            return
        if level == 1:
            # The first is the title of the text, each further one begins a 附件.
            titled = any(isinstance(block, Title) for block in self.blocks)
            self.blocks.append(Annex("附件", runs) if titled else Title(runs))
        else:
            place = line[0].run.origin if isinstance(line[0], Mark) else None
            made = self.form.heading(level - 1, runs, place, form)
            self.blocks.append(self.form.run_in(made, place) if form.run_in else made)
            self._runs_in = form.run_in

    def _flush(self) -> None:
        lines, self._open = self._open, []
        how, self._lead = self._lead, ""
        if not lines:
            return
        if self._kind == ">":
            self._signature(lines)
        elif self._kind == "|":
            self._table(lines)
        else:
            whole = lines[0] if len(lines) == 1 else [t for line in lines for t in line]
            self._paragraph(whole, how)
        self._runs_in = False

    def _paragraph(self, line: list[Piece], how: str) -> None:
        if self._runs_in and isinstance(self.blocks[-1], Paragraph):
            self.blocks[-1] = self.blocks[-1]._replace(runs=self._inlines(line))
            return
        first = line[0]
        if isinstance(first, Mark) and first.sign == "**":
            for at in range(1, len(line)):
                piece = line[at]
                if isinstance(piece, Mark) and piece.sign == "**":
                    lead, body = self._inlines(line[1:at]), self._inlines(line[at + 1 :])
                    self.blocks.extend(self.form.led(lead, body, first.run.origin, how))
                    return
        self.blocks.append(Paragraph((), self._inlines(line)))

    def _signature(self, lines: list[list[Piece]]) -> None:
        parts = [self._inlines(line[1:]) for line in lines]
        for at in range(0, len(parts), 2):
            organ, date = (*parts[at : at + 2], ())[:2]
            if organ or date:
                self.blocks.append(Signature(organ, date))

    def _table(self, lines: list[list[Piece]]) -> None:
        rows: list[tuple[Inlines, ...]] = []
        header = 0
        align: tuple[str, ...] = ()
        for line in lines:
            cells = _cells(line)
            if all(_is_rule(cell) for cell in cells):
                header = len(rows)
                align = tuple(map(_side, cells))
            else:
                rows.append(tuple(self._inlines(cell) for cell in cells))
        self.blocks.append(Table(tuple(rows), header, align if any(align) else ()))

    def _inlines(self, line: Sequence[Piece]) -> Inlines:
        if _PRINTED.issuperset(map(type, line)):
            return tuple(cast("Sequence[Inline]", line))
        inlines: list[Inline] = []
        for piece in line:
            if isinstance(piece, (Run, Note)):
                inlines.append(piece)
            elif isinstance(piece, Mark):
                inlines.append(piece.run)
            else:
                note = self.note(piece.key, piece.place)
                if note is not None:
                    inlines.append(note)
        return tuple(inlines)


def _level(line: list[Piece]) -> tuple[int, int]:
    """Return how many ``#`` begin a line, and how many marks; none without a blank behind.

    A macro that calls itself puts one ``#`` a level before its caller's.
    """
    level = 0
    for at, piece in enumerate(line, 1):
        if not isinstance(piece, Mark) or not piece.sign.startswith("#"):
            break
        level += len(piece.sign)
        if piece.run.text != piece.sign:
            return level, at
    return 0, 0


def _cells(line: list[Piece]) -> list[list[Piece]]:
    """Cut a table line at its bars; those at both ends belong to no cell."""
    cells: list[list[Piece]] = [[]]
    for piece in line[1:]:
        if isinstance(piece, Mark) and piece.sign == "|":
            cells.append([])
        else:
            cells[-1].append(piece)
    return cells if cells[-1] else cells[:-1]


def _is_rule(cell: list[Piece]) -> bool:
    """Whether a cell is a rule in the template's own words; dashes of the data are none."""
    texts = [piece.text for piece in cell if isinstance(piece, Run) and _is_own(piece)]
    return bool(texts) and len(texts) == len(cell) and bool(_RULE.fullmatch("".join(texts)))


def _side(rule: list[Piece]) -> str:
    """Return where the cells of a column stand, by the colons of its rule."""
    text = "".join(piece.text for piece in rule if isinstance(piece, Run)).strip(" \t")
    ends = (text.startswith(":"), text.endswith(":"))
    return {(True, True): "center", (True, False): "left", (False, True): "right"}.get(ends, "")


def _written(piece: Piece) -> Written | None:
    return Written(piece, _is_own(piece)) if isinstance(piece, Run) else None


def _is_own(run: Run) -> bool:
    """Whether a run is literal text: data of no origin stands at a point of the template."""
    return isinstance(run.origin, Span) and run.origin.text == run.text
