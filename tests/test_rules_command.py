"""`zongjie rules` lists what is checked, `explain` shows one page, `check --last` compares."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from zongjie.cli.main import main
from zongjie.diagnostics import catalogue, manual

Capture = pytest.CaptureFixture[str]


def test_rules_are_listed_by_family(capsys: Capture) -> None:
    assert main(["rules"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("缺值（")
    assert any(line.startswith("  ZJ208 提醒") for line in lines)
    assert lines[-1].startswith(f"共 {len(catalogue.all_rules())} 条")


def test_rules_are_listed_for_programs(capsys: Capture) -> None:
    assert main(["rules", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert sorted(row["code"] for row in rows) == list(catalogue.all_rules())
    keys = {"code", "severity", "family", "title", "查什么", "为什么", "反例", "正例"}
    assert all(row.keys() == keys for row in rows)


def test_the_manual_is_printed(capsys: Capture) -> None:
    assert main(["rules", "--format", "md"]) == 0
    assert capsys.readouterr().out == manual.whole(list(catalogue.all_rules().values()))


@pytest.mark.parametrize("code", ["ZJ208", "zj208", "208", "ＺＪ２０８", " ZJ208 ", "ZJ2O8"])
def test_a_rule_is_explained_however_its_code_is_typed(code: str, capsys: Capture) -> None:
    assert main(["explain", code]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("ZJ208 变动很大没有说明（提醒，纵向逻辑，可以关掉）")
    assert "正例：" in shown


def test_the_nearest_code_is_offered(capsys: Capture) -> None:
    assert main(["explain", "ZJ2088"]) == 2
    told = capsys.readouterr().err
    assert "没有编号是“ZJ2088”的检查" in told
    assert "是不是 ZJ208？" in told
    assert main(["explain", "甲"]) == 2


def test_last_years_report_is_given_on_the_command_line(tmp_path: Path, capsys: Capture) -> None:
    for year in (2015, 2016):
        text = f"单位名称: 甲街道\n年份: {year}\n附表: 是\n章节: []\n指标:\n  案件: 18735件\n"
        (tmp_path / f"{year}.yaml").write_text(text, "utf-8")
    this, last = str(tmp_path / "2016.yaml"), str(tmp_path / "2015.yaml")
    assert main(["check", this, "--format", "line"]) == 0
    assert "ZJ251" not in capsys.readouterr().out
    assert main(["check", this, "--last", last, "--format", "line"]) == 0
    assert "ZJ251" in capsys.readouterr().out
