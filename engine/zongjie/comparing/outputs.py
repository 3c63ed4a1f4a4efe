"""A comparison in the formats somebody asked for."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

from zongjie.comparing.records import Comparison, Measured, Pair, Relation, Row, Said
from zongjie.comparing.tables import Cell, tables
from zongjie.comparing.terminal import text
from zongjie.model import Change, Quantity
from zongjie.model.derived import exact_base
from zongjie.model.quantity import format_decimal
from zongjie.text import is_formula


def write(compared: Comparison, form: str) -> bytes:
    """Return the bytes of a file: txt, csv, xlsx or json; the same for the same comparison.

    Raises KeyError for another format, ImportError for xlsx without openpyxl.
    """
    return _WRITERS[form](compared)


def _text(compared: Comparison) -> bytes:
    return text(compared).encode("utf-8", "replace")


def _csv(compared: Comparison) -> bytes:
    """Return the tables one below the other, with the mark by which Excel and WPS know UTF-8."""
    stream = io.StringIO()
    writer = csv.writer(stream)  # CRLF, as RFC 4180 has it
    for at, rows in enumerate(tables(compared).values()):
        if at:
            writer.writerow(())
        writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig", "replace")


def _harmless(cell: Cell) -> str:
    """Return a cell that no spreadsheet computes: '=1+1; numbers stay numbers."""
    if isinstance(cell, Decimal):
        return format_decimal(cell)
    return f"'{cell}" if is_formula(cell) else cell


def _xlsx(compared: Comparison) -> bytes:
    from zongjie.writers import sheets

    return sheets.write(tables(compared))


def _json(compared: Comparison) -> bytes:
    found: dict[str, object] = {
        side: {"file": name, "label": label, "year": year}
        for side, name, label, year in zip(
            ("before", "after"), compared.names, compared.labels, compared.years, strict=True
        )
    }
    if compared.rows is not None:
        found["indicators"] = [_row(row) for row in compared.rows]
    if compared.pairs is not None:
        found["counts"] = {relation.value: compared.count(relation) for relation in Relation}
        found["sentences"] = [_pair(pair) for pair in compared.pairs]
    data = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    return data.encode("utf-8", "replace")


def _row(row: Row) -> dict[str, object]:
    return {
        "match": row.match.value or None,
        "likeness": str(row.likeness) if row.before and row.after else None,
        "depth": row.depth,
        "before": _said(row.before),
        "after": _said(row.after),
        "differs": row.differs,
        "contradiction": None if row.contradiction is None else str(row.contradiction),
        "measures": [_measure(one) for one in row.measures],
    }


def _said(said: Said | None) -> dict[str, str] | None:
    return {"name": said.name, "shown": said.shown} if said is not None else None


def _measure(one: Measured) -> dict[str, object]:
    return {
        "before": _figure(one.before),
        "after": _figure(one.after),
        "difference": _change(one.difference),
        "change": _change(one.change),
        "why": one.why or None,
    }


def _figure(figure: Quantity | None) -> dict[str, str | None] | None:
    if figure is None:
        return None
    base = exact_base(figure)
    value = str(base[0]) if base is not None else None
    return {"text": str(figure), "base": value, "unit": figure.base()[1]}


def _change(change: Change | None) -> dict[str, object] | None:
    if change is None:
        return None
    amount = str(change.amount) if change.amount is not None else None
    return {"sign": change.sign, "amount": amount, "near": change.near}


def _pair(pair: Pair) -> dict[str, object]:
    sides = (("before", pair.before), ("after", pair.after))
    return {
        "relation": pair.relation.value,
        "moved": pair.moved,
        **{
            name: side and {"text": side.text, "place": side.place.value, "section": side.section}
            for name, side in sides
        },
        "edits": [list(edit) for edit in pair.edits],
    }


_WRITERS: Final[Mapping[str, Callable[[Comparison], bytes]]] = {
    "txt": _text,
    "csv": _csv,
    "xlsx": _xlsx,
    "json": _json,
}
FORMATS: Final = tuple(_WRITERS)
