"""The parts of a .docx as trees: capped, and without a DTD."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zipfile import BadZipFile, ZipFile

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_FILE: Final = 64 << 20
MAX_PART: Final = 64 << 20
"""Bytes; a report has 20 kB, and a part of a zip bomb has gigabytes."""


class UnreadableDocxError(ValueError):
    """The file is no .docx, is damaged, too large, or holds a DTD (``reason``)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Package:
    """The parts of the file, as trees."""

    def __init__(self, source: Path | bytes) -> None:
        data = source if isinstance(source, bytes) else _bytes_of(source)
        if len(data) > MAX_FILE:
            raise UnreadableDocxError("too-large")
        try:
            self._zip = ZipFile(io.BytesIO(data))
        except (BadZipFile, ValueError, EOFError) as error:
            raise UnreadableDocxError("not-a-docx") from error
        self._main = self._target("_rels/.rels", "officeDocument") or "word/document.xml"
        document = self._tree(self._main)
        body = None if document is None else document.find("{*}body")
        if body is None:
            raise UnreadableDocxError("not-a-docx")
        self.body: _Element = body

    def related(self, kind: str) -> _Element | None:
        """Return the part the document names as its styles, footnotes …, if any."""
        folder, _, name = self._main.rpartition("/")
        path = self._target(f"{folder}/_rels/{name}.rels".lstrip("/"), kind, folder)
        return self._tree(path) if path else None

    def _target(self, relations: str, kind: str, folder: str = "") -> str:
        tree = self._tree(relations)
        for relation in () if tree is None else tree:
            if str(relation.get("Type", "")).rpartition("/")[2] == kind:
                target = str(relation.get("Target", ""))
                return target[1:] if target.startswith("/") else f"{folder}/{target}".lstrip("/")
        return ""

    def _tree(self, name: str) -> _Element | None:
        import lzma
        import struct
        import zlib

        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        try:
            with self._zip.open(name) as stream:
                data = stream.read(MAX_PART + 1)
            if len(data) > MAX_PART:
                raise UnreadableDocxError("too-large")
            root = etree.fromstring(data, parser)
        except KeyError:
            return None
        # RuntimeError: encrypted, or a method zipfile does not know.
        except (etree.XMLSyntaxError, zlib.error, lzma.LZMAError, struct.error) as error:
            raise UnreadableDocxError("damaged") from error
        except (BadZipFile, EOFError, RuntimeError) as error:
            raise UnreadableDocxError("damaged") from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise UnreadableDocxError("entities")
        return root


def _bytes_of(path: Path) -> bytes:
    if path.stat().st_size > MAX_FILE:
        raise UnreadableDocxError("too-large")
    return path.read_bytes()
