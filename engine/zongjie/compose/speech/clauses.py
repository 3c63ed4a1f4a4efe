"""One indicator → one clause: its pattern filled, and what may follow the figure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Final

from zongjie.compose.attributes import AWAITED
from zongjie.compose.resolver import Resolver
from zongjie.compose.speech import verbs
from zongjie.compose.speech.calendar import Calendar
from zongjie.compose.speech.comparisons import Comparisons
from zongjie.compose.speech.doubts import is_fraction, is_lower, wrong_unit
from zongjie.compose.speech.entries import is_met, is_zero, needs_no_copula, of_unit, own_entry
from zongjie.compose.speech.slots import halves, lost, parted, reaching
from zongjie.compose.speech.tails import Tail
from zongjie.diagnostics import Diagnostic, Origin, catalogue
from zongjie.document import Inline, Inlines, Note, Run
from zongjie.model import Indicator, Measures, Status
from zongjie.model.outline import Counting, Criterion, Entry, Outline, adopted, off_ladder
from zongjie.model.sentence import CHANGE, FIGURE, TIME, Mark, Pattern, Slot, Words
from zongjie.model.units import is_rate
from zongjie.records import NamedTuple
from zongjie.text import fold, name_key

_FEW: Final = 10  # figures still to come that are told one by one
NoteOf = Callable[[str, Origin], Note | None]


class Clause(NamedTuple):
    """A clause, not yet joined to others.

    ``label`` and ``figure`` are its two halves where a rate ends the head
    (整改率 99.6%), for 均为 and 分别为; ``hat_at`` is where a word of time goes.
    """

    entry: Entry
    indicator: Indicator
    head: Inlines
    tails: tuple[Tail, ...] = ()
    joint: str = ""  # 、 where the short form begins with it
    short: bool = False  # leans on a clause before it (承前)
    hat_at: int = 0
    label: Inlines = ()
    figure: Run | None = None

    @property
    def counting(self) -> Counting | None:
        """What it counts: of the catalogue, else as the unit and the name tell."""
        return self.entry.counting


class Clauses:
    """Makes the clauses of one report; what is left out is told in ``found``."""

    def __init__(
        self, resolver: Resolver, outline: Outline, note: NoteOf, found: list[Diagnostic]
    ) -> None:
        self.resolver = resolver
        self.outline = outline
        self.note = note
        self.found = found
        self.calendar = Calendar(resolver.report)
        self.comparisons = Comparisons(resolver, self.calendar, found)
        self.dropped: list[tuple[Origin, Indicator]] = []  # 待报, for --final
        self.withheld: list[Indicator] = []  # what is not public
        self.partial: dict[str, Indicator] = {}  # said, though it does not count to the year's end
        self.foreseen: set[str] = set()  # 预计数 that were said
        self.late: list[Indicator] = []  # of them, those that the outline would have said
        self._entries: dict[str, Entry] = {}
        # By identity; both are kept, so that an id is never that of another.  The report's
        # own are adopted before they come here, but for a handwritten one's.
        report = resolver.report
        known = () if report.is_handwritten else report.indicators.values()
        self._adopted: dict[int, tuple[Indicator, Indicator]] = {id(i): (i, i) for i in known}

    def entry_of(self, indicator: Indicator) -> Entry:
        """Return how an indicator is said: by staff, the catalogue, or its own name."""
        key = name_key(indicator.name)
        entry = self._entries.get(key)
        if entry is None:
            known = self.outline.entry(indicator.name)
            entry = known or own_entry(indicator)
            if indicator.pattern is not None:
                entry = entry._replace(patterns=(indicator.pattern,), following={})
            if indicator.counting is not None:
                entry = entry._replace(counting=Counting(indicator.counting.value))
            self._entries[key] = entry
        return entry

    def adopted(self, indicator: Indicator) -> Indicator:
        """Return an indicator with what the catalogue adds, the same one every time."""
        found = self._adopted.get(id(indicator))
        if found is None:
            known = adopted(indicator, self.entry_of(indicator))
            found = self._adopted[id(indicator)] = self._adopted[id(known)] = (indicator, known)
        return found[1]

    def clause(
        self,
        indicator: Indicator,
        before: Collection[str],
        last: str,
        place: Origin,
        *,
        own: bool = False,
    ) -> Clause | None:
        """Return the clause of an indicator, or None where it has nothing to say.

        ``before`` are the folded names said earlier in the same unit, ``last``
        the one directly before; ``own``: staff asked for it, not the outline.
        Raises Refused for a figure that must not be said.
        """
        entry = self.entry_of(indicator)
        known = self.adopted(indicator)
        if self._is_out(known, place, own=own):
            return None
        values = self.resolver.values(known)
        if values is not None and is_fraction(entry, values, self.found):
            return None
        if values is not None and (units := off_ladder(values, entry)):
            if not own:
                self.found.append(wrong_unit(entry, values, units))
                return None
            entry = own_entry(indicator)  # counted otherwise: the office's own indicator
        else:
            indicator = known
        if indicator.batch is not None:
            span, why = indicator.batch.span(), "由系统组成的句子不写批次"
            self.found.append(catalogue.keys.without_effect(span, "批次", why))
        values = self._counted(indicator, values) if values is not None else None
        if indicator.status is Status.FORECAST and indicator.name not in self.foreseen:
            self.foreseen.add(indicator.name)
            span = indicator.key.span()
            self.found.append(catalogue.drafts.foreseen_as_done(span, indicator.name))
        if self.calendar.partial(indicator) and not self.calendar.period and not indicator.period:
            self.partial[indicator.name] = indicator
        return self._of_figures(entry, indicator, values, before, last)

    def _counted(self, indicator: Indicator, values: Measures) -> Measures:
        """Return several measures without those that are zero: 12处, not 12处、0平方米."""
        none = [item for item in values.items if item.value == 0 and item.exact]
        if not none or len(none) == len(values.items):
            return values
        place, shown = values.text.span(), "、".join(map(str, none))
        self.found.append(catalogue.outline.zero_left_out(place, indicator.name, shown))
        left = tuple(item for item in values.items if item not in none)
        return Measures(left, "、".join(map(str, left)), values.text)

    def _of_figures(
        self,
        entry: Entry,
        indicator: Indicator,
        values: Measures | None,
        before: Collection[str],
        last: str,
    ) -> Clause | None:
        if values is not None and is_zero(values):
            return self._of_zero(entry, indicator, values)
        if Criterion.ZERO in entry.criteria and not entry.patterns:
            self._by_hand(indicator, values, "不能由系统自动成文，略去")
            return None
        if Criterion.ZERO in entry.criteria and values is not None:
            self._by_hand(indicator, values, "本来应当是零，请核对这一句，该不该公开")
        if entry.zero is None:
            self.resolver.refuse_changed_zero_word(indicator)
        reached = entry.reached
        if reached is not None and values is not None and is_met(values, indicator):
            plain = indicator._replace(target=None, completion=None)
            if self._fits(reached, plain, values):
                return self._filled(entry, plain, values, reached, "", short=False)
        joint, short, pattern = self._pattern(entry, indicator, values, before, last)
        if pattern is None:
            return self._plain(entry, indicator, values)
        return self._filled(entry, indicator, values, pattern, joint, short=short)

    def _is_out(self, indicator: Indicator, place: Origin, *, own: bool) -> bool:
        if indicator.broken or indicator.status is Status.NOT_APPLICABLE:
            return True
        if self.resolver.public and not indicator.public:
            self.withheld.append(indicator)
            return True
        late = indicator.status in AWAITED or not (indicator.has_figure or indicator.rank)
        if indicator.formula is not None:
            late = late or self.resolver.values(indicator) is None
        if late:
            self.dropped.append((place, indicator))
            if own:
                self.found.append(_awaited(indicator))
            else:
                self.late.append(indicator)
        return late

    def awaited(self) -> Iterator[Diagnostic]:
        """Yield what is said of the figures the outline waits for: of many, a file at once."""
        if len(self.late) <= _FEW:
            yield from map(_awaited, self.late)
            return
        by_file: dict[str, list[Indicator]] = {}
        for indicator in self.late:
            by_file.setdefault(indicator.key.span().source.name, []).append(indicator)
        for some in by_file.values():
            names = [indicator.name for indicator in some]
            yield catalogue.outline.awaited(some[0].key.span(), names)

    def _by_hand(self, indicator: Indicator, values: Measures | None, why: str) -> None:
        span = values.text.span() if values is not None else indicator.key.span()
        shown = str(values) if values is not None else "只给了增减的数"
        self.found.append(catalogue.outline.by_hand(span, indicator.name, shown, why))

    def _of_zero(self, entry: Entry, indicator: Indicator, values: Measures) -> Clause | None:
        """Return what is said of zero: 未发生…, 实现零增长; a mere 0场 is not said."""
        if indicator.is_compared and (entry.zero is not None or values.zero_word):
            span, why = indicator.key.span(), "零只写一句"
            self.found.append(catalogue.keys.without_effect(span, "上年、目标、名次", why))
        ref, origin = fold(indicator.name), _place(indicator)
        if entry.zero is not None and self._fits(entry.zero, indicator, values):
            head = self._fill(entry.zero, indicator, values)
            if head is None:
                return None
            # The figure is in the words; the run that says so leads to it.
            marked = [
                inline._replace(value=ref, origin=origin) if isinstance(inline, Run) else inline
                for inline in head[0]
            ]
            return Clause(entry, indicator, tuple(marked), hat_at=head[1])
        if values.zero_word:
            name = Run(f"{ref}实现", origin)
            return Clause(entry, indicator, (name, Run(str(values), origin, ref)))
        if entry.counting is Counting.RATE or is_rate(values.items[0].unit):
            joint, _, pattern = self._pattern(entry, indicator, values, (), "")
            if pattern is not None:
                return self._filled(entry, indicator, values, pattern, joint, short=False)
            return self._plain(entry, indicator, values)
        span = values.text.span()
        self.found.append(catalogue.outline.zero_left_out(span, indicator.name, str(values)))
        return None

    def _pattern(
        self,
        entry: Entry,
        indicator: Indicator,
        values: Measures | None,
        before: Collection[str],
        last: str,
    ) -> tuple[str, bool, Pattern | None]:
        """Return the joint, whether it is a short form, and the first pattern that fits.

        One that prints every figure goes before one that does not.
        """
        short = [
            pattern
            for name, pattern in entry.following.items()
            if (name == last if pattern.joint else name in before)
        ]
        less: Pattern | None = None  # fits, but has no slot for one of several figures
        for pattern in (*short, *entry.patterns):
            if self._fits(pattern, indicator, values):
                if not lost(pattern, values):
                    return pattern.joint, any(pattern is one for one in short), pattern
                less = less or pattern
        if less is not None and values is not None:
            shown, span = "、".join(map(str, lost(less, values))), values.text.span()
            self.found.append(catalogue.patterns.figure_not_said(span, indicator.name, shown))
            return less.joint, any(less is one for one in short), less
        if entry.patterns and values is not None:
            slots = "、".join(dict.fromkeys(entry.patterns[0].slots))
            span = values.text.span()
            name, shown = indicator.name, str(values)
            self.found.append(catalogue.outline.no_pattern_fits(span, name, shown, slots))
        return "", False, None

    def _fits(self, pattern: Pattern, indicator: Indicator, values: Measures | None) -> bool:
        for slot in pattern.slots:
            if slot == FIGURE:
                if values is None:
                    return False
            elif slot == CHANGE:
                if not self.comparisons.single(indicator, values):
                    return False
            elif slot != TIME and (values is None or of_unit(values, slot) is None):
                return False
        return True

    def _filled(
        self,
        entry: Entry,
        indicator: Indicator,
        values: Measures | None,
        pattern: Pattern,
        joint: str,
        *,
        short: bool,
    ) -> Clause | None:
        filled = self._fill(pattern, indicator, values)
        if filled is None:
            return None
        head, hat_at = filled
        inline = CHANGE in pattern.slots
        if inline and len(pattern.slots) == 1 and indicator.parts:
            span, why = indicator.key.span(), "这一句只写增减，没有总数"
            self.found.append(catalogue.keys.without_effect(span, "其中", why))
            indicator = indicator._replace(parts={})
        tails = self.comparisons.tails(entry, indicator, values, inline=inline)
        head = self._glossed(indicator, head)
        label, figure = halves(entry, pattern, head)
        return Clause(entry, indicator, head, tuple(tails), joint, short, hat_at, label, figure)

    def _plain(self, entry: Entry, indicator: Indicator, values: Measures | None) -> Clause | None:
        """Return a clause by the name alone, with the verb its object takes."""
        if entry.patterns and values is not None:
            return None  # its pattern wants more than was given; that was told
        name, origin = entry.full_name or fold(indicator.name), _place(indicator)
        tails = tuple(self.comparisons.tails(entry, indicator, values))
        if values is None:
            if not tails:
                return None
            first, *rest = tails
            timeless = entry._replace(counting=None)  # 全年 does not go before a change alone
            return Clause(timeless, indicator, (Run(name, origin), *first.runs), tuple(rest))
        shown = str(indicator.print_as or values)
        verb = verbs.verb_of(name) if entry.counting is Counting.TOTAL else ""
        verb = verbs.stock_verb(name) if entry.counting is Counting.STOCK else verb
        copula = "" if verb or needs_no_copula(name, values, shown) else "为"
        label = Run(f"{verb}{name}{copula}", origin)
        figure = Run(fold(shown), origin, fold(indicator.name))
        head = self._glossed(indicator, (label, figure))
        rate = entry.counting is Counting.RATE and head == (label, figure)
        return Clause(
            entry,
            indicator,
            head,
            tails,
            label=(label,) if rate else (),
            figure=figure if rate else None,
        )

    def _fill(
        self, pattern: Pattern, indicator: Indicator, values: Measures | None
    ) -> tuple[Inlines, int] | None:
        """Return a pattern with its slots filled, and where a word of time goes."""
        runs: list[Inline] = []
        hat_at = 0
        for piece in pattern.pieces:
            if isinstance(piece, Words):
                runs.append(Run(piece.text, piece.place))
            elif isinstance(piece, Mark):
                note = self.note(piece.key, piece.place)
                runs += [note] if note is not None else []
            elif piece.name == TIME:
                hat_at = len(runs)
            else:
                runs += parted(runs, self._slot(piece, indicator, values))
        return (tuple(runs), hat_at) if runs else None

    def _slot(self, slot: Slot, indicator: Indicator, values: Measures | None) -> list[Run]:
        origin, name = _place(indicator), fold(indicator.name)
        if slot.name == CHANGE:
            tail = self.comparisons.single(indicator, values)
            return list(tail.runs) if tail else []
        if values is None:
            return []
        if slot.reach and is_lower(indicator, values):
            slot = slot._replace(reach=False)
        if slot.name == FIGURE:
            return reaching(slot, Run(fold(str(indicator.print_as or values)), origin, name))
        shown = of_unit(indicator.print_as, slot.name) if indicator.print_as else None
        one = shown or of_unit(values, slot.name)
        text = str(one) if one is not None else ""
        return reaching(slot, Run(fold(text), origin, f"{name}.{slot.name}"))

    def _glossed(self, indicator: Indicator, head: Inlines) -> Inlines:
        """Return a clause with the footnote of 释义, which stands for the catalogue's own."""
        key = name_key(indicator.name)
        at, marked = next(((at, i) for at, i in enumerate(head) if isinstance(i, Note)), (-1, None))
        if indicator.gloss is None or (marked is not None and marked.key == key):
            return head
        if self.resolver.report.indicators.get(key) is None:
            return head
        note = self.note(indicator.name, indicator.gloss.span())
        if note is None:
            return head
        return (*head, note) if marked is None else (*head[:at], note, *head[at + 1 :])


def _awaited(indicator: Indicator) -> Diagnostic:
    return catalogue.prose.pending(indicator.key.span(), indicator.name, dropped=True)


def _place(indicator: Indicator) -> Origin:
    return indicator.key.slice(0, len(indicator.key.value))
