"""ZJ75x: two reports side by side."""

from __future__ import annotations

from zongjie.diagnostics.record import Related, Severity
from zongjie.diagnostics.rule import Finding, rule
from zongjie.diagnostics.source import Span


@rule("ZJ751", Severity.WARNING)
def last_year_differs(
    span: Span, names: tuple[str, str], told: str, then: str, place: Span
) -> Finding:
    """上年和去年的总结对不上

    查什么：今年报告里写的“上年”，和去年报告里的数是不是一样（四舍五入的也算一样）。
    为什么：去年公布过的数，今年换了一个，同比就算错了；多半是抄错，或者口径变了没有说。
    反例：去年的总结受理案件 18735件，今年写 上年: 18753件
    正例：上年: 18735件；口径变了的，在“备注”里写明
    """
    name, former = names
    other = f"（那时叫“{former}”）" if former != name else ""
    return Finding(
        span,
        f"“{name}”的上年写“{told}”，去年的总结里{other}是“{then}”",
        "照去年的总结改；数确实调整过的，在“备注”里写明",
        (Related(place, "去年的总结"),),
    )


@rule("ZJ752")
def no_openpyxl() -> Finding:
    """没有装写 xlsx 的部件

    查什么：对比要写成 .xlsx 时，装没装 openpyxl。
    为什么：.xlsx 由 openpyxl 来写，它是选装的。
    反例：没有装 openpyxl，-o 对比.xlsx
    正例：pip install "zongjie[form]"；或者 -o 对比.csv，Excel、WPS 都打得开
    """
    return Finding(
        None,
        "写 .xlsx 要用 openpyxl，这台电脑上没有装",
        '运行 pip install "zongjie[form]"；或者写成 .csv，Excel、WPS 都打得开',
    )
