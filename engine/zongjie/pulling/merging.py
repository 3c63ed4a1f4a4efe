"""Two or more sets of edits of one text brought together (diff3, by lines and characters).

``base`` is the text that an edited file was made from, ``ours`` what the report
prints now.  Where both changed the same words nobody's is taken, and it is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from zongjie.pulling.spots import bare, clause
from zongjie.records import NamedTuple
from zongjie.revisions import Group, Line, Op, aligned, apply, ops
from zongjie.text import pattern

_NUMBER: Final = pattern(r"[约近超逾]?[0-9][0-9.,，]*%?[十百千万亿]*[余多]?")


class Conflict(NamedTuple):
    """Words that several changed: as they were, as the report has them, as the others have them."""

    line: int  # of ours, -1 where it is gone
    base: str
    ours: str
    theirs: tuple[tuple[str, str], ...]  # whose, and what


def side_by_side(conflicts: Sequence[Conflict]) -> list[Conflict]:
    """Return conflicts of the same words as one."""
    found: dict[tuple[int, str, str], Conflict] = {}
    for one in conflicts:
        key = one[:3]
        known = found.get(key)
        found[key] = one._replace(theirs=(*known.theirs, *one.theirs)) if known else one
    return list(found.values())


class Merged(NamedTuple):
    """The lines that all edits together make of ours, and what could not be joined."""

    lines: list[Line]
    conflicts: list[Conflict]


class _Slot(NamedTuple):
    """A line of ours with the line of the base that it was, -1 for none."""

    line: Line
    base: int


class Copy(NamedTuple):
    """An edited file: whose it is, and its lines."""

    name: str
    lines: Sequence[Line]


def merged(base: Sequence[Line], ours: Sequence[Line], copies: Sequence[Copy]) -> Merged:
    """Return ours with the edits of all copies."""
    if len(copies) == 1:
        texts, own, theirs = ([*map(bare, one)] for one in (base, ours, copies[0].lines))
        if own in (texts, theirs):
            return Merged(list(copies[0].lines if own == texts else ours), [])
    return _Merger(base, ours, copies).merged()


class _Merger:
    def __init__(self, base: Sequence[Line], ours: Sequence[Line], copies: Sequence[Copy]) -> None:
        self.base, self.ours, self.copies = base, ours, copies
        texts = [*map(bare, base)]
        self.sets = [aligned(texts, [*map(bare, copy.lines)]) for copy in copies]
        own = aligned(texts, [*map(bare, ours)])
        self.kept = {g.olds[0]: g.news[0] for g in own if len(g.olds) == len(g.news) == 1}
        self.shaped = {at for g in own if len(g.olds) != 1 or len(g.news) > 1 for at in g.olds}
        self.said = {*map(bare, ours)}
        self.fresh = self.said - set(texts)
        sources = {new: old for old, new in self.kept.items()}
        self.slots = [_Slot(line, sources.get(at, -1)) for at, line in enumerate(ours)]
        self.conflicts: list[Conflict] = []

    def merged(self) -> Merged:
        """Return all edits together."""
        touched: dict[int, list[tuple[int, Group]]] = {}
        for number, groups in enumerate(self.sets):
            for group in groups:
                if group.olds and not self._is_same(number, group):
                    for at in group.olds:
                        touched.setdefault(at, []).append((number, group))
        done: set[tuple[int, Group]] = set()
        for at in sorted(touched, key=lambda at: _order(touched[at][0][1])):
            self._line(at, touched[at], done)
        for number, groups in enumerate(self.sets):
            self._new(number, groups)
        return Merged([slot.line for slot in self.slots], self.conflicts)

    def _is_same(self, number: int, group: Group) -> bool:
        return (
            len(group.olds) == len(group.news) == 1
            and not group.moved
            and self.base[group.olds[0]].text == self.copies[number].lines[group.news[0]].text
        )

    def _line(
        self, at: int, found: Sequence[tuple[int, Group]], done: set[tuple[int, Group]]
    ) -> None:
        """Take the edits of one line of the base."""
        if all(self._is_made(at, number, group) for number, group in found):
            return
        shapes = {(g.olds, tuple(self._texts(n, g)), g.moved) for n, g in found}
        edits = [one for one in found if _is_edit(one[1])]
        if len(edits) == len(found):
            self._edited(at, edits)
        elif len(shapes) == 1 and all(self._is_untouched(one) for one in found[0][1].olds):
            number, group = found[0]
            if (number, group) not in done and not done & set(found):
                done.update(found)
                self._shaped(number, group)
        elif not self._is_done(at, found):
            self._conflict(at, found)

    def _is_made(self, at: int, number: int, group: Group) -> bool:
        """Whether ours says already what the copy made of a line: it came home before."""
        said = {bare(self.copies[number].lines[new]) for new in group.news}
        return bool(said) and said <= self.said and bare(self.base[at]) not in self.said

    def _is_untouched(self, at: int) -> bool:
        kept = self.kept.get(at, -1)
        return kept >= 0 and bare(self.ours[kept]) == bare(self.base[at])

    def _is_done(self, at: int, found: Sequence[tuple[int, Group]]) -> bool:
        """Whether a line that all took away is gone from ours, too."""
        gone = all(not group.news for _, group in found)
        return gone and at not in self.kept and at not in self.shaped

    def _texts(self, number: int, group: Group) -> list[str]:
        return [self.copies[number].lines[new].text for new in group.news]

    def _edited(self, at: int, found: Sequence[tuple[int, Group]]) -> None:
        """Join edits within one line, ours among them."""
        text = self.base[at].text
        kept = self.kept.get(at, -1)
        slot = next((i for i, one in enumerate(self.slots) if one.base == at), -1)
        if kept < 0 or slot < 0:
            self._conflict(at, found)
            return
        own = self.ours[kept].text
        sets = [ops(text, own), *(ops(text, self._texts(n, g)[0]) for n, g in found)]
        together, clashing = joined(text, sets)
        for op in clashing:
            self._told(at, kept, op, found)
        made = apply(text, together)
        line = self.slots[slot].line
        lead = next((self.copies[n].lines[g.news[0]].lead for n, g in found), line.lead)
        self.slots[slot] = _Slot(line._replace(text=made, lead=lead), at)

    def _shaped(self, number: int, group: Group) -> None:
        """Take a line that is gone, split, merged or moved."""
        at = next(i for i, one in enumerate(self.slots) if one.base == group.olds[0])
        self.slots = [one for one in self.slots if one.base not in group.olds]
        new = [_Slot(self.copies[number].lines[one], group.olds[0]) for one in group.news]
        if group.moved:
            at = self._behind(number, self.sets[number].index(group))
        self.slots[at:at] = new

    def _behind(self, number: int, place: int) -> int:
        """Return where the slot stands that a group of a copy goes to."""
        for group in reversed(self.sets[number][:place]):
            own = [i for i, one in enumerate(self.slots) if self._is_of(one, number, group)]
            if own:  # a line that was split stands in several
                return own[-1] + 1
        return 0

    def _is_of(self, slot: _Slot, number: int, group: Group) -> bool:
        """Whether a line is one of a group that the copy has; one that is new has no base."""
        if group.olds:
            return bool(group.news) and slot.base in group.olds
        return bare(slot.line) == bare(self.copies[number].lines[group.news[0]])

    def _new(self, number: int, groups: Sequence[Group]) -> None:
        """Put in the lines that a copy has and the base has not."""
        before: int | None = None
        for place, group in enumerate(groups):
            if group.olds:
                before = None
                continue
            line = self.copies[number].lines[group.news[0]]
            if bare(line) in self.fresh:
                continue
            self.fresh.add(bare(line))
            at = self._behind(number, place) if before is None else before
            self.slots.insert(at, _Slot(line, -1))
            before = at + 1

    def _told(self, at: int, kept: int, op: Op, found: Sequence[tuple[int, Group]]) -> None:
        text = self.base[at].text
        op = Op(*clause(text, op), "")
        theirs = tuple(
            (self.copies[n].name, said)
            for n, g in found
            if (said := _within(text, self._texts(n, g)[0], op)) != text[op.start : op.end]
        )
        mine = _within(text, self.ours[kept].text, op)
        self.conflicts.append(Conflict(kept, text[op.start : op.end], mine, theirs))

    def _conflict(self, at: int, found: Sequence[tuple[int, Group]]) -> None:
        kept = self.kept.get(at, -1)
        own = self.ours[kept].text if kept >= 0 else ""
        theirs = tuple((self.copies[n].name, "\n".join(self._texts(n, g))) for n, g in found)
        self.conflicts.append(Conflict(kept, self.base[at].text, own, theirs))


def _order(group: Group) -> tuple[bool, tuple[int, ...]]:
    """Return what sorts groups: those that moved at the end, as they stand now."""
    return group.moved, group.news if group.moved else group.olds


def _is_edit(group: Group) -> bool:
    return len(group.olds) == len(group.news) == 1 and not group.moved


def _within(old: str, new: str, op: Op) -> str:
    """Return what a new text says where an old one says ``old[op.start:op.end]``."""
    inner = [
        one._replace(start=one.start - op.start, end=one.end - op.start)
        for one in ops(old, new)
        if op.start <= one.start and one.end <= op.end
    ]
    return apply(old[op.start : op.end], inner)


def joined(text: str, sets: Sequence[Sequence[Op]]) -> tuple[list[Op], list[Op]]:
    """Return the edits of several that go together, the first's in any case; and where not.

    The first are ours: a figure that was put right goes together with words beside it.
    What two others made of one clause does not: together it is what neither wrote.
    ``text`` of what clashes is empty: it spans all that meets there.
    """
    owners: dict[Op, set[int]] = {}
    for number, one in enumerate(sets):
        for op in one:
            owners.setdefault(op, set()).add(number)
    clusters: list[list[Op]] = []
    for op in sorted(owners):
        if clusters and any(_clash(text, op, other, owners) for other in clusters[-1]):
            clusters[-1].append(op)
        else:
            clusters.append([op])
    together: list[Op] = []
    clashing: list[Op] = []
    for cluster in clusters:
        if len(cluster) == 1:
            together += cluster
            continue
        together += [op for op in cluster if 0 in owners[op]]
        start, end = min(op.start for op in cluster), max(op.end for op in cluster)
        clashing.append(Op(start, end, ""))
    return together, clashing


def _clash(text: str, one: Op, other: Op, owners: Mapping[Op, set[int]]) -> bool:
    """Whether two edits are not to be made together."""
    if owners[one] == owners[other]:
        return False
    if 0 in owners[one] or 0 in owners[other] or _is_figure(text, one) or _is_figure(text, other):
        return _meet(one, other)
    return _meet(Op(*clause(text, one), ""), Op(*clause(text, other), ""))


def _is_figure(text: str, op: Op) -> bool:
    """Whether a number became another one: words beside it may change as well."""
    return bool(_NUMBER.fullmatch(text[op.start : op.end]) and _NUMBER.fullmatch(op.text))


def _meet(one: Op, other: Op) -> bool:
    if one.start == one.end and other.start == other.end:
        return one.start == other.start
    return one.start < other.end and other.start < one.end
