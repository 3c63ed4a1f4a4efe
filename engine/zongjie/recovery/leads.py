"""The paragraphs of a part: its opening, and items with their lead sentences (段首句)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from zongjie.numerals import to_chinese
from zongjie.recovery.draft import Item, Part, Piece
from zongjie.recovery.ending import PROBLEMS
from zongjie.recovery.headings import GLOSSARY

RUN_ON: Final = "句号接排"
COUNTED: Final = "一是"
ALONE: Final = "独立成段"

_LEAD: Final = re.compile(
    r"([^。！？；：\s][^。！？；：]{1,33}[^。！？；：\s])。([^\s].*)", re.DOTALL
)
_BRACKETED: Final = re.compile(r"(【[^】。]{2,20}】)([^\s].*)", re.DOTALL)
_ENTRY: Final = re.compile(r"([^：。]{1,40}：)([^\s].*)", re.DOTALL)
_NO_LEAD: Final = re.compile(r"各位|同志们|(?:20\d\d年|今年|明年)是")
_SURE: Final = 16  # characters: a first sentence this short is a lead
_FIGURE: Final = re.compile(r"[0-9]")  # a long sentence with one says something by itself
_FEWEST: Final = 2  # make a rule
_COUNT: Final = re.compile(r"[一二三四五六七八九十]{1,3}是")
_LONGEST_ALONE: Final = 30
_SHORTEST_BODY: Final = 40
_ALONE: Final = re.compile(r"[^\s。！？；：0-9][^。！？；：]{3,}。?")
_ENTRY_ALONE: Final = re.compile(r"[^：。]{1,40}：")


def sort_out(part: Part) -> None:
    """Turn the pieces of a part into its opening and its items."""
    glossary = bool(GLOSSARY.fullmatch(part.title))
    pieces, opening = part.pieces, []
    if part.run_in:
        opening, pieces = [pieces[0]], pieces[1:]
    items, part.lead = _items(pieces, glossary=glossary)
    led = next((at for at, item in enumerate(items) if item.lead or item.verbatim), len(items))
    if led < len(items) or part.parts:
        opening += [item.body for item in items[:led] if item.body is not None]
        items = items[led:]
    part.opening, part.items, part.pieces = opening, items, []
    for inner in part.parts:
        sort_out(inner)


def _items(pieces: Sequence[Piece], *, glossary: bool) -> tuple[list[Item], str]:
    """Return the items and how their leads are set; "" where they have none."""
    alone = _alone(pieces, glossary=glossary)
    bodies = {after.at for piece, after in pairwise(pieces) if piece.at in alone}
    run_on = _run_on(pieces, glossary=glossary)
    if len(alone) > len(run_on.keys() - bodies):
        return _joined(pieces, alone), ALONE
    items = []
    for piece in pieces:
        led = not piece.verbatim and piece.at in run_on  # 原文 may stand at the same line
        lead, rest = run_on[piece.at] if led else ("", piece.text)
        items.append(Item(lead, Piece(rest, piece.at, piece.last, piece.verbatim), piece.at))
    if _count(items, pieces):
        return items, COUNTED
    return items, RUN_ON if run_on else ""


def _count(items: list[Item], pieces: Sequence[Piece]) -> bool:
    """Take 一是, 二是 … off the leads where they count from one; other leads become text."""
    led = [item for item in items if _COUNT.match(item.lead)]
    counts = [f"{to_chinese(number)}是" for number in range(1, len(led) + 1)]
    if len(led) < _FEWEST or not all(map(str.startswith, (i.lead for i in led), counts)):
        return False
    for item, piece in zip(items, pieces, strict=True):
        count = _COUNT.match(item.lead)
        if count is None:
            item.lead, item.body = "", piece
        else:
            item.lead = item.lead[count.end() :]
    return True


def _run_on(pieces: Sequence[Piece], *, glossary: bool) -> dict[int, tuple[str, str]]:
    """Return the lead and the rest of each line that begins with a lead sentence."""
    found = {}
    for piece in pieces:
        if piece.verbatim or _NO_LEAD.match(piece.text):
            continue
        match = _BRACKETED.fullmatch(piece.text) or _LEAD.fullmatch(piece.text)
        if glossary:
            match = _ENTRY.fullmatch(piece.text)
        told = match is not None and len(match[1]) > _SURE and _FIGURE.search(match[1])
        if match is not None and not told and not PROBLEMS.search(match[1]):
            found[piece.at] = (match[1], match[2])
    if glossary or (len(found) >= _FEWEST and 2 * len(found) >= len(pieces)):
        return found
    return {at: pair for at, pair in found.items() if len(pair[0]) <= _SURE}


def _alone(pieces: Sequence[Piece], *, glossary: bool) -> set[int]:
    """Return the lines that are a lead sentence for the paragraph after them."""
    found = set()
    for piece, after in pairwise(pieces):
        if piece.verbatim or after.verbatim or _NO_LEAD.match(piece.text):
            continue
        if glossary:
            fits = _ENTRY_ALONE.fullmatch(piece.text) is not None
        else:
            short = len(piece.text) <= _LONGEST_ALONE and len(after.text) >= _SHORTEST_BODY
            fits = short and _ALONE.fullmatch(piece.text) is not None
        if fits:
            found.add(piece.at)
    return found if len(found) >= _FEWEST else set()


def _joined(pieces: Sequence[Piece], alone: set[int]) -> list[Item]:
    items: list[Item] = []
    for piece in pieces:
        last = items[-1] if items else None
        if piece.at in alone and not piece.verbatim:
            items.append(Item(piece.text, None, piece.at))
        elif last is not None and last.lead and last.body is None and not piece.verbatim:
            last.body = piece
        else:
            items.append(Item("", piece, piece.at))
    return items
