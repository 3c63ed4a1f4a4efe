"""Many reports at once: the same files as one by one, a list, and nothing done twice."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import random_reports
from zongjie import batching, pipeline
from zongjie.batching import MANIFEST, Outcome, Wish, finding, inputs, work
from zongjie.batching.ledger import JOURNAL
from zongjie.batching.lock import NAME as LOCK
from zongjie.batching.lock import Lock
from zongjie.batching.records import Job, Task
from zongjie.cli import main
from zongjie.sources.report import Loaded

COUNT = 24
REPORT = """\
单位名称: {office}
年份: {year}
开头: |
  {office}{year}年完成{{{{网格案件}}}}。
指标:
  网格案件: {number}件
"""


def report(office: str, year: int = 2025, number: int = 1) -> str:
    return REPORT.format(office=office, year=year, number=number)


@pytest.fixture
def offices(tmp_path: Path) -> Path:
    """Return a folder of three reports: a file, a folder, and one of a district below."""
    folder = tmp_path / "报告"
    (folder / "北街道" / "指标").mkdir(parents=True)
    (folder / "西片" / "西街道").mkdir(parents=True)
    (folder / "东街道.yaml").write_text(report("东街道"), encoding="utf-8")
    (folder / "北街道" / "报告.yaml").write_text(report("北街道"), encoding="utf-8")
    (folder / "北街道" / "指标" / "办.yaml").write_text("指标:\n  走访: 3次\n", encoding="utf-8")
    (folder / "西片" / "西街道" / "report.yaml").write_text(report("西街道"), encoding="utf-8")
    return folder


def run(*folders: Path, to: Path, resume: bool = False, **wish: Any) -> Outcome:
    return batching.run(folders, to, Wish(**wish), jobs=2, resume=resume)


def listed(output: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((output / MANIFEST).read_text(encoding="utf-8"))
    return found


def names_in(output: Path) -> list[str]:
    return sorted(p.relative_to(output).as_posix() for p in output.rglob("*") if p.is_file())


def codes(outcome: Outcome) -> list[str]:
    return [one.code for one in outcome.diagnostics]


def stamps(output: Path) -> dict[str, int]:
    return {name: (output / name).stat().st_mtime_ns for name in names_in(output)}


# ---- what is printed ---------------------------------------------------------------


def test_a_batch_prints_what_render_prints_however_many_share_the_work(tmp_path: Path) -> None:
    folder = tmp_path / "报告"
    folder.mkdir()
    paths = random_reports.write(folder, COUNT)
    for jobs in (1, 3):
        output = tmp_path / f"输出{jobs}"
        outcome = batching.run([folder], output, Wish(("docx", "txt")), jobs=jobs)
        assert (outcome.written, outcome.faulty, outcome.left) == (COUNT, (), 0)
    one, other = (tmp_path / f"输出{jobs}" for jobs in (1, 3))
    assert names_in(one) == names_in(other)
    assert all((one / name).read_bytes() == (other / name).read_bytes() for name in names_in(one))
    for path in paths:
        rendered = pipeline.render(pipeline.load(path), "docx", "txt")
        for form, data in rendered.outputs.items():
            assert (one / f"{path.stem}.{form}").read_bytes() == data


def test_reports_are_found_in_files_and_folders_and_keep_their_paths(
    offices: Path, tmp_path: Path
) -> None:
    output = offices / "输出"  # what lies in it is no report
    assert run(offices, to=output).written == 3
    assert names_in(output) == ["东街道.docx", "北街道.docx", MANIFEST, "西片/西街道.docx"]
    assert run(offices, to=output, resume=True).skipped == 3
    more = run(offices / "东街道.yaml", offices / "西片", to=tmp_path / "二")
    assert more.written == 2
    assert names_in(tmp_path / "二") == ["东街道.docx", MANIFEST, "西片/西街道.docx"]


def test_reports_of_a_whole_province_are_found(tmp_path: Path) -> None:
    _touch(tmp_path / "省/市/区/街道/2025年/年终/定/报告.yaml", report("东街道"))
    run(tmp_path / "省", to=tmp_path / "输出")
    assert names_in(tmp_path / "输出") == ["市/区/街道/2025年/年终/定.docx", MANIFEST]


def test_a_summary_and_the_reports_below_it_are_all_printed(offices: Path, tmp_path: Path) -> None:
    _touch(offices / "报告.yaml", report("甲区"))
    _touch(offices / "北街道" / "分中心" / "报告.yaml", report("分中心"))
    run(offices, to=tmp_path / "输出")
    below = ["北街道.docx", "北街道/分中心.docx", "报告.docx", "西片/西街道.docx"]
    assert names_in(tmp_path / "输出") == sorted([*below, MANIFEST])


def test_reports_in_files_below_another_one_are_told_unless_they_are_asked_for(
    offices: Path, tmp_path: Path
) -> None:
    district = offices / "区"
    _touch(district / "报告.yaml", report("甲区"))
    for name in ("东", "南"):
        _touch(district / "各街道" / f"{name}.yaml", report(f"{name}街道"))
    for folder in (offices, district):
        (told,) = run(folder, to=tmp_path / f"{folder.name}一").diagnostics
        assert "各街道/东.yaml、" in told.message
        assert "也写在命令里" in told.hint
        outcome = run(folder, district / "各街道", to=tmp_path / folder.name)
        assert outcome.diagnostics == []
    assert names_in(tmp_path / "区") == ["区.docx", "各街道/东.docx", "各街道/南.docx", MANIFEST]


def test_files_may_lie_beside_the_reports(offices: Path) -> None:
    assert run(offices, to=offices).written == 3
    again = run(offices, to=offices, resume=True)
    assert (again.skipped, again.diagnostics) == (3, [])


def test_files_are_named_by_what_the_reports_say(offices: Path, tmp_path: Path) -> None:
    run(offices, to=tmp_path / "输出", name="{年份}/{街道}{年份}年工作总结（{期间}）.docx")
    names = [f"2025/{one}街道2025年工作总结（全年）.docx" for one in "东北西"]
    assert names_in(tmp_path / "输出") == [*sorted(names), MANIFEST]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_to_themselves_to_nothing_and_to_devices_stop_no_other(
    offices: Path, tmp_path: Path
) -> None:
    (offices / "圈.yaml").symlink_to("圈.yaml")
    (offices / "断.yaml").symlink_to("没有.yaml")
    (offices / "零.yaml").symlink_to("/dev/zero")  # without end: the memory would be full
    (offices / "西片" / "报告.yaml").symlink_to("报告.yaml")
    outcome = run(offices, to=tmp_path / "输出")
    assert outcome.written == 3
    assert [Path(path).name for path, _ in outcome.faulty] == ["圈.yaml", "断.yaml", "报告.yaml"]
    assert "零.yaml：不是普通的文件" in outcome.diagnostics[0].message


def test_what_has_no_end_has_no_hash() -> None:
    with pytest.raises(OSError, match="Invalid"):
        inputs.content_hash(os.devnull)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes")
def test_a_pipe_among_the_reports_is_not_waited_for(offices: Path, tmp_path: Path) -> None:
    os.mkfifo(offices / "南街道.yaml")
    outcome = run(offices, to=tmp_path / "输出")
    assert outcome.written == 3
    assert "南街道.yaml" in outcome.diagnostics[0].message


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are Unicode")
def test_names_that_are_no_unicode_are_listed_and_known_again(
    offices: Path, tmp_path: Path
) -> None:
    strange = os.fsdecode("国".encode("gbk"))  # a zip of Windows, unpacked
    (offices / "北街道").rename(offices / strange)
    (offices / f"{strange}3.docx").write_bytes(b"PK")
    (offices / f"{strange}2.yaml").write_text("好: [\n", encoding="utf-8")
    output = tmp_path / strange
    for skipped in (0, 3):
        outcome = run(offices, to=output, name="{街道}", resume=True)
        assert (outcome.skipped, outcome.written) == (skipped, 3 - skipped)
        assert len(outcome.faulty) == 1
        assert codes(outcome) == ["ZJ578"]
    assert f"../报告/{strange}" in {row["report"] for row in listed(output)["reports"]}
    other = offices / strange / f"{strange}.txt"
    other.write_text("", encoding="utf-8")
    wish = {"template": str(other), "profile": str(other), "name": f"{strange}{{街道}}"}
    assert len(run(offices, to=output, **wish).faulty) == 4


def test_what_is_large_has_the_same_hash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "大.yaml"
    path.write_bytes(b"0123456789" * 1000)
    known = inputs.content_hash(str(path))
    monkeypatch.setattr(inputs, "_MUCH", 10)
    assert inputs.content_hash(str(path)) == known


def test_what_was_found_and_not_printed_is_told(offices: Path, tmp_path: Path) -> None:
    (offices / "南街道.docx").write_bytes(b"PK")
    (offices / "模板").mkdir()  # is known as what it is, and is no report
    (offices / "模板" / "template.yaml").write_text("名称: 试\n", encoding="utf-8")
    outcome = run(offices, to=tmp_path / "输出")
    assert outcome.written == 3
    assert codes(outcome) == ["ZJ578"]
    assert "南街道.docx" in outcome.diagnostics[0].message
    assert [one["code"] for one in listed(tmp_path / "输出")["notes"]] == ["ZJ578"]


def test_a_bad_report_stops_no_other_and_is_on_the_list(offices: Path, tmp_path: Path) -> None:
    bad = offices / "东街道.yaml"
    bad.write_text("单位名称: 东街道\n年份: 2025\n开头: 完成{{没有}}\n", encoding="utf-8")
    outcome = run(offices, to=tmp_path / "输出")
    assert (outcome.written, [path for path, _ in outcome.faulty]) == (2, [str(bad)])
    assert f"{bad}:3:" in outcome.faulty[0][1]
    rows = {row["report"]: row for row in listed(tmp_path / "输出")["reports"]}
    row = rows["../报告/东街道.yaml"]
    assert (row["state"], row["outputs"]) == ("faulty", [])
    assert (
        row["diagnostics"][0].items() >= {"severity": "错误", "line": 3, "file": str(bad)}.items()
    )
    again = run(offices, to=tmp_path / "输出", resume=True)
    assert (again.written, again.skipped, len(again.faulty)) == (0, 2, 1)


def test_a_report_at_which_the_program_fails_stops_no_other(
    offices: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(path: Path) -> Loaded:
        if path.name == "东街道.yaml":
            raise RecursionError("too deep")
        return load(path)

    load = pipeline.load
    monkeypatch.setattr(pipeline, "load", broken)
    job = Job(Wish(), str(Path.cwd()), str(tmp_path), "seal")
    places = finding.find([offices], tmp_path, [])
    done = work.printed(job, tuple(Task(one, (f"{one.label}.docx",)) for one in places))
    assert [one.state for one in done] == ["faulty", "written", "written"]
    assert "错误[ZJ574]" in done[0].told
    assert "RecursionError" in done[0].told


def test_an_offices_own_profile_among_the_reports_is_no_report(
    offices: Path, tmp_path: Path
) -> None:
    (offices / "我街.yaml").write_text("名称: 我街\n依照: 国标公文\n", encoding="utf-8")
    east = offices / "东街道.yaml"
    east.write_text(f"版式: 我街.yaml\n{report('东街道')}", encoding="utf-8")
    outcome = run(offices, to=tmp_path / "输出")
    assert (outcome.total, outcome.written, outcome.faulty) == (3, 3, ())
    assert run(offices, to=tmp_path / "输出", resume=True).skipped == 3


def test_public_and_another_profile_are_as_render_has_them(offices: Path, tmp_path: Path) -> None:
    run(offices, to=tmp_path / "输出", public=True, profile="Windows字体", template="街道工作总结")
    loaded = pipeline.load(offices / "东街道.yaml")
    rendered = pipeline.render(
        loaded, "docx", public=True, profile="Windows字体", template="街道工作总结"
    )
    assert (tmp_path / "输出" / "东街道.docx").read_bytes() == rendered.outputs["docx"]


def test_the_base_is_kept_beside_the_report_where_that_is_asked(
    offices: Path, tmp_path: Path
) -> None:
    run(offices, to=tmp_path / "一")
    assert not list(offices.rglob(".zongjie"))
    run(offices, to=tmp_path / "二", keep_base=True)
    assert len(list(offices.rglob(".zongjie/底稿/*.txt"))) == 3


# ---- what is refused ---------------------------------------------------------------


def test_two_reports_of_one_name_are_refused_before_anything_is_written(
    offices: Path, tmp_path: Path
) -> None:
    (offices / "东街道2024.yaml").write_text(report("东街道", 2024), encoding="utf-8")
    outcome = run(offices, to=tmp_path / "输出", name="{街道}")
    assert outcome.wrong
    assert codes(outcome) == ["ZJ573"]
    assert "东街道.yaml" in outcome.diagnostics[0].message
    assert "东街道2024.yaml" in outcome.diagnostics[0].message
    assert names_in(tmp_path / "输出") == []


def test_a_report_without_what_its_name_needs_is_not_printed(offices: Path, tmp_path: Path) -> None:
    (offices / "东街道.yaml").write_text("标题: 题\n开头: 文\n", encoding="utf-8")
    outcome = run(offices, to=tmp_path / "输出", name="{街道}")
    assert outcome.written == 2
    assert "错误[ZJ572]" in outcome.faulty[0][1]
    assert "没有写单位名称" in outcome.faulty[0][1]


@pytest.mark.parametrize(
    ("wish", "code"),
    [({"name": "{街镇}"}, "ZJ571"), ({"formats": ("doc",)}, "ZJ501"), ({"formats": ()}, "ZJ501")],
)
def test_a_wrong_wish_is_told(
    wish: dict[str, Any], code: str, offices: Path, tmp_path: Path
) -> None:
    outcome = run(offices, to=tmp_path / "输出", **wish)
    assert (codes(outcome), outcome.wrong) == ([code], True)
    assert not (tmp_path / "输出").exists()


def test_folders_without_reports_are_told(tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    assert codes(run(tmp_path / "空", to=tmp_path / "输出")) == ["ZJ013"]
    assert codes(run(tmp_path / "没有", tmp_path / "空", to=tmp_path / "输出")) == ["ZJ001"]
    assert not (tmp_path / "输出").exists()


def test_two_batches_on_one_folder_are_one_too_many(offices: Path, tmp_path: Path) -> None:
    output = tmp_path / "输出"
    output.mkdir()
    lock = Lock(output)
    outcome = run(offices, to=output)
    assert codes(outcome) == ["ZJ576"]
    assert str(os.getpid()) in outcome.diagnostics[0].message
    assert names_in(output) == [LOCK]
    lock.close()
    (output / LOCK).write_text("1\n", encoding="utf-8")  # of a process that was killed
    assert run(offices, to=output).written == 3
    assert LOCK not in names_in(output)


def test_a_list_that_is_not_ours_is_not_written_over(offices: Path, tmp_path: Path) -> None:
    output = tmp_path / "输出"
    output.mkdir()
    (output / MANIFEST).write_text("{}", encoding="utf-8")
    assert codes(run(offices, to=output)) == ["ZJ579"]
    assert names_in(output) == [MANIFEST]
    assert run(offices, to=output, force=True).written == 3


# ---- going on ----------------------------------------------------------------------


def test_what_is_done_and_unchanged_is_left_alone(offices: Path, tmp_path: Path) -> None:
    output = tmp_path / "输出"
    run(offices, to=output, name="{街道}", formats=("docx", "txt"))
    before, told = stamps(output), (output / MANIFEST).read_bytes()
    again = run(offices, to=output, resume=True, name="{街道}", formats=("docx", "txt"))
    assert (again.written, again.skipped) == (0, 3)
    assert (output / MANIFEST).read_bytes() == told
    after = stamps(output)
    assert {name for name in before if before[name] != after[name]} <= {MANIFEST}
    assert run(offices, to=output, name="{街道}").written == 3


def _touch(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    old = path.stat() if path.exists() else None
    path.write_text(text, encoding="utf-8")
    if old is not None:  # a copy with the old times is changed all the same
        os.utime(path, ns=(old.st_atime_ns, old.st_mtime_ns))


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("北街道/报告.yaml", report("北街道", number=2)),
        ("北街道/指标/办.yaml", "指标:\n  走访: 4次\n"),
        ("北街道/指标/新.yaml", "指标:\n  慰问: 4次\n"),
        ("北街道/我的模板/report.md.j2", "# 新\n{{ 开头 }}\n"),
        ("北街道/我的模板/另.md.j2", "新"),
        ("北街道/上级.yaml", "名称: 上级\n依照: 国标公文\n正文:\n  行距: 28磅\n"),
    ],
)
def test_a_report_is_printed_anew_when_something_it_is_made_of_changes(
    file: str, text: str, offices: Path, tmp_path: Path
) -> None:
    north, output = offices / "北街道", tmp_path / "输出"
    _touch(north / "我的模板" / "template.yaml", "名称: 试\n")
    _touch(north / "我的模板" / "report.md.j2", "# 旧\n{{ 开头 }}\n")
    _touch(north / "我的.yaml", "名称: 我的\n依照: 上级.yaml\n")
    _touch(north / "上级.yaml", "名称: 上级\n依照: 国标公文\n")
    own = "模板: 我的模板\n版式: 我的.yaml\n"
    _touch(north / "报告.yaml", own + report("北街道"))
    assert run(offices, to=output).written == 3
    assert run(offices, to=output, resume=True).skipped == 3
    _touch(offices / file, own + text if file.endswith("报告.yaml") else text)
    outcome = run(offices, to=output, resume=True)
    assert (outcome.written, outcome.skipped) == (1, 2)
    rendered = pipeline.render(pipeline.load(north), "docx")
    assert (output / "北街道.docx").read_bytes() == rendered.outputs["docx"]


def test_a_template_that_appears_under_the_name_in_a_report_is_a_change(
    offices: Path, tmp_path: Path
) -> None:
    east, output = offices / "东街道.yaml", tmp_path / "输出"
    east.write_text(f"模板: 街道工作总结\n{report('东街道')}", encoding="utf-8")
    run(offices, to=output)
    _touch(offices / "街道工作总结" / "template.yaml", "名称: 试\n")
    _touch(offices / "街道工作总结" / "report.md.j2", "# 自己的\n{{ 开头 }}\n")
    outcome = run(offices, to=output, resume=True)
    assert (outcome.written, outcome.skipped) == (1, 2)


def test_a_summary_is_printed_anew_when_a_report_below_it_changes(
    offices: Path, tmp_path: Path
) -> None:
    summary, output = tmp_path / "区" / "报告.yaml", tmp_path / "输出"
    _touch(summary, "模板: 区级汇总\n单位名称: 甲区\n年份: 2025\n下级报告: ../报告\n")
    assert run(summary.parent, to=output).faulty == ()
    assert run(summary.parent, to=output, resume=True).skipped == 1
    _touch(offices / "东街道.yaml", report("东街道", number=7))
    assert run(summary.parent, to=output, resume=True).written == 1
    _touch(offices / "南街道.yaml", report("南街道"))
    assert run(summary.parent, to=output, resume=True).written == 1


@pytest.mark.parametrize(
    "wish",
    [
        {"public": True},
        {"profile": "Windows字体"},
        {"template": "街道工作总结"},
        {"formats": ("docx", "txt")},
    ],
    ids=str,
)
def test_other_options_are_a_change(wish: dict[str, Any], offices: Path, tmp_path: Path) -> None:
    run(offices, to=tmp_path / "输出")
    assert run(offices, to=tmp_path / "输出", resume=True, **wish).written == 3


def test_an_output_that_is_gone_or_spoilt_is_written_again(offices: Path, tmp_path: Path) -> None:
    output = tmp_path / "输出"
    run(offices, to=output, formats=("txt",))
    (output / "东街道.txt").unlink()
    _touch(output / "北街道.txt", (output / "北街道.txt").read_text(encoding="utf-8")[:-2] + "？\n")
    outcome = run(offices, to=output, resume=True, formats=("txt",))
    assert (outcome.written, outcome.skipped) == (2, 1)
    assert "？" not in (output / "北街道.txt").read_text(encoding="utf-8")


def test_a_file_that_no_batch_wrote_is_kept_unless_forced(offices: Path) -> None:
    _touch(offices / "东街道.txt", "领导的手稿\n")
    outcome = run(offices, to=offices, formats=("txt", "docx"))
    assert (outcome.written, len(outcome.faulty)) == (2, 1)
    assert "东街道.txt”不是批量印制写的，没有覆盖（换一个文件名，" in outcome.faulty[0][1]
    assert (offices / "东街道.txt").read_text(encoding="utf-8") == "领导的手稿\n"
    assert not (offices / "东街道.docx").exists()
    assert run(offices, to=offices, formats=("txt",), force=True).written == 3
    run(offices, to=offices, formats=("docx",))  # now 东街道.txt is left over, and still ours
    _touch(offices / "东街道.yaml", report("东街道", number=9))
    assert run(offices, to=offices, formats=("txt",), resume=True).written == 3


def test_what_was_written_and_never_listed_may_be_written_again(
    offices: Path, tmp_path: Path
) -> None:
    run(offices, to=tmp_path, formats=("txt",))
    (tmp_path / MANIFEST).unlink()
    assert run(offices, to=tmp_path, formats=("txt",)).written == 3


def test_a_docx_that_somebody_edited_is_kept_unless_forced(offices: Path, tmp_path: Path) -> None:
    output = tmp_path / "输出"
    run(offices, to=output)
    shutil.copy(output / "北街道.docx", output / "东街道.docx")
    (output / "东街道.docx").write_bytes(b"PK edited")
    _touch(offices / "东街道.yaml", report("东街道", number=9))
    outcome = run(offices, to=output, resume=True)
    assert (outcome.skipped, len(outcome.faulty)) == (2, 1)
    assert "错误[ZJ502]" in outcome.faulty[0][1]
    assert (output / "东街道.docx").read_bytes() == b"PK edited"
    assert run(offices, to=output, resume=True, force=True).written == 1


def test_a_final_file_that_nobody_touched_is_ours_to_replace(offices: Path, tmp_path: Path) -> None:
    output = tmp_path / "输出"
    assert run(offices, to=output, final=True).written == 3
    _touch(offices / "东街道.yaml", report("东街道", number=9))
    again = run(offices, to=output, resume=True, final=True)
    assert (again.written, again.faulty) == (1, ())


def test_files_of_reports_that_are_gone_are_told_each_time_and_not_deleted(
    offices: Path, tmp_path: Path
) -> None:
    output = tmp_path / "输出"
    run(offices, to=output)
    (offices / "东街道.yaml").unlink()
    _touch(offices / "北街道" / "报告.yaml", "开头: {{没有}}\n")
    for _ in range(2):
        outcome = run(offices, to=output, resume=True)
        (told,) = outcome.diagnostics
        assert told.code == "ZJ577"
        assert "东街道.docx、北街道.docx" in told.message
        assert listed(output)["left"] == ["东街道.docx", "北街道.docx"]
    (output / "东街道.docx").unlink()
    _touch(offices / "北街道" / "报告.yaml", report("北街道", number=5))
    assert run(offices, to=output, resume=True).diagnostics == []


def test_no_file_is_named_by_what_somebody_wrote_into_the_list(
    offices: Path, tmp_path: Path
) -> None:
    output = tmp_path / "输出"
    run(offices, to=output, name="{街道}")
    before = names_in(output)
    text = (output / MANIFEST).read_text(encoding="utf-8")
    spoilt = text.replace('"head": ["东街道"', '"head": ["西街道"')
    assert spoilt != text
    (output / MANIFEST).write_text(spoilt, encoding="utf-8")
    outcome = run(offices, to=output, name="{街道}", resume=True)
    assert (outcome.skipped, outcome.written, outcome.diagnostics) == (3, 0, [])
    assert names_in(output) == before


def test_files_of_very_many_reports_that_are_gone_are_not_forgotten(
    offices: Path, tmp_path: Path
) -> None:
    output = tmp_path / "输出"
    run(offices, to=output)
    names = [f"{'长' * 60}{number}.docx" for number in range(9000)]  # over 1 MB of them
    (output / names[-1]).write_bytes(b"PK")
    text = (output / MANIFEST).read_text(encoding="utf-8")
    left = json.dumps(names, ensure_ascii=False)
    text = text.replace('"left": []', f'"left": {left}')
    (output / MANIFEST).write_text(text, encoding="utf-8")
    assert run(offices, to=output, resume=True).skipped == 3
    assert listed(output)["left"] == names[-1:]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("name", [LOCK, JOURNAL])
def test_what_a_link_in_the_output_folder_leads_to_is_not_emptied(
    offices: Path, tmp_path: Path, name: str
) -> None:
    victim = offices / "东街道.yaml"
    before = victim.read_bytes()
    output = tmp_path / "输出"
    output.mkdir()
    (output / name).symlink_to(victim)
    outcome = run(offices, to=output)
    assert codes(outcome) == ["ZJ503"]
    assert outcome.written == 0
    assert victim.read_bytes() == before


def test_a_list_that_was_edited_by_hand_only_costs_time(offices: Path, tmp_path: Path) -> None:
    output = tmp_path / "输出"
    run(offices, to=output)
    text = (output / MANIFEST).read_text(encoding="utf-8")
    for spoilt in (
        json.dumps(json.loads(text), indent=1, ensure_ascii=False).replace("{\n ", "{\n", 1),
        text.replace('"outputs": [{', '"outputs": [[{', 1),
        text.replace('"depends": [[]', '"depends": [7', 1),
        text[: len(text) // 2],
        text.replace('"left": []', '"left": 7', 1),
        text.replace('"left": []', f'"left": {"[" * 9000}', 1),
        text.replace('"outputs": [{', f'"outputs": {"[" * 9000}[{{', 1),
        re.sub('"head": .*?]', '"head": "东"', text, count=1),
        re.sub('"bytes": [0-9]+', '"bytes": 1e999', text, count=1),
        text.replace('"diagnostics": []', '"diagnostics": "\ud800"', 1),
    ):
        (output / MANIFEST).write_text(spoilt, encoding="utf-8", errors="surrogatepass")
        outcome = run(offices, to=output, resume=True)
        assert outcome.written + outcome.skipped == 3
        assert (output / MANIFEST).read_text(encoding="utf-8") == text


# ---- the command -------------------------------------------------------------------


def _main(offices: Path, output: Path, *options: str) -> int:
    return main(["batch", str(offices), "-o", str(output), "--jobs", "1", *options])


def test_the_command_says_what_it_did(
    offices: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("zongjie.cli.progress._PAUSE", 60)  # a busy machine takes its time
    assert _main(offices, tmp_path / "输出", "--to", "docx，txt") == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == f"写好了 3 份；清单：{tmp_path / '输出' / MANIFEST}\n"
    assert _main(offices, tmp_path / "输出", "--to", "docx,txt", "--resume", "--quiet") == 0
    assert capsys.readouterr() == ("", "")
    (offices / "东街道.yaml").write_text("开头: {{没有}}\n", encoding="utf-8")
    assert _main(offices, tmp_path / "输出", "--resume", "--quiet") == 1
    assert "没有印：" in capsys.readouterr().err


def test_the_command_prints_the_list_as_json(
    offices: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _main(offices, tmp_path / "输出", "--format", "json") == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert json.loads(told.out) == listed(tmp_path / "输出")
    assert _main(offices, tmp_path / "输出", "--format", "json", "--name", "{街镇}") == 2
    assert json.loads(capsys.readouterr().out)[0]["code"] == "ZJ571"


@pytest.mark.parametrize("jobs", ["0", "-1", "二", "99999"])
def test_a_wrong_count_of_processes_is_wrong_use(jobs: str, offices: Path, tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["batch", str(offices), "-o", str(tmp_path / "输出"), "--jobs", jobs])
    assert ended.value.code == 2


def _progress(lines: Sequence[tuple[int, int, int]]) -> None:
    from zongjie.cli.progress import progress

    with progress(quiet=False) as tell:
        for line in lines:
            tell(*line)


def test_progress_is_a_line_for_each_tenth(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zongjie.cli.progress._PAUSE", 0)
    _progress([(done, 40, done // 20) for done in range(1, 41)])
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "4/40 份"
    assert lines[-1] == "36/40 份，1 份有错误"
    assert len(lines) == 9


def test_progress_on_a_terminal_is_a_bar(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    _progress([(1, 2, 0), (2, 2, 0)])
    assert "2/2" in capsys.readouterr().err


def test_what_is_printed_before_workers_are_forked_has_no_faults() -> None:
    code = (
        "from zongjie import pipeline; from zongjie.batching import ready;"
        "from zongjie.sources.report import load_text;"
        "print(pipeline.render(load_text(ready.SMALL), 'docx').diagnostics)"
    )
    # In a process of its own: it freezes all objects of the one that imports it.
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"
