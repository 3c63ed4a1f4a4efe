"""A body that was written, taken apart again: what is to be laid beside another one.

So a redline looks as the text does, whatever a block is made of: nothing here
knows a kind of block.  The body is our own writer's, so its form is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from zongjie.document import Inlines, Note, Run
from zongjie.document.redlined import Draft, Grid, Item, Passage, Row, Stretch
from zongjie.writers.docx import names
from zongjie.writers.docx.body import Body
from zongjie.writers.docx.look import Look
from zongjie.writers.docx.runs import BODY, CLOSE, OPEN, Form, run, unescape
from zongjie.writers.docx.writing import Writing

SEPARATOR: Final = f'<w:pStyle w:val="{names.SEPARATOR}"/>'
"""How a paragraph opens that only keeps two tables apart."""
DRAWING: Final = "drawing"
_SIGN: Final = "\ufdd0"  # stands for a footnote's mark, as it does in the lines of `revisions`
_OBJECT: Final = "\ufffc"
_PARAGRAPH: Final = r"<w:p><w:pPr>(.*?)</w:pPr>(.*?)</w:p>"
_BLOCK: Final = re.compile(rf"<w:tbl>(.*?</w:tblGrid>)(.*?)</w:tbl>|{_PARAGRAPH}", re.DOTALL)
_ROW: Final = re.compile(r"<w:tr><w:trPr>(.*?)</w:trPr>(.*?)</w:tr>", re.DOTALL)
_CELL: Final = re.compile(rf"<w:tc>(.*?){_PARAGRAPH}</w:tc>", re.DOTALL)
_SECTION: Final = re.compile(r"<w:sectPr>.*</w:sectPr>", re.DOTALL)
_RUN: Final = re.compile(r"<w:r>(?:<w:rPr>(.*?)</w:rPr>)?(.*?)</w:r>", re.DOTALL)
_CONTENT: Final = re.compile(
    r'<w:t xml:space="preserve">([^<]*)</w:t>|<mark (\d+)/>|(<w:drawing>.*?</w:drawing>|<[^>]*>)',
    re.DOTALL,
)
_SIGNS: Final = {"<w:tab/>": "\t", "<w:br/>": "\n", "<w:cr/>": "\n"}
_COUNTED: Final = re.compile(r' (?:r:id|id|name)="[^"]*"')  # how a file counts its pictures
_NUMBER: Final = re.compile(r'<wp:docPr id="(\d+)"')


class Taking(Writing):
    """Writes a body to be taken apart: a footnote's mark only says which it is."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._marks: list[tuple[str, bool]] = []  # key, and whether it is a further mark
        self._texts: dict[str, Passage] = {}

    def inlines(self, inlines: Inlines, form: Form) -> str:
        """Return the runs, for each mark one that says which it is."""
        return "".join(
            run(one.text, form, pending=one.pending)
            if isinstance(one, Run)
            else self._mark(one, form)
            for one in inlines
        )

    def _mark(self, note: Note, form: Form) -> str:
        self._marks.append((note.key, note.key in self._texts))
        if note.key not in self._texts:
            xml = f"{OPEN[names.FOOTNOTE_TEXT]}{self.inlines(note.runs, BODY)}{CLOSE}"
            match = _BLOCK.fullmatch(xml)
            assert match is not None  # noqa: S101 - written just now
            self._texts[note.key] = self._passage(match[3], match[4])
        return f"{form.mark}<mark {len(self._marks) - 1}/></w:r>"

    def draft(self, body: Body) -> Draft:
        """Return the draft of a body that was written with this.

        A passage opens with its properties, its frame is the section that ends in it,
        or a cell's properties; a stretch looks as the properties of its run say.  A further
        mark of a footnote is what it shows: the number is a text that Word keeps.
        """
        return Draft(tuple(self._items(b"".join(body.blocks).decode())), self._texts)

    def _items(self, xml: str) -> Iterator[Item]:
        for match in _BLOCK.finditer(xml):
            opening, rows, properties, content = match.groups()
            if opening is not None:
                yield Grid(opening, tuple(self._row(*row) for row in _ROW.findall(rows)))
            elif properties != SEPARATOR:
                yield self._passage(properties, content)

    def _row(self, opening: str, cells: str) -> Row:
        made = (
            self._passage(properties, content)._replace(frame=frame)
            for frame, properties, content in _CELL.findall(cells)
        )
        return Row(opening, tuple(made))

    def _passage(self, properties: str, content: str) -> Passage:
        section = _SECTION.search(properties)
        frame = section[0] if section is not None else ""
        return Passage(properties.replace(frame, ""), tuple(self._stretches(content)), frame)

    def _stretches(self, content: str) -> Iterator[Stretch]:
        for look, inside in _RUN.findall(content):
            for text, mark, thing in _CONTENT.findall(inside):
                if mark:
                    key, again = self._marks[int(mark)]
                    shown = str([*self._texts].index(key) + 1) if again else ""
                    yield Stretch(_SIGN, look, shown, key, again)
                elif thing.startswith(f"<w:{DRAWING}"):
                    yield Stretch(_OBJECT, thing, self._drawing(thing))
                elif thing:
                    yield Stretch(_SIGNS[thing], look, thing)
                elif text:
                    yield Stretch(unescape(text), look)

    def _drawing(self, xml: str) -> str:
        """Return what a chart is; its look alone does not tell a series without any bar."""
        number = _NUMBER.search(xml)
        assert number is not None  # noqa: S101 - written just now
        chart = self.charts[int(number[1]) - 1]
        return f"{DRAWING}{_COUNTED.sub('', xml)}{chart.kind}{chart.series}"
