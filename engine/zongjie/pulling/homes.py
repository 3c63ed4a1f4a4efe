"""Where the texts of a report stand: each value of its YAML with the way that leads to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from zongjie.diagnostics import Origin, Source, Span, Text, TextPart
from zongjie.records import NamedTuple
from zongjie.sources.nodes import Mapping, Node, Scalar, Sequence, Slice
from zongjie.sources.report import Loaded, read_record
from zongjie.sources.schema import Record


class Step(NamedTuple):
    """One step down: the key of a mapping by its proper name, or the number of an item."""

    node: Mapping | Sequence
    name: str  # "" for an item
    at: int  # -1 for a key
    key: Scalar | None
    value: Node


Way: TypeAlias = tuple[Step, ...]


class Home(NamedTuple):
    """A value, its file, and the way to it from the root."""

    scalar: Scalar
    source: Source
    way: Way

    @property
    def name(self) -> str:
        """The proper name of the key that the text stands behind, of an item that of its list."""
        return next((step.name for step in reversed(self.way) if step.name), "")

    @property
    def names(self) -> tuple[str, ...]:
        """The keys on the way."""
        return tuple(step.name for step in self.way if step.name)


class Homes:
    """The values of all files of a report."""

    def __init__(self, loaded: Loaded) -> None:
        self.roots: dict[int, Mapping] = {}
        self.records: dict[int, Record] = {}
        self._found: dict[tuple[int, int], Home] = {}
        for at, source in enumerate(loaded.sources):
            record = read_record(source, [], main=at == 0)
            if record is None:
                continue
            self.roots[id(source)] = record.node
            self.records[id(source)] = record
            for home in _below(record, source, ()):
                self._found[id(source), home.scalar.start] = home
        self.main = loaded.sources[0] if loaded.sources else None

    def of(self, scalar: Scalar) -> Home | None:
        """Return where a text stands; None for a key, and for what is not the report's own."""
        return self._found.get((id(scalar.source), scalar.start))

    def at(self, span: Span) -> Home | None:
        """Return the text that is printed whole where a place is all that is known of it."""
        home = self._found.get((id(span.source), span.start))
        return home if home is not None and home.scalar.end == span.end else None

    @property
    def root(self) -> Record:
        """The main file."""
        return self.records[id(self.main)]


def _below(record: Record, source: Source, way: Way) -> Iterator[Home]:
    nodes = {id(key): node for key, node in record.node.pairs}
    for name, key in record.keys.items():
        node = nodes[id(key)]
        inner = (*way, Step(record.node, name, -1, key, node))
        value = record.values.get(name)
        if isinstance(value, Record):
            yield from _below(value, source, inner)
        elif isinstance(value, list) and isinstance(node, Sequence):
            yield from _items(value, node, source, inner)
        elif isinstance(node, Scalar) and not node.is_null:
            yield Home(node, source, inner)


def _items(values: Iterable[object], node: Sequence, source: Source, way: Way) -> Iterator[Home]:
    """Yield the texts of a list; an item that fits no schema has no place in it."""
    numbers = {one.start: at for at, one in enumerate(node.items)}
    for value in values:
        start = value.node.start if isinstance(value, Record) else getattr(value, "start", -1)
        at = numbers.get(start)
        if at is None:
            continue
        inner = (*way, Step(node, "", at, None, node.items[at]))
        if isinstance(value, Record):
            yield from _below(value, source, inner)
        elif isinstance(value, Scalar):
            yield Home(value, source, inner)


def slice_of(origin: Origin | None) -> Slice | None:
    """Return the characters of a YAML text that an origin means, None where it means others."""
    return origin if isinstance(origin, Slice) else None


def scalar_of(text: Text | None) -> Scalar | None:
    """Return the YAML text behind a text of the model, None for a part of one."""
    if isinstance(text, TextPart):
        return None
    return text if isinstance(text, Scalar) else None
