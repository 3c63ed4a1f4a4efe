"""A comparison as two tables of cells, for sheets and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TypeAlias

from zongjie.comparing import words
from zongjie.comparing.records import Comparison, Match, Measured, Pair, Row
from zongjie.model import Kind, Quantity
from zongjie.model.derived import exact_base
from zongjie.model.units import settle
from zongjie.text import one_line

Cell: TypeAlias = str | Decimal
Table: TypeAlias = list[tuple[Cell, ...]]

INDICATORS, SENTENCES = "指标", "语句"


def tables(compared: Comparison) -> dict[str, Table]:
    """Return 指标 and 语句, as far as they were compared, each with its heading."""
    found: dict[str, Table] = {}
    if compared.rows is not None:
        found[INDICATORS] = _indicators(compared)
    if compared.pairs is not None:
        found[SENTENCES] = _sentences(compared)
    return found


def _indicators(compared: Comparison) -> Table:
    first, second = compared.labels
    head = (
        *(f"名称（{first}）", f"名称（{second}）", "对应", first, second, "增减", "变动", "说明"),
        *(f"{first}，折成基本单位", f"{second}，折成基本单位", "基本单位"),
    )
    return [head, *(line for row in compared.rows or () for line in _lines(row, compared))]


def _lines(row: Row, compared: Comparison) -> Iterator[tuple[Cell, ...]]:
    names = (words.title(row.before, row.depth), words.title(row.after, row.depth))
    alone = compared.labels[0 if row.after is None else 1]
    matched = f"只在{alone}" if row.match is Match.NONE else words.how(row)
    measures = row.measures or (Measured(None, None),)
    for one, cells in zip(measures, words.cells(row), strict=True):
        figures = (one.before, one.after)
        yield (*names, matched, *cells, *map(_base, figures), _base_unit(*figures))


def _base(figure: Quantity | None) -> Cell:
    """Return a figure in its base unit, exact; nothing for 约 and the like."""
    base = exact_base(figure) if figure is not None else None
    if base is None:
        return ""
    value = settle(base[0])
    return value if isinstance(value, Decimal) else str(value)


def _base_unit(*figures: Quantity | None) -> str:
    given = (figure for figure in figures if figure is not None and figure.kind is not Kind.ZERO)
    return "、".join(dict.fromkeys(one_line(figure.base()[1]) for figure in given))


def _sentences(compared: Comparison) -> Table:
    first, second = compared.labels
    head = (
        "变化",
        first,
        second,
        "改了什么",
        "说明",
        "位置",
        f"章节（{first}）",
        f"章节（{second}）",
    )
    return [head, *(_line(pair, compared) for pair in compared.pairs or ())]


def _line(pair: Pair, compared: Comparison) -> tuple[Cell, ...]:
    sides = (pair.before, pair.after)
    texts = (one_line(side.text) if side is not None else "" for side in sides)
    sections = (one_line(side.section) if side is not None else "" for side in sides)
    place = next(side.place.value for side in sides if side is not None)
    remark = words.remark(pair, compared)
    return (pair.relation.value, *texts, words.changed(pair), remark, place, *sections)
