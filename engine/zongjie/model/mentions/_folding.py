"""A text as it is read: one width, no blanks or line ends inside a phrase.

Widths fold one character to one.  Blanks that typing or a copied page left inside
a phrase (5 个百 分点) and line ends that break a sentence are passed over, so the
reading may be shorter than the text; ``at`` leads back to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from zongjie.model.mentions._units import unit_end
from zongjie.records import NamedTuple
from zongjie.text import pattern

_FOLD: Final = {0xFF01 + i: 0x21 + i for i in range(94) if i != 0x0B} | {
    ord(blank): " " for blank in "\t\r\u00a0\u3000\u2002\u2003\u2009"
}
# A full-width comma parts thousands only between full-width digits.
_GROUPS: Final = pattern("(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
# A text typed half-width ends its sentences with it: 增加860吨.建成大棚320座.
_STOP: Final = pattern(
    "(?<=[\u4e00-\u9fff%)])(?<![一二三四五六七八九十])\\.(?=[\u4e00-\u9fff0-9]| ?(?:$|\n))"
)
# 2 000人: a blank may part thousands where a unit follows.
_SPACED: Final = pattern(
    "(?<![0-9.,])(?<![0-9] )[1-9][0-9]{0,2}(?: [0-9]{3}){1,7}(?= ?[余多万亿%\u4e00-\u9fff])"
)
_GAP: Final = pattern(r" *\n[ \n]*| +")
_CLOSED: Final = frozenset("。!?;:…")
_LATIN: Final = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_HEADING: Final = pattern(
    r"[一二三四五六七八九十]{1,3}[、是]|\([一二三四五六七八九十0-9]{1,3}\)|第[一二三四五六七八九十]"
    r"|[0-9]{1,2}[.、](?![0-9])|[—●•◆【\[]"
)
# A line this long was broken by its width, not by its writer.
_FULL_LINE: Final = 20
# Wider blanks part the columns of a table.
_WORD_GAP: Final = 2


class Reading(NamedTuple):
    """What is read of a text, and where each of its characters stands there."""

    source: str
    text: str
    at: Sequence[int]

    def slice(self, start: int, end: int) -> str:
        """Return the characters of the source that were read as ``text[start:end]``."""
        if start >= end:
            return ""
        first, last = self.at[start], self.at[end - 1] + 1
        if last - first == end - start:
            return self.source[first:last]
        return "".join(self.source[i] for i in self.at[start:end])


def fold(source: str) -> Reading:
    """Return the reading of a text, in linear time."""
    wide = _STOP.sub("。", _GROUPS.sub(",", source).translate(_FOLD))
    kept: list[str] = []
    at: list[int] = []
    done = line = 0
    spaced = {gap for match in _SPACED.finditer(wide) for gap in _blanks(match)}
    for gap in _GAP.finditer(wide):
        start, end = gap.span()
        inner = start > 0 and end < len(wide)
        joined = inner and (start in spaced or _passed_over(wide, line, start, end))
        if joined:
            kept.append(wide[done:start])
            at.extend(range(done, start))
            done = end
        if wide.find("\n", start, end) >= 0 and not (joined and _torn(wide, end)):
            line = end
    if not done:
        return Reading(source, wide, range(len(wide)))
    kept.append(wide[done:])
    at.extend(range(done, len(wide)))
    return Reading(source, "".join(kept), at)


def _blanks(match: re.Match[str]) -> Iterator[int]:
    return (at for at in range(*match.span()) if match.string[at] == " ")


# A number that a line begins with, and what may stand before its unit.
_FIRST: Final = pattern("[0-9][0-9,.]*")
_NEXT: Final = pattern("[余多]?[万亿]?")
_WORD: Final = pattern("[\u4e00-\u9fff]")


def _measured(text: str, at: int) -> bool:
    """Whether a unit stands here, behind 余 or 万 that belong to the number before."""
    more = _NEXT.match(text, at)
    start = more.end() if more else at
    return unit_end(text, start) > start or start > at


def _torn(text: str, at: int) -> bool:
    """Whether a line begins with a count: lines are torn off before numbers when copied."""
    number = _FIRST.match(text, at)
    if number is None:
        return False
    gap = _GAP.match(text, number.end())
    end = gap.end() if gap else number.end()
    return _measured(text, end) and text[end : end + 1] not in {"年", "月", "日"}


def _passed_over(text: str, line: int, start: int, end: int) -> bool:
    """Whether nothing is meant by the gap: the phrase goes on behind it."""
    before, after = text[start - 1], text[end]
    if before in _CLOSED:
        return False
    lines = text.count("\n", start, end)
    if not lines:
        return end - start <= _WORD_GAP and not (before in _LATIN and after in _LATIN)
    if before in "，,、":
        return lines <= 2
    if lines > 1 or text[end - 1] == " " or _HEADING.match(text, end):
        return False
    if before in "0123456789万亿余多" and _NEXT.match(text, end) and _measured(text, end):
        return True
    if _WORD.match(before) and _torn(text, end):
        return True
    return start - line >= _FULL_LINE and before != "\u201d"
