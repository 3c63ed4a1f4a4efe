"""What in a text is likely to be last year's: years, days, ordinals, numbers typed by hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Final

from zongjie import numerals
from zongjie.model.mentions import MentionKind, scan
from zongjie.records import NamedTuple
from zongjie.rolling import years
from zongjie.text import half_width, pattern


class Kind(Enum):
    """What a clue is about; each is told by a rule of its own."""

    YEAR = "年份"
    RELATIVE = "去年"
    DATE = "日期"
    ORDINAL = "第几"
    ROW = "连续"
    FIGURE = "数"

    __hash__ = object.__hash__


class Clue(NamedTuple):
    """Some characters of a text, and what they may be next year; empty where nobody knows."""

    start: int
    end: int
    kind: Kind
    text: str
    after: str = ""


class Years(NamedTuple):
    """The year a report was of, and the one it is rolled on to."""

    old: int
    new: int


_H: Final = "[一二两三四五六七八九十百零〇]"
_N: Final = rf"(?:[0-9０-９]{{1,3}}|{_H}{{1,5}})"
_Y: Final = "(?:[12１２][0-9０-９]{3}|[一二][一二三四五六七八九〇○零]{3})"
_D: Final = rf"(?:[0-9０-９]{{1,2}}|{_H}{{1,3}})"
_TO: Final = "\\s*[-–—~～至到]\\s*"
_MONTH: Final = rf"{_D}月(?:份|底|末|初|[上中下]旬|{_D}[日号])?"
_PART: Final = rf"年?[初中底末]|{_MONTH}|度|(?:第?[一二三四1-4]|[上下]半)季?[度年]"
_ISO: Final = "[-./][0-9]{1,2}[-./][0-9]{1,2}(?![0-9])"
_KINDS: Final = "(?:学年度?|财年|全年|年)"
_ONE: Final = (
    rf"(?<![0-9０-９.]){_Y}(?:年(?:{_PART})?|{_KINDS}|版|(?={_TO}{_Y}{_KINDS})|{_ISO})"
    rf"|(?<=[〔［\[（(]){_Y}(?=[〕］\]）)])"
)
# References, marks of footnotes, tags and slots: what is in them is not typed text.
_MASKED: Final = pattern(
    r"\{\{[^{}]*\}\}|｛｛[^｛｝]*｝｝|\{%[^%]*%\}|\{[^{}\n]{1,20}\}"
    r"|[【\[［〔]\s*(?:注\s*[：:]|[\^＾])[^】\]］〕\n]{0,80}[】\]］〕]"
)
_HIDDEN: Final = "\N{OBJECT REPLACEMENT CHARACTER}"
_YEAR: Final = pattern(rf"(?:{_ONE})(?:{_TO}(?:{_ONE}|{_MONTH}))?")
_PLAN: Final = pattern(
    '(?<![二三四五六七八九])十([一二三四五六七八九]?)五(?=[”’"]|规划|期间|计划|时期|收官)'
)
_RELATIVE: Final = pattern(
    "(?<!过)去年|(?<!如)今年(?!轻)|(?<!以)上年度?(?!龄|纪)|(?<!以)前年(?!度|龄)|(?<!文)明年"
    "|(?<![年以一])来年|(?<!今)后年(?!龄)|(?<!基)本年(?:度|(?![0-9]))|(?<!相)当年|上一年度?|下一年度?|新年度|[去今明]冬|[今明去]春"
    "|今明两年|[本上]届|元年(?![一二三四五六七八九十0-9])|(?!有生|而立|不惑|花甲|古稀|耄耋)[\u4e00-\u9fff]{2}之年"
)
_ORDINAL: Final = pattern(rf"第({_N})(批次|批|届|次|期|轮|季(?!度)|年|版|场|家|个(?!人))")
_FIRST: Final = pattern("首(批次|批|届|次|期|轮|家|个(?!人)|场|例)")
_PLENARY: Final = pattern(
    rf"(?P<term>{_H}{{1,3}}届)(?P<body>[^，。、；\n“”]{{0,8}}?)(?P<n>{_H}{{1,3}})(?P<what>中全会|次(?:全会|(?:全体)?会议))"
)
_ROW: Final = pattern(
    rf"(?P<lead>连续第?|蝉联第?)(?P<n>{_N})(?P<unit>年度?|届|次|季度|个?(?:月|季度|年头))"
    rf"|(?P<m>{_N})(?P<tail>连冠|周年|连胜|连优)"
)
_DAYS: Final = pattern("[月日号旬度]|[近这过前]|半年")
_TERM: Final = pattern("[上下]半年|[前第][一二两三四1-4]个?季度")
# Clock times, and what is as true of the next year.
_NO_DAY: Final = pattern("[时:：]|^每|^(?:过去的?|前|这)一年")
_NEVER_NEXT: Final = ("个", "家", "场", "例")  # 第一个 is a claim, no count


def clues(text: str, both: Years) -> list[Clue]:
    """Return what a text says of its year, in order, none over another.

    What references print is not looked at: it changes by itself.
    """
    shown = _MASKED.sub(lambda match: _HIDDEN * len(match[0]), text)
    found: list[Clue] = []
    taken = bytearray(len(text))
    for find in (_rows, _ordinals, _years, _relatives, _mentions):
        for clue in find(shown, both):
            start, end = clue.start, clue.end
            if taken.find(1, start, end) < 0:
                found.append(clue)
                taken[start:end] = b"\1" * (end - start)
    return sorted(found, key=lambda clue: clue.start)


def _years(text: str, both: Years) -> Iterator[Clue]:
    for match in _YEAR.finditer(text):
        said = years.years_in(match[0])
        near = said and both.old - 1 <= min(said) <= max(said) <= both.old + 1
        after = years.named(match[0], both.old) if near else ""
        yield Clue(*match.span(), Kind.YEAR, match[0], after)
    for match in _PLAN.finditer(text):
        number = numerals.from_chinese(match[1]) or 0
        if 10 + number < years.plan_of(both.new):
            yield Clue(*match.span(), Kind.YEAR, match[0], f"十{numerals.to_chinese(number + 1)}五")


def _relatives(text: str, _: Years) -> Iterator[Clue]:
    for match in _RELATIVE.finditer(text):
        yield Clue(*match.span(), Kind.RELATIVE, match[0])


def _rows(text: str, _: Years) -> Iterator[Clue]:
    for match in _ROW.finditer(text):
        number = match["n"] or match["m"]
        after = next_number(number)
        said = f"{match['lead'] or ''}{after}{match['unit'] or match['tail']}" if after else ""
        yield Clue(*match.span(), Kind.ROW, match[0], said)


def _ordinals(text: str, _: Years) -> Iterator[Clue]:
    for match in _ORDINAL.finditer(text):
        after = next_number(match[1]) if match[2] not in _NEVER_NEXT else ""
        said = f"第{after}{match[2]}" if after else ""
        yield Clue(*match.span(), Kind.ORDINAL, match[0], said)
    for match in _FIRST.finditer(text):
        counts = match[1] not in (*_NEVER_NEXT, "次")  # 首次 is a claim too
        yield Clue(*match.span(), Kind.ORDINAL, match[0], f"第二{match[1]}" if counts else "")
    for match in _PLENARY.finditer(text):
        after = next_number(match["n"])
        said = f"{match['term']}{match['body']}{after}{match['what']}" if after else ""
        yield Clue(*match.span(), Kind.ORDINAL, match[0], said)


def _mentions(text: str, _: Years) -> Iterator[Clue]:
    """Yield the days and the figures that the scanner of numbers finds."""
    for mention in scan(text):
        if mention.kind is MentionKind.INDICATOR:
            yield Clue(mention.start, mention.end, Kind.FIGURE, mention.text)
        elif mention.kind is MentionKind.DATE and _is_day(mention.text):
            yield Clue(mention.start, mention.end, Kind.DATE, mention.text)
    for match in _TERM.finditer(text):
        yield Clue(*match.span(), Kind.DATE, match[0])


def _is_day(said: str) -> bool:
    return _DAYS.search(said) is not None and _NO_DAY.search(said) is None


def next_number(written: str) -> str:
    """Return the number after one, in the same signs: 8, 八; empty where it cannot be read."""
    digits = half_width(written)
    if digits.isdecimal():
        return str(int(digits) + 1)
    number = numerals.from_chinese(written)
    return "" if number is None else numerals.to_chinese(number + 1)


def next_in(text: str) -> str:
    """Return a short text with its ordinal or count of years one further, else empty."""
    for clue in (*_rows(text, Years(0, 0)), *_ordinals(text, Years(0, 0))):
        if clue.after:
            return text[: clue.start] + clue.after + text[clue.end :]
    return ""


_STOPS: Final = pattern(r"[。！？；!?]+[”’》）】]*|\n[ \t]*\n")


def by_sentence(text: str, found: Iterable[Clue]) -> Iterator[list[Clue]]:
    """Yield the clues of one sentence and one kind together, in order."""
    ends = [match.end() for match in _STOPS.finditer(text)]
    groups: dict[tuple[int, Kind], list[Clue]] = {}
    at = 0
    for clue in found:
        while at < len(ends) and ends[at] <= clue.start:
            at += 1
        groups.setdefault((at, clue.kind), []).append(clue)
    yield from groups.values()


def one_line(text: str) -> str:
    """Return a text of several rows as one, as it is read."""
    return re.sub(r"\s*\n\s*", "", text)
