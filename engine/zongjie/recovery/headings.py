"""Which lines are headings, and how they lie in each other (体例's numbers)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from zongjie.numerals import heading_count
from zongjie.records import NamedTuple
from zongjie.recovery.draft import Draft, Part, Piece

_CHINESE: Final = "[一二三四五六七八九十]{1,3}"
_ARABIC: Final = "(?:[1-9][0-9]?|[１-９][０-９]?)"
_BLANKS: Final = "[ 　]{0,4}"
# What a number looks like, outermost first: the rank tells which may hold which.
_SHAPES: Final = (
    rf"第{_CHINESE}(?:部分|篇|编)(?:[：:、][ 　]{{0,2}}|[ 　]{{1,4}})",
    rf"第{_CHINESE}章(?:[：:、][ 　]{{0,2}}|[ 　]{{1,4}})",
    rf"第{_CHINESE}节(?:[：:、][ 　]{{0,2}}|[ 　]{{1,4}})",
    rf"(?:第?{_CHINESE} ?、|{_CHINESE}[.．]){_BLANKS}|{_CHINESE}[ 　]{{1,4}}",
    rf"(?:[（(]{_CHINESE}[）)]|[㈠-㈩])[、.．]?{_BLANKS}",
    rf"{_ARABIC}(?: ?、|[.．](?![0-9０-９])){_BLANKS}",
    rf"(?:[（(]{_ARABIC}[）)]|{_ARABIC}[）)]|[⑴-⒇])[、.．]?{_BLANKS}",
    rf"[①-⑳][、.．]?{_BLANKS}",
)
_SHAPE: Final = re.compile("|".join(f"({shape})" for shape in _SHAPES))
_PART: Final = "第一部分"  # the kind that prints a blank of its own
_LONGEST: Final = 60  # characters of a heading
_MOST_SKIPPED: Final = 1  # numbers that staff leave out
_NEVER: Final = 1000  # a count that no number follows
_ALONE: Final = re.compile(r"[^\s。！？；：，、](?:[^。！？；]*[^。！？；，、])?[。：]?")
_RUN_IN: Final = re.compile(
    r"([^\s。！？；：][^。！？；：]{1,58})。([^\s].*)|([^\s。！？；：，][^。！？；：，]{1,18}：)([^\s].*)",
    re.DOTALL,
)
_TOLD: Final = re.compile(r"[0-9].*。\Z", re.DOTALL)  # 项目：开工19个，投资8.9亿元。
_BARE: Final = re.compile(
    r"(?:20\d\d年|过去|今后|下一步|下一阶段|明年|今年)[^，。！？；：]{0,24}"
    r"(?:回顾|总结|计划|安排|思路|打算|任务|工作|情况|成绩|问题|目标)"
    r"|[^，。！？；：]{0,18}名词(?:解释|说明|注释)|注释|附件[0-9一二三四五]?|存在的?(?:主要)?(?:问题|困难|不足)[和与]?.{0,6}"
)
GLOSSARY: Final = re.compile(r".{0,18}(?:名词|注释).{0,4}")


class Mark(NamedTuple):
    """A line that may be a heading: its number as printed, its words, what follows on the line.

    ``kind`` is the first number of its sort, "" without a number; ``rank`` tells
    how far out it stands.
    """

    kind: str
    number: int
    title: str
    rest: str
    rank: int = 0
    printed: str = ""


def mark_of(text: str) -> Mark | None:
    """Return what a line would be as a heading, None where it cannot be one."""
    if _BARE.fullmatch(text):
        return Mark("", 0, text, "")
    match = _SHAPE.match(text)
    counted = heading_count(match[0]) if match is not None else None
    if match is None or counted is None:
        return None
    kind, number = counted
    kind = _PART if kind == f"{_PART}　" else kind
    rank = (match.lastindex or 1) - 1
    words = text[match.end() :]
    run_in = _RUN_IN.fullmatch(words)
    told = run_in is not None and run_in[4] and _TOLD.search(run_in[4])
    if not told and len(words) <= _LONGEST and _ALONE.fullmatch(words):
        return Mark(kind, number, words, "", rank, match[0])
    if run_in is None:
        return None
    title, rest = (run_in[1], run_in[2]) if run_in[1] else (run_in[3], run_in[4])
    return Mark(kind, number, title, rest, rank, match[0])


class _Open(NamedTuple):
    """A level that is open: its kind, its last number."""

    kind: str
    number: int
    rank: int


class _Nest:
    """The parts of a draft, built line by line; ``stack`` has the open levels."""

    def __init__(self, draft: Draft, marks: Sequence[Mark], known: Mapping[str, int]) -> None:
        self.draft = draft
        self.known = known
        self.stack: list[_Open] = []
        self.path: list[Part] = []
        self.depth = 0  # of levels that have been open
        self.follows = False  # whether the line before was a heading, and nothing else
        first = min((m for m in marks if m.number == 1), key=lambda m: m.rank, default=None)
        self.top = first.kind if first is not None else ""
        self.parted = _parted(marks, self.top)
        self.glossary = False

    def add(self, piece: Piece) -> None:
        """Put a line where it belongs."""
        mark = None if piece.verbatim else mark_of(piece.text)
        level = self._level(mark) if mark is not None else 0
        if not level and not piece.verbatim and (deep := self.known.get(piece.text)):
            mark, level = Mark("", 0, piece.text, ""), min(deep, len(self.path) + 1)
            if level == 1:
                level = self._level(mark)
        if mark is None or not level:
            home = self.path[-1].pieces if self.path else self.draft.opening
            home.append(piece)
            self.follows = False
            return
        part = Part(mark.title, piece.at, mark=mark.printed, run_in=bool(mark.rest))
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
                self.stack.append(_Open("", 0, 0))
            del self.stack[1:]
            return 1
        if self.glossary and mark.kind != self.top:
            return 0  # its numbered entries are no chapters
        for slack in (0, _MOST_SKIPPED):  # the number that follows, else one near it
            for at in range(len(self.stack) - 1, -1, -1):
                kind, count, rank = self.stack[at]
                off = mark.number - count - 1
                if _alike(kind, mark.kind) and abs(off) <= slack and mark.number > slack:
                    self.stack[at:] = [_Open(kind, mark.number, rank)]
                    return at + 1
        return self._deeper(mark) if mark.number == 1 else 0

    def _deeper(self, mark: Mark) -> int:
        opened = _Open(mark.kind, 1, mark.rank)
        if not self.stack and mark.kind != self.top:
            return 0
        if self.stack and not self.stack[0].kind and not self.parted:
            if mark.kind != self.top:
                return 0
            self.stack = [opened]
            return 1
        open_kinds = [kind for kind, _, _ in self.stack]
        again = open_kinds.count(mark.kind)
        # 一、 in 一、: once, and only where one follows the other.
        if again and not (again == 1 and self.follows and open_kinds[-1] == mark.kind):
            if not self.path[0].mark:  # an annex counts anew: its 二、 is none of ours
                self.stack[0] = self.stack[0]._replace(number=_NEVER)
            return 0
        if self.stack and self.stack[-1].kind and mark.rank < self.stack[-1].rank:
            return 0
        self.stack.append(opened)
        return len(self.stack)


def _alike(kind: str, other: str) -> bool:
    """Return whether two kinds differ in nothing but blanks."""
    return kind.rstrip(" 　") == other.rstrip(" 　")


def _parted(marks: Sequence[Mark], top: str) -> bool:
    """Whether headings without a number hold the numbered ones: two parts, each from 一、."""
    tops = [mark for mark in marks if mark.kind in ("", top)]
    if not tops or tops[0].kind:
        return False
    pairs = pairwise(tops)
    return all(after.number <= 1 for before, after in pairs if not before.kind)


def nest(draft: Draft, pieces: Iterable[Piece], known: Mapping[str, int]) -> None:
    """Put lines into the opening and the parts of a draft.

    ``known`` are lines without a number that are headings, each with its level:
    a .docx says so by its styles, a plain text cannot.
    """
    lines = list(pieces)
    marks = [mark for line in lines if not line.verbatim and (mark := mark_of(line.text))]
    made = _Nest(draft, marks, known)
    for line in lines:
        made.add(line)
