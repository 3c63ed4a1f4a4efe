"""小词 and functions of references: |达, |占（乙）, 均为（甲，乙）."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial
from typing import Final

from zongjie.compose.figure import Figure, Refused
from zongjie.diagnostics import catalogue
from zongjie.model import Kind, Quantity, derived, quantity
from zongjie.model.derived import Fault
from zongjie.model.units import is_rate
from zongjie.numerals import LIMIT, to_chinese, to_count

Filter = Callable[[Figure, Sequence[Figure]], Figure]
Function = Callable[[Callable[[str], Figure], Sequence[str], str], Figure]

_WHOLES: Final = {"%": "百分之", "‰": "千分之"}


def reach(figure: Figure, arguments: Sequence[Figure]) -> Figure:
    """达: put 达 before the figure unless it brings its own 超, 近, 约."""
    _expect(arguments, 0, "达", "空着")
    shown = quantity.parse(figure.text)
    brings = shown is not None and figure.text.startswith(shown.qualifiers)
    return figure if brings else figure._replace(text=f"达{figure.text}")


def none(figure: Figure, arguments: Sequence[Figure]) -> Figure:
    """无: print 无 for zero, else the figure."""
    _expect(arguments, 0, "无", "空着")
    return figure._replace(text="无") if _fraction(figure, "无") == 0 else figure


def in_chinese(figure: Figure, arguments: Sequence[Figure]) -> Figure:
    """中文数字: a whole number in Chinese numerals, in the unit as written."""
    _expect(arguments, 0, "中文数字", "空着")
    number = _number(figure)
    value = number.value
    if not number.exact or isinstance(value, tuple) or value % 1 or not 0 <= value < LIMIT:
        raise Refused(partial(catalogue.prose.not_countable, name=figure.ref, text=figure.text))
    whole = _WHOLES.get(number.unit)
    numeral = to_chinese(int(value)) if whole or not number.unit else to_count(int(value))
    return figure._replace(text=f"{whole}{numeral}" if whole else f"{numeral}{number.unit}")


def share(figure: Figure, arguments: Sequence[Figure]) -> Figure:
    """占: the percentage this is of another figure."""
    _expect(arguments, 1, "占", "另一个指标，如 占（乙）")
    part, whole = _number(figure), _number(arguments[0])
    rate = derived.share(part, whole, figure.indicator.decimals if figure.indicator else None)
    if isinstance(rate, Fault):
        raise complain(rate, figure, arguments[0], "占比")
    ref = f"{figure.ref}|占({arguments[0].ref})"
    return Figure(str(rate), ref, rate, figure.indicator)


def _scaled(scale: str) -> Filter:
    def convert(figure: Figure, arguments: Sequence[Figure]) -> Figure:
        _expect(arguments, 0, f"{scale}元", "空着")
        value, model = derived.exact_base(_number(figure)), quantity.parse(f"1{scale}元")
        assert model is not None  # noqa: S101 - the grammar knows 1万元
        if value is None or value[1] != "元":
            raise Refused(partial(catalogue.prose.not_countable, name=figure.ref, text=figure.text))
        shown = derived.in_terms_of(value[0], model)
        if isinstance(shown, Fault) or shown.scale != scale:
            raise complain(Fault.FORM, figure, figure, f"{scale}元")
        return figure._replace(text=str(shown), quantity=shown)

    return convert


FILTERS: Final[dict[str, Filter]] = {
    "达": reach,
    "无": none,
    "占": share,
    "中文数字": in_chinese,
    "万元": _scaled("万"),
    "亿元": _scaled("亿"),
}


def both(resolve: Callable[[str], Figure], names: Sequence[str], ref: str) -> Figure:
    """均为: one value for all where they are equal, else 分别为甲和乙."""
    found = _all(resolve, names, "均为", 2)
    texts = list(dict.fromkeys(figure.text for figure in found))
    pending = any(figure.pending for figure in found)
    if len(texts) == 1:
        text = f"均为{texts[0]}"
        return found[0]._replace(text=text, ref=ref, quantity=None, pending=pending)
    pieces = [("分别为", "", False)]
    for at, figure in enumerate(found):
        if at:
            pieces.append(("和" if at == len(found) - 1 else "、", "", False))
        pieces.append((figure.text, figure.ref, figure.pending))
    return _joined(pieces, ref)


def listed(resolve: Callable[[str], Figure], names: Sequence[str], ref: str) -> Figure:
    """列举: name and value of each, joined with 、; what is 待报 drops out, unless all are."""
    given = _all(resolve, names, "列举", 1)
    pieces = []
    for at, figure in enumerate([one for one in given if not one.pending] or given):
        label = figure.indicator.name if figure.indicator else figure.ref
        # A name that ends in a digit would run into its figure: 12345678件.
        copula = "为" if label[-1:].isdigit() and figure.text[:1].isdigit() else ""
        pieces.append((f"{'、' if at else ''}{label}{copula}", "", False))
        pieces.append((figure.text, figure.ref, figure.pending))
    return _joined(pieces, ref)


def total(resolve: Callable[[str], Figure], names: Sequence[str], ref: str) -> Figure:
    """合计: the sum, in the unit and scale of the first."""
    found = _all(resolve, names, "合计", 1)
    pending = next((figure for figure in found if figure.pending), None)
    if pending is not None:
        return pending._replace(ref=ref)
    result = derived.total([_number(figure) for figure in found])
    if isinstance(result, Fault):
        culprit = next((f for f in found if _stands_out(f, found[0], result)), found[-1])
        raise complain(result, culprit, found[0], "合计")
    return Figure(str(result), ref, result)


FUNCTIONS: Final[dict[str, Function]] = {"均为": both, "列举": listed, "合计": total}


def _all(
    resolve: Callable[[str], Figure], names: Sequence[str], function: str, least: int
) -> list[Figure]:
    given = [name for name in names if name]
    if len(given) < least or len(given) != len(names):
        wanted = "两个以上的指标，用逗号隔开" if least > 1 else "指标，用逗号隔开"
        raise Refused(partial(catalogue.prose.wrong_arguments, name=function, wanted=wanted))
    return [resolve(name) for name in given]


def _joined(pieces: list[tuple[str, str, bool]], ref: str) -> Figure:
    text = "".join(piece[0] for piece in pieces)
    return Figure(text, ref, pieces=tuple(pieces), pending=any(piece[2] for piece in pieces))


def _expect(arguments: Sequence[Figure], count: int, name: str, wanted: str) -> None:
    if len(arguments) != count:
        raise Refused(partial(catalogue.prose.wrong_arguments, name=name, wanted=wanted))


def _number(figure: Figure) -> Quantity:
    if figure.quantity is None:
        raise Refused(partial(catalogue.prose.not_countable, name=figure.ref, text=figure.text))
    return figure.quantity


def _fraction(figure: Figure, name: str) -> Fraction:
    value = derived.exact_base(_number(figure))
    if value is None:
        raise Refused(
            partial(catalogue.prose.not_countable, name=figure.ref or name, text=figure.text)
        )
    return value[0]


def _stands_out(figure: Figure, first: Figure, fault: Fault) -> bool:
    """Whether this is the figure a sum fails at."""
    number, other = figure.quantity, first.quantity
    if number is None or other is None or fault is Fault.INEXACT:
        return number is None or not number.exact
    if fault is Fault.RATES:
        return is_rate(number.unit) or number.kind is Kind.FRACTION
    return fault is Fault.UNITS and derived.pair(number, other) is Fault.UNITS


def complain(fault: Fault, figure: Figure, other: Figure, attribute: str) -> Refused:
    """Return why a figure cannot be derived from two others."""
    name, text = figure.ref, figure.text
    if fault is Fault.ZERO:
        rule = partial(catalogue.figures.zero_base, name=other.ref, wanted="数值")
    elif fault is Fault.UNITS:
        rule = partial(catalogue.figures.different_units, name=name, first=text, second=other.text)
    elif fault is Fault.RATES:
        rule = partial(catalogue.figures.rates_do_not_add, name=name, text=text)
    elif fault is Fault.FORM:
        rule = partial(catalogue.figures.unwritable, name=name, text=text)
    else:
        vague = figure if figure.quantity is None or not figure.quantity.exact else other
        return Refused(partial(catalogue.prose.not_countable, name=vague.ref, text=vague.text))
    return Refused(partial(rule, attribute=attribute))
