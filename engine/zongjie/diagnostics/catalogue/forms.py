"""ZJ55x and ZJ56x: forms for the 科室, and what comes back in them.

A cell of a workbook has no span: ``place`` names file, sheet and cell.
"""

from __future__ import annotations

from zongjie.diagnostics.record import Severity
from zongjie.diagnostics.rule import Finding, rule
from zongjie.diagnostics.source import Span


@rule("ZJ551")
def no_openpyxl() -> Finding:
    """没有装写表格的部件

    查什么：印填报表时，装没装 openpyxl。
    为什么：.xlsx 由 openpyxl 来写，它是选装的；收填报表用不着它。
    反例：没有装 openpyxl，zongjie form export 报告 -o 填报表.xlsx
    正例：pip install "zongjie[form]"
    """
    return Finding(
        None, "写填报表要用 openpyxl，这台电脑上没有装", '装上：pip install "zongjie[form]"'
    )


@rule("ZJ552")
def nothing_to_ask(name: str) -> Finding:
    """没有可填的指标

    查什么：印填报表的报告里有没有指标。
    为什么：没有指标，表就是空的。
    反例：报告只有正文，没有写“指标”
    正例：用 zongjie template skeleton 印出模板要填的指标
    """
    return Finding(
        None, f"{name}里没有指标，印不出填报表", "先写“指标”，或者用 zongjie template skeleton"
    )


@rule("ZJ553")
def no_workbook(name: str, why: str, hint: str) -> Finding:
    """填报表读不了

    查什么：交回来的文件是不是完好的 .xlsx。
    为什么：别的格式、损坏的、来路不明的文件，读出来的数靠不住。
    反例：填报表.xls，填报表.pdf
    正例：用 Excel 或 WPS 打开，另存为 .xlsx
    """
    return Finding(None, f"{name}{why}", hint)


@rule("ZJ554")
def no_form(name: str) -> Finding:
    """不是我们印的填报表

    查什么：交回来的表格里有没有填报表自己的核对列。
    为什么：没有核对列，就不知道每一行是哪个指标，数会填错地方。
    反例：把数抄进自己的表里交回来
    正例：就在发下去的表里填
    """
    hint = "请科室填发下去的那张表；隐藏的核对列不能删"
    return Finding(None, f"{name}不是 zongjie form export 印的填报表，或者核对列被删了", hint)


@rule("ZJ555")
def other_form(place: str, theirs: str, ours: str) -> Finding:
    """别的报告的填报表

    查什么：交回来的表是不是这份报告、这一年印的。
    为什么：把去年的表当今年的收，数就全错了。
    反例：2024年的填报表，收进2025年的报告
    正例：收今年发下去的表
    """
    return Finding(None, f"{place}是{theirs}的填报表，这份报告是{ours}", "没有收；请科室填今年的表")


@rule("ZJ556")
def bad_row(place: str, why: str) -> Finding:
    """对不上的行

    查什么：表里每一行的名称和核对列对不对得上，是不是这份报告的指标。
    为什么：行按核对列认，不按次序；对不上的，不知道数是谁的。
    反例：改了指标的名称，自己加了一行
    正例：只填黄格；少了指标，告诉办公室
    """
    return Finding(None, f"{place}：{why}", "这一行没有收，请核对")


@rule("ZJ557")
def bad_cell(place: str, name: str, why: str, hint: str) -> Finding:
    """收不下的格

    查什么：每个填了的格子，能不能确定是哪个数、哪个单位。
    为什么：日期、出错的公式、说不清的百分数，照收就是错数。
    反例：输入 3-5，被表格改成了3月5日
    正例：只写数；单位表上有
    """
    return Finding(None, f"{place}“{name}”：{why}", hint)


@rule("ZJ558")
def form_conflict(name: str, key: str, first: str, second: str) -> Finding:
    """两张表填的不一样

    查什么：同一个指标，几张表填得是不是一样。
    为什么：两个数只能有一个对，系统不替人选。
    反例：甲表填 742处，乙表填 745处
    正例：问清楚，只留一张
    """
    return Finding(
        None, f"“{name}”的{key}填了两样：{first}；{second}", "没有收；问清楚，改好一张再收"
    )


@rule("ZJ559")
def edited_meanwhile(span: Span, name: str, key: str, now: str, back: str) -> Finding:
    """表发出以后报告改过

    查什么：填报表印出以后，报告里的这一处有没有改过。
    为什么：两边都改了，照收就把后改的盖掉了。
    反例：发表时是742处，报告后来改成745处，表上填750处
    正例：问清楚，在报告里改；或者重新印表
    """
    here = f"报告里现在是“{now}”" if now else "报告里现在空着"
    return Finding(
        span, f"“{name}”的{key}，表印出以后报告里改过：{here}，{back}", "没有收；定下来，在报告里改"
    )


@rule("ZJ560", Severity.WARNING)
def formula_taken(place: str, name: str, formula: str, value: str) -> Finding:
    """填的是公式

    查什么：格子里是数还是公式。
    为什么：公式算出来的数跟着别的格变，收的是存盘时算好的那个。
    反例：=12+30
    正例：42
    """
    return Finding(None, f"{place}“{name}”是公式 {formula}，收了算好的 {value}", "请核对这个数")


@rule("ZJ561", Severity.WARNING)
def shown_otherwise(place: str, name: str, shown: str, taken: str) -> Finding:
    """格子里看到的不是存的

    查什么：格子显示的数，和格子里存的数是不是一样。
    为什么：签字的人看到的是显示的数。
    反例：存的是 95.32%，显示 95%
    正例：显示的就是要报的数
    """
    return Finding(None, f"{place}“{name}”显示 {shown}，收了 {taken}", "请核对收哪一个")


@rule("ZJ562", Severity.NOTE)
def not_collected(place: str, what: str) -> Finding:
    """表里没有收的

    查什么：交回来的文件里，有没有没收的工作表、栏、行、宏。
    为什么：没有收的要说出来，免得以为收了。
    反例：科室自己加了一张工作表
    正例：要交的都填在黄格里
    """
    return Finding(None, f"{place}：{what}", "")


@rule("ZJ563", Severity.WARNING)
def words_too_long(place: str, item: str, count: int, limit: int) -> Finding:
    """文字材料超过字数

    查什么：做法、亮点、问题及原因、下步打算，有没有超过字数。
    为什么：一个科室写长了，汇总的人就要删。
    反例：亮点写了九百字
    正例：照表上的字数写
    """
    return Finding(None, f"{place}“{item}”有{count}字，限{limit}字，照收了", "可以退回去压一压")


@rule("ZJ564")
def changed_on_disk(name: str) -> Finding:
    """收表的时候文件被改了

    查什么：写回去以前，报告的文件还是不是刚才读的那个。
    为什么：别人正在改，照写就把他的改动盖掉了。
    反例：收表时，同事在编辑器里存了同一个文件
    正例：等他存好，再收一次
    """
    return Finding(None, f"{name} 在收表的时候被别人改了，什么也没有写", "再运行一次")


@rule("ZJ565", Severity.WARNING)
def unit_converted(place: str, name: str, unit: str, value: str) -> Finding:
    """填的单位和表上的不同

    查什么：格子里自己写了单位的，和表上的单位是不是一个。
    为什么：单位换了，数可能差一万倍。
    反例：表上是亿元，填了 26800万元
    正例：照表上的单位填 2.68
    """
    return Finding(None, f"{place}“{name}”表上的单位是{unit}，填的是 {value}，照填的收了", "请核对")


@rule("ZJ566")
def form_exists(path: str) -> Finding:
    """填报表已经有了

    查什么：要印的填报表，同名的文件是不是已经有了。
    为什么：里面可能有科室填好的数。
    反例：把填好的表放在原处，又印了一遍
    正例：先收表，或者换一个文件名
    """
    return Finding(
        None, f"{path} 已经有了，里面可能填了数，没有动它", "换一个文件名；确实不要了，加 --force"
    )
