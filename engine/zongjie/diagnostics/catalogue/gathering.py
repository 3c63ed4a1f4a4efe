"""ZJ78x: the indicators of many reports gathered into one table."""

from __future__ import annotations

from collections.abc import Sequence

from zongjie.diagnostics.record import Severity
from zongjie.diagnostics.rule import Finding, listed, rule
from zongjie.diagnostics.source import Span

_MOST_NAMED = 12


@rule("ZJ781")
def left_out(name: str, count: int) -> Finding:
    """有错误的报告没有收进表里

    查什么：每份报告的数自己有没有错误。
    为什么：带着错误的数进了表，合计就是错的，又看不出来。
    反例：甘泉路街道的报告有 2 处错误
    正例：先用 zongjie check 改好那一份，再收一遍
    """
    return Finding(
        None,
        f"{name}有 {count} 处错误，这份报告没有收进表里",
        "用 zongjie check 查那一份，改好再收一遍",
    )


@rule("ZJ782")
def nothing_there(path: str, why: str) -> Finding:
    """没有可以收的报告

    查什么：写的文件夹里有没有报告。
    为什么：名字打错了，表里就少了整整一个文件夹。
    反例：zongjie table 各街到 -o 指标.xlsx
    正例：zongjie table 各街道 -o 指标.xlsx
    """
    return Finding(None, f"“{path}”{why}", "检查文件夹的名字")


@rule("ZJ783", Severity.WARNING)
def not_read(folder: str, places: Sequence[str], why: str) -> Finding:
    """文件夹里有没读的

    查什么：文件夹里有没有文件、文件夹没有当报告读。
    为什么：少收一份报告，表里看不出来。
    反例：北街道交来的是 北街道.docx
    正例：一份报告一个 YAML 文件，或者一个有 报告.yaml 的文件夹
    """
    told = listed(places, "处", _MOST_NAMED)
    hint = "是报告就改好名字、放对地方；不是就移到别处"
    return Finding(None, f"“{folder}”里没有读{told}：{why}", hint)


@rule("ZJ784", Severity.WARNING)
def without_name(span: Span | None, name: str, lacking: str) -> Finding:
    """报告没有写单位名称、年份

    查什么：收进表里的报告写没写单位名称和年份。
    为什么：表里一行数，不知道是谁的、哪一年的，就没法用。
    反例：标题: 示范街道2025年工作总结（没有写 单位名称、年份）
    正例：单位名称: 示范街道，年份: 2025
    """
    return Finding(span, f"{name}没有写{lacking}，表里这一栏空着", f"在报告里写上{lacking}")


@rule("ZJ785")
def told_twice(office: str, when: str, names: Sequence[str]) -> Finding:
    """一个单位一段时间报了两份

    查什么：收的报告里，有没有单位名称、年份、期间都一样的两份。
    为什么：一个街道的数算两次，合计就多了；留哪一份，要人来定。
    反例：报告.yaml 旁边还有一份 报告 - 副本.yaml
    正例：只留一份
    """
    told = listed(names, "份", _MOST_NAMED)
    return Finding(
        None,
        f"{office}{when}的报告不止一份：{told}，不知道哪一份是准的，都没有收进表里",
        "是一个单位的，只留一份，其他的移到别处；是两个单位的，单位名称里写上区名",
    )


@rule("ZJ786")
def too_many_rows(path: str, count: int, most: int) -> Finding:
    """一张工作表放不下

    查什么：写成 .xlsx 时，行数是不是超过一张工作表能放的。
    为什么：Excel、WPS 一张表最多 1048576 行，多出来的打开就没有了。
    反例：全国的报告收成一个 .xlsx
    正例：写成 .csv 或 .parquet；或者一个区一个区地收
    """
    return Finding(
        None,
        f"{path} 要写 {count} 行，一张工作表最多 {most} 行，没有写",
        "写成 .csv 或 .parquet；或者分几次收",
    )


@rule("ZJ787")
def no_library(suffix: str, library: str, extra: str) -> Finding:
    """没有装写表的部件

    查什么：要写 .xlsx、.parquet 时，装没装 openpyxl、pyarrow。
    为什么：这两种文件由它们来写，它们是选装的。
    反例：没有装 pyarrow，-o 指标.parquet
    正例：pip install "zongjie[parquet]"；或者 -o 指标.csv，Excel、WPS、pandas 都打得开
    """
    return Finding(
        None,
        f"写 .{suffix} 要用 {library}，这台电脑上没有装",
        f'运行 pip install "zongjie[{extra}]"；或者写成 .csv',
    )


@rule("ZJ788", Severity.WARNING)
def number_too_long(count: int, first: str) -> Finding:
    """数太长，数字栏放不下

    查什么：写 .parquet 时，每个数是不是在38位以内、整数26位以内。
    为什么：放不下的，数字栏只好空着，“精确值”栏里一位不少。
    反例：数值: 1000000000000000000000万亿元
    正例：核对一下单位
    """
    return Finding(
        None,
        f"有 {count} 个数太长，.parquet 的数字栏里空着，第一个是“{first}”",
        "核对一下是不是多写了零；确实这么大的，用“精确值”栏",
    )
