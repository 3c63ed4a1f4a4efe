"""An indicator to be: its figures, its name, and how sure both are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from zongjie.model import Quantity


class Sureness(Enum):
    """把握: how sure it is that an indicator is what the text says."""

    HIGH = "高"
    MEDIUM = "中"
    LOW = "低"

    @property
    def rank(self) -> int:
        """0 for 高, 2 for 低."""
        return list(Sureness).index(self)


@dataclass(eq=False)
class Use:
    """A place in a text that prints a figure: ``attribute`` of an entry, or its ``measure``."""

    text: str
    start: int
    end: int
    entry: Entry
    attribute: str = ""
    measure: int = 0


@dataclass(eq=False)
class Entry:
    """An indicator to be; ``label`` is what the text calls it, ``at`` its first line."""

    label: str
    at: int
    excerpt: str
    heading: str = ""
    name: str = ""
    measures: list[tuple[str, Quantity]] = field(default_factory=list)
    slice: str = ""  # the measures as they stand in the text, where they stand together
    previous: str = ""
    target: str = ""
    change: str = ""
    completion: str = ""
    forecast: bool = False
    parts: list[Entry] = field(default_factory=list)
    whole: Entry | None = None
    uses: list[Use] = field(default_factory=list)
    sureness: Sureness = Sureness.HIGH
    doubts: list[str] = field(default_factory=list)

    @property
    def value(self) -> str:
        """数值 as it is typed: 154处，9058平方米."""
        return self.slice or "，".join(text for text, _ in self.measures)

    @property
    def path(self) -> str:
        """The name as a reference begins with it; a part is reached through its whole."""
        return f"{self.whole.path}.{self.name}" if self.whole is not None else self.name

    def doubt(self, sureness: Sureness, why: str) -> None:
        """Be less sure, and say why."""
        if sureness.rank > self.sureness.rank:
            self.sureness = sureness
        if why not in self.doubts:
            self.doubts.append(why)

    def all(self) -> Iterator[Entry]:
        """Yield it and its parts."""
        yield self
        for part in self.parts:
            yield from part.all()
