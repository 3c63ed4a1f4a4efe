"""Which lines of a text go into 原文: those that were printed otherwise than they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from zongjie.diagnostics import Diagnostic, Severity
from zongjie.recovery.look import Line, split
from zongjie.recovery.written import Written


@dataclass
class Kept:
    """Lines in 原文: with how many more empty lines before them, or in one with the line before."""

    pads: dict[int, int] = field(default_factory=dict)
    glued: set[int] = field(default_factory=set)
    plain: set[int] = field(default_factory=set)  # lines whose figures stay text
    figured: set[int] = field(default_factory=set)  # lines with references, as last written

    def state(self) -> tuple[object, ...]:
        """Return all that is kept, to be compared."""
        return dict(self.pads), set(self.glued), set(self.plain)

    def keep(self, at: int) -> None:
        """Keep a line; one with references is first tried without them."""
        if at in self.figured and at not in self.plain:
            self.plain.add(at)
        else:
            self.pads.setdefault(at, 0)

    def space(self, at: int, missing: int) -> None:
        """Keep a line that lacks empty lines before it, or (below 0) has too many."""
        pad = self.pads.get(at, 0) + missing
        self.pads[at] = max(pad, 0)
        if pad < 0 and at:
            self.keep(at - 1)
            self.glued.add(at)

    def keep_faulty(self, written: Written, found: Sequence[Diagnostic]) -> None:
        """Keep the lines of which the YAML has an error."""
        for fault in found:
            if fault.severity is Severity.ERROR and fault.span is not None:
                row, _ = fault.span.source.position(fault.span.start)
                at = written.lines[row - 1] if row <= len(written.lines) else -1
                if at >= 0:
                    self.keep(at)

    def keep_differing(self, lines: Sequence[Line], printed: str) -> None:
        """Keep the lines that were printed otherwise."""
        shown = split(printed)
        start, stop = 0, len(lines)
        while start < min(stop, len(shown)) and lines[start].text == shown[start].text:
            start += 1
        left = len(shown)
        while stop > start and left > start and lines[stop - 1].text == shown[left - 1].text:
            stop, left = stop - 1, left - 1
        same = stop - start == left - start  # then each line can be told by its place
        for at in range(start, stop):
            if not same or lines[at].text != shown[at].text:
                self.keep(at)
        if start == stop and left > start:  # something was printed that is not there
            self.keep(max(start - 1, 0))
            self.keep(min(start, len(lines) - 1))
        if len(shown) == len(lines) and start == stop:
            for at, (line, other) in enumerate(zip(lines, shown, strict=True)):
                if line.gap != other.gap:
                    self.space(at, line.gap - other.gap)
