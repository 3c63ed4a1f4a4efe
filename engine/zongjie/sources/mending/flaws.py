"""What a scan found: a place, what to tell of it, and the edits that mend it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from zongjie.diagnostics import Diagnostic, Fix, Replacement, Source
from zongjie.records import NamedTuple
from zongjie.sources.edit import Edit

MOST: Final = 1000  # nobody mends more than that at once; what comes after is not looked at
Tell = Callable[..., Diagnostic]  # a rule with all its arguments but span and fix


class Flaw(NamedTuple):
    """A slip of the hand; ``edits`` grows where lines below move along."""

    start: int
    end: int
    tell: Tell
    title: str
    edits: list[Edit]
    is_safe: bool = True

    def diagnostic(self, source: Source) -> Diagnostic:
        """Return what a person is told, with the fix."""
        changes = [Replacement(source.place(e.start, e.end), e.new) for e in self.edits]
        first, *more = changes
        fix = Fix(self.title, first.span, first.text, self.is_safe, tuple(more))
        return self.tell(source.place(self.start, self.end), fix=fix)


def quoted(text: str, start: int, end: int) -> list[Edit]:
    """Return the edits that put quotes round ``text[start:end]``."""
    inner = text[start:end]
    mark = '"' if not set(inner) & set('"\\') else "'"
    doubled = [
        Edit(start + at, start + at + 1, "''")
        for at, char in enumerate(inner)
        if char == mark == "'"
    ]
    return [Edit(start, start, mark), *doubled, Edit(end, end, mark)]
