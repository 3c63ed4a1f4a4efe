"""Tables as an .xlsx of one sheet each, by openpyxl (the extra ``form``)."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO, Final, TypeAlias

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from zongjie.text import display_width, pattern
from zongjie.writers.docx.archive import archive, entry

Cell: TypeAlias = str | Decimal
Table: TypeAlias = Sequence[tuple[Cell, ...]]

_NEVER: Final = dt.datetime(1980, 1, 1)  # noqa: DTZ001 - no time zone in the file
_NARROWEST, _WIDEST = 8, 60  # columns of a sheet, in characters
_LONGEST: Final = 32_767  # characters of a cell (ECMA-376 part 1, and Excel's own limit)
_DIGITS: Final = 15  # of a number that Excel keeps
_SAMPLE: Final = 200  # rows that say how wide a column is
_FONT: Final = "宋体"
_BOLD, _PLAIN = Font(name=_FONT, size=11, bold=True), Font(name=_FONT, size=11)
_LINE, _TALLEST = 16, 405  # points of a line in that size, and about the most of a row
_WRAPPED: Final = Alignment(vertical="top", wrap_text=True)
_CORE: Final = "docProps/core.xml"
_MODIFIED: Final = re.compile(rb"(?<=>)[^<]*(?=</dcterms:modified>)")
_NOT_XML: Final = pattern(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_LEVEL: Final = 6  # of zlib

MOST_ROWS: Final = 1_048_576
"""Rows of a sheet (ECMA-376 part 1, 18.3.1.73, and Excel's own limit), the heads among them."""


def write(tables: Mapping[str, Table], widths: Sequence[int] = ()) -> bytes:
    """Return the workbook; the same tables give the same bytes.

    The first row heads the columns: it stays in sight, and on paper stands on each page.
    Columns are as wide as their cells like, or have ``widths`` (in characters).  Texts
    are stored as texts: what begins with = is never computed.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = None
    book.properties.created = book.properties.modified = _NEVER
    for name, rows in tables.items():
        sheet: Worksheet = book.create_sheet(name)
        _lay_out(sheet)
        columns = tuple(widths or _widths(rows))
        for at, width in enumerate(columns, 1):
            sheet.column_dimensions[get_column_letter(at)].width = width
        for at, row in enumerate(rows):
            sheet.append([_cell(sheet, value, bold=at == 0) for value in row])
            sheet.row_dimensions[at + 1].height = _height(row, columns)
    stream = io.BytesIO()
    book.save(stream)
    return _settled(stream.getvalue())


def _lay_out(sheet: Worksheet) -> None:
    """Keep the heads in sight; print on A4 across, as wide as the page, with lines."""
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0  # as many pages as it takes
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.gridLines = True


def _widths(rows: Table) -> Iterator[int]:
    """Yield of each column a width that its cells like."""
    for at in range(len(rows[0])):
        wanted = max(display_width(str(row[at])) for row in rows[:_SAMPLE])
        yield max(_NARROWEST, min(wanted + 2, _WIDEST))


def _height(row: Sequence[Cell], columns: Sequence[int]) -> int:
    """Return the points that a row needs: not every program finds out by itself."""
    lines = (
        sum(-(-max(display_width(line), 1) // (width - 1)) for line in str(cell).split("\n"))
        for cell, width in zip(row, columns, strict=True)
    )
    return min(_LINE * max(lines) + 2, _TALLEST)


def _is_too_long(value: Decimal) -> bool:
    """Whether the last digits would become 0 as a number; those that are 0 are none the worse."""
    return len(f"{value:f}".replace(".", "").strip("-0")) > _DIGITS


def _cell(sheet: Worksheet, value: Cell, *, bold: bool) -> SheetCell:
    if isinstance(value, Decimal) and _is_too_long(value):
        value = format(value, "f")
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
    return archive(entry(name, [_undated(name, part)], _LEVEL) for name, part in found)


def _undated(name: str, part: bytes) -> bytes:
    if name != _CORE:
        return part
    return _MODIFIED.sub(_NEVER.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), part)


# ---- rows too many for the memory ------------------------------------------------


def stream(
    file: BinaryIO, name: str, heads: Mapping[str, int], rows: Iterable[Sequence[Cell]]
) -> None:
    """Write a workbook of one sheet into ``file``, row by row; the same rows, the same bytes.

    ``heads`` are the columns with their widths in characters; they stay in sight and can be
    filtered by.  Rows are of one height.  There may be ``MOST_ROWS`` with the heads.
    """
    book = Workbook(write_only=True)
    book.properties.creator = None
    book.properties.created = _NEVER
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}1"
    for at, width in enumerate(heads.values(), 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.append([_head(sheet, title) for title in heads])
    for row in rows:
        sheet.append([_plain(sheet, value) for value in row])
    with _Undated(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as parts:
        ExcelWriter(book, parts).write_data()


def _head(sheet: Worksheet, title: str) -> SheetCell:
    cell = WriteOnlyCell(sheet, title)
    cell.font = _BOLD
    return cell


def _plain(sheet: Worksheet, value: Cell) -> SheetCell | Decimal | str | None:
    """Return a value without a style; a text that openpyxl would take for more stays a text."""
    if isinstance(value, Decimal):
        return format(value, "f") if _is_too_long(value) else value
    text = _text(value)
    if not text.startswith(("=", "#")):  # a formula, #N/A
        return text or None
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell


class _Undated(zipfile.ZipFile):
    """A zip whose parts know no time; a part on the disk is never in memory as a whole."""

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        """Add a file under a name."""
        with Path(filename).open("rb") as source, self.open(_part(arcname), "w") as part:
            shutil.copyfileobj(source, part)

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        """Add a part."""
        whole = data.encode() if isinstance(data, str) else data
        super().writestr(_part(zinfo_or_arcname), _undated(zinfo_or_arcname, whole))


def _part(name: str) -> zipfile.ZipInfo:
    part = zipfile.ZipInfo(name, _NEVER.timetuple()[:6])
    part.compress_type = zipfile.ZIP_DEFLATED
    return part
