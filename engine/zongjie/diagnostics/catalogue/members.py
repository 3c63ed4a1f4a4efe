"""ZJ7xx: the reports of a folder, added up."""

from __future__ import annotations

from collections.abc import Sequence

from zongjie.diagnostics.record import Severity
from zongjie.diagnostics.rule import Finding, listed, rule
from zongjie.diagnostics.source import Span

_MOST_NAMED = 12


@rule("ZJ701")
def bad_members(span: Span | None, path: str, why: str) -> Finding:
    """下级报告读不了

    查什么：“下级报告”写的文件夹里有没有能读的报告。
    为什么：少一个街道，汇总的数就不对。
    反例：下级报告: 各街道（文件夹是空的）
    正例：下级报告: 各街道（里面一个街道一个文件夹，或者一个 YAML 文件）
    """
    return Finding(span, f"下级报告“{path}”{why}", "检查文件夹的名字和里面的报告")


@rule("ZJ702")
def member_faulty(span: Span | None, name: str, count: int) -> Finding:
    """下级报告有错误

    查什么：下级报告自己有没有错误。
    为什么：带着错误汇总，总数就是错的。
    反例：甘泉路街道的报告有 2 处错误
    正例：先用 zongjie check 改好那一份
    """
    return Finding(
        span, f"{name}的报告有 {count} 处错误", "先用 zongjie check 查那一份，改好再汇总"
    )


@rule("ZJ703")
def no_members(span: Span | None, template: str) -> Finding:
    """没有可以汇总的报告

    查什么：用汇总的模板时，有没有写“下级报告”。
    为什么：没有下级的报告，就没有可以汇总的数。
    反例：模板: 区级汇总（没有写 下级报告）
    正例：下级报告: 街道（放各街道报告的文件夹）
    """
    return Finding(span, f"模板“{template}”要汇总下级的报告，这里没有", "写上“下级报告: 文件夹”")


@rule("ZJ704", Severity.WARNING)
def partial_total(span: Span, name: str, count: int, silent: Sequence[str]) -> Finding:
    """合计不全

    查什么：汇总时，一个指标是不是每个单位都报了。
    为什么：少了几个单位，合计就不是全区的数。
    反例：八个街道，“走访企业”只有六个报了
    正例：催报齐了再汇总，或者在备注里说明
    """
    told = listed(silent, "个单位", _MOST_NAMED)
    return Finding(span, f"“{name}”只有{count}个单位报了数，合计里没有{told}", "催报，或者核对")


@rule("ZJ705", Severity.WARNING)
def no_total(span: Span, name: str, why: str) -> Finding:
    """合计算不出来

    查什么：汇总时，一个指标的数能不能相加。
    为什么：有的单位报的是约数，相加不是准数，这个指标不进正文。
    反例：一个街道报 走访企业: 约600家次
    正例：请它报准数
    """
    return Finding(span, f"“{name}”{why}，没有合计，正文里不写", "请有关单位报准数、写齐单位")


@rule("ZJ706", Severity.NOTE)
def no_sum_of(span: Span, name: str, key: str, offices: Sequence[str]) -> Finding:
    """上年、目标没有合计

    查什么：汇总时，一个指标的上年、目标是不是每个单位都写了，单位能不能相加。
    为什么：少了一个单位的上年，全区的增减就是错的，所以不比。
    反例：六个街道都报了属地税收，只有五个写了上年
    正例：请没有写的单位补上
    """
    told = listed(offices, "个单位", _MOST_NAMED)
    whose = f"{told}没有写，或者单位不同" if offices else "有的不是准数"
    return Finding(span, f"“{name}”的{key}：{whose}，没有合计，正文里不比", "请有关单位补上")


@rule("ZJ707", Severity.WARNING)
def not_read(span: Span | None, folder: str, places: Sequence[str], why: str) -> Finding:
    """下级报告里有没读的

    查什么：“下级报告”的文件夹里，有没有文件、文件夹没有当报告读。
    为什么：少一个街道，合计就不对，又看不出来。
    反例：北街道交来的是 北街道.docx
    正例：一个街道一个 YAML 文件，或者一个有 报告.yaml 的文件夹
    """
    told = listed(places, "处", _MOST_NAMED)
    hint = "是报告就改好名字、放对地方；不是就移到别处"
    return Finding(span, f"下级报告“{folder}”里没有读{told}：{why}", hint)


@rule("ZJ708", Severity.WARNING)
def measure_left_out(span: Span, name: str, unit: str, silent: Sequence[str]) -> Finding:
    """有的单位少报一个数

    查什么：汇总时，一个指标有几个数的（154处、9058平方米），是不是每个单位都报齐。
    为什么：少一个单位的处数，处数的合计就不对，所以只加大家都报的。
    反例：五个街道报处和平方米，一个街道只报平方米
    正例：请那个街道把处数补上
    """
    told = listed(silent, "个单位", _MOST_NAMED)
    why = f"“{name}”的“{unit}”，{told}没有报，合计里不加这一项"
    return Finding(span, why, "请没有报的单位补上")


@rule("ZJ709", Severity.NOTE)
def not_added(span: Span, name: str) -> Finding:
    """相加没有意思的数

    查什么：汇总时，目录里没有的指标是不是平均数、得分、名次、指数。
    为什么：户均80平方米和户均90平方米，加起来不是户均170平方米。
    反例：户均面积: 80平方米
    正例：住房面积: 8万平方米、住户: 1000户，由它们去算
    """
    why = f"“{name}”看名字是平均数、得分、名次、指数一类，相加没有意思，没有合计"
    return Finding(span, why, "可以留着；要合计就报总数")


@rule("ZJ710", Severity.WARNING)
def alike_offices(span: Span, office: str, other: str) -> Finding:
    """像是一个单位报了两份

    查什么：下级报告里，有没有两个单位名称只差“办事处”或者前面的区名。
    为什么：一个街道算两次，合计就多了。
    反例：东街道，东街道办事处
    正例：只留一份；真是两个单位的，把名称写清楚
    """
    why = f"“{office}”和“{other}”像是一个单位，现在当两个单位汇总"
    return Finding(span, why, "是一个单位就只留一份")


@rule("ZJ711", Severity.WARNING)
def counted_otherwise(span: Span, name: str, unit: str, others: Sequence[str]) -> Finding:
    """有的单位用别的单位统计

    查什么：汇总时，目录里可以用几种单位的指标（处/吨），各单位用的是不是同一种。
    为什么：860处和30吨不能相加，也不能排名，所以只算用得最多的那一种。
    反例：清理楼道堆物：东街道860处，西街道640处，南街道30吨
    正例：请南街道也报处数
    """
    told = listed(others, "个单位", _MOST_NAMED)
    why = f"“{name}”按“{unit}”汇总，合计和排名里没有{told}"
    return Finding(span, why, f"请有关单位也报“{unit}”的数")
