"""What the sum of figures says of whole and parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from zongjie.model import Quantity, derived
from zongjie.model.mentions import Mention
from zongjie.recovery.figures.entries import Entry

Readable = tuple[Mention, Quantity]
_CLOSES: Final = re.compile("[）)]")


def in_brackets(text: str, readable: Sequence[Readable]) -> Iterator[int]:
    """Yield which figures are parts by their sum: 6532起（占道经营5203起、其他1329起）."""
    for at, (mention, whole) in enumerate(readable):
        if not text.startswith(("（", "("), mention.end):
            continue
        close = _CLOSES.search(text, mention.end)
        end = close.start() if close else mention.end
        inside = [quantity for one, quantity in readable[at + 1 :] if one.end <= end]
        if len(inside) > 1 and _is_sum(whole, inside):
            yield from range(at + 1, at + 1 + len(inside))


def completes(whole: Entry, part: Quantity) -> bool:
    """Whether a figure and the parts so far are just the whole."""
    parts = [counted for one in whole.parts for _, counted in one.measures]
    like = [one for one in (*parts, part) if one.unit == part.unit]
    wholes = [one for _, one in whole.measures if one.unit == part.unit]
    return len(like) > 1 and len(wholes) == 1 and _is_sum(wholes[0], like)


def _is_sum(whole: Quantity, parts: Sequence[Quantity]) -> bool:
    values = [one.value for one in parts if isinstance(one.value, Decimal)]
    units = {one.unit for one in parts}
    return units == {whole.unit} and len(values) == len(parts) and sum(values) == whole.value


def fits(whole: Entry, part: Quantity) -> bool:
    """Whether a part together with the others is at most the whole."""
    for _, quantity in whole.measures:
        both = derived.pair(part, quantity)
        if isinstance(both, derived.Fault):
            continue
        counted = (counted for one in whole.parts for _, counted in one.measures)
        others = (derived.pair(one, quantity) for one in counted)
        known = sum((one[0] for one in others if not isinstance(one, derived.Fault)), Fraction(0))
        return known + both[0] <= both[1]
    return True
