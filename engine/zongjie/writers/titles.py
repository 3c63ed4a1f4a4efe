"""A title that does not fit on one line, wrapped by meaning into a trapezoid or a diamond.

GB/T 9704-2012, 7.3.1: 回行时，要做到词意完整、排列对称、长短适宜、间距恰当，标题排列应当使用
梯形或菱形.  Every set of places where the lines may end has a cost; the cheapest is taken:

- each line beyond the fewest costs as much as a border that a reader stumbles over;
- each border costs what the meaning loses there (`phrases.Border.strain`);
- lines of unlike length cost a little, a line under half of the longest more,
  two neighbours of almost one length some: that is no trapezoid to the eye;
- a border within 《》, “” or （） that no line can hold whole costs a little more, and so
  does one within what 和 or 暨 joins, where no line begins with that;
- a rectangle or an hourglass costs more than all of these together, a border within
  a fixed term more than that, and one within brackets that a line can hold most.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Final

from zongjie.records import NamedTuple
from zongjie.text import display_width

CHARACTER: Final = 100
"""The width of a full-width character; others are hundredths of it."""

MOST_LINES: Final = 5
"""A title of more lines is no title."""

MOST_CHARACTERS: Final = 100
"""Nor is one of more characters, marks of no width included."""

LEAST_WIDTH: Final = 4 * CHARACTER
"""A line has at least four characters."""

_EXTRA_LINE: Final = 40
_INSIDE_LONG: Final = 30
_FORBIDDEN: Final = 1_000
_INSIDE: Final = 10_000
_HALF: Final = CHARACTER // 2
_SEEN: Final = _HALF  # a difference of less is not seen
# As wide as the fonts of titles make them at most: SimSun's are half a character,
# but Word may be told to take another font for them, and 小标宋 has its own.
_WIDEST: Final = frozenset("MWmw@%")


class _Stop(NamedTuple):
    """A place where a line ends: its offset, its strain, and the widths before it.

    ``shown`` leaves out the blanks at the line's end, ``full`` counts them; ``joins``
    is what 和 between two phrases costs where no line begins with it.
    """

    at: int
    strain: int
    joins: int
    shown: int
    full: int


def title_width(text: str) -> int:
    """Return how wide a title's line may come out, in hundredths of a full-width character.

    Digits are 0.56, capitals 0.75, M, W, @ and % 1, other narrow characters 0.5; accents
    and invisible marks nothing.
    """
    return sum(map(_width, text))


def _width(char: str) -> int:
    columns = display_width(char)
    if columns != 1:
        return columns * _HALF
    if char in _WIDEST:
        return CHARACTER
    if char.isupper() or char == "&":
        return 75
    return 56 if char.isdecimal() else _HALF


@lru_cache(maxsize=64)  # the check of the page asks, and then the writer
def wrap(text: str, most: int) -> tuple[int, ...] | None:
    """Return the offsets in ``text`` at which its lines end, but for the last line's.

    ``most`` is what a line holds, in full-width characters; how wide others are is said by
    ``title_width``.  ``()`` where the text fits on one line; None where no wrapping into
    at most five lines of four characters or more leaves the words whole, and for a text of
    more than 100 characters.  Blanks at which a line ends stay there and count nothing.
    """
    width, room = title_width(text.rstrip()), most * CHARACTER
    if width <= room:
        return ()
    if width > room * MOST_LINES or len(text) > MOST_CHARACTERS:
        return None
    return _best(_stops(text, room), room) or None


def breaks_inside(text: str, ends: Sequence[int]) -> bool:
    """Return whether a line that ends at one of ``ends`` tears 《》, “” or （） apart."""
    if not ends:
        return False
    from zongjie.writers.phrases import brackets

    inside = brackets(text)
    return any(at in inside for at in ends)


def _stops(text: str, room: int) -> list[_Stop]:
    """Return the text's start, its borders and its end, with the widths before them."""
    from zongjie.writers.phrases import Border, borders, brackets  # most titles fit, and need none

    widths = list(accumulate(map(title_width, text), initial=0))
    inside = {at: widths[end] - widths[start] for at, (start, end) in brackets(text).items()}
    places = [Border(0, 0, 0), *borders(text), Border(len(text), 0, 0)]
    return [
        _Stop(
            at, strain + _opening(inside.get(at), room), joins, _shown(text, at, widths), widths[at]
        )
        for at, strain, joins in places
    ]


def _shown(text: str, at: int, widths: Sequence[int]) -> int:
    return widths[len(text[:at].rstrip())]


def _opening(width: int | None, room: int) -> int:
    """Return what it costs to end a line within brackets of this width, if any."""
    if width is None:
        return 0
    return _INSIDE_LONG if width > room else _INSIDE


def _best(stops: Sequence[_Stop], room: int) -> tuple[int, ...]:
    """Return the offsets of the cheapest wrapping; of two alike, the one with a longer head."""
    least = min((stop.strain for stop in stops[1:-1]), default=0)
    best: tuple[int, tuple[int, ...]] | None = None
    fewest = 2  # that hold the text; blanks at which lines end may make room
    for lines in range(2, MOST_LINES + 1):
        fewest = fewest if best else lines
        extra = _EXTRA_LINE * (lines - fewest)
        if best and best[0] <= extra + least * (lines - 1):
            break
        for ends in _choices(stops, 0, lines, room):
            cost = extra + sum(end.strain for end in ends)
            if best and cost > best[0]:
                continue
            places = (stops[0], *ends, stops[-1])
            cost += _unjoined(stops, ends)
            cost += _shape([end.shown - start.full for start, end in pairwise(places)])
            candidate = cost, tuple(-end.at for end in ends)
            best = min(best or candidate, candidate)
    return tuple(-at for at in best[1]) if best else ()


def _choices(
    stops: Sequence[_Stop], first: int, lines: int, room: int
) -> Iterator[tuple[_Stop, ...]]:
    """Yield every way to end ``lines`` lines from a stop on, the last line's end left out."""
    start = stops[first].full
    if lines == 1:
        if LEAST_WIDTH <= stops[-1].shown - start <= room:
            yield ()
        return
    for at in range(first + 1, len(stops) - 1):
        width = stops[at].shown - start
        if width > room or stops[-1].shown - stops[at].full < LEAST_WIDTH * (lines - 1):
            break
        if width >= LEAST_WIDTH and stops[-1].shown - stops[at].full <= room * (lines - 1):
            for rest in _choices(stops, at, lines - 1, room):
                yield (stops[at], *rest)


def _unjoined(stops: Sequence[_Stop], ends: Sequence[_Stop]) -> int:
    """Return what it costs to end lines within what 和 joins, and none before 和."""
    cost = max(stop.joins for stop in stops)
    if not cost or any(end.joins == cost for end in ends):
        return 0
    from zongjie.writers.phrases import WITHIN

    return cost * sum(end.strain > WITHIN for end in ends)


def _shape(widths: Sequence[int]) -> int:
    """Return what the lines' widths, in hundredths of a character, cost as a figure."""
    longest, shortest = max(widths), min(widths)
    steps = [after - before for before, after in pairwise(widths)]
    cost = (longest - shortest) // (3 * _HALF)
    cost += sum(max(0, longest - 2 * width) for width in widths) // _HALF
    cost += sum(max(0, 8 * _HALF - 2 * abs(step)) for step in steps) // _HALF
    return cost + (_FORBIDDEN if is_forbidden(widths) else 0)


def is_forbidden(widths: Sequence[int]) -> bool:
    """Return whether lines of these widths make a rectangle or an hourglass.

    7.3.1 asks for 梯形或菱形: the widths rise, fall, or rise and then
    fall, and differ by what the eye sees, half a full-width character.
    """
    fallen = False
    for before, after in pairwise(widths):
        if fallen and after > before:
            return True
        fallen = fallen or after < before
    return max(widths) - min(widths) < _SEEN
