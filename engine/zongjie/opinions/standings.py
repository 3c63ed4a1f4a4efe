"""采纳情况: what of the changes stands in the text now.

A change is adopted where the text now can only be had with it, and declined where it can
only be had without it; all others at the same place, taken or not, are tried along.
Where neither is so, somebody must look.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise
from typing import Final

from zongjie.opinions.records import Standing
from zongjie.readers.docx.revisions import Place, Revision, RevisionKind
from zongjie.records import NamedTuple
from zongjie.revisions import NOTE, Op, aligned, apply, ops

_MOST_RIVALS: Final = 6  # at one place: all ways to take them are tried
_MOST_AROUND: Final = 400  # in the same paragraphs: nobody reads such a page
_WIDEST: Final = 60  # paragraphs that a change may touch, with their neighbours
_LONGEST: Final = 20_000  # characters of them


class _Change(NamedTuple):
    """Characters of the common text, told without blanks, that are to become others."""

    start: int
    end: int
    after: str


class _Window(NamedTuple):
    """A part of the common text, where it begins, and what makes the text now of it."""

    first: int
    text: str
    ops: list[Op]


class Standings:
    """The common text beside the text now."""

    def __init__(self, paragraphs: Sequence[str], now: Iterable[str]) -> None:
        self._starts: list[int] = []  # of each paragraph
        self._held: list[int] = []  # the paragraphs that are not blank
        self._texts: list[str] = []
        at = 0
        for order, paragraph in enumerate(paragraphs):
            self._starts.append(at)
            if text := folded(paragraph):
                self._held.append(order)
                self._texts.append(text)
                at += len(text) + 1
        self._begins = [self._starts[order] for order in self._held]
        self._text = _joined(self._texts)
        self._now = [text for line in now if (text := folded(line))]
        self._became = _became(self._texts, self._now)
        self._windows: dict[tuple[int, int], _Window | None] = {}

    def of(self, changes: Sequence[Revision]) -> list[Standing]:
        """Return how each change fared; their places are those of the common text."""
        found = [self._changes(change) for change in changes]
        rivals: dict[int, list[_Change]] = defaultdict(list)  # by the paragraph they begin in
        for one in {one for parts in found for one in parts}:
            rivals[self._paragraph(one.start)].append(one)
        return [self._standing(parts, rivals) for parts in found]

    def _changes(self, change: Revision) -> list[_Change]:
        """Return a change as characters, a move as two; nothing where it cannot be placed."""
        if change.place is None or change.kind is RevisionKind.FORMATTED:
            return []
        table = change.place.where != ""
        before, after = (_flowing(text, cells=table) for text in (change.before, change.after))
        if not before and not after:
            return []
        if change.kind is RevisionKind.MOVED and change.to is not None:
            gone, come = self._at(change.place, before), self._at(change.to, "")
            parts = (gone and gone._replace(after=""), come and come._replace(after=after))
            return [one for one in parts if one] if all(parts) else []
        place = self._at(change.place, before)
        return [place._replace(after=after)] if place else []

    def _at(self, place: Place, before: str) -> _Change | None:
        if place.order >= len(self._starts):
            at = len(self._text)
        else:
            at = self._starts[place.order] + len(folded(place.text[: place.start]))
        for start in (at, at - 1):  # it may begin with the end of the paragraph before
            if start >= 0 and self._text.startswith(before, start):
                return _Change(start, start + len(before), "")
        return None

    def _standing(self, parts: list[_Change], rivals: dict[int, list[_Change]]) -> Standing:
        found = {self._one(part, rivals) for part in parts}
        return found.pop() if len(found) == 1 else Standing.OPEN

    def _one(self, change: _Change, rivals: dict[int, list[_Change]]) -> Standing:
        first, last = self._paragraph(change.start), self._paragraph(change.end)
        window = self._window(max(first - 1, 0), min(last + 2, len(self._texts)))
        if window is None:
            return Standing.OPEN
        until = window.first + len(window.text)
        others = [
            one
            for paragraph in range(max(first - 1, 0), last + 2)
            for one in rivals.get(paragraph, ())
            if one != change and one.start >= window.first and one.end <= until
        ]
        if len(others) > _MOST_AROUND:
            return Standing.OPEN
        low, high, near = _reach(change, window, others)
        if len(near) > _MOST_RIVALS:
            return Standing.OPEN
        now = _between(window, low, high)
        ways = (way for way in _ways([change, *near]) if _made(window, low, high, way) == now)
        taken = {change in way for way in ways}
        if len(taken) != 1:
            return Standing.OPEN
        return Standing.ADOPTED if taken.pop() else Standing.DECLINED

    def _paragraph(self, at: int) -> int:
        return max(bisect_right(self._begins, at) - 1, 0)

    def _window(self, first: int, until: int) -> _Window | None:
        """Return paragraphs with what became of them, None where that is not one piece."""
        key = (first, until)
        if key not in self._windows:
            self._windows[key] = self._looked_through(first, until)
        return self._windows[key]

    def _looked_through(self, first: int, until: int) -> _Window | None:
        if until - first > _WIDEST:
            return None
        before = next((news[-1] for news in reversed(self._became[:first]) if news), -1)
        behind = next((news[0] for news in self._became[until:] if news), len(self._now))
        low, high = before + 1, behind  # with what is new round it
        text, now = _joined(self._texts[first:until]), _joined(self._now[low:high])
        if high - low > 2 * _WIDEST or max(len(text), len(now)) > _LONGEST:
            return None
        return _Window(self._begins[first], text, ops(text, now))


def _joined(paragraphs: Sequence[str]) -> str:
    return "".join(f"{paragraph}\n" for paragraph in paragraphs)


def folded(text: str) -> str:
    """Return a paragraph without blanks and marks of notes: a copy may have other ones."""
    return "".join(text.replace(NOTE, "").split())


def _flowing(text: str, *, cells: bool) -> str:
    """Return changed characters without blanks, the ends of paragraphs kept."""
    rows = (text.replace("\t", "\n") if cells else text).split("\n")
    told = [folded(row) for row in rows]
    inner = [row for row in told[1:-1] if row]  # an empty paragraph is none
    return "\n".join([told[0], *inner, told[-1]]) if len(told) > 1 else told[0]


def _became(olds: Sequence[str], news: Sequence[str]) -> list[tuple[int, ...]]:
    """Return of each paragraph which lines of the text now it became, where it stands."""
    found: list[tuple[int, ...]] = [()] * len(olds)
    for group in aligned(olds, news):
        if not group.moved:
            for old in group.olds:
                found[old] = group.news
    return found


def _reach(
    change: _Change, window: _Window, others: Sequence[_Change]
) -> tuple[int, int, list[_Change]]:
    """Return the characters that a change and all that touches it lie in, and the others there."""
    spans = [(op.start + window.first, op.end + window.first) for op in window.ops]
    low, high = _slack(change, window)
    lying = [(one, *_slack(one, window)) for one in others]
    near: list[_Change] = []
    grew = True
    while grew:
        near = [one for one, start, end in lying if start <= high and end >= low]
        touching = [span for span in spans if span[0] <= high and span[1] >= low]
        around = [(start, end) for one, start, end in lying if start <= high and end >= low]
        reached = [*touching, *around, (low, high)]
        grown = min(start for start, _ in reached), max(end for _, end in reached)
        grew, (low, high) = grown != (low, high), grown
    return low, high, near


def _slack(change: _Change, window: _Window) -> tuple[int, int]:
    """Return the characters that a change may be thought to lie in.

    Of 工作工作 either half may be the one that went: what is told of one text and another
    need not be what somebody's hand did.
    """
    text, start, end = window.text, change.start - window.first, change.end - window.first
    low, high = start, end
    if start == end:
        moved = change.after * ((len(text) // max(len(change.after), 1)) + 1)
        while high < len(text) and text[high] == moved[high - end]:
            high += 1
        while low > 0 and text[low - 1] == moved[low - 1 - start]:
            low -= 1
    elif not change.after:
        while high < len(text) and text[high] == text[start + high - end]:
            high += 1
        while low > 0 and text[low - 1] == text[end - (start - low) - 1]:
            low -= 1
    return low + window.first, high + window.first


def _between(window: _Window, low: int, high: int) -> str:
    """Return what now stands in the place of characters of the common text."""
    inner = [
        op for op in window.ops if low <= op.start + window.first and op.end + window.first <= high
    ]
    return _with(window, low, high, ((op.start, op.end, op.text) for op in inner))


def _made(window: _Window, low: int, high: int, way: Iterable[_Change]) -> str:
    at = window.first
    changes = sorted((one.start - at, one.end - at, one.after) for one in way)
    return _with(window, low, high, changes)


def _with(window: _Window, low: int, high: int, changes: Iterable[tuple[int, int, str]]) -> str:
    low, high = low - window.first, high - window.first
    inner = [Op(start - low, end - low, text) for start, end, text in changes]
    return apply(window.text[low:high], inner)


def _ways(changes: Sequence[_Change]) -> Iterable[tuple[_Change, ...]]:
    """Yield all sets of changes that can be taken together."""
    for count in range(len(changes) + 1):
        for way in combinations(changes, count):
            placed = sorted((one.start, one.end) for one in way)
            if all(a[1] <= b[0] and a != b for a, b in pairwise(placed)):
                yield way
