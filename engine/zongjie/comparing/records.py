"""What a comparison is made of, and what it finds: plain records."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from fractions import Fraction

from zongjie.document import Document
from zongjie.model import Change, Indicator, Measures, Quantity, Report
from zongjie.records import NamedTuple


class Side(NamedTuple):
    """One of the two reports, put together: what a person calls it, its data, its text.

    ``values_of`` gives the figures of an indicator, computed where 数值 is a formula.
    """

    name: str
    report: Report
    document: Document
    values_of: Callable[[Indicator], Measures | None]


class Match(Enum):
    """How two indicators were found to be one; ``NONE`` where one side only has it."""

    SAME = "同名"
    FORMER = "曾用名"
    SENTENCE = "同句"
    ALIKE = "相近"
    NONE = ""


class Said(NamedTuple):
    """An indicator as one side has it.

    ``shown`` is what it prints: its figures, or 待报 and the like where it has none.
    """

    indicator: Indicator
    values: Measures | None
    shown: str

    @property
    def name(self) -> str:
        """The name as staff wrote it."""
        return self.indicator.name


class Measured(NamedTuple):
    """One measure of an indicator in both reports, each as it is written.

    ``difference`` is 增减 in the unit and scale of the later figure, ``change`` what a
    report would say of it (percent, 百分点, the difference of small counts); both None
    where ``why`` says that they cannot be worked out, or one side lacks the measure.
    """

    before: Quantity | None
    after: Quantity | None
    difference: Change | None = None
    change: Change | None = None
    why: str = ""


class Row(NamedTuple):
    """One indicator of either side, or of both; ``depth`` counts the wholes it is part of.

    ``likeness`` is from 0 to 1; below 1 only for names that are alike.  ``contradiction``
    is the 上年 of the later report where the earlier says something else.
    """

    match: Match
    before: Said | None
    after: Said | None
    measures: tuple[Measured, ...] = ()
    likeness: Fraction = Fraction(1)
    depth: int = 0
    contradiction: Measures | None = None

    @property
    def differs(self) -> bool:
        """Whether the sides say something different of it; the scale (万, 亿) is no difference."""
        if self.before is None or self.after is None or self.match is not Match.SAME:
            return True
        if self.contradiction is not None:
            return True
        if not self.measures:
            return self.before.shown != self.after.shown
        return any(one.difference != Change(0, None) for one in self.measures)


class Place(Enum):
    """Where in a text a sentence stands; sentences of two sorts are never one."""

    HEADING = "标题"
    BODY = "正文"
    TABLE = "表格"
    NOTE = "脚注"


class Figure(NamedTuple):
    """Where in a sentence an indicator printed something, and the reference that did."""

    start: int
    end: int
    reference: str


class Sentence(NamedTuple):
    """A sentence, a heading, or a row of a table; ``section`` is the heading above it."""

    text: str
    place: Place
    section: str
    figures: tuple[Figure, ...] = ()


class Relation(Enum):
    """What became of a sentence."""

    SAME = "不变"
    FIGURES = "只改了数字"
    REWORDED = "改动"
    ADDED = "新增"
    REMOVED = "删去"


class Edit(NamedTuple):
    """A stretch of a sentence: as it was, as it is; equal where nothing changed."""

    before: str
    after: str


class Pair(NamedTuple):
    """What became of one sentence; ``moved`` where it changed places with others.

    ``edits`` make both sentences again, and are empty where nothing changed.
    """

    relation: Relation
    before: Sentence | None
    after: Sentence | None
    edits: tuple[Edit, ...] = ()
    moved: bool = False
    likeness: Fraction = Fraction(1)


class Comparison(NamedTuple):
    """Two reports side by side; None for what nobody asked about."""

    names: tuple[str, str]
    labels: tuple[str, str]
    years: tuple[int | None, int | None]
    rows: tuple[Row, ...] | None
    pairs: tuple[Pair, ...] | None

    @property
    def two_years(self) -> bool:
        """Whether the reports are known to be of different years."""
        first, second = self.years
        return first is not None and second is not None and first != second

    def count(self, relation: Relation) -> int:
        """Return how many sentences are of a kind."""
        return sum(pair.relation is relation for pair in self.pairs or ())

    @property
    def kept(self) -> Fraction:
        """How much of the second text says, figures aside, what the first says: 0 to 1."""
        both = self.count(Relation.SAME) + self.count(Relation.FIGURES)
        whole = sum(pair.after is not None for pair in self.pairs or ())
        return Fraction(both, whole or 1)
