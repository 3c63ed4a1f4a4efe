"""ZJ22x 缺值: what is missing, unused, or not yet what the text says it is."""

from __future__ import annotations

from collections.abc import Sequence

from zongjie.diagnostics.record import Related, Severity
from zongjie.diagnostics.rule import Finding, listed, rule
from zongjie.diagnostics.source import Span

_MOST_NAMED = 8


@rule("ZJ221", Severity.WARNING)
def unused(span: Span, name: str, *, awaited: bool) -> Finding:
    """指标没有用上

    查什么：正文全是自己写的报告里，有没有一处也没有用到的指标。
    为什么：填了的数哪里也不印，多半是正文里漏了一句，或者正文里的数是手打的。
    反例：指标里有 走访企业: 2860家次，正文一个字也没有提
    正例：正文写“走访企业{{走访企业}}”；用不着的，整行删去
    """
    also = "，也还没有报" if awaited else ""
    fix = f"在正文里写上 {{{{{name}}}}}；用不着的，整行删去"
    return Finding(span, f"“{name}”没有用上{also}，哪里也不印", fix)


@rule("ZJ222", Severity.WARNING)
def value_awaited(span: Span, name: str, value: str, status: str) -> Finding:
    """状态说没有数，又给了数

    查什么：状态是“待报”“缺报”的指标，有没有数值。
    为什么：正文照状态印成【待补】，给的数就不印了；多半是补了数，忘了改状态。
    反例：数值: 2860家次，状态: 待报
    正例：数值: 2860家次，状态: 初步数
    """
    return Finding(
        span, f"“{name}”的状态是“{status}”，又给了{value}，正文不印这个数", "改状态，或者删去数值"
    )


@rule("ZJ223", Severity.WARNING)
def status_without_value(span: Span, name: str, status: str) -> Finding:
    """状态说有数，没有给数

    查什么：状态写了“已核实”“初步数”“预计数”的指标，有没有数。
    为什么：没有数就谈不上核实；多半是状态先填好了，数忘了填。
    反例：数值空着，状态: 已核实
    正例：补上数值；还没有报的，状态写“待报”
    """
    return Finding(span, f"“{name}”的状态是“{status}”，却没有给数", "补上数值，或者状态写“待报”")


@rule("ZJ224", Severity.WARNING)
def short_of_year(span: Span, name: str, as_of: str) -> Finding:
    """全年两个字，数不到年底

    查什么：正文说“全年”，数的“截至”是不是到了12月31日。
    为什么：1—11月的数当全年数印出去，是最常见的错；定稿（--final）时这是错误。
    反例：全年受理案件{{网格受理案件}}（截至: 2016年11月30日）
    正例：1—11月受理案件{{网格受理案件}}；或者换成年底的数
    """
    fix = "换成截至12月31日的数，或者改“全年”二字"
    return Finding(span, f"正文说“全年”，“{name}”只算到{as_of}", fix)


@rule("ZJ225", Severity.WARNING)
def zero_said(span: Span, word: str, name: str, value: str, at: Span | None) -> Finding:
    """说没有，数不是零

    查什么：正文里“未发生”“零发生”“无”说的事，数是不是零。
    为什么：去年是零、今年有了，句子没有改，是最难看的错。
    反例：未发生安全生产事故（指标里 安全生产事故: 2起）
    正例：发生安全生产事故2起；确实没有的，指标写 0起 或者 零发生
    """
    related = (Related(at, "数写在这里"),) if at is not None else ()
    return Finding(span, f"正文说“{word}”，“{name}”却是{value}", "核对数和这句话，改一处", related)


@rule("ZJ226", Severity.NOTE)
def gone_since_last(span: Span | None, names: Sequence[str], last: str) -> Finding:
    """上年有，今年没有

    查什么：有上年报告的，上年报了数的指标，今年是不是一个也不少（改了名的写“曾用名”）。
    为什么：漏报一个数，只看今年的报告看不出来。
    反例：上年报了“走访企业”，今年的报告里没有这一项
    正例：补上；改了名的，新指标写 曾用名: 走访企业
    """
    told = listed(names, "项", _MOST_NAMED)
    fix = "漏了的补上；改了名的，写“曾用名”"
    return Finding(span, f"{last}有、今年没有的指标：{told}", fix)


@rule("ZJ227", Severity.WARNING)
def foreseen_in_prose(span: Span, name: str) -> Finding:
    """预计的数，没有说预计

    查什么：正文用到状态是“预计数”的指标，那一句有没有“预计”“有望”“力争”一类的话。
    为什么：预计的写成办成了的，年底对不上。
    反例：完成固定资产投资{{固定资产投资}}（状态: 预计数）
    正例：预计完成固定资产投资{{固定资产投资}}
    """
    fix = "句子里写上“预计”，或者换成实数"
    return Finding(span, f"“{name}”是预计数，这一句没有说“预计”", fix)
