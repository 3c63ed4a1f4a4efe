"""ZJ84x, ZJ85x: a report rolled on to the next year, and what in it is still last year's."""

from __future__ import annotations

from zongjie.diagnostics.record import Severity
from zongjie.diagnostics.rule import Finding, rule
from zongjie.diagnostics.source import Span


@rule("ZJ841", Severity.WARNING)
def old_year(span: Span, said: str) -> Finding:
    """写死的年份

    查什么：滚动到下一年（zongjie next）以后，文字里写死的年份、年份带的月日、“十三五”一类。
    为什么：去年的年份留在今年的总结里，是通报里最常见的一条。
    反例：2026年的报告里写着“2025年，街道……”
    正例：写成“{{年份}}年”，明年不用再改
    """
    return Finding(
        span,
        f"写死的年份：{said}",
        "核对这一句；年份用 {{年份}}、{{上一年}}、{{下一年}}，明年不用再改",
    )


@rule("ZJ842", Severity.WARNING)
def relative_year(span: Span, said: str) -> Finding:
    """去年、今年、明年

    查什么：滚动到下一年以后，文字里的去年、今年、明年、上年、本年度。
    为什么：去年写的“明年”就是今年，去年写的“今年”已经过去了。
    反例：2026年的报告里留着“力争明年5月前完成”
    正例：写成今年办成的，或者删去
    """
    return Finding(span, f"{said}是去年写的，指的不是同一年了", "核对这一句说的是哪一年")


@rule("ZJ843", Severity.WARNING)
def old_date(span: Span, said: str) -> Finding:
    """写死的日期

    查什么：滚动到下一年以后，文字里的几月几日、季度、上半年、近几年。
    为什么：日子是去年的，事也多半是去年的。
    反例：3月5日开展学雷锋活动（去年的那一次）
    正例：写今年的日期
    """
    return Finding(span, f"去年写的日期：{said}", "换成今年的，或者删去这一句")


@rule("ZJ844", Severity.WARNING)
def old_ordinal(span: Span, said: str) -> Finding:
    """第几批、第几届

    查什么：滚动到下一年以后，文字里的第几批、第几届、第几次、几中全会。
    为什么：年年往后数，忘了改就成了去年的。系统只提出下一个，不替人改。
    反例：完成第五批选房（今年是第六批）
    正例：核对以后写第六批
    """
    return Finding(span, f"次序要核对：{said}", "核对今年是第几")


@rule("ZJ845", Severity.WARNING)
def in_a_row(span: Span, said: str) -> Finding:
    """连续几年

    查什么：滚动到下一年以后，文字里的连续几年、几连冠、几周年。
    为什么：断没断，只有人知道；没断也要加一。系统只提出下一个，不替人改。
    反例：连续七年创建成功（今年是第八年）
    正例：核对以后写连续八年
    """
    return Finding(span, f"年数要核对：{said}", "核对今年还是不是，是就加一")


@rule("ZJ846", Severity.WARNING)
def typed_figures(span: Span, said: str) -> Finding:
    """手打的数

    查什么：滚动到下一年以后，文字里不是从指标来的数。
    为什么：指标清空了，手打的数还是去年的，照样印出来。
    反例：惠及4720人次（去年的数，直接写在正文里）
    正例：在“指标”里起个名，正文写 {{帮困人次}}
    """
    return Finding(
        span, f"手打的数还是去年的：{said}", "换成今年的；最好写进“指标”，用 {{名称}} 引用"
    )


@rule("ZJ847", Severity.WARNING)
def base_wanted(span: Span, name: str, why: str) -> Finding:
    """上年数待补

    查什么：滚动到下一年以后，哪些指标不知道上年的数。
    为什么：没有上年数，今年的同比算不出来；要趁早找科室补。
    反例：全年信访量: {同比: 下降34%}（只知道降了多少，不知道是多少）
    正例：补上 上年: 412件
    """
    return Finding(span, f"“{name}”{why}，“上年”空着", "向科室要上年的数，填在“上年”")


@rule("ZJ848", Severity.NOTE)
def emptied(span: Span, name: str, key: str, before: str, after: str = "") -> Finding:
    """清空了的内容

    查什么：滚动到下一年时，哪些说的是去年的内容清空了。
    为什么：批次、名次、备注、原因每年不同，留着就成了去年的；但要让人知道原来写的什么。
    反例：批次: 第五批（今年是第六批）
    正例：批次空着，等人填
    """
    said = f"“{before}”" + (f"（→“{after}”？）" if after else "")
    whose = f"“{name}”的" if name else ""
    return Finding(span, f"{whose}“{key}”清空了，去年写的是{said}", "今年的重新填")


@rule("ZJ849", Severity.NOTE)
def moved(span: Span, key: str, before: str, after: str) -> Finding:
    """改了的年份

    查什么：滚动到下一年时，系统改了哪几处年份。
    为什么：年份、标题、截至里的年份是报告自己的，跟着走；改了什么要说出来。
    反例：标题改了，没有人知道
    正例：列出来，看一眼
    """
    return Finding(span, f"“{key}”从“{before}”改成了“{after}”", "看一眼对不对")


@rule("ZJ850", Severity.NOTE)
def still_muted(span: Span, code: str, why: str) -> Finding:
    """去年关掉的检查还关着

    查什么：滚动到下一年以后，“检查”里关着哪些。
    为什么：理由是去年的，今年未必还成立。
    反例：检查: {ZJ618: 照录原文}（今年不再照录）
    正例：不用了就删去这一行
    """
    return Finding(span, f"{code} 去年关掉了，理由是“{why}”", "理由不在了就删去这一行")


@rule("ZJ851", Severity.WARNING)
def base_not_final(span: Span, name: str, text: str, why: str) -> Finding:
    """上年数不是定数

    查什么：滚动到下一年时，成了“上年”的数是不是初步数、预计数，是不是只算到年中。
    为什么：拿1—11月的数当上年全年的数，同比就错了。
    反例：截至: 2025年11月30日 的 320件，成了 上年: 320件
    正例：换成上年全年的定数
    """
    return Finding(span, f"“{name}”的“上年”填了{text}，{why}", "换成上年全年的定数")


@rule("ZJ852")
def no_year(span: Span | None) -> Finding:
    """不知道报告是哪一年的

    查什么：滚动到下一年时，报告有没有“年份”，标题里有没有年份。
    为什么：不知道是哪一年的，就不知道哪些是去年的。
    反例：标题: 甘泉路街道工作总结（没有 年份）
    正例：年份: 2025，或者 zongjie next 报告 --from 2025 --to 2026 -o 目录
    """
    fix = "在报告里写上“年份:”，或者加上 --from 年份"
    return Finding(span, "不知道这份报告是哪一年的", fix)


@rule("ZJ853")
def not_next_year(span: Span | None, old: int, new: int) -> Finding:
    """不是下一年

    查什么：滚动到的年份是不是报告年份的下一年。
    为什么：今年的数只能是下一年的上年；隔一年就不是了。
    反例：2024年的报告，zongjie next 报告 --to 2026
    正例：先滚到2025，再从2025滚到2026
    """
    said = f"报告是{old}年的，不能滚到{new}年"
    fix = f"写 --to {old + 1}" if new <= old else f"先滚到{old + 1}年，再往后滚，上年数才对得上"
    return Finding(span, said, fix)


@rule("ZJ854")
def members_elsewhere(span: Span, folder: str) -> Finding:
    """下级报告在外面

    查什么：滚动一份汇总时，“下级报告”的文件夹是不是在报告旁边。
    为什么：下级报告要跟着一起滚，不在一个文件夹里的，不知道该放到哪里。
    反例：下级报告: ../各街道
    正例：下级报告: 各街道（和报告放在一个文件夹里）
    """
    return Finding(span, f"下级报告“{folder}”不在报告的文件夹里，没有滚", "挪到报告旁边，再滚")


@rule("ZJ855")
def in_the_way(path: str, why: str) -> Finding:
    """输出的地方不行

    查什么：滚动的结果能不能放在 -o 写的地方。
    为什么：旁边留着别的指标文件，会被一起读进来；一个文件放不下几个文件的报告。
    反例：-o 2026，里面还有一份没有清走的 指标/旧科室.yaml
    正例：-o 一个新的文件夹
    """
    return Finding(None, f"“{path}”{why}", "换一个新的文件夹名")


@rule("ZJ856")
def another_year(span: Span | None, old: int, base: int) -> Finding:
    """两处年份不一样

    查什么：滚动到下一年时，--from 写的和报告自己的年份是不是一样。
    为什么：哪些是去年的，全看报告是哪一年的；说法不一就不能猜。
    反例：年份: 2025，zongjie next 报告 --from 2024 --to 2025
    正例：报告里写了年份的，不用写 --from
    """
    return Finding(
        span, f"报告是{old}年的，--from 写的是{base}年", "核对；报告里有年份就不用写 --from"
    )
