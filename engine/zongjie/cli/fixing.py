"""check --fix: show what changes, ask where somebody can answer, write."""

from __future__ import annotations

import argparse
import sys

from zongjie import pipeline
from zongjie.cli.printing import line
from zongjie.diagnostics import Diagnostic
from zongjie.pipeline import fixing
from zongjie.sources.report import Loaded


def mend(options: argparse.Namespace) -> list[Diagnostic]:
    """Make the fixes of the reports that are to be checked; return why one was not written."""

    def check(loaded: Loaded) -> list[Diagnostic]:
        return pipeline.check(
            loaded, public=options.public, final=options.final, template=options.template
        ).diagnostics

    faults: list[Diagnostic] = []
    for path in options.reports:
        for report in fixing.targets(path):
            fixed = fixing.fix(report, check, everything=options.fix == "all")
            if fixed.changes:
                faults += _written(fixed, quiet=options.format not in ("text", "line"))
    return faults


def _written(fixed: fixing.Fixed, *, quiet: bool) -> list[Diagnostic]:
    """Write the fixes where nobody says no, and say what was mended."""
    if not quiet and sys.stdin.isatty() and sys.stdout.isatty():
        line(fixed.diff(), to=sys.stdout)
        if not _agreed():
            line("没有改")
            return []
    faults = fixed.write()
    for one in () if faults or quiet else fixed.done:
        line(f"改了 {fixing.told(one)}")
    return faults


def _agreed() -> bool:
    try:
        return input("照这样改吗？（是/否）").strip().lower() in ("是", "y", "yes", "好")
    except EOFError:
        return False
