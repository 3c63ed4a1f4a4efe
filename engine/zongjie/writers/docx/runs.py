"""Runs and the beginnings of paragraphs, as strings (ECMA-376 part 1, 17.3)."""

from typing import Final

from zongjie.records import NamedTuple
from zongjie.writers.docx import names


def escape(text: str) -> str:
    """Escape for an element or an attribute; the only place that does."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;")


def unescape(text: str) -> str:
    """Return what :func:`escape` was given."""
    if "&" not in text:
        return text
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
    return text.replace("&amp;", "&")


class Form(NamedTuple):
    """How the runs of one place begin, up to their text; ``mark`` is a footnote's."""

    plain: str
    pending: str
    mark: str


# The hint makes “ ” — … take the CJK font: by themselves they may be either.
_HINT: Final = '<w:rFonts w:hint="eastAsia"/>'
_HIGHLIGHT: Final = '<w:highlight w:val="yellow"/>'
TEXT: Final = '<w:t xml:space="preserve">'
END: Final = "</w:t></w:r>"
_TAB: Final = f"</w:t><w:tab/>{TEXT}"
_BREAK: Final = f"</w:t><w:br/>{TEXT}"
MARK: Final = f'<w:r><w:rPr><w:rStyle w:val="{names.FOOTNOTE_REFERENCE}"/></w:rPr>'


def form(style: str = "", font: str = "") -> Form:
    """Return how runs of a character style begin, in a font of their own if one is given."""
    chosen = f'<w:rStyle w:val="{style}"/>' if style else ""
    fonts = _HINT
    if font:
        slots = " ".join(f'w:{slot}="{font}"' for slot in ("ascii", "hAnsi", "eastAsia"))
        fonts = f'<w:rFonts w:hint="eastAsia" {slots}/>'
    return Form(
        f"<w:r><w:rPr>{chosen}{fonts}</w:rPr>{TEXT}",
        f"<w:r><w:rPr>{chosen}{fonts}{_HIGHLIGHT}</w:rPr>{TEXT}",
        MARK,
    )


BODY: Final = form()
# Blanks at the end of a centred line move it by half their width: 1 pt is not seen.
_SMALL: Final = f'{_HINT}<w:sz w:val="2"/><w:szCs w:val="2"/>'
BLANKS: Final = Form(
    BODY.plain.replace(_HINT, _SMALL), BODY.pending.replace(_HINT, _SMALL), BODY.mark
)
# A run has one character style, and a footnote's mark needs it for its own:
# direct bold, which looks right there, tells that the mark belongs to the lead.
LEAD: Final = form(names.LEAD)._replace(mark=MARK.replace("</w:rPr>", "<w:b/></w:rPr>"))


def run(text: str, look: Form, *, pending: bool = False) -> str:
    """Return one run, nothing for no text."""
    if not text:
        return ""
    text = escape(text).replace("\t", _TAB).replace("\n", _BREAK)
    return f"{look.pending if pending else look.plain}{text}{END}"


def paragraph(style: str, properties: str = "") -> str:
    """Return the start of a paragraph; the properties come in the order of CT_PPr."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>'


OPEN: Final = {
    style: paragraph(style)
    for style in (
        *(names.TITLE, *names.HEADINGS, names.BODY, names.VERBATIM, names.VERBATIM_FIRST),
        *(names.TABLE_TEXT, names.TABLE_HEADING, names.SEPARATOR, names.FOOTNOTE_TEXT),
    )
}
CLOSE: Final = "</w:p>"
