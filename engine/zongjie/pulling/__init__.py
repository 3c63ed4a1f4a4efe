"""Edits that people made in Word → edits of the YAML (law 4).

:func:`bring_home` takes the report as it prints now, the text that the edited
files were made from, and these; it returns the report with all that could be
taken, proved by printing it, and every edit told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zongjie.pulling.book import Book, Print, Printer
from zongjie.pulling.bringing import Bringer
from zongjie.pulling.marks import Signs, names_like, own_names, signed
from zongjie.pulling.merging import Copy, Merged, joined, merged, side_by_side
from zongjie.pulling.spots import trimmed
from zongjie.pulling.telling import Change, told
from zongjie.pulling.whose import with_names
from zongjie.records import NamedTuple
from zongjie.revisions import NOTE, Kind, Line, apply, ops
from zongjie.sources.report import Loaded

__all__ = ["Change", "Copy", "Home", "Print", "Printer", "bring_home"]


class Home(NamedTuple):
    """The report with what was taken, its lines then, and all edits in the order of the text."""

    loaded: Loaded
    lines: Sequence[Line]
    changes: list[Change]


def bring_home(
    now: Print,
    copies: Sequence[tuple[Sequence[Line], Copy]],
    printer: Printer,
    *,
    as_is: bool = False,
) -> Home:
    """Return a report that prints what edited copies say, as far as it can.

    ``copies`` are edited files, each with the lines that it was made from.  With
    ``as_is`` words of a template are taken, too: the paragraph becomes staff's own.
    """
    copies = [(base, copy._replace(lines=[*map(trimmed, copy.lines)])) for base, copy in copies]
    every = [line for base, copy in copies for line in (*base, *copy.lines)]
    signs = Signs(line.text for line in every)
    if now.document is None or now.report is None:
        raise ValueError("a report with errors has no text")
    book = Book(now.loaded, now.document, now.report, signs, now.topics)
    wished = _wished(book, copies, signs)
    brought = Bringer(book, wished.lines, printer, signs, as_is=as_is).bring()
    changes = told(book, brought, wished.conflicts)
    if len(copies) > 1:
        changes = with_names(changes, copies, book)
    return Home(brought.book.loaded, brought.book.plain, changes)


def _wished(book: Book, copies: Sequence[tuple[Sequence[Line], Copy]], signs: Signs) -> Merged:
    """Return the lines that the copies ask for, on top of what the report says now."""
    own = _texts(book.lines, own_names(book.lines, signs))
    if len(copies) == 1:
        base, copy = copies[0]
        if _texts(base, own_names(base, signs)) == own:
            return Merged(list(copy.lines), [])
    bodies: list[Copy] = []
    notes: list[dict[str, str]] = []
    conflicts = []
    for base, copy in copies:
        before, names = own_names(base, signs), names_like(copy.lines, base, signs, book.lines)
        olds, news = signed(base, before), signed(copy.lines, names)
        made = merged(_body(olds), book.body, [Copy(copy.name, _body(news))])
        conflicts += made.conflicts
        bodies.append(Copy(copy.name, made.lines))
        notes.append(_carried(_notes(olds, before), _own_notes(book), [_notes(news, names)]))
    if len(bodies) == 1:
        return Merged(_unsigned(bodies[0].lines, notes[0], signs), side_by_side(conflicts))
    together = merged(book.body, book.body, bodies)
    joint = _carried(_own_notes(book), _own_notes(book), notes)
    lines = _unsigned(together.lines, joint, signs)
    return Merged(lines, side_by_side([*conflicts, *together.conflicts]))


def _texts(lines: Sequence[Line], names: Mapping[str, str]) -> list[str]:
    return [line.text for line in signed(lines, names)]


def _body(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.kind is not Kind.NOTE]


def _notes(lines: Sequence[Line], names: Mapping[str, str]) -> dict[str, str]:
    return {names[one.notes[0]]: one.text for one in lines if one.kind is Kind.NOTE}


def _own_notes(book: Book) -> dict[str, str]:
    return _notes(book.lines, own_names(book.lines, book.signs))


def _carried(
    base: Mapping[str, str], ours: Mapping[str, str], theirs: Sequence[Mapping[str, str]]
) -> dict[str, str]:
    """Return the texts of footnotes with the edits of all; where they meet, ours stands."""
    found = {**ours}
    for sign in dict.fromkeys(sign for one in theirs for sign in one):
        before = base.get(sign)
        if before is None or sign not in ours:
            found.setdefault(sign, next(one[sign] for one in theirs if sign in one))
            continue
        sets = [ops(before, ours[sign]), *(ops(before, one[sign]) for one in theirs if sign in one)]
        found[sign] = apply(before, joined(before, sets)[0])
    return found


def _unsigned(lines: Sequence[Line], notes: Mapping[str, str], signs: Signs) -> list[Line]:
    """Return lines with marks again, each footnote known by its sign."""
    made = []
    for line in lines:
        keys = tuple(char for char in line.text if char in signs)
        text = "".join(NOTE if char in signs else char for char in line.text)
        made.append(line._replace(text=text, notes=keys))
    used = dict.fromkeys(key for line in made for key in line.notes)
    texts = ((sign, notes.get(sign, "")) for sign in used)
    return [
        *made,
        *(Line(text, (), -1, Kind.NOTE, notes=(sign,)) for sign, text in texts if text),
    ]
