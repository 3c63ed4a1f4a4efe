"""Where clauses begin and end round a figure.

Clauses are found in a shadow of the reading, of the same length, in which
quotations and short brackets without figures stand as one opaque sign each
character: the marks inside them part nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final

from zongjie.records import NamedTuple
from zongjie.text import pattern

OPAQUE: Final = "\ufffc"
_BRACKETS: Final = pattern(r"\((?:[^()0-9\n]{1,20}|[A-Za-z][A-Za-z0-9._-]{0,19})\)")
_BREAK: Final = pattern(r"[。！？!?;，,:：\n()、 …|]|—(?=—)|(?<=—)—")
_STOPS: Final = frozenset("。！？!?\n")
# 市、区级赛事: the mark joins two attributes of one noun.
_ATTRIBUTE: Final = pattern(
    "(?:[省市县镇乡村街州旗校院所内外水陆老少男女]|(?<![小社园地片城景校库厂民辖])区)[级办属]?\\Z"
)
_REACH: Final = 60


class Context(NamedTuple):
    """The shadow of a reading and where its clauses part."""

    text: str
    shadow: str
    breaks: list[int]
    stops: list[int]

    def clause_start(self, at: int) -> int:
        """Return where the clause that holds ``at`` begins, at most a line before it."""
        floor = max(at - _REACH, 0)
        start = self._after_break(at)
        while start > floor and self.shadow[start - 1] == "、":
            before = self._after_break(start - 1)
            if not _ATTRIBUTE.search(self.shadow, max(before, start - 3), start - 1):
                break
            start = before
        return max(start, floor)

    def list_start(self, at: int) -> int:
        """Return where the clause begins, passing the marks of a list of nouns."""
        start = self._after_break(at)
        floor = max(at - _REACH, 0)
        while start > floor and self.shadow[start - 1] == "、":
            start = self._after_break(start - 1)
        return max(start, floor)

    def _after_break(self, at: int) -> int:
        index = bisect_left(self.breaks, at)
        return self.breaks[index - 1] + 1 if index else 0

    def clause_end(self, at: int) -> int:
        """Return where the clause that goes on at ``at`` ends, at most a line behind it."""
        index = bisect_left(self.breaks, at)
        end = self.breaks[index] if index < len(self.breaks) else len(self.shadow)
        return min(end, at + _REACH)

    def sentence(self, at: int) -> int:
        """Return the number of the sentence that holds ``at``."""
        return bisect_right(self.stops, at)


def context(text: str, quotes: list[tuple[int, int]]) -> Context:
    """Return the clauses of a reading with the given quotations."""
    parts: list[str] = []
    done = 0
    for start, end in quotes:
        if start >= done:
            parts += [text[done:start], OPAQUE * (end - start)]
            done = end
    parts.append(text[done:])
    shadow = _BRACKETS.sub(lambda match: OPAQUE * len(match[0]), "".join(parts))
    breaks = [match.start() for match in _BREAK.finditer(shadow)]
    return Context(text, shadow, breaks, [at for at in breaks if shadow[at] in _STOPS])
