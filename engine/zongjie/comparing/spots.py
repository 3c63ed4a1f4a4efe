"""Figures at one spot of one sentence: what two reports say in the same words is one thing.

An old text gives its figures names of its own making; that 全年受理案件18735件 became
全年受理案件20110件 tells more than any likeness of names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

from zongjie.comparing.aligning import numbers_of
from zongjie.comparing.records import Pair, Relation, Sentence
from zongjie.model import Indicator
from zongjie.model.names import ATTRIBUTES
from zongjie.text import name_key, pattern

Spots: TypeAlias = Counter[tuple[str, str]]
Indicators: TypeAlias = Mapping[str, Indicator]

_ALIKE: Final = (Relation.SAME, Relation.FIGURES)
_TAIL: Final = pattern(r"[.|．。｜]")
# What a reference may add to a name and still print the figure itself; else it is a unit.
_OTHER: Final = frozenset(ATTRIBUTES) - {"数值", "印作"}


def spots(pairs: Iterable[Pair], befores: Indicators, afters: Indicators) -> Spots:
    """Return how often two indicators (their keys) print the same number of a sentence.

    Only of sentences that are the same but for their numbers, and not of 同比 and the like.
    """
    found: Spots = Counter()
    for pair in pairs:
        if pair.relation in _ALIKE and pair.before is not None and pair.after is not None:
            first, second = _printed(pair.before, befores), _printed(pair.after, afters)
            both = zip(first, second, strict=False)
            found.update((one, other) for one, other in both if one and other)
    return found


def _printed(sentence: Sentence, indicators: Indicators) -> list[str]:
    """Return the key of the indicator that printed each number, or nothing."""
    keys = []
    figures = iter(sentence.figures)
    figure = next(figures, None)
    for at in numbers_of(sentence) if figure is not None else ():
        while figure is not None and figure.end <= at:
            figure = next(figures, None)
        own = figure is not None and figure.start <= at
        keys.append(_key(figure.reference, indicators) if own and figure is not None else "")
    return keys


def _key(reference: str, indicators: Indicators) -> str:
    """Return the key of the indicator whose figure a reference prints, or nothing."""
    whole = name_key(reference)
    if whole in indicators:
        return whole
    for tail in reversed([*_TAIL.finditer(reference)]):
        key = name_key(reference[: tail.start()])
        if (indicator := indicators.get(key)) is not None:
            added = reference[tail.end() :]
            part = name_key(added) in indicator.parts
            return "" if part or added.startswith(tuple(_OTHER)) else key
    return ""
