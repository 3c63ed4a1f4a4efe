"""Lines that are new, gone, moved, merged or split → paragraphs, items, chapters of the YAML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Final, NamedTuple, TypeAlias

from zongjie.pulling.book import Book, Piece, Slice, Sort, is_wording, key_of
from zongjie.pulling.footnotes import definitions
from zongjie.pulling.homes import Home, Way
from zongjie.pulling.homes import Step as Down
from zongjie.pulling.marks import PARAGRAPH
from zongjie.pulling.prose import AUTOMATIC, GENERATED, RAW, Markup, Refused, written_of
from zongjie.pulling.spots import Spot, heading_spot, is_heading, paragraph_spots
from zongjie.pulling.steps import Doing, Step
from zongjie.revisions import Group, Line, Op, ops
from zongjie.sources.edit import Edits
from zongjie.sources.nodes import Mapping as MappingNode
from zongjie.sources.nodes import Scalar
from zongjie.sources.nodes import Sequence as SequenceNode
from zongjie.sources.rows import block

Node: TypeAlias = tuple[int, str, int]  # a step down: its mapping or list, its name, its number
_KEPT: Final = ("章节", "指标", "脚注", "事项")  # at the root, these go item by item
NOWHERE: Final = "这里加的内容在 YAML 里没有地方放"
UNMOVED: Final = "这一段挪不动：它和别的内容写在一起"


def splice(edits: Edits, scalar: Scalar, piece: Slice) -> None:
    """Put a slice into a text."""
    edits.splice(scalar, [piece])


class _Removal(NamedTuple):
    """One thing that goes: a key, an item, or some characters."""

    source_home: Home
    down: Down | None
    piece: Slice | None

    def doing(self) -> Doing:
        home, down, piece = self
        if piece is not None:
            return home.source, partial(splice, scalar=home.scalar, piece=piece)
        assert down is not None  # noqa: S101 - one of both
        return home.source, partial(_remove, down)


def _remove(down: Down, edits: Edits) -> None:
    if isinstance(down.node, MappingNode) and down.key is not None:
        edits.remove(down.node, down.key)
    elif isinstance(down.node, SequenceNode):
        edits.remove_item(down.node, down.at)


class Layout:
    """Where the lines of a report stand in its YAML, and where others can be put."""

    def __init__(self, book: Book, groups: Sequence[Group], wish: Sequence[Line]) -> None:
        self.book = book
        self.groups = groups
        self.wish = wish
        self._under: dict[Node, set[int]] = {}

    # ---- where -----------------------------------------------------------------------

    def under(self, down: Down) -> set[int]:
        """Return the lines printed by what lies below a step."""
        if not self._under:
            for number in range(len(self.book.lines)):
                for home in self.homes(number):
                    for step in home.way:
                        self._under.setdefault(_node(step), set()).add(number)
        return self._under.get(_node(down), set())

    def homes(self, number: int) -> list[Home]:
        """Return the texts that print a line, in order, each once."""
        found: list[Home] = []
        for piece in self.book.pieces(number):
            if piece.home is not None and all(piece.home is not one for one in found):
                found.append(piece.home)
        return found

    def anchor(self, at: int) -> int:
        """Return the line behind which the lines of a group go: the last that stays before it."""
        for group in reversed(self.groups[:at]):
            if group.olds and not group.moved:
                return group.olds[-1]
        return -1

    def following(self, at: int) -> int:
        """Return the first line behind a group that stays."""
        for group in self.groups[at + 1 :]:
            if group.olds and group.news and not group.moved:
                return group.olds[0]
        return -1

    # ---- gone ------------------------------------------------------------------------

    def removed(self, barred: Mapping[object, str]) -> Iterator[tuple[Step | str, int]]:
        """Yield the steps that take away the lines that are gone, or why one stays."""
        gone = [group.olds[0] for group in self.groups if not group.news]
        for number, removals in self._together(gone):
            if isinstance(removals, str):
                yield removals, number
                continue
            lines, found = removals
            key = ("gone", *(self.book.lines[one].text for one in lines))
            if key in barred:
                yield barred[key], number
                continue
            yield Step(key, tuple(one.doing() for one in found), gone=tuple(lines)), number

    def _together(
        self, gone: Sequence[int]
    ) -> Iterator[tuple[int, str | tuple[list[int], list[_Removal]]]]:
        """Yield lines with what must go for them; those that share something, together."""
        together: dict[object, tuple[list[int], list[_Removal]]] = {}
        for number in gone:
            try:
                removals = self.removal(number, set(gone))
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

    def removal(self, number: int, gone: set[int]) -> list[_Removal]:
        """Return what goes for a line: the most that prints nothing else, else its paragraph."""
        homes = self.homes(number)
        pieces = self.book.pieces(number)
        if not homes or any(is_wording(one) for one in pieces):
            raise Refused(_why_generated(pieces))
        found: list[_Removal] = []
        for home in homes:
            down = self._topmost(home.way, gone)
            if down is None:
                removal = _Removal(home, None, self._paragraph(home, number))
            else:
                removal = _Removal(home, down, None)
            if all(removal[1:] != one[1:] for one in found):
                found.append(removal)
        return found

    def _topmost(self, way: Way, gone: set[int]) -> Down | None:
        for depth, step in enumerate(way):
            if not depth and step.name in _KEPT:
                continue
            if self.under(step) <= gone and step.name not in ("年份", "单位名称"):
                return step
        return None

    def _paragraph(self, home: Home, number: int) -> Slice:
        """Return the slice that is the paragraph of a line in a text of several."""
        value = home.scalar.value
        own = [one for one in self.book.pieces(number) if one.home is home]
        start, end = own[0].first, own[-1].last
        others = [
            piece
            for line in self.book.printing[id(home.scalar.source), home.scalar.start]
            if line != number
            for piece in self.book.pieces(line)
            if piece.home is home
        ]
        before = max((one.last for one in others if one.last <= start), default=-1)
        after = min((one.first for one in others if one.first >= end), default=-1)
        if after >= 0:
            return Slice(start, after, "")
        if before >= 0:
            return Slice(before, len(value.rstrip("\n")) if home.name != RAW else end, "")
        return Slice(start, end, "")

    # ---- new -------------------------------------------------------------------------

    def inserted(self, at: int, markup: Markup, barred: Mapping[object, str]) -> Step | str:
        """Return the step that puts in a new line; "" where one before it brings it along."""
        run = self._run(at)
        if run[0] != at and self._brought(run, at):
            return ""
        spots = self._spots(at, run, markup)
        why = NOWHERE
        text = tuple(line.text for line in (self._new(one) for one in run))
        for number, spot in enumerate(spots):
            key = ("new", text, self._new(at).text, number)
            if key in barred:
                why = barred[key]
                continue
            doing = (*spot.doing, *definitions(self.book, markup))
            behind = max(self.anchor(at), spot.behind)
            return Step(key, doing, new=tuple((behind, one) for one in spot.texts))
        return why

    def _new(self, at: int) -> Line:
        return self.wish[self.groups[at].news[0]]

    def _run(self, at: int) -> list[int]:
        """Return the groups round one that are new, too."""
        start = end = at
        while start and not self.groups[start - 1].olds:
            start -= 1
        while end + 1 < len(self.groups) and not self.groups[end + 1].olds:
            end += 1
        return list(range(start, end + 1))

    def _brought(self, run: Sequence[int], at: int) -> bool:
        """Whether a heading before a new line in its run brings the line along, or it waits."""
        return any(is_heading(self._new(one)) for one in run if one < at)

    def _spots(self, at: int, run: Sequence[int], markup: Markup) -> Iterator[Spot]:
        line = self._new(at)
        before, after = self.anchor(at), self.following(at)
        if is_heading(line):
            texts = [line]
            for one in run[run.index(at) + 1 :]:
                if is_heading(self._new(one)):
                    break
                texts.append(self._new(one))
            yield from heading_spot(self, before, after, texts, markup)
        else:
            yield from paragraph_spots(self, before, after, line, markup)

    def tail(self, number: int) -> Piece | None:
        """Return the last piece of a line that has a home."""
        own = [one for one in self.book.pieces(number) if one.home] if number >= 0 else []
        return own[-1] if own else None

    def head(self, number: int) -> Piece | None:
        """Return the first piece of a line that has a home."""
        own = [one for one in self.book.pieces(number) if one.home] if number >= 0 else []
        return own[0] if own else None

    def first(self, piece: Piece) -> int:
        """Return the line that a piece with a home is part of."""
        for number in self.book.printing[key_of(piece.home.scalar)] if piece.home else ():
            if piece in self.book.pieces(number):
                return number
        return -1

    # ---- merged, split, moved ----------------------------------------------------------

    def merged(self, group: Group) -> Step:
        """Return the step that joins the first two lines of a group."""
        first, second = group.olds[:2]
        lines = self.book.lines
        tail, head = self.tail(first), self.head(second)
        if tail is None or head is None or tail.home is None or head.home is None:
            raise Refused(_why_generated(self.book.pieces(second)))
        key = ("merged", lines[first].text, lines[second].text)
        end = len(lines[first].text)
        made = ((first, Op(end, end, lines[second].text)),)
        if tail.home is head.home:
            between = "" if tail.home.name == RAW else "\n"
            piece = Slice(tail.last, head.first, between)
            doing: list[Doing] = [
                (tail.home.source, partial(splice, scalar=tail.home.scalar, piece=piece))
            ]
            return Step(key, tuple(doing), made, (second,))
        written = written_line(self.book, second)
        piece = Slice(tail.last, tail.last, written)
        doing = [(tail.home.source, partial(splice, scalar=tail.home.scalar, piece=piece))]
        doing += [one.doing() for one in self.removal(second, {second})]
        return Step(key, tuple(doing), made, (second,))

    def split(self, group: Group, markup: Markup) -> Step | None:
        """Return the step that makes an item of the last part of a line that was split.

        None where the part has no 段首句: then it stays in its text, as a paragraph.
        """
        number = group.olds[0]
        line, last = self.book.lines[number], self.wish[group.news[-1]]
        if not last.lead:
            return None
        tail = self.tail(number)
        new = PARAGRAPH.join(self.wish[at].text for at in group.news)
        cut = [op for op in ops(line.text, new) if PARAGRAPH in op.text]
        if tail is None or tail.home is None or not cut:
            return None
        start = cut[-1].start
        own = [one for one in self.book.pieces(number) if one.home is tail.home and one.end > start]
        if not own or own[0].sort is not Sort.PROSE:
            return None
        piece = Slice(own[0].at(max(start, own[0].start)), tail.last, "")
        item = next((step for step in reversed(tail.home.way) if not step.name), None)
        if item is None or not isinstance(item.node, SequenceNode):
            return None
        value = item_value(markup, last)
        doing = (
            (tail.home.source, partial(splice, scalar=tail.home.scalar, piece=piece)),
            (tail.home.source, partial(_insert_item, item.node, item.at + 1, value)),
        )
        end = len(line.text)
        made = ((number, Op(start, end, "")),)
        return Step(("split", line.text, last.text), doing, made, new=((number, last.text),))

    def moved(self, group: Group) -> Step:
        """Return the step that puts a line, with what moved along with it, in its new place."""
        at = self.groups.index(group)
        block = self._block(at)
        number = group.olds[0]
        homes = self.homes(number)
        if not homes:
            raise Refused(_why_generated(self.book.pieces(number)))
        down = next(
            (step for step in homes[0].way if not step.name and self.under(step) <= set(block)),
            None,
        )
        before = self._before(at)
        key = ("moved", self.book.lines[number].text, self.book.lines[before].text)
        if down is not None and isinstance(down.node, SequenceNode):
            lines = sorted(self.under(down))
            spot = self._place(homes[0].way, down, before)
            if spot is not None:
                target, to, behind = spot
                move = partial(_move, down.node, down.at, target, to)
                texts = tuple((behind, self.book.lines[one].text) for one in lines)
                return Step(key, ((homes[0].source, move),), gone=tuple(lines), new=texts)
        return self._carried(at, number, key)

    def _block(self, at: int) -> list[int]:
        """Return the lines that moved together with a group, behind it in both texts."""
        found = [self.groups[at].olds[0]]
        for group in self.groups[at + 1 :]:
            if not group.moved or group.olds[0] != found[-1] + 1:
                break
            found.append(group.olds[0])
        return found

    def _before(self, at: int) -> int:
        """Return the line that now stands before a group."""
        return self.anchor(at)

    def _place(self, way: Way, down: Down, before: int) -> tuple[SequenceNode, int, int] | None:
        """Return the list, the number in it, and the line behind which an item then prints."""
        piece = self.tail(before)
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
                return step.node, step.at + 1, max(self.under(step), default=before)
        if way[depth - 1].name == "事项":
            return self._first_of(piece.home, before)
        return (down.node, 0, before) if isinstance(down.node, SequenceNode) else None

    def _first_of(self, home: Home, before: int) -> tuple[SequenceNode, int, int] | None:
        """Return the beginning of the items of the section that a text stands in."""
        for step in reversed(home.way):
            if not step.name and isinstance(step.value, MappingNode):
                for key, node in step.value.pairs:
                    if key.value == "事项" and isinstance(node, SequenceNode) and node.items:
                        return node, 0, before
                return None
        return None

    def _carried(self, at: int, number: int, key: tuple[object, ...]) -> Step:
        """Return the step that takes a paragraph away and writes it where it now stands."""
        line = self.book.lines[number]
        markup = _Written(self.book, number)
        target = line._replace(lead=0)
        for spot in paragraph_spots(self, self._before(at), self.following(at), target, markup):
            doing = [one.doing() for one in self.removal(number, {number})]
            behind = max(self._before(at), spot.behind)
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
    doing: list[Doing] = [(home.source, partial(_insert, last.node, "正文", block(text), last.key))]
    return Step((), (*doing, *definitions(book, markup)), ((number, op),))


def _insert(
    mapping: MappingNode, name: str, value: str, after: Scalar | None, edits: Edits
) -> None:
    edits.insert(mapping, name, value, after)


def _insert_item(items: SequenceNode, at: int, value: dict[str, str], edits: Edits) -> None:
    edits.insert_item(items, at, value)


def _move(items: SequenceNode, at: int, target: SequenceNode, to: int, edits: Edits) -> None:
    edits.move_item(items, at, target, to)


def item_value(markup: Markup, line: Line) -> dict[str, str]:
    """Return a new item: 段首句 and 正文."""
    lead, text = line.text[: line.lead], line.text[line.lead :]
    value = {"段首句": markup.of(lead.removesuffix("。"))} if lead.strip() else {}
    if text.strip():
        value["正文"] = block(markup.of(text))
    return value


def _node(step: Down) -> Node:
    return id(step.node), step.name, step.at


def _why_generated(pieces: Sequence[Piece]) -> str:
    figures = any(piece.sort is Sort.VALUE for piece in pieces)
    return GENERATED if figures else AUTOMATIC
