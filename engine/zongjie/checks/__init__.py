"""检查: rules over the model.  They read, never change; each is one function."""

from __future__ import annotations

from zongjie.checks.figures import large_changes, prints, stated
from zongjie.diagnostics import Diagnostic
from zongjie.model import Report

_RULES = (prints, stated, large_changes)


def check(report: Report) -> list[Diagnostic]:
    """Return what every rule finds in a report."""
    return [found for rule in _RULES for found in rule(report)]
