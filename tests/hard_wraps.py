"""Texts broken into lines as mail programs, old web pages and PDFs break them.

Written apart from the engine: what it finds is held against these.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from random import Random

NOT_FIRST = "。，、；：？！）》”’】%％,;:?!)"


def _columns(char: str) -> int:
    return 2 if unicodedata.east_asian_width(char) in "WFA" else 1


def by_characters(line: str, width: int) -> Iterator[str]:
    """Yield rows of so many characters."""
    for at in range(0, len(line), width):
        yield line[at : at + width]


def by_columns(line: str, width: int) -> Iterator[str]:
    """Yield rows of so many columns, two for a Chinese character."""
    row = ""
    for char in line:
        if sum(map(_columns, row + char)) > width:
            yield row
            row = ""
        row += char
    yield row


def hanging(line: str, width: int) -> Iterator[str]:
    """Yield rows whose last mark hangs behind them."""
    while line:
        end = width
        if line[end : end + 1] and line[end] in NOT_FIRST:
            end += 1
        yield line[:end]
        line = line[end:]


def moving(line: str, width: int) -> Iterator[str]:
    """Yield rows that never begin with a mark: a character comes down with it."""
    while line:
        end = width
        while end < len(line) and end > 1 and line[end] in NOT_FIRST:
            end -= 1
        yield line[:end]
        line = line[end:]


def uneven(line: str, width: int) -> Iterator[str]:
    """Yield rows as a PDF has them: a letter takes its own width, words stay whole."""
    random = Random(line)
    while line:
        end = min(len(line), width - random.choice((0, 0, 0, 0, 1, 2)))
        while 1 < end < len(line) and (
            line[end] in f"{NOT_FIRST} "
            or (line[end - 1].isascii() and line[end].isascii() and line[end].isalnum())
        ):
            end -= 1
        yield line[:end]
        line = line[end:]


WRAPS: dict[str, Callable[[str, int], Iterator[str]]] = {
    "字": by_characters,
    "列": by_columns,
    "悬挂": hanging,
    "移下": moving,
    "不齐": uneven,
}


def wrapped(text: str, how: str, width: int) -> str:
    """Return a text with each of its lines broken; what is centred stands as it is."""
    rows: list[str] = []
    for line in text.split("\n"):
        centred = len(line) - len(line.lstrip(" 　")) > 4
        rows += [line] if centred or not line else (row.rstrip() for row in WRAPS[how](line, width))
    return "\n".join(rows)
