"""核对稿: the text with, beside every number, where it is from.

Numbers that indicators print carry a comment; those that changed much are
highlighted, and so are numbers typed by hand, which nobody answers for.
Paragraphs carry numbers in the margin, for edits made on paper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from zongjie.document import Block, Heading, Inline, Inlines, Note, Paragraph, Run, Title, Verbatim
from zongjie.text import pattern
from zongjie.writers.docx import names, package
from zongjie.writers.docx.look import Look
from zongjie.writers.docx.package import Part
from zongjie.writers.docx.runs import BODY, CLOSE, Form, paragraph, run
from zongjie.writers.docx.writing import Writing

_PART: Final = package.word("comments", "comments", "rIdComments")
CHANGED, TYPED = "green", "lightGray"  # not yellow: that is what is still to come
_WIDTH, _GAP = 680, 170  # twips of the numbers in the margin, and between them and the text
_AUTHOR: Final = "数据核对"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_REFERENCE = f'<w:r><w:rPr><w:rStyle w:val="{names.COMMENT_REFERENCE}"/></w:rPr>'
# A number in digits that is no date and no ordinal; its unit says the rest.
_NUMBER: Final = pattern(
    r"(?<![0-9０-９.．第])[0-9０-９]+(?:[.．,，][0-9０-９]+)*(?:[%％‰]|[万亿]?)"
    r"(?![0-9０-９]|[.．][0-9０-９]|年|月|日|号|届|岁|时许)"
)


class Remark(NamedTuple):
    """What is to be said of a number, a line each; whether it changed much."""

    lines: tuple[str, ...]
    changed: bool = False


class Proof(NamedTuple):
    """What a proof copy says: of itself, and of each run that an indicator printed."""

    legend: tuple[str, ...]
    remark: Callable[[Run], Remark]


class ProofWriting(Writing):
    """Writes a body with comments."""

    def __init__(self, look: Look, proof: Proof, *, on_paper: bool) -> None:
        super().__init__(look)
        self._on_paper = on_paper
        self._remark = proof.remark
        self._legend = proof.legend
        self._comments: list[str] = []
        self._paragraphs = 0
        # A frame in the margin (17.3.1.11): it moves no line of the text.
        self._beside = paragraph(
            names.PARAGRAPH_NUMBER,
            f'<w:framePr w:w="{_WIDTH}" w:hSpace="0" w:wrap="around" w:vAnchor="text" '
            f'w:hAnchor="page" w:x="{max(look.left - _WIDTH - _GAP, 0)}" w:y="1"/>',
        )
        self._noted: set[str] = set()

    def of_block(self, block: Block, xml: str) -> str:
        """Return a paragraph behind its number, a title with what the marks mean."""
        if isinstance(block, Title) and self._legend:
            lines, self._legend = self._legend, ()
            head, close = xml.index("</w:pPr>") + len("</w:pPr>"), len(xml) - len(CLOSE)
            return f"{xml[:head]}{self._commented(xml[head:close], lines)}{CLOSE}"
        if not isinstance(block, Heading | Paragraph | Verbatim):
            return xml
        self._paragraphs += 1
        number = run(str(self._paragraphs), BODY)
        return f"{self._beside}{number}{CLOSE}{xml}"

    def inlines(self, inlines: Inlines, form: Form) -> str:
        """Return the runs, each number of an indicator with its comment."""
        return "".join([self._inline(inline, form) for inline in _joined(inlines)])

    def _inline(self, inline: Inline, form: Form) -> str:
        if isinstance(inline, Note):
            return self._mark(inline, form)
        if not inline.value:
            return "".join(_typed(inline, form))
        remark = self._remark(inline)
        marked = _marked(form, CHANGED) if remark.changed else form
        return self._commented(_run(inline, marked), remark.lines)

    def _mark(self, note: Note, form: Form) -> str:
        """Return a footnote's mark; the first carries what is said of its numbers.

        Word keeps comments in the text only (17.13.4), not in footnotes.
        """
        mark = self.notes.mark(note, form.mark)
        remarks = [self._remark(run) for run in note.runs if run.value]
        if not remarks or note.key in self._noted:
            return mark
        self._noted.add(note.key)
        lines = [line for remark in remarks for line in ("脚注里：", *remark.lines)]
        return self._commented(mark, lines)

    def _commented(self, xml: str, lines: Sequence[str]) -> str:
        """Return a stretch with a comment; none on paper, where nobody could open it."""
        if self._on_paper:
            return xml
        number = len(self._comments)
        opening = paragraph(names.COMMENT_TEXT)
        own = f"{_REFERENCE}<w:annotationRef/></w:r>"
        texts = [
            f"{opening}{own if not at else ''}{run(line, BODY)}{CLOSE}"
            for at, line in enumerate(lines)
        ]
        self._comments.append(
            f'<w:comment w:id="{number}" w:author="{_AUTHOR}" w:initials="核">'
            f"{''.join(texts)}</w:comment>"
        )
        return (
            f'<w:commentRangeStart w:id="{number}"/>{xml}<w:commentRangeEnd w:id="{number}"/>'
            f'{_REFERENCE}<w:commentReference w:id="{number}"/></w:r>'
        )

    def parts(self) -> dict[Part, str]:
        """Return word/comments.xml, where there are any."""
        if not self._comments:
            return {}
        return {_PART: f"{_XML}<w:comments {_W}>{''.join(self._comments)}</w:comments>\n"}


def _joined(inlines: Inlines) -> Iterator[Inline]:
    """Yield the inlines, neighbours that no indicator printed as one: 2025 and 年."""
    text = ""
    for inline in inlines:
        if isinstance(inline, Run) and not inline.value and not inline.pending:
            text += inline.text
            continue
        if text:
            yield Run(text)
            text = ""
        yield inline
    if text:
        yield Run(text)


def _run(inline: Run, form: Form) -> str:
    return run(inline.text, form, pending=inline.pending)


def _marked(form: Form, colour: str) -> Form:
    highlighted = form.pending.replace('"yellow"', f'"{colour}"')
    return form._replace(plain=highlighted)


def _typed(inline: Run, form: Form) -> Iterator[str]:
    """Yield a run with the numbers marked that a person typed."""
    text, at = inline.text, 0
    if not inline.pending:
        for match in _NUMBER.finditer(text):
            yield run(text[at : match.start()], form)
            yield run(match[0], _marked(form, TYPED))
            at = match.end()
    yield run(text[at:], form, pending=inline.pending)
