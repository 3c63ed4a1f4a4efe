"""What of a YAML file may change when an edit comes home: scalars, and whole items of lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

import yaml

from zongjie import decoding

_HOLE = "\x00"
_KEY = re.compile("[ ]*[^ #-][^:]*:")
_ITEM = re.compile("[ ]*(?:- |-$|[^ #-][^:]*:)")
_COMMENT = re.compile(r"(?:^|\s)#.*")


class _Scalar(NamedTuple):
    raw: str
    value: str
    start: int  # in the file

    @property
    def note(self) -> str:
        """The comment on the line of a block scalar that says how it is written."""
        head = self.raw.split("\n")[0] if self.raw[:1] in "|>" else ""
        return head.partition("#")[2]


class _Taken(NamedTuple):
    """A file taken apart: its scalars, and all that stands round them."""

    scalars: list[_Scalar]
    text: str

    def frame(self, known: set[str]) -> str:
        """Return what stands round the values: those that are known tell which ones they are."""
        parts, at = [], 0
        for scalar in self.scalars:
            name = str(hash(scalar.value)) if scalar.value in known else ""
            comment = f" #{scalar.note}" if scalar.note else ""
            parts += [self.text[at : scalar.start], _HOLE, name, comment]
            at = scalar.start + len(scalar.raw)
        return "".join((*parts, self.text[at:]))


def complaints(before: bytes, after: bytes) -> list[str]:
    """Return what changed that may not change; nothing where all is well."""
    old, new = decoding.decode(before), decoding.decode(after)
    assert old is not None
    assert new is not None
    found = []
    if (old.encoding, old.bom) != (new.encoding, new.bom):
        found.append(f"encoding {old.encoding} {old.bom} became {new.encoding} {new.bom}")
    ends = [set(re.findall("\r\n|\n|\r", text)) for text in (old.text, new.text)]
    if not ends[1] <= ends[0]:
        found.append(f"line ends {ends[0]} became {ends[1]}")
    if old.text.endswith("\n") != new.text.endswith("\n"):
        found.append("the end of the file changed")
    one, other = _taken(old.text.replace("\r\n", "\n")), _taken(new.text.replace("\r\n", "\n"))
    return found + _compared(one, other)


def _taken(text: str) -> _Taken:
    scalars = []
    for event in _values(text):
        raw = text[event.start_mark.index : event.end_mark.index].rstrip()
        if raw:  # else nothing is written there
            scalars.append(_Scalar(raw, event.value, event.start_mark.index))
    return _Taken(scalars, text)


def _values(text: str) -> Iterator[yaml.ScalarEvent]:
    """Yield the scalars that are no keys."""
    open_: list[bool | None] = [None]  # of a mapping: whether a key comes next
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.ScalarEvent):
            if not open_[-1]:
                yield event
        elif isinstance(event, yaml.CollectionEndEvent):
            open_.pop()
        if isinstance(event, yaml.CollectionStartEvent):
            open_.append(True if isinstance(event, yaml.MappingStartEvent) else None)
        elif (
            isinstance(event, yaml.ScalarEvent | yaml.CollectionEndEvent) and open_[-1] is not None
        ):
            open_[-1] = not open_[-1]


def _compared(old: _Taken, new: _Taken) -> list[str]:
    found: list[str] = []
    gone: list[str] = []
    came: list[str] = []
    known = {one.value for one in old.scalars} & {one.value for one in new.scalars}
    ones, others = (one.frame(known).splitlines(keepends=True) for one in (old, new))
    rows = SequenceMatcher(None, ones, others, autojunk=False)
    holes, other_holes = _starts(ones), _starts(others)
    for kind, i, j, k, end in rows.get_opcodes():
        if kind == "equal":
            pairs = zip(
                old.scalars[holes[i] : holes[j]],
                new.scalars[other_holes[k] : other_holes[end]],
                strict=True,
            )
            found += [said for one, other in pairs if (said := _rewritten(one, other))]
            continue
        gone += ones[i:j][:1]
        came += others[k:end][:1]
        found += _moved(ones[i:j], others[k:end])
    if sum(not one.strip() for one in ones) > sum(not one.strip() for one in others) + _items(gone):
        found.append("blank lines went")
    keys = [{one for one in rows if _KEY.match(one)} for rows in (gone, came)]
    return found + [f"another order: {one!r}" for one in keys[0] & keys[1]]


def _starts(rows: list[str]) -> list[int]:
    """Return how many scalars stand before each line, and in all."""
    starts = [0]
    for row in rows:
        starts.append(starts[-1] + row.count(_HOLE))
    return starts


def _rewritten(old: _Scalar, new: _Scalar) -> str:
    if old.value == new.value and old.raw != new.raw:
        return f"the same value is written in another way: {old.raw!r}, {new.raw!r}"
    return ""


def _moved(gone: list[str], came: list[str]) -> list[str]:
    """Return what is wrong with lines that went and lines that came in their place."""
    found = []
    if gone and came:  # a value that became a mapping, or the other way round
        kept = "".join(came)
        if _indent(gone[0]) != _indent(came[0]):
            same = {one.strip() for one in gone if one.strip()} & {one.strip() for one in came}
            found += [f"another indent: {one!r}" for one in sorted(same)]
            return found + _whole(gone, "went") + _whole(came, "came")
        lost = [note for row in gone for note in _COMMENT.findall(row) if note.strip() not in kept]
        found += [f"a comment is lost: {note!r}" for note in lost]
    elif gone:
        found += _whole(gone, "went")
    else:
        found += _whole(came, "came")
    return found


def _items(rows: list[str]) -> int:
    """Return how many items or keys begin in lines."""
    return sum(_ITEM.match(row) is not None for row in rows)


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip(" "))


def _whole(rows: list[str], what: str) -> list[str]:
    """Return whether lines are whole items: not one with a comment of what stands behind."""
    said = [row for row in rows if row.strip()]
    if not said:
        return []  # counted elsewhere
    if what == "went" and said[-1].lstrip().startswith("#"):
        return [f"a comment {what} that is not of the item: {said[-1]!r}"]
    bare = [row for row in said if not row.lstrip().startswith("#")]
    if not bare or not any(map(_ITEM.match, bare)):
        return [f"no whole item {what}: {said!r}"]
    return []
