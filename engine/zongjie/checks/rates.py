"""A share of a whole cannot be more than the whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from zongjie.diagnostics import Diagnostic, catalogue
from zongjie.model import Kind, Measures, Report
from zongjie.model.derived import exact_base

# What these rates count is a part of what they are counted against.
_PARTS: Final = (
    "整改 整改完成 办结 结案 满意 签约 覆盖 入驻 落地 达标 合格 及时 受理 解决 联系 成功 安置 "
    "持证 组建 办复 应诉 知晓 参与 普及 网办 化解 执行 就业"
)
_SHARES: Final = ("占比", "比重", *(f"{word}率" for word in _PARTS.split()))


def over_the_whole(report: Report) -> Iterator[Diagnostic]:
    """A rate that is a part of a whole is at most 100 %."""
    for indicator in report.indicators.values():
        if not indicator.name.endswith(_SHARES):
            continue
        for measures in (indicator.values, indicator.previous, indicator.target):
            if measures is not None and _is_over(measures):
                span = measures.text.span()
                yield catalogue.outline.over_the_whole(span, indicator.name, str(measures))


def _is_over(measures: Measures) -> bool:
    for item in measures.items:
        base = exact_base(item)
        if base is None:
            continue
        value, unit = base
        if (unit == "%" and value > 100) or (item.kind is Kind.FRACTION and value > 1):
            return True
    return False
