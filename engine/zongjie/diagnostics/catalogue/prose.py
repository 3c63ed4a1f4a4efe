"""ZJ3xx: prose and what it refers to."""

from __future__ import annotations

from zongjie.diagnostics.record import Fix, Severity
from zongjie.diagnostics.rule import Finding, rule
from zongjie.diagnostics.source import Span


@rule("ZJ301")
def unknown_name(span: Span, name: str, nearest: str) -> Finding:
    """引用了没有的指标

    查什么：花括号里的名字有没有这项指标。
    为什么：名字对不上就印不出数。
    反例：全年受理案件{{网格案件}}（指标叫“网格受理案件”）
    正例：全年受理案件{{网格受理案件}}
    """
    hint = f"是不是“{nearest}”？" if nearest else "先在“指标”里写上这一项"
    fix = Fix(f"改成“{nearest}”", span, nearest) if nearest else None
    return Finding(span, f"没有叫“{name}”的指标", hint, fix=fix)


@rule("ZJ302")
def unknown_attribute(span: Span, name: str, attribute: str, known: str) -> Finding:
    """指标没有这一小项

    查什么：点后面的名字，如 .同比、.上年、.处。
    为什么：小项名写错，或者数里没有这个单位。
    反例：{{拆除违法建筑.亩}}（数是 154处，9058平方米）
    正例：{{拆除违法建筑.平方米}}
    """
    return Finding(span, f"“{name}”没有“{attribute}”", f"可以写：{known}")


@rule("ZJ303", family="gaps")
def empty_attribute(span: Span, name: str, attribute: str) -> Finding:
    """小项没有填

    查什么：引用的名次、批次、上年等填了没有。
    为什么：没填就印不出来。
    反例：名列{{库内销项任务量.名次}}（没有填名次）
    正例：在这项指标下补上 名次: 全区第一
    """
    return Finding(span, f"“{name}”没有填“{attribute}”", f"在这项指标下补上“{attribute}:”")


@rule("ZJ304")
def unknown_filter(span: Span, name: str, nearest: str, known: str) -> Finding:
    """没有这个小词

    查什么：竖线后面的小词。
    为什么：小词写错，系统不知道怎么印。
    反例：{{生命通道划线率|到达}}
    正例：{{生命通道划线率|达}}
    """
    hint = f"是不是“{nearest}”？" if nearest else f"可以写：{known}"
    return Finding(span, f"竖线后面没有“{name}”这个写法", hint)


@rule("ZJ305")
def unknown_function(span: Span, name: str, known: str) -> Finding:
    """没有这个函数

    查什么：带括号的写法，如 均为（甲，乙）。
    为什么：函数名写错。
    反例：{{都是（甲，乙）}}
    正例：{{均为（甲，乙）}}
    """
    return Finding(span, f"没有“{name}（…）”这种写法", f"可以写：{known}")


@rule("ZJ306")
def unclosed_braces(span: Span, brace: Span | None = None) -> Finding:
    """花括号没有收尾

    查什么：{{ 后面有没有 }}。
    为什么：不收尾，后面的话会被当成指标名。
    反例：全年受理案件{{网格受理案件，结案率100%。
    正例：全年受理案件{{网格受理案件}}，结案率100%。
    """
    fix = Fix("补上一个“}”", brace, "}}") if brace else None
    return Finding(span, "“{{”后面没有“}}”", "补上“}}”；要原样印花括号，写成 \\{{", fix=fix)


@rule("ZJ307")
def bad_expression(span: Span, text: str) -> Finding:
    """花括号里的写法读不懂

    查什么：花括号里是不是名字、小项、小词或函数。
    为什么：这里只能引用指标，不能写别的。
    反例：{{网格受理案件.|达}}
    正例：{{网格受理案件|达}}
    """
    return Finding(
        span, f"花括号里的“{text}”读不懂", "写指标名，如 {{网格受理案件}}、{{网格受理案件.同比}}"
    )


@rule("ZJ308")
def not_applicable(span: Span, name: str) -> Finding:
    """引用了不适用的指标

    查什么：正文有没有引用状态为“不适用”的指标。
    为什么：不适用就是没有这个数，句子也不该有。
    反例：全年受理{{境外返沪人员}}（状态: 不适用）
    正例：删去这一句
    """
    return Finding(span, f"“{name}”的状态是“不适用”，不能印进正文", "删去这句话，或者改状态")


@rule("ZJ309", Severity.WARNING, family="gaps")
def pending(span: Span, name: str, *, dropped: bool = False) -> Finding:
    """数还没有报

    查什么：正文引用的指标有没有数。
    为什么：没有数，正文里印成【待补：名称】，定稿前要补上。
    反例：网格受理案件:（空着）
    正例：网格受理案件: 18735件
    """
    shown = "组成的句子里不提" if dropped else f"印成【待补：{name}】"
    return Finding(span, f"“{name}”还没有数，{shown}", "补上数值；定稿（--final）时不许有")


@rule("ZJ310")
def only_relative(span: Span, name: str, known: str) -> Finding:
    """只有升降没有数

    查什么：只填了同比、完成率的指标，正文是不是当数引用了。
    为什么：没有绝对数，印不出来。
    反例：全年信访量{{全年信访量}}（只填了 同比）
    正例：全年信访量{{全年信访量.同比}}
    """
    return Finding(
        span, f"“{name}”没有数值，只有{known}", f"写成 {{{{{name}.{known}}}}}，或者补上数值"
    )


@rule("ZJ311")
def not_public(span: Span, name: str) -> Finding:
    """公开稿引用了不公开的指标

    查什么：出公开稿时，手写的正文有没有引用“公开: 否”的指标。
    为什么：印出来就泄露了，悄悄略去句子又不通。
    反例：全年信访量{{全年信访量.同比}}（公开: 否）
    正例：公开稿里删去或改写这一句
    """
    return Finding(
        span, f"公开稿里不能印“{name}”（公开: 否）", "删去或改写这句话，或者给这一段写 公开: 否"
    )


@rule("ZJ312", family="years")
def zero_word_changed(span: Span, name: str, before: str, now: str) -> Finding:
    """去年是零，今年不是

    查什么：上年写“零发生”一类，今年不是零的指标。
    为什么：句子是照“零”写的，换个数进去就不通了。
    反例：安全生产事故实现{{安全生产事故}}（今年 1起）
    正例：发生安全生产事故{{安全生产事故}}
    """
    return Finding(
        span,
        f"“{name}”去年是“{before}”，今年是“{now}”，句子要改",
        "改写这句话，再删去“上年”的零词或写成 0起",
    )


@rule("ZJ313")
def several_measures(span: Span, name: str, attribute: str, units: str) -> Finding:
    """几个数一起，不知道算哪个

    查什么：一项指标有几个数时，同比、完成率有没有说是哪一个。
    为什么：154处和9058平方米的同比不是一回事。
    反例：{{拆除违法建筑.同比}}
    正例：{{拆除违法建筑.处.同比}}
    """
    return Finding(
        span,
        f"“{name}”有几个数（{units}），“{attribute}”要说明是哪一个",
        f"写成 {name}.单位.{attribute}",
    )


@rule("ZJ314")
def cyclic(span: Span, chain: str) -> Finding:
    """绕圈引用

    查什么：指标、脚注、标题有没有绕回来引用自己。
    为什么：绕圈就算不出来。
    反例：甲: "{{合计（乙，丙）}}"，乙: "{{合计（甲）}}"
    正例：总数由分项相加，分项直接写数
    """
    return Finding(span, f"绕圈引用：{chain}", "把其中一处改成直接写")


@rule("ZJ315")
def wrong_arguments(span: Span, name: str, wanted: str) -> Finding:
    """括号里的内容不对

    查什么：函数、小词后面括号里写的是不是要的东西。
    为什么：少写了算不出来。
    反例：{{长护险评估|占}}
    正例：{{长护险评估|占（长护险申请）}}
    """
    return Finding(
        span, f"“{name}”的括号里应当写{wanted}", "照这样写：{{均为（甲，乙）}}、{{甲|占（乙）}}"
    )


@rule("ZJ316")
def not_countable(span: Span, name: str, text: str) -> Finding:
    """不是一个数，算不了

    查什么：要计算的地方是不是一个准数。
    为什么：约数、范围、几个数一起，算不出准的结果。
    反例：{{接待居民|占（辖区人口）}}（接待居民: 约8.5万余人次）
    正例：数值写准数，印作写约数
    """
    return Finding(span, f"“{name}”是“{text}”，不能拿来算", "数值写准数，要印约数的写在“印作”里")


@rule("ZJ317")
def internal(span: Span, name: str) -> Finding:
    """公开稿印了口径

    查什么：出公开稿时，正文有没有引用“口径”。
    为什么：口径只给内部看。
    反例：按{{网格受理案件.口径}}统计（--public）
    正例：公开稿里删去这一句，要解释的写“释义”
    """
    return Finding(span, f"公开稿里不能印“{name}”的口径", "删去这句话；给读者看的解释写在“释义”里")


@rule("ZJ318")
def not_an_indicator(span: Span, name: str) -> Finding:
    """所用指标里不是指标

    查什么：“所用指标”下面写的是不是指标名。
    为什么：句子由指标名和数组成，别的写法组不成句。
    反例：所用指标下写 合计（甲，乙）
    正例：所用指标下写 甲、乙，各占一行
    """
    return Finding(span, f"“{name}”不是指标，组不成句", "写指标名；要写合计的，写在“正文”里")


@rule("ZJ320", family="gaps")
def unknown_footnote(span: Span, name: str, nearest: str) -> Finding:
    """脚注没有内容

    查什么：正文里的脚注号有没有对应的脚注。
    为什么：有号没有注，读的人找不到。
    反例：“五违四必”【注：五违】
    正例：脚注里有“五违四必: ……”，正文写【注：五违四必】
    """
    hint = f"是不是“{nearest}”？" if nearest else "在“脚注”里补上这一条"
    fix = Fix(f"改成“{nearest}”", span, nearest) if nearest else None
    return Finding(span, f"没有叫“{name}”的脚注", hint, fix=fix)


@rule("ZJ321", Severity.WARNING, family="leftovers")
def unused_footnote(span: Span, name: str) -> Finding:
    """脚注没有用上

    查什么：写了的脚注，正文里有没有号。
    为什么：没有号的脚注不印。
    反例：脚注里有“三车”，正文没有【注：三车】
    正例：在正文的词后面加【注：三车】
    """
    return Finding(
        span, f"脚注“{name}”没有用上，不印", f"在正文的词后面加【注：{name}】，或者删去这条"
    )


@rule("ZJ322")
def nested_footnote(span: Span) -> Finding:
    """脚注里又有脚注

    查什么：脚注的内容里有没有【注：…】。
    为什么：Word 的脚注里不能再有脚注。
    反例：脚注“五违四必”里写“见【注：三车】”
    正例：直接写出来，或者写“见脚注2”
    """
    return Finding(span, "脚注里不能再有脚注", "把内容直接写在这条脚注里")


@rule("ZJ323", Severity.WARNING)
def single_brace(span: Span, name: str) -> Finding:
    """花括号少了一个

    查什么：}} 前面是不是只有一个 {。
    为什么：少一个就不是引用，会照原样印出来。
    反例：全年受理案件{网格受理案件}}
    正例：全年受理案件{{网格受理案件}}
    """
    return Finding(
        span, f"“{name}”前面只有一个花括号，照原样印", f"要印这项指标，写成 {{{{{name}}}}}"
    )


@rule("ZJ330")
def several_paragraphs(span: Span, key: str) -> Finding:
    """这里只能写一段

    查什么：标题、段首句、脚注里有没有空行。
    为什么：空一行是另起一段，这些地方只有一段。
    反例：标题里空了一行
    正例：一段写完
    """
    return Finding(span, f"“{key}”只能写一段，中间不能空行", "删去空行")


@rule("ZJ331", Severity.WARNING)
def no_prose(span: Span | None) -> Finding:
    """报告里没有正文

    查什么：填了指标的报告，印出来有没有文字。
    为什么：指标不会自己印出来，只填指标的总结只有一个标题。
    反例：只有“标题”和“指标”
    正例：再写“章节”，或者写 附表: 是
    """
    return Finding(
        span, "报告里没有正文，填的指标一个也不印", "写上“章节”；只要一张表的，写 附表: 是"
    )


@rule("ZJ340")
def logic_in_prose(span: Span, message: str) -> Finding:
    """正文里的 {% %} 写错

    查什么：正文里的判断和循环。
    为什么：写错了，整段印不出来。
    反例：{% if 信访量 %}……（没有 {% endif %}）
    正例：{% if 信访量 %}……{% endif %}
    """
    return Finding(
        span, f"正文里的 {{% %}} 写错：{message}", "正文一般用不着 {% %}；要用，写法和模板里的一样"
    )


@rule("ZJ332", Severity.WARNING, family="leftovers")
def echo(span: Span, word: str) -> Finding:
    """同一个词印了两遍

    查什么：花括号旁边手写的字，和花括号印出来的字有没有重。
    为什么：花括号连单位一起印，再写一遍就成了“5家家”。
    反例：走访企业{{走访企业}}家；同比增长{{走访企业.同比}}
    正例：走访企业{{走访企业}}；{{走访企业.同比}}；只要数的写 {{走访企业.同比.幅度}}
    """
    return Finding(span, f"“{word}”印了两遍：花括号自己会印", f"删去手写的“{word}”")


@rule("ZJ333", Severity.WARNING)
def nothing_given(span: Span | None) -> Finding:
    """一个数也没有给

    查什么：报告里有没有数、有没有正文。
    为什么：什么也没填，印出来只有一个标题。
    反例：“指标”下面的数都空着
    正例：走访企业: 2860家次
    """
    return Finding(span, "一个数也没有给，也没有正文，除了标题什么也不印", "在“指标”里填上数")


@rule("ZJ395", Severity.WARNING)
def printed_comment(span: Span, fix: Fix) -> Finding:
    """注释写在了正文里

    查什么：“正文: |”下面有没有以“# ”开头的行。
    为什么：竖线下面的每一行都是内容，注释会照样印进报告。
    反例：正文里另起一行写 # 待科长定
    正例：写在“正文: |”的上一行，或者同一行的后面：正文: |  # 待科长定
    """
    hint = "是注释就移到“正文: |”的上一行；要照印就不用管"
    return Finding(span, "这一行在正文里，会照样印出来", hint, fix=fix)
