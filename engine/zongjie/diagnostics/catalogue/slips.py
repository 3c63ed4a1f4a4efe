"""ZJ0xx: slips of the hand that make YAML say something else, or nothing."""

from __future__ import annotations

from zongjie.diagnostics.record import Fix, Severity
from zongjie.diagnostics.rule import Finding, rule
from zongjie.diagnostics.source import Span


@rule("ZJ040")
def odd_indent(span: Span, what: str, fix: Fix) -> Finding:
    """缩进不是半角空格

    查什么：行首有没有制表符（Tab）、全角空格、不间断空格、看不见的字符。
    为什么：YAML 只认半角空格；别的空白看着一样，读起来不一样。
    反例：行首按 Tab 键
    正例：行首按空格键，一层两格
    """
    return Finding(span, f"行首缩进用了{what}，只能用半角空格", "换成半角空格，一层两格", fix=fix)


@rule("ZJ041")
def misaligned(span: Span, by: int, fix: Fix) -> Finding:
    """缩进没有对齐

    查什么：同一级的行，行首空格数是不是一样。
    为什么：多一格少一格，YAML 就当成另一级，或者读不下去。
    反例：“数值”缩进四格，下面的“上年”缩进三格
    正例：“数值”“上年”都缩进四格
    """
    way = "多" if by > 0 else "少"
    message = f"这一行比同级的行{way}缩进了{abs(by)}格"
    return Finding(span, message, "同一级的行，行首空格数要一样", fix=fix)


@rule("ZJ042")
def glued_dash(span: Span, fix: Fix) -> Finding:
    """短横后面少了空格

    查什么：列表的短横后面有没有空一格。
    为什么：没有空格，YAML 把短横当成文字的一部分。
    反例：-标题: 平安
    正例：- 标题: 平安
    """
    return Finding(span, "短横“-”后面少了一个空格", "在短横后面补一个空格", fix=fix)


@rule("ZJ043")
def odd_dash(span: Span, sign: str, fix: Fix) -> Finding:
    """短横不是半角的

    查什么：列表的短横是不是半角。
    为什么：全角短横、破折号、圆点，YAML 都不认。
    反例：－ 标题: 平安
    正例：- 标题: 平安
    """
    return Finding(span, f"列表开头用了“{sign}”", "改成半角短横“-”，后面空一格", fix=fix)


@rule("ZJ044")
def odd_hash(span: Span, sign: str, fix: Fix) -> Finding:
    """注释的记号不对

    查什么：注释是不是用半角井号开头。
    为什么：全角井号、双斜线 YAML 不认，注释会当成内容。
    反例：＃ 待核
    正例：# 待核
    """
    return Finding(span, f"注释用了“{sign}”", "改成半角井号“#”，前面空一格", fix=fix)


@rule("ZJ045")
def unclosed_quote(span: Span, key: str, fix: Fix) -> Finding:
    """引号没有收尾

    查什么：英文引号是不是成对。
    为什么：只有开头没有结尾，后面的行全被当成这一项的内容。
    反例：标题: "平安建设
    正例：标题: "平安建设"
    """
    return Finding(span, f"{key}的引号只有开头没有结尾", "在末尾补上同样的英文引号", fix=fix)


@rule("ZJ046")
def curly_quotes(span: Span, fix: Fix) -> Finding:
    """把中文引号当成英文引号

    查什么：数、日期、选项两头有没有中文引号。
    为什么：中文引号是内容的一部分，不像英文引号会去掉。
    反例：数值: “18735件”
    正例：数值: 18735件
    """
    return Finding(span, "这里的引号是中文引号，会当成内容", "去掉两头的引号", fix=fix)


@rule("ZJ047")
def reserved_start(span: Span, sign: str, fix: Fix) -> Finding:
    """内容用特殊符号开头

    查什么：内容是不是以 % @ & * ! [ ] { } > ` 这些符号开头。
    为什么：这些符号在 YAML 里有特殊意思，开头用了就读不下去。
    反例：备注: %是占比
    正例：备注: "%是占比"
    """
    return Finding(span, f"内容不能用“{sign}”开头，这个符号有特殊意思", "两头加英文引号", fix=fix)


@rule("ZJ048")
def colon_in_text(span: Span, fix: Fix) -> Finding:
    """内容里又有半角冒号

    查什么：内容里有没有半角冒号加空格。
    为什么：YAML 靠它分开键和值，一行里有两个就分不清。
    反例：段首句: 为老服务: 提质
    正例：段首句: 为老服务：提质
    """
    return Finding(
        span,
        "内容里又有半角冒号加空格，分不清哪个是键、哪个是值",
        "内容里的冒号用中文冒号“：”",
        fix=fix,
    )


@rule("ZJ049")
def two_on_a_line(span: Span, key: str, fix: Fix) -> Finding:
    """两项写在一行

    查什么：一行里是不是只写一项。
    为什么：写在一行，YAML 分不出第二项。
    反例：数值: 18735件 上年: 17021件
    正例：数值、上年各写一行
    """
    return Finding(span, f"一行只能写一项，“{key}”要另起一行", "拆成两行", fix=fix)


@rule("ZJ050")
def full_width_marks(span: Span, signs: str, fix: Fix) -> Finding:
    """括号、逗号用了全角

    查什么：方括号、花括号里的标点是不是半角。
    为什么：全角的 YAML 不认，几项会当成一项。
    反例：所用指标: 【甲、乙】
    正例：一行一项，每项以短横开头
    """
    return Finding(
        span,
        f"括号里用了全角的“{signs}”，分不出几项",
        "改成半角，或者改成竖排写法，一行一项",
        fix=fix,
    )


@rule("ZJ051")
def unindented_text(span: Span, fix: Fix) -> Finding:
    """接着写的文字没有缩进

    查什么：一段话分几行写时，后面的行有没有缩进。
    为什么：顶格写，YAML 当成新的一项，后面都读不下去。
    反例：“正文: |”下面的第二段顶格写
    正例：第二段和第一段缩进一样多
    """
    return Finding(span, "这一行接着上面的内容，缩进不够", "和上面的内容缩进一样多", fix=fix)


@rule("ZJ052")
def text_behind_bar(span: Span, sign: str, fix: Fix) -> Finding:
    """竖线后面写了内容

    查什么：“|”后面是不是另起一行。
    为什么：“|”表示内容从下一行起，同一行不能写。
    反例：正文: |全年完成538户
    正例：正文: | 下一行缩进两格写 全年完成538户
    """
    return Finding(span, f"“{sign}”后面不能再写内容", "内容另起一行、多缩进两格", fix=fix)


@rule("ZJ053")
def dash_for_nothing(span: Span, key: str, sign: str, fix: Fix) -> Finding:
    """用短横表示没有数

    查什么：“没有”是不是写成一个短横。
    为什么：短横是列表的记号，YAML 会当成列表。
    反例：上年: -
    正例：上年:（空着）
    """
    return Finding(span, f"“{key}”填了一个“{sign}”，会当成列表", "没有数就空着", fix=fix)


@rule("ZJ054")
def missing_colon(span: Span, key: str, fix: Fix) -> Finding:
    """键后面没有冒号

    查什么：键和值中间有没有冒号。
    为什么：没有冒号，YAML 分不出键和值。
    反例：数值 18735件
    正例：数值: 18735件
    """
    return Finding(span, f"“{key}”后面没有冒号", "在后面加半角冒号，再空一格", fix=fix)


@rule("ZJ055")
def quotes_inside(span: Span, fix: Fix) -> Finding:
    """引号里面又有引号

    查什么：两头的引号里面，有没有同样的引号。
    为什么：YAML 在第二个引号就当作内容完了，后面的读不下去。
    反例：标题: "“放管服”改革"成效
    正例：标题: '"放管服"改革成效'
    """
    return Finding(
        span, "引号没有括住全部内容", "内容里的引号用中文引号，或者两头换一种引号", fix=fix
    )


@rule("ZJ056")
def cut_at_comma(span: Span, what: str, fix: Fix) -> Finding:
    """花括号里的逗号把内容切断了

    查什么：花括号、方括号里的内容有没有半角逗号。
    为什么：半角逗号在括号里是分隔，后半句会变成另一项。
    反例：脚注: {五违: 违法用地,违法排污}
    正例：脚注不用花括号，一行一条
    """
    return Finding(
        span,
        f"半角逗号把内容切断了，“{what}”成了另一项",
        "改成中文逗号，或者不用花括号，一行一项",
        fix=fix,
    )


@rule("ZJ057", Severity.WARNING)
def swallowed_comment(span: Span, text: str, fix: Fix) -> Finding:
    """井号后面的字没有读到

    查什么：井号开头的内容是不是被当成了注释。
    为什么：空格加井号后面都是注释，不会印出来。
    反例：主题: #一号工程
    正例：主题: "#一号工程"
    """
    return Finding(
        span,
        f"“{text}”被当成注释，没有读到",
        "是内容就两头加英文引号；是注释，井号后面空一格",
        fix=fix,
    )


@rule("ZJ058")
def invisible(span: Span, code: int, fix: Fix) -> Finding:
    """有看不见的字符

    查什么：键、短横、冒号旁边和数里有没有看不见的空白。
    为什么：从网页、Word 复制来的，看着一样，读起来是两个名字。
    反例：“数值”两个字中间夹着零宽空格
    正例：重新打一遍“数值”
    """
    return Finding(span, f"有看不见的字符（U+{code:04X}）", "删去，或者换成半角空格", fix=fix)


@rule("ZJ059")
def ruled_line(span: Span, fix: Fix) -> Finding:
    """分隔线不是注释

    查什么：单独一行的 ====、----、**** 前面有没有井号。
    为什么：没有井号，YAML 把它当成内容。
    反例：======== 平安办 ========
    正例：# ======== 平安办 ========
    """
    return Finding(span, "这一行不像报告的内容", "是分隔线、说明，就在前面加“# ”", fix=fix)


@rule("ZJ060")
def odd_bar(span: Span, sign: str, fix: Fix) -> Finding:
    """竖线不是半角的

    查什么：“正文: |”的竖线是不是半角。
    为什么：全角竖线、字母 l 一类 YAML 不认，会当成内容。
    反例：正文: ｜
    正例：正文: |
    """
    return Finding(span, f"竖线写成了“{sign}”", "改成半角“|”", fix=fix)


@rule("ZJ062")
def stray_sign(span: Span, sign: str, fix: Fix) -> Finding:
    """键前面多了一个符号

    查什么：键的前面有没有误打的符号。
    为什么：多一个符号，这一行就不是原来那一项了。
    反例：[  数值: 18735件
    正例：数值: 18735件
    """
    return Finding(span, f"键的前面多了一个“{sign}”", "删去这个符号", fix=fix)


@rule("ZJ063")
def missing_dash(span: Span, fix: Fix) -> Finding:
    """列表少了短横

    查什么：章节、事项、条目下面，每项开头有没有短横。
    为什么：没有短横，YAML 分不出一项一项。
    反例：条目: 下面直接写 人手还不够
    正例：条目: 下面写 - 人手还不够
    """
    return Finding(span, "这里是列表，每项要以短横开头", "在前面加“- ”", fix=fix)


@rule("ZJ064")
def needless_sign(span: Span, sign: str, fix: Fix) -> Finding:
    """这里不用写符号

    查什么：下面是一行一项的，键的后面、名字的前面有没有多写的竖线、括号、短横。
    为什么：写了竖线，下面的各项成了一段文字；写了短横，成了列表。
    反例：指标: |
    正例：指标: 下面一行一项
    """
    return Finding(span, f"这里不用写“{sign}”，写了下面就不是一项一项的了", "删去它", fix=fix)
