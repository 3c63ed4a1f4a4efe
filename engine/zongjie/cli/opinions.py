"""``zongjie opinions``: the opinions of all who read a draft, in one table."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from zongjie import files
from zongjie.cli.codes import DONE, FAULTY, WRONG_USE
from zongjie.cli.printing import line, print_data, say
from zongjie.opinions.tables import write
from zongjie.pipeline.opinions import FORMATS, collect_files
from zongjie.pipeline.outputs import default_profile


def opinions(options: argparse.Namespace) -> int:
    """``zongjie opinions``.  That nobody said anything is no fault."""
    paths = [path for path in options.output if path != "-"]
    wrong = files.refused([Path(path) for path in paths], (), FORMATS)
    if wrong:
        say(wrong, options.format, to=sys.stderr)
        return WRONG_USE
    collected = collect_files(options.files, *paths, force=options.force)
    if collected.diagnostics or options.format == "json":
        say(collected.diagnostics, options.format, to=sys.stderr)
    if collected.told is None or not collected.ok:
        return FAULTY
    if options.format != "json":
        for path in collected.written:
            line(f"写好了 {path}")
    is_json = options.format == "json"
    if (collected.told.opinions or is_json) and (not paths or len(paths) < len(options.output)):
        form = "json" if is_json else "txt"
        print_data(write(collected.told, form, default_profile()), sys.stdout)
    return DONE
