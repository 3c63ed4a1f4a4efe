"""The text that all copies began with: places of every copy are brought to it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from zongjie.readers.docx.markup import Markup
from zongjie.readers.docx.revisions import NOTES, Place
from zongjie.revisions import Op, aligned, ops


class Common:
    """The paragraphs of the first copy before its changes, in which people count."""

    def __init__(self, markup: Markup) -> None:
        self.paragraphs = markup.paragraphs
        self._headings = markup.headings
        self._numbers: list[int] = []
        count = 0
        for text in self.paragraphs:
            count += bool(text.strip())
            self._numbers.append(max(count, 1))

    def number(self, order: int) -> int:
        """Return which paragraph that is not empty it is, from 1."""
        return self._numbers[order] if order < len(self._numbers) else 1

    def heading(self, place: Place) -> str:
        """Return the heading above a place; another program may have lost those of a copy."""
        if place.where in NOTES.values() or place.order >= len(self._headings):
            return place.heading
        return self._headings[place.order] or place.heading

    def view(self, paragraphs: Sequence[str]) -> View:
        """Return what brings places of a copy here."""
        return View(self.paragraphs, paragraphs)


class View:
    """The paragraphs of one copy, as they stand in the common text."""

    def __init__(self, common: Sequence[str], own: Sequence[str]) -> None:
        self._common, self._own = common, own
        self._orders: list[int] | None = None
        self._ops: dict[int, list[Op]] = {}
        if tuple(own) != tuple(common):
            self._orders = _orders(common, own)

    def of(self, place: Place) -> Place:
        """Return a place of the copy in the common text."""
        if self._orders is None or place.order >= len(self._own):
            return place
        order = self._orders[place.order]
        text = self._common[order] if order < len(self._common) else ""
        if text == place.text:
            return place._replace(order=order)
        if place.order not in self._ops:
            self._ops[place.order] = ops(place.text, text)
        changes = self._ops[place.order]
        start, end = (min(_moved(changes, at), len(text)) for at in (place.start, place.end))
        return place._replace(order=order, text=text, start=start, end=max(start, end))


def _moved(changes: Sequence[Op], at: int) -> int:
    """Return where a character stands after changes; one that is gone, where they begin."""
    shift = 0
    for change in changes:
        if change.start >= at:
            break
        if change.end > at:
            return change.start + shift
        shift += len(change.text) - (change.end - change.start)
    return at + shift


def _orders(common: Sequence[str], own: Sequence[str]) -> list[int]:
    """Return of each paragraph which one of the common text it is, or stands behind."""
    held = [[at for at, text in enumerate(side) if text.strip()] for side in (common, own)]
    theirs, mine = (
        [side[at].strip() for at in at_all]
        for side, at_all in zip((common, own), held, strict=True)
    )
    found: dict[int, int] = {}
    for group in aligned(theirs, mine):
        for new in group.news:
            if group.olds:
                found[held[1][new]] = held[0][group.olds[0]]
    known = sorted(found)
    return [
        found[known[at - 1]] if (at := bisect_right(known, order)) else 0
        for order in range(len(own))
    ]
