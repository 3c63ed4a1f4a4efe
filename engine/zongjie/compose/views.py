"""What templates see of a report: prose, figures, sections, problems.

A view that says whether it ``prints`` is printed through a mark, so that the document
knows where it came from; as text inside an expression it loses that, and its
noncharacters are escaped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any, TypeVar

from jinja2 import StrictUndefined, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context

from zongjie.compose import filters, marks
from zongjie.compose.figure import Figure, NotGiven, Refused
from zongjie.compose.resolver import Resolver
from zongjie.compose.sandbox import require_defined, what_is
from zongjie.diagnostics import catalogue
from zongjie.document import Chart, Inlines, Run, Verbatim, text_of
from zongjie.model import Indicator, Quantity, Report, SectionForm, Status, derived
from zongjie.model.derived import Fault
from zongjie.numerals import LIMIT, heading_mark, to_chinese
from zongjie.text import fold

T = TypeVar("T")


class Prose:
    """Paragraphs of runs."""

    __slots__ = ("form", "paragraphs")

    def __init__(self, paragraphs: Sequence[Inlines], form: SectionForm | None = None) -> None:
        self.paragraphs = paragraphs
        self.form = form  # of the section whose title or lead sentence it is

    def prints(self) -> bool:
        """Whether there is anything to print."""
        return bool(self.paragraphs)

    def __bool__(self) -> bool:
        return bool(self.paragraphs)

    def __iter__(self) -> Iterator[Prose]:
        return (Prose([paragraph]) for paragraph in self.paragraphs)

    def __len__(self) -> int:
        return len(self.paragraphs)

    def __str__(self) -> str:
        return marks.escape("".join(text_of(paragraph) for paragraph in self.paragraphs))


class Raw:
    """原文, printed as it stands; ``given`` where there is one, and be it an empty line."""

    def __init__(self, block: Verbatim, *, given: bool) -> None:
        self.block = block
        self.given = given

    def prints(self) -> bool:
        """Whether there is one."""
        return self.given

    def __bool__(self) -> bool:
        return self.given

    def __str__(self) -> str:
        return marks.escape(self.block.text)


class Drawn:
    """A chart, printed as a block."""

    def __init__(self, block: Chart) -> None:
        self.block = block

    def prints(self) -> bool:
        """Whether it is printed: always."""
        return True

    def __str__(self) -> str:
        return marks.escape(text_of(self.block.title))


class Value:
    """A figure: prints as in prose, compares as a number."""

    def __init__(self, figure: Figure) -> None:
        self.figure = figure

    def prints(self) -> bool:
        """Whether it is printed, also when it is 0; raises Refused where it must not be."""
        return bool(self.figure)

    @property
    def paragraphs(self) -> Sequence[Inlines]:
        """The figure as one paragraph of one run; its origin is the template's."""
        figure = self.figure
        pieces = figure.pieces or ((figure.text, figure.ref, figure.pending),)
        return [tuple(Run(fold(text), None, ref, late) for text, ref, late in pieces)]

    def __str__(self) -> str:
        return marks.escape(self.figure.text)

    def __bool__(self) -> bool:
        """Whether there is something to tell: a figure that is known and is not 0."""
        figure = self.figure
        number = figure.quantity
        return not figure.pending and (number is None or number.value != 0)

    def _sides(self, other: Any) -> tuple[Fraction, Fraction]:
        """Return both sides of a comparison as numbers of one unit; a bare one takes ours."""
        if not isinstance(other, Value):
            return _number(self), _number(other)
        both = derived.pair(_quantity(self), _quantity(other))
        if isinstance(both, Fault):
            raise filters.complain(both, self.figure, other.figure, "大小")
        return both

    def __lt__(self, other: Any) -> bool:
        mine, theirs = self._sides(other)
        return mine < theirs

    def __gt__(self, other: Any) -> bool:
        mine, theirs = self._sides(other)
        return mine > theirs

    def __le__(self, other: Any) -> bool:
        mine, theirs = self._sides(other)
        return mine <= theirs

    def __ge__(self, other: Any) -> bool:
        mine, theirs = self._sides(other)
        return mine >= theirs

    def __eq__(self, other: object) -> bool:
        if isinstance(other, str):
            if marks.VALUE in other or marks.PLACE in other:
                raise _not_a_number("排好的一段文字")
            return self.figure.text == marks.unescape(other)
        if isinstance(other, Value):
            numbers = (self.figure.quantity, other.figure.quantity)
            if any(number is None or not number.exact for number in numbers):
                return self.figure.text == other.figure.text
        elif not isinstance(other, int | float | Decimal | Fraction):
            return NotImplemented
        mine, theirs = self._sides(other)
        return mine == theirs

    def __hash__(self) -> int:
        return hash(self.figure.text)


def _quantity(value: Value) -> Quantity:
    quantity = value.figure.quantity
    if quantity is None:
        raise TypeError(value.figure.text)
    return quantity


def _number(value: Any) -> Fraction:
    """Return a number as it stands: of a figure in its own unit, 3 of 3公里."""
    if isinstance(value, Value):
        number = _quantity(value)
        if not number.exact or isinstance(number.value, tuple):
            raise filters.complain(Fault.INEXACT, value.figure, value.figure, "大小")
        return Fraction(number.value)
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | Fraction):
        raise _not_a_number(value)
    return Fraction(str(value))  # 0.1 as it was typed, not its neighbour in binary


def _not_a_number(value: Any) -> Refused:
    require_defined(value)
    text = marks.unescape(value) if isinstance(value, str) else what_is(value)
    return Refused(partial(catalogue.prose.not_countable, name="比较的另一边", text=text))


class Absent(StrictUndefined):
    """A 小项 that the report does not give: an ``if`` may ask for it, all else is refused."""

    __slots__ = ()

    @classmethod
    def of(cls, refused: NotGiven) -> Absent:
        """Return what says why it is refused as soon as it is used."""
        return cls(exc=lambda _: refused)  # type: ignore[arg-type]

    def __bool__(self) -> bool:  # type: ignore[override] # jinja2's own never returns
        return False


class IndicatorView(Value):
    """指标["名"]: prints the value; its 小项 are attributes, its facts too."""

    def __init__(self, resolver: Resolver, indicator: Indicator) -> None:
        self.resolver = resolver
        self.indicator = indicator

    @property
    def figure(self) -> Figure:  # type: ignore[override]
        """The figure as prose prints it."""
        return self.resolver.printed(self.indicator)

    @property
    def 名称(self) -> str:  # noqa: N802 - named for the template language
        """The indicator's name."""
        self._refuse_closed()
        return marks.escape(self.indicator.name)

    def __bool__(self) -> bool:
        """As of any figure; one known only by its 同比 or 名次 is known."""
        indicator = self.indicator
        if indicator.status is Status.NOT_APPLICABLE:
            return False
        if indicator.values is None and indicator.formula is None:
            return indicator.has_figure or bool(indicator.rank or indicator.batch)
        return super().__bool__()

    def _refuse_closed(self) -> None:
        if self.resolver.public and not self.indicator.public:
            raise Refused(partial(catalogue.prose.not_public, name=self.indicator.name))

    def __getattr__(self, attribute: str) -> Value | Absent:
        if attribute.startswith("_"):
            raise AttributeError(attribute)
        try:
            return Value(self.resolver.resolve(f"{self.indicator.name}.{attribute}"))
        except NotGiven as absent:
            return Absent.of(absent)


class IndicatorTable:
    """指标: the indicators by name."""

    def __init__(self, resolver: Resolver, report: Report) -> None:
        self.resolver = resolver
        self.report = report

    def __getitem__(self, name: object) -> IndicatorView:
        indicator = self.report.indicator(marks.unescape(str(name)))
        if indicator is None:
            raise KeyError(name)
        return IndicatorView(self.resolver, indicator)

    def __contains__(self, name: object) -> bool:
        indicator = self.report.indicator(marks.unescape(str(name)))
        return indicator is not None and self._open(indicator)

    def __iter__(self) -> Iterator[IndicatorView]:
        found = filter(self._open, self.report.indicators.values())
        return (IndicatorView(self.resolver, indicator) for indicator in found)

    def __len__(self) -> int:
        return sum(map(self._open, self.report.indicators.values()))

    def _open(self, indicator: Indicator) -> bool:
        return indicator.public or not self.resolver.public


def _asked(value: Any, name: str, kind: type[T]) -> T:
    """Return what a filter was given, if it is of the kind it works on."""
    require_defined(value)
    if not isinstance(value, kind):
        raise SecurityError(f'“{name}”只用于指标，如 指标["甲"]')
    return value


def _attribute(name: str) -> Callable[..., Any]:
    @pass_context
    def take(_: Context, value: Any) -> Any:
        return getattr(_asked(value, name, IndicatorView), name)

    return take


@pass_context
def _share(_: Context, part: Any, whole: Any) -> Value:
    part, whole = _asked(part, "占比", Value), _asked(whole, "占比", Value)
    return Value(filters.share(part.figure, [whole.figure]))


@pass_context
def _money(_: Context, value: Any) -> Value:
    return Value(filters.FILTERS["万元"](_asked(value, "万元", Value).figure, []))


@pass_context
def _in_chinese(_: Context, number: Any) -> str:
    require_defined(number)
    if not isinstance(number, Value | int):
        raise SecurityError(f"“中文数字”只用于 0 和正整数，这里是{what_is(number)}")
    whole = _number(number)
    if whole < 0 or whole.denominator != 1 or whole >= LIMIT:
        raise SecurityError("“中文数字”只用于 0 和正整数")
    return to_chinese(int(whole))


@pass_context
def _with_pauses(_: Context, values: Sequence[Any]) -> Prose:
    """顿号连接: the values joined with 、."""
    runs: list[Any] = []
    for at, value in enumerate(values):
        if at:
            runs.append(Run("、"))
        runs.extend(_inlines(value))
    return Prose([tuple(runs)] if runs else [])


@pass_context
def _itemised(context: Context, values: Sequence[Any]) -> Prose:
    """分条: 一是…；二是…。, with 。 throughout when an item holds one (GB/T 15834 A.5)."""
    style: Any = context.resolve("体例")
    mark, number, apart = style["分条"], style["条目序号"], style["条目分段"] == "是"
    items = [_inlines(value) for value in values]
    if apart or any("。" in text_of(item).rstrip("。") for item in items):
        mark = "。"
    made: list[Inlines] = [()] if apart else []  # what stands before is a paragraph of its own
    for at, item in enumerate(items, 1):
        count = (Run(heading_mark(number, at)),) if number else ()
        made.append((*count, *without_stop(item), Run("。" if at == len(items) else mark)))
    if apart or not made:
        return Prose(made)
    return Prose([tuple(inline for item in made for inline in item)])


def without_stop(inlines: Inlines) -> Inlines:
    """Return inlines without the mark a person typed at their end."""
    last = inlines[-1] if inlines else None
    if isinstance(last, Run) and last.text[-1:] in tuple("。；;"):
        return (*inlines[:-1], last._replace(text=last.text[:-1]))
    return inlines


def _inlines(value: Any) -> Inlines:
    require_defined(value)
    if isinstance(value, Prose | Value):
        return tuple(inline for paragraph in value.paragraphs for inline in paragraph)
    return (Run(marks.unescape(str(value))),)


FILTERS: dict[str, Callable[..., Any]] = {
    "中文数字": _in_chinese,
    "同比": _attribute("同比"),
    "比上年": _attribute("比上年"),
    "升降": _attribute("升降"),
    "增减": _attribute("增减"),
    "完成率": _attribute("完成率"),
    "占比": _share,
    "万元": _money,
    "顿号连接": _with_pauses,
    "分条": _itemised,
}
