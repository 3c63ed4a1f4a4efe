"""花脸稿 → one HTML page: the sheet as `html` sets it, with what is gone and what is new."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Final

from zongjie.document.redlined import (
    HEAD,
    LEAD,
    PENDING,
    Draft,
    Fate,
    Grid,
    Item,
    Passage,
    Row,
    Stretch,
)
from zongjie.writers.html import escape, framed

# Two colours, and two lines for who prints in black.
_STYLE: Final = """
ins { color: #c00; text-decoration: underline; text-decoration-thickness: 1px; }
del { color: #06c; text-decoration: line-through; }
"""
_TAGS: Final = {Fate.INSERTED: "ins", Fate.DELETED: "del"}
_CLASSES: Final = {
    "subtitle": "subtitle",
    "addressee": "addressee",
    "verbatim": "verbatim",
    "annex": "annex",
    "chart": "chart",
    "signature": "date",
}
_END: Final = "¶"  # where only the end of a paragraph is gone or new


def write(redlined: Draft, title: str = "") -> str:
    """Return the page of a redline; it must be clean: see :mod:`zongjie.writers.guard`."""
    blocks = "\n".join(map(_item, redlined.items))
    notes = "\n".join(
        f'<li id="note-{number}">{_inside(note)}</li>' for number, note in redlined.notes.items()
    )
    section = f'<section class="notes">\n<ol>\n{notes}\n</ol>\n</section>\n' if notes else ""
    return framed(f"{blocks}\n{section}", title, _STYLE)


def _item(item: Item) -> str:
    if isinstance(item, Grid):
        return f"<table>\n{''.join(map(_row, item.rows))}</table>"
    kind = item.opening
    if kind == "title":
        return f"<h1>{_inside(item)}</h1>"
    if kind.startswith("heading"):
        tag = f"h{max(2, min(int(kind.removeprefix('heading')) + 1, 6))}"
        return f"<{tag}>{_inside(item)}</{tag}>"
    own = f' class="{_CLASSES[kind]}"' if kind in _CLASSES else ""
    return f"<p{own}>{_inside(item)}</p>"


def _row(row: Row) -> str:
    tag = "th" if row.opening == HEAD else "td"
    cells = []
    for cell in row.cells:
        side = f' style="text-align: {cell.opening}"' if cell.opening not in ("", HEAD) else ""
        cells.append(f"<{tag}{side}>{_inside(cell)}</{tag}>")
    return f"<tr>{''.join(cells)}</tr>\n"


def _inside(passage: Passage) -> str:
    parts = []
    for fate, same in groupby(passage.stretches, lambda one: one.fate):
        parts.append(_marked("".join(_looks(same)), fate))
    is_split = passage.fate is not Fate.KEPT and not passage.is_whole
    return "".join(parts) + (_marked(_END, passage.fate) if is_split else "")


def _marked(html: str, fate: Fate) -> str:
    tag = _TAGS.get(fate)
    return f"<{tag}>{html}</{tag}>" if tag else html


def _looks(stretches: Iterable[Stretch]) -> Iterable[str]:
    for one in stretches:
        html = f'<sup><a href="#note-{one.note}">{one.note}</a></sup>'
        html = html if one.note else escape(one.text)
        if one.look == PENDING:
            html = f'<mark class="pending">{html}</mark>'
        yield f"<strong>{html}</strong>" if one.look == LEAD else html
