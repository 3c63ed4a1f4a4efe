"""下级报告: which files of a folder are reports, and what is said of those that are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from zongjie import load
from zongjie.diagnostics import Diagnostic
from zongjie.sources import places


def _write(path: Path, office: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"单位名称: {office}\n年份: 2025\n指标:\n  走访企业: 5家次\n", encoding="utf-8")


def _gathered(root: Path, offices: dict[str, str]) -> tuple[list[str], list[Diagnostic]]:
    """Lay files out under streets/, and return the offices read and what was said."""
    for path, office in offices.items():
        _write(root / "streets" / path, office)
    (root / "streets").mkdir(exist_ok=True)
    (root / "报告.yaml").write_text(
        "模板: 区级汇总\n单位名称: 某区\n年份: 2025\n下级报告: streets\n", encoding="utf-8"
    )
    loaded = load(root)
    assert loaded.report is not None
    read = [member.office.value for member in loaded.report.members if member.office]
    return read, loaded.diagnostics


def test_reports_are_found_in_folders_inside(tmp_path: Path) -> None:
    files = {"西街道/西街道2025年报告.yaml": "西街道", "南.yaml": "南街道"}
    files |= {"第一片区/东/报告.yaml": "东街道", "第一片区/北.yml": "北街道"}
    read, found = _gathered(tmp_path, files)
    assert sorted(read) == ["东街道", "北街道", "南街道", "西街道"]
    assert found == []
    assert len(load(tmp_path / "streets").report.members) == 4  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("西街道/西街道总结.docx", "“streets”里没有读西街道/西街道总结.docx：不是 YAML 文件"),
        ("照片/一.jpg", "没有读照片：里面没有报告"),
        ("西街道.docx", "“streets”里没有读西街道.docx：不是 YAML 文件"),
        ("一/二/三/四/五/西.yaml", "没有读一/二/三/四/五：文件夹套得太深"),
        ("东/西.yaml", "没有读东/西.yaml：同一个文件夹里有 报告.yaml，已经算一份"),
        ("东/西/报告.yaml", "没有读东/西：同一个文件夹里有 报告.yaml，已经算一份"),
        ("片区/指标/甲.yaml", "没有读片区/指标：旁边没有 报告.yaml，不知道是谁的"),
    ],
)
def test_what_is_not_taken_is_told(file: str, said: str, tmp_path: Path) -> None:
    files = {file: "西街道", "东/报告.yaml": "东街道", "片区/南.yaml": "南街道"}
    read, found = _gathered(tmp_path, files)
    assert sorted(read) == ["东街道", "南街道"]
    assert [d.code for d in found] == ["ZJ707"]
    assert said in found[0].message


def test_a_text_beside_the_report_it_was_made_of_is_no_report(tmp_path: Path) -> None:
    files = {"东.yaml": "东街道", "东.docx": "", "西/报告.yaml": "西街道", "西/西.docx": ""}
    assert _gathered(tmp_path, {**files, "~$东.docx": "", ".x/东.yaml": ""})[1] == []


def test_a_template_that_lies_among_the_reports_is_none(tmp_path: Path) -> None:
    files = {"东.yaml": "东街道", "我的模板/template.yaml": "无", "我的模板/outline/1.yaml": "无"}
    read, found = _gathered(tmp_path, files)
    assert (sorted(read), found) == (["东街道"], [])


def test_a_folder_is_read_once_however_often_links_lead_to_it(tmp_path: Path) -> None:
    _gathered(tmp_path, {"东/东.yaml": "东街道", "南.yaml": "南街道"})
    (tmp_path / "streets" / "东" / "回头").symlink_to(tmp_path / "streets")
    read, found = _gathered(tmp_path, {})
    assert sorted(read) == ["东街道", "南街道"]
    assert "没有读东/回头：有链接指着它，已经读过" in found[0].message


def test_a_folder_that_holds_everything_is_not_searched_to_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "_MOST", 4)
    files = {f"{count}/{count}.yaml": f"{count}街道" for count in range(1, 5)}
    read, found = _gathered(tmp_path, {**files, "1/照片/1.jpg": "", "1/照片/2.jpg": ""})
    assert read == ["1街道"]
    assert any("没有读2/2.yaml：从它起，里面的文件太多" in d.message for d in found)


def test_a_member_with_a_fault_is_told_with_its_folder(tmp_path: Path) -> None:
    _write(tmp_path / "streets" / "片区" / "西.yaml", "西街道\n年月: 2")
    _, found = _gathered(tmp_path, {"东.yaml": "东街道"})
    assert any("片区/西.yaml的报告" in d.message for d in found)


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("东街道", "东街道办事处"), 1),
        (("东街道", "甲区东街道"), 1),
        (("甲区东街道办事处", "东街道"), 1),
        (("甲市乙区东街道", "乙区东街道办事处"), 1),
        (("东街道", "东街道办事处", "甲区东街道"), 2),
        (("东街道", "大东街道"), 0),
        (("甲区东街道", "乙区东街道"), 0),
    ],
)
def test_two_names_of_one_office_are_asked_about(
    names: tuple[str, ...], told: int, tmp_path: Path
) -> None:
    files = {f"{at}.yaml": name for at, name in enumerate(names)}
    read, found = _gathered(tmp_path, files)
    assert sorted(read) == sorted(names)
    assert [d.code for d in found] == ["ZJ710"] * told
    assert all(names[0] in d.message for d in found)
