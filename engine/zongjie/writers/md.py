"""Document → Markdown: the subset that templates are written in (DESIGN §6).

Every CommonMark renderer gives the text back whole: what it would take for
markup is escaped, and blanks that it would drop are written as entities.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from zongjie.document import (
    Addressee,
    Annex,
    Attachments,
    Block,
    Chart,
    Document,
    Heading,
    Inlines,
    Note,
    Paragraph,
    Run,
    Signature,
    Subtitle,
    Table,
    Title,
    Verbatim,
    attachment_lines,
    chart_table,
)
from zongjie.text import pattern

_SPECIAL = pattern(r"[\\`*_\[\]<>&~|^{}$]")
# What only the begin of a line makes markup: # + - = : and 1. or 1)
_AT_START = pattern(r"^( *)([#+\-=:])|^( *\d+)([.)])", re.MULTILINE)
_EDGES = pattern(r"^[ \t]+|[ \t]+$|(?<= ) +|\t", re.MULTILINE)
_LF = "&#10;"
_DEEPEST = 6
_RULES = {"": "---", "left": ":---", "center": ":---:", "right": "---:"}


def write(document: Document) -> str:
    """Return the document; blocks are set apart by an empty line."""
    notes = _Notes()
    blocks = [_block(block, notes) for block in document.blocks]
    return "\n\n".join([text for text in (*blocks, *notes.definitions()) if text]) + "\n"


class _Notes:
    """The footnotes met so far, by key."""

    def __init__(self) -> None:
        self._found: dict[str, Note] = {}

    def mark(self, note: Note) -> str:
        self._found.setdefault(note.key, note)
        return f"[^{list(self._found).index(note.key) + 1}]"

    def definitions(self) -> Iterable[str]:
        for number, note in enumerate(self._found.values(), 1):
            yield f"[^{number}]: {_line(note.runs, self)}"


def _block(block: Block, notes: _Notes) -> str:
    match block:
        case Title(runs):
            return f"# {_line(runs, notes)}"
        case Subtitle(runs) | Addressee(runs):
            return _line(runs, notes)
        case Annex(label, runs):
            return f"{_escape(label)}\n\n# {_line(runs, notes)}".strip("\n")
        case Attachments():
            lines = (_escape(head) + _line(name, notes) for head, name in attachment_lines(block))
            return "\\\n".join(lines)
        case Heading(level, number, runs):
            marks = "#" * max(2, min(level + 1, _DEEPEST))
            return f"{marks} {_line((Run(number), *runs), notes)}"
        case Paragraph(lead, runs):
            return _paragraph(lead, runs, notes)
        case Table():
            return _table(block, notes)
        case Chart(title):
            return f"{_line(title, notes)}\n\n{_table(chart_table(block), notes)}".strip("\n")
        case Verbatim(text):
            return _breaks(_escape(text))
        case Signature(organ, date):
            return f"{_line(organ, notes)}\n\n{_line(date, notes)}".strip("\n")


def _paragraph(lead: Inlines, runs: Inlines, notes: _Notes) -> str:
    bold, rest = _line(lead, notes), _breaks(_inlines(runs, notes))
    if not bold:
        return rest
    return f"**{bold}**{_hinge(bold[-1], rest[:1])}{rest}"


def _hinge(before: str, after: str) -> str:
    """Return what lets ``**`` close between a 。 and a 字.

    CommonMark (6.2, right-flanking) asks for a blank or a mark behind it there,
    which Chinese does not have; an empty comment counts as a mark.
    """
    closes = after.isspace() or not after or unicodedata.category(after)[0] in "PS"
    needs = unicodedata.category(before)[0] in "PS" and not closes
    return "<!-- -->" if needs else ""


def _table(table: Table, notes: _Notes) -> str:
    """Return a pipe table; it has one header row, empty if there is none."""
    columns = max((len(row) for row in table.rows), default=0)
    if not columns:
        return ""
    rows = [[_line(cell, notes) for cell in row] for row in table.rows]
    head = rows.pop(0) if table.header > 0 else []
    sides = [*table.align, *[""] * columns][:columns]
    lines = [_row(head, columns), _row([_RULES[side] for side in sides], columns)]
    return "\n".join([*lines, *(_row(row, columns) for row in rows)])


def _row(cells: list[str], columns: int) -> str:
    return "| " + " | ".join(cells + [""] * (columns - len(cells))) + " |"


def _line(inlines: Inlines, notes: _Notes) -> str:
    """Return it on one line: where a line break would end the block."""
    return _inlines(inlines, notes).replace("\n", _LF)


def _inlines(inlines: Inlines, notes: _Notes) -> str:
    """Escape the text between two marks at once: runs do not begin lines."""
    parts: list[str] = []
    text = ""
    for inline in inlines:
        if isinstance(inline, Run):
            text += inline.text
        else:
            parts += (_escape(text), notes.mark(inline))
            text = ""
    return "".join((*parts, _escape(text)))


def _escape(text: str) -> str:
    text = _SPECIAL.sub(r"\\\g<0>", text)
    text = _AT_START.sub(lambda m: f"{m[1] or m[3] or ''}\\{m[2] or m[4]}", text)
    return _EDGES.sub(lambda m: "".join(f"&#{ord(c)};" for c in m[0]), text)


def _breaks(text: str) -> str:
    r"""Turn LF into a hard break (``\`` at the line's end) where one may stand."""
    lines = text.split("\n")
    joined = lines[0]
    for before, after in pairwise(lines):
        joined += ("\\\n" if before and after else _LF) + after
    return joined
