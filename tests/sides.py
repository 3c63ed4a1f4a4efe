"""Reports for the tests of comparing: YAML in, a side out."""

from __future__ import annotations

from zongjie import pipeline
from zongjie.comparing import Comparison, Side, compare
from zongjie.comparing.records import Row
from zongjie.compose.known import values_of
from zongjie.diagnostics import Diagnostic
from zongjie.sources.report import load_text


def side(yaml: str, name: str = "报告.yaml") -> Side:
    checked = pipeline.check(load_text(yaml, name), paged=False)
    assert checked.document is not None, [d.message for d in checked.diagnostics]
    assert checked.report is not None
    return Side(name, checked.report, checked.document, values_of(checked.report))


def of_indicators(indicators: str, head: str = "标题: 题\n") -> Side:
    """Return a report with nothing but indicators, each on a line of its own."""
    lines = "".join(f"  {line}\n" for line in indicators.strip("\n").split("\n"))
    return side(f"{head}章节: []\n开头: 无。\n指标:\n{lines}")


def compared(before: Side, after: Side) -> tuple[Comparison, list[Diagnostic]]:
    return compare(before, after)


def rows(before: str, after: str) -> list[Row]:
    found, _ = compare(of_indicators(before), of_indicators(after), texts=False)
    return list(found.rows or ())
