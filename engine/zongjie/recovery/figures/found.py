"""The figures of a text, gathered into indicators, and what stands in their place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from zongjie.model.mentions import Mention, MentionKind, scan
from zongjie.model.quantity import split_measures
from zongjie.numerals import to_count
from zongjie.records import NamedTuple
from zongjie.recovery.figures.context import COUNTED, Place, excerpt
from zongjie.recovery.figures.entries import Entry, Use
from zongjie.recovery.figures.gathering import Gathering
from zongjie.recovery.figures.naming import name_all
from zongjie.recovery.figures.tables import Heads, heads_of, in_row
from zongjie.text import half_width


class Reference(NamedTuple):
    """``text[start:end]`` is printed by ``{{ref}}``."""

    start: int
    end: int
    ref: str


class Left(NamedTuple):
    """A figure that stays text, and the words round it."""

    text: str
    excerpt: str


class Figures(NamedTuple):
    """Indicators in the order of the text, and their places.

    ``references`` goes by the text they stand in: equal texts say equal things.
    """

    entries: tuple[Entry, ...] = ()
    references: Mapping[str, Sequence[Reference]] = {}
    left: tuple[Left, ...] = ()


Scans = dict[str, list[Mention]]  # what was counted in a text, for a text met again


def figures_of(
    places: Iterable[Place], chapters: int, scans: Scans, aside: Sequence[str] = ()
) -> Figures:
    """Return the indicators of texts, in the order in which they are printed.

    Where the text before the chapters says how many there are, 章节数 says it.
    ``scans`` remembers what is found in each text.
    The figures of texts that lie ``aside`` (headings, 原文) stay text and are told.
    """
    gathering = Gathering()
    left = [Left(one.text, excerpt(text, [one])) for text in aside for one in _counted(text, scans)]
    seen: dict[str, bool] = {}  # whether it stands before the chapters
    heads: Heads | None = None
    for place in places:
        if place.text in seen:
            continue
        seen[place.text] = not place.heading
        heads = heads_of(place.text, heads)
        readable = []
        counted = _counted(place.text, scans) if heads is None else in_row(place.text, heads)
        for mention in counted:
            parsed = split_measures(mention.text)
            if parsed is None or len(parsed[0]) > 1:
                left.append(Left(mention.text, excerpt(place.text, [mention])))
            else:
                readable.append((mention, parsed[0][0]))
        gathering.take(place, readable)
    name_all(gathering.entries)
    references = _references(gathering.entries)
    for text, before in seen.items():
        for reference in _counts(text, chapters if before else 0):
            references[text] = sorted([*references.get(text, ()), reference])
    return Figures(tuple(gathering.entries), references, tuple(left))


def _counted(text: str, scans: Scans) -> list[Mention]:
    if text not in scans:
        scans[text] = [one for one in scan(text) if one.kind is MentionKind.INDICATOR]
    return scans[text]


def _counts(text: str, chapters: int) -> Iterator[Reference]:
    """Yield where a text says how many chapters follow: 以下六方面工作."""
    for match in COUNTED.finditer(text) if chapters else ():
        if match[1] == to_count(chapters):
            yield Reference(match.start(1), match.end(1), "章节数")


def _references(entries: Iterable[Entry]) -> dict[str, list[Reference]]:
    found: dict[str, list[Reference]] = {}
    for entry in entries:
        for one in entry.all():
            for text, reference in _of_entry(one):
                found.setdefault(text, []).append(reference)
    for references in found.values():
        references.sort()
    return found


def _of_entry(entry: Entry) -> list[tuple[str, Reference]]:
    values = [use for use in entry.uses if not use.attribute]
    others = [use for use in entry.uses if use.attribute]
    found = [
        (use.text, Reference(use.start, use.end, f"{entry.path}.{use.attribute}")) for use in others
    ]
    if len(entry.measures) > 1 and (whole := _together(values)):
        entry.slice = values[0].text[whole.start : whole.end]
        return [*found, (values[0].text, whole._replace(ref=entry.path))]
    for use in values:
        unit = half_width(entry.measures[use.measure][1].unit)
        ref = f"{entry.path}.{unit}" if len(entry.measures) > 1 else entry.path
        found.append((use.text, Reference(use.start, use.end, ref)))
    return found


def _together(uses: Sequence[Use]) -> Reference | None:
    """Return where the measures of one thing stand side by side: 107次、210批次."""
    text, start, end = uses[0].text, uses[0].start, uses[-1].end
    units = [use.entry.measures[use.measure][1].unit for use in uses]
    if any(use.text != text for use in uses):
        return None
    parsed = split_measures(text[start:end])
    if parsed is None or [one.unit for one in parsed[0]] != units:
        return None
    return Reference(start, end, "")
