"""A report that staff typed with slips of the hand → a copy that can be read.

Imported only when a file has an error.  A repair is believed only if the copy
is better for it: what reads without error is never touched, and each edit must
be needed.  A line that nobody can read is left out, and the rest still checked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeAlias

from zongjie.diagnostics import Diagnostic, Severity, Source
from zongjie.records import NamedTuple
from zongjie.sources.edit import Edit
from zongjie.sources.files import control_characters, forbidden, instead
from zongjie.sources.mending.copies import Copy
from zongjie.sources.mending.flaws import Flaw
from zongjie.sources.mending.scan import scan
from zongjie.sources.schema import Spec

_Cost: TypeAlias = tuple[bool, int, int, int]

_MOST_READ: Final = 1_500_000  # characters read again and again before we stop asking
_LARGEST: Final = 3_000_000  # characters of a text that is looked into at all
_MOST_LEFT_OUT: Final = 12  # lines
# Faults that hide what stands below them: it is better to have some of the others instead.
_HIDING: Final = frozenset(("ZJ101", "ZJ103", "ZJ104", "ZJ107"))


class Judged(NamedTuple):
    """What reading one file alone gives: the number of its keys, None where it is no YAML."""

    keys: int | None
    faults: list[Diagnostic]


Judge: TypeAlias = Callable[[Source], Judged]


class Mended(NamedTuple):
    """A copy to read on with, and what was found on the way."""

    source: Source
    diagnostics: list[Diagnostic]


def mend(source: Source, spec: Spec, judge: Judge) -> Mended:
    """Return what can be read of a faulty text, with all that is told of its repair.

    Where nothing makes it better the source itself is returned, without a word.
    """
    if len(source.text) > _LARGEST:
        return Mended(source, [])
    barred = control_characters(source)  # what no YAML may hold at all is always taken out
    if not barred:
        return _Mending(source, judge).run(spec)
    text = source.text
    edits = [Edit(*match.span(), instead(text, match.end())) for match in forbidden(text)]
    mended = _Mending(Copy(source, edits), judge).run(spec)
    return Mended(mended.source, [*barred, *mended.diagnostics])


class _Mending:
    def __init__(self, source: Source, judge: Judge) -> None:
        self.source = source
        self.judge = judge
        self.left = _MOST_READ
        self.keys = 0  # that could be read before: a repair must not hide one

    def run(self, spec: Spec) -> Mended:
        flaws = self._apart(scan(self.source.text, spec))
        if flaws:
            self.keys = self._read(self.source).keys or 0
            flaws = self._needed(flaws, self._cost([]))
        edits = _edits(flaws)
        told = [flaw.diagnostic(self.source) for flaw in flaws]
        left_out, more = self._left_out(edits)
        if left_out is None or not (left_out or edits):
            # Nothing helps: as it was, with the parser's own words.
            return Mended(self.source, [])
        kept = [edit for edit in edits if not _is_within(edit, left_out)]
        return Mended(Copy(self.source, [*kept, *left_out]), [*told, *more])

    # ---- which repairs are believed ------------------------------------------------

    def _apart(self, flaws: Sequence[Flaw]) -> list[Flaw]:
        """Return the flaws whose edits are not in each other's way."""
        taken: list[tuple[int, int]] = []
        found = []
        for flaw in flaws:
            spans = [(edit.start, edit.end) for edit in flaw.edits]
            if not any(_overlap(span, other) for span in spans for other in taken[-400:]):
                taken += spans
                found.append(flaw)
        return found

    def _needed(self, flaws: list[Flaw], before: _Cost) -> list[Flaw]:
        """Return the flaws without which the text would be worse."""
        kept = list(flaws)
        cost = self._cost(_edits(kept))
        groups = [[flaw] for flaw in reversed(flaws)]
        if len(groups) * len(self.source.text) > self.left:
            by_rule: dict[str, list[Flaw]] = {}
            for flaw in flaws:
                by_rule.setdefault(flaw.title, []).append(flaw)
            groups = list(by_rule.values())
        for group in groups:
            if self.left < 0:
                break
            rest = [flaw for flaw in kept if not any(flaw is one for one in group)]
            without = self._cost(_edits(rest))
            if without <= cost:
                kept, cost = rest, without
        return kept if cost < before else []

    def _cost(self, edits: Sequence[Edit]) -> _Cost:
        keys, found = self._read(Copy(self.source, edits))
        errors = [one for one in found if one.severity is Severity.ERROR]
        hiding = sum(one.code in _HIDING or one.code[:3] == "ZJ0" for one in errors)
        lost = 0 if keys is None else max(0, self.keys - keys)
        return (keys is None, lost, hiding, len(errors) - hiding)

    def _read(self, copy: Source) -> Judged:
        self.left -= len(copy.text) + 1000
        return self.judge(copy)

    # ---- lines that nobody can read ------------------------------------------------

    def _left_out(self, edits: Sequence[Edit]) -> tuple[list[Edit] | None, list[Diagnostic]]:
        """Return edits that leave out what still cannot be read, and what is told of it."""
        gaps: list[Edit] = []
        told: list[Diagnostic] = []
        fault = self._fault([*edits])
        while fault is not None:
            if len(gaps) >= _MOST_LEFT_OUT or self.left < 0 or fault.span is None:
                return None, []
            if not any(_touches(fault, gap) for gap in gaps):
                told.append(fault)
            tries = [[*gaps, gap] for gap in self._gaps(fault, gaps)]
            after = [(self._fault(_merged(edits, one)), one) for one in tries]
            if not after:
                return None, []
            fault, gaps = max(after, key=lambda pair: _reach(pair[0]))
        return gaps, told

    def _fault(self, edits: Sequence[Edit]) -> Diagnostic | None:
        """Return why the text still cannot be read; None where it can."""
        keys, found = self._read(Copy(self.source, edits))
        return found[0] if keys is None and found else None

    def _gaps(self, fault: Diagnostic, gaps: Sequence[Edit]) -> list[Edit]:
        """Return lines near a fault that might be left out: alone, or with what is below."""
        source = self.source
        if fault.span is None or fault.span.source is not source:
            return []
        row, _ = source.position(fault.span.start)
        last, _ = source.position(len(source.text))
        found = []
        for number in (row, row + 1, row - 1):
            if not 1 <= number <= last:
                continue
            start = source.offset(number)
            end = start + len(source.line(number))
            if start == end or any(gap.start <= start < gap.end for gap in gaps):
                continue
            found.append(Edit(start, end, ""))
            below = _end_of_branch(source, number, last)
            if below > end and not any(start <= gap.start < below for gap in gaps):
                found.append(Edit(start, below, ""))
        return found


def _end_of_branch(source: Source, row: int, last: int) -> int:
    """Return where the rows end that are further in than this one."""
    line = source.line(row)
    col = len(line) - len(line.lstrip())
    end = source.offset(row) + len(line)
    for number in range(row + 1, min(last, row + 200) + 1):
        below = source.line(number)
        if below.strip():
            if len(below) - len(below.lstrip()) <= col:
                break
            end = source.offset(number) + len(below)
    return end


def _edits(flaws: Iterable[Flaw]) -> list[Edit]:
    return [edit for flaw in flaws for edit in flaw.edits]


def _merged(edits: Sequence[Edit], gaps: Sequence[Edit]) -> list[Edit]:
    return [*(edit for edit in edits if not _is_within(edit, gaps)), *gaps]


def _is_within(edit: Edit, gaps: Sequence[Edit]) -> bool:
    return any(gap.start <= edit.start and edit.end <= gap.end for gap in gaps)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    if one == other:
        return one[0] < one[1]
    return one[0] < other[1] and other[0] < one[1]


def _touches(fault: Diagnostic, gap: Edit) -> bool:
    """Whether a fault is but the echo of a line that was left out."""
    return fault.span is not None and gap.start - 1 <= fault.span.start <= gap.end + 1


def _reach(fault: Diagnostic | None) -> float:
    """Return how far a text could be read."""
    if fault is None:
        return float("inf")
    return fault.span.start if fault.span is not None else 0
