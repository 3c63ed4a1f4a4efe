"""What is known of an indicator before it is said: its entry, its figures, its kind."""

from __future__ import annotations

from zongjie.compose.speech import verbs
from zongjie.model import Indicator, Kind, Measures, Quantity, derived
from zongjie.model.derived import Fault
from zongjie.model.outline import Counting, Entry
from zongjie.model.sentence import Words
from zongjie.model.units import base_unit, is_rate
from zongjie.text import fold, half_width


def own_entry(indicator: Indicator) -> Entry:
    """Return what is known of an indicator of no catalogue: what it seems to count."""
    return Entry(indicator.name, indicator.key, counting=counting_of(indicator))


def of_unit(values: Measures, unit: str) -> Quantity | None:
    """Return the figure that counts in a unit, or in one of the same ladder."""
    for item in values.items:
        if unit in (half_width(item.unit), half_width(item.scale + item.unit)):
            return item
    wanted = base_unit(unit)
    return next((item for item in values.items if base_unit(item.unit) == wanted), None)


def is_met(values: Measures, indicator: Indicator) -> bool:
    """Whether the one figure is just what was aimed at."""
    target = indicator.target
    if target is None or len(values.items) != 1 or len(target.items) != 1:
        return False
    both = derived.pair(values.items[0], derived.aimed(target.items[0]))
    return not isinstance(both, Fault) and both[0] == both[1]


def is_zero(values: Measures) -> bool:
    """Whether every figure is exactly zero."""
    return all(item.value == 0 and item.exact for item in values.items)


def counting_of(indicator: Indicator) -> Counting | None:
    """Return what an indicator of no catalogue seems to count."""
    values, name = indicator.values, indicator.name
    if values is not None and len(values.items) == 1:
        item = values.items[0]
        if is_rate(item.unit) or (name.endswith("率") and item.kind is Kind.FRACTION):
            return Counting.RATE
    if verbs.is_stock(name):
        return Counting.STOCK
    return Counting.TOTAL if verbs.verb_of(name) or verbs.speaks_for_itself(name) else None


def needs_no_copula(name: str, values: Measures, shown: str) -> bool:
    """Whether a name and its figure are a clause as they stand."""
    first = values.items[0]
    if name[-1:].isdigit() and shown[:1].isdigit():
        return False  # 12345 and 678件 would read as one number
    if name.endswith("数"):
        return False  # 建成口袋公园数为3个
    if name.startswith(("现有", "共有", "累计")):
        return True
    if verbs.speaks_for_itself(name) or is_rate(first.unit) or name.endswith("率"):
        return True
    return bool(first.qualifiers) and shown.startswith(
        ("超", "逾", "突破", "近", "约", "不足", "达")
    )


def called_in_full(entry: Entry, indicator: Indicator) -> str:
    """Return what an indicator is called on its own: of a rate, the words of its pattern."""
    if entry.full_name:
        return entry.full_name
    if entry.counting is Counting.RATE and entry.patterns:
        pattern_ = entry.patterns[0]
        first = pattern_.pieces[0]
        if isinstance(first, Words) and len(pattern_.pieces) == 2:
            return first.text
    return fold(indicator.name)
