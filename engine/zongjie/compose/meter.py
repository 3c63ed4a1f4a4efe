"""The meter every template runs under: steps, time, and what is made in memory.

Jinja's sandbox bounds none of them.  A report needs a few hundred steps and
some hundred thousand characters; the limits are far above that.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any, Final

from jinja2.exceptions import SecurityError, TemplateRuntimeError

MAX_STEPS: Final = 20_000  # loop turns and calls in one rendering; items of one list
MAX_TEXT: Final = 2_000_000  # characters in one value
_MAX_MADE: Final = 8_000_000  # characters printed and joined in one rendering
_MAX_SECONDS: Final = 2.0  # of processor time
_MAX_NESTING: Final = 8  # lists in lists
_ITEM: Final = 16  # what an item of a list weighs, in characters
_LOOK_AT_CLOCK: Final = 32  # steps


class TooMuch(TemplateRuntimeError):
    """More loop turns or calls than any report needs."""


class Meter:
    """Counts what one rendering does, and keeps what its marks stand for."""

    def __init__(self) -> None:
        self.steps = 0
        self.made = 0
        self.deadline = time.thread_time() + _MAX_SECONDS
        self.values: list[Any] = []  # what was printed, by the numbers of the marks
        self.asked: set[str] = set()  # the names that templates ask for, used or not

    def step(self) -> None:
        """Count one step; raise TooMuch when there are too many."""
        self.steps += 1
        if self.steps > MAX_STEPS:
            raise TooMuch(str(MAX_STEPS))
        if self.steps % _LOOK_AT_CLOCK == 0 and time.thread_time() > self.deadline:
            raise SecurityError("算得太久")

    def grow(self, size: int) -> None:
        """Count characters made; raise SecurityError when they are too many."""
        self.made += size
        if self.made > _MAX_MADE:
            raise SecurityError(f"一共造出超过 {_MAX_MADE} 字")


_TOLD_OF: Final = ("开头", "段首句", "正文", "原文", "标题", "过渡语", "条目")
_BITS: Final = {key: 1 << at for at, key in enumerate(_TOLD_OF)}


class Part(dict[str, Any]):
    """A section, an item, the problems: what they hold, and what of it a template took.

    A long report has thousands, so what was taken is a small number.  To templates they are
    plain dicts: there is no method that one could call.
    """

    __slots__ = ("_taken",)

    def __init__(self, held: dict[str, Any]) -> None:
        super().__init__(held)
        self._taken = 0


def take(part: Part, key: str) -> None:
    """Note that a template takes what stands at a key."""
    part._taken |= _BITS.get(key, 0)  # noqa: SLF001 - a name that templates cannot ask for


def left(part: Part, *keys: str) -> Iterator[tuple[str, Any]]:
    """Yield what stands at these keys and was never taken."""
    for key in keys:
        if not part._taken & _BITS[key] and part[key]:  # noqa: SLF001
            yield key, part[key]


METER: Final[ContextVar[Meter]] = ContextVar("METER")


def bounded(value: Any) -> Any:
    """Return a value that was just made, or refuse one larger than any report."""
    if isinstance(value, str):
        if len(value) > MAX_TEXT:
            raise SecurityError(f"一段文字超过 {MAX_TEXT} 字")
        METER.get().grow(len(value))
    elif isinstance(value, list | tuple | dict):
        METER.get().grow(_ITEM * _items(value))
    return value


def weigh(items: int) -> None:
    """Count the items of a list that was just made; refuse one longer than any report."""
    if items > MAX_STEPS:
        raise SecurityError("列表太长")
    METER.get().grow(_ITEM * items)


def _items(value: object) -> int:
    """Return how many items a list holds, those of lists inside it counted each time."""
    level: list[Any] = [value]
    total = 0
    for _ in range(_MAX_NESTING):
        level = [item for item in level if isinstance(item, list | tuple | dict)]
        if not level:
            return total
        total += sum(map(len, level))
        if total > MAX_STEPS:
            raise SecurityError("列表太长")
        level = [
            inner for item in level for inner in (item.values() if isinstance(item, dict) else item)
        ]
    raise SecurityError("列表套得太深")
