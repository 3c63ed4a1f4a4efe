"""What goes on while a body is written: the look, and the footnotes met so far."""

from __future__ import annotations

from collections.abc import Iterator

from zongjie.document import Block, Chart, Inlines, Run
from zongjie.writers.docx.look import Look
from zongjie.writers.docx.notes import Notes
from zongjie.writers.docx.package import Part
from zongjie.writers.docx.runs import Form, run


class Writing:
    """One body; the proof copy writes its runs another way."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.notes = Notes(look.marks)
        self.landscape = False
        self.listed: Iterator[bool] = iter(())  # of each heading to come, whether Word numbers it
        self.charts: list[Chart] = []  # in parts of their own

    @property
    def width(self) -> int:
        """The width of the type area of this page, in twips."""
        return self.look.height if self.landscape else self.look.width

    def of_block(self, block: Block, xml: str) -> str:  # noqa: ARG002 - the proof copy asks
        """Return a block with what is to stand beside it."""
        return xml

    def parts(self) -> dict[Part, str]:
        """Return the parts that the body has come to need."""
        return {}

    def of_note(self, inlines: Inlines, form: Form) -> str:
        """Return the runs of a footnote."""
        return self.inlines(inlines, form)

    def of_cell(self, inlines: Inlines, form: Form) -> str:
        """Return the runs of a table's cell."""
        return self.inlines(inlines, form)

    def inlines(self, inlines: Inlines, form: Form) -> str:
        """Return the runs, neighbours of one look as one."""
        parts: list[str] = []
        pieces: list[str] = []
        pending = False
        for inline in inlines:
            if isinstance(inline, Run):
                if inline.pending != pending:
                    parts.append(run("".join(pieces), form, pending=pending))
                    pieces = []
                    pending = inline.pending
                pieces.append(inline.text)
            else:
                parts.append(run("".join(pieces), form, pending=pending))
                pieces = []
                parts.append(self.notes.mark(inline, form.mark))
        parts.append(run("".join(pieces), form, pending=pending))
        return "".join(parts)
