"""图表: what is drawn, from the same figures as the text; chosen, or as staff ask for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Final, TypeAlias

from zongjie.compose.attributes import AWAITED, Subject
from zongjie.compose.figure import Refused
from zongjie.compose.prose import ProseReader
from zongjie.compose.resolver import Resolver
from zongjie.diagnostics import Diagnostic, Text, catalogue
from zongjie.document import (
    COMPLETION,
    LONGEST_COMPLETION,
    TWO_YEARS,
    Chart,
    Inlines,
    Run,
    Series,
)
from zongjie.model import CAPPED, ChartWish, Indicator, Kind, Quantity, Status
from zongjie.model.derived import Fault, exact_base, pair, size_of
from zongjie.model.quantity import format_decimal
from zongjie.model.references import indicators_behind
from zongjie.model.units import base_unit, settle
from zongjie.records import NamedTuple
from zongjie.text import fold

_MOST_CHARTS: Final = 3  # that are chosen: a page or two
_MOST_WISHED: Final = 6
_LEAST: Final = 2  # bars that compare anything
_MOST: Final = {TWO_YEARS: 8, COMPLETION: 10}
_KINDS: Final = {"两年": TWO_YEARS, "完成率": COMPLETION}
_TOO_SHORT: Final = 50  # times the smallest, of which then nothing can be seen
_CUT: Final = Fraction(LONGEST_COMPLETION)
# Not applicable, or not public: left out and not told.
_LEFT_OUT: Final = frozenset(("ZJ308", "ZJ311"))


class _Point(NamedTuple):
    """The bars of one indicator: last year and this, or its completion.

    ``values`` are those of ``figures`` at the foot of their ladder; ``identity``
    is what two ways of writing one measure share.
    """

    name: Run
    identity: tuple[int, str]
    figures: tuple[Quantity, ...]
    values: tuple[Fraction, ...]

    @property
    def size(self) -> Fraction:
        return max(map(abs, self.values))

    @property
    def base(self) -> str:
        """The unit at the foot of the ladder; none of mere words for zero."""
        return base_unit(next((one.unit for one in self.figures if _counts(one)), ""))


# Makes the bars of an indicator under its name; None where its figure is still to come.
_Bars: TypeAlias = Callable[[Subject, Run], _Point | None]


class _Form(NamedTuple):
    """A unit as it is written, with the size it has."""

    unit: str
    size: Fraction


class Charts:
    """Makes the charts of one report; what is wrong with them goes to ``found``."""

    def __init__(self, resolver: Resolver, reader: ProseReader, found: list[Diagnostic]) -> None:
        self.resolver = resolver
        self.reader = reader
        self.found = found
        self.awaited: list[Diagnostic] = []  # listed and still to come: no final text has that

    def made(self) -> list[Chart]:
        """Return the charts, numbered where there are several."""
        place = self.resolver.report.own_charts
        charts = list(self._chosen()) if place is not None else list(self._wished())
        if place is not None and not charts:
            need = f"同一个单位的指标要有{_LEAST}项写了“上年”，或者有{_LEAST}项写了“目标”"
            self.found.append(catalogue.outputs.nothing_to_draw(place.span(), "“图表”", need))
        if len(charts) < 2:
            return charts
        own = self._title(TWO_YEARS)
        alike = Counter(chart.title for chart in charts)[own] > 1
        return [
            chart._replace(
                title=(
                    Run(f"图{number}　"),
                    *chart.title,
                    *((Run(f"（{chart.unit}）"),) if alike and chart.title == own else ()),
                )
            )
            for number, chart in enumerate(charts, 1)
        ]

    # ---- 图表: 是 --------------------------------------------------------------------

    def _chosen(self) -> Iterator[Chart]:
        """Yield the charts that show most: units of many indicators, then completions."""
        asked = set(self.resolver.asked)  # to be tried is no use in the text
        rates: list[_Point] = []
        groups: dict[str, list[_Point]] = {}
        for indicator in self.resolver.report.indicators.values():
            if indicator.direction not in CAPPED:
                rates += self._tried(indicator, self._rate)
            for point in self._tried(indicator, self._years):
                groups.setdefault(point.base, []).append(point)
        self.resolver.asked = asked
        groups.pop("", None)  # bare numbers may count anything
        whole = [one for one in rates if one.size <= _CUT]
        rates = _comparable(whole, _MOST[COMPLETION])
        drawn = len(rates) >= _LEAST
        alike = [_comparable(points, _MOST[TWO_YEARS]) for points in groups.values()]
        for points in sorted(alike, key=len, reverse=True)[: _MOST_CHARTS - drawn]:
            yield from self._drawn(TWO_YEARS, points)
        yield from self._drawn(COMPLETION, rates)

    def _tried(self, indicator: Indicator, bars: _Bars) -> Iterator[_Point]:
        """Yield the bars of an indicator if it has any: nobody asked for it by name."""
        label = Run(fold(indicator.name), indicator.key.span())
        try:
            found = bars(self.resolver.subject(indicator), label)
        except Refused:
            return
        if found is not None:
            yield found

    def _drawn(self, kind: str, points: Sequence[_Point]) -> Iterator[Chart]:
        form = _form(kind, points)
        if form is not None and len(points) >= _LEAST:
            yield self._chart(kind, self._title(kind), points, form)

    # ---- one by one ------------------------------------------------------------------

    def _wished(self) -> Iterator[Chart]:
        wishes = self.resolver.report.charts
        if len(wishes) > _MOST_WISHED:
            span, there = wishes[_MOST_WISHED].compares.span(), f"“图表”有{len(wishes)}张图"
            self.found.append(catalogue.outputs.too_much_drawn(span, there, f"{_MOST_WISHED}张"))
        for wish in wishes[:_MOST_WISHED]:
            yield from self._wish(wish)

    def _wish(self, wish: ChartWish) -> Iterator[Chart]:
        kind, names = _KINDS[wish.compares.value], wish.indicators
        told = len(self.found)
        if len(names) > _MOST[kind]:
            span, there = names[_MOST[kind]].span(), f"这张图有{len(names)}项指标"
            self.found.append(catalogue.outputs.too_much_drawn(span, there, f"{_MOST[kind]}项"))
        places: list[tuple[Text, _Point]] = []
        for name in names[: _MOST[kind]]:
            point = self._asked(kind, name)
            if point is None or any(one.identity == point.identity for _, one in places):
                continue  # drawn once, however often and in what words it is named
            if self._fits(point, name, places):
                places.append((name, point))
        self._compare(kind, places)
        points = [point for _, point in places]
        form = _form(kind, points)
        if form is not None:
            title = self.reader.line(wish.title, "标题") or self._title(kind)
            yield self._chart(kind, title, points, form)
        elif len(self.found) == told:
            need = "写上有数的指标，或者删去这张图"
            span = wish.compares.span()
            self.found.append(catalogue.outputs.nothing_to_draw(span, "这张图", need))

    def _asked(self, kind: str, name: Text) -> _Point | None:
        """Return the bars of an indicator that staff name, None where there are none."""
        written = name.value.strip()
        label = Run(fold(written), name.slice(0, len(name.value)))
        try:
            subject = self.resolver.subject_of(written)
            if subject is None:
                raise Refused(partial(catalogue.outputs.not_drawable, name=written))
            point = (
                self._rate(subject, label) if kind == COMPLETION else self._years(subject, label)
            )
        except Refused as refused:
            told = refused.at(name.span())
            self.found += [one for one in told if one.code not in _LEFT_OUT]
            return None
        if point is None:
            self._await(subject, name)
        return point

    def _await(self, subject: Subject, name: Text) -> None:
        """Keep what a final text is refused for: the figures to come behind an indicator."""
        behind = indicators_behind(subject.ref, self.resolver.report)
        late = [one for one in behind if one.status in AWAITED] or [subject.indicator]
        for one in late:
            status = one.status if one.status in AWAITED else Status.PENDING
            self.awaited.append(catalogue.figures.not_final(name.span(), one.name, status.value))

    def _fits(self, point: _Point, name: Text, before: Sequence[tuple[Text, _Point]]) -> bool:
        """Tell a unit that is not that of the bars before it."""
        other = next((one for _, one in before if any(map(_counts, one.figures))), None)
        if other is None or other.base == point.base or not any(map(_counts, point.figures)):
            return True
        mine, theirs = (_written(next(filter(_counts, p.figures))) for p in (point, other))
        self.found.append(
            catalogue.outputs.units_in_chart(name.span(), name.value.strip(), mine, theirs)
        )
        return False

    def _compare(self, kind: str, places: Sequence[tuple[Text, _Point]]) -> None:
        """Tell the bars that are cut, and those that cannot be seen beside the longest."""
        if not places:
            return
        sizes = [point.size for _, point in places]
        if kind == COMPLETION:
            for name, point in places:
                if point.size > _CUT:
                    place, shown = name.span(), (name.value.strip(), str(point.figures[0]))
                    self.found.append(catalogue.outputs.bar_cut(place, *shown, f"{_CUT}%"))
            sizes = [min(size, _CUT) for size in sizes]
        most = max(sizes)
        longest = places[sizes.index(most)][0].value.strip()
        for (name, _), size in zip(places, sizes, strict=True):
            if 0 < size * _TOO_SHORT < most:
                place, written = name.span(), name.value.strip()
                self.found.append(catalogue.outputs.too_short_to_see(place, written, longest))

    # ---- the figures -----------------------------------------------------------------

    def _years(self, subject: Subject, label: Run) -> _Point | None:
        """Return last year's and this year's figure; None where one is still to come."""
        now = self.resolver.chosen(subject)
        if now.pending:
            return None
        before = subject.figure("上年")
        figures: list[Quantity] = []
        for figure in (now, before):
            quantity = figure.quantity
            if quantity is None or not isinstance(quantity.value, Decimal) or not quantity.exact:
                name, text = label.text, figure.text
                raise Refused(partial(catalogue.prose.not_countable, name=name, text=text))
            figures.insert(0, quantity)
        values = pair(*figures)
        if isinstance(values, Fault):
            raise Refused(
                partial(
                    catalogue.figures.different_units,
                    name=label.text,
                    first=now.text,
                    second=before.text,
                    attribute="两年比较",
                )
            )
        return _Point(self._named(label, subject), _identity(subject), tuple(figures), values)

    def _rate(self, subject: Subject, label: Run) -> _Point | None:
        """Return how much of its aim an indicator reached; None where that is to come."""
        if subject.pending and not subject.has("完成率"):
            return None
        figure = subject.figure("完成率")
        rate = exact_base(figure.quantity) if figure.quantity is not None else None
        if figure.quantity is None or rate is None:
            name, text = f"{label.text}的完成率", figure.text
            raise Refused(partial(catalogue.prose.not_countable, name=name, text=text))
        shown = self._named(label, subject)
        if subject.unit and len(subject.values.items if subject.values else ()) > 1:
            shown = shown._replace(text=f"{shown.text}（{subject.unit}）")  # no axis says it
        return _Point(shown, _identity(subject), (figure.quantity,), (rate[0],))

    def _named(self, label: Run, subject: Subject) -> Run:
        """Return what stands beside the bars: the name, of a part with that of its whole."""
        name, indicator = label.text.replace(".", "："), subject.indicator
        if self.resolver.report.indicator(indicator.name) is indicator:
            name = fold(indicator.name)
        return label._replace(text=name, value=subject.ref)

    def _title(self, kind: str) -> Inlines:
        if kind == COMPLETION:
            return (Run("主要指标完成率"),)
        return (Run(f"主要指标与上年{'同期' if self.resolver.report.period else ''}比较"),)

    def _chart(self, kind: str, title: Inlines, points: Sequence[_Point], form: _Form) -> Chart:
        columns = zip(*(_digits(point.values, form) for point in points), strict=True)
        names = ("完成率",) if kind == COMPLETION else self._year_names()
        series = tuple(map(Series, names, columns))
        return Chart(title, kind, form.unit, tuple(point.name for point in points), series)

    def _year_names(self) -> tuple[str, str]:
        report = self.resolver.report
        if report.period:
            return "上年同期", "本期"
        return (f"{report.year - 1}年", f"{report.year}年") if report.year else ("上年", "本年")


def _counts(figure: Quantity) -> bool:
    return figure.kind is not Kind.ZERO


def _written(figure: Quantity) -> str:
    return f"{figure.scale}{figure.unit}"


def _identity(subject: Subject) -> tuple[int, str]:
    """Return what an indicator and its only measure share: 甲, 甲.件, 甲.数值."""
    values = subject.values.items if subject.values else ()
    return id(subject.indicator), subject.unit or (values[0].unit if len(values) == 1 else "")


def _comparable(points: Sequence[_Point], most: int) -> list[_Point]:
    """Return the most points of which none is too short beside the longest, in their order."""
    sizes = sorted(point.size for point in points)
    near: dict[Fraction, int] = {}  # how many stand beside a longest bar of this size
    first = 0
    for at, size in enumerate(sizes):
        while sizes[first] * _TOO_SHORT < size:
            first += 1
        near[size] = at - first + 1
    longest = max((one.size for one in points if one.size), key=near.__getitem__, default=None)
    if longest is None:
        return []
    return [one for one in points if one.size <= longest <= one.size * _TOO_SHORT][:most]


def _form(kind: str, points: Sequence[_Point]) -> _Form | None:
    """Return the unit, of those that are written, in which the longest number is shortest."""
    figures = [figure for point in points for figure in point.figures if _counts(figure)]
    forms = [_Form(_written(one), size_of(one.scale, one.unit)) for one in figures]
    if kind == COMPLETION or not forms:
        forms = [_Form("%" if kind == COMPLETION else "", Fraction(1))]
    lengths = {form: _longest(points, form) for form in forms}
    holding = [form for form, length in lengths.items() if length]
    return min(holding, key=lengths.__getitem__, default=None)


def _longest(points: Iterable[_Point], form: _Form) -> int:
    """Return how many characters the longest number has, 0 where a unit cannot hold one."""
    lengths = [len(text) for point in points for text in _digits(point.values, form)]
    return max(lengths, default=0) if all(lengths) else 0


def _digits(values: Iterable[Fraction], form: _Form) -> list[str]:
    """Return numbers of the base unit in digits of a unit, nothing for what has no end."""
    amounts = (settle(value / form.size) for value in values)
    return [format_decimal(one) if isinstance(one, Decimal) else "" for one in amounts]
