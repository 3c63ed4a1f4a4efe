"""The arguments of the commands for many reports: table."""

from __future__ import annotations

from typing import Any


def add_table(commands: Any) -> None:
    """Add ``zongjie table``."""
    parser = commands.add_parser(
        "table",
        help="许多报告的指标收成一张表",
        description="把文件夹里全部报告的指标收成一张总表，一行一个数：单位、年份、指标、数值、"
        "单位、上年、目标、状态……数值都折成基本单位，Excel、WPS、pandas 拿来就能用。"
        "有错误的报告不收，逐份列出来。",
    )
    parser.add_argument(
        "places", metavar="目录", nargs="+", help="放报告的文件夹，或者报告，可以写几个"
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="文件",
        action="append",
        default=[],
        help="写到哪个文件：.xlsx、.csv、.parquet、.json，可以写几个；"
        "不写就把 csv 印在屏幕上，写 - 也印",
    )
    parser.add_argument("--public", action="store_true", help="略去“公开: 否”的指标和各项口径")
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="屏幕上印 text（缺省）或者 json"
    )
