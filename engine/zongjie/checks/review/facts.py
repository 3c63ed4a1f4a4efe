"""What the prose says in figures: each number with its topic, its time and its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Final

from zongjie.checks.passages import Passage, is_prose
from zongjie.diagnostics import Span
from zongjie.document import Heading, Title
from zongjie.model import Quantity, quantity
from zongjie.model.derived import exact_base
from zongjie.model.mentions import Mention, MentionKind, scan
from zongjie.records import NamedTuple
from zongjie.text import name_key, pattern

_SENTENCE: Final = pattern(r"[^。！？；\n]+[。！？；\n]?")
_DIGIT: Final = pattern("[0-9０-９零]")
# What is to come is no figure of the year, and what was is one of another.
_TO_COME: Final = (
    "计划|力争|争取|确保|预期|预计|拟|目标|任务|将|明年|下年|来年|要|不低于|不少于|以上|以内|左右"
)
_OTHER_TIMES: Final = (
    r"(?:19|20)\d\d(?=年)|上年|去年|前年|同期|上半年|下半年|季度|\d+月|截至|累计|五年|(?<!一)年来|年均"
    "|十[一二三四五]五|年初|年底|年末|其中|日均|每|首|新|历史|连续|以来|批|期"
)
_TIMES: Final = pattern(f"{_TO_COME}|{_OTHER_TIMES}")
_NEAR: Final = 200  # characters before a number that say of when it is
_PLANS: Final = pattern("计划|安排|思路|打算|下一步|下步|明年|来年|展望|预期目标|目标任务|总体要求")
_LEADING: Final = pattern(
    "^(?:今年|本年|全年|年度|年内|全街道|街道|辖区|全镇|我街道|本街道|下辖|共|累计|总共|合计|共计|已)+"
)
_TRAILING: Final = pattern("(?:(?<!总)数量|[人户次件]数|(?<!总)数|共|共计|累计|达|为)$")


class Fact(NamedTuple):
    """A number of the text that counts something."""

    passage: Passage
    mention: Mention
    start: int
    end: int
    topic: str
    figure: Quantity
    times: frozenset[str]  # what its sentence says of when, up to it
    plan: bool
    typed: bool

    @property
    def base(self) -> tuple[Fraction, str] | None:
        """The number in the unit at the foot of its ladder, None for a vague one."""
        return exact_base(self.figure)

    @property
    def place(self) -> Span | None:
        """Where it stands in the files; the reference where an indicator prints it."""
        return self.passage.place(self.start, self.end)


class Section(NamedTuple):
    """Passages under one heading, and whether they speak of what is to come."""

    heading: Passage | None
    passages: tuple[Passage, ...]
    plan: bool
    titles: str  # of its heading and of those it stands under, a line each


def sections(passages: Sequence[Passage], year: int | None) -> list[Section]:
    """Return the passages by the headings they stand under."""
    found: list[Section] = []
    heading: Passage | None = None
    held: list[Passage] = []
    titles: dict[int, str] = {}
    for passage in [*passages, None]:
        if passage is not None and (not isinstance(passage.block, Heading) or passage.note):
            held.append(passage)
            continue
        above = "\n".join(titles.values())
        found.append(Section(heading, tuple(held), _is_plan(above, year), above))
        if passage is not None and isinstance(passage.block, Heading):
            level = passage.block.level
            titles = {upper: text for upper, text in titles.items() if upper < level}
            titles[level] = passage.text
        heading, held = passage, []
    return found


def _is_plan(text: str, year: int | None) -> bool:
    return bool(_PLANS.search(text)) or (year is not None and f"{year + 1}年" in text)


@lru_cache(maxsize=8192)
def topic(name: str) -> str:
    """Return what a name or a label is of, without the words that only frame it."""
    key = name_key(name)
    bare = _TRAILING.sub("", _LEADING.sub("", key))
    return bare or key


def facts(section: Section, *, typed_only: bool = True) -> Iterator[Fact]:
    """Yield the figures of prose that somebody typed; all of them where asked for."""
    for passage in section.passages:
        wanted = passage.typed if typed_only else passage.text
        if is_prose(passage) and _DIGIT.search(wanted):
            for sentence in _SENTENCE.finditer(passage.text):
                if _DIGIT.search(wanted, *sentence.span()):
                    yield from _in_sentence(passage, sentence, section)


def _in_sentence(passage: Passage, sentence: re.Match[str], section: Section) -> Iterator[Fact]:
    text, offset = sentence[0], sentence.start()
    for mention in scan(text):
        if mention.kind is not MentionKind.INDICATOR:
            continue
        figure = quantity.parse(mention.text)
        if figure is None:
            continue
        start, end = offset + mention.start, offset + mention.end
        typed = passage.reference(start, end) is None
        times = frozenset(_TIMES.findall(text, max(0, mention.end - _NEAR), mention.end))
        yield Fact(
            passage, mention, start, end, topic(mention.label), figure, times, section.plan, typed
        )


def is_title(passage: Passage) -> bool:
    """Whether it is the title of the whole text."""
    return isinstance(passage.block, Title)
