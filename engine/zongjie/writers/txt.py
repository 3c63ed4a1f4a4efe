"""Document → plain text, in the look of 纯文本."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
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
    chosen = form.before_signature if isinstance(block, Signature) else None
    if chosen is not None:
        return chosen
    if isinstance(block, Addressee):
        chosen = form.before_addressee
    elif isinstance(last, Subtitle | Addressee):
        under = isinstance(block, Subtitle | Title)
        chosen = form.under_title if under else form.before_text
    elif isinstance(last, Heading):
        chosen = form.after_heading
    elif isinstance(block, Heading):
        chosen = form.before_heading
    return form.between if chosen is None else chosen


def blanks(said: str) -> list[str]:
    """Return the blanks that 标题缩进 and the like say, for each line: 6, 13半角, 4+1半角."""
    rows = []
    for entry in said.split("，") if said else ():
        row = ""
        for part in entry.split("+"):
            count = part.removesuffix("半角")
            row += (" " if count != part else "　") * int(count)
        rows.append(row)
    return rows


def to_right(text: str) -> str:
    """Return the blanks before a line of the signature, 右空二字 (GB/T 9704-2012 7.3.5.2)."""
    return "　" * (max(0, _LINE_WIDTH - 4 - display_width(text)) // 2)


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
        self.titled = False
        self.under = 0  # lines under the title that have been set

    def block(self, block: Block) -> str | None:
        match block:
            case Title(runs):
                return self._title(self._text(runs), block.breaks)
            case Subtitle(runs):
                return self._under_title(self._text(runs))
            case Addressee(runs):
                return self._folded(self._text(runs))
            case Annex(label, runs):
                return "\n".join(filter(None, (self._look(label), self._text(runs))))
            case Attachments():
                return self._attachments(block)
            case Heading(_, number, runs):
                indent = INDENTS.get(self.form.heading_indent, self.indent)
                return self._folded(f"{indent}{self._look(number)}{self._text(runs)}")
            case Paragraph(lead, runs):
                return self._folded(f"{self.indent}{self._text((*lead, *runs))}")
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
        return ("\n" * (self.form.between_notes + 1)).join(map(self._folded, lines))

    def _folded(self, text: str) -> str:
        """Return a paragraph in lines of the width that 折行 gives."""
        if self.form.wrap is None:
            return text
        from zongjie.wrapping import wrap  # only where a text asks for it

        return wrap(text, self.form.wrap)

    def _attachments(self, block: Attachments) -> str:
        """Set further names under the first (GB/T 9704-2012 7.3.4)."""
        lines = []
        for at, (head, name) in enumerate(attachment_lines(block)):
            under = "　" * len(ATTACHMENT) if at else ""
            lines.append(f"{self.indent}{under}{self._look(head)}{self._text(name)}")
        return "\n".join(lines)

    def _title(self, text: str, breaks: tuple[int, ...]) -> str:
        """Set the title in one line, or in the lines that staff gave it."""
        self.titled = True
        if self.form.title_lines:
            ends = (*breaks, len(text))
            text = "\n".join(text[at:end] for at, end in zip((0, *breaks), ends, strict=True))
        return self._set(text, blanks(self.form.title_indent))

    def _under_title(self, text: str) -> str:
        """Set the next line under the title; above it there is no indentation."""
        indents = blanks(self.form.under_indent) if self.titled else []
        at = min(self.under, len(indents) - 1) if indents else 0
        self.under += text.count("\n") + 1
        return self._set(text, indents[at:])

    def _set(self, text: str, indents: Sequence[str]) -> str:
        """Return lines, each behind its blanks; the last count for all that follow."""
        rows = text.split("\n")
        last = indents[-1] if indents else ""
        led = (f"{indent}{row}" for indent, row in zip_longest(indents, rows, fillvalue=last))
        return "\n".join(map(self._folded, [*led][: len(rows)]))

    def _signature(self, organ: str, date: str) -> str:
        """Set organ and date to the right, or as the text, or as far in as 纯文本 says."""
        form = self.form
        as_text = form.signature == "同正文"
        lines = []
        for text, said in ((organ, form.organ_indent), (date, form.date_indent)):
            rows = text.split("\n") if text else []
            own = blanks(said)
            usual = [self.indent if as_text else to_right(row) for row in rows]
            indents = [*own[: len(rows)], *usual[len(own) :]]
            lines.append("\n".join(f"{i}{row}" for i, row in zip(indents, rows, strict=True)))
        if form.date_first:
            lines.reverse()
        gap = form.in_signature
        if gap is None:
            gap = form.between if as_text else 0
        return ("\n" * (gap + 1)).join(filter(None, lines))

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
