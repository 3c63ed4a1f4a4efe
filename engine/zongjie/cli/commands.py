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


def render(options: argparse.Namespace) -> int:
    """``zongjie render``."""
    paths = [path for path in options.output if path != "-"]
    to_screen = len(paths) < len(options.output)
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
    for path in rendered.written:
        _line(f"写好了 {path}")
    if to_screen:
        _print_text(rendered.outputs["txt"])
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
            _write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
        else:
            for entry in known:
                _write(f"{entry.title}（{entry.folder.name}）　{entry.description}\n")
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
        _write(data.decode("utf-8"))
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
    wanted = [(path, folder / path.relative_to(start)) for path in sorted(start.rglob("*.yaml"))]
    taken = [target for _, target in wanted if target.exists()]
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
    _line(f"下一步：改 {folder} 里的文件，再运行 zongjie render {folder} -o 总结.docx")
    return DONE


def _say(found: list[Diagnostic], form: str, *, to: TextIO) -> None:
    """Print diagnostics; as JSON an empty list too."""
    if form == "json":
        to.write(shown.as_json(found))
    elif found:
        text = shown.short(found) if form == "line" else shown.full(found)
        _line(f"{text}{shown.summary(found)}", to=to)


def _print_text(data: bytes) -> None:
    """Print the report: to a console in its encoding, to a file or pipe as UTF-8."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None or sys.stdout.isatty():
        _write(data.decode("utf-8"))
        return
    sys.stdout.flush()
    buffer.write(data)
    buffer.flush()


def _line(text: str, *, to: TextIO | None = None) -> None:
    print(text, file=to or sys.stderr)


def _write(text: str) -> None:
    sys.stdout.write(text)
