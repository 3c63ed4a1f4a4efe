"""Lines of two texts: which became which, which are gone or new, which changed places.

First what is the same to the character, then what is alike between two of these,
then what was split, merged or moved; each in time that grows with the texts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final, TypeAlias

from zongjie.records import NamedTuple

Edge: TypeAlias = tuple[int, int]
_LIKE: Final = 0.4  # of all pairs of characters, that two versions of a line share
_HELD: Final = 0.7  # of those of the shorter one, where much was added or taken away
_WHOLE: Final = 0.6  # of a part that was split off
_MOVED: Final = 0.6
_SHORT: Final = 24  # characters; a title, a cell may be written anew and stay what it is
_COMMON: Final = 60  # lines that share a pair of characters; what is everywhere tells nothing


class Group(NamedTuple):
    """Lines of the first text that became lines of the second.

    One and one: the same, or edited.  One and none: gone; none and one: new;
    one and several: split; several and one: merged.
    """

    olds: tuple[int, ...]
    news: tuple[int, ...]
    moved: bool = False


def aligned(olds: Sequence[str], news: Sequence[str]) -> list[Group]:
    """Return each line of both texts once, in the order of the second.

    What is gone stands behind what stood before it.
    """
    pairs = _equal(olds, news)
    groups: list[Group] = []
    last = (-1, -1)
    for pair in [*pairs, (len(olds), len(news))]:
        gap = range(last[0] + 1, pair[0]), range(last[1] + 1, pair[1])
        if gap[0] or gap[1]:
            groups += _Gap(olds, news, *gap).groups()
        if pair[0] < len(olds):
            groups.append(Group((pair[0],), (pair[1],)))
        last = pair
    return _with_moves(groups, olds, news)


def _equal(olds: Sequence[str], news: Sequence[str]) -> list[Edge]:
    """Return lines that are the same and keep their order."""
    found: list[Edge] = []
    todo = [(0, len(olds), 0, len(news))]
    while todo:
        a, b, c, d = todo.pop()
        while a < b and c < d and olds[a] == news[c]:
            found.append((a, c))
            a, c = a + 1, c + 1
        while a < b and c < d and olds[b - 1] == news[d - 1]:
            b, d = b - 1, d - 1
            found.append((b, d))
        anchors = _anchors(olds, news, (a, b, c, d))
        if not anchors:
            continue
        found += anchors
        ends = [(a - 1, c - 1), *anchors, (b, d)]
        todo += [(i + 1, k, j + 1, m) for (i, j), (k, m) in pairwise(ends)]
    return sorted(found)


def _anchors(
    olds: Sequence[str], news: Sequence[str], box: tuple[int, int, int, int]
) -> list[Edge]:
    """Return what stands once on either side, as much of it as keeps its order."""
    a, b, c, d = box
    left, right = Counter(olds[a:b]), Counter(news[c:d])
    places = {news[at]: at for at in range(c, d) if right[news[at]] == 1}
    once = [
        (at, places[olds[at]]) for at in range(a, b) if left[olds[at]] == 1 and olds[at] in places
    ]
    return _rising(once, [len(olds[i]) for i, _ in once])


def _rising(edges: list[Edge], weights: Sequence[int]) -> list[Edge]:
    """Return of edges that rise on the left those that rise on the right, the heaviest."""
    tops: list[tuple[int, int, int]] = []  # right end, weight up to there, number of the edge
    before: dict[int, int] = {}
    for number, (_, right) in enumerate(edges):
        at = bisect_left(tops, (right,))
        weight = weights[number] + (tops[at - 1][1] if at else 0)
        before[number] = tops[at - 1][2] if at else -1
        end = at
        while end < len(tops) and tops[end][1] <= weight:
            end += 1
        if at and tops[at - 1][0] == right and tops[at - 1][1] >= weight:
            continue
        tops[at:end] = [(right, weight, number)]
    found = []
    number = tops[-1][2] if tops else -1
    while number >= 0:
        found.append(edges[number])
        number = before[number]
    return found[::-1]


def _grams(text: str) -> Counter[str]:
    return Counter(text[at : at + 2] for at in range(max(1, len(text) - 1)))


def _places(lines: Mapping[int, Iterable[str]]) -> dict[str, list[int]]:
    """Return which lines hold each pair of characters."""
    found: dict[str, list[int]] = defaultdict(list)
    for at, grams in lines.items():
        for gram in grams:
            found[gram].append(at)
    return found


def _near(grams: Iterable[str], places: Mapping[str, Sequence[int]]) -> set[int]:
    """Return the lines that share what not everything shares."""
    lists = (places[gram] for gram in grams if gram in places)
    return {at for found in lists if len(found) <= _COMMON for at in found}


class _Gap:
    """Lines between two that are the same."""

    def __init__(
        self, olds: Sequence[str], news: Sequence[str], lefts: range, rights: range
    ) -> None:
        self.olds, self.news = olds, news
        self.lefts, self.rights = lefts, rights
        self.grams = {at: _grams(olds[at]) for at in lefts}
        self.others = {at: _grams(news[at]) for at in rights}

    def groups(self) -> list[Group]:
        """Return the lines of the gap, paired where they are alike."""
        pairs = dict(self._pairs()) if self.lefts and self.rights else {}
        pairs = self._with_short(pairs)
        found = [Group((i,), (j,)) for i, j in sorted(pairs.items())]
        gone = [i for i in self.lefts if i not in pairs]
        new = [j for j in self.rights if j not in set(pairs.values())]
        found = self._split(found, new)
        found = self._merged(found, gone)
        return _ordered(found, gone, new)

    def _pairs(self) -> list[Edge]:
        """Return the pairs that are alike, in order, that share most."""
        places = _places(self.others)
        edges: list[Edge] = []
        weights: list[int] = []
        for i in self.lefts:
            for j in sorted(_near(self.grams[i], places)):
                shared = (self.grams[i] & self.others[j]).total()
                sizes = self.grams[i].total(), self.others[j].total()
                if 2 * shared >= _LIKE * sum(sizes) or shared >= _HELD * min(sizes) >= 4:
                    edges.append((i, j))
                    weights.append(shared * shared * 100 // max(sizes))
        return _rising(edges, weights)

    def _with_short(self, pairs: dict[int, int]) -> dict[int, int]:
        """Pair what is left between two pairs, of both sides as many, where it is short."""
        ends = [(self.lefts.start - 1, self.rights.start - 1), *sorted(pairs.items())]
        ends.append((self.lefts.stop, self.rights.stop))
        for (a, c), (b, d) in pairwise(ends):
            if b - a != d - c:
                continue
            pairs |= {
                i: j
                for i, j in zip(range(a + 1, b), range(c + 1, d), strict=True)
                if max(len(self.olds[i]), len(self.news[j])) <= _SHORT
            }
        return pairs

    def _split(self, found: list[Group], new: list[int]) -> list[Group]:
        """Take a new line beside an old one's to it where it was a part of it."""
        made = []
        for group in found:
            left, rights = group.olds[0], list(group.news)
            for step in (-1, 1):
                while (at := (rights[0] if step < 0 else rights[-1]) + step) in new:
                    rest = self.grams[left].copy()
                    for right in rights:
                        rest -= self.others[right]
                    shared = (rest & self.others[at]).total()
                    if shared < _WHOLE * self.others[at].total():
                        break
                    rights = [at, *rights] if step < 0 else [*rights, at]
                    new.remove(at)
            made.append(Group(group.olds, tuple(rights)))
        return made

    def _merged(self, found: list[Group], gone: list[int]) -> list[Group]:
        """Take an old line beside another one to it where both became one."""
        made = []
        for group in found:
            lefts = list(group.olds)
            right = group.news[0]
            for step in (-1, 1):
                while (
                    len(group.news) == 1
                    and (at := (lefts[0] if step < 0 else lefts[-1]) + step) in gone
                ):
                    rest = self.others[right].copy()
                    for left in lefts:
                        rest -= self.grams[left]
                    shared = (rest & self.grams[at]).total()
                    if shared < _WHOLE * self.grams[at].total():
                        break
                    lefts = [at, *lefts] if step < 0 else [*lefts, at]
                    gone.remove(at)
            made.append(Group(tuple(lefts), group.news))
        return made


def _ordered(found: list[Group], gone: list[int], new: list[int]) -> list[Group]:
    """Return all groups in the order of the second text, what is gone behind what was before."""
    made = sorted([*found, *(Group((), (j,)) for j in new)], key=lambda group: group.news)
    for i in gone:
        before = [at for at, group in enumerate(made) if group.olds and group.olds[-1] < i]
        at = before[-1] + 1 if before else 0
        while at < len(made) and not made[at].news:
            at += 1
        made.insert(at, Group((i,), ()))
    return made


def _with_moves(groups: list[Group], olds: Sequence[str], news: Sequence[str]) -> list[Group]:
    """Join what is gone here and new there, where it is the same line or nearly so."""
    gone = [group.olds[0] for group in groups if group.olds and not group.news]
    new = [group.news[0] for group in groups if group.news and not group.olds]
    if not gone or not new:
        return groups
    sources = _partners(gone, new, olds, news)
    taken = set(sources.values())
    kept = [group for group in groups if group.news or group.olds[0] not in taken]
    return [
        Group((sources[group.news[0]],), group.news, moved=True)
        if not group.olds and group.news[0] in sources
        else group
        for group in kept
    ]


def _partners(
    gone: Sequence[int], new: Sequence[int], olds: Sequence[str], news: Sequence[str]
) -> dict[int, int]:
    """Return the old line that each new one was: the same, else the most alike."""
    same: dict[str, list[int]] = defaultdict(list)
    for i in reversed(gone):
        same[olds[i]].append(i)
    found = {j: same[news[j]].pop() for j in new if same.get(news[j])}
    taken = set(found.values())
    left = {i: _grams(olds[i]) for i in gone if i not in taken}
    right = {j: _grams(news[j]) for j in new if j not in found}
    places = _places(right)
    scored = []
    for i, grams in left.items():
        for j in _near(grams, places):
            alike = 2 * (grams & right[j]).total() / (grams.total() + right[j].total())
            if alike >= _MOVED:
                scored.append((-alike, i, j))
    for _, i, j in sorted(scored):
        if i not in taken and j not in found:
            taken.add(i)
            found[j] = i
    return found
