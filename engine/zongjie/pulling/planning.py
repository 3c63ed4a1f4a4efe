"""Groups of lines → steps that make one of the other, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from zongjie.pulling import adding, entries, joining, removing, standing, titles, topics, values
from zongjie.pulling.book import Book, Piece, Sort, is_fixed, is_number
from zongjie.pulling.footnotes import definitions
from zongjie.pulling.marks import PARAGRAPH
from zongjie.pulling.prose import RAW, Markup, Refused, covered, cuts, slices, widened, written_of
from zongjie.pulling.spots import bare, numbered
from zongjie.pulling.steps import Doing, Refusal, Step, splice
from zongjie.pulling.structure import Layout
from zongjie.records import NamedTuple
from zongjie.revisions import Group, Kind, Line, Op, ops
from zongjie.text import pattern

_DIGITS: Final = pattern(r"[0-9０-９]")
_AMOUNT: Final = r"[约近超逾]?[0-9０-９][0-9０-９.．,，]*[十百千万亿]*[余多]?"
_STOP: Final = "。"
STOPPED: Final = "标题后面的句号是体例自动加的"
PARTLY: Final = "这个数还印在别处，那里没有改；几处一起改才算数"
UNLIKE: Final = "这个数印在几处，改得不一样"


class Wish(NamedTuple):
    """What is to print: the body's lines in order, and footnotes by their signs."""

    lines: Sequence[Line]
    notes: Mapping[str, str]


class _Figure(NamedTuple):
    """A printed figure that is another now; ``typed`` are all words that came in its place."""

    number: int
    op: Op
    piece: Piece
    typed: Op


class Planner:
    """Plans one round.  What was tried in vain is in ``barred``, with the reason."""

    def __init__(
        self,
        book: Book,
        groups: Sequence[Group],
        wish: Wish,
        barred: Mapping[object, str],
        *,
        as_is: bool = False,
    ) -> None:
        self.as_is = as_is
        self.book = book
        self.groups = groups
        self.wish = wish
        self.barred = barred
        self.steps: list[Step] = []
        self.refusals: list[Refusal] = []
        self._figures: list[_Figure] = []
        self._waiting: list[int] = []  # groups that come along with one before them
        self.markup = Markup(book, [])
        self.layout = Layout(book, groups, wish.lines)

    def plan(self) -> tuple[list[Step], list[Refusal]]:
        """Return what can be done at once, and what is not taken.

        Lines that changed places wait until nothing else is left: then it is
        clear between which they go.
        """
        self.markup.pool += self._freed()
        for number, group in enumerate(self.groups):
            if len(group.olds) == 1 and len(group.news) == 1 and not group.moved:
                self._edited(group.olds[0], self._said(group))
            elif len(group.olds) == 1 and len(group.news) > 1:
                self._split(group)
            elif len(group.olds) > 1:
                last = self.book.body[group.olds[-1]].text
                whole = Op(0, len(last), self.wish.lines[group.news[0]].text)
                self._try(partial(joining.merged, self.layout, group), group.olds[-1], whole)
            elif not group.olds:
                self._new(number)
        self._gone()
        for number, line in enumerate(self.book.lines):
            if line.kind is Kind.NOTE:
                sign = self.book.signs.own(line.notes[0])
                self._edited(number, self.wish.notes.get(sign, line.text))
        self._agreed()
        if not self.steps:
            for group in self.groups:
                if group.moved:
                    whole = Op(0, len(self.book.body[group.olds[0]].text), self._said(group))
                    self._try(partial(joining.moved, self.layout, group), group.olds[0], whole)
        if not self.steps:
            for number in self._waiting:  # for a heading that could not be put in
                self._refuse_new(number, adding.NOWHERE)
        return self.steps, self.refusals

    def _said(self, group: Group) -> str:
        """Return what a line is to say; its number is that which it has now, its stop too."""
        number = group.olds[0]
        line, new = self.book.lines[number], self.wish.lines[group.news[0]]
        text = line.text[: line.lead] + bare(new) if numbered(line) else new.text
        if line.kind is not Kind.HEADING or text.endswith(_STOP) or not self._is_stopped(number):
            return text
        end = len(line.text)
        self._refuse(number, Op(end - 1, end, ""), STOPPED)
        return text + _STOP

    def _is_stopped(self, number: int) -> bool:
        """Whether the form puts a stop behind a line."""
        last = self.book.pieces(number)[-1]
        return last.sort is Sort.AUTO and last.text == _STOP

    # ---- words ---------------------------------------------------------------------

    def _edited(self, number: int, new: str) -> None:
        """Plan what changed within a line."""
        line = self.book.lines[number]
        if line.text == new:
            return
        listed = entries.listed(self.book, number, new, self.markup)
        if listed is not None and listed.key not in self.barred:
            self._take(listed)
            return
        pieces = self.book.pieces(number)
        found = widened(ops(line.text, new), pieces, line.text)
        own = self._own_words(number, new, found)
        if own is not None:
            self._take(own)
            return
        for op in found:
            self._edit(number, op, pieces)

    def _own_words(self, number: int, new: str, found: Sequence[Op]) -> Step | None:
        """Return the step that makes a line staff's own where its words were not theirs."""
        if not standing.touches_wording(found, self.book.pieces(number)):
            return None
        steps = [standing.title(self.book, number, new, self.markup)]
        if self.as_is:
            steps += [
                standing.paragraph(self.book, number, new, found, self.markup, plain=plain)
                for plain in (False, True)
            ]
        return next((one for one in steps if one and one.key not in self.barred), None)

    def _edit(self, number: int, op: Op, pieces: Sequence[Piece]) -> None:
        line = self.book.lines[number]
        key = (line.text, number if line.kind is Kind.CELL else -1, op)
        why = self.barred.get(key, "")
        if why:
            self._refuse(number, op, why)
            return
        met = covered(op, pieces)
        if len(met) == 1 and is_number(met[0].text) and is_fixed(met[0]) and is_number(op.text):
            return  # it counts itself
        figures = [piece for piece in met if piece.sort is Sort.VALUE]
        alone = next((one for one in figures if (one.start, one.end) == op[:2]), None)
        if op.text.strip() and alone is not None and PARAGRAPH not in op.text:
            if not values.is_word(op.text, alone, self.book.report):
                self._number(number, op, alone)
                return
        elif op.text.strip() and len(figures) == 1 and (parts := _parted(op, figures[0])):
            for part in parts:
                self._edit(number, part, pieces)
            return
        self._try(partial(self._words, number, op, pieces, key), number, op)

    def _number(self, number: int, op: Op, piece: Piece) -> None:
        """Plan a figure that is another now; words that were put round it wait for it."""
        new = values.number_in(piece, op.text) if piece.home is not None else None
        if new != piece.text:
            figure = op if new is None else op._replace(text=new)
            self._figures.append(_Figure(number, figure, piece, op))
            return
        at = op.text.index(new)
        for start, words in ((op.start, op.text[:at]), (op.end, op.text[at + len(new) :])):
            if words:
                self._edit(number, Op(start, start, words), self.book.pieces(number))

    def _words(self, number: int, op: Op, pieces: Sequence[Piece], key: tuple[object, ...]) -> Step:
        line = self.book.lines[number]
        try:
            found, text = cuts(op, line, pieces)
        except Refused:
            step = joining.first_words(self.book, number, op, pieces, self.markup)
            step = step or topics.own_words(self.book, number, op, self.markup)
            if step is None:
                raise
            return step._replace(key=key)
        raw = found[0].home.name == RAW
        made = slices(found, self.markup.of(text, raw=raw))
        doing: list[Doing] = [
            (home.source, partial(splice, home.scalar, piece)) for home, piece in made
        ]
        for home, piece in made:
            doing += titles.same_in_lines(self.book, home, piece)
        doing += definitions(self.book, self.markup)
        return Step(key, tuple(doing), ((number, op),))

    def _freed(self) -> list[tuple[str, str]]:
        """Return the figures that went from where they stood: new words may hold them."""
        found = {
            (piece.text, written_of(piece))
            for number, op in self._deletions()
            for piece in covered(op, self.book.pieces(number))
            if piece.sort is Sort.VALUE and piece.home and _DIGITS.search(piece.text)
        }
        found |= set(self._put_elsewhere())
        return sorted(found, key=lambda one: (-len(one[0]), one))

    def _put_elsewhere(self) -> Iterator[tuple[str, str]]:
        """Yield the figures that stand elsewhere in their line now, with another number."""
        by_line: dict[int, list[Op]] = {}
        for number, op in self._deletions():
            by_line.setdefault(number, []).append(op)
        for number, found in by_line.items():
            for op in found:
                for piece in covered(op, self.book.pieces(number)):
                    unit = _unit(piece.text) if piece.sort is Sort.VALUE and piece.home else ""
                    others = [one.text for one in found if one is not op]
                    like = pattern(_AMOUNT + _quoted(unit))
                    near = [m[0] for text in others for m in like.finditer(text)] if unit else []
                    if len(near) == 1 and not like.search(op.text):
                        yield near[0], written_of(piece)

    def _deletions(self) -> Iterator[tuple[int, Op]]:
        for group in self.groups:
            olds = [self.book.lines[at].text for at in group.olds]
            if not group.news:
                yield group.olds[0], Op(0, len(olds[0]), "")
            elif len(olds) == 1:
                news = PARAGRAPH.join(self.wish.lines[at].text for at in group.news)
                if olds[0] != news:
                    pieces = self.book.pieces(group.olds[0])
                    for op in widened(ops(olds[0], news), pieces, olds[0]):
                        yield group.olds[0], op

    # ---- figures -------------------------------------------------------------------

    def _agreed(self) -> None:
        """Plan the figures that changed, each once, if all its places say the same."""
        changed: dict[object, list[_Figure]] = {}
        for figure in self._figures:
            field = values.field_of(figure.piece.value, self.book.report)
            changed.setdefault(_identity(field) or figure.piece.value, []).append(figure)
        if not changed:
            return
        gone = {at for group in self.groups if not group.news for at in group.olds}
        shown: dict[object, list[tuple[int, Piece]]] = {}
        for number in range(len(self.book.lines)):
            for piece in self.book.pieces(number):
                if piece.sort is Sort.VALUE and number not in gone:
                    field = values.field_of(piece.value, self.book.report)
                    name = _identity(field) or piece.value
                    if name in changed:
                        shown.setdefault(name, []).append((number, piece))
        for name, found in changed.items():
            self._figure(found, shown.get(name, []))

    def _figure(self, found: list[_Figure], shown: list[tuple[int, Piece]]) -> None:
        piece = found[0].piece
        places = {(one.number, one.piece.start) for one in found}
        try:
            news = {values.whole_of(one.piece, one.op.text, self.book.report) for one in found}
        except Refused as refused:
            for one in found:
                self._refuse(one.number, one.typed, str(refused))
            return
        others = [at for at, other in shown if (at, other.start) not in places]
        key = ("figure", piece.value, piece.text, tuple(sorted(news)))
        why = self.barred.get(key, "")
        if len(news) > 1:
            why = UNLIKE
        elif others and values.field_of(piece.value, self.book.report) is not None:
            why = PARTLY
        if not why:
            try:
                change = values.changed(piece, next(iter(news)), self.book)
            except Refused as refused:
                why = str(refused)
            else:
                made = tuple((one.number, one.op) for one in found)
                self._take(Step(key, change.doing, made, note=change.note))
                return
        for one in found:
            self._refuse(one.number, one.typed, why)

    # ---- lines ---------------------------------------------------------------------

    def _split(self, group: Group) -> None:
        """Plan a line that became several: as paragraphs of one text, else as items."""
        number = group.olds[0]
        line = self.book.lines[number]
        new = PARAGRAPH.join(self.wish.lines[at].text for at in group.news)
        item = joining.split(self.layout, group, self.markup)
        if item is not None and item.key not in self.barred:
            self._take(item)
            return
        pieces = self.book.pieces(number)
        for op in widened(ops(line.text, new), pieces, line.text):
            self._edit(number, op, pieces)

    def _new(self, number: int) -> None:
        made = adding.inserted(self.layout, number, self.markup, self.barred)
        if isinstance(made, Step):
            self._take(made)
        elif made:
            self._refuse_new(number, made)
        else:
            self._waiting.append(number)

    def _refuse_new(self, number: int, why: str) -> None:
        text = self.wish.lines[self.groups[number].news[0]].text
        self.refusals.append(Refusal(self.layout.anchor(number), None, text, why))

    def _gone(self) -> None:
        for made, number in removing.removed(self.layout, self.barred):
            if isinstance(made, Step):
                self._take(made)
            else:
                self._refuse(number, None, made)

    def _try(self, plan: partial[Step], number: int, op: Op | None = None) -> None:
        try:
            step = plan()
            why = self.barred.get(step.key, "")
        except Refused as refused:
            why = str(refused)
        if why:
            self._refuse(number, op, why)
        else:
            self._take(step)

    def _take(self, step: Step) -> None:
        self.steps.append(step)

    def _refuse(self, number: int, op: Op | None, why: str) -> None:
        self.refusals.append(Refusal(number, op, op.text if op else "", why))


def _identity(field: values.Field | None) -> object:
    """Return what tells a field of an indicator from all others."""
    if field is None or field.text is None:
        return None
    return field.text.span()[1:], id(field.text.span().source), field.unit


def _parted(op: Op, piece: Piece) -> list[Op]:
    """Part an edit of a figure and the words beside it, where the new ones hold a like figure."""
    unit = _unit(piece.text)
    found = list(pattern(_AMOUNT + _quoted(unit)).finditer(op.text)) if unit else []
    if len(found) != 1 or (op.start, op.end) == (piece.start, piece.end):
        return []
    start, end = found[0].span()
    parts = (
        Op(op.start, piece.start, op.text[:start]),
        Op(piece.start, piece.end, op.text[start:end]),
        Op(piece.end, op.end, op.text[end:]),
    )
    return [
        one
        for one in parts
        if (one.start < one.end or one.text) and not (one == parts[1] and one.text == piece.text)
    ]


def _unit(text: str) -> str:
    return text.lstrip("0123456789０１２３４５６７８９.．,，十百千万亿约近超逾余多")


def _quoted(text: str) -> str:
    return "".join(f"[{char}]" if char not in "^]\\-" else f"\\{char}" for char in text)
