"""What somebody changed without 修订, told as if it had been tracked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zongjie.readers.docx.marked import TABLE
from zongjie.readers.docx.markup import Markup
from zongjie.readers.docx.revisions import NOTES, Place, Revision, RevisionKind
from zongjie.records import NamedTuple
from zongjie.revisions import NOTE, Group, Kind, Line, Op, aligned, ops


class _Row(NamedTuple):
    text: str
    number: int
    where: str
    heading: str


def unmarked(before: Sequence[Line], after: Sequence[Line]) -> Markup:
    """Return the differences of two texts, without an author, as changes of the first.

    Paragraphs are counted as in a copy; a footnote has no heading.
    """
    rows, news = list(_rows(before)), [line.text.replace(NOTE, "") for line in after]
    found = list(_changes(rows, news))
    numbered = (one._replace(number=number) for number, one in enumerate(found, 1))
    texts = tuple(row.text for row in rows)
    return Markup(tuple(numbered), (), texts, tuple(row.heading for row in rows))


def _rows(lines: Sequence[Line]) -> Iterator[_Row]:
    count = notes = 0
    heading = ""
    for line in lines:
        text = line.text.replace(NOTE, "")
        if line.kind is Kind.NOTE:
            notes += 1
            yield _Row(text, notes, NOTES["footnote"], "")
            continue
        count += 1
        heading = text if line.kind is Kind.HEADING else heading
        yield _Row(text, count, TABLE if line.kind is Kind.CELL else "", heading)


def _changes(rows: Sequence[_Row], news: Sequence[str]) -> Iterator[Revision]:
    last = -1  # the paragraph of the first text that stood there before
    for group in aligned([row.text for row in rows], news):
        text = "\n".join(news[new] for new in group.news)
        if not group.olds:
            yield _new(rows, last, text)
            continue
        first = group.olds[0]
        if not group.news:
            yield _revision(RevisionKind.DELETED, f"{rows[first].text}\n", "", _place(rows, first))
        elif group.moved:
            yield _moved(rows, first, last, text)
        else:
            old = "\n".join(rows[at].text for at in group.olds)
            yield from (_edit(rows, group, old, op) for op in ops(old, text))
        last = group.olds[-1] if group.news and not group.moved else last


def _new(rows: Sequence[_Row], last: int, text: str) -> Revision:
    if last < 0:
        return _revision(RevisionKind.INSERTED, "", f"{text}\n", _place(rows, 0, 0, 0))
    return _revision(RevisionKind.INSERTED, "", f"\n{text}", _at_end(rows, last))


def _moved(rows: Sequence[_Row], first: int, last: int, text: str) -> Revision:
    to = _at_end(rows, last) if last >= 0 else _place(rows, 0, 0, 0)
    kind = RevisionKind.MOVED
    return _revision(kind, f"{rows[first].text}\n", f"\n{text}", _place(rows, first), to)


def _edit(rows: Sequence[_Row], group: Group, old: str, op: Op) -> Revision:
    at, start = group.olds[0], op.start
    for other in group.olds[1:]:
        if start <= len(rows[at].text):
            break
        start -= len(rows[at].text) + 1
        at = other
    before = old[op.start : op.end]
    end = min(start + len(before), len(rows[at].text))
    return _revision(_kind(before, op.text), before, op.text, _place(rows, at, start, end))


def _kind(before: str, after: str) -> RevisionKind:
    if not (before + after).strip("\n"):
        return RevisionKind.BROKEN
    if before and after:
        return RevisionKind.REPLACED
    return RevisionKind.DELETED if before else RevisionKind.INSERTED


def _revision(
    kind: RevisionKind, before: str, after: str, place: Place, to: Place | None = None
) -> Revision:
    return Revision(0, "", "", kind, before, after, place, to)


def _at_end(rows: Sequence[_Row], order: int) -> Place:
    length = len(rows[order].text)
    return _place(rows, order, length, length)


def _place(rows: Sequence[_Row], order: int, start: int = 0, end: int | None = None) -> Place:
    if not rows:
        return Place("", 1, "", 0, 0, 0)
    row = rows[order]
    whole = len(row.text) if end is None else end
    return Place(row.text, row.number, row.where, start, whole, order, row.heading)
