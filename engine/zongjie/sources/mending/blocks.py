"""Block texts, written below a bar: where they end, and what of them is not indented."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from zongjie.diagnostics import catalogue
from zongjie.sources.edit import Edit
from zongjie.sources.mending.flaws import MOST
from zongjie.sources.mending.layout import LIST, MAP, Level
from zongjie.sources.mending.lines import (
    DASHES,
    ODD,
    columns,
    is_name,
    key_of,
    lead_of,
    name_of_blank,
    takes_any,
)
from zongjie.text import pattern

if TYPE_CHECKING:
    from zongjie.sources.mending.scan import Scan

_DASH: Final = pattern(r"-(?=[ \t]|$)[ \t]*")
ODD_DASH: Final = pattern(rf"(-|[{DASHES}]|一(?=[ {ODD}]))[ {ODD}]*")
_SHORT: Final = 8  # characters of a key that is misspelt


def is_structure(scan: Scan, row: int) -> bool:
    """Whether a row is a key or an item of the report, and no part of a text."""
    line = scan.lines[row]
    lead = lead_of(line)
    col = columns(lead)[0]
    stack = scan.layout.stack
    dash = _DASH.match(line, len(lead))
    odd = ODD_DASH.match(line, len(lead))
    if dash is None and odd is not None:
        inner = key_of(line, odd.end(), scan.layout)
        dash = odd if inner is not None and scan.layout.knows(inner.name) else None
    if dash:
        lists = [level for level in stack if level.kind == LIST]
        inner = key_of(line, dash.end(), scan.layout)
        far = 4 if inner is not None and scan.layout.knows(inner.name) else 1
        return any(abs(level.col - col) <= far for level in lists)
    key = key_of(line, len(lead), scan.layout)
    if key is None or key.how == "missing":
        return False
    levels = [level for level in stack if level.kind == MAP]
    if scan.layout.knows(key.name):
        return any(abs(level.col - col) <= 2 for level in levels)
    here = [level for level in levels if level.col == col]
    if any(takes_any(level.spec) for level in here) and is_name(key.name):
        return True
    return bool(here) and not key.how and is_name(key.name) and len(key.name) <= _SHORT


def is_item_or_key(scan: Scan, row: int) -> bool:
    """Whether a row begins as an item or a key does, in whatever column."""
    line = scan.lines[row]
    at = len(lead_of(line))
    key = key_of(line, at, scan.layout)
    return bool(_DASH.match(line, at)) or (key is not None and not key.how)


def skip(scan: Scan, level: Level) -> None:
    """Go to the last row of the block that begins below this one."""
    content = 0
    row = scan.row + 1
    last = scan.row
    shift = max(0, level.fixed - level.col)
    while row < len(scan.lines) and len(scan.flaws) < MOST:
        line = scan.lines[row]
        lead = lead_of(line)
        plain = len(lead) - len(lead.lstrip(" "))
        if len(lead) < len(line):
            if plain > level.col and plain >= content:
                if not content:
                    content = _first(scan, level, row, plain)
                if shift and level.flaw is not None:
                    at = scan.starts[row]
                    level.flaw.edits.append(Edit(at, at, " " * shift))
            elif line[plain] == "#" or is_structure(scan, row):
                break
            else:
                content = content or level.col + 2
                _indent(scan, row, lead, content + shift)
            last = row
        row += 1
    scan.row = last
    level.end("block")


def _first(scan: Scan, level: Level, row: int, plain: int) -> int:
    """Return the column of a block's text; its first row may be indented as in Word."""
    least = plain
    for number, line, _ in scan.rows_below(row):
        blanks = len(line) - len(line.lstrip(" "))
        if blanks == len(line):
            continue
        if blanks <= level.col or (blanks < plain and is_structure(scan, number)):
            break
        least = min(least, blanks)
    if least < plain:
        start = scan.starts[row]
        tell = partial(catalogue.slips.misaligned, by=plain - least)
        edit = Edit(start, start + plain, " " * least)
        scan.note((start, start + plain), tell, f"对齐到{least}格", edit)
    return least


def _indent(scan: Scan, row: int, lead: str, col: int) -> None:
    """Note a row of a block's text that is not as far in as the others."""
    start, end = scan.starts[row], scan.starts[row] + len(lead)
    edit = Edit(start, end, " " * col)
    if lead.strip(" "):
        tell = partial(catalogue.slips.odd_indent, what=name_of_blank(lead))
        scan.note((start, end), tell, f"换成{col}个半角空格", edit)
    else:
        unindented = catalogue.slips.unindented_text
        scan.note((start, max(end, start + 1)), unindented, f"缩进到{col}格", edit)
