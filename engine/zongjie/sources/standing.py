"""Where the nodes of a YAML file stand: columns, ends, what holds them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from zongjie.diagnostics import Source
from zongjie.sources.align import places
from zongjie.sources.nodes import Mapping, Node, Scalar, Sequence
from zongjie.sources.spelling import Place
from zongjie.text import pattern

BLOCKS: Final = ("|", ">")
LINE_END: Final = pattern(r"\r\n?|\n")
_HEADER: Final = pattern(r"[|>][-+0-9]*")
_GAP: Final = pattern(r"(?:[ \t\r\n]|#[^\r\n]*)*")  # blanks and comments before a dash


class Standing:
    """The places of all values of one file."""

    def __init__(self, source: Source, root: Node) -> None:
        self.source = source
        self._end = _end_of_lines(source.text)
        self._places: dict[int, Place] = {}
        self._settle(root)

    def _settle(self, root: Node) -> None:
        """Note the place of every value."""
        todo: list[Node] = [root]
        while todo:
            node = todo.pop()
            if isinstance(node, Scalar):
                continue
            listed = isinstance(node, Sequence)
            inner = node.items if isinstance(node, Sequence) else node.flat[1::2]
            place = self._inside(node, listed=listed)
            for one in inner:
                if isinstance(one, Scalar):
                    self._places[one.start] = place
            todo += inner

    def _inside(self, node: Mapping | Sequence, *, listed: bool) -> Place:
        """Return the place of what a mapping or list holds."""
        flow = self._is_flow(node)
        return Place(0 if flow else self._column(node.start), listed, flow, self._end)

    def _is_flow(self, node: Mapping | Sequence) -> bool:
        return self.source.text[node.start : node.start + 1] in ("{", "[")

    def _place(self, scalar: Scalar) -> Place:
        if scalar.start not in self._places:
            raise ValueError("not a value of this file")
        return self._places[scalar.start]

    def _column(self, at: int) -> int:
        text = self.source.text
        return at - 1 - max(text.rfind("\n", 0, at), text.rfind("\r", 0, at))

    def _line_end(self, at: int) -> int:
        """Return where the line that holds an offset ends, before its line end."""
        match = LINE_END.search(self.source.text, at)
        return match.start() if match else len(self.source.text)

    def _last(self, node: Node) -> int:
        """Return where what a node says ends; comments and empty lines behind are not its."""
        while not isinstance(node, Scalar):
            if self._is_flow(node):
                return node.end
            node = (node.items if isinstance(node, Sequence) else node.flat)[-1]
        return self._block(node)[1] if node.style in BLOCKS else node.end

    def _block(self, scalar: Scalar) -> tuple[int, int]:
        """Return where a block's header ends, and its last character."""
        text = self.source.text
        match = _HEADER.match(text, scalar.start)
        header = match.end() if match else scalar.start
        core = scalar.value.rstrip("\n")
        if "+" in text[scalar.start : header]:  # empty lines behind it are its own
            core = scalar.value.removesuffix("\n")
        if not core:
            return header, self._line_end(header)
        table = places(scalar.value, text[scalar.start : scalar.end], scalar.style)
        return header, scalar.start + table[len(core)][0]

    def _dashes(self, items: Sequence) -> Iterator[int]:
        at = items.start
        for item in items.items:
            gap = _GAP.match(self.source.text, at)
            yield gap.end() if gap else at
            at = self._last(item)

    def _alone(self, at: int) -> bool:
        """Whether only blanks stand before an offset in its line."""
        line = self.source.text[at - self._column(at) : at]
        return not line.strip(" ")


def _end_of_lines(text: str) -> str:
    match = LINE_END.search(text)
    return match[0] if match else "\n"
