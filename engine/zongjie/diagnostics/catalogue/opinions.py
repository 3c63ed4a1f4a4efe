"""ZJ77x: what those who read a draft wrote into their copies."""

from __future__ import annotations

from zongjie.diagnostics.record import Severity
from zongjie.diagnostics.rule import Finding, rule


@rule("ZJ771", Severity.NOTE)
def nothing_said() -> Finding:
    """哪一份改稿里都没有意见

    查什么：改稿里有没有批注、有没有改了文字的修订。
    为什么：一条意见也没有，汇总表是空的，就不写了。
    反例：收回来的改稿都没有动过，或者改的时候没有开“修订”
    正例：请对方先点“审阅”里的“修订”再改；没有开修订就改了的，用 zongjie pull 看改了哪里
    """
    return Finding(
        None,
        "这些改稿里没有批注，也没有改了文字的修订，汇总表没有写",
        "没有开“修订”就改了的，用 zongjie pull 看改了哪里",
    )


@rule("ZJ772", Severity.NOTE)
def silent_copy(path: str) -> Finding:
    """这一份改稿里没有意见

    查什么：每一份改稿里有没有批注和修订。
    为什么：别人的意见都列出来了，这一份一条也没有，要知道他是没有意见，还是没有留痕迹。
    反例：没有开“修订”，直接改了文字
    正例：打电话问一声；直接改了的，用 zongjie pull 看改了哪里
    """
    return Finding(
        None, f"“{path}”里没有批注和修订", "没有开“修订”就改了的，用 zongjie pull 看改了哪里"
    )


@rule("ZJ773")
def no_word_file(path: str) -> Finding:
    """改稿里放不下批注和修订

    查什么：改稿是不是 .docx（.doc、.wps、.odt 也可以）。
    为什么：批注和修订只有 Word、WPS 的文件里才有。
    反例：zongjie opinions 报告 改稿.txt -o 意见汇总表.docx
    正例：zongjie opinions 报告 改稿.docx -o 意见汇总表.docx
    """
    return Finding(
        None, f"“{path}”里放不下批注和修订，它不是 Word 文件", "交上来的是哪个 .docx，就写哪个"
    )


@rule("ZJ774")
def no_openpyxl() -> Finding:
    """汇总表写不成 xlsx

    查什么：汇总表要写成 .xlsx 时，装没装 openpyxl。
    为什么：.xlsx 由 openpyxl 来写，它是选装的。
    反例：没有装 openpyxl，-o 意见汇总表.xlsx
    正例：pip install "zongjie[form]"；或者 -o 意见汇总表.docx
    """
    return Finding(
        None,
        "写 .xlsx 要用 openpyxl，这台电脑上没有装",
        '运行 pip install "zongjie[form]"；或者写成 .docx',
    )


@rule("ZJ775")
def no_copies() -> Finding:
    """没有写改稿

    查什么：命令里报告后面有没有改稿。
    为什么：意见在改稿里，只有报告汇总不出来。
    反例：zongjie opinions 报告.yaml -o 意见汇总表.docx
    正例：zongjie opinions 报告.yaml 张三改.docx 李四改.docx -o 意见汇总表.docx
    """
    return Finding(None, "没有写改稿，不知道汇总谁的意见", "在报告后面写上收回来的改稿，可以写几个")


@rule("ZJ776")
def table_exists(path: str) -> Finding:
    """汇总表已经有了

    查什么：要写的汇总表，同名的文件是不是已经有了，和要写的不一样。
    为什么：采纳情况和理由是人填的，盖掉了就没有了。
    反例：理由填好以后，又收到一份改稿，再汇总到同一个文件
    正例：换一个文件名，把填好的抄过去；确实不要了，加 --force
    """
    return Finding(
        None,
        f"{path} 已经有了，里面可能填了理由，没有动它",
        "换一个文件名；确实不要了，加 --force",
    )
