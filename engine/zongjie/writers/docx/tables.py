"""Tables (ECMA-376 part 1, 17.4): columns as wide as what stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from zongjie.document import Inlines, Table, text_of
from zongjie.text import display_width, pattern
from zongjie.writers.docx import names
from zongjie.writers.docx.look import Look
from zongjie.writers.docx.runs import BODY, CLOSE, OPEN, paragraph
from zongjie.writers.docx.writing import Writing

_MARGINS: Final = 2 * 108  # twips beside the text of a cell, as in the style
_TOKEN: Final = pattern(r"[!-~]+|[^!-~]")  # a number or a word may not be broken


class Room(NamedTuple):
    """What the columns need at least, and what they would like, in twips."""

    least: tuple[int, ...]
    wanted: tuple[int, ...]


def room_of(table: Table, look: Look) -> Room:
    """Return the room that the columns of a table take up."""
    columns = max((len(row) for row in table.rows), default=0) or 1
    least, wanted = [2] * columns, [2] * columns
    for row in table.rows:
        for at, cell in enumerate(row):
            text = text_of(cell)
            longest = max(map(display_width, _TOKEN.findall(text)), default=0)
            least[at] = max(least[at], longest)
            wanted[at] = max(wanted[at], *map(display_width, text.split("\n")))
    return Room(*(tuple(_twips(count, look) for count in counts) for counts in (least, wanted)))


def _twips(count: int, look: Look) -> int:
    """Return the width of a cell for so many half characters.

    A twentieth more: in many fonts digits are a little wider than half.
    """
    return count * look.table_character * 21 // 40 + _MARGINS


def widths(room: Room, width: int) -> list[int]:
    """Return the width of each column; together they fill the line."""
    least, wanted = sum(room.least), sum(room.wanted)
    if wanted <= width:
        found = [one * width // wanted for one in room.wanted]
    elif least < width:
        pairs = zip(room.least, room.wanted, strict=True)
        found = [one + (more - one) * (width - least) // (wanted - least) for one, more in pairs]
    else:
        found = [one * width // least for one in room.least]
    found[-1] += width - sum(found)
    return found


def table_xml(table: Table, writing: Writing) -> str:
    """Return a table.

    OOXML wants a cell in each row and a row in each table.  Rows that have no
    cell get one with ``hideMark``; rows that do not exist are ``hidden`` (no
    row at all, or fewer rows than are said to be headers).
    """
    rows, header = table.rows, max(table.header, 0)
    columns = widths(room_of(table, writing.look), writing.width)
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
