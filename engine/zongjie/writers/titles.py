"""A title that does not fit on one line, wrapped by meaning into a trapezoid or a diamond.

GB/T 9704-2012, 7.3.1: 回行时，要做到词意完整、排列对称、长短适宜、间距恰当，标题排列应当使用
梯形或菱形.  Every set of places where the lines may end has a cost; the cheapest is taken:

- each line beyond the fewest costs as much as a border that a reader stumbles over;
- each border costs what the meaning loses there (`phrases.Border.strain`);
- lines of unlike length cost a little, a line under half of the longest more,
  two neighbours of almost one length some: that is no trapezoid to the eye;
- a border within 《》, “” or （） that no line can hold whole costs a little more;
- a rectangle or an hourglass costs more than all of these together, and a border within
  brackets that a line can hold more than anything else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from zongjie.text import display_width

if TYPE_CHECKING:
    from zongjie.writers.phrases import Border

MOST_LINES: Final = 5
"""A title of more lines is no title."""

MOST_CHARACTERS: Final = 100
"""Nor is one of more characters, marks of no width included."""

LEAST_WIDTH: Final = 8
"""A line has at least four characters, in half-widths."""

_EXTRA_LINE: Final = 40
_INSIDE_LONG: Final = 30
_FORBIDDEN: Final = 1_000
_INSIDE: Final = 10_000
_SEEN: Final = 2  # a difference of less is not seen


class _Stop(NamedTuple):
    """A place where a line ends: its offset, its strain, and the widths before it.

    ``shown`` leaves out the blanks at the line's end, ``full`` counts them.
    """

    at: int
    strain: int
    shown: int
    full: int


def wrap(text: str, most: int) -> tuple[int, ...] | None:
    """Return the offsets in ``text`` at which its lines end, but for the last line's.

    ``most`` is what a line holds, in full-width characters; digits and Latin letters take
    half of one.  ``()`` where the text fits on one line; None where no wrapping into
    at most five lines of four characters or more leaves the words whole, and for a text of
    more than 100 characters.  Blanks at which a line ends stay there and count nothing.
    """
    width = display_width(text.rstrip())
    if width <= 2 * most:
        return ()
    if width > 2 * most * MOST_LINES or len(text) > MOST_CHARACTERS:
        return None
    return _best(_stops(text, 2 * most), 2 * most) or None


def _stops(text: str, most: int) -> list[_Stop]:
    """Return the text's start, its borders and its end, with the widths before them."""
    from zongjie.writers.phrases import borders  # most titles fit, and need no vocabulary

    widths = list(accumulate(map(display_width, text), initial=0))
    found = ((border.at, border.strain + _opening(border, most)) for border in borders(text))
    places = [(0, 0), *found, (len(text), 0)]
    return [_Stop(at, strain, widths[len(text[:at].rstrip())], widths[at]) for at, strain in places]


def _opening(border: Border, most: int) -> int:
    """Return what it costs to end a line within the brackets round the border, if any."""
    if not border.bracket:
        return 0
    return _INSIDE_LONG if border.bracket > most else _INSIDE


def _best(stops: Sequence[_Stop], most: int) -> tuple[int, ...]:
    """Return the offsets of the cheapest wrapping; of two alike, the one with a longer head."""
    fewest = -(-stops[-1].shown // most)
    least = min((stop.strain for stop in stops[1:-1]), default=0)
    best: tuple[int, tuple[int, ...]] | None = None
    for lines in range(fewest, MOST_LINES + 1):
        extra = _EXTRA_LINE * (lines - fewest)
        if best and best[0] <= extra + least * (lines - 1):
            break
        for ends in _choices(stops, 0, lines, most):
            cost = extra + sum(end.strain for end in ends)
            if best and cost > best[0]:
                continue
            places = (stops[0], *ends, stops[-1])
            cost += _shape([end.shown - start.full for start, end in pairwise(places)])
            candidate = cost, tuple(-end.at for end in ends)
            best = min(best or candidate, candidate)
    return tuple(-at for at in best[1]) if best else ()


def _choices(
    stops: Sequence[_Stop], first: int, lines: int, most: int
) -> Iterator[tuple[_Stop, ...]]:
    """Yield every way to end ``lines`` lines from a stop on, the last line's end left out."""
    start = stops[first].full
    if lines == 1:
        if LEAST_WIDTH <= stops[-1].shown - start <= most:
            yield ()
        return
    for at in range(first + 1, len(stops) - 1):
        width = stops[at].shown - start
        if width > most or stops[-1].shown - stops[at].full < LEAST_WIDTH * (lines - 1):
            break
        if width >= LEAST_WIDTH and stops[-1].shown - stops[at].full <= most * (lines - 1):
            for rest in _choices(stops, at, lines - 1, most):
                yield (stops[at], *rest)


def _shape(widths: Sequence[int]) -> int:
    """Return what the lines' widths, in half-widths, cost as a figure."""
    longest, shortest = max(widths), min(widths)
    steps = [after - before for before, after in pairwise(widths)]
    cost = (longest - shortest) // 3
    cost += sum(max(0, longest - 2 * width) for width in widths)
    cost += sum(max(0, 8 - 2 * abs(step)) for step in steps)
    return cost + (_FORBIDDEN if is_forbidden(widths) else 0)


def is_forbidden(widths: Sequence[int]) -> bool:
    """Return whether lines of these widths make a rectangle or an hourglass.

    7.3.1 asks for 梯形或菱形: the widths, in half-widths, rise, fall, or rise and then
    fall, and differ by what the eye sees, one full-width character.
    """
    fallen = False
    for before, after in pairwise(widths):
        if fallen and after > before:
            return True
        fallen = fallen or after < before
    return max(widths) - min(widths) < _SEEN
