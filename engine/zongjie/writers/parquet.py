"""Rows as a .parquet with typed columns, by pyarrow (the extra ``parquet``)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from itertools import islice
from typing import BinaryIO, Final

import pyarrow as pa
import pyarrow.parquet as pq

# Of 38 digits (decimal128) this many stand after the point; as many as a figure may have.
_PLACES: Final = 12
MOST_DIGITS: Final = 38 - _PLACES
"""Digits before the point that a number may have; one with more is left empty."""

_STEP: Final = Decimal(1).scaleb(-_PLACES)
_EXACT: Final = Context(prec=100, rounding=ROUND_HALF_UP)
_GROUP: Final = 8_192  # rows that are in memory together
_TYPES: Final = {
    str: pa.string(),
    int: pa.int64(),
    bool: pa.bool_(),
    dt.date: pa.date32(),
    Decimal: pa.decimal128(38, _PLACES),
}


def write(
    file: BinaryIO, columns: Mapping[str, type], rows: Iterable[Sequence[object]]
) -> list[Decimal]:
    """Write rows into ``file``, a group at a time; the same rows, the same bytes.

    A cell is of the type of its column (str, int, bool, date, Decimal) or None.  Numbers are
    kept to 12 places after the point; those with more than ``MOST_DIGITS`` before it are left
    empty, and returned.
    """
    schema = pa.schema([(name, _TYPES[of]) for name, of in columns.items()])
    lost: list[Decimal] = []
    left = iter(rows)
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        while group := list(islice(left, _GROUP)):
            arrays = [
                pa.array([_settled(cell, lost) for cell in column], field.type)
                for column, field in zip(zip(*group, strict=True), schema, strict=True)
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
    return lost


def _settled(cell: object, lost: list[Decimal]) -> object:
    """Return a number at the places of its column, None where it does not fit; the rest as is."""
    if not isinstance(cell, Decimal):
        return cell
    settled = cell.quantize(_STEP, context=_EXACT)
    if settled.adjusted() < MOST_DIGITS:
        return settled
    lost.append(cell)
    return None
