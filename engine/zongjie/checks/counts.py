"""Figures that cannot stand: half a person, less than none, a value of what does not apply."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from zongjie.diagnostics import Diagnostic, catalogue
from zongjie.model import Measures, Report, Status
from zongjie.model.units import base_unit

_WORDS: Final = (
    "人 名 户 家 家次 人次 户次 件 件次 次 场 场次 起 例 辆 台 幢 栋 项 个 条 份 支 批 批次"
)
_COUNTERS: Final = frozenset(_WORDS.split())
_SIGNED: Final = ("净", "增减", "变化", "差")  # 户籍人口净增 may be less than none
# 税收增幅, 户籍人口变化率 may be less than none, and so may what a business earns.
_SIGNED_RATES: Final = (
    *_SIGNED,
    *("增幅", "增速", "增长", "涨幅", "降幅", "升幅", "幅度", "同比", "环比"),
    *("利润", "收益", "回报"),
)
_AVERAGE: Final = ("均", "每")


def impossible_counts(report: Report) -> Iterator[Diagnostic]:
    """Yield a warning for 12.5家次, -5家次 and -3%."""
    for indicator in report.indicators.values():
        for measures in (indicator.values, indicator.previous, indicator.target):
            if measures is not None and (why := _fault(indicator.name, measures)):
                shown = str(measures)
                yield catalogue.figures.no_count(measures.text.span(), indicator.name, shown, why)


def _fault(name: str, measures: Measures) -> str:
    for item in measures.items:
        low = item.value[0] if isinstance(item.value, tuple) else item.value
        if low < 0 and base_unit(item.unit) == "%":  # a difference in 百分点 has its sign
            if not any(word in name for word in _SIGNED_RATES):
                return "比率不会是负的"
            continue
        if item.unit not in _COUNTERS:
            continue
        if low < 0 and not any(word in name for word in _SIGNED):
            return "计数不会是负的"
        whole = item.scale or not isinstance(low, Decimal) or low == low.to_integral_value()
        if not whole and not any(word in name for word in _AVERAGE):
            return "计数不会有小数"
    return ""


def not_applicable(report: Report) -> Iterator[Diagnostic]:
    """A figure of what does not apply is lost, which is told."""
    for indicator in report.indicators.values():
        values = indicator.values
        if indicator.status is Status.NOT_APPLICABLE and values is not None:
            span, name = values.text.span(), indicator.name
            yield catalogue.figures.value_not_applicable(span, name, str(values))
