"""Document → plain text, in the look of 纯文本."""

from __future__ import annotations

from typing import Final

from zongjie.document import (
    ATTACHMENT,
    Addressee,
    Annex,
    Attachments,
    Block,
    Chart,
    Document,
    Heading,
    Inlines,
    Note,
    Paragraph,
    Run,
    Signature,
    Subtitle,
    Table,
    Title,
    Verbatim,
    attachment_lines,
    chart_table,
    footnotes,
)
from zongjie.model import TxtForm
from zongjie.numerals import to_circled
from zongjie.text import display_width, pattern

INDENTS: Final = {"全角两格": "　　", "半角两格": "  ", "半角四格": "    ", "无": ""}
# 标点 半角: these seven pairs and no others, so that the way back is one to one.
_HALF: Final = str.maketrans("，；：（）！？", ",;:()!?")
# 连接号 短横: — between times and ～ between numbers (GB/T 15834 4.13), never ——.
_HYPHENS: Final = pattern(r"(?<=[0-9年月日时分季度%％])—(?=[0-9])|(?<=[^\s～])～(?=[0-9])")
_LINE_WIDTH: Final = 56  # 28 full-width characters, as a line of GB/T 9704 holds


def write(document: Document, form: TxtForm) -> str:
    """Return the text, ending in one LF.  原文 is printed as it stands."""
    numbers = footnotes(document)
    writer = _Writer(form, numbers)
    body = ""
    for block in document.blocks:
        text = writer.block(block)
        if text is None:
            continue
        body += text if not body else "\n" * (writer.gap + 1) + text
        writer.gap = form.after_title if isinstance(block, Title) else form.between
    if numbers:
        body += "\n" * (form.before_notes + 1) + writer.notes()
    return f"{body}\n"


def note_mark(number: int, style: str) -> str:
    """Return the mark of a footnote: [1], ［1］, 〔1〕, （1） or ①."""
    if style == "①":
        return to_circled(number)
    return style.replace("1", str(number))


class _Writer:
    def __init__(self, form: TxtForm, numbers: dict[str, int]) -> None:
        self.form = form
        self.numbers = numbers
        self.indent = INDENTS[form.indent]
        self.gap = form.between  # empty lines before the next block
        self.definitions: dict[str, tuple[Run, ...]] = {}

    def block(self, block: Block) -> str | None:
        match block:
            case Title(runs) | Subtitle(runs) | Addressee(runs):
                return self._text(runs)
            case Annex(label, runs):
                return "\n".join(filter(None, (self._look(label), self._text(runs))))
            case Attachments():
                return self._attachments(block)
            case Heading(_, number, runs):
                return f"{self.indent}{self._look(number)}{self._text(runs)}"
            case Paragraph(lead, runs):
                return f"{self.indent}{self._text((*lead, *runs))}"
            case Verbatim(text):
                return text
            case Table(rows):
                lines = ("\t".join(self._text(cell) for cell in row) for row in rows)
                return "\n".join(line.rstrip() for line in lines)
            case Chart(title):
                table = self.block(chart_table(block)) or ""
                return "\n".join(filter(None, (self._text(title), table)))
            case Signature(organ, date):
                return self._signature(self._text(organ), self._text(date))

    def notes(self) -> str:
        """Return the definitions, numbered in the order of their marks."""
        lines = []
        for key, number in self.numbers.items():
            mark = self._look(note_mark(number, self.form.note_mark))
            lines.append(f"{self.indent}{mark}{self._text(self.definitions[key])}")
        return ("\n" * (self.form.between_notes + 1)).join(lines)

    def _attachments(self, block: Attachments) -> str:
        """Set further names under the first (GB/T 9704-2012 7.3.4)."""
        lines = []
        for at, (head, name) in enumerate(attachment_lines(block)):
            under = "　" * len(ATTACHMENT) if at else ""
            lines.append(f"{self.indent}{under}{self._look(head)}{self._text(name)}")
        return "\n".join(lines)

    def _signature(self, organ: str, date: str) -> str:
        """Set both lines to the right, 右空二字 (GB/T 9704-2012 7.3.5.2)."""
        lines = []
        for text in filter(None, (organ, date)):
            room = max(0, _LINE_WIDTH - 4 - display_width(text)) // 2
            lines.append("　" * room + text)
        return "\n".join(lines)

    def _text(self, inlines: Inlines) -> str:
        parts = []
        for inline in inlines:
            if isinstance(inline, Note):
                self.definitions.setdefault(inline.key, inline.runs)
                parts.append(note_mark(self.numbers[inline.key], self.form.note_mark))
            else:
                parts.append(inline.text)
        return self._look("".join(parts))

    def _look(self, text: str) -> str:
        if self.form.hyphen == "短横":
            text = _HYPHENS.sub("-", text)
        return text.translate(_HALF) if self.form.punctuation == "半角" else text
