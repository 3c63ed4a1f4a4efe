"""What stands before the text: 标题 in its lines, 副标题 or 署名, 主送机关."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zongjie.document import Addressee, Block, Inlines, Note, Run, Subtitle, Title, text_of
from zongjie.writers.docx import names
from zongjie.writers.docx.look import Look
from zongjie.writers.docx.runs import BLANKS, BODY, CLOSE, paragraph
from zongjie.writers.docx.writing import Writing
from zongjie.writers.titles import CHARACTER, title_width, wrap

_BREAK = "<w:r><w:br/></w:r>"


def opening_xml(
    block: Title | Subtitle | Addressee, following: Block | None, writing: Writing
) -> str:
    """Return one of them as a paragraph; a free line stands below the last only."""
    close = '<w:spacing w:after="0"/>' if isinstance(following, Subtitle) else ""
    match block:
        case Title():
            ends = lines_of(block, writing.look) or ()
            return wrapped(paragraph(names.TITLE, close), block.runs, ends, writing)
        case Subtitle(runs):
            ends = wrap(text_of(runs), writing.look.under_line) or ()
            return wrapped(paragraph(names.SUBTITLE, close), runs, ends, writing)
        case Addressee(runs):
            return f"{paragraph(names.ADDRESSEE)}{writing.inlines(runs, BODY)}{CLOSE}"


def wrapped(opening: str, runs: Inlines, ends: Sequence[int], writing: Writing) -> str:
    """Return a paragraph whose lines end at these offsets of its text, by ``w:br``.

    Where the text itself breaks a line it is ``w:cr``: a reader must know which
    of the two was said and which is only layout.
    """
    lines = [_line(line, writing) for line in _cut(runs, ends)]
    return f"{opening}{_BREAK.join(lines)}{CLOSE}"


def _line(line: Inlines, writing: Writing) -> str:
    size = len(text_of(line).rstrip())
    said, *blanks = _cut(line, (size,)) if size else [line]
    parts = [writing.inlines(said, BODY), *(writing.inlines(one, BLANKS) for one in blanks)]
    return "".join(parts).replace("<w:br/>", "<w:cr/>")


def lines_of(title: Title, look: Look) -> Sequence[int] | None:
    """Return where the lines of a title end; None where no good place is found.

    Where staff end them goes before where the engine would, even if a line is too long.
    """
    return title.breaks or wrap(text_of(title.runs), look.title_line)


def too_long(title: Title, look: Look) -> Iterator[tuple[int, Inlines]]:
    """Yield the lines that staff end themselves and that the page cannot hold.

    Each with its number, from 1.
    """
    if title.breaks:
        for number, line in enumerate(_cut(title.runs, title.breaks), 1):
            if title_width(text_of(line).strip()) > look.title_line * CHARACTER:
                yield number, line


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
