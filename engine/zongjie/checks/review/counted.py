"""Counts of what follows, and series of 一是, 二是."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from zongjie.checks.passages import Passage, is_prose
from zongjie.checks.review.facts import Section
from zongjie.checks.review.scope import Scope
from zongjie.diagnostics import Diagnostic, catalogue
from zongjie.document import Heading
from zongjie.numerals import to_chinese
from zongjie.text import pattern

_BEFORE: Final = 40  # characters before a series that may count it
_NUMERAL: Final = "[一二两三四五六七八九十]{1,3}|[0-9]{1,2}"
# 以下六方面工作: what the sections are counted as.
_OF_SECTIONS: Final = pattern(
    rf"(?:以下|如下|下列)({_NUMERAL})(?:个|大|项)?(?:方面|部分|板块|工作|重点)"
    rf"|(?:重点|主要)?(?:做了|开展了?|抓好了?|推进了?|做好了?)(?:以下)?({_NUMERAL})个?方面(?:的)?(?:主要|重点)?工作[：:。]"
)
# 三项工作：一是…
_OF_SERIES: Final = pattern(
    rf"({_NUMERAL})(?:(?:点|条|个方面)(?=[：:])|(?:个|项|大|点|条|类)?(?:方面|问题|不足|短板|工作|措施|举措|任务|重点|机制|制度"
    rf"|行动|难题|环节|做法|特点|亮点|抓手|要求|关系|转变|突破|提升))[^。；：:\d]{{0,10}}[：:，,。]"
)
_MARK: Final = pattern(
    r"(?:^|(?<=[。；：，,;:！？]))[ 　]*(?:(?P<shi>[一二三四五六七八九十]{1,2})(?P<word>[是要])"
    r"(?!(?P=shi)|[^\W\d]?[一二三四五六七八九十]是)"
    r"|第(?P<di>[一二三四五六七八九十]{1,2})(?=[，,]))"
)


def sections(scope: Scope) -> Iterator[Diagnostic]:
    """以下六方面工作 counts the sections that follow."""
    heads = [p for p in scope.passages if isinstance(p.block, Heading) and not p.note]
    top = min((_level(p) for p in heads), default=0)
    for at, section in enumerate(scope.sections):
        level = 0 if section.heading is None else _level(section.heading)
        below = list(_below(scope.sections[at + 1 :], level, top if not level else level + 1))
        for passage in section.passages:
            for match in _OF_SECTIONS.finditer(passage.text) if is_prose(passage) else ():
                said = match[1] or match[2]
                group = 1 if match[1] else 2
                free = passage.reference(*match.span(group)) is None
                rest = passage.text[match.end() :]
                if free and below and _value(said) != len(below) and not _MARK.search(rest):
                    span = passage.place(*match.span(group))
                    if span is not None:
                        yield catalogue.across.miscounted(span, match[0], len(below), "下面有")


def _level(passage: Passage) -> int:
    return passage.block.level if isinstance(passage.block, Heading) else 0


def _below(after: Sequence[Section], level: int, wanted: int) -> Iterator[Section]:
    """Yield the sections right below a level, up to where it ends."""
    for section in after:
        own = _level(section.heading) if section.heading is not None else 0
        if own <= level:
            return
        if own == wanted:
            yield section


@cache
def _value(numeral: str) -> int:
    if numeral.isdigit():
        return int(numeral)
    known = {to_chinese(number): number for number in range(1, 100)} | {"两": 2}
    return known.get(numeral, 0)


def series(scope: Scope) -> Iterator[Diagnostic]:
    """一是, 二是 follow one another, and are as many as was said."""
    for section in scope.sections:
        marks: list[tuple[Passage, re.Match[str]]] = []
        for passage in section.passages:
            if is_prose(passage):
                marks += [(passage, match) for match in _MARK.finditer(passage.text)]
        for run in _runs(marks):
            yield from _in_order(run)
            yield from _as_many(run, section)


def _number(match: re.Match[str]) -> int:
    return _value(match["shi"] or match["di"])


def _runs(
    marks: list[tuple[Passage, re.Match[str]]],
) -> Iterator[list[tuple[Passage, re.Match[str]]]]:
    """Yield series: each begins with 一, or where the word changes."""
    words = dict.fromkeys(match["word"] or "第" for _, match in marks)
    for word in words:
        run: list[tuple[Passage, re.Match[str]]] = []
        for passage, match in marks:
            if (match["word"] or "第") != word:
                continue
            if run and _number(match) == 1:
                yield run
                run = []
            run.append((passage, match))
        if run:
            yield run


def _in_order(run: list[tuple[Passage, re.Match[str]]]) -> Iterator[Diagnostic]:
    wanted = 1
    for passage, match in run:
        number = _number(match)
        if number != wanted:
            before = match[0].strip().replace(match["shi"] or match["di"], to_chinese(wanted), 1)
            why = f"前面没有“{before}”" if number > wanted else "的顺序不对"
            yield from _told(passage, match, why)
            return
        wanted += 1
    if len(run) == 1:
        yield from _told(*run[0], "后面没有“二”")


def _told(passage: Passage, match: re.Match[str], why: str) -> Iterator[Diagnostic]:
    said = match[0].strip(" 　")
    span = passage.place(match.end() - len(said), match.end())
    if span is not None:
        yield catalogue.leftovers.broken_series(span, said, why)


def _as_many(run: list[tuple[Passage, re.Match[str]]], section: Section) -> Iterator[Diagnostic]:
    """Yield a count before a series that is not the series' own."""
    passage, first = run[0]
    end = first.start()
    at = section.passages.index(passage)
    if len(run) > 1 and at and not passage.text[:end].strip(" 　"):
        passage = section.passages[at - 1]
        end = len(passage.text)
    counts = list(_OF_SERIES.finditer(passage.text, max(0, end - _BEFORE), end))
    if len(run) < 2 or not counts or counts[-1].end() < end:
        return
    said = counts[-1]
    if _value(said[1]) not in (0, 1, len(run)) and passage.reference(*said.span(1)) is None:
        span = passage.place(*said.span(1))
        if span is not None:
            yield catalogue.across.miscounted(
                span, said[0].rstrip("：:，,。"), len(run), "后面列了"
            )


# 甲、乙、丙三项工作: what is counted stands before.  Names that hold a 、 or 和 would be cut, so
# that only short pieces between commas are counted.
_LISTED: Final = pattern(
    r"(?:^|(?<=[。；：，,]))(?P<list>[^。；：，,、\d]{2,12}(?:、[^。；：，,、\d]{2,10})+?)"
    r"(?P<n>[二两三四五六七八九])(?:项|大|个)(?:重点)?(?:工作|任务|行动|工程|制度|机制|举措|措施|整治|改造|活动|攻坚战|保卫战|体系|平台|品牌|领域|阵地|载体)(?![^\W\d]*、)"
)
_JOINED: Final = pattern("和|以及|及|与")


def enumerations(scope: Scope) -> Iterator[Diagnostic]:
    """甲、乙、丙三项工作 names three."""
    for passage in scope.passages:
        for match in _LISTED.finditer(passage.text) if "、" in passage.text else ():
            parts = match["list"].split("、")
            if "等" in parts[-1] or match["list"].count("“") != match["list"].count("”"):
                continue
            count = len(parts) + len(_JOINED.findall(parts[-1]))
            span = passage.place(*match.span("n"))
            if span is not None and count not in (_value(match["n"]), len(parts) - 1):
                said = passage.text[match.start("n") : match.end()]
                yield catalogue.across.miscounted(span, said, count, "前面列了")
