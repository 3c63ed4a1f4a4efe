"""The arguments of ``zongjie batch``."""

from __future__ import annotations

import argparse
from typing import Any


def add_batch(commands: Any) -> None:
    """Add ``zongjie batch``."""
    parser = commands.add_parser(
        "batch",
        help="批量印制",
        description="把文件夹下面的每份报告都印出来：一份有错误不影响别的，"
        "印了哪些、有什么意见都记在输出文件夹的 清单.json 里。",
    )
    parser.add_argument("folders", metavar="目录", nargs="+", help="放报告的文件夹，可以写几个")
    parser.add_argument("-o", "--output", metavar="文件夹", required=True, help="写到哪个文件夹")
    parser.add_argument(
        "--to", metavar="格式", default="docx", help="docx（缺省）、pdf、txt、html、md，用逗号隔开"
    )
    parser.add_argument(
        "--name",
        metavar="名字",
        default="{路径}",
        help="文件叫什么，如 {街道}{年份}年工作总结；花括号里可以写街道、单位名称、年份、期间、"
        "文件名、路径（缺省）",
    )
    where = parser.add_mutually_exclusive_group()
    where.add_argument(
        "--jobs", metavar="个数", type=_count, default=0, help="用几个进程，缺省有几个核用几个"
    )
    where.add_argument("--dask", metavar="地址", default="", help="在 Dask 集群上印")
    parser.add_argument("--resume", action="store_true", help="接着做：已经印好、没有变的跳过")
    parser.add_argument("--template", metavar="模板", default="", help="用哪个模板，盖过报告里写的")
    parser.add_argument("--profile", metavar="版式", default="", help="docx、pdf 照哪个版式排")
    parser.add_argument("--public", action="store_true", help="公开稿：略去“公开: 否”的内容")
    parser.add_argument("--final", action="store_true", help="定稿：有没核实、没补齐的数就不印")
    parser.add_argument(
        "--keep-base", action="store_true", help="在报告旁边留底稿，改稿拿回来时用；慢两成"
    )
    parser.add_argument("--force", action="store_true", help="输出的 docx 有人改过也照样覆盖")
    parser.add_argument("--quiet", action="store_true", help="不印进度，只说错误")
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="印 text（缺省）或者清单 json"
    )


def _count(text: str) -> int:
    count = int(text) if text.isascii() and text.isdigit() else 0
    if not 0 < count <= 1024:
        raise argparse.ArgumentTypeError(f"“{text}”不是进程的个数")
    return count
