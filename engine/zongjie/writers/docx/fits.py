"""What the page cannot hold, told before it is printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from zongjie.diagnostics import Diagnostic, Span, catalogue
from zongjie.document import (
    Annex,
    Document,
    Inlines,
    Note,
    Run,
    Table,
    Title,
    inlines_of,
    text_of,
)
from zongjie.model.profile import Profile
from zongjie.numerals import LAST_CIRCLED
from zongjie.writers.docx.look import Look, look_of
from zongjie.writers.docx.marks import CIRCLED, EACH_PAGE, Marks
from zongjie.writers.docx.opening import lines_of, too_long
from zongjie.writers.titles import breaks_inside, wrap


def faults(document: Document, profile: Profile) -> Iterator[Diagnostic]:
    """Yield what is to be said of titles, tables and footnotes in a 版式."""
    look = look_of(profile)
    landscape = False
    for block in document.blocks:
        if isinstance(block, Title):
            yield from _title(block, look)
        elif isinstance(block, Annex):
            landscape = block.landscape
            most = look.annex_lines[landscape]
            yield from _wrapped(block.runs, most, wrap(text_of(block.runs), most))
        elif isinstance(block, Table):
            from zongjie.writers.docx.tables import room_of  # most reports have none

            width = look.height if landscape else look.width
            room = room_of(block, look)
            if sum(room.least) > width:
                cells = (cell for row in block.rows for cell in row)
                yield catalogue.pages.table_too_wide(
                    _first_place(cells), len(room.least), landscape=landscape
                )
    marks = look.marks
    if marks.numbering == EACH_PAGE or marks.sign == CIRCLED:
        yield from _notes(document, marks)


def _title(title: Title, look: Look) -> Iterator[Diagnostic]:
    for number, line in too_long(title, look):
        at = _first_place([line, title.runs])
        yield catalogue.pages.line_too_long(at, number, text_of(line), look.title_line)
    if not title.breaks:
        yield from _wrapped(title.runs, look.title_line, lines_of(title, look))


def _wrapped(runs: Inlines, most: int, ends: Sequence[int] | None) -> Iterator[Diagnostic]:
    """Yield what is to be said of a title that is not wrapped, or within brackets only."""
    text = text_of(runs)
    if ends is None or breaks_inside(text, ends):
        at = _first_place([runs])
        yield catalogue.pages.title_not_wrapped(at, text, most, inside=ends is not None)


def _notes(document: Document, marks: Marks) -> Iterator[Diagnostic]:
    notes = [
        inline
        for block in document.blocks
        for inlines in inlines_of(block)
        for inline in inlines
        if isinstance(inline, Note)
    ]
    times = Counter(note.key for note in notes)
    if marks.numbering == EACH_PAGE:
        for key, count in times.items():
            if count > 1:
                again = [note for note in notes if note.key == key][1]
                yield catalogue.pages.repeated_on_each_page(_place(again), key)
    elif len(times) > LAST_CIRCLED:
        yield catalogue.pages.too_many_circles(_place(notes[-1]), len(times))


def _first_place(texts: Iterable[Inlines]) -> Span | None:
    return next((at for text in texts for one in text if (at := _place(one))), None)


def _place(inline: Run | Note) -> Span | None:
    return inline.origin.span() if inline.origin is not None else None
