"""ZJ23x 横向逻辑: figures of one report that do not go together."""

from __future__ import annotations

from zongjie.diagnostics.record import Related, Severity
from zongjie.diagnostics.rule import Finding, rule
from zongjie.diagnostics.source import Span

_FIRST = "另一个数写在这里"


@rule("ZJ231", Severity.WARNING)
def part_of_other_unit(span: Span, name: str, value: str, whole: str) -> Finding:
    """分项和总数单位不同

    查什么：“其中”的各项和总数是不是同一个单位（能换算的算同一个）。
    为什么：“其中”是加起来等于总数的意思，单位不同就加不起来，也查不出漏了哪一项。
    反例：走访企业: 数值: 120家，其中 解决诉求: 36条
    正例：走访企业: 120家，企业诉求: 36条，各写一项
    """
    fix = "改成同一个单位；不是总数一部分的，另写一项指标"
    return Finding(span, f"“{name}”是{value}，总数是{whole}，单位不同", fix)


@rule("ZJ232", Severity.WARNING)
def shares_exceed(span: Span, total: str) -> Finding:
    """几个占比加起来超过100%

    查什么：一个“其中”里、一句“分别占”里的几个百分数，加起来有没有超过100%（差一个百分点以内算四舍五入）。
    为什么：各占一份的，合起来不会比全部还多；总有一个错了。
    反例：老、中、青分别占45%、40%、25%
    正例：老、中、青分别占45%、40%、15%
    """
    return Finding(span, f"几个占比加起来是{total}，超过了100%", "核对每一个占比")


@rule("ZJ233", Severity.WARNING)
def twins(span: Span, name: str, value: str, other: str, theirs: str, at: Span) -> Finding:
    """两个指标像一件事，数不同

    查什么：名字只差“全年”“数”“总数”这样的字、或者只是词序不同的两个指标，单位换算以后数是不是一样。
    为什么：两个科室各报一次，报的不一样，正文前后就打架。
    反例：走访企业: 120家次；企业走访数: 118家次
    正例：留一个；确实是两件事的，名字写清楚
    """
    return Finding(
        span,
        f"“{name}”是{value}，“{other}”是{theirs}，像是同一件事",
        "核对后留一个；确实是两件事，名字写得分得清",
        (Related(at, _FIRST),),
    )


@rule("ZJ234", Severity.WARNING)
def told_twice(span: Span, label: str, value: str, other: str, at: Span) -> Finding:
    """同一件事，前后两个数

    查什么：正文和表格里手打的数，同一个名称、同一个单位，前后是不是一个数（万元、亿元先换算）。
    为什么：一处改了一处没改，是改稿最容易出的错。
    反例：前面写“走访企业120家次”，后面写“走访企业118家次”
    正例：写成指标，两处都用 {{走访企业}}，改一处就都改了
    """
    return Finding(
        span,
        f"“{label}”这里是{value}，前面是{other}",
        "核对后改一处；写成指标，两处都引用，就不会再错",
        (Related(at, _FIRST),),
    )


@rule("ZJ235", Severity.WARNING)
def contradicts(
    span: Span, typed: str, name: str, value: str, at: Span, *, of_last_year: bool
) -> Finding:
    """手打的数和指标对不上

    查什么：正文、表格里手打的数，名称和单位与某个指标相同，数是不是也相同；是不是上年的数。
    为什么：改了指标，手打的不会跟着改；正文和表就对不上。
    反例：指标 走访企业: 120家次，正文手打“走访企业108家次”
    正例：走访企业{{走访企业}}
    """
    why = "，这是上年的数" if of_last_year else ""
    fix = f"换成 {{{{{name}}}}}；不是一件事的，改一改说法"
    related = (Related(at, "指标写在这里"),)
    return Finding(span, f"正文写{typed}，指标“{name}”是{value}{why}", fix, related)


@rule("ZJ236", Severity.WARNING)
def mixed_units(span: Span, label: str, value: str, other: str, at: Span) -> Finding:
    """一段里万元、亿元混用

    查什么：同一段里同一件事的钱数，有的用万元，有的用亿元。
    为什么：31407万元和12.43亿元放在一起，看的人比不出大小。
    反例：税收31407万元，其中二季度税收12.43亿元
    正例：税收31.41亿元，其中二季度税收12.43亿元
    """
    fix = "一段里一件事只用一个单位；引用指标的，可以写 {{名称|亿元}}"
    told = f"“{label}”这里是{value}，前面是{other}，万元、亿元混用"
    return Finding(span, told, fix, (Related(at, _FIRST),))


@rule("ZJ237", Severity.WARNING)
def miscounted(span: Span, said: str, count: int, what: str) -> Finding:
    """说的个数和列的不一样

    查什么：“以下六方面工作”和章节数，“三项工作：一是……”和后面列的条数，“甲、乙、丙三项工作”和前面列的个数。
    为什么：加了一章、删了一条，前面的个数常常忘了改。
    反例：抓好三项工作：一是……二是……三是……四是……
    正例：抓好四项工作：一是……；章节数写 {{章节数}}
    """
    return Finding(span, f"写的是“{said}”，{what}{count}个", "改个数，或者补上漏的")


@rule("ZJ238", Severity.WARNING)
def computed_otherwise(span: Span, said: str, computed: str, of: str) -> Finding:
    """正文里的百分数和数对不上

    查什么：正文里“2583人次（占3637人次的71%）”“完成目标45亿元的116%”“比上年的100件增长20%”“由100件增加到120件，增幅20%”“隐患640处，整改608处，整改率95%”这样的话，照写的数算一遍；手打的同比和指标比一比。
    为什么：改了数没有改百分数。
    反例：受理120件，比上年的100件增长12%
    正例：受理120件，比上年的100件增长20%
    """
    return Finding(span, f"写的是{said}，照{of}算是{computed}", "核对后改一处")


@rule("ZJ239", Severity.WARNING)
def sum_differs(span: Span, said: str, computed: str, *, at_most: bool) -> Finding:
    """正文里的总数和各项加不拢

    查什么：正文里“120件，其中甲80件、乙60件”各项之和有没有超过总数，“甲3户、乙2户，合计6户”是不是加起来的数。
    为什么：改了一项没有改总数，念一遍就听得出来。
    反例：走访老人380户、残疾人120户，合计520户
    正例：走访老人380户、残疾人120户，合计500户
    """
    parts = "“其中”各项" if at_most else "前面各项"
    told = f"总数写的是{said}，{parts}加起来是{computed}"
    return Finding(span, told, "核对总数和每一项；各项有重叠的，不用“其中”并列")


@rule("ZJ240", Severity.WARNING)
def typed_over_the_whole(span: Span, label: str, said: str) -> Finding:
    """正文里的比率超过100%

    查什么：正文里手打的办结率、满意率、覆盖率、占比这样的比率，有没有超过100%。
    为什么：这样的率是一部分比全部，不会比全部还多；不是打错了，就是分母少算了。
    反例：办结率达到101%
    正例：办结率达到100%；超额完成的写“为年度目标的107%”
    """
    return Finding(span, f"“{label}”是{said}，超过了100%", "核对分子和分母")
