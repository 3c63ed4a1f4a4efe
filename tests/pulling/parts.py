"""The parts of a .docx, to be changed and saved again."""

from __future__ import annotations

import io
import zipfile

from lxml import etree
from lxml.etree import _Element as Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
XML = "{http://www.w3.org/XML/1998/namespace}"


def w(name: str) -> str:
    """Return a name of WordprocessingML as lxml wants it; ``w:val`` and ``val`` are one."""
    return f"{{{W}}}{name}"


def made(name: str, /, *children: Element, text: str | None = None, **attributes: str) -> Element:
    """Return a new element."""
    element = etree.Element(w(name))
    for key, value in attributes.items():
        element.set(w(key), value)
    element.extend(children)
    if text is not None:
        element.text = text
        if text != text.strip(" ") or not text:
            element.set(f"{XML}space", "preserve")
    return element


def local(element: Element) -> str:
    return etree.QName(element).localname


class Package:
    """A .docx taken apart."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self._files = {name: package.read(name) for name in package.namelist()}
        self._roots: dict[str, Element] = {}

    def root(self, name: str) -> Element:
        """Return a part as a tree, which is saved again."""
        if name not in self._roots:
            self._roots[name] = etree.fromstring(self._files[name])
        return self._roots[name]

    def has(self, name: str) -> bool:
        return name in self._files

    def put(self, name: str, data: bytes) -> None:
        """Put a part in another's place, or add it."""
        self._files[name] = data
        self._roots.pop(name, None)

    def drop(self, name: str) -> None:
        """Drop a part with all that leads to it."""
        self._files.pop(name, None)
        self._roots.pop(name, None)
        for part in ("_rels/.rels", "word/_rels/document.xml.rels", "[Content_Types].xml"):
            for one in list(self.root(part)):
                leads = (one.get("Target") or one.get("PartName") or "").lstrip("/")
                if name in (leads, f"word/{leads}"):
                    self.root(part).remove(one)

    def add(self, name: str, kind: str, root: Element) -> Element:
        """Add a part that the document leads to."""
        self.put(f"word/{name}.xml", b"")
        self._roots[f"word/{name}.xml"] = root
        types, leads = self.root("[Content_Types].xml"), self.root("word/_rels/document.xml.rels")
        form = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
        types.append(
            etree.Element(
                f"{{{_PACKAGE}/content-types}}Override",
                {"PartName": f"/word/{name}.xml", "ContentType": form},
            )
        )
        leads.append(
            etree.Element(
                f"{{{_PACKAGE}/relationships}}Relationship",
                {"Id": f"rId{name}", "Type": f"{R}/{kind}", "Target": f"{name}.xml"},
            )
        )
        return root

    def saved(self) -> bytes:
        """Return the file."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
            for name, data in self._files.items():
                root = self._roots.get(name)
                package.writestr(name, data if root is None else _bytes(root))
        return stream.getvalue()


def _bytes(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
