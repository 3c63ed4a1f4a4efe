"""ZJ4xx: templates."""

from __future__ import annotations

from zongjie.diagnostics.record import Related, Severity
from zongjie.diagnostics.rule import Finding, rule
from zongjie.diagnostics.source import Span


@rule("ZJ401")
def no_template(span: Span | None, name: str, known: str) -> Finding:
    """没有这个模板

    查什么：“模板”写的名字或文件夹在不在。
    为什么：找不到模板就不知道怎么排。
    反例：模板: 街道总结
    正例：模板: 街道工作总结
    """
    return Finding(span, f"没有叫“{name}”的模板", f"现有的模板：{known}；自己的模板写文件夹路径")


@rule("ZJ402")
def syntax(span: Span, message: str) -> Finding:
    """模板写法不对

    查什么：模板里的 {% %}、{{ }} 合不合 Jinja2 的语法。
    为什么：写错一处，整个模板用不了。
    反例：{% for 章 in 章节 %} 没有 {% endfor %}
    正例：{% for 章 in 章节 %}……{% endfor %}
    """
    return Finding(span, f"模板写法不对：{message}", "检查这一行的括号、百分号和 end 语句")


@rule("ZJ403")
def undefined(span: Span, message: str, nearest: str, hint: str = "") -> Finding:
    """模板用了没有的名字

    查什么：模板里的变量、小项、过滤器。
    为什么：名字写错，或者报告里没有这一项。
    反例：{{ 开头语 }}
    正例：{{ 开头 }}
    """
    told = "看 templates/street-summary 里用的名字；可有可无的用 {% if %} 包起来"
    return Finding(span, message, hint or (f"是不是“{nearest}”？" if nearest else told))


@rule("ZJ404")
def forbidden(span: Span, message: str) -> Finding:
    """模板做了不许做的事

    查什么：模板有没有碰程序内部、造特别长的文字。
    为什么：模板只管排版，不许运行别的东西。
    反例：{{ ''.__class__ }}
    正例：{{ 标题 }}
    """
    return Finding(span, f"模板里不许这样写：{message}", "模板只能用报告里的内容和列出的过滤器")


@rule("ZJ405")
def endless(span: Span, limit: int) -> Finding:
    """模板循环太多

    查什么：模板一共循环、调用了多少次。
    为什么：停不下来的模板会拖垮电脑。
    反例：{% for a in range(9999) %}{% for b in range(9999) %}……
    正例：{% for 章 in 章节 %}
    """
    return Finding(span, f"模板循环超过 {limit} 次，停下了", "检查套在一起的循环和自己调用自己的宏")


@rule("ZJ406")
def outside(span: Span | None, name: str) -> Finding:
    """模板引用了文件夹外面的文件

    查什么：include、import、extends 的文件和 outline 里的文件是不是在模板文件夹里。
    为什么：外面的文件可能是别人的，也可能拷走时漏掉。
    反例：{% include "../../别人的.md" %}
    正例：{% include "部件/附表.md" %}
    """
    return Finding(span, f"“{name}”不在模板文件夹里", "把要用的文件放进模板文件夹")


@rule("ZJ407")
def no_file(span: Span, name: str) -> Finding:
    """模板要用的文件不在

    查什么：include、import、extends 的文件在不在。
    为什么：文件名写错，或者拷模板时漏了。
    反例：{% include "附表.md" %}（没有这个文件）
    正例：补上文件，或者改名字
    """
    return Finding(span, f"模板文件夹里没有“{name}”", "检查文件名")


@rule("ZJ408")
def not_printable(span: Span, what: str) -> Finding:
    """模板印出了不该印的东西

    查什么：{{ }} 印的是不是文字、指标或整数。
    为什么：空值印成 None、小数印成 42.857142857142854，都是错数。
    反例：{{ 100 * 3 / 7 }}
    正例：{{ 指标["甲"]|占(指标["乙"]) }}
    """
    return Finding(
        span, f"这里印出来的是{what}，不是文字", "用 {% if %} 排除空值；百分数用 同比、完成率、占比"
    )


@rule("ZJ409")
def report_lacks(span: Span | None, what: str, related: tuple[Related, ...]) -> Finding:
    """报告缺了模板要的内容

    查什么：模板必须有的项，报告里有没有。
    为什么：缺了它，总结不完整。
    反例：模板要“标题”或“单位名称”和“年份”，报告都没有
    正例：在报告里补上
    """
    return Finding(span, f"模板要有{what}，报告里没有", "在报告里补上，或者换一个模板", related)


@rule("ZJ410")
def broken_text(span: Span) -> Finding:
    """模板切断了带出处的文字

    查什么：过滤器有没有把正文切成两截。
    为什么：正文带着它在 YAML 里的位置，从中间切断就对不上了。
    反例：{{ 章节输出[:20] }}
    正例：长短在 YAML 里改
    """
    return Finding(span, "模板把一段带出处的文字切断了", "不要对整段输出用切片、截短一类的写法")


@rule("ZJ411")
def bad_settings(span: Span, message: str) -> Finding:
    """template.yaml 不对

    查什么：模板文件夹里的 template.yaml。
    为什么：缺了它，不知道模板叫什么、用哪个文件。
    反例：没有“名称”
    正例：名称: 街道工作总结
    """
    return Finding(span, message, "对照 templates/street-summary/template.yaml")


@rule("ZJ412", Severity.WARNING)
def unused_macro(span: Span, name: str) -> Finding:
    """宏没有用上

    查什么：模板里定义的宏有没有被调用。
    为什么：没用的宏多半是改名漏了一处。
    反例：{% macro 附表() %}，全篇没有 {{ 附表() }}
    正例：删去，或者调用它
    """
    return Finding(span, f"宏“{name}”没有用上", "删去它，或者检查调用处的名字")


@rule("ZJ413")
def unknown_entry(span: Span, name: str, nearest: str) -> Finding:
    """提纲用了没有的指标

    查什么：提纲的“句”里的指标，目录里有没有。
    为什么：没有句式，不知道怎么说。
    反例：句: 全年：安全检察
    正例：句: 全年：安全检查
    """
    hint = f"是不是“{nearest}”？" if nearest else "在“指标”下面写上它的单位和句式"
    return Finding(span, f"目录里没有“{name}”", hint)


@rule("ZJ414", Severity.WARNING)
def entry_in_no_section(span: Span, name: str) -> Finding:
    """指标不在任何一章

    查什么：目录里的指标有没有用在哪个事项的句子里。
    为什么：填了它也不印。
    反例：指标里写了 应急演练，哪个“句”里都没有
    正例：在某个事项的“句”里写上 应急演练
    """
    return Finding(span, f"“{name}”不在任何一章的句子里", "写进某个事项的“句”")


@rule("ZJ415")
def pattern_without_unit(span: Span, name: str, why: str) -> Finding:
    """句式的数没有单位

    查什么：句式里的数有没有单位，槽里的单位是不是这个指标的。
    为什么：没有单位的数印出来不知道数的是什么。
    反例：安全检查: 句式: 检查企业{数}（没有写“单位”）
    正例：安全检查: 单位: 家次
    """
    return Finding(span, f"“{name}”{why}", "写上“单位”，槽里的单位和它一致")


@rule("ZJ416")
def too_many_in_sentence(span: Span, what: str, count: int, most: int) -> Finding:
    """句子里指标太多

    查什么：一句最多四个指标，一个事项最多八个。
    为什么：数字扎堆没人读得下去。
    反例：一句写六个指标
    正例：分成两句，或者分成两个事项
    """
    return Finding(span, f"{what}有 {count} 个指标，最多 {most} 个", "分成两句，或者分成两个事项")


@rule("ZJ417")
def not_before(span: Span, name: str, before: str) -> Finding:
    """承前的指标不在前面

    查什么：“承前”写的指标是不是在同一句里排在前面。
    为什么：短说法只有接在前面那个指标后面才通。
    反例：整改率 承前 安全隐患，句子里却先说整改率
    正例：句: 安全隐患，整改率
    """
    return Finding(span, f"“{name}”承前的“{before}”不在同一句里排在它前面", "调整“句”里的次序")


@rule("ZJ418")
def used_twice(span: Span, name: str, first: Span) -> Finding:
    """指标用了两次

    查什么：一个指标是不是只在提纲的一个句子里。
    为什么：同一个数印两遍，改起来也容易漏。
    反例：两个事项的“句”里都有 应急演练
    正例：只留一处
    """
    related = (Related(first, "这里已经用了"),)
    return Finding(span, f"“{name}”在提纲里用了两次", "只留一处", related)


@rule("ZJ419")
def no_note(span: Span, key: str, nearest: str) -> Finding:
    """标了脚注，没有释义

    查什么：句式、段首句里的【注：键】在“脚注”里有没有。
    为什么：没有释义，脚注印不出来。
    反例：句式: 召开“三会”【注：三会】{数}，脚注里没有 三会
    正例：脚注: 三会: “三会”指听证会、协调会、评议会。
    """
    hint = f"是不是“{nearest}”？" if nearest else "在“脚注”下面写上释义"
    return Finding(span, f"没有叫“{key}”的脚注", hint)


@rule("ZJ420", Severity.WARNING)
def unused_note(span: Span, key: str) -> Finding:
    """脚注没有用

    查什么：“脚注”里的释义有没有在句式、段首句里标【注：键】。
    为什么：没有标就不会印。
    反例：脚注里写了 三会，哪里也没有【注：三会】
    正例：在第一次说到的句式里标上【注：三会】
    """
    return Finding(span, f"脚注“{key}”没有标在哪里", "在句式或段首句里标【注：键】，或者删去")


@rule("ZJ421", Severity.WARNING)
def glued_mark(span: Span, key: str) -> Finding:
    """脚注号紧挨着数

    查什么：句式里的【注：键】后面是不是紧接着数。
    为什么：脚注号是小数字，印在数前面会连成一个数。
    反例：召开“三会”【注：三会】{数}
    正例：召开“三会”{数}【注：三会】
    """
    return Finding(span, f"脚注“{key}”的号紧挨在数前面，会连成一个数", "移到数后面")


@rule("ZJ422")
def alias_taken(span: Span, alias: str, owner: str) -> Finding:
    """别名已经有主

    查什么：目录里一个指标的别名，是不是别的指标的名称或者别名。
    为什么：填报的人用这个叫法时，不知道说的是哪一个。
    反例：甲、乙两个指标的别名都有“走访”
    正例：一个叫法只归一个指标
    """
    return Finding(span, f"别名“{alias}”已经归“{owner}”", "换一个叫法，或者删去")


@rule("ZJ423", Severity.WARNING)
def not_in_template(span: Span | None, key: str, template: str) -> Finding:
    """模板不印这一项

    查什么：报告里写了的开头、章节、存在问题、附表、结尾、落款，事项的段首句、正文、原文，模板里有没有用到。
    为什么：模板没有用的，写了也不印，数就不声不响地没有了。
    反例：自己的模板里没有 {{ 结尾 }}，报告里写了结尾
    正例：在模板里放上 {{ 结尾 }}
    """
    return Finding(span, f"模板“{template}”不印“{key}”", "换一个模板，或者在模板里放上它")


@rule("ZJ424", Severity.WARNING)
def unit_again(span: Span, name: str, unit: str) -> Finding:
    """单位说了两遍

    查什么：句式里紧接着数的字，是不是又写了一遍它的单位。
    为什么：槽自己印单位，再写一遍就印成“86条条”。
    反例：商户诉求: 单位: 条，句式: 收集商户诉求{数}条
    正例：商户诉求: 单位: 条，句式: 收集商户诉求{数}
    """
    return Finding(span, f"“{name}”的句式会印出“{unit}{unit}”", "{数} 自己印单位，后面不再写")


@rule("ZJ425")
def no_unit(span: Span, name: str, unit: str) -> Finding:
    """单位认不出

    查什么：目录里的单位，接在数后面读不读得出来。
    为什么：单位里有数字，就和前面的数连成了一个数。
    反例：安全检查: 单位: 123
    正例：安全检查: 单位: 家次
    """
    return Finding(span, f"“{name}”的单位“{unit}”不像单位", "写计量单位，如 件、家次、平方米")


@rule("ZJ426")
def no_such_measure(span: Span, name: str, unit: str, known: str) -> Finding:
    """量名的单位不是它的

    查什么：“量名”按单位写时，单位是不是这个指标的。
    为什么：没有这个单位的数，写了也用不上。
    反例：拆除违法建筑: 单位: 处、平方米，量名: {件: 拆除件数}
    正例：拆除违法建筑: 单位: 处、平方米，量名: {处: 拆除处数}
    """
    return Finding(span, f"“{name}”的量名写了“{unit}”，它的单位是“{known}”", "写它自己的单位")


@rule("ZJ427", Severity.WARNING)
def note_of_report(span: Span, key: str, nearest: str) -> Finding:
    """脚注要靠报告来写

    查什么：report.md.j2 里的 [^键] 在提纲的“脚注”里有没有。
    为什么：模板自己没有释义，报告又没有写这个脚注时，就印不出来，报错。
    反例：共治[^三会]，提纲的脚注里没有 三会
    正例：在提纲的“脚注”里写上 三会
    """
    hint = f"是不是“{nearest}”？" if nearest else "在提纲的“脚注”里写上释义，或者要求每份报告都写"
    return Finding(span, f"模板里没有“{key}”的释义，报告写了“脚注: {key}”才印得出", hint)


@rule("ZJ428", Severity.WARNING)
def loose_braces(span: Span, text: str) -> Finding:
    """花括号只是照印的字

    查什么：模板的字里有没有全角的花括号、单个的花括号。
    为什么：只有半角的 {{ }}、{% %} 才算数，别的照字印出来。
    反例：｛｛标题｝｝，{标题}，{％ if 开头 %}
    正例：{{ 标题 }}，{% if 开头 %}
    """
    return Finding(
        span,
        f"“{text}”会照字印出来",
        "换成半角、成对的 {{ }} 或 {% %}；确实要印，用 {% raw %} 包起来",
    )


@rule("ZJ429")
def bad_call(span: Span, message: str) -> Finding:
    """括号或者参数用错了

    查什么：括号前面是不是宏或函数；宏、函数、过滤器、判断的参数对不对。
    为什么：不是函数的不能加括号，多给、少给、给错名字的参数没有地方用。
    反例：{{ 标题() }}，{{ 指标("走访商户") }}
    正例：{{ 标题 }}，{{ 指标["走访商户"] }}
    """
    return Finding(span, message, '取一个指标写 指标["名"]；参数对照宏的定义，或者 template docs')


@rule("ZJ430")
def unlike_synonyms(span: Span, name: str, first: str, second: str) -> Finding:
    """等号两边不是一个单位

    查什么：单位写“台=部”的，两边是不是一样大。
    为什么：等号两边的叫法会互相替换，3公里就成了3米。
    反例：疏通管道: 单位: 米=公里
    正例：疏通管道: 单位: 米（公里自会换算）
    """
    why = f"“{name}”的单位“{first}=”后面写“{second}”，两个不一样大"
    return Finding(span, why, "只写一个，能换算的自会换算")


@rule("ZJ431", Severity.WARNING)
def loose_markup(span: Span, text: str, why: str, hint: str) -> Finding:
    """排版符号只是照印的字

    查什么：模板里的井号、星号、竖线是不是成标题、段首句、表格的写法。
    为什么：差一个空格、少一半星号就不算数，照字印出来；表格的行隔开了，就是一行一个表。
    反例：##{{ 章.标题 }}，**{{ 项.段首句 }}{{ 项.正文 }}
    正例：## {{ 章.标题 }}，**{{ 项.段首句 }}**{{ 项.正文 }}
    """
    return Finding(span, f"“{text}”{why}", hint)
