"""ZJ1xx: keys and values that are not in the language of the report."""

from __future__ import annotations

from zongjie.diagnostics.record import Fix, Related, Severity
from zongjie.diagnostics.rule import Finding, rule
from zongjie.diagnostics.source import Span
from zongjie.text import name_key


@rule("ZJ101")
def unknown_key(span: Span, key: str, where: str, nearest: str) -> Finding:
    """没有这一项

    查什么：冒号前面的名字是不是这里能用的。
    为什么：名字写错，这一项就读不到，印出来会缺内容。
    反例：正闻: ……
    正例：正文: ……
    """
    same = name_key(key) == name_key(nearest)  # only width, blanks, quotes
    fix = Fix(f"改成“{nearest}”", span, nearest, is_safe=same) if nearest else None
    hint = f"是不是“{nearest}”？" if nearest else "看 examples 里的范例，或者 zongjie schema"
    return Finding(span, f"“{where}”里没有“{key}”这一项", hint, fix=fix)


@rule("ZJ102", Severity.NOTE)
def alias_key(span: Span, key: str, proper: str) -> Finding:
    """用了别的叫法

    查什么：“去年”“部门”一类的通行叫法。
    为什么：认得，但全单位用一个叫法，往后好查。
    反例：去年: 17021件
    正例：上年: 17021件
    """
    fix = Fix(f"改成“{proper}”", span, proper, is_safe=True)
    return Finding(span, f"“{key}”当作“{proper}”读了", fix=fix)


@rule("ZJ103")
def duplicate_key(span: Span, key: str, first: Span, fix: Fix | None = None) -> Finding:
    """同一项写了两次

    查什么：同一层里有没有重名。
    为什么：系统不知道以哪一个为准，悄悄取后一个就会印错。
    反例：数值: 30次 下面又写 数值: 31次
    正例：只留核实过的那一个
    """
    return Finding(
        span,
        f"“{key}”前面已经写过",
        "只留一个",
        related=(Related(first, "第一次写在这里"),),
        fix=fix,
    )


@rule("ZJ104")
def wrong_kind(span: Span, key: str, wanted: str, *, in_brackets: bool = False) -> Finding:
    """写法和这一项不合

    查什么：该写文字、列表还是分项。
    为什么：章节、事项、条目是列表，每项以短横开头；正文、数值是文字。
    反例：章节: 第一章
    正例：章节: 下面一行写 - 标题: 第一章
    """
    quoted = '方括号要是照字写的，整个加上引号，如 "[1]"'
    return Finding(
        span, f"“{key}”应当是{wanted}", quoted if in_brackets else "看 examples 里的范例怎么写"
    )


@rule("ZJ105")
def not_a_choice(span: Span, key: str, value: str, choices: str, nearest: str) -> Finding:
    """不在可选的写法里

    查什么：只有几种写法的项。
    为什么：写了别的，系统不知道该怎么办。
    反例：状态: 已核定
    正例：状态: 已核实
    """
    fix = Fix(f"改成“{nearest}”", span, nearest) if nearest else None
    return Finding(span, f"“{key}”不能写“{value}”", f"可以写：{choices}", fix=fix)


@rule("ZJ106")
def wrong_pattern(span: Span, key: str, value: str, example: str, fixed: str = "") -> Finding:
    """写法不对

    查什么：年份、空行数这类有固定写法的项。
    为什么：写错了会印错年份或空行。
    反例：年份: 16
    正例：年份: 2016
    """
    fix = Fix(f"改成“{fixed}”", span, fixed) if fixed else None
    return Finding(span, f"“{key}”写成“{value}”读不懂", f"照这样写：{example}", fix=fix)


@rule("ZJ107")
def missing_key(span: Span, key: str, where: str) -> Finding:
    """少了必须有的一项

    查什么：必须写的项有没有写。
    为什么：缺了它，这个文件就没有用处。
    反例：指标文件里只有“科室”没有“指标”
    正例：补上“指标:”和下面的各项
    """
    return Finding(span, f"“{where}”里少了“{key}”", f"补上“{key}:”")


@rule("ZJ110")
def not_a_quantity(span: Span, key: str, value: str, fixed: str = "") -> Finding:
    """不是数

    查什么：数值、上年、目标等是不是数加单位。
    为什么：读不出数，就不能核对，也不能算同比。
    反例：数值: 较多
    正例：数值: 30次
    """
    return Finding(
        span,
        f"“{key}”应当是数加单位，“{value}”读不出数",
        "照这样写：18735件、约8.5万余人次、154处，9058平方米；还没有数就空着",
        fix=Fix(f"改成“{fixed}”", span, fixed) if fixed else None,
    )


@rule("ZJ111")
def none_asked_back(span: Span, key: str, value: str) -> Finding:
    """“无”说不清

    查什么：数值写“无”“没有”“-”“/”。
    为什么：是零，还是没有数？印出来完全两样。
    反例：数值: 无
    正例：数值: 0例（是零）；状态: 待报（还没有数）
    """
    return Finding(
        span,
        f"“{key}”写“{value}”，说不清是零还是没有数",
        "是零就写 0 加单位（如 0例）；还没有数就空着，或写 待报",
        fix=Fix("改为留空", span, ""),
    )


@rule("ZJ112")
def same_unit_twice(span: Span, unit: str) -> Finding:
    """同一个单位写了两个数

    查什么：一项指标的几个数，单位是不是各不相同。
    为什么：单位相同就分不清哪个是哪个。
    反例：活动场次: 12场，30场
    正例：分成两项，各起各的名字
    """
    return Finding(span, f"有两个数的单位都是“{unit}”", "分成两项指标，各起一个名字")


@rule("ZJ113")
def not_a_change(span: Span, value: str) -> Finding:
    """升降说不清

    查什么：同比写没写升还是降。
    为什么：只写“34%”，不知道是增长还是下降。
    反例：同比: 34%
    正例：同比: 下降34%
    """
    return Finding(
        span, f"同比“{value}”看不出是升是降", "照这样写：增长12.3%、下降34%、提高0.5个百分点、持平"
    )


@rule("ZJ114")
def not_a_date(span: Span, value: str) -> Finding:
    """日期读不懂

    查什么：截至、成文日期是不是日期。
    为什么：读不出，就查不出“11月的数当全年数用”。
    反例：截至: 年底前后
    正例：截至: 2016年12月31日
    """
    return Finding(span, f"“{value}”读不出年月日", "照这样写：2016年12月31日、2016年11月底")


@rule("ZJ130", Severity.WARNING)
def not_a_whole_date(span: Span, value: str) -> Finding:
    """成文日期不规范

    查什么：成文日期是不是年、月、日都写全，用阿拉伯数字，不补零。
    为什么：公文格式这样要求（GB/T 9704-2012 7.3.5.4），印出来就是这个样子。
    反例：成文日期: 2017-01-08
    正例：成文日期: 2017年1月8日
    """
    return Finding(span, f"成文日期“{value}”不规范", "照这样写：2017年1月8日")


@rule("ZJ115")
def unit_mismatch(span: Span, unit: str, written: str) -> Finding:
    """单位前后不一

    查什么：“单位”一项和数值里写的单位是不是一样。
    为什么：两个单位不同，印哪个都可能错。
    反例：数值: 1234.5万元 下面写 单位: 亿元
    正例：只写在一处
    """
    return Finding(span, f"“单位”写“{unit}”，数值里写的是“{written}”", "只在一处写单位")


@rule("ZJ116")
def reserved_name(span: Span, name: str) -> Finding:
    """名字和固定叫法相撞

    查什么：指标或分项的名字是不是“数值”“年份”这类固定叫法。
    为什么：引用时分不清指的是哪一个。
    反例：其中: 下面写 目标: 3次
    正例：换一个名字，如 目标企业: 3次
    """
    return Finding(span, f"“{name}”是固定的叫法，不能当名字", "换一个名字")


@rule("ZJ119")
def reason_missing(span: Span, code: str) -> Finding:
    """关掉检查没有写理由

    查什么：“检查”下面每个编号后面有没有理由。
    为什么：提醒是给人看的，关掉要说得出为什么。
    反例：检查: 下面写 ZJ208:（空着）
    正例：ZJ208: 上年因疫情停办，各项都翻倍
    """
    return Finding(span, f"关掉“{code}”要写理由", "在冒号后面写一句理由；错误不能关，只能改")


@rule("ZJ120")
def cannot_mute(span: Span, code: str) -> Finding:
    """关不掉的检查

    查什么：“检查”下面的编号，是不是一条提醒或提示。
    为什么：错误只能改，不能关；编号写错了，等于没关。
    反例：检查: 下面写 ZJ301: 先这样
    正例：检查: 下面写 ZJ208: 上年因疫情停办
    """
    return Finding(span, f"“{code}”不是能关的检查", "只有提醒和提示能关；编号在每条意见的方括号里")


@rule("ZJ121", Severity.NOTE)
def without_effect(span: Span, key: str, why: str) -> Finding:
    """写了不起作用

    查什么：认得、但在这里没有作用的项。
    为什么：写了不起作用又不说，会以为办了。
    反例：没有自动提出的问题，却写了“不用”
    正例：删去这一项
    """
    return Finding(span, f"“{key}”不起作用：{why}", "可以留着，也可以删去")


@rule("ZJ117")
def same_name(span: Span, name: str, first: Span, other: str) -> Finding:
    """两项指标重名

    查什么：所有文件里指标的名字。
    为什么：正文引用时不知道印哪一个；全半角、引号、空格不同也算同名。
    反例：两个科室都报了“走访企业”
    正例：走访企业（营商办）、走访企业（平安办）
    """
    spelt = name_key(name) == name_key(other)
    why = "只差全半角、引号或空格" if spelt else "在目录里是同一个指标"
    same = "" if name == other else f"（那里写作 {other}，{why}）"
    return Finding(
        span,
        f"指标“{name}”前面已经写过{same}",
        "改一个名字，或者删去一处",
        related=(Related(first, "第一次写在这里"),),
    )


@rule("ZJ118")
def misread_number(span: Span, value: str, hint: str, fixed: str = "") -> Finding:
    """像数又不是数

    查什么：前导零、钟点、错位的千分位。
    为什么：有的程序会把 0110 读成 72、把 12:30 读成 750，所以不猜。
    反例：数值: 0110件
    正例：数值: 110件
    """
    fix = Fix(f"改成“{fixed}”", span, fixed) if fixed else None
    return Finding(span, f"“{value}”不是规范的数", hint, fix=fix)


@rule("ZJ122")
def not_a_rate(span: Span, value: str, fixed: str) -> Finding:
    """完成率不是率

    查什么：完成率是不是百分数、几成或几分之几。
    为什么：“142.7”少了百分号，“300家”是完成数，印出来都是错的。
    反例：完成率: 142.7
    正例：完成率: 142.7%
    """
    fix = Fix(f"改成“{fixed}”", span, fixed) if fixed else None
    hint = "加上 %" if fixed else "写成百分数；完成的数写在“数值”里，任务写在“目标”里"
    return Finding(span, f"完成率写“{value}”，不是百分数", hint, fix=fix)


@rule("ZJ123")
def change_without_unit(span: Span, value: str, fixed: str) -> Finding:
    """同比没有单位

    查什么：同比的数后面有没有 %、个百分点或者量词。
    为什么：“增长34”看不出是34%，还是34件。
    反例：同比: 增长34
    正例：同比: 增长34%
    """
    return Finding(
        span,
        f"同比“{value}”没有单位",
        "加上 %；说的是绝对数就写量词，如 增加34件",
        fix=Fix(f"改成“{fixed}”", span, fixed),
    )


@rule("ZJ124")
def bad_pattern(span: Span, why: str) -> Finding:
    """句式写法不对

    查什么：句式里的槽、括号、标点，有没有话；槽有没有连在一起、写了两次；零句式有没有放数。
    为什么：句式是一个小句，数放在槽里，标点由系统加；只有数没有话，印出来不知道说的是什么。
    反例：句式: 检查沿街商铺。
    正例：句式: 检查沿街商铺{数}
    """
    return Finding(span, f"句式写法不对：{why}", "照这样写：检查沿街商铺{数}")


@rule("ZJ125")
def bare_figure(span: Span, key: str, read: str, unit: str) -> Finding:
    """没有单位的数差得太远

    查什么：上年、目标没有写单位时，照本年数的单位读，是不是相差一百倍以上。
    为什么：多半是本年写“17.8万人次”，上年写了 165000，单位不一样。
    反例：数值: 17.8万人次，上年: 165000
    正例：上年: 16.5万人次
    """
    return Finding(span, f"“{key}”没有写单位，照“{unit}”读是{read}，和本年的数差得太远", "写上单位")


@rule("ZJ126")
def fraction_for_percent(span: Span, name: str, text: str, percent: str) -> Finding:
    """百分数写成了小数

    查什么：率类指标没有写百分号、又不到1的数。
    为什么：表格里的 0.986 是98.6%，照写就成了0.986%。
    反例：企业诉求办结率: 0.986
    正例：企业诉求办结率: 98.6%
    """
    return Finding(
        span, f"“{name}”是百分数，写“{text}”看不出是多少", f"是不是“{percent}”？写上百分号"
    )


@rule("ZJ195", Severity.WARNING)
def quoted_name(span: Span, key: str, bare: str) -> Finding:
    """名称两头有中文引号

    查什么：单位名称、单位、科室、落款、署名是不是整个括在中文引号里。
    为什么：中文引号是内容的一部分，会原样印进报告；英文引号才会去掉。
    反例：单位名称: “甘泉路街道”
    正例：单位名称: 甘泉路街道
    """
    fix = Fix("去掉引号", span, bare)
    return Finding(span, f"“{key}”两头的引号会原样印出来", f"写成 {bare}", fix=fix)
