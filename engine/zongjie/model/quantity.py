"""Quantities (数量): exact numbers as people write them, and back.

The face of this part of the model: :func:`parse` and :class:`Quantity`, several
measures of one thing, and the arithmetic of printing.  The grammar lies in
``_forms``, its reading in ``_reading``, rounding in ``_rounding``.
"""

from typing import Final

from zongjie.model._number import BaseValue, Kind, Quantity, Value
from zongjie.model._reading import parse
from zongjie.model._rounding import agrees, format_decimal, round_half_up
from zongjie.text import pattern

__all__ = [
    "BaseValue",
    "Kind",
    "Quantity",
    "Value",
    "agrees",
    "format_decimal",
    "parse",
    "round_half_up",
    "split_measures",
]

# A comma between digits parts thousands, so a separator stands after a unit.
_SEPARATOR: Final = pattern(r"(?<![0-9０-９])([ \t\u00a0\u3000，,、；;]+)")
_BLANKS: Final = " \t\u00a0\u3000"
_PARTING: Final = frozenset(f"，,、；;{_BLANKS}")  # without one of these nothing is parted
_START: Final = pattern(r"(?<![0-9０-９.．,，])(?=[^\W\d_]{0,4}[>＞<＜≥≤]?[0-9０-９])")
# 606户共2059人: the last sign belongs to the sentence, not to the unit.
_JOINS: Final = frozenset("共计达为和及与并有约近超逾")
_LONGEST: Final = 120


def split_measures(text: str) -> tuple[tuple[Quantity, ...], tuple[str, ...]] | None:
    """Return the measures of one thing and what stands between them, or None.

    154处，9058平方米 is two with ``，``; 606户2059人 two with an empty
    separator.  A single quantity is one, with no separator; of several each
    has a unit.  Measures and separators in turn are the text again.
    """
    parts = [text] if _PARTING.isdisjoint(text) else _SEPARATOR.split(text)
    if len(parts) == 1 and (single := parse(text)) is not None:  # no number holds a separator
        return (single,), ()
    if len(text) > _LONGEST:
        return None
    measures: list[Quantity] = []
    separators: list[str] = []
    for at, part in enumerate(parts):
        if at % 2:
            if len(part.strip(_BLANKS)) > 1:
                return None
            separators.append(part)
            continue
        found = _juxtaposed(part)
        if not found:
            return None
        measures += found
        separators += [""] * (len(found) - 1)
    return tuple(measures), tuple(separators)


def _juxtaposed(text: str) -> list[Quantity] | None:
    """Cut 606户2059人 where a number begins; the shortest first measure wins."""
    whole = parse(text)
    if whole is not None:
        return [whole] if whole.unit else None
    for start in _START.finditer(text):
        first = parse(text[: start.start()]) if start.start() else None
        if first is None or not first.unit or first.unit[-1] in _JOINS:
            continue
        rest = _juxtaposed(text[start.start() :])
        if rest:
            return [first, *rest]
    return None
