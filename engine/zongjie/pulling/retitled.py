"""Headings that were typed anew: nothing of the old words is left, but the section is the same."""

from __future__ import annotations

from collections.abc import Sequence

from zongjie.pulling.spots import bare, is_heading
from zongjie.revisions import Group, Kind, Line, aligned


def paired(olds: Sequence[Line], news: Sequence[Line]) -> list[Group]:
    """Return which lines became which; numbers of the form do not count.

    A heading that is gone and a new one before the same line are one heading,
    however little their words have in common.
    """
    groups = aligned([*map(bare, olds)], [*map(bare, news)])
    follower = {g.olds[0]: g.news[0] for g in groups if g.olds and g.news and not g.moved}
    gone = {g.olds[0] for g in groups if not g.news and olds[g.olds[0]].kind is Kind.HEADING}
    for at, group in enumerate(groups):
        if not group.olds and is_heading(news[group.news[0]]):
            place = group.news[0]
            old = next((one for one in gone if follower.get(one + 1) == place + 1), -1)
            if old >= 0 and news[place].level in (0, olds[old].level):
                gone.discard(old)
                groups[at] = Group((old,), (place,))
    taken = {g.olds[0] for g in groups if g.olds and g.news}
    return [g for g in groups if g.news or g.olds[0] not in taken]
