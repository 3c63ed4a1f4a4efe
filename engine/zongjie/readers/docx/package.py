"""The parts of a .docx as trees: capped, without a DTD, and nothing from outside the file.

libxml2 itself ends at 256 levels and at texts of 10 MB, so that who reads on may recurse.
"""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import TYPE_CHECKING, Final

from zongjie import packages
from zongjie.packages import UnreadableDocxError
from zongjie.records import NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_BYTES: Final = 160 << 20
MAX_MARKUP: Final = 2_000_000
"""Bytes, and signs ``<`` and ``=``, of all parts that are read: a tree needs a hundred
bytes for each sign.  300 pages have 40 thousand from us, some hundred thousand from Word."""
_LINKS: Final = frozenset({"hyperlink"})


class Relation(NamedTuple):
    """What a part says of another: a path in the package, or a place outside of it."""

    id: str
    kind: str
    target: str
    outside: bool


class Package:
    """The parts of the file, as trees."""

    def __init__(self, source: Path | bytes) -> None:
        self._zip = packages.opened(source)
        self._names = {_folded(name): name for name in self._zip.namelist()}
        self._bytes, self._markup = MAX_BYTES, MAX_MARKUP  # left
        first = (one for one in self._relations("") if one.kind == "officeDocument")
        self._main = next((one.target for one in first), "word/document.xml")
        document = self._tree(self._main)
        body = None if document is None else document.find("{*}body")
        if body is None:
            raise UnreadableDocxError("not-a-docx")
        self.body: _Element = body
        self._beside = self._relations(self._main)
        self._related: dict[str, _Element | None] = {}

    @property
    def reaches_out(self) -> bool:
        """Whether the text wants something from outside the file (a link does not)."""
        return any(one.outside and one.kind not in _LINKS for one in self._beside)

    def related(self, kind: str) -> _Element | None:
        """Return the part the document names as its styles, footnotes …, if any.

        Asked again, it is the same tree, with what has been done to it.
        """
        if kind not in self._related:
            self._related[kind] = self._found(kind)
        return self._related[kind]

    def _found(self, kind: str) -> _Element | None:
        found = (one.target for one in self._beside if one.kind == kind and not one.outside)
        path = next(found, "")
        return self._tree(path) if path else None

    def chart(self, relation: str) -> _Element | None:
        """Return the part of a chart by its relation; None also where it cannot be read."""
        found = (one for one in self._beside if one.id == relation and one.kind == "chart")
        one = next(found, None)
        try:
            return None if one is None or one.outside else self._tree(one.target)
        except UnreadableDocxError:  # the text can be read without it
            return None

    def _relations(self, part: str) -> tuple[Relation, ...]:
        folder, _, name = part.rpartition("/")
        tree = self._tree(f"{folder}/_rels/{name}.rels".lstrip("/"))
        return tuple(
            Relation(
                str(one.get("Id", "")),
                str(one.get("Type", "")).rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, str(one.get("Target", ""))))[1:],
                str(one.get("TargetMode", "")) == "External",
            )
            for one in (() if tree is None else tree)
        )

    def _tree(self, name: str) -> _Element | None:
        from lxml import etree

        data = packages.part(self._zip, self._names.get(_folded(name), name))
        if data is None:
            return None
        self._bytes -= len(data)
        self._markup -= data.count(b"<") + data.count(b"=")
        if self._bytes < 0 or self._markup < 0:
            raise UnreadableDocxError("too-large")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:  # ValueError: an unknown encoding
            declares = b"<!DOCTYPE" in data  # entities that would swell end here
            raise UnreadableDocxError("entities" if declares else "damaged") from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise UnreadableDocxError("entities")
        return root


def _folded(name: str) -> str:
    """Return what two spellings of a part's name share (case: OPC 6.2.2; \\: old programs)."""
    return name.replace("\\", "/").lower()
