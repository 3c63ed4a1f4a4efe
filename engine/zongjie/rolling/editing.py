"""The edits that roll one file on, and what is to be told about them afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from zongjie.diagnostics import Diagnostic, Source, Span
from zongjie.model import Indicator, Measures
from zongjie.records import NamedTuple
from zongjie.rolling.clues import Years
from zongjie.sources.edit import Edits
from zongjie.sources.nodes import Mapping, Node, Scalar, Sequence
from zongjie.sources.schema import Record
from zongjie.sources.spelling import Value

Path: TypeAlias = tuple[str | int, ...]
"""Keys and numbers of items that lead to a value, as they are written."""


class Note(NamedTuple):
    """Something to tell at a place of the new text, which is known only when it is there."""

    path: Path
    rule: Callable[..., Diagnostic]
    said: tuple[str, ...]


class Page(NamedTuple):
    """One file under way."""

    record: Record
    edits: Edits
    notes: list[Note]
    years: Years
    values_of: Callable[[Indicator], Measures | None]

    @property
    def by(self) -> int:
        """How many years it moves on."""
        return self.years.new - self.years.old

    def tell(self, path: Path, rule: Callable[..., Diagnostic], *said: str) -> None:
        """Note what a rule is to tell at a place."""
        self.notes.append(Note(path, rule, said))

    def told(self, source: Source, root: Node) -> Iterator[Diagnostic]:
        """Yield what is to be told, each at its place in the new text."""
        places = _Places(source, root)
        for note in self.notes:
            yield note.rule(places.span(note.path), *note.said)


class Keys:
    """The keys of one record, edited by their proper names."""

    def __init__(self, page: Page, record: Record) -> None:
        self.page = page
        self.record = record
        self._nodes = {id(key): node for key, node in record.node.pairs}

    def node(self, name: str) -> Node | None:
        """Return what stands behind a key, None where there is no such key."""
        key = self.record.keys.get(name)
        return None if key is None else self._nodes[id(key)]

    def text(self, name: str) -> str:
        """Return a text without the blanks round it, empty where there is none."""
        text = self.record.text(name)
        return "" if text is None else text.value.strip()

    def put(self, name: str, value: Value, after: Iterable[str] = ()) -> None:
        """Give a key a value; a new key stands behind the first of ``after`` that is there."""
        node = self.node(name)
        if isinstance(node, Scalar):
            self.page.edits.replace(node, value)
        elif node is None:
            keys = self.record.keys
            behind = next((keys[one] for one in after if one in keys), None)
            self.page.edits.insert(self.record.node, name, value, behind)

    def empty(self, name: str) -> str:
        """Leave a key with nothing behind it; return what stood there."""
        before = self.text(name)
        node = self.node(name)
        if isinstance(node, Scalar):
            self.page.edits.replace(node, None)
        elif node is not None:
            self.page.edits.empty(self.record.node, self.record.keys[name])
        return before


class _Places:
    """The places of a file, by the path that leads there."""

    def __init__(self, source: Source, root: Node) -> None:
        self.source = source
        self.root = root
        self._tables: dict[int, dict[str, tuple[Scalar, Node]]] = {}

    def span(self, path: Path) -> Span:
        """Return the place of the key or item at the end of a path, as far as it leads."""
        node, place = self.root, self.root.span()
        for step in path:
            if isinstance(node, Mapping):
                pair = self._pairs(node).get(str(step))
                if pair is None:
                    break
                place, node = pair[0].span(), pair[1]
            elif isinstance(node, Sequence) and isinstance(step, int):
                node = node.items[step]
                place = node.span()
        return place

    def _pairs(self, node: Mapping) -> dict[str, tuple[Scalar, Node]]:
        if id(node) not in self._tables:
            self._tables[id(node)] = {pair[0].value: pair for pair in node.pairs}
        return self._tables[id(node)]
