"""``zongjie form`` and ``status``: what the 科室 are asked, what came back, what is missing."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from zongjie import files
from zongjie.cli.codes import DONE, FAULTY
from zongjie.cli.printing import line, print_data, say
from zongjie.diagnostics import catalogue, has_errors, render
from zongjie.text import display_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zongjie.pipeline.forms import Collected
    from zongjie.pipeline.progress import Department, Length, Progress

_SUFFIX: Final = ".xlsx"
_LONGEST: Final = 40  # characters of a text that is shown in a line
_COLUMNS: Final = ("科室", "共", "填了", "初步数", "不适用", "缺", "存疑")


def form(options: argparse.Namespace) -> int:
    """``zongjie form export`` and ``collect``."""
    return {"export": _export, "collect": _collect}[options.action](options)


def _export(options: argparse.Namespace) -> int:
    from zongjie.pipeline import forms

    target = Path(options.output)
    apart = not target.suffix or target.is_dir()
    if not apart and target.suffix.lower() != _SUFFIX:
        say([catalogue.outputs.unknown_format(str(target), _SUFFIX)], "text", to=sys.stderr)
        return FAULTY
    made = forms.export(options.report, apart=apart)
    say(made.diagnostics, "text", to=sys.stderr)
    if has_errors(made.diagnostics):
        return FAULTY
    named = {target / name if apart else target: data for name, data in made.workbooks.items()}
    taken = next((path for path in named if path.exists() and not options.force), None)
    if taken is not None:
        say([catalogue.forms.form_exists(str(taken))], "text", to=sys.stderr)
        return FAULTY
    faults = files.write_all(list(named.items()), force=True)
    say(faults, "text", to=sys.stderr)
    if faults:
        return FAULTY
    for path in named:
        line(f"写好了 {path}")
    return DONE


def _collect(options: argparse.Namespace) -> int:
    from zongjie.pipeline import forms

    done = forms.collect(options.report, options.workbooks, dry_run=options.dry_run)
    if options.format == "json":
        print_data(_as_json(done), sys.stdout)
    else:
        say(done.diagnostics, options.format, to=sys.stderr)
        if options.dry_run:
            print_data(done.diff, sys.stdout)
        else:
            for change in done.changes if done.written else ():
                before, after = _short(change.before) or "（空）", _short(change.after)
                line(f"{change.name} {change.field}：{before} → {after}（{change.place}）")
        _sum_up(done, dry_run=options.dry_run)
    return FAULTY if has_errors(done.diagnostics) else DONE


def _sum_up(done: Collected, *, dry_run: bool) -> None:
    if dry_run:
        line(f"会改 {len(done.changes)} 处；没有写任何文件")
    elif done.written:
        names = "、".join(map(str, done.written))
        line(f"收了 {len(done.changes)} 处，改了 {names}；改以前的样子在旁边的 .bak 里")
    else:
        line("没有要改的" if not done.changes else "什么也没有写")


def _as_json(done: Collected) -> str:
    found = json.loads(render.as_json(done.diagnostics))
    changes = [change._asdict() for change in done.changes]
    written = [str(path) for path in done.written]
    whole = {"changes": changes, "diff": done.diff, "written": written, "diagnostics": found}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……"


# ---- status ----------------------------------------------------------------------


def status(options: argparse.Namespace) -> int:
    """``zongjie status``."""
    from zongjie.pipeline.progress import progress

    found = progress(options.report)
    faulty = has_errors(found.diagnostics)
    if options.format == "json":
        print_data(_progress_json(found), sys.stdout)
    elif not found.title:
        say(found.diagnostics, "text", to=sys.stderr)
    else:
        for text in _told(found):
            line(text, to=sys.stdout)
    return FAULTY if faulty else DONE


def _progress_json(found: Progress) -> str:
    whole = {
        "report": found.title,
        "departments": [one._asdict() for one in found.departments],
        "sections": [one._asdict() for one in found.sections],
        "whole": found.whole._asdict() if found.whole is not None else None,
        "errors": sum(has_errors([one]) for one in found.diagnostics),
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _told(found: Progress) -> list[str]:
    """Return the lines of a progress report for a person."""
    every = found.departments
    told = [found.title]
    if every:
        rows = [_COLUMNS, *map(_row, every), ("合计", *_totals(every))]
        told += ["", *_aligned(rows)]
    for title, names in (
        ("还缺的", {one.name: one.missing for one in every}),
        ("存疑的（zongjie check 里有说明）", {one.name: one.doubtful for one in every}),
    ):
        if any(names.values()):
            told += ["", f"{title}："]
            told += [f"  {name}：{'、'.join(which)}" for name, which in names.items() if which]
    if found.whole is not None:
        told += ["", "字数："]
        told += [f"  {_length(one)}" for one in (*found.sections, found.whole)]
    errors = sum(has_errors([one]) for one in found.diagnostics)
    if errors:
        told += ["", f"报告有 {errors} 处错误，字数先不列；用 zongjie check 看"]
    return told


def _row(one: Department) -> tuple[str, ...]:
    return (one.name, *map(str, _counts(one)))


def _counts(one: Department) -> tuple[int, ...]:
    listed = (len(one.missing), len(one.doubtful))
    return (one.total, one.filled, len(one.provisional), one.not_applicable, *listed)


def _totals(every: Sequence[Department]) -> list[str]:
    return [str(sum(column)) for column in zip(*map(_counts, every), strict=True)]


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return rows as lines, the first column on the left, the others on the right."""
    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            _padded(text, width, left=at == 0)
            for at, (text, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _padded(text: str, width: int, *, left: bool) -> str:
    blanks = " " * (width - display_width(text))
    return text + blanks if left else blanks + text


def _length(one: Length) -> str:
    if one.limit is None:
        return f"{one.title}　{one.length}字"
    over = f"，超了{one.length - one.limit}字" if one.length > one.limit else ""
    return f"{one.title}　{one.length}字（限{one.limit}字{over}）"
