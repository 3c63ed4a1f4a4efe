"""汇总 as templates see it: totals, who stands where, and which figure is far from the rest."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any, Final

from zongjie.compose.marks import fold
from zongjie.compose.speech.gathering import Gathered, Reported
from zongjie.compose.views import Prose
from zongjie.document import Run
from zongjie.model import CAPPED, Direction, derived
from zongjie.model.derived import exact_base

# Iglewicz and Hoaglin (1993): a modified z-score above 3.5 marks an outlier.
_SCORE: Final = Fraction(7, 2)
_NORMAL: Final = Fraction(6745, 10000)
_LEAST: Final = 5  # figures below which no median says anything
_MOST_SHARING: Final = 3  # offices that may be named together as the first or the last


def table(gathered: Iterable[Gathered], *, public: bool) -> list[dict[str, Any]]:
    """Return 汇总: a record for each indicator, with its ranking and its outliers."""
    rows = []
    for one in gathered:
        if public and not all(row.indicator.public for row in one.reported):
            continue
        ranked, judged = _ranked(one), _is_judged(one)
        total = one.total.values if one.total is not None else None
        place = one.reported[0].indicator.key.span()
        rows.append(
            {
                "名称": _prose(one.name, place),
                "合计": _prose(str(total), place, one.name) if total else Prose([]),
                "报送": len(one.alike),
                "未报": [_prose(office, place) for office in one.silent],
                "评比": judged,
                "排名": ranked,
                "第一": _sharing(ranked, 0) if judged else [],
                "末位": _sharing(ranked, -1) if judged else [],
                "离群": _outliers(one),
            }
        )
    return rows


def _is_judged(one: Gathered) -> bool:
    """Whether more, or less, is better, and the offices differ: else a rank says nothing."""
    if any(len(row.values.items) > 1 for row in one.reported):
        return False
    measured = {value for row in one.alike if (value := _measure(row)) is not None}
    direction = one.reported[0].indicator.direction
    return direction not in (None, Direction.NONE) and len(measured) > 1


def _sharing(ranked: list[dict[str, Any]], at: int) -> list[dict[str, Any]]:
    """Return the offices that share a place; so many that it is none of them are left out."""
    place = [row for row in ranked if row["名次"] == ranked[at]["名次"]]
    return place if len(place) <= _MOST_SHARING else []


def _prose(text: str, origin: Any, value: str = "") -> Prose:
    return Prose([(Run(fold(text), origin, fold(value)),)])


def _measure(row: Reported) -> Fraction | None:
    """Return the one number an office is ranked by."""
    base = exact_base(row.values.items[0]) if len(row.values.items) == 1 else None
    return base[0] if base is not None else None


def _ranked(one: Gathered) -> list[dict[str, Any]]:
    """Return the offices by their figure, the better first; equal figures share a rank."""
    measured = [(value, row) for row in one.alike if (value := _measure(row)) is not None]
    first = one.reported[0].indicator.direction
    falling = first not in CAPPED
    measured.sort(key=lambda pair: (-pair[0] if falling else pair[0], pair[1].office))
    rows: list[dict[str, Any]] = []
    rank = 0
    for at, (value, row) in enumerate(measured):
        if not at or value != measured[at - 1][0]:
            rank = at + 1
        rows.append({"名次": rank, **_record(row)})
    return rows


def _record(row: Reported) -> dict[str, Any]:
    place = row.values.text.span()
    return {
        "单位名称": _prose(row.office, place),
        "数": _prose(str(row.values), place, row.indicator.name),
    }


def _outliers(one: Gathered) -> list[dict[str, Any]]:
    """Return the figures far from the median, with how they stand to it."""
    measured = [(value, row) for row in one.reported if (value := _measure(row)) is not None]
    if len(measured) < _LEAST:
        return []
    middle = _median([value for value, _ in measured])
    spread = _median([abs(value - middle) for value, _ in measured])
    if spread == 0 or middle == 0:
        return []
    rows = []
    for value, row in measured:
        if _NORMAL * abs(value - middle) / spread > _SCORE:
            rate = derived.percent(value / middle)
            said = _prose(f"为各单位中位数的{rate}", row.values.text.span())
            rows.append({**_record(row), "说明": said})
    return rows


def _median(values: list[Fraction]) -> Fraction:
    ordered = sorted(values)
    half = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[half]
    return (ordered[half - 1] + ordered[half]) / 2
