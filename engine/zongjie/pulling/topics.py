"""Paragraphs that an outline makes: what a report may say of them in 事项.

One that was deleted is left out (略去); words that were typed right behind its
段首句 are 举措, which print there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from zongjie.pulling.book import Book
from zongjie.pulling.footnotes import definitions
from zongjie.pulling.prose import Markup
from zongjie.pulling.steps import Doing, Step
from zongjie.pulling.structure import Layout
from zongjie.records import NamedTuple
from zongjie.revisions import Kind, Op
from zongjie.sources.edit import Edits
from zongjie.sources.nodes import Mapping as MappingNode
from zongjie.sources.rows import block
from zongjie.sources.spelling import Value

_TABLE: Final = "事项"
_LEFT_OUT: Final[Mapping[str, Value]] = {"略去": "是"}
_WORDS: Final = "举措"
_ENDS: Final = tuple("。！？")


def topic_of(book: Book, number: int) -> str:
    """Return the 事项 of the outline that a line is, "" where it is none."""
    return next((name for one in book.pieces(number) if (name := book.topic_of(one))), "")


def put(book: Book, values: Mapping[str, Value]) -> Doing | None:
    """Return the edit that says something of 事项; None where something is said of one already."""
    source, root = book.homes.main, book.homes.root
    table = root.record(_TABLE)
    if source is None or (table is None and _TABLE in root.keys):
        return None
    if table is None:
        return source, partial(_begun, root.node, dict(values))
    if any(name in table.keys for name in values):
        return None
    return source, partial(_added, table.node, values)


def _begun(root: MappingNode, values: dict[str, Value], edits: Edits) -> None:
    edits.insert(root, _TABLE, values)


def _added(table: MappingNode, values: Mapping[str, Value], edits: Edits) -> None:
    for name, value in values.items():
        edits.insert(table, name, value)


class _Omission(NamedTuple):
    """Lines that are gone, and the 事项 that are left out for it."""

    lines: tuple[int, ...]
    topics: tuple[str, ...]


def left_out(layout: Layout, gone: Sequence[int], barred: Mapping[object, str]) -> Iterator[Step]:
    """Yield the steps that leave paragraphs of the outline out: all at once, else one by one.

    The first of a report brings 事项 along, and the others wait for it.  What was only
    put elsewhere is not left out.
    """
    book = layout.book
    elsewhere = "\n".join(line.text for line in layout.wish)
    found = list(_omissions(book, {one for one in gone if book.body[one].text not in elsewhere}))
    lines = tuple(line for one in found for line in one.lines)
    together = _Omission(lines, tuple(name for one in found for name in one.topics))
    for one in (together, *found) if found else ():
        key = ("left out", *(book.lines[line].text for line in one.lines))
        doing = put(book, {name: dict(_LEFT_OUT) for name in one.topics})
        if key in barred or doing is None:
            continue
        yield Step(key, (doing,), gone=one.lines, tells=True)
        if one is together or book.homes.root.record(_TABLE) is None:
            return


def _omissions(book: Book, gone: set[int]) -> Iterator[_Omission]:
    """Yield whole sections, of which the heading goes by itself, and single paragraphs."""
    at = 0
    while at < len(book.body):
        section = _section(book, at) if at in gone else ()
        names = tuple(topic_of(book, one) for one in section)
        if section and all(names) and gone.issuperset(section):
            yield _Omission((at, *section), names)
            at = section[-1]
        elif at in gone and (name := topic_of(book, at)):
            yield _Omission((at,), (name,))
        at += 1


def _section(book: Book, number: int) -> Sequence[int]:
    """Return the lines below a heading, none below a line that is no heading."""
    head = book.body[number]
    if head.kind is not Kind.HEADING:
        return ()
    end = number + 1
    while end < len(book.body) and book.body[end].kind is Kind.BODY:
        end += 1
    return range(number + 1, end)


def own_words(book: Book, number: int, op: Op, markup: Markup) -> Step | None:
    """Return the step that puts words behind the 段首句 of a paragraph of the outline."""
    line, name = book.lines[number], topic_of(book, number)
    lead = line.text[: line.lead]
    turned = op.start == len(lead) - 1 and lead[-1:] == op.text[:1] == "。"
    if not name or op.start < op.end or not (turned or op.start == len(lead)):
        return None
    text = op.text[1:] + op.text[:1] if turned else op.text
    if text[-1:] not in _ENDS:
        return None  # it runs on into the words of the engine
    doing = put(book, {name: {_WORDS: block(markup.of(text))}})
    if doing is None:
        return None
    return Step((), (doing, *definitions(book, markup)), ((number, op),))
