"""The parts of a .docx as trees: capped, and without a DTD."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from zongjie import packages
from zongjie.packages import UnreadableDocxError

if TYPE_CHECKING:
    from lxml.etree import _Element


class Package:
    """The parts of the file, as trees."""

    def __init__(self, source: Path | bytes) -> None:
        self._zip = packages.opened(source)
        self._main = self._target("_rels/.rels", "officeDocument") or "word/document.xml"
        document = self._tree(self._main)
        body = None if document is None else document.find("{*}body")
        if body is None:
            raise UnreadableDocxError("not-a-docx")
        self.body: _Element = body

    def related(self, kind: str) -> _Element | None:
        """Return the part the document names as its styles, footnotes …, if any."""
        path = self._beside(kind)
        return self._tree(path) if path else None

    def chart(self, relation: str) -> _Element | None:
        """Return the part of a chart by its relation; None also where it cannot be read."""
        path = self._beside("chart", relation)
        try:
            return self._tree(path) if path else None
        except UnreadableDocxError:  # the text can be read without it
            return None

    def _beside(self, kind: str, relation: str = "") -> str:
        folder, _, name = self._main.rpartition("/")
        return self._target(f"{folder}/_rels/{name}.rels".lstrip("/"), kind, folder, relation)

    def _target(self, relations: str, kind: str, folder: str = "", wanted: str = "") -> str:
        """Return the path of a related part: the first of its kind, or the one wanted."""
        tree = self._tree(relations)
        for relation in () if tree is None else tree:
            if wanted and relation.get("Id") != wanted:
                continue
            if str(relation.get("Type", "")).rpartition("/")[2] == kind:
                target = str(relation.get("Target", ""))
                return target[1:] if target.startswith("/") else f"{folder}/{target}".lstrip("/")
        return ""

    def _tree(self, name: str) -> _Element | None:
        from lxml import etree

        data = packages.part(self._zip, name)
        if data is None:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise UnreadableDocxError("damaged") from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise UnreadableDocxError("entities")
        return root
