"""A workbook that somebody sent → its sheets of cells: capped, without a DTD.

Macros, links to other files, pictures and charts lie in parts that are never opened.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, TypeVar

from zongjie import packages
from zongjie.packages import UnreadableDocxError
from zongjie.records import NamedTuple
from zongjie.tables.cells import Cell, Format
from zongjie.tables.sheet import (
    Listed,
    Merged,
    Reader,
    SheetReader,
    Stored,
    StyleReader,
    TextReader,
    letters,
    unescaped,
)

if TYPE_CHECKING:
    from zipfile import ZipFile

R = TypeVar("R", bound=Reader)

MAX_BYTES: Final = 96 << 20
MAX_MARKUP: Final = 5_000_000
"""Bytes, and signs ``<``, of all parts that are read; a form has some ten thousand."""
MOST_SHEETS: Final = 300


class Sheet(NamedTuple):
    """A worksheet: its cells that hold something, by row and column."""

    name: str
    cells: Mapping[tuple[int, int], Cell]
    merged: tuple[Merged, ...]


class Workbook(NamedTuple):
    """The worksheets in their order, hidden ones too."""

    sheets: tuple[Sheet, ...]
    macros: bool


def read(data: bytes) -> Workbook:
    """Return what an .xlsx or .xlsm holds; raises UnreadableDocxError with its reason."""
    with packages.opened(data) as package:
        return _Book(package).read()


class _Book:
    def __init__(self, package: ZipFile) -> None:
        self._zip = package
        self._names = {_folded(name): name for name in package.namelist()}
        self._bytes, self._markup = MAX_BYTES, MAX_MARKUP  # left

    def read(self) -> Workbook:
        main = self._related("", "officeDocument") or "xl/workbook.xml"
        listed = self._fed(main, Listed("sheet"))
        if listed is None:
            raise UnreadableDocxError("not-a-docx")
        if len(listed.found) > MOST_SHEETS:
            raise UnreadableDocxError("too-large")
        targets = {one.get("Id", ""): one for one in self._relations(main)}
        read = []
        for one in listed.found:
            target = targets.get(one.get("id", ""), {})
            if target.get("Type", "").endswith("/worksheet"):
                read.append((one.get("name", ""), self._sheet(main, target)))
        formats, texts = self._formats(main), self._texts(main, [sheet for _, sheet in read])
        macros = any(name.endswith("vbaproject.bin") for name in self._names)
        sheets = (
            Sheet(name, dict(_cell(one, texts, formats) for one in sheet.cells), (*sheet.merged,))
            for name, sheet in read
        )
        return Workbook(tuple(sheets), macros)

    def _sheet(self, main: str, relation: Mapping[str, str]) -> SheetReader:
        read = self._fed(_target(main, relation), SheetReader())
        return read or SheetReader()

    def _formats(self, main: str) -> list[Format]:
        styles = self._fed(self._related(main, "styles"), StyleReader())
        return styles.formats if styles is not None else []

    def _texts(self, main: str, sheets: list[SheetReader]) -> dict[int, str]:
        """Return the shared texts that cells of the sheets ask for."""
        asked = (one.value for sheet in sheets for one in sheet.cells if one.kind == "s")
        wanted = frozenset(int(value) for value in asked if _is_number(value))
        texts = self._fed(self._related(main, "sharedStrings"), TextReader(wanted))
        return texts.texts if texts is not None else {}

    def _related(self, part: str, kind: str) -> str:
        found = (r for r in self._relations(part) if r.get("Type", "").endswith(f"/{kind}"))
        relation = next(found, None)
        return _target(part, relation) if relation is not None else ""

    def _relations(self, part: str) -> list[dict[str, str]]:
        folder, _, name = part.rpartition("/")
        rels = f"{folder}/_rels/{name}.rels".lstrip("/")
        listed = self._fed(rels, Listed("Relationship"))
        found = listed.found if listed is not None else []
        return [one for one in found if one.get("TargetMode") != "External"]

    def _fed(self, name: str, reader: R) -> R | None:
        """Return a reader that has read a part; None where there is no such part."""
        data = packages.part(self._zip, self._names.get(_folded(name), name))
        if data is None:
            return None
        self._bytes -= len(data)
        self._markup -= data.count(b"<")
        if self._bytes < 0 or self._markup < 0:
            raise UnreadableDocxError("too-large")
        reader.feed(data)
        return reader


def _cell(
    one: Stored, texts: Mapping[int, str], formats: list[Format]
) -> tuple[tuple[int, int], Cell]:
    kind, text = one.kind, one.value
    if kind == "s":
        text = texts.get(int(text), "") if _is_number(text) else ""
    if kind in ("s", "str", "inlineStr"):
        kind, text = "s", unescaped(text)
    shown = formats[one.style] if one.style < len(formats) else Format()
    place = f"{letters(one.column)}{one.row}"
    return (one.row, one.column), Cell(place, kind, text, one.formula, shown)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 9


def _target(part: str, relation: Mapping[str, str]) -> str:
    folder = part.rpartition("/")[0]
    return posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))[1:]


def _folded(name: str) -> str:
    """Return what two spellings of a part's name share (OPC 6.2.2)."""
    return name.replace("\\", "/").lower()
