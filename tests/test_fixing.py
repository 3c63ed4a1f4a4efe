"""``zongjie check --fix``: what it writes, what it asks, what it refuses."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from zongjie import pipeline
from zongjie.cli import main
from zongjie.diagnostics import Diagnostic
from zongjie.pipeline import fixing
from zongjie.sources.report import Loaded

TEXT = """\
# 头上的注释
标题：题   # 注
年份: 2016
指标:
  甲:
    数值: “3件”
    去年:2件
章节:
  - 标题: 一
    事项:
      - 正文: 受理{{甲}}。
"""
SAFE = TEXT.replace("标题：题", "标题: 题").replace("去年:2件", "上年: 2件")
ALL = SAFE.replace("“3件”", "3件")


def _check(loaded: Loaded) -> list[Diagnostic]:
    return pipeline.check(loaded).diagnostics


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "报告.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_safe_fixes_are_written_and_told_and_what_is_left_too(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--fix", str(report)]) == 1
    assert report.read_text(encoding="utf-8") == SAFE
    out, err = capsys.readouterr()
    assert "ZJ046" in out
    assert [line for line in err.splitlines() if line.startswith("改了")] == [
        f"改了 {report} 第 2 行：“标题”后面用了全角冒号“：”——改成半角冒号加一个空格",
        f"改了 {report} 第 7 行：“去年”的冒号后面少了一个空格——补一个空格",
        f"改了 {report} 第 7 行：“去年”当作“上年”读了——改成“上年”",
    ]


def test_all_fixes_leave_nothing(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(report), "--fix=all"]) == 0
    assert report.read_text(encoding="utf-8") == ALL
    assert main(["check", "--fix=all", str(report)]) == 0
    assert "改了" not in capsys.readouterr().err.split("\n", 5)[-1]


def test_a_clean_report_is_not_written(report: Path) -> None:
    report.write_text(ALL, encoding="utf-8")
    before = report.stat().st_mtime_ns
    assert main(["check", "--fix", str(report)]) == 0
    assert report.stat().st_mtime_ns == before


def test_json_lists_what_is_left_and_nothing_else(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--fix", "--format", "json", str(report)]) == 1
    out, err = capsys.readouterr()
    left = json.loads(out)
    assert [one["code"] for one in left if one["severity"] == "错误"] == ["ZJ046"]
    assert left[0]["fix"]["safe"] is False
    assert [edit["text"] for edit in left[0]["fix"]["edits"]] == ["", ""]
    assert err == ""


@pytest.mark.parametrize(("answer", "text"), [("是", SAFE), ("y", SAFE), ("否", TEXT), ("", TEXT)])
def test_on_a_terminal_the_diff_is_shown_and_a_yes_wanted(
    report: Path,
    answer: str,
    text: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: answer)
    assert main(["check", "--fix", str(report)]) == 1
    assert report.read_text(encoding="utf-8") == text
    out, err = capsys.readouterr()
    assert "-标题：题   # 注\n+标题: 题   # 注\n" in out
    assert ("没有改" in err) is (text == TEXT)


def test_a_file_that_changed_meanwhile_is_not_written(report: Path) -> None:
    done = fixing.fix(report, _check)
    report.write_text(TEXT + "# 又写了一行\n", encoding="utf-8")
    assert [one.code for one in done.write()] == ["ZJ061"]
    assert report.read_text(encoding="utf-8") == TEXT + "# 又写了一行\n"
    report.unlink()
    assert [one.code for one in done.write()] == ["ZJ002"]


def test_a_read_only_file_is_not_written(report: Path) -> None:
    report.chmod(0o444)
    found = fixing.fix(report, _check).write()
    assert [one.code for one in found] == ["ZJ503"]
    assert "只读" in found[0].message
    assert report.read_text(encoding="utf-8") == TEXT
    assert [path.name for path in report.parent.iterdir()] == [report.name]


def test_a_footnote_that_no_mark_can_name_is_not_offered(tmp_path: Path) -> None:
    report = tmp_path / "报告.yaml"
    text = "单位名称: 甲\n年份: 2025\n章节:\n  - 标题: 推进【注：一网通办】\n"
    text += "脚注:\n  【一网通办】: 进一个网就能办成。\n"
    report.write_text(text, encoding="utf-8")
    done = fixing.fix(report, _check, everything=True)
    assert done.changes == ()
    assert "ZJ320" in {one.code for one in done.left}


def test_files_of_a_folder_are_mended_each(tmp_path: Path) -> None:
    (tmp_path / "指标").mkdir()
    (tmp_path / "报告.yaml").write_text("标题：题\n", encoding="utf-8")
    inner = tmp_path / "指标" / "一.yaml"
    inner.write_bytes("部门: 平安办\r\n指标:\r\n  甲：3件\r\n".encode("gbk"))
    assert main(["check", "--fix", str(tmp_path)]) == 0
    assert (tmp_path / "报告.yaml").read_text(encoding="utf-8") == "标题: 题\n"
    assert inner.read_bytes() == "科室: 平安办\r\n指标:\r\n  甲: 3件\r\n".encode("gbk")


def test_reports_of_a_folder_are_mended_each(tmp_path: Path) -> None:
    for name in ("甲街道", "乙街道"):
        (tmp_path / name).mkdir()
        text = f"单位名称：{name}\n年份: 2016\n指标:\n  甲: 3件\n"
        (tmp_path / name / "报告.yaml").write_text(text, encoding="utf-8")
    main(["check", "--fix", str(tmp_path)])
    texts = [path.read_text(encoding="utf-8") for path in sorted(tmp_path.rglob("*.yaml"))]
    assert [text.split("\n")[0] for text in texts] == ["单位名称: 乙街道", "单位名称: 甲街道"]


def test_what_cannot_be_read_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--fix", str(tmp_path / "没有.yaml")]) == 1
    assert "ZJ001" in capsys.readouterr().out
