"""How a figure stands in the words of its pattern."""

from __future__ import annotations

from zongjie.compose.speech.entries import of_unit
from zongjie.document import Inline, Inlines, Run, text_of
from zongjie.model import Measures, Quantity
from zongjie.model.outline import Counting, Entry
from zongjie.model.sentence import FIGURE, Pattern, Slot


def lost(pattern: Pattern, values: Measures | None) -> list[Quantity]:
    """Return the figures that a pattern does not print, where it prints some of them.

    One without any ({增减} alone) is meant to say no figure.
    """
    if values is None or FIGURE in pattern.slots or not pattern.units:
        return []
    said = [of_unit(values, unit) for unit in pattern.units]
    return [item for item in values.items if item not in said]


def parted(before: list[Inline], runs: list[Run]) -> list[Run]:
    """Return a figure so that it does not run into what is before it: 签约数约46台."""
    last = before[-1] if before else None
    if not runs or not isinstance(last, Run) or not last.text:
        return runs
    if last.text[-1].isdigit() and runs[0].text[:1].isdigit():
        return [Run("为", last.origin), *runs]  # 12345 and 678件 would read as one number
    return [Run("数", last.origin), *runs] if last.text[-1] == runs[0].text[:1] else runs


def reaching(slot: Slot, run: Run) -> list[Run]:
    """Return a figure with 达 before it where the slot says so and it brings no 超, 近, 约."""
    if (
        not slot.reach
        or not run.text
        or not (run.text[0].isdigit() or run.text[0] in "一二两三四五六七八九十")
    ):
        return [run]
    return [run._replace(text="达", value=""), run]


def halves(entry: Entry, pattern: Pattern, head: Inlines) -> tuple[Inlines, Run | None]:
    """Return label and figure of a rate that ends its clause, for 均为."""
    last = head[-1]
    plain = all(isinstance(inline, Run) for inline in head)
    if entry.counting is not Counting.RATE or pattern.slots != (FIGURE,) or not plain:
        return (), None
    label = text_of(head[:-1])
    if not isinstance(last, Run) or not last.value or not label or label.endswith("的"):
        return (), None
    return head[:-1], last
