"""The workbook behind a chart: one sheet of texts and numbers (ECMA-376 part 1, clause 18).

Word opens it for “编辑数据”.  It has what a workbook must have and no more.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from zongjie.document import Chart
from zongjie.writers.docx import package
from zongjie.writers.docx.archive import archive, entry
from zongjie.writers.docx.package import XML
from zongjie.writers.docx.runs import escape

_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_SHEET: Final = "Sheet1"
_FRAME: Final = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    "</Types>",
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
    f'<sheets><sheet name="{_SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>',
}
_RELATIONS: Final = {
    "_rels/.rels": (f"{_OFFICE}/officeDocument", "xl/workbook.xml"),
    "xl/_rels/workbook.xml.rels": (f"{_OFFICE}/worksheet", "worksheets/sheet1.xml"),
}


def workbook(chart: Chart, level: int) -> bytes:
    """Return the .xlsx with the categories in column A and a column for each series."""
    parts = {name: f"{XML}{text}" for name, text in _FRAME.items()}
    for name, (kind, target) in _RELATIONS.items():
        parts[name] = package.relations([("rId1", kind, target)])
    parts["xl/worksheets/sheet1.xml"] = _sheet(chart)
    return archive(entry(name, [text.encode("utf-8")], level) for name, text in parts.items())


def column(at: int) -> str:
    """Return the letters of a column, counted from 0."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def span_of(at: int, first: int, last: int) -> str:
    """Return the reference of cells of one column, rows counted from 1."""
    letters = column(at)
    end = f":${letters}${last}" if last > first else ""
    return f"{_SHEET}!${letters}${first}{end}"


def _sheet(chart: Chart) -> str:
    head = ["", *(series.name for series in chart.series)]
    lines = [_row(1, [_text(column(at), 1, name) for at, name in enumerate(head)])]
    for at, category in enumerate(chart.categories):
        number = at + 2
        cells = [_text("A", number, category.text)]
        for place, series in enumerate(chart.series, 1):
            if series.values[at]:
                cells.append(f'<c r="{column(place)}{number}"><v>{series.values[at]}</v></c>')
        lines.append(_row(number, cells))
    return f'{XML}<worksheet xmlns="{_MAIN}"><sheetData>{"".join(lines)}</sheetData></worksheet>'


def _row(number: int, cells: Iterable[str]) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def _text(letters: str, number: int, text: str) -> str:
    if not text:
        return ""
    return (
        f'<c r="{letters}{number}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t>'
        "</is></c>"
    )
