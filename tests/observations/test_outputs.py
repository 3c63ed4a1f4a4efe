"""The files of a table: the same values in each, typed, harmless, and the same bytes."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import zipfile
from decimal import Decimal

import openpyxl
import pyarrow.parquet as pq
import pytest

from observed import rows_of
from zongjie.observations import outputs
from zongjie.observations.outputs import FORMATS, typed
from zongjie.observations.records import COLUMNS, Kind, Observation
from zongjie.writers.parquet import MOST_DIGITS

TITLES = [column.title for column in COLUMNS]
NUMBERS = [at for at, column in enumerate(COLUMNS) if column.kind is Kind.NUMBER]
LONG, ROUND = "123456789012345678", "2000000000000000"
INDICATORS = (
    "税收:\n  数值: 26.3亿元\n  上年: 24.9亿元\n  口径: =1+1\n  截至: 2025-11-30\n"
    "人:\n  数值: 30—50人\n  公开: 否\n绿地: 3.5亩\n待: 待报\n负: -3.25%\n"
    f'"=cmd|x": {LONG}件\n整: {ROUND}件\n"@甲": 三分之一\n"#N/A": 零发生\n"+乙 ": 约8.5万余人次'
)


def _written(rows: list[Observation], form: str) -> bytes:
    file = io.BytesIO()
    assert outputs.write(file, rows, form) == []
    return file.getvalue()


@pytest.fixture
def rows() -> list[Observation]:
    return rows_of(INDICATORS)[0]


def test_there_is_a_column_for_each_field() -> None:
    assert len(COLUMNS) == len(Observation._fields)
    assert len(set(TITLES)) == len(TITLES)


def test_a_csv_is_for_excel_and_for_programs(rows: list[Observation]) -> None:
    data = _written(rows, "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == len(rows) + 1
    head, *lines = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert head == TITLES
    for line, row in zip(lines, rows, strict=True):
        undone = [cell.removeprefix("'") for cell in line]
        assert undone == list(row)
    cells = [cell for line in lines for cell in line]
    assert {"'=cmd|x", "'=1+1", "'@甲", "'+乙", "'-3.25%", "-3.25"} <= set(cells)
    computed = [cell for cell in cells if cell.startswith(tuple("=+-@\t\r＝＋＠－"))]
    assert {Decimal(cell) for cell in computed} == {Decimal("-3.25")}


def test_a_sheet_has_numbers_as_numbers_and_computes_nothing(rows: list[Observation]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(_written(rows, "xlsx")))
    (sheet,) = book.worksheets
    assert (sheet.title, sheet.freeze_panes, sheet.merged_cells.ranges) == ("指标", "A2", set())
    head, *lines = sheet.iter_rows()
    assert [cell.value for cell in head] == TITLES
    assert {cell.data_type for line in lines for cell in line} == {"s", "n"}
    for line, row in zip(lines, rows, strict=True):
        for cell, column, text in zip(line, COLUMNS, row, strict=True):
            if not text:
                assert cell.value is None
            elif column.kind in (Kind.NUMBER, Kind.WHOLE) and text != LONG:
                assert cell.data_type == "n"
                assert Decimal(str(cell.value)) == Decimal(text)
            else:
                assert (cell.value, cell.data_type) == (text, "s")


def test_parquet_columns_are_typed_and_exact(rows: list[Observation]) -> None:
    table = pq.read_table(io.BytesIO(_written(rows, "parquet")))
    assert table.column_names == TITLES
    types = {str(table.schema.field(TITLES[at]).type) for at in NUMBERS}
    assert types == {"decimal128(38, 12)"}
    named = {name: str(table.schema.field(name).type) for name in ("年份", "截至", "公开", "文件")}
    assert named == {"年份": "int64", "截至": "date32[day]", "公开": "bool", "文件": "string"}
    for made, row in zip(table.to_pylist(), rows, strict=True):
        assert list(made.values()) == typed(row)
    assert table["截至"].to_pylist()[0] == dt.date(2025, 11, 30)
    assert table["公开"].to_pylist()[:2] == [True, False]


def test_json_has_all_digits_as_numbers(rows: list[Observation]) -> None:
    found = json.loads(_written(rows, "json"), parse_float=Decimal, parse_int=Decimal)
    for made, row in zip(found, rows, strict=True):
        plain = [one.isoformat() if isinstance(one, dt.date) else one for one in typed(row)]
        assert list(made.values()) == plain


def test_a_number_that_no_column_holds_is_left_empty_and_returned() -> None:
    rows, _ = rows_of(f"甲: {'9' * 20}亿元\n乙: {'9' * 18}亿元")
    assert len(rows[0].number) > MOST_DIGITS >= len(rows[1].number)
    file = io.BytesIO()
    assert outputs.write(file, rows, "parquet") == [Decimal(rows[0].number)]
    table = pq.read_table(io.BytesIO(file.getvalue()))
    assert table["数值"].to_pylist() == [None, Decimal(rows[1].number)]
    assert table["精确值"].to_pylist() == [row.exact for row in rows]


def test_more_places_than_a_column_has_are_rounded_half_up() -> None:
    rows, _ = rows_of("甲: 0.123456789015平方厘米")
    assert rows[0].number == "0.0000123456789015"
    table = pq.read_table(io.BytesIO(_written(rows, "parquet")))
    assert table["数值"].to_pylist() == [Decimal("0.000012345679")]


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_rows_give_the_same_bytes(form: str, rows: list[Observation]) -> None:
    assert _written(rows, form) == _written(list(rows), form)


@pytest.mark.parametrize("form", FORMATS)
def test_no_rows_are_a_table_too(form: str) -> None:
    data = _written([], form)
    if form == "json":
        assert json.loads(data) == []
    elif form == "parquet":
        assert pq.read_table(io.BytesIO(data)).num_rows == 0


def test_a_workbook_knows_no_time(rows: list[Observation]) -> None:
    with zipfile.ZipFile(io.BytesIO(_written(rows, "xlsx"))) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = parts.read("docProps/core.xml").decode()
    assert core.count("1980-01-01T00:00:00Z") == 2
