"""YAML text → nodes that know where they stand.

Built on libyaml's events, not on PyYAML's constructors: no YAML type ever
touches a value (``0110``, ``no``, ``12:30`` stay text), every node has its
offsets for free, and nothing recurses on the input.
"""

from collections.abc import Iterator
from typing import Any, Final, TypeAlias

import yaml

from zongjie.diagnostics import Diagnostic, Source, Span, catalogue
from zongjie.records import NamedTuple
from zongjie.sources.align import places
from zongjie.sources.files import control_characters
from zongjie.sources.syntax import explain

MAX_DEPTH = 64
_SHIFT: Final = 32
_MASK: Final = (1 << _SHIFT) - 1


class Slice(NamedTuple):
    """Some characters of a scalar's value; an Origin."""

    scalar: "Scalar"
    start: int
    end: int

    def span(self) -> Span:
        """Return where these characters stand in the file."""
        return self.scalar.span_of(self.start, self.end)


class Scalar(NamedTuple):
    """A text value and the characters of the file that write it.

    ``extent`` is where these start and end, in one number: a report has thousands
    of scalars, and a number more for each is a fourth of what one takes.
    """

    value: str
    source: Source
    extent: int
    style: str = ""  # "" plain, ', ", | or >

    @property
    def start(self) -> int:
        """The offset of the first character."""
        return self.extent >> _SHIFT

    @property
    def end(self) -> int:
        """The offset behind the last character."""
        return self.extent & _MASK

    def span(self) -> Span:
        """Return the place of the whole scalar."""
        if self.style in ("|", ">"):
            return self.span_of(0, len(self.value.rstrip("\n")))
        return self.source.place(self.start, self.end)

    def slice(self, start: int, end: int) -> Slice:
        """Return a part of the value as an Origin."""
        return tuple.__new__(Slice, (self, start, end))  # most runs of a text have one

    def span_of(self, start: int, end: int) -> Span:
        """Return the place of ``value[start:end]``."""
        table = places(self.value, self.source.text[self.start : self.end], self.style)
        first = self.start + table[start][0]
        last = self.start + table[end - 1][1] if end > start else first
        return self.source.place(first, last)

    @property
    def is_null(self) -> bool:
        """Whether nothing is written after the colon."""
        return not self.value and not self.style


class Mapping(NamedTuple):
    """Keys with their values, in the order they stand, duplicates included.

    ``flat`` holds key, value, key, value …, as they were read: a list of pairs
    would take three times the room.
    """

    flat: list[Any]
    source: Source
    start: int
    end: int

    @property
    def pairs(self) -> "Iterator[tuple[Scalar, Node]]":
        """Each key with its value, one after another."""
        each = iter(self.flat)
        return zip(each, each, strict=True)

    def span(self) -> Span:
        """Return the place of the first key."""
        flat = self.flat
        first: Scalar | None = flat[0] if flat else None
        return first.span() if first else self.source.place(self.start, self.end)


class Sequence(NamedTuple):
    """The items of a list."""

    items: "list[Node]"
    source: Source
    start: int
    end: int

    def span(self) -> Span:
        """Return the place of the list's first character."""
        return self.source.place(self.start, self.start + 1)


Node: TypeAlias = Scalar | Mapping | Sequence

# Events are told apart by type below; the stubs call all of them Event.
_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SCALAR: Final = yaml.ScalarEvent
_MAPPING, _MAPPING_END = yaml.MappingStartEvent, yaml.MappingEndEvent
_LIST, _LIST_END = yaml.SequenceStartEvent, yaml.SequenceEndEvent
# No report may hold these; of all such characters libyaml takes them alone.
_TAKEN: Final = "\x85\u2028\u2029"


def parse(source: Source) -> tuple[Node | None, list[Diagnostic]]:
    """Return the root node, or None with the diagnostics that forbid one."""
    try:
        root, found = _Builder(source).build()
    except UnicodeEncodeError:  # half a character, which no report may hold
        return None, control_characters(source)
    except yaml.YAMLError as error:
        return None, control_characters(source) or [explain(source, error)]
    if root is not None and not any(map(source.text.__contains__, _TAKEN)):
        return root, found
    barred = control_characters(source)
    return (None, barred) if barred else (root, found)


class _Stop(Exception):
    pass


class _Builder:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.found: list[Diagnostic] = []

    def build(self) -> tuple[Node | None, list[Diagnostic]]:
        parser = _Parser(self.source.text)
        try:
            roots = self._read(parser)
        except _Stop:
            return None, self.found
        finally:
            parser.dispose()
        if not self.found and (not roots or (isinstance(roots[0], Scalar) and roots[0].is_null)):
            self.found.append(catalogue.files.empty_file(self.source.place(0, 0)))
        return (None if self.found else roots[0]), self.found

    def _read(self, parser: Any) -> list[Node]:
        source, new = self.source, tuple.__new__  # half the cost of calling the named tuple
        # A mapping under construction is the flat list key, value, key, value …
        flat: list[Any] = []
        stack: list[tuple[list[Any], int, bool]] = []
        is_mapping = False
        for event in iter(parser.get_event, None):
            kind = type(event)
            if kind is _SCALAR:
                if event.tag or event.anchor:
                    self._refuse(event)
                extent = event.start_mark.index << _SHIFT | event.end_mark.index
                flat.append(new(Scalar, (event.value, source, extent, event.style or "")))
            elif kind is _MAPPING or kind is _LIST:
                if event.flow_style or event.tag or event.anchor or len(stack) >= MAX_DEPTH:
                    self._check_open(event, len(stack))
                stack.append((flat, event.start_mark.index, is_mapping))
                flat, is_mapping = [], kind is _MAPPING
            elif kind is _MAPPING_END or kind is _LIST_END:
                items, (flat, start, of_mapping) = flat, stack.pop()
                made = Mapping if is_mapping else Sequence
                flat.append(new(made, (items, source, start, event.end_mark.index)))
                is_mapping = of_mapping
                if is_mapping and len(flat) % 2:
                    self.found.append(catalogue.syntax.complex_key(flat[-1].span()))
            else:
                self._other(event, flat)
        return flat

    def _check_open(self, event: Any, depth: int) -> None:
        start = event.start_mark.index
        if event.tag is not None or event.anchor is not None:
            self._refuse(event)
        if self.source.text.startswith("{{", start):
            close = self.source.text.find("}}", start)
            end = close + 2 if close >= 0 else start + 2
            self._stop(catalogue.syntax.braces_unquoted(self.source.place(start, end)))
        if depth >= MAX_DEPTH:
            self._stop(catalogue.syntax.too_deep(self.source.place(start, start + 1), MAX_DEPTH))

    def _other(self, event: Any, flat: list[Node]) -> None:
        start = event.start_mark.index
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event)
        elif isinstance(event, yaml.DocumentStartEvent) and flat:
            end = min(start + 3, len(self.source.text))
            self._stop(catalogue.syntax.several_documents(self.source.place(start, end)))

    def _refuse(self, event: Any) -> None:
        start = event.start_mark.index
        span = self.source.place(start, start + 1)
        sign = self.source.text[start]
        self._stop(
            catalogue.syntax.tag(span)
            if sign == "!"
            else catalogue.syntax.alias_or_anchor(span, sign)
        )

    def _stop(self, diagnostic: Diagnostic) -> None:
        self.found.append(diagnostic)
        raise _Stop
