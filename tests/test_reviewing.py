"""What check found, on paper: a list for the 科长, a sheet for each 科室."""

from __future__ import annotations

from pathlib import Path

import pytest

from zongjie.cli.main import main
from zongjie.pipeline import check, load, reviewing
from zongjie.readers import files

REPORT = """\
模板: 街道工作总结
年份: 2025
标题: 某某街道2025年工作总结
指标:
  信访量:
    数值: 100件
    上年: 180件
    同比: 下降40%
    科室: 平安办
  走访企业:
    数值: 120家
    目标: 100家
    完成率: 90%
    科室: 营商办/企业科
  没有科室:
    数值: 120家
    上年: 100家
    同比: 增长90%
开头: |
  信访量{{信访量}}，走访企业{{走访企业}}，其他{{没有科室}}。
章节: []
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "报告.yaml"
    path.write_text(REPORT, "utf-8")
    return path


def _findings(path: Path) -> list[reviewing.Finding]:
    loaded = load(path)
    return reviewing.findings(loaded, check(loaded).diagnostics)


def test_each_finding_knows_whom_it_concerns(report: Path) -> None:
    found = [(one.diagnostic.code, one.department) for one in _findings(report)]
    assert found == [("ZJ206", "平安办"), ("ZJ206", "营商办/企业科"), ("ZJ206", "")]


def test_a_place_after_the_indicators_is_about_none(tmp_path: Path) -> None:
    path = tmp_path / "报告.yaml"
    path.write_text(REPORT.replace("其他{{没有科室}}", "其他{{没有}}"), "utf-8")
    told = {one.diagnostic.code: one.indicator for one in _findings(path)}
    assert told["ZJ206"] is not None
    assert [one.indicator for one in _findings(path) if one.diagnostic.code == "ZJ301"] == [None]


def test_the_list_has_a_row_for_each(report: Path, tmp_path: Path) -> None:
    target = tmp_path / "问题清单.docx"
    assert main(["check", str(report), "-o", str(target)]) == 1
    text = "\n".join(_cells(target))
    assert "错误 ZJ206" in text
    assert "报告第8行" in text
    assert "“信访量”的同比写“下降40%”，按数算是“下降44%”" in text
    assert text.count("平安办") == 1


def _cells(path: Path) -> list[str]:
    from zongjie.document import Table, text_of

    content = files.read_any(path, path.name).content
    assert content is not None
    (table,) = [block for block in content.document.blocks if isinstance(block, Table)]
    return [text_of(cell) for row in table.rows for cell in row]


def test_each_department_gets_its_sheet(report: Path, tmp_path: Path) -> None:
    folder = tmp_path / "反馈单"
    assert main(["check", str(report), "-o", str(folder)]) == 1
    assert sorted(path.name for path in folder.iterdir()) == [
        "反馈单-平安办.docx",
        "反馈单-未分科室.docx",
        "反馈单-营商办_企业科.docx",
    ]
    cells = _cells(folder / "反馈单-平安办.docx")
    assert cells[5:9] == ["1", "信访量", "100件", "“信访量”的同比写“下降40%”，按数算是“下降44%”"]
    assert not any("走访企业" in cell for cell in cells)


@pytest.mark.parametrize("suffix", ["html", "txt", "md"])
def test_the_list_may_be_read_anywhere(report: Path, tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"清单.{suffix}"
    main(["check", str(report), "-o", str(target)])
    assert "信访量" in target.read_text("utf-8")


def test_nothing_found_is_said_too(tmp_path: Path) -> None:
    path, target = tmp_path / "报告.yaml", tmp_path / "清单.txt"
    path.write_text("模板: 街道工作总结\n标题: 题\n开头: |\n  甲。\n章节: []\n", "utf-8")
    assert main(["check", str(path), "-o", str(target)]) == 0
    assert "没有发现问题" in target.read_text("utf-8")


def test_an_unknown_kind_of_list_is_told(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(report), "-o", str(tmp_path / "清单.xyz")]) == 1
    assert "ZJ5" in capsys.readouterr().err
    assert not (tmp_path / "清单.xyz").exists()


def test_strict_minds_warnings(tmp_path: Path) -> None:
    path = tmp_path / "报告.yaml"
    path.write_text(
        "模板: 街道工作总结\n标题: 题\n指标:\n  居民: 约8万余人\n"
        "开头: |\n  接待居民{{居民}}。\n章节: []\n",
        "utf-8",
    )
    assert main(["check", str(path)]) == 0
    assert main(["check", str(path), "--strict"]) == 1
