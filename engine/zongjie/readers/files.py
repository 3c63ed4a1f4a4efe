"""Any file that holds a text → what it says, with every fault as data.

- [x] .txt, .md without marks: the characters as they stand (the canonical form, and what
  is a heading in them, are for others); UTF-8, UTF-16, GBK, Big5
- [x] .md: `markdown`; web pages, under any name, and .mht: `web`
- [x] .docx: `docx`, with comments and changes; .doc, .wps, .rtf, .odt the same, by way of
  LibreOffice
- [ ] .pdf, tables, slides, OFD, pictures, archives, locked files: named, with what to do
"""

from __future__ import annotations

import stat
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from zongjie import decoding, libreoffice, packages
from zongjie.diagnostics import Diagnostic, Source, Span, catalogue
from zongjie.diagnostics.reasons import reason
from zongjie.packages import UnreadableDocxError
from zongjie.readers.kinds import Kind, kind_of
from zongjie.records import NamedTuple

if TYPE_CHECKING:
    from zongjie.readers.docx import Changes, Content, Unread

MAX_TEXT: Final = 4 << 20
MAX_PAGE: Final = 16 << 20
"""Bytes of a text, and of a web page: they may hold pictures.  Three hundred pages of a
report have half a million."""
MAX_UNPACKED: Final = 160 << 20
"""Bytes of XML that LibreOffice is given to unpack."""
_CONVERTED: Final[Mapping[Kind, str]] = MappingProxyType(
    {Kind.DOC: "doc", Kind.RTF: "rtf", Kind.ODT: "odt"}
)
_SUFFIXES: Final[Mapping[str, tuple[Kind, ...]]] = MappingProxyType(
    {
        ".txt": (Kind.TEXT,),
        ".md": (Kind.TEXT, Kind.MARKDOWN),
        ".markdown": (Kind.TEXT, Kind.MARKDOWN),
        ".htm": (Kind.WEB,),
        ".html": (Kind.WEB,),
        ".mht": (Kind.PACKED_WEB,),
        ".mhtml": (Kind.PACKED_WEB,),
        ".docx": (Kind.DOCX,),
        ".doc": (Kind.DOC, Kind.RTF),  # Word itself saves one under the other's name
        ".wps": (Kind.DOC, Kind.DOCX),
        ".rtf": (Kind.RTF,),
        ".odt": (Kind.ODT,),
    }
)
_PACKED: Final = (".docx", ".doc", ".wps", ".rtf", ".odt")  # an empty one was cut off
_MARKED: Final = (".md", ".markdown")  # a .txt with such marks was not written to be read by them
_SAVE: Final = "用 Word 或 WPS 打开，另存为 .docx；或者把文字复制到记事本，存成 .txt"
_WHICH: Final = "写上文件夹里那份旧稿的文件名"
_HINTS: Final[Mapping[Kind, str]] = MappingProxyType(
    {
        Kind.PDF: "用 WPS 或 Word 转成 .docx；是扫描件的，先识别文字",
        Kind.PICTURE: "先识别文字，存成 .txt 或 .docx",
        Kind.ARCHIVE: "先解压，再读里面的文件",
    }
)


class Reading(NamedTuple):
    """What a file says.

    ``text`` is that of a text file, ``content`` that of a file with structure; of a
    file that could not be read neither is there, and ``diagnostics`` says why.
    """

    kind: Kind | None = None
    text: Source | None = None
    content: Content | None = None
    diagnostics: tuple[Diagnostic, ...] = ()


def read_any(
    path: Path, name: str = "", *, changes: Changes = "accept", markup: bool = False
) -> Reading:
    """Return what a file says, whatever it is; never raises for what is in it.

    ``name`` is the path as messages show it; tracked changes are accepted, or
    rejected, or each as its number says.  ``markup`` asks for the changes one by one.
    What the file is, its content tells.
    """
    name = name or path.name
    data = _bytes(path, name)
    if isinstance(data, Diagnostic):
        return Reading(diagnostics=(data,))
    reading = read_bytes(data, name, changes=changes, markup=markup)
    expected = _SUFFIXES.get(path.suffix.lower())
    was_read = reading.text is not None or reading.content is not None
    if reading.kind is None or not was_read or not expected or reading.kind in expected:
        return reading
    other = catalogue.files.other_suffix(name, reading.kind.value)
    return reading._replace(diagnostics=(other, *reading.diagnostics))


def read_bytes(
    data: bytes, name: str, *, changes: Changes = "accept", markup: bool = False
) -> Reading:
    """Return what the bytes of a file say, as :func:`read_any`."""
    kind = kind_of(data)
    if not data and Path(name).suffix.lower() in _PACKED:
        return Reading(diagnostics=(catalogue.files.damaged(name),))
    if kind is Kind.TEXT:
        return _text(data, name)
    if kind in (Kind.WEB, Kind.PACKED_WEB):
        return _web(data, name, kind)
    if kind is Kind.ENCRYPTED:
        return Reading(kind, diagnostics=(catalogue.files.encrypted(name),))
    if kind is not Kind.DOCX and kind not in _CONVERTED:
        hint = _HINTS.get(kind, _SAVE)
        return Reading(kind, diagnostics=(catalogue.files.no_text_file(name, kind.value, hint),))
    try:
        if kind is Kind.ODT:
            _unpack(data)
    except UnreadableDocxError as error:
        return _refused(error, name, kind)
    docx = data if kind is Kind.DOCX else _converted(data, name, kind)
    if isinstance(docx, Diagnostic):
        return Reading(kind, diagnostics=(docx,))
    return _word(docx, name, kind, changes, markup=markup)


def _bytes(path: Path, name: str) -> bytes | Diagnostic:
    try:
        state = path.stat()
        if stat.S_ISDIR(state.st_mode):
            return catalogue.files.unreadable(name, "这是一个文件夹", _WHICH)
        if not stat.S_ISREG(state.st_mode):  # a pipe would be waited for without end
            return catalogue.files.unreadable(name, "它不是一个普通文件")
        with path.open("rb") as file:
            data = file.read(packages.MAX_FILE + 1)
    except (FileNotFoundError, ValueError):  # ValueError: a NUL in the path
        return catalogue.files.not_found(name)
    except OSError as error:
        return catalogue.files.unreadable(name, reason(error))
    if len(data) > packages.MAX_FILE:
        return catalogue.files.too_large(name, packages.MAX_FILE)
    return data


def _text(data: bytes, name: str) -> Reading:
    if len(data) > MAX_TEXT:
        return Reading(Kind.TEXT, diagnostics=(catalogue.files.too_large(name, MAX_TEXT),))
    decoded = decoding.decode(data)
    if decoded is None:
        return _undecoded(data, name, Kind.TEXT)
    told = (catalogue.readings.big5(name),) if decoded.encoding == decoding.BIG5 else ()
    if Path(name).suffix.lower() in _MARKED:
        from zongjie.readers import markdown
        from zongjie.readers.docx import Content

        if markdown.is_marked(decoded.text):
            return Reading(Kind.MARKDOWN, None, Content(markdown.read(decoded.text)), told)
    source = Source(name, decoded.text, decoded.encoding, bom=decoded.bom)
    return Reading(Kind.TEXT, source, diagnostics=told)


def _web(data: bytes, name: str, kind: Kind) -> Reading:
    from zongjie.readers import web
    from zongjie.readers.docx import Content

    if len(data) > MAX_PAGE:
        return Reading(kind, diagnostics=(catalogue.files.too_large(name, MAX_PAGE),))
    try:
        document = web.read_bytes(data)
    except UnreadableDocxError as error:
        return _refused(error, name, kind)
    if document is None and kind is Kind.PACKED_WEB:
        return Reading(kind, diagnostics=(catalogue.files.damaged(name),))
    if document is None:
        return _undecoded(data, name, kind)
    return Reading(kind, None, Content(document), (catalogue.readings.web_page(name),))


def _undecoded(data: bytes, name: str, kind: Kind) -> Reading:
    text, at = decoding.first_bad(data)
    span = Span(Source(name, text), at, at + 1)
    return Reading(kind, diagnostics=(catalogue.files.unknown_encoding(span),))


def _unpack(data: bytes) -> None:
    """Raise UnreadableDocxError for a text that would swell in LibreOffice."""
    left = MAX_UNPACKED
    with packages.opened(data) as package:
        for name in package.namelist():
            left -= len(packages.part(package, name) or b"") if name.endswith(".xml") else 0
            if left < 0:
                raise UnreadableDocxError("too-large")


def _converted(data: bytes, name: str, kind: Kind) -> bytes | Diagnostic:
    program = libreoffice.program()
    if program is None:
        return catalogue.files.needs_libreoffice(name, kind.value)
    try:
        made = libreoffice.converted(program, data, _CONVERTED[kind], "docx")
    except OSError as error:
        made = reason(error)
    return catalogue.files.not_converted(name, made) if isinstance(made, str) else made


def _word(data: bytes, name: str, kind: Kind, changes: Changes, *, markup: bool) -> Reading:
    from zongjie.readers import docx  # a text is read without lxml

    try:
        content = docx.read_content(data, changes=changes, markup=markup)
    except UnreadableDocxError as error:
        return _refused(error, name, kind)
    found = [catalogue.files.reaches_out(name)] if content.reaches_out else []
    if content.tracked is not None and isinstance(changes, str):  # else the caller knows them
        count, authors = content.tracked
        found.append(catalogue.readings.tracked_changes(name, count, authors, changes))
    if content.contents:
        found.append(catalogue.readings.contents_dropped(name))
    if what := _counted(content.unread):
        found.append(catalogue.files.not_read(name, what))
    return Reading(kind, content=content, diagnostics=tuple(found))


def _refused(error: UnreadableDocxError, name: str, kind: Kind) -> Reading:
    told = {"too-large": catalogue.files.swollen, "entities": catalogue.files.declares_entities}
    return Reading(kind, diagnostics=(told.get(error.reason, catalogue.files.damaged)(name),))


def _counted(unread: Unread) -> str:
    counts = (
        (unread.pictures, "张图片"),
        (unread.objects, "个嵌入的对象"),
        (unread.parts, "处图示或嵌入的文件"),
    )
    return "、".join(f"{count}{what}" for count, what in counts if count)
