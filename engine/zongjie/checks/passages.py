"""The paragraphs of a document as plain text that knows where each character stands."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from zongjie.diagnostics import Span
from zongjie.document import (
    Block,
    Document,
    Inlines,
    Note,
    Paragraph,
    Run,
    paragraphs_of,
)
from zongjie.records import NamedTuple
from zongjie.text import BREAK, fold


class Passage:
    """One paragraph, heading, cell or footnote: what is printed, and by which runs."""

    def __init__(self, block: Block, inlines: Inlines, *, note: bool = False) -> None:
        self.block = block
        self.runs = tuple(inline for inline in inlines if isinstance(inline, Run))
        self.text = "".join([run.text for run in self.runs])
        self.note = note
        self._places: dict[int, _Written] = {}

    @cached_property
    def references(self) -> tuple[tuple[int, int, Run], ...]:
        """What indicators print here: from where, to where, and the run."""
        found = []
        at = 0
        for run in self.runs:
            if run.value:
                found.append((at, at + len(run.text), run))
            at += len(run.text)
        return tuple(found)

    @cached_property
    def typed(self) -> str:
        """What staff typed, a mark for each character that an indicator prints."""
        shown = ["￼" * len(run.text) if run.value else run.text for run in self.runs]
        return "".join(shown)

    def reference(self, start: int, end: int) -> Run | None:
        """Return the run of an indicator that prints some of these characters."""
        return next(
            (run for first, last, run in self.references if first < end and start < last), None
        )

    def _written(self, run: Run) -> _Written:
        """Return how a run stands in its file; asked once, however much is found in it."""
        known = self._places.get(id(run))
        if known is None:
            known = self._places[id(run)] = _Written.of(run)
        return known

    def place(self, start: int, end: int) -> Span | None:
        """Return where characters stand; the whole reference where an indicator prints them.

        Of a stretch over several runs it is the part in the first; None for
        words that no file holds.
        """
        at = 0
        for run in self.runs:
            after = at + len(run.text)
            if start < after:
                return self._written(run).place(start - at, min(end, after) - at)
            at = after
        return None


class _Written(NamedTuple):
    """How a run stands in its file; ``offsets`` of its characters where lines break inside."""

    span: Span | None
    offsets: list[int] | None = None
    same: bool = False

    @classmethod
    def of(cls, run: Run) -> _Written:
        """Return how a run is written."""
        if run.origin is None:
            return cls(None)
        span = run.origin.span()
        written = span.text
        if written == run.text:
            return cls(span, same=True)
        if fold(written) != run.text:
            return cls(span)
        return cls(span, [at for first, last in _kept(written) for at in range(first, last)])

    def place(self, start: int, end: int) -> Span | None:
        """Return where ``run.text[start:end]`` stands; the whole run where that is not known."""
        span, offsets = self.span, self.offsets
        if span is None or end <= start or not (self.same or offsets):
            return span
        first = offsets[start] if offsets else start
        last = offsets[end - 1] + 1 if offsets else end
        return Span(span.source, span.start + first, span.start + last)


def _kept(written: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches between the line breaks of a text."""
    at = 0
    for gap in BREAK.finditer(written):
        yield at, gap.start()
        at = gap.end()
    yield at, len(written)


def passages(document: Document) -> list[Passage]:
    """Return every passage in reading order, a footnote once, behind where its mark stands."""
    found: list[Passage] = []
    seen: set[str] = set()
    for block in document.blocks:
        for inlines in paragraphs_of(block):
            found.append(Passage(block, inlines))
            for inline in inlines:
                if isinstance(inline, Note) and inline.key not in seen:
                    seen.add(inline.key)
                    found.append(Passage(block, inline.runs, note=True))
    return [passage for passage in found if passage.text]


def is_prose(passage: Passage) -> bool:
    """Whether it is a paragraph of the body."""
    return isinstance(passage.block, Paragraph) and not passage.note
