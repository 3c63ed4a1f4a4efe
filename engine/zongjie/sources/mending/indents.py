"""Rows that begin in a column where nothing else does."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from zongjie.diagnostics import catalogue
from zongjie.sources.edit import Edit
from zongjie.sources.mending.flaws import Tell
from zongjie.sources.mending.layout import LIST, MAP, Level
from zongjie.sources.mending.lines import lead_of, name_of_blank

if TYPE_CHECKING:
    from zongjie.sources.mending.scan import Scan


def align(scan: Scan, level: Level, lead: str) -> None:
    """Put the row where its level has its column."""
    odd = lead.strip(" ")
    if not odd and (len(lead) == level.fixed or _is_dash_to_blame(scan, level, len(lead))):
        return
    start, end = scan.start, scan.start + len(lead)
    edit = Edit(start, end, " " * level.fixed)
    if level.flaw is not None and not odd and len(lead) == level.col:
        level.flaw.edits.append(edit)  # it moves along with the first
        return
    if odd:
        tell: Tell = partial(catalogue.slips.odd_indent, what=name_of_blank(lead))
        title = f"换成{level.fixed}个半角空格"
    else:
        tell = partial(catalogue.slips.misaligned, by=len(lead) - level.fixed)
        title = f"对齐到{level.fixed}格"
    flaw = scan.note((start, max(end, start + 1)), tell, title, edit)
    if level.col != level.fixed:
        level.flaw = flaw


def _is_dash_to_blame(scan: Scan, level: Level, col: int) -> bool:
    """Move the only dash of a list, where it and not the row below it is out of line.

    Nobody indents by one or by three: a dash in an odd column was meant for the next.
    """
    stack = scan.layout.stack
    by = col - level.col
    if level.kind != MAP or level is not stack[-1] or len(stack) < 3 or abs(by) != 1:
        return False
    items, outer = stack[-2], stack[-3]
    is_odd = (items.col - outer.col) % 2 == 1
    if items.kind != LIST or len(items.rows) != 1 or not is_odd or level.flaw or items.flaw:
        return False
    row = items.rows[0]
    start, lead = scan.starts[row], lead_of(scan.lines[row])
    if lead.strip(" ") or len(lead) != items.col:
        return False
    wanted = items.col + by
    tell = partial(catalogue.slips.misaligned, by=-by)
    edit = Edit(start, start + len(lead), " " * wanted)
    scan.note((start, start + max(1, len(lead))), tell, f"对齐到{wanted}格", edit)
    for one in (items, level):
        one.col, one.fixed = one.col + by, one.fixed + by
    return True
