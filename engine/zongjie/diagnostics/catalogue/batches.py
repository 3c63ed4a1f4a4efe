"""ZJ57x: many reports printed at once: their names, the folder, the programs at work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from zongjie.diagnostics.record import Severity
from zongjie.diagnostics.rule import Finding, listed, rule

_MOST_NAMED: Final = 10


@rule("ZJ571")
def bad_pattern(pattern: str, why: str, fields: str) -> Finding:
    """文件名的写法不对

    查什么：--name 里花括号中的词，和写出来的路径。
    为什么：名字写错了，几百份文件会写到别处去。
    反例：--name "{街镇}总结"
    正例：--name "{街道}{年份}年工作总结"
    """
    return Finding(None, f"--name “{pattern}”{why}", f"花括号里可以写：{fields}")


@rule("ZJ572")
def no_name(report: str, why: str) -> Finding:
    """这一份起不了名字

    查什么：文件名里要用的单位名称、年份，报告里写了没有，能不能做文件名。
    为什么：少了它，文件就没有名字，或者和别的重名。
    反例：--name "{街道}{年份}年工作总结"，报告里没有写年份
    正例：年份: 2025；或者 --name "{路径}"
    """
    return Finding(None, f"“{report}”{why}，没有印", "在报告里补上，或者换一个 --name")


@rule("ZJ573")
def same_name(file: str, one: str, other: str) -> Finding:
    """两份报告要写成同一个文件

    查什么：照 --name 起的名字有没有两份一样的，不分大小写。
    为什么：后写的会盖掉先写的，所以一份也没有写。
    反例：--name "{街道}"，文件夹里有同一个街道 2024 和 2025 两年的报告
    正例：--name "{街道}{年份}"；或者 --name "{路径}"
    """
    return Finding(
        None,
        f"“{one}”和“{other}”都要写成“{file}”，所以什么也没有写",
        "在 --name 里加上能分开它们的词，如 {年份}、{期间}、{路径}；"
        "命令里写的文件夹同名的，改写它们上面一层的文件夹",
    )


@rule("ZJ574")
def broken_off(report: str, why: str) -> Finding:
    """印到一半程序出错

    查什么：印一份报告时，程序有没有自己停掉。
    为什么：多半是内存不够，或者程序有毛病；别的报告照样印。
    反例：一份报告两次把印它的程序弄停了
    正例：单独印它：zongjie render 报告 -o 总结.docx，把出来的话发给维护的人
    """
    return Finding(
        None, f"印“{report}”时程序停了（{why}）", "单独用 zongjie render 印它，看是什么问题"
    )


@rule("ZJ575")
def no_workers(address: str, why: str) -> Finding:
    """没有进程可以干活

    查什么：这台电脑开不开得出印的进程；Dask 集群应不应答、版本一不一样，看不看得见输出文件夹。
    为什么：集群上的程序不一样，印出来的就不一样；看不见文件夹，就写到别处去了。
    反例：--dask tcp://10.0.0.5:8786（那台机器关着）
    正例：先启动集群，再运行；或者不写 --dask，在这台电脑上印
    """
    if not address:
        return Finding(
            None, f"这台电脑上开不出印的进程：{why}", "关掉一些别的程序，或者加上 --jobs 1，再来"
        )
    return Finding(None, f"Dask“{address}”用不了：{why}", "不写 --dask，就在这台电脑上印")


@rule("ZJ576")
def in_use(folder: str, who: str) -> Finding:
    """输出文件夹正有一批在印

    查什么：同一个输出文件夹，有没有另一个 zongjie batch 正在写。
    为什么：两批一起写，清单就乱了。
    反例：上一批还没有完，又运行一次
    正例：等它完了再运行；或者 -o 另一个文件夹
    """
    return Finding(None, f"“{folder}”正有另一批在印{who}", "等它完了再运行，或者换一个输出文件夹")


@rule("ZJ577", Severity.WARNING)
def left_over(folder: str, names: Sequence[str]) -> Finding:
    """输出文件夹里有上次的旧文件

    查什么：上次写的文件，这次有没有重新写。
    为什么：报告删掉了、改了名，或者这次有错误，旧文件还在，容易当成新的用。
    反例：北街道的报告移走了，北街道.docx 还在输出文件夹里
    正例：不要的自己删掉；有错误的改好了，再运行一次
    """
    told = listed(names, "处", _MOST_NAMED)
    return Finding(
        None, f"“{folder}”里这些是以前写的，这次没有写：{told}", "没有删；不要的，请自己删掉"
    )


@rule("ZJ578", Severity.WARNING)
def passed_over(folder: str, places: Sequence[str], why: str, *, others: bool) -> Finding:
    """有的文件没有当报告印

    查什么：文件夹里有没有不是报告的文件、文件夹。
    为什么：少印了一个街道，要有人知道。
    反例：北街道交来的是 北街道.docx
    正例：一个街道一个 YAML 文件，或者一个有 报告.yaml 的文件夹
    """
    told = listed(places, "处", _MOST_NAMED)
    hint = "要印它们，把它们的文件夹也写在命令里" if others else "是报告就改好名字、放对地方"
    return Finding(None, f"“{folder}”里没有印{told}：{why}", hint)


@rule("ZJ579")
def not_our_list(path: str) -> Finding:
    """清单.json 不是批量印制的清单

    查什么：输出文件夹里已有的 清单.json 是不是 zongjie batch 写的。
    为什么：不覆盖别人的文件。
    反例：输出文件夹里有一份别的程序的 清单.json
    正例：换一个输出文件夹；确实不要了加 --force
    """
    return Finding(
        None, f"“{path}”不是批量印制的清单，没有动它", "换一个输出文件夹；确实不要了，加 --force"
    )
