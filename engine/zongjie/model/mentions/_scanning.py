"""The scanner: claims, quotations and numerals of a reading in one order."""

from __future__ import annotations

from collections.abc import Sequence

from zongjie.model.mentions._claims import claims, quoted_names, quotes
from zongjie.model.mentions._context import context
from zongjie.model.mentions._describing import ZERO, Found, described
from zongjie.model.mentions._folding import fold
from zongjie.model.mentions._judging import judge, zeros
from zongjie.model.mentions._record import Mention, MentionKind
from zongjie.model.mentions._sites import sites
from zongjie.model.quantity import Quantity
from zongjie.model.units import is_listed


def scan(text: str) -> list[Mention]:
    """Return every number-like mention of the text, in order, none over another.

    Works in linear time on any text and never raises.  Only mentions of the kind
    ``indicator`` carry a value (exact, a decimal string), unit, label and basis.
    """
    reading = fold(text)
    quoted = quotes(reading.text)
    found = _found(reading.text, quoted)
    return list(described(reading, context(reading.text, quoted), found))


def _found(text: str, quoted: list[tuple[int, int]]) -> list[Found]:
    zero = [Found(start, end, MentionKind.INDICATOR, ZERO) for start, end in zeros(text)]
    names = [Found(*name) for name in quoted_names(text, quoted)]
    claimed = _apart(_apart(zero, names), [Found(*claim) for claim in claims(text)])
    counted: list[Found] = []
    at = 0
    for site in sites(text):
        while at < len(claimed) and claimed[at].end <= site.number:
            at += 1
        if at < len(claimed) and claimed[at].start < site.end:
            continue
        kind = judge(text, site)
        if kind is not None:
            counts = kind is MentionKind.INDICATOR
            shown = site.quantity if counts or not site.chinese else None
            counted.append(Found(site.start, site.end, kind, shown))
    found = _apart(claimed, _sharing_units(text, counted))
    return _in_quotes(quoted, found)


def _apart(first: Sequence[Found], second: Sequence[Found]) -> list[Found]:
    """Merge two lists; where two overlap, the one of the first list stays."""
    both = sorted(
        [(item.start, 0, at, item) for at, item in enumerate(first)]
        + [(item.start, 1, at, item) for at, item in enumerate(second)]
    )
    kept: list[Found] = []
    rank_of_last = 0
    for _, rank, _, item in both:
        if kept and item.start < kept[-1].end:
            if rank_of_last <= rank:
                continue
            kept.pop()
        kept.append(item)
        rank_of_last = rank
    return kept


def _sharing_units(text: str, counted: list[Found]) -> list[Found]:
    """Give a bare number the unit that the list it stands in says at its end.

    分别提高20.9、36.2、54个百分点, 1409万、1305万人次.  Kinds that are no
    indicators lose what they seemed to say.
    """
    result: list[Found] = []
    for item in reversed(counted):
        shared = _shared(text, item, result[-1]) if result else None
        if shared is not None:
            result.append(item._replace(kind=MentionKind.INDICATOR, quantity=shared))
        elif item.kind is MentionKind.INDICATOR:
            result.append(item)
        else:
            result.append(item._replace(quantity=None))
    return result[::-1]


def _shared(text: str, item: Found, following: Found) -> Quantity | None:
    own, other = item.quantity, following.quantity
    if own is None or other is None or own.kind is not other.kind:
        return None
    if own.unit and (own.unit == other.unit or not other.unit.startswith(own.unit)):
        return None  # 1.1个和5.8个百分点
    if following.start != item.end + 1 or text[item.end] not in "、和":
        return None
    if is_listed(other.unit) or (own.scale and other.scale):
        return own._replace(unit=other.unit)
    return None


def _in_quotes(quoted: list[tuple[int, int]], found: list[Found]) -> list[Found]:
    """Turn what stands in quotation marks into names."""
    result: list[Found] = []
    at = 0
    for item in found:
        while at < len(quoted) and quoted[at][1] <= item.start:
            at += 1
        inside = at < len(quoted) and quoted[at][0] < item.start
        if inside and item.quantity is not ZERO:
            result.append(Found(item.start, item.end, MentionKind.NAME))
        else:
            result.append(item)
    return result
