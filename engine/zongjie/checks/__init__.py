"""检查: rules over the model and the text.  They read, never change; each is one function."""

from __future__ import annotations

from zongjie.checks.echoes import echoes
from zongjie.checks.figures import large_changes, prints, stated
from zongjie.checks.parts import add_up
from zongjie.checks.rates import over_the_whole
from zongjie.checks.values import Known, ValuesOf, written
from zongjie.checks.wordings import wordings
from zongjie.diagnostics import Diagnostic
from zongjie.document import Document
from zongjie.model import Report

__all__ = ["ValuesOf", "check", "check_text"]

_RULES = (prints, stated, large_changes, add_up)


def check(report: Report, values_of: ValuesOf = written) -> list[Diagnostic]:
    """Return what every rule finds in a report.

    ``values_of`` gives the figures of an indicator, computed where 数值 is a
    formula, and None where there are none.
    """
    known = list(Known.all(report, values_of))
    return [*(found for rule in _RULES for found in rule(known)), *over_the_whole(report)]


def check_text(document: Document, year: int | None = None) -> list[Diagnostic]:
    """Return what every rule finds in a composed text of a year."""
    return [*echoes(document), *wordings(document, year)]
