"""Footnotes typed as text: marks in the body, definitions at the end, in one order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product
from typing import Final

from zongjie.recovery.draft import Definition, Draft, Piece
from zongjie.recovery.headings import GLOSSARY
from zongjie.text import name_key

# 脚注标记, and what it looks like in standard characters; （1） only behind a term.
_BODIES: Final = {
    "[1]": re.compile(r"\[([1-9][0-9]{0,2})\]"),
    "［1］": re.compile(r"［([1-9][0-9]{0,2})］"),
    "〔1〕": re.compile(r"〔([1-9][0-9]{0,2})〕"),
    "（1）": re.compile(r"(?<=[\w”》」])（([1-9][0-9]{0,2})）"),
    "①": re.compile(r"([①-⑳])"),
}
_DEFINES: Final = {**_BODIES, "（1）": re.compile(r"（([1-9][0-9]{0,2})）")}
_TERM: Final = re.compile(r"“([^“”]{1,20})”(?:是指|指)|([^：，。“”]{1,20})：")
_BEFORE: Final = re.compile(r"“([^“”]{1,20})”$|([^\W_]{1,12})$")
_ALONE: Final = re.compile(r"[^：:]+：")  # a term on a line of its own
_UNFIT: Final = re.compile(r"[^\w“”·+、]")


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and text.isascii() else ord(text) - 0x245F


def take_notes(draft: Draft, pieces: list[Piece]) -> list[Piece]:
    """Take the definitions at the end of the lines; return the lines before them.

    Marks that do not first occur in the order of the definitions, all of them,
    stay text: a number printed by us would be another.
    """
    for style, apart in product(_DEFINES, (False, True)):
        at = _start(pieces, _DEFINES[style], 2 if apart else 1)
        if at is None:
            continue
        notes = _defined(pieces[:at], pieces[at:], style, apart=apart)
        if notes is None:
            continue
        draft.notes = notes
        draft.txt = draft.txt._replace(note_mark=style, term_alone=apart)
        title = pieces[at - 1]
        if title.verbatim or not GLOSSARY.fullmatch(title.text):
            return pieces[:at]
        draft.notes_title = title
        draft.txt = draft.txt._replace(notes_title=title.text)
        return pieces[: at - 1]
    return pieces


def _start(pieces: Sequence[Piece], pattern: re.Pattern[str], step: int) -> int | None:
    """Return where definitions 1 … n begin that reach to the end, of one or two lines each."""
    wanted = None
    for at in range(len(pieces) - step, -1, -step):
        match = None if pieces[at].verbatim else pattern.match(pieces[at].text)
        if match is None or match.end() == len(pieces[at].text):
            return None
        if step > 1 and (pieces[at + 1].verbatim or not _ALONE.fullmatch(pieces[at].text)):
            return None
        number = _number(match[1])
        if wanted is not None and number != wanted:
            return None
        if number == 1:
            return at
        wanted = number - 1
    return None


def _defined(
    body: Sequence[Piece], lines: Sequence[Piece], style: str, *, apart: bool
) -> list[Definition] | None:
    ends = lines[::2] if apart else lines
    meanings = [line.text for line in lines[1::2]] if apart else [""] * len(ends)
    first: dict[int, tuple[str, str]] = {}  # number → the text before its first mark, the mark
    for piece in body:
        for match in () if piece.verbatim else _BODIES[style].finditer(piece.text):
            number = _number(match[1])
            if number <= len(ends) and match.start():  # ①严防严控。 is an item of a list
                first.setdefault(number, (piece.text[: match.start()], match[0]))
    if list(first) != list(range(1, len(ends) + 1)):
        return None
    notes: list[Definition] = []
    taken: set[str] = set()
    for (number, (before, mark)), piece, meaning in zip(first.items(), ends, meanings, strict=True):
        text = piece.text[len(mark) :] + meaning
        key = _key(before, text)
        if not key or name_key(key) in taken:
            key = f"注{number}"
        taken.add(name_key(key))
        notes.append(Definition(key, mark, text, piece.at))
    return notes


def _key(before: str, text: str) -> str:
    """Return the name of a footnote: the term it explains, as the text has it."""
    match = _TERM.match(text)
    term = (match[1] or match[2]) if match else ""
    if not term or not before.rstrip("”").endswith(term):
        found = _BEFORE.search(before)
        cut = found is not None and before[: found.start()].endswith((".", "．"))  # 2.3万件
        term = (found[1] or found[2]) if found is not None and not cut else ""
    return _UNFIT.sub("", term).strip("、+·")


def marked(text: str, notes: Sequence[Definition], style: str) -> list[tuple[str, str]]:
    """Return a text cut at its footnote marks: each stretch, and the name of the note after it."""
    keys = {note.mark: note.key for note in notes}
    found, at = [], 0
    for match in _BODIES[style].finditer(text) if notes else ():
        if match[0] in keys and match.start():
            found.append((text[at : match.start()], keys[match[0]]))
            at = match.end()
    return [*found, (text[at:], "")]
