"""The JSON Schema drives reading: nodes in, checked records out.

Interprets the keywords our schemas use (type, properties,
additionalProperties, required, items, enum, pattern, $ref; ``x-alias-of`` for
other words staff use).  Every scalar is a string to it, an empty one null:
types come from the schema, never from YAML.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any, TypeAlias

from zongjie import resources
from zongjie.diagnostics import Diagnostic, Span, catalogue
from zongjie.records import NamedTuple
from zongjie.sources import traps
from zongjie.sources.nodes import Mapping, Node, Scalar, Sequence
from zongjie.sources.syntax import full_width_colon
from zongjie.text import nearest, pattern


class Spec:
    """One compiled schema."""

    __slots__ = (
        "additional",
        "aliases",
        "any_text",
        "enum",
        "example",
        "items",
        "pattern",
        "properties",
        "required",
        "title",
        "types",
    )

    def __init__(self, schema: dict[str, Any]) -> None:
        kinds = schema.get("type", [])
        self.types = frozenset([kinds] if isinstance(kinds, str) else kinds)
        self.title = str(schema.get("title", ""))
        self.example = str((schema.get("examples") or [""])[0])
        self.required: tuple[str, ...] = tuple(schema.get("required", ()))
        self.enum: tuple[str, ...] = tuple(v for v in schema.get("enum", ()) if v is not None)
        self.pattern = pattern(schema["pattern"]) if "pattern" in schema else None
        self.any_text = "string" in self.types and not self.enum and self.pattern is None
        self.properties: dict[str, Spec] = {}
        self.aliases: dict[str, str] = {}
        self.additional: Spec | None = None
        self.items: Spec | None = None


class Record(NamedTuple):
    """A mapping that fits its schema: proper key → value, and → the key as written.

    A key with nothing after its colon is in ``keys`` and not in ``values``.
    """

    node: Mapping
    values: dict[str, Value]
    keys: dict[str, Scalar]

    def text(self, key: str) -> Scalar | None:
        """Return a text value, or None where it is missing or empty."""
        value = self.values.get(key)
        return value if isinstance(value, Scalar) else None

    def record(self, key: str) -> Record | None:
        """Return a record value, or None."""
        value = self.values.get(key)
        return value if isinstance(value, Record) else None

    def records(self, key: str) -> list[Record]:
        """Return the records of a list value; empty where it is missing."""
        value = self.values.get(key)
        return [v for v in value if isinstance(v, Record)] if isinstance(value, list) else []

    def texts(self, key: str) -> list[Scalar]:
        """Return the texts of a list value, or of a single text."""
        value = self.values.get(key)
        items = value if isinstance(value, list) else [value]
        return [v for v in items if isinstance(v, Scalar)]

    def size(self) -> int:
        """Return how many keys there are, those of the records inside included."""
        total, todo = 0, list[Value]([self])
        while todo:
            value = todo.pop()
            if isinstance(value, Record):
                total += len(value.keys)
                todo += value.values.values()
            elif isinstance(value, list):
                todo += value
        return total


_DIGITS = str.maketrans("〇○零一二三四五六七八九OoＯ", "000123456789000")
_MOST_ADVISED = 200  # faults; to look for a word that is like another takes a while
Value: TypeAlias = "Scalar | Record | list[Value]"


def load(name: str, pointer: str = "#") -> Spec:
    """Return a shipped schema, or the definition in it a JSON pointer names, compiled."""
    return _specs(name)[pointer]


@cache
def _specs(name: str) -> dict[str, Spec]:
    """Return a schema and its definitions by their pointers; what describes them is let go."""
    root = json.loads((resources.schema_dir() / name).read_bytes())
    compiler = _Compiler(root)
    pointers = ("#", *(f"#/$defs/{key}" for key in root.get("$defs", ())))
    return {pointer: compiler.spec(pointer) for pointer in pointers}


class _Compiler:
    """Compiles each referenced schema once, so that recursion closes on itself."""

    def __init__(self, root: dict[str, Any]) -> None:
        self.root = root
        self.specs: dict[str, Spec] = {}

    def spec(self, pointer: str) -> Spec:
        if pointer not in self.specs:
            schema: Any = self.root
            for step in pointer.split("/")[1:]:
                schema = schema[step]
            if "$ref" in schema:
                return self.spec(schema["$ref"])
            self.specs[pointer] = spec = Spec(schema)
            self._fill(spec, schema)
        return self.specs[pointer]

    def _inner(self, schema: dict[str, Any]) -> Spec:
        if "$ref" in schema:
            return self.spec(schema["$ref"])
        spec = Spec(schema)
        self._fill(spec, schema)
        return spec

    def _fill(self, spec: Spec, schema: dict[str, Any]) -> None:
        for key, inner in schema.get("properties", {}).items():
            if "x-alias-of" in inner:
                spec.aliases[key] = inner["x-alias-of"]
            else:
                spec.properties[key] = self._inner(inner)
        if isinstance(schema.get("additionalProperties"), dict):
            spec.additional = self._inner(schema["additionalProperties"])
        if "items" in schema:
            spec.items = self._inner(schema["items"])


def read(node: Node, spec: Spec, name: str) -> tuple[Value | None, list[Diagnostic]]:
    """Return a node as the schema sees it, and every fault in it.

    What does not fit is left out of the value; ``name`` is what messages call
    the node.
    """
    reader = _Reader()
    value = reader.read(node, spec, name)
    return value, reader.found


class _Reader:
    def __init__(self) -> None:
        self.found: list[Diagnostic] = []

    def read(self, node: Node, spec: Spec, name: str) -> Value | None:
        types = spec.types
        if isinstance(node, Scalar):
            if node.is_null:
                if "null" in types:
                    return None
            elif "string" in types:
                return node if spec.any_text else self._text(node, spec, name)
        elif isinstance(node, Mapping):
            if "object" in types:
                return self._record(node, spec, name)
        elif "array" in types and spec.items is not None:
            return self._list(node, spec.items, name)
        wide = _wide_colons(node) if "object" in types else []
        listed = "string" in types and node.span().text.startswith("[")
        self.found += wide or [
            catalogue.keys.wrong_kind(_place(node), name, _wanted(spec), in_brackets=listed)
        ]
        return None

    def _text(self, node: Scalar, spec: Spec, name: str) -> Scalar | None:
        value = node.value
        if spec.enum and value not in spec.enum:
            close = nearest(value, spec.enum)
            choices = "、".join(spec.enum)
            self.found.append(catalogue.keys.not_a_choice(node.span(), name, value, choices, close))
            return None
        if spec.pattern is not None and not spec.pattern.search(value):
            meant = next((one for one in _meant(value) if spec.pattern.search(one)), "")
            fault = catalogue.keys.wrong_pattern(node.span(), name, value, spec.example, meant)
            self.found.append(fault)
            return None
        return node

    def _list(self, node: Sequence, items: Spec, name: str) -> list[Value]:
        if items.any_text:
            self.found += traps.items(node)
        values = [self.read(item, items, name) for item in node.items]
        return [value for value in values if value is not None]

    def _record(self, node: Mapping, spec: Spec, name: str) -> Record:
        values: dict[str, Value] = {}
        written: dict[str, Scalar] = {}
        properties, additional = spec.properties, spec.additional
        for key, inner in node.pairs:
            proper = key.value
            inner_spec = properties.get(proper) or additional
            if inner_spec is None:
                proper = self._proper(key, spec, name)
                inner_spec = properties.get(proper)
                if inner_spec is None:
                    continue
            if proper in written:
                self.found.append(traps.twice(written[proper], key, values.get(proper), inner))
                continue
            written[proper] = key
            if inner_spec.any_text and isinstance(inner, Scalar) and (text := inner.value):
                values[proper] = inner  # as reading it would say; most values are texts
                if not inner.style:
                    if text[0] in traps.BARS:
                        self.found += traps.bar(inner)
                elif "# " in text and inner.style in ("|", ">"):
                    self.found += traps.comments(inner, proper)
                continue
            if isinstance(inner, Scalar) and inner.is_null:
                self.found += traps.nothing(node, key, inner)
            value = self.read(inner, inner_spec, proper)
            if value is not None:
                values[proper] = value
        for key_name in spec.required:
            if key_name not in written:
                self.found.append(catalogue.keys.missing_key(node.span(), key_name, name))
        return tuple.__new__(Record, (node, values, written))  # a report has dozens

    def _proper(self, key: Scalar, spec: Spec, name: str) -> str:
        """Return the key an alias stands for; report alias and unknown key."""
        proper = spec.aliases.get(key.value, "")
        if proper:
            self.found.append(catalogue.keys.alias_key(key.span(), key.value, proper))
        else:
            known = {k: k for k in spec.properties} | spec.aliases
            few = len(self.found) < _MOST_ADVISED
            close = known.get(nearest(key.value, known), "") if few else ""
            self.found.append(catalogue.keys.unknown_key(key.span(), key.value, name, close))
        return proper


def _meant(value: str) -> tuple[str, ...]:
    """Return what a short value may have been before something slipped in."""
    bare = "".join(value.split()).strip("；;。，,、.：:\"'“”‘’【】[]").removesuffix("度")
    return bare, bare.translate(_DIGITS)


def _place(node: Node) -> Span:
    span = node.span()
    if isinstance(node, Scalar) and node.is_null:
        # Nothing is written: point at the end of the key's line instead.
        return node.source.place(max(0, node.start - 1), node.start)
    return span


def _wide_colons(node: Node) -> list[Diagnostic]:
    """Return the keys that end in a full-width colon: to YAML their lines are mere text."""
    if not isinstance(node, Scalar) or node.style:
        return []
    first, _ = node.source.position(node.start)
    last, _ = node.source.position(node.end)
    found = (full_width_colon(node.source, number) for number in range(first, last + 1))
    return [diagnostic for diagnostic in found if diagnostic is not None]


def _wanted(spec: Spec) -> str:
    words = {
        "array": "列表（每项以短横开头）",
        "object": "下一层的各项（一行一项）",
        "string": "文字",
    }
    return "或".join(word for kind, word in words.items() if kind in spec.types) or "空着"
