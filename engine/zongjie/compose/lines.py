"""Marked text of a template → the blocks of a Document.

A Markdown subset, read only in the template's own words: ``#`` title, ``##``
and deeper headings, ``**lead**`` at a paragraph's start, ``[^key]`` footnotes,
pipe tables, ``>`` lines for the signature.  Lines of one paragraph are joined
without a blank, as Chinese is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeAlias

from zongjie.compose.form import Form
from zongjie.compose.marks import Literal, Piece, pieces
from zongjie.compose.views import Raw
from zongjie.diagnostics import Origin, Source, Span
from zongjie.document import Block, Inline, Inlines, Paragraph, Run, Signature, Table, Title

_HEADING: Final = re.compile(r"(#{1,9})[ \t]+")
_INLINE: Final = re.compile(r"\\([\\#*|\[>_`])|\[\^([^\]\n]+)\]")
_FOLD: Final = re.compile(r"[ \t\u3000]*\n[ \t\u3000]*")
_RULE: Final = re.compile(r"\|?[ \t:|-]+\|?")

Atom: TypeAlias = "Literal | Inlines"  # of a line: markup to be read, or finished text


class LineParser:
    """Builds blocks; ``places`` gives the Source of a template, ``note`` a footnote."""

    def __init__(
        self,
        form: Form,
        places: Callable[[str], Source],
        note: Callable[[str, Origin], Inline | None],
    ) -> None:
        self.form = form
        self.places = places
        self.note = note
        self.blocks: list[Block] = []
        self._open: list[list[Atom]] = []
        self._kind = ""  # of the open lines: > signature, | table, else a paragraph
        self._last: Literal | None = None  # where text of no origin is said to stand

    def parse(self, text: str, values: list[Any]) -> list[Block]:
        """Return the blocks of what a template printed; raises Broken."""
        for line in text.split("\n"):
            if not line or line.isspace():
                self._flush()
            else:
                self._read(pieces(line, values, self._last))
        self._flush()
        return self.blocks

    def _read(self, line: list[Piece]) -> None:
        """Collect the atoms of a line; prose of several paragraphs makes several."""
        atoms: list[Atom] = []
        for piece in line:
            if isinstance(piece, Literal):
                self._last = piece
                atoms.append(piece if atoms else _cut_blanks(piece))
            elif isinstance(piece, Raw):
                if piece:
                    self._end(atoms)
                    self._flush()
                    self.blocks.append(piece.block)
                    atoms = []
            elif isinstance(piece, str):
                atoms.append(self._placed((Run(_FOLD.sub("", piece)),)))
            else:
                for at, paragraph in enumerate(piece.paragraphs):
                    if at:
                        self._end(atoms)
                        self._flush()
                        atoms = []
                    atoms.append(self._placed(paragraph))
        self._end(atoms)

    def _end(self, atoms: list[Atom]) -> None:
        if any(atom.text.strip() if isinstance(atom, Literal) else atom for atom in atoms):
            self._line(atoms)
        elif not self._kind:
            self._flush()

    def _placed(self, inlines: Inlines) -> Inlines:
        """Give text that a template made itself the place of the template's last words."""
        place = self._last
        if place is None or all([inline.origin is not None for inline in inlines]):  # noqa: C419
            return inlines
        end = place.offset + len(place.text)
        span = Span(self.places(place.template), end, end)
        return tuple([i if i.origin is not None else i._replace(origin=span) for i in inlines])

    def _line(self, line: list[Atom]) -> None:
        first = line[0]
        start = first.text if isinstance(first, Literal) else ""
        heading = _HEADING.match(start)
        if heading:
            self._flush()
            self._heading(line, len(heading[1]), heading.end())
            return
        kind = start[:1] if start[:1] in (">", "|") else ""
        if self._open and kind != self._kind:
            self._flush()
        self._kind = kind
        self._open.append(line)

    def _heading(self, line: list[Atom], level: int, cut: int) -> None:
        place = self._place(line[0])
        runs = self._inlines(_cut(line, cut))
        if level == 1:
            self.blocks.append(Title(runs))
        else:
            self.blocks.append(self.form.heading(level - 1, runs, place))

    def _flush(self) -> None:
        lines, self._open = self._open, []
        if not lines:
            return
        if self._kind == ">":
            self._signature(lines)
        elif self._kind == "|":
            self._table(lines)
        else:
            self._paragraph([atom for line in lines for atom in line])

    def _paragraph(self, atoms: list[Atom]) -> None:
        first = atoms[0]
        if not isinstance(first, Literal) or not first.text.startswith("**"):
            self.blocks.append(Paragraph((), self._inlines(atoms)))
            return
        place = self._place(first)
        atoms = _cut(atoms, 2)
        for at, atom in enumerate(atoms):
            close = atom.text.find("**") if isinstance(atom, Literal) else -1
            if isinstance(atom, Literal) and close >= 0:
                head = [*atoms[:at], atom._replace(text=atom.text[:close])]
                rest = [
                    atom._replace(text=atom.text[close + 2 :], offset=atom.offset + close + 2),
                    *atoms[at + 1 :],
                ]
                lead, body = self._inlines(head), self._inlines(rest)
                self.blocks.extend(self.form.led(lead, body, place))
                return
        self.blocks.append(Paragraph((), self._inlines(atoms)))

    def _signature(self, lines: list[list[Atom]]) -> None:
        parts = [self._inlines(_cut(line, 1)) for line in lines]
        organ = parts[0]
        date = parts[1] if len(parts) > 1 else ()
        if organ or date:
            self.blocks.append(Signature(organ, date))

    def _table(self, lines: list[list[Atom]]) -> None:
        rows: list[tuple[Inlines, ...]] = []
        header = 0
        for line in lines:
            whole = "".join(atom.text for atom in line if isinstance(atom, Literal))
            if _RULE.fullmatch(whole.strip()) and all(isinstance(a, Literal) for a in line):
                header = len(rows)
            else:
                rows.append(tuple(self._inlines(cell) for cell in _cells(line)))
        self.blocks.append(Table(tuple(rows), header))

    def _inlines(self, atoms: Sequence[Atom]) -> Inlines:
        inlines: list[Inline] = []
        for atom in atoms:
            if isinstance(atom, Literal):
                self._markup(atom, inlines)
            else:
                inlines.extend(atom)
        return tuple(inlines)

    def _markup(self, atom: Literal, inlines: list[Inline]) -> None:
        text, at = atom.text, 0
        for match in _INLINE.finditer(text):
            self._plain(atom, at, match.start(), inlines)
            at = match.end()
            place = self._span(atom, match.start(), at)
            if match[1]:
                inlines.append(Run(match[1], place))
            else:
                note = self.note(match[2], place)
                if note is not None:
                    inlines.append(note)
        self._plain(atom, at, len(text), inlines)

    def _plain(self, atom: Literal, start: int, end: int, inlines: list[Inline]) -> None:
        if start < end:
            inlines.append(Run(atom.text[start:end], self._span(atom, start, end)))

    def _span(self, atom: Literal, start: int, end: int) -> Span:
        source = self.places(atom.template)
        return Span(source, atom.offset + start, atom.offset + end)

    def _place(self, atom: Atom) -> Origin | None:
        return self._span(atom, 0, len(atom.text)) if isinstance(atom, Literal) else None


def _cut_blanks(literal: Literal) -> Literal:
    text = literal.text.lstrip(" \t")
    return Literal(text, literal.template, literal.offset + len(literal.text) - len(text))


def _cut(line: list[Atom], count: int) -> list[Atom]:
    """Return a line without the markup at its start and blanks at both ends."""
    first, *rest = line
    if not isinstance(first, Literal):
        return line
    text = first.text[count:]
    stripped = text.lstrip(" \t")
    start = first.offset + count + len(text) - len(stripped)
    cut: list[Atom] = [first._replace(text=stripped, offset=start), *rest]
    last = cut[-1]
    if isinstance(last, Literal):
        cut[-1] = last._replace(text=last.text.rstrip(" \t"))
    return cut


def _cells(line: list[Atom]) -> list[list[Atom]]:
    cells: list[list[Atom]] = [[]]
    for atom in line:
        if not isinstance(atom, Literal):
            cells[-1].append(atom)
            continue
        offset = atom.offset
        for at, part in enumerate(re.split(r"(?<!\\)\|", atom.text)):
            if at:
                cells.append([])
            text = part.strip(" \t")
            if text:
                cells[-1].append(Literal(text, atom.template, offset + part.index(text)))
            offset += len(part) + 1
    return cells[1:-1] if not cells[-1] else cells[1:]
