"""A text without what numbers itself: headings, 一是, attachments, how many chapters there are."""

from __future__ import annotations

import re

_NUMERAL = "[一二三四五六七八九十]+"
_HEAD = re.compile(
    rf"第{_NUMERAL}[章节部]分?[　 ]?|{_NUMERAL}[、.．]|（{_NUMERAL}）"
    r"|(?:附件：)?[0-9]+[、.．](?![0-9](?![0-9]{3}年))|（[0-9]+）|附件[0-9]+$|附件：?"
)
_ENTRY = re.compile(rf"(^|(?<=[。；！？])){_NUMERAL}是")
_COUNT = re.compile(rf"以下{_NUMERAL}方面")


def neutral(lines: list[str]) -> list[str]:
    """Return lines in which nothing is left that the print counts by itself."""
    found = []
    for line in lines:
        bare = line.strip()
        head = _HEAD.match(bare)
        bare = bare[head.end() :] if head else bare
        found.append(_COUNT.sub("以下#方面", _ENTRY.sub("#是", bare)))
    return [line for line in found if line]
