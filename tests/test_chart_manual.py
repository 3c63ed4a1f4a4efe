"""docs/图表.md: every report of it is rendered, and prints the charts that follow it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from zongjie import render
from zongjie.document import Chart
from zongjie.readers.docx import read
from zongjie.sources.report import load_text

TEXT = (Path(__file__).parents[1] / "docs" / "图表.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\S*)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
PAIRS = list(zip(BLOCKS[::2], BLOCKS[1::2], strict=True))


def test_each_report_is_followed_by_what_it_prints() -> None:
    assert PAIRS
    assert [(given[0], shown[0]) for given, shown in PAIRS] == [("yaml", "text")] * len(PAIRS)


@pytest.mark.parametrize(("given", "shown"), PAIRS)
def test_a_report_prints_its_charts(given: tuple[str, str], shown: tuple[str, str]) -> None:
    rendered = render(load_text(given[1]), "txt", "docx")
    assert [found.message for found in rendered.diagnostics if found.code.startswith("ZJ5")] == []
    lines = [line for line in rendered.outputs["txt"].decode().split("\n") if line]
    assert lines[lines.index("主要指标图") + 1 :] == shown[1].rstrip("\n").split("\n")
    charts = [one for one in read(rendered.outputs["docx"]).blocks if isinstance(one, Chart)]
    assert len(charts) == len(re.findall("^图[0-9]", shown[1], re.MULTILINE))
