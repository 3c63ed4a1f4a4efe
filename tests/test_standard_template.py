"""The standard template as users meet it: the example, README's words, a thousand reports."""

from __future__ import annotations

import random
import re
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

import random_reports
from reports import sentences_of
from zongjie import check, load, render
from zongjie.document import Heading, Paragraph, footnotes, text_of
from zongjie.sources.report import load_text

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "shifan-2025"
PROSE = {"开头", "章节", "事项", "结尾", "正文", "举措", "原文", "过渡语", "条目", "脚注"}


def test_the_example_holds_indicators_and_no_prose() -> None:
    keys: set[str] = set()
    for path in EXAMPLE.rglob("*.yaml"):
        keys |= set(re.findall(r"^\s*(?:- )?([^\s#:]+):", path.read_text("utf-8"), re.MULTILINE))
    assert not keys & PROSE
    report = load(EXAMPLE).report
    assert report is not None
    assert len(report.indicators) >= 60
    assert sum(indicator.previous is not None for indicator in report.indicators.values()) >= 5
    assert sum(indicator.target is not None for indicator in report.indicators.values()) >= 5


def test_the_example_is_a_complete_report() -> None:
    checked = check(load(EXAMPLE))
    document = checked.document
    assert document is not None
    assert {d.severity.value for d in checked.diagnostics} == {"提示"}
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    assert len(headings) >= 6
    assert len(footnotes(document)) >= 2
    text = render(load(EXAMPLE), "txt").outputs["txt"].decode()
    assert 2500 <= len("".join(text.split())) <= 4500
    assert f"主要做了以下{'零一二三四五六七八'[len(headings)]}方面工作" in text
    last = [block for block in document.blocks if isinstance(block, Paragraph)][-1]
    closing = text_of(last.runs)
    assert closing.startswith("在总结成绩的同时")
    assert "一是" in closing
    assert "二是" in closing


def test_neighbouring_sentences_of_the_example_differ_in_shape() -> None:
    document = check(load(EXAMPLE)).document
    assert document is not None
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.lead:
            shapes = [_shape(s) for s in text_of(block.runs).split("。") if s]
            assert all(a != b for a, b in pairwise(shapes)), block


def _shape(sentence: str) -> str:
    """Return the first word and the marks of a sentence: what makes two look alike."""
    marks = re.sub(r"[^，；、（）]", "", sentence)
    return sentence[:2] + marks


@pytest.mark.parametrize("public", [False, True])
def test_a_thousand_random_reports_render(public: bool) -> None:
    catalogue = random_reports.entries()
    for seed in range(1000):
        report = random_reports.random_report(catalogue, random.Random(f"{seed}{public}"))
        rendered = render(load_text(report), "txt", public=public)
        assert rendered.ok, (report, [d.message for d in rendered.diagnostics])


def test_the_first_example_of_the_readme_prints_what_it_says() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8").split("## 只填指标")[1]
    report, printed = re.findall(r"```(?:yaml)?\n(.*?)```", text, re.DOTALL)[1:3]
    shown = render(load_text(report), "txt").outputs["txt"].decode()
    wanted = "".join(printed.split())
    assert wanted in "".join(shown.split())


def test_the_second_example_of_the_readme_changes_the_outline() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8").split("## 只填指标")[1]
    change = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)[1]
    facts = "安全生产检查: 9家次, 安全隐患: 8处, 走访企业: 7家次, 信访积案化解: 6件"
    head = f"单位名称: 示范街道\n年份: 2025\n指标: {{{facts}}}\n"
    assert sentences_of(load_text(head + change)) == [
        "严格落实首接负责制。全年化解信访积案6件。",
        "自己的话，全年检查生产经营单位9家次，发现安全隐患8处。",
        "全年走访企业7家次。",
    ]


def test_every_indicator_of_the_catalogue_has_what_staff_need() -> None:
    for entry in random_reports.entries():
        assert entry.units, entry.name
        assert entry.counting, entry.name
        assert entry.direction, entry.name
        assert entry.department, entry.name
        assert entry.patterns or entry.zero, entry.name


def test_the_outline_files_are_block_style() -> None:
    for path in sorted((ROOT / "templates" / "street-summary" / "outline").glob("*.yaml")):
        tree = yaml.compose(path.read_text(encoding="utf-8"))
        waiting = [tree]
        while waiting:
            node = waiting.pop()
            assert not getattr(node, "flow_style", False), path.name
            if isinstance(node, yaml.MappingNode):
                waiting += [value for _, value in node.value]
            elif isinstance(node, yaml.SequenceNode):
                waiting += node.value
