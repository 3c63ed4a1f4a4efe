"""The arguments of every command, and what a person is told who mistypes them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any, Final, NoReturn

from zongjie import __version__
from zongjie.cli import rounds
from zongjie.cli.codes import WRONG_USE
from zongjie.text import pattern

_EXCHANGED: Final = ("sarif", "github")  # forms that other programs read

# argparse speaks English; these are the pieces of it that a person may meet.
_WORDS: Final = (
    ("the following arguments are required: ", "还要写："),
    ("unrecognized arguments: ", "不认识："),
    ("invalid choice: ", "不能写 "),
    ("expected one argument", "后面要写内容"),
    ("expected at least one argument", "后面要写内容"),
    ("argument ", ""),
    ("not allowed with ", "不能和它一起写："),
    ("ambiguous option: ", "说不清是哪个选项："),
    ("could match ", "可能是 "),
)
_CHOICES: Final = pattern(r" \(choose from (.*)\)")


class _Parser(argparse.ArgumentParser):
    """Speaks Chinese where a person sees it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"add_help": False, "allow_abbrev": False}
        super().__init__(*args, **kwargs)
        self.add_argument("-h", "--help", action="help", help="显示这份说明")
        self._positionals.title = "写什么"
        self._optionals.title = "选项"

    def error(self, message: str) -> NoReturn:
        """Print what is wrong with the call and leave with 2."""
        for english, chinese in _WORDS:
            message = message.replace(english, chinese)
        message = _CHOICES.sub(r"（可以写：\1）", message)
        self.exit(WRONG_USE, f"{self.prog}：{message}\n用 {self.prog} --help 看说明\n")

    def format_help(self) -> str:
        """Return the help with its fixed words in Chinese."""
        return super().format_help().replace("usage: ", "用法：", 1)

    def format_usage(self) -> str:
        """Return the usage line with its fixed words in Chinese."""
        return super().format_usage().replace("usage: ", "用法：", 1)


def build_parser(command: str = "") -> argparse.ArgumentParser:
    """Return the parser of the whole command, or of as much as one command needs.

    Building all takes as long as reading a report does.
    """
    parser = _Parser(
        prog="zongjie",
        description="街道办事处年度工作总结：把 YAML 里的指标和正文印成标准格式的 docx、txt。",
        epilog="退出码：0 办成了；1 报告有错误；2 命令写得不对。",
    )
    parser.add_argument("--version", action="version", version=__version__, help="显示版本")
    commands = parser.add_subparsers(title="命令", metavar="命令", dest="command", required=True)
    parts = _parts()
    for name in (command,) if command in parts else parts:
        parts[name](commands)
    return parser


def _parts() -> dict[str, Callable[[Any], None]]:
    """Return what adds each command, in the order of the help."""
    return {
        "render": _add_render,
        "check": _add_check,
        "template": _add_template,
        "profile": _add_profile,
        "schema": _add_schema,
        "new": _add_new,
        "import": _add_import,
        "compare": _add_compare,
        "opinions": rounds.add_opinions,
        "next": _add_next,
        "snapshot": rounds.add_snapshot,
        "pull": rounds.add_pull,
        "diff": rounds.add_diff,
        "rules": _add_rules,
        "explain": _add_explain,
        "batch": _add_batch,
        "form": _add_form,
        "status": _add_status,
        "table": _add_table,
    }


def _add_render(commands: Any) -> None:
    parser = commands.add_parser(
        "render",
        help="把报告印成文件",
        description="把报告印成 docx、pdf（要有 LibreOffice）、txt、html、md。",
    )
    parser.add_argument("report", metavar="报告", help="报告的 YAML 文件或文件夹")
    parser.add_argument(
        "-o",
        "--output",
        metavar="文件",
        action="append",
        required=True,
        help="写到哪个文件，格式看扩展名，可以写几个；写 - 把纯文本印在屏幕上",
    )
    parser.add_argument("--template", metavar="模板", default="", help="用哪个模板，盖过报告里写的")
    parser.add_argument("--profile", metavar="版式", default="", help="docx、pdf 照哪个版式排")
    parser.add_argument("--public", action="store_true", help="公开稿：略去“公开: 否”的内容")
    copy = parser.add_mutually_exclusive_group()
    copy.add_argument(
        "--final",
        action="store_true",
        help="定稿：有没核实、没补齐的数就不印，文件里不留批注、作者和别的痕迹",
    )
    copy.add_argument(
        "--proof",
        action="store_true",
        help="核对稿：docx 里每个数带批注，写着来源、科室、口径、上年，给各科室核对",
    )
    parser.add_argument("--force", action="store_true", help="输出的 docx 有人改过也照样覆盖")
    parser.add_argument(
        "--watch", action="store_true", help="看着报告，存一次就重印一次，按 Ctrl-C 停下"
    )
    _add_format(parser)


def _add_check(commands: Any) -> None:
    parser = commands.add_parser(
        "check", help="检查报告", description="只检查，不写文件。有错误时退出码是 1。"
    )
    parser.add_argument("reports", metavar="报告", nargs="+", help="报告的 YAML 文件或文件夹")
    parser.add_argument("--template", metavar="模板", default="", help="用哪个模板，盖过报告里写的")
    parser.add_argument("--public", action="store_true", help="按公开稿检查")
    parser.add_argument("--final", action="store_true", help="按定稿检查")
    parser.add_argument(
        "--last",
        metavar="上年报告",
        default="",
        help="去年的报告，拿来比上年数、口径，盖过报告里写的",
    )
    parser.add_argument(
        "--fix",
        metavar="all",
        choices=("safe", "all"),
        help="改掉有把握的毛病，直接写回文件；--fix=all 连要人点头的也改",
    )
    parser.add_argument("--strict", action="store_true", help="有提醒时退出码也是 1")
    parser.add_argument(
        "-o",
        "--output",
        metavar="文件",
        action="append",
        default=[],
        help="把意见写成清单（.docx .html .txt .md）；写文件夹，就给每个科室一张反馈单",
    )
    _add_format(parser, *_EXCHANGED)


def _add_template(commands: Any) -> None:
    parser = commands.add_parser("template", help="看模板、查模板", description="看模板、查模板。")
    inner = parser.add_subparsers(title="命令", metavar="命令", dest="action", required=True)
    listing = inner.add_parser("list", help="有哪些模板", description="列出随软件来的模板。")
    _add_format(listing)
    check = inner.add_parser("check", help="检查一个模板", description="检查模板文件夹。")
    check.add_argument("template", metavar="模板", help="模板的名字或文件夹")
    _add_format(check)
    skeleton = inner.add_parser(
        "skeleton", help="印出模板要填的指标", description="按科室印出模板要填的全部指标，带注释。"
    )
    skeleton.add_argument("template", metavar="模板", help="模板的名字或文件夹")
    _add_office(skeleton)
    skeleton.add_argument(
        "-o",
        "--output",
        metavar="文件夹",
        default="-",
        help="写成一个报告文件夹，一个科室一个文件；写 .yaml 就写成一个文件；不写就印在屏幕上",
    )
    docs = inner.add_parser(
        "docs", help="印出模板的手册", description="列出模板的指标、句式、能用的名字和过滤器。"
    )
    docs.add_argument("template", metavar="模板", help="模板的名字或文件夹")
    docs.add_argument(
        "-o", "--output", metavar="文件", default="-", help="写到哪个文件，如 手册.md"
    )


def _add_profile(commands: Any) -> None:
    parser = commands.add_parser("profile", help="看版式、查版式", description="看版式、查版式。")
    inner = parser.add_subparsers(title="命令", metavar="命令", dest="action", required=True)
    listing = inner.add_parser("list", help="有哪些版式", description="列出随软件来的版式。")
    _add_format(listing)
    show = inner.add_parser(
        "show",
        help="列出版式的参数",
        description="列出每个参数的值、条款、力度，和国标不同的标出来。",
    )
    show.add_argument("profile", metavar="版式", nargs="?", default="gbt9704", help="缺省国标公文")
    _add_format(show)
    check = inner.add_parser("check", help="检查一个版式", description="检查自己写的版式文件。")
    check.add_argument("profile", metavar="版式", help="版式的名字或文件")
    _add_format(check)


def _add_schema(commands: Any) -> None:
    parser = commands.add_parser(
        "schema", help="印出报告的 JSON Schema", description="印出 JSON Schema，给编辑器用。"
    )
    parser.add_argument(
        "name",
        metavar="名字",
        nargs="?",
        default="report",
        choices=("report", "template", "profile"),
        help="report（缺省）、template 或 profile",
    )
    parser.add_argument("-o", "--output", metavar="文件", default="-", help="写到哪个文件")


def _add_new(commands: Any) -> None:
    parser = commands.add_parser(
        "new", help="新建一份报告", description="新建一个文件夹，放一份能直接印的样子。"
    )
    parser.add_argument("folder", metavar="文件夹", help="新文件夹的名字")
    _add_office(parser)
    parser.add_argument(
        "--template-author", action="store_true", help="连自己的模板一起建，给写模板的人用"
    )


def _add_import(commands: Any) -> None:
    parser = commands.add_parser(
        "import",
        help="把旧稿转成报告",
        description="把去年的总结（.txt、.docx、.md、网页；.doc、.wps 要有 LibreOffice）转成报告，"
        "照样印得出原来的文字；里面的批注另列在 批注.txt。",
    )
    parser.add_argument("text", metavar="旧稿", help="去年的总结，.txt、.docx、.md 或者网页")
    parser.add_argument(
        "-o", "--output", metavar="文件夹", default="", help="新文件夹的名字，报告放在里面"
    )
    parser.add_argument(
        "--changes",
        choices=("accept", "reject"),
        default="accept",
        help="Word 里的修订：accept 读改后的（缺省），reject 读改前的",
    )
    parser.add_argument(
        "--format",
        choices=("text", "line", "json"),
        default="text",
        help="意见怎么列；json 把文中每个数印在屏幕上，一行一个，带位置、数值、单位、名称",
    )


def _add_compare(commands: Any) -> None:
    parser = commands.add_parser(
        "compare",
        help="两份报告对比",
        description="两年或者两个单位的报告并排：指标按名称、曾用名、同一句话、相近的名称对上，"
        "语句分成不变、只改了数字、改动、新增、删去。旧稿（.txt、.docx）、留过的稿次、"
        "git 里的版本也可以直接对比。",
    )
    parser.add_argument(
        "before",
        metavar="前一份",
        help="报告的 YAML 文件或文件夹，旧稿，留过的稿次（送审稿），或者 git 的版本（HEAD~1）",
    )
    parser.add_argument("after", metavar="后一份", help="同上")
    parser.add_argument(
        "-o",
        "--output",
        metavar="文件",
        action="append",
        default=[],
        help="写到哪个文件：.txt、.csv、.xlsx、.json，可以写几个；不写就印在屏幕上，写 - 也印",
    )
    parser.add_argument(
        "--only", choices=("指标", "语句"), default="", help="只比指标，或者只比语句"
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="屏幕上印 text（缺省）或者 json"
    )


def _add_next(commands: Any) -> None:
    parser = commands.add_parser(
        "next",
        help="滚动到下一年",
        description="把今年的报告滚动成下一年的：今年的数成为“上年”，今年的空着，文字留着，"
        "哪些话还是去年的逐条列出来。原来的报告不动。",
    )
    parser.add_argument("report", metavar="报告", help="报告的 YAML 文件或文件夹")
    parser.add_argument("--to", metavar="年份", required=True, help="滚动到哪一年，如 2026")
    parser.add_argument(
        "-o", "--output", metavar="文件夹", required=True, help="新报告放在哪个文件夹"
    )
    parser.add_argument(
        "--from", dest="base", metavar="年份", default="", help="报告里没有年份时，说明它是哪一年的"
    )
    parser.add_argument("--force", action="store_true", help="文件夹里已经有了也照样覆盖")
    _add_format(parser)


def _add_rules(commands: Any) -> None:
    listing = commands.add_parser("rules", help="有哪些检查", description="按类列出全部检查。")
    listing.add_argument(
        "--format",
        choices=("text", "json", "md"),
        default="text",
        help="text（缺省）、json、md（检查手册）",
    )


def _add_explain(commands: Any) -> None:
    page = commands.add_parser("explain", help="看一条检查", description="查什么、为什么、怎么改。")
    page.add_argument("code", metavar="编号", help="如 ZJ208")


def _add_batch(commands: Any) -> None:
    from zongjie.cli import batches  # one report needs none of it

    batches.add_batch(commands)


def _add_form(commands: Any) -> None:
    parser = commands.add_parser(
        "form", help="印填报表、收填报表", description="给科室印填报表，填好了收回来。"
    )
    inner = parser.add_subparsers(title="命令", metavar="命令", dest="action", required=True)
    export = inner.add_parser(
        "export",
        help="印填报表",
        description="照报告里的指标印一个 .xlsx，一个科室一张工作表，另有一张写文字材料。",
    )
    export.add_argument("report", metavar="报告", help="报告的 YAML 文件或文件夹")
    export.add_argument(
        "-o",
        "--output",
        metavar="文件",
        required=True,
        help="写到哪个 .xlsx；写文件夹的名字，就一个科室一个文件",
    )
    export.add_argument("--force", action="store_true", help="文件已经有了也照样覆盖")
    collect = inner.add_parser(
        "collect",
        help="收填报表",
        description="把填好的表收进报告的 YAML；空着的格不改报告，收不下的一格一格列出来。",
    )
    collect.add_argument("report", metavar="报告", help="报告的 YAML 文件或文件夹")
    collect.add_argument("workbooks", metavar="填报表", nargs="+", help="填好的 .xlsx，可以有几个")
    collect.add_argument("--dry-run", action="store_true", help="只看会改什么，什么也不写")
    _add_format(collect)


def _add_status(commands: Any) -> None:
    parser = commands.add_parser(
        "status",
        help="看进度",
        description="各科室填了几项、初步数几项、缺几项、存疑几项；各章的字数和限数。",
    )
    parser.add_argument("report", metavar="报告", help="报告的 YAML 文件或文件夹")
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="text（缺省）或 json"
    )


def _add_table(commands: Any) -> None:
    from zongjie.cli import many  # what one command needs, the others do not wait for

    many.add_table(commands)


def _add_office(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--office", metavar="单位名称", default="", help="如 甘泉路街道")
    parser.add_argument("--year", metavar="年份", default="", help="如 2026")


def _add_format(parser: argparse.ArgumentParser, *others: str) -> None:
    more = f"、{'、'.join(others)}" if others else ""
    parser.add_argument(
        "--format",
        choices=("text", "line", "json", *others),
        default="text",
        help=f"意见怎么列：text（带原文，缺省）、line（一条一行）、json{more}",
    )
