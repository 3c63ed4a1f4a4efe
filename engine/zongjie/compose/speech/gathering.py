"""汇总: the indicators of many reports added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import combinations
from typing import Final, TypeAlias

from zongjie.compose.attributes import AWAITED
from zongjie.diagnostics import Diagnostic, catalogue
from zongjie.model import (
    Indicator,
    Kind,
    Measures,
    Quantity,
    Report,
    Status,
    derived,
)
from zongjie.model.derived import Fault
from zongjie.model.outline import Entry, Outline, adopted, off_ladder, reworded, words_of
from zongjie.model.units import base_unit, is_rate
from zongjie.records import NamedTuple
from zongjie.text import fold, name_key, pattern

# 均衡 is no average.
_AVERAGED: Final = pattern(
    r"均(?![衡等匀])|得分|评分|分数|分值|满意度|排名|名次|位次|指数|系数|每[万千百]?[人户]"
)
_SETTLED: Final = (Status.VERIFIED, Status.PROVISIONAL, Status.FORECAST)  # the last the least


class Reported(NamedTuple):
    """What one office reports of an indicator."""

    office: str
    indicator: Indicator
    values: Measures


class Gathered(NamedTuple):
    """An indicator over all offices."""

    name: str
    reported: tuple[Reported, ...]
    alike: tuple[Reported, ...]  # those of one unit, which are added and ranked
    silent: tuple[str, ...]  # the offices that gave no figure
    total: Indicator | None


# The figures of a member's indicators, formulas computed.
ValuesOf: TypeAlias = Callable[[Report], Callable[[Indicator], Measures | None]]


def gather(
    members: Iterable[Report], outline: Outline, values_of: ValuesOf, found: list[Diagnostic]
) -> list[Gathered]:
    """Return every indicator of the members, in the order they first stand in."""
    offices: list[str] = []
    names: dict[str, str] = {}
    by_name: dict[str, list[Reported]] = {}
    for member in members:
        office = fold(member.office.value.strip()) if member.office else ""
        offices.append(office)
        values = values_of(member)
        for indicator in member.indicators.values():
            entry = outline.entry(indicator.name)
            name = entry.name if entry else indicator.name
            names.setdefault(name_key(name), name)
            rows = by_name.setdefault(name_key(name), [])
            if rows and rows[-1].office == office:
                first = rows[-1].indicator.key
                span, place = indicator.key.span(), first.span()
                found.append(catalogue.keys.same_name(span, indicator.name, place, first.value))
                continue
            row = _reported(office, indicator, entry, values(indicator), found)
            rows += [row] if row is not None else []
    return [
        _gathered(names[key], rows, offices, outline.entries.get(key), found)
        for key, rows in by_name.items()
        if rows
    ]


def with_totals(report: Report, gathered: Iterable[Gathered], found: list[Diagnostic]) -> Report:
    """Return a report with the totals as indicators; a second figure of its own is a fault."""
    totals = {name_key(one.name): one.total for one in gathered if one.total is not None}
    for key in totals.keys() & report.indicators.keys():
        own, total = report.indicators[key], totals[key].key
        span, first = own.key.span(), total.span()
        found.append(catalogue.keys.same_name(span, own.name, first, total.value))
    return report._replace(indicators={**totals, **report.indicators})


def _reported(
    office: str,
    indicator: Indicator,
    entry: Entry | None,
    values: Measures | None,
    found: list[Diagnostic],
) -> Reported | None:
    """Return what an office gives; a figure still to come, or of a wrong unit, is none."""
    late = indicator.status in (*AWAITED, Status.NOT_APPLICABLE)
    if values is None or late or indicator.broken:
        return None
    if entry is None:
        return Reported(office, indicator, values)
    values = values.in_unit(entry.unit)
    units = off_ladder(values, entry)
    if units:
        place = entry.unit_place.span() if entry.unit_place else None
        name, wanted = f"{office}的{entry.name}", entry.unit_words
        span = values.text.span()
        found.append(catalogue.outline.wrong_unit(span, name, "、".join(units), wanted, place))
        return None
    # A handwritten report has not adopted the catalogue yet.
    return Reported(office, adopted(indicator, entry), values)


def _gathered(
    name: str,
    rows: list[Reported],
    offices: list[str],
    entry: Entry | None,
    found: list[Diagnostic],
) -> Gathered:
    told = {row.office for row in rows}
    silent = tuple(office for office in offices if office not in told)
    if entry is not None:
        rows = _in_one_word(rows, entry)
        alike = _in_one_unit(name, rows, entry, found)
        total = _total(name, alike, entry.unit, found)
    else:
        alike = rows
        total = None if _is_averaged(name, rows, found) else _total(name, rows, "", found)
    _tell_unused(name, rows, found)
    if total is not None and silent:
        span = rows[0].indicator.key.span()
        found.append(catalogue.members.partial_total(span, name, len(rows), silent))
    return Gathered(name, tuple(rows), tuple(alike), silent, total)


def _is_averaged(name: str, rows: list[Reported], found: list[Diagnostic]) -> bool:
    """Whether an office's own indicator is an average, a score or a rank, which is told."""
    units = {item.unit for row in rows for item in row.values.items}
    averaged = _AVERAGED.search(name) is not None or "分" in units
    if averaged and not any(map(is_rate, units)):  # of rates the table has none anyway
        found.append(catalogue.members.not_added(rows[0].indicator.key.span(), name))
    return averaged


def _tell_unused(name: str, rows: list[Reported], found: list[Diagnostic]) -> None:
    """Tell once what offices gave of an indicator and no summary can use."""
    given = [row.indicator for row in rows]
    changes = [one.change_text for one in given if one.change_text]
    if changes:
        why = "各单位的同比不能相加，要比就报上年数"
        found.append(catalogue.keys.without_effect(changes[0].span(), f"{name}的同比", why))
    unused = {
        "其中": [part.key for one in given for part in one.parts.values()],
        "名次": [one.rank for one in given if one.rank],
        "完成率": [one.completion.text for one in given if one.completion],
        "预计全年": [one.forecast.text for one in given if one.forecast],
        "下年目标": [one.next_target.text for one in given if one.next_target],
    }
    places = [place for texts in unused.values() for place in texts]
    if places:
        keys = "、".join(key for key, texts in unused.items() if texts)
        why = "汇总只加数值、上年、目标"
        found.append(catalogue.keys.without_effect(places[0].span(), f"{name}的{keys}", why))


def _in_one_word(rows: list[Reported], entry: Entry) -> list[Reported]:
    """Return rows whose units are counted by one word where the catalogue takes several."""
    words = entry.words_like(row.values for row in rows)
    return [
        row._replace(indicator=reworded(row.indicator, words), values=row.values.reworded(words))
        for row in rows
    ]


def _in_one_unit(
    name: str, rows: list[Reported], entry: Entry, found: list[Diagnostic]
) -> list[Reported]:
    """Return the rows with a unit in common: of 处/吨 the one that most offices count in.

    Who counts in another is told.
    """
    counted = [units for row in rows if (units := _units(row.values))]
    if not counted or set.intersection(*counted) or not entry.units:
        return rows
    given = Counter(unit for units in counted for unit in units)
    word = max(words_of(entry.units), key=lambda word: given[base_unit(word)])
    others = [row for row in rows if base_unit(word) not in (_units(row.values) or given)]
    told = [f"{row.office}的{row.values}" for row in others]
    span = others[0].values.text.span()
    found.append(catalogue.members.counted_otherwise(span, name, word, told))
    return [row for row in rows if row not in others]


def _total(name: str, rows: list[Reported], unit: str, found: list[Diagnostic]) -> Indicator | None:
    """Return the indicator of all offices together, in ``unit`` where one counts in it.

    Rates have none, nor figures of different times; it is as public and as
    settled as the least of them.  What is wrong with it is told of the first office
    that has any.
    """
    rows = _alike(name, rows, found)
    values = _sum_of_figures(name, rows, unit, found) if rows else None
    if values is None:
        return None
    first = rows[0].indicator
    cause = next((row for row in rows if any(item.value for item in row.values.items)), rows[0])
    return Indicator(
        name,
        cause.indicator.key,
        values._replace(text=cause.values.text),
        previous=_sum_of(name, rows, "上年", found),
        target=_sum_of(name, rows, "目标", found),
        direction=first.direction,
        status=max((row.indicator.status for row in rows), key=_SETTLED.index),
        public=all(row.indicator.public for row in rows),
        says_public=True,
        as_of=first.as_of,
        department=first.department,
    )


def _alike(name: str, rows: list[Reported], found: list[Diagnostic]) -> list[Reported]:
    """Return the rows with the measures that all offices gave, and none where they share none.

    Which measure is left out, and who did not give it, is told.
    """
    counted = [row for row in rows if _units(row.values)]
    shared = set.intersection(*(_units(row.values) for row in counted)) if counted else set()
    if all(_units(row.values) == shared for row in counted):
        return rows
    if not shared:
        pairs = combinations(counted, 2)
        first, other = min(
            pairs, key=lambda two: len(_units(two[0].values) & _units(two[1].values))
        )
        one, two = f"{first.office}{first.values}", f"{other.office}{other.values}"
        span = other.values.text.span()
        found.append(catalogue.figures.different_units(span, name, one, two, "合计"))
        return []
    left_out = {
        item.base()[1]: (item.unit, row)
        for row in reversed(counted)
        for item in row.values.items
        if item.base()[1] not in shared
    }
    for unit, (word, giver) in reversed(left_out.items()):
        silent = [row.office for row in counted if unit not in _units(row.values)]
        span = giver.values.text.span()
        found.append(catalogue.members.measure_left_out(span, name, word, silent))
    return [_narrowed(row, shared) for row in rows]


def _narrowed(row: Reported, units: set[str]) -> Reported:
    """Return a row with the measures of some units alone, this year's and those beside it."""

    def narrow(measures: Measures | None) -> Measures | None:
        kept = tuple(item for item in measures.items if item.base()[1] in units) if measures else ()
        if measures is None or not kept or len(kept) == len(measures.items):
            return measures
        return Measures(kept, "、".join(map(str, kept)), measures.text)

    one = row.indicator
    known = one._replace(previous=narrow(one.previous), target=narrow(one.target))
    return row._replace(indicator=known, values=narrow(row.values) or row.values)


def _sum_of_figures(
    name: str, rows: list[Reported], unit: str, found: list[Diagnostic]
) -> Measures | None:
    """Return the sum of this year's figures; why there is none is told."""
    if any(is_rate(item.unit) for item in rows[0].values.items):
        return None
    days = {_day(row.indicator): row for row in rows}
    if len(days) > 1:
        why = f"里{'、'.join(f'{row.office}是{day}' for day, row in days.items())}的数"
        found.append(catalogue.members.no_total(rows[0].values.text.span(), name, why))
        return None
    values = _sum(sorted((row.values for row in rows), key=lambda v: _written_in(v) != unit))
    if isinstance(values, Fault):
        vague = next((row for row in rows if not all(i.exact for i in row.values.items)), rows[0])
        why = f"里{vague.office}报的“{vague.values}”不是准数"
        found.append(catalogue.members.no_total(vague.values.text.span(), name, why))
        return None
    return values


def _written_in(measures: Measures) -> str:
    first = measures.items[0]
    return f"{first.scale}{first.unit}"


def _day(indicator: Indicator) -> str:
    """Return the time a figure counts over, in words."""
    day = indicator.as_of
    if indicator.period is not None:
        return indicator.period.value.strip()
    return "全年" if day is None or day.ends_year else f"截至{day.month}月{day.day}日"


def _units(measures: Measures) -> set[str]:
    """Return the base units of figures; a word for zero counts in any."""
    return {item.base()[1] for item in measures.items if item.kind is not Kind.ZERO}


def _sum_of(name: str, rows: list[Reported], key: str, found: list[Diagnostic]) -> Measures | None:
    """Return the sum of 上年 or 目标; none, and told, unless all offices gave what adds up."""
    given = [
        (row, row.indicator.previous if key == "上年" else row.indicator.target) for row in rows
    ]
    whole = [measures for _, measures in given if measures is not None]
    if not whole:
        return None
    if len(whole) < len(given):
        silent = [row.office for row, measures in given if measures is None]
        found.append(catalogue.members.no_sum_of(whole[0].text.span(), name, key, silent))
        return None
    units = {unit for row in rows for unit in _units(row.values)}
    known = next((theirs for one in whole if (theirs := _units(one))), set()) & units
    odd = next((row for row, one in given if one and _units(one) not in (known, set())), None)
    result = Fault.UNITS if odd is not None else _sum(whole)
    if isinstance(result, Fault):
        who = [odd.office] if odd is not None else []
        found.append(catalogue.members.no_sum_of(whole[0].text.span(), name, key, who))
        return None
    return result


def _sum(given: list[Measures]) -> Measures | Fault:
    """Return the sums by measure, written as the first office writes its figures."""
    first = given[0]
    totals: list[Quantity] = []
    for item in first.items:
        parts = []
        for measures in given:
            part = _same(item, measures)
            if isinstance(part, Fault):
                return part
            parts.append(part)
        total = derived.total(parts)
        if isinstance(total, Fault):
            return total
        totals.append(total)
    return Measures(tuple(totals), "、".join(map(str, totals)), first.text)


def _same(item: Quantity, measures: Measures) -> Quantity | Fault:
    if len(measures.items) == 1:
        return measures.items[0]
    found = next(
        (one for one in measures.items if not isinstance(derived.pair(item, one), Fault)), None
    )
    return found or Fault.UNITS
