"""Figures that no sentence is made of: they cannot be what was meant, and are told."""

from __future__ import annotations

from fractions import Fraction

from zongjie.diagnostics import Diagnostic, catalogue
from zongjie.model import Indicator, Kind, Measures, derived
from zongjie.model.derived import Fault
from zongjie.model.outline import Entry
from zongjie.model.units import is_rate


def wrong_unit(entry: Entry, values: Measures, units: list[str]) -> Diagnostic:
    """Return the fault of a figure whose units are not the catalogue's, with both places."""
    wanted, place = entry.unit_words, entry.unit_place
    span, words = values.text.span(), "、".join(units)
    return catalogue.outline.wrong_unit(
        span, entry.name, words, wanted, place.span() if place else None
    )


def is_fraction(entry: Entry, values: Measures, found: list[Diagnostic]) -> bool:
    """Tell 0.986 of a rate, which would print as 0.986%."""
    first = values.items[0]
    if not is_rate(first.unit) or len(values.items) > 1 or isinstance(first.value, tuple):
        return False
    written = values.text.value.strip()
    if written.endswith(("%", "％", "‰", "点")):
        return False
    if not 0 < first.value <= 1 or first.kind is not Kind.NUMBER:
        return False
    shown = str(derived.percent(Fraction(first.value), 6))
    place = values.text.span()
    found.append(catalogue.keys.fraction_for_percent(place, entry.name, written, shown))
    return True


def is_lower(indicator: Indicator, values: Measures) -> bool:
    """Whether a figure is below last year's or its target, so that 达 would praise a fall."""
    if indicator.change is not None and indicator.change.sign < 0:
        return True
    bases = [one.items[0] for one in (indicator.previous, indicator.target) if one is not None]
    pairs = [derived.pair(values.items[0], derived.aimed(base)) for base in bases]
    return any(not isinstance(both, Fault) and both[0] < both[1] for both in pairs)


def is_beyond(
    part: tuple[Indicator, Measures | None],
    whole: tuple[Indicator, Measures | None],
    found: list[Diagnostic],
) -> bool:
    """Whether 其中 would take more out of a whole than it holds, which is told."""
    (one, values), (all_, held) = part, whole
    if values is None or held is None:
        return False
    taken, most = (derived.exact_base(given.items[0]) for given in (values, held))
    if taken is None or most is None or taken[0] <= most[0]:
        return False
    why = f"比“{all_.name}”的{held}还多，不写“其中”"
    found.append(catalogue.outline.by_hand(values.text.span(), one.name, str(values), why))
    return True
