"""Which lines are headings, and how they lie in each other (体例's numbers)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from zongjie.numerals import to_chinese
from zongjie.recovery.draft import Draft, Part, Piece

_NUMBERS: Final = {
    **{to_chinese(number): number for number in range(1, 100)},
    **{str(number): number for number in range(1, 100)},
    **{chr(0x245F + number): number for number in range(1, 21)},
}
_CHINESE: Final = "[一二三四五六七八九十]{1,3}"
# The kinds of 各级编号, outermost first, each with what it looks like.
_KINDS: Final = (
    ("第一部分", re.compile(rf"第({_CHINESE})部分　")),
    ("一、", re.compile(rf"({_CHINESE})、")),
    ("（一）", re.compile(rf"（({_CHINESE})）")),
    ("(一)", re.compile(rf"\(({_CHINESE})\)")),
    ("1.", re.compile(r"([1-9][0-9]?)\.(?![0-9])")),
    ("1．", re.compile(r"([1-9][0-9]?)．")),
    ("1、", re.compile(r"([1-9][0-9]?)、")),
    ("（1）", re.compile(r"（([1-9][0-9]?)）")),
    ("(1)", re.compile(r"\(([1-9][0-9]?)\)")),
    ("①", re.compile(r"([①-⑳])")),
)
_RANK: Final = {kind: rank for rank, (kind, _) in enumerate(_KINDS)}
_LONGEST: Final = 60  # characters of a heading
_NEVER: Final = 1000  # a count that no number follows
_ALONE: Final = re.compile(r"[^\s。！？；][^。！？；]*[^。！？；：，、]。?")
_RUN_IN: Final = re.compile(r"([^\s。！？；：][^。！？；：]{1,58})。([^\s].*)")
_BARE: Final = re.compile(
    r"(?:20\d\d年|过去|今后|下一步|下一阶段|明年|今年)[^，。！？；：]{0,24}"
    r"(?:回顾|总结|计划|安排|思路|打算|任务|工作|情况|成绩|问题|目标)"
    r"|[^，。！？；：]{0,18}名词(?:解释|说明|注释)|注释|附件[0-9一二三四五]?|存在的?(?:主要)?(?:问题|困难|不足)[和与]?.{0,6}"
)
GLOSSARY: Final = re.compile(r".{0,18}(?:名词|注释).{0,4}")


class Mark(NamedTuple):
    """A line that may be a heading: its kind ("" without a number), number and words."""

    kind: str
    number: int
    title: str
    rest: str  # what follows on the same line


def mark_of(text: str) -> Mark | None:
    """Return what a line would be as a heading, None where it cannot be one."""
    if _BARE.fullmatch(text):
        return Mark("", 0, text, "")
    for kind, pattern in _KINDS:
        match = pattern.match(text)
        number = _NUMBERS.get(match[1]) if match is not None else None
        if match is None or number is None:
            continue
        words = text[match.end() :]
        if len(words) <= _LONGEST and _ALONE.fullmatch(words):
            return Mark(kind, number, words, "")
        run_in = _RUN_IN.fullmatch(words)
        return Mark(kind, number, run_in[1], run_in[2]) if run_in else None
    return None


class _Nest:
    """The parts of a draft, built line by line.

    ``stack`` has the kind and the last number of each open level; a line whose
    number does not follow is a paragraph.
    """

    def __init__(self, draft: Draft, marks: Sequence[Mark]) -> None:
        self.draft = draft
        self.kinds: list[str] = []  # of the levels, "" while a level has no number
        self.stack: list[tuple[str, int]] = []
        self.path: list[Part] = []
        self.follows = False  # whether the line before was a heading, and nothing else
        self.top = min((m.kind for m in marks if m.number == 1), key=_RANK.get, default="")  # type: ignore[arg-type]
        self.parted = _parted(marks, self.top)
        self.glossary = False

    def add(self, piece: Piece) -> None:
        """Put a line where it belongs."""
        mark = None if piece.verbatim else mark_of(piece.text)
        level = self._level(mark) if mark is not None else 0
        if mark is None or not level:
            home = self.path[-1].pieces if self.path else self.draft.opening
            home.append(piece)
            self.follows = False
            return
        part = Part(mark.title, piece.at, numbered=bool(mark.kind), run_in=bool(mark.rest))
        if mark.rest:
            part.pieces.append(Piece(mark.rest, piece.at, piece.last))
        del self.path[level - 1 :]
        (self.path[-1].parts if self.path else self.draft.parts).append(part)
        self.path.append(part)
        self.follows = not mark.rest
        self.glossary = bool(GLOSSARY.fullmatch(mark.title))

    def _level(self, mark: Mark) -> int:
        """Return the level a heading opens, 0 where the line is none."""
        if not mark.kind:
            if not self.stack:
                self._open("", 0)
            del self.stack[1:]
            return 1
        if self.glossary and mark.kind != self.top:
            return 0  # its numbered entries are no chapters
        for at in range(len(self.stack) - 1, -1, -1):
            kind, count = self.stack[at]
            if kind == mark.kind and mark.number == count + 1:
                del self.stack[at + 1 :]
                self.stack[at] = (kind, mark.number)
                return at + 1
        return self._deeper(mark) if mark.number == 1 else 0

    def _deeper(self, mark: Mark) -> int:
        if not self.stack and mark.kind != self.top:
            return 0
        if self.stack and not self.stack[0][0] and not self.parted:
            if mark.kind != self.top:
                return 0
            self.stack = [(mark.kind, 1)]
            self.kinds[0] = mark.kind
            return 1
        open_kinds = [kind for kind, _ in self.stack]
        again = open_kinds.count(mark.kind)
        # 一、 in 一、: once, and only where one follows the other.
        if again and not (again == 1 and self.follows and open_kinds[-1] == mark.kind):
            if not self.path[0].numbered:  # an annex counts anew: its 二、 is none of ours
                self.stack[0] = (self.stack[0][0], _NEVER)
            return 0
        if self.stack and self.stack[-1][0] and _RANK[mark.kind] < _RANK[self.stack[-1][0]]:
            return 0
        level = len(self.stack) + 1
        if level <= len(self.kinds) and self.kinds[level - 1] != mark.kind:
            return 0
        self._open(mark.kind, 1)
        return level

    def _open(self, kind: str, number: int) -> None:
        self.stack.append((kind, number))
        if len(self.stack) > len(self.kinds):
            self.kinds.append(kind)


def _parted(marks: Sequence[Mark], top: str) -> bool:
    """Whether headings without a number hold the numbered ones: two parts, each from 一、."""
    tops = [mark for mark in marks if mark.kind in ("", top)]
    if not tops or tops[0].kind:
        return False
    pairs = pairwise(tops)
    return all(after.number <= 1 for before, after in pairs if not before.kind)


def nest(draft: Draft, pieces: Iterable[Piece]) -> list[str]:
    """Put lines into the opening and the parts of a draft; return the kind of each level."""
    lines = list(pieces)
    marks = [mark for line in lines if not line.verbatim and (mark := mark_of(line.text))]
    made = _Nest(draft, marks)
    for line in lines:
        made.add(line)
    return made.kinds
