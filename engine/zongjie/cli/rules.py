"""``zongjie rules`` and ``zongjie explain``: what is checked, and why."""

from __future__ import annotations

import argparse
import json
import sys

from zongjie.cli.codes import DONE, WRONG_USE
from zongjie.cli.printing import line, print_data
from zongjie.diagnostics import catalogue, manual
from zongjie.text import half_width, nearest


def rules(options: argparse.Namespace) -> int:
    """``zongjie rules``: all of them, by family."""
    known = list(catalogue.all_rules().values())
    if options.format == "md":
        print_data(manual.whole(known), sys.stdout)
        return DONE
    families = manual.by_family(known)
    if options.format == "json":
        rows = [
            {
                "code": rule.code,
                "severity": rule.severity.value,
                "family": family,
                "title": rule.title,
                **dict(part.split("：", 1) for part in manual.parts(rule)),
            }
            for family, members in families.items()
            for rule in members
        ]
        print_data(f"{json.dumps(rows, ensure_ascii=False, indent=2)}\n", sys.stdout)
        return DONE
    for family, members in families.items():
        line(f"{family}（{len(members)}）", to=sys.stdout)
        for rule in members:
            line(f"  {rule.code} {rule.severity.value}　{rule.title}", to=sys.stdout)
    line(f"共 {len(known)} 条。看一条：zongjie explain {known[0].code}", to=sys.stdout)
    return DONE


def explain(options: argparse.Namespace) -> int:
    """``zongjie explain ZJ208``: the page of a rule; the nearest where there is none."""
    code = half_width(options.code).strip().upper().replace("O", "0")  # ZJ2O8
    code = f"ZJ{code}" if code.isdigit() else code
    rule = catalogue.rule_of(code)
    if rule is not None:
        print_data(manual.page(rule), sys.stdout)
        return DONE
    close = nearest(code, catalogue.all_rules())
    hint = f"是不是 {close}？" if close else ""
    line(f"没有编号是“{options.code}”的检查。{hint}用 zongjie rules 看全部编号")
    return WRONG_USE
