"""render, check, schema: call the pipeline, print, return an exit code."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from zongjie import files, pipeline, resources
from zongjie.cli.main import DONE, FAULTY, WRONG_USE
from zongjie.cli.printing import line, print_data, say
from zongjie.diagnostics import Diagnostic, has_errors, in_reading_order


def render(options: argparse.Namespace) -> int:
    """``zongjie render``."""
    paths = [path for path in options.output if path != "-"]
    to_screen = len(paths) < len(options.output)
    wrong = files.refused([Path(path) for path in paths], (), pipeline.FORMATS)
    if wrong:
        say(wrong, options.format, to=sys.stderr)
        return WRONG_USE
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
    if not rendered.ok:
        return FAULTY
    if options.format != "json":
        for path in rendered.written:
            line(f"写好了 {path}")
    if to_screen:
        print_data(rendered.outputs["txt"], sys.stdout)
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
    say(found, options.format, to=sys.stdout)
    if not found and options.format != "json":
        line("没有发现问题", to=sys.stdout)
    return FAULTY if has_errors(found) else DONE


def schema(options: argparse.Namespace) -> int:
    """``zongjie schema``."""
    data = (resources.schema_dir() / f"{options.name}.schema.json").read_bytes()
    if options.output == "-":
        print_data(data, sys.stdout)
        return DONE
    faults = files.write_all([(Path(options.output), data)], force=True)
    say(faults, "text", to=sys.stderr)
    return FAULTY if faults else DONE
