"""ZJ16x: checks that are switched off, and need not be."""

from __future__ import annotations

from zongjie.diagnostics.record import Severity
from zongjie.diagnostics.rule import Finding, rule
from zongjie.diagnostics.source import Span


@rule("ZJ161", Severity.NOTE)
def unused_switch(span: Span, code: str) -> Finding:
    """关掉的检查没有用上

    查什么：“检查”里、“# 不查”的注释里关掉的检查，现在还有没有发现什么。
    为什么：毛病改好了，开关忘了删，以后再出同样的错就没有人报了。
    反例：写着 # 不查 ZJ618：照录原文，那一行已经没有这个毛病
    正例：删去这条
    """
    return Finding(span, f"关掉了{code}，这里现在没有这个毛病", "删去这一条")


@rule("ZJ162")
def switch_without_code(span: Span) -> Finding:
    """“不查”没有写编号

    查什么：“# 不查”后面有没有检查的编号。
    为什么：没有编号，不知道不查哪一条；不能什么都不查。
    反例：# 不查：照录原文
    正例：# 不查 ZJ618：照录原文
    """
    return Finding(span, "“不查”后面没有写检查的编号", "写成 # 不查 ZJ618：理由")
