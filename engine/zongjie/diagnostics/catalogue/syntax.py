"""ZJ0xx: YAML that is not YAML, and what staff type for it."""

from __future__ import annotations

from zongjie.diagnostics.record import Fix
from zongjie.diagnostics.rule import Finding, rule
from zongjie.diagnostics.source import Span


@rule("ZJ006")
def too_deep(span: Span, limit: int) -> Finding:
    """嵌套太深

    查什么：缩进或括号套了多少层。
    为什么：报告最多用到七八层；再深的不是报告，读它可能拖垮电脑。
    反例：[[[[[[[[……
    正例：一律竖排写，一层一缩进
    """
    return Finding(span, f"嵌套超过 {limit} 层", "检查是不是多打了括号或缩进")


@rule("ZJ007")
def alias_or_anchor(span: Span, sign: str, fix: Fix | None = None) -> Finding:
    """内容用 & 或 * 开头

    查什么：以 & 或 * 开头的内容。
    为什么：这两个符号在 YAML 里有特殊意思（引用别处），报告用不着；成倍引用还能撑爆内存。
    反例：备注: *重点
    正例：备注: "*重点"
    """
    hint = "两头加英文引号，或者写在 | 下面一行"
    return Finding(span, f"内容不能用“{sign}”开头", hint, fix=fix)


@rule("ZJ008")
def tag(span: Span, fix: Fix | None = None) -> Finding:
    """内容用 ! 开头

    查什么：以半角感叹号开头的内容。
    为什么：这个符号在 YAML 里有特殊意思。
    反例：备注: !加急
    正例：备注: "!加急"
    """
    return Finding(span, "内容不能用“!”开头", "两头加英文引号，或者写在 | 下面一行", fix=fix)


@rule("ZJ009")
def several_documents(span: Span, fix: Fix | None = None) -> Finding:
    """一个文件里有两份

    查什么：单独一行的 --- 把文件分成了两份。
    为什么：一个文件只能写一份报告，后面那份会被漏掉。
    反例：两份报告中间用 --- 隔开，放在一个文件里
    正例：一份报告一个文件
    """
    return Finding(span, "单独一行的“---”把文件分成了两份", "删去这一行，或者分成两个文件", fix=fix)


@rule("ZJ010")
def braces_unquoted(span: Span, fix: Fix | None = None) -> Finding:
    """内容以花括号开头

    查什么：冒号后面直接写 {{…}}。
    为什么：YAML 把开头的花括号当成另一种写法，后面的字读不到。
    反例：正文: {{网格受理案件}}件
    正例：正文: | 另起一行缩进两格写 {{网格受理案件}}件
    """
    return Finding(
        span,
        "内容不能直接以 {{ 开头",
        "在冒号后面写 |，内容另起一行、多缩进两格；或者两头加英文引号",
        fix=fix,
    )


@rule("ZJ011")
def complex_key(span: Span) -> Finding:
    """键不是一个词

    查什么：冒号前面是不是一个名字。
    为什么：冒号前面只能是名字，不能是列表或另一组内容。
    反例：? [甲, 乙] : 3件
    正例：甲: 3件
    """
    return Finding(span, "冒号前面要写一个名字", "检查这一行的括号、问号和短横")


@rule("ZJ012")
def syntax(span: Span, message: str, hint: str, fix: Fix | None = None) -> Finding:
    """YAML 写法不对

    查什么：冒号、缩进、引号、短横是不是合规矩。
    为什么：一处写错，后面的内容就没法读。
    反例：单位名称：甘泉路街道（用了全角冒号）
    正例：单位名称: 甘泉路街道（半角冒号，后面空一格）
    """
    return Finding(span, message, hint, fix=fix)


@rule("ZJ016")
def full_width_colon(span: Span, key: str, fix: Fix | None = None) -> Finding:
    """用了全角冒号

    查什么：键后面的冒号是不是半角。
    为什么：中文输入法打出来的是全角冒号，YAML 不认，会说到别的行去。
    反例：单位名称：甘泉路街道
    正例：单位名称: 甘泉路街道
    """
    fix = fix or Fix("改成半角冒号加一个空格", span, ": ")
    return Finding(span, f"“{key}”后面用了全角冒号“：”", "改成半角冒号，后面空一格", fix=fix)


@rule("ZJ018")
def glued_colon(span: Span, key: str, fix: Fix | None = None) -> Finding:
    """冒号后面少了空格

    查什么：键的冒号后面有没有空一格。
    为什么：没有空格，YAML 把整行当成一段文字，毛病会报到别的行去。
    反例：网格受理案件:18735件
    正例：网格受理案件: 18735件
    """
    fix = fix or Fix("补一个空格", span, ": ")
    return Finding(span, f"“{key}”的冒号后面少了一个空格", "在冒号后面补一个空格", fix=fix)
