"""Which parts a .docx has, and the two lists that name them.

[Content_Types].xml and the relations (ECMA-376 part 2) follow from the parts;
nothing else in this program writes the name of a part twice.
"""

from collections.abc import Iterable
from typing import Final

from zongjie.records import NamedTuple

XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE: Final = "application/vnd.openxmlformats-officedocument"
_WORD: Final = f"{_TYPE}.wordprocessingml"
_CHART: Final = f"{_TYPE}.drawingml.chart"


class Part(NamedTuple):
    """A part: its path, its content type, and how the document is related to it.

    ``id`` is that of the relation; a part that others name has none.  A part of
    relations has no content type of its own.
    """

    name: str
    content_type: str
    kind: str = ""
    id: str = ""


DOCUMENT: Final = Part(
    "word/document.xml", f"{_WORD}.document.main+xml", f"{_OFFICE}/officeDocument"
)
CORE: Final = Part(
    "docProps/core.xml",
    "application/vnd.openxmlformats-package.core-properties+xml",
    f"{_PACKAGE}/relationships/metadata/core-properties",
)
APP: Final = Part(
    "docProps/app.xml", f"{_TYPE}.extended-properties+xml", f"{_OFFICE}/extended-properties"
)
CUSTOM: Final = Part(
    "docProps/custom.xml", f"{_TYPE}.custom-properties+xml", f"{_OFFICE}/custom-properties"
)


def word(name: str, kind: str, relation: str) -> Part:
    """Return a part that lies beside the document and that it names."""
    return Part(f"word/{name}.xml", f"{_WORD}.{kind}+xml", f"{_OFFICE}/{kind}", relation)


def chart(number: int) -> tuple[Part, Part, Part]:
    """Return the parts of a chart: its drawing, its relations, and the workbook they name."""
    relation = f"rIdChart{number}"
    return (
        Part(f"word/charts/chart{number}.xml", f"{_CHART}+xml", f"{_OFFICE}/chart", relation),
        Part(f"word/charts/_rels/chart{number}.xml.rels", ""),
        Part(
            f"word/embeddings/workbook{number}.xlsx",
            f"{_TYPE}.spreadsheetml.sheet",
            f"{_OFFICE}/package",
        ),
    )


STYLES: Final = word("styles", "styles", "rIdStyles")
SETTINGS: Final = word("settings", "settings", "rIdSettings")
FONTS: Final = word("fontTable", "fontTable", "rIdFonts")
FOOTNOTES: Final = word("footnotes", "footnotes", "rIdNotes")
ODD_FOOTER: Final = word("footer1", "footer", "rIdOdd")
EVEN_FOOTER: Final = word("footer2", "footer", "rIdEven")
NUMBERING: Final = word("numbering", "numbering", "rIdNumbering")

_OF_PACKAGE: Final = (DOCUMENT, CORE, APP)
_OF_DOCUMENT: Final = (STYLES, SETTINGS, FONTS, FOOTNOTES, ODD_FOOTER, EVEN_FOOTER)


def content_types(more: Iterable[Part]) -> str:
    """Return [Content_Types].xml for what every .docx of ours has, and some parts more."""
    parts = (*_OF_PACKAGE, *_OF_DOCUMENT, *more)
    overrides = "".join(
        f'<Override PartName="/{part.name}" ContentType="{part.content_type}"/>\n'
        for part in parts
        if part.content_type
    )
    return (
        f'{XML}<Types xmlns="{_PACKAGE}/content-types">\n'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/>\n<Default Extension="xml" ContentType="application/xml"/>\n'
        f"{overrides}</Types>\n"
    )


def package_relations(more: Iterable[Part]) -> str:
    """Return _rels/.rels: the document and the properties."""
    parts = (*_OF_PACKAGE, *(part for part in more if part is CUSTOM))
    named = ((f"rId{at}", part.kind, part.name) for at, part in enumerate(parts, 1))
    return relations(named)


def document_relations(more: Iterable[Part]) -> str:
    """Return word/_rels/document.xml.rels."""
    parts = (*_OF_DOCUMENT, *(part for part in more if part.id))
    return relations((part.id, part.kind, part.name.removeprefix("word/")) for part in parts)


def relations(items: Iterable[tuple[str, str, str]]) -> str:
    """Return a part of relations from ids, types and targets."""
    lines = "".join(f'<Relationship Id="{i}" Type="{t}" Target="{to}"/>\n' for i, t, to in items)
    return f'{XML}<Relationships xmlns="{_PACKAGE}/relationships">\n{lines}</Relationships>\n'
