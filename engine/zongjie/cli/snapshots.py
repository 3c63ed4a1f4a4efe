"""``zongjie snapshot``: keep a draft, or list those that were kept."""

from __future__ import annotations

import argparse
import json
import sys
import time

from zongjie.cli.codes import DONE, FAULTY
from zongjie.cli.printing import line, print_data, say
from zongjie.diagnostics import has_errors, render
from zongjie.pipeline import keeping
from zongjie.pipeline.keeping import Listed, State


def snapshot(options: argparse.Namespace) -> int:
    """``zongjie snapshot``."""
    if options.name is None:
        return _list(options)
    taken = keeping.take(options.report, options.name, force=options.force)
    say(taken.diagnostics, options.format, to=sys.stderr)
    if taken.snapshot is None:
        if options.format != "json":
            line("没有留稿：先照上面说的改好")
        return FAULTY
    if options.format != "json":
        said = "已经留过，和现在的一样" if taken.same else "留好了"
        line(f"{said}：{taken.snapshot.folder}")
    return DONE


def _list(options: argparse.Namespace) -> int:
    found = keeping.listed(options.report)
    if options.format == "json":
        print_data(_as_json(found), sys.stdout)
    else:
        say(found.diagnostics, options.format, to=sys.stderr)
        for state in found.states:
            line(_told(state), to=sys.stdout)
        if not found.states and not found.diagnostics:
            line(f"还没有留过稿；留一稿：zongjie snapshot {options.report} --name 送审稿")
    return FAULTY if has_errors(found.diagnostics) else DONE


def _told(state: State) -> str:
    said = {True: "和现在的一样", False: "和现在的不一样", None: "（现在的报告有错误，比不了）"}
    files = "、".join(state.changed)
    changed = f"；以后改过 {files}" if files else ""
    return f"{state.snapshot.name}　{_when(state)}　文字{said[state.text_same]}{changed}"


def _when(state: State) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(state.seconds))


def _as_json(found: Listed) -> str:
    rows = [
        {
            "name": state.snapshot.name,
            "folder": str(state.snapshot.folder),
            "title": state.snapshot.title,
            "time": _when(state),
            "text_same": state.text_same,
            "changed_since": state.changed,
            "touched": state.touched,
        }
        for state in found.states
    ]
    told = json.loads(render.as_json(found.diagnostics))
    return json.dumps({"snapshots": rows, "diagnostics": told}, ensure_ascii=False, indent=2) + "\n"
