"""汇总 as templates see it: totals, who stands where, and which figure is far from the rest."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any, Final

from zongjie.compose.speech.gathering import Gathered, Reported
from zongjie.compose.speech.outliers import Outlier, outliers
from zongjie.compose.views import Prose
from zongjie.document import Run
from zongjie.model import CAPPED, Direction
from zongjie.model.derived import exact_base
from zongjie.text import fold

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
                "离群": [_far(outlier) for outlier in outliers(one.reported)],
            }
        )
    return rows


def _is_judged(one: Gathered) -> bool:
    """Whether more, or less, is better, and the offices differ: else a rank says nothing.

    Several measures are not ranked, nor 95分 beside 98%.
    """
    units = {item.base()[1] for row in one.alike for item in row.values.items if item.unit}
    if len(units) > 1 or any(len(row.values.items) > 1 for row in one.reported):
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


def _far(outlier: Outlier) -> dict[str, Any]:
    place = outlier.row.values.text.span()
    return {
        "单位名称": _prose(outlier.row.office, place),
        "数": _prose(str(outlier.item), place, outlier.row.indicator.name),
        "说明": _prose(outlier.distance, place),
    }
