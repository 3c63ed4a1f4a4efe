"""outline/*.yaml of a template folder → Outline: chapters, topics, indicators."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from zongjie.diagnostics import Diagnostic, Text, catalogue
from zongjie.model import Direction
from zongjie.model.outline import (
    Chapter,
    Concern,
    Counting,
    Criterion,
    Entry,
    Name,
    Outline,
    Sentence,
    Topic,
    bases_of,
    spoken,
)
from zongjie.model.sentence import Pattern
from zongjie.model.units import base_unit
from zongjie.sources import figures, schema
from zongjie.sources.files import read_source
from zongjie.sources.nodes import Scalar, parse
from zongjie.sources.schema import Record
from zongjie.text import name_key, nearest, pattern

FOLDERS: Final = ("outline", "提纲")
_SCHEMA: Final = "outline.schema.json"
_NAME: Final = pattern(r"[^，,]+")
_ALIAS: Final = pattern(r"[^，,、；;]+")
_BLANKS: Final = " \t\u3000\n"
_DIRECTIONS: Final = {direction.value: direction for direction in Direction}


def files_of(folder: Path) -> list[Path]:
    """Return the outline files of a template folder, in order of their names."""
    found = (path for name in FOLDERS for path in (folder / name).glob("*.y*ml"))
    return sorted(path for path in found if path.suffix in (".yaml", ".yml"))


def load(folders: tuple[Path, ...]) -> tuple[Outline, list[Diagnostic]]:
    """Return the chapters of the first folder, with the indicators of all of them.

    A template that uses the catalogue of another has chapters of its own.
    """
    reader = _Reader()
    for folder in folders:
        for path in files_of(folder):
            if _leads_out(path, folder):
                reader.found.append(catalogue.templates.outside(None, str(path)))
            else:
                reader.read(path, own=folder == folders[0])
    reader.check()
    return reader.outline(), reader.found


def _leads_out(path: Path, folder: Path) -> bool:
    """Whether a link leads to a file that is not the template's own."""
    try:
        return not path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a loop of links
        return True


class _Reader:
    def __init__(self) -> None:
        self.found: list[Diagnostic] = []
        self.chapters: list[Chapter] = []
        self.entries: dict[str, Entry] = {}
        self.notes: dict[str, tuple[Scalar, Scalar]] = {}

    def outline(self) -> Outline:
        """Return what was read."""
        known = dict(self.entries)
        for topic in (topic for chapter in self.chapters for topic in chapter.topics):
            for name in topic.names() if topic.concern else ():
                entry = known.get(name.key)
                if entry is not None and entry.concern is None:
                    known[name.key] = entry._replace(concern=topic.concern)
        for entry in tuple(known.values()):
            for alias in entry.aliases:
                known.setdefault(name_key(alias), entry)
        return Outline(tuple(self.chapters), known, self.notes)

    def read(self, path: Path, *, own: bool) -> None:
        """Read one file; of a borrowed catalogue, not ``own``, only its indicators."""
        source, faults = read_source(path, str(path))
        self.found += faults
        node, faults = parse(source) if source is not None else (None, [])
        self.found += faults
        if node is None:
            return
        record, faults = schema.read(node, schema.load(_SCHEMA), "提纲")
        self.found += faults
        if not isinstance(record, Record):
            return
        self._indicators(record, own=own)
        self._notes(record.record("脚注"))
        name, title = record.text("章"), record.text("标题")
        if name is not None and title is None:
            self.found.append(catalogue.keys.missing_key(name.span(), "标题", "提纲"))
        if name is None and own and (title is not None or record.records("事项")):
            place = (title or record.node.flat[0]).span()
            self.found.append(catalogue.keys.missing_key(place, "章", "提纲"))
        if own and name is not None and title is not None:
            topics = tuple(map(self._topic, record.records("事项")))
            self.chapters.append(Chapter(name.value, name, record.text("概括"), title, topics))

    def _indicators(self, record: Record, *, own: bool) -> None:
        table = record.record("指标")
        for name, key in table.keys.items() if table else ():
            folded = name_key(name)
            entry = table.record(name) if table else None
            if folded in self.entries:
                first: Text = self.entries[folded].place
                second: Text = key
                if not own:  # the author's file is the one to change
                    first, second = key, self.entries[folded].place
                self.found.append(
                    catalogue.keys.same_name(second.span(), second.value, first.span(), first.value)
                )
            elif entry is not None:
                self.entries[folded] = self._entry(key, entry, record.text("科室"))

    def _entry(self, key: Scalar, record: Record, department: Scalar | None) -> Entry:
        unit, counting = record.text("单位"), record.text("计法")
        direction, public = record.text("方向"), record.text("公开")
        aliases = record.text("别名")
        zero, full = record.text("零句式"), record.text("全称")
        reached = record.text("达标句式")
        units = tuple(one for one in unit.value.split("、") if one.strip()) if unit else ()
        return Entry(
            key.value,
            key,
            name_key(key.value),
            units,
            Counting(counting.value) if counting else None,
            _DIRECTIONS[direction.value] if direction else None,
            _criteria(record.text("判据")),
            tuple(self._patterns(record.texts("句式"))),
            figures.pattern(zero, self.found, figure=False) if zero else None,
            figures.pattern(reached, self.found) if reached else None,
            self._following(record.record("承前")),
            record.text("并列") is not None,
            self._measure_names(key.value, units, record),
            record.text("科室") or department,
            public is None,
            tuple(alias.strip() for alias in _ALIAS.findall(aliases.value)) if aliases else (),
            record.text("备注"),
            full.value if full else "",
            _concern(record.record("问题")),
            unit,
        )

    def _patterns(self, texts: list[Scalar]) -> list[Pattern]:
        read = (figures.pattern(text, self.found) for text in texts)
        return [one for one in read if one is not None]

    def _following(self, table: Record | None) -> dict[str, Pattern]:
        forms: dict[str, Pattern] = {}
        for name in table.keys if table else ():
            text = table.text(name) if table else None
            read = figures.pattern(text, self.found) if text else None
            if read is not None:
                forms[name_key(name)] = read
        return forms

    def _measure_names(self, owner: str, units: tuple[str, ...], record: Record) -> dict[str, str]:
        """Return the names of what is measured, by unit; one name alone has no unit."""
        single, table = record.text("量名"), record.record("量名")
        if single is not None:
            return {"": single.value}
        names: dict[str, str] = {}
        for unit, key in table.keys.items() if table else ():
            text = table.text(unit) if table else None
            if units and base_unit(unit) not in bases_of(units):
                span = key.span()
                self.found.append(
                    catalogue.templates.no_such_measure(span, owner, unit, spoken(units))
                )
            elif text is not None:
                names[unit] = text.value
        return names

    def _notes(self, table: Record | None) -> None:
        for name, key in table.keys.items() if table else ():
            text = table.text(name) if table else None
            folded = name_key(name)
            if folded in self.notes:
                first = self.notes[folded][0].span()
                self.found.append(catalogue.keys.duplicate_key(key.span(), name, first))
            elif text is not None:
                self.notes[folded] = (key, text)

    def _topic(self, record: Record) -> Topic:
        name = record.text("名称")
        sentences = tuple(_sentence(text) for text in record.texts("句"))
        place: Scalar = name or record.node.flat[0]
        concern = _concern(record.record("问题"))
        keys = frozenset(name.key for sentence in sentences for name in sentence.names)
        return Topic(place.value, place, record.text("段首句"), sentences, concern, keys)

    def check(self) -> None:
        """Note names that stand for nothing, once all files are read."""
        names = {entry.name: entry.name for entry in self.entries.values()}
        aliases: dict[str, str] = {}
        for entry in self.entries.values():
            for alias in entry.aliases:
                other = self.entries.get(name_key(alias), entry)
                owner = aliases.setdefault(name_key(alias), other.name)
                if owner != entry.name:
                    span = entry.place.span()
                    self.found.append(catalogue.templates.alias_taken(span, alias, owner))
        self._check_chapters()
        topics: dict[str, Topic] = {}
        for topic in (topic for chapter in self.chapters for topic in chapter.topics):
            first = topics.setdefault(name_key(topic.name), topic)
            if first is not topic:
                self.found.append(
                    catalogue.keys.duplicate_key(topic.place.span(), topic.name, first.place.span())
                )
            for name in topic.names():
                if name_key(name.name) not in self.entries:
                    close = aliases.get(name.key) or nearest(name.name, names)
                    span = name.origin.span()
                    self.found.append(catalogue.templates.unknown_entry(span, name.name, close))

    def _check_chapters(self) -> None:
        """Note chapters that one word calls: 沿用 would find only the first."""
        called: dict[str, tuple[Chapter, Text]] = {}
        for chapter in self.chapters:
            for word in chapter.calls():
                other, first = called.setdefault(name_key(word.value), (chapter, word))
                if other is not chapter:
                    span, name = word.span(), word.value
                    self.found.append(catalogue.keys.duplicate_key(span, name, first.span()))


def _sentence(text: Scalar) -> Sentence:
    opening, colon, _ = text.value.partition("：")
    start = len(opening) + 1 if colon else 0
    names = []
    for match in _NAME.finditer(text.value, start):
        name = match[0].strip(_BLANKS)
        if name:
            at = match.start() + match[0].index(name)
            names.append(Name(name, text.slice(at, at + len(name)), name_key(name)))
    return Sentence(opening.strip() if colon else "", tuple(names))


def _concern(record: Record | None) -> Concern | None:
    texts = [record.text(key) for key in ("定性", "改进", "公开句")] if record else [None]
    return Concern(*(text for text in texts if text)) if all(texts) else None


def _criteria(text: Scalar | None) -> frozenset[Criterion]:
    return frozenset(map(Criterion, text.value.split("、"))) if text else frozenset()
