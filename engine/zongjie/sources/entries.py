"""Indicators given new values in a person's YAML, where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from zongjie.diagnostics import Source
from zongjie.records import NamedTuple
from zongjie.sources import figures
from zongjie.sources.edit import Edits
from zongjie.sources.nodes import Node, Scalar
from zongjie.sources.report import Loaded, read_record
from zongjie.sources.schema import Record

Fields = Mapping[str, str]
"""New values by their keys."""

_VALUE, _UNIT, _STATUS = "数值", "单位", "状态"
_ORDER: Final = (
    *(_VALUE, _UNIT, "印作", "上年", "目标", "同比", "完成率", "方向"),
    *("状态", "批次", "名次", "科室", "截至", "期间", "口径", "释义", "来源", "填报人", "备注"),
)


class Entry(NamedTuple):
    """An indicator where it stands: its key, what is behind it, and that as the schema sees it."""

    key: Scalar
    node: Node
    record: Record | None

    @property
    def end(self) -> int:
        """Where it ends in its file."""
        return self.node.end


def entries(record: Record) -> Iterator[Entry]:
    """Yield the indicators of a file, parts behind their whole."""
    table = record.record("指标")
    if table is not None:
        yield from _entries(table)


def _entries(table: Record) -> Iterator[Entry]:
    nodes = {id(key): node for key, node in table.node.pairs}
    for name, key in table.keys.items():
        inner = table.record(name)
        yield Entry(key, nodes[id(key)], inner)
        parts = inner.record("其中") if inner is not None else None
        if parts is not None:
            yield from _entries(parts)


def records(loaded: Loaded) -> Iterator[tuple[Source, Record]]:
    """Yield the files of a report as the schema sees them, as far as they can be read."""
    for at, source in enumerate(loaded.sources):
        record = read_record(source, [], main=at == 0)
        if record is not None:
            yield source, record


def amended(loaded: Loaded, changes: Mapping[tuple[Source, int], Fields]) -> dict[Source, str]:
    """Return the new texts of the files in which indicators change.

    An indicator is named by its file and where its key begins.  Nothing but the
    changed values, and the keys that are put in or taken out, is written otherwise.
    """
    texts: dict[Source, str] = {}
    for source, record in records(loaded):
        edits = Edits(source, record.node)
        for entry in entries(record):
            fields = changes.get((source, entry.key.start))
            if fields:
                _amend(edits, entry, dict(fields))
        if edits.made:
            texts[source] = edits.text()
    return texts


def _amend(edits: Edits, entry: Entry, fields: dict[str, str]) -> None:
    if entry.record is not None:
        _amend_keys(edits, entry.record, fields)
    elif isinstance(entry.node, Scalar):
        old = entry.node
        kept = {} if old.is_null or _one_word(old, fields) else {_VALUE: old.value.strip()}
        whole = kept | fields
        if list(whole) == [_VALUE]:
            edits.replace(old, whole[_VALUE])
        elif whole:
            edits.replace(old, {key: whole[key] for key in _ORDER if key in whole})


def _amend_keys(edits: Edits, record: Record, fields: dict[str, str]) -> None:
    """Change the keys of the long form; a new one stands behind what comes before it."""
    nodes = {id(key): node for key, node in record.node.pairs}
    if _one_word(record.text(_VALUE), fields):
        fields = {_VALUE: fields[_STATUS], **fields}
    stated, value = record.text(_STATUS), fields.get(_VALUE)
    if stated is not None and value is not None and _STATUS not in fields:
        if figures.is_absent(value):
            fields = {**fields, _STATUS: value}
        elif figures.absent(stated) is not None:
            if _VALUE in record.keys:
                edits.remove(record.node, record.keys[_STATUS])
            else:
                edits.replace(stated, None)
    for name in sorted(fields, key=_ORDER.index):
        key = record.keys.get(name)
        node = nodes[id(key)] if key is not None else None
        if isinstance(node, Scalar):
            edits.replace(node, _bare(record, fields[name]) if name == _VALUE else fields[name])
        elif key is None:
            before = [k for k in _ORDER[: _ORDER.index(name)] if k in record.keys]
            behind = record.keys[before[-1]] if before else None
            edits.insert(record.node, name, fields[name], behind)


def _one_word(old: Scalar | None, fields: Fields) -> bool:
    """Whether a new 状态 is said in the place of the figure: 待报, now 缺报."""
    return figures.absent(old) is not None and _STATUS in fields and _VALUE not in fields


def _bare(record: Record, value: str) -> str:
    """Return a value as its indicator has it: without the unit that stands in 单位."""
    unit, old = record.text(_UNIT), record.text(_VALUE)
    word = unit.value.strip() if unit is not None else ""
    own = old is None or not old.value.strip().endswith(word)
    return value.removesuffix(word) if word and own else value
