"""Builds the reference docx: page, grid, styles, footers; all but the words.

Run ``python -m zongjie.writers.docx.reference templates/reference-docx`` to
write it, unzipped, as texts that git can compare.  python-docx makes it; only
what a report needs is kept of python-docx' own 40 kB template.

Clauses are those of GB/T 9704-2012.  A 总结 is none of the 15 statutory kinds,
so all of them are 参照执行.  Strengths: 规定 (应当), 一般, 实务 (custom).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from zongjie.writers.docx import frames, stylesheet

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.document import CT_Body


def build() -> dict[str, bytes]:
    """Return every part of the reference docx by its name."""
    import docx
    from docx.oxml import OxmlElement

    document = docx.Document()
    stylesheet.restyle(document)
    _lay_out(document)
    whole = OxmlElement("w:document")
    whole.append(_bare_body(document))
    texts = {
        "[Content_Types].xml": frames.CONTENT_TYPES,
        "_rels/.rels": frames.PACKAGE_RELATIONS,
        "docProps/app.xml": frames.APP,
        "word/_rels/document.xml.rels": frames.DOCUMENT_RELATIONS,
        "word/footnotes.xml": frames.FOOTNOTES,
        "word/settings.xml": frames.SETTINGS,
        "word/fontTable.xml": frames.FONT_TABLE,
        "word/footer1.xml": frames.footer(right=True),
        "word/footer2.xml": frames.footer(right=False),
    }
    return {name: text.encode() for name, text in texts.items()} | {
        "word/document.xml": frames.serialise(whole),
        "word/styles.xml": frames.serialise(document.styles.element, indent=True),
    }


def _lay_out(document: WordDocument) -> None:
    """Set page and grid.

    A4 (5.1 规定); 天头 37 mm, 订口 28 mm (5.2.1 规定); right and bottom follow
    from 版心 156 × 225 mm.  The grid has lines only: LibreOffice prints 14
    characters a line on a negative character grid, so the 28 characters come
    from the runs' spacing.  The footer's distance puts the dash 7 mm below the
    版心 (7.5 一般).
    """
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Twips

    section = document.sections[0]
    section.page_width, section.page_height = Twips(11906), Twips(16838)
    section.top_margin, section.bottom_margin = Twips(2098), Twips(1984)
    section.left_margin, section.right_margin = Twips(1587), Twips(1474)
    section.header_distance, section.footer_distance = Twips(851), Twips(1447)
    section.different_first_page_header_footer = False
    properties = document.element.body.sectPr
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    values = {qn("w:type"): "lines", qn("w:linePitch"): str(stylesheet.PITCH)}
    properties.append(OxmlElement("w:docGrid", values))


def _bare_body(document: WordDocument) -> CT_Body:
    """Return the body with nothing but its section, which names both footers."""
    from docx.enum.section import WD_HEADER_FOOTER_INDEX

    body: CT_Body = document.element.body
    section = document.sections[0]._sectPr  # noqa: SLF001 -- body.sectPr may be None
    for child in list(body):
        if child is not section:
            body.remove(child)
    section.attrib.clear()  # editing sessions (rsid) of whoever made the template
    # 单页码居右空一字，双页码居左空一字 (7.5, 一般): odd pages are the primary.
    section.add_footerReference(WD_HEADER_FOOTER_INDEX.PRIMARY, frames.ODD_FOOTER)
    section.add_footerReference(WD_HEADER_FOOTER_INDEX.EVEN_PAGE, frames.EVEN_FOOTER)
    return body


def main(arguments: list[str]) -> int:
    """Write the parts into the folder that is named."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m zongjie.writers.docx.reference FOLDER\n")
        return 2
    folder = Path(arguments[0])
    for name, content in build().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
