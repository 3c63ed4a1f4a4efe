"""核对稿: the text with, beside every number, where it is from.

Numbers that indicators print carry a comment; those that changed much are
highlighted, and so are numbers typed by hand, which nobody answers for.
Paragraphs carry numbers in the margin, for edits made on paper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from zongjie.document import Block, Heading, Inline, Inlines, Note, Paragraph, Run, Title, Verbatim
from zongjie.records import NamedTuple
from zongjie.text import pattern
from zongjie.writers.docx import names, package
from zongjie.writers.docx.look import Look
from zongjie.writers.docx.package import XML, Part, W
from zongjie.writers.docx.runs import BODY, CLOSE, Form, paragraph, run
from zongjie.writers.docx.writing import Writing

_PART: Final = package.word("comments", "comments", "rIdComments")
CHANGED, TYPED = "green", "lightGray"  # not yellow: that is what is still to come
_WIDTH, _GAP = 680, 170  # twips of the numbers in the margin, and between them and the text
_AUTHOR: Final = "数据核对"
_REFERENCE = f'<w:r><w:rPr><w:rStyle w:val="{names.COMMENT_REFERENCE}"/></w:rPr>'
_DIGITS = "[0-9０-９]+"
_CHINESE = "[一二三四五六七八九十百千万两〇零]"
# Days, times, ordinals and numbers of things: no figure that anybody would have to prove.
_NO_FIGURE: Final = pattern(
    rf"第{_DIGITS}(?:[—–～~、至到-]+{_DIGITS})*|[A-Za-zＡ-Ｚ]+[-.]?{_DIGITS}|(?:图|表|附件){_DIGITS}"
    rf"|[〔［\[(（](?:19|20)[0-9]{{2}}[〕］\])）](?:{_DIGITS}号)?"
    r"|(?:19|20)[0-9]{2}[-./．][0-9]{1,2}(?:[-./．][0-9]{1,2})?(?![0-9])"
    r"|[0-9]{1,2}[:：][0-9]{2}(?![0-9])|[0-9]{1,2}时(?:[0-9]{1,2}分)?"
    rf"|{_DIGITS}(?:[—–～~、至到-]+{_DIGITS})*[上下个]?(?:年|月[^均]|月$|日|号|届|岁|季度|周年|弄|室|楼)"
)
# A number in digits, or in Chinese numerals before what is counted; its unit says the rest.
_NUMBER: Final = pattern(
    r"[0-9０-９]+(?:,[0-9]{3})*(?:[.．][0-9０-９]+)?(?:[%％‰]|[万亿]?)"
    rf"|{_CHINESE}*[十百千万]{_CHINESE}*(?:余|多)?(?=[户人家个件名次场处所项起栋幢间辆台套份亩元])"
    rf"|百分之{_CHINESE}+|{_CHINESE}+分之{_CHINESE}+"
)


class Remark(NamedTuple):
    """What is to be said of a number, a line each; whether it changed much."""

    lines: tuple[str, ...]
    changed: bool = False


class Proof(NamedTuple):
    """What a proof copy says: of itself, and of each run that an indicator printed."""

    legend: tuple[str, ...]
    remark: Callable[[Run], Remark | None]


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

    def of_note(self, inlines: Inlines, form: Form) -> str:
        """Return the runs of a footnote; what is said of its numbers hangs on its mark."""
        return "".join(
            _run(one, form) if one.value else "".join(_typed(one, form))
            for one in _joined(inlines)
            if isinstance(one, Run)
        )

    def of_cell(self, inlines: Inlines, form: Form) -> str:
        """Return the runs of a cell; what no indicator printed there is a name, or its number."""
        return "".join(
            self._inline(one, form) if not isinstance(one, Run) or one.value else _run(one, form)
            for one in inlines
        )

    def inlines(self, inlines: Inlines, form: Form) -> str:
        """Return the runs, each number of an indicator with its comment."""
        return "".join([self._inline(inline, form) for inline in _joined(inlines)])

    def _inline(self, inline: Inline, form: Form) -> str:
        if isinstance(inline, Note):
            return self._mark(inline, form)
        if not inline.value:
            return "".join(_typed(inline, form))
        remark = self._remark(inline)
        if remark is None:
            return _run(inline, form)
        marked = _marked(form, CHANGED) if remark.changed else form
        return self._commented(_run(inline, marked), remark.lines)

    def _mark(self, note: Note, form: Form) -> str:
        """Return a footnote's mark; the first carries what is said of its numbers.

        Word keeps comments in the text only (17.13.4), not in footnotes.
        """
        mark = self.notes.mark(note, form.mark)
        said = (self._remark(one) for one in note.runs if one.value)
        remarks = [one for one in said if one is not None]
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
        return {_PART: f"{XML}<w:comments {W}>{''.join(self._comments)}</w:comments>\n"}


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
        for start, end in _figures(text):
            yield run(text[at:start], form)
            yield run(text[start:end], _marked(form, TYPED))
            at = end
    yield run(text[at:], form, pending=inline.pending)


def _figures(text: str) -> Iterator[tuple[int, int]]:
    """Yield where figures stand in a text that are no days, times or ordinals."""
    passed = [match.span() for match in _NO_FIGURE.finditer(text)]
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        if not any(first < end and start < last for first, last in passed):
            yield start, end
