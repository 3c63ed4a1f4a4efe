"""Lines that were merged, split or moved, and words for an item that had none."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final, TypeAlias

from zongjie.pulling.book import Book, Piece, Slice, Sort
from zongjie.pulling.footnotes import definitions
from zongjie.pulling.homes import Home, Way
from zongjie.pulling.homes import Step as Down
from zongjie.pulling.marks import PARAGRAPH
from zongjie.pulling.prose import RAW, Markup, Refused, written_of
from zongjie.pulling.removing import removal
from zongjie.pulling.spots import item_value, paragraph_spots
from zongjie.pulling.steps import Doing, Step, insert, insert_item, splice
from zongjie.pulling.structure import Layout, why_generated
from zongjie.revisions import Group, Kind, Op, ops
from zongjie.sources.edit import Edits
from zongjie.sources.nodes import Mapping as MappingNode
from zongjie.sources.nodes import Sequence as SequenceNode
from zongjie.sources.rows import block

Target: TypeAlias = tuple[SequenceNode, int, int]
"""A list, the number in it, and the line behind which an item then prints."""
UNMOVED: Final = "这一段挪不动：它和别的内容写在一起"


def merged(layout: Layout, group: Group) -> Step:
    """Return the step that joins the first two lines of a group."""
    first, second = group.olds[:2]
    lines = layout.book.lines
    tail, head = layout.tail(first), layout.head(second)
    if tail is None or head is None or tail.home is None or head.home is None:
        raise Refused(why_generated(layout.book.pieces(second)))
    key = ("merged", lines[first].text, lines[second].text)
    end = len(lines[first].text)
    made = ((first, Op(end, end, lines[second].text)),)
    if tail.home is head.home:
        between = "" if tail.home.name == RAW else "\n"
        piece = Slice(tail.last, head.first, between)
        doing: list[Doing] = [(tail.home.source, partial(splice, tail.home.scalar, piece))]
        return Step(key, tuple(doing), made, (second,))
    written = written_line(layout.book, second)
    piece = Slice(tail.last, tail.last, written)
    doing = [(tail.home.source, partial(splice, tail.home.scalar, piece))]
    doing += [one.doing() for one in removal(layout, second, {second})]
    return Step(key, tuple(doing), made, (second,))


def split(layout: Layout, group: Group, markup: Markup) -> Step | None:
    """Return the step that makes an item of the last part of a line that was split.

    None where the part has no 段首句: then it stays in its text, as a paragraph.
    """
    number = group.olds[0]
    line, last = layout.book.lines[number], layout.wish[group.news[-1]]
    if not last.lead:
        return None
    tail = layout.tail(number)
    new = PARAGRAPH.join(layout.wish[at].text for at in group.news)
    cut = [op for op in ops(line.text, new) if PARAGRAPH in op.text]
    if tail is None or tail.home is None or not cut:
        return None
    start = cut[-1].start
    own = [one for one in layout.book.pieces(number) if one.home is tail.home and one.end > start]
    if not own or own[0].sort is not Sort.PROSE:
        return None
    piece = Slice(own[0].at(max(start, own[0].start)), tail.last, "")
    item = next((step for step in reversed(tail.home.way) if not step.name), None)
    if item is None or not isinstance(item.node, SequenceNode):
        return None
    value = item_value(last, markup)
    doing = (
        (tail.home.source, partial(splice, tail.home.scalar, piece)),
        (tail.home.source, partial(insert_item, item.node, item.at + 1, value)),
    )
    end = len(line.text)
    made = ((number, Op(start, end, "")),)
    return Step(("split", line.text, last.text), doing, made, new=((number, last.text),))


def moved(layout: Layout, group: Group) -> Step:
    """Return the step that puts a line, with what moved along with it, in its new place."""
    at = layout.groups.index(group)
    block = _block(layout, at)
    number = group.olds[0]
    homes = layout.homes(number)
    if not homes:
        raise Refused(why_generated(layout.book.pieces(number)))
    down = next(
        (step for step in homes[0].way if not step.name and layout.under(step) <= set(block)),
        None,
    )
    before = layout.anchor(at)
    key = ("moved", layout.book.lines[number].text, layout.book.lines[before].text)
    if down is not None and isinstance(down.node, SequenceNode):
        lines = sorted(layout.under(down))
        spot = _place(layout, homes[0].way, down, before)
        if spot is not None:
            target, to, behind = spot
            move = partial(_move, down.node, down.at, target, to)
            texts = tuple((behind, layout.book.lines[one].text) for one in lines)
            return Step(key, ((homes[0].source, move),), gone=tuple(lines), new=texts)
    return _carried(layout, at, number, key)


def _block(layout: Layout, at: int) -> list[int]:
    """Return the lines that moved together with a group, behind it in both texts."""
    found = [layout.groups[at].olds[0]]
    for group in layout.groups[at + 1 :]:
        if not group.moved or group.olds[0] != found[-1] + 1:
            break
        found.append(group.olds[0])
    return found


def _place(layout: Layout, way: Way, down: Down, before: int) -> Target | None:
    """Return the list, the number in it, and the line behind which an item then prints."""
    piece = layout.tail(before)
    if piece is None or piece.home is None:
        if isinstance(down.node, SequenceNode) and way[0].name == "章节" and len(way) > 1:
            return down.node, 0, before
        return None
    depth = next(i for i, step in enumerate(way) if step is down)
    names = [step.name for step in way[:depth]]
    theirs = piece.home.way
    if [step.name for step in theirs[:depth]] == names and len(theirs) > depth:
        step = theirs[depth]
        if not step.name and isinstance(step.node, SequenceNode):
            return step.node, step.at + 1, max(layout.under(step), default=before)
    if way[depth - 1].name == "事项":
        return _first_of(piece.home, before)
    return (down.node, 0, before) if isinstance(down.node, SequenceNode) else None


def _first_of(home: Home, before: int) -> Target | None:
    """Return the beginning of the items of the section that a text stands in."""
    for step in reversed(home.way):
        if not step.name and isinstance(step.value, MappingNode):
            for key, node in step.value.pairs:
                if key.value == "事项" and isinstance(node, SequenceNode) and node.items:
                    return node, 0, before
            return None
    return None


def _carried(layout: Layout, at: int, number: int, key: tuple[object, ...]) -> Step:
    """Return the step that takes a paragraph away and writes it where it now stands."""
    line = layout.book.lines[number]
    if line.kind is Kind.HEADING:  # it would be prose, its number too
        raise Refused(UNMOVED)
    markup = _Written(layout.book, number)
    target = line._replace(lead=0)
    for spot in paragraph_spots(layout, layout.anchor(at), layout.following(at), target, markup):
        doing = [one.doing() for one in removal(layout, number, {number})]
        behind = max(layout.anchor(at), spot.behind)
        return Step(key, (*doing, *spot.doing), gone=(number,), new=((behind, line.text),))
    raise Refused(UNMOVED)


class _Written(Markup):
    """The markup of a line as it stands in the YAML, references and marks kept."""

    def __init__(self, book: Book, number: int) -> None:
        super().__init__(book)
        self._number = number

    def of(self, text: str, *, raw: bool = False) -> str:  # noqa: ARG002 - it is the line's
        return self.book.lines[self._number].text if raw else written_line(self.book, self._number)


def written_line(book: Book, number: int) -> str:
    """Return the prose that prints a line, taken from where it stands."""
    parts: list[str] = []
    last: tuple[object, int] | None = None
    for piece in book.pieces(number):
        if piece.home is None or (piece.sort is Sort.PROSE and piece.home.name == RAW):
            parts.append(Markup(book).of(piece.text))
        elif last != (piece.home, piece.first):
            parts.append(written_of(piece))
            last = (piece.home, piece.first)
    return "".join(parts)


def first_words(
    book: Book, number: int, op: Op, pieces: Sequence[Piece], markup: Markup
) -> Step | None:
    """Return the step that writes the 正文 of an item that had only a 段首句."""
    before = [one for one in pieces if one.end <= op.start and one.home is not None]
    if not before or op.start < op.end or before[-1].home is None:
        return None
    home = before[-1].home
    last = home.way[-1]
    if last.name != "段首句" or not isinstance(last.node, MappingNode):
        return None
    if any(key.value in ("正文", "举措", RAW) for key, _ in last.node.pairs):
        return None
    text = markup.of(op.text)
    doing: list[Doing] = [(home.source, partial(insert, last.node, "正文", block(text), last.key))]
    return Step((), (*doing, *definitions(book, markup)), ((number, op),))


def _move(items: SequenceNode, at: int, target: SequenceNode, to: int, edits: Edits) -> None:
    edits.move_item(items, at, target, to)
