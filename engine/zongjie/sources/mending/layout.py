"""The mappings and lists that are open at a line, and where a line belongs among them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from zongjie.sources.mending.flaws import Flaw
from zongjie.sources.mending.lines import child, is_only_text, knows, takes_any
from zongjie.sources.nodes import MAX_DEPTH
from zongjie.sources.schema import Spec
from zongjie.text import nearest

MAP: Final = "map"
LIST: Final = "list"


@dataclass(slots=True)
class Level:
    """A mapping or list: the column it was typed at, and the one it has when mended."""

    kind: str
    col: int
    fixed: int
    spec: Spec | None
    name: str = ""  # of its last key
    is_open: bool = False  # nothing stands behind its last key or dash yet
    inner: Spec | None = None  # what may stand there
    rows: list[int] = field(default_factory=list)  # of its dashes
    first: str = ""  # its first key
    bare: bool = False  # a list whose items were typed without dashes
    text: str = ""  # how its last value is written: plain, block
    flaw: Flaw | None = None  # told of its first line, when it moves

    def begin(self, name: str) -> None:
        """Begin a key, or an item."""
        self.name = name
        self.first = self.first or name
        self.is_open, self.text = True, ""
        items = self.spec.items if self.spec is not None else None
        self.inner = child(self.spec, name) if self.kind == MAP else items

    def end(self, text: str) -> None:
        """Note how the value is written."""
        self.is_open, self.text = False, text


class Layout:
    """A stack of levels."""

    def __init__(self, spec: Spec) -> None:
        self.stack = [Level(MAP, 0, 0, spec)]

    @property
    def top(self) -> Level:
        """The innermost level."""
        return self.stack[-1]

    def knows(self, name: str) -> bool:
        """Whether the name is a key of any level that is open."""
        return any(knows(spec, name) for spec in self._specs())

    def takes(self, name: str) -> bool:  # noqa: ARG002 - any name will do
        """Whether some level lets people choose the names of its keys."""
        return any(map(takes_any, self._specs()))

    def _specs(self) -> list[Spec | None]:
        """Return what the mappings hold that a line may belong to."""
        specs = [level.spec for level in self.stack if level.kind == MAP]
        inner = [level.inner for level in self.stack if level.kind == LIST]
        opened = [self.top.inner] if self.top.is_open else []
        items = [one.items for one in opened if one is not None and one.items is not None]
        mappings = (*inner, *opened, *items)
        return [*specs, *(one for one in mappings if one is None or "object" in one.types)]

    def likeliest(self, cols: list[int], kind: str, name: str) -> int:
        """Return the column, of several, at which a line makes most sense."""
        return cols[0] if len(cols) == 1 else min(cols, key=lambda col: self._fit(col, kind, name))

    def _fit(self, col: int, kind: str, name: str) -> int:
        here = [one for one in self.stack if one.kind == kind and one.col == col]
        fits = [self._strangeness(level, name) for level in here]
        top = self.top
        if top.is_open and col > top.col and self._may_hold(top, kind, name):
            fits.append(self._strangeness(Level(kind, col, col, top.inner), name))
        return min(fits, default=3)

    def find(self, col: int, kind: str, name: str) -> Level | None:
        """Return the level, or a new one, that a line fits into as it stands."""
        top = self.top
        deeper = col > top.col or (col == top.col and kind == LIST and top.kind == MAP)
        if top.is_open and deeper and self._may_hold(top, kind, name):
            return self._below(top, kind, col)
        same = [one for one in self.stack if one.kind == kind and one.col == col]
        if not same:
            return None
        level = max(reversed(same), key=lambda one: -self._strangeness(one, name))
        if self._is_orphan(level, kind, name) or self._is_outcast(level, kind, name):
            return None
        self._close(level)
        return level

    def _may_hold(self, level: Level, kind: str, name: str) -> bool:
        inner = level.inner
        if len(self.stack) >= MAX_DEPTH:
            return False
        if inner is None:
            return True
        if kind == LIST:
            return "array" in inner.types
        return "object" in inner.types and (
            takes_any(inner) or knows(inner, name) or not self._known_outside(name)
        )

    def _known_outside(self, name: str) -> bool:
        return any(level.kind == MAP and knows(level.spec, name) for level in self.stack)

    def _below(self, level: Level, kind: str, col: int) -> Level:
        inner = level.inner
        least = level.fixed + (level.kind == MAP == kind or level.kind == LIST)
        new = Level(kind, col, col if col >= least else level.fixed + 2, inner)
        if kind == LIST and inner is not None and "array" not in inner.types:
            new.spec = None
        level.end("")
        self.stack.append(new)
        return new

    def _close(self, level: Level) -> None:
        while self.stack[-1] is not level:
            self.stack.pop()

    def _is_orphan(self, level: Level, kind: str, name: str) -> bool:
        """Whether a key belongs to the one above it, only that it was not indented."""
        if kind != MAP or level is not self.top or not level.is_open:
            return False
        if level.spec is None or takes_any(level.spec) or knows(level.spec, name):
            return False
        inner = level.inner
        if inner is None or "object" not in inner.types:
            return False
        return takes_any(inner) or knows(inner, name)

    def _is_outcast(self, level: Level, kind: str, name: str) -> bool:
        """Whether a key nobody knows here stands where inner ones may have any name."""
        if kind != MAP or level is self.top or self._strangeness(level, name) < 2:
            return False
        if level.spec is not None and nearest(name, [*level.spec.properties, *level.spec.aliases]):
            return False  # a key of this level, misspelt
        inner = self.stack[self.stack.index(level) + 1]
        return inner.kind == MAP and takes_any(inner.spec)

    @staticmethod
    def _strangeness(level: Level, name: str) -> int:
        spec = level.spec
        if level.kind == LIST and spec is not None:
            spec = spec.items
        if knows(spec, name):
            return 0
        return 1 if spec is None or takes_any(spec) or not name else 2

    def nearest(self, col: int, kind: str, name: str) -> Level | None:
        """Return the level that a line was most likely meant for, though it fits none."""
        top = self.top
        best, least = None, (9, 0)
        for level in reversed(self.stack):
            if level.kind == kind:
                rank = (self._strangeness(level, name), abs(level.col - col))
                if rank < least:
                    best, least = level, rank
        if top.is_open and self._may_hold(top, kind, name) and not is_only_text(top.inner):
            new = Level(kind, col, top.fixed + 2, top.inner)
            if (self._strangeness(new, name), abs(new.fixed - col)) <= least:
                top.end("")
                self.stack.append(new)
                return new
        if best is not None:
            self._close(best)
        return best

    def expects_item(self, cols: list[int]) -> bool:
        """Whether an item of a list may begin at one of these columns."""
        top = self.top
        if top.is_open and top.inner is not None and "array" in top.inner.types:
            return True
        levels = (level for level in self.stack if level.kind == LIST)
        return any(abs(level.col - col) <= 1 for level in levels for col in cols)

    def lacks_dash(self, col: int, name: str) -> bool:
        """Whether a line without a dash can be nothing but an item of a list."""
        top = self.top
        if name and top.kind == MAP and top.col == col and top.fixed > col:
            # It goes on with an item that began in the same way, unless it begins the next.
            return len(self.stack) > 1 and name == top.first and self.stack[-2].kind == LIST
        if top.kind == LIST and not top.is_open and top.bare and top.col == col:
            return True
        inner = top.inner
        if not top.is_open or col <= top.col or inner is None or inner.items is None:
            return False
        if not inner.types.isdisjoint(("object", "string")):
            return False
        return knows(inner.items, name) if name else "string" in inner.items.types

    def inside(self, outer: Level, kind: str, col: int, fixed: int) -> Level:
        """Open what begins behind a dash, in the same line."""
        new = Level(kind, col, fixed, outer.inner)
        outer.end("")
        self.stack.append(new)
        return new
