"""存在问题: 条目 added, removed and put in another order within their paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from zongjie.model import Style
from zongjie.numerals import heading_mark
from zongjie.pulling.book import Book, Slice, Sort
from zongjie.pulling.footnotes import definitions
from zongjie.pulling.homes import Home
from zongjie.pulling.marks import PARAGRAPH
from zongjie.pulling.prose import Markup
from zongjie.pulling.steps import Doing, Step, splice
from zongjie.records import NamedTuple
from zongjie.revisions import Group, Op, aligned
from zongjie.sources import nodes
from zongjie.sources.edit import Edits

_LIST: Final = "条目"
_STOPS: Final = "。；;"
_BEFORE: Final = "。；;：:，,！？ 　"
_MOST: Final = 20


class _Entry(NamedTuple):
    home: Home
    start: int  # of its number
    text: str


def listed(book: Book, number: int, new: str, markup: Markup) -> Step | None:
    """Return the step that makes the list of entries that a paragraph now has.

    What changed within an entry, or stays of one that was split, is left to the
    next round; None where the list is as it was.
    """
    olds = _entries(book, number)
    kind = book.report.style.item_number
    if len(olds) < 1 or not kind or PARAGRAPH in new:
        return None
    news = _read(new, kind)
    groups = aligned([one.text for one in olds], news)
    kept = [group for group in groups if group.olds and group.news]
    if not news or not kept:
        return None
    plain = (len(one.olds) == len(one.news) == 1 and not one.moved for one in groups)
    if all(plain):
        return None
    if any(olds[group.olds[0]].text in new for group in groups if not group.news):
        return None  # it is there still, without its number
    items = olds[0].home.way[-1].node
    if not isinstance(items, nodes.Sequence) or len(items.items) != len(olds):
        return None
    plan, texts, doing = _planned(groups, olds, news, markup)
    line = book.lines[number]
    op = Op(olds[0].start, len(line.text), _said(texts, book.report.style))
    doing.append((olds[0].home.source, partial(_put, items, plan)))
    doing += definitions(book, markup)
    return Step(("entries", line.text, new), tuple(doing), ((number, op),))


def _planned(
    groups: Sequence[Group], olds: Sequence[_Entry], news: Sequence[str], markup: Markup
) -> tuple[list[int | str], list[str], list[Doing]]:
    """Return the list, by old numbers or as new texts; what it says; edits of items that stay."""
    plan: list[int | str] = []
    texts: list[str] = []
    doing: list[Doing] = []
    for group in groups:
        for at in group.news:
            stays = bool(group.olds) and at == group.news[0]
            plan.append(group.olds[0] if stays else markup.of(news[at]))
            texts.append(olds[group.olds[0]].text if stays else news[at])
            if len(group.olds) > 1:  # the first takes in the others
                texts[-1] = news[at]
                home = olds[group.olds[0]].home
                whole = Slice(0, len(home.scalar.value.rstrip()), markup.of(news[at]))
                doing.append((home.source, partial(splice, home.scalar, whole)))
    return plan, texts, doing


def _said(texts: Sequence[str], style: Style) -> str:
    """Return how entries print: numbered, with the stops of the 体例."""
    stop = "。" if style.items_apart or any("。" in text for text in texts) else style.item_mark
    marks = (heading_mark(style.item_number, at) for at in range(1, len(texts) + 1))
    return stop.join(map("".join, zip(marks, texts, strict=True))) + "。"


def _entries(book: Book, number: int) -> list[_Entry]:
    """Return the entries that a line prints, if all it prints behind the first number are such."""
    found: list[_Entry] = []
    start = -1
    for piece in book.pieces(number):
        home = piece.home
        if home is None:
            start = piece.start if piece.text.strip(_STOPS) else start
        elif home.names[-1:] != (_LIST,):
            if found:
                return []
        elif found and found[-1].home is home:
            found[-1] = found[-1]._replace(text=found[-1].text + piece.text)
        else:
            found.append(_Entry(home, start, piece.text))
    if any(one.start < 0 or one.home.way[-1].at != at for at, one in enumerate(found)):
        return []
    kinds = (Sort.PROSE, Sort.VALUE, Sort.MARK, Sort.ATOM, Sort.AUTO)
    return found if all(piece.sort in kinds for piece in book.pieces(number)) else []


def _read(text: str, kind: str) -> list[str]:
    """Return the entries of a text, by their numbers, without the stops between them.

    Whoever takes an entry out, or turns two round, may leave the numbers as they were.
    """
    starts: list[tuple[int, int]] = []
    for number in range(1, _MOST + 1):
        mark = heading_mark(kind, number)
        at = text.find(mark)
        while at >= 0:
            if not at or text[at - 1] in _BEFORE:
                starts.append((at, at + len(mark)))
            at = text.find(mark, at + 1)
    starts.sort()
    ends = [*(start for start, _ in starts[1:]), len(text)][: len(starts)]
    return [text[begin:end].rstrip(_STOPS) for (_, begin), end in zip(starts, ends, strict=True)]


def _put(items: nodes.Sequence, plan: Sequence[int | str], edits: Edits) -> None:
    """Put a list in a new order: what stays in its order is not touched."""
    staying = _rising([one for one in plan if isinstance(one, int)])
    at = 0  # of the old items, those before which the next one stands
    for one in plan:
        if isinstance(one, str):
            edits.insert_item(items, at, one)
        elif one in staying:
            at = one + 1
        else:
            edits.move_item(items, one, items, at)
    for gone in set(range(len(items.items))) - {one for one in plan if isinstance(one, int)}:
        edits.remove_item(items, gone)


def _rising(numbers: Sequence[int]) -> set[int]:
    """Return the longest run of numbers that rise."""
    best: list[list[int]] = [[]]
    for number in numbers:
        before = max((len(run), run) for run in best if not run or run[-1] < number)[1]
        best.append([*before, number])
    return set(max((len(run), run) for run in best)[1])
