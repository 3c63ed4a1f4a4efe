"""ZJ8xx: days, drafts, public texts: what a composed sentence may claim."""

from __future__ import annotations

from collections.abc import Sequence

from zongjie.diagnostics.record import Severity
from zongjie.diagnostics.rule import Finding, rule
from zongjie.diagnostics.source import Span


@rule("ZJ801", Severity.WARNING, family="years")
def as_of_another_year(span: Span, text: str, year: int) -> Finding:
    """截至的年份不对

    查什么：截至的年份是不是早于报告的年份。
    为什么：去年的截至没有改，数就说成了别的时候的。
    反例：年份: 2025，截至: 2024年11月30日
    正例：截至: 2025年11月30日
    """
    return Finding(span, f"报告是{year}年的，截至写“{text}”", "核对年份")


@rule("ZJ802")
def bad_period(span: Span, text: str, why: str) -> Finding:
    """期间写法不对

    查什么：期间是不是一年里的一段，有没有带年份，和下级报告的是不是一段。
    为什么：年份另有一项，写两遍就印两遍；认不出的期间分不清比上年还是同比。
    反例：期间: 2025年第三季度
    正例：期间: 第三季度（上半年、前三季度、1—9月）
    """
    return Finding(span, f"期间“{text}”{why}", "写成 第三季度、上半年、前三季度、1—9月")


@rule("ZJ803", Severity.WARNING)
def period_and_day(span: Span, period: str, month: int, as_of: str) -> Finding:
    """期间和截至对不上

    查什么：截至是不是期间的最后一天。
    为什么：第四季度的数只算到9月底，说的就不是第四季度。
    反例：期间: 第四季度，截至: 2025年9月30日
    正例：期间: 第三季度，截至: 2025年9月30日
    """
    return Finding(span, f"期间“{period}”到{month}月底，截至写的是“{as_of}”", "核对期间和截至")


@rule("ZJ804")
def still_a_draft(span: Span, name: str, day: str) -> Finding:
    """定稿里还是初稿的数

    查什么：定稿（--final）时，由系统组成的句子里有没有没到年底的数。
    为什么：“截至11月底”是初稿的写法，定稿要换成全年的数。
    反例：走访企业 截至: 2025年11月30日
    正例：换成12月底的数，删去“截至”；报告本来只写一段的，写上“期间”
    """
    fix = "换成全年的数，删去“截至”和“预计全年”；只写一段的，写上“期间”"
    return Finding(span, f"“{name}”只算到{day}，不能定稿", fix)


@rule("ZJ805", Severity.WARNING)
def day_not_told(span: Span, day: str) -> Finding:
    """没有说数算到哪一天

    查什么：报告的“截至”不到年底、开头又是自己写的，开头里有没有说算到哪一天。
    为什么：1—11月的数，读的人会当成全年的。
    反例：截至: 2025年11月30日，开头: 现将工作总结如下。
    正例：开头: 现将截至11月底的工作总结如下。
    """
    return Finding(
        span, f"数只算到{day}，开头没有说", f"在开头写上“截至{day}”，或者删去“开头”由系统写"
    )


@rule("ZJ806", Severity.WARNING, family="gaps")
def foreseen_as_done(span: Span, name: str) -> Finding:
    """预计数当成实数写

    查什么：由系统组成的句子里，有没有状态是“预计数”的。
    为什么：预计的数写成办成了的，年底对不上。
    反例：走访企业: {数值: 100家次, 状态: 预计数}
    正例：写已经有的数，年底的写在“预计全年”里
    """
    fix = "写已经有的数，年底的写在“预计全年”里"
    return Finding(span, f"“{name}”是预计数，句子里写成了实数", fix)


@rule("ZJ807", Severity.NOTE)
def withheld(span: Span, names: Sequence[str]) -> Finding:
    """公开稿略去的

    查什么：公开稿（--public）里，哪些给了数的指标没有印。
    为什么：目录或者自己写了“公开: 否”的不上公开稿，但要让人知道略去了哪些。
    反例：信访事项的数不见了，不知道为什么
    正例：列出来；要公开的，写 公开: 是
    """
    return Finding(span, f"不公开，公开稿没有印：{'、'.join(names)}", "要印的写上 公开: 是")


@rule("ZJ808", Severity.WARNING)
def figure_in_public(span: Span, text: str) -> Finding:
    """公开稿的问题里有数

    查什么：公开稿（--public）里，自己写的存在问题有没有数。
    为什么：公开稿的问题不带数。
    反例：有3个小区加装电梯停工，只完成77.5%
    正例：部分小区加装电梯进度不快
    """
    return Finding(span, f"公开稿的“存在问题”里有数：{text}", "公开稿的问题不写数")
