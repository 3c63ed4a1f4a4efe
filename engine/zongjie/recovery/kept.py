"""Which lines of a text go into 原文: those that were printed otherwise than they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from zongjie.diagnostics import Diagnostic, Severity
from zongjie.records import NamedTuple
from zongjie.recovery.written import Written
from zongjie.wrapping import Line, split


@dataclass
class Kept:
    """Lines in 原文: with how many more empty lines before them, or in one with the line before.

    A line that only lacks empty lines is first tried with these alone as 原文 before
    it (``spaces``), so that it stays what it is.
    """

    spaces: dict[int, int] = field(default_factory=dict)
    pads: dict[int, int] = field(default_factory=dict)
    glued: set[int] = field(default_factory=set)
    plain: set[int] = field(default_factory=set)  # lines whose figures stay text
    figured: set[int] = field(default_factory=set)  # lines with references, as last written

    def state(self) -> tuple[object, ...]:
        """Return all that is kept, to be compared."""
        return dict(self.spaces), dict(self.pads), set(self.glued), set(self.plain)

    def keep(self, at: int) -> None:
        """Keep a line; one with references is first tried without them."""
        if at in self.figured and at not in self.plain:
            self.plain.add(at)
        else:
            self.pads.setdefault(at, 0)

    def space(self, at: int, missing: int) -> None:
        """Keep a line that lacks empty lines before it, or (below 0) has too many."""
        if at not in self.pads:
            known = self.spaces.get(at)
            if missing > 0 and known is None:
                self.spaces[at] = missing
                return
            # Round a block of empty lines there are others: fewer are wanted in it.
            if known and known + missing > 0:
                self.spaces[at] = known + missing
                return
            missing += known or 0
            self.spaces[at] = 0
        pad = self.pads.get(at, 0) + missing
        self.pads[at] = max(pad, 0)
        if pad < 0 and at:
            self.keep(at - 1)
            self.glued.add(at)

    def keep_faulty(self, written: Written, found: Sequence[Diagnostic]) -> None:
        """Keep the lines of which the YAML has an error, each once however many it has."""
        faulty: set[int] = set()
        for fault in found:
            if fault.severity is Severity.ERROR and fault.span is not None:
                row, _ = fault.span.source.position(fault.span.start)
                faulty.add(written.lines[row - 1] if row <= len(written.lines) else -1)
        for at in sorted(faulty - {-1}):
            self.keep(at)

    def keep_differing(self, lines: Sequence[Line], printed: str) -> None:
        """Keep the lines that were printed otherwise, whole where they stand in several rows."""
        wanted = [
            _Row(row, 0 if within else line.gap, at)
            for at, line in enumerate(lines)
            for within, row in enumerate(line.rows)
        ]
        from difflib import SequenceMatcher  # only where something differs

        shown = split(printed)
        texts, others = [row.text for row in wanted], [row.text for row in shown]
        if texts == others:
            for row, other in zip(wanted, shown, strict=True):
                if row.gap != other.gap:
                    self.space(row.line, row.gap - other.gap)
            return
        odd: dict[int, None] = {}
        for what, start, stop, _, _ in SequenceMatcher(None, texts, others).get_opcodes():
            if what == "insert":  # something was printed that is not there
                odd |= dict.fromkeys(row.line for row in wanted[max(start - 1, 0) : start + 1])
            elif what != "equal":
                odd |= dict.fromkeys(row.line for row in wanted[start:stop])
        for line in odd:
            self.keep(line)


class _Row(NamedTuple):
    """A row of the text, the empty rows before it, and the line it belongs to."""

    text: str
    gap: int
    line: int
