"""What stands before the text: 标题 in its lines, 副标题 or 署名, 主送机关."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from zongjie.document import Addressee, Block, Inlines, Note, Run, Subtitle, Title, text_of
from zongjie.text import display_width
from zongjie.writers.docx import names
from zongjie.writers.docx.look import Look
from zongjie.writers.docx.runs import BODY, CLOSE, paragraph
from zongjie.writers.docx.writing import Writing

_BREAK = "<w:r><w:br/></w:r>"


def opening_xml(
    block: Title | Subtitle | Addressee, following: Block | None, writing: Writing
) -> str:
    """Return one of them as a paragraph; a free line stands below the last only."""
    close = '<w:spacing w:after="0"/>' if isinstance(following, Subtitle) else ""
    match block:
        case Title():
            return _title(block, close, writing)
        case Subtitle(runs):
            return f"{paragraph(names.SUBTITLE, close)}{writing.inlines(runs, BODY)}{CLOSE}"
        case Addressee(runs):
            return f"{paragraph(names.ADDRESSEE)}{writing.inlines(runs, BODY)}{CLOSE}"


def _title(title: Title, close: str, writing: Writing) -> str:
    """Return the title, its lines ended by ``w:br``.

    Where the text itself breaks a line it is ``w:cr``: a reader must know which
    of the two was said and which is only layout.
    """
    breaks = lines_of(title, writing.look) or ()
    lines = [
        writing.inlines(line, BODY).replace("<w:br/>", "<w:cr/>")
        for line in _cut(title.runs, breaks)
    ]
    return f"{paragraph(names.TITLE, close)}{_BREAK.join(lines)}{CLOSE}"


def lines_of(title: Title, look: Look) -> Sequence[int] | None:
    """Return where the lines of a title end; None where no good place is found.

    Where staff end them goes before where the engine would.
    """
    if title.breaks:
        text = text_of(title.runs)
        ends = (0, *title.breaks, len(text))
        fits = all(
            display_width(text[start:end].strip()) <= 2 * look.title_line
            for start, end in pairwise(ends)
        )
        return title.breaks if fits else None
    text = text_of(title.runs)
    if display_width(text) <= 2 * look.title_line:
        return ()
    from zongjie.writers.titles import wrap  # most titles fit

    return wrap(text, look.title_line)


def _cut(inlines: Inlines, offsets: Sequence[int]) -> list[Inlines]:
    """Cut a sequence at offsets of its text; a footnote stays with what it follows."""
    lines: list[list[Run | Note]] = [[]]
    ends = [*offsets, len(text_of(inlines)) + 1]
    at = 0
    for inline in inlines:
        if isinstance(inline, Note):
            lines[-1].append(inline)
            continue
        rest = inline
        while at + len(rest.text) > ends[len(lines) - 1]:
            size = ends[len(lines) - 1] - at
            lines[-1].append(rest._replace(text=rest.text[:size]))
            rest = rest._replace(text=rest.text[size:])
            lines.append([])
            at += size
        lines[-1].append(rest)
        at += len(rest.text)
    return [tuple(line) for line in lines]
