"""A count of people or things is a whole number, and not less than none."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from zongjie.diagnostics import Diagnostic, catalogue
from zongjie.model import Measures, Report

_WORDS: Final = (
    "人 名 户 家 家次 人次 户次 件 件次 次 场 场次 起 例 辆 台 幢 栋 项 个 条 份 支 批 批次"
)
_COUNTERS: Final = frozenset(_WORDS.split())
_SIGNED: Final = ("净", "增减", "变化", "差")  # 户籍人口净增 may be less than none
_AVERAGE: Final = ("均", "每")


def impossible_counts(report: Report) -> Iterator[Diagnostic]:
    """Yield a warning for 12.5家次 and -5家次."""
    for indicator in report.indicators.values():
        for measures in (indicator.values, indicator.previous, indicator.target):
            why = _fault(indicator.name, measures) if measures is not None else ""
            if measures is not None and why:
                shown = str(measures)
                yield catalogue.figures.no_count(measures.text.span(), indicator.name, shown, why)


def _fault(name: str, measures: Measures) -> str:
    for item in measures.items:
        if item.unit not in _COUNTERS:
            continue
        low = item.value[0] if isinstance(item.value, tuple) else item.value
        if low < 0 and not any(word in name for word in _SIGNED):
            return "计数不会是负的"
        whole = item.scale or not isinstance(low, Decimal) or low == low.to_integral_value()
        if not whole and not any(word in name for word in _AVERAGE):
            return "计数不会有小数"
    return ""
