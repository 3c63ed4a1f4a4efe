"""Document → .docx: strings in the form of a 版式.

The body is written with :mod:`body <zongjie.writers.docx.body>`; every other
part follows from the 版式 alone, and is made and compressed once a process.
Nothing here imports python-docx, lxml or ``zipfile``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from zongjie.document import Document
from zongjie.model.profile import Profile
from zongjie.writers.docx import frames
from zongjie.writers.docx.archive import Entry, archive, entry
from zongjie.writers.docx.body import body_xml, escape
from zongjie.writers.docx.fingerprint import PARTS_PROPERTY, parts_hash
from zongjie.writers.docx.stylesheet import stylesheet
from zongjie.writers.guard import without_forbidden

DOCUMENT_PART = "word/document.xml"
FOOTNOTES_PART = "word/footnotes.xml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_CUSTOM_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_TIME = "1980-01-01T00:00:00Z"
_SMALL = 2048


class Properties(NamedTuple):
    """What the file says about itself: its title, and properties of our own."""

    title: str = ""
    custom: Mapping[str, str] = MappingProxyType({})


def write(
    document: Document,
    profile: Profile,
    properties: Properties | None = None,
    level: int = 1,
) -> bytes:
    """Return the document as a .docx.

    ``level`` is zlib's (0 stores all parts, so that the bytes depend on no
    zlib).  The document must be clean: see :mod:`zongjie.writers.guard`.
    """
    properties = properties or Properties()
    blocks, notes = body_xml(document, profile)
    body = frames.document(profile, blocks).encode("utf-8")
    footnotes = frames.footnotes(notes).encode("utf-8")
    custom = dict(properties.custom)
    if custom:  # a file that says where it is from also says what it was
        custom[PARTS_PROPERTY] = parts_hash(body, footnotes)
    parts = {
        DOCUMENT_PART: body,
        FOOTNOTES_PART: footnotes,
        "docProps/core.xml": _core_xml(properties.title).encode("utf-8"),
        "docProps/custom.xml": _custom_xml(custom).encode("utf-8"),
    }
    dynamic = [_packed(name, content, level) for name, content in parts.items()]
    return archive((*_statics(profile, level), *dynamic))


def _packed(name: str, content: bytes, level: int) -> Entry:
    """Compress a part, unless zlib's tables would cost more than they save."""
    return entry(name, content, level if len(content) > _SMALL else 0)


def static_parts(profile: Profile) -> dict[str, str]:
    """Return the parts that are the same for every document of a 版式."""
    return {
        "[Content_Types].xml": frames.CONTENT_TYPES,
        "_rels/.rels": frames.PACKAGE_RELATIONS,
        "docProps/app.xml": frames.APP,
        "word/_rels/document.xml.rels": frames.DOCUMENT_RELATIONS,
        "word/styles.xml": frames.styles(stylesheet(profile)),
        "word/settings.xml": frames.settings(profile),
        "word/fontTable.xml": frames.font_table(profile),
        "word/footer1.xml": frames.footer(profile, right=True),
        "word/footer2.xml": frames.footer(profile, right=False),
    }


@lru_cache(maxsize=16)
def _statics(profile: Profile, level: int) -> tuple[Entry, ...]:
    # Compressed once a process, hence as small as can be.
    best = 9 if level else 0
    parts = static_parts(profile).items()
    return tuple(entry(name, text.encode("utf-8"), best) for name, text in parts)


def _core_xml(title: str) -> str:
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(without_forbidden(title))}</dc:title>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{_TIME}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{_TIME}</dcterms:modified>'
        "</cp:coreProperties>"
    )


def _custom_xml(custom: Mapping[str, str]) -> str:
    """Return docProps/custom.xml (ECMA-376 part 1, 22.3); ids count from 2."""
    items = "".join(
        f'<property fmtid="{_CUSTOM_SET}" pid="{pid}" name="{escape(without_forbidden(name))}">'
        f"<vt:lpwstr>{escape(without_forbidden(value))}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(custom.items(), 2)
    )
    return (
        f'{_XML}<Properties xmlns="{_OFFICE}/custom-properties" '
        f'xmlns:vt="{_OFFICE}/docPropsVTypes">{items}</Properties>'
    )
