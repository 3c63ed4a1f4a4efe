"""What templates see of a report: prose, figures, sections, problems.

A view with ``printable`` set is printed through a mark, so that the document
knows where it came from; as text inside an expression it loses that, and its
noncharacters are escaped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from jinja2 import Undefined, pass_context
from jinja2.runtime import Context

from zongjie.compose import filters, marks
from zongjie.compose.figure import Figure
from zongjie.compose.resolver import Resolver
from zongjie.document import Inlines, Run, Verbatim, text_of
from zongjie.model import Indicator, Report
from zongjie.numerals import to_chinese


class Prose:
    """Paragraphs of runs."""

    printable = True

    def __init__(self, paragraphs: Sequence[Inlines]) -> None:
        self.paragraphs = paragraphs

    def __bool__(self) -> bool:
        return bool(self.paragraphs)

    def __iter__(self) -> Iterator[Prose]:
        return (Prose([paragraph]) for paragraph in self.paragraphs)

    def __len__(self) -> int:
        return len(self.paragraphs)

    def __str__(self) -> str:
        return marks.escape("".join(text_of(paragraph) for paragraph in self.paragraphs))


class Raw:
    """原文, printed as it stands."""

    printable = True

    def __init__(self, block: Verbatim) -> None:
        self.block = block

    def __bool__(self) -> bool:
        return bool(self.block.text)

    def __str__(self) -> str:
        return marks.escape(self.block.text)


class Value:
    """A figure: prints as in prose, compares as a number."""

    printable = True

    def __init__(self, figure: Figure) -> None:
        self.figure = figure

    @property
    def paragraphs(self) -> Sequence[Inlines]:
        """The figure as one paragraph of one run; its origin is the template's."""
        figure = self.figure
        pieces = figure.pieces or ((figure.text, figure.ref, figure.pending),)
        return [tuple(Run(text, None, ref or figure.ref, late) for text, ref, late in pieces)]

    def __str__(self) -> str:
        return marks.escape(self.figure.text)

    def _number(self) -> Decimal:
        value = self.figure.quantity.value if self.figure.quantity else None
        if not isinstance(value, Decimal):
            raise TypeError(self.figure.text)
        return value

    def __lt__(self, other: Any) -> bool:
        return self._number() < _number(other)

    def __gt__(self, other: Any) -> bool:
        return self._number() > _number(other)

    def __le__(self, other: Any) -> bool:
        return self._number() <= _number(other)

    def __ge__(self, other: Any) -> bool:
        return self._number() >= _number(other)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, str):
            return self.figure.text == other
        return isinstance(other, Value | int) and self._number() == _number(other)

    def __hash__(self) -> int:
        return hash(self.figure.text)


def _number(value: Any) -> Decimal | int:
    return value._number() if isinstance(value, Value) else int(value)  # noqa: SLF001


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
        return marks.escape(self.indicator.name)

    def __getattr__(self, attribute: str) -> Value:
        if attribute.startswith("_") or attribute == "printable":
            raise AttributeError(attribute)
        return Value(self.resolver.resolve(f"{self.indicator.name}.{attribute}"))


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
        return self.report.indicator(marks.unescape(str(name))) is not None

    def __iter__(self) -> Iterator[IndicatorView]:
        return (IndicatorView(self.resolver, i) for i in self.report.indicators.values())

    def __len__(self) -> int:
        return len(self.report.indicators)


def _attribute(name: str) -> Callable[..., Any]:
    @pass_context
    def take(_: Context, value: Any) -> Any:
        return getattr(value, name)

    return take


@pass_context
def _share(_: Context, part: Any, whole: Any) -> Value:
    return Value(filters.share(part.figure, [whole.figure]))


@pass_context
def _money(_: Context, value: Any) -> Value:
    return Value(filters.FILTERS["万元"](value.figure, []))


@pass_context
def _in_chinese(_: Context, number: Any) -> str:
    return to_chinese(int(_number(number)))


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
    mark: str = context.resolve("体例")["分条"]
    items = [_inlines(value) for value in values]
    if any("。" in text_of(item).rstrip("。") for item in items):
        mark = "。"
    runs: list[Any] = []
    for at, item in enumerate(items):
        runs.append(Run(f"{to_chinese(at + 1)}是"))
        runs.extend(without_stop(item))
        runs.append(Run("。" if at == len(items) - 1 else mark))
    return Prose([tuple(runs)] if runs else [])


def without_stop(inlines: Inlines) -> Inlines:
    """Return inlines without the mark a person typed at their end."""
    last = inlines[-1] if inlines else None
    if isinstance(last, Run) and last.text[-1:] in tuple("。；;"):
        return (*inlines[:-1], last._replace(text=last.text[:-1]))
    return inlines


def _inlines(value: Any) -> Inlines:
    if isinstance(value, Undefined):
        value._fail_with_undefined_error()  # noqa: SLF001 - Jinja's own way to say it
    if isinstance(value, Prose | Value):
        return tuple(inline for paragraph in value.paragraphs for inline in paragraph)
    return (Run(marks.unescape(str(value))),)


FILTERS: dict[str, Callable[..., Any]] = {
    "中文数字": _in_chinese,
    "同比": _attribute("同比"),
    "比上年": _attribute("比上年"),
    "增减": _attribute("增减"),
    "完成率": _attribute("完成率"),
    "占比": _share,
    "万元": _money,
    "顿号连接": _with_pauses,
    "分条": _itemised,
}
