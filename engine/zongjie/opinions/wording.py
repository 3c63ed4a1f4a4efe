"""What a change wants, in the words an office uses; and who wants it."""

from __future__ import annotations

import re
from typing import Final

from zongjie.opinions.sentences import shortened
from zongjie.readers.docx.comments import Comment
from zongjie.readers.docx.revisions import Place, Revision, RevisionKind
from zongjie.text import pattern

_LONGEST_NAME: Final = 40  # 姓名 with the 单位 before it
_SAMPLE: Final = 12  # characters by which a place is known again
_MOST: Final = 2000  # characters of what somebody put in: a page of it is wanted whole
# What programs write where nobody said who sits at the machine.
_NOBODY: Final = pattern(
    r"|作者|未知(?:作者|用户)?|匿名|用户|管理员|微软用户|无|Author|Unknown(?: Author)?|Anonymous"
    r"|(?:Microsoft )?(?:Office )?User|Microsoft(?: Office)?(?: 用户)?|Windows ?(?:User|用户)"
    r"|(?:Microsoft )?Office ?用户|Admin(?:istrator)?|Guest|Owner|Default ?User|User[-_ ]?\d*"
    r"|(?:Lenovo|Dell|HP|Asus|Acer|Huawei|PC)(?:[-_ ]?(?:User|PC|\d+))?|python-docx|LibreOffice"
    r"|WPS(?:[-_ ].*|\d+)?(?: Office)?|DESKTOP-\w+|LAPTOP-\w+|PC-\w+",
    re.IGNORECASE,
)
_QUOTED: Final = pattern("“([^“”]+)”")
_UNSEEN: Final = pattern(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")


def person(author: str, copy: str) -> str:
    """Return who said something: the author, or, where nobody is named, the file's name."""
    name = " ".join(_UNSEEN.sub(" ", author[:_LONGEST_NAME]).split())
    return copy if _NOBODY.fullmatch(name) else name


def place_of(place: Place, number: int) -> str:
    """Return a place for people; the paragraph is counted by whoever knows the common text."""
    if place.where in ("脚注", "尾注"):
        return f"{place.where}{place.number}"
    aside = f"（{place.where}）" if place.where else ""
    return f"第{number}段{aside}"


def wanted(change: Revision) -> str:
    """Return what a change does, as one would say it: “154”改为“155”."""
    before, after = change.before, change.after
    match change.kind:
        case RevisionKind.MOVED:
            return f"{_quoted(before)}移到{_where(change.to)}"
        case RevisionKind.BROKEN:
            return "与下一段合并" if before else "在此处另起一段"
        case RevisionKind.REPLACED if "\n" in before and not before.strip():
            return f"与下一段合并，中间加{_quoted(after)}"
        case RevisionKind.REPLACED if "\n" in after and not after.strip():
            return f"删去{_quoted(before)}，在此处另起一段"
        case RevisionKind.REPLACED if before.strip() and after.strip():
            return f"{_quoted(before)}改为{_quoted(after)}"
    if not (before + after).strip():
        what = "空格" if before + after else "图片或者符号"
        return f"删去{what}" if change.kind is RevisionKind.DELETED else f"增加{what}"
    if not after.strip():
        whole = change.place is not None and before.strip() == change.place.text.strip()
        return "删去本段" if whole else f"删去{_quoted(before)}"
    starts = "一段" if after.strip() != after.strip(" \t") else ""
    return f"增加{starts}{_quoted(after)}"


def answers(comment: Comment, copy: str) -> tuple[str, ...]:
    """Return what was answered to a comment, each with who answered."""
    return tuple(f"{person(one.author, copy)}答复：{cleaned(one.text)}" for one in comment.replies)


def cleaned(text: str) -> str:
    """Return a text without blank lines, and without signs that no page can show."""
    rows = (_UNSEEN.sub(" ", row).strip() for row in text.split("\n"))
    return shortened("\n".join(filter(None, rows)), _MOST)


def _quoted(text: str) -> str:
    """Return a text in “”, quotes within it as ‘’ (GB/T 15834 4.8.3.3)."""
    inner = _QUOTED.sub(r"‘\1’", cleaned(text.replace("\t", " ")))
    return f"“{inner}”"


def _where(place: Place | None) -> str:
    if place is None:
        return "别处"
    behind = place.text[: place.start].strip()
    before = behind.rpartition("。")[2] or behind  # of the same sentence, where it has begun
    if not before:
        return f"“{place.text.strip()[:_SAMPLE]}”之前" if place.text.strip() else "文末"
    return f"“{before[-_SAMPLE:]}”之后"
