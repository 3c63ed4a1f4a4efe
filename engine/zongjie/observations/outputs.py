"""Observations as a file: csv, xlsx, parquet or json, written row by row."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import BinaryIO, Final, TypeAlias

from zongjie.observations.records import COLUMNS, YES, Column, Kind, Observation
from zongjie.text import is_formula

Rows: TypeAlias = Iterable[Observation]

_SHEET: Final = "指标"
_DIGITS: Final = frozenset((Kind.NUMBER, Kind.WHOLE))
_TYPES: Final = {
    Kind.TEXT: str,
    Kind.DIGITS: str,
    Kind.NUMBER: Decimal,
    Kind.WHOLE: int,
    Kind.DAY: dt.date,
    Kind.FLAG: bool,
}


def write(file: BinaryIO, rows: Rows, form: str) -> list[Decimal]:
    """Write rows under one head into ``file``; the same rows give the same bytes.

    Returns the numbers that a column of the format cannot hold, which are left empty there.
    Raises KeyError for another format, ImportError for xlsx without openpyxl and parquet
    without pyarrow.
    """
    return _WRITERS[form](file, rows)


def _csv(file: BinaryIO, rows: Rows) -> list[Decimal]:
    """Write UTF-8 with the mark by which Excel and WPS know it; CRLF, as RFC 4180 has it."""
    stream = io.TextIOWrapper(file, "utf-8-sig", newline="")
    writer = csv.writer(stream)
    writer.writerow([column.title for column in COLUMNS])
    writer.writerows(map(_harmless, rows))
    stream.detach()
    return []


def _harmless(row: Observation) -> list[str]:
    """Return cells that no spreadsheet computes: '=1+1; numbers stay numbers."""
    return [
        f"'{cell}" if column.kind is Kind.TEXT and is_formula(cell) else cell
        for column, cell in zip(COLUMNS, row, strict=True)
    ]


def _xlsx(file: BinaryIO, rows: Rows) -> list[Decimal]:
    from zongjie.writers import sheets

    heads = {column.title: column.width for column in COLUMNS}
    sheets.stream(file, _SHEET, heads, map(_sheet_cells, rows))
    return []


def _sheet_cells(row: Observation) -> list[str | Decimal]:
    return [
        Decimal(cell) if cell and column.kind in _DIGITS else cell
        for column, cell in zip(COLUMNS, row, strict=True)
    ]


def _parquet(file: BinaryIO, rows: Rows) -> list[Decimal]:
    from zongjie.writers import parquet

    types = {column.title: _TYPES[column.kind] for column in COLUMNS}
    return parquet.write(file, types, map(typed, rows))


def typed(row: Observation) -> list[object]:
    """Return the cells as what they hold: str, int, bool, date or Decimal; None where empty."""
    return [_typed(column, cell) for column, cell in zip(COLUMNS, row, strict=True)]


def _typed(column: Column, cell: str) -> object:
    if not cell:
        return None
    match column.kind:
        case Kind.NUMBER:
            return Decimal(cell)
        case Kind.WHOLE:
            return int(cell)
        case Kind.DAY:
            return dt.date.fromisoformat(cell)
        case Kind.FLAG:
            return cell == YES
        case _:
            return cell


def _json(file: BinaryIO, rows: Rows) -> list[Decimal]:
    """Write a list with a row on each line."""
    between = "[\n"
    for row in rows:
        cells = zip(COLUMNS, row, strict=True)
        pairs = ", ".join(
            f"{json.dumps(c.title, ensure_ascii=False)}: {_value(c, v)}" for c, v in cells
        )
        file.write(f"{between}{{{pairs}}}".encode())
        between = ",\n"
    file.write(b"[]\n" if between == "[\n" else b"\n]\n")
    return []


def _value(column: Column, cell: str) -> str:
    """Return a cell as JSON; numbers with all of their digits."""
    if not cell:
        return "null"
    if column.kind in _DIGITS:
        return cell
    if column.kind is Kind.FLAG:
        return "true" if cell == YES else "false"
    return json.dumps(cell, ensure_ascii=False)


_WRITERS: Final[Mapping[str, Callable[[BinaryIO, Rows], list[Decimal]]]] = {
    "xlsx": _xlsx,
    "csv": _csv,
    "parquet": _parquet,
    "json": _json,
}
FORMATS: Final = tuple(_WRITERS)
LIBRARIES: Final = {"xlsx": ("openpyxl", "form"), "parquet": ("pyarrow", "parquet")}
"""What a format is written by, and the extra that brings it."""
