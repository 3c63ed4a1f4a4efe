"""What a figure counts, in the words of the text.

A label is one stretch of the reading: the noun phrase before the number
(查出隐患778条), the one behind its unit (104名机关干部), or the label of the
measure before it (606户2059人, 同比增长5%).
"""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import Final

from zongjie.model.mentions import _phrases as phrases
from zongjie.model.mentions._context import OPAQUE, Context
from zongjie.model.mentions._judging import money
from zongjie.model.mentions._words import PAUSES
from zongjie.model.units import base_unit, is_listed
from zongjie.records import NamedTuple


class Side(Enum):
    """On which side of the number its label stands."""

    BEFORE = auto()
    AFTER = auto()
    INHERITED = auto()
    NONE = auto()


class Label(NamedTuple):
    """A stretch of the reading and where it stands."""

    start: int
    end: int
    side: Side


class Figure(NamedTuple):
    """What the search for a label needs to know of a quantity."""

    start: int
    end: int
    unit: str
    floor: int
    """Where the mention before it ends."""
    ceiling: int
    """Where the next mention begins."""
    zero: bool
    """Whether it is a zero word: what never happened stands before it."""
    dated: tuple[int, int] | tuple[()] = ()
    """Where the date begins that ends at the floor, and the floor before it."""


NOTHING: Final = Label(0, 0, Side.NONE)
_SPANNING: Final = ("连续", "提前")
_SPANS: Final = 2
_DONE_MOST: Final = 4
_OPENS: Final = frozenset('“"《‘「『')
# A verb of two signs alone names nothing that stands in a list: 规范3家收购站.
_LIGHT_LEAST: Final = 2
_SHORT_NOUNS: Final = frozenset("村镇乡街县区市省国组人班校院店厂企桥路河湖塘库楼车船羊牛猪鸡鸭鱼")
_TAIL_REACH: Final = 24
_SIZES: Final = frozenset(("平方米", "米", "立方米", "克"))
_RATED_LEAST: Final = 3
# These stand on a ladder and still count pieces.
_COUNTS: Final = frozenset(("人", "名", "块", "角", "两", "里"))


def before(context: Context, figure: Figure) -> Label:
    """Return the label before the number, bare of verbs that only introduce it."""
    number = figure.start
    if figure.zero:  # “零燃放”目标
        while number > figure.floor and context.shadow[number - 1] == OPAQUE:
            number -= 1
    label = _before(context, number, number, figure.floor)
    if phrases.PLACE.fullmatch(context.shadow, label.start, label.end) or phrases.AIM.fullmatch(
        context.shadow, label.start, label.end
    ):
        return NOTHING
    if label is NOTHING and figure.dated:
        date, floor = figure.dated
        while date > floor and context.shadow[date - 1] in "比较相对":
            date -= 1
        return _before(context, date, figure.start, floor)
    return label


def _before(context: Context, last: int, number: int, floor: int) -> Label:
    shadow = context.shadow
    if mark := phrases.MARK.match(shadow, floor, last):  # of the figure before: 13处[2]、
        floor = mark.end()
    start = max(context.clause_start(last), floor)
    end = _without_tail(shadow, start, last)
    if phrases.EACH.search(shadow, end, number) or shadow.startswith("等", end, last):
        start = max(context.list_start(last), floor)
    start = _with_like(context, start, end, floor)
    start = _without_head(shadow, _past_mark(shadow, start, end), end)
    start = _past_mark(shadow, start, end)
    if context.text[start : start + 1] == "(" and not shadow[start:end].strip(OPAQUE):
        return NOTHING  # a bracket alone: 客流较2021年(疫情前)增长
    return Label(start, end, Side.BEFORE) if phrases.WORD.search(shadow, start, end) else NOTHING


def _past_mark(shadow: str, start: int, end: int) -> int:
    return start + 1 if start < end and shadow[start] == "、" else start


def _with_like(context: Context, start: int, end: int, floor: int) -> int:
    """Return where the list of like nouns begins that ends in a label: 老党员、困难党员.

    What ends in the same sign is of the same kind, and so is what is longer than a
    verb (制定、修改规章) where the list does not go on with a verb (硬化道路、安装路灯).
    """
    shadow = context.shadow
    while start > floor + 1 and shadow[start - 1] == "、" and end > start:
        before = max(context.clause_start(start - 1), floor)
        alike = shadow[start - 2] == shadow[end - 1] != OPAQUE
        long = start - before > _LIKE_LEAST and not phrases.DEED.match(shadow, start, end)
        if not alike and not long:
            break
        start = before
    return start


def listed(context: Context, label: Label, size: int) -> tuple[Label, ...]:
    """Return the nouns of a list that has as many as asked for, else nothing."""
    ends = [match.span() for match in phrases.LIST.finditer(context.shadow, label.start, label.end)]
    if len(ends) != size - 1:
        return ()
    starts = [label.start, *(end for _, end in ends)]
    stops = [*(start for start, _ in ends), label.end]
    if any(start >= stop for start, stop in zip(starts, stops, strict=True)):
        return ()
    return tuple(Label(a, b, Side.BEFORE) for a, b in zip(starts, stops, strict=True))


def _without_tail(shadow: str, start: int, end: int) -> int:
    while end > start:
        match = phrases.TAIL.search(shadow, max(start, end - _TAIL_REACH), end)
        if match is None or not _whole(shadow, match.start(), end):
            break
        end = match.start()
    return end


def _whole(shadow: str, start: int, end: int) -> bool:
    """Whether the words to drop are not the end of a longer word (公共, 所在)."""
    return start == 0 or end - start > 1 or phrases.GLUED.match(shadow, start - 1, end) is None


_PLACED_LEAST: Final = 5
_LIKE_LEAST: Final = 3
_LIGHT_MOST: Final = 3
# 参加锻炼, 新增就业: a verb and its short object are one name.
_WITH_OBJECT: Final = frozenset(("参加", "参与", "新增", "新建", "发放", "引进", "投入"))


def _without_head(shadow: str, start: int, end: int) -> int:
    clause = start
    for match in phrases.CUT.finditer(shadow, start, end):
        if match.end() < end and (match[0] != "累计" or match.start() > clause):
            start = match.end()
    for match in phrases.DOES.finditer(shadow, start + 1, end):
        if match.end() < end - 1:
            start = match.start()
    light = 0
    while start < end:
        head: re.Match[str] | None = None
        if phrases.NOUN_HEADS.match(shadow, start, end) is None:
            head = phrases.HEAD.match(shadow, start, end) or phrases.ATTRIBUTE.match(
                shadow, start, end
            )
        if head is None and light < _LIGHT_MOST:
            head = phrases.LIGHT.match(shadow, start, end)
            light += 1
            if head is not None and head[0] in _WITH_OBJECT and head.end() > end - 3:
                break
        if head is None and shadow.startswith("累计", start):
            head = phrases.LIGHT.match(shadow, start + 2, end)
        if head is None and end - start > _PLACED_LEAST:
            head = phrases.PLACE.match(shadow, start, end)
        if head is None or head.end() >= end - 1:
            break
        start = head.end()
    return start


def after(context: Context, figure: Figure) -> Label:
    """Return the label behind the unit, up to what the counted thing does."""
    shadow = context.shadow
    start = figure.end
    end = min(context.clause_end(start), figure.ceiling)
    if context.text[start : start + 1] == "(":
        while start < end and shadow[start] == OPAQUE:
            start += 1
    while start < end and (match := phrases.MODIFIER.match(shadow, start, end)):
        start = match.end()
    if end - start == _LIGHT_LEAST and shadow[end : end + 1] == "、":
        more = context.clause_end(end + 1)
        end = more if more < figure.ceiling else end  # 1万名困境、留守儿童
    if start < end and not _acts(shadow, Label(start, end, Side.AFTER)):
        for match in phrases.ACT.finditer(shadow, start + 1, end):
            if match.start() >= start + 3 - min(len(match[0]), 2):
                end = match.start()
                break
    quote = shadow.find(OPAQUE, start + 2, end)
    if quote >= 0 and shadow[start] != OPAQUE and context.text[quote] in _OPENS:
        end = quote  # 17家经营门店“优秀门店”称号
    joint = phrases.JOIN if end == figure.ceiling else phrases.JOINED_COUNT
    if mark := joint.search(shadow, start + 1, end):
        end = mark.start()
    while end > start + 1 and shadow[end - 1] in "和及的等":
        end -= 1
    if phrases.AMONG.search(shadow, start, end) or phrases.ADVERB.search(shadow, start, end):
        end -= 1
    return Label(start, end, Side.AFTER) if end > start else NOTHING


def choose(context: Context, figure: Figure, previous: Label, *, joined: bool) -> Label:
    """Return the label of a figure; ``joined`` says that a list goes on from ``previous``."""
    shadow = context.shadow
    front, back = before(context, figure), after(context, figure)
    if figure.zero:
        return front
    if shadow[front.start : front.end].endswith(_SPANNING) and back is not NOTHING:
        return _of_span(context, figure, front, back)
    named = front is not NOTHING and not phrases.LIGHT.fullmatch(shadow, front.start, front.end)
    if measures(figure.unit) or is_money(context, figure, front):
        things = NOTHING if joined or _acts(shadow, back) else back
        return _of_measure(shadow, figure, front if named else NOTHING, things)
    if named and figure.unit == "人次" and not shadow.startswith("的", figure.end):
        return front
    named_enough = front.end - front.start > _LIGHT_LEAST
    if named and (
        (joined and named_enough and previous.side is Side.BEFORE) or _is_scrap(shadow, back, front)
    ):
        return front
    if not _acts(shadow, back):
        return back
    if named or back is NOTHING:
        return front
    if back.end == back.start + 1 and shadow[back.start] not in _SHORT_NOUNS:
        return NOTHING
    if phrases.LINK.match(shadow, back.start) or phrases.RISES.match(shadow, back.start, back.end):
        return NOTHING
    return back if front is NOTHING else front


def _of_span(context: Context, figure: Figure, front: Label, back: Label) -> Label:
    """Return what lasted so long: mostly what is said behind it (连续五年获评先进)."""
    end = front.end - _SPANS
    named = end > front.start and not phrases.PLACE.fullmatch(context.shadow, front.start, end)
    rises = phrases.RISES.fullmatch(context.shadow, back.start, back.end) is not None
    short = back.end - back.start <= _DONE_MOST
    if named and (back.end == figure.ceiling or rises or short):
        return front._replace(end=front.end - _SPANS)  # 产量连续8年稳定在9万吨
    return back._replace(end=context.clause_end(back.start))


def _is_scrap(shadow: str, back: Label, front: Label) -> bool:
    """Whether a single sign behind the unit names less than what stands before it.

    涉及9个村 is about 村, 市民夜校64个班 about 市民夜校.
    """
    if back.end != back.start + 1:
        return False
    if shadow[back.start] not in _SHORT_NOUNS:
        return True
    bare = phrases.DEED.fullmatch(shadow, front.start, front.end)
    return not (bare or phrases.HEAD.fullmatch(shadow, front.start, front.end))


def _of_measure(shadow: str, figure: Figure, front: Label, back: Label) -> Label:
    """Choose where 3亩, 5元, 7% is named: mostly before the number."""
    length = back.end - back.start
    if figure.unit == "%" and shadow.startswith("的", figure.end) and length:
        shared = shadow.find("占", max(front.start, figure.start - _TAIL_REACH), figure.start) >= 0
        return front if shared else back
    if base_unit(figure.unit) in _SIZES and length > 1:
        sized = phrases.SIZE.search(shadow, front.start, front.end)
        return front if sized else back  # 完成北村145亩农田的流转
    if front is not NOTHING:
        return front
    least = 1 if shadow.startswith("的", figure.end) else _RATED_LEAST
    return back if length >= least else NOTHING


def _acts(shadow: str, back: Label) -> bool:
    """Whether what stands behind a unit says what the counted thing does, or nothing."""
    if back is NOTHING:
        return True
    if phrases.NOUN_HEADS.match(shadow, back.start, back.end):
        return False
    return phrases.ACT_FIRST.match(shadow, back.start, back.end) is not None


def is_money(context: Context, figure: Figure, label: Label) -> bool:
    """Whether a bare 万 or 亿 is one of 元: 支出520万, but not 惠及120万儿童."""
    behind = context.shadow[figure.end : figure.end + 1]
    if figure.unit or (behind and behind != "的" and behind not in PAUSES):
        return False
    return money(context.shadow[label.start : label.end])


def measures(unit: str) -> bool:
    """Whether the unit measures (元, %, 平方米): what it measures stands before it."""
    if "/" in unit or unit.endswith("元"):
        return True
    return is_listed(unit) and unit not in _COUNTS


def subject(context: Context, figure: Figure) -> Label:
    """Return what the clause before the figure's clause is about."""
    start = context.clause_start(figure.start)
    if start < 2 or context.shadow[start - 1] in "。\n!?":
        return NOTHING
    end = start - 1
    start = context.clause_start(end)
    while end > start + 1 and context.shadow[end - 1] == OPAQUE:
        end -= 1  # 发案数实现“双下降”，降幅为
    end = _without_tail(context.shadow, start, end)
    start = _without_head(context.shadow, start, end)
    bare = phrases.HEAD.fullmatch(context.shadow, start, end) is not None
    return Label(start, end, Side.BEFORE) if end > start and not bare else NOTHING


def change(context: Context, label: Label) -> str:
    """Return the basis that a label names and nothing else: 增幅 is 增长, 降幅 下降."""
    match = phrases.CHANGE.fullmatch(context.shadow, label.start, label.end)
    if match is None:
        return ""
    if not match["way"]:
        return "占比"
    return (match["than"] or "") + ("下降" if match["way"][0] in "降跌" else "增长")


def deed(context: Context, figure: Figure) -> Label:
    """Return the bare verb before a number that nothing else names: 投入230万元."""
    front = before(context, figure)
    return front if phrases.LIGHT.fullmatch(context.shadow, front.start, front.end) else NOTHING
