"""Indicators as the rows of 指标, under the headings of the text they come from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from zongjie.recovery.figures.entries import Entry, Sureness
from zongjie.recovery.scalars import scalar
from zongjie.text import display_width

Row = tuple[str, int]  # what is written, and the line of the text it comes from
_COLUMN: Final = 40  # where the comments begin


def rows_of(entries: Sequence[Entry]) -> list[Row]:
    """Return the rows below ``指标:``, none where there is no indicator."""
    rows: list[Row] = []
    heading = ""
    for entry in entries:
        if entry.heading != heading:
            heading = entry.heading
            if rows:
                rows.append(("", -1))
            rows.append((f"  # {_on_one_line(heading)}", -1))
        rows += _entry_rows(entry, "  ")
    return rows


def _entry_rows(entry: Entry, indent: str) -> Iterator[Row]:
    fields = [
        ("数值", entry.value),
        ("上年", entry.previous),
        ("目标", entry.target),
        ("同比", entry.change),
        ("完成率", entry.completion),
        ("状态", "预计数" if entry.forecast else ""),
    ]
    given = [(key, value) for key, value in fields if value]
    key = f"{indent}{scalar(entry.name)}:"
    if not entry.parts and [name for name, _ in given] == ["数值"]:
        yield _commented(f"{key} {scalar(entry.value)}", entry), entry.at
        return
    yield _commented(key, entry), entry.at
    for name, value in given:
        yield f"{indent}  {name}: {scalar(value)}", entry.at
    if entry.parts:
        yield f"{indent}  其中:", entry.at
        for part in entry.parts:
            yield from _entry_rows(part, f"{indent}    ")


def _commented(row: str, entry: Entry) -> str:
    """Return a row with a comment that says what is doubtful of the indicator."""
    if entry.sureness is Sureness.HIGH:
        return row
    gap = " " * max(2, _COLUMN - display_width(row))
    return f"{row}{gap}# 把握{entry.sureness.value}：{'；'.join(entry.doubts)}"


def _on_one_line(text: str) -> str:
    """Return a heading as a comment may hold it."""
    return "".join(char if char.isprintable() else " " for char in text)
