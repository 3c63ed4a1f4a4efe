"""One measure of one indicator as a row: what the report says of it, and what it prints."""

from __future__ import annotations

from pathlib import Path

from zongjie.compose.attributes import AWAITED, Subject
from zongjie.compose.figure import Refused
from zongjie.compose.speech.about import subject_of
from zongjie.compose.wording import phrase
from zongjie.diagnostics import Text
from zongjie.model import Change, Direction, Indicator, Measures, Quantity, Report, Status
from zongjie.model.outline import Entry
from zongjie.observations import cells
from zongjie.observations.records import COMPUTED, NO, STATED, YES, Observation
from zongjie.records import NamedTuple
from zongjie.text import fold, one_line, unicode_only

_WHOLE_YEAR = "全年"
_UNPRINTED = (*AWAITED, Status.NOT_APPLICABLE)  # statuses of which the report prints no figure


class Place(NamedTuple):
    """Where a row belongs: its report, the names of its indicator and part, and their print."""

    report: Report
    name: str
    written_name: str
    printed: Measures | None
    part: str = ""
    entry: Entry | None = None


class Given(NamedTuple):
    """The figures of one measure, and the unit at the foot of their ladder."""

    unit: str
    now: Quantity | None
    previous: Quantity | None
    target: Quantity | None
    first: bool  # of the measures of its indicator
    several: bool  # measures it has


class _Compared(NamedTuple):
    """同比 and 完成率 as cells."""

    change: str = ""
    number: str = ""
    unit: str = ""
    basis: str = ""
    completion: str = ""
    completion_basis: str = ""


def row(indicator: Indicator, values: Measures | None, given: Given, place: Place) -> Observation:
    """Return one measure of an indicator as a row of cells."""
    status = _status(indicator, values)
    shown, compared = given.now, _compared(indicator, values, given)
    if status in _UNPRINTED:
        shown, compared = None, _Compared()
    report, span = place.report, indicator.key.span()
    return Observation(
        _text(report.office),
        str(report.year or ""),
        _text(indicator.period) or _text(report.period) or _WHOLE_YEAR,
        place.name,
        place.written_name,
        place.part,
        _measure(indicator, given, place),
        cells.number(shown),
        cells.exact(shown),
        *cells.ends(shown),
        given.unit,
        "、".join(shown.qualifiers if shown else ()),
        _printed(place.printed, values, given) if shown else "",
        _text(indicator.formula) or _written(given.now, values),
        cells.number(given.previous),
        _written(given.previous, indicator.previous),
        cells.number(given.target),
        _written(given.target, indicator.target),
        *compared,
        status.value,
        cells.day(indicator.as_of, report.year),
        _text(indicator.department),
        _text(indicator.definition),
        _text(indicator.origin),
        YES if indicator.public else NO,
        line(Path(span.source.name).as_posix()),
        str(span.position[0]),
    )


def line(text: str) -> str:
    """Return a text on one line, without what a sheet would obey or no file can hold."""
    return unicode_only(one_line(fold(text.strip())))


def _text(text: Text | None) -> str:
    return line(text.value) if text is not None else ""


def _written(figure: Quantity | None, measures: Measures | None) -> str:
    """Return a figure as it is typed, without the unit that the catalogue knows of it."""
    if figure is None or measures is None:
        return ""
    return line(measures.text.value if len(measures.items) == 1 else str(figure))


def _status(indicator: Indicator, values: Measures | None) -> Status:
    """Return 状态; a formula that waits for a figure to come is 待报 itself."""
    waits = indicator.formula is not None and values is None
    return Status.PENDING if waits else indicator.status


def _measure(indicator: Indicator, given: Given, place: Place) -> str:
    """Return which of several measures it is: 面积, 处数; empty of one alone."""
    figure = given.now or given.previous or given.target
    if not given.several or figure is None:
        return ""
    return line(subject_of(place.entry or Entry(indicator.name, indicator.key), figure))


def _printed(printed: Measures | None, values: Measures | None, given: Given) -> str:
    """Return how the text prints a figure; 印作 has as many as 数值, in the same order."""
    if printed is None or values is None or len(printed.items) == 1:
        return line(str(printed or given.now))
    pairs = zip(values.items, printed.items, strict=False)
    return line(str(next((shown for value, shown in pairs if value is given.now), given.now)))


def _compared(indicator: Indicator, values: Measures | None, given: Given) -> _Compared:
    """Return 同比 and 完成率 as the report prints them: as stated, else computed."""
    subject = Subject(indicator, values, indicator.name)
    subject.unit = given.now.unit if given.several and given.now is not None else None
    return _Compared(*_change(subject, given), *_completion(subject, given))


def _change(subject: Subject, given: Given) -> tuple[str, str, str, str]:
    """Return 同比 in words, its size with its sign, the unit of that, and where it is from."""
    stated = subject.indicator.change
    change = stated if given.first else None
    if stated is None and given.now is not None:
        try:
            change = subject.change()
        except Refused:  # there is no 上年, or none that it may be set against
            change = None
    if change is None:
        return "", "", "", ""
    words = line(phrase(change, "", subject.indicator.direction))
    basis = COMPUTED if stated is None else STATED
    if change.amount is None:
        return words, "0", "", basis
    return words, _signed(change), change.amount.base()[1], basis


def _signed(change: Change) -> str:
    size = cells.number(change.amount)
    return f"-{size}" if change.sign < 0 and size and size != "0" else size


def _completion(subject: Subject, given: Given) -> tuple[str, str]:
    """Return 完成率 in percent, and where it is from; a ceiling has none."""
    stated = subject.indicator.completion
    if subject.indicator.direction is Direction.CEILING or (stated and not given.first):
        return "", ""
    if stated is not None:
        return cells.number(stated.items[0]), STATED
    try:
        rate = subject.figure("完成率").quantity if given.now is not None else None
    except Refused:  # there is no 目标, or none that it may be set against
        rate = None
    return (cells.number(rate), COMPUTED) if rate is not None else ("", "")
