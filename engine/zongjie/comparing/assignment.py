"""One-to-one matching: the pairs that are best together, not one after the other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import product
from typing import Final, TypeAlias

# An exact solution takes time with the cube of the smaller side.  What hangs together
# through names or sentences that are alike is nearly always far smaller.
_LARGEST: Final = 40

_NOTHING: Final = Fraction(0)

Edge: TypeAlias = tuple[int, int]


def best_pairs(weights: Mapping[Edge, int]) -> list[Edge]:
    """Return pairs (left, right), none used twice, whose positive weights add up highest.

    Beyond 40 on both sides of what hangs together: the heaviest pair first.  Where the
    best is unique, turning the sides round turns the pairs round.
    """
    found: list[Edge] = []
    for component in _components(weights):
        lefts = sorted({left for left, _ in component})
        rights = sorted({right for _, right in component})
        if min(len(lefts), len(rights)) > _LARGEST:
            found += _heaviest_first(component, weights)
        elif len(lefts) <= len(rights):
            table = [[weights.get((i, j), 0) for j in rights] for i in lefts]
            pairs = ((lefts[i], rights[j]) for i, j in _assigned(table))
            found += [pair for pair in pairs if pair in weights]
        else:
            table = [[weights.get((i, j), 0) for i in lefts] for j in rights]
            pairs = ((lefts[i], rights[j]) for j, i in _assigned(table))
            found += [pair for pair in pairs if pair in weights]
    return sorted(found)


def sharing(
    lefts: Iterable[Iterable[str]], rights: Iterable[Iterable[str]], most: int
) -> Counter[Edge]:
    """Return how many signs each pair shares, of those that each left and right has.

    Rare signs first, and no more than ``most`` in all: what is everywhere tells nothing.
    """
    places: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, items in enumerate((lefts, rights)):
        for at, signs in enumerate(items):
            for sign in signs:
                places[sign][side].append(at)
    shared: Counter[Edge] = Counter()
    sizes = {sign: len(first) * len(second) for sign, (first, second) in places.items()}
    for sign in sorted(sizes, key=lambda sign: (sizes[sign], sign)):
        most -= sizes[sign]
        if most < 0:
            break
        shared.update(product(*places[sign]))
    return shared


def weighed(
    likenesses: Mapping[Edge, Fraction], lefts: int, rights: int, *, least: Fraction = _NOTHING
) -> dict[Edge, int]:
    """Return weights to be added up: one sure pair is worth more than two doubtful ones.

    Hence the squares of what is above ``least``.  Among equals those in like places weigh
    more, again by squares, so that no two arrangements weigh the same and turning the
    sides round changes nothing.
    """
    room = (lefts * rights) ** 2 * (lefts + rights) + 1  # more than all distances together
    return {
        (left, right): int(((value - least) * 1000) ** 2) * room
        - (left * rights - right * lefts) ** 2
        for (left, right), value in likenesses.items()
    }


def _components(edges: Iterable[Edge]) -> Iterable[list[Edge]]:
    """Return the edges by what hangs together."""
    parent: dict[int, int] = {}

    def root(node: int) -> int:
        while (above := parent.setdefault(node, node)) != node:
            parent[node] = parent[above]
            node = parent[node]
        return node

    together = sorted(edges)
    for left, right in together:
        parent[root(left)] = root(-1 - right)  # rights count down from -1
    groups: dict[int, list[Edge]] = {}
    for edge in together:
        groups.setdefault(root(edge[0]), []).append(edge)
    return groups.values()


def _heaviest_first(edges: Iterable[Edge], weights: Mapping[Edge, int]) -> list[Edge]:
    taken: set[int] = set()
    found = []
    for left, right in sorted(edges, key=lambda edge: (-weights[edge], sum(edge), edge)):
        if left not in taken and -1 - right not in taken:
            taken |= {left, -1 - right}
            found.append((left, right))
    return found


def _assigned(table: list[list[int]]) -> list[Edge]:
    """Return a column for every row so that the entries add up highest; rows ≤ columns.

    The Hungarian method with potentials (H. W. Kuhn 1955; J. Munkres 1957): a row at a
    time, each along the cheapest path of exchanges.
    """
    rows, columns = len(table), len(table[0])
    of_row, of_column = [0] * (rows + 1), [0] * (columns + 1)  # the potentials
    owner = [0] * (columns + 1)  # which row has a column; 0: none
    for row in range(1, rows + 1):
        owner[0] = row
        at, back = 0, [0] * (columns + 1)
        slack: list[int | None] = [None] * (columns + 1)
        done = [False] * (columns + 1)
        while owner[at]:
            done[at] = True
            here, least, following = owner[at], None, 0
            for column in range(1, columns + 1):
                if done[column]:
                    continue
                cost = -table[here - 1][column - 1] - of_row[here] - of_column[column]
                known = slack[column]
                if known is None or cost < known:
                    slack[column], back[column], known = cost, at, cost
                if least is None or known < least:
                    least, following = known, column
            _relax(least or 0, (of_row, of_column), owner, done, slack)
            at = following
        while at:
            owner[at] = owner[back[at]]
            at = back[at]
    return [(owner[column] - 1, column - 1) for column in range(1, columns + 1) if owner[column]]


def _relax(
    least: int,
    potentials: tuple[list[int], list[int]],
    owner: list[int],
    done: list[bool],
    slack: list[int | None],
) -> None:
    """Make the cheapest step cost nothing."""
    of_row, of_column = potentials
    for column, is_done in enumerate(done):
        if is_done:
            of_row[owner[column]] += least
            of_column[column] -= least
        elif (known := slack[column]) is not None:
            slack[column] = known - least
