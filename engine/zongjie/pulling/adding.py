"""Lines that are new: the likeliest of the places where they can be put."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    head = layout.heads[at]
    if head >= 0:
        return ""
    why = NOWHERE
    anchor = layout.anchor(at)
    place = layout.book.lines[anchor].text if anchor >= 0 else "", head
    for number, spot in enumerate(_spots(layout, at, markup)):
        key = ("new", *place, _new(layout, at).text, number)
        if key in barred:
            why = barred[key]
            continue
        doing = (*spot.doing, *definitions(layout.book, markup))
        behind = max(anchor, spot.behind)
        return Step(key, doing, new=tuple((behind, one) for one in spot.texts))
    return why


def _new(layout: Layout, at: int) -> Line:
    return layout.wish[layout.groups[at].news[0]]


def _spots(layout: Layout, at: int, markup: Markup) -> Iterator[Spot]:
    line = _new(layout, at)
    before, after = layout.anchor(at), layout.following(at)
    if is_heading(line):
        yield from heading_spot(layout, before, after, _section(layout, at), markup)
    else:
        yield from paragraph_spots(layout, before, after, line, markup)


def _section(layout: Layout, at: int) -> list[Line]:
    """Return a new heading with the new lines up to the next one."""
    found = [_new(layout, at)]
    for group in layout.groups[at + 1 :]:
        line = layout.wish[group.news[0]] if group.news and not group.olds else None
        if line is None or is_heading(line) or line.kind is Kind.CELL:
            break
        found.append(line)
    return found
