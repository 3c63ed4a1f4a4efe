"""Figures in the rows of a table: cells set apart by tabs, as a text has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from zongjie.model.mentions import Mention, MentionKind
from zongjie.model.quantity import split_measures

Heads = list[str]  # the words above the columns
_CELL: Final = re.compile(r"[^\t]*")
_TELLING: Final = 3  # characters of a cell that is no unit
_DIGIT: Final = re.compile(r"[0-9０-９]")
# Columns whose head adds nothing to the name of the row.
_PLAIN_WORDS: Final = "数值 数 本年 今年 合计 总计 完成 完成数 实绩 完成情况 本年数 实际完成 全年"
_PLAIN: Final = frozenset(_PLAIN_WORDS.split())


def heads_of(text: str, before: Heads | None) -> Heads | None:
    """Return the heads that a row stands under, None for a text that is no row.

    A row of a table that follows no other and counts nothing is its heads.
    """
    if "\t" not in text:
        return None
    if before is None:
        return [] if _DIGIT.search(text) else text.split("\t")
    return before


def in_row(text: str, heads: Heads) -> Iterator[Mention]:
    """Yield the figures of a row, each called by the first cell and the head of its column."""
    cells = [match for match in _CELL.finditer(text) if match[0] or match.start() == 0]
    label = cells[0][0].strip() if cells else ""
    places = _columns(text)
    for cell in cells[1:]:
        parsed = split_measures(cell[0])
        if parsed is None:
            if len(cell[0]) >= _TELLING and not _DIGIT.search(cell[0]):
                label += cell[0].strip()  # whose figure it is: 企业诉求办结率 中心街道 99.3%
            continue
        if not all(one.unit for one in parsed[0]):
            continue
        column = places[cell.start()]
        head = heads[column].strip() if column < len(heads) else ""
        name = label if head in _PLAIN else f"{label}{head}"
        said, unit = cell[0], parsed[0][0].unit
        yield Mention(cell.start(), cell.end(), said, MentionKind.INDICATOR, unit=unit, label=name)


def _columns(text: str) -> dict[int, int]:
    """Return which column begins at which place."""
    starts = [0, *(at + 1 for at, char in enumerate(text) if char == "\t")]
    return {start: column for column, start in enumerate(starts)}
