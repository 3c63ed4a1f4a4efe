"""``zongjie render --watch``: print a report again whenever one of its files is saved."""

from __future__ import annotations

import argparse
import gc
import sys
import time

from zongjie.cli.codes import DONE, FAULTY
from zongjie.cli.commands import printed
from zongjie.cli.printing import line, say
from zongjie.diagnostics import catalogue
from zongjie.pipeline.outputs import Rendered
from zongjie.pipeline.watching import is_there, saves


def watch(options: argparse.Namespace, paths: list[str], *, to_screen: bool) -> int:
    """Print now and after each save, until Ctrl-C, which is how it ends well.

    What is wrong with the report, or with an output (it is open in Word), is told each time;
    the next save is waited for.
    """
    if not is_there(options.report):
        say([catalogue.files.not_found(options.report)], options.format, to=sys.stderr)
        return FAULTY
    gc.enable()  # many renders, other than one, make garbage
    try:
        for _ in saves(options.report, options.template, options.profile):
            rendered = printed(options, paths, to_screen=to_screen)
            if options.format != "json":
                line(f"{time.strftime('%H:%M:%S')} {_told(rendered)}，存盘就重印，按 Ctrl-C 停下")
    except KeyboardInterrupt:
        line("\n停下了")
    return DONE


def _told(rendered: Rendered) -> str:
    written = "、".join(map(str, rendered.written))
    return f"写好了 {written or '屏幕上的'}" if rendered.ok else "没有写，先照上面说的改好"
