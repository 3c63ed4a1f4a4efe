"""What changed within a sentence, for people: changes near each other are one."""

from __future__ import annotations

from typing import Final

from zongjie.comparing.records import Edit
from zongjie.revisions.chars import stretches

_ISLAND: Final = 1  # a sign that stays between two changes is read with them


def edits(before: str, after: str) -> tuple[Edit, ...]:
    """Return stretches that make both texts; alike ones and changed ones take turns."""
    return _merged([Edit(*stretch) for stretch in stretches(before, after)])


def _merged(found: list[Edit]) -> tuple[Edit, ...]:
    """Join neighbours of one sort, and changes with the single sign between them."""
    merged: list[Edit] = []
    for at, edit in enumerate(found):
        if edit == Edit("", ""):
            continue
        same = edit.before == edit.after
        inner = merged and merged[-1].before != merged[-1].after and at + 1 < len(found)
        island = same and inner and len(edit.before) <= _ISLAND and found[at + 1] != Edit("", "")
        last = merged[-1] if merged else None
        changed = last is not None and last.before != last.after
        if last is not None and (changed != same or island):
            merged[-1] = Edit(last.before + edit.before, last.after + edit.after)
        else:
            merged.append(edit)
    return tuple(merged)
