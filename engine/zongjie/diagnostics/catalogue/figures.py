"""ZJ2xx: figures that are computed, and figures that contradict each other."""

from __future__ import annotations

from zongjie.diagnostics.record import Related, Severity
from zongjie.diagnostics.rule import Finding, rule
from zongjie.diagnostics.source import Span


@rule("ZJ201", family="gaps")
def no_base(span: Span, name: str, wanted: str, attribute: str) -> Finding:
    """缺了算的依据

    查什么：要印同比、完成率时，有没有上年、目标。
    为什么：没有依据算不出来，也不能编一个。
    反例：{{走访企业.同比}}（没有 上年，也没有 同比）
    正例：补上 上年: 320家次，或者直接写 同比: 增长12.3%
    """
    return Finding(
        span,
        f"“{name}”没有“{wanted}”，算不出“{attribute}”",
        f"补上“{wanted}:”，或者直接写“{attribute}:”",
    )


@rule("ZJ202", family="years")
def zero_base(span: Span, name: str, wanted: str, attribute: str) -> Finding:
    """依据是零

    查什么：上年、目标是不是零。
    为什么：零不能做除数，“增长百分之多少”没有意思。
    反例：上年: 0起，正文 {{火灾事故.同比}}
    正例：正文写“上年未发生，今年发生2起”
    """
    return Finding(
        span, f"“{name}”的“{wanted}”是零，“{attribute}”算不出来", "改写这句话，直接写两个数"
    )


@rule("ZJ203")
def inexact_base(span: Span, name: str, text: str, attribute: str) -> Finding:
    """约数算不出准数

    查什么：拿来算同比、完成率的数是不是准数。
    为什么：约数算出来的百分数是假的精确。
    反例：数值: 约8.5万余人次，上年: 约8万人次，正文 {{接待居民.同比}}
    正例：数值写准数，印作写约数；或者直接写 同比: 增长6.3%
    """
    return Finding(
        span,
        f"“{name}”的“{text}”不是准数，算不出“{attribute}”",
        f"数值和依据写准数，或者直接写“{attribute}:”",
    )


@rule("ZJ204")
def different_units(span: Span, name: str, first: str, second: str, attribute: str) -> Finding:
    """单位不同，算不了

    查什么：今年、上年、目标的单位能不能换算。
    为什么：3000平方米和154处没法比。
    反例：数值: 154处，目标: 3000平方米
    正例：数值: 9058平方米，目标: 3000平方米
    """
    return Finding(
        span, f"“{name}”里“{first}”和“{second}”单位不同，算不出“{attribute}”", "改成同一个单位"
    )


@rule("ZJ205")
def ceiling_has_no_completion(span: Span, name: str) -> Finding:
    """控制数没有完成率

    查什么：方向是“控制在以内”的指标，正文有没有引用完成率。
    为什么：控制数是上限，“完成99.3%”会被读成没完成。
    反例：失业控制数完成{{失业控制数.完成率}}
    正例：失业控制数控制在指标以内
    """
    return Finding(span, f"“{name}”是控制数，没有完成率", "写成“控制在年度指标以内”")


@rule("ZJ206", family="across")
def stated_differs(
    span: Span, name: str, attribute: str, stated: str, computed: str, base: Span
) -> Finding:
    """写的和算的不一样

    查什么：写了同比、完成率，又有上年、目标时，两边对不对得上。
    为什么：总有一个是错的；多半是改了数没改百分数。
    反例：数值: 120件，上年: 100件，同比: 增长12%
    正例：同比: 增长20%
    """
    return Finding(
        span,
        f"“{name}”的{attribute}写“{stated}”，按数算是“{computed}”",
        f"核对后改一处；删去“{attribute}”就由系统算",
        related=(Related(base, "依据写在这里"),),
    )


@rule("ZJ207", family="across")
def print_as_differs(span: Span, name: str, printed: str, exact: str) -> Finding:
    """印作和数值对不上

    查什么：印作是不是数值的约数。
    为什么：18735件印成“1.9万余件”就错了。
    反例：数值: 18735件，印作: 1.9万余件
    正例：印作: 1.8万余件
    """
    return Finding(span, f"“{name}”印作“{printed}”，和数值“{exact}”对不上", "改印作，或者核对数值")


@rule("ZJ208", Severity.WARNING, family="years")
def large_change(span: Span, name: str, change: str, at: Span) -> Finding:
    """变动很大没有说明

    查什么：比上年升降50%以上的指标有没有备注；界限可以在“检查”里改，如 变动幅度: 30%。
    为什么：这样的数一定有人问；多半是口径变了或数错了。
    反例：同比增长1073.1%，没有备注
    正例：备注: 上年因疫情停办，今年恢复
    """
    fix = "核对数和口径，在“备注”里写明原因"
    last = (Related(at, "上年的写在这里"),)
    return Finding(span, f"“{name}”{change}，没有写备注", fix, last)


@rule("ZJ209", family="gaps")
def not_final(span: Span, name: str, status: str) -> Finding:
    """定稿里有没核实的数

    查什么：定稿（--final）时，印出来的指标状态是不是“已核实”。
    为什么：定稿的数要经得起查。
    反例：状态: 初步数
    正例：状态: 已核实
    """
    return Finding(span, f"“{name}”是“{status}”，不能定稿", "核实后把状态改成“已核实”")


@rule("ZJ210", family="gaps")
def not_whole_year(span: Span, name: str, as_of: str) -> Finding:
    """不到年底的数说成全年

    查什么：定稿（--final）时，正文说“全年”，数是不是截至12月31日。
    为什么：11月的数当全年数印出去，是最常见的错。
    反例：全年受理案件{{网格受理案件}}（截至: 2016年11月30日）
    正例：换成年底的数，或者正文写“1—11月”
    """
    return Finding(
        span, f"正文说“全年”，“{name}”却只算到{as_of}", "换成截至12月31日的数，或者改“全年”二字"
    )


@rule("ZJ211")
def rates_do_not_add(span: Span, name: str, text: str, attribute: str) -> Finding:
    """率不能相加

    查什么：合计里有没有百分数、百分点和几分之几。
    为什么：两个率的底数不同，30%加40%不是70%。
    反例：{{合计（甲路满意率，乙路满意率）}}
    正例：把两处的户数相加，再算占比
    """
    return Finding(
        span, f"“{name}”是“{text}”，是率，“{attribute}”算不出来", "用绝对数相加，再算百分数"
    )


@rule("ZJ212")
def unwritable(span: Span, name: str, text: str, attribute: str) -> Finding:
    """算出来的数写不准

    查什么：合计、增减、换算的结果能不能一位不差地写出来。
    为什么：写不准就要四舍五入，印出来的数就对不上；“5月”又会读成日子。
    反例：数值: 20月，上年: 15月，正文 {{工期.增减}}
    正例：数值: 20个月，上年: 15个月
    """
    return Finding(
        span,
        f"“{name}”是“{text}”，“{attribute}”的结果写不准",
        "换一个单位（如 亩换成平方米，月换成个月），或者直接写出结果",
    )


@rule("ZJ213", family="across")
def parts_exceed(span: Span, name: str, whole: str, parts: str) -> Finding:
    """分项加起来比总数多

    查什么：“其中”各项之和有没有超过总数。
    为什么：总有一个数是错的。
    反例：数值: 3家，其中 企业: 1家、个体: 7家
    正例：数值: 8家，其中 企业: 1家、个体: 7家
    """
    return Finding(
        span,
        f"“{name}”是“{whole}”，“其中”各项加起来是“{parts}”，比总数多",
        "核对总数和分项；有重叠的几项不要写在一个“其中”里",
    )


@rule("ZJ214", Severity.WARNING, family="across")
def parts_fall_short(span: Span, name: str, whole: str, parts: str) -> Finding:
    """分项加起来不到总数

    查什么：“其中”各项之和是不是等于总数。
    为什么：可能漏了一项，也可能改了总数没改分项。
    反例：数值: 10家，其中 企业: 3家、个体: 6家
    正例：数值: 10家，其中 企业: 3家、个体: 6家、其他: 1家
    """
    return Finding(
        span,
        f"“{name}”是“{whole}”，“其中”各项加起来是“{parts}”，不到总数",
        "核对；本来就只列一部分的，可以不管，或者在“检查”里写明理由关掉",
    )


@rule("ZJ215", Severity.WARNING, family="across")
def no_count(span: Span, name: str, text: str, why: str) -> Finding:
    """件数、人数、比率写得不像

    查什么：数人、件、户的数有没有负号、小数，满意率一类有没有负号，同比有没有用百分点，几件的数有没有用百分比。
    为什么：没有半家企业，也没有负五家；11件变6件，写“减少5件”才看得明白。
    反例：走访企业: -5家次；走访企业: 12.5家次；市民满意率: -3%；6起，同比: 下降45.5%
    正例：走访企业: 125家次；6起，同比: 减少5起
    """
    return Finding(span, f"“{name}”写“{text}”，{why}", "核对符号和单位")


@rule("ZJ216", family="years")
def impossible_change(span: Span, name: str, change: str, value: str) -> Finding:
    """升降的数不可能

    查什么：直接写的“同比”，照它倒推，上年的数是不是小于零。
    为什么：下降超过100%、增加得比今年的数还多，一定是写错了。
    反例：数值: 30场，同比: 增加40场
    正例：数值: 30场，同比: 增加4场
    """
    return Finding(span, f"“{name}”今年是{value}，不可能{change}", "核对同比和数值")


@rule("ZJ217", Severity.WARNING, family="gaps")
def value_not_applicable(span: Span, name: str, value: str) -> Finding:
    """写了不适用，又给了数

    查什么：状态是“不适用”的指标有没有数值。
    为什么：不适用的不印，给的数就不声不响地没有了。
    反例：数值: 30人次，状态: 不适用
    正例：状态: 不适用（不写数值）
    """
    return Finding(span, f"“{name}”写了“不适用”，又给了{value}，不印", "删去数值，或者改状态")
