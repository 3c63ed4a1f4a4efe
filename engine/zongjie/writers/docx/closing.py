"""What stands behind the text: 附件说明, the signature, and the head of a 附件."""

from __future__ import annotations

from zongjie.document import (
    ATTACHMENT,
    Annex,
    Attachments,
    Signature,
    attachment_lines,
    text_of,
)
from zongjie.text import display_width
from zongjie.writers.docx import names
from zongjie.writers.docx.look import Look
from zongjie.writers.docx.opening import wrapped
from zongjie.writers.docx.runs import BODY, CLOSE, paragraph, run
from zongjie.writers.docx.writing import Writing
from zongjie.writers.titles import wrap


def closing_xml(block: Attachments | Signature | Annex, writing: Writing) -> str:
    """Return one of them as its paragraphs."""
    match block:
        case Attachments():
            return _attachments(block, writing)
        case Signature():
            return _signature(block, writing)
        case Annex(label, runs, landscape):
            ends = wrap(text_of(runs), writing.look.annex_lines[landscape]) or ()
            title = wrapped(paragraph(names.ANNEX_TITLE), runs, ends, writing)
            return f"{paragraph(names.ANNEX_LABEL)}{run(label, BODY)}{CLOSE}{title}"


def _attachments(block: Attachments, writing: Writing) -> str:
    """Return 附件说明 (7.3.4, 规定): 左空二字, numbers and further lines under the names."""
    look = writing.look
    number = display_width("1.") if len(block.names) > 1 else 0
    left = 2 * 2 + display_width(ATTACHMENT) + number  # in half characters
    parts = []
    for at, (head, name) in enumerate(attachment_lines(block)):
        place = _hanging(left, display_width(head), look)
        if at:
            place = f'<w:spacing w:before="0"/>{place}'
        opening = paragraph(names.ATTACHMENT, place)
        parts.append(f"{opening}{run(head, BODY)}{writing.inlines(name, BODY)}{CLOSE}")
    return "".join(parts)


def _hanging(left: int, hanging: int, look: Look) -> str:
    half = look.character // 2
    return f'<w:ind w:left="{left * half}" w:hanging="{hanging * half}"/>'


def _signature(block: Signature, writing: Writing) -> str:
    look = writing.look
    at, on = places(block, look)
    return (
        f"{_placed(names.ORGAN, at, look)}{writing.inlines(block.organ, BODY)}{CLOSE}"
        f"{_placed(names.DATE, on, look)}{writing.inlines(block.date, BODY)}{CLOSE}"
    )


def places(signature: Signature, look: Look) -> tuple[int, int]:
    """Return the left indents of organ and date in twips (7.3.5).

    By left indents, which no font's digits can shift: right-aligned lines go
    wrong by the width that a program gives digits and the gap beside them;
    measured, two 字 became 0.69.

    Without a seal (7.3.5.2, 规定): the organ 右空二字, the date two 字 to the
    right of it; a date that is longer stands 右空二字 and pushes the organ to
    the left.  With a seal (7.3.5.1, 一般): the date 右空四字, the organ centred
    above it.
    """
    line = look.width // look.character * 2  # in half characters
    organ, date = (display_width(text_of(runs)) for runs in signature)
    if look.sealed:
        second = line - 8 - date
        first = second + (date - organ) // 2
    elif date <= organ:
        first, second = line - 4 - organ, line - organ
    else:
        first, second = line - 8 - date, line - 4 - date
    if first < 0 and not look.sealed:  # longer than the line: the date still begins two 字 behind
        first, second = 0, min(4, line - date)
    return max(first, 0) * look.character // 2, max(second, 0) * look.character // 2


def _placed(style: str, left: int, look: Look) -> str:
    """Return the start of a paragraph that begins so many twips from the left.

    It may reach into the margin and has no gaps beside its digits: a date that is
    a little wider in another font must not be broken over two lines.
    """
    return paragraph(
        style,
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        f'<w:ind w:left="{left}" w:right="-{2 * look.character}" w:rightChars="-200"/>'
        '<w:jc w:val="left"/>',
    )
