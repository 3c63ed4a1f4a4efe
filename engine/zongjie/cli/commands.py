"""render, check, schema: call the pipeline, print, return an exit code."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from zongjie import files, pipeline, resources
from zongjie.cli.codes import DONE, FAULTY, WRONG_USE
from zongjie.cli.printing import line, print_data, say
from zongjie.diagnostics import Diagnostic, Severity, has_errors, in_reading_order

if TYPE_CHECKING:
    from zongjie.pipeline.outputs import Rendered
    from zongjie.pipeline.reviewing import Finding


def render(options: argparse.Namespace) -> int:
    """``zongjie render``."""
    paths = [path for path in options.output if path != "-"]
    to_screen = len(paths) < len(options.output)
    wrong = files.refused([Path(path) for path in paths], (), pipeline.FORMATS)
    if wrong:
        say(wrong, options.format, to=sys.stderr)
        return WRONG_USE
    if options.watch:
        from zongjie.cli.watching import watch

        return watch(options, paths, to_screen=to_screen)
    rendered = printed(options, paths, to_screen=to_screen)
    if options.format != "json":
        for path in rendered.written:
            line(f"写好了 {path}")
    return DONE if rendered.ok else FAULTY


def printed(options: argparse.Namespace, paths: list[str], *, to_screen: bool) -> Rendered:
    """Render once; say what was found, and print what is for the screen."""
    rendered = pipeline.render_file(
        options.report,
        *paths,
        public=options.public,
        final=options.final,
        force=options.force,
        template=options.template,
        profile=options.profile,
        proof=options.proof,
        also=("txt",) if to_screen else (),
    )
    say(rendered.diagnostics, options.format, to=sys.stderr)
    if to_screen and rendered.ok:
        print_data(rendered.outputs["txt"], sys.stdout)
    return rendered


def check(options: argparse.Namespace) -> int:
    """``zongjie check``."""
    found: list[Diagnostic] = []
    if options.fix:
        from zongjie.cli.fixing import mend

        found += mend(options)
    listed: list[Finding] = []
    year = None
    for path in options.reports:
        loaded = pipeline.load(path)
        checked = pipeline.check(
            loaded,
            public=options.public,
            final=options.final,
            template=options.template,
            last=options.last,
        )
        found += checked.diagnostics
        if options.output:
            from zongjie.pipeline import reviewing

            listed += reviewing.findings(loaded, checked.diagnostics)
            year = loaded.report.year if loaded.report is not None else year
    found = in_reading_order(found)
    _say_found(found, options.format)
    for target in options.output:
        if not _write_list(target, listed, year):
            return FAULTY
    grave = options.strict and any(one.severity is Severity.WARNING for one in found)
    return FAULTY if grave or has_errors(found) else DONE


def _say_found(found: list[Diagnostic], form: str) -> None:
    if form in ("sarif", "github"):
        from zongjie.diagnostics import exchange

        text = exchange.sarif(found) if form == "sarif" else exchange.github(found)
        print_data(text, sys.stdout)
        return
    say(found, form, to=sys.stdout)
    if not found and form != "json":
        line("没有发现问题", to=sys.stdout)


def _write_list(target: str, listed: list[Finding], year: int | None) -> bool:
    """Write 问题清单 to a file, or a 反馈单 for each 科室 into a folder; say what was written."""
    from zongjie.pipeline import reviewing

    path = Path(target)
    if path.suffix and not path.is_dir():
        faults = files.refused([path], (), reviewing.FORMATS)
        contents = [(path, reviewing.issue_list(listed))] if not faults else []
    else:
        faults = []
        sheets = reviewing.query_sheets(listed, year)
        contents = [(path / reviewing.sheet_name(name), one) for name, one in sheets.items()]
    made = [(file, reviewing.written(one, file.suffix[1:].lower())) for file, one in contents]
    faults += files.write_all(made, force=True) if not faults else []
    say(faults, "text", to=sys.stderr)
    for file, _ in () if faults else made:
        line(f"写好了 {file}")
    return not faults


def schema(options: argparse.Namespace) -> int:
    """``zongjie schema``."""
    data = (resources.schema_dir() / f"{options.name}.schema.json").read_bytes()
    if options.output == "-":
        print_data(data, sys.stdout)
        return DONE
    faults = files.write_all([(Path(options.output), data)], force=True)
    say(faults, "text", to=sys.stderr)
    return FAULTY if faults else DONE
