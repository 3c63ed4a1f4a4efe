"""The arguments of the commands for a draft that goes round: snapshot, pull, opinions, diff."""

from __future__ import annotations

from typing import Any


def add_snapshot(commands: Any) -> None:
    """Add ``zongjie snapshot``."""
    parser = commands.add_parser(
        "snapshot",
        help="留一稿",
        description="把报告现在的样子留一稿：YAML、印好的 docx 和 txt，放在报告旁边的 稿次 里。"
        "不写名字，就列出留过哪几稿、和现在差在哪里。",
    )
    parser.add_argument("report", metavar="报告", help="报告的 YAML 文件或文件夹")
    parser.add_argument("--name", metavar="名字", default=None, help="这一稿叫什么，如 送审稿")
    parser.add_argument("--force", action="store_true", help="这个名字已经留过，换成现在的")
    parser.add_argument(
        "--format",
        choices=("text", "line", "json"),
        default="text",
        help="印 text（缺省）或者 json",
    )


def add_pull(commands: Any) -> None:
    """Add ``zongjie pull``."""
    parser = commands.add_parser(
        "pull",
        help="收改稿：把 Word 里的改动收回 YAML",
        description="把领导、科室在 Word 或 WPS 里改过的稿收回来：改的字、加的段、删的段、改的数，"
        "逐处写回 YAML。先列出收哪些、不收哪些、为什么；加上 --apply 才写，写之前留底。"
        "几份改稿可以一起收，改到同一处的并排列出，由人来定。",
    )
    parser.add_argument("report", metavar="报告", help="报告的 YAML 文件或文件夹")
    parser.add_argument("copies", metavar="改稿", nargs="+", help="改过的 .docx，可以写几份")
    parser.add_argument("--apply", action="store_true", help="写进 YAML；不写就只列出来")
    parser.add_argument(
        "--changes",
        choices=("accept", "reject", "ask"),
        default="accept",
        help="改稿里的修订：accept 照修订后的（缺省），reject 照修订前的，ask 一条一条问",
    )
    parser.add_argument(
        "--as-is", action="store_true", help="模板和程序写的话改了，也照改稿写成自己的话"
    )
    parser.add_argument(
        "--base", metavar="稿次", default="", help="改稿是从哪一稿改起的：稿次的名字或者 .docx"
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="印 text（缺省）或者 json"
    )


def add_opinions(commands: Any) -> None:
    """Add ``zongjie opinions``."""
    parser = commands.add_parser(
        "opinions",
        help="汇总改稿里的意见",
        description="把几个人改稿里的批注和修订汇总成一张意见采纳情况汇总表；前面写了报告的，"
        "现在的文字里已经改了的标“已采纳”。",
    )
    parser.add_argument(
        "files",
        metavar="报告 改稿",
        nargs="+",
        help="报告的 YAML 文件或文件夹（可以不写），后面是收回来的改稿，.docx、.doc、.wps",
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="文件",
        action="append",
        default=[],
        help="写到哪个文件：.docx、.xlsx、.txt、.json，可以写几个；不写就印在屏幕上，写 - 也印",
    )
    parser.add_argument("--force", action="store_true", help="文件已经有了也照样覆盖")
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="屏幕上印 text（缺省）或者 json"
    )


def add_diff(commands: Any) -> None:
    """Add ``zongjie diff``."""
    parser = commands.add_parser(
        "diff",
        help="做花脸稿",
        description="两稿之间改了哪些字：docx 里是修订，可以逐处接受或拒绝；不写 -o 就列在屏幕上。",
    )
    parser.add_argument(
        "before",
        metavar="上一稿",
        help="报告、Word 文件、旧稿，留过的稿名，或者 git 的版本如 HEAD~1",
    )
    parser.add_argument("after", metavar="报告", help="这一稿，同上")
    parser.add_argument(
        "-o",
        "--output",
        metavar="文件",
        action="append",
        default=[],
        help="写到哪个文件：.docx、.html、.txt、.json，可以写几个；写 - 印在屏幕上",
    )
    parser.add_argument("--profile", metavar="版式", default="", help="docx 照哪个版式排")
    parser.add_argument("--force", action="store_true", help="输出的 docx 有人改过也照样覆盖")
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="屏幕上印 text（缺省）或者 json"
    )
