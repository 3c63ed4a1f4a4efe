"""ZJ76x: what changed between two drafts."""

from __future__ import annotations

from zongjie.diagnostics.record import Severity
from zongjie.diagnostics.rule import Finding, rule


@rule("ZJ761", Severity.WARNING)
def little_in_common(old: str, new: str) -> Finding:
    """两稿对不上

    查什么：做花脸稿的两稿，有没有哪怕一小半文字是一样的。
    为什么：几乎没有一样的字，多半是拿错了文件，花脸稿成了全删全加。
    反例：zongjie diff 长白新村街道总结.docx 甘泉路街道 -o 花脸稿.docx
    正例：zongjie diff 甘泉路街道送审稿.docx 甘泉路街道 -o 花脸稿.docx
    """
    return Finding(None, f"“{old}”和“{new}”几乎没有相同的文字", "核对是不是拿错了文件")
