"""What `template check` says of a template's outline."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.reports import SECTIONS

from zongjie.pipeline import authoring

SOUND = """\
章: 平安
标题: 守牢安全底线
事项:
  - 名称: 安全生产
    段首句: 压实责任
    句:
      - 全年：检查，隐患
指标:
  检查:
    单位: 家次
    句式: 检查企业{数}
  隐患:
    单位: 处
    句式: 发现隐患{数}
    承前:
      检查: 发现{数}
"""


def _places(folder: Path, outline: str) -> list[tuple[str, int, int]]:
    (folder / "outline").mkdir(parents=True)
    (folder / "template.yaml").write_text("名称: 试\n", encoding="utf-8")
    (folder / "report.md.j2").write_text(SECTIONS, encoding="utf-8")
    (folder / "outline" / "一.yaml").write_text(outline, encoding="utf-8")
    found = authoring.check_template(str(folder))
    assert all(d.span is not None for d in found)
    return [(d.code, *d.span.position) for d in found if d.span]


def _codes(folder: Path, outline: str) -> list[tuple[str, int]]:
    return [(code, line) for code, line, _ in _places(folder, outline)]


def test_a_sound_outline_has_no_faults(tmp_path: Path) -> None:
    assert _codes(tmp_path, SOUND) == []


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("全年：检查，隐患", "全年：检察，隐患", [("ZJ413", 7), ("ZJ414", 9), ("ZJ417", 16)]),
        ("，隐患", "", [("ZJ414", 12)]),
        ("    单位: 家次\n", "", [("ZJ415", 10)]),
        ("发现隐患{数}", "发现隐患{件}", [("ZJ415", 14)]),
        ("全年：检查，隐患", "隐患，检查", [("ZJ417", 16)]),
        ("全年：检查，隐患", "检查，隐患，检查", [("ZJ418", 7)]),
        ("发现隐患{数}", "发现隐患【注：隐】{数}", [("ZJ419", 14), ("ZJ421", 14)]),
        ("压实责任", "压实【注：责】责任", [("ZJ419", 5)]),
        ("指标:", "脚注:\n  责: 责任指什么。\n指标:", [("ZJ420", 9)]),
        ("发现隐患{数}", "发现隐患{数}。", [("ZJ124", 14)]),
        ("发现隐患{数}", "发现隐患", [("ZJ124", 14)]),
        ("发现隐患{数}", "发现隐患{数", [("ZJ124", 14), ("ZJ124", 14)]),
        ("句式: 发现", "句型: 发现", [("ZJ101", 14)]),
        ("    单位: 家次\n", "    单位: 家次\n    别名: 走访、隐患\n", [("ZJ422", 9)]),
    ],
)
def test_a_fault_of_an_outline_is_told_where_it_stands(
    old: str, new: str, wanted: list[tuple[str, int]], tmp_path: Path
) -> None:
    assert _codes(tmp_path, SOUND.replace(old, new, 1)) == wanted


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("发现隐患{数}", "发现隐患{数}处", [("ZJ424", 14, 16)]),
        ("发现隐患{数}", "发现隐患{处}【注：责】 处", [("ZJ419", 14, 16), ("ZJ424", 14, 21)]),
        ("发现{数}", '"{数}处"', [("ZJ424", 16, 15)]),
        ("发现隐患{数}", "发现隐患{数}{增减}", [("ZJ124", 14, 16)]),
        ("发现隐患{数}", '"{数}"', [("ZJ124", 14, 10)]),
        ("发现{数}", "、{数}", [("ZJ124", 16, 11)]),
        ("发现隐患{数}", '"{时}发现隐患{数}，{时}整改"', [("ZJ124", 14, 21)]),
        ("发现隐患{数}", "隐患{数}、{数}", [("ZJ124", 14, 15)]),
        ("检查企业{数}", "检查企业{数}\n    零句式: 未检查{数}", [("ZJ124", 12, 13)]),
        ("检查企业{数}", "检查企业{数}\n    零句式: '{时}'", [("ZJ124", 12, 11)]),
        ("检查企业{数}", "检查企业{数}\n    零句式: '{时}未检查'", []),
        ("检查企业{数}", "检查企业{数}\n    达标句式: '{数}'", [("ZJ124", 12, 12)]),
        ("单位: 处", "单位: 123", [("ZJ425", 13, 9)]),
        ("单位: 处", "单位: 处/10件", [("ZJ425", 13, 9)]),
        ("单位: 处", "单位: 处=10件", [("ZJ425", 13, 9)]),
        ("单位: 处", "单位: 处=条/吨", []),
        ("单位: 处", "单位: 米=公里", [("ZJ430", 13, 9)]),
        ("单位: 处", "单位: 件/人=名", []),
        ("单位: 处", "单位: 处\n    量名: {件: 件数}", [("ZJ426", 14, 10)]),
        ("单位: 处", "单位: 处\n    量名: {处: 处数}", []),
    ],
)
def test_a_pattern_that_would_print_wrong_is_told_where_it_stands(
    old: str, new: str, wanted: list[tuple[str, int, int]], tmp_path: Path
) -> None:
    assert _places(tmp_path, SOUND.replace(old, new, 1)) == wanted


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("检查企业{数}", '["检查{数}", "上门检查{数}"]', [("ZJ902", 11, 19)]),
        ("检查企业{数}", '["检查{数}", "上门检查{家次}"]', [("ZJ902", 11, 19)]),
        ("检查企业{数}", '["{时}检查{家次}", "上门检查{家次}"]', [("ZJ902", 11, 23)]),
        ("检查企业{数}", '["检查{家次}", "检查{数}"]', []),
        ("检查企业{数}", '["检查{增减}", "检查{数}"]', []),
        ("检查企业{数}", '["检查{数}", "检查{增减}"]', []),
        ("检查企业{数}", '["检查{增减}", "检查{数}，{增减}"]', [("ZJ902", 11, 20)]),
        ("检查企业{数}", "检查企业达{数|达}", [("ZJ903", 11, 9)]),
        ("检查企业{数}", "检查企业{数|达}", []),
        ("检查企业{数}", "检查企业数达{数}", []),
        ("检查企业{数}", "检查企业同比{增减}", [("ZJ903", 11, 9)]),
        ("检查企业{数}", "检查企业超过{数|达}", [("ZJ903", 11, 9)]),
        ("检查企业{数}", "检查企业增长{增减}", [("ZJ903", 11, 9)]),
        ("标题: 守牢", "概括: 平“安\n标题: 守牢", [("ZJ907", 2, 6)]),
        ("检查企业{数}", "检查企业比上年{增减}增长", [("ZJ903", 11, 9), ("ZJ903", 11, 20)]),
        ("单位: 家次", "单位: 家次\n    计法: 比率", [("ZJ904", 9, 3)]),
        ("单位: 家次", '单位: "%"\n    计法: 累计', [("ZJ904", 9, 3)]),
        ("单位: 家次", '单位: "%"\n    计法: 比率', []),
        ("单位: 家次", "单位: 家次\n    判据: 比目标、比上年", [("ZJ904", 9, 3)]),
        ("单位: 家次", "单位: 家次\n    判据: 比目标\n    方向: 仅作参考", [("ZJ904", 9, 3)]),
        ("单位: 家次", "单位: 家次\n    判据: 比目标\n    方向: 越大越好", []),
        ("单位: 家次", "单位: 家次\n    判据: 非零转人工", []),
        ("标题: 守牢", "标题: 一、守牢", [("ZJ906", 2, 5)]),
        ("标题: 守牢", "标题: （1）守牢", [("ZJ906", 2, 5)]),
        ("标题: 守牢", "标题: 2.守牢", [("ZJ906", 2, 5)]),
        ("标题: 守牢", "标题: 2.5亿元项目守牢", []),
        ("标题: 守牢", "标题: “守牢", [("ZJ907", 2, 5)]),
        ("压实责任", "压实“三会”“责任", [("ZJ907", 5, 16)]),
        ("发现{数}", "发现”{数}", [("ZJ907", 16, 13)]),
        ("发现{数}", "发现“隐”患{数}", []),
    ],
)
def test_what_an_outline_says_of_itself_must_go_together(
    old: str, new: str, wanted: list[tuple[str, int, int]], tmp_path: Path
) -> None:
    assert _places(tmp_path, SOUND.replace(old, new, 1)) == wanted


def test_an_indicator_has_no_name_of_a_report(tmp_path: Path) -> None:
    outline = SOUND.replace("全年：检查", "全年：年份").replace("检查:", "年份:")
    assert _codes(tmp_path, outline) == [("ZJ116", 9)]
    (tmp_path / "甲").mkdir()
    outline = SOUND.replace("单位: 处", "单位: 处\n    别名: 标题")
    assert _codes(tmp_path / "甲", outline) == [("ZJ116", 12)]


def test_a_chapter_without_a_topic_is_told(tmp_path: Path) -> None:
    assert _codes(tmp_path, "章: 平安\n标题: 守牢安全底线\n") == [("ZJ905", 1)]


def test_sentences_and_topics_have_a_limit(tmp_path: Path) -> None:
    names = [f"数{n}" for n in range(9)]
    entries = "".join(f"  {name}:\n    单位: 处\n    句式: 有{name}{{数}}\n" for name in names)
    sentence = "，".join(names)
    outline = (
        f"章: 甲\n标题: 甲\n事项:\n  - 名称: 甲\n    句:\n      - {sentence}\n指标:\n{entries}"
    )
    assert _codes(tmp_path, outline) == [("ZJ416", 4), ("ZJ416", 6)]


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        ("章: 平安\n标题: 另一个标题\n", [("二.yaml", 1, "平安")]),
        ("章: 另一章\n标题: 守牢安全底线\n", [("二.yaml", 2, "守牢安全底线")]),
        ("章: 另一章\n标题: 另一个标题\n概括: 平 安\n", [("二.yaml", 3, "平 安")]),
        ("章: 另一章\n标题: 另一章\n概括: 另一章\n", []),
    ],
)
def test_two_chapters_are_never_called_by_one_word(
    head: str, wanted: list[tuple[str, int, str]], tmp_path: Path
) -> None:
    _places(tmp_path, SOUND)
    topic = "事项:\n  - {名称: 别的, 段首句: 别的}\n"
    (tmp_path / "outline" / "二.yaml").write_text(head + topic, encoding="utf-8")
    found = authoring.check_template(str(tmp_path))
    told = [(d.span.source.name, d.span.position[0], d.span.text) for d in found if d.span]
    assert [(Path(name).name, line, text) for name, line, text in told] == wanted
    assert {d.code for d in found} <= {"ZJ103"}
    assert all(d.related[0].span.source.name.endswith("一.yaml") for d in found)


def test_a_chapter_needs_a_title(tmp_path: Path) -> None:
    assert _codes(tmp_path, SOUND.replace("标题: 守牢安全底线\n", "")) == [("ZJ107", 1)]


def test_a_note_of_the_template_text_and_an_indicator_of_the_catalogue_are_known(
    tmp_path: Path,
) -> None:
    outline = SOUND.replace("指标:", "脚注:\n  责: 责任指什么。\n指标:")
    (tmp_path / "outline").mkdir()
    (tmp_path / "template.yaml").write_text("名称: 试\n", encoding="utf-8")
    (tmp_path / "outline" / "一.yaml").write_text(outline, encoding="utf-8")
    text = '# {{ 标题 }}\n\n压实责任[^责]，{{ 指标["检查"] }}。\n' + SECTIONS
    (tmp_path / "report.md.j2").write_text(text, encoding="utf-8")
    assert authoring.check_template(str(tmp_path)) == []
    (tmp_path / "report.md.j2").write_text(text.replace("检查", "检察"), encoding="utf-8")
    assert [d.code for d in authoring.check_template(str(tmp_path))] == ["ZJ403"]


def test_a_borrowed_indicator_may_stand_without_the_one_it_leans_on(tmp_path: Path) -> None:
    (tmp_path / "outline").mkdir()
    settings = "名称: 试\n指标目录: 街道工作总结\n"
    (tmp_path / "template.yaml").write_text(settings, encoding="utf-8")
    (tmp_path / "report.md.j2").write_text(SECTIONS, encoding="utf-8")
    chapter = "章: 一\n标题: 一\n事项:\n  - 名称: 甲\n    句:\n      - 走访企业，企业诉求办结率\n"
    (tmp_path / "outline" / "一.yaml").write_text(chapter, encoding="utf-8")
    assert authoring.check_template(str(tmp_path)) == []
