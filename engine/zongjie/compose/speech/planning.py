"""Which sections a report has: its own, the template's outline, or both mixed.

The outline's topics are composed here, so that what has nothing to say is left
out before anything is counted or numbered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from zongjie.compose.figure import Refused
from zongjie.compose.planned import PlannedItem, PlannedSection
from zongjie.compose.resolver import FACTS, Resolver
from zongjie.compose.speech.sentences import Said, Sentences, closed
from zongjie.diagnostics import Diagnostic, Text, catalogue
from zongjie.document import Inline, Inlines
from zongjie.model import Indicator, Item, Measures, Report, Section, TopicChange
from zongjie.model.outline import MOST_IN_SENTENCE, MOST_IN_TOPIC, Chapter, Outline, Topic
from zongjie.text import name_key, nearest

REST: Final = "其余"


class Planner:
    """Plans one report; ``overflow`` are the indicators that go to the annex instead."""

    def __init__(
        self,
        resolver: Resolver,
        outline: Outline,
        sentences: Sentences,
        found: list[Diagnostic],
    ) -> None:
        self.resolver = resolver
        self.report: Report = resolver.report
        self.outline = outline
        self.sentences = sentences
        self.found = found
        self.given = outline.given(resolver.report)
        self._reached: set[str] = set()  # topics of the chapters that are printed
        self._called_chapters: dict[str, Text] = {}  # by folded name: where 沿用 first says it
        for called in _calls(resolver.report.sections):
            self._called_chapters.setdefault(name_key(called.value), called)
        self.overflow: list[Indicator] = []
        self._beyond: list[tuple[Text, list[Indicator]]] = []  # those of too long 所用指标
        self.empty_chapters: list[str] = []
        self.empty_topics: list[str] = []
        self._withheld: list[Topic] = []  # those that say nothing because it is not public
        self.printed = False  # whether the outline has said anything
        self.settled: set[str] = set()  # indicators the outline has said, or staff left out
        self._own: dict[str, tuple[Text, str]] = {}  # said by staff, in 所用指标 or 句（…）
        self._said: list[Topic] = []  # what was printed of the outline

    @property
    def uses_outline(self) -> bool:
        """Whether any chapter of the outline is to be printed."""
        sections = self.report.sections
        if not self.outline.chapters or self.report.no_sections:
            return False
        return not sections or bool(self._called_chapters)

    def missing(self) -> list[str]:
        """Return the indicators not given, of topics that are printed."""
        names = (name for topic in self._said for name in topic.names())
        return [name.name for name in names if name.key not in self.given]

    def said_twice(self) -> Iterator[Diagnostic]:
        """Yield what is said of indicators that both staff and the outline say."""
        said = {name.key for topic in self._said for name in topic.names()} & self.given.keys()
        twice = [told for key, told in self._own.items() if key in said]
        if twice:
            names = [name for _, name in twice]
            yield catalogue.outline.said_twice(twice[0][0].span(), names)

    def plan(self) -> tuple[PlannedSection, ...]:
        """Return the sections to print, in their order."""
        self._check_names()
        planned = tuple(self._planned())
        self._check_unreached()
        self._check_overflow()
        return planned

    def _planned(self) -> Iterator[PlannedSection]:
        if not self.report.sections and self.uses_outline:
            yield from self._chapters(self.outline.chapters)
        else:
            yield from self._sections(self.report.sections)

    def _check_names(self) -> None:
        if not self.report.topics:
            return
        topics = {name_key(topic.name): topic.name for topic in self.outline.topics()}
        for key, change in self.report.topics.items():
            if key not in topics:
                close = topics.get(nearest(key, topics), "")
                span = change.name.span()
                self.found.append(catalogue.outline.unknown_topic(span, change.name.value, close))

    def _check_overflow(self) -> None:
        """Send to the annex what had no room, and no other place in the text."""
        for place, beyond in self._beyond:
            left = [one for one in beyond if self._key(one) not in self.settled]
            if left:
                names = [indicator.name for indicator in left]
                self.found.append(catalogue.outline.overflow(place.span(), names))
            self.overflow += [one for one in left if one not in self.overflow]

    def _key(self, indicator: Indicator) -> str:
        entry = self.outline.entry(indicator.name)
        return entry.key if entry is not None else name_key(indicator.name)

    def _sections(self, sections: Iterable[Section]) -> Iterator[PlannedSection]:
        for section in sections:
            if section.outlined is not None:
                yield from self._outlined(section, section.outlined)
                continue
            items = self._own_items(section)
            inner = tuple(self._sections(section.sections))
            if items or inner or section.opening or not (section.items or section.sections):
                yield PlannedSection(
                    section.title, section.opening, items, inner, form=section.form
                )
            elif section.title is not None:
                self.empty_chapters.append(section.title.value.strip())

    def _outlined(self, section: Section, called: Text) -> Iterator[PlannedSection]:
        """Yield the chapter that 沿用 calls, or those that nobody calls by name."""
        key = name_key(called.value)
        if self._called_chapters[key] is not called:
            first = self._called_chapters[key].span()
            self.found.append(catalogue.keys.duplicate_key(called.span(), called.value, first))
            return
        if key == REST:
            yield from self._chapters(
                [c for c in self.outline.chapters if not _called(c) & self._called_chapters.keys()]
            )
            return
        chapter = next((c for c in self.outline.chapters if key in _called(c)), None)
        if chapter is None:
            names = [c.name for c in self.outline.chapters]
            close = nearest(called.value, names)
            self.found.append(
                catalogue.outline.unknown_chapter(called.span(), called.value, close, names)
            )
        else:
            yield from self._chapters([chapter], section)

    def _own_items(self, section: Section | None) -> tuple[PlannedItem, ...]:
        """Return the items staff wrote, without those whose 所用指标 say nothing."""
        made = [self.own_item(item) for item in section.items] if section else []
        return tuple(one for one in made if not _is_hollow(one))

    def own_item(self, item: Item, lead: Text | None = None) -> PlannedItem:
        """Return an item of the report itself; 所用指标 are made into sentences."""
        lead = item.lead or lead
        if item.used and (item.body is None or not item.body.value.strip()):
            return PlannedItem(item, lead, self.used(item))
        return PlannedItem(item, lead)

    def used(self, item: Item) -> Inlines:
        """Return the sentences of 所用指标, closed."""
        told = item.measures_taken.value if item.measures_taken else ""
        return closed(self.said(item.used, told))

    def said(self, names: Sequence[Text], told: str) -> Inlines:
        """Return indicators as sentences, the last without its end mark.

        At most four in one and eight in all; the others go to the annex.
        """
        starts = range(0, min(len(names), MOST_IN_TOPIC), MOST_IN_SENTENCE)
        groups = [
            self.named(names[at : min(at + MOST_IN_SENTENCE, MOST_IN_TOPIC)]) for at in starts
        ]
        runs = self.in_sentences(groups, told)
        beyond = [said.indicator for said in self.named(names[MOST_IN_TOPIC:])]
        if beyond:
            self._beyond.append((names[MOST_IN_TOPIC], beyond))
        return runs

    def in_sentences(self, groups: Iterable[Sequence[Said]], told: str = "") -> Inlines:
        """Return a sentence for each group, the last without its end mark."""
        runs: Inlines = ()
        for at, group in enumerate(groups):
            opening = "" if at else "全年"
            more = self.sentences.sentence(group, opening, told)
            runs = (*closed(runs), *more) if more else runs
        return runs

    def named(self, names: Iterable[Text]) -> list[Said]:
        """Return the indicators that staff call by these names; others are told."""
        found: list[Said] = []
        seen: set[str] = set()
        for name in names:
            indicator = self.outline.indicator(self.report, name.value)
            if indicator is not None and indicator.name in seen:
                shown, why = name.value.strip(), "前面已经写了"
                self.found.append(catalogue.keys.without_effect(name.span(), shown, why))
                continue
            seen |= {indicator.name} if indicator is not None else set()
            if indicator is None and self.outline.entry(name.value) is not None:
                # A name of the catalogue without a figure drops its clause, as in the outline.
                shown = name.value.strip()
                self.found.append(catalogue.outline.lines_left_out(name.span(), [shown]))
                continue
            indicator = indicator or self._along(name)
            if indicator is not None:
                self.resolver.asked.add(name_key(indicator.name))
                self._own.setdefault(self._key(indicator), (name, indicator.name))
                found.append(Said(indicator, name.slice(0, len(name.value)), own=True))
        return found

    def _along(self, name: Text) -> Indicator | None:
        """Return the indicator of a reference (甲.平方米) with the figure that leads to."""
        key = name_key(name.value)
        try:
            if key not in FACTS:
                figure = self.resolver.resolve(name.value)
                indicator, quantity = figure.indicator, figure.quantity
                if indicator is not None and quantity is not None and not figure.pending:
                    values = Measures((quantity,), figure.text, name)
                    return indicator._replace(values=values, formula=None, print_as=None)
        except Refused as refused:
            self.found += self._misspelt(name) or refused.at(name.span())
            return None
        self.found.append(catalogue.prose.not_an_indicator(name.span(), name.value.strip()))
        return None

    def _misspelt(self, name: Text) -> list[Diagnostic]:
        """Return what is said of a name that is none, with the nearest of the catalogue too."""
        shown = name.value.strip()
        if any(mark in shown for mark in ".。|｜（("):
            return []
        names = [indicator.name for indicator in self.report.indicators.values()]
        names += [entry.name for entry in self.outline.entries.values()]
        return [catalogue.prose.unknown_name(name.span(), shown, nearest(shown, names))]

    def _chapters(
        self, chapters: Sequence[Chapter], own: Section | None = None
    ) -> Iterator[PlannedSection]:
        for chapter in chapters:
            silent, closed_ = len(self.empty_topics), len(self._withheld)
            items = [*self._topics(chapter), *self._own_items(own)]
            title = own.title if own and own.title else chapter.title
            opening = own.opening if own else None
            inner = tuple(self._sections(own.sections)) if own else ()
            if items or opening or inner:
                self.printed = True
                yield PlannedSection(title, opening, tuple(items), inner, chapter.label)
            elif len(self._withheld) == closed_:
                self.empty_chapters.append(chapter.name)
                del self.empty_topics[silent:]

    def _topics(self, chapter: Chapter) -> Iterator[PlannedItem]:
        for topic in chapter.topics:
            key = name_key(topic.name)
            self._reached.add(key)
            change = self.report.topics.get(key)
            if change is not None and change.left_out:
                self._check_left_out(change)
                self.settled |= topic.keys
                continue
            item = change.item if change else _EMPTY
            planned = self._topic(topic, item)
            if planned is None and self._is_withheld(topic):
                self._withheld.append(topic)
            elif planned is None:
                self.empty_topics.append(topic.name)
            elif not self.resolver.public or item.public:
                yield planned

    def _is_withheld(self, topic: Topic) -> bool:
        """Whether a topic says nothing only because its figures are not public."""
        given = [self.given[key] for key in topic.keys & self.given.keys()]
        return self.resolver.public and any(i.has_figure and not i.public for i in given)

    def _check_left_out(self, change: TopicChange) -> None:
        item, span = change.item, change.name.span()
        if item.body or item.measures_taken or item.used or item.verbatim:
            why = f"“{change.name.value}”写了“略去: 是”"
            self.found.append(catalogue.keys.without_effect(span, "正文、举措", why))

    def _check_unreached(self) -> None:
        """Tell the changes of topics that stand in no chapter that is printed."""
        if not self.report.topics:
            return
        known = {name_key(topic.name) for topic in self.outline.topics()}
        for key, change in self.report.topics.items():
            if key in known and key not in self._reached:
                why = "它所在的章没有印（“章节”里没有沿用）"
                span = change.name.span()
                name = f"事项“{change.name.value}”"
                self.found.append(catalogue.keys.without_effect(span, name, why))

    def _topic(self, topic: Topic, item: Item) -> PlannedItem | None:
        """Return a topic with what staff changed of it, None where nothing is left."""
        if item.used or (item.body and item.body.value.strip()) or item.verbatim:
            own = self.own_item(item, topic.lead if item.verbatim is None else None)
            return None if _is_hollow(own) else own
        if item is _EMPTY and self.given.keys().isdisjoint(topic.keys):
            return None
        told = item.measures_taken.value if item.measures_taken else ""
        runs: list[Inline] = []
        known = self.given
        hat = True  # where the whole report counts up to a day, a paragraph says it once
        for sentence in topic.sentences:
            opening = sentence.opening if hat else ""
            hat = hat and not (opening and self.sentences.clauses.calendar.day)
            given = [Said(i, i.key) for n in sentence.names if (i := known.get(n.key)) is not None]
            if given:
                runs += closed(self.sentences.sentence(given, opening, told))
        self.settled |= topic.keys
        if not runs and item.measures_taken is None:
            return None
        self._said.append(topic)
        return PlannedItem(item, item.lead or topic.lead, tuple(runs))


def _is_hollow(planned: PlannedItem) -> bool:
    """Whether nothing is left of a paragraph but its lead."""
    item = planned.item
    kept = (item.body, item.measures_taken, item.verbatim)
    return bool(item.used) and not planned.composed and not any(t and t.value.strip() for t in kept)


_EMPTY: Final = Item(None, None, None, (), None, public=True)


def _calls(sections: Iterable[Section]) -> Iterator[Text]:
    """Yield every 沿用, however deep."""
    for section in sections:
        if section.outlined is not None:
            yield section.outlined
        yield from _calls(section.sections)


def _called(chapter: Chapter) -> set[str]:
    """Return what a chapter may be called, folded."""
    return {name_key(word.value) for word in chapter.calls()}
