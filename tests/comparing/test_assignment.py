"""The best pairs: held against trying all."""

from __future__ import annotations

import time
from fractions import Fraction
from itertools import permutations, product

from hypothesis import given
from hypothesis import strategies as st

from zongjie.comparing.assignment import best_pairs, sharing, weighed

Weights = dict[tuple[int, int], int]
WEIGHTS = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 50), max_size=14
)


def _best(weights: Weights) -> int:
    columns = [*range(5)]
    return max(
        sum(weights.get(pair, 0) for pair in enumerate(order)) for order in permutations(columns)
    )


@given(WEIGHTS)
def test_no_other_pairs_weigh_more(weights: Weights) -> None:
    found = best_pairs(weights)
    assert len({left for left, _ in found}) == len({right for _, right in found}) == len(found)
    assert sum(weights[pair] for pair in found) == _best(weights)


@given(WEIGHTS)
def test_turned_round_it_weighs_the_same(weights: Weights) -> None:
    turned = {(right, left): weight for (left, right), weight in weights.items()}
    found = sum(weights[pair] for pair in best_pairs(weights))
    assert sum(turned[pair] for pair in best_pairs(turned)) == found


def test_the_heaviest_pair_does_not_spoil_the_rest() -> None:
    assert best_pairs({(0, 0): 10, (0, 1): 9, (1, 0): 9}) == [(0, 1), (1, 0)]
    assert best_pairs({}) == []


def test_a_crowd_is_paired_too_and_in_time() -> None:
    weights = {(left, right): 1 + (left == right) for left in range(200) for right in range(200)}
    started = time.process_time()
    assert best_pairs(weights) == [(at, at) for at in range(200)]
    assert time.process_time() - started < 5


def test_what_everything_shares_is_not_looked_at() -> None:
    lefts, rights = [["稀", "常"], ["常"], ["常"]], [["常"], ["稀", "常"], ["常"]]
    assert sharing(lefts, rights, 5) == {(0, 1): 1}
    assert sharing(lefts, rights, 10)[0, 1] == 2


def test_a_sure_pair_weighs_more_than_two_doubtful_ones_and_near_more_than_far() -> None:
    sure, doubtful = Fraction(99, 100), Fraction(60, 100)
    likely = {(0, 0): sure, (0, 1): doubtful, (1, 0): doubtful}
    weights = weighed(likely, 2, 2, least=Fraction(1, 2))
    assert weights[0, 0] > weights[0, 1] + weights[1, 0]
    equal = weighed(dict.fromkeys(product(range(3), range(3)), sure), 3, 3)
    assert best_pairs(equal) == [(0, 0), (1, 1), (2, 2)]
