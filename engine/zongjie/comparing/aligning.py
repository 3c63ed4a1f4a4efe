"""Sentences of two texts: which are one, what became of each, which changed places.

First what is the same to the character, then what is but for its numbers, then what is
alike; each once, each in time that grows with the texts and not with their product.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Final
from zlib import crc32

from zongjie.comparing.assignment import Edge, best_pairs, sharing, weighed
from zongjie.comparing.edits import edits
from zongjie.comparing.records import Pair, Place, Relation, Sentence
from zongjie.records import NamedTuple
from zongjie.text import pattern

# Figures with their scale, in digits or in Chinese: 1.2万, 三十, 二〇二五.
_NUMBER: Final = pattern(r"\d+(?:[.,，]\d+)*[十百千万亿]*%?|[〇零一二两三四五六七八九十百千万亿]+")
_FIGURE: Final = pattern(r"\d")
# What two versions of a sentence share of their pairs of characters, in one chapter or not.
_LEAST, _LEAST_ELSEWHERE = Fraction(1, 2), Fraction(3, 5)
_MOST: Final = 1_000_000  # pairs of characters that are looked up: 300 pages need half of it
_PARTNERS: Final = 4  # of a sentence are weighed


class _Line(NamedTuple):
    """A sentence with what it is found by."""

    sentence: Sentence
    frame: str  # the words, a # for each number
    section: str  # the frame of the heading above
    grams: Counter[str]


def aligned(befores: Sequence[Sentence], afters: Sequence[Sentence]) -> tuple[Pair, ...]:
    """Return every sentence of both texts once, in the order of the second.

    What is gone stands behind what stood before it.
    """
    lefts, rights = _lines(befores), _lines(afters)
    partners = _partners(lefts, rights)
    staying = _in_order(partners, befores, afters)
    found: list[tuple[tuple[int, int, int], Pair]] = []
    at = -1
    for left, sentence in enumerate(befores):
        right = partners.get(left)
        if right is None:
            found.append(((at, 1, left), Pair(Relation.REMOVED, sentence, None)))
            continue
        moved = left not in staying
        at = at if moved else right
        found.append(((right, 0, 0), _pair(sentence, afters[right], moved=moved)))
    taken = set(partners.values())
    for right, sentence in enumerate(afters):
        if right not in taken:
            found.append(((right, 0, 0), Pair(Relation.ADDED, None, sentence)))
    return tuple(pair for _, pair in sorted(found, key=lambda one: one[0]))


def has_figure(sentence: Sentence) -> bool:
    """Return whether a sentence holds a number in digits: one that may have gone stale."""
    return _FIGURE.search(sentence.text) is not None


def numbers_of(sentence: Sentence) -> list[int]:
    """Return where the numbers of a sentence begin: each is one # of its frame."""
    return [found.start() for found in _NUMBER.finditer(sentence.text)]


def _pair(before: Sentence, after: Sentence, *, moved: bool) -> Pair:
    if before.text == after.text:
        return Pair(Relation.SAME, before, after, moved=moved)
    same_frame = _frame(before.text) == _frame(after.text)
    relation = Relation.FIGURES if same_frame else Relation.REWORDED
    alike = _alike(_grams(before.text), _grams(after.text))
    return Pair(relation, before, after, edits(before.text, after.text), moved, alike)


def _frame(text: str) -> str:
    return _NUMBER.sub("#", text)


def _grams(text: str) -> Counter[str]:
    return Counter(text[at : at + 2] for at in range(max(1, len(text) - 1)))


def _alike(first: Counter[str], second: Counter[str]) -> Fraction:
    return Fraction(2 * (first & second).total(), first.total() + second.total())


def _lines(sentences: Sequence[Sentence]) -> list[_Line]:
    found = []
    for sentence in sentences:
        frame = _frame(sentence.text)
        found.append(_Line(sentence, frame, _frame(sentence.section), _grams(frame)))
    return found


def _partners(lefts: list[_Line], rights: list[_Line]) -> dict[int, int]:
    """Return the sentence of the second text that each of the first became."""
    found: dict[int, int] = {}
    keys: tuple[Callable[[_Line], object], ...] = (
        lambda line: (line.sentence.text, line.sentence.place, line.section),
        lambda line: (line.sentence.text, line.sentence.place),
        lambda line: (line.frame, line.sentence.place, line.section),
        lambda line: (line.frame, line.sentence.place),
    )
    for key in keys:
        found |= _equal(key, *_left_over(found, lefts, rights))
    free = _left_over(found, lefts, rights)
    likenesses = _likenesses(*free)
    weights = weighed(likenesses, *map(len, free))
    found |= {free[0][i][0]: free[1][j][0] for i, j in best_pairs(weights)}
    return found


_Numbered = list[tuple[int, _Line]]


def _left_over(
    found: dict[int, int], lefts: list[_Line], rights: list[_Line]
) -> tuple[_Numbered, _Numbered]:
    taken = set(found.values())
    first = [(at, line) for at, line in enumerate(lefts) if at not in found]
    return first, [(at, line) for at, line in enumerate(rights) if at not in taken]


def _equal(key: Callable[[_Line], object], lefts: _Numbered, rights: _Numbered) -> dict[int, int]:
    """Return pairs of equal key; where there are several, the first with the first."""
    places: dict[object, list[int]] = defaultdict(list)
    for at, line in reversed(rights):
        places[key(line)].append(at)
    found = {}
    for at, line in lefts:
        if theirs := places.get(key(line)):
            found[at] = theirs.pop()
    return found


def _likenesses(lefts: _Numbered, rights: _Numbered) -> dict[Edge, Fraction]:
    """Return the likeness of what may be two versions of one sentence."""
    signs, others = ([_signs(line) for _, line in side] for side in (lefts, rights))
    shared = sharing(signs, others, _MOST)
    found = {}
    for left, right in _most_shared(shared):
        one, other = lefts[left][1], rights[right][1]
        value = _alike(one.grams, other.grams)
        if value >= (_LEAST if one.section == other.section else _LEAST_ELSEWHERE):
            found[left, right] = value
    return found


def _signs(line: _Line) -> list[str]:
    """Return what two versions share: headings with headings, rows with rows, prose with notes."""
    place = line.sentence.place
    sort = Place.BODY if place is Place.NOTE else place
    return [sort.value + gram for gram in line.grams]


def _most_shared(shared: Counter[Edge]) -> list[Edge]:
    """Return of each sentence, on either side, the few pairs that share most."""
    best: dict[int, list[Edge]] = defaultdict(list)
    for edge in sorted(shared, key=lambda edge: (-shared[edge], abs(edge[0] - edge[1]), sum(edge))):
        for node in (edge[0], -1 - edge[1]):
            if len(best[node]) < _PARTNERS:
                best[node].append(edge)
    return sorted({edge for edges_ in best.values() for edge in edges_})


def _checksum(text: str) -> int:
    return crc32(text.encode("utf-8", "surrogatepass"))


def _in_order(
    partners: dict[int, int], befores: Sequence[Sentence], afters: Sequence[Sentence]
) -> set[int]:
    """Return the sentences of the first text that kept their order: as much text as can be.

    The heaviest increasing sequence; what equals weigh differs by a sum over their
    characters, so that turning the texts round does not turn the answer.
    """
    lefts = sorted(partners)
    tops: list[tuple[int, int, int]] = []  # (place in the second text, weight up to there, left)
    before: dict[int, int] = {}
    for left in lefts:
        right = partners[left]
        first, second = befores[left].text, afters[right].text
        own = (len(first) + len(second) << 40) + sum(_checksum(text) for text in (first, second))
        at = bisect_right(tops, (right,))
        weight = own + (tops[at - 1][1] if at else 0)
        before[left] = tops[at - 1][2] if at else -1
        end = at
        while end < len(tops) and tops[end][1] <= weight:
            end += 1
        tops[at:end] = [(right, weight, left)]
    found = set()
    left = tops[-1][2] if tops else -1
    while left >= 0:
        found.add(left)
        left = before[left]
    return found
