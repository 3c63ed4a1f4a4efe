"""Two figures side by side: the difference, and the change by the rules of a report."""

from __future__ import annotations

from typing import Final

from zongjie.comparing.records import Measured
from zongjie.model import Kind, Measures, Quantity, derived
from zongjie.model.change import Change
from zongjie.model.derived import Fault
from zongjie.model.units import base_unit


def measured(before: Measures | None, after: Measures | None) -> tuple[Measured, ...]:
    """Return the measures of both by unit: those of the first in its order, then the rest.

    Units of one ladder are one (万元 and 亿元).  Where each side has a single figure, the
    two are compared even if their units differ, so that this is told; so is a zero in
    words, which counts in any unit.
    """
    firsts = list(before.items) if before else []
    rest = list(after.items) if after else []
    single = len(firsts) == len(rest) == 1
    found = []
    for one in firsts:
        at = next((at for at, other in enumerate(rest) if single or _alike(one, other)), None)
        found.append(_of_two(one, None if at is None else rest.pop(at)))
    return (*found, *(Measured(None, other) for other in rest))


def _alike(one: Quantity, other: Quantity) -> bool:
    zero = Kind.ZERO in (one.kind, other.kind)
    return zero or base_unit(one.unit) == base_unit(other.unit)


# Faults for which both figures stand beside each other and say enough.
_TOLD: Final = {
    Fault.UNITS: "单位不同，不能比",
    Fault.INEXACT: "不是准数，不算增减",
    Fault.ZERO: "原来是零，不算百分比",
}


def _of_two(before: Quantity, after: Quantity | None) -> Measured:
    if after is None:
        return Measured(before, None)
    if before.base() == after.base() and before.qualifiers == after.qualifiers:
        return Measured(before, after, Change(0, None), Change(0, None))
    difference = derived.difference(after, before)
    change = derived.change(after, before)
    fault = next((one for one in (difference, change) if isinstance(one, Fault)), None)
    return Measured(
        before,
        after,
        None if isinstance(difference, Fault) else difference,
        None if isinstance(change, Fault) else change,
        _TOLD.get(fault, fault.value) if fault is not None else "",
    )
