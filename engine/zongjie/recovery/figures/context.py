"""What stands round a figure: its sentence, what compares it, whether it is of one year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from zongjie.model.mentions import Mention
from zongjie.records import NamedTuple

_ENDS: Final = "。；！？\n"
_SENTENCE_ENDS: Final = "。！？\n"
# What a paragraph is about from there on, and what only its sentence.
_YEARS: Final = re.compile(
    r"[二三四五六七八九十两\d]年来|[近过]去?[二三四五六七八九十两]年|“?十[一二三四五六]五”?(?:以来|时期|期间)"
    r"|五年[间里]"
)
_IN_SENTENCE: Final = re.compile(
    r"年均|(?<!今年)(?<!年初)(?<!本年)以来|累计"
    r"|(?<![\d届])[2-9两二三四五六七八九十]年(?:来|间|内|累计)?(?:平均|提|增|上升|下|减|降)"
)
_NAMED_YEAR: Final = re.compile(r"(?:较|比|与|由|从)((?:19|20)\d\d)年")
_PLAN_TITLE: Final = re.compile(
    r"计划|打算|安排|下一步|下一阶段|明年|工作(?:思路|目标|任务|重点)|预期目标|展望|今后"
)
# 将 is of the year to come where a verb follows: 将辖区划分为26个网格 is done.
_AIMS: Final = re.compile(
    r"预期目标|奋斗目标|力争|明年|下一(?:年|步|阶段)|新的一年|今后|我们将"
    r"|将(?:继续|着力|重点|进一步|确保|完成|新[增建]|推进|实施|启动|打造|开展|建[成设])"
)
# A paragraph that says what the next ones plan: 明年，我们将抓好以下五项工作：
_ANNOUNCES: Final = re.compile(
    r"(?:明年|下半年|下一步|下一阶段|新的一年|(?P<year>20\d\d) ?年)[^。]*：\Z"
)
_TITLE_YEAR: Final = re.compile(r"(?:19|20)\d\d(?= ?年)")
_REVIEW_TITLE: Final = re.compile(r"回顾|总结|完成情况|成绩|开展情况")
_FROM: Final = re.compile(r"(?:由|从)[^，。；、]{0,12}\Z")
_TO: Final = re.compile(r"[^，。；、：（）]{0,8}?(?:到|至|为|成)了?(?:(?:19|20)\d\d年的?)?")
_TARGET: Final = re.compile(r"(?:目标|任务|计划|指标)(?:任务)?[数量值]?[为是]?\Z")
_AIM: Final = re.compile(r"(?:全?年度?|总|区|市|既定)?(?:目标|任务|计划|指标)(?:任务)?[数量值]?")
_OF_TARGET: Final = re.compile(r"的|，完成率[为达]?")
_OF_AIM: Final = re.compile(r"占(?:年度|全年|年初)?(?:目标|任务|计划|预算)(?:任务)?[数值量]?的\Z")
# Only of the whole text, and right before it goes on: 主要开展了以下六方面工作.
COUNTED: Final = re.compile(
    r"(?:以下|下列|如下|下面)[^。；，]{0,8}?([一二两三四五六七八九十]{1,3})(?=[个大]?(?:方面|部分|板块))"
)
_NARROW: Final = str.maketrans("０１２３４５６７８９", "0123456789")
_EXCERPT: Final = 16


class Place(NamedTuple):
    """A text to be printed: its first line, the heading it stands under, what it speaks of."""

    text: str
    at: int
    heading: str = ""
    plan: bool = False  # it tells of the year to come
    years: bool = False  # it tells of several years
    last: str = ""  # the year before the report's own, "" where it is not known


def is_plan(title: str) -> bool:
    """Whether a heading is that of a plan; 2020年工作总结和2021年计划 is not."""
    return bool(_PLAN_TITLE.search(title)) and not _REVIEW_TITLE.search(title)


def _digits(text: str) -> str:
    """Return a text with the digits of years in one width."""
    return text.translate(_NARROW)


def announces(text: str, year: int | None) -> bool:
    """Whether a paragraph says that the next ones tell of the time after the ``year``."""
    found = _ANNOUNCES.search(_digits(text))
    if found is None:
        return False
    return found["year"] is None or (year is not None and int(found["year"]) > year)


def year_of(title: str) -> int | None:
    """Return the first year that a heading names."""
    found = _TITLE_YEAR.search(_digits(title))
    return int(found[0]) if found else None


def is_other_year(text: str, start: int, last: str) -> bool:
    """Whether a figure is compared with a year that is named and not the last one."""
    said = sentence_of(text, start).rpartition("；")[2]
    return any(year != last for year in _NAMED_YEAR.findall(_digits(said)))


def spans_years(text: str, start: int | None = None) -> bool:
    """Whether a text, up to a place in it, compares over more than a year."""
    if start is None:
        return bool(_YEARS.search(text))
    said = sentence_of(text, start).rpartition("；")[2]
    return bool(_YEARS.search(text, 0, start) or _IN_SENTENCE.search(said))


def aims(text: str) -> bool:
    """Whether the words before a figure say that it is still to be reached."""
    return bool(_AIMS.search(text))


def sentence_of(text: str, start: int) -> str:
    """Return the sentence a place stands in, up to that place."""
    begin = max(text.rfind(end, 0, start) for end in _SENTENCE_ENDS) + 1
    return text[begin:start]


def same_sentence(text: str, first: Mention, second: Mention) -> bool:
    """Whether no sentence ends between two mentions."""
    return not any(end in text[first.end : second.start] for end in _SENTENCE_ENDS)


def same_clause_run(text: str, first: Mention, second: Mention) -> bool:
    """Whether neither a sentence nor a part of one set off by ； ends between two mentions."""
    return not any(end in text[first.end : second.start] for end in _ENDS)


def from_to(text: str, first: Mention, second: Mention | None) -> bool:
    """Whether two figures are the ends of one way: 从100元提高到150元."""
    if second is None or (first.unit and first.unit != second.unit):
        return False
    between = text[first.end : second.start]
    return bool(_TO.fullmatch(between) and _FROM.search(text[: first.start]))


def is_aim(label: str) -> bool:
    """Whether a label says no more than that something is aimed at: 年度目标."""
    return bool(_AIM.fullmatch(label))


def is_target(text: str, mention: Mention, following: Mention | None) -> bool:
    """Whether a figure is the aim that the next one is a rate of: 完成目标45亿元的116%."""
    if following is None or following.basis != "完成率":
        return False
    near = _OF_TARGET.fullmatch(text, mention.end, following.start)
    return bool(near and _TARGET.search(text[: mention.start]))


def is_of_aim(text: str, start: int) -> bool:
    """Whether what begins here is said to be so much of an aim: 占年度计划的112%."""
    return bool(_OF_AIM.search(text, max(0, start - _EXCERPT), start))


def excerpt(text: str, mentions: Sequence[Mention]) -> str:
    """Return the words round figures, on one line."""
    start, end = mentions[0].start, mentions[-1].end
    shown = text[max(0, start - _EXCERPT) : end + _EXCERPT // 2]
    return " ".join(shown.split())
