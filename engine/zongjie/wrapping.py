"""Hard-wrapped text: lines of one width, cut and put together again.

E-mail, old web pages and what is copied out of a PDF break a paragraph into
lines of a fixed width.  :func:`rule_of` finds the width in a text, :func:`joined`
makes whole paragraphs of its lines, :func:`wrap` prints them so again.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise, product, repeat
from typing import Final

from zongjie.records import NamedTuple

UNITS: Final = ("字", "列", "窄列")
"""What a width counts: characters; columns; columns where “ ” … — take one."""
KINSOKU: Final = ("不避", "悬挂", "移下")
"""Marks at a line's start: left there, hung behind the line above, or a character goes with them.
"""

_NOT_FIRST: Final = frozenset("。，、；：？！）》」』】〕”’％…—～·.,;:?!)]}%")
_NOT_LAST: Final = frozenset("（《「『【〔“‘([{￥")
_WORD: Final = frozenset("0123456789.%abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_NEVER_FIRST: Final = _NOT_FIRST - frozenset("—…·～")
_MOST_HUNG: Final = 2  # marks behind a full line: 。”
_STOPS: Final = "。！？!?；;"
_BLANKS: Final = " \t　"
_NUMERAL: Final = "[一二三四五六七八九十]{1,3}"
_HEADS: Final = re.compile(rf"{_NUMERAL}、|第{_NUMERAL}部分|[（(]{_NUMERAL}[）)]")
_BEGINS: Final = re.compile(
    rf"{_NUMERAL}[、是要]|第{_NUMERAL}(?:部分|[章节、，])|[（(]{_NUMERAL}[）)]|[（(]?[0-9０-９]{{1,2}}[）)]"
    r"|[0-9０-９]{1,2}(?:、|[.．](?![0-9]))|[①-⑳⑴-⒇㈠-㈩●•◆▲■★【]|——|[\[［〔][1-9]|首先|其次|再次|最后|各位|同志们"
)
_PAGE: Final = re.compile(
    r"[—–－-]{1,2} ?[0-9]{1,3} ?[—–－-]{1,2}|第 ?[0-9]{1,3} ?页.{0,10}|[0-9]{1,3}"
)
_HEADED: Final = re.compile(r"(?:会上|议上|总结|报告|计划|汇报|[）)])$")  # a title, a line under it
_SAMPLE: Final = 80  # pairs of lines that a width is tried on
_NEVER: Final = 3  # what a line that a rule cannot print weighs against one that it explains
_MOST_COLUMNS: Final = 160  # a longer line is a paragraph
_FEWEST: Final = 2  # line ends that make a rule
_DEEPEST: Final = 4  # columns of an indentation; what stands further in is centred
# How full a line is that goes on, in percent, by whether it ends inside a sentence, and
# whether anything else tells a paragraph.
_WANTED: Final = {
    (True, True): 50,
    (True, False): 85,
    (False, True): 85,
    (False, False): 93,
}
_LONGEST: Final = 20  # lines of a paragraph, on an average
_LONGEST_HEADING: Final = 60  # characters
_AHEAD: Final = 16  # characters of the next line that may have had room


class Rule(NamedTuple):
    """折行: how wide a line is, in what unit, and where it may not end."""

    width: int
    unit: str = UNITS[0]
    kinsoku: str = KINSOKU[0]
    whole: bool = False  # numbers and words of letters are not cut


class Line(NamedTuple):
    """A paragraph, how many empty lines stand before it, and its lines as they were printed.

    A line end in ``text`` is one that no rule explains.
    """

    text: str
    gap: int
    rows: tuple[str, ...] = ()


def wrap(text: str, rule: Rule) -> str:
    """Return a text broken into lines; the line ends that it has stay."""
    return "\n".join(row for part in text.split("\n") for row in _rows(part, rule))


def _rows(text: str, rule: Rule) -> Iterator[str]:
    room = 2 * rule.width + _AHEAD  # characters that one line can ask about
    at = 0
    while True:
        stretch = text[at : at + room]
        end = _end(stretch, _ends(stretch, rule.unit), rule)
        yield stretch[:end]
        at += end
        if at >= len(text):
            return


def _end(text: str, ends: Sequence[int], rule: Rule) -> int:
    """Return how many characters the first line has; ``ends`` is how far each one reaches."""
    end = full = max(1, bisect_right(ends, rule.width))
    if end >= len(text):
        return len(text)
    if rule.kinsoku == "悬挂":
        while end < min(len(text), full + _MOST_HUNG) and text[end] in _NOT_FIRST:
            end += 1
        if end == len(text):
            return end
    moves = rule.kinsoku == "移下"
    while end > 1 and (
        (moves and (text[end] in _NOT_FIRST or text[end - 1] in _NOT_LAST))
        or (rule.whole and text[end] in _WORD and text[end - 1] in _WORD)
    ):
        end -= 1
    return end if end > 1 else full


def _ends(text: str, unit: str) -> Sequence[int]:
    if unit == UNITS[0]:
        return range(1, len(text) + 1)
    return list(accumulate(map(_COLUMNS[unit], text)))


@lru_cache(maxsize=8192)
def _wide(char: str) -> int:
    return _columns(char, "WFA")


@lru_cache(maxsize=8192)
def _narrow(char: str) -> int:
    return _columns(char, "WF")


_COLUMNS: Final[dict[str, Callable[[str], int]]] = {"列": _wide, "窄列": _narrow}


def _columns(char: str, wide: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in wide else 1


def _begins(row: str, told: _Told) -> bool:
    """Return whether a line begins with a number or a sign that begins a paragraph."""
    signs = _HEADS if told.indented else _BEGINS
    return signs.match(row.lstrip(_BLANKS)) is not None


def _is_open(row: str) -> bool:
    """Return whether a line ends inside a sentence."""
    return row.rstrip("”’）)》】")[-1:] not in (*_STOPS, "：", ":", "")


def split(text: str) -> list[Line]:
    """Return the lines of a text that are not empty, each alone."""
    lines, gap = [], 0
    for row in text.split("\n"):
        if row:
            lines.append(Line(row, gap, (row,)))
            gap = 0
        else:
            gap += 1
    return lines


def rule_of(lines: Sequence[Line]) -> Rule | None:
    """Return by which rule most lines that end inside a sentence end there; None for no rule."""
    pairs = [pair for pair in pairwise(lines) if _may_go_on(*pair)]
    pairs = [pair for pair in pairs if _is_open(pair[0].text)][:: len(pairs) // _SAMPLE + 1]
    if len(pairs) < _FEWEST:
        return None
    lengths = [len(above.text) for above, _ in pairs]
    texts = [above.text + below.text[:_AHEAD] for above, below in pairs]
    sample = lines[:: len(lines) // (2 * _SAMPLE) + 1]
    rows = [line.text for line in sample if _depth(line.text) <= _DEEPEST]
    best, rule = 0, None
    for unit in UNITS:
        ends = [_ends(text, unit) for text in texts]
        shown = [_reach(row, unit) for row in rows]
        widths = [reach[length - 1] for reach, length in zip(ends, lengths, strict=True)]
        for width, kinsoku, whole in product(_likely(widths), KINSOKU, (False, True)):
            tried = Rule(width, unit, kinsoku, whole)
            found = map(_end, texts, ends, repeat(tried))
            off = [end - length for end, length in zip(found, lengths, strict=True)]
            room = width + 2 * _MOST_HUNG * (kinsoku == "悬挂")
            never = sum(one < 0 for one in off) + sum(one > room for one in shown)
            score = sum(not one for one in off) - _NEVER * never
            if score > best:
                best, rule = score, tried
    return rule if best >= max(_FEWEST, len(pairs) // 10) else None


def _likely(widths: Sequence[int]) -> list[int]:
    widest = max(widths)
    common = [width for width, _ in Counter(widths).most_common(3)]
    return [w for w in dict.fromkeys((*common, widest, widest - 1, widest - 2)) if w > 1]


def _reach(text: str, unit: str) -> int:
    ends = _ends(text[: _MOST_COLUMNS + 1], unit)
    return ends[-1] if ends else 0


def _may_go_on(above: Line, below: Line) -> bool:
    blanks = len(below.text) - len(below.text.lstrip(_BLANKS))
    led = blanks == 0 or (blanks == 1 and below.text[0] == " " and _is_open(above.text))
    return led and not below.gap and len(above.text) <= _MOST_COLUMNS


def joined(lines: Sequence[Line], rule: Rule) -> list[Line]:
    """Return the paragraphs; a line end inside one that is not the rule's stays in its text."""
    few = max(_FEWEST, len(lines) // _LONGEST)
    indented = sum(_is_indented(line.text) for line in lines) >= few
    apart = sum(line.gap > 0 for line in lines) > few
    even = _is_even(lines, rule)
    body = next((at for at, line in enumerate(lines) if _is_text(line.text)), len(lines))
    groups: list[list[Line]] = []
    texts: list[list[str]] = []
    for at, line in enumerate(lines):
        group = groups[-1] if groups else []
        loose = group and (_is_indented(group[0].text) if indented else apart)
        told = _Told(indented, bool(loose), even)
        alone = at < body and group and _HEADED.search(group[-1].text)
        between = _between(group[-1], line, rule, told) if group and not alone else None
        between = "\n" if _is_paged(lines, at, group) else between
        if between is None:
            groups.append([line])
            texts.append([line.text])
        else:
            group.append(line)
            texts[-1] += (between, line.text)
    if not (indented or apart):
        _part_headings(groups, texts)
    return [
        Line("".join(text), group[0].gap, tuple(line.text for line in group))
        for group, text in zip(groups, texts, strict=True)
    ]


def _is_paged(lines: Sequence[Line], at: int, group: Sequence[Line]) -> bool:
    """Return whether a line is the number of a page inside a paragraph, or goes on behind it."""
    if not group or _PAGE.fullmatch(group[-1].text):
        return len(group) > 1
    line, after = lines[at], lines[at + 1] if at + 1 < len(lines) else None
    if after is None or line.gap or not _PAGE.fullmatch(line.text):
        return False
    return _is_open(group[-1].text) and _may_go_on(line, after) and not _PAGE.fullmatch(after.text)


def _part_headings(groups: list[list[Line]], texts: list[list[str]]) -> None:
    """Part a heading that fills its line from the paragraph behind it: no sentence is so long."""
    for at in range(len(groups) - 1, -1, -1):
        first, whole = groups[at][0].text, "".join(texts[at])
        heads = _HEADS.match(first) and not any(mark in first for mark in f"，：{_STOPS}")
        if heads and len(groups[at]) > 1 and whole.find("。") > _LONGEST_HEADING:
            groups[at : at + 1] = [groups[at][:1], groups[at][1:]]
            texts[at : at + 1] = [texts[at][:1], texts[at][2:]]


def _is_text(row: str) -> bool:
    """Return whether a line is of the text, and not of what stands above it."""
    return _is_indented(row) or any(stop in row for stop in _STOPS)


def _is_indented(row: str) -> bool:
    return 0 < _depth(row) <= _DEEPEST


def _depth(row: str) -> int:
    """Return how many columns of blanks a line begins with."""
    return _reach(row[: len(row) - len(row.lstrip(_BLANKS))], "列")


class _Told(NamedTuple):
    """What else tells where a paragraph begins.

    ``indented``: that most are; ``apart``: indentation or empty lines;
    ``even``: that all lines are full.
    """

    indented: bool
    apart: bool
    even: bool


def _between(above: Line, below: Line, rule: Rule, told: _Told) -> str | None:
    """Return what stands between two lines of one paragraph, None where the lower begins one."""
    if not _may_go_on(above, below):
        return None
    goes_on = _is_open(above.text) or below.text[0] in _NEVER_FIRST
    if _begins(below.text, told) and not goes_on:
        return None
    if _is_full(above, below, rule):
        return ""
    wanted = _WANTED[goes_on, told.apart]
    heads = _begins(above.text, told) and not told.apart
    filled = 100 * _reach(above.text, rule.unit) > wanted * rule.width
    may = filled and not heads and (goes_on or not told.even) and below.text[0] != " "
    return "\n" if may and wrap(above.text, rule) == above.text else None


def _is_full(above: Line, below: Line, rule: Rule) -> bool:
    """Return whether the rule ends a line where it ends."""
    text = above.text + below.text[:_AHEAD]
    return _end(text, _ends(text, rule.unit), rule) == len(above.text)


def _is_even(lines: Sequence[Line], rule: Rule) -> bool:
    """Return whether the rule explains nearly all lines that end inside a sentence."""
    pairs = [pair for pair in pairwise(lines) if _may_go_on(*pair) and _is_open(pair[0].text)]
    return 20 * sum(_is_full(*pair, rule) for pair in pairs) >= 19 * len(pairs)
