"""What each command does: call the pipeline, print, return an exit code."""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path
from typing import TextIO

from zongjie import files, pipeline, resources
from zongjie.cli.main import DONE, FAULTY, WRONG_USE
from zongjie.diagnostics import Diagnostic, catalogue, has_errors, in_reading_order
from zongjie.diagnostics import render as shown
from zongjie.pipeline import MAIN_NAMES

_MOST_TOLD = 200  # nobody reads further; --format json has them all
_OWN_NAMES = {"report.yaml": "报告.yaml", "indicators": "指标", "service.yaml": "社区服务办.yaml"}


def render(options: argparse.Namespace) -> int:
    """``zongjie render``."""
    paths = [path for path in options.output if path != "-"]
    to_screen = len(paths) < len(options.output)
    wrong = files.refused([Path(path) for path in paths], (), pipeline.FORMATS)
    if wrong:
        _say(wrong, options.format, to=sys.stderr)
        return WRONG_USE
    rendered = pipeline.render_file(
        options.report,
        *paths,
        public=options.public,
        final=options.final,
        force=options.force,
        template=options.template,
        also=("txt",) if to_screen else (),
    )
    _say(rendered.diagnostics, options.format, to=sys.stderr)
    if not rendered.ok:
        return FAULTY
    if options.format != "json":
        for path in rendered.written:
            _line(f"写好了 {path}")
    if to_screen:
        _print_data(rendered.outputs["txt"], sys.stdout)
    return DONE


def check(options: argparse.Namespace) -> int:
    """``zongjie check``."""
    found: list[Diagnostic] = []
    for path in options.reports:
        checked = pipeline.check(
            pipeline.load(path),
            public=options.public,
            final=options.final,
            template=options.template,
        )
        found += checked.diagnostics
    found = in_reading_order(found)
    _say(found, options.format, to=sys.stdout)
    if not found and options.format != "json":
        _line("没有发现问题", to=sys.stdout)
    return FAULTY if has_errors(found) else DONE


def template(options: argparse.Namespace) -> int:
    """``zongjie template list`` and ``zongjie template check``."""
    if options.action == "list":
        known = pipeline.shipped_templates()
        if options.format == "json":
            rows = [
                {"name": t.folder.name, "title": t.title, "description": t.description}
                for t in known
            ]
            text = json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
            _print_data(text.encode("utf-8"), sys.stdout)
        else:
            for entry in known:
                _line(f"{entry.title}（{entry.folder.name}）　{entry.description}", to=sys.stdout)
        return DONE
    found = pipeline.check_template(options.template)
    _say(found, options.format, to=sys.stdout)
    if not found and options.format != "json":
        _line("没有发现问题", to=sys.stdout)
    return FAULTY if has_errors(found) else DONE


def schema(options: argparse.Namespace) -> int:
    """``zongjie schema``."""
    data = (resources.schema_dir() / f"{options.name}.schema.json").read_bytes()
    if options.output == "-":
        _print_data(data, sys.stdout)
        return DONE
    faults = files.write_all([(Path(options.output), data)], force=True)
    _say(faults, "text", to=sys.stderr)
    return FAULTY if faults else DONE


def new(options: argparse.Namespace) -> int:
    """``zongjie new``."""
    import datetime as dt

    year = options.year or str(dt.datetime.now().astimezone().year)
    if not re.fullmatch(r"[12]\d{3}", year):
        _line(f"zongjie new：年份“{year}”不对，照这样写：--year 2026")
        return WRONG_USE
    if not re.fullmatch(r"[\w（）()·]*", options.office):
        _line(f"zongjie new：单位名称“{options.office}”不对，照这样写：--office 甘泉路街道")
        return WRONG_USE
    folder = Path(options.folder)
    start = resources.template_dir() / "new-report"
    wanted = [(path, folder / _own_name(path, start)) for path in sorted(start.rglob("*.yaml"))]
    places = [*(target for _, target in wanted), *(folder / name for name in MAIN_NAMES)]
    taken = [place for place in places if place.exists()]
    if taken:
        _say([catalogue.outputs.folder_not_empty(str(taken[0]))], "text", to=sys.stderr)
        return FAULTY
    office = options.office or "某某街道"
    contents = []
    for path, target in wanted:
        text = path.read_text(encoding="utf-8")
        text = text.replace("某某街道", office).replace("2026", year)
        contents.append((target, text.encode("utf-8")))
    faults = files.write_all(contents, force=True)
    _say(faults, "text", to=sys.stderr)
    if faults:
        return FAULTY
    for target, _ in contents:
        _line(f"写好了 {target}")
    quoted = f'"{folder}"' if " " in str(folder) else str(folder)
    _line(f"下一步：改 {folder} 里的文件，再运行 zongjie render {quoted} -o 总结.docx")
    return DONE


def _own_name(path: Path, start: Path) -> Path:
    """Return the name a shipped file gets in a person's folder: what we ship is ASCII."""
    parts = path.relative_to(start).parts
    return Path(*(_OWN_NAMES.get(part, part) for part in parts))


def _say(found: list[Diagnostic], form: str, *, to: TextIO) -> None:
    """Print diagnostics; as JSON an empty list too."""
    if form == "json":
        _print_data(shown.as_json(found).encode("utf-8"), to)
    elif found:
        told = found[:_MOST_TOLD]
        text = shown.short(told) if form == "line" else shown.full(told)
        more = "" if len(told) == len(found) else f"……（只列前 {_MOST_TOLD} 处）"
        _line(f"{text}{shown.summary(found)}{more}", to=to)


def _print_data(data: bytes, stream: TextIO) -> None:
    """Print a report or JSON: to a console in its encoding, to a file or pipe as UTF-8."""
    buffer = getattr(stream, "buffer", None)
    if buffer is None or stream.isatty():
        stream.write(data.decode("utf-8"))
        return
    stream.flush()
    buffer.write(data)
    buffer.flush()


def _line(text: str, *, to: TextIO | None = None) -> None:
    print(text, file=to or sys.stderr)
