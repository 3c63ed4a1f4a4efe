"""``zongjie pull``: call the pipeline, show each edit, write where that was asked."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence

from zongjie.cli.asking import asked
from zongjie.cli.codes import DONE, FAULTY
from zongjie.cli.printing import line, print_data, say
from zongjie.diagnostics import render
from zongjie.pipeline import pulling
from zongjie.pipeline.pulling import Pulled
from zongjie.pulling import Change


def pull(options: argparse.Namespace) -> int:
    """``zongjie pull``."""
    pulled = pulling.pull(
        options.report,
        options.copies,
        changes=asked if options.changes == "ask" else options.changes,
        base=options.base,
        as_is=options.as_is,
        apply=options.apply,
    )
    if options.format == "json":
        print_data(_as_json(pulled), sys.stdout)
    else:
        for row in _rows(pulled):
            line(row, to=sys.stdout)
        say(pulled.diagnostics, options.format, to=sys.stderr)
        _close(pulled, options)
    return DONE if pulled.ok else FAULTY


def _rows(pulled: Pulled) -> Iterator[str]:
    """Yield what is shown of each edit, under the paragraph it stands in."""
    place = None
    for change in pulled.changes:
        if change.place != place:
            place = change.place
            yield f"{place}："
        sign = "收" if change.taken else "不收"
        yield f"  {sign}　{_words(change)}"
        if change.why:
            yield f"  　　（{change.why}）"
        if change.copies and not change.others:
            yield f"  　　（{'、'.join(change.copies)}）"
        for name, text in change.others:
            yield f"  　　{name}：{_quoted(text)}"


def _words(change: Change) -> str:
    if not change.before:
        return f"加上 {_quoted(change.after)}"
    if not change.after:
        return f"删去 {_quoted(change.before)}"
    if change.before == change.after:
        return _quoted(change.before)
    return f"{_quoted(change.before)} → {_quoted(change.after)}"


def _quoted(text: str) -> str:
    return f"“{text.replace(chr(10), '／')}”"


def _close(pulled: Pulled, options: argparse.Namespace) -> None:
    """Say what is done, and what comes next."""
    if not pulled.ok:
        line("什么都没有写")
        return
    taken, left = _counts(pulled.changes)
    if not pulled.changes:
        line("改稿和底稿一样，没有要收的")
        return
    line(f"共 {taken + left} 处改动：收 {taken} 处，不收 {left} 处")
    if not options.as_is and any(one.is_wording for one in pulled.changes):
        line("程序拼的、模板加的段落，加上 --as-is 可以照改稿收成自己的话")
    for path in pulled.written:
        line(f"写好了 {path}")
    if pulled.backup is not None:
        line(f"原来的留在 {pulled.backup}")
    elif pulled.files and not options.apply:
        line("还没有写；照这样写，加上 --apply")


def _counts(changes: Sequence[Change]) -> tuple[int, int]:
    taken = sum(change.taken for change in changes)
    return taken, len(changes) - taken


def _as_json(pulled: Pulled) -> str:
    rows = [
        {
            "place": one.place,
            "before": one.before,
            "after": one.after,
            "taken": one.taken,
            "why": one.why,
            "copies": list(one.copies),
            "others": [{"copy": name, "text": text} for name, text in one.others],
        }
        for one in pulled.changes
    ]
    whole = {
        "changes": rows,
        "diagnostics": json.loads(render.as_json(pulled.diagnostics)),
        "files": [str(path) for path in pulled.files],
        "written": [str(path) for path in pulled.written],
        "backup": str(pulled.backup) if pulled.backup is not None else "",
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
