"""Which indicators a reference of prose names: 甲, 甲.同比, 合计（甲，乙）."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from zongjie.model.indicator import Indicator
from zongjie.model.report import Report
from zongjie.text import name_key, pattern

REFERENCE: Final = pattern(r"(?:\{\{|｛｛)([^{}｛｝]*)(?:\}\}|｝｝)")
_NAMES: Final = pattern(r"[^(),|]+")


def indicators_behind(value: str, report: Report) -> list[Indicator]:
    """Return the indicators a reference takes its figures from, formulas followed."""
    found: dict[int, Indicator] = {}
    waiting = [value]
    while waiting:
        for path in _paths(waiting.pop(), report):
            for indicator in path:
                if id(indicator) not in found:
                    found[id(indicator)] = indicator
                    formula = indicator.formula.value if indicator.formula else ""
                    waiting += REFERENCE.findall(formula)
    return list(found.values())


def indicators_named(value: str, report: Report) -> list[Indicator]:
    """Return the indicators a reference names itself, of a part (其中) the part."""
    return [path[-1] for path in _paths(value, report)]


def _paths(value: str, report: Report) -> Iterator[list[Indicator]]:
    """Yield, for each name in a reference, the indicators along it."""
    rest = name_key(value)
    for whole in (rest, rest.partition("|")[0]):  # names may hold brackets and bars
        path = list(_along(whole, report))
        if path:
            yield path
            rest = rest.removeprefix(whole)
            break
    for name in _NAMES.findall(rest):
        path = list(_along(name, report))
        if path:
            yield path


def _along(name: str, report: Report) -> Iterator[Indicator]:
    """Yield the indicator at the head of name.step.step, and the parts that are stepped to."""
    steps = name.split(".")
    for cut in range(len(steps), 0, -1):  # names may hold dots
        indicator = report.indicators.get(".".join(steps[:cut]))
        if indicator is not None:
            yield indicator
            for step in steps[cut:]:
                indicator = indicator.parts.get(step)
                if indicator is None:
                    return
                yield indicator
            return
