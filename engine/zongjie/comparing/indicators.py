"""指标 of two reports: which are one, by name, by 曾用名, by names that are alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import partial
from typing import Final, TypeAlias

from zongjie.comparing.assignment import Edge, best_pairs, sharing, weighed
from zongjie.comparing.figures import measured
from zongjie.comparing.likeness import Core, core, likeness, overlap
from zongjie.comparing.records import Match, Row, Said, Side
from zongjie.comparing.spots import Spots
from zongjie.model import Indicator, Measures, Status
from zongjie.model.derived import SMALL_BASE, exact_base
from zongjie.records import NamedTuple
from zongjie.text import name_key

# Pairs of names that are looked at: what shares a rare sign first.  Two reports of 2,000
# indicators need some 50,000; without an end, names all alike would take forever.
_MOST: Final = 300_000
# Names that share a figure of last year may differ this far.
_LEAST_KNOWN: Final = Fraction(1, 3)
_DOUBTFUL: Final = Fraction(3, 10)  # what is hardly above this weighs hardly anything

Indicators: TypeAlias = Mapping[str, Indicator]
_Base: TypeAlias = tuple[Fraction, str]


class _Found(NamedTuple):
    match: Match
    likeness: Fraction


def rows(before: Side, after: Side, spots: Spots) -> tuple[Row, ...]:
    """Return every indicator of both reports once: those of the first, then the rest.

    ``spots`` says which print the same number of one sentence.  Parts (其中) stand under
    their whole, and are matched within it.
    """
    found = _rows((before, after), before.report.indicators, after.report.indicators, spots, 0)
    return tuple(found)


def _rows(
    sides: tuple[Side, Side], befores: Indicators, afters: Indicators, spots: Spots, depth: int
) -> Iterator[Row]:
    pairs = _matched(befores, afters, spots)
    taken = set()
    for key, indicator in befores.items():
        partner, found = pairs.get(key, (None, _Found(Match.NONE, Fraction(0))))
        if partner is not None:
            taken.add(partner)
        other = afters[partner] if partner is not None else None
        yield from _row(sides, (indicator, other), found, depth)
    for key, indicator in afters.items():
        if key not in taken:
            yield from _row(sides, (None, indicator), _Found(Match.NONE, Fraction(0)), depth)


def _row(
    sides: tuple[Side, Side],
    pair: tuple[Indicator | None, Indicator | None],
    found: _Found,
    depth: int,
) -> Iterator[Row]:
    first, second = (said(side, one) for side, one in zip(sides, pair, strict=True))
    measures = measured(first and first.values, second and second.values)
    yield Row(found.match, first, second, measures, found.likeness, depth)
    none: Indicators = {}
    befores, afters = (one.parts if one is not None else none for one in pair)
    if befores or afters:
        yield from _rows(sides, befores, afters, Counter(), depth + 1)


def said(side: Side, indicator: Indicator | None) -> Said | None:
    """Return an indicator as a report says it, with its figures, computed if need be."""
    if indicator is None:
        return None
    values = side.values_of(indicator)
    printed = indicator.print_as or values
    if printed is not None:
        shown = str(printed)
    elif indicator.change_text is not None:
        shown = f"（同比{indicator.change_text.value.strip().removeprefix('同比')}）"
    elif indicator.completion is not None:
        shown = f"（完成率{indicator.completion}）"
    else:
        status = indicator.status
        pending = Status.PENDING if status is Status.VERIFIED else status
        shown = f"（{pending.value}）"
    return Said(indicator, values, shown)


def _matched(
    befores: Indicators, afters: Indicators, spots: Spots
) -> dict[str, tuple[str, _Found]]:
    """Return the partner of each indicator that has one, and how it was found."""
    found = {key: (key, _Found(Match.SAME, Fraction(1))) for key in befores if key in afters}
    said_alike = partial(_said_alike, spots=spots)
    ways = ((Match.FORMER, _renamed), (Match.SENTENCE, said_alike), (Match.ALIKE, _alike))
    for match, likely in ways:
        gone = {right for right, _ in found.values()}
        lefts = [key for key in befores if key not in found]
        rights = [key for key in afters if key not in gone]
        weights = likely([befores[key] for key in lefts], [afters[key] for key in rights])
        edges = weighed(weights, len(lefts), len(rights), least=_DOUBTFUL)
        for left, right in best_pairs(edges):
            how = _Found(match, min(weights[left, right], Fraction(1)))
            found[lefts[left]] = (rights[right], how)
    return found


def _renamed(befores: list[Indicator], afters: list[Indicator]) -> dict[Edge, Fraction]:
    """Return the pairs of which one has had the other's name, or both a third."""
    return dict.fromkeys(sharing(map(_names, befores), map(_names, afters), _MOST), Fraction(1))


def _said_alike(
    befores: list[Indicator], afters: list[Indicator], spots: Spots
) -> dict[Edge, Fraction]:
    """Return the pairs that print the same number of one sentence, and how often."""
    lefts = {name_key(one.name): at for at, one in enumerate(befores)}
    rights = {name_key(one.name): at for at, one in enumerate(afters)}
    edges = (
        ((lefts[first], rights[second]), count)
        for (first, second), count in spots.items()
        if first in lefts and second in rights
    )
    return {
        (left, right): Fraction(count)
        for (left, right), count in edges
        if _units_agree(_known(befores[left]), _known(afters[right]))
    }


def _names(indicator: Indicator) -> set[str]:
    names = (indicator.name, *(former.value.strip() for former in indicator.former_names))
    return {name_key(name) for name in names}


class _Known(NamedTuple):
    """What an indicator may be found by: its name, its units, figures of two years."""

    core: Core
    units: frozenset[str]
    figures: frozenset[_Base]
    earlier: frozenset[_Base]


def _alike(befores: list[Indicator], afters: list[Indicator]) -> dict[Edge, Fraction]:
    """Return the pairs whose names are alike enough, and how much."""
    lefts, rights = ([_known(one) for one in side] for side in (befores, afters))
    found = {}
    for left, right in sharing(map(_signs, lefts), map(_signs, rights), _MOST):
        value = _likeness(lefts[left], rights[right])
        if value:
            found[left, right] = value
    return found


def _likeness(before: _Known, after: _Known) -> Fraction:
    """Return how surely two indicators are one: 0, or at least a third."""
    if not _units_agree(before, after):
        return Fraction(0)
    value = likeness(before.core, after.core)
    if value:
        return value
    if before.figures.isdisjoint(after.earlier) and before.earlier.isdisjoint(after.figures):
        return Fraction(0)
    shared = overlap(before.core, after.core)
    return shared if shared >= _LEAST_KNOWN else Fraction(0)


def _units_agree(before: _Known, after: _Known) -> bool:
    return not (before.units and after.units and before.units.isdisjoint(after.units))


def _signs(one: _Known) -> set[str]:
    """Return numbers with each two characters of the name, and figures."""
    text, numbers = one.core
    own = "，".join(numbers)
    pairs = {f"{own}：{text[at : at + 2]}" for at in range(max(1, len(text) - 1))}
    return pairs | {f"{value}{unit}" for value, unit in one.figures | one.earlier}


def _known(indicator: Indicator) -> _Known:
    values, previous = indicator.values, indicator.previous
    given = values or previous
    counted = given.items if given and not given.zero_word else ()
    units = frozenset(item.base()[1] for item in counted)
    return _Known(core(indicator.name), units, _telling(values), _telling(previous))


def _telling(values: Measures | None) -> frozenset[_Base]:
    """Return figures that are no accident if they stand in two reports: not 3, not 100%."""
    bases = (exact_base(item) for item in values.items) if values else ()
    return frozenset(
        base for base in bases if base is not None and base[0] > SMALL_BASE and base[0] != 100
    )
