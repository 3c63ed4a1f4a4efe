"""横向逻辑 within a sentence: parts beside their whole, sums and rates worked out again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from zongjie.checks.passages import Passage, is_prose
from zongjie.checks.rates import SHARES
from zongjie.checks.review.computed import share
from zongjie.checks.review.facts import Fact
from zongjie.checks.review.scope import Scope
from zongjie.diagnostics import Diagnostic, catalogue
from zongjie.model import Quantity, derived, quantity
from zongjie.model.derived import exact_base
from zongjie.text import pattern

# Where a number begins, and no longer than one is: long rows of digits cost nothing.
_N: Final = r"(?<![0-9.])[0-9]{1,16}(?:\.[0-9]{1,8})?[万亿]{0,2}"
_UNIT: Final = r"(?P<unit>[^\W\d]{1,3}?)"
_WORDS: Final = r"[^，。；、：\d]"
# 走访老人380户、残疾人120户，合计500户.
_TOTAL: Final = pattern(
    rf"({_WORDS}{{1,16}}{_N}{_UNIT}[、，和](?:{_WORDS}{{1,16}}{_N}(?P=unit)[、，和])+)"
    rf"(?:合计|总计|共计)(?:为|达)?({_N}(?P=unit))(?=[，。；、）)])"
)
_OF_NOTHING: Final = ("", "金额")  # what is told of a number that is a whole itself
_OF_RATES: Final = ("", "比率", "占比")
_ALL: Final = 100  # percent
_MOST_PARTS: Final = 40  # of one sum
_NUMBER: Final = pattern(_N)
# 排查隐患640处，完成整改608处，整改率95%: the rate is named for what was done.
_RATE_DONE: Final = pattern(
    rf"({_N}{_UNIT})[，,、]{_WORDS}{{0,8}}?(?P<done>[^\W\d]{{2}}){_WORDS}{{0,3}}?({_N}(?P=unit))"
    rf"[，,、（(](?P=done)率(?:达到|[为达])?({_N}[%％])"
)
_RATE_AIMED: Final = pattern(
    rf"(?:计划|目标|任务){_WORDS}{{0,10}}?({_N}{_UNIT})[，,]{_WORDS}{{0,10}}?({_N}(?P=unit))"
    rf"[，,（(](?:目标|任务|计划)?完成率(?:达到|[为达])?({_N}[%％])"
)


def parts(scope: Scope) -> Iterator[Diagnostic]:
    """What is told as 其中 is no more than the number before it."""
    whole: Fact | None = None
    told: list[Fact] = []
    for fact in scope.facts:
        if fact.mention.basis == "其中" and whole is not None and _is_beside(whole, fact):
            told.append(fact)
            continue
        yield from _compared(whole, told)
        whole, told = (fact if fact.mention.basis in _OF_NOTHING else None), []
    yield from _compared(whole, told)


def _is_beside(whole: Fact, fact: Fact) -> bool:
    """Whether a part stands in the sentence of its whole, and counts as that does."""
    return (
        whole.passage is fact.passage
        and not pattern("[。；]").search(whole.passage.text, whole.end, fact.start)
        and not isinstance(derived.pair(fact.figure, whole.figure), derived.Fault)
    )


def _compared(whole: Fact | None, told: Sequence[Fact]) -> Iterator[Diagnostic]:
    if whole is None or not told:
        return
    of = [fact.figure for fact in told]
    yield from _unless_sum(whole.passage, (whole.start, whole.end), whole.figure, of, at_most=True)


def totals(scope: Scope) -> Iterator[Diagnostic]:
    """甲3户、乙2户，合计5户 adds up."""
    for passage in scope.passages:
        if "计" not in passage.text or not is_prose(passage):
            continue
        for match in _TOTAL.finditer(passage.text):
            numbers = _NUMBER.findall(match[1])[:_MOST_PARTS]
            found = [quantity.parse(f"{one}{match['unit']}") for one in numbers]
            known = [one for one in found if one is not None]
            total = quantity.parse(match[3])
            if total is not None and len(known) == len(found):
                yield from _unless_sum(passage, match.span(3), total, known, at_most=False)


def _unless_sum(
    passage: Passage,
    place: tuple[int, int],
    whole: Quantity,
    figures: Sequence[Quantity],
    *,
    at_most: bool,
) -> Iterator[Diagnostic]:
    """Yield the fault of a whole that is less than its parts, or that is not their sum."""
    base, bases = exact_base(whole), [exact_base(one) for one in figures]
    if base is None or not all(one is not None and one[1] == base[1] for one in bases):
        return
    total = sum((one[0] for one in bases if one is not None), Fraction(0))
    span = passage.place(*place)
    wrong = total > base[0] if at_most else total != base[0]
    if wrong and span is not None:
        shown = str(derived.in_terms_of(total, whole, *figures))
        yield catalogue.across.sum_differs(span, str(whole), shown, at_most=at_most)


def rates(scope: Scope) -> Iterator[Diagnostic]:
    """隐患640处，整改608处，整改率95% follows from the two numbers."""
    for passage in scope.passages:
        if "率" not in passage.text or not is_prose(passage):
            continue
        for form, groups in ((_RATE_DONE, (4, 1, 5)), (_RATE_AIMED, (3, 1, 4))):
            for match in form.finditer(passage.text):
                done, of = (quantity.parse(match[group]) for group in groups[:2])
                yield from share(passage, match.span(groups[2]), done, of)


def over_the_whole(scope: Scope) -> Iterator[Diagnostic]:
    """A typed 办结率101% is more than all."""
    for fact in scope.facts:
        base, span = fact.base, fact.place
        if not fact.typed or span is None or not fact.mention.label.endswith(SHARES):
            continue
        plain = fact.mention.basis in _OF_RATES
        if plain and base is not None and base[1] == "%" and base[0] > _ALL:
            yield catalogue.across.typed_over_the_whole(span, fact.mention.label, str(fact.figure))
