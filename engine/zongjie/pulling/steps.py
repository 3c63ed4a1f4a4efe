"""What is to be done to the YAML, and what the text will say then."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from zongjie.diagnostics import Source
from zongjie.pulling.marks import PARAGRAPH
from zongjie.records import NamedTuple
from zongjie.revisions import Op, apply
from zongjie.sources.edit import Edits, Slice
from zongjie.sources.nodes import Mapping, Scalar
from zongjie.sources.nodes import Sequence as Items
from zongjie.sources.spelling import Value

Doing: TypeAlias = tuple[Source, Callable[[Edits], None]]


class Step(NamedTuple):
    """One edit of the YAML; what it does to the lines that print now.

    ``ops`` change lines, ``gone`` are lines that go, ``new`` are lines behind
    others (-1 at the head).  ``key`` tells it from every other, in any round;
    ``note`` says for people where it goes.  Sentences of the engine may become others
    where it ``tells``: which chapters there are.
    """

    key: tuple[object, ...]
    doing: tuple[Doing, ...]
    ops: tuple[tuple[int, Op], ...] = ()
    gone: tuple[int, ...] = ()
    new: tuple[tuple[int, str], ...] = ()
    note: str = ""
    tells: bool = False


class Refusal(NamedTuple):
    """An edit that is not taken: where, what it was, and why."""

    line: int  # of the report as it prints, -1 at its head
    op: Op | None  # None: the whole line, or a new one
    after: str
    why: str


def expected(lines: Sequence[str], steps: Sequence[Step]) -> list[str]:
    """Return the lines that print once the steps are made."""
    changed = texts_of(lines, steps)
    gone = {number for step in steps for number in step.gone}
    new: dict[int, list[str]] = {}
    for step in steps:
        for number, text in step.new:
            new.setdefault(number, []).append(text)
    found = list(new.get(-1, ()))
    for number, line in enumerate(lines):
        if number not in gone:
            found += changed.get(number, (line,))
        found += new.get(number, ())
    return [line for line in found if line.strip()]


def texts_of(lines: Sequence[str], steps: Iterable[Step]) -> dict[int, list[str]]:
    """Return what the lines become that steps change."""
    ops: dict[int, list[Op]] = {}
    for step in steps:
        for number, op in step.ops:
            if op not in ops.setdefault(number, []):
                ops[number].append(op)
    return {
        number: apply(lines[number], sorted(found)).split(PARAGRAPH)
        for number, found in ops.items()
        if number < len(lines)
    }


# ---- the edits of a file, to be made when their step is --------------------------------


def splice(scalar: Scalar, piece: Slice, edits: Edits) -> None:
    """Put a slice into a text."""
    edits.splice(scalar, [piece])


def insert(mapping: Mapping, name: str, value: Value, after: Scalar | None, edits: Edits) -> None:
    """Put in a key."""
    edits.insert(mapping, name, value, after)


def insert_item(items: Items, at: int, value: Value, edits: Edits) -> None:
    """Put in an item."""
    edits.insert_item(items, at, value)


def remove(mapping: Mapping, name: Scalar, edits: Edits) -> None:
    """Take out a key."""
    edits.remove(mapping, name)
