"""Edits of a person's YAML file: the smallest slices, everything else as it was.

Comments, order, quotes, blank lines, line ends and encoding outside of an edit
do not change.  A text is written in the style it stands in (YAML 1.1 §9); only
where that cannot say the new one, it is quoted or becomes a block.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, pairwise, takewhile
from typing import Final

from zongjie import decoding
from zongjie.diagnostics import Source
from zongjie.records import NamedTuple
from zongjie.sources import spelling
from zongjie.sources.align import places
from zongjie.sources.nodes import Mapping, Node, Scalar, Sequence
from zongjie.sources.rows import shifted
from zongjie.sources.spelling import Place, Value
from zongjie.sources.standing import BLOCKS, LINE_END, Standing
from zongjie.text import pattern

_FOLDED: Final = pattern(r"\n+")
_LAST_BREAK: Final = pattern(r"(?:\r\n|\r|\n)\Z")


class Edit(NamedTuple):
    """``text[start:end]`` becomes ``new``; ``rank`` orders what is put in at one place."""

    start: int
    end: int
    new: str
    rank: int = 0  # in the line; 1 the rows of its value; 2 keys and items after it


class Slice(NamedTuple):
    """The characters ``start`` to ``end`` of a text's value become ``text``."""

    start: int
    end: int
    text: str


class Edits(Standing):
    """Edits of one file, told by its nodes, and applied all at once."""

    def __init__(self, source: Source, root: Node) -> None:
        super().__init__(source, root)
        self._edits: list[Edit] = []
        self._taken: list[Edit] = []  # the same in the order of the text, while steps are tried

    def replace(self, scalar: Scalar, value: Value) -> None:
        """Put another value where a text, or nothing, stands.

        Raises ValueError for a key, and for a text that no YAML can say.
        """
        place = self._place(scalar)
        if isinstance(value, str) and (value != scalar.value or scalar.is_null):
            ways = chain(self._spliced(scalar, value), self._rewritten(scalar, value))
            self._edits += next(edits for edits in ways if self._says(scalar, edits, value))
        elif value is None and not scalar.is_null:
            if place.listed and place.flow:
                raise ValueError("an item of [ ] cannot be empty")
            self._edits += self._anew(scalar, " " if place.flow else "")
        elif not isinstance(value, str) and value is not None:
            self._edits += self._anew(scalar, spelling.put(value, place))

    def splice(self, scalar: Scalar, slices: Iterable[Slice]) -> None:
        """Put other characters where some of a text stand, each slice by itself.

        Where its style cannot say them so, the text is written anew.  Raises
        ValueError as :meth:`replace`, and where slices overlap.
        """
        slices = list(slices)
        value = apply(scalar.value, [Edit(*one) for one in slices])
        table = places(scalar.value, self.source.text[scalar.start : scalar.end], scalar.style)
        made = []
        for one in slices:
            spelt = self._middle(one.text, scalar, scalar.value[one.end : one.end + 1])
            if spelt is None or not scalar.value:
                self.replace(scalar, value)
                return
            start = table[one.start][0]
            end = table[one.end - 1][1] if one.end > one.start else start
            if end > start and self.source.text[scalar.start + end - 1] in "\r\n":
                end = table[one.end][0]  # with the blanks that begin the row below
            made.append(Edit(scalar.start + start, scalar.start + end, spelt))
        if self._says(scalar, made, value):
            self._edits += made
        else:
            self.replace(scalar, value)

    def tried(self, step: Callable[[Edits], None]) -> bool:
        """Make the edits of a step, or none where they meet others; return whether they are made.

        Raises what the step raises, and ValueError where its edits meet each other;
        then none are made either.
        """
        before = self.mark()
        try:
            step(self)
            _in_order(self._edits[before:])
        except ValueError:
            self.back(before)
            raise
        if len(self._taken) != before:  # some were undone, or made otherwise
            self._taken = sorted(self._edits[:before], key=_order)
        made = self._edits[before:]
        if any(_meets(edit, self._taken) for edit in made):
            self.back(before)
            return False
        for edit in made:
            insort(self._taken, edit, key=_order)
        return True

    def mark(self) -> int:
        """Return what :meth:`back` takes to undo all that comes from now on."""
        return len(self._edits)

    def back(self, mark: int) -> None:
        """Undo the edits made since a mark."""
        del self._edits[mark:]

    def insert(
        self, mapping: Mapping, name: str, value: Value, after: Scalar | None = None
    ) -> None:
        """Put in a key with its value, behind another key of the mapping, or at its end."""
        place = self._inside(mapping, listed=False)
        pairs = list(mapping.pairs)
        before = next((pair for pair in pairs if pair[0] is after), pairs[-1] if pairs else None)
        text = f"{spelling.key(name, place)}:{spelling.put(value, place)}"
        self._add(mapping, before[1] if before else None, text, place)

    def insert_item(self, items: Sequence, at: int, value: Value) -> None:
        """Put in an item before the one with this number, counted from 0."""
        place = self._inside(items, listed=True)
        before = items.items[at - 1] if at else None
        text = spelling.put(value, place)
        if place.flow:
            self._add(items, before, text.strip(" "), place, first=bool(items.items and not at))
        elif before is None:
            lead = f"-{text}{self._end}" + " " * place.indent
            self._edits.append(Edit(items.start, items.start, lead))
        else:
            self._add(items, before, f"-{text}", place)

    def move_item(self, items: Sequence, at: int, target: Sequence, to: int) -> None:
        """Put an item before the one with a number of another list, or of its own, as it stands.

        Comments inside it go along.  Raises ValueError inside [ ] and { }.
        """
        if self._is_flow(items) or self._is_flow(target) or not target.items:
            raise ValueError("items inside brackets are not moved")
        start = list(self._dashes(items))[at]
        shift = self._column(target.start) - self._column(start)
        end = self._line_end(self._last(items.items[at]))
        rows = shifted(self.source.text[start:end], shift)
        place = self._inside(target, listed=True)
        if to:
            self._add(target, target.items[to - 1], rows, place)
        else:
            lead = f"{rows}{self._end}" + " " * place.indent
            self._edits.append(Edit(target.start, target.start, lead))
        self.remove_item(items, at)

    def cut_in_two(
        self, outer: Sequence, items: Sequence, at: int, head: dict[str, Value], key: str
    ) -> None:
        """Begin a new item of ``outer`` before an item that lies in the last one's ``key``.

        ``head`` are the keys of the new one; what follows becomes what stands behind
        ``key`` in it, the items of ``head`` before it.  Raises ValueError inside [ ] and { }.
        """
        if self._is_flow(outer) or self._is_flow(items):
            raise ValueError("items inside brackets are not cut")
        dash = list(self._dashes(items))[at]
        place = self._inside(outer, listed=True)
        inner = self._inside(items, listed=True)
        own = {name: value for name, value in head.items() if name != key}
        rows = f"-{spelling.put(own, place)}{self._end}{' ' * (place.indent + 2)}{key}:{self._end}"
        new = head.get(key)
        for value in new if isinstance(new, list) else ():
            rows += f"{' ' * inner.indent}-{spelling.put(value, inner)}{self._end}"
        start = dash - self._column(dash)
        self._edits.append(Edit(start, start, f"{' ' * place.indent}{rows}"))

    def remove(self, mapping: Mapping, name: Scalar) -> None:
        """Take out a key with its value, and the whole lines that they stand on."""
        keys, values = mapping.flat[::2], mapping.flat[1::2]
        at = next(number for number, key in enumerate(keys) if key is name)
        starts = [key.start for key in keys]
        self._cut(mapping, starts, values, at, "{}")

    def empty(self, mapping: Mapping, name: Scalar) -> None:
        """Leave a key with nothing behind it, whatever stood there."""
        node = next(value for key, value in mapping.pairs if key is name)
        if isinstance(node, Scalar):
            self.replace(node, None)
        elif self._is_flow(node):
            self._edits.append(Edit(node.start, node.end, ""))
        else:
            self._edits.append(Edit(self._line_end(name.end), self._line_end(self._last(node)), ""))

    def remove_item(self, items: Sequence, at: int) -> None:
        """Take out an item, and the whole lines that it stands on."""
        if self._is_flow(items):
            starts = [item.start for item in items.items]
        else:
            starts = list(self._dashes(items))
        self._cut(items, starts, items.items, at, " []")

    @property
    def made(self) -> tuple[Edit, ...]:
        """All edits, in the order in which they were made."""
        return tuple(self._edits)

    def text(self) -> str:
        """Return the text with all edits; raise ValueError where two of them overlap."""
        return apply(self.source.text, self._edits)

    # ---- texts -------------------------------------------------------------------

    def _spliced(self, scalar: Scalar, value: str) -> Iterator[list[Edit]]:
        """Yield the edit of only those characters that differ, in the style of the text."""
        old, new = scalar.value.rstrip("\n"), value.rstrip("\n")
        if not old or not new or scalar.value[len(old) :] != value[len(new) :]:
            return
        raw = self.source.text[scalar.start : scalar.end]
        table = places(scalar.value, raw, scalar.style)
        tail = _common(old[::-1], new[::-1])
        head = _common(old[: len(old) - tail], new[: len(new) - tail])
        stop = len(old) - tail
        start = table[head][0] if head < len(table) else len(raw)
        end = table[stop - 1][1] if stop > head else start
        middle = new[head : len(new) - tail]
        spelt = self._middle(middle, scalar, old[stop : stop + 1])
        if spelt is not None:
            yield [Edit(scalar.start + start, scalar.start + end, spelt)]

    def _middle(self, text: str, scalar: Scalar, following: str) -> str | None:
        if scalar.style == "'":
            return None if "\n" in text else text.replace("'", "''")
        if scalar.style == '"':
            return spelling.quoted(text)[1:-1]
        if scalar.style == "|":
            first, *rows = text.split("\n")
            lead = " " * self._lead(scalar)
            shown = [row and lead + row for row in rows]
            if rows and not rows[-1] and following not in ("", "\n"):
                shown[-1] = lead
            return self._end.join((first, *shown))
        if scalar.style == ">" and not any(row[:1] in (" ", "\t") for row in text.split("\n")):
            lead = self._end + " " * self._lead(scalar)
            return _FOLDED.sub(lambda ends: self._end * len(ends[0]) + lead, text)
        return None if "\n" in text else text

    def _lead(self, scalar: Scalar) -> int:
        """Return the column at which the lines of a block begin."""
        core = scalar.value.lstrip("\n")
        at = scalar.span_of(len(scalar.value) - len(core), len(scalar.value)).start
        return self._column(at)

    def _rewritten(self, scalar: Scalar, value: str) -> Iterator[list[Edit]]:
        place = self._place(scalar)
        if scalar.style == "|" and scalar.value.strip("\n"):
            shown = spelling.literal(value, place, self._lead(scalar))
            if shown:
                yield self._anew(scalar, shown)
        for shown in spelling.spellings(value, place, scalar.style):
            yield self._anew(scalar, shown)

    def _anew(self, scalar: Scalar, shown: str) -> list[Edit]:
        """Return the edits that put something else for a text; a comment behind it stays."""
        text = self.source.text
        start, end = scalar.start, scalar.end
        while start and text[start - 1] in " \t":
            start -= 1
        if start and text[start - 1] in "\r\n[{,":  # nothing that it could be glued to
            start, shown = scalar.start, shown.removeprefix(" ")
        first, line_end, rows = shown.partition(self._end)
        last = end
        if scalar.style in BLOCKS:
            end, last = self._block(scalar)
        below = self._line_end(end)
        last = max(below, last)
        rows = line_end + rows + (line_end if last == len(text) else "")
        moved = [Edit(below, last, rows, 1)] if rows or last > below else []
        return [Edit(start, end, first), *moved]

    def _says(self, scalar: Scalar, edits: list[Edit], value: str) -> bool:
        """Whether the edited characters, read in their place, are the value."""
        start = min(scalar.start, *(edit.start for edit in edits))
        end = max(scalar.end, *(edit.end for edit in edits))
        after = LINE_END.match(self.source.text, end)
        end = after.end() if after else end
        moved = [edit._replace(start=edit.start - start, end=edit.end - start) for edit in edits]
        shown = apply(self.source.text[start:end], moved)
        lead = "" if shown[:1] in (" ", "\t") else " "
        return spelling.says(lead + shown, value, self._place(scalar))

    # ---- keys and items ----------------------------------------------------------

    def _add(
        self,
        node: Mapping | Sequence,
        before: Node | None,
        text: str,
        place: Place,
        *,
        first: bool = False,
    ) -> None:
        if place.flow:
            at = self._last(before) if before is not None else node.start + 1
            text = f", {text}" if before is not None else f"{text}, " if first else text
            self._edits.append(Edit(at, at, text, 2))
        elif before is not None:
            at = self._line_end(self._last(before))
            last = self._end if at == len(self.source.text) else ""
            self._edits.append(Edit(at, at, f"{self._end}{' ' * place.indent}{text}{last}", 2))

    def _cut(
        self, node: Mapping | Sequence, starts: list[int], values: list[Node], at: int, empty: str
    ) -> None:
        """Take out one of several; what is left empty is written as such."""
        start, end = starts[at], self._last(values[at])
        text = self.source.text
        if self._is_flow(node):
            if len(starts) == 1:
                start, end = node.start + 1, node.end - 1
            elif at + 1 < len(starts):
                end = starts[at + 1]
            else:
                start = self._last(values[at - 1])
            self._edits.append(Edit(start, end, ""))
        elif len(starts) == 1:
            self._edits.append(Edit(start, end, empty))
        elif not self._alone(start):  # behind a dash: the next one takes its place
            self._edits.append(Edit(start, starts[at + 1], ""))
        else:
            line, below = start - self._column(start), self._line_end(end)
            after = LINE_END.match(text, below)
            before = _LAST_BREAK.search(text, 0, line) if after is None else None
            line = before.start() if before else line
            self._edits.append(Edit(line, after.end() if after else below, ""))


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with all edits made; raise ValueError where two of them overlap."""
    parts: list[str] = []
    done = 0
    for edit in _in_order(edits):
        parts += (text[done : edit.start], edit.new)
        done = edit.end
    parts.append(text[done:])
    return "".join(parts)


def _in_order(edits: Iterable[Edit]) -> list[Edit]:
    """Return edits as they follow each other; raise ValueError where two of them overlap."""
    found = sorted(edits, key=_order)
    if any(after.start < edit.end for edit, after in pairwise(found)):
        raise ValueError("two edits overlap")
    return found


def _order(edit: Edit) -> tuple[int, int]:
    return edit.start, edit.rank


def _meets(edit: Edit, taken: list[Edit]) -> bool:
    """Whether an edit cannot be made together with others, which :func:`apply` has in order."""
    at = bisect_right(taken, _order(edit), key=_order)
    before, after = taken[max(0, at - 1) : at], taken[at : at + 1]
    return any(one.end > edit.start for one in before) or any(edit.end > one.start for one in after)


def encoded(source: Source, text: str) -> bytes:
    """Return a new text of a file in the encoding that the file was found in.

    What that encoding cannot say, or what would be taken for another one, is
    written in UTF-8, which our reader always knows.
    """
    marked = f"\ufeff{text}" if source.bom else text
    try:
        data = marked.encode(source.encoding)
    except UnicodeEncodeError:
        return text.encode("utf-8")
    read = decoding.decode(data)
    return data if read is not None and read.text == text else text.encode("utf-8")


def _common(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
