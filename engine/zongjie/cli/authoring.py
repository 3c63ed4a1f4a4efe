"""``zongjie template``, ``new`` and ``import``: starts for staff and for template authors."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from zongjie import files, resources
from zongjie.cli.codes import DONE, FAULTY, WRONG_USE
from zongjie.cli.printing import line, print_data, say
from zongjie.diagnostics import catalogue, has_errors
from zongjie.opinions.comments import OPINIONS
from zongjie.pipeline import MAIN_NAMES, authoring
from zongjie.pipeline.editors import editor_files

if TYPE_CHECKING:
    from zongjie.pipeline.recovering import Recovered
    from zongjie.readers.docx import Changes

# What we ship has ASCII names; in a person's folder the files have Chinese ones.
_OWN_NAMES: Final = {
    "report.yaml": "报告.yaml",
    "indicators": "指标",
    "service.yaml": "社区服务办.yaml",
    "my-template": "模板",
}
_MOST_DOUBTFUL: Final = 20  # on the screen; the table has them all
_OFFICE: Final = "某某街道"


def template(options: argparse.Namespace) -> int:
    """``zongjie template list``, ``check``, ``skeleton`` and ``docs``."""
    run = {"list": _list, "check": _check, "skeleton": _skeleton, "docs": _docs}
    return run[options.action](options)


def _list(options: argparse.Namespace) -> int:
    known = authoring.shipped_templates()
    if options.format == "json":
        rows = [
            {"name": t.folder.name, "title": t.title, "description": t.description} for t in known
        ]
        text = json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
        print_data(text, sys.stdout)
    else:
        for entry in known:
            line(f"{entry.title}（{entry.folder.name}）　{entry.description}", to=sys.stdout)
    return DONE


def _check(options: argparse.Namespace) -> int:
    found = authoring.check_template(options.template)
    say(found, options.format, to=sys.stdout)
    if not found and options.format != "json":
        line("没有发现问题", to=sys.stdout)
    return FAULTY if has_errors(found) else DONE


def _docs(options: argparse.Namespace) -> int:
    target = Path(options.output)
    if options.output != "-" and target.suffix.lower() in (".docx", ".pdf", ".html"):
        say([catalogue.outputs.unknown_format(str(target), ".md .txt")], "text", to=sys.stderr)
        return FAULTY
    text, found = authoring.template_page(options.template)
    say(found, "text", to=sys.stderr)
    if has_errors(found):
        return FAULTY
    if options.output == "-":
        print_data(text, sys.stdout)
        return DONE
    return _write([(target, text.encode("utf-8"))])


def _skeleton(options: argparse.Namespace) -> int:
    year = _year(options.year)
    wrong = _wrong_names("template skeleton", options.office, year)
    if wrong:
        return wrong
    office = options.office or _OFFICE
    target = Path("." if options.output == "-" else options.output)
    beside = target.parent if target.suffix in (".yaml", ".yml") else target
    folder, whole, found = authoring.skeleton(options.template, office, year, beside)
    say(found, "text", to=sys.stderr)
    if has_errors(found):
        return FAULTY
    return _put(folder, whole, options.output)


def _put(folder: dict[str, str], whole: str, output: str) -> int:
    """Print a text, or write it as one file where that is a .yaml, else as a folder."""
    if output == "-":
        print_data(whole, sys.stdout)
        return DONE
    target = Path(output)
    if target.suffix in (".yaml", ".yml"):
        contents = [(target, whole.encode("utf-8"))]
    else:
        contents = [(target / name, text.encode("utf-8")) for name, text in folder.items()]
    return _write(contents)


def _write(contents: list[tuple[Path, bytes]]) -> int:
    """Write new files; one that is there already is never overwritten."""
    taken = next((path for path, _ in contents if _is_there(path)), None)
    if taken is not None:
        say([catalogue.outputs.folder_not_empty(str(taken))], "text", to=sys.stderr)
        return FAULTY
    faults = files.write_all(contents, force=True)
    say(faults, "text", to=sys.stderr)
    if faults:
        return FAULTY
    for path, _ in contents:
        if not path.parent.name.startswith("."):  # what only an editor reads
            line(f"写好了 {path}")
    return DONE


def new(options: argparse.Namespace) -> int:
    """``zongjie new``."""
    year = _year(options.year)
    wrong = _wrong_names("new", options.office, year)
    if wrong:
        return wrong
    folder = Path(options.folder)
    start = resources.template_dir() / ("new-template" if options.template_author else "new-report")
    sources = sorted(path for path in start.rglob("*") if path.suffix in (".yaml", ".j2"))
    wanted = [(path, folder / _own_name(path, start)) for path in sources]
    places = [*(target for _, target in wanted), *(folder / name for name in MAIN_NAMES)]
    taken = next((place for place in places if _is_there(place)), None)
    if taken is not None:
        say([catalogue.outputs.folder_not_empty(str(taken))], "text", to=sys.stderr)
        return FAULTY
    office = options.office or _OFFICE
    contents = []
    for path, target in wanted:
        text = path.read_text(encoding="utf-8")
        text = text.replace(_OFFICE, office).replace("2026", year)
        contents.append((target, text.encode("utf-8")))
    contents += [(folder / name, data) for name, data in editor_files()]
    code = _write(contents)
    if code == DONE:
        quoted = f'"{folder}"' if " " in str(folder) else str(folder)
        line(f"下一步：改 {folder} 里的文件，再运行 zongjie render {quoted} -o 总结.docx")
    return code


def import_old(options: argparse.Namespace) -> int:
    """``zongjie import``."""
    from zongjie.pipeline import recovering

    if options.output == "-":
        line("zongjie import：-o 要写文件夹的名字，不能印在屏幕上")
        return WRONG_USE
    if options.format == "json":
        code = _print_mentions(options.text, options.changes)
        if code != DONE or not options.output:
            return code
    elif not options.output:
        line("zongjie import：还要写：-o 文件夹，报告放在里面")
        return WRONG_USE
    folder = Path(options.output)
    taken = next((place for name in MAIN_NAMES if _is_there(place := folder / name)), None)
    if taken is not None:
        say([catalogue.outputs.folder_not_empty(str(taken))], options.format, to=sys.stderr)
        return FAULTY
    found = recovering.recover(options.text, changes=options.changes)
    say(list(found.diagnostics), options.format, to=sys.stderr)
    if not found.ok:
        return FAULTY
    code = _write([(folder / name, data) for name, data in recovering.contents(found)])
    if code == DONE and options.format != "json":
        line(f"标题：{found.title or '（没有）'}")
        line(f"章节 {found.sections} 个，段落 {found.items} 段，脚注 {found.footnotes} 条")
        line(f"全文 {found.characters} 字，进“原文”的 {recovering.percent(found.share)}")
        _tell_indicators(found)
        if found.comments:
            line(f"批注 {len(found.comments)} 条，列在“{OPINIONS}”里")
    return code


def _tell_indicators(found: Recovered) -> None:
    """Say how many indicators there are, and which a person should look at."""
    every, doubtful = list(found.every_indicator()), found.doubtful
    if not every:
        return
    line(f"指标 {len(every)} 个，{len(doubtful)} 个要对照原文看过，都列在“指标核对.csv”里")
    for one in doubtful[:_MOST_DOUBTFUL]:
        line(f"  把握{one.sureness.value}　{one.path}：{'；'.join(one.doubts)}（“{one.excerpt}”）")
    if len(doubtful) > _MOST_DOUBTFUL:
        line(f"  ……还有 {len(doubtful) - _MOST_DOUBTFUL} 个")


def _print_mentions(path: str, changes: Changes) -> int:
    """Print every number of a text as JSON, one a line."""
    from zongjie.pipeline import recovering

    found = recovering.mentions(path, changes=changes)
    if has_errors(found.diagnostics):
        say(found.diagnostics, "json", to=sys.stderr)
        return FAULTY
    lines = (json.dumps(record, ensure_ascii=False) for record in found.records)
    print_data("".join(f"{one}\n" for one in lines), sys.stdout)
    return DONE


def _is_there(path: Path) -> bool:
    """Whether a file exists; a name no system takes is told when it is written."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _year(text: str) -> str:
    return text or str(dt.datetime.now().astimezone().year)


def _wrong_names(command: str, office: str, year: str) -> int:
    """Return WRONG_USE, once told, for a year or an office that no report can have."""
    if not re.fullmatch(r"[12]\d{3}", year):
        line(f"zongjie {command}：年份“{year}”不对，照这样写：--year 2026")
        return WRONG_USE
    if not re.fullmatch(r"[\w（）()·]*", office):
        line(f"zongjie {command}：单位名称“{office}”不对，照这样写：--office 甘泉路街道")
        return WRONG_USE
    return DONE


def _own_name(path: Path, start: Path) -> Path:
    """Return the name a shipped file gets in a person's folder."""
    parts = path.relative_to(start).parts
    return Path(*(_OWN_NAMES.get(part, part) for part in parts))
