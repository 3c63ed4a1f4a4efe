"""Fields (17.16): their results are text, their codes are not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from zongjie.numerals import to_circled
from zongjie.readers.docx.elements import attribute, local
from zongjie.readers.docx.items import Item, Text

if TYPE_CHECKING:
    from lxml.etree import _Element

DEEPEST: Final = 32  # fields in fields; what is deeper counts as a part of the last one
_LONGEST: Final = 1000  # characters of a code that are looked at
_STORIES: Final = frozenset({"txbxContent", "footnote", "endnote", "comment"})
# 带圈字符 and 拼音指南 of older files: EQ \o\ac(○,1), EQ \o(\s\up 9(pīn),拼)
_OVERSTRUCK: Final = re.compile(r"EQ\s.*\\o.*\((?P<all>.*)[,;，]\s*(?P<base>[^,;，()]+)\)", re.I)
_CIRCLES: Final = "○◯〇"


class Field:
    """A field that is open: its code, and what its result says in this paragraph.

    ``spans`` says that it ends in a paragraph further on.
    """

    def __init__(self, *, spans: bool = False, code: str = "", in_result: bool = False) -> None:
        self.code = code
        self.spans = spans
        self.in_result = in_result
        self.result: list[Item] = []

    def again(self) -> Field:
        """Return the same field as it is open in the next paragraph."""
        return Field(spans=True, code=self.code, in_result=self.in_result)

    def add_code(self, text: str) -> None:
        """Take in a piece of the code; nobody needs the end of a very long one."""
        if len(self.code) < _LONGEST:
            self.code += text[:_LONGEST]

    @property
    def words(self) -> list[str]:
        """The code's name and what is behind it."""
        return self.code.split()

    @property
    def is_contents(self) -> bool:
        """Whether it is a table of contents (17.16.5.68): it says the headings again."""
        return self.words[:1] == ["TOC"]

    def base(self) -> Iterable[Item]:
        """Return what an EQ field shows that puts one sign over another."""
        found = _OVERSTRUCK.fullmatch(self.code.strip()[:_LONGEST])
        if found is None or self.result:
            return ()
        base = found["base"].strip()
        circled = set(_CIRCLES) & set(found["all"]) and base.isascii() and base.isdigit()
        fits = circled and len(base) <= 2 and 1 <= int(base) <= 50
        return (Text(to_circled(int(base)) if fits else base),)


def spanning(root: _Element) -> frozenset[_Element]:
    """Return the begins of fields that have an end, in the same story but another paragraph."""
    opened: dict[_Element, list[tuple[_Element, _Element | None]]] = {}
    found: set[_Element] = set()
    for sign in root.iter("{*}fldChar"):
        kind = attribute(sign, "fldCharType")
        if kind not in ("begin", "end"):
            continue
        paragraph = next(sign.iterancestors("{*}p"), None)
        story = next((one for one in sign.iterancestors() if local(one) in _STORIES), root)
        waiting = opened.setdefault(story, [])
        if kind == "begin":
            waiting.append((sign, paragraph))
        elif waiting:
            begin, before = waiting.pop()
            if before is not paragraph and len(waiting) < DEEPEST:
                found.add(begin)
    return frozenset(found)
