"""ZJ86x: edits made in Word that are to come home to the YAML."""

from __future__ import annotations

from zongjie.diagnostics.record import Severity
from zongjie.diagnostics.rule import Finding, rule
from zongjie.diagnostics.source import Span


@rule("ZJ861")
def no_base(copy: str, title: str) -> Finding:
    """找不到改稿的底稿

    查什么：改稿是从哪一稿改起的（zongjie pull），报告旁边有没有那一稿的底稿。
    为什么：不知道原来写的是什么，就分不清哪些字是领导改的，哪些是 YAML 后来改的。
    反例：在别的电脑上生成、改过的稿，拿到没有 .zongjie 文件夹的报告上收
    正例：把生成那一稿时的报告文件夹找来；或者留过稿的，写 --base 送审稿
    """
    said = f"（改稿的标题是“{title}”）" if title else ""
    return Finding(
        None,
        f"“{copy}”不是从这份报告现在的样子改的，也找不到它的底稿{said}",
        "核对是不是这份报告的改稿；留过稿的，用 --base 写明从哪一稿改起",
    )


@rule("ZJ862")
def other_report(copy: str, title: str) -> Finding:
    """不像这份报告的改稿

    查什么：没有记号的改稿（WPS 存过，或者是定稿），文字和报告像不像。
    为什么：拿错了文件，收进来就把报告改坏了。
    反例：zongjie pull 甘泉路街道 长白新村街道改稿.docx
    正例：zongjie pull 甘泉路街道 甘泉路街道改稿.docx
    """
    said = f"，它的标题是“{title}”" if title else ""
    return Finding(
        None, f"“{copy}”不像这份报告的改稿，大半文字对不上{said}", "核对是不是拿错了文件"
    )


@rule("ZJ863")
def other_year(copy: str, theirs: str, ours: str) -> Finding:
    """是另一年的稿

    查什么：没有记号的改稿，标题里的年份和报告的年份。
    为什么：去年的稿和今年的大半文字一样，收进来就把去年的数带了回来。
    反例：2026年的报告收2025年的改稿
    正例：收同一年的改稿；年份真是改了的，先改 YAML 里的“年份”
    """
    return Finding(None, f"“{copy}”是{theirs}年的稿，报告是{ours}年的", "核对是不是拿错了文件")


@rule("ZJ864")
def no_word_file(copy: str) -> Finding:
    """改稿不是 Word 文件

    查什么：zongjie pull 收的是不是 .docx、.doc、.wps、.odt。
    为什么：纯文本看不出段落、标题和脚注，收进来要错。
    反例：zongjie pull 报告 改稿.txt
    正例：zongjie pull 报告 改稿.docx
    """
    return Finding(None, f"“{copy}”不是 Word 文件，收不了", "请把改好的 Word 或 WPS 文件拿来收")


@rule("ZJ865")
def being_edited(path: str, lock: str) -> Finding:
    """YAML 正在编辑

    查什么：YAML 文件旁边有没有编辑器留下的“正在编辑”的记号。
    为什么：编辑器里还没存的内容，一存就盖掉收进来的改动。
    反例：report.yaml 在编辑器里开着，旁边有 .report.yaml.swp
    正例：存好、关上，再收
    """
    return Finding(
        None, f"“{path}”正在别的程序里编辑（有 {lock}），什么都没有写", "存好、关上它，再收一次"
    )


@rule("ZJ866", Severity.NOTE)
def likeliest_base(copy: str, which: str) -> Finding:
    """按最像的底稿收

    查什么：改稿里没有记号（WPS 存过，或者是定稿），从哪一稿改起。
    为什么：没有记号，只能拿文字最像的一稿当底稿。
    反例：WPS 另存以后，记号没有了
    正例：核对列出来的改动，是不是真的改了这些
    """
    return Finding(None, f"“{copy}”里没有记号，按{which}当底稿", "核对列出来的改动")


@rule("ZJ867", Severity.NOTE)
def new_figure(span: Span | None, figure: str, name: str) -> Finding:
    """改稿里新写的数

    查什么：改稿里新写的话，有没有数。
    为什么：写成指标，明年能比，别处能引用；留在话里，明年就忘了。
    反例：新写一句“全年开展培训35场”，35场只在这一句里
    正例：指标: 培训: 35场，句子里写 {{培训}}
    """
    return Finding(
        span,
        f"新写的数：{figure}",
        f"明年还要用的，做成指标：“{name}: {figure}”，句子里写 {{{{{name}}}}}",
    )
