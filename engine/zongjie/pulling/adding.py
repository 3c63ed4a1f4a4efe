"""Lines that are new: the likeliest of the places where they can be put."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from zongjie.pulling.footnotes import definitions
from zongjie.pulling.prose import Markup
from zongjie.pulling.spots import Spot, heading_spot, is_heading, paragraph_spots
from zongjie.pulling.steps import Step
from zongjie.pulling.structure import Layout
from zongjie.revisions import Kind, Line

NOWHERE: Final = "这里加的内容在 YAML 里没有地方放"
TABLE: Final = "YAML 里放不下表格；数写成指标，可以附表"


def inserted(layout: Layout, at: int, markup: Markup, barred: Mapping[object, str]) -> Step | str:
    """Return the step that puts in a new line; "" where one before it brings it along."""
    if _new(layout, at).kind is Kind.CELL:
        return TABLE
    run = _run(layout, at)
    if run[0] != at and _brought(layout, run, at):
        return ""
    spots = _spots(layout, at, run, markup)
    why = NOWHERE
    text = tuple(line.text for line in (_new(layout, one) for one in run))
    for number, spot in enumerate(spots):
        key = ("new", text, _new(layout, at).text, number)
        if key in barred:
            why = barred[key]
            continue
        doing = (*spot.doing, *definitions(layout.book, markup))
        behind = max(layout.anchor(at), spot.behind)
        return Step(key, doing, new=tuple((behind, one) for one in spot.texts))
    return why


def _new(layout: Layout, at: int) -> Line:
    return layout.wish[layout.groups[at].news[0]]


def _run(layout: Layout, at: int) -> list[int]:
    """Return the groups round one that are new, too."""
    start = end = at
    while start and not layout.groups[start - 1].olds:
        start -= 1
    while end + 1 < len(layout.groups) and not layout.groups[end + 1].olds:
        end += 1
    return list(range(start, end + 1))


def _brought(layout: Layout, run: Sequence[int], at: int) -> bool:
    """Whether a heading before a new line in its run brings the line along, or it waits."""
    before = [_new(layout, one) for one in run if one < at]
    cut = next((n for n, one in enumerate(reversed(before)) if one.kind is Kind.CELL), len(before))
    return any(map(is_heading, before[len(before) - cut :]))


def _spots(layout: Layout, at: int, run: Sequence[int], markup: Markup) -> Iterator[Spot]:
    line = _new(layout, at)
    before, after = layout.anchor(at), layout.following(at)
    if is_heading(line):
        texts = [line]
        for one in run[run.index(at) + 1 :]:
            if is_heading(_new(layout, one)) or _new(layout, one).kind is Kind.CELL:
                break
            texts.append(_new(layout, one))
        yield from heading_spot(layout, before, after, texts, markup)
    else:
        yield from paragraph_spots(layout, before, after, line, markup)
