"""Tables (ECMA-376 part 1, 17.4): columns as wide as what stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from zongjie.document import Inlines, Table, text_of
from zongjie.records import NamedTuple
from zongjie.text import display_width, pattern
from zongjie.writers.docx import names
from zongjie.writers.docx.look import Look
from zongjie.writers.docx.runs import BODY, CLOSE, OPEN, paragraph
from zongjie.writers.docx.writing import Writing

_MARGINS: Final = 2 * 108  # twips beside the text of a cell, as in the style
# A word, and a number with its 万 or 亿, may not be broken.
_TOKEN: Final = pattern(r"[!-~]+[万亿]*|[^!-~]")
# Word and LibreOffice set a quarter of a character between 字 and a number.
_GAP: Final = pattern(r"(?<=[^\s!-~])(?=[!-~])|(?<=[!-~])(?=[^\s!-~])")
# In quarters of a character: a head that is never broken, and a column that counts as narrow.
_HEAD: Final = 4 * 4
_NARROW: Final = 8 * 4


class Room(NamedTuple):
    """What the columns need at least and would like, what text can be read in, what is narrow.

    All in twips.
    """

    least: tuple[int, ...]
    wanted: tuple[int, ...]
    readable: int
    narrow: int


def room_of(table: Table, look: Look) -> Room:
    """Return the room that the columns of a table take up."""
    columns = max((len(row) for row in table.rows), default=0) or 1
    least, wanted = [4] * columns, [4] * columns
    for index, row in enumerate(table.rows):
        for at, cell in enumerate(row):
            for line in text_of(cell).split("\n"):
                width = _quarters(line)
                whole = index < table.header and width <= _HEAD
                tokens = [line] if whole else _TOKEN.findall(line)
                least[at] = max(least[at], *map(_quarters, tokens), 0)
                wanted[at] = max(wanted[at], width)
    low, high = (tuple(_twips(count, look) for count in counts) for counts in (least, wanted))
    return Room(low, high, _twips(_HEAD, look), _twips(_NARROW, look))


def _quarters(text: str) -> int:
    """Return how wide a line is, in quarters of a character."""
    return 2 * display_width(text) + len(_GAP.findall(text))


def _twips(quarters: int, look: Look) -> int:
    """Return the width of a cell for so many quarters of a character.

    A twentieth more: in many fonts digits are a little wider than half.
    """
    return quarters * look.table_character * 21 // 80 + _MARGINS


def widths(room: Room, width: int) -> list[int]:
    """Return the width of each column; together they fill the line.

    Each gets what it cannot do without, then enough to be read, then the narrow
    ones all they would like; the wide ones share the rest, for text wraps.
    """
    needed, wanted = sum(room.least), sum(room.wanted)
    if wanted <= width:
        found = [one * width // wanted for one in room.wanted]
    elif needed >= width:
        found = [one * width // needed for one in room.least]
    else:
        found = _raised(room.least, [min(one, room.readable) for one in room.wanted], width)
        for narrow in sorted({one for one in room.wanted if one <= room.narrow}):
            found = _raised(found, [one if one <= narrow else 0 for one in room.wanted], width)
        found = _raised(found, room.wanted, width)
    found[-1] += width - sum(found)
    return found


def _raised(found: Sequence[int], aims: Sequence[int], width: int) -> list[int]:
    """Return columns brought to what they aim at, or as near as the line allows."""
    lacking = [max(0, aim - one) for one, aim in zip(found, aims, strict=True)]
    total, left = sum(lacking), width - sum(found)
    share = min(left, total)
    return [one + more * share // max(total, 1) for one, more in zip(found, lacking, strict=True)]


def table_xml(table: Table, writing: Writing) -> str:
    """Return a table.

    OOXML wants a cell in each row and a row in each table.  Rows that have no
    cell get one with ``hideMark``; rows that do not exist are ``hidden`` (no
    row at all, or fewer rows than are said to be headers).
    """
    rows, header = table.rows, max(table.header, 0)
    columns = _columns(table, writing)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    parts = [
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{names.TABLE_GRID}"/>'
        f'<w:tblW w:w="{writing.width}" w:type="dxa"/><w:jc w:val="center"/>'
        '<w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
    ]
    for index in range(max(len(rows), header, 1)):
        exists = index < len(rows)
        cells = rows[index] if exists else ()
        after = len(columns) - max(len(cells), 1)
        parts.append(
            "<w:tr><w:trPr>"
            + (f'<w:gridAfter w:val="{after}"/>' if after else "")
            + "<w:cantSplit/>"
            + ("<w:tblHeader/>" if index < header else "")
            + ("" if exists else "<w:hidden/>")
            + "</w:trPr>"
            + _cells(cells, columns, _openings(table, len(columns), head=index < header), writing)
            + "</w:tr>"
        )
    parts.append("</w:tbl>")
    return "".join(parts)


def _columns(table: Table, writing: Writing) -> list[int]:
    """Return the width of each column: as it was said, or as what stands in it wants."""
    room = room_of(table, writing.look)
    if len(table.shares) != len(room.least):
        return widths(room, writing.width)
    found = [writing.width * share // sum(table.shares) for share in table.shares]
    found[-1] += writing.width - sum(found)
    return found


def _openings(table: Table, columns: int, *, head: bool) -> list[str]:
    """Return how the paragraph of each column begins; the heads are all centred."""
    if head or not table.align:
        return [OPEN[names.TABLE_HEADING if head else names.TABLE_TEXT]] * columns
    sides = [*table.align, *[""] * columns][:columns]
    return [
        paragraph(names.TABLE_TEXT, f'<w:jc w:val="{side}"/>' if side else "") for side in sides
    ]


def _cells(
    cells: tuple[Inlines, ...], columns: Sequence[int], openings: list[str], writing: Writing
) -> str:
    if not cells:
        size = f'<w:tc><w:tcPr><w:tcW w:w="{columns[0]}" w:type="dxa"/>'
        return f"{size}<w:hideMark/></w:tcPr>{openings[0]}{CLOSE}</w:tc>"
    return "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{opening}{writing.of_cell(cell, BODY)}{CLOSE}</w:tc>"
        for cell, width, opening in zip(cells, columns, openings, strict=False)
    )
