"""The record of one number as people write it."""

from collections.abc import Iterable
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import TypeAlias

from zongjie.model.units import Exact, to_base
from zongjie.records import NamedTuple

Value: TypeAlias = Decimal | Fraction | tuple[Decimal, ...]
"""One number, the two ends of a range, or the terms of a ratio a:b:c."""

BaseValue: TypeAlias = Exact | tuple[Exact, ...]
"""A value at the foot of its ladder, where 亩 may need a Fraction."""


class Kind(Enum):
    """What sort of number it is."""

    NUMBER = "数"
    RANGE = "区间"
    FRACTION = "分数"
    RATIO = "比"
    ZERO = "零"

    __hash__ = object.__hash__  # members are single: Enum's own hash is a call into Python


def filled(texts: Iterable[str]) -> tuple[str, ...]:
    """Return those that are not empty: a report has thousands of figures, of nine slots each."""
    return tuple(filter(None, texts))


class Quantity(NamedTuple):
    """An exact number with everything that was written around it.

    ``value`` is in ``unit``, with the scale applied: 29万元 is 290000 元.  A
    range is the pair of its ends, low first; a ratio of two terms a Fraction,
    a longer one the tuple of its terms.  ``texts`` are the pieces it was read in,
    none of them empty, which together are its print; equality looks at them too,
    so that 29万元 and 290000元 differ.
    """

    texts: tuple[str, ...]
    value: Value
    unit: str = ""
    scale: str = ""
    qualifiers: tuple[str, ...] = ()
    kind: Kind = Kind.NUMBER
    decimals: int = 0
    """Digits after the point, as written; of a range, the most of both ends."""

    def __str__(self) -> str:
        return "".join(self.texts)

    @property
    def exact(self) -> bool:
        """Whether it says one number and nothing vague about it."""
        return not self.qualifiers and self.kind in _SINGLE

    @property
    def negative(self) -> bool:
        """Whether it, or the low end of a range, lies below zero."""
        value = self.value
        return (value[0] if isinstance(value, tuple) else value) < 0

    def base(self) -> tuple[BaseValue, str]:
        """Return value and unit at the foot of the unit's ladder."""
        value = self.value
        if isinstance(value, tuple):
            ends = tuple(to_base(end, self.unit)[0] for end in value)
            return ends, to_base(Decimal(1), self.unit)[1]
        return to_base(value, self.unit)


_SINGLE = frozenset({Kind.NUMBER, Kind.FRACTION, Kind.ZERO})
