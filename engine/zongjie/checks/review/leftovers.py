"""文字: years, names and blanks left from another text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from zongjie.checks.passages import Passage, is_prose
from zongjie.checks.review.facts import is_title
from zongjie.checks.review.scope import Scope
from zongjie.diagnostics import Diagnostic, catalogue
from zongjie.document import Signature
from zongjie.model import Report
from zongjie.text import pattern

_YEAR: Final = r"(?P<year>(?:19|20)[0-9]{2})年"
# What only this year's text says of its own year, unless that stands beside it: in the same
# sentence, or (True) anywhere in the paragraph.
_OWN_YEAR: Final = (
    (pattern(rf"{_YEAR}(?:全年|度工作(?:总结|情况)|(?:主要)?工作(?:总结|情况|回顾)|年度)"), False),
    (pattern(rf"截[至止](?:到|目前)?{_YEAR}(?:年?[底末]|12月)"), False),
    (pattern(rf"(?:^|(?<=[。！；]))[ 　]*{_YEAR}是[^。，]{{0,30}}(?:之年|一年)"), True),
    (
        pattern(rf"(?:^|(?<=。))[ 　]*{_YEAR}[，,](?:我们|我?街道|我镇|\w{{2,6}}(?:街道|镇|乡))"),
        True,
    ),
)
_ANY_YEAR: Final = pattern(_YEAR)
_DAY: Final = pattern(rf"{_YEAR}(?P<month>[0-9]{{1,2}})月")
_NEARLY_OVER: Final = 10  # the month from which a year is summed up
_RANGE: Final = pattern(r"[0-9年月日][—\-－～~至到][ ]*$")
_PLAN_YEAR: Final = pattern("计划|安排|思路|打算")
# Of the next year something is said that is still to come.
_AHEAD: Final = pattern("将|力争|计划|打算|继续|确保|预计|目标|[，,]要|新的一年")


def years(scope: Scope) -> Iterator[Diagnostic]:
    """A year that is not the report's where the text speaks of its own."""
    year = scope.report.year
    if year is None:
        return
    for section in scope.sections:
        for passage in section.passages:
            if not section.plan and not isinstance(passage.block, Signature):
                for written, fault in _in_passage(passage, year):
                    if str(written) not in section.titles:  # 2025年工作回顾 is headed so
                        yield fault
    yield from _signed(scope.report, year)


def _in_passage(passage: Passage, year: int) -> Iterator[tuple[int, Diagnostic]]:
    """Yield each fault with the year that is written."""
    if is_title(passage):
        found = list(_ANY_YEAR.finditer(passage.text))
        if found and not any(int(match["year"]) == year for match in found):
            yield from _year(passage, found[0], found[0].span(), year)
        return
    if not is_prose(passage):
        return
    for form, wide in _OWN_YEAR:
        for match in form.finditer(passage.text):
            other, start = int(match["year"]), match.start("year")
            ranged = _RANGE.search(passage.text[max(0, start - 3) : start])
            around = passage.text if wide else _sentence(passage.text, start)
            if other == year or ranged or f"{year}年" in around:
                continue
            if other == year + 1 and _AHEAD.search(_sentence(passage.text, start)):
                continue
            if other < year or not _PLAN_YEAR.search(match[0]):
                yield from _year(passage, match, (start, match.end("year") + 1), year)


def _sentence(text: str, at: int) -> str:
    """Return the sentence round a character."""
    end = text.find("。", at)
    return text[text.rfind("。", 0, at) + 1 : end if end >= 0 else len(text)]


def _year(
    passage: Passage, match: re.Match[str], place: tuple[int, int], year: int
) -> Iterator[tuple[int, Diagnostic]]:
    span = passage.place(*place)
    if span is not None and passage.reference(*place) is None:
        said = match[0].strip(" 　")
        yield int(match["year"]), catalogue.leftovers.leftover_year(span, said, year)


def _signed(report: Report, year: int) -> Iterator[Diagnostic]:
    """Yield a 成文日期 that is neither of the year, when that is nearly over, nor of the next."""
    match = _DAY.search(report.date.value) if report.date is not None else None
    if report.date is None or match is None:
        return
    signed, early = int(match["year"]), int(match["month"]) < _NEARLY_OVER
    span = report.date.slice(*match.span()).span()
    if signed not in (year, year + 1):
        yield catalogue.leftovers.leftover_year(span, match[0], year)
    elif signed == year and early and _is_whole_year(report):
        yield catalogue.leftovers.leftover_year(span, match[0], year, "，这一年还没有过完")


# ---- offices ---------------------------------------------------------------------------

_OFFICE: Final = r"(?P<name>[^\W\d]{2,7}?)(?P<kind>街道|镇|乡)"
_OF_ONESELF: Final = (
    "在[^。，]{2,30}领导下|紧紧?围绕|坚持|立足|聚焦|以[^。]{2,20}为"
    "|全年|一年来|将|始终|扎实|切实|不断|进一步"
)
_OPENING: Final = "(?:一年来|过去一年|今年以来|全年|新的一年|明年|(?:19|20)[0-9]{2}年(?:以来)?)"
_SPEAKING: Final = pattern(
    rf"(?:^|(?<=[。！；]))[ 　]*(?:{_OPENING}[，,])?{_OFFICE}"
    rf"(?:(?=[，,]?(?:{_OF_ONESELF}))|(?:办事处|党工委|党委|人民政府|政府)"
    rf"(?=[，,]?(?:{_OF_ONESELF}|认真|全面|深入|持续|积极|大力)))"
)
_TITLED: Final = pattern(rf"{_OFFICE}(?:办事处|党工委)?(?=(?:19|20)[0-9]{{2}}年|工作|年度|$)")
_GENERIC: Final = pattern(
    "^(?:我|本|各|全|该|市|区|县|几个|一年来|今年|年来|.*[，、在与和同向各是的])$"
)


def offices(scope: Scope) -> Iterator[Diagnostic]:
    """The name of another office where the text speaks of its own."""
    report = scope.report
    own = report.office.value.strip() if report.office is not None else ""
    if not own:
        return
    stem = _stem(own)
    for passage in scope.passages:
        form = _TITLED if is_title(passage) or isinstance(passage.block, Signature) else _SPEAKING
        for match in form.finditer(passage.text):
            name = match["name"]
            other = not (name.endswith(stem) or stem.endswith(name) or stem in passage.text)
            if other and not _GENERIC.match(name) and not _GENERIC.match(name[-1]):
                yield from _office(passage, match.span("name"), match["kind"], own)
    yield from _of_last(scope, own, stem)


def _stem(name: str) -> str:
    """Return what tells an office: 甘泉路 of 普陀区甘泉路街道办事处."""
    bare = name.removesuffix("办事处").removesuffix("人民政府")
    for kind in ("街道", "镇", "乡"):
        bare = bare.removesuffix(kind)
    return bare.rpartition("区")[2] or bare


def _office(passage: Passage, place: tuple[int, int], kind: str, own: str) -> Iterator[Diagnostic]:
    span = passage.place(place[0], place[1] + len(kind))
    if span is not None and passage.reference(*place) is None:
        said = passage.text[place[0] : place[1] + len(kind)]
        yield catalogue.leftovers.leftover_office(span, said, own)


def _of_last(scope: Scope, own: str, stem: str) -> Iterator[Diagnostic]:
    """Yield the name of the office whose report this one was made from."""
    last = scope.last.office if scope.last is not None else None
    theirs = last.value.strip() if last is not None else ""
    if not theirs or _stem(theirs) == stem or len(_stem(theirs)) < 2:
        return
    for passage in scope.passages:
        at = passage.text.find(_stem(theirs))
        span = passage.place(at, at + len(_stem(theirs))) if at >= 0 else None
        if span is not None:
            yield catalogue.leftovers.leftover_office(span, _stem(theirs), own)


# ---- 今年 and 去年 ----------------------------------------------------------------------

_BESIDE: Final = (
    pattern(r"(?P<word>今年|本年|去年|上年|明年|前年)[（(，, ]?(?P<year>(?:19|20)[0-9]{2})(?=年)"),
    pattern(r"(?P<year>(?:19|20)[0-9]{2})年[（(](?P<word>今年|本年|去年|上年|明年|前年)"),
)
_AWAY: Final = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1}
_BY_MONTH: Final = pattern(
    "(?:力争|计划|预计|争取|将于|拟于|确保)(?:在|于)?(今年(?:[1-9]|10)月(?:底|份|中旬|初)?)"
)


def relative(scope: Scope) -> Iterator[Diagnostic]:
    """今年 is the report's year, and said of what is to come it is nobody knows which."""
    year = scope.report.year
    for passage in scope.passages if year is not None else ():
        assert year is not None  # noqa: S101 - just asked
        for form in _BESIDE:
            for match in form.finditer(passage.text):
                span = passage.place(*match.span())
                wanted = year + _AWAY[match["word"]]
                if int(match["year"]) != wanted and span is not None:
                    why = f"和年份对不上：这份是{year}年的，{match['word']}是{wanted}年"
                    yield catalogue.leftovers.relative_year(span, match[0], why)
        for match in _BY_MONTH.finditer(passage.text) if _is_whole_year(scope.report) else ():
            span = passage.place(*match.span(1))
            if span is not None:
                why = f"是{year}年还是{year + 1}年，分不清"
                yield catalogue.leftovers.relative_year(span, match[1], why)


def _is_whole_year(report: Report) -> bool:
    """Whether the text was written when its year was over."""
    return report.period is None and (report.as_of is None or report.as_of.ends_year)


# ---- blanks ----------------------------------------------------------------------------

_BLANK: Final = pattern(
    r"【待[补核定填][^】]{0,20}】?|(?<![×Xx])[×Xx]{2,8}(?=[年月个项户件家人次场处%万亿街路镇])|20[0-9]?[Xx×*]{1,2}年|[（(](?:待定|待补|待核|待填|暂缺)[）)]"
    r"|[＿_]{2,}|[?？]{3,}|(?<!\*)\*{2,8}(?=[年月个项户件家人])|待补充|……[个项户件家人次](?![^\W\d])"
)


def blanks(scope: Scope) -> Iterator[Diagnostic]:
    """【待补】, ×× and 20XX年 that somebody typed."""
    for passage in scope.passages:
        for match in _BLANK.finditer(passage.text):
            span = passage.place(*match.span())
            pending = any(run.pending for run in passage.runs if match[0] in run.text)
            if span is not None and not pending:
                yield catalogue.leftovers.blank_left(span, match[0])
