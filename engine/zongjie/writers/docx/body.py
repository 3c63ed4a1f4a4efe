"""Blocks of a document as WordprocessingML (ECMA-376 part 1, clause 17).

Strings, not a tree: building the same XML with lxml takes four times as long.
What a reader needs to get the same blocks back is noted where it is written.
"""

import re
from collections.abc import Iterator
from itertools import zip_longest

from zongjie.document import (
    Addressee,
    Annex,
    Attachments,
    Block,
    Chart,
    Document,
    Heading,
    Paragraph,
    Run,
    Signature,
    Subtitle,
    Table,
    Title,
    Verbatim,
    text_of,
)
from zongjie.model.profile import Profile
from zongjie.records import NamedTuple
from zongjie.text import display_width
from zongjie.writers.docx import names, opening, styling
from zongjie.writers.docx.marks import AFTER_TEXT
from zongjie.writers.docx.runs import BODY, CLOSE, LEAD, OPEN, form, paragraph, run
from zongjie.writers.docx.sections import section
from zongjie.writers.docx.writing import Writing

# Form 1 一、, 2 （一）, 3 1., 4 （1）.
_NUMBER_FORM = re.compile(r"(第.+部分|.+、)|([（(][^0-9０-９]+[）)])|([0-9０-９]+[.．])|(.+)")
_OF_STYLE = (form(names.HEADING_NUMBER), BODY)
_MOST_MOVED = 5  # lines
_AT_ONCE = 20  # blocks
_LAST = paragraph(names.BODY, "<w:keepNext/>")
_SEPARATOR = OPEN[names.SEPARATOR] + CLOSE


class Body(NamedTuple):
    """What stands in w:body, its last section, and what in w:footnotes and w:numbering.

    The blocks are pieces in UTF-8, each of many: of a long report a copy of the whole, and
    characters that take two bytes each, are megabytes.  Who packs them uses them up.
    """

    blocks: list[bytes]
    section: str
    footnotes: bytes
    numbering: str
    has_landscape: bool
    charts: tuple[Chart, ...]


class _Sheet:
    """Pages that lie one way: the text with its signature, or a 附件."""

    def __init__(self, *, landscape: bool) -> None:
        self.landscape = landscape
        self._written: list[bytes] = []
        self._open: list[str] = []  # what was added since, to be encoded at once

    def add(self, xml: str) -> None:
        """Add a block, or nothing."""
        self._open.append(xml)
        if len(self._open) == _AT_ONCE:
            self._close()

    def pieces(self) -> list[bytes]:
        """Return all that was added, in UTF-8."""
        self._close()
        return self._written

    def _close(self) -> None:
        stretch = "".join(self._open).encode()
        if stretch:
            self._written.append(stretch)
        self._open = []


def body_of(document: Document, profile: Profile, writing: Writing) -> Body:
    """Return the body of a document in a 版式, its first page as the writing says."""
    numbering = _numbered(document, profile, writing)
    sheets = [_Sheet(landscape=writing.landscape)]
    previous: Block | None = None
    for block, following in zip_longest(document.blocks, document.blocks[1:]):
        if isinstance(block, Annex):
            writing.landscape = block.landscape
            sheets.append(_Sheet(landscape=block.landscape))
        elif isinstance(block, Table) and isinstance(previous, Table):
            sheets[-1].add(_SEPARATOR)  # else Word draws both as one
        xml = _block(block, previous, following, writing)
        sheets[-1].add(writing.of_block(block, xml))
        previous = block
    definitions = writing.notes.after_text(writing.of_note)
    if writing.look.marks.place == AFTER_TEXT:
        sheets[0].add(definitions)
    elif definitions:
        sheets.append(_Sheet(landscape=False))
        sheets[-1].add(definitions)
    return Body(
        list(_pieces(sheets, profile)),
        section(profile, landscape=sheets[-1].landscape),
        writing.notes.at_page_foot(writing.of_note).encode(),
        numbering,
        any(sheet.landscape for sheet in sheets),
        tuple(writing.charts),
    )


def _numbered(document: Document, profile: Profile, writing: Writing) -> str:
    """Return the list that numbers the headings, nothing where their numbers are typed."""
    if not styling.numbers_headings(profile):
        return ""
    from zongjie.writers.docx import numbering  # few ask for it

    plan = numbering.plan(document)
    writing.listed = iter(plan.listed)
    return numbering.definitions(plan.forms, profile)


def _pieces(sheets: list[_Sheet], profile: Profile) -> Iterator[bytes]:
    """Yield all pages; where they turn, a section ends in the last paragraph (17.6.18)."""
    for at, sheet in enumerate(sheets):
        last = at + 1 == len(sheets)
        turns = not last and sheets[at + 1].landscape != sheet.landscape
        pieces = sheet.pieces()
        if (turns or last) and not (pieces and pieces[-1].endswith(CLOSE.encode())):
            pieces.append(_SEPARATOR.encode())  # a body, and a section, end with a paragraph
        if turns:
            xml = b"".join(pieces)
            cut = xml.rindex(b"</w:pPr>")
            pieces = [xml[:cut], section(profile, landscape=sheet.landscape).encode(), xml[cut:]]
        yield from pieces


def _block(block: Block, previous: Block | None, following: Block | None, writing: Writing) -> str:
    match block:
        case Paragraph(lead, runs):
            head = writing.inlines(lead, LEAD) if lead else ""
            start = OPEN[names.BODY]
            if isinstance(following, Signature | Attachments) and _is_short(block, writing):
                start = _LAST
            return f"{start}{head}{writing.inlines(runs, BODY)}{CLOSE}"
        case Heading():
            return _heading(block, writing)
        case Title() | Subtitle() | Addressee():
            return opening.opening_xml(block, following, writing)
        case Verbatim(text):
            return _verbatim(text, writing, follows=isinstance(previous, Verbatim))
        case Table():
            from zongjie.writers.docx.tables import table_xml  # most reports have none

            return table_xml(block, writing)
        case Attachments() | Signature() | Annex():
            from zongjie.writers.docx.closing import closing_xml

            return closing_xml(block, writing)
        case Chart():
            from zongjie.writers.docx.charts import chart_xml  # few reports have any

            return chart_xml(block, writing)


def form_of(heading: Heading) -> int:
    """Return the level, 1 to 4, whose font a heading has: that of its number's form."""
    match = _NUMBER_FORM.match(heading.number)
    own = max(1, min(heading.level, len(names.HEADINGS)))
    return match.lastindex or own if match else own


def _is_short(block: Paragraph, writing: Writing) -> bool:
    """Whether the last paragraph is to stay with the signature (7.3.5.5, 一般).

    It may not stand on a page without text.  A long paragraph is left alone:
    LibreOffice moves the whole of it to the next page, where Word moves its last line.
    """
    width = display_width(text_of(block.lead) + text_of(block.runs))
    line = writing.look.width // writing.look.character * 2
    return width <= _MOST_MOVED * line


def _heading(heading: Heading, writing: Writing) -> str:
    """Return a heading; a typed number has a style of its own, to be split off again."""
    level = max(1, min(heading.level, 9))
    deepest = len(names.HEADINGS)
    style = names.HEADINGS[min(level, deepest) - 1]
    listed = next(writing.listed, None)  # None: all numbers are typed
    kind = form_of(heading)
    number, text = _OF_STYLE if kind == min(level, deepest) else writing.look.of_form[kind]
    typed = "" if listed else run(heading.number, number)
    opening = OPEN[style]
    if listed is not None or level > deepest:
        opening = paragraph(style, _place(level, writing, listed=listed))
    return f"{opening}{typed}{writing.inlines(heading.runs, text)}{CLOSE}"


def _place(level: int, writing: Writing, *, listed: bool | None) -> str:
    """Return what a heading's style does not say: its level, and its place in the list."""
    deep = level > len(names.HEADINGS)
    place = writing.look.unlisted if listed is False else styling.NONE
    if listed and deep:
        place = styling.listed(level)
    own = {"outlineLvl": styling.val(level - 1)} if deep else styling.NONE
    return styling.inner({**place, **own})


def _verbatim(text: str, writing: Writing, *, follows: bool) -> str:
    """Return a paragraph a line; another style begins a block behind a block."""
    opening = OPEN[names.VERBATIM]
    lines = [f"{opening}{writing.inlines((Run(line),), BODY)}{CLOSE}" for line in text.split("\n")]
    if follows:
        lines[0] = lines[0].replace(opening, OPEN[names.VERBATIM_FIRST], 1)
    return "".join(lines)
