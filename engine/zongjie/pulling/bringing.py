"""Rounds of steps: each is tried, printed and held against what it was to do.

What does not print as it should is undone and never tried again, so that a
text which was not asked for cannot come to stand in the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import Final

from zongjie.diagnostics import Source
from zongjie.pulling.book import Book, Piece, Print, Printer, Sort, is_number
from zongjie.pulling.footnotes import unused
from zongjie.pulling.marks import Signs, names_like, signed
from zongjie.pulling.planning import Planner, Wish
from zongjie.pulling.prose import covered, widened
from zongjie.pulling.retitled import paired
from zongjie.pulling.spots import numbered, without_number
from zongjie.pulling.standing import OWN
from zongjie.pulling.steps import Refusal, Step, expected, texts_of
from zongjie.records import NamedTuple
from zongjie.revisions import NOTE, Kind, Line, lines_of, ops
from zongjie.sources.edit import Edit, Edits
from zongjie.text import pattern

_MOST_ROUNDS: Final = 60
_MOST_BLAMED: Final = 4
_DIGITS: Final = pattern(r"[0-9.]+")
UNSAYABLE: Final = "这样改，YAML 里写不成"
OTHERWISE: Final = "写进去以后印出来不是这样，没有写"


class Brought(NamedTuple):
    """A report with what could be taken, and what could not."""

    book: Book
    refusals: list[Refusal]
    steps: list[Step]
    wish: Wish


class _Place(NamedTuple):
    """Characters of a file after some steps, and which of these put them there."""

    name: str
    start: int
    end: int
    step: Step


class Bringer:
    """Brings a report to print what is wished, as far as it can."""

    def __init__(
        self,
        book: Book,
        wished: Sequence[Line],
        printer: Printer,
        signs: Signs,
        *,
        as_is: bool = False,
    ) -> None:
        self.as_is = as_is
        self.first = self.book = book
        self.wished = wished
        self.printer = printer
        self.signs = signs
        self.barred: dict[object, str] = {}
        self.steps: list[Step] = []

    def bring(self) -> Brought:
        """Return the report after all rounds; its sources are those of the book's report."""
        made = 0  # steps, when all that had failed was last tried anew
        for number in count():
            steps, refusals, wish = self._plan()
            if steps and number < _MOST_ROUNDS:
                self._round(steps)
            elif steps:  # it goes in a circle; what is left is told
                self.barred |= dict.fromkeys((step.key for step in steps), OTHERWISE)
            elif self.barred and len(self.steps) > made and number < _MOST_ROUNDS:
                made = len(self.steps)
                self.barred.clear()  # what was made since may have made room
            else:
                break
        return self._without_unused(refusals, wish)

    def _plan(self) -> tuple[list[Step], list[Refusal], Wish]:
        names = names_like(self.wished, self.book.lines, self.signs)
        lines = signed(self.wished, names)
        body = [line for line in lines if line.kind is not Kind.NOTE]
        notes = {names[one.notes[0]]: one.text for one in lines if one.kind is Kind.NOTE}
        groups = paired(self.book.body, body)
        wish = Wish(body, notes)
        steps, refusals = Planner(self.book, groups, wish, self.barred, as_is=self.as_is).plan()
        return steps, refusals, wish

    def _round(self, steps: Sequence[Step]) -> None:
        done = {step.key for step in self.steps}
        again = [step for step in steps if step.key in done]
        for step in again:  # it was made, and changed nothing
            self.barred[step.key] = OTHERWISE
        left = [step for step in steps if step.key not in done]
        if left:
            self._attempt(left)

    def _attempt(self, steps: Sequence[Step], blamed: int = 0) -> bool:
        """Make as many steps as go together; return whether any were made.

        ``blamed`` says how often others were left out in vain: then it is sought by halves.
        """
        made, sources, places = self._edited(steps)
        if not made:
            return False
        printed = self.printer(sources)
        why, book = self._judged(made, printed)
        if book is not None:
            self.book = book
            self.steps += made
            return True
        if len(made) == 1:
            self.barred[made[0].key] = why
            return False
        if lost := self._lost(made, printed):
            self.barred |= dict.fromkeys((step.key for step in lost), OTHERWISE)
            rest = [step for step in made if step.key not in self.barred]
            return bool(rest) and self._attempt(rest, blamed)
        suspects = _blamed(places, printed) or self._suspects(made, printed)
        if 0 < len(suspects) < len(made) and blamed < _MOST_BLAMED:
            keys = {step.key for step in suspects}
            rest = [step for step in made if step.key not in keys]
            return self._attempt(rest, blamed + 1) or self._attempt(suspects, blamed + 1)
        half = len(made) // 2
        return self._attempt(made[:half], blamed) or self._attempt(made[half:], blamed)

    def _suspects(self, made: Sequence[Step], printed: Print) -> list[Step]:
        """Return the steps of which a line does not print as it was to, or not where it was to.

        To halve again and again would print a long report a hundred times.
        """
        if printed.document is None:
            return []
        body = [one for one in lines_of(printed.document) if one.kind is not Kind.NOTE]
        said = [self._plain(line.text) for line in body]
        changed = texts_of([line.text for line in self.book.lines], made)
        known = set(said)
        missing = [
            step
            for step in made
            if any(
                self._plain(text) not in known
                for text in (
                    *(text for _, text in step.new),
                    *(text for at, _ in step.ops for text in changed.get(at, ())),
                )
            )
        ]
        if missing:
            return missing
        wanted = map(self._plain, expected([line.text for line in self.book.body], made))
        astray = {one for one, other in zip(wanted, said, strict=False) if one != other}
        return [step for step in made if any(self._plain(text) in astray for _, text in step.new)]

    def _plain(self, text: str) -> str:
        return _plain(text, self.signs)

    def _lost(self, made: Sequence[Step], printed: Print) -> list[Step]:
        """Return the steps that only add lines, and of which no line prints at all.

        Trying each alone would print the report once for every one of them.
        """
        if printed.document is None:
            return []
        said = {_plain(line.text, self.signs) for line in lines_of(printed.document)}
        return [
            step
            for step in made
            if step.new
            and not (step.ops or step.gone)
            and not any(_plain(text, self.signs) in said for _, text in step.new)
        ]

    def _edited(self, steps: Iterable[Step]) -> tuple[list[Step], list[Source], list[_Place]]:
        """Return the steps that do not meet each other, the files after them, and where each is."""
        homes = self.book.homes
        edits = {
            id(source): Edits(source, homes.roots[id(source)])
            for source in self.book.loaded.sources
            if id(source) in homes.roots
        }
        made: list[Step] = []
        owners: dict[int, list[Step]] = {name: [] for name in edits}
        for step in steps:
            try:
                fits = _tried(edits, step)
            except (ValueError, StopIteration):
                self.barred[step.key] = UNSAYABLE
                continue
            if fits:
                made.append(step)
                for name, one in edits.items():
                    owners[name] += [step] * (one.mark() - len(owners[name]))
            elif not made:  # it meets itself
                self.barred[step.key] = UNSAYABLE
        sources = [_after(source, edits.get(id(source))) for source in self.book.loaded.sources]
        places = [
            place
            for source in self.book.loaded.sources
            if id(source) in edits
            for place in _places(source.name, edits[id(source)].made, owners[id(source)])
        ]
        return made, sources, places

    def _judged(self, made: Sequence[Step], printed: Print) -> tuple[str, Book | None]:
        """Return the report as it prints now if that is what was to be, else why not."""
        if printed.document is None or printed.report is None:
            told = printed.errors[0].message if printed.errors else ""
            return f"{UNSAYABLE}：{told}" if told else UNSAYABLE, None
        book = Book(printed.loaded, printed.document, printed.report, self.signs, self.book.topics)
        wanted = expected([line.text for line in self.book.body], made)
        renamed = self._renamed(book)
        if len(wanted) != len(book.body):
            return OTHERWISE, None
        own = {op.text for step in made if step.note == OWN for _, op in step.ops}
        tells = any(step.tells for step in made)
        for number, (text, line) in enumerate(zip(wanted, book.body, strict=True)):
            said, pieces = line.text.translate(renamed), book.pieces(number)
            if text == said or (tells and _is_the_engines(text, said, pieces)):
                continue
            if text in own or not _excused(text, said, line, pieces):
                return OTHERWISE, None
        return ("", book) if self._notes_hold(book, made) else (OTHERWISE, None)

    def _renamed(self, book: Book) -> dict[int, str]:
        """Return the signs of footnotes that have just been defined, as new words have them."""
        new = {text: sign for sign, text in self.signs.definitions.items()}
        known = {key for line in self.book.lines for key in line.notes}
        found = {}
        for line in book.lines:
            if line.kind is Kind.NOTE and line.notes[0] not in known and line.text in new:
                found[ord(self.signs.own(line.notes[0]))] = new[line.text]
        return found

    def _notes_hold(self, book: Book, made: Sequence[Step]) -> bool:
        """Whether every footnote says what it said, or what it was to say."""
        body = len(self.book.body)
        moved = [
            step._replace(
                ops=tuple((at - body, op) for at, op in step.ops if at >= body), gone=(), new=()
            )
            for step in made
        ]
        before = [line.text for line in self.book.lines[body:]]
        wanted = {*expected(before, moved), *self.signs.definitions.values()}
        for number, line in enumerate(book.lines):
            if line.kind is not Kind.NOTE or line.text in wanted:
                continue
            pieces = book.pieces(number)
            if not any(_excused(text, line.text, line, pieces) for text in wanted):
                return False
        return True

    def _without_unused(self, refusals: list[Refusal], wish: Wish) -> Brought:
        """Take away the footnotes whose last mark went."""
        printed = {key for line in self.first.lines for key in line.notes}
        while steps := list(unused(self.book, printed)):
            if not self._attempt(steps):
                break
        return Brought(self.book, refusals, self.steps, wish)


def _after(source: Source, edits: Edits | None) -> Source:
    text = edits.text() if edits is not None and edits.made else source.text
    return Source(source.name, text, source.encoding, bom=source.bom)


def _places(name: str, edits: Iterable[Edit], owners: Iterable[Step]) -> Iterator[_Place]:
    """Yield where in a file the characters of its edits stand once all are made."""
    shift = 0
    for edit, step in sorted(
        zip(edits, owners, strict=True), key=lambda one: (one[0].start, one[0].rank)
    ):
        start = edit.start + shift
        yield _Place(name, start, start + len(edit.new), step)
        shift += len(edit.new) - (edit.end - edit.start)


def _blamed(places: Sequence[_Place], printed: Print) -> list[Step]:
    """Return the steps that errors of the edited files point at, or stand next to."""
    found: dict[object, Step] = {}
    for span in (one.span for one in printed.errors if one.span is not None):
        near = [one for one in places if one.name == span.source.name]
        if near:
            step = min(near, key=lambda one: max(one.start - span.end, span.start - one.end)).step
            found[step.key] = step
    return list(found.values())


def _tried(edits: dict[int, Edits], step: Step) -> bool:
    """Make a step in all its files, or in none; return whether it was made."""
    before = {name: one.mark() for name, one in edits.items()}
    for source, doing in step.doing:
        try:
            fits = edits[id(source)].tried(doing)
        except (ValueError, StopIteration):
            for name, mark in before.items():
                edits[name].back(mark)
            raise
        if not fits:
            for name, mark in before.items():
                edits[name].back(mark)
            return False
    return True


def _is_the_engines(wanted: str, said: str, pieces: Sequence[Piece]) -> bool:
    """Whether two lines differ only where nobody's words stand."""
    for op in widened(ops(said, wanted), pieces, said):
        near = [one for one in pieces if one.start <= op.end and op.start <= one.end]
        if any(one.home is not None for one in covered(op, pieces)):
            return False
        if all(one.home is not None for one in near):
            return False
    return True


def _plain(text: str, signs: Signs) -> str:
    """Return a line without what may print otherwise than it was typed: numbers and marks."""
    unmarked = "".join(char for char in text if char not in signs and char != NOTE)
    return _DIGITS.sub("", without_number(unmarked).strip())


def _excused(wanted: str, said: str, line: Line, pieces: Sequence[Piece]) -> bool:
    """Whether a line differs only in figures, which follow others, and in numbers of the form."""
    if numbered(line):  # its number is not looked at
        wanted = said[: line.lead] + without_number(wanted)
    for op in widened(ops(said, wanted), pieces, said):
        met = covered(op, pieces)
        if len(met) != 1 or (met[0].start, met[0].end) != op[:2] or not op.text.strip():
            return False
        if met[0].sort is not Sort.VALUE and not (is_number(met[0].text) and is_number(op.text)):
            return False
    return True
