"""Lines that are gone: what goes for them from the YAML, the most that prints nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from zongjie.pulling import annexes
from zongjie.pulling.book import Slice, is_wording
from zongjie.pulling.homes import Home, Way
from zongjie.pulling.homes import Step as Down
from zongjie.pulling.prose import RAW, Refused
from zongjie.pulling.steps import Doing, Step, splice
from zongjie.pulling.structure import Layout, why_generated
from zongjie.pulling.topics import left_out
from zongjie.records import NamedTuple
from zongjie.sources.edit import Edits
from zongjie.sources.nodes import Mapping as MappingNode
from zongjie.sources.nodes import Sequence as SequenceNode

_KEPT: Final = ("章节", "指标", "脚注", "事项")  # at the root, these go item by item


class _Removal(NamedTuple):
    """One thing that goes: a key, an item, or some characters."""

    source_home: Home
    down: Down | None
    piece: Slice | None

    def doing(self) -> Doing:
        home, down, piece = self
        if piece is not None:
            return home.source, partial(splice, home.scalar, piece)
        assert down is not None  # noqa: S101 - one of both
        return home.source, partial(_remove, down)


def _remove(down: Down, edits: Edits) -> None:
    if isinstance(down.node, MappingNode) and down.key is not None:
        edits.remove(down.node, down.key)
    elif isinstance(down.node, SequenceNode):
        edits.remove_item(down.node, down.at)


def removed(layout: Layout, barred: Mapping[object, str]) -> Iterator[tuple[Step | str, int]]:
    """Yield the steps that take away the lines that are gone, or why one stays."""
    gone = [group.olds[0] for group in layout.groups if not group.news]
    table = annexes.dropped(layout, gone, barred)
    for step in (*((table,) if table else ()), *left_out(layout, gone, barred)):
        yield step, step.gone[0]
        gone = [one for one in gone if one not in step.gone]
    for number, removals in _together(layout, gone):
        if isinstance(removals, str):
            yield removals, number
            continue
        lines, found = removals
        key = ("gone", *(layout.book.lines[one].text for one in lines))
        if key in barred:
            yield barred[key], number
            continue
        yield Step(key, tuple(one.doing() for one in found), gone=tuple(lines)), number


def _together(
    layout: Layout, gone: Sequence[int]
) -> Iterator[tuple[int, str | tuple[list[int], list[_Removal]]]]:
    """Yield lines with what must go for them; those that share something, together."""
    together: dict[object, tuple[list[int], list[_Removal]]] = {}
    for number in gone:
        try:
            removals = removal(layout, number, set(gone))
        except Refused as refused:
            yield number, str(refused)
            continue
        key = next(
            (id(one.down.value) for one in removals if one.down is not None),
            ("line", number),
        )
        lines, found = together.setdefault(key, ([], []))
        lines.append(number)
        found += [one for one in removals if all(one[1:] != two[1:] for two in found)]
    for lines, found in together.values():
        yield lines[0], (lines, found)


def removal(layout: Layout, number: int, gone: set[int]) -> list[_Removal]:
    """Return what goes for a line: the most that prints nothing else, else its paragraph."""
    homes = layout.homes(number)
    pieces = layout.book.pieces(number)
    if not homes or any(is_wording(one) for one in pieces):
        raise Refused(why_generated(pieces))
    found: list[_Removal] = []
    for home in homes:
        down = _topmost(layout, home.way, gone)
        if down is None:
            removal = _Removal(home, None, _paragraph(layout, home, number))
        else:
            removal = _Removal(home, down, None)
        if all(removal[1:] != one[1:] for one in found):
            found.append(removal)
    return found


def _topmost(layout: Layout, way: Way, gone: set[int]) -> Down | None:
    for depth, step in enumerate(way):
        if not depth and step.name in _KEPT:
            continue
        if layout.under(step) <= gone and step.name not in ("年份", "单位名称"):
            return step
    return None


def _paragraph(layout: Layout, home: Home, number: int) -> Slice:
    """Return the slice that is the paragraph of a line in a text of several."""
    value = home.scalar.value
    own = [one for one in layout.book.pieces(number) if one.home is home]
    start, end = own[0].first, own[-1].last
    others = [
        piece
        for line in layout.book.printing[id(home.scalar.source), home.scalar.start]
        if line != number
        for piece in layout.book.pieces(line)
        if piece.home is home
    ]
    before = max((one.last for one in others if one.last <= start), default=-1)
    after = min((one.first for one in others if one.first >= end), default=-1)
    if after >= 0:
        return Slice(start, after, "")
    if before >= 0:
        return Slice(before, len(value.rstrip("\n")) if home.name != RAW else end, "")
    return Slice(start, end, "")
