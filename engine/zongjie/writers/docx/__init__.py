"""Document → .docx: strings in the form of a 版式.

The body is written with :mod:`body <zongjie.writers.docx.body>`; every other
part follows from the 版式 alone, and is made and compressed once a process.
Nothing here imports python-docx, lxml or ``zipfile``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from zongjie.document import Document
from zongjie.model.profile import Profile
from zongjie.records import NamedTuple
from zongjie.writers.docx import frames, package, sections
from zongjie.writers.docx.archive import Entry, archive, entry
from zongjie.writers.docx.body import Body, body_of
from zongjie.writers.docx.fingerprint import PARTS_PROPERTY, parts_hash
from zongjie.writers.docx.look import look_of
from zongjie.writers.docx.package import XML, Part
from zongjie.writers.docx.runs import escape
from zongjie.writers.docx.stylesheet import stylesheet
from zongjie.writers.docx.writing import Writing
from zongjie.writers.guard import without_forbidden

if TYPE_CHECKING:
    from zongjie.writers.docx.proof import Proof

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
    proof: Proof | None = None,
    *,
    for_print: bool = False,
    landscape: bool = False,
) -> bytes:
    """Return the document as a .docx; with ``proof`` as a 核对稿.

    One ``for_print`` is for LibreOffice to print and for nobody to edit; one in
    ``landscape`` lies across from its first page.  ``level`` is zlib's (0: the bytes depend
    on no zlib).  The document must be clean: see :mod:`zongjie.writers.guard`.
    """
    writing = _writing(profile, proof, for_print=for_print, landscape=landscape)
    written = body_of(document, profile, writing)
    more = {part: content.encode("utf-8") for part, content in writing.parts().items()}
    return packed(written, profile, properties or Properties(), level, more)


def packed(
    written: Body,
    profile: Profile,
    properties: Properties,
    level: int = 1,
    more: Mapping[Part, bytes] = MappingProxyType({}),
) -> bytes:
    """Return the .docx of a body in a 版式, with parts that only this one has.

    The body is used up: see :func:`archive.entry`.
    """
    head, tail = frames.document(written.section)
    body = written.blocks
    body.insert(0, head)
    body.append(tail)
    footnotes = frames.footnotes(written.footnotes)
    parts: dict[Part, list[bytes]] = {
        package.DOCUMENT: body,
        package.FOOTNOTES: [footnotes],
        package.CORE: [_core_xml(properties.title).encode("utf-8")],
    }
    more = dict(more)
    if written.has_landscape:
        more |= _landscape(profile)
    if written.numbering:
        more[package.NUMBERING] = frames.numbering(written.numbering).encode("utf-8")
    if written.charts:
        from zongjie.writers.docx.charts import chart_parts  # few reports have any

        more |= chart_parts(written.charts, profile, level)
    if properties.custom:  # a file that says where it is from also says what it was
        custom = {**properties.custom, PARTS_PROPERTY: parts_hash(body, footnotes)}
        more[package.CUSTOM] = _custom_xml(custom).encode("utf-8")
    parts |= {part: [content] for part, content in more.items()}
    dynamic = [_packed(part.name, content, level) for part, content in parts.items()]
    return archive((*_statics(profile, tuple(more), level), *dynamic))


def _writing(profile: Profile, proof: Proof | None, *, for_print: bool, landscape: bool) -> Writing:
    look = look_of(profile)
    if for_print:
        look = look._replace(marks=look.marks.printable())
    writing = Writing(look)
    if proof is not None:
        from zongjie.writers.docx.proof import ProofWriting

        writing = ProofWriting(look, proof, on_paper=for_print)
    writing.landscape = landscape
    return writing


def _packed(name: str, pieces: list[bytes], level: int) -> Entry:
    """Compress a part, unless zlib's tables would cost more than they save."""
    return entry(name, pieces, level if sum(map(len, pieces)) > _SMALL else 0)


def _landscape(profile: Profile) -> dict[Part, bytes]:
    """Return the footers of landscape pages."""
    footers = ((sections.ODD_LANDSCAPE, True), (sections.EVEN_LANDSCAPE, False))
    return {
        part: sections.landscape_footer(profile, right=right).encode("utf-8")
        for part, right in footers
    }


def static_parts(profile: Profile, more: Iterable[Part] = ()) -> dict[str, str]:
    """Return the parts that are the same for every document of a 版式.

    ``more`` are the parts that only some have; the lists of parts name them.
    """
    more = tuple(more)
    return {
        "[Content_Types].xml": package.content_types(more),
        "_rels/.rels": package.package_relations(more),
        package.APP.name: frames.APP,
        "word/_rels/document.xml.rels": package.document_relations(more),
        package.STYLES.name: frames.styles(stylesheet(profile)),
        package.SETTINGS.name: frames.settings(profile),
        package.FONTS.name: frames.font_table(profile),
        package.ODD_FOOTER.name: sections.footer(profile, right=True),
        package.EVEN_FOOTER.name: sections.footer(profile, right=False),
    }


@lru_cache(maxsize=32)
def _statics(profile: Profile, more: tuple[Part, ...], level: int) -> tuple[Entry, ...]:
    # Compressed once a process, hence as small as can be.
    best = 9 if level else 0
    parts = static_parts(profile, more).items()
    return tuple(entry(name, [text.encode("utf-8")], best) for name, text in parts)


def _core_xml(title: str) -> str:
    return (
        f'{XML}<cp:coreProperties xmlns:cp="{_PACKAGE}" '
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
        f'{XML}<Properties xmlns="{_OFFICE}/custom-properties" '
        f'xmlns:vt="{_OFFICE}/docPropsVTypes">{items}</Properties>'
    )
