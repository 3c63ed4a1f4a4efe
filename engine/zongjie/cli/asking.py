"""``--changes ask``: each tracked change of a copy is put to whoever sits there."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from zongjie.cli.printing import line
from zongjie.opinions.sentences import marked
from zongjie.opinions.wording import cleaned, person, place_of, wanted
from zongjie.readers.docx import Changes, Choice
from zongjie.readers.docx.revisions import Revision
from zongjie.readers.files import read_any

_ANSWERS: Final[dict[str, tuple[Choice, bool]]] = {
    **dict.fromkeys(("", "是", "收", "y", "yes", "好"), ("accept", False)),
    **dict.fromkeys(("否", "不", "不收", "n", "no"), ("reject", False)),
    **dict.fromkeys(("全收", "a"), ("accept", True)),
    **dict.fromkeys(("全不收", "q"), ("reject", True)),
}
"""What each answer does, and whether with all that follow, too."""


def asked(copy: Path) -> Changes:
    """Return what somebody wants done with each tracked change of a copy.

    What could not be read is told by whoever reads it next.  Where nobody answers, the
    rest stays as it was before the changes.
    """
    content = read_any(copy, str(copy), markup=True).content
    changes = content.markup.revisions if content is not None and content.markup else ()
    decided: dict[int, Choice] = {}
    for at, change in enumerate(changes):
        line(f"{copy.name} 第{at + 1}处修订，共{len(changes)}处：{_told(change, copy.stem)}")
        choice, rest = _answer()
        decided |= {one.number: choice for one in changes[at : None if rest else at + 1]}
        if rest:
            break
    return decided


def _told(change: Revision, copy: str) -> str:
    who, place = person(change.author, copy), change.place
    if place is None:
        return f"{who}改了{change.times}处格式"
    where = place_of(place, place.number)
    original = cleaned(marked(place.text, place.start, place.end))
    return f"{where}，{who}\n  原文：{original}\n  修订：{wanted(change)}"


def _answer() -> tuple[Choice, bool]:
    while True:
        line("收不收？（回车 收，否 不收，全收，全不收）")
        try:
            answer = input().strip().lower()
        except EOFError:
            line("没有人答，余下的照修订前的")
            return "reject", True
        if answer in _ANSWERS:
            return _ANSWERS[answer]
