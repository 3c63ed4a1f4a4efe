"""A document as a draft to be laid beside another: what stands in it, not how a page has it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from zongjie.document import Chart, Document, Inlines, Note, Table, chart_table
from zongjie.document.redlined import (
    HEAD,
    LEAD,
    PENDING,
    Draft,
    Grid,
    Item,
    Passage,
    Row,
    Stretch,
)
from zongjie.revisions.lines import NOTE, Kind, Line, lines_of


def draft_of(document: Document) -> Draft:
    """Return a document as a draft: a passage a line, a grid a table.

    A passage opens with the name of its :class:`Kind`, a heading with its level behind
    it, a cell with where its column stands; what heads a table with HEAD.  Stretches
    look like nothing, LEAD or PENDING.
    """
    return _Drafting(document).draft()


class _Drafting:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._notes: dict[str, Passage] = {}

    def draft(self) -> Draft:
        lines = (line for line in lines_of(self._document) if line.kind is not Kind.NOTE)
        items: list[Item] = []
        for at, found in groupby(lines, lambda line: line.block):
            block = self._document.blocks[at]
            if isinstance(block, Table):
                items.append(self._grid(block))
                continue
            items += (self._passage(line) for line in found)
            if isinstance(block, Chart):
                items.append(self._grid(chart_table(block)))
        return Draft(tuple(items), self._notes)

    def _passage(self, line: Line) -> Passage:
        lead = line.lead if line.kind is Kind.BODY else 0
        made = tuple(self._stretches(line.inlines, lead))
        return Passage(f"{line.kind.name.lower()}{line.level or ''}", made)

    def _grid(self, table: Table) -> Grid:
        return Grid("", tuple(self._row(table, at) for at in range(len(table.rows))))

    def _row(self, table: Table, at: int) -> Row:
        head = HEAD if at < table.header else ""
        sides = (*table.align, *("" for _ in table.rows[at]))
        cells = (
            Passage(head or side, tuple(self._stretches(cell)))
            for cell, side in zip(table.rows[at], sides, strict=False)
        )
        return Row(head, tuple(cells))

    def _stretches(self, inlines: Inlines, lead: int = 0) -> Iterator[Stretch]:
        """Yield the stretches of a sequence whose first characters are its lead."""
        at = 0
        for one in inlines:
            if isinstance(one, Note):
                again = one.key in self._notes
                if not again:
                    self._notes[one.key] = Passage("note", tuple(self._stretches(one.runs)))
                yield Stretch(NOTE, LEAD if at < lead else "", note=one.key, again=again)
                at += 1
                continue
            look = PENDING if one.pending else ""
            head = one.text[: max(lead - at, 0)]
            for text, own in ((head, look or LEAD), (one.text[len(head) :], look)):
                if text:
                    yield Stretch(text, own)
            at += len(one.text)
