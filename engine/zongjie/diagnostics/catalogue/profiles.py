"""ZJ8xx: 版式."""

from __future__ import annotations

from zongjie.diagnostics.record import Severity
from zongjie.diagnostics.rule import Finding, rule
from zongjie.diagnostics.source import Span


@rule("ZJ801")
def no_profile(span: Span | None, name: str, known: str) -> Finding:
    """没有这个版式

    查什么：“版式”“依照”写的名字或文件在不在。
    为什么：找不到版式就不知道怎么排。
    反例：版式: 国标
    正例：版式: 国标公文
    """
    return Finding(span, f"没有叫“{name}”的版式", f"现有的版式：{known}；自己的版式写文件路径")


@rule("ZJ802")
def bad_value(span: Span, key: str, text: str, why: str) -> Finding:
    """版式的值不对

    查什么：长度、字号、字体、选择写得对不对，在不在可以排的范围里。
    为什么：写错一个值，整页就排歪了。
    反例：天头: 37
    正例：天头: 37毫米
    """
    return Finding(span, f"“{key}”写“{text}”不行", why)


@rule("ZJ803")
def cyclic(span: Span, chain: str) -> Finding:
    """版式互相依照

    查什么：“依照”有没有绕回自己。
    为什么：两份互相依照，没有写的参数哪里也找不到。
    反例：甲.yaml 依照乙.yaml，乙.yaml 依照甲.yaml
    正例：甲.yaml 依照 国标公文
    """
    return Finding(span, f"“依照”绕了一圈：{chain}", "最后要依照随软件来的版式")


@rule("ZJ804")
def no_room(span: Span, what: str, need: str, have: str) -> Finding:
    """纸上排不下

    查什么：白边加起来是不是比纸还大，版心够不够排一行字。
    为什么：没有版心，什么也排不出。
    反例：纸宽: 210毫米，订口: 100毫米，切口: 100毫米
    正例：订口: 28毫米，切口: 26毫米
    """
    return Finding(span, f"{what}要{need}，只有{have}", "改小白边，或者改大纸")


@rule("ZJ805", Severity.WARNING)
def does_not_fit(span: Span, what: str, wanted: str, fits: str) -> Finding:
    """排不到这么多行、这么多字

    查什么：行距、字距、字号和版心，排不排得下“每页行数”“每行字数”。
    为什么：GB/T 9704-2012 5.2.3：一般每面排22行，每行排28个字，撑满版心。
    反例：行距: 29磅（225毫米只排得下21行）
    正例：行距: 28.95磅
    """
    return Finding(
        span, f"{what}写{wanted}，按现在的行距、字距排{fits}", "改行距、字距，或者改这个数"
    )
