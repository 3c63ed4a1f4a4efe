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
from zongjie.numerals import note_mark
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
    last: Block | None = None
    for block in document.blocks:
        text = writer.block(block)
        if text is None:
            continue
        body += "\n" * (_gap(last, block, form) + 1) + text if last and body else text
        last = block
    if numbers:
        body += "\n" * (form.before_notes + 1) + writer.notes()
    return f"{body}\n"


def _gap(last: Block, block: Block, form: TxtForm) -> int:
    """Return how many empty lines stand between two blocks."""
    if isinstance(last, Title):
        return form.after_title
    chosen = None
    if isinstance(last, Heading):
        chosen = form.after_heading
    elif isinstance(block, Heading):
        chosen = form.before_heading
    return form.between if chosen is None else chosen


def _term(text: str) -> tuple[str, str, str]:
    """Return the term a definition begins with, its colon, and what it means."""
    at = min((at for at in map(text.find, "：:") if at >= 0), default=len(text))
    return text[:at], text[at : at + 1], text[at + 1 :]


class _Writer:
    def __init__(self, form: TxtForm, numbers: dict[str, int]) -> None:
        self.form = form
        self.numbers = numbers
        self.indent = INDENTS[form.indent]
        self.definitions: dict[str, tuple[Run, ...]] = {}

    def block(self, block: Block) -> str | None:
        match block:
            case Title(runs):
                return "　" * self.form.title_indent + self._text(runs)
            case Subtitle(runs) | Addressee(runs):
                return self._text(runs)
            case Annex(label, runs):
                return "\n".join(filter(None, (self._look(label), self._text(runs))))
            case Attachments():
                return self._attachments(block)
            case Heading(_, number, runs):
                indent = "" if self.form.flush_headings else self.indent
                return f"{indent}{self._look(number)}{self._text(runs)}"
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
        title = self.form.notes_title
        lines = [f"{self.indent}{self._look(title)}"] if title else []
        for key, number in self.numbers.items():
            mark = self._look(note_mark(number, self.form.note_mark))
            text = self._text(self.definitions[key])
            term, colon, rest = _term(text) if self.form.term_alone else (text, "", "")
            lines.append(f"{self.indent}{mark}{term}{colon}")
            lines += [f"{self.indent}{rest}"] if colon else []
        return ("\n" * (self.form.between_notes + 1)).join(lines)

    def _attachments(self, block: Attachments) -> str:
        """Set further names under the first (GB/T 9704-2012 7.3.4)."""
        lines = []
        for at, (head, name) in enumerate(attachment_lines(block)):
            under = "　" * len(ATTACHMENT) if at else ""
            lines.append(f"{self.indent}{under}{self._look(head)}{self._text(name)}")
        return "\n".join(lines)

    def _signature(self, organ: str, date: str) -> str:
        """Set both lines to the right, 右空二字 (GB/T 9704-2012 7.3.5.2), or as the text."""
        if self.form.signature == "同正文":
            found = (f"{self.indent}{text}" for text in (organ, date) if text)
            return ("\n" * (self.form.between + 1)).join(found)
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
