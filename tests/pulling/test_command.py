"""``zongjie pull`` as people run it, and docs/收改稿.md, whose commands print what it shows."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path

import docx
import pytest
from docx.text.paragraph import Paragraph

from zongjie.cli import main
from zongjie.diagnostics import Source, catalogue
from zongjie.sources.files import read_source

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "收改稿.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\S*)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
COMMANDS = [row for kind, text in BLOCKS if not kind for row in text.splitlines()]
REPORT = """\
单位名称: 甲街道
年份: 2025
标题: 甲街道2025年工作总结
指标:
  受理案件:
    数值: 18735件         # 平台数
    目标: 18000件
体例:
  章节编号: 一、起
章节:
  - 事项:
      - 正文: 全年受理案件{{受理案件}}，完成率{{受理案件.完成率}}。
      - 正文: 各项工作有序推进。
"""
PULL = ["pull", "报告", "改稿.docx"]


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a report of which 总结.docx and an edited copy, 改稿.docx, lie beside it."""
    monkeypatch.chdir(tmp_path)
    path = Path("报告", "report.yaml")
    path.parent.mkdir()
    path.write_text(REPORT, "utf-8")
    assert main(["render", "报告", "-o", "总结.docx"]) == 0
    document = docx.Document("总结.docx")
    first = next(one for one in document.paragraphs if one.text.startswith("全年"))
    first.runs[0].text = "全年共受理案件1.8万余件，完成率105%。"
    new = copy.deepcopy(first._p)
    first._p.addnext(new)
    Paragraph(new, first._parent).runs[0].text = "下一步抓好整改。"
    document.save("改稿.docx")
    return path


def test_the_manual_shows_what_is_printed(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [shown] = [text for kind, text in BLOCKS if kind == "list"]
    assert main(COMMANDS[1].removeprefix("$ zongjie ").split()) == 0
    out, err = capsys.readouterr()
    assert out == shown
    assert "共 3 处改动：收 2 处，不收 1 处" in err
    assert report.read_text("utf-8") == REPORT


def test_the_manual_knows_the_codes_it_names() -> None:
    for code in re.findall(r"ZJ\d{3}", TEXT):
        assert catalogue.rule_of(code) is not None


def test_apply_writes_the_slices_and_keeps_the_old_file(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*PULL, "--apply"]) == 0
    assert "原来的留在" in capsys.readouterr().err
    assert Path("报告", ".zongjie", "留底", "001", "report.yaml").read_text("utf-8") == REPORT
    said = report.read_text("utf-8")
    assert said == REPORT.replace(
        "    数值: 18735件         # 平台数\n",
        "    数值: 18735件         # 平台数\n    印作: 1.8万余件\n",
    ).replace("全年受理", "全年共受理").replace(
        "      - 正文: 各项", "      - 正文: 下一步抓好整改。\n      - 正文: 各项"
    )
    assert main([*PULL, "--apply"]) == 0
    assert report.read_text("utf-8") == said
    assert not Path("报告", ".zongjie", "留底", "002").exists()


def test_json_says_the_same(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*PULL, "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [one["taken"] for one in told["changes"]] == [True, False, True]
    assert told["files"] == [str(report)]
    assert told["written"] == []


def test_an_untouched_copy_has_nothing_to_take(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["pull", "报告", "总结.docx", "--apply"]) == 0
    assert "没有要收的" in capsys.readouterr().err
    assert report.read_text("utf-8") == REPORT


@pytest.mark.usefixtures("report")
@pytest.mark.parametrize(
    ("copy_", "code"), [("没有.docx", "ZJ001"), ("旧稿.txt", "ZJ864"), ("坏了.docx", "ZJ021")]
)
def test_what_cannot_be_read_is_told(
    copy_: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("旧稿.txt").write_text("甲街道2025年工作总结\n", "utf-8")
    Path("坏了.docx").write_bytes(Path("改稿.docx").read_bytes()[:900])
    assert main(["pull", "报告", copy_, "--apply"]) == 1
    err = capsys.readouterr().err
    assert code in err
    assert "什么都没有写" in err


def test_a_file_open_in_an_editor_is_left_alone(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report.with_name(".report.yaml.swp").touch()
    assert main([*PULL, "--apply"]) == 1
    assert "ZJ865" in capsys.readouterr().err
    assert report.read_text("utf-8") == REPORT


def test_a_copy_without_its_base_is_refused_until_it_is_named(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for base in Path("报告", ".zongjie", "底稿").iterdir():
        base.unlink()
    report.write_text(REPORT.replace("有序推进", "稳步推进"), "utf-8")
    assert main(PULL) == 1
    assert "ZJ861" in capsys.readouterr().err
    assert main([*PULL, "--base", "总结.docx", "--apply"]) == 0
    said = report.read_text("utf-8")
    assert "稳步推进" in said
    assert "全年共受理案件{{受理案件}}" in said


def test_new_figures_are_proposed(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = docx.Document("改稿.docx")
    last = next(one for one in document.paragraphs if one.text.startswith("各项"))
    last.runs[0].text = "各项工作有序推进，组织培训35场。"
    document.save("改稿.docx")
    assert main([*PULL, "--apply"]) == 0
    assert "ZJ867" in capsys.readouterr().err
    source, _ = read_source(report, "报告")
    assert isinstance(source, Source)
    assert "组织培训35场。" in source.text
