"""ZJ6xx: the template's outline, composed sentences, problems from data."""

from __future__ import annotations

from collections.abc import Sequence

from zongjie.diagnostics.record import Fix, Related, Severity
from zongjie.diagnostics.rule import Finding, listed, rule
from zongjie.diagnostics.source import Span

_MOST_NAMED = 12


@rule("ZJ601")
def misnamed(span: Span, name: str, nearest: Sequence[str], place: Span | None) -> Finding:
    """指标名和目录里的差一点

    查什么：用模板提纲时，报告里没有别处用到的指标，名字在不在目录里。
    为什么：名字差一个字，提纲就认不出，这个数哪里也不印。
    反例：拆除违法建设: 96处
    正例：拆除违法建筑: 96处
    """
    related = (Related(place, "目录里是这样写的"),) if place else ()
    hint = f"是不是{_alternatives(nearest)}？确实是另一个指标，就在章节、事项里用到它"
    fix = Fix(f"改成“{nearest[0]}”", span, nearest[0])
    return Finding(span, f"模板的目录里没有“{name}”，正文也没有用到它", hint, related, fix)


@rule("ZJ602", Severity.WARNING, family="gaps")
def not_printed(span: Span, name: str, nearest: Sequence[str] = ()) -> Finding:
    """这个指标哪里也不印

    查什么：用模板提纲时，指标既不在目录里，正文也没有用到。
    为什么：填了的数没有印出来，多半是忘了写进哪一段。
    反例：指标里写了 共享单车停放点: 36处，别处都没有提到
    正例：在某个事项的“所用指标”里写上 共享单车停放点
    """
    return Finding(
        span,
        f"“{name}”不在模板的目录里，正文也没有用到，不会印出来",
        (f"是不是{_alternatives(nearest)}？不是的话，" if nearest else "")
        + "写进某一段的“所用指标”，或者在正文里引用它",
    )


def _alternatives(names: Sequence[str]) -> str:
    return "、".join(f"“{name}”" for name in names)


@rule("ZJ603")
def wrong_unit(span: Span, name: str, found: str, wanted: str, place: Span | None) -> Finding:
    """单位和目录里的不同

    查什么：指标的单位能不能换算成目录里的单位。
    为什么：单位不同就不是一个数，“件”不能当“平方米”印。
    反例：拆除违法建筑: 154件
    正例：拆除违法建筑: 154处、9058平方米
    """
    related = (Related(place, f"目录里的单位是{wanted}"),) if place else ()
    return Finding(
        span,
        f"“{name}”的单位是“{found}”，目录里是“{wanted}”，换算不了",
        "核对单位；确实按别的单位统计，就换一个指标名，写进事项的“所用指标”",
        related,
    )


@rule("ZJ604", family="across")
def over_the_whole(span: Span, name: str, value: str) -> Finding:
    """比率超过了100%

    查什么：办结率、整改率、签约率这类率有没有超过100%。
    为什么：部分不会比全部还多，多半是小数点或者百分号打错了。
    反例：安全隐患整改率: 996%
    正例：安全隐患整改率: 99.6%
    """
    return Finding(span, f"“{name}”是{value}，这类率不会超过100%", "核对小数点和百分号")


@rule("ZJ605", Severity.NOTE)
def no_comparison(span: Span, name: str, wanted: str, why: str) -> Finding:
    """这一处不写比较

    查什么：拼句子时，上年、目标是零或者是约数。
    为什么：零不能做除数，约数算出来是假的精确，所以只写今年的数。
    反例：上年: 0起
    正例：要写比较，就在正文里直接写两个数
    """
    return Finding(span, f"“{name}”的“{wanted}”{why}，只写今年的数，不写比较")


@rule("ZJ606", Severity.WARNING)
def by_hand(span: Span, name: str, value: str, why: str) -> Finding:
    """这个数要人来写

    查什么：事故这类数不是零，或者上限类的数突破了上限。
    为什么：这样的事不能由系统自动成句，要领导定怎么写。
    反例：生产安全亡人事故: 1起
    正例：在这一段的正文里自己写清楚
    """
    return Finding(span, f"“{name}”是{value}，{why}", "这一句请在事项的“正文”里自己写")


@rule("ZJ607", Severity.NOTE)
def zero_left_out(span: Span, name: str, value: str) -> Finding:
    """零不成句

    查什么：拼句子时，值是零的指标。
    为什么：“组织演练0场”不成话，略去。
    反例：应急演练: 0场
    正例：要写就在正文里写，如“未组织……”
    """
    return Finding(span, f"“{name}”是{value}，拼句子时略去")


@rule("ZJ608", Severity.WARNING)
def no_pattern_fits(span: Span, name: str, shown: str, slots: str) -> Finding:
    """填不满句式

    查什么：指标的数够不够填它的句式。
    为什么：缺一个数，句子就少一截，所以整句略去。
    反例：居家养老服务补贴: 520名（句式要 名、万元 两个数）
    正例：居家养老服务补贴: 520名、146万元
    """
    return Finding(
        span, f"“{name}”的数“{shown}”填不满句式（要{slots}），略去", "补上缺的数和单位，或者改句式"
    )


@rule("ZJ609", Severity.NOTE)
def left_out(span: Span | None, chapters: Sequence[str], topics: Sequence[str]) -> Finding:
    """提纲里略去的

    查什么：用模板提纲时，哪些章、哪些事项没有数，没有印。
    为什么：没填的不印，但要让人知道少了什么。
    反例：文化活动一个数也没有报
    正例：补上数；今年确实没有，不用管
    """
    parts = []
    if chapters:
        parts.append(f"整章略去：{'、'.join(chapters)}")
    if topics:
        parts.append(f"略去的事项：{'、'.join(topics)}")
    return Finding(span, f"没有数，{'；'.join(parts)}", "补上数就会印出来")


@rule("ZJ610", Severity.NOTE)
def lines_left_out(span: Span | None, names: Sequence[str]) -> Finding:
    """印了的段落里略去的指标

    查什么：用模板提纲时，印出来的段落里哪些指标没有给。
    为什么：没给的小句略去，但要让人知道少了什么。
    反例：安全生产一段只报了检查数
    正例：补上数；今年确实没有，不用管
    """
    return Finding(span, f"印出来的段落里没有给：{'、'.join(names)}，相应的小句略去")


@rule("ZJ611", Severity.WARNING)
def overflow(span: Span, names: Sequence[str]) -> Finding:
    """一段里指标太多

    查什么：一段“所用指标”有没有超过八个。
    为什么：数字扎堆没人读得下去，多的移到附表。
    反例：一段写十二个指标
    正例：分成两段，或者留八个
    """
    return Finding(
        span, f"一段最多写八个指标，{'、'.join(names)}移到附表", "分成两段，或者删去几个"
    )


@rule("ZJ612")
def unknown_chapter(span: Span, name: str, nearest: str, known: Sequence[str]) -> Finding:
    """提纲里没有这一章

    查什么：“沿用”写的章在不在模板的提纲里。
    为什么：找不到就不知道印什么。
    反例：沿用: 安全
    正例：沿用: 平安
    """
    hint = f"是不是“{nearest}”？" if nearest else ""
    what = f"提纲里有：{'、'.join(known)}、其余" if known else "这个模板没有提纲"
    return Finding(span, f"提纲里没有叫“{name}”的章", hint + what)


@rule("ZJ613")
def unknown_topic(span: Span, name: str, nearest: str) -> Finding:
    """提纲里没有这个事项

    查什么：“事项”下面写的名字在不在模板的提纲里。
    为什么：找不到就改不了。
    反例：事项: 安全生产工作
    正例：事项: 安全生产
    """
    hint = f"是不是“{nearest}”？" if nearest else "用 zongjie template docs 看提纲里的事项"
    return Finding(span, f"提纲里没有叫“{name}”的事项", hint)


@rule("ZJ614", Severity.NOTE)
def candidate(span: Span, name: str, entry: str) -> Finding:
    """可以写进存在问题

    查什么：哪些指标没有完成目标、往坏处走，或者写了“列入问题: 是”。
    为什么：问题要由人定；写了“采用”才印，写“不用”就不再提。
    反例：加装电梯竣工完成年度目标的77.5%，问题段没有提
    正例：存在问题: 采用: 加装电梯竣工
    """
    return Finding(
        span,
        f"可以写进存在问题：{entry}",
        f"要印就在“存在问题”的“采用”里写“{name}”，不印写进“不用”",
    )


@rule("ZJ615")
def no_candidate(span: Span, name: str, known: Sequence[str]) -> Finding:
    """采用的不是候选

    查什么：“采用”里的指标有没有问题可说。
    为什么：完成了目标、没有往坏处走的，数里说不出问题。
    反例：采用: 走访企业
    正例：采用: 加装电梯竣工
    """
    hint = f"候选有：{'、'.join(known)}" if known else "现在没有候选"
    return Finding(
        span,
        f"“{name}”的数里没有问题可说",
        f"{hint}；要写别的问题，写进“条目”，或者给它写“列入问题: 是”和“原因”",
    )


@rule("ZJ616", Severity.WARNING)
def too_many_problems(span: Span, count: int, dropped: Sequence[str]) -> Finding:
    """问题超过五条

    查什么：存在问题有没有超过五条。
    为什么：条数多了主次不分；自动提出的，第六条起不印。
    反例：写了四条，又采用三条
    正例：合并、取舍到五条以内
    """
    what = f"，{'、'.join(dropped)}没有印" if dropped else ""
    return Finding(span, f"存在问题有{count}条，最多五条{what}", "合并或者取舍到五条以内")


@rule("ZJ617", Severity.WARNING, family="leftovers")
def asks_for_approval(span: Span, word: str) -> Finding:
    """夹带请示

    查什么：存在问题、结尾里有没有“请批示”“恳请支持”这类话。
    为什么：《党政机关公文处理工作条例》第十五条：不得在报告等非请示性公文中夹带请示事项。
    反例：恳请区里予以支持。
    正例：删去，另写请示
    """
    return Finding(span, f"“{word}”是请示的话，总结里不能夹带", "删去；需要上级支持的，另行请示")


@rule("ZJ618", Severity.WARNING, family="leftovers")
def wording(span: Span, text: str, why: str, better: str) -> Finding:
    """措辞毛病

    查什么：叠用的帽子（全年累计共计）、叠用的约数（约……左右）、负的同比、空的百分号、旧称等。
    为什么：这些话科长会划掉。
    反例：全年累计共计受理约300件左右，同比-6.2%
    正例：全年受理约300件，同比下降6.2%
    """
    return Finding(span, f"“{text}”：{why}", better)


@rule("ZJ622", Severity.WARNING, family="gaps")
def awaited(span: Span, names: Sequence[str]) -> Finding:
    """还有不少数没有报

    查什么：用模板提纲时，一个文件里有哪些指标还空着。
    为什么：空着的略去不印，但要知道还差哪些。
    反例：刚建好的填报文件，一个数也没有填
    正例：填上数；今年没有的，整行删去
    """
    told = listed(names, "项", _MOST_NAMED)
    return Finding(span, f"还没有数，略去：{told}", "补上数；今年没有的，整行删去")


@rule("ZJ624")
def nothing_said(span: Span) -> Finding:
    """句子中间没有话可说

    查什么：写在句子中间的{{句（…）}}、{{问题（…）}}有没有话印出来。
    为什么：不适用、不公开的略去以后，前后的标点会连在一起。
    反例：深入推进，{{句（应急演练）}}，成效明显。（应急演练不适用）
    正例：把{{句（应急演练）}}写成单独的一句
    """
    return Finding(span, "这里没有话可印，前后的标点会连在一起", "写成单独的一句，或者补上数")


@rule("ZJ625", Severity.WARNING, family="years")
def rate_in_percent(span: Span, name: str, text: str) -> Finding:
    """率的升降写成了百分之几

    查什么：数值是百分数的指标，同比写的是 % 还是百分点。
    为什么：满意率从96%到98%，是提高2个百分点，不是增长2%。
    反例：热线按时办结率: 数值: 98%，同比: 增长3%
    正例：同比: 提高3个百分点
    """
    return Finding(span, f"“{name}”是百分数，同比写“{text}”", "率的升降写“提高、下降几个百分点”")


@rule("ZJ629", Severity.WARNING, family="gaps")
def given_not_printed(span: Span, names: Sequence[str]) -> Finding:
    """给了数，没有印

    查什么：用模板提纲时，目录里的指标给了数，正文里是不是一个字也没有提。
    为什么：所在的章没有沿用、那一段换成了自己的正文，数就不声不响地没有了。
    反例：章节只沿用“营商”，信访的数也给了
    正例：沿用那一章，或者在正文里引用；不想印的，公开写“否”或者删去
    """
    return Finding(
        span,
        f"给了数，正文里没有印：{'、'.join(names)}",
        "沿用它所在的章，或者在正文、“所用指标”里用它",
    )


@rule("ZJ635", Severity.WARNING, family="across")
def said_twice(span: Span, names: Sequence[str]) -> Finding:
    """一个指标印了两遍

    查什么：提纲的事项里印的指标，自己的段落里用“句（…）”“所用指标”是不是又拼了一遍。
    为什么：一份总结里一个数只说一遍。
    反例：正文: "{{句（安全生产检查）}}"，“安全生产”这一事项也印了它
    正例：事项里写 安全生产: {略去: 是}
    """
    fix = "自己写了的，把提纲里那一事项写上 略去: 是"
    return Finding(span, f"提纲里已经印了，这里又印一遍：{'、'.join(names)}", fix)


@rule("ZJ637", Severity.WARNING)
def crowded(span: Span, count: int, most: int) -> Finding:
    """一段里的数太多

    查什么：有“句（…）”的段落里，一共拼了几个指标。
    为什么：一段不超过八个指标，再多就没有人看得下去。
    反例：一段正文里写三个“句（甲，乙，丙，丁）”
    正例：分成两段，或者移到附表
    """
    return Finding(span, f"这一段里有{count}个指标，超过{most}个", "分成几段，或者移到附表")
