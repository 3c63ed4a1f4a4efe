"""What several forms say of a report → its changes; where two disagree nothing is taken.

Three sides are compared: what a cell shows now, what it showed when the form was
made, and what the report says today.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from zongjie.diagnostics import Diagnostic, Span, catalogue
from zongjie.model import Indicator, Status
from zongjie.records import NamedTuple
from zongjie.tables import answers, form
from zongjie.tables.form import FIELDS, STATUS, VALUE, WORDS, Row
from zongjie.tables.returned import Given

_ABSENT: Final = (Status.PENDING, Status.MISSING, Status.NOT_APPLICABLE)
_WORDS_ABSENT: Final = frozenset(status.value for status in _ABSENT)


class Change(NamedTuple):
    """One value of the report that is to be another."""

    name: str  # of the indicator; of the 科室 for a text
    field: str
    before: str
    after: str
    place: str  # the cell it came from


class Merged(NamedTuple):
    """What is taken, and all that is not, or is to be looked at."""

    changes: list[Change]
    found: list[Diagnostic]


def figures(
    given: Iterable[Given], rows: Mapping[str, Row], indicators: Mapping[str, Indicator]
) -> Merged:
    """Return the changes of indicators; rows and indicators are by their labels."""
    merged = Merged([], [])
    by_place: dict[tuple[str, str], dict[str, Given]] = {}
    for one in given:
        row = rows.get(one.name)
        if row is None:
            why = f"报告里没有“{one.name}”这个指标了"
            merged.found.append(catalogue.forms.bad_row(one.place, why))
            continue
        answer = answers.answer(one, row)
        merged.found.extend(answer.told)
        if answer.text is not None:
            by_place.setdefault((one.name, one.field), {}).setdefault(answer.text, one)
    taken: dict[str, dict[str, Change]] = {}
    for (name, field), texts in by_place.items():
        at, indicator = FIELDS.index(field), indicators[name]
        now = rows[name].shown[at]
        said = value_of(indicator) if field == VALUE else now
        change = _change(texts, (now, said), indicator.key.span(), merged.found)
        if change is not None:
            taken.setdefault(name, {})[field] = change
    for name, changes in taken.items():
        merged.changes.extend(_agreeing(changes, indicators[name], merged.found).values())
    return merged


def words(given: Iterable[Given], now: Mapping[str, Mapping[str, str]], beside: Span) -> Merged:
    """Return the changes of texts; ``now`` has those that are there, by 科室 and item."""
    merged = Merged([], [])
    by_place: dict[tuple[str, str], dict[str, Given]] = {}
    for one in given:
        if one.name not in now or one.field not in WORDS:
            why = f"没有“{one.name}”这个科室，或者它的素材读不了"
            merged.found.append(catalogue.forms.bad_row(one.place, why))
            continue
        answer = answers.words(one, WORDS[one.field][1])
        merged.found.extend(answer.told)
        if answer.text:
            by_place.setdefault((one.name, one.field), {}).setdefault(answer.text, one)
    for (name, field), texts in by_place.items():
        said = now[name].get(field, "")
        change = _change(texts, (said, said), beside, merged.found)
        if change is not None:
            merged.changes.append(change)
    return merged


def _change(
    texts: Mapping[str, Given], now: tuple[str, str], span: Span, found: list[Diagnostic]
) -> Change | None:
    """Return the one change that forms ask for, None where there is none or they disagree.

    ``now`` is what the cell would show today, and what the report says.
    """
    (text, one), *others = texts.items()
    if others:
        second, other = others[0]
        sides = (f"{one.place} 填“{text}”", f"{other.place} 填“{second}”")
        found.append(catalogue.forms.form_conflict(one.name, one.field, *sides))
        return None
    shown, said = now
    if text == said:
        return None
    if form.digest(shown) != one.before:
        back = f"{one.place} 填“{text}”"
        found.append(catalogue.forms.edited_meanwhile(span, one.name, one.field, said, back))
        return None
    return Change(one.name, one.field, said, text, one.place)


def _agreeing(
    changes: dict[str, Change], indicator: Indicator, found: list[Diagnostic]
) -> dict[str, Change]:
    """Return the changes of one indicator without a 状态 that its figure denies."""
    value, status = changes.get(VALUE), changes.get(STATUS)
    if status is None:
        return changes
    word = value.after if value is not None and value.after in _WORDS_ABSENT else ""
    has_figure = indicator.values is not None if value is None else not word
    known = value is not None or indicator.status not in _ABSENT
    why = hint = ""
    if word and status.after != word:
        why, hint = f"数值填“{word}”，状态选“{status.after}”", "改成一样"
    elif has_figure and status.after in _WORDS_ABSENT:
        what = value.after if value is not None else value_of(indicator)
        why, hint = (
            f"有数（{what}），状态却是“{status.after}”",
            "有数就改状态；数不要了，请办公室在报告里删",
        )
    elif not known and status.after not in _WORDS_ABSENT:
        why, hint = f"没有数，状态却是“{status.after}”", "把数填上，或者选“待报”“缺报”“不适用”"
    if not why:
        return changes
    found.append(catalogue.forms.bad_cell(status.place, status.name, why, hint))
    return {field: change for field, change in changes.items() if field != STATUS}


def value_of(indicator: Indicator) -> str:
    """Return the figure of an indicator as it is printed."""
    return indicator.values.printed.strip() if indicator.values is not None else ""
