"""``zongjie next``: call the pipeline, print what to look at, return an exit code."""

from __future__ import annotations

import argparse
import re
import sys

from zongjie.cli.codes import DONE, FAULTY, WRONG_USE
from zongjie.cli.printing import line, say
from zongjie.pipeline import rolling


def next_year(options: argparse.Namespace) -> int:
    """``zongjie next``."""
    for name, text in (("--to", options.to), ("--from", options.base)):
        if (text or name == "--to") and not re.fullmatch(r"[12][0-9]{3}", text):
            line(f"zongjie next：年份“{text}”不对，照这样写：{name} 2026")
            return WRONG_USE
    if options.output == "-":
        line("zongjie next：-o 要写文件夹的名字，不能印在屏幕上")
        return WRONG_USE
    outcome = rolling.next_year(
        options.report,
        int(options.to),
        options.output,
        base=int(options.base) if options.base else None,
        force=options.force,
    )
    say(outcome.diagnostics, options.format, to=sys.stderr)
    if not outcome.ok:
        return FAULTY
    if options.format != "json":
        for path in outcome.written:
            if not path.parent.name.startswith("."):  # what only an editor reads
                line(f"写好了 {path}")
        departments = {one.department for one in outcome.wanted}
        line(f"要报的数 {len(outcome.wanted)} 项，{len(departments)} 个科室")
        line(f"下一步：照着 {outcome.written[-1]} 逐条核对，填今年的数")
    return DONE
