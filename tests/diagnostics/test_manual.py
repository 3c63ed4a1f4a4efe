"""docs/检查规则.md is what the rules say of themselves."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from zongjie import check
from zongjie.diagnostics import catalogue, manual
from zongjie.diagnostics.rule import Rule
from zongjie.sources.report import load_text

DOCS = Path(__file__).parents[2] / "docs" / "检查规则.md"
RULES = list(catalogue.all_rules().values())


def test_the_manual_page_is_up_to_date() -> None:
    text = manual.whole(RULES)
    if os.environ.get("ZONGJIE_ACCEPT"):
        DOCS.write_text(text, encoding="utf-8")
    assert DOCS.read_text(encoding="utf-8") == text, "make accept"


def test_every_rule_is_in_the_manual_once() -> None:
    told = re.findall(r"^### (ZJ\d{3}) ", manual.whole(RULES), re.MULTILINE)
    assert sorted(told) == [rule.code for rule in RULES]


def test_the_four_families_of_checks_on_numbers_come_first() -> None:
    families = re.findall(r"^## (.+)$", manual.whole(RULES), re.MULTILINE)
    assert families[:4] == ["缺值", "横向逻辑", "纵向逻辑", "文字"]
    assert len(families) == len(catalogue.TITLES)


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_a_page_holds_all_parts(rule: Rule) -> None:
    shown = manual.page(rule)
    assert [line[:3] for line in shown.split("\n")[2:6]] == ["查什么", "为什么", "反例：", "正例："]


def test_the_switches_of_the_manual_work() -> None:
    blocks = re.findall(r"^```yaml\n(.*?)^```$", manual.whole(RULES), re.MULTILINE | re.DOTALL)
    assert len(blocks) == 2
    assert all(load_text(block).diagnostics == [] for block in blocks)
    commented = f"标题: 总结\n{blocks[1]}"
    assert check(load_text(commented)).diagnostics == []
    told = check(load_text(commented.replace("# 不查", "# 查"))).diagnostics
    assert [found.code for found in told] == ["ZJ618"]
