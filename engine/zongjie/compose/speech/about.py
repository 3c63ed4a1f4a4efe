"""What a comparison is about: the one figure among several, and its place."""

from __future__ import annotations

from typing import Final

from zongjie.diagnostics import Diagnostic, Origin, catalogue
from zongjie.model import CAPPED, Indicator, Measures, Quantity, derived
from zongjie.model.outline import Entry
from zongjie.model.units import base_unit

_NAMES: Final = {  # the subject of a comparison of one measure among several
    "元": "金额",
    "平方米": "面积",
    "米": "长度",
    "克": "重量",
    "人": "人数",
    "名": "人数",
}


def place_of(indicator: Indicator) -> Origin:
    """Return where an indicator stands in the file."""
    return indicator.key.slice(0, len(indicator.key.value))


def same_measure(item: Quantity, values: Measures, other: Measures) -> Quantity | None:
    """Return the figure of another year or aim that a figure is to be compared with."""
    if len(values.items) == 1 and len(other.items) == 1:
        return other.items[0]
    base = base_unit(item.unit)
    return next((one for one in other.items if base_unit(one.unit) == base), None)


def aim_of(indicator: Indicator, item: Quantity, values: Measures) -> Quantity | None:
    """Return the target a figure is to be compared with, without 以上 or 不超过."""
    if indicator.target is None:
        return None
    aim = same_measure(item, values, indicator.target)
    return derived.aimed(aim, ceiling=indicator.direction in CAPPED) if aim is not None else None


def subject_of(entry: Entry, item: Quantity) -> str:
    """Return what one measure among several is called: 拆除面积, 金额, 户数."""
    names, unit = entry.measure_names, base_unit(item.unit)
    for known, name in names.items():
        if known and base_unit(known) == unit:
            return name
    return _NAMES.get(unit, f"{item.unit}数")


def is_of_one(
    indicator: Indicator, values: Measures | None, key: str, found: list[Diagnostic]
) -> bool:
    """Whether a stated rate can only mean one figure; else it is told, and not said."""
    several = values is not None and len(values.items) > 1
    if several:
        why = f"有几个数，看不出是哪一个的，不写{key}"
        place = indicator.key.span()
        found.append(catalogue.outline.by_hand(place, indicator.name, str(values), why))
    return not several


def unlike(values: Measures, other: Measures, attribute: str, name: str) -> Diagnostic:
    """Return the fault of two figures that no unit has in common."""
    return catalogue.figures.different_units(
        other.text.span(), name, str(values), str(other), attribute
    )
