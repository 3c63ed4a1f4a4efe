"""Tables as an .xlsx of one sheet each, by openpyxl (the extra ``form``)."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from zongjie.comparing.tables import Cell, Table
from zongjie.text import display_width, pattern
from zongjie.writers.docx.archive import archive, entry

_NEVER: Final = dt.datetime(1980, 1, 1)  # noqa: DTZ001 - no time zone in the file
_NARROWEST, _WIDEST = 8, 60  # columns of a sheet, in characters
_LONGEST: Final = 32_767  # characters of a cell (ECMA-376 part 1, and Excel's own limit)
_DIGITS: Final = 15  # of a number that Excel keeps
_SAMPLE: Final = 200  # rows that say how wide a column is
_BOLD, _PLAIN = Font(bold=True), Font()
_WRAPPED: Final = Alignment(vertical="top", wrap_text=True)
_CORE: Final = "docProps/core.xml"
_MODIFIED: Final = re.compile(rb"(?<=>)[^<]*(?=</dcterms:modified>)")
_NOT_XML: Final = pattern(r"[\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_LEVEL: Final = 6  # of zlib


def write(tables: Mapping[str, Table]) -> bytes:
    """Return the workbook; the same tables give the same bytes.

    Texts are stored as texts: what begins with = is never computed.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = None
    book.properties.created = book.properties.modified = _NEVER
    for name, rows in tables.items():
        sheet: Worksheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        for letter, width in _widths(rows):
            sheet.column_dimensions[letter].width = width
        for at, row in enumerate(rows):
            sheet.append([_cell(sheet, value, bold=at == 0) for value in row])
    stream = io.BytesIO()
    book.save(stream)
    return _settled(stream.getvalue())


def _widths(rows: Table) -> Iterator[tuple[str, int]]:
    """Yield the letter of each column, and a width that its cells like."""
    for at in range(len(rows[0])):
        wanted = max(display_width(str(row[at])) for row in rows[:_SAMPLE])
        yield get_column_letter(at + 1), max(_NARROWEST, min(wanted + 2, _WIDEST))


def _cell(sheet: Worksheet, value: Cell, *, bold: bool) -> SheetCell:
    if isinstance(value, Decimal) and len(value.as_tuple().digits) > _DIGITS:
        value = format(value, "f")  # as a number the last digits would become 0
    cell = SheetCell(sheet, row=1, column=1)  # appending gives it its place
    if isinstance(value, Decimal):
        cell.value = value
    elif value:
        cell.value = _text(value)
        cell.data_type = "s"  # = would make it a formula
    cell.font = _BOLD if bold else _PLAIN
    cell.alignment = _WRAPPED
    return cell


def _text(text: str) -> str:
    """Return what XML and a cell can hold."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)[:_LONGEST]


def _settled(data: bytes) -> bytes:
    """Return the workbook without the time it was made at, inside and in the zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        found = [(name, parts.read(name)) for name in parts.namelist()]
    return archive(entry(name, _undated(name, part), _LEVEL) for name, part in found)


def _undated(name: str, part: bytes) -> bytes:
    if name != _CORE:
        return part
    return _MODIFIED.sub(_NEVER.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), part)
