"""Values of an indicator as typed → quantities, changes, dates."""

from __future__ import annotations

from typing import Final

from zongjie.diagnostics import Diagnostic, catalogue
from zongjie.model import Change, Date, Kind, Measures, Status, change, dates, quantity
from zongjie.sources.nodes import Scalar
from zongjie.text import pattern

# Words that may mean zero or no figure at all; only the person knows.
_NOTHING: Final = frozenset(
    (
        "无",
        "没有",
        "暂无",
        "未有",
        "-",
        "—",
        "——",
        "/",
        "／",
        "－",
        "~",
        "null",
        "None",
        "N/A",
        "n/a",
    )
)
STATUSES: Final = {status.value: status for status in Status}
_LEADING_ZERO: Final = pattern(r"[0０]+[0-9０-９]+(?![0-9０-９]*[:：])")
_CLOCK: Final = pattern(r"[0-9０-９]{1,2}[:：][0-5０-５][0-9０-９]")
_THOUSANDS: Final = pattern(r"[0-9０-９][,，][0-9０-９]")


def measures(
    text: Scalar, key: str, found: list[Diagnostic], unit: Scalar | None = None
) -> Measures | None:
    """Return the figures of a field, with ``unit`` added where none was typed."""
    value = text.value.strip()
    if value in _NOTHING:
        found.append(catalogue.keys.none_asked_back(text.span(), key, value))
        return None
    parsed = quantity.split_measures(value)
    if parsed is None:
        found.append(_no_quantity(text, key, value))
        return None
    items = parsed[0]
    if unit is not None:
        items = _with_unit(items, unit, value)
        value = str(items[0]) if len(items) == 1 else value
    if len(items) > 1:
        for at, item in enumerate(items):
            if any(item.unit == other.unit for other in items[:at]):
                found.append(catalogue.keys.same_unit_twice(text.span(), item.unit))
                return None
    return Measures(items, value, text)


def _with_unit(
    items: tuple[quantity.Quantity, ...], unit: Scalar, value: str
) -> tuple[quantity.Quantity, ...]:
    """Add the unit to a bare number; what has a unit, or is zero in words, keeps it."""
    if len(items) == 1 and not items[0].unit and items[0].kind is not Kind.ZERO:
        whole = quantity.parse(value + unit.value.strip())
        if whole is not None:
            return (whole,)
    return items


def check_unit(figures: Measures, unit: Scalar, found: list[Diagnostic]) -> None:
    """Report a unit that is another than the figures themselves have."""
    word = unit.value.strip()
    items = figures.items
    if len(items) > 1 or word not in (items[0].unit, items[0].scale + items[0].unit):
        written = "、".join(item.scale + item.unit for item in items)
        found.append(catalogue.keys.unit_mismatch(unit.span(), word, written))


def _no_quantity(text: Scalar, key: str, value: str) -> Diagnostic:
    if _CLOCK.match(value):
        return catalogue.keys.misread_number(text.span(), value, "这是钟点，不是数；只写数和单位")
    if _LEADING_ZERO.match(value):
        return catalogue.keys.misread_number(
            text.span(), value, f"删去前面的 0：{value.lstrip('0０')}"
        )
    if _THOUSANDS.search(value):
        return catalogue.keys.misread_number(
            text.span(), value, "千分位逗号要三位一隔；一般不写逗号"
        )
    return catalogue.keys.not_a_quantity(text.span(), key, value)


def growth(text: Scalar, found: list[Diagnostic]) -> Change | None:
    """Return a stated 同比."""
    parsed = change.parse(text.value)
    if parsed is None:
        found.append(catalogue.keys.not_a_change(text.span(), text.value.strip()))
    return parsed


def date(text: Scalar, found: list[Diagnostic]) -> Date | None:
    """Return a stated day."""
    parsed = dates.parse(text.value)
    if parsed is None:
        found.append(catalogue.keys.not_a_date(text.span(), text.value.strip()))
    return parsed
