"""``zongjie compare``: two reports side by side."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from zongjie import files
from zongjie.cli.codes import DONE, FAULTY, WRONG_USE
from zongjie.cli.printing import line, print_data, say
from zongjie.comparing import FORMATS, write
from zongjie.pipeline import comparing


def compare(options: argparse.Namespace) -> int:
    """``zongjie compare``.  That two reports differ is no fault."""
    paths = [path for path in options.output if path != "-"]
    wrong = files.refused([Path(path) for path in paths], (), FORMATS)
    if wrong:
        say(wrong, options.format, to=sys.stderr)
        return WRONG_USE
    compared = comparing.compare_files(
        options.before,
        options.after,
        *paths,
        indicators=options.only != "语句",
        texts=options.only != "指标",
    )
    if compared.diagnostics or options.format == "json":
        say(compared.diagnostics, options.format, to=sys.stderr)
    if compared.comparison is None or not compared.ok:
        return FAULTY
    if options.format != "json":
        for path in compared.written:
            line(f"写好了 {path}")
    if not paths or len(paths) < len(options.output):
        form = "json" if options.format == "json" else "txt"
        print_data(write(compared.comparison, form), sys.stdout)
    return DONE
