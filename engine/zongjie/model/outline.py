"""提纲: a template's own sections, and how each of its indicators is said."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from zongjie.diagnostics import Origin, Text
from zongjie.model.indicator import Direction, Indicator, Measures
from zongjie.model.report import Report
from zongjie.model.sentence import Pattern
from zongjie.model.units import base_unit, to_base
from zongjie.records import NamedTuple
from zongjie.text import name_key

# 数字扎堆: no more indicators than these in a sentence, and in a paragraph.
MOST_IN_SENTENCE: Final = 4
MOST_IN_TOPIC: Final = 8
# The fields of an indicator that its figure is set against.
_COMPARED: Final = ("previous", "target", "next_target", "forecast")
_FIGURES: Final = ("values", "print_as", *_COMPARED)


class Counting(Enum):
    """计法: what a figure counts."""

    TOTAL = "累计"
    STOCK = "时点"
    RATE = "比率"
    DAILY = "日均"

    __hash__ = object.__hash__  # members are single: Enum's own hash is a call into Python


class Criterion(Enum):
    """判据: what makes a figure a candidate for the problems."""

    TARGET = "比目标"
    PREVIOUS = "比上年"
    ZERO = "非零转人工"

    __hash__ = object.__hash__


class Concern(NamedTuple):
    """问题: how a shortfall is put, without and with its figure."""

    finding: Text  # 定性
    remedy: Text  # 改进
    public: Text  # 公开句


class Entry(NamedTuple):
    """An indicator of the catalogue: what it counts and how it is said.

    ``units`` has one for each measure: 台=部 are two words for one unit, 家次/次 two
    units of which an office gives one; ``patterns`` are alternatives, the first that
    can be filled is printed; ``following`` are its short forms by the folded name of
    the indicator that stands before it in the same sentence (承前).
    """

    name: str
    place: Text
    key: str = ""  # the name folded
    units: tuple[str, ...] = ()
    counting: Counting | None = None
    direction: Direction | None = None
    criteria: frozenset[Criterion] = frozenset()
    patterns: tuple[Pattern, ...] = ()
    zero: Pattern | None = None
    reached: Pattern | None = None  # 达标句式: where the target is met exactly
    following: Mapping[str, Pattern] = MappingProxyType({})
    respectively: bool = False
    measure_names: Mapping[str, str] = MappingProxyType({})
    department: Text | None = None
    public: bool = True
    aliases: tuple[str, ...] = ()
    remark: Text | None = None
    full_name: str = ""  # 全称: how it is called where no sentence stands before
    concern: Concern | None = None  # 问题, its own or its topic's
    unit_place: Text | None = None

    @property
    def unit(self) -> str:
        """The unit of a bare number, empty where there is none or several measures."""
        return self.first_units[0] if len(self.units) == 1 else ""

    @property
    def first_units(self) -> list[str]:
        """The unit that stands for each measure where nobody says which."""
        return [words_of((unit,))[0] for unit in self.units]

    def all_patterns(self) -> list[Pattern]:
        """Return every way it may be said."""
        more = [one for one in (self.zero, self.reached) if one is not None]
        return [*self.patterns, *self.following.values(), *more]

    def words_like(self, figures: Iterable[Measures]) -> Mapping[str, str]:
        """Return which words of a unit to change so that figures are counted in one of them.

        That is the word they share (部 becomes 台 beside 30台), else the first.
        """
        given = {item.unit for measures in figures for item in measures.items}
        changed: dict[str, str] = {}
        for words in _synonyms(self.units):
            used = [word for word in words if word in given]
            if used:
                kept = used[0] if len(used) == 1 else words[0]
                changed |= {word: kept for word in words if word != kept}
        return changed

    @property
    def first_words(self) -> dict[str, str]:
        """The other words of each unit, and the one that stands for all of them: 部 → 台."""
        groups = ([base_unit(word) for word in words] for words in _synonyms(self.units))
        return {word: words[0] for words in groups for word in words}

    def unlike_synonyms(self) -> Iterator[tuple[str, str]]:
        """Yield words called one unit that convert by a factor: 米=公里."""
        for first, *others in _synonyms(self.units):
            size, base = to_base(Decimal(1), first)
            for word in others:
                other, foot = to_base(Decimal(1), word)
                if foot == base and other != size:
                    yield first, word

    @property
    def unit_words(self) -> str:
        """The units as a person reads them: 台（部）, 家次或次, 处、平方米."""
        return spoken(self.units)


class Name(NamedTuple):
    """A name of an indicator inside a text, with its place."""

    name: str
    origin: Origin
    key: str = ""  # the name folded


class Sentence(NamedTuple):
    """句: the indicators one sentence says, in order; ``opening`` a word of time."""

    opening: str
    names: tuple[Name, ...]


class Topic(NamedTuple):
    """事项 of an outline: a lead sentence and the sentences under it."""

    name: str
    place: Text
    lead: Text | None
    sentences: tuple[Sentence, ...]
    concern: Concern | None = None
    keys: frozenset[str] = frozenset()  # the folded names of its indicators

    def names(self) -> Iterator[Name]:
        """Yield the indicators of all its sentences."""
        for sentence in self.sentences:
            yield from sentence.names


class Chapter(NamedTuple):
    """章 of an outline."""

    name: str
    place: Text
    label: Text | None  # 概括
    title: Text
    topics: tuple[Topic, ...]

    def calls(self) -> Iterator[Text]:
        """Yield the words by which 沿用 may call it: its short name, its title, its label."""
        yield self.place
        yield self.title
        if self.label is not None:
            yield self.label


class Outline(NamedTuple):
    """The chapters of a template and its catalogue; ``entries`` by folded name and alias."""

    chapters: tuple[Chapter, ...] = ()
    entries: Mapping[str, Entry] = MappingProxyType({})
    notes: Mapping[str, tuple[Text, Text]] = MappingProxyType({})  # key → name, text

    def entry(self, name: str) -> Entry | None:
        """Return what the catalogue says of a name or an alias."""
        return self.entries.get(name_key(name))

    def topics(self) -> Iterator[Topic]:
        """Yield the topics of all chapters."""
        for chapter in self.chapters:
            yield from chapter.topics

    def indicator(self, report: Report, name: str) -> Indicator | None:
        """Return the report's indicator of a catalogue name, also under an alias."""
        found = report.indicator(name)
        entry = self.entry(name)
        if found is not None or entry is None:
            return found
        named = (report.indicator(alias) for alias in (entry.name, *entry.aliases))
        return next((indicator for indicator in named if indicator is not None), None)

    def given(self, report: Report) -> dict[str, Indicator]:
        """Return the report's indicators that the catalogue knows, by its folded names."""
        found: dict[str, Indicator] = {}
        for key, indicator in report.indicators.items():
            entry = self.entries.get(key)
            if entry is not None:
                found.setdefault(entry.key, indicator)
        # An indicator under its own name goes before one under an alias.
        return {key: report.indicators.get(key, indicator) for key, indicator in found.items()}


NO_OUTLINE = Outline()


def adopted(indicator: Indicator, entry: Entry) -> Indicator:
    """Return an indicator with what the catalogue knows and staff left out."""
    changes: dict[str, object] = {}
    if indicator.direction is None and entry.direction is not None:
        changes["direction"] = entry.direction
    if indicator.department is None and entry.department is not None:
        changes["department"] = entry.department
    if not indicator.says_public and not entry.public:
        changes["public"] = False
    unit = entry.unit
    for field in _FIGURES if unit else ():
        measures: Measures | None = getattr(indicator, field)
        if measures is not None and not measures.items[0].unit:
            changes[field] = measures.in_unit(unit)
    known = indicator._replace(**changes) if changes else indicator  # type: ignore[arg-type]
    if known.values is None or not _synonyms(entry.units):
        return known
    return reworded(known, entry.words_like([known.values]))


def reworded(indicator: Indicator, words: Mapping[str, str]) -> Indicator:
    """Return an indicator with other words for some units of its figures, and of its parts."""
    if not words:
        return indicator
    changes: dict[str, object] = {}
    for field in ("values", *_COMPARED):
        measures: Measures | None = getattr(indicator, field)
        if measures is not None:
            changes[field] = measures.reworded(words)
    parts = {key: reworded(part, words) for key, part in indicator.parts.items()}
    return indicator._replace(parts=parts, **changes)  # type: ignore[arg-type]


def stand_in(entry: Entry, model: Indicator) -> Indicator:
    """Return an indicator that a report might have, for trying a template out.

    It has a figure, one of last year and an aim in the units of the entry; its places are
    those of ``model``.
    """
    units = entry.first_units or [""]

    def given(number: int) -> Measures | None:
        text = "，".join(f"{number}{unit}" for unit in units)
        return Measures.read(text, model.key) or Measures.read(str(number), model.key)

    return Indicator(
        entry.name,
        model.key,
        given(90),
        previous=given(80),
        target=given(100),
        direction=entry.direction,
    )


def adopt(report: Report, outline: Outline) -> Report:
    """Return a report whose indicators know what the catalogue says of them.

    Of a handwritten report only which figures are not public: its words are its own.
    """
    if not outline.entries:
        return report
    handwritten = report.is_handwritten
    known = {
        key: _known(indicator, outline.entries.get(key), handwritten=handwritten)
        for key, indicator in report.indicators.items()
    }
    return report._replace(indicators=known)


def _known(indicator: Indicator, entry: Entry | None, *, handwritten: bool) -> Indicator:
    if entry is None:
        return indicator
    strange = indicator.values is not None and off_ladder(indicator.values, entry)
    if handwritten or strange:
        closed = not entry.public and not indicator.says_public
        return indicator._replace(public=False) if closed else indicator
    return adopted(indicator, entry)


def off_ladder(measures: Measures, entry: Entry) -> list[str]:
    """Return the units of figures that the catalogue's units do not measure.

    A word for zero (零发生) counts in any unit; units of one ladder convert.
    """
    if not entry.units or not measures.items[0].unit:
        return []  # a bare number takes the catalogue's unit
    allowed = bases_of(entry.units)
    strange = [
        item.scale + item.unit or "（没有单位）"
        for item in measures.items
        if item.unit not in allowed and base_unit(item.unit) not in allowed
    ]
    return strange if strange and not measures.zero_word else []


def words_of(units: Iterable[str]) -> list[str]:
    """Return every word that 单位 names: of 台=部 and of 家次/次 both."""
    return [word for one in units for word in one.replace("=", "/").split("/")]


def spoken(units: Iterable[str]) -> str:
    """Return 单位 as a person reads it: 台（部）, 家次或次, 处、平方米."""
    return "、".join("或".join(map(_with_synonyms, one.split("/"))) for one in units)


def _with_synonyms(unit: str) -> str:
    first, *others = unit.split("=")
    return f"{first}（{'、'.join(others)}）" if others else first


@lru_cache(maxsize=1024)
def _synonyms(units: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the words that count one and the same thing; 家次/次 do not."""
    alternatives = (unit for one in units for unit in one.split("/"))
    return tuple(tuple(unit.split("=")) for unit in alternatives if "=" in unit)


@lru_cache(maxsize=1024)
def bases_of(units: tuple[str, ...]) -> frozenset[str]:
    """Return the units at the foot of the ladders of 单位: 家次/次 has two."""
    return frozenset(map(base_unit, words_of(units)))
