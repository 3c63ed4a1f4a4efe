"""docs/花脸稿.md: its commands do what it shows, and what it says of names and colours is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from zongjie.cli import main
from zongjie.pipeline.redlining import FORMATS
from zongjie.readers.docx import read
from zongjie.writers.docx.redline import AUTHOR

TEXT = (Path(__file__).parents[1] / "docs" / "花脸稿.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\S*)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
COMMANDS = [text for kind, text in BLOCKS if not kind]
REPORT = """\
标题: 甲街道2025年工作总结
章节:
  - 标题: 城市管理
    事项:
      - 段首句: 城市管理有序
        正文: 全年受理案件18935件，结案率100%。
      - 段首句: 环境持续改善
        正文: 拆除违法建筑154处、9058平方米。
  - 标题: 民生服务
    事项:
      - 段首句: 服务更加细致
        正文: 全年新增就业420人。
"""
LAST = (
    REPORT.replace("18935", "18735")
    .replace("、9058平方米", "")
    .replace("420人。\n", "420人。\n      - 正文: 下一步，继续做好各项工作。\n")
)


@pytest.fixture(autouse=True)
def _drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("报告").mkdir()
    Path("报告/报告.yaml").write_text(LAST, "utf-8")
    assert main(["render", "报告", "-o", "上一稿.docx"]) == 0
    Path("报告/报告.yaml").write_text(REPORT, "utf-8")


def _arguments(command: str) -> list[str]:
    return command.removeprefix("$ zongjie ").split()


def test_the_command_writes_what_can_be_accepted_and_rejected(
    capsys: pytest.CaptureFixture[str],
) -> None:
    command, _, printed = COMMANDS[0].partition("\n")
    capsys.readouterr()
    assert main(_arguments(command)) == 0
    assert capsys.readouterr().err == printed
    assert main(["render", "报告", "-o", "这一稿.docx"]) == 0
    redline = Path("花脸稿.docx")
    assert read(redline, changes="accept") == read(Path("这一稿.docx"))
    assert read(redline, changes="reject") == read(Path("上一稿.docx"))


def test_the_list_is_as_shown(capsys: pytest.CaptureFixture[str]) -> None:
    [shown] = [text for kind, text in BLOCKS if kind == "text"]
    assert main(_arguments(COMMANDS[1].strip())) == 0
    assert capsys.readouterr().out == shown


def test_the_names_it_uses_are_those_there_are() -> None:
    assert set(re.findall(r"-o 花脸稿\.(\w+)", TEXT)) == set(FORMATS)
    assert f"作者写“{AUTHOR}”" in TEXT
