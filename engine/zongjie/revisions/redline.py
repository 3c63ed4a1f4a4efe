"""Two drafts → one that shows both: what is new, gone, split, joined, moved.

Moved paragraphs are gone where they stood and new where they stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from zongjie.document.redlined import (
    Draft,
    Fate,
    Grid,
    Item,
    Passage,
    Row,
    Stretch,
)
from zongjie.revisions.chars import Op, ops
from zongjie.revisions.groups import Group, aligned
from zongjie.revisions.lines import NOTE


def redlined(old: Draft, new: Draft) -> Draft:
    """Return one draft of two: without what is new the first, without what is gone the second.

    Footnotes are numbered in the order of their first marks; one whose mark stays
    is one footnote, in which the text has changed.
    """
    return _Redline(old, new).draft()


class _Redline:
    def __init__(self, old: Draft, new: Draft) -> None:
        self.old, self.new = old, new
        self._numbers: tuple[dict[str, int], dict[str, int]] = {}, {}  # of old and new footnotes
        self._notes: dict[str, Passage] = {}

    def draft(self) -> Draft:
        items = tuple(self._items(self.old.items, self.new.items))
        return Draft(items, self._notes)

    def _items(self, olds: Sequence[Item], news: Sequence[Item]) -> Iterator[Item]:
        groups = aligned([one.text for one in olds], [one.text for one in news])
        for group in _in_place(groups):
            before = [olds[at] for at in group.olds]
            after = [news[at] for at in group.news]
            left = [one for one in before if isinstance(one, Passage)]
            right = [one for one in after if isinstance(one, Passage)]
            if before and after and len(left) == len(before) and len(right) == len(after):
                yield from self._woven(left, right)
                continue
            match before, after:
                case [Grid() as one], [Grid() as other]:
                    yield Grid(other.opening, tuple(self._rows(one.rows, other.rows)))
                case _:
                    yield from (self._whole(one, Fate.DELETED) for one in before)
                    yield from (self._whole(one, Fate.INSERTED) for one in after)

    def _rows(self, olds: Sequence[Row], news: Sequence[Row]) -> Iterator[Row]:
        groups = aligned([one.text for one in olds], [one.text for one in news])
        for group in _in_place(groups):
            before = [olds[at] for at in group.olds]
            after = [news[at] for at in group.news]
            match before, after:
                case [one], [other] if _alike(one, other):
                    pairs = zip(one.cells, other.cells, strict=True)
                    cells = (cell for a, b in pairs for cell in self._woven([a], [b]))
                    yield Row(other.opening, tuple(cells))
                case _:
                    yield from (self._row(one, Fate.DELETED) for one in before)
                    yield from (self._row(one, Fate.INSERTED) for one in after)

    def _whole(self, item: Item, fate: Fate) -> Item:
        if isinstance(item, Grid):
            return item._replace(rows=tuple(self._row(row, fate) for row in item.rows))
        return self._all(item, fate)._replace(fate=fate)

    def _row(self, row: Row, fate: Fate) -> Row:
        """Return a row that is gone or new; that its cells are, goes without saying."""
        return row._replace(cells=tuple(self._all(cell, fate) for cell in row.cells), fate=fate)

    def _all(self, passage: Passage, fate: Fate) -> Passage:
        """Return a paragraph all of whose text is gone, or new."""
        return passage._replace(stretches=tuple(self._with(one, fate) for one in passage.stretches))

    def _with(self, one: Stretch, fate: Fate) -> Stretch:
        """Return a stretch with its fate, a mark with the number of its footnote."""
        if not one.note:
            return one._replace(fate=fate)
        side = 0 if fate is Fate.DELETED else 1
        if one.note not in self._numbers[side]:
            number = len(self._notes) + 1
            self._numbers[side][one.note] = number
            self._notes[str(number)] = self._all((self.old, self.new)[side].notes[one.note], fate)
        return one._replace(note=str(self._numbers[side][one.note]), fate=fate)

    def _woven(self, olds: Sequence[Passage], news: Sequence[Passage]) -> Iterator[Passage]:
        """Yield paragraphs that became others: one one, one several, several one."""
        weave = _Weave(olds, news)
        parts: list[list[Stretch]] = [[]]
        for before, after, ends in weave.pieces():
            parts[-1] += self._both(before, after)
            parts += [[] for _ in range(ends)]
        for at, part in enumerate(parts[:-1]):
            split = len(news) > 1
            ended = news[at] if split else olds[at]
            fate = Fate.INSERTED if split else Fate.DELETED
            yield ended._replace(stretches=tuple(part), fate=fate)
        was = olds[-1].opening if olds[-1].opening != news[-1].opening else None
        yield news[-1]._replace(stretches=tuple(parts[-1]), was=was)

    def _both(self, before: Stretch | None, after: Stretch | None) -> Iterator[Stretch]:
        """Yield what is the same in both as one, and else what is gone and what is new."""
        if before is not None and after is not None and self._are_one(before, after):
            was = before.look if before.look != after.look else None
            note = str(self._numbers[1][after.note]) if after.note else ""
            yield after._replace(note=note, was=was)
            return
        if before is not None:
            yield self._with(before, Fate.DELETED)
        if after is not None:
            yield self._with(after, Fate.INSERTED)

    def _are_one(self, before: Stretch, after: Stretch) -> bool:
        if not before.note or not after.note:
            return before.thing == after.thing and before.note == after.note
        olds, news = self._numbers
        known = olds.get(before.note), news.get(after.note)
        if before.again or after.again:
            same = (before.again, before.thing) == (after.again, after.thing)
            return same and known[0] == known[1] is not None
        number = olds[before.note] = news[after.note] = len(self._notes) + 1
        texts = self.old.notes[before.note], self.new.notes[after.note]
        self._notes[str(number)] = texts[1]  # its number is taken
        (self._notes[str(number)],) = self._woven([texts[0]], [texts[1]])
        return True


class _Weave:
    """The stretches of some paragraphs that became others, cut wherever anything ends."""

    def __init__(self, olds: Sequence[Passage], news: Sequence[Passage]) -> None:
        self._old = [one for passage in olds for one in passage.stretches]
        self._new = [one for passage in news for one in passage.stretches]
        ending = news if len(news) > 1 else olds
        sizes = [len(passage.text) for passage in ending]
        self._by_new = len(news) > 1
        self._ends = list(accumulate(sizes))[:-1]
        self._texts = "".join(one.text for one in self._old), "".join(one.text for one in self._new)

    def pieces(self) -> Iterator[tuple[Stretch | None, Stretch | None, int]]:
        """Yield what stood there, what stands there, and how many paragraphs end behind it."""
        at = 0
        yield None, None, self._ends.count(0)
        for before, after in self._pairs():
            own = after if self._by_new else before
            if own is None:
                yield before, after, 0
                continue
            size = len(own.text)
            places = (end - at for end in self._ends if at < end < at + size)
            for start, stop in pairwise((0, *places, size)):
                ended = self._ends.count(at + stop)
                yield _part(before, start, stop), _part(after, start, stop), ended
            at += size

    def _pairs(self) -> Iterator[tuple[Stretch | None, Stretch | None]]:
        """Yield stretches of both sides that are the same text, and those that are not."""
        place = 0
        old, new = _Slices(self._old), _Slices(self._new)
        for change in [*_readable(ops(*self._texts), self._texts[0]), None]:
            start = change.start if change is not None else len(self._texts[0])
            yield from _zipped(old.take(start - place), new.take(start - place))
            if change is not None:
                yield from ((one, None) for one in old.take(change.end - start))
                yield from ((None, one) for one in new.take(len(change.text)))
                place = change.end


class _Slices:
    """Stretches that are taken by numbers of characters."""

    def __init__(self, stretches: Sequence[Stretch]) -> None:
        self._rest = list(stretches)[::-1]

    def take(self, size: int) -> list[Stretch]:
        """Return the next so many characters, in as many stretches as they have looks."""
        taken = []
        while size > 0:
            one = self._rest.pop()
            if len(one.text) > size:
                self._rest.append(one._replace(text=one.text[size:]))
                one = one._replace(text=one.text[:size])
            size -= len(one.text)
            taken.append(one)
        return taken


def _zipped(olds: list[Stretch], news: list[Stretch]) -> Iterator[tuple[Stretch, Stretch]]:
    """Yield stretches of the same characters, cut where either side ends."""
    left, right = _Slices(olds), _Slices(news)
    ends = {*accumulate(len(one.text) for one in olds), *accumulate(len(one.text) for one in news)}
    at = 0
    for end in sorted(ends):
        yield left.take(end - at)[0], right.take(end - at)[0]
        at = end


def _part(one: Stretch | None, start: int, stop: int) -> Stretch | None:
    return one._replace(text=one.text[start:stop]) if one is not None else None


def _readable(changes: list[Op], text: str) -> list[Op]:
    """Return the changes, those between which a character stays as one: it only hinders."""
    made: list[Op] = []
    for change in changes:
        if made and _is_island(made[-1], change, text):
            last = made.pop()
            kept = text[last.end : change.start]
            made.append(Op(last.start, change.end, f"{last.text}{kept}{change.text}"))
        else:
            made.append(change)
    return made


def _is_island(before: Op, after: Op, text: str) -> bool:
    """Return whether one character stays between two changes that are longer together."""
    kept = text[before.end : after.start]
    sizes = [max(one.end - one.start, len(one.text)) for one in (before, after)]
    return len(kept) == 1 and kept != NOTE and sum(sizes) > len(sizes)


def _alike(one: Row, other: Row) -> bool:
    return one.opening == other.opening and len(one.cells) == len(other.cells)


def _in_place(groups: list[Group]) -> list[Group]:
    """Return the groups without moves: what moved is gone where it stood, and new."""
    if not any(group.moved for group in groups):
        return groups
    made: list[Group] = []
    behind: dict[int, list[int]] = {}  # where: lines that went from behind that one, or the start
    moved = {at for group in groups if group.moved for at in group.olds}
    for at in sorted(moved):
        held = at - 1
        while held in moved:
            held -= 1
        behind.setdefault(held, []).append(at)
    made += [Group((at,), ()) for at in behind.get(-1, ())]
    for group in groups:
        made.append(Group((), group.news) if group.moved else group)
        for held in () if group.moved else group.olds:
            made += [Group((at,), ()) for at in behind.get(held, ())]
    return made
