"""What a review looks at: a report, its text, and last year's report where there is one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from typing import Final

from zongjie.checks.passages import Passage, passages
from zongjie.checks.review.facts import Fact, Section, facts, sections
from zongjie.checks.values import ValuesOf
from zongjie.document import Document
from zongjie.model import Indicator, Measures, Report
from zongjie.model.references import indicators_behind
from zongjie.text import name_key

_MOST_FACTS: Final = 3000  # five times what a report of 60 pages types; more is no report


class Scope:
    """One report under review; what several checks ask for is made once."""

    def __init__(
        self,
        report: Report,
        values_of: ValuesOf,
        document: Document | None,
        last: Report | None,
        *,
        whole: bool,
    ) -> None:
        self.report = report
        self.values_of = values_of
        self.last = last
        self.whole = whole  # else a reference that was refused left a hole in the text
        self.passages: list[Passage] = passages(document) if document is not None else []

    @cached_property
    def sections(self) -> list[Section]:
        """The passages by the headings they stand under."""
        return sections(self.passages, self.report.year)

    @cached_property
    def facts(self) -> list[Fact]:
        """The figures that somebody typed into prose."""
        found = (fact for section in self.sections for fact in facts(section))
        return list(islice(found, _MOST_FACTS))

    @cached_property
    def indicators(self) -> list[Indicator]:
        """Every indicator, parts (其中) behind their whole."""
        return [one for top in self.report.indicators.values() for one in _with_parts(top)]

    @cached_property
    def lasts(self) -> dict[str, Indicator]:
        """Last year's indicators by the folded name."""
        return dict(self.last.indicators) if self.last is not None else {}

    def behind(self, value: str) -> list[Indicator]:
        """Return the indicators a reference takes its figures from; most name just one."""
        one = self.report.indicators.get(value.partition(".")[0])
        if one is not None and one.formula is None and not one.parts:
            return [one]
        return indicators_behind(value, self.report)

    def last_of(self, indicator: Indicator) -> Indicator | None:
        """Return what last year's report says of an indicator, by its name or a former one."""
        names = (indicator.name, *(text.value for text in indicator.former_names))
        return next(
            (self.lasts[key] for name in names if (key := name_key(name)) in self.lasts), None
        )

    def previous(self, indicator: Indicator) -> Measures | None:
        """Return last year's figures: 上年 as given, else those of last year's report."""
        if indicator.previous is not None:
            return indicator.previous
        last = self.last_of(indicator) if self.last is not None else None
        return last.values if last is not None else None


def _with_parts(indicator: Indicator) -> Iterator[Indicator]:
    yield indicator
    for part in indicator.parts.values():
        yield from _with_parts(part)
