"""Everything a report has the engine say for it: the outline, sentences, problems, totals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any, Final

from zongjie.compose.attributes import AWAITED
from zongjie.compose.figure import Refused
from zongjie.compose.marks import unescape
from zongjie.compose.prose import ProseReader
from zongjie.compose.resolver import Resolver
from zongjie.compose.speech.candidates import Candidates
from zongjie.compose.speech.clauses import Clauses
from zongjie.compose.speech.gathering import Gathered
from zongjie.compose.speech.planning import Planner
from zongjie.compose.speech.plans import plans
from zongjie.compose.speech.sentences import Said, Sentences, closed
from zongjie.compose.speech.standings import table
from zongjie.compose.views import Prose
from zongjie.compose.weak import weakly
from zongjie.diagnostics import Diagnostic, Span, Text, catalogue
from zongjie.document import Inlines
from zongjie.model import MOST_PROBLEMS, Indicator, Problems, Status
from zongjie.model.outline import MOST_IN_SENTENCE, MOST_IN_TOPIC, Entry, Outline
from zongjie.text import name_key

# How alike two names are (difflib's ratio) when one is a slip of the other, or may be.
_SURE: Final = 0.75
_LIKELY: Final = 0.4


class Speech:
    """Speaks for one report; made only where a report or its template asks for it."""

    def __init__(
        self,
        resolver: Resolver,
        reader: ProseReader,
        outline: Outline,
        gathered: Sequence[Gathered],
        found: list[Diagnostic],
    ) -> None:
        self.resolver = resolver
        self.report = resolver.report
        self.outline = outline
        self.gathered = gathered
        self.found = found
        self.clauses = Clauses(resolver, outline, reader.note, found)
        self.sentences = Sentences(self.clauses)
        self.planner = Planner(resolver, outline, self.sentences, found)
        self.candidates = Candidates(self.clauses, reader.line, found, public=resolver.public)
        reader.template_notes = outline.notes
        reader.say = weakly(self._say)

    def _say(self, function: str, names: Sequence[Text], told: str) -> Inlines:
        """Return what 句（…） or 问题（…） in prose stands for, without an end mark."""
        if function == "问题":
            return self.candidates.said(names)
        return self.planner.said(names, told)

    def sentence_of(self, *names: object) -> Prose:
        """Return 句("甲", "乙") of a template: as in prose, four to a sentence, closed."""
        if len(names) > MOST_IN_TOPIC:
            why = f"“句”最多写 {MOST_IN_TOPIC} 个指标，这里有 {len(names)} 个"
            raise Refused(partial(catalogue.templates.bad_call, message=why))
        said = []
        for name in names:
            indicator = self.outline.indicator(self.report, unescape(str(name)))
            if indicator is None:
                raise Refused(partial(catalogue.prose.unknown_name, name=str(name), nearest=""))
            self.resolver.asked.add(name_key(indicator.name))
            said.append(Said(indicator, indicator.key, own=True))
        starts = range(0, len(said), MOST_IN_SENTENCE)
        groups = [said[at : at + MOST_IN_SENTENCE] for at in starts]
        runs = closed(self.planner.in_sentences(groups))
        return Prose([runs] if runs else [])

    def plans(self) -> Prose:
        """Return 打算: next year's aims."""
        return Prose(plans(self.clauses))

    def table(self) -> list[dict[str, Any]]:
        """Return 汇总: the indicators of all members."""
        return table(self.gathered, public=self.resolver.public)

    def taken(self, problems: Problems, written: int) -> list[Prose]:
        """Return the entries of 采用 there is room for beside those that are written."""
        self.planner.named(problems.refused)  # tells the names that are none
        taken = [Prose([entry]) for entry in self.candidates.entries(problems)]
        room = max(0, MOST_PROBLEMS - written)
        if taken and written + len(taken) > MOST_PROBLEMS:
            dropped = [str(entry)[:12] + "……" for entry in taken[room:]]
            place = problems.taken[-1].span()
            count = written + len(taken)
            self.found.append(catalogue.outline.too_many_problems(place, count, dropped))
        return taken[:room]

    def unsettled(self) -> Iterator[Diagnostic]:
        """Yield what forbids a final text: a figure still to come, or one only foreseen."""
        for place, late in self.clauses.dropped:
            yield catalogue.figures.not_final(place.span(), late.name, late.status.value)
        for member in self.report.members:
            office = member.office.value.strip() if member.office else ""
            for one in member.indicators.values():
                if one.status in AWAITED:
                    span, name = one.key.span(), f"{office}的{one.name}"
                    yield catalogue.figures.not_final(span, name, one.status.value)
        for name, early in self.clauses.partial.items():
            if early.as_of is not None:
                span, day = early.key.span(), early.as_of.text.strip()
                yield catalogue.drafts.still_a_draft(span, name, day)

    def check_names(self) -> None:
        """Tell indicators that are one in the catalogue: a name and an alias of it."""
        first: dict[str, Indicator] = {}
        for key, indicator in self.report.indicators.items():
            entry = self.outline.entries.get(key)
            known = first.setdefault(entry.key, indicator) if entry is not None else indicator
            if known is not indicator:
                span, place = indicator.key.span(), known.key.span()
                self.found.append(catalogue.keys.same_name(span, indicator.name, place, known.name))

    def left_out(self, where: Span | None) -> Iterator[Diagnostic]:
        """Yield what the outline left out, what nothing prints, and the untold problems."""
        yield from self.clauses.awaited()
        planner, report = self.planner, self.report
        written = report.opening or report.sections or report.problems or report.closing
        if not planner.uses_outline or (written and not report.sections and not planner.printed):
            return
        yield from self._unprinted()
        yield from self._unsaid()
        yield from self._withheld()
        yield from self._day_untold()
        yield from planner.said_twice()
        yield from self.candidates.untold(report.problems)
        if not planner.printed:
            return
        yield from self._empty(where)

    def _empty(self, where: Span | None) -> Iterator[Diagnostic]:
        """Yield the chapters, topics and clauses nobody gave a figure for.

        Rates of a summary have no total and no clause, but they stand in its table.
        """
        shown = {name_key(one.name) for one in self.gathered}
        topics = {topic.name for topic in self.outline.topics() if topic.keys & shown}
        chapters = {
            c.name for c in self.outline.chapters if any(t.name in topics for t in c.topics)
        }
        empty = [name for name in self.planner.empty_chapters if name not in chapters]
        silent = [name for name in self.planner.empty_topics if name not in topics]
        if empty or silent:
            yield catalogue.outline.left_out(where, empty, silent)
        if missing := [n for n in self.planner.missing() if name_key(n) not in shown]:
            yield catalogue.outline.lines_left_out(where, missing)

    def _day_untold(self) -> Iterator[Diagnostic]:
        """Yield what is said of an opening of staff's own that leaves the day out."""
        opening, day = self.report.opening, self.report.as_of
        if opening is None or day is None or self.clauses.calendar.day is None:
            return
        if self.planner.printed and not any(word in opening.value for word in ("截至", "月")):
            yield catalogue.drafts.day_not_told(opening.span(), day.text.strip())

    def _withheld(self) -> Iterator[Diagnostic]:
        """Yield what a public text leaves out."""
        names = list(dict.fromkeys(indicator.name for indicator in self.clauses.withheld))
        if names:
            yield catalogue.drafts.withheld(self.clauses.withheld[0].key.span(), names)

    def _unprinted(self) -> Iterator[Diagnostic]:
        """Yield what is said of each indicator that neither outline nor prose prints."""
        names: dict[str, Entry] = {}
        given = dict(self.report.indicators)
        # What a street reports stands in the table; but 走访企 of one of them is a slip.
        totals = {name_key(one.name): one.reported[0].indicator for one in self.gathered}
        for key, indicator in {**given, **totals}.items():
            used = key in self.resolver.asked or key in self.candidates.taken
            if key in self.outline.entries or used:
                continue
            silent = indicator.next_target is not None or indicator.broken
            if silent or indicator.status is Status.NOT_APPLICABLE:
                continue
            names = names or {entry.name: entry for entry in self.outline.entries.values()}
            name, span = indicator.name, indicator.key.span()
            if close := _nearest(name, names, _SURE):
                yield catalogue.outline.misnamed(span, name, close, names[close[0]].place.span())
            elif not self.report.annex and key not in totals:
                near = _nearest(name, names, _LIKELY)
                yield catalogue.outline.not_printed(span, name, near)

    def _unsaid(self) -> Iterator[Diagnostic]:
        """Yield what is said of the catalogue's indicators that were given and not printed."""
        report = self.report
        said = self.planner.settled | self.resolver.asked | self.candidates.taken
        if report.annex or report.members:  # every one stands in a table
            return
        left = []
        for key, indicator in report.indicators.items():
            entry = self.outline.entries.get(key)
            if entry is None or entry.key in said or key in said or indicator.next_target:
                continue
            known = self.clauses.adopted(indicator)
            absent = known.broken or known.status in (*AWAITED, Status.NOT_APPLICABLE)
            if not absent and known.has_figure and (known.public or not self.resolver.public):
                left.append(indicator)
        if left:
            names = [indicator.name for indicator in left]
            yield catalogue.outline.given_not_printed(left[0].key.span(), names)


def _nearest(name: str, known: Iterable[str], cutoff: float) -> list[str]:
    """Return the names of the catalogue that a name is most like, the nearest first."""
    from difflib import get_close_matches  # only when a name is not known

    return get_close_matches(name, list(known), n=3, cutoff=cutoff)
