"""批注 of an old text as a list for people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from zongjie.opinions.tables import indented

if TYPE_CHECKING:
    from zongjie.readers.docx.comments import Comment

OPINIONS: Final = "批注.txt"
_DATE: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d).*)?")


def opinions(comments: Sequence[Comment]) -> bytes:
    """Return comments as plain text in UTF-8, each with what it is on and its answers.

    A text and no table: what a stranger wrote cannot act as a formula, and long ones wrap.
    """
    lines = [f"批注{len(comments)}条"]
    for number, comment in enumerate(comments, 1):
        lines += ["", f"{number}. {_by(comment)}{'（已解决）' if comment.done else ''}"]
        lines += [indented("原文", comment.quoted)] if comment.quoted else []
        lines.append(indented("批注", comment.text))
        lines += [indented(f"{_by(reply)}答复", reply.text) for reply in comment.replies]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _by(comment: Comment) -> str:
    return " ".join(filter(None, (comment.author or "没有署名", _day(comment.date))))


def _day(written: str) -> str:
    """Return the day and time of an ISO 8601 date; as it is written where it is none."""
    match = _DATE.match(written)
    return f"{match[1]}年{int(match[2])}月{int(match[3])}日{match[4] or ''}" if match else written
