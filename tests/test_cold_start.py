"""The cold command: what ``zongjie render`` loads for a report that is right, and what not."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

REPORT = """\
模板: 街道工作总结
单位名称: 甲街道
年份: 2016
标题: 甲街道2016年工作总结
指标:
  网格受理案件: 1.8万余件
  接待居民: 300～500人次
  办结率:
    数值: 98.5%
    同比: 提高2个百分点
章节:
  - 标题: 补齐短板
    事项:
      - 段首句: 整治圆满完成
        正文: |
          全年受理案件{{网格受理案件}}，接待居民{{接待居民}}，办结率达{{办结率}}。【注：网格】
脚注:
  网格: |
    城市管理的单元。
"""

# Rooms, and parts of rooms, that such a report has no use for.
NOT_OURS = (
    *("batching", "comparing", "observations", "opinions", "pulling", "readers", "recovery"),
    *(
        "revisions.groups",
        "revisions.redline",
        "rolling",
        "tables",
        "git",
        "libreoffice",
        "words",
        "wrapping",
    ),
    *("checks.review", "compose.annex", "compose.charts", "compose.explain", "compose.final"),
    *("compose.logic", "compose.speech", "compose.template_check", "diagnostics.catalogue."),
    *("diagnostics.exchange", "diagnostics.manual", "diagnostics.render", "model.mentions"),
    *("model.outline", "sources.edit", "sources.members", "sources.mending", "sources.outlines"),
    *("writers.docx.charts", "writers.docx.closing", "writers.docx.numbering"),
    *("writers.docx.proof", "writers.docx.redline", "writers.docx.tables"),
    *("writers.docx.inspection", "writers.docx.workbook", "writers.html", "writers.md"),
    *("writers.pdf", "writers.sheets", "writers.txt"),
)
# Of Python's own: each takes a millisecond or more, and neither jinja2 nor PyYAML needs it.
NOT_PYTHONS = frozenset(
    (
        *("asyncio", "concurrent", "csv", "dataclasses", "difflib", "email", "html", "http"),
        *("logging", "multiprocessing", "statistics", "subprocess", "unittest", "uuid"),
        *("xml", "zipfile"),
        "_hashlib",  # OpenSSL, a tenth of all memory
    )
)
MOST_MODULES = 114  # of ours: each costs a tenth of a millisecond and 20 kB
MOST_PATTERNS = 20  # of ours: each costs a tenth to two milliseconds

RUN = """
import re, sys
from re import _compiler
compile_, ours = _compiler.compile, []
def counted(pattern, flags=0):
    frame = sys._getframe(1)
    while frame is not None and frame.f_globals["__name__"] in ("re", "zongjie.text"):
        frame = frame.f_back
    if frame is not None and frame.f_globals["__name__"].startswith("zongjie"):
        ours.append(str(pattern))
    return compile_(pattern, flags)
_compiler.compile = counted
from zongjie.cli import main
assert main() == 0
print(*(name for name, module in sys.modules.items() if module is not None), sep="\\n")
print(len(ours))
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return the names of all modules of a cold run, and how many patterns it compiled."""
    folder = tmp_path_factory.mktemp("cold")
    report = folder / "报告.yaml"
    report.write_text(REPORT, encoding="utf-8")
    command = [sys.executable, "-c", RUN, "render", str(report), "-o", str(folder / "总结.docx")]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    done = subprocess.run(command, capture_output=True, check=True, env=environment)
    assert Path(folder / "总结.docx").is_file()
    return done.stdout.decode("utf-8").split()


def _of(names: list[str]) -> Iterator[str]:
    return (name.removeprefix("zongjie.") for name in names if name.startswith("zongjie."))


def test_a_right_report_loads_nothing_that_it_does_not_need(loaded: list[str]) -> None:
    assert [name for name in _of(loaded) if name.startswith(NOT_OURS)] == []
    assert sorted(NOT_PYTHONS.intersection(loaded)) == []


def test_the_modules_and_patterns_of_a_cold_run_stay_few(loaded: list[str]) -> None:
    assert len(list(_of(loaded))) <= MOST_MODULES
    assert int(loaded[-1]) <= MOST_PATTERNS
