"""Markdown of the kind that templates are written in (DESIGN §6) → Document.

Understood:

- [x] ``#`` title, a further one a 附件; ``##`` and deeper headings; ``**lead**`` at a
  paragraph's start
- [x] ``[^key]`` with its definition; pipe tables with the sides of their columns
- [x] ``>`` lines: signature and date
- [x] lines of one paragraph joined without a blank, ``\\`` at a line's end breaks it
- [x] lists: each item a paragraph, its number typed, its bullet dropped
- [x] ``\\`` before a sign, entities, comments
- [ ] links, code, slanted letters, HTML: their signs stay as they stand
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from typing import Final

from zongjie.document import (
    Annex,
    Block,
    Document,
    Heading,
    Inline,
    Inlines,
    Note,
    Paragraph,
    Run,
    Signature,
    Table,
    Title,
)

_MARKUP: Final = re.compile(
    r"^ {0,3}(?:#{1,6}[ \t]+\S|\[\^[^\]\n]+\]:|\*\*[^*\n]+\*\*|\|?[ \t]*:?-+:?[ \t]*\|)", re.M
)
_TITLE: Final = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*))?")
_DEFINED: Final = re.compile(r" {0,3}\[\^([^\]]{1,100})\]:[ \t]*(.*)")
_ITEM: Final = re.compile(r"\s*(?:[-*+]|(\d{1,9})[.)])[ \t]+(\S.*)")
_RULER: Final = re.compile(r" {0,3}(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}")
_SIDES: Final = re.compile(r"[ \t]*(:?)-+(:?)[ \t]*")
_CELL: Final = re.compile(r"((?:\\.|[^|\\])*)\|")
_LEAD: Final = re.compile(r"\*\*((?:\\.|[^*\\])+)\*\*(?:<!-- -->)?")
_INLINE: Final = re.compile(
    r"\\(?P<sign>[!-/:-@\[-`{-~])|(?P<entity>&(?:\#\d{1,7}|\#[xX][0-9A-Fa-f]{1,6}|\w{2,32});)"
    r"|\[\^(?P<note>[^\]\n]{1,100})\]|<!--.{0,200}?-->|(?P<bold>\*\*)(?=\S)|(?P<end>(?<=\S)\*\*)"
)
_ANNEX: Final = re.compile(r"附件[0-9]*")
_NAMES: Final = {("", ""): "", (":", ""): "left", (":", ":"): "center", ("", ":"): "right"}


def is_marked(text: str) -> bool:
    """Return whether a text uses any of the marks."""
    return _MARKUP.search(text) is not None


def read(text: str) -> Document:
    """Return the document of a Markdown text; whatever has no meaning there stays text."""
    reader = _Reader()
    for line in re.split("\r\n?|\n", text):
        reader.line(line)
    reader.end()
    return Document(reader.blocks())


class _Reader:
    """Blocks, as their lines come in; footnotes are put in when all are known."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._found: list[tuple[str, list[str]]] = []  # what kind, and its lines
        self._notes: dict[str, str] = {}
        self._note = ""  # the definition that goes on in indented lines
        self._made: dict[str, Note] = {}  # of the marks that were met

    def line(self, line: str) -> None:
        """Take in a line."""
        text = line.strip(" \t")
        if self._note and line.startswith((" ", "\t")) and text:
            self._notes[self._note] += text
            return
        if text:
            self._note = ""
        if defined := _DEFINED.fullmatch(line):
            self.end()
            self._note = defined[1]
            self._notes.setdefault(self._note, defined[2])
        elif title := _TITLE.fullmatch(line):
            self.end()
            words = (title[2] or "").rstrip(" \t")
            bare = words.rstrip("#")
            words = bare.rstrip(" \t") if not bare or bare[-1] in " \t" else words
            if words:
                self._found.append((title[1], [words]))
        elif not text or _RULER.fullmatch(line):
            self.end()
        elif item := _ITEM.fullmatch(line):
            self.end()
            self._open = [f"{item[1]}.{item[2]}" if item[1] else item[2]]
        elif self._open and text[0] in ">|" and self._open[0][0] != text[0]:
            self.end()
            self._open = [text]
        else:
            self._open.append(text)

    def end(self) -> None:
        """End a block that goes over several lines."""
        lines, self._open = self._open, []
        if lines:
            kind = lines[0][0] if lines[0][0] in ">|" else ""
            self._found.append((kind, lines))

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks, and behind them the footnotes that nothing refers to."""
        titled, label = False, ""
        for at, (kind, lines) in enumerate(self._found):
            following = self._found[at + 1][0] if at + 1 < len(self._found) else ""
            if titled and following == "#" and _ANNEX.fullmatch(lines[0]):
                label = lines[0]
                continue
            if kind == "#":
                runs = self._inlines(lines[0])
                yield Annex(label or "附件", runs) if titled else Title(runs)
                titled, label = True, ""
            else:
                yield from self._block(kind, lines)
        for name in [name for name in self._notes if name not in self._made]:
            yield Paragraph((), self._inlines(self._notes[name], marks=False))

    def _block(self, kind: str, lines: Sequence[str]) -> Iterator[Block]:
        if kind == ">":
            said = [self._inlines(line.removeprefix(">").strip(" \t")) for line in lines]
            said = [one for one in said if one]
            for at in range(0, len(said), 2):
                organ, date = (*said[at : at + 2], ())[:2]
                yield Signature(organ, date) if date else Signature((), organ)
        elif kind == "|":
            yield self._table(lines)
        elif kind:
            yield Heading(len(kind) - 1, "", self._inlines(lines[0]))
        else:
            yield self._paragraph(_joined(lines))

    def _paragraph(self, text: str) -> Paragraph:
        lead = _LEAD.match(text)
        if lead is None:
            return Paragraph((), self._inlines(text))
        return Paragraph(self._inlines(lead[1]), self._inlines(text[lead.end() :]))

    def _table(self, lines: Sequence[str]) -> Table:
        rows = [_cells(line) for line in lines]
        sides: list[str] = []
        header = 0
        if len(rows) > 1 and rows[1] and all(map(_SIDES.fullmatch, rows[1])):
            sides = [
                _NAMES[match[1], match[2]] for match in map(_SIDES.fullmatch, rows[1]) if match
            ]
            header = int(any(cell.strip(" \t") for cell in rows[0]))
            rows = [*rows[:header], *rows[2:]]
        made = tuple(tuple(self._inlines(cell.strip(" \t")) for cell in row) for row in rows)
        return Table(made, header, tuple(sides) if any(sides) else ())

    def _inlines(self, text: str, *, marks: bool = True) -> Inlines:
        """Return what a stretch says; a mark without a definition is text."""
        found: list[Inline] = []
        said, at = "", 0
        for match in _INLINE.finditer(text):
            said, at = said + text[at : match.start()], match.end()
            name = match["note"]
            if marks and name in self._notes:
                found += [Run(said)] if said else []
                said = ""
                found.append(self._noted(name))
            elif name is not None:
                said += match[0]
            elif match["sign"]:
                said += match["sign"]
            elif match["entity"]:
                said += html.unescape(match[0])
        said += text[at:]
        return (*found, Run(said)) if said else tuple(found)

    def _noted(self, name: str) -> Note:
        """Return the footnote of a mark; a mark inside a footnote is text."""
        if name not in self._made:
            said = self._inlines(self._notes[name], marks=False)
            runs = tuple(run for run in said if isinstance(run, Run))
            self._made[name] = Note(str(len(self._made) + 1), runs)
        return self._made[name]


def _joined(lines: Sequence[str]) -> str:
    """Return the lines of a paragraph as one."""
    said = ""
    for line in lines:
        broken = line.endswith("\\") and not line.endswith("\\\\")
        said += line[:-1] + "\n" if broken and line is not lines[-1] else line
    return said


def _cells(line: str) -> list[str]:
    cells: list[str] = _CELL.findall(f"{line.removeprefix('|')} |")
    return cells if cells[-1].strip(" \t") else cells[:-1]
