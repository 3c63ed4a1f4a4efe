"""标题分行 says the title again, line by line: what changes in one changes in the other."""

from __future__ import annotations

from functools import partial

from zongjie.pulling.book import Book, Slice
from zongjie.pulling.homes import Home
from zongjie.pulling.steps import Doing, splice


def same_in_lines(book: Book, home: Home, piece: Slice) -> list[Doing]:
    """Return the edit of 标题分行 that goes with one of 标题; none where there are no lines."""
    if [step.name for step in home.way] != ["标题"] or home.source is not book.homes.main:
        return []
    lines = book.homes.root.texts("标题分行")
    title = home.scalar.value
    if "".join(line.value.strip() for line in lines) != title.strip():
        return []
    at = len(title) - len(title.lstrip())
    for number, line in enumerate(lines):
        text = line.value.strip()
        last = number + 1 == len(lines)
        if at <= piece.start <= at + len(text) and (last or piece.start < at + len(text)):
            lead = len(line.value) - len(line.value.lstrip()) - at
            end = min(piece.end, at + len(text))
            moved = Slice(piece.start + lead, end + lead, piece.text)
            return [(home.source, partial(splice, line, moved))]
        at += len(text)
    return []
