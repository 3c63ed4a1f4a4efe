"""Footnotes: their marks in the text, and their definitions (17.11)."""

from __future__ import annotations

from collections.abc import Callable

from zongjie.document import Inlines, Note, Run
from zongjie.writers.docx import names
from zongjie.writers.docx.marks import AFTER_TEXT, TITLES, Marks
from zongjie.writers.docx.runs import BODY, CLOSE, END, MARK, OPEN, TEXT, Form, form, paragraph, run

_NUMBER = form(names.NOTE_NUMBER)


class Notes:
    """The footnotes met so far: key to number and text, in order of first mark."""

    def __init__(self, marks: Marks) -> None:
        self.marks = marks
        self._numbers: dict[str, int] = {}
        self._runs: list[tuple[Run, ...]] = []

    def mark(self, note: Note, opening: str) -> str:
        """Return the runs of one mark; ``opening`` is how its run begins.

        A second mark is a field (NOTEREF, 17.16.5.41) that points to a hidden
        bookmark round the first, so that Word keeps both numbers alike when
        notes move.
        """
        number = self._numbers.get(note.key)
        first = number is None
        if number is None:
            self._runs.append(note.runs)
            number = self._numbers[note.key] = len(self._runs)
        text = self.marks.text(number)
        if self.marks.are_typed:
            own = opening.replace(names.FOOTNOTE_REFERENCE, names.NOTE_MARK)
            return (
                f'<w:hyperlink w:anchor="_Note{number}" w:history="1">'
                f"{own}<w:t>{text}</w:t></w:r></w:hyperlink>"
            )
        if not first:
            return repeated_mark(number, text, opening)
        reference = f'<w:footnoteReference w:id="{number}"/>'
        if self.marks.are_custom:
            reference = (
                f'<w:footnoteReference w:customMarkFollows="1" w:id="{number}"/><w:t>{text}</w:t>'
            )
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="_RefNote{number}"/>'
            f'{opening}{reference}</w:r><w:bookmarkEnd w:id="{number}"/>'
        )

    def at_page_foot(self, inlines: Callable[[Inlines, Form], str]) -> str:
        """Return the footnotes of Word, their runs as ``inlines`` writes them.

        The blank behind the number is as Word types it.
        """
        if self.marks.are_typed:
            return ""
        parts = []
        for number, runs in enumerate(self._runs, 1):
            sign = "<w:footnoteRef/>"
            if self.marks.are_custom:
                sign = f"<w:t>{self.marks.text(number)}</w:t>"
            head = f"{OPEN[names.FOOTNOTE_TEXT]}{MARK}{sign}</w:r><w:r>{TEXT} {END}"
            text = f"{head}{inlines(runs, BODY)}{CLOSE}"
            parts.append(f'<w:footnote w:id="{number}">{text}</w:footnote>')
        return "".join(parts)

    def after_text(self, inlines: Callable[[Inlines, Form], str]) -> str:
        """Return the block of definitions that stands in the body: 注释, or 名词解释."""
        if not self.marks.are_typed or not self._runs:
            return ""
        style = names.NOTE_TITLE if self.marks.place == AFTER_TEXT else names.GLOSSARY_TITLE
        parts = [f"{paragraph(style)}{run(TITLES[self.marks.place], BODY)}{CLOSE}"]
        opening = paragraph(names.NOTE_TEXT)
        for number, runs in enumerate(self._runs, 1):
            parts.append(
                f'{opening}<w:bookmarkStart w:id="{number}" w:name="_Note{number}"/>'
                f"{run(self.marks.head(number), _NUMBER)}"
                f'<w:bookmarkEnd w:id="{number}"/>{inlines(runs, BODY)}{CLOSE}'
            )
        return "".join(parts)


def repeated_mark(number: int, text: str, opening: str) -> str:
    """Return a further mark of a footnote: a field that follows the first."""
    return (
        f'{opening}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'{opening}<w:instrText xml:space="preserve"> NOTEREF _RefNote{number} \\f \\h '
        f"</w:instrText></w:r>"
        f'{opening}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"{opening}<w:t>{text}</w:t></w:r>"
        f'{opening}<w:fldChar w:fldCharType="end"/></w:r>'
    )
