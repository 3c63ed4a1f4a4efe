"""The sentence in which somebody changed or meant something."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import Final

from zongjie.records import NamedTuple
from zongjie.text import pattern

OPEN, CLOSE = "【", "】"
# GB/T 15834 4.1 to 4.3: 。？！ end a sentence, with what closes behind it.
_SENTENCE: Final = pattern(r"[^。！？!?\n]*(?:[。！？!?]+[”’』」）)》]*|\n|$)")
_AROUND: Final = 120  # characters before and behind the words meant
_MEANT: Final = 200  # of those words, half at their beginning and half at their end
_CUT: Final = "……"


class Span(NamedTuple):
    """The sentences of a paragraph that hold a range of it."""

    start: int
    end: int


def sentence_of(text: str, start: int, end: int) -> Span:
    """Return the sentences that a range touches; a place at the very end is of the last one."""
    starts = _starts(text)
    first = bisect_right(starts, start) - 1
    behind = bisect_right(starts, max(end - 1, start))
    return Span(starts[first], starts[behind] if behind < len(starts) else len(text))


@lru_cache(maxsize=64)
def _starts(text: str) -> tuple[int, ...]:
    """Return where the sentences of a text begin; a text without any begins all the same."""
    return tuple(found.start() for found in _SENTENCE.finditer(text) if found[0]) or (0,)


def marked(text: str, start: int, end: int, meant: str = "") -> str:
    """Return the sentence of a range with the range in 【】; what is very long is cut.

    ``meant`` stands in the mark where the range is empty.
    """
    span = sentence_of(text, start, end)
    before, behind = text[span.start : start].lstrip(), text[end : span.end].rstrip()
    if len(before) > _AROUND:
        before = _CUT + before[-_AROUND:]
    if len(behind) > _AROUND:
        behind = behind[:_AROUND] + _CUT
    return f"{before}{OPEN}{shortened(text[start:end] or meant)}{CLOSE}{behind}"


def shortened(text: str, most: int = _MEANT) -> str:
    """Return a text without its middle where it is very long."""
    if len(text) <= most:
        return text
    return f"{text[: most // 2]}{_CUT}{text[-most // 2 :]}（共{len(text)}字）"
