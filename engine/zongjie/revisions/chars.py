"""What changed within a line, character by character, a number as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Final, TypeAlias

from zongjie.records import NamedTuple
from zongjie.text import pattern

Stretch: TypeAlias = tuple[str, str]  # what stood there, and what stands there now
_TOKEN: Final = pattern(r"\d+(?:[.,，]\d+)*%?|[A-Za-z]+|.", 16)  # 16: DOTALL
_CLAUSE: Final = pattern(r"[^，、；：。\n]*(?:[，、；：。\n]|$)", 16)
# Comparing takes time with the product of the lengths: 500 characters twice.  What is
# longer is compared by clauses first.
_LARGEST: Final = 250_000


class Op(NamedTuple):
    """The characters ``start`` to ``end`` of the old text became ``text``."""

    start: int
    end: int
    text: str


def ops(old: str, new: str) -> list[Op]:
    """Return what makes one text of the other, in order; nothing where they are alike."""
    found = []
    at = 0
    for before, after in _joined(stretches(old, new)):
        if before != after:
            found.append(Op(at, at + len(before), after))
        at += len(before)
    return found


def apply(text: str, changes: Iterable[Op]) -> str:
    """Return a text with all changes made; they are in order and do not overlap."""
    parts: list[str] = []
    at = 0
    for change in changes:
        parts += (text[at : change.start], change.text)
        at = change.end
    return "".join((*parts, text[at:]))


def stretches(old: str, new: str) -> list[Stretch]:
    """Return stretches that make both texts: alike ones, and changed ones."""
    olds, news = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(olds) * len(news) > _LARGEST:
        head, tail = _ends(olds, news)
        middle = "".join(olds[head : len(olds) - tail]), "".join(news[head : len(news) - tail])
        same, last = "".join(olds[:head]), "".join(olds[len(olds) - tail :])
        return [(same, same), *_by_clauses(*middle), (last, last)]
    return _compared(olds, news)


def _by_clauses(old: str, new: str) -> Iterator[Stretch]:
    """Yield the stretches of long texts: of the clauses that differ, by characters."""
    for before, after in _compared(_CLAUSE.findall(old), _CLAUSE.findall(new)):
        if before == after:
            yield before, after
            continue
        olds, news = _TOKEN.findall(before), _TOKEN.findall(after)
        if len(olds) * len(news) > _LARGEST:
            yield before, after
        else:
            yield from _compared(olds, news)


def _ends(olds: list[str], news: list[str]) -> tuple[int, int]:
    """Return how many tokens two lists begin with alike, and how many of the rest end so."""
    head = _common(olds, news)
    return head, _common(olds[head:][::-1], news[head:][::-1])


def _common(first: list[str], second: list[str]) -> int:
    pairs = zip(first, second, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(first), len(second)))


def _compared(olds: list[str], news: list[str]) -> list[Stretch]:
    """Return stretches of two lists; where even these are too long, one that changed."""
    head, tail = _ends(olds, news)
    before, after = olds[head : len(olds) - tail], news[head : len(news) - tail]
    same = "".join(olds[:head])
    found = [(same, same)]
    if len(before) * len(after) > _LARGEST:
        found.append(("".join(before), "".join(after)))
    else:
        codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        found += [("".join(before[a:b]), "".join(after[c:d])) for _, a, b, c, d in codes]
    last = "".join(olds[len(olds) - tail :])
    return [*found, (last, last)]


def _joined(found: Iterable[Stretch]) -> Iterator[Stretch]:
    """Yield the stretches, neighbouring changes as one."""
    before = after = ""
    for old, new in found:
        if old != new:
            before, after = before + old, after + new
        elif old:
            yield before, after
            yield old, new
            before = after = ""
    yield before, after
