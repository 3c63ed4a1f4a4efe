"""The look of a plain text: lines, indentation, and widths folded to the standard.

What is folded here, 纯文本 unfolds in print: 标点 半角 and 连接号 短横.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from zongjie.records import NamedTuple
from zongjie.wrapping import Line
from zongjie.writers.txt import INDENTS

_FULL: Final = "，；：（）！？"
_HALF: Final = ",;:()!?"
_TO_FULL: Final = dict(zip(_HALF, _FULL, strict=True))
# Inside 12:30, 1,234 and (a) of a web address a mark is no Chinese punctuation.
_MARK: Final = re.compile(r"(?<![A-Za-z0-9])[,;:()!?]|[,;:()!?](?![A-Za-z0-9]|(?<=:)//)")
# GB/T 15834-2011 4.13: — between times, ～ between quantities; house numbers have neither.
_TIME: Final = re.compile(r"(?<=[0-9年月日])-(?=[0-9]+(?:年|月|日|时))")
_RANGE: Final = re.compile(
    r"(?<=[0-9%％])-(?=[0-9]+(?:\.[0-9]+)?(?:[%％]|[万亿余多]{0,2}[次个人名家户件项条场岁天周倍米吨元分]))"
)
_STANDARD_HYPHEN: Final = re.compile(r"[0-9年月日时分季度%％]—[0-9]|[^\s～]～[0-9]")


class Look(NamedTuple):
    """What 纯文本 says about characters: 缩进, 标点, 连接号."""

    indent: str = "无"
    punctuation: str = "全角"
    hyphen: str = "规范"

    def standard(self, text: str) -> str:
        """Return a text as prose is written: full-width, with standard hyphens."""
        if self.punctuation == "半角":
            text = _MARK.sub(lambda mark: _TO_FULL[mark[0]], text)
        if self.hyphen == "短横":
            text = _RANGE.sub("～", _TIME.sub("—", text))
        return text


def look_of(lines: Sequence[Line]) -> Look:
    """Return the look that most lines have."""
    text = "\n".join(line.text for line in lines)
    full = any(mark in text for mark in _FULL)
    half = _MARK.search(text) is not None
    dashes = _TIME.search(text) or _RANGE.search(text)
    return Look(
        _indent(lines[1:] or lines),
        "原样" if full and half else "半角" if half else "全角",
        "短横" if dashes and not _STANDARD_HYPHEN.search(text) else "规范",
    )


def _indent(lines: Sequence[Line]) -> str:
    kinds = [(blanks, name) for name, blanks in INDENTS.items() if blanks]
    kinds.sort(key=lambda kind: -len(kind[0]))
    counts: Counter[str] = Counter()
    for line in lines:  # a long paragraph tells more than a title
        name = next((name for blanks, name in kinds if line.text.startswith(blanks)), "无")
        counts[name] += len(line.text)
    return counts.most_common(1)[0][0] if counts else "无"
