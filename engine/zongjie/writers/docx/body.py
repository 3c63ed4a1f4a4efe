"""Blocks of a document as WordprocessingML (ECMA-376 part 1, clause 17).

Strings, not a tree: building the same XML with lxml takes four times as long.
What a reader needs to get the same blocks back is noted where it is written.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from zongjie.document import (
    Block,
    Document,
    Heading,
    Inlines,
    Note,
    Paragraph,
    Run,
    Signature,
    Table,
    Title,
    Verbatim,
)
from zongjie.model.profile import Profile
from zongjie.writers.docx import names, signature, stylesheet

_MARKUP = re.compile(r"[&<>\"\t\n]").search


def escape(text: str) -> str:
    """Escape for an element or an attribute; the only place that does."""
    if not _MARKUP(text):
        return text
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;")


class _Form(NamedTuple):
    """How the runs of one place begin, up to their text."""

    plain: str
    pending: str
    mark: str


# The hint makes “ ” — … take the CJK font: by themselves they may be either.
_HINT = '<w:rFonts w:hint="eastAsia"/>'
_HIGHLIGHT = '<w:highlight w:val="yellow"/>'
_TEXT = '<w:t xml:space="preserve">'
_END = "</w:t></w:r>"
_MARK = f'<w:r><w:rPr><w:rStyle w:val="{names.FOOTNOTE_REFERENCE}"/></w:rPr>'


def _form(style: str = "", font: str = "") -> _Form:
    chosen = f'<w:rStyle w:val="{style}"/>' if style else ""
    fonts = _HINT
    if font:
        slots = " ".join(f'w:{slot}="{font}"' for slot in ("ascii", "hAnsi", "eastAsia"))
        fonts = f'<w:rFonts w:hint="eastAsia" {slots}/>'
    return _Form(
        f"<w:r><w:rPr>{chosen}{fonts}</w:rPr>{_TEXT}",
        f"<w:r><w:rPr>{chosen}{fonts}{_HIGHLIGHT}</w:rPr>{_TEXT}",
        _MARK,
    )


_BODY = _form()
# Form 1 一、, 2 （一）, 3 1., 4 （1）.
_NUMBER_FORM = re.compile(r"(第.+部分|.+、)|([（(][^0-9０-９]+[）)])|([0-9０-９]+[.．])|(.+)")
_OF_STYLE = (_form(names.HEADING_NUMBER), _BODY)
# A run has one character style, and a footnote's mark needs it for its own:
# direct bold, which looks right there, tells that the mark belongs to the lead.
_LEAD = _form(names.LEAD)._replace(mark=_MARK.replace("</w:rPr>", "<w:b/></w:rPr>"))


def _paragraph(style: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'


_OPEN = {
    style: _paragraph(style)
    for style in (
        *(names.TITLE, *names.HEADINGS, names.BODY, names.ORGAN, names.DATE, names.VERBATIM),
        *(names.VERBATIM_FIRST, names.TABLE_TEXT, names.TABLE_HEADING, names.SEPARATOR),
        names.FOOTNOTE_TEXT,
    )
}
_CLOSE = "</w:p>"
_SEPARATOR = _OPEN[names.SEPARATOR] + _CLOSE


class Look(NamedTuple):
    """What the body takes from a 版式, worked out once.

    The font of a heading follows the form of its number, whatever its level: a
    text may begin at （一） (7.3.3, 一般).
    """

    of_form: dict[int, tuple[_Form, _Form]]
    width: int  # of the type area, in twips
    character: int  # twips from one character to the next
    sealed: bool  # 盖章


@lru_cache(maxsize=16)
def look_of(profile: Profile) -> Look:
    """Return what the body takes from a 版式."""
    fonts = [profile.text(group, "字体") for group in stylesheet.LEVELS]
    return Look(
        {
            form: (_form(names.HEADING_NUMBER, font), _form("", font))
            for form, font in enumerate(fonts, 1)
        },
        profile.width,
        stylesheet.character(profile),
        profile.says("落款", "盖章"),
    )


class Notes:
    """The footnotes met so far: key to number and text, in order of first mark."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self._numbers: dict[str, int] = {}
        self._runs: list[tuple[Run, ...]] = []

    def mark(self, note: Note, opening: str) -> str:
        """Return the runs of one mark: a reference, or a field that repeats it.

        The field (NOTEREF, 17.16.5.41) points to a hidden bookmark round the
        first mark, so that Word keeps both numbers alike when notes move.
        """
        number = self._numbers.get(note.key)
        if number is not None:
            return _repeated_mark(number, opening)
        self._runs.append(note.runs)
        number = self._numbers[note.key] = len(self._runs)
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="_RefNote{number}"/>'
            f'{opening}<w:footnoteReference w:id="{number}"/></w:r>'
            f'<w:bookmarkEnd w:id="{number}"/>'
        )

    def xml(self) -> str:
        """Return the footnotes; the blank behind the number is as Word types it."""
        head = f"{_OPEN[names.FOOTNOTE_TEXT]}{_MARK}<w:footnoteRef/></w:r><w:r>{_TEXT} {_END}"
        return "".join(
            f'<w:footnote w:id="{number}">{head}{_inlines(runs, _BODY, self)}{_CLOSE}</w:footnote>'
            for number, runs in enumerate(self._runs, 1)
        )


def _repeated_mark(number: int, opening: str) -> str:
    return (
        f'{opening}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'{opening}<w:instrText xml:space="preserve"> NOTEREF _RefNote{number} \\f \\h '
        f"</w:instrText></w:r>"
        f'{opening}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"{opening}<w:t>{number}</w:t></w:r>"
        f'{opening}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def body_xml(document: Document, profile: Profile) -> tuple[str, str]:
    """Return what stands in ``w:body`` before its section, and in ``w:footnotes``."""
    notes = Notes(look_of(profile))
    parts: list[str] = []

    previous: Block | None = None
    for block in document.blocks:
        if isinstance(block, Table) and isinstance(previous, Table):
            parts.append(_SEPARATOR)  # else Word draws both as one
        parts.append(_block(block, previous, notes))
        previous = block
    if previous is None or isinstance(previous, Table):
        parts.append(_SEPARATOR)  # a body ends with a paragraph
    return "".join(parts), notes.xml()


def _block(block: Block, previous: Block | None, notes: Notes) -> str:
    match block:
        case Paragraph(lead, runs):
            head = _inlines(lead, _LEAD, notes) if lead else ""
            return f"{_OPEN[names.BODY]}{head}{_inlines(runs, _BODY, notes)}{_CLOSE}"
        case Heading():
            return _heading(block, notes)
        case Title(runs):
            return f"{_OPEN[names.TITLE]}{_inlines(runs, _BODY, notes)}{_CLOSE}"
        case Verbatim(text):
            return _verbatim(text, follows=isinstance(previous, Verbatim))
        case Table():
            return _table(block, notes)
        case Signature(organ, date):
            at, on = signature.places(block, notes.look)
            return (
                f"{_placed(names.ORGAN, at, notes.look)}{_inlines(organ, _BODY, notes)}{_CLOSE}"
                f"{_placed(names.DATE, on, notes.look)}{_inlines(date, _BODY, notes)}{_CLOSE}"
            )


def _placed(style: str, left: int, look: Look) -> str:
    """Return the start of a paragraph that begins so many twips from the left.

    It may reach into the margin and has no gaps beside its digits: a date that is
    a little wider in another font must not be broken over two lines.
    """
    place = (
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        f'<w:ind w:left="{left}" w:right="-{2 * look.character}" w:rightChars="-200"/>'
        '<w:jc w:val="left"/></w:pPr>'
    )
    return _OPEN[style].replace("</w:pPr>", place)


def _inlines(inlines: Inlines, form: _Form, notes: Notes) -> str:
    """Return the runs, neighbours of one look as one."""
    parts: list[str] = []
    pieces: list[str] = []
    pending = False
    for inline in inlines:
        if isinstance(inline, Run):
            if inline.pending != pending:
                parts.append(_run("".join(pieces), form, pending=pending))
                pieces = []
                pending = inline.pending
            pieces.append(inline.text)
        else:
            parts.append(_run("".join(pieces), form, pending=pending))
            pieces = []
            parts.append(notes.mark(inline, form.mark))
    parts.append(_run("".join(pieces), form, pending=pending))
    return "".join(parts)


def _run(text: str, form: _Form, *, pending: bool = False) -> str:
    if not text:
        return ""
    if _MARKUP(text):
        text = escape(text).replace("\t", f"</w:t><w:tab/>{_TEXT}")
        text = text.replace("\n", f"</w:t><w:br/>{_TEXT}")
    return f"{form.pending if pending else form.plain}{text}{_END}"


def _heading(heading: Heading, notes: Notes) -> str:
    """Return a heading; its number has a style of its own, to be split off again."""
    level = max(1, min(heading.level, 9))
    deepest = len(names.HEADINGS)
    opening = _OPEN[names.HEADINGS[min(level, deepest) - 1]]
    if level > deepest:
        outline = f'<w:outlineLvl w:val="{level - 1}"/></w:pPr>'
        opening = opening.replace("</w:pPr>", outline)
    match = _NUMBER_FORM.match(heading.number)
    form = match.lastindex or level if match else level
    number, text = notes.look.of_form[form] if form != min(level, deepest) and match else _OF_STYLE
    return f"{opening}{_run(heading.number, number)}{_inlines(heading.runs, text, notes)}{_CLOSE}"


def _verbatim(text: str, *, follows: bool) -> str:
    """Return a paragraph a line; another style begins a block behind a block."""
    opening = _OPEN[names.VERBATIM]
    lines = [f"{opening}{_run(line, _BODY)}{_CLOSE}" for line in text.split("\n")]
    if follows:
        lines[0] = lines[0].replace(opening, _OPEN[names.VERBATIM_FIRST], 1)
    return "".join(lines)


def _table(table: Table, notes: Notes) -> str:
    """Return a table of equal columns.

    OOXML wants a cell in each row and a row in each table.  Rows that have no
    cell get one with ``hideMark``; rows that do not exist are ``hidden`` (no
    row at all, or fewer rows than are said to be headers).
    """
    rows, header = table.rows, max(table.header, 0)
    columns = max((len(row) for row in rows), default=0) or 1
    width = notes.look.width // columns
    column = f'<w:gridCol w:w="{width}"/>'
    parts = [
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{names.TABLE_GRID}"/>'
        f'<w:tblW w:w="{width * columns}" w:type="dxa"/><w:jc w:val="center"/>'
        '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/></w:tblPr>'
        f"<w:tblGrid>{column * columns}</w:tblGrid>"
    ]
    for index in range(max(len(rows), header, 1)):
        exists = index < len(rows)
        cells = rows[index] if exists else ()
        after = columns - max(len(cells), 1)
        parts.append(
            "<w:tr><w:trPr>"
            + (f'<w:gridAfter w:val="{after}"/>' if after else "")
            + "<w:cantSplit/>"
            + ("<w:tblHeader/>" if index < header else "")
            + ("" if exists else "<w:hidden/>")
            + f"</w:trPr>{_cells(cells, width, notes, head=index < header)}</w:tr>"
        )
    parts.append("</w:tbl>")
    return "".join(parts)


def _cells(cells: tuple[Inlines, ...], width: int, notes: Notes, *, head: bool) -> str:
    opening = _OPEN[names.TABLE_HEADING if head else names.TABLE_TEXT]
    size = f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
    if not cells:
        return f"{size}<w:hideMark/></w:tcPr>{opening}{_CLOSE}</w:tc>"
    return "".join(
        f'{size}<w:vAlign w:val="center"/></w:tcPr>'
        f"{opening}{_inlines(cell, _BODY, notes)}{_CLOSE}</w:tc>"
        for cell in cells
    )
