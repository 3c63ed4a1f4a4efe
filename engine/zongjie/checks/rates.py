"""Rates and changes that cannot be: more than the whole, below nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from zongjie.diagnostics import Diagnostic, catalogue
from zongjie.model import Kind, Measures, Report, derived
from zongjie.model.derived import SMALL_BASE
from zongjie.model.units import is_rate, to_base

# What these rates count is a part of what they are counted against.
_PARTS: Final = (
    "整改 整改完成 办结 结案 满意 签约 覆盖 入驻 落地 达标 合格 及时 受理 解决 联系 成功 安置 "
    "持证 组建 办复 应诉 知晓 参与 普及 网办 化解 执行 就业 办理 处置 处理 反馈 回访 公开 好评 "
    "响应 答复 销号 查处 建档 登记 备案 拆除 出租 空置 通过 归档 参保 合规 规范 解答"
)
SHARES: Final = ("占比", "比重", *(f"{word}率" for word in _PARTS.split()))
"""How the name of a rate ends that is at most 100 %."""


def over_the_whole(report: Report) -> Iterator[Diagnostic]:
    """A rate that is a part of a whole is at most 100 %."""
    for indicator in report.indicators.values():
        if not indicator.name.endswith(SHARES):
            continue
        for measures in (indicator.values, indicator.previous, indicator.target):
            if measures is not None and _is_over(measures):
                span = measures.text.span()
                yield catalogue.outline.over_the_whole(span, indicator.name, str(measures))


def _is_over(measures: Measures) -> bool:
    for item in measures.items:
        # 约120% and 110%～120% are over the whole too: what is written counts, not how exact.
        low = item.value[0] if isinstance(item.value, tuple) else item.value
        value, unit = to_base(low, item.unit)
        if (unit == "%" and value > 100) or (item.kind is Kind.FRACTION and value > 1):
            return True
    return False


def percent_of_rates(report: Report) -> Iterator[Diagnostic]:
    """A rate goes up and down by points; a percentage of a rate says something else."""
    for indicator in report.indicators.values():
        change, values, text = indicator.change, indicator.values, indicator.change_text
        if change is None or change.amount is None or values is None or text is None:
            continue
        rate, unit = is_rate(values.items[0].unit), change.amount.unit
        span, shown = text.span(), text.value.strip()
        if len(values.items) == 1 and rate and unit == "%":
            yield catalogue.outline.rate_in_percent(span, indicator.name, shown)
        elif not rate and unit.endswith("百分点") and indicator.previous is None:
            why = "不是百分数，不用百分点"
            yield catalogue.figures.no_count(span, indicator.name, shown, why)
        elif unit == "%" and _is_few(values):
            why = "件数少，不写百分比"
            yield catalogue.figures.no_count(span, indicator.name, shown, why)


def impossible_changes(report: Report) -> Iterator[Diagnostic]:
    """A stated change that would put last year below nothing."""
    for indicator in report.indicators.values():
        change, values, text = indicator.change, indicator.values, indicator.change_text
        if change is None or change.amount is None or values is None or text is None:
            continue
        now, size = derived.exact_base(values.items[0]), derived.exact_base(change.amount)
        if now is None or size is None or len(values.items) > 1 or now[0] < 0:
            continue
        rate = is_rate(now[1])
        falls = change.sign < 0 and not rate and size[1] == "%" and size[0] > 100
        same = size[1] == now[1] or (rate and size[1] == "百分点")
        if falls or (change.sign > 0 and same and size[0] > now[0]):
            span, shown = text.span(), text.value.strip()
            yield catalogue.figures.impossible_change(span, indicator.name, shown, str(values))


def _is_few(values: Measures) -> bool:
    """Whether a count is so small that a percentage of it says less than the difference."""
    base = derived.exact_base(values.items[0]) if len(values.items) == 1 else None
    return base is not None and base[0].denominator == 1 and 0 < base[0] < SMALL_BASE
