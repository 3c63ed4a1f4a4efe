"""Make the templates and reference documents of all peers, with python-docx.

    python templates.py folder

Slim ones lack what python-docx's default file drags along: 160 styles that nothing
uses and the pictures of them.  Every peer gets a slim one; docxtpl and python-docx are
measured with the default file as well, because that is what most programs begin with.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from docx import Document
from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

KEPT_STYLES = {
    "Normal",
    "Heading 1",
    "Title",
    "Body Text",
    "Default Paragraph Font",
    "Normal Table",
    "No List",
    "footer",
}
UNUSED_PARTS = ("stylesWithEffects", "thumbnail", "customXml", "webSettings")


class Line(NamedTuple):
    """A paragraph of a template: its text in a peer's own language, a bold part before it."""

    text: str
    style: str = "Body Text"
    lead: str = ""


DOCXTPL = (
    Line("{{ title }}", "Title"),
    Line("{%p for text in opening %}"),
    Line("{{ text }}"),
    Line("{%p endfor %}"),
    Line("{%p for chapter in chapters %}"),
    Line("{{ chapter.heading }}", "Heading 1"),
    Line("{%p for item in chapter['items'] %}"),
    Line("{{ item.text }}", lead="{{ item.lead }}"),
    Line("{%p endfor %}"),
    Line("{%p endfor %}"),
    Line("{{ closing }}"),
    Line("{%p for note in notes %}"),
    Line("[{{ loop.index }}] {{ note }}"),
    Line("{%p endfor %}"),
)
DOCXTEMPLATER = (
    Line("{title}", "Title"),
    Line("{#opening}"),
    Line("{text}"),
    Line("{/opening}"),
    Line("{#chapters}"),
    Line("{heading}", "Heading 1"),
    Line("{#items}"),
    Line("{text}", lead="{lead}"),
    Line("{/items}"),
    Line("{/chapters}"),
    Line("{closing}"),
    Line("{#notes}"),
    Line("[{number}] {text}"),
    Line("{/notes}"),
)
# Tags in paragraphs of their own would leave these paragraphs empty.
WHOLE = '[loopOver: "paragraph"]'
EASY_TEMPLATE_X = (
    Line("{title}", "Title"),
    Line(f"{{#opening {WHOLE}}}{{text}}{{/opening}}"),
    Line(f"{{#chapters {WHOLE}}}{{heading}}", "Heading 1"),
    Line("{text}{/items}{/chapters}", lead=f"{{#items {WHOLE}}}{{lead}}"),
    Line("{closing}"),
    Line(f"{{#notes {WHOLE}}}[{{number}}] {{text}}{{/notes}}"),
)
# In Carbone a paragraph is repeated where the next one shows how the series goes on.
CARBONE = (
    Line("{d.title}", "Title"),
    Line("{d.opening[i].text}"),
    Line("{d.opening[i+1].text}"),
    Line("{d.chapters[i].heading}", "Heading 1"),
    Line("{d.chapters[i].items[i].text}", lead="{d.chapters[i].items[i].lead}"),
    Line("{d.chapters[i].items[i+1].text}"),
    Line("{d.chapters[i+1].heading}", "Heading 1"),
    Line("{d.closing}"),
    Line("[{d.notes[i].number}] {d.notes[i].text}"),
    Line("{d.notes[i+1].text}"),
)


def make(folder: Path) -> None:
    """Write every template into a folder."""
    _save(folder / "docxtpl.docx", DOCXTPL, slim=True)
    _save(folder / "docxtemplater.docx", DOCXTEMPLATER, slim=True)
    _save(folder / "easy-template-x.docx", EASY_TEMPLATE_X, slim=True)
    _save(folder / "carbone.docx", CARBONE, slim=True)
    _save(folder / "docxtpl-default.docx", DOCXTPL, slim=False)
    _save(folder / "reference.docx", (), slim=True)
    _save(folder / "reference-default.docx", (), slim=False)
    _save_for_pandoc(folder / "pandoc.docx")


def _save(path: Path, lines: Sequence[Line], *, slim: bool) -> None:
    document = Document()
    if slim:
        _slim(document)
    _dress(document)
    for line in lines:
        paragraph = document.add_paragraph(style=line.style)
        if line.lead:
            paragraph.add_run(line.lead).bold = True
        paragraph.add_run(line.text)
    document.save(str(path))


def _save_for_pandoc(path: Path) -> None:
    """Dress pandoc's own reference document: its writer wants the styles of that one."""
    import pypandoc

    pypandoc.convert_text("", "docx", format="markdown", outputfile=str(path))
    document = Document(str(path))
    _dress(document)
    document.save(str(path))


def _dress(document: Doc) -> None:
    """Give a document the page, the type and the page numbers of a 总结."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "仿宋_GB2312", Pt(16)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "仿宋_GB2312")
    normal.paragraph_format.line_spacing = Pt(28)
    normal.paragraph_format.space_after = Pt(0)
    document.styles["Body Text"].paragraph_format.first_line_indent = Pt(32)
    document.styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT)
    _page_number(section.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT)


def _page_number(paragraph: Paragraph, side: WD_ALIGN_PARAGRAPH) -> None:
    """Print — 1 — at the outer side, as GB/T 9704 wants and our own output has it."""
    paragraph.alignment = side
    paragraph.add_run("— ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    paragraph.add_run(" —")


def _slim(document: Doc) -> None:
    styles = document.styles.element
    for style in list(styles.style_lst):
        if style.name_val not in KEPT_STYLES and style.name_val.lower() != "heading 1":
            styles.remove(style)
    for latent in styles.findall(qn("w:latentStyles")):
        styles.remove(latent)
    for part in (document.part, document.part.package):
        for key, relation in list(part.rels.items()):
            if any(name in relation.reltype for name in UNUSED_PARTS):
                del part.rels[key]


if __name__ == "__main__":
    make(Path(sys.argv[1]))
