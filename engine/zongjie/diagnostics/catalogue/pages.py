"""ZJ53x: what the page of a .docx cannot hold, or shows in another way than was meant."""

from __future__ import annotations

from zongjie.diagnostics.record import Severity
from zongjie.diagnostics.rule import Finding, rule
from zongjie.diagnostics.source import Span


@rule("ZJ531", Severity.WARNING)
def title_not_wrapped(span: Span | None, title: str, most: int, *, inside: bool) -> Finding:
    """标题不好回行

    查什么：一行排不下的标题和附件标题，能不能不拆开词语、书名号、引号、括号和数量，排成梯形或者菱形。
    为什么：GB/T 9704-2012 7.3.1：回行时要做到词意完整、排列对称。
    反例：标题: 关于《……》的总结（书名号里有四十个字）
    正例：用“标题分行”自己定在哪里回行
    """
    shown = title if len(title) <= most else f"{title[:most]}……"
    found = "只好在书名号、引号或者括号里面回行" if inside else "也找不到合适的地方回行"
    return Finding(
        span,
        f"标题“{shown}”一行排不下，{found}",
        "写短一些，或者用“标题分行”一行一行写明",
    )


@rule("ZJ532")
def lines_are_no_title(span: Span | None, title: str) -> Finding:
    """标题分行和标题对不上

    查什么：“标题分行”各行合起来是不是标题。
    为什么：两处不一样，就不知道印哪一个。
    反例：标题是 甘泉路街道2016年工作总结，分行写成了2015年
    正例：标题分行: 甘泉路街道、2016年工作总结
    """
    return Finding(span, f"“标题分行”各行合起来不是标题“{title}”", "改成一样的字，或者只留一处")


@rule("ZJ533")
def repeated_on_each_page(span: Span | None, key: str) -> Finding:
    """每页编号的脚注用了两次

    查什么：版式要脚注每页重新编号时，一条脚注有没有注两次。
    为什么：第二处的号跟着第一处，两处不在一页，号就指到别的注上去了。
    反例：脚注编号: 每页，正文两处【注：五违四必】
    正例：第二处不注，或者脚注编号: 全文
    """
    return Finding(
        span, f"脚注“{key}”注了不止一次，每页编号时后面的号会指错", "只注一次，或者改成全文编号"
    )


@rule("ZJ534", Severity.WARNING)
def table_too_wide(span: Span | None, columns: int, *, landscape: bool) -> Finding:
    """表格太宽

    查什么：各栏里最长的数和词加起来，纸上排不排得下。
    为什么：排不下，一个数就会断成两行。
    反例：竖排的纸上排十五栏数
    正例：附表: 横排，或者少几栏
    """
    fewer = "分成两张表，或者少几栏"
    return Finding(
        span,
        f"这张表有{columns}栏，{'横放的' if landscape else ''}纸上排不下，数会断成两行",
        fewer if landscape else f"附表写 附表: 横排；别的表{fewer}",
    )


@rule("ZJ535", Severity.WARNING)
def too_many_circles(span: Span | None, count: int) -> Finding:
    """圈码脚注超过二十条

    查什么：脚注用①②③，有没有超过二十条。
    为什么：字体里的圈码只到⑳，Word 后面改用不带圈的数。
    反例：脚注标记: ①，全文二十五条脚注
    正例：脚注标记: 自动，或者脚注编号: 每页
    """
    return Finding(
        span, f"全文有{count}条脚注，圈码只到⑳", "脚注标记改成“自动”，或者脚注编号改成“每页”"
    )


@rule("ZJ536", Severity.WARNING)
def line_too_long(span: Span | None, number: int, line: str, most: int) -> Finding:
    """标题分行有一行太长

    查什么：“标题分行”写的每一行，纸上一行排不排得下；字母和数按最宽的字体算。
    为什么：排不下，Word 就在行末随便断开，多出半行。
    反例：标题分行的第1行有二十五个字
    正例：每行不超过二十个字
    """
    return Finding(
        span,
        f"标题分行的第{number}行“{line.strip()}”太长，一行最多排{most}个字",
        "这一行写短一些，或者再分成两行",
    )
