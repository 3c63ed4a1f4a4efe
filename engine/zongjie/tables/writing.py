"""A form → an .xlsx, by openpyxl (the extra ``form``)."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from zongjie.model import Status
from zongjie.tables import form
from zongjie.tables.dress import Dress
from zongjie.tables.form import (
    DEPARTMENT,
    FIELDS,
    ITEM,
    MARK,
    NAME,
    PERCENT,
    STATUS,
    TEXT,
    UNIT,
    VALUE,
    WORDS,
    Form,
    Identity,
    Row,
    Sheet,
)
from zongjie.tables.returned import BETWEEN
from zongjie.text import display_width, is_formula, pattern

_PREVIOUS, _TARGET = "上年", "目标"
_SIGNED: Final = ("科长审核", "分管领导")
_COLUMNS: Final = (NAME, UNIT, _PREVIOUS, _TARGET, *FIELDS, *_SIGNED, MARK)
_WIDTHS: Final = (30, 12, 14, 14, 18, 9, 22, 18, 9, 22, 10, 10, 4)
_COUNT, _ASKED = "字数", "写什么"
_WORD_COLUMNS: Final = (DEPARTMENT, ITEM, _ASKED, TEXT, _COUNT, MARK)
_WORD_WIDTHS: Final = (16, 12, 24, 90, 8, 4)
_HEAD: Final = 4  # the row of the heads
_PAGE: Final = "文字材料"
_HOW: Final = (
    "填写说明：只填黄格。数值只写数，单位照“单位”栏；有几个数的连单位一起写（88处、4150平方米），百分数连百分号一起写。",
    "还没有数的，数值空着，状态选“待报”；确实没有的选“缺报”，不归这项的选“不适用”；没有最后核定的选“初步数”。",
    "和上年比变动大的，备注写明原因。不要删行、改名称。打印一份，科长审核、分管领导签字。",
)
_HOW_WORDS: Final = (
    "填写说明：只填黄格，一格写一项，分段用 Alt+Enter。只写事实，数写在指标表里。没有的空着。",
    "超过字数也收，但是办公室要删。",
)
_NEVER: Final = dt.datetime(1980, 1, 1)  # noqa: DTZ001 - a file has no time zone
_CORE: Final = "docProps/core.xml"
_MODIFIED: Final = re.compile(rb"(?<=>)[^<]*(?=</dcterms:modified>)")
_NO_SHEET_NAME: Final = pattern(r"[\[\]:*?/\\']")
_LONGEST_NAME: Final = 31
_LINE, _MOST_LINES = 18, 20  # points; Excel ends at 409


def write(asked: Form) -> bytes:
    """Return the workbook; the same form gives the same bytes."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.created = book.properties.modified = _NEVER
    book.properties.creator = "zongjie"
    dress = Dress()
    taken = {_PAGE}
    for sheet in asked.sheets:
        page = book.create_sheet(_sheet_name(sheet.department, taken))
        _figures(page, asked.identity, sheet, dress)
    _words(book.create_sheet(_PAGE), asked, dress)
    stream = io.BytesIO()
    book.save(stream)
    return _settled(stream.getvalue())


def _sheet_name(department: str, taken: set[str]) -> str:
    """Return a name that a sheet may have; reading goes by what the sheet says of itself."""
    name = _NO_SHEET_NAME.sub("·", department)[:_LONGEST_NAME]
    number = 2
    while name.casefold() in taken:
        end = f"（{number}）"
        name, number = name[: _LONGEST_NAME - len(end)].rstrip("（0123456789）") + end, number + 1
    taken.add(name.casefold())
    return name


def _put(page: Worksheet, row: int, column: int, text: str) -> Cell:
    """Put a text into a cell, so that no program takes it for a formula."""
    cell = page.cell(row, column)
    assert isinstance(cell, Cell)  # noqa: S101 - nothing is merged yet
    if text:
        cell.value = form.clean(text)
        cell.data_type = "s"
        cell.quotePrefix = is_formula(text)
    return cell


def _top(page: Worksheet, title: str, lines: Sequence[str], widths: Sequence[int]) -> None:
    """Write the title and the instructions across the page."""
    last = len(widths) - 1  # the marks are hidden
    for row, text in enumerate((title, lines[0], "\n".join(lines[1:])), 1):
        _put(page, row, 1, text)
        page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=last)
    for number, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(number)].width = width
    page.column_dimensions[get_column_letter(len(widths))].hidden = True


def _figures(page: Worksheet, whose: Identity, sheet: Sheet, dress: Dress) -> None:
    lines = (f"填报科室：{sheet.department}　　填报日期：　　　年　　月　　日", *_HOW)
    _top(page, f"{whose}工作总结指标填报表", lines, _WIDTHS)
    for at, text in enumerate(_COLUMNS[:-1], 1):
        dress.head(_put(page, _HEAD, at, text))
    mark = form.head_mark(whose, sheet.department, len(sheet.rows))
    _put(page, _HEAD, len(_COLUMNS), mark)
    for number, row in enumerate(sheet.rows, _HEAD + 1):
        _row(page, number, row, dress)
        _put(page, number, len(_COLUMNS), form.row_mark(whose, row.label, row.shown))
    numbered = list(enumerate(sheet.rows, _HEAD + 1))
    open_rows = [number for number, row in numbered if not row.computed]
    plain = [number for number, row in numbered if not row.computed and _is_number(row)]
    column = _COLUMNS.index(VALUE) + 1
    dress.numbers(page, _ranges(column, plain))
    dress.free(page, _ranges(column, sorted({*open_rows} - {*plain})))
    choices = [status.value for status in Status]
    dress.choices(page, _ranges(_COLUMNS.index(STATUS) + 1, open_rows), choices)
    dress.page(page, _HEAD, len(_COLUMNS) - 1, how_high=62)


def _ranges(column: int, rows: Sequence[int]) -> list[str]:
    """Return the cells of a column in some rows, neighbours as one: E5:E9."""
    letter = get_column_letter(column)
    starts = [row for at, row in enumerate(rows) if not at or rows[at - 1] != row - 1]
    ends = [row for at, row in enumerate(rows) if at + 1 == len(rows) or rows[at + 1] != row + 1]
    return [f"{letter}{first}:{letter}{last}" for first, last in zip(starts, ends, strict=True)]


def _is_number(row: Row) -> bool:
    """Whether its value is one number in a unit that is known."""
    return bool(row.unit) and not row.several and (row.number is not None or not row.shown[0])


def _row(page: Worksheet, number: int, row: Row, dress: Dress) -> None:
    beside = (row.label, row.unit, row.previous, row.target)
    for at, text in enumerate(beside):
        dress.fixed(_put(page, number, at + 1, text), centred=at == 1)
    for at, shown in enumerate(row.shown):
        column = len(beside) + 1 + at
        if at == 0 and row.computed:
            dress.fixed(_put(page, number, column, shown), centred=True)
        elif at == 0 and _is_number(row):
            percent = row.unit == PERCENT
            cell = page.cell(number, column)
            if row.number is not None:
                cell.value = Decimal(row.number).scaleb(-2 if percent else 0)
            dress.number(cell, percent=percent)
        else:
            dress.asked(_put(page, number, column, shown), centred=FIELDS[at] in (STATUS, "填报人"))
    lines = zip((*beside, *row.shown), _WIDTHS, strict=False)
    page.row_dimensions[number].height = _LINE * max(_lines(text, width) for text, width in lines)
    for at in range(len(_SIGNED)):
        dress.signed(page.cell(number, len(beside) + len(FIELDS) + 1 + at))


def _lines(text: str, width: int) -> int:
    """Return how many lines a text fills in a column; Excel itself leaves it cut."""
    most = max(1, width - 1)
    lines = (max(1, -(-display_width(line) // most)) for line in text.split("\n"))
    return min(sum(lines), _MOST_LINES)


def _words(page: Worksheet, asked: Form, dress: Dress) -> None:
    """Write the page on which each 科室 tells what numbers cannot."""
    _top(page, f"{asked.identity}工作总结文字材料", _HOW_WORDS, _WORD_WIDTHS)
    for column, text in enumerate(_WORD_COLUMNS[:-1], 1):
        dress.head(_put(page, _HEAD, column, text))
    _put(page, _HEAD, len(_WORD_COLUMNS), form.words_mark(asked.identity))
    number = _HEAD
    for sheet in asked.sheets:
        for item, (what, limit) in WORDS.items():
            number += 1
            shown = sheet.words.get(item, "")
            given = (sheet.department, item, f"{what}，{limit}字以内")
            for column, text in enumerate(given, 1):
                dress.fixed(_put(page, number, column, text), centred=column < len(given))
            dress.asked(_put(page, number, len(given) + 1, shown))
            place = f"{get_column_letter(len(given) + 1)}{number}"
            count = page.cell(number, len(given) + 2, f"=LEN({place})")
            dress.fixed(count, centred=True)
            name = f"{item}{BETWEEN}{sheet.department}"
            _put(page, number, len(_WORD_COLUMNS), form.row_mark(asked.identity, name, (shown,)))
            dress.limit(page, place, limit)
            height = max(5, _lines(shown, _WORD_WIDTHS[len(given)]))
            page.row_dimensions[number].height = _LINE * height
    dress.page(page, _HEAD, len(_WORD_COLUMNS) - 1, how_high=20)


def _settled(data: bytes) -> bytes:
    """Return the workbook without the time it was made at, inside and in the zip."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as made,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as settled,
    ):
        for name in made.namelist():
            part = made.read(name)
            if name == _CORE:
                part = _MODIFIED.sub(_NEVER.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), part)
            entry = zipfile.ZipInfo(name, _NEVER.timetuple()[:6])
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            settled.writestr(entry, part)
    return stream.getvalue()
