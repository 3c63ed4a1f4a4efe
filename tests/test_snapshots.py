"""稿次: what is kept is what was there, prints the same again, and is in nobody's way."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zongjie.cli import main
from zongjie.diagnostics import Diagnostic, has_errors, render
from zongjie.pipeline import check, load, render_file, snapshots
from zongjie.pipeline.keeping import Taken, listed, take
from zongjie.pipeline.progress import progress
from zongjie.pipeline.snapshots import MANIFEST, Snapshot
from zongjie.sources.places import Search

EXAMPLES = Path(__file__).parents[1] / "examples"
ALL = sorted(path.name for path in EXAMPLES.iterdir() if path.is_dir())
OWN = {"总结.docx", "总结.txt", MANIFEST}
SMALL = "单位名称: 甲街道\n年份: 2025\n指标:\n  受理案件: 12件\n开头: 全年受理案件{{受理案件}}。\n"


def copied(name: str, folder: Path) -> Path:
    return Path(shutil.copytree(EXAMPLES / name, folder / "报告"))


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return copied("ganquan-2016", tmp_path)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "报告" / "报告.yaml"
    path.parent.mkdir()
    path.write_text(SMALL, "utf-8")
    return path


def kept(taken: Taken) -> Snapshot:
    assert taken.snapshot is not None, taken.diagnostics
    return taken.snapshot


def codes(found: list[Diagnostic]) -> list[str]:
    return [one.code for one in found]


def files_in(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


# ---- laws ------------------------------------------------------------------------


@pytest.mark.parametrize("name", ALL)
def test_a_draft_prints_the_bytes_that_were_kept(name: str, tmp_path: Path) -> None:
    report = copied(name, tmp_path)
    one = kept(take(report, "送审稿"))
    outputs = [tmp_path / "再印.docx", tmp_path / "再印.txt"]
    assert render_file(one.report, *outputs).ok
    again = [path.read_bytes() for path in outputs]
    assert again == [(one.folder / name).read_bytes() for name in ("总结.docx", "总结.txt")]


@pytest.mark.parametrize("name", ALL)
def test_a_draft_holds_what_the_report_was_read_from(name: str, tmp_path: Path) -> None:
    report = copied(name, tmp_path)
    loaded = load(report)
    one = kept(take(report, "送审稿"))
    here, there = files_in(report), files_in(one.folder)
    read = {path.relative_to(report).as_posix() for path in loaded.paths}
    assert there.keys() == read | OWN
    assert all(there[place] == here[place] for place in read)
    assert snapshots.read(one.folder) == one
    assert one.touched() == ()


@pytest.mark.parametrize("name", ALL)
def test_a_draft_changes_nothing_of_its_report(name: str, tmp_path: Path) -> None:
    report = copied(name, tmp_path)

    def seen() -> list[object]:
        loaded = load(report)
        search = Search(report.parent)
        told = render.as_json(check(loaded).diagnostics)
        around = render.as_json(load(report.parent).diagnostics)
        counted = progress(report)._replace(diagnostics=[])
        return [loaded.paths, told, counted, search.taken, search.passed, around]

    before = seen()
    kept(take(report, "送审稿"))
    kept(take(report, "会签稿"))
    assert seen() == before


def test_the_same_report_leaves_the_same_bytes_anywhere(tmp_path: Path) -> None:
    one, other = (copied("shifan-2025", tmp_path / name) for name in "甲乙")
    first, second = kept(take(one, "送审稿")), kept(take(other / "report.yaml", "送审稿"))
    assert files_in(first.folder) == files_in(second.folder)


def test_a_draft_is_a_base_of_what_it_gives_away(report: Path) -> None:
    from zongjie.pipeline import bases

    one = kept(take(report, "送审稿"))
    base = bases.find(report, one.text_hash)
    assert base is not None
    assert base.data_hash == one.data_hash


# ---- what is kept ------------------------------------------------------------------


def test_a_file_is_kept_byte_for_byte_whatever_it_was_saved_in(small: Path) -> None:
    small.write_bytes(SMALL.replace("\n", "\r\n").encode("gbk"))
    one = kept(take(small, "送审稿"))
    assert (one.folder / "报告.yaml").read_bytes() == small.read_bytes()
    assert one.main == "报告.yaml"


def test_a_template_of_its_own_comes_along(small: Path, tmp_path: Path) -> None:
    own = small.parent / "模板" / "甲"
    own.mkdir(parents=True)
    (own / "template.yaml").write_text("名称: 甲\n", "utf-8")
    if os.name != "nt":  # there links need rights
        (own / "圈.j2").symlink_to("圈.j2")  # leads to nothing that could be kept
    (own / "report.md.j2").write_text("# {{ 标题 }}\n\n甲：{{ 开头 }}\n", "utf-8")
    small.write_text(f"模板: 模板/甲\n{SMALL}", "utf-8")
    one = kept(take(small, "送审稿"))
    parts = {"模板/甲/template.yaml", "模板/甲/report.md.j2"}
    assert {*one.files, MANIFEST} == {*OWN, "报告.yaml", *parts}
    shutil.rmtree(own)
    assert render_file(one.report, tmp_path / "再印.docx").ok
    assert (tmp_path / "再印.docx").read_bytes() == (one.folder / "总结.docx").read_bytes()


def test_what_lies_outside_is_told(small: Path, tmp_path: Path) -> None:
    own = tmp_path / "公用模板"
    own.mkdir()
    (own / "template.yaml").write_text("名称: 甲\n", "utf-8")
    (own / "report.md.j2").write_text("# {{ 标题 }}\n\n{{ 开头 }}\n", "utf-8")
    small.write_text(f"模板: ../公用模板\n{SMALL}", "utf-8")
    taken = take(small, "送审稿")
    assert [d.message for d in taken.diagnostics if d.code == "ZJ076"] == [
        "模板“../公用模板”在报告的文件夹外面，没有一起留"
    ]
    assert set(kept(taken).files) == {"报告.yaml", "总结.docx", "总结.txt"}


def test_reports_outside_are_told(tmp_path: Path) -> None:
    copied("shifan-district-2025", tmp_path)
    (tmp_path / "报告" / "streets").rename(tmp_path / "streets")
    main_file = tmp_path / "报告" / "report.yaml"
    text = main_file.read_text("utf-8")
    assert "下级报告: streets" in text
    main_file.write_text(text.replace("下级报告: streets", "下级报告: ../streets"), "utf-8")
    taken = take(tmp_path / "报告", "送审稿")
    assert "ZJ076" in codes(taken.diagnostics)
    assert set(kept(taken).files) == {"report.yaml", "总结.docx", "总结.txt"}


def test_a_folder_of_reports_is_kept_as_one(tmp_path: Path) -> None:
    streets = tmp_path / "各街道"
    for name in "甲乙":
        (streets / name).mkdir(parents=True)
        (streets / name / "报告.yaml").write_text(SMALL.replace("甲街道", f"{name}街道"), "utf-8")
    one = kept(take(streets, "送审稿"))
    assert one.main == ""
    assert {"甲/报告.yaml", "乙/报告.yaml"} < set(one.files)
    assert one.folder == streets / "稿次" / "送审稿"
    assert kept(take(streets, "送审稿")) == one


# ---- refused -------------------------------------------------------------------------


def test_a_report_with_errors_leaves_nothing(small: Path) -> None:
    small.write_text(f"{SMALL}结尾: '{{{{没有的}}}}'\n", "utf-8")
    taken = take(small, "送审稿")
    assert taken.snapshot is None
    assert has_errors(taken.diagnostics)
    assert not (small.parent / "稿次").exists()


def test_a_name_that_is_taken_is_kept_unless_it_is_the_same(small: Path) -> None:
    first = kept(take(small, "送审稿"))
    again = take(small, "送审稿")
    assert again.same
    assert not again.diagnostics
    before = files_in(first.folder)
    small.write_text(SMALL.replace("12件", "13件"), "utf-8")
    refused = take(small, "送审稿")
    assert codes(refused.diagnostics) == ["ZJ073"]
    assert files_in(first.folder) == before
    forced = kept(take(small, "送审稿", force=True))
    assert "13件" in (forced.folder / "总结.txt").read_text("utf-8")


def test_a_draft_that_is_replaced_leaves_nothing_of_the_old_one(small: Path) -> None:
    more = small.parent / "指标" / "网格.yaml"
    more.parent.mkdir()
    more.write_text("指标:\n  走访: 3家\n", "utf-8")
    one = kept(take(small, "送审稿"))
    (one.folder / "指标" / "多出来的.yaml").write_text("指标:\n  多: 3家\n", "utf-8")
    (one.folder / "我的批注.txt").write_text("留着", "utf-8")
    more.unlink()
    again = kept(take(small, "送审稿", force=True))
    assert set(files_in(again.folder)) == {*OWN, "报告.yaml", "我的批注.txt"}
    assert again.touched() == ()


def test_what_is_no_draft_or_of_another_report_is_never_replaced(small: Path) -> None:
    other = small.with_name("别的.yaml")
    other.write_text(SMALL, "utf-8")
    kept(take(other, "送审稿"))
    folder = small.parent / "稿次"
    (folder / "会签稿").mkdir()
    for name in ("送审稿", "会签稿"):
        assert codes(take(small, name, force=True).diagnostics) == ["ZJ073"]
    assert not listed(small).states
    assert [state.snapshot.main for state in listed(other).states] == ["别的.yaml"]
    kept(take(small, "V1"))
    assert codes(take(small, "v1", force=True).diagnostics) == ["ZJ073"]


@pytest.mark.parametrize(
    "name",
    [
        *("", " ", "..", ".稿", "a/b", "a\\b", "送审稿.", "送审稿 ", " 送审稿", "-稿", "~稿"),
        *("CON", "con.txt", "Lpt1", "COM¹.稿", "NUL .a"),
        *("稿:1", "稿?", "稿\n1", "稿\0", "\u202e稿", "稿" * 41),
    ],
)
def test_a_name_that_is_none_on_some_system_is_refused(name: str, small: Path) -> None:
    assert codes(take(small, name).diagnostics) == ["ZJ072"]
    assert not (small.parent / "稿次").exists()


@pytest.mark.parametrize("name", ["送审稿", "第2稿（改）", "CON稿", "a.b", "稿" * 40, "v1 改"])
def test_other_names_are_taken(name: str, small: Path) -> None:
    assert kept(take(small, name)).name == name


def test_a_folder_that_takes_no_file_is_told(small: Path) -> None:
    (small.parent / "稿次").write_text("在这里", "utf-8")
    assert codes(take(small, "送审稿").diagnostics) == ["ZJ503"]


def test_a_file_that_changes_meanwhile_is_told(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from zongjie.pipeline import keeping

    def later(path: Path) -> Any:
        loaded = load(path)
        small.write_text(SMALL.replace("12件", "13件"), "utf-8")
        return loaded

    monkeypatch.setattr(keeping, "load", later)
    assert codes(take(small, "送审稿").diagnostics) == ["ZJ061"]
    assert not (small.parent / "稿次").exists()


# ---- damaged ---------------------------------------------------------------------------


@given(told=st.recursive(st.none() | st.integers() | st.text(), st.lists))
def test_a_list_that_says_something_else_is_damaged(told: Any, tmp_path_factory: Any) -> None:
    folder = tmp_path_factory.mktemp("稿")
    (folder / MANIFEST).write_text(json.dumps(told), "utf-8")
    found = snapshots.read(folder)
    assert isinstance(found, Diagnostic)
    assert found.code == "ZJ075"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("文件", {"../../别人的.yaml": "0"}),
        ("文件", {"/etc/passwd": "0"}),
        ("文件", {"报告.yaml": 3}),
        ("文件", []),
        ("报告", "../别人的.yaml"),
        ("报告", 3),
        ("标题", None),
    ],
)
def test_a_list_that_leads_elsewhere_is_damaged(key: str, value: object, small: Path) -> None:
    one = kept(take(small, "送审稿"))
    place = one.folder / MANIFEST
    whole = json.loads(place.read_bytes())
    place.write_text(json.dumps({**whole, key: value}), "utf-8")
    assert isinstance(snapshots.read(one.folder), Diagnostic)
    assert codes(listed(small).diagnostics) == ["ZJ075"]


def test_a_deep_or_endless_list_is_damaged(small: Path) -> None:
    place = kept(take(small, "送审稿")).folder / MANIFEST
    for text in ("[" * 100_000, '"' + "字" * 2_000_000 + '"', "", "\ufeff{}"):
        place.write_text(text, "utf-8")
        assert codes(listed(small).diagnostics) == ["ZJ075"]


def test_a_main_file_that_is_gone_is_damage(small: Path) -> None:
    (kept(take(small, "送审稿")).folder / "报告.yaml").unlink()
    assert codes(listed(small).diagnostics) == ["ZJ075"]


def test_files_that_were_touched_are_told(small: Path) -> None:
    one = kept(take(small, "送审稿"))
    (one.folder / "总结.docx").write_bytes(b"changed")
    (one.folder / "总结.txt").unlink()
    (one.folder / "指标").mkdir()
    (one.folder / "指标" / "多.yaml").write_text("指标:\n  多: 1件\n", "utf-8")
    (one.folder / "~$总结.docx").write_bytes(b"")
    found = listed(small)
    assert codes(found.diagnostics) == ["ZJ074"]
    assert found.states[0].touched == ("总结.docx", "总结.txt", "指标/多.yaml")


def test_a_pipe_in_a_draft_is_not_waited_for(small: Path) -> None:
    one = kept(take(small, "送审稿"))
    (one.folder / "总结.docx").unlink()
    os.mkfifo(one.folder / "总结.docx")
    assert one.touched() == ("总结.docx",)
    (one.folder / MANIFEST).unlink()
    os.mkfifo(one.folder / MANIFEST)
    assert not listed(small).states


# ---- listed ----------------------------------------------------------------------------


def test_drafts_are_listed_with_what_changed_since(small: Path) -> None:
    assert listed(small) == ([], [])
    kept(take(small, "送审稿"))
    assert [(s.text_same, s.changed) for s in listed(small).states] == [(True, ())]
    small.write_text(f"{SMALL}# 核对过\n", "utf-8")
    more = small.parent / "指标" / "网格.yaml"
    more.parent.mkdir()
    more.write_text("指标:\n  走访: 3家\n", "utf-8")
    changed = ("报告.yaml", "指标/网格.yaml")
    assert [(s.text_same, s.changed) for s in listed(small).states] == [(True, changed)]
    small.write_text(SMALL.replace("12件", "13件"), "utf-8")
    assert [s.text_same for s in listed(small).states] == [False]
    small.write_text(f"{SMALL}结尾: '{{{{没有的}}}}'\n", "utf-8")
    assert [s.text_same for s in listed(small).states] == [None]


# ---- the command -------------------------------------------------------------------------


def test_the_command_keeps_and_lists(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = str(small.parent)
    assert main(["snapshot", report]) == 0
    assert "还没有留过稿" in capsys.readouterr().err
    assert main(["snapshot", report, "--name", "送审稿"]) == 0
    assert "留好了" in capsys.readouterr().err
    assert main(["snapshot", report, "--name", "送审稿"]) == 0
    assert "已经留过，和现在的一样" in capsys.readouterr().err
    assert main(["snapshot", report]) == 0
    said = capsys.readouterr().out
    assert said.startswith("送审稿　")
    assert said.endswith("文字和现在的一样\n")
    small.write_text(SMALL.replace("12件", "13件"), "utf-8")
    assert main(["snapshot", report, "--name", "送审稿"]) == 1
    assert "ZJ073" in capsys.readouterr().err
    assert main(["snapshot", report, "--name", "送审稿", "--force"]) == 0
    assert main(["snapshot", report, "--name", "CON"]) == 1


def test_the_command_lists_as_json(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept(take(small, "送审稿"))
    assert main(["snapshot", str(small), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    [row] = told["snapshots"]
    assert row["name"] == "送审稿"
    assert row["title"] == "甲街道2025年工作总结"
    assert (row["text_same"], row["changed_since"], row["touched"]) == (True, [], [])
    assert told["diagnostics"] == []
    (small.parent / "稿次" / "送审稿" / MANIFEST).write_text("{", "utf-8")
    assert main(["snapshot", str(small), "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["diagnostics"][0]["code"] == "ZJ075"


def test_a_report_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert codes(listed(tmp_path / "没有.yaml").diagnostics) == ["ZJ001"]
    assert codes(take(tmp_path / "没有.yaml", "送审稿").diagnostics) == ["ZJ001"]
