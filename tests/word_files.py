"""Files of Word's written by hand, a part at a time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from zongjie.document import Chart, Document, Heading, Paragraph, Table, inlines_of, text_of

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
NAMESPACES: Mapping[str, str] = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": f"{_OFFICE}/relationships",
    "m": f"{_OFFICE}/math",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "wpsCustomData": "http://www.wps.cn/officeDocument/2013/wpsCustomData",
}
STRICT: Mapping[str, str] = {
    **NAMESPACES,
    "w": "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "r": "http://purl.oclc.org/ooxml/officeDocument/relationships",
    "m": "http://purl.oclc.org/ooxml/officeDocument/math",
}


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a package of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return stream.getvalue()


def packed(
    body: str,
    relations: str = "",
    namespaces: Mapping[str, str] = NAMESPACES,
    main: str = "word/document.xml",
    **parts: str,
) -> bytes:
    """Return a .docx with this body, and parts like ``footnotes`` by what is in them."""
    declared = " ".join(f'xmlns:{key}="{value}"' for key, value in namespaces.items())
    kinds = namespaces["r"]

    def related(*targets: tuple[str, str]) -> str:
        inner = "".join(
            f'<Relationship Id="rId{at}" Type="{kinds}/{kind}" Target="{target}"/>'
            for at, (kind, target) in enumerate(targets)
        )
        more = relations if ("officeDocument", main) not in targets else ""
        return f'<Relationships xmlns="urn:relations">{inner}{more}</Relationships>'

    folder, _, name = main.rpartition("/")
    files = {
        "_rels/.rels": related(("officeDocument", main)),
        f"{folder}/_rels/{name}.rels": related(*((one, f"{one}.xml") for one in parts)),
        main: f"<w:document {declared}><w:body>{body}</w:body></w:document>",
    }
    for one, inner in parts.items():
        files[f"{folder}/{one}.xml"] = f"<w:{one} {declared}>{inner}</w:{one}>"
    return zipped(files)


def run(text: str, properties: str = "") -> str:
    """Return a run."""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inner: str, properties: str = "") -> str:
    """Return a paragraph of runs (a text without markup is one)."""
    own = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    runs = (one if one.startswith("<") else run(one) for one in inner if one)
    return f"<w:p>{own}{''.join(runs)}</w:p>"


def lines(document: Document) -> list[str]:
    """Return what each block says: headings as ``1|一、|…``, rows as ``甲/乙``."""
    said: list[str] = []
    for block in document.blocks:
        match block:
            case Heading(level, number, runs):
                said.append(f"{level}|{number}|{text_of(runs)}")
            case Paragraph(lead, runs):
                said.append(text_of(lead) + text_of(runs))
            case Table(rows):
                said += ["/".join(map(text_of, row)) for row in rows]
            case Chart():
                said.append("图")
            case _:
                said += map(text_of, inlines_of(block))
    return said
