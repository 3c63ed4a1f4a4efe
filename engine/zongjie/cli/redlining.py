"""``zongjie diff``: what changed between two drafts."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from zongjie import files
from zongjie.cli.codes import DONE, FAULTY, WRONG_USE
from zongjie.cli.printing import line, print_data, say
from zongjie.pipeline import redlining


def diff(options: argparse.Namespace) -> int:
    """``zongjie diff``.  That two drafts differ is no fault."""
    paths = [path for path in options.output if path != "-"]
    wrong = files.refused([Path(path) for path in paths], (), redlining.FORMATS)
    if wrong:
        say(wrong, options.format, to=sys.stderr)
        return WRONG_USE
    shown = "json" if options.format == "json" else "txt"
    to_screen = not paths or len(paths) < len(options.output)
    made = redlining.diff_files(
        options.before,
        options.after,
        *paths,
        profile=options.profile,
        force=options.force,
        also=(shown,) if to_screen else (),
    )
    if made.diagnostics or options.format == "json":
        say(made.diagnostics, options.format, to=sys.stderr)
    if not made.ok:
        return FAULTY
    if options.format != "json":
        for path in made.written:
            line(f"写好了 {path}")
        if not made.has_changed:
            line("两稿文字相同" + ("，没有写花脸稿" if paths else ""))
    if to_screen and (made.has_changed or shown == "json"):
        print_data(made.outputs[shown], sys.stdout)
    return DONE
