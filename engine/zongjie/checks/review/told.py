"""横向逻辑 of the text: what is typed beside what is known, and beside itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import lru_cache
from typing import Final, TypeAlias

from zongjie.checks.passages import Passage
from zongjie.checks.review.facts import Fact, facts, topic
from zongjie.checks.review.scope import Scope
from zongjie.diagnostics import Diagnostic, Span, catalogue
from zongjie.document import Table, text_of
from zongjie.model import Indicator, Kind, Measures, Quantity, derived, quantity
from zongjie.model.derived import Fault, exact_base
from zongjie.model.quantity import agrees
from zongjie.model.units import base_unit
from zongjie.records import NamedTuple
from zongjie.text import pattern

_SHORTEST: Final = 4  # signs of a topic that is one thing wherever it stands
_TELLING: Final = 4  # digits of a number that no other thing has by chance
_UNITS: Final = 5  # numbers below are all of one size
_CHANGES: Final = pattern("增|减|升|降|提高|扩大|缩小|同比|环比|翻|占比|频次|均|每|连续|其中|预计")
_OTHER_YEAR: Final = pattern("上年|去年|前年|同期|目标|任务|计划|年初|预计")
_OF_YEAR: Final = pattern("数值|今年|本年|完成|实际|全年|当年")


class _Known(NamedTuple):
    """A figure of this year that an indicator holds."""

    indicator: Indicator
    figure: Quantity
    values: Measures
    topic: str
    pairs: frozenset[str]  # of signs of its topic
    whole: int  # the figure at the foot of its ladder, without what is behind the point


_ByUnit: TypeAlias = dict[str, list[_Known]]


def typed(scope: Scope) -> Iterator[Diagnostic]:
    """A number typed by hand that equals, nearly equals or contradicts an indicator."""
    known = _known(scope)
    if not known:
        return
    for fact in scope.facts:
        if fact.typed and not fact.plan and not _is_of_other(fact):
            yield from _beside(fact, known, scope)


def _known(scope: Scope) -> _ByUnit:
    """Return the figures of indicators by the unit at the foot of theirs."""
    found: _ByUnit = {}
    for one in scope.indicators:
        values = scope.values_of(one)
        for figure in values.items if values is not None else ():
            assert values is not None  # noqa: S101 - just asked
            alike = found.setdefault(base_unit(figure.unit), [])
            named, base = topic(one.name), exact_base(figure)
            whole = int(base[0]) if base is not None else 0
            alike.append(_Known(one, figure, values, named, _pairs(named), whole))
    return found


def _is_of_other(fact: Fact) -> bool:
    """Whether a number is a change, a part, or of another time than this year."""
    if _CHANGES.search(fact.mention.basis) or any(map(_OTHER_YEAR.search, fact.times)):
        return True
    return fact.figure.kind in (Kind.ZERO, Kind.RANGE, Kind.RATIO) or not fact.figure.unit


def _beside(fact: Fact, known: _ByUnit, scope: Scope) -> Iterator[Diagnostic]:
    span = fact.place
    alike = known.get(base_unit(fact.figure.unit), [])
    if span is None or not alike:
        return
    said = str(fact.figure)
    named = [one for one in alike if _is_named(fact.topic, one.topic)]
    if not named and not _is_telling(fact):
        return
    equal = [one for one in named or _of_its_size(fact, alike) if _says(fact.figure, one)]
    if equal:
        if named or _digits(fact.figure) >= _TELLING:
            name, at = equal[0].indicator.name, equal[0].indicator.key.span()
            yield catalogue.leftovers.typed_by_hand(span, said, name, at)
        return
    same = [one for one in named if one.topic == fact.topic]
    if same and not _is_printed(fact, same[0].indicator, scope):
        yield _contradiction(span, fact, same[0], scope)
        return
    near = next(
        (one for one in named or alike if _is_near(fact, one, scope, named=bool(named))), None
    )
    if near is not None and not _is_printed(fact, near.indicator, scope):
        at = near.indicator.key.span()
        given = (said, near.indicator.name, str(near.figure), at)
        yield catalogue.leftovers.nearly_an_indicator(span, *given)


def _is_named(label: str, name: str) -> bool:
    if not label or not name:
        return False
    short, long = sorted((label, name), key=len)
    if len(short) < _SHORTEST or short[-2:] != long[-2:]:
        return short == long
    signs = iter(long)  # 网格受理案件 in 网格中心受理案件
    return all(sign in signs for sign in short)


def _says(figure: Quantity, known: _Known) -> bool:
    shown = known.indicator.print_as
    return (
        figure == known.figure
        or agrees(known.figure, figure)
        or bool(shown and figure in shown.items)
    )


def _is_telling(fact: Fact) -> bool:
    """Whether a number without a name has enough signs to be known by them alone."""
    return fact.base is not None and len(_written(fact.base[0]).strip("0")) >= _TELLING


def _of_its_size(fact: Fact, alike: list[_Known]) -> list[_Known]:
    """Return the few figures that a telling number can be a rounding of; the rest cost time."""
    base = fact.base
    whole = int(base[0]) if base is not None else 0
    return [one for one in alike if 5 * abs(one.whole - whole) <= whole + _UNITS]


def _digits(figure: Quantity) -> int:
    """Return how many digits of a number say something: 3 of 18.5万, 2 of 1200."""
    base = exact_base(figure)
    if base is None:
        return 0
    text = str(base[0].numerator if base[0].denominator == 1 else float(base[0]))
    return len(text.replace(".", "").strip("0"))


def _contradiction(span: Span, fact: Fact, known: _Known, scope: Scope) -> Diagnostic:
    one = known.indicator
    before = scope.previous(one)
    old = before is not None and any(agrees(item, fact.figure) for item in before.items)
    given = (str(fact.figure), one.name, str(known.values), one.key.span())
    return catalogue.across.contradicts(span, *given, of_last_year=old)


def _is_printed(fact: Fact, indicator: Indicator, scope: Scope) -> bool:
    """Whether the sentence prints the indicator too, so that the typed number is another."""
    text = fact.passage.text
    start = text.rfind("。", 0, fact.start) + 1
    end = text.find("。", fact.end)
    return any(
        indicator in scope.behind(run.value)
        for first, last, run in fact.passage.references
        if start <= first and last <= (end if end >= 0 else len(text))
    )


def _is_near(fact: Fact, known: _Known, scope: Scope, *, named: bool) -> bool:
    """Whether a number is the indicator's with a digit wrong, or almost as large."""
    mine, theirs = fact.base, exact_base(known.figure)
    alike = named or not known.pairs.isdisjoint(_pairs(fact.topic))
    if not alike or mine is None or theirs is None or _digits(fact.figure) < 3:
        return False
    if named and abs(mine[0] - theirs[0]) * 100 <= Fraction(scope.report.bounds.near) * theirs[0]:
        return True
    one, other = _written(mine[0]), _written(theirs[0])
    if len(one) != len(other) or len(one.strip("0")) < _TELLING:
        return False
    wrong = [at for at, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1 and sorted(one) == sorted(other)
    return len(wrong) == 1 or swapped


def _written(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else str(float(value))


@lru_cache(maxsize=1024)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


# ---- one thing told twice ------------------------------------------------------------


def told_twice(scope: Scope) -> Iterator[Diagnostic]:
    """A typed number says the same wherever its thing is told."""
    first_of: dict[tuple[object, ...], Fact] = {}
    for fact in scope.facts:
        base = fact.base
        if not fact.typed or fact.plan or base is None or len(fact.topic) < _SHORTEST:
            continue
        if fact.times or _CHANGES.search(fact.mention.basis) or not fact.figure.unit:
            continue
        first = first_of.setdefault((fact.topic, base[1], fact.mention.basis), fact)
        theirs = first.base
        if theirs is None or theirs[0] == base[0] or _is_one_sentence(first, fact):
            continue
        span, at = (
            fact.passage.place(fact.start, fact.end),
            first.passage.place(first.start, first.end),
        )
        if span is not None and at is not None and not agrees(first.figure, fact.figure):
            given = (fact.mention.label, str(fact.figure), str(first.figure))
            yield catalogue.across.told_twice(span, *given, at)


def _is_one_sentence(first: Fact, fact: Fact) -> bool:
    """Whether two numbers stand in one sentence, where the second is another by its words."""
    between = fact.passage.text[first.end : fact.start]
    return first.passage is fact.passage and "。" not in between


def in_tables(scope: Scope) -> Iterator[Diagnostic]:
    """A number typed into a table is the one of the indicator its row is named for."""
    known = _known(scope)
    blocks = dict.fromkeys(p.block for p in scope.passages if isinstance(p.block, Table))
    for table in blocks:
        assert isinstance(table, Table)  # noqa: S101 - just asked
        head = [text_of(cell) for cell in table.rows[0]] if table.header else []
        for row in table.rows[table.header :]:
            yield from _in_row(row, head, known, scope)


def _in_row(
    row: tuple[tuple[object, ...], ...], head: list[str], known: _ByUnit, scope: Scope
) -> Iterator[Diagnostic]:
    label = topic(text_of(row[0]).strip())  # type: ignore[arg-type]
    named = [one for alike in known.values() for one in alike if one.topic == label]
    for at, cell in enumerate(row[1:], 1):
        passage = Passage(Table(()), cell)  # type: ignore[arg-type]
        title = head[at] if at < len(head) else ""
        figure = quantity.parse(passage.text.strip())
        of_year = len(row) == 2 or _OF_YEAR.search(title) or str(scope.report.year) in title
        if figure is None or passage.references or not of_year or _OTHER_YEAR.search(title):
            continue
        span = passage.place(0, len(passage.text))
        for one in named[:1]:
            both = derived.pair(figure, one.figure)
            if not isinstance(both, Fault) and both[0] != both[1] and span is not None:
                given = (str(figure), one.indicator.name, str(one.values))
                place = one.indicator.key.span()
                yield catalogue.across.contradicts(span, *given, place, of_last_year=False)


# ---- 万元 and 亿元 -------------------------------------------------------------------

_MOST_SUMS: Final = 200  # of a paragraph
_MYRIADS: Final = pattern(r"[0-9]万元")
_HUNDRED_MILLIONS: Final = pattern(r"[0-9]亿元")


def mixed_units(scope: Scope) -> Iterator[Diagnostic]:
    """One thing has one unit of money within a paragraph."""
    for section in scope.sections:
        for passage in section.passages:
            if not (_MYRIADS.search(passage.text) and _HUNDRED_MILLIONS.search(passage.text)):
                continue
            money = [
                fact
                for fact in facts(section._replace(passages=(passage,)), typed_only=False)
                if fact.figure.unit == "元" and fact.figure.scale in ("万", "亿") and fact.topic
            ]
            yield from _mixed(money[:_MOST_SUMS])


def _mixed(money: Iterable[Fact]) -> Iterator[Diagnostic]:
    seen: list[Fact] = []
    for fact in money:
        other = next((one for one in seen if _is_other_scale(one, fact)), None)
        seen.append(fact)
        if other is None:
            continue
        span, at = (
            fact.passage.place(fact.start, fact.end),
            other.passage.place(other.start, other.end),
        )
        if span is not None and at is not None:
            given = (fact.mention.label, str(fact.figure), str(other.figure))
            yield catalogue.across.mixed_units(span, *given, at)
            return


def _is_other_scale(one: Fact, other: Fact) -> bool:
    """Whether two sums of one thing are told in 万元 and in 亿元."""
    short, long = sorted((one.topic, other.topic), key=len)
    same = long.endswith(short) or (long.startswith(short) and len(short) > 2)
    return one.figure.scale != other.figure.scale and len(short) > 1 and same
