"""``zongjie profile``: what a 版式 says, and in what it is not the standard's."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable

from zongjie.cli.codes import DONE, FAULTY
from zongjie.cli.printing import line, print_data, say
from zongjie.diagnostics import has_errors
from zongjie.model.profile import Profile, name_of
from zongjie.pipeline import authoring, outputs
from zongjie.text import display_width


def profile(options: argparse.Namespace) -> int:
    """``zongjie profile list``, ``show`` and ``check``."""
    run: dict[str, Callable[[argparse.Namespace], int]]
    run = {"list": _list, "show": _show, "check": _check}
    return run[options.action](options)


def _list(options: argparse.Namespace) -> int:
    known = authoring.shipped_profiles()
    if options.format == "json":
        _print_json([{"title": one.title, "description": one.description} for one in known])
    else:
        for one in known:
            line(f"{one.title}　{one.description}", to=sys.stdout)
    return DONE


def _check(options: argparse.Namespace) -> int:
    _, found = authoring.find_profile(options.profile)
    say(found, options.format, to=sys.stdout)
    if not found and options.format != "json":
        line("没有发现问题", to=sys.stdout)
    return FAULTY if has_errors(found) else DONE


def _show(options: argparse.Namespace) -> int:
    chosen, found = authoring.find_profile(options.profile)
    say(found, "text" if options.format == "json" else options.format, to=sys.stderr)
    if chosen is None or has_errors(found):
        return FAULTY
    rows = _rows(chosen, outputs.default_profile())
    if options.format == "json":
        _print_json(rows)
        return DONE
    head = {
        "参数": "参数",
        "值": "值",
        "条款": "条款",
        "力度": "力度",
        "国标": "国标",
        "备注": "备注",
    }
    table = [head, *rows]
    widths = {key: max(display_width(row[key]) for row in table) for key in head}
    line(f"{chosen.title}　{chosen.description}", to=sys.stdout)
    for row in table:
        cells = (row[key] + " " * (widths[key] - display_width(row[key])) for key in head)
        line("  ".join(cells).rstrip(), to=sys.stdout)
    changed = sum(bool(row["国标"]) for row in rows)
    said = f"和国标公文不同的有 {changed} 项" if changed else "每一项都和国标公文一样"
    line(said, to=sys.stdout)
    return DONE


def _rows(chosen: Profile, standard: Profile) -> list[dict[str, str]]:
    """Return a row for each parameter; 国标 holds the standard's value where that differs."""
    rows = []
    for (group, key), one in chosen.parameters.items():
        usual = standard.parameters[group, key]
        rows.append(
            {
                "参数": name_of(group, key),
                "值": one.written,
                "条款": one.clause,
                "力度": one.strength.value,
                "国标": usual.written if usual.value != one.value else "",
                "备注": one.remark,
            }
        )
    return rows


def _print_json(rows: list[dict[str, str]]) -> None:
    text = json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
    print_data(text, sys.stdout)
