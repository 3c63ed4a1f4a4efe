"""ZJ9xx: how an outline says its indicators."""

from __future__ import annotations

from zongjie.diagnostics.record import Related, Severity
from zongjie.diagnostics.rule import Finding, rule
from zongjie.diagnostics.source import Span


@rule("ZJ901", Severity.WARNING)
def figure_not_said(span: Span, name: str, shown: str) -> Finding:
    """句式里没有放这个数的槽

    查什么：一个指标有几个数时，选中的句式是不是每个数都印。
    为什么：没有槽的数不印，填了也看不见。
    反例：慰问老人: 320人次、64000元，句式只有 慰问老人{人次}
    正例：句式: 慰问老人{人次}，送上慰问金{元}
    """
    return Finding(span, f"“{name}”的{shown}没有印：它的句式没有这个单位的槽", "在句式里加上它的槽")


@rule("ZJ902", Severity.WARNING)
def never_reached(span: Span, name: str, first: Span) -> Finding:
    """句式轮不到

    查什么：一个指标有几种句式时，后面的有没有轮到的时候。
    为什么：印的是第一种填得满、又不漏数的；前面的总能印，后面的就没有用。
    反例：句式: [走访{数}, 上门走访{数}]
    正例：只留一种，或者把槽多的写在前面
    """
    related = (Related(first, "总是先用这一种"),)
    return Finding(span, f"“{name}”的这种句式轮不到", "删去，或者换一换次序", related)


@rule("ZJ903", Severity.WARNING)
def said_again(span: Span, name: str, printed: str) -> Finding:
    """槽自己会说的话又说了一遍

    查什么：句式里“达”和“同比”一类的话，是不是槽自己会印的。
    为什么：{数|达} 自己印“达”，{增减} 自己印“比上年增长……”，再写就说了两遍。
    反例：注册志愿者达{数|达}，助餐点同比{增减}
    正例：注册志愿者{数|达}，助餐点{增减}
    """
    return Finding(span, f"“{name}”的句式会印出“{printed}”", "槽自己会说，删去句式里的")


@rule("ZJ904", Severity.WARNING)
def at_odds(span: Span, name: str, why: str) -> Finding:
    """一个指标的几项对不上

    查什么：计法和单位、判据和方向是不是一回事。
    为什么：写拧了，句子的标点、开头词就不对，判据也不起作用。
    反例：计法: 比率，单位: 家次；判据: 比上年，方向: 仅作参考
    正例：计法: 累计，单位: 家次；判据: 比上年，方向: 越大越好
    """
    return Finding(span, f"“{name}”{why}", "改一处，让它们对得上")


@rule("ZJ905", Severity.WARNING)
def empty_chapter(span: Span, name: str) -> Finding:
    """一章没有事项

    查什么：提纲的每一章下面有没有事项。
    为什么：没有事项就没有话，这一章从来不印。
    反例：只有 章: 平安 和 标题: 守牢安全底线
    正例：在“事项”下面写上这一章的各段
    """
    return Finding(span, f"“{name}”这一章没有事项，不会印出来", "写上“事项”，或者删去这一章")


@rule("ZJ906", Severity.WARNING)
def own_number(span: Span, number: str) -> Finding:
    """序号写了两遍

    查什么：提纲的标题前面有没有自己写的序号。
    为什么：章的序号由系统编，自己再写就印成“一、一、”。
    反例：标题: 一、摸清社区底数
    正例：标题: 摸清社区底数
    """
    return Finding(span, f"标题里写了序号“{number}”，系统还会再编一个", "删去序号")


@rule("ZJ907", Severity.WARNING)
def open_quote(span: Span, where: str) -> Finding:
    """引号没有成对

    查什么：提纲的句式、段首句、标题、概括里，“和”是不是成对。
    为什么：照字印出来，少半个引号。
    反例：句式: 召开“三会{数}
    正例：句式: 召开“三会”{数}
    """
    return Finding(span, f"{where}里的引号没有成对", "补上另一半，或者删去")
