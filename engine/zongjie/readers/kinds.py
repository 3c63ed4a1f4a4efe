"""What a file is, told by its first bytes and by what is packed in it, never by its name."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from zongjie import packages
from zongjie.packages import UnreadableDocxError

if TYPE_CHECKING:
    from zipfile import ZipFile


class Kind(Enum):
    """A kind of file, as messages call it."""

    TEXT = "文字"
    MARKDOWN = "Markdown 文字"
    DOCX = "Word 文档（.docx）"
    DOC = "旧版 Word 文档（.doc）"
    RTF = "RTF 文档"
    ODT = "OpenDocument 文档（.odt）"
    ENCRYPTED = "加了密码的文件"
    PDF = "PDF"
    WEB = "网页"
    PACKED_WEB = "单个文件的网页（.mht）"
    SHEET = "表格（Excel）"
    SLIDES = "演示文稿（PowerPoint）"
    OFD = "OFD 版式文件"
    XML = "XML"
    PICTURE = "图片"
    ARCHIVE = "压缩文件"
    OFFICE = "别的办公软件的文件"


_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_BEGINNINGS: Final[Mapping[bytes, Kind]] = MappingProxyType(
    {
        b"%PDF-": Kind.PDF,
        b"{\\rtf": Kind.RTF,
        b"\x89PNG\r\n": Kind.PICTURE,
        b"\xff\xd8\xff": Kind.PICTURE,
        b"GIF8": Kind.PICTURE,
        b"II*\x00": Kind.PICTURE,
        b"MM\x00*": Kind.PICTURE,
        b"Rar!\x1a\x07": Kind.ARCHIVE,
        b"7z\xbc\xaf\x27\x1c": Kind.ARCHIVE,
        b"\x1f\x8b\x08": Kind.ARCHIVE,
    }
)
# Streams of an OLE file, what holds the others first: a document may hold a workbook.
_STREAMS: Final = (
    ("EncryptedPackage", Kind.ENCRYPTED),
    ("WordDocument", Kind.DOC),
    ("PowerPoint Document", Kind.SLIDES),
    ("Workbook", Kind.SHEET),
)
_HEAD: Final = 4096  # bytes in which a web page says what it is
_WEB: Final = (
    *(b"<!doctype html", b"<html", b"<head", b"<meta", b"<body", b"<title", b"<!--"),
    *(b"<div", b"<p>", b"<p ", b"<table", b"<span", b"<center", b"<font"),
)
_PACKED_WEB: Final = (b"mime-version:", b"from:")  # a browser, or Word, says either first
_OFFICE_XML: Final = (b"<?mso-application", b"<pkg:package", b"<office:document")


def kind_of(data: bytes) -> Kind:
    """Return what a file is; a zip that cannot be opened counts as a (damaged) .docx."""
    for beginning, kind in _BEGINNINGS.items():
        if data.startswith(beginning):
            return kind
    if data.startswith(_OLE):
        return _in_ole(data)
    if data.startswith(_ZIP):
        return _in_zip(data)
    head = data[:_HEAD].replace(b"\0", b"").lower().lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if head.startswith(_WEB) or (head.startswith(b"<?xml") and b"<html" in head):
        return Kind.WEB
    if head.startswith(_PACKED_WEB) and b"mime-version:" in head:
        return Kind.PACKED_WEB
    is_office = any(sign in head for sign in _OFFICE_XML)
    return Kind.XML if head.startswith(b"<?xml") and is_office else Kind.TEXT


def _in_ole(data: bytes) -> Kind:
    found = (kind for name, kind in _STREAMS if name.encode("utf-16-le") in data)
    kind = next(found, Kind.OFFICE)
    # The stream of the text nearly always comes first; its flags are at 0x0A ([MS-DOC] 2.5.2).
    locked = data[512:514] == b"\xec\xa5" and len(data) > 523 and data[523] & 1
    return Kind.ENCRYPTED if kind is Kind.DOC and locked else kind


def _in_zip(data: bytes) -> Kind:
    try:
        package = packages.opened(data)
    except UnreadableDocxError:
        return Kind.DOCX
    with package:
        names = [name.replace("\\", "/").lower() for name in package.namelist()]
        for folder, kind in (("word/", Kind.DOCX), ("xl/", Kind.SHEET), ("ppt/", Kind.SLIDES)):
            if any(name.startswith(folder) for name in names):
                return kind
        if "ofd.xml" in names:
            return Kind.OFD
        if b"opendocument.text" in _part(package, "mimetype"):
            locked = b"encryption-data" in _part(package, "META-INF/manifest.xml")
            return Kind.ENCRYPTED if locked else Kind.ODT
        described = _part(package, "[Content_Types].xml")
        return Kind.DOCX if b"wordprocessingml" in described else Kind.ARCHIVE


def _part(package: ZipFile, name: str) -> bytes:
    try:
        return packages.part(package, name) or b""
    except UnreadableDocxError:
        return b""
