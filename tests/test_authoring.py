"""What template authors run: skeleton, docs, a starter; and the manual's own snippets."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from zongjie import check, load, render
from zongjie.cli import main
from zongjie.compose import manual
from zongjie.compose.filters import FILTERS as REFERENCE_FILTERS
from zongjie.compose.filters import FUNCTIONS
from zongjie.compose.views import FILTERS
from zongjie.pipeline import authoring
from zongjie.sources import templates

Capture = pytest.CaptureFixture[str]
SHIPPED = [template.title for template in templates.shipped()]


@pytest.mark.parametrize("title", SHIPPED)
def test_a_shipped_template_has_no_faults(title: str, capsys: Capture) -> None:
    assert main(["template", "check", title]) == 0
    assert capsys.readouterr().out == "没有发现问题\n"


def test_a_skeleton_holds_every_indicator_by_department(tmp_path: Path, capsys: Capture) -> None:
    folder = tmp_path / "填报"
    assert main(["template", "skeleton", "街道工作总结", "-o", str(folder), "--year", "2025"]) == 0
    outline, _ = templates.outline_of(templates.shipped()[-1])
    report = load(folder).report
    assert report is not None
    wanted = {entry.name for entry in outline.entries.values()}
    assert {indicator.name for indicator in report.indicators.values()} == wanted
    assert len(report.indicators) >= 200
    for indicator in report.indicators.values():
        entry = outline.entry(indicator.name)
        assert entry is not None
        assert entry.department is not None
        assert indicator.department is not None
        assert indicator.department.value == entry.department.value
    text = (folder / "指标" / "社区平安办.yaml").read_text(encoding="utf-8")
    assert "安全生产检查:" in text
    assert "家次或次；累计；检查生产经营单位…家次" in text
    assert "写好了" in capsys.readouterr().err


def test_an_empty_skeleton_is_told_in_few_words(tmp_path: Path) -> None:
    folder = tmp_path / "填报"
    main(["template", "skeleton", "街道工作总结", "-o", str(folder)])
    checked = check(load(folder))
    assert {d.code for d in checked.diagnostics} == {"ZJ333", "ZJ622"}
    assert len(checked.diagnostics) < 30


def test_a_skeleton_on_the_screen_is_a_report_of_its_own(tmp_path: Path, capsys: Capture) -> None:
    assert main(["template", "skeleton", "季度小结", "--office", "东街道"]) == 0
    text = capsys.readouterr().out
    path = tmp_path / "报告.yaml"
    filled = text.replace("  走访企业:", "  走访企业: 12家次").replace(
        "期间: 上半年", "期间: 二季度"
    )
    path.write_text(filled, encoding="utf-8")
    assert "二季度走访企业12家次。" in render(load(path), "txt").outputs["txt"].decode()


def test_a_skeleton_says_in_one_place_which_time_its_figures_cover(tmp_path: Path) -> None:
    folder = tmp_path / "填报"
    main(["template", "skeleton", "季度小结", "-o", str(folder), "--year", "2025"])
    assert "期间: 上半年" in (folder / "报告.yaml").read_text(encoding="utf-8")
    path = folder / "指标" / "社区平安办.yaml"
    text = path.read_text(encoding="utf-8")
    assert "截至" not in text
    path.write_text(text.replace("安全生产检查:", "安全生产检查: 612家次"), encoding="utf-8")
    assert "上半年检查生产经营单位612家次。" in render(load(folder), "txt").outputs["txt"].decode()
    whole = tmp_path / "全年"
    main(["template", "skeleton", "街道工作总结", "-o", str(whole), "--year", "2025"])
    text = (whole / "指标" / "社区平安办.yaml").read_text(encoding="utf-8")
    assert "截至: 2025年12月31日" in text


def test_nothing_that_is_there_is_overwritten(tmp_path: Path, capsys: Capture) -> None:
    target = tmp_path / "报告.yaml"
    target.write_text("我的", encoding="utf-8")
    for command in (["skeleton"], ["docs"]):
        assert main(["template", *command, "街道工作总结", "-o", str(target)]) == 1
        assert target.read_text(encoding="utf-8") == "我的"
    assert "ZJ" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["skeleton", "docs"])
def test_a_template_that_is_not_there(command: str, capsys: Capture) -> None:
    assert main(["template", command, "没有的"]) == 1
    assert "ZJ401" in capsys.readouterr().err


def test_wrong_names_of_a_skeleton(capsys: Capture) -> None:
    assert main(["template", "skeleton", "街道工作总结", "--year", "二五"]) == 2
    assert main(["template", "skeleton", "街道工作总结", "--office", "a: b"]) == 2
    assert "照这样写" in capsys.readouterr().err


@pytest.mark.parametrize("title", SHIPPED)
def test_the_docs_list_every_pattern_filter_and_name(title: str, capsys: Capture) -> None:
    assert main(["template", "docs", title]) == 0
    text = capsys.readouterr().out
    chosen, _ = templates.find(title, Path())
    assert chosen is not None
    outline, _ = templates.outline_of(chosen)
    for topic in outline.topics():
        assert f"### {topic.name}\n" in text
        for name in topic.names():
            entry = outline.entry(name.name)
            assert entry is not None
            for pattern in (*entry.patterns, *entry.following.values()):
                assert pattern.text.value.replace("|", "\\|") in text
    for name in (*FILTERS, *REFERENCE_FILTERS, *FUNCTIONS, *manual.CONTEXT):
        assert f"| {name} |" in text


def test_the_pages_are_those_of_what_there_is() -> None:
    assert set(manual.FILTER_PAGES) == set(FILTERS)
    assert set(manual.REFERENCE_PAGES) == {*REFERENCE_FILTERS, *FUNCTIONS, "句", "问题"}


def test_the_starter_of_a_template_author_renders_and_is_sound(
    tmp_path: Path, capsys: Capture
) -> None:
    folder = tmp_path / "新"
    arguments = ["new", str(folder), "--template-author", "--office", "东街道", "--year", "2025"]
    assert main(arguments) == 0
    assert authoring.check_template(str(folder / "模板")) == []
    text = render(load(folder), "txt").outputs["txt"].decode()
    assert "东街道2025年工作总结\n" in text
    assert "全年走访沿街商户320家次，比上年增长6.7%；收集商户诉求86条，办结率97.7%。" in text
    assert main(arguments) == 1
    assert "ZJ" in capsys.readouterr().err


def test_a_hostile_template_makes_a_skeleton_inside_its_folder(tmp_path: Path) -> None:
    home = tmp_path / "模板"
    (home / "outline").mkdir(parents=True)
    settings = '名称: "试: #一"\n说明: "一\\n指标: 注入"\n'
    (home / "template.yaml").write_text(settings, encoding="utf-8")
    (home / "report.md.j2").write_text("# {{ 标题 }}\n", encoding="utf-8")
    entry = '  甲:\n    单位: 件\n    句式: 办理{数}\n    备注: "话\\n  乙: 3件"\n'
    (home / "outline" / "一.yaml").write_text(
        "章: 一\n标题: 一\n科室: ../../逃出\n事项:\n  - 名称: 一\n    句:\n      - 甲\n"
        f"指标:\n{entry}",
        encoding="utf-8",
    )
    target = tmp_path / "出"
    assert main(["template", "skeleton", str(home), "-o", str(target)]) == 0
    made = sorted(path.relative_to(tmp_path).as_posix() for path in target.rglob("*.yaml"))
    assert made == ["出/报告.yaml", "出/指标/____逃出.yaml"]
    loaded = load(target)
    assert loaded.report is not None
    assert [i.name for i in loaded.report.indicators.values()] == ["甲"]
    assert not [d for d in check(loaded).diagnostics if d.severity.value == "错误"]


def test_a_skeleton_lists_a_required_indicator_once(tmp_path: Path, capsys: Capture) -> None:
    main(["new", str(tmp_path / "新"), "--template-author"])
    home = tmp_path / "新" / "模板"
    settings = (home / "template.yaml").read_text(encoding="utf-8")
    outline = home / "outline" / "1-service.yaml"
    text = outline.read_text(encoding="utf-8")
    text = text.replace("  走访商户:\n", "  走访商户:\n    别名: 走访店铺\n")
    outline.write_text(text, encoding="utf-8")
    required = "必需指标: [走访商户, 走访店铺, 别的, 别 的]\n"
    (home / "template.yaml").write_text(settings + required, encoding="utf-8")
    capsys.readouterr()
    assert main(["template", "skeleton", str(home)]) == 0
    printed = capsys.readouterr().out
    assert [printed.count(f"  {name}:") for name in ("走访商户", "走访店铺", "别的")] == [1, 0, 1]
    target = tmp_path / "填报"
    assert main(["template", "skeleton", str(home), "-o", str(target)]) == 0
    loaded = load(target)
    assert loaded.report is not None, loaded.diagnostics
    assert {d.code for d in loaded.diagnostics}.isdisjoint({"ZJ103", "ZJ117"})


def test_docs_are_one_file_whatever_its_name(tmp_path: Path) -> None:
    assert main(["template", "docs", "季度小结", "-o", str(tmp_path / "手册")]) == 0
    assert (tmp_path / "手册").read_text(encoding="utf-8").startswith("# 季度小结")


def test_a_name_too_long_is_no_traceback(tmp_path: Path, capsys: Capture) -> None:
    assert main(["template", "docs", "季度小结", "-o", str(tmp_path / ("长" * 200))]) == 1
    assert "Traceback" not in capsys.readouterr().err


def test_a_skeleton_of_a_summary_asks_for_the_reports(tmp_path: Path, capsys: Capture) -> None:
    assert main(["template", "skeleton", "区级汇总"]) == 0
    text = capsys.readouterr().out
    assert "下级报告: " in text
    assert "指标:" not in text


def test_an_outline_is_read_again_when_a_file_is_renamed(tmp_path: Path) -> None:
    main(["new", str(tmp_path / "新"), "--template-author"])
    folder = tmp_path / "新" / "模板" / "outline"
    other = (folder / "1-service.yaml").read_text(encoding="utf-8").replace("章: 服务", "章: 别的")
    other = other.split("事项:")[0].replace("走近商户，做实服务", "别的标题")
    (folder / "2-other.yaml").write_text(other, encoding="utf-8")
    chosen, _ = templates.find(str(folder.parent), Path())
    assert chosen is not None
    assert [c.name for c in templates.outline_of(chosen)[0].chapters] == ["服务", "别的"]
    (folder / "2-other.yaml").rename(folder / "0-other.yaml")
    assert [c.name for c in templates.outline_of(chosen)[0].chapters] == ["别的", "服务"]
    (folder / "9.yaml").symlink_to(folder / "没有.yaml")
    assert templates.outline_of(chosen)[1] != []


@pytest.mark.skipif(sys.platform == "win32", reason="links want rights there")
def test_an_outline_that_leads_out_of_the_template_is_not_read(tmp_path: Path) -> None:
    main(["new", str(tmp_path / "新"), "--template-author"])
    folder = tmp_path / "新" / "模板" / "outline"
    (folder / "1-service.yaml").rename(tmp_path / "外.yaml")
    (folder / "1.yaml").symlink_to(tmp_path / "外.yaml")
    (folder / "2.yaml").symlink_to(folder / "2.yaml")
    chosen, _ = templates.find(str(folder.parent), Path())
    assert chosen is not None
    outline, found = templates.outline_of(chosen)
    assert (outline.chapters, [d.code for d in found]) == ((), ["ZJ406", "ZJ406"])


def test_the_starter_prints_all_that_staff_may_write(tmp_path: Path) -> None:
    folder = tmp_path / "新"
    main(["new", str(folder), "--template-author", "--office", "东街道", "--year", "2025"])
    path = folder / "报告.yaml"
    more = (
        "落款: 东街道办\n成文日期: 2026年1月8日\n开头: 开头的话。\n结尾: 结尾的话。\n"
        "章节:\n  - 标题: 自己的章\n    开头: 章里先说。\n"
        "    事项:\n      - 段首句: 头\n        正文: 身。\n      - 原文: 照印。\n"
        "  - 沿用: 其余\n存在问题:\n  标题: 不足\n  过渡语: 但是。\n  条目:\n    - 一点\n"
    )
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    rendered = render(load(folder), "txt")
    assert [d.code for d in rendered.diagnostics if d.code == "ZJ423"] == []
    text = rendered.outputs["txt"].decode()
    for told in (
        "东街道办",
        "2026年1月8日",
        "开头的话。",
        "结尾的话。",
        "章里先说。",
        "照印。",
        "不足",
    ):
        assert told in text
