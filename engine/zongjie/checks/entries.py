"""What an outline says of itself that cannot be so, or that would print twice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from zongjie.diagnostics import Diagnostic, Text, catalogue
from zongjie.model import Direction
from zongjie.model.names import REPORT_NAMES
from zongjie.model.outline import Counting, Criterion, Entry, Outline, words_of
from zongjie.model.sentence import CHANGE, TIME, Mark, Pattern, Slot, Words
from zongjie.model.units import is_rate
from zongjie.text import name_key, pattern

_COMPARED: Final = ("同比", "环比", "比上年", "较上年", "比去年", "较去年", "比上年同期")
_CHANGED: Final = ("增长", "增加", "减少", "下降", "上升", "提高", "降低")
_REACHED: Final = ("达", "达到", "超", "超过", "突破", "近", "约")
_OF_OTHERS: Final = (Criterion.TARGET, Criterion.PREVIOUS)
_RESERVED: Final = frozenset(map(name_key, REPORT_NAMES))
_NUMBER: Final = pattern(
    r"\s*(?:第[一二三四五六七八九十]+(?:部分|章)|[一二三四五六七八九十]+、"
    r"|[（(](?:[一二三四五六七八九十]+|\d+)[）)]|\d+[.．、](?!\d)|[①-⑳])"
)


def check_entries(outline: Outline) -> Iterator[Diagnostic]:
    """Yield the faults of chapters, of their words, and of indicators."""
    for chapter in outline.chapters:
        if not chapter.topics:
            yield catalogue.patterns.empty_chapter(chapter.place.span(), chapter.name)
        if number := _NUMBER.match(chapter.title.value):
            span = chapter.title.slice(*number.span()).span()
            yield catalogue.patterns.own_number(span, number[0].strip())
        yield from _quotes("标题", chapter.title)
        if chapter.label is not None:
            yield from _quotes("概括", chapter.label)
    for topic in outline.topics():
        if topic.lead is not None:
            yield from _quotes("段首句", topic.lead)
    for entry in {id(one): one for one in outline.entries.values()}.values():
        yield from _entry(entry)


def _entry(entry: Entry) -> Iterator[Diagnostic]:
    for name in (entry.name, *entry.aliases):
        if name_key(name) in _RESERVED:
            yield catalogue.keys.reserved_name(entry.place.span(), name)
    for why in _at_odds(entry):
        yield catalogue.patterns.at_odds(entry.place.span(), entry.name, why)
    for at, later in enumerate(entry.patterns):
        first = next((one for one in entry.patterns[:at] if one.goes_before(later)), None)
        if first is not None:
            span = later.text.span()
            yield catalogue.patterns.never_reached(span, entry.name, first.text.span())
    for one in entry.all_patterns():
        yield from _again(entry, one)
        yield from _quotes("句式", one.text)


def _at_odds(entry: Entry) -> Iterator[str]:
    """Yield what of an indicator does not go together."""
    rates = [is_rate(one) for one in words_of(entry.units)]
    if entry.counting is Counting.RATE and rates and not any(rates):
        yield f"的计法是“比率”，单位“{entry.unit_words}”不是比率的"
    if entry.counting in (Counting.TOTAL, Counting.DAILY) and any(rates):
        yield f"的计法是“{entry.counting.value}”，单位“{entry.unit_words}”是比率的"
    if entry.criteria & set(_OF_OTHERS) and entry.direction in (None, Direction.NONE):
        told = "、".join(one.value for one in _OF_OTHERS if one in entry.criteria)
        direction = "方向是“仅作参考”" if entry.direction else "没有写方向"
        yield f"的判据是“{told}”，{direction}，提不出问题"


def _again(entry: Entry, one: Pattern) -> Iterator[Diagnostic]:
    """Yield words beside a slot that the slot says itself: 达达960名, 同比比上年增长."""
    pieces = [
        piece
        for piece in one.pieces
        if not isinstance(piece, Mark) and not (isinstance(piece, Slot) and piece.name == TIME)
    ]
    for first, second in pairwise(pieces):
        if isinstance(first, Words) and isinstance(second, Slot):
            words = first.text.rstrip()
            changes = (*_COMPARED, *_CHANGED) if second.name == CHANGE else ()
            known = _REACHED if second.reach else changes
            word = next((word for word in known if words.endswith(word)), "")
            if word:
                span, printed = first.place.span(), word + ("达" if second.reach else "比上年")
                yield catalogue.patterns.said_again(span, entry.name, printed)
        elif isinstance(first, Slot) and first.name == CHANGE and isinstance(second, Words):
            word = next((word for word in _CHANGED if second.text.startswith(word)), "")
            if word:
                span, printed = second.place.span(), f"比上年……{word}"
                yield catalogue.patterns.said_again(span, entry.name, printed)


def _quotes(where: str, text: Text) -> Iterator[Diagnostic]:
    """Yield a text in which “ and ” do not take turns."""
    opened = -1
    for at, char in enumerate(text.value):
        if char in "“”":
            if (char == "“") == (opened >= 0):
                yield catalogue.patterns.open_quote(text.slice(at, at + 1).span(), where)
                return
            opened = at if char == "“" else -1
    if opened >= 0:
        yield catalogue.patterns.open_quote(text.slice(opened, opened + 1).span(), where)
