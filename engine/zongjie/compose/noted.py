"""Footnote marks that a tag names: ``[^{{ 项.名称 }}]``, and ``【注：{{名}}】`` in a loop.

The mark's own brackets are literal text of a template, or of prose; what stands
between them is data.  Brackets that data holds make no mark.
"""

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from zongjie.diagnostics import Origin
from zongjie.document import Inline, Run
from zongjie.records import NamedTuple
from zongjie.text import pattern

_OPENING: Final = pattern(r"(?:【\s*注\s*[：:]|\[\^)\s*$")
_CLOSING: Final = pattern(r"\s*[】\]]")

T = TypeVar("T")


class Written(NamedTuple):
    """A run, and whether its characters are literal text."""

    run: Run
    literal: bool


def noted(
    pieces: Sequence[T],
    written: Callable[[T], Written | None],
    note: Callable[[str, Origin | None], Inline | None],
) -> list[T | Inline]:
    """Return the pieces with such marks turned into footnotes.

    ``written`` tells of a piece that is a run what it is; ``note`` gives the
    footnote of a name, None where there is none, which is then told.
    """
    left: list[T | Inline] = list(pieces)
    found: list[T | Inline] = []
    known = [written(piece) for piece in pieces]
    at = 0
    while at < len(left):
        one = known[at]
        opening = _OPENING.search(one.run.text) if one and one.literal else None
        end = _end(known, at + 1) if opening else 0
        if one is None or opening is None or not end:
            found.append(left[at])
            at += 1
            continue
        name = "".join([inner.run.text for inner in known[at + 1 : end] if inner])
        if one.run.text[: opening.start()]:
            found.append(one.run._replace(text=one.run.text[: opening.start()]))
        mark = note(name, one.run.origin)
        if mark is not None:
            found.append(mark)
        last = known[end]
        assert last is not None  # noqa: S101 - it closes the mark
        closing = _CLOSING.match(last.run.text)
        rest = last.run._replace(text=last.run.text[closing.end() if closing else 0 :])
        left[end], known[end] = rest, Written(rest, literal=True)
        at = end
    return [one for one in found if not isinstance(one, Run) or one.text]


def _end(known: Sequence[Written | None], start: int) -> int:
    """Return where a mark closes that opens before ``start``; 0 where it does not."""
    for at in range(start, len(known)):
        one = known[at]
        if one is None:
            return 0
        if one.literal:
            closes = at > start and _CLOSING.match(one.run.text)
            return at if closes else 0
    return 0
