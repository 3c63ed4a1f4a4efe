"""Names of a batch's files: patterns filled in, safe on every system, no two alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zongjie.batching import names
from zongjie.batching.names import Pattern
from zongjie.diagnostics import Diagnostic

FORMATS = ("docx", "txt")
VALUES = {
    "office": "甘泉路街道",
    "year": "2016",
    "period": "全年",
    "path": "区/甘泉",
    "name": "甘泉",
}


def _filled(text: str, **values: str) -> tuple[str, str]:
    pattern = names.parse(text, FORMATS)
    assert isinstance(pattern, Pattern)
    return names.fill(pattern, {**VALUES, **values})


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("{街道}{年份}年工作总结", "甘泉路街道2016年工作总结"),
        ("{街道}{年份}年工作总结.docx", "甘泉路街道2016年工作总结"),
        ("{单位名称}（{期间}）", "甘泉路街道（全年）"),
        ("{ 年份 }/{文件名}", "2016/甘泉"),
        (r"{年份}\{文件名}", "2016/甘泉"),
        ("{路径}", "区/甘泉"),
        ("{{{街道}}}", "{甘泉路街道}"),
        ("总结.2016", "总结.2016"),
        ("｛街道｝｛年份}", "甘泉路街道2016"),  # as a Chinese keyboard types them
        ("a:{年份}", "a：2016"),
    ],
)
def test_a_pattern_is_filled_in(pattern: str, name: str) -> None:
    assert _filled(pattern) == (name, "")


@pytest.mark.parametrize(
    "pattern", ["{街镇}", "{", "{街道!r}", "{街道:>9}", "{街道.x}", "{}", "", " ", ".docx"]
)
def test_a_pattern_that_is_none_is_refused_with_the_fields_there_are(pattern: str) -> None:
    found = names.parse(pattern, FORMATS)
    assert isinstance(found, Diagnostic)
    assert found.code == "ZJ571"
    assert "街道、单位名称、年份、期间、文件名、路径" in found.hint
    if pattern.startswith("{街道"):  # not the part that is known
        assert f"“{pattern}”不认识" in found.message


@pytest.mark.parametrize(
    "pattern", ["/{街道}", "../{街道}", "{年份}/../../{街道}", r"..\{街道}", r"D:\{街道}"]
)
def test_a_pattern_does_not_lead_out_of_the_output_folder(pattern: str) -> None:
    found = names.parse(pattern, FORMATS)
    assert isinstance(found, Diagnostic)
    assert "外面" in found.message


@pytest.mark.parametrize(
    ("office", "name"),
    [
        ("甲/乙街道", "甲／乙街道"),
        ("../../甲", "／..／甲"),
        (r"C:\甲", "C：＼甲"),
        ('甲<>:"|?*乙', "甲＜＞：＂｜？＊乙"),
        ("甲\x00\n乙", "甲 乙"),
        (" 甲街道. ", "甲街道"),
        ("CON", "CON_"),
        ("con.txt", "con_.txt"),
        ("CONIN$", "CONIN$_"),
        ("COM¹", "COM¹_"),
        ("LPT0", "LPT0_"),
        ("nul.2016", "nul_.2016"),
        ("~$甲", "$甲"),
        ("．甲", "．甲"),
    ],
)
def test_what_a_report_says_is_made_a_name_that_every_system_takes(office: str, name: str) -> None:
    assert _filled("{街道}", office=office) == (name, "")


@pytest.mark.parametrize(
    ("office", "why"),
    [("", "没有写单位名称"), ("...", "不能做文件名"), ("甲" * 100, "名字太长")],
)
def test_a_report_without_a_name_says_why(office: str, why: str) -> None:
    name, said = _filled("{街道}", office=office)
    assert name == ""
    assert why in said


@given(st.text(), st.text())
def test_no_name_leads_out_or_holds_what_windows_forbids(office: str, path: str) -> None:
    name, why = _filled("{街道}/{路径}", office=office or "甲", path=path or "乙")
    assert bool(name) != bool(why)
    for part in name.split("/") if name else ():
        assert part not in ("", ".", "..")
        assert not set(part) & set('<>:"|?*\\\0\n\r')
        assert part == part.rstrip(". ")
        assert not part.startswith((".", "~"))
        assert len(part.encode()) <= 200


def test_two_reports_of_one_name_are_told_with_both() -> None:
    told = names.collisions([("甲.yaml", "A总结"), ("乙.yaml", "a总结"), ("丙.yaml", "b")], "docx")
    assert [one.code for one in told] == ["ZJ573"]
    assert "甲.yaml" in told[0].message
    assert "乙.yaml" in told[0].message
