"""其中…: the parts of a whole behind its figure."""

from __future__ import annotations

from zongjie.compose.attributes import AWAITED
from zongjie.compose.speech.about import place_of, unlike
from zongjie.compose.speech.entries import is_zero
from zongjie.compose.speech.tails import Tail
from zongjie.diagnostics import Diagnostic, catalogue
from zongjie.document import Run
from zongjie.model import Indicator
from zongjie.model.units import base_unit
from zongjie.text import fold


def parts(
    indicator: Indicator, found: list[Diagnostic], *, bracketed: bool, public: bool
) -> list[Tail]:
    """Return 其中…: the parts with a figure; a bare one is counted as the whole is."""
    told = [
        (part, said)
        for part in indicator.parts.values()
        if (said := _part(indicator, part, found, public=public))
    ]
    several = any("、" in said for _, said in told)  # 200名、40万元 are parted by ，
    runs: list[Run] = []
    for part, said in told:
        origin, name = place_of(part), fold(part.name)
        called = name.removeprefix("其中") or name
        copula = "为" if name[-1:].isdigit() and said[:1].isdigit() else ""
        joint = ("，" if several else "、") if runs else "其中"
        runs.append(Run(f"{joint}{called}{copula}", origin))
        runs.append(Run(said, origin, f"{fold(indicator.name)}.{name}"))
    return [Tail(tuple(runs), parts=True, bracketed=bracketed)] if runs else []


def _part(indicator: Indicator, part: Indicator, found: list[Diagnostic], *, public: bool) -> str:
    """Return the figure of a part, empty where it is left out, which is told."""
    values, name = part.values, f"{indicator.name}.{part.name}"
    if (public and not part.public) or part.broken:
        return ""
    if part.status in AWAITED or values is None:
        found.append(catalogue.prose.pending(part.key.span(), name, dropped=True))
        return ""
    if is_zero(values):
        place = values.text.span()
        found.append(catalogue.outline.zero_left_out(place, name, str(values)))
        return ""
    whole = indicator.values.items if indicator.values is not None else ()
    if len(whole) == 1 and whole[0].unit:
        values = values.like(whole[0])
        if base_unit(values.items[0].unit) != base_unit(whole[0].unit):
            found.append(unlike(values, indicator.values or values, "其中", indicator.name))
            return ""
    if part.is_compared:
        why = "“其中”的各项只写本年的数"
        span = part.key.span()
        found.append(catalogue.keys.without_effect(span, f"{name}的上年、目标", why))
    return fold(str(part.print_as or values))
