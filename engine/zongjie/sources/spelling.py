"""A text → the characters of YAML that say it, in the style that is asked for.

Whether a spelling says the text is never worked out by rules of our own: it is
read again by the parser that will read the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from zongjie.diagnostics import Source
from zongjie.records import NamedTuple
from zongjie.sources import nodes
from zongjie.sources.files import control_characters
from zongjie.text import pattern

Value: TypeAlias = "str | Mapping[str, Value] | Sequence[Value] | None"
"""What may be put into a file: a text, nothing, keys with values, or items."""

STEP: Final = 2  # blanks by which what lies inside stands further right
# What our reader refuses, what nobody can see, and what would end a line.
_ESCAPED: Final = pattern('[\\\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]')
_SURROGATE: Final = pattern("[\ud800-\udfff]")
_SHORT: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_STYLES: Final = {
    "": ("", "'", "|", '"'),
    "'": ("'", "|", '"'),
    '"': ('"',),
    "|": ("|", '"'),
    ">": ("|", '"'),
}


class Place(NamedTuple):
    """Where a value stands: how far right its parent does, and in what."""

    indent: int = 0
    listed: bool = False  # an item behind a dash
    flow: bool = False  # inside { } or [ ]
    end: str = "\n"  # how lines end

    def inner(self, *, listed: bool) -> Place:
        """Return the place of what stands one level further in."""
        return Place(self.indent + STEP, listed, self.flow, self.end)


def put(value: Value, place: Place, style: str = "") -> str:
    """Return what stands behind ``key:`` or ``-``, with the blank or line end before it.

    Raises ValueError for a text that no YAML can say: one with lone surrogates.
    """
    if value is None:
        return " " if place.flow else ""
    if isinstance(value, str):
        return next(spellings(value, place, style))
    if place.flow or not value:
        return f" {_flow(value, place)}"
    keyed = isinstance(value, Mapping)
    inner = place.inner(listed=not keyed)
    lead = place.end + " " * inner.indent
    if isinstance(value, Mapping):
        rows = [f"{key(name, inner)}:{put(one, inner)}" for name, one in value.items()]
        return (" " if place.listed else lead) + lead.join(rows)
    return "".join(f"{lead}-{put(one, inner)}" for one in value)


def key(name: str, place: Place) -> str:
    """Return a key as it is written before its colon."""
    alone = f"{{{name}: 0}}" if place.flow else f"{name}: 0"
    return name if reads_as(alone, {name: "0"}) else quoted(name)


def _flow(value: Value, place: Place) -> str:
    """Return a value inside { } or [ ]."""
    inner = place._replace(flow=True)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key(k, inner)}:{put(v, inner)}" for k, v in value.items()) + "}"
    if value is None:
        raise ValueError("an item of [ ] cannot be empty")
    if isinstance(value, str):
        return put(value, inner).strip(" ")
    return "[" + ", ".join(_flow(one, inner) for one in value) + "]"


def spellings(value: str, place: Place, style: str = "") -> Iterator[str]:
    """Yield the ways to say a text in a place, those in its own style first.

    Raises ValueError where there is none.
    """
    none = True
    for kind in _STYLES[style]:
        text = _spelt(value, place, kind)
        if text and says(text if place.flow else text + place.end, value, place):
            none = False
            yield text
    if none:
        raise ValueError(f"no YAML says {value!r}")


def _spelt(value: str, place: Place, style: str) -> str:
    if style == "|":
        return literal(value, place, place.indent + STEP)
    if style == '"':
        return f" {quoted(value)}"
    if "\n" in value:
        return ""
    return " '" + value.replace("'", "''") + "'" if style else f" {value}"


def literal(value: str, place: Place, column: int) -> str:
    """Return a text as a block whose lines begin at a column; empty where it cannot be one."""
    core = value.rstrip("\n")
    tail = value[len(core) :]
    if place.flow or not core or len(tail) > 1:
        return ""
    digit = str(column - place.indent) if core.lstrip("\n")[0] in " \t" else ""
    lead = place.end + " " * column
    rows = (f"{lead}{row}" if row else place.end for row in core.split("\n"))
    return f" |{digit}{'' if tail else '-'}" + "".join(rows)


def quoted(value: str) -> str:
    """Return a text between double quotes, on one line: every text without surrogates."""
    return (
        '"' + _ESCAPED.sub(lambda char: _SHORT.get(char[0], f"\\u{ord(char[0]):04X}"), value) + '"'
    )


def says(text: str, value: str, place: Place) -> bool:
    """Whether characters put behind a key or a dash of this place are read as the value."""
    if place.flow:
        return reads_as(f"[{text}]", [value])
    lead = " " * place.indent
    return reads_as(f"{lead}-{text}" if place.listed else f"{lead}k:{text}", _held(value, place))


def _held(value: str, place: Place) -> Value:
    return [value] if place.listed else {"k": value}


def reads_as(yaml: str, value: Value) -> bool:
    """Whether a piece of YAML is read without fault, as this value."""
    if _SURROGATE.search(yaml):
        return False
    source = Source("", yaml)
    root, found = nodes.parse(source)
    return (
        root is not None and not found and plain(root) == value and not control_characters(source)
    )


def plain(node: nodes.Node) -> Value:
    """Return what a node says, without where and how; of a doubled key the last."""
    if isinstance(node, nodes.Scalar):
        return None if node.is_null else node.value
    if isinstance(node, nodes.Mapping):
        return {name.value: plain(value) for name, value in node.pairs}
    return [plain(item) for item in node.items]
