"""What the figures of a reading count: labels and bases, from figure to figure.

Measures that stand side by side (606户2059人; 增长5.2%、1.9%) are one run: they
share the label of the first, or take its parts in turn (A和B分别增长…).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from zongjie.model.mentions import _labels as labels
from zongjie.model.mentions import _words as words
from zongjie.model.mentions._basis import basis
from zongjie.model.mentions._context import Context
from zongjie.model.mentions._folding import Reading
from zongjie.model.mentions._labels import Figure, Label, Side
from zongjie.model.mentions._record import Mention, MentionKind
from zongjie.model.mentions._words import PAUSES
from zongjie.model.quantity import Kind, Quantity
from zongjie.model.units import settle
from zongjie.records import NamedTuple
from zongjie.text import pattern

ZERO: Final = Quantity((), Decimal(0), kind=Kind.ZERO)
"""The number that a zero word says (零发生)."""

_CUTTING: Final = frozenset((MentionKind.DATE, MentionKind.STRUCTURE))
_JOINS: Final = frozenset("、和及与")
# 分别下降12%、上升4%和下降1%: a run whose figures say each how it went.
_JOINED_CHANGE: Final = pattern(f"[、和及与](?:同比|环比)?(?:{words.any_of(words.GROWS)})")
_THAN: Final = frozenset(("同比", "环比"))
_LOOK: Final = 4
_BRACKET: Final = 120


_PART: Final = "其中"
_PART_OPENS: Final = frozenset(("其中:", "其中,", "其中，"))
_WHOLES: Final = pattern("^(?:现有|共有|剩余|其余|合计|累计|总)|总[数量额值]|合计|剩余")
_COMMA: Final = pattern("[,，]")
_ANEW: Final = pattern(";[^;]{0,60}[,，]")
_PLAIN: Final = frozenset(("", "金额", "面积", "人次"))


class Found(NamedTuple):
    """A stretch of the reading, what it is, and the number it says."""

    start: int
    end: int
    kind: MentionKind
    quantity: Quantity | None = None


class _Told(NamedTuple):
    """A figure that was described, for those that go on from it."""

    end: int
    label: Label
    basis: str
    unit: str
    turn: int
    """Its place in a run, from 0."""
    parts: tuple[Label, ...]
    """What the figures of its run name in turn, where they do."""


_NOBODY: Final = _Told(0, labels.NOTHING, "", "", 0, ())


def described(reading: Reading, around: Context, found: Sequence[Found]) -> Iterator[Mention]:
    """Yield the mentions, each indicator with its value, label and basis."""
    told: list[_Told] = []
    for index, item in enumerate(found):
        start, end = reading.at[item.start], reading.at[item.end - 1] + 1
        text = reading.source[start:end]
        if item.quantity is None:
            yield Mention(start, end, text, item.kind)
            continue
        now = _tell(reading, around, found, index, told)
        told = [*told[-_LOOK * 2 :], now]
        name = reading.slice(now.label.start, now.label.end)
        quantity = item.quantity
        said = ",".join(quantity.qualifiers)
        value, scale = written(quantity), quantity.scale
        yield Mention(start, end, text, item.kind, value, scale, now.unit, said, name, now.basis)


def _tell(
    reading: Reading, around: Context, found: Sequence[Found], index: int, told: list[_Told]
) -> _Told:
    figure = _figure(around, found, index)
    told = _outside_brackets(around, told, figure.start)
    last = told[-1] if told else _NOBODY
    figure = _behind(around, figure, last.label)
    if not told or around.sentence(last.end - 1) != around.sentence(figure.start):
        last = _NOBODY
    if last.end and _adjoins(around, last.end, figure.start):
        front = around.shadow[last.end : figure.start]
        return _in_run(figure, last, found[index].end, front)
    label = labels.choose(around, figure, last.label, joined=_joined(around, last.end, figure))
    if label.side is Side.NONE:
        label = _inherited(around, figure, last)
    kind = _basis(reading, around, found, index, label)
    change = labels.change(around, label)
    subject = _subject(around, figure, last) if change else labels.NOTHING
    if subject.side is not Side.NONE:  # 增幅7.5%: it is what was named before that grew
        label, kind = subject, change if figure.unit == "%" else kind
    if last.end and kind in _PLAIN and _is_next_part(around, told, figure, label):
        kind = _PART
    size = _run_size(around, found, index)
    parts: tuple[Label, ...] = ()
    if size > 1:
        parts = _parts(around, figure, label, size, told if last.end else [])
    if parts:
        label = parts[0]
    unit = figure.unit
    if _is_big(found[index].quantity) and labels.is_money(around, figure, label):
        unit, kind = "元", kind or "金额"
    return _Told(found[index].end, label, kind, unit, 0, parts)


_RATE_OF: Final = pattern("[^，,。;:、]{0,4}率")


def _behind(around: Context, figure: Figure, spent: Label) -> Figure:
    """Return the figure with what the one before it took from behind its unit cut off.

    A rate is one of those things: 8栋楼宇入驻率由61%提升至78%.
    """
    if spent.side is not Side.AFTER or not figure.floor < spent.end <= figure.start:
        return figure
    rate = figure.unit == "%" and _RATE_OF.match(around.shadow, spent.end, figure.start)
    return figure._replace(floor=spent.start if rate else spent.end)


def _outside_brackets(around: Context, told: list[_Told], at: int) -> list[_Told]:
    """Return the figures told so far without those in a bracket that closed since.

    52亿元（其中地方收入15亿元），同比增长4%: it is the whole that grew.
    """
    if not told or around.shadow[told[-1].end : told[-1].end + 1] != ")" or at <= told[-1].end:
        return told
    opened = around.shadow.rfind("(", max(told[-1].end - _BRACKET, 0), told[-1].end)
    outside = [item for item in told if item.end <= opened]
    return outside or told


def _is_next_part(around: Context, told: list[_Told], figure: Figure, label: Label) -> bool:
    """Whether the parts of one whole go on: 其中甲10人，乙8人; 其中：甲10人；乙8人."""
    named = told[-1].label[:2]  # what was said of the last part since: 增长3%
    like = [item for item in told if item.label[:2] == named and item.unit == figure.unit]
    if not like or like[-1].basis != _PART:
        return False
    if _WHOLES.search(around.text[label.start : label.end]):
        return False
    part = like[-1].end
    begun = max(part - _BRACKET, 0)
    inside = around.shadow.rfind("(", begun, part) > around.shadow.rfind(")", begun, figure.start)
    if not inside and len(_COMMA.findall(around.shadow, told[-1].end, figure.start)) > 1:
        return False  # a clause without a part stands between
    if ";" not in around.shadow[part : figure.start]:
        return True
    return around.shadow.find(_PART + ":", begun, part) >= 0


def _adjoins(around: Context, end: int, start: int) -> bool:
    """Whether nothing but a joining mark stands between two figures."""
    if end == start:
        return True
    if end + 1 == start:
        return around.shadow[end] in _JOINS
    return _JOINED_CHANGE.fullmatch(around.shadow, end, start) is not None


def _joined(around: Context, end: int, figure: Figure) -> bool:
    """Whether the figure is the next item of the list that the last one stands in."""
    if not end or around.shadow[end : end + 1] not in _JOINS:
        return False
    return around.clause_start(figure.start) <= end + 1


def _is_big(quantity: Quantity | None) -> bool:
    """Whether it is said in 万 or 亿: 520万, 近百万."""
    if quantity is None or quantity.unit:
        return False
    return quantity.scale[-1:] in {"万", "亿"} or str(quantity)[-1:] in {"万", "亿"}


def _in_run(figure: Figure, last: _Told, end: int, front: str) -> _Told:
    turn = last.turn + 1
    label = last.parts[turn] if turn < len(last.parts) else last.label
    unit = figure.unit or (last.unit if last.unit == "元" else "")
    shared = unit == last.unit or bool(last.parts)
    shared = shared or last.basis == _PART
    kind = last.basis
    if len(front) > 1 or not shared:
        kind = basis(unit, front, "", "")
    if last.basis[:2] in _THAN and len(front) > 1 and kind[:2] not in _THAN:
        kind = last.basis[:2] + kind  # 同比分别下降12%、上升4%
    return _Told(end, label, kind, unit, turn, last.parts)


def _inherited(around: Context, figure: Figure, last: _Told) -> Label:
    if not last.end or _starts_anew(around, last.end, figure.start):
        own = labels.subject(around, figure)
        own = labels.deed(around, figure) if own.side is Side.NONE else own
        if own.side is not Side.NONE or not last.end:
            return own
    return last.label._replace(side=Side.INHERITED)


def _subject(around: Context, figure: Figure, last: _Told) -> Label:
    """Return what the clause before is about, or what its figure counts."""
    own = labels.subject(around, figure)
    return last.label._replace(side=Side.INHERITED) if own.start < last.end else own


def _starts_anew(around: Context, end: int, start: int) -> bool:
    """Whether a clause of its own lies between two figures: 甲10家；乙从无到有，达2家."""
    return _ANEW.search(around.shadow, end, start) is not None


def _run_size(around: Context, found: Sequence[Found], index: int) -> int:
    size = 1
    for item in found[index + 1 : index + 12]:
        if item.quantity is None or not _adjoins(around, found[index + size - 1].end, item.start):
            break
        size += 1
    return size


def _parts(
    around: Context, figure: Figure, label: Label, size: int, told: list[_Told]
) -> tuple[Label, ...]:
    """Return what the figures of a run name in turn, nothing where they share one label."""
    front = around.shadow[around.clause_start(figure.start) : figure.start]
    if label.side is Side.BEFORE:
        return labels.listed(around, label, size) if "分别" in front else ()
    if told and len(told[-1].parts) == size:
        return told[-1].parts
    if "分别" in front and len(told) >= size:
        return tuple(item.label for item in told[-size:])
    return ()


def _basis(
    reading: Reading, around: Context, found: Sequence[Found], index: int, label: Label
) -> str:
    item = found[index]
    if item.quantity is ZERO or item.quantity is None:
        return "零指标"
    ends = [f.end for f in found[max(index - _LOOK, 0) : index] if f.quantity]
    clause = min(around.clause_start(item.start), max(around.list_start(item.start), *ends, 0))
    floor = max(clause, *ends, 0)
    name = reading.slice(label.start, label.end)
    shadow = around.shadow
    unit = item.quantity.unit
    said = basis(unit, shadow[floor : item.start], shadow[clause : item.start], name)
    listed = floor == clause and shadow[max(clause - 3, 0) : clause] in _PART_OPENS
    return _PART if listed and said in _PLAIN else said


def _figure(around: Context, found: Sequence[Found], index: int) -> Figure:
    item = found[index]
    floor = 0
    spoken: tuple[int, int] | tuple[()] = ()
    for other in reversed(found[max(index - _LOOK, 0) : index]):
        if other.quantity is not None or _cuts(around, other):
            floor = other.end
            if other.kind is MentionKind.DATE:
                spoken = (other.start, _floor(around, found, index))
            break
    ceiling, end = len(around.shadow), item.end
    for other in found[index + 1 : index + _LOOK]:
        if other.start == end and other.quantity is not None and not _pauses(around, other.end):
            end = other.end  # 1支30人的队伍: what the first counts stands behind the second
            continue
        if other.quantity is not None or other.kind is MentionKind.DATE:
            ceiling = other.start
            break
    assert item.quantity is not None  # noqa: S101 - only indicators come here
    unit, zero = item.quantity.unit, item.quantity is ZERO
    return Figure(item.start, end, unit, floor, ceiling, zero, spoken)


def _pauses(around: Context, at: int) -> bool:
    return at >= len(around.shadow) or around.shadow[at] in PAUSES


def _cuts(around: Context, other: Found) -> bool:
    """Whether a mention parts what stands before it from what follows; 产业[2] goes on."""
    return other.kind in _CUTTING and around.shadow[other.start] != "["


def _floor(around: Context, found: Sequence[Found], index: int) -> int:
    """Return where the last figure before this one ends."""
    for other in reversed(found[max(index - _LOOK, 0) : index]):
        if other.quantity is not None or (
            other.kind is not MentionKind.DATE and _cuts(around, other)
        ):
            return other.end
    return 0


def written(quantity: Quantity) -> str:
    """Return a quantity's value as digits: 1397600, 1~2, 1/3, 1:2:3."""
    value, scaled = quantity.value, bool(quantity.scale)
    if quantity.kind is Kind.RATIO:
        return next(text for text in quantity.texts if text[0].isdigit()).replace("∶", ":")
    if isinstance(value, tuple):
        return "~".join(_digits(end, scaled=scaled) for end in value)
    if isinstance(value, Fraction):
        settled = settle(value)
        return str(settled) if isinstance(settled, Fraction) else _digits(settled)
    return _digits(value, scaled=scaled)


def _digits(value: Decimal, *, scaled: bool = False) -> str:
    """Print a number; 11.0 keeps its zero, 2.50万 is 25000."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if scaled and "." in text else text
