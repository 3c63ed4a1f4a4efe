"""ZJ5xx: files that cannot be written, and the 版式 they are written in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from zongjie.diagnostics.record import Severity
from zongjie.diagnostics.rule import Finding, rule
from zongjie.diagnostics.source import Span

_INSTEAD: Final = {  # what to do where the disk itself is the reason
    "磁盘满了": "删掉一些不用的文件，或者写到别的盘上",
    "磁盘配额用完了": "删掉一些不用的文件，或者写到别的盘上",
    "磁盘是只读的": "写到别的盘上",
}


@rule("ZJ501")
def unknown_format(path: str, known: str) -> Finding:
    """不会写这种文件

    查什么：输出文件的扩展名。
    为什么：按扩展名决定写成什么格式。
    反例：-o 总结.doc
    正例：-o 总结.docx
    """
    return Finding(None, f"不会写“{path}”这种文件", f"扩展名可以是：{known}")


@rule("ZJ502")
def edited_since(path: str, why: str) -> Finding:
    """输出文件有人改过

    查什么：要覆盖的 .docx 是不是生成以后又在 Word 里改过。
    为什么：盖掉就丢了别人的修改。
    反例：领导在 总结.docx 里改了三处，又运行一次 render
    正例：换一个文件名；确实不要了加 --force
    """
    return Finding(
        None, f"“{path}”{why}，没有覆盖", "换一个文件名，或者把它改名留底；确实不要了，加 --force"
    )


@rule("ZJ503")
def cannot_write(path: str, reason: str) -> Finding:
    """文件写不进去

    查什么：输出文件能不能写。
    为什么：多半是正在 Word 或 WPS 里打开着，或者没有权限。
    反例：总结.docx 正开着，又运行 render
    正例：关掉再运行，或者换一个文件名
    """
    return Finding(
        None,
        f"“{path}”写不进去（{reason}），原来的文件没有动",
        _INSTEAD.get(reason, "如果它正在 Word 或 WPS 里打开，先关掉；或者换一个文件名"),
    )


@rule("ZJ508")
def not_put_back(path: str, aside: str) -> Finding:
    """原来的文件没能放回去

    查什么：几个输出里有一个写不进去时，先写好的有没有还原。
    为什么：还原也失败了，要人来收拾。
    反例：写到一半，磁盘被拔掉
    正例：照提示把留底的文件改回原名
    """
    where = f"，原来的内容在“{aside}”" if aside else ""
    return Finding(
        None, f"“{path}”已经换成新的，没能还原{where}", "关掉打开它的程序，把留底的文件改回原名"
    )


@rule("ZJ504")
def forbidden_character(span: Span | None, code: int, formats: str) -> Finding:
    """有 Word 不收的字符

    查什么：要印的文字里有没有 XML 不允许的控制字符。
    为什么：写进去，Word 就打不开这个文件。
    反例：备注: "第一行\\x07第二行"
    正例：删去控制字符
    """
    return Finding(span, f"文字里有 {formats} 不能有的字符（U+{code:04X}）", "删去这个字符")


@rule("ZJ505")
def same_output_twice(path: str) -> Finding:
    """两个输出是同一个文件

    查什么：几个 -o 是不是写到同一个文件。
    为什么：后写的会盖掉先写的。
    反例：-o 总结.txt -o ./总结.txt
    正例：各写各的文件名
    """
    return Finding(None, f"“{path}”写了两次", "每个 -o 写不同的文件名")


@rule("ZJ506")
def is_an_input(path: str) -> Finding:
    """输出会盖掉输入

    查什么：输出文件是不是报告自己的文件。
    为什么：盖掉了 YAML，数就没了。
    反例：zongjie render 报告.txt -o 报告.txt
    正例：zongjie render 报告.yaml -o 总结.txt
    """
    return Finding(None, f"“{path}”是报告自己的文件，不能覆盖", "换一个文件名")


@rule("ZJ507")
def folder_not_empty(path: str) -> Finding:
    """文件夹里已经有报告

    查什么：zongjie new、zongjie import 的文件夹里有没有同名文件。
    为什么：不覆盖别人写好的东西。
    反例：zongjie new 甘泉2016（里面已有 报告.yaml）
    正例：zongjie new 甘泉2017
    """
    return Finding(None, f"“{path}”已经有了，没有动它", "换一个文件夹名")


@rule("ZJ509")
def no_libreoffice() -> Finding:
    """没有 LibreOffice

    查什么：要写 .pdf 时，电脑上有没有 LibreOffice。
    为什么：PDF 是 LibreOffice 照我们的 .docx 排出来的，没有它就排不了版。
    反例：没有装 LibreOffice，-o 总结.pdf
    正例：装上再运行；或者 -o 总结.docx，在 Word 或 WPS 里打开，另存为 PDF
    """
    return Finding(
        None,
        "写 PDF 要用 LibreOffice，这台电脑上没有找到",
        "装上 LibreOffice（免费）再运行；或者写成 .docx，在 Word 或 WPS 里打开，另存为 PDF",
    )


@rule("ZJ510")
def not_converted(why: str) -> Finding:
    """LibreOffice 没有转成 PDF

    查什么：LibreOffice 有没有按时写出一个 PDF。
    为什么：它没有转成，就没有 PDF；别的输出也不写，免得新旧混在一起。
    反例：LibreOffice 装坏了，一启动就退出
    正例：重装 LibreOffice；或者 -o 总结.docx，在 Word 或 WPS 里另存为 PDF
    """
    return Finding(
        None,
        f"LibreOffice 没有转成 PDF：{why}",
        "再运行一次；还不行，就写成 .docx，在 Word 或 WPS 里打开，另存为 PDF",
    )


@rule("ZJ511", Severity.WARNING)
def other_fonts(missing: Sequence[str], instead: Sequence[str]) -> Finding:
    """PDF 里换了字体

    查什么：版式里写的、文稿用到的字体，PDF 里是不是都有。
    为什么：电脑上没有的字体，LibreOffice 用别的代替，字形、换行、页数可能和 Word 里不一样。
    反例：电脑上没有方正小标宋简体，标题印成了别的宋体
    正例：装上版式里的字体再运行；或者 --profile Windows字体
    """
    others = f"，用了 {'、'.join(instead)}" if instead else ""
    return Finding(
        None,
        f"PDF 里没有找到字体 {'、'.join(missing)}{others}，版面可能和 Word 里不一样",
        "在这台电脑上装好这些字体（单位的公文电脑上一般有，方正字库、WPS 也带）再运行；"
        "或者换成有的字体：--profile Windows字体；或者在 Word、WPS 里另存为 PDF",
    )


@rule("ZJ512", Severity.WARNING)
def mark_not_printed() -> Finding:
    """PDF 里的脚注号换了样子

    查什么：输出 PDF 时，版式的脚注标记是不是“[1]”。
    为什么：LibreOffice 会把打上去的脚注号印两遍，所以 PDF 里改用 1、2、3。
    反例：标记: "[1]"，-o 总结.pdf
    正例：标记: 自动；要“[1]”的 PDF，在 Word 或 WPS 里打开 docx 另存
    """
    return Finding(
        None,
        "LibreOffice 印不好“[1]”样的脚注号，PDF 里用了 1、2、3",
        "要“[1]”的 PDF，在 Word 或 WPS 里打开 docx 另存为 PDF",
    )


@rule("ZJ513", Severity.WARNING)
def proof_without_word() -> Finding:
    """核对稿没有 docx

    查什么：--proof 的输出里有没有 docx 或者 pdf。
    为什么：批注、颜色、段号只印在 docx 里（pdf 有颜色和段号），别的格式和平常一样。
    反例：--proof -o 核对稿.txt
    正例：--proof -o 核对稿.docx
    """
    return Finding(None, "--proof 只管 docx 和 pdf，别的格式印得和平常一样", "加上 -o 核对稿.docx")


# ---- 图表 ----------------------------------------------------------------------------


@rule("ZJ541")
def units_in_chart(span: Span, name: str, unit: str, other: str) -> Finding:
    """一张图里单位不同

    查什么：一张“两年”的图里，各项指标的单位能不能换算。
    为什么：件和万元画在一起，条形的长短没有意思。
    反例：比较: 两年，指标: [网格受理案件, 税收总收入]
    正例：件的画一张，万元的画一张
    """
    mine, theirs = unit or "没有单位", other or "没有单位"
    return Finding(span, f"“{name}”是{mine}，同一张图里前面的是{theirs}", "单位不同的，分成几张图")


@rule("ZJ542", Severity.WARNING)
def nothing_to_draw(span: Span, what: str, need: str) -> Finding:
    """图里没有可画的数

    查什么：去掉待报、缺报、不适用和不公开的，图里还有没有数。
    为什么：没有数的图不印。
    反例：图表: 是（没有一项指标写了“上年”或者“目标”）
    正例：在指标下补上 上年、目标
    """
    return Finding(span, f"{what}没有可画的数，不印", need)


@rule("ZJ543")
def too_much_drawn(span: Span, there: str, most: str) -> Finding:
    """画得太多

    查什么：一张图有几项指标，一共有几张图。
    为什么：条形太多，字挤在一起，看不出主次。
    反例：一张“两年”的图写了12项指标
    正例：分成两张，或者只画最要紧的几项
    """
    return Finding(span, f"{there}，最多{most}", "只画最要紧的几项；都要画的，分成几张图")


@rule("ZJ544", Severity.WARNING)
def too_short_to_see(span: Span, name: str, other: str) -> Finding:
    """条形短得看不见

    查什么：一张图里，最大的数是不是最小的五十倍以上。
    为什么：小的只剩一条线，两年的差别看不出来。
    反例：网格受理案件18735件，重大项目签约6件，画在一张图里
    正例：大小相近的画一张
    """
    return Finding(span, f"“{name}”和“{other}”差五十倍以上，条形看不见", "大小相近的画一张")


@rule("ZJ545")
def not_drawable(span: Span, name: str) -> Finding:
    """图表里写的不是指标

    查什么：图表的“指标”下面写的是不是指标、它的“其中”，或者它的一个数。
    为什么：上年、完成率由“比较”决定，不用再写；算出来的没有上年和目标，画不成图。
    反例：比较: 完成率，指标: [加装电梯.完成率]
    正例：比较: 完成率，指标: [加装电梯]
    """
    return Finding(
        span, f"“{name}”不是指标，画不成图", "写指标名；有几个数的，写明哪一个，如 拆除违法建筑.处"
    )


@rule("ZJ546", Severity.WARNING)
def bar_cut(span: Span, name: str, text: str, most: str) -> Finding:
    """完成率太高，条形截短

    查什么：一张“完成率”的图里，有没有完成率高得把别的都压扁的。
    为什么：照实画，100%的线和别的条形都看不清；只画到头，数照印，注明“截短”。
    反例：招商资金目标10万元，完成600万元（6000%），和完成率90%的画在一张图里
    正例：核对目标；没有写错的，不画进图里，在正文里说
    """
    return Finding(
        span,
        f"“{name}”的完成率是{text}，超过{most}，条形截短，不照长短画",
        "核对数值和目标；没有写错的，最好不画进图里，在正文里说",
    )


# ---- 版式 ----------------------------------------------------------------------------


@rule("ZJ521")
def no_profile(span: Span | None, name: str, known: str) -> Finding:
    """没有这个版式

    查什么：“版式”“依照”写的名字或文件在不在。
    为什么：找不到版式就不知道怎么排。
    反例：版式: 国标
    正例：版式: 国标公文
    """
    return Finding(span, f"没有叫“{name}”的版式", f"现有的版式：{known}；自己的版式写文件路径")


@rule("ZJ522")
def bad_measure(span: Span, key: str, text: str, why: str) -> Finding:
    """版式的值不对

    查什么：长度、字号、字体、选择写得对不对，在不在可以排的范围里。
    为什么：写错一个值，整页就排歪了。
    反例：天头: 37
    正例：天头: 37毫米
    """
    return Finding(span, f"“{key}”写“{text}”不行", why)


@rule("ZJ523")
def cyclic_profile(span: Span, chain: str) -> Finding:
    """版式互相依照

    查什么：“依照”有没有绕回自己。
    为什么：两份互相依照，没有写的参数哪里也找不到。
    反例：甲.yaml 依照乙.yaml，乙.yaml 依照甲.yaml
    正例：甲.yaml 依照 国标公文
    """
    return Finding(span, f"“依照”绕了一圈：{chain}", "最后要依照随软件来的版式")


@rule("ZJ524")
def no_room(
    span: Span, what: str, need: str, have: str, fix: str = "改小白边，或者改大纸"
) -> Finding:
    """纸上排不下

    查什么：白边加起来是不是比纸还大，版心够不够排一行字，地脚够不够排页码。
    为什么：没有版心，什么也排不出。
    反例：纸宽: 210毫米，订口: 100毫米，切口: 100毫米
    正例：订口: 28毫米，切口: 26毫米
    """
    return Finding(span, f"{what}要{need}，只有{have}", fix)


@rule("ZJ525", Severity.WARNING)
def does_not_fit(span: Span, what: str, wanted: str, fits: str) -> Finding:
    """排不到这么多行、这么多字

    查什么：行距、字距、字号和版心，排不排得下“每页行数”“每行字数”。
    为什么：GB/T 9704-2012 5.2.3：一般每面排22行，每行排28个字，撑满版心。
    反例：行距: 29磅（225毫米只排得下21行）
    正例：行距: 28.95磅
    """
    return Finding(
        span, f"{what}写{wanted}，按现在的行距、字距排{fits}", "改行距、字距，或者改这个数"
    )


@rule("ZJ526")
def impossible_notes(span: Span, what: str) -> Finding:
    """脚注不能这样编号

    查什么：脚注每页重新编号时，号是不是 Word 自己编的、脚注在不在页下。
    为什么：打上去的号不会随分页变，放在文后的注没有“每页”。
    反例：标记: "[1]"，编号: 每页
    正例：标记: ①，编号: 每页
    """
    return Finding(
        span, f"脚注{what}，不能每页编号", "编号改成“全文”，或者标记用“自动”、①，位置用“页下”"
    )
