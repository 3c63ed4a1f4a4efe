"""Document → one HTML page that needs nothing else and looks like the sheet of A4."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from zongjie.document import (
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
)
from zongjie.writers.guard import without_forbidden

# Page, sizes and fonts as in the reference docx: GB/T 9704-2012 5.2, 7.3 (一般).
_STYLE = """
body { margin: 0; background: #eee; color: #000; }
main { box-sizing: border-box; width: 210mm; min-height: 297mm; margin: 8mm auto;
  padding: 37mm 26mm 35mm 28mm; background: #fff;
  font: 15.75pt/28.95pt "仿宋_GB2312", "仿宋", FangSong, "Noto Serif CJK SC", serif; }
h1, h2, h3, h4, h5, h6, p, td, th, li { white-space: pre-wrap; overflow-wrap: anywhere; }
h1 { margin: 0 0 28.95pt; text-align: center; font: 22pt/36pt "方正小标宋简体", "华文中宋",
  STZhongsong, "Noto Serif CJK SC", serif; }
h2, h3, h4, h5, h6, p { margin: 0; min-height: 28.95pt; text-indent: 2em;
  text-align: justify; font-size: inherit; font-weight: normal; }
h2, th { font-family: "黑体", SimHei, "Noto Sans CJK SC", sans-serif; }
h3 { font-family: "楷体_GB2312", "楷体", KaiTi, "Noto Serif CJK SC", serif; }
.verbatim { text-indent: 0; text-align: left; }
.subtitle { text-indent: 0; text-align: center; font-family: "楷体_GB2312", "楷体", KaiTi,
  "Noto Serif CJK SC", serif; }
.addressee, .annex { text-indent: 0; }
.attachments { margin-top: 28.95pt; }
.chart { text-align: center; text-indent: 0; }
.annex { break-before: page; font-family: "黑体", SimHei, "Noto Sans CJK SC", sans-serif; }
.organ, .date { margin-right: 2em; text-align: right; text-indent: 0; }
.organ { margin-top: 28.95pt; }
table { width: 100%; border-collapse: collapse; font-size: 12pt; line-height: 1.5; }
td, th { border: 1px solid #000; padding: 0 5pt; font-weight: normal; text-align: left; }
th { text-align: center; }
mark { background: #ff0; }
sup { line-height: 0; font-size: 0.6em; }
.notes { margin-top: 28.95pt; border-top: 1px solid #000; font-size: 10.5pt; line-height: 1.5; }
@media print {
  @page { size: A4; margin: 37mm 26mm 35mm 28mm; }
  body { background: none; }
  main { width: auto; min-height: 0; margin: 0; padding: 0; }
}
"""


_LINE = "\n"  # kept by the style


def write(document: Document, title: str = "", *, traced: bool = True) -> str:
    """Return the page; ``traced`` keeps at each figure the reference that printed it.

    Blanks, tabs and line breaks are kept by the style, not by markup.  The
    document must be clean: see :mod:`zongjie.writers.guard`.
    """
    notes = _Notes(traced=traced)
    blocks = "\n".join([_block(block, notes) for block in document.blocks])
    return framed(f"{blocks}\n{notes.html()}", title)


def framed(inside: str, title: str, style: str = "") -> str:
    """Return the page round what stands on the sheet, with rules of style of its own."""
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{escape(without_forbidden(title))}</title>\n<style>{_STYLE}{style}</style>\n</head>\n"
        f"<body>\n<main>\n{inside}</main>\n</body>\n</html>\n"
    )


def escape(text: str) -> str:
    """Escape for an element or an attribute; the only place that does."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;")


class _Notes:
    """The footnotes met so far: their numbers, their texts, how often marked."""

    def __init__(self, *, traced: bool) -> None:
        self.traced = traced
        self._numbers: dict[str, int] = {}
        self._runs: list[tuple[Run, ...]] = []
        self._marks: list[int] = []

    def mark(self, note: Note) -> str:
        number = self._numbers.get(note.key)
        if number is None:
            self._runs.append(note.runs)
            self._marks.append(0)
            number = self._numbers[note.key] = len(self._runs)
        self._marks[number - 1] += 1
        name = _mark_id(number, self._marks[number - 1])
        return f'<sup><a id="{name}" href="#note-{number}">{number}</a></sup>'

    def html(self) -> str:
        if not self._runs:
            return ""
        items = "\n".join(
            f'<li id="note-{number}">{_inlines(runs, self)}{_back(number, marks)}</li>'
            for number, (runs, marks) in enumerate(zip(self._runs, self._marks, strict=True), 1)
        )
        return f'<section class="notes">\n<ol>\n{items}\n</ol>\n</section>\n'


def _mark_id(number: int, time: int) -> str:
    return f"mark-{number}" if time == 1 else f"mark-{number}-{time}"


def _back(number: int, marks: int) -> str:
    links = (f' <a href="#{_mark_id(number, time)}">↩</a>' for time in range(1, marks + 1))
    return "".join(links)


def _block(block: Block, notes: _Notes) -> str:
    match block:
        case Title(runs):
            return f"<h1>{_inlines(runs, notes)}</h1>"
        case Subtitle(runs):
            return f'<p class="subtitle">{_inlines(runs, notes)}</p>'
        case Addressee(runs):
            return f'<p class="addressee">{_inlines(runs, notes)}</p>'
        case Annex(label, runs):
            head = f'<p class="annex">{escape(label)}</p>'
            return f"{head}\n<h1>{_inlines(runs, notes)}</h1>"
        case Attachments():
            lines = (escape(head) + _inlines(name, notes) for head, name in attachment_lines(block))
            return f'<p class="attachments">{_LINE.join(lines)}</p>'
        case Heading(level, number, runs):
            tag = f"h{max(2, min(level + 1, 6))}"
            return f"<{tag}>{escape(number)}{_inlines(runs, notes)}</{tag}>"
        case Paragraph(lead, runs):
            bold = f"<strong>{_inlines(lead, notes)}</strong>" if lead else ""
            return f"<p>{bold}{_inlines(runs, notes)}</p>"
        case Chart(title):
            head = f'<p class="chart">{_inlines(title, notes)}</p>'
            return f"{head}\n{_block(chart_table(block), notes)}"
        case Table(rows, header, align):
            lines = (_row(row, align, notes, head=index < header) for index, row in enumerate(rows))
            return "<table>\n" + "".join(lines) + "</table>"
        case Verbatim(text):
            return f'<p class="verbatim">{escape(text)}</p>'
        case Signature(organ, date):
            return (
                f'<p class="organ">{_inlines(organ, notes)}</p>\n'
                f'<p class="date">{_inlines(date, notes)}</p>'
            )


def _row(row: Iterable[Inlines], align: Sequence[str], notes: _Notes, *, head: bool) -> str:
    tag = "th" if head else "td"
    cells = []
    for cell, side in zip_longest(row, () if head else align):
        if cell is not None:
            style = f' style="text-align: {side}"' if side else ""
            cells.append(f"<{tag}{style}>{_inlines(cell, notes)}</{tag}>")
    return f"<tr>{''.join(cells)}</tr>\n"


def _inlines(inlines: Inlines, notes: _Notes) -> str:
    return "".join([_run(i, notes) if isinstance(i, Run) else notes.mark(i) for i in inlines])


def _run(run: Run, notes: _Notes) -> str:
    text = escape(run.text)
    if run.pending:
        text = f'<mark class="pending">{text}</mark>'
    if run.value and notes.traced:
        reference = escape(without_forbidden(run.value))
        text = f'<span class="value" data-ref="{reference}">{text}</span>'
    return text
