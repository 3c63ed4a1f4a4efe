"""Edits of printed figures → edits of the indicators that print them.

An exact number goes into 数值, a rounded one that is true of it into 印作; what
is computed is not taken, and neither is a figure that was changed in some of
its places only.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from zongjie.compose.attributes import OTHER_MEASURES
from zongjie.diagnostics import Text
from zongjie.model import Indicator, Kind, Quantity, Report, quantity
from zongjie.model.references import indicators_behind
from zongjie.model.units import SCALES
from zongjie.pulling.book import Book, Piece
from zongjie.pulling.homes import Home, scalar_of
from zongjie.pulling.prose import Refused, written_of
from zongjie.pulling.steps import Doing
from zongjie.records import NamedTuple
from zongjie.sources.edit import Edits, Slice
from zongjie.sources.nodes import Mapping, Scalar
from zongjie.text import fold, name_key

_TEXTS: Final = {"名次": "rank", "批次": "batch", "期间": "period"}
_CHANGES: Final = ("同比", "比上年", "升降")
_VALUE: Final = "数值"
_PRINT: Final = "印作"
_QUALIFIERS: Final = "约近超逾"


class Field(NamedTuple):
    """What of an indicator a piece prints; ``unit`` names one of several measures."""

    indicator: Indicator
    name: str
    text: Text | None
    unit: str = ""


def field_of(value: str, report: Report) -> Field | None:
    """Return what a reference prints, None where it is no single field of an indicator."""
    base = name_key(value).partition("|")[0]
    for whole in (name_key(value), base):
        steps = whole.split(".")
        for cut in range(len(steps), 0, -1):
            indicator = report.indicators.get(".".join(steps[:cut]))
            if indicator is not None:
                return _field(indicator, steps[cut:])
    return None


def _field(indicator: Indicator, steps: list[str]) -> Field | None:
    while steps and steps[0] in {name_key(key) for key in indicator.parts}:
        indicator = next(part for key, part in indicator.parts.items() if name_key(key) == steps[0])
        steps = steps[1:]
    exact = bool(steps) and steps[0] == _VALUE
    steps = steps[1:] if exact else steps
    if not steps:
        shown = None if exact else indicator.print_as
        if shown is not None:
            return Field(indicator, _PRINT, shown.text)
        return Field(indicator, _VALUE, indicator.values.text if indicator.values else None)
    name, *rest = steps
    if name in OTHER_MEASURES and len(rest) <= 1:
        measures = getattr(indicator, OTHER_MEASURES[name])
        return Field(indicator, name, measures.text if measures else None, *rest)
    if rest:
        return None
    if name in _TEXTS:
        return Field(indicator, name, getattr(indicator, _TEXTS[name]))
    if name in _CHANGES:
        return Field(indicator, "同比", indicator.change_text)
    if name == "完成率":
        stated = indicator.completion
        return Field(indicator, name, stated.text if stated else None)
    if indicator.values is not None and any(
        name in (name_key(one.unit), name_key(one.scale + one.unit))
        for one in indicator.values.items
    ):
        return Field(indicator, _VALUE, indicator.values.text, name)
    return None


def is_word(new: str, piece: Piece, report: Report) -> bool:
    """Whether words were put where an indicator's figure stood: 若干件, no other figure."""
    field = field_of(piece.value, report)
    if piece.home is None or field is None or field.name in _TEXTS:
        return False
    return not any(char.isdigit() for char in new) and quantity.split_measures(new) is None


class Change(NamedTuple):
    """The edit of a figure, and what people are told of it."""

    doing: tuple[Doing, ...]
    note: str


def whole_of(piece: Piece, new: str, report: Report) -> str:
    """Return what the whole figure says where a piece prints ``new``.

    A piece may print less than it, a cell without its unit, or more: 达99%.
    Raises Refused where what was put round it went.
    """
    field = field_of(piece.value, report)
    said = _said(field) if field is not None and not field.unit else piece.text
    if piece.text == said or not said:
        return new.strip()
    if said.startswith(piece.text):
        rest = said[len(piece.text) :]
        return new.strip().removesuffix(rest) + rest
    head, found, tail = piece.text.partition(said)
    if not found:
        return new.strip()
    if len(new) < len(head) + len(tail) or not (new.startswith(head) and new.endswith(tail)):
        raise Refused(f"前后的“{head}{tail}”是程序加的，只能改其中的数")
    return new[len(head) : len(new) - len(tail)].strip()


def _said(field: Field) -> str:
    indicator = field.indicator
    measures = {_VALUE: indicator.values, _PRINT: indicator.print_as}.get(field.name)
    if measures is not None:
        return fold(str(measures))
    return fold(field.text.value.strip()) if field.text is not None else ""


def number_in(piece: Piece, new: str) -> str | None:
    """Return the number in words that stand where a number stood: 98.5% of 达98.5%.

    None where the whole is a number, or holds none, or words of the engine stood there.
    """
    if quantity.split_measures(piece.text) is None or quantity.split_measures(new) is not None:
        return None
    starts = [at for at, char in enumerate(new) if char.isdigit() or char in _QUALIFIERS]
    for start in starts[:20]:
        for end in range(len(new), start, -1):
            if quantity.split_measures(new[start:end]) is not None:
                return new[start:end]
    return None


def changed(piece: Piece, new: str, book: Book) -> Change:
    """Return what makes a figure say ``new`` as a whole; raise Refused where nothing may."""
    field = field_of(piece.value, book.report)
    scalar = scalar_of(field.text) if field is not None else None
    home = book.homes.of(scalar) if scalar is not None else None
    if field is None or scalar is None or home is None:
        raise Refused(_computed(piece.value or written_of(piece), book.report))
    old = piece.text if field.unit else _said(field)
    if field.name in (_VALUE, _PRINT) and not field.unit:
        return _figure(field, home, old, new, book)
    if field.name not in (*_TEXTS, *_CHANGES) and not _counts(new, field.unit):
        raise Refused(f"“{new}”不像一个数，指标“{field.indicator.name}”没有动")
    made = _put(home, old, new, field)
    return Change((made,), f"写进指标“{field.indicator.name}”的“{field.name}”")


def _counts(new: str, unit: str) -> bool:
    """Whether a text is a number, of a measure among several one that counts what it did."""
    read = quantity.split_measures(new)
    if read is None or not unit:
        return read is not None
    one = read[0][0]
    return len(read[0]) == 1 and unit in (name_key(one.unit), name_key(one.scale + one.unit))


def _figure(field: Field, home: Home, old: str, new: str, book: Book) -> Change:
    """Return the edit of 数值, or of 印作 where the new print rounds the number."""
    indicator, values = field.indicator, field.indicator.values
    name = f"指标“{indicator.name}”"
    if indicator.formula is not None or values is None:
        raise Refused(_computed(indicator.name, book.report))
    read = quantity.split_measures(new)
    if read is None:
        raise Refused(f"“{new}”不像一个数，{name}没有动")
    if new == str(values):
        return Change((_without_print(home),), f"去掉{name}的“印作”，照“数值”印")
    single = len(read[0]) == len(values.items) == 1
    now, then = read[0][0], values.items[0]
    if single and then.exact and now.base() != then.base():
        if quantity.agrees(then, now):
            if field.name == _PRINT:
                return Change((_put(home, old, new, field),), f"写进{name}的“印作”")
            return Change((_with_print(home, new),), f"写进{name}的“印作”，数值不动")
        if not now.exact or _is_slip(then, now):
            raise Refused(f"“{new}”和{name}的数值 {values} 对不上；数变了请写准数")
    if field.name == _PRINT:
        scalar = scalar_of(values.text)
        other = book.homes.of(scalar) if scalar is not None else None
        if other is None:
            raise Refused(_computed(indicator.name, book.report))
        doing = (_put(other, str(values), new, field), _without_print(home))
        return Change(doing, f"写进{name}的“数值”，“印作”去掉")
    return Change((_put(home, old, new, field),), f"写进{name}的“数值”")


def _is_slip(then: Quantity, now: Quantity) -> bool:
    """Whether a print was rounded wrongly: 5.2万 of 52652, and is no other number."""
    if now.kind is not Kind.NUMBER or then.kind is not Kind.NUMBER or now.unit != then.unit:
        return False
    one, other = _step(now), _step(then)
    if isinstance(now.value, tuple) or isinstance(then.value, tuple) or one <= other:
        return False
    return abs(Fraction(now.value) - Fraction(then.value)) < 2 * one


def _step(number: Quantity) -> Fraction:
    """Return one of the last written place."""
    scale = Fraction(SCALES[number.scale]) if number.scale else Fraction(1)
    return scale / Fraction(10**number.decimals)


def _put(home: Home, old: str, new: str, field: Field) -> Doing:
    """Return the edit of a text that prints ``old``, so that it prints ``new``."""
    scalar = home.scalar
    said = fold(scalar.value.strip())
    lead = len(scalar.value) - len(scalar.value.lstrip())
    unit = field.indicator.unit.value.strip() if field.indicator.unit else ""
    if old != said and said and said in old:
        # 数值 without its 单位, or what stands behind a word: 同比下降34%, 达99%.
        head, _, tail = old.partition(said)
        if not (new.startswith(head) and new.endswith(tail)) or len(new) < len(head) + len(tail):
            raise Refused(f"前后的“{head}{tail}”是程序加的，只能改其中的数")
        if unit and tail != unit and tail:
            raise Refused(f"后面的“{tail}”是程序加的，只能改前面的数")
        old, new = said, new[len(head) : len(new) - len(tail)]
    if old == said:
        return home.source, lambda edits: edits.splice(
            scalar, [Slice(lead, len(scalar.value.rstrip()), new)]
        )
    at = scalar.value.find(old)
    if at < 0 or scalar.value.find(old, at + 1) >= 0:
        raise Refused(f"指标“{field.indicator.name}”的“{field.name}”写法不同，对不上是哪一个数")
    return home.source, lambda edits: edits.splice(scalar, [Slice(at, at + len(old), new)])


def _with_print(home: Home, new: str) -> Doing:
    """Return the edit that adds 印作; a bare 名: 数 becomes one with keys."""
    scalar, last = home.scalar, home.way[-1]
    mapping = last.node
    if last.name == _VALUE and isinstance(mapping, Mapping):
        return home.source, lambda edits: edits.insert(mapping, _PRINT, new, last.key)
    value = {_VALUE: scalar.value.strip(), _PRINT: new}
    return home.source, lambda edits: edits.replace(scalar, value)


def _without_print(home: Home) -> Doing:
    mapping, key = home.way[-1].node, home.way[-1].key
    if not isinstance(mapping, Mapping) or not isinstance(key, Scalar):
        raise Refused("“印作”不能单独去掉")

    def remove(edits: Edits) -> None:
        edits.remove(mapping, key)

    return home.source, remove


def _computed(value: str, report: Report) -> str:
    names = [one.name for one in indicators_behind(value, report)]
    if not names:
        return f"“{value}”是程序印的，要改请改它的来处"
    return f"这个数是由“{'”“'.join(names[:5])}”算出来的，要改请改指标"
