"""The numbers Word prints before paragraphs, counted as Word counts (17.9).

A paragraph names, itself or by its style, a w:num and a level; the w:num names
the abstract list that holds the levels.  All that use one abstract list count
on together, save where a w:num begins anew (w:startOverride).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from zongjie.readers.docx.elements import attribute, is_on, local, value
from zongjie.readers.docx.numerals import numeral
from zongjie.records import NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element

_DEEPEST: Final = 8  # levels count from 0 (17.9.3)
_DEPTH: Final = 32  # styles based on styles, lists that point to lists: Word stops earlier
_MOST: Final = 2**31 - 1
_LONGEST: Final = 255  # characters of a w:lvlText: thousands of paragraphs repeat it
_SUFFIXES: Final = {"space": " ", "nothing": ""}
_TAB: Final = "\t"
_PART: Final = re.compile("%([1-9])")
_STORIES: Final = frozenset({"txbxContent", "footnotes", "endnotes"})
"""What counts by itself: a text box does not move the numbers of the text round it."""


class _Level(NamedTuple):
    start: int
    kind: str
    text: str
    suffix: str
    restart: int  # begins anew behind every level above this one (17.9.10)
    legal: bool
    style: str


class _List(NamedTuple):
    """A w:num: the abstract list it counts with, its levels, and where it begins anew."""

    abstract: str
    levels: Mapping[int, _Level]
    starts: Mapping[int, int]

    def start(self, level: int) -> int:
        return self.starts.get(level, self.levels[level].start)


class _Style(NamedTuple):
    base: str
    number: str
    level: int | None


class _Counters:
    """How far each level of an abstract list has come."""

    def __init__(self) -> None:
        self._counts: dict[int, int] = {}
        self._over: set[int] = set()  # levels that begin anew
        self._begun: set[tuple[str, int]] = set()  # where a w:num has

    def next(self, number: str, level: int, using: _List) -> None:
        """Count a paragraph of a level."""
        for above in range(level):  # one that was never met counts as met
            if above in using.levels:
                self._counts.setdefault(above, using.start(above))
        overrides = level in using.starts and (number, level) not in self._begun
        if level not in self._counts or level in self._over or overrides:
            self._counts[level] = using.start(level)
        else:
            self._counts[level] += 1
        self._over.discard(level)
        self._begun.add((number, level))
        self._over |= {
            below for below, one in using.levels.items() if below > level and level < one.restart
        }

    def text(self, level: int, using: _List) -> str:
        """Return what is printed before a paragraph that was just counted."""
        own = using.levels[level]
        if own.kind == "bullet":  # a bullet is no text
            return ""

        def part(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            if at > level or at not in using.levels or using.levels[at].kind == "none":
                return ""
            count = using.start(at) if at in self._over else self._counts[at]
            kind = "decimal" if own.legal and at < level else using.levels[at].kind  # 17.9.4
            return numeral(kind, count)

        text = _PART.sub(part, own.text)
        return text + (_blank(text) if own.suffix == _TAB else own.suffix) if text else ""


class Numbering:
    """The lists of a file, and how far they have been counted."""

    def __init__(self, numbering: _Element | None, styles: _Element | None) -> None:
        parts = () if numbering is None else numbering
        self._abstracts = {
            attribute(one, "abstractNumId"): one for one in parts if local(one) == "abstractNum"
        }
        self._linked = {
            link: key for key, one in self._abstracts.items() if (link := value(one, "styleLink"))
        }
        self._nums = {attribute(one, "numId"): one for one in parts if local(one) == "num"}
        self._nums.pop("0", None)  # means that there is none (17.9.18)
        self._styles: dict[str, _Style] = {}
        self._default = ""
        for style in () if styles is None else styles.iterchildren("{*}style"):
            self._add(style)
        self._lists: dict[str, _List | None] = {}
        self._counters: dict[tuple[str, str], _Counters] = {}

    def _add(self, style: _Element) -> None:
        name = attribute(style, "styleId")
        properties = style.find("{*}pPr/{*}numPr")
        level = value(properties, "ilvl")
        self._styles[name] = _Style(
            value(style, "basedOn"),
            value(properties, "numId"),
            _whole(level, 0, _MOST) if level else None,
        )
        usual = attribute(style, "default") in ("1", "true", "on")
        if usual and attribute(style, "type") == "paragraph":
            self._default = name

    def before(self, paragraph: _Element) -> str:
        """Return what Word prints before a paragraph; to be asked of each, in their order."""
        if not self._nums:
            return ""
        number, level = self._place(paragraph.find("{*}pPr"))
        using = self._list(number)
        if using is None or level not in using.levels:
            return ""
        story = next((one for e in paragraph.iterancestors() if (one := local(e)) in _STORIES), "")
        counters = self._counters.setdefault((story, using.abstract), _Counters())
        counters.next(number, level, using)
        return counters.text(level, using)

    def _place(self, properties: _Element | None) -> tuple[str, int]:
        """Return the w:num and the level of a paragraph: its own, else those of its style."""
        own = None if properties is None else properties.find("{*}numPr")
        number, level = value(own, "numId"), value(own, "ilvl")
        if number:
            return number, _whole(level, 0, _MOST)
        number, inherited = self._of_style(value(properties, "pStyle") or self._default)
        return number, _whole(level, inherited, _MOST)

    def _of_style(self, name: str) -> tuple[str, int]:
        """Return what a style says: the level that names it (17.9.23), else its own."""
        passed: list[str] = []
        level: int | None = None
        for _ in range(_DEPTH):
            style = self._styles.get(name)
            if style is None:
                break
            passed.append(name)
            level = style.level if level is None else level
            if style.number:
                using = self._list(style.number)
                named = {one.style: at for at, one in using.levels.items()} if using else {}
                linked = (named[one] for one in passed if one in named)
                return style.number, next(linked, level or 0)
            name = style.base
        return "", 0

    def _list(self, number: str) -> _List | None:
        if number not in self._lists:
            num = self._nums.get(number)
            self._lists[number] = None if num is None else self._made(num)
        return self._lists[number]

    def _made(self, num: _Element) -> _List | None:
        key = value(num, "abstractNumId")
        for _ in range(_DEPTH):
            abstract = self._abstracts.get(key)
            if abstract is None:
                return None
            link = value(abstract, "numStyleLink")
            if not link:
                return _list_of(key, abstract, num)
            key = self._behind(link)
        return None

    def _behind(self, link: str) -> str:
        """Return the abstract list that a style of lists stands for (17.9.21, 17.9.27)."""
        style = self._styles.get(link)
        num = self._nums.get(style.number) if style else None
        return value(num, "abstractNumId") or self._linked.get(link, "")


def _blank(number: str) -> str:
    """Return what stands in a text where Word goes on to a tab stop behind a number.

    Behind 一、 or 1. a person types nothing, behind 第一章 a blank as wide as a character.
    """
    if not number[-1].isalnum():
        return ""
    return " " if number[-1].isascii() else "　"


def _list_of(key: str, abstract: _Element, num: _Element) -> _List:
    levels = _levels(abstract)
    starts: dict[int, int] = {}
    for override in num.iterchildren("{*}lvlOverride"):
        levels |= _levels(override)
        level, start = attribute(override, "ilvl"), value(override, "startOverride")
        if start:
            starts[_whole(level, 0, _MOST)] = _whole(start, 0, _MOST)
    return _List(key, levels, starts)


def _levels(parent: _Element) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for one in parent.iterchildren("{*}lvl"):
        at = _whole(attribute(one, "ilvl"), 0, _MOST)
        if at <= _DEEPEST:
            levels[at] = _Level(
                _whole(value(one, "start"), 0, _MOST),
                value(one, "numFmt") or "decimal",
                value(one, "lvlText")[:_LONGEST],
                _SUFFIXES.get(value(one, "suff"), _TAB),
                _whole(value(one, "lvlRestart"), at, at),
                is_on(one, "isLgl"),
                value(one, "pStyle"),
            )
    return levels


def _whole(written: str, otherwise: int, most: int) -> int:
    """Return a whole number that is written, within bounds; else another one."""
    digits = written.strip().removeprefix("+")
    if not (digits.isascii() and digits.isdigit()):
        return otherwise
    return min(int(digits), most) if len(digits) <= 10 else most
