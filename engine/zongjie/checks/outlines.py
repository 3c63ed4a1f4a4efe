"""What is wrong with a template's outline, before any report uses it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

from zongjie.checks.entries import check_entries
from zongjie.diagnostics import Diagnostic, Origin, Span, Text, catalogue
from zongjie.model import quantity
from zongjie.model.outline import (
    MOST_IN_SENTENCE,
    MOST_IN_TOPIC,
    Entry,
    Outline,
    Topic,
    words_of,
)
from zongjie.model.sentence import CHANGE, FIGURE, TIME, Mark, Slot, Words
from zongjie.text import name_key, nearest, pattern

_MARK: Final = pattern(r"【注[：:]([^】]+)】")


def check_outline(outline: Outline, noted: Mapping[str, Span], *, own: bool) -> list[Diagnostic]:
    """Return the faults of an outline.

    ``noted`` are the footnotes that the template's own text marks; ``own``: its
    catalogue is this template's own, not another's.
    """
    return [
        *_topics(outline),
        *check_entries(outline),
        *(fault for entry in _entries(outline) for fault in _units(entry)),
        *(fault for entry in _entries(outline) for fault in _patterns(entry)),
        *(fault for entry in _entries(outline) for fault in _doubled(entry)),
        *(_following(outline) if own else ()),
        *_marks(outline, noted),
        *(fault for entry in _entries(outline) for fault in _glued(entry)),
        *(_unused(outline) if own and outline.chapters else ()),
    ]


def _entries(outline: Outline) -> list[Entry]:
    return list({id(entry): entry for entry in outline.entries.values()}.values())


def _topics(outline: Outline) -> Iterator[Diagnostic]:
    """Yield sentences and topics that are too long, and indicators that stand twice."""
    seen: dict[str, Origin] = {}
    for topic in outline.topics():
        names = list(topic.names())
        if len(names) > MOST_IN_TOPIC:
            span, what = topic.place.span(), f"事项“{topic.name}”"
            yield catalogue.templates.too_many_in_sentence(span, what, len(names), MOST_IN_TOPIC)
        for sentence in topic.sentences:
            if len(sentence.names) > MOST_IN_SENTENCE:
                span, count = sentence.names[0].origin.span(), len(sentence.names)
                yield catalogue.templates.too_many_in_sentence(
                    span, "这一句", count, MOST_IN_SENTENCE
                )
        for name in names:
            first = seen.setdefault(name_key(name.name), name.origin)
            if first is not name.origin:
                yield catalogue.templates.used_twice(name.origin.span(), name.name, first.span())


def _units(entry: Entry) -> Iterator[Diagnostic]:
    """Yield units that would not be read back after a number: 123, 10件."""
    for unit in words_of(entry.units):
        read = quantity.parse(f"1{unit}")
        if entry.unit_place is not None and (read is None or read.scale + read.unit != unit):
            span = entry.unit_place.span()
            yield catalogue.templates.no_unit(span, entry.name, unit)
    for first, second in entry.unlike_synonyms():
        if entry.unit_place is not None:
            span = entry.unit_place.span()
            yield catalogue.templates.unlike_synonyms(span, entry.name, first, second)


def _doubled(entry: Entry) -> Iterator[Diagnostic]:
    """Yield words that say the unit of the figure before them again: {数}条 with 条."""
    for one in entry.all_patterns():
        printed = [piece for piece in one.pieces if not isinstance(piece, Mark)]
        for slot, words in pairwise(printed):
            if not isinstance(slot, Slot) or not isinstance(words, Words):
                continue
            units = words_of(entry.units[-1:]) if slot.name == FIGURE else [slot.name]
            again = next((unit for unit in units if words.text.lstrip().startswith(unit)), None)
            if again is not None and slot.name not in (CHANGE, TIME):
                span = words.place.span()
                yield catalogue.templates.unit_again(span, entry.name, again)


def _patterns(entry: Entry) -> Iterator[Diagnostic]:
    """Yield patterns whose figures have no unit, or one that is not the indicator's."""
    known = {FIGURE, CHANGE, TIME, *words_of(entry.units)}
    for one in entry.all_patterns():
        slots = one.slots
        if FIGURE in slots and not entry.units:
            span, why = one.text.span(), "没有写单位"
            yield catalogue.templates.pattern_without_unit(span, entry.name, why)
        for piece in one.pieces:
            if isinstance(piece, Slot) and piece.name not in known:
                why = f"的句式里写“{piece.name}”，它的单位是“{entry.unit_words}”"
                span = piece.place.span()
                yield catalogue.templates.pattern_without_unit(span, entry.name, why)


def _following(outline: Outline) -> Iterator[Diagnostic]:
    """Yield short forms that lean on an indicator which does not stand before."""
    for topic in outline.topics():
        for sentence in topic.sentences:
            before: set[str] = set()
            for name in sentence.names:
                entry = outline.entry(name.name)
                for key, one in entry.following.items() if entry else ():
                    if key not in before:
                        known = outline.entries.get(key)
                        shown = known.name if known else key
                        yield catalogue.templates.not_before(one.text.span(), name.name, shown)
                before.add(name_key(name.name))


def _marks(outline: Outline, noted: Mapping[str, Span]) -> Iterator[Diagnostic]:
    """Yield marks without a text, and texts without a mark."""
    names = {key: name.value for key, (name, _) in outline.notes.items()}
    used = set(map(name_key, noted))
    for key, span in noted.items():
        if name_key(key) not in names:
            close = names.get(nearest(name_key(key), names), "")
            yield catalogue.templates.note_of_report(span, key, close)
    for key, place in _marked(outline):
        used.add(name_key(key))
        if name_key(key) not in names:
            close = names.get(nearest(name_key(key), names), "")
            yield catalogue.templates.no_note(place.span(), key, close)
    for folded, (name, _) in outline.notes.items():
        if folded not in used and _is_at_home(name, outline):
            yield catalogue.templates.unused_note(name.span(), name.value)


def _glued(entry: Entry) -> Iterator[Diagnostic]:
    """Yield marks right before a figure: raised, [3] and 298场 read as 3298场."""
    for one in entry.all_patterns():
        for mark, slot in pairwise(one.pieces):
            if isinstance(mark, Mark) and isinstance(slot, Slot) and slot.name != TIME:
                span = mark.place.span()
                yield catalogue.templates.glued_mark(span, mark.key)


def _is_at_home(name: Text, outline: Outline) -> bool:
    """Whether a footnote stands in a file whose chapter is printed."""
    homes = {chapter.place.span().source.name for chapter in outline.chapters}
    return name.span().source.name in homes


def _marked(outline: Outline) -> Iterator[tuple[str, Origin]]:
    for entry in _entries(outline):
        for one in entry.all_patterns():
            for piece in one.pieces:
                if isinstance(piece, Mark):
                    yield piece.key, piece.place
    for topic in outline.topics():
        yield from _in_lead(topic)


def _in_lead(topic: Topic) -> Iterator[tuple[str, Origin]]:
    if topic.lead is not None:
        for match in _MARK.finditer(topic.lead.value):
            yield match[1].strip(), topic.lead.slice(*match.span())


def _unused(outline: Outline) -> Iterator[Diagnostic]:
    used = {name_key(name.name) for topic in outline.topics() for name in topic.names()}
    for entry in _entries(outline):
        if name_key(entry.name) not in used:
            yield catalogue.templates.entry_in_no_section(entry.place.span(), entry.name)
