"""ZJ25x 纵向逻辑: figures of this year beside those of last year."""

from __future__ import annotations

from zongjie.diagnostics.record import Related, Severity
from zongjie.diagnostics.rule import Finding, rule
from zongjie.diagnostics.source import Span


def _last(at: Span | None) -> tuple[Related, ...]:
    return (Related(at, "上年的写在这里"),) if at is not None else ()


@rule("ZJ251", Severity.WARNING)
def same_as_last(span: Span, name: str, value: str, at: Span | None) -> Finding:
    """和上年一模一样

    查什么：有三位以上有效数字的数（率要四位），是不是和上年一个数也不差；写了备注、同比写“持平”的不查，年末存量（在册、现有、人口）不查。
    为什么：多半是照上年的稿子改，这一个忘了改。
    反例：数值: 18735件，上年: 18735件
    正例：核对后换成今年的数；确实一样的，备注里写明
    """
    fix = "核对今年的数；确实一样的，在“备注”里写明"
    return Finding(span, f"“{name}”今年、上年都是{value}，一个数也不差", fix, _last(at))


@rule("ZJ252", Severity.WARNING)
def tenfold(span: Span, name: str, value: str, other: str, times: str, at: Span | None) -> Finding:
    """差了十倍、一万倍

    查什么：今年的数是上年、目标的十倍上下、一万倍上下（或者十分之一、万分之一上下），有没有备注。
    为什么：不是小数点点错、多打一位，就是万元写成了元、亿元写成了万元。
    反例：数值: 1873件，上年: 18735件；数值: 28.6万元，上年: 27.2亿元
    正例：数值: 18730件，上年: 18735件
    """
    fix = "核对位数和单位；确实变了这么多，在“备注”里写明原因"
    told = f"“{name}”是{value}，{other}，差了{times}，像是位数或者单位错了"
    return Finding(span, told, fix, _last(at))


@rule("ZJ253", Severity.WARNING)
def definition_changed(span: Span, name: str, now: str, before: str, at: Span) -> Finding:
    """口径变了没有说

    查什么：有上年报告的，同一个指标的口径和上年报告里的是不是一样；不一样的有没有备注。
    为什么：口径变了，两年的数就不能直接比，同比也要重算。
    反例：上年 口径: 区拆违办认定，今年 口径: 街道自查，没有备注
    正例：备注: 今年起按街道自查口径，上年同口径为3800平方米
    """
    fix = "口径改回来，或者在“备注”里写明、把“上年”换成同口径的数"
    return Finding(span, f"“{name}”的口径是“{now}”，上年报告是“{before}”", fix, _last(at))


@rule("ZJ254", Severity.WARNING)
def last_differs(span: Span, name: str, given: str, printed: str, at: Span) -> Finding:
    """“上年”和上年报告对不上

    查什么：有上年报告的，指标的“上年”是不是上年报告里的数。
    为什么：同一年的数两本账，同比就不可信；上级最爱拿这两张表来对。
    反例：上年: 95件（上年报告里是 59件）
    正例：上年: 59件；上年的数后来核减了的，备注里写明
    """
    fix = "核对；上年的数后来改过的，在“备注”里写明"
    return Finding(span, f"“{name}”的“上年”是{given}，上年报告里是{printed}", fix, _last(at))


@rule("ZJ255", Severity.WARNING)
def verb_against_figure(span: Span, verb: str, why: str) -> Finding:
    """升降的词和数相反

    查什么：“增长、提高、上升”和“下降、减少、降低”，与今年、上年的数，与“从……到……”的两个数，方向是不是一致。
    为什么：数换了，“增长”两个字没有换。
    反例：满意率由92.1%提高到90.5%；比上年增长{{信访量.同比.幅度}}（信访量下降了）
    正例：满意率由92.1%下降到90.5%；引用写 {{信访量.同比}}，系统自己选词
    """
    return Finding(span, f"写的是“{verb}”，{why}", "改词，或者核对数")


@rule("ZJ256", Severity.WARNING)
def percent_or_points(span: Span, said: str, better: str) -> Finding:
    """百分点写成了百分之几

    查什么：正文里率的升降写的是不是“个百分点”，件数、钱数的升降写的是不是百分数。
    为什么：满意率从96%到98%，是提高2个百分点，不是提高2%；差别很大。
    反例：满意率比上年提高1.6%；受理案件比上年增长3个百分点
    正例：满意率比上年提高1.6个百分点；受理案件比上年增长3%
    """
    return Finding(span, f"“{said}”，单位不对", better)


@rule("ZJ257", Severity.WARNING)
def growth_from_nothing(span: Span, said: str) -> Finding:
    """从零起算增长百分之几

    查什么：正文里上年是零的数，有没有写增长百分之几。
    为什么：零不能做除数，从0到3算不出百分数。
    反例：上年为零，今年3起，增长300%
    正例：上年未发生，今年发生3起
    """
    return Finding(span, f"“{said}”：上年是零，算不出百分数", "直接写两年的数")


@rule("ZJ258", Severity.WARNING)
def last_unreadable(span: Span | None, name: str, why: str) -> Finding:
    """上年报告读不了

    查什么：“上年报告”（或者 --last）写的文件在不在、是不是一份读得了的报告、是不是上一年的。
    为什么：读不了，和上年比的检查就都没有做。
    反例：上年报告: ../2015（那里没有报告）
    正例：上年报告: ../2015年工作总结
    """
    return Finding(span, f"上年报告“{name}”{why}", "核对写的位置；要从这份报告所在的文件夹算起")


@rule("ZJ259", Severity.WARNING)
def other_unit(span: Span, name: str, key: str, other: str, now: str) -> Finding:
    """上年、目标的单位和今年的不一样

    查什么：上年、目标的单位和今年的数换不换算得来；写了备注的不查。
    为什么：单位不同的数不能比，多半是抄错了行，或者口径变了。
    反例：数值: 18735件，上年: 17021家
    正例：数值: 18735件，上年: 17021件
    """
    fix = "核对是不是抄错了；口径变了的，在“备注”里写明"
    return Finding(span, f"“{name}”的{key}是“{other}”，今年是“{now}”，单位不一样", fix)
