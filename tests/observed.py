"""Rows of reports for the tests, and the way back from a cell to the value behind it."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from zongjie.diagnostics import Diagnostic
from zongjie.model.outline import NO_OUTLINE, Outline
from zongjie.model.quantity import BaseValue
from zongjie.model.units import Exact
from zongjie.observations.observing import observed
from zongjie.observations.records import Observation
from zongjie.sources import report, templates


def standard() -> Outline:
    """Return the catalogue of the standard template."""
    template, _ = templates.find(templates.DEFAULT, Path())
    assert template is not None
    return templates.outline_of(template)[0]


def rows_of(
    indicators: str, *, public: bool = False, head: str = "", outline: Outline | None = None
) -> tuple[list[Observation], list[Diagnostic]]:
    """Return the rows of a report with these indicators, written as under 指标."""
    lines = "".join(f"  {line}\n" for line in indicators.splitlines())
    text = f"单位名称: 示范街道\n年份: 2025\n{head}指标:\n{lines}"
    loaded = report.load_text(text)
    assert loaded.report is not None
    assert [d for d in loaded.diagnostics if d.severity.value == "错误"] == []
    return observed(loaded.report, NO_OUTLINE if outline is None else outline, public=public)


def only(indicators: str, *, outline: Outline | None = None) -> Observation:
    """Return the one row of an indicator that has one."""
    (row,), found = rows_of(indicators, outline=outline)
    assert found == []
    return row


def read_back(cell: str) -> BaseValue:
    """Return what 精确值 says."""
    parts = [_exact(part) for part in re.split("[～：]", cell)]
    return parts[0] if len(parts) == 1 else tuple(parts)


def _exact(text: str) -> Exact:
    over, _, under = text.partition("÷")
    return Fraction(int(over), int(under)) if under else Decimal(over)
