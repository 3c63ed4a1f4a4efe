"""A document as sentences, each with its place: headings, prose, rows of tables, notes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from zongjie.comparing.records import Figure, Place, Sentence
from zongjie.document import (
    Annex,
    Attachments,
    Block,
    Chart,
    Document,
    Heading,
    Inlines,
    Note,
    Paragraph,
    Run,
    Signature,
    Table,
    Title,
    Verbatim,
    attachment_lines,
    chart_table,
    inlines_of,
    text_of,
)
from zongjie.text import pattern

# GB/T 15834 4.1 to 4.3: 。？！ end a sentence.  Of a list (一是……；二是……) each entry is
# one, whether its entries are parted by 。 or by ；.
_SENTENCE = pattern(
    r"(?:[^。！？；!?;]|[；;](?!\s*(?:其?[一二三四五六七八九十]+是|第[一二三四五六七八九十]+"
    r"|[（(]?(?:\d{1,2}|[一二三四五六七八九十]+)[.．、）)])))*"
    r"(?:[。！？!?]+[”’』」）)》]*|[；;]|$)"
)


def sentences(document: Document) -> list[Sentence]:
    """Return the sentences of a text in reading order, footnotes last, each once.

    Numbers of headings are left out: a chapter more would change all that follow.
    """
    found: list[Sentence] = []
    notes: dict[str, Inlines] = {}
    section = ""
    for block in document.blocks:
        if isinstance(block, Heading | Annex):
            section = text_of(block.runs).strip()
        found += _of_block(block, section)
        for inlines in inlines_of(block):
            for inline in inlines:
                if isinstance(inline, Note):
                    notes.setdefault(inline.key, inline.runs)
    for runs in notes.values():
        found += _cut(runs, Place.NOTE, Place.NOTE.value)
    return found


def _of_block(block: Block, section: str) -> Iterator[Sentence]:
    match block:
        case Title(runs) | Heading(_, _, runs) | Annex(_, runs):
            yield from _whole(runs, Place.HEADING, section)
        case Paragraph(lead, runs):
            yield from _cut((*lead, *runs), Place.BODY, section)
        case Table():
            yield from _rows(block, section)
        case Chart(title):
            yield from _whole(title, Place.TABLE, section)
            yield from _rows(chart_table(block), section)
        case Verbatim(text):
            yield from _cut((Run(text),), Place.BODY, section)
        case Attachments():
            for _, name in attachment_lines(block):
                yield from _whole(name, Place.BODY, section)
        case Signature(organ, date):
            yield from _whole(organ, Place.BODY, section)
            yield from _whole(date, Place.BODY, section)
        case _:  # 副标题、主送
            yield from _whole(block.runs, Place.BODY, section)


def _whole(runs: Inlines, place: Place, section: str) -> Iterator[Sentence]:
    text = text_of(runs).strip()
    if text:
        yield Sentence(text, place, section)


def _rows(table: Table, section: str) -> Iterator[Sentence]:
    for row in table.rows:
        text = "｜".join(text_of(cell).strip() for cell in row)
        if text.strip("｜"):
            yield Sentence(text, Place.TABLE, section)


def _cut(runs: Inlines, place: Place, section: str) -> Iterable[Sentence]:
    text, at = "", 0
    figures: list[Figure] = []
    for run in runs:
        if isinstance(run, Run):
            if run.value:
                figures.append(Figure(len(text), len(text) + len(run.text), run.value))
            text += run.text
    for line in text.split("\n"):
        for found in _SENTENCE.finditer(line):
            if sentence := found[0].strip():
                start = at + found.start() + found[0].index(sentence)
                own = _within(figures, start, start + len(sentence))
                yield Sentence(sentence, place, section, own)
        at += len(line) + 1


def _within(figures: list[Figure], start: int, end: int) -> tuple[Figure, ...]:
    """Return the figures between two places, their own places counted from the first."""
    first = bisect_left(figures, (start,))
    last = bisect_left(figures, (end,))
    return tuple(
        Figure(one.start - start, one.end - start, one.reference) for one in figures[first:last]
    )
