"""What changed within a sentence, character by character, a number as a whole."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Final

from zongjie.comparing.records import Edit
from zongjie.text import pattern

_TOKEN: Final = pattern(r"\d+(?:[.,，]\d+)*%?|[A-Za-z]+|.", 16)  # 16: DOTALL
_CLAUSE: Final = pattern(r"[^，、；：。]*(?:[，、；：。]|$)", 16)
# Comparing takes time with the product of the lengths: 500 characters twice.  What is
# longer is compared by clauses.
_LARGEST: Final = 250_000
_ISLAND: Final = 1  # a sign that stays between two changes is read with them


def edits(before: str, after: str) -> tuple[Edit, ...]:
    """Return stretches that make both texts; alike ones and changed ones take turns."""
    olds, news = _TOKEN.findall(before), _TOKEN.findall(after)
    if len(olds) * len(news) > _LARGEST:
        olds, news = _CLAUSE.findall(before), _CLAUSE.findall(after)
    head = _common(olds, news)
    tail = _common(olds[head:][::-1], news[head:][::-1])
    ends = len(olds) - tail, len(news) - tail
    found = [Edit("".join(olds[:head]), "".join(news[:head]))]
    found += _middle(olds[head : ends[0]], news[head : ends[1]])
    found.append(Edit("".join(olds[ends[0] :]), "".join(news[ends[1] :])))
    return _merged(found)


def _common(first: list[str], second: list[str]) -> int:
    pairs = zip(first, second, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(first), len(second)))


def _middle(olds: list[str], news: list[str]) -> list[Edit]:
    if len(olds) * len(news) > _LARGEST:
        return [Edit("".join(olds), "".join(news))]
    codes = SequenceMatcher(None, olds, news, autojunk=False).get_opcodes()
    return [Edit("".join(olds[a:b]), "".join(news[c:d])) for _, a, b, c, d in codes]


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
