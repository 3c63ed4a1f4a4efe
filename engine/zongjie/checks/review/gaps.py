"""缺值: figures that are missing, unused, or not what the text takes them for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from zongjie.checks.passages import Passage, is_prose
from zongjie.checks.review.facts import topic
from zongjie.checks.review.scope import Scope
from zongjie.diagnostics import Diagnostic, Text, catalogue
from zongjie.document import Run
from zongjie.model import Indicator, Measures, Report, Status
from zongjie.model.references import REFERENCE, indicators_behind
from zongjie.text import name_key, pattern

_AWAITED: Final = (Status.PENDING, Status.MISSING)
_FORESEEN: Final = pattern("预计|预测|估计|有望|力争|预期|初步|将")
_NONE: Final = pattern("(?:未发生|没有发生|未出现|没有出现|杜绝|无)$")
_BEFORE: Final = 40  # characters of a clause that may name what did not happen
_HAPPENS: Final = ("发生", "发案", "增长", "新增")
_NONE_OF: Final = pattern(
    r"(未发生|没有发生|未出现|没有出现|杜绝了?|无(?=[^，。；、\d]{2,12}发生))"
    r"([^，。；、\d]{2,20}?)(?=发生|[，。；、])"
)
_NOTHING: Final = pattern("零|未发生|没有发生|未出现|没有出现|杜绝|无")
_ZERO: Final = pattern("“?零”?(?:发生|事故|发案|伤亡|死亡|增长|新增|上访)")
_CLAUSE: Final = pattern("[，。；、：]")
_LINK: Final = pattern("(?:实现|保持|均|为|达到)+$")


def unused(scope: Scope) -> Iterator[Diagnostic]:
    """Where all prose is staff's own, an indicator that none of it uses is printed nowhere."""
    report = scope.report
    if not scope.whole or not any(map(is_prose, scope.passages)):
        return
    if not report.is_handwritten or report.verbatim is not None:
        return
    used = _used(scope)
    for indicator in report.indicators.values():
        awaited = not indicator.has_figure
        told = awaited and indicator.status not in _AWAITED  # not applicable, or see statuses()
        if id(indicator) not in used and not told:
            yield catalogue.gaps.unused(indicator.key.span(), indicator.name, awaited=awaited)


def _used(scope: Scope) -> set[int]:
    """Return the indicators behind whatever is printed, and those that others are made of."""
    report = scope.report
    printed = {run.value for passage in scope.passages for _, _, run in passage.references}
    charts = [name.value for chart in report.charts for name in chart.indicators]
    formulas = [
        reference
        for one in scope.indicators
        if one.formula is not None
        for reference in REFERENCE.findall(one.formula.value)
    ]
    # {% if 甲 %} prints no reference.
    texts = [text.value for text in _prose(report) if text is not None and "{%" in text.value]
    asked = [*printed, *charts, *formulas]
    used = {id(one) for value in asked for one in indicators_behind(value, report)}
    return used | {
        id(one) for one in report.indicators.values() for text in texts if one.name in text
    }


def _prose(report: Report) -> Iterator[Text | None]:
    """Yield the prose of a report that may hold {% %}."""
    yield from (report.opening, report.closing)
    waiting = list(report.sections)
    while waiting:
        section = waiting.pop()
        yield section.opening
        for item in section.items:
            yield from (item.lead, item.body, item.measures_taken)
        waiting += section.sections


def statuses(scope: Scope) -> Iterator[Diagnostic]:
    """状态 must be true of the figure it stands beside."""
    for one in scope.indicators:
        if one.broken or one.status is Status.NOT_APPLICABLE:
            continue
        if one.status in _AWAITED and one.values is not None:
            span, status = one.values.text.span(), one.status.value
            yield catalogue.gaps.value_awaited(span, one.name, str(one.values), status)
        known = one.has_figure or one.batch or one.rank or one.period or one.parts
        if one.status not in _AWAITED and not known:
            yield catalogue.gaps.status_without_value(one.key.span(), one.name, one.status.value)


def as_said(scope: Scope) -> Iterator[Diagnostic]:
    """全年 wants figures up to the year's end, and what is foreseen is said to be."""
    report = scope.report
    if not any(_is_short(one, report.year) or _is_foreseen(one) for one in scope.indicators):
        return
    for passage in scope.passages:
        for start, _, run in passage.references:
            if run.origin is None:
                continue
            sentence = _sentence_before(passage, start)
            for one in scope.behind(run.value):
                span = run.origin.span()
                if "全年" in sentence.replace("预计全年", "") and _is_short(one, report.year):
                    text = one.as_of.text.strip() if one.as_of is not None else ""
                    yield catalogue.gaps.short_of_year(span, one.name, text)
                whole = sentence + passage.text[start:].partition("。")[0]
                if _is_foreseen(one) and not _FORESEEN.search(whole):
                    yield catalogue.gaps.foreseen_in_prose(span, one.name)


def _sentence_before(passage: Passage, start: int) -> str:
    return passage.text[:start].rpartition("。")[2]


def _is_foreseen(indicator: Indicator) -> bool:
    return indicator.status is Status.FORECAST


def _is_short(indicator: Indicator, year: int | None) -> bool:
    """Whether figures end before the year of the report does."""
    day = indicator.as_of
    if day is None:
        return False
    if day.year is None or year is None or day.year == year:
        return not day.ends_year
    return day.year < year


def zeros(scope: Scope) -> Iterator[Diagnostic]:
    """未发生, 零发生, 无 beside a figure that is not zero."""
    for passage in scope.passages:
        if not _NOTHING.search(passage.typed):
            continue
        for start, _, run in passage.references:
            yield from _before_figure(scope, passage, start, run)
        said = [(match.span(1), match[2]) for match in _NONE_OF.finditer(passage.typed)]
        for match in _ZERO.finditer(passage.typed):
            clause = _CLAUSE.split(passage.typed[max(0, match.start() - _BEFORE) : match.start()])[
                -1
            ]
            noun = match[0].strip("“零”")
            thing = _LINK.sub("", clause)
            said.append((match.span(), thing if noun in _HAPPENS else thing + noun))
        for place, words in said:
            one = _named(scope, words)
            values = scope.values_of(one) if one is not None else None
            span = passage.place(*place)
            if one is not None and span is not None and _is_some(values):
                word, at = passage.text[slice(*place)], one.key.span()
                yield catalogue.gaps.zero_said(span, word, one.name, str(values), at)


def _before_figure(scope: Scope, passage: Passage, start: int, run: Run) -> Iterator[Diagnostic]:
    """Yield 未发生 right before what an indicator prints, or before its name."""
    said = passage.text[max(0, start - _BEFORE) : start]
    named = [one for one in scope.behind(run.value) if one.values is not None]
    for one in named[:1]:
        match = _NONE.search(said.removesuffix(one.name))
        values = scope.values_of(one)
        shift = start - len(said)
        place = (shift + match.start(), shift + match.end()) if match is not None else (0, 0)
        span = passage.place(*place) if match is not None else None
        if match is not None and span is not None and _is_some(values):
            yield catalogue.gaps.zero_said(span, match[0], one.name, str(values), one.key.span())


def _named(scope: Scope, words: str) -> Indicator | None:
    """Return the indicator whose name ends these words, or is what they end with."""
    said = topic(words)
    if len(said) < 2:
        return None
    alike = [
        one
        for one in scope.report.indicators.values()
        if len(topic(one.name)) > 1 and (said.endswith(topic(one.name)) or topic(one.name) == said)
    ]
    return max(alike, key=lambda one: len(one.name)) if alike else None


def _is_some(values: Measures | None) -> bool:
    """Whether the first figure is a number above zero."""
    if values is None:
        return False
    value = values.items[0].value
    return (value[0] if isinstance(value, tuple) else value) > 0


def gone(scope: Scope) -> Iterator[Diagnostic]:
    """What last year's report gave and this one does not know."""
    last, report = scope.last, scope.report
    if last is None:
        return
    known = {id(found) for one in scope.indicators if (found := scope.last_of(one)) is not None}
    kept = set(report.indicators)
    names = [
        one.name
        for one in last.indicators.values()
        if one.has_figure and id(one) not in known and name_key(one.name) not in kept
    ]
    if names:
        at = report.last_at.span() if report.last_at is not None else None
        yield catalogue.gaps.gone_since_last(at, names, "上年报告")
