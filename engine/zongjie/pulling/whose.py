"""Whose an edit is, where several copies come home at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from zongjie.pulling.book import Book
from zongjie.pulling.merging import Copy
from zongjie.pulling.telling import Change, shown
from zongjie.records import NamedTuple
from zongjie.revisions import Line, aligned, ops

Edit: TypeAlias = tuple[str, str]
"""Words that went, and words that came in their place."""


class _Edits(NamedTuple):
    """What somebody changed: words within lines, and whole lines."""

    name: str
    words: frozenset[Edit]
    lines: frozenset[str]  # that came or went


def with_names(
    changes: Sequence[Change], copies: Sequence[tuple[Sequence[Line], Copy]], book: Book
) -> list[Change]:
    """Return changes that say whose they are; of a conflict that is known already."""
    every = [_edits(base, copy, book) for base, copy in copies]
    return [one if one.copies else one._replace(copies=_of(one, every)) for one in changes]


def _edits(base: Sequence[Line], copy: Copy, book: Book) -> _Edits:
    olds = [shown(line.text, book) for line in base]
    news = [shown(line.text, book) for line in copy.lines]
    words: set[Edit] = set()
    lines: set[str] = set()
    for group in aligned(olds, news):
        if len(group.olds) == len(group.news) == 1 and not group.moved:
            words |= _words(olds[group.olds[0]], news[group.news[0]])
        else:
            lines |= {olds[at] for at in group.olds} | {news[at] for at in group.news}
    return _Edits(copy.name, frozenset(words), frozenset(lines))


def _words(old: str, new: str) -> set[Edit]:
    return {(old[op.start : op.end], op.text) for op in ops(old, new)}


def _of(change: Change, every: Sequence[_Edits]) -> tuple[str, ...]:
    words = _words(change.before, change.after)
    lines = {*change.before.split("\n"), *change.after.split("\n")}
    return tuple(one.name for one in every if words & one.words or lines & one.lines)
