"""``zongjie next``: folders, encodings, what is refused, what is printed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import zongjie
from zongjie import check, load, next_year
from zongjie.cli import main
from zongjie.diagnostics import has_errors
from zongjie.pipeline import rolling
from zongjie.pipeline.recovering import recover

ROOT = Path(__file__).parents[1]
MAIN = "单位名称: 示范街道\n年份: 2025\n开头: |\n  第八批。去年。\n"
PART = "科室: 社区服务办\n截至: 2025年12月31日\n指标:\n  走访: 9家   # 注\n"
Capture = pytest.CaptureFixture[str]


def folder(home: Path, encoding: str = "utf-8", end: str = "\n", **files: str) -> Path:
    texts = {"报告.yaml": MAIN, "指标/服务.yaml": PART, **files}
    for name, text in texts.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.replace("\n", end).encode(encoding))
    return home


def codes(outcome: rolling.Next) -> list[str]:
    return [found.code for found in outcome.diagnostics]


def tree(home: Path) -> dict[str, bytes]:
    return {
        path.relative_to(home).as_posix(): path.read_bytes()
        for path in sorted(home.rglob("*"))
        if path.is_file()
    }


# ---- where it is written -----------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_folder_keeps_its_layout_and_each_file_its_encoding(
    tmp_path: Path, encoding: str, end: str
) -> None:
    source = folder(tmp_path / "旧", encoding, end)
    before = tree(source)
    outcome = next_year(source, 2026, tmp_path / "新")
    assert outcome.ok
    assert tree(source) == before
    assert list(tree(tmp_path / "新")) == ["待核清单.txt", "报告.yaml", "指标/服务.yaml"]
    part = (tmp_path / "新" / "指标" / "服务.yaml").read_bytes().decode(encoding)
    expected = (
        "科室: 社区服务办\n截至: 2026年12月31日\n指标:\n  走访:   # 注\n    数值:\n    上年: 9家\n"
    )
    assert part == expected.replace("\n", end)
    names = {found.span.source.name for found in outcome.diagnostics if found.span}
    assert names == {str(tmp_path / "新" / name) for name in ("报告.yaml", "指标/服务.yaml")}
    assert [(one.department, one.name, one.last) for one in outcome.wanted] == [
        ("社区服务办", "走访", "9家")
    ]


def test_one_file_becomes_one_file(tmp_path: Path) -> None:
    source = tmp_path / "2025.yaml"
    source.write_text(MAIN, encoding="utf-8")
    outcome = next_year(source, 2026, tmp_path / "2026.yaml")
    assert outcome.ok
    assert [path.name for path in outcome.written] == ["2026.yaml", "2026-待核清单.txt"]
    assert load(tmp_path / "2026.yaml").report.year == 2026  # type: ignore[union-attr]
    assert next_year(source, 2026, tmp_path / "新").ok
    assert list(tree(tmp_path / "新")) == ["2025.yaml", "待核清单.txt"]


def test_nothing_is_written_without_an_output(tmp_path: Path) -> None:
    source = folder(tmp_path / "旧")
    outcome = next_year(source, 2026)
    assert list(outcome.files) == ["报告.yaml", "指标/服务.yaml", "待核清单.txt"]
    assert outcome.written == ()
    assert zongjie.next_year is rolling.next_year


def test_a_summary_rolls_with_its_members_and_a_folder_with_its_reports(tmp_path: Path) -> None:
    source = ROOT / "examples" / "shifan-district-2025"
    outcome = next_year(source, 2026, tmp_path / "新")
    assert outcome.ok
    assert len(outcome.files) == 8
    assert not has_errors(check(load(tmp_path / "新")).diagnostics)
    assert next_year(source / "streets", 2026, tmp_path / "各街道").ok
    assert len(tree(tmp_path / "各街道")) == 7
    gathered = load(tmp_path / "各街道")
    assert "ZJ707" not in [found.code for found in check(gathered).diagnostics]
    assert gathered.report is not None
    assert len(gathered.report.members) == 6


def test_a_template_of_ones_own_goes_with_the_report(tmp_path: Path) -> None:
    source = tmp_path / "旧"
    assert main(["new", str(source), "--template-author", "--year", "2025"]) == 0
    outside = tmp_path / "密.txt"
    outside.write_text("密", encoding="utf-8")
    own = next(path for path in source.rglob("template.yaml")).parent
    (own / "外面.txt").symlink_to(outside)
    assert next_year(source, 2026, tmp_path / "新").ok
    shutil.rmtree(source)
    assert not has_errors(check(load(tmp_path / "新")).diagnostics)
    assert not list((tmp_path / "新").rglob("外面.txt"))


def test_one_file_finds_its_template_where_it_goes(tmp_path: Path) -> None:
    source = tmp_path / "旧"
    assert main(["new", str(source), "--template-author", "--year", "2025"]) == 0
    before = set(tree(source))
    only = (source / "报告.yaml").rename(source / "2025.yaml")
    only.write_text("年份: 2025\n模板: 模板\n", encoding="utf-8")
    assert next_year(only, 2026, source / "2026.yaml").ok
    new = set(tree(source)) - before
    assert new == {"2025.yaml", "2026.yaml", "2026-待核清单.txt"}
    assert next_year(only, 2026, tmp_path / "别处" / "2026.yaml").ok
    assert (tmp_path / "别处" / "模板" / "template.yaml").is_file()


def test_an_editor_is_given_the_schemas_again(tmp_path: Path) -> None:
    source = tmp_path / "旧"
    assert main(["new", str(source), "--year", "2025"]) == 0
    assert next_year(source, 2026, tmp_path / "新").ok
    old, new = tree(source), tree(tmp_path / "新")
    assert set(new) == {*old, "待核清单.txt"}
    assert all(new[name] == old[name] for name in old if not name.endswith(".yaml"))


@pytest.mark.parametrize("name", [".", "..", "/etc", '"a\\0b"', "长" * 300, "指标"])
def test_a_template_that_is_no_file_of_ones_own_stays_where_it_is(
    tmp_path: Path, name: str
) -> None:
    source = folder(tmp_path / "旧", **{"报告.yaml": f"年份: 2025\n模板: {name}\n版式: {name}\n"})
    outcome = next_year(source, 2026)
    assert sorted(outcome.files) == ["待核清单.txt", "报告.yaml", "指标/服务.yaml"]


def test_a_report_that_was_imported_rolls_on(tmp_path: Path) -> None:
    text = recover(ROOT / "examples" / "ganquan-2016" / "source.txt").yaml
    (tmp_path / "报告.yaml").write_text(text, encoding="utf-8")
    outcome = next_year(tmp_path, 2017, tmp_path / "新")
    assert outcome.ok
    assert not has_errors(check(load(tmp_path / "新")).diagnostics)
    assert {"ZJ841", "ZJ844"} <= set(codes(outcome))


# ---- what is refused ---------------------------------------------------------------------


def test_nothing_is_overwritten_without_force_and_the_source_never(tmp_path: Path) -> None:
    source = folder(tmp_path / "旧")
    before = tree(source)
    assert next_year(source, 2026, tmp_path / "新").ok
    assert codes(next_year(source, 2026, tmp_path / "新")) == ["ZJ507"]
    assert next_year(source, 2026, tmp_path / "新", force=True).ok
    for where in (source, tmp_path / "旧" / "..", tmp_path / "新" / ".." / "旧"):
        if where.resolve() == source:
            assert codes(next_year(source, 2026, where, force=True)) == ["ZJ506"]
    (tmp_path / "链").symlink_to(source)
    assert codes(next_year(source, 2026, tmp_path / "链", force=True)) == ["ZJ506"]
    assert codes(next_year(source, 2026, source / "指标" / "新", force=True)) == ["ZJ855"]
    assert tree(source) == before


def test_what_would_be_read_with_it_is_in_the_way(tmp_path: Path) -> None:
    source = folder(tmp_path / "旧")
    for name in ("指标/别的.yaml", "report.yaml", "indicators/x.yml"):
        target = tmp_path / name.replace("/", "-")
        stray = target / name
        stray.parent.mkdir(parents=True)
        stray.write_text("指标:\n  别的: 1件\n", encoding="utf-8")
        outcome = next_year(source, 2026, target)
        assert codes(outcome) == ["ZJ855"]
        assert list(tree(target)) == [name]
    assert codes(next_year(source, 2026, tmp_path / "新.yaml")) == ["ZJ855"]


@pytest.mark.parametrize(
    "text", ["年份: 2025\n指标:\n  甲: 无\n", "年份: 2025\n  x", "", "开头: \x07\n"]
)
def test_a_report_that_cannot_be_read_is_refused_with_its_errors(tmp_path: Path, text: str) -> None:
    source = folder(tmp_path / "旧", **{"报告.yaml": text})
    outcome = next_year(source, 2026, tmp_path / "新")
    assert not outcome.ok
    assert codes(outcome) == [d.code for d in load(source).diagnostics]
    assert not (tmp_path / "新").exists()


def test_a_fault_of_the_text_does_not_stop_it(tmp_path: Path) -> None:
    source = folder(tmp_path / "旧", **{"报告.yaml": "年份: 2025\n开头: 有{{没有}}。\n"})
    assert next_year(source, 2026, tmp_path / "新").ok


def test_members_that_lie_elsewhere_are_told(tmp_path: Path) -> None:
    folder(tmp_path / "各街道" / "东")
    for name in ("../各街道", "/", "没有", '"a\\0b"', "长" * 300):
        source = folder(tmp_path / "旧", **{"报告.yaml": f"年份: 2025\n下级报告: {name}\n"})
        assert codes(next_year(source, 2026, tmp_path / "新")) == ["ZJ854"]


def test_a_file_that_vanishes_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert codes(next_year(tmp_path / "没有", 2026, tmp_path / "新")) == ["ZJ001"]
    assert codes(next_year(tmp_path / "a\0b", 2026, tmp_path / "新"))
    source = tmp_path / "旧"
    assert main(["new", str(source), "--template-author", "--year", "2025"]) == 0
    real = Path.read_bytes

    def vanished(path: Path) -> bytes:
        if path.name == "template.yaml":
            raise FileNotFoundError(2, "gone", str(path))
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", vanished)
    assert codes(next_year(source, 2026, tmp_path / "新")) == ["ZJ002"]
    assert not (tmp_path / "新").exists()


def test_a_place_where_nothing_can_lie_is_told(tmp_path: Path) -> None:
    (tmp_path / "锁").write_bytes(b"")
    outcome = next_year(folder(tmp_path / "旧"), 2026, tmp_path / "锁" / "新")
    assert set(codes(outcome)) == {"ZJ503"}


@pytest.mark.parametrize("name", ["a\0b", "长" * 300])
def test_a_name_no_system_takes_is_told(tmp_path: Path, name: str) -> None:
    outcome = next_year(folder(tmp_path / "旧"), 2026, tmp_path / name)
    assert not outcome.ok
    assert outcome.written == ()


# ---- the command -------------------------------------------------------------------------


def test_the_command_says_what_it_did(tmp_path: Path, capsys: Capture) -> None:
    source, target = folder(tmp_path / "旧"), tmp_path / "新"
    assert main(["next", str(source), "--to", "2026", "-o", str(target), "--format", "line"]) == 0
    out = capsys.readouterr()
    assert out.out == ""
    assert "次序要核对：“第八批”（→“第九批”？）" in out.err
    assert f"写好了 {target / '报告.yaml'}" in out.err
    assert "要报的数 1 项，1 个科室" in out.err
    assert f"照着 {target / '待核清单.txt'} 逐条核对" in out.err


def test_the_command_lists_as_json(tmp_path: Path, capsys: Capture) -> None:
    source = folder(tmp_path / "旧")
    command = ["next", str(source), "--to", "2026", "-o", str(tmp_path / "新"), "--format", "json"]
    assert main(command) == 0
    rows = json.loads(capsys.readouterr().err)
    assert [row["code"] for row in rows] == ["ZJ849", "ZJ844", "ZJ842", "ZJ849"]
    assert main(command) == 1
    assert [row["code"] for row in json.loads(capsys.readouterr().err)] == ["ZJ507"]


@pytest.mark.parametrize(
    "wrong", [["--to", "明年"], ["--to", "26"], ["--to", "2026", "--from", "去"]]
)
def test_a_year_that_is_none_is_wrong_use(
    tmp_path: Path, wrong: list[str], capsys: Capture
) -> None:
    assert main(["next", str(folder(tmp_path / "旧")), *wrong, "-o", str(tmp_path / "新")]) == 2
    assert "不对，照这样写：--" in capsys.readouterr().err


def test_the_command_takes_the_year_of_a_report_that_has_none(tmp_path: Path) -> None:
    source = folder(tmp_path / "旧", **{"报告.yaml": "标题: 工作总结\n"})
    command = ["next", str(source), "--to", "2026", "-o", str(tmp_path / "新")]
    assert main(command) == 1
    assert main([*command, "--from", "2025"]) == 0
