"""ZJ030–: what was read of an old text, and what was not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from zongjie.diagnostics.record import Severity
from zongjie.diagnostics.rule import Finding, rule

_NAMED: Final = 3  # people; the file itself has the others


@rule("ZJ030", Severity.NOTE)
def tracked_changes(path: str, count: int, authors: Sequence[str], taken: str) -> Finding:
    """旧稿里有修订

    查什么：Word 文件里有没有修订（改动的痕迹）。
    为什么：同一处有改前、改后两种文字，只能读一种；没写明就读改后的。
    反例：领导改过的稿子，没有点“接受”就拿来用
    正例：zongjie import 改稿.docx --changes reject -o 改前（读改前的文字）
    """
    most = "、".join(authors[:_NAMED]) + ("等" if len(authors) > _NAMED else "")
    by = f"（{most}改的）" if most else ""
    read, other, way = ("改后", "改前", "reject")
    if taken == "reject":
        read, other, way = ("改前", "改后", "accept")
    message = f"“{path}”里有{count}处修订{by}，读的是{read}的文字"
    return Finding(None, message, f"要{other}的，写 --changes {way}")


@rule("ZJ031", Severity.NOTE)
def contents_dropped(path: str) -> Finding:
    """目录没有读

    查什么：Word 文件里有没有自动生成的目录。
    为什么：目录把标题又说一遍，后面的页码会被当成数字。
    反例：把目录当成正文，章节就都有了两遍
    正例：印出来以后在 Word 里重新插入目录
    """
    return Finding(None, f"“{path}”里的目录没有读进来", "印成 docx 以后，在 Word 里重新插入目录")


@rule("ZJ032", Severity.NOTE)
def big5(path: str) -> Finding:
    """读成繁体编码

    查什么：文字文件是不是港台电脑存的 Big5 编码。
    为什么：Big5 和 GBK 只能靠字的多少来分，偶尔会认错。
    反例：读出来的字不成句子
    正例：用记事本打开，另存为 UTF-8
    """
    return Finding(
        None, f"“{path}”照繁体（Big5）编码读的", "读出来不对的，用记事本打开，另存为 UTF-8 再读"
    )


@rule("ZJ033", Severity.NOTE)
def web_page(path: str) -> Finding:
    """读的是网页

    查什么：旧稿是不是浏览器存下来的网页。
    为什么：网页里正文四周还有菜单、版权，只读了看得出是正文的一块。
    反例：正文分在几页里，只存了第一页
    正例：打开读出来的报告，从头到尾看一遍
    """
    return Finding(None, f"“{path}”是网页，只读了其中的正文", "对照原来的网页看一遍，有没有少")


@rule("ZJ034")
def no_text(path: str) -> Finding:
    """没有读到文字

    查什么：旧稿里有没有字。
    为什么：空文件，或者整页都是图片的扫描件，转不成报告。
    反例：把扫描的图片贴进 Word 的 总结.docx
    正例：先识别文字，存成 .txt 或 .docx
    """
    return Finding(None, f"“{path}”里没有读到文字", "检查是不是选错了文件；是扫描件的，先识别文字")
