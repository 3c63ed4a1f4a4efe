"""Make docxtpl's templates with python-docx: its default file, and a slim one."""

from __future__ import annotations

from pathlib import Path

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
    "Default Paragraph Font",
    "Normal Table",
    "No List",
    "footer",
}
UNUSED_PARTS = ("stylesWithEffects", "thumbnail", "customXml", "webSettings")


def make(path: Path, *, slim: bool) -> None:
    """Write a template; the slim one lacks what python-docx's default file drags along."""
    document = Document()
    if slim:
        _slim(document)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "仿宋_GB2312", Pt(16)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "仿宋_GB2312")
    normal.paragraph_format.line_spacing = Pt(28)
    normal.paragraph_format.space_after = Pt(0)
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT)
    _page_number(section.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT)
    _body(document)
    document.save(str(path))


def _body(document: Doc) -> None:
    title = document.add_paragraph("{{ title }}", style="Title")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _loop(document, "text in opening", "{{ text }}")
    document.add_paragraph("{%p for chapter in chapters %}")
    document.add_paragraph("{{ chapter.heading }}", style="Heading 1")
    document.add_paragraph("{%p for item in chapter['items'] %}")
    paragraph = _indented(document, "")
    paragraph.add_run("{{ item.lead }}").bold = True
    paragraph.add_run("{{ item.text }}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endfor %}")
    _indented(document, "{{ closing }}")
    _loop(document, "note in notes", "{{ note }}")


def _page_number(paragraph: Paragraph, side: WD_ALIGN_PARAGRAPH) -> None:
    """Print — 1 — at the outer side, as GB/T 9704 wants and our own output has it."""
    paragraph.alignment = side
    paragraph.add_run("— ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    paragraph.add_run(" —")


def _loop(document: Doc, head: str, text: str) -> None:
    document.add_paragraph(f"{{%p for {head} %}}")
    _indented(document, text)
    document.add_paragraph("{%p endfor %}")


def _indented(document: Doc, text: str) -> Paragraph:
    paragraph = document.add_paragraph(text)
    paragraph.paragraph_format.first_line_indent = Pt(32)
    return paragraph


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
