"""Rows of YAML: prose on rows of a readable length, and rows further in or out."""

from __future__ import annotations

import re
from typing import Final

_WIDTH: Final = 50  # characters of a row of prose
_CUTS: Final = "。；，！？”’》）】"
_CLAUSE: Final = re.compile(r"[^。；，！？]*[。；，！？]+[”’》）】]*|[^。；，！？]+")
_SENTENCE: Final = re.compile(r"[^。！？]*[。！？]+[”’》）】]*|[^。！？]+")
_BLANKS: Final = " \t\u3000"


def wrapped(text: str) -> list[str]:
    """Return prose on rows of a readable length, cut where a line end is nothing.

    A sentence begins a row unless it has room in the one before.
    """
    return [row for part in text.split("\n") for row in _rows(part)]


def _rows(text: str) -> list[str]:
    rows = [""]
    for sentence in _SENTENCE.findall(text):
        whole = len(rows[-1]) + len(sentence) <= _WIDTH
        if not whole and _may_cut(rows[-1], sentence):
            rows.append("")
        for clause in _CLAUSE.findall(sentence):
            if len(rows[-1]) + len(clause) > _WIDTH and _may_cut(rows[-1], clause):
                rows.append("")
            rows[-1] += clause
    return rows


def _may_cut(row: str, after: str) -> bool:
    """Whether a line end between two stretches is nothing: blanks round it would be lost."""
    return row[-1:] in _CUTS and row != "" and after[0] not in _BLANKS


def block(text: str) -> str:
    """Return prose as the value of a block of rows, where it is too long for one."""
    return "\n".join(wrapped(text)) + "\n" if len(text) > _WIDTH else text


def shifted(text: str, by: int) -> str:
    """Return lines further right or left, but for the first; raise ValueError where none may."""
    first, *rows = text.splitlines(keepends=True) or [""]
    if by < 0 and any(row.strip() and row[:-by].strip(" ") for row in rows):
        raise ValueError("a line stands too far left")
    moved = (row if not row.strip() else " " * by + row if by > 0 else row[-by:] for row in rows)
    return "".join((first, *moved))
