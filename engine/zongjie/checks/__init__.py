"""检查: rules over the model and the text.  They read, never change; each is one function."""

from __future__ import annotations

from collections.abc import Iterator

from zongjie.checks.changes import changes
from zongjie.checks.counts import impossible_counts, not_applicable
from zongjie.checks.echoes import echoes
from zongjie.checks.figures import prints, stated
from zongjie.checks.parts import add_up
from zongjie.checks.rates import impossible_changes, over_the_whole, percent_of_rates
from zongjie.checks.times import periods, years_of_days
from zongjie.checks.values import Known, ValuesOf, written
from zongjie.checks.wordings import wordings
from zongjie.diagnostics import Diagnostic, catalogue
from zongjie.document import Document
from zongjie.model import MOST_PROBLEMS, Report

__all__ = ["ValuesOf", "check", "check_text"]

_RULES = (prints, stated, add_up)


def check(report: Report, values_of: ValuesOf = written) -> list[Diagnostic]:
    """Return what every rule finds in a report.

    ``values_of`` gives the figures of an indicator, computed where 数值 is a
    formula, and None where there are none.
    """
    known = list(Known.all(report, values_of))
    found = [found for rule in _RULES for found in rule(known)]
    found += changes(known, report.bounds)
    whole = (
        impossible_counts,
        over_the_whole,
        percent_of_rates,
        impossible_changes,
        not_applicable,
        periods,
        years_of_days,
        _many_problems,
    )
    return [*found, *(fault for rule in whole for fault in rule(report))]


def _many_problems(report: Report) -> Iterator[Diagnostic]:
    """More than five written problems are too many; they are printed all the same."""
    entries = report.problems.entries if report.problems else ()
    if len(entries) > MOST_PROBLEMS:
        yield catalogue.outline.too_many_problems(entries[-1].span(), len(entries), [])


def check_text(document: Document, year: int | None = None) -> list[Diagnostic]:
    """Return what every rule finds in a composed text of a year."""
    return [*echoes(document), *wordings(document, year)]
