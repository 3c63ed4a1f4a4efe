"""ZJ35x 文字: what was typed by hand, left from another text, or typed wrongly."""

from __future__ import annotations

from zongjie.diagnostics.record import Fix, Related, Severity
from zongjie.diagnostics.rule import Finding, rule
from zongjie.diagnostics.source import Span


@rule("ZJ351", Severity.NOTE)
def typed_by_hand(span: Span, typed: str, name: str, at: Span) -> Finding:
    """手打的数就是一个指标

    查什么：正文里手打的数，和某个指标的名称、单位、数都一样；名称认不出的，数要有四位以上。
    为什么：现在是对的；指标一改，手打的不会跟着改。
    反例：指标 走访企业: 120家次，正文手打“走访企业120家次”
    正例：走访企业{{走访企业}}
    """
    fix = f"换成 {{{{{name}}}}}"
    return Finding(span, f"手打的{typed}就是指标“{name}”的数", fix, (Related(at, "指标写在这里"),))


@rule("ZJ352", Severity.WARNING)
def nearly_an_indicator(span: Span, typed: str, name: str, value: str, at: Span) -> Finding:
    """手打的数和指标差一点

    查什么：正文里手打的数，单位和某个指标相同、说的像是一件事，数却差一点（错一位、颠倒两位、相差在“相近幅度”以内，缺省1%）。
    为什么：多半是抄错了一位。
    反例：指标 网格受理案件: 18735件，正文手打“受理18753件”
    正例：受理{{网格受理案件}}
    """
    fix = f"核对；是一件事的，换成 {{{{{name}}}}}"
    told = f"手打的{typed}和指标“{name}”的{value}只差一点"
    return Finding(span, told, fix, (Related(at, "指标写在这里"),))


@rule("ZJ353", Severity.WARNING)
def leftover_year(span: Span, said: str, year: int, why: str = "") -> Finding:
    """别的年份没有改

    查什么：标题、开头、“……年全年”“截至……年底”“……年是……之年”这些说今年的地方，写的是不是别的年份；成文日期是不是今年年底或者明年。
    为什么：照去年的稿子改，年份改漏一处，就出了“穿越”。
    反例：年份: 2016，正文写“2015年全年受理案件……”
    正例：{{年份}}年全年受理案件……
    """
    return Finding(
        span, f"这份是{year}年的，这里写“{said}”{why}", "核对年份；写成 {{年份}} 就不会错"
    )


@rule("ZJ354", Severity.WARNING)
def leftover_office(span: Span, said: str, own: str) -> Finding:
    """别的单位名称没有改

    查什么：标题、落款、自称的地方（“……街道办事处在……领导下”）写的是不是别的街道、镇；有上年报告而单位不同的，那个名称在不在正文里。
    为什么：照别处的稿子改，单位名称改漏一处，是要通报的。
    反例：单位名称: 甘泉路街道，正文写“长白新村街道办事处在区委领导下……”
    正例：{{单位名称}}办事处在区委领导下……
    """
    return Finding(span, f"这份是“{own}”的，这里写“{said}”", "核对单位名称")


@rule("ZJ355", Severity.WARNING)
def relative_year(span: Span, said: str, why: str) -> Finding:
    """今年、去年和年份对不上

    查什么：“今年”“去年”“明年”旁边写的年份对不对；年底写的总结里，“力争今年5月前”这样的话说的是哪一年。
    为什么：总结在第二年年初定稿，“今年”说的是哪一年，读的人分不清。
    反例：年份: 2020，正文写“去年（2020年）”“力争今年5月前完成”
    正例：力争2021年5月前完成
    """
    return Finding(span, f"“{said}”{why}", "写明是哪一年")


@rule("ZJ356", Severity.WARNING)
def broken_series(span: Span, said: str, why: str) -> Finding:
    """一是、二是接不上

    查什么：“一是、二是、三是”“第一、第二”“一要、二要”是不是从一开始、一个接一个、不止一条。
    为什么：删了一条、调了顺序，后面的序号常常忘了改。
    反例：一是……二是……四是……
    正例：一是……二是……三是……
    """
    return Finding(span, f"“{said}”{why}", "按顺序改好；漏了的补上")


@rule("ZJ357", Severity.NOTE)
def level_skipped(span: Span, said: str, before: str) -> Finding:
    """标题跳了一级

    查什么：手打的层次序号是不是按“一、”“（一）”“1.”“（1）”一级一级往下。
    为什么：GB/T 9704—2012 的7.3.3：结构层次序数依次用这四种；跳一级，读的人会以为漏了一层。
    反例：“一、”下面直接写“1.”
    正例：“一、”下面写“（一）”
    """
    fix = "按“一、”“（一）”“1.”“（1）”的顺序写"
    return Finding(span, f"“{before}”下面直接是“{said}”，跳了一级", fix)


@rule("ZJ358", Severity.NOTE)
def half_width_mark(span: Span, mark: str, full: str, count: int) -> Finding:
    """中文里用了半角标点

    查什么：汉字中间的标点是不是全角；一段只说一次。
    为什么：GB/T 15834—2011；半角的逗号挤在汉字中间，印出来一眼就看得出。
    反例：深入推进,成效明显
    正例：深入推进，成效明显
    """
    more = f"，这一段有{count}处" if count > 1 else ""
    return Finding(span, f"“{mark}”是半角的{more}", f"改成全角的“{full}”")


@rule("ZJ359", Severity.WARNING)
def unpaired(span: Span, mark: str) -> Finding:
    """引号、括号不成对

    查什么：一段里的引号、书名号、括号是不是左右成对。
    为什么：GB/T 15834—2011：成对的标点前后两半都要有；多半是改稿删掉了一半。
    反例：深化“法律夜门诊品牌
    正例：深化“法律夜门诊”品牌
    """
    return Finding(span, f"“{mark}”没有另一半", "补上另一半，或者删去多的")


@rule("ZJ360", Severity.WARNING)
def doubled(span: Span, said: str) -> Finding:
    """标点打了两遍

    查什么：引号、逗号、句号这些标点有没有连着打两个。
    为什么：多半是从两处复制拼起来的。
    反例：““十四五””规划；成效明显。。
    正例：“十四五”规划；成效明显。
    """
    return Finding(span, f"“{said}”打了两遍", "删去一个")


@rule("ZJ361", Severity.WARNING)
def blank_left(span: Span, said: str) -> Finding:
    """留的空没有填

    查什么：正文里有没有手打的【待补】、××、20XX年、“待定”、空着的下划线。
    为什么：写稿时留的空，送出去之前要填完。
    反例：帮助×××户家庭；【待补】；20XX年
    正例：填上数；数还没有报来的，引用指标，由系统印成【待补】
    """
    return Finding(span, f"“{said}”是留的空，还没有填", "填上，或者引用一个“待报”的指标")


@rule("ZJ362", Severity.WARNING)
def single_braces(span: Span, said: str, fix: Fix) -> Finding:
    """花括号少了一层

    查什么：正文里单层花括号括着的，是不是一个指标的名字。
    为什么：引用要两层花括号；只有一层，就照字印进报告。
    反例：全年受理案件{网格受理案件}
    正例：全年受理案件{{网格受理案件}}
    """
    return Finding(span, f"“{said}”会照字印出来", "引用要写两层花括号", fix=fix)
