"""句式: how one indicator is said, with slots for its figures.

A pattern is text with slots ``{数}``, ``{平方米}``, ``{增减}``, ``{时}`` and
footnote marks ``【注：键】``.  It is one clause without end punctuation; one that
begins with 、 is joined to the clause before by that mark.
"""

from collections.abc import Iterator
from typing import Final, TypeAlias

from zongjie.diagnostics import Origin, Text
from zongjie.records import NamedTuple
from zongjie.text import half_width, pattern

FIGURE: Final = "数"
CHANGE: Final = "增减"
TIME: Final = "时"
REACH: Final = "达"
_TOKEN: Final = pattern(r"[{｛]([^{}｛｝]*)[}｝]|【注[：:]([^】]+)】|[{}｛｝【】]")
_STOPS: Final = tuple("。；，：！？;,:!?")


class Words(NamedTuple):
    """Literal text of a pattern."""

    text: str
    place: Origin


class Slot(NamedTuple):
    """A place for a figure: 数, 增减, 时, or a unit; ``reach`` puts 达 before it."""

    name: str
    reach: bool
    place: Origin


class Mark(NamedTuple):
    """A footnote mark."""

    key: str
    place: Origin


Piece: TypeAlias = Words | Slot | Mark


class Pattern(NamedTuple):
    """A clause; ``slots`` are the names of its slots, ``joint`` is 、 where it begins so."""

    text: Text
    pieces: tuple[Piece, ...]
    slots: tuple[str, ...]
    joint: str = ""

    @property
    def units(self) -> list[str]:
        """The units it has slots for: one figure each of several."""
        return [slot for slot in self.slots if slot not in (FIGURE, CHANGE, TIME)]

    def goes_before(self, other: "Pattern") -> bool:
        """Whether it is said wherever another pattern of the same indicator could be."""
        filled = {*other.slots, *((FIGURE,) if other.units else ())}
        if not {slot for slot in self.slots if slot != TIME} <= filled:
            return False
        return FIGURE in self.slots or not self.units or set(other.units) <= set(self.units)


class Flaw(NamedTuple):
    """What is wrong with a pattern, and where in its text."""

    start: int
    end: int
    why: str


class Spot(NamedTuple):
    """Where a slot stands in the text of a pattern."""

    name: str
    start: int
    end: int


def parse(text: Text, *, figure: bool = True) -> tuple[Pattern, list[Flaw]]:
    """Return a pattern, and what is wrong with it; ``figure``: it must hold one, else none."""
    value = text.value
    joint = "、" if value.startswith("、") else ""
    pieces: list[Piece] = []
    spots: list[Spot] = []
    flaws: list[Flaw] = []
    at = len(joint)
    for match in _TOKEN.finditer(value, at):
        start, end = match.span()
        if start > at:
            pieces.append(Words(value[at:start], text.slice(at, start)))
        at = end
        if match[1] is not None:
            name, bar, word = half_width(match[1]).strip().partition("|")
            if not name.strip() or (bar and word.strip() != REACH):
                flaws.append(Flaw(start, end, "槽里写“数”、单位、“增减”或者“时”，后面只能加“|达”"))
            pieces.append(Slot(name.strip(), bool(bar), text.slice(start, end)))
            spots.append(Spot(name.strip(), start, end))
        elif match[2]:
            pieces.append(Mark(match[2].strip(), text.slice(start, end)))
        else:
            flaws.append(Flaw(start, end, "括号没有成对"))
    if at < len(value):
        pieces.append(Words(value[at:], text.slice(at, len(value))))
    slots = tuple(piece.name for piece in pieces if isinstance(piece, Slot))
    found = Pattern(text, tuple(pieces), slots, joint)
    return found, [*flaws, *_of_slots(spots, figure=figure), *_of_words(found, figure=figure)]


def _of_slots(spots: list[Spot], *, figure: bool) -> Iterator[Flaw]:
    """Yield slots that print a second time, run into each other, or have no figure to print."""
    before = Spot("", -1, -1)
    seen: set[str] = set()
    for spot in spots:
        if spot.name in seen:
            yield Flaw(spot.start, spot.end, f"“{{{spot.name}}}”写了两次")
        elif spot.start == before.end:
            yield Flaw(spot.start, spot.end, "两个槽连在一起，中间写上字或者标点")
        elif spot.name != TIME and not figure:
            yield Flaw(spot.start, spot.end, "零句式不放数，把话写全")
        seen.add(spot.name)
        before = spot


def _of_words(found: Pattern, *, figure: bool) -> Iterator[Flaw]:
    """Yield what is wrong with a clause as a whole: its words, its figure, its marks."""
    value = found.text.value
    words = "".join(piece.text for piece in found.pieces if isinstance(piece, Words))
    if figure and not set(found.slots) - {TIME}:
        yield Flaw(0, len(value), "没有放数的槽，如 {数}")
    elif not any(map(str.isalnum, words)):
        yield Flaw(0, len(value), "只有数，没有说是什么的话")
    if "\n" in value or "。" in value[:-1] or value.startswith(_STOPS):
        yield Flaw(0, len(value), "句式是一个小句：不换行，不以标点开头，中间没有句号")
    if value.rstrip().endswith(_STOPS):
        yield Flaw(len(value) - 1, len(value), "句式不带句末标点，标点由系统加")
