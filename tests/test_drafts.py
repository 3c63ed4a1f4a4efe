"""A version by its name: a file, a draft that was kept, or what git has of a report."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from zongjie import git
from zongjie.cli import main
from zongjie.diagnostics import Diagnostic
from zongjie.document import Document, Paragraph, text_of
from zongjie.pipeline import check, load, render_file
from zongjie.pipeline.comparing import compare
from zongjie.pipeline.drafts import report_named, version
from zongjie.pipeline.keeping import take

EXAMPLES = Path(__file__).parents[1] / "examples"
FIRST = "单位名称: 甲街道\n年份: 2025\n指标:\n  受理案件: 12件\n开头: 全年受理案件{{受理案件}}。\n"
SECOND = FIRST.replace("12件", "13件")
Git = Callable[..., str]


def codes(found: list[Diagnostic]) -> list[str]:
    return [one.code for one in found]


def said(document: Document | None) -> str:
    assert document is not None
    return "".join(text_of(b.lead + b.runs) for b in document.blocks if isinstance(b, Paragraph))


def failed(name: str, report: Path | None = None) -> Diagnostic:
    found = version(name, report)
    assert (found.document, found.loaded, found.content) == (None, None, None)
    [only] = found.diagnostics
    return only


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Run git in the folder of the test, without anybody's settings."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "甲")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "jia@example.org")

    def git_in(*arguments: str, at: Path = tmp_path) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=at, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    return git_in


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "各年" / "2025" / "报告.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(FIRST, "utf-8")
    return path


@pytest.fixture
def history(report: Path, run: Git) -> Path:
    """Return a report that git has twice: with 12件, tagged 第一版, then with 13件."""
    run("init", "-q", "-b", "main")
    run("add", "-A")
    run("commit", "-qm", "第一版")
    run("tag", "第一版")
    report.write_text(SECOND, "utf-8")
    run("commit", "-qam", "第二版")
    return report


# ---- files ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["ganquan-2016", "shifan-2025", "shifan-district-2025"])
def test_a_report_is_put_together(name: str) -> None:
    found = version(str(EXAMPLES / name))
    checked = check(load(EXAMPLES / name), careful=False, paged=False)
    assert found.title == str(EXAMPLES / name)
    assert found.document == checked.document is not None
    assert found.report is not None
    assert str(found.report.year) == name[-4:]
    assert found.content is None
    assert found.paths == load(EXAMPLES / name).paths


def test_a_docx_and_a_txt_are_read(report: Path, tmp_path: Path) -> None:
    outputs = [tmp_path / "改稿.docx", tmp_path / "改稿.txt"]
    assert render_file(report, *outputs).ok
    word, text = (version(str(path)) for path in outputs)
    assert word.content is not None
    assert word.document is word.content.document
    assert word.loaded is None
    assert text.loaded is not None
    assert said(word.document) == said(text.document) == "全年受理案件12件。"
    as_report = version(str(outputs[0]), as_report=True)
    assert as_report.report is not None
    assert as_report.content is None
    assert word.paths == as_report.paths == (outputs[0],)


def test_what_cannot_be_read_is_told(report: Path, tmp_path: Path) -> None:
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04 and no more")
    (tmp_path / "空.txt").write_bytes(b"")
    assert failed(str(tmp_path / "坏.docx")).code == "ZJ021"
    assert failed(str(tmp_path / "空.txt")).code == "ZJ034"
    assert failed(str(tmp_path / "没有.docx")).code == "ZJ001"
    report.write_text("开头: '{{没有}}'\n", "utf-8")
    faulty = version(str(report))
    assert faulty.document is None
    assert faulty.loaded is not None
    assert faulty.diagnostics


@pytest.mark.parametrize("name", ["", "a\0b", "甲" * 5000, "@", "@@", "-", "--help", "/", "~", "*"])
def test_no_name_raises(name: str, report: Path) -> None:
    assert version(name, report).document is None
    assert version(f"{report}@{name}").document is None


# ---- drafts ----------------------------------------------------------------------------


def test_a_draft_is_found_by_its_name(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = take(report, "送审稿").snapshot
    assert taken is not None
    report.write_text(SECOND, "utf-8")
    monkeypatch.chdir(report.parent)
    folder = report.parent
    for found in (
        version("送审稿", report),
        version("送审稿", folder),
        version("送审稿", folder / "改稿.docx"),
        version("送审稿"),
        version(f"{folder}@送审稿"),
        version(f"{report}@送审稿"),
        version(str(taken.folder)),
    ):
        assert found.diagnostics == []
        assert said(found.document) == "全年受理案件12件。"
    assert version("送审稿", report).title == "送审稿"


def test_a_draft_that_is_not_there_names_those_that_are(report: Path) -> None:
    take(report, "送审稿")
    take(report, "会签稿")
    told = failed("送审搞", report)
    assert told.code == "ZJ071"
    assert "送审稿、会签稿" in told.message


def test_a_draft_that_was_touched_is_told_and_a_damaged_one_refused(report: Path) -> None:
    taken = take(report, "送审稿").snapshot
    assert taken is not None
    (taken.folder / "报告.yaml").write_text(SECOND, "utf-8")
    found = version("送审稿", report)
    assert codes(found.diagnostics) == ["ZJ074"]
    assert said(found.document) == "全年受理案件13件。"
    assert codes(compare("送审稿", report).diagnostics) == ["ZJ074"]
    (taken.folder / "稿次.json").write_bytes(b"\xff")
    assert failed("送审稿", report).code == "ZJ075"


def test_a_draft_of_another_report_is_not_taken(report: Path) -> None:
    first, other = report.with_name("甲.yaml"), report.with_name("乙.yaml")
    for path in (first, other):
        path.write_text(FIRST, "utf-8")
    take(first, "送审稿")
    assert version("送审稿", first).document is not None
    assert failed("送审稿", other).code == "ZJ071"


def test_a_template_that_was_not_kept_is_todays(report: Path) -> None:
    own = report.parents[1] / "公用"
    own.mkdir()
    (own / "template.yaml").write_text("名称: 甲\n", "utf-8")
    (own / "report.md.j2").write_text("# {{ 标题 }}\n\n甲：{{ 开头 }}\n", "utf-8")
    report.write_text(f"模板: ../公用\n{FIRST}", "utf-8")
    take(report, "送审稿")
    found = version("送审稿", report)
    assert codes(found.diagnostics) == ["ZJ078"]
    assert said(found.document) == "甲：全年受理案件12件。"


# ---- git -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["HEAD~1", "HEAD^", "第一版", "main~1", "main@{0}~1"])
def test_a_version_of_git_is_read(name: str, history: Path) -> None:
    ways = ((name, history), (name, history.parent), (f"{history}@{name}", None))
    for found in (version(*way) for way in ways):
        assert found.diagnostics == []
        assert said(found.document) == "全年受理案件12件。"
        assert found.paths == ()
    assert said(version("HEAD", history).document) == "全年受理案件13件。"


def test_a_hash_names_a_version_whole_or_short(history: Path, run: Git) -> None:
    commit = run("rev-parse", "HEAD~1")
    assert said(version(commit, history).document) == "全年受理案件12件。"
    assert said(version(commit[:8], history).document) == "全年受理案件12件。"


def test_a_version_has_its_files_and_its_template(history: Path, run: Git) -> None:
    folder = history.parent
    own = folder / "模板"
    own.mkdir()
    (own / "template.yaml").write_text("名称: 甲\n", "utf-8")
    (own / "report.md.j2").write_text("# {{ 标题 }}\n\n旧：{{ 开头 }}\n", "utf-8")
    (folder / "指标").mkdir()
    (folder / "指标" / "网格.yaml").write_text("指标:\n  受理案件: 9件\n", "utf-8")
    history.write_text(f"模板: 模板\n{FIRST.replace('  受理案件: 12件', '  走访: 3家')}", "utf-8")
    run("add", "-A")
    run("commit", "-qm", "第三版")
    shutil.rmtree(own)
    shutil.rmtree(folder / "指标")
    history.write_text(SECOND, "utf-8")
    assert said(version("HEAD", folder).document) == "旧：全年受理案件9件。"
    assert said(version("HEAD", history).document) == "旧：全年受理案件9件。"


def test_a_summary_has_the_reports_of_then(tmp_path: Path, run: Git) -> None:
    district = Path(shutil.copytree(EXAMPLES / "shifan-district-2025", tmp_path / "区"))
    run("init", "-q")
    run("add", "-A")
    run("commit", "-qm", "区")
    now = version(str(district))
    shutil.rmtree(district / "streets")
    assert version("HEAD", district).document == now.document is not None


def test_faults_of_a_version_are_shown_in_its_files(history: Path, run: Git) -> None:
    history.write_text("开头: '{{没有}}'\n指标: []\n", "utf-8")
    run("commit", "-qam", "坏的")
    history.write_text(FIRST, "utf-8")
    found = version("HEAD", history)
    assert found.document is None
    assert {d.span.source.name for d in found.diagnostics if d.span} == {"HEAD:报告.yaml"}
    assert not any("zongjie-" in f"{d.message}{d.hint}" for d in found.diagnostics)
    assert not compare("HEAD", history).ok


def test_a_report_that_was_not_there_then_is_told(history: Path, run: Git) -> None:
    later = history.with_name("后来.yaml")
    later.write_text(FIRST, "utf-8")
    elsewhere = history.parents[1] / "2026"
    elsewhere.mkdir()
    assert failed("HEAD", later).code == "ZJ077"
    assert failed("HEAD", elsewhere).code == "ZJ077"


def test_an_unknown_version_is_told(history: Path) -> None:
    for name in ("HEAD~9", "没有", "0" * 40, "HEAD:各年", "HEAD..main"):
        told = failed(name, history)
        assert told.code == "ZJ071"
        assert "不在 git" not in told.message


def test_a_report_in_no_repository_is_told(report: Path, run: Git) -> None:
    told = failed("HEAD~1", report)
    assert told.code == "ZJ071"
    assert "不在 git 仓库里" in told.message


def test_that_git_is_missing_is_told(history: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git.shutil, "which", lambda _: None)
    assert "没有装 git" in failed("HEAD~1", history).message
    monkeypatch.setattr(git.shutil, "which", lambda _: "git.exe")  # in the folder one stands in
    assert "没有装 git" in failed("HEAD~1", history).message


def test_a_git_that_does_not_answer_is_told(
    history: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = tmp_path / "slow"
    slow.write_text(f"#!{sys.executable}\nimport time\ntime.sleep(60)\n", "utf-8")
    slow.chmod(stat.S_IRWXU)
    monkeypatch.setattr(git, "SECONDS", 0.3)
    monkeypatch.setattr(git.shutil, "which", lambda _: str(slow))
    assert "还没有答" in failed("HEAD~1", history).message


@pytest.mark.parametrize("name", ["--output=甲", "-p", "--all", "-", ""])
def test_no_name_becomes_an_option(
    name: str, history: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("git was run")

    monkeypatch.setattr(git.subprocess, "run", never)
    assert git.commit_of(history.parent, name) == ""


def test_a_repository_runs_nothing_of_its_own(history: Path, tmp_path: Path, run: Git) -> None:
    mark = tmp_path / "ran"
    settings = ("core.fsmonitor", "core.pager", "core.sshCommand", "core.alternateRefsCommand")
    for key in (*settings, "diff.x.textconv", "filter.x.smudge"):
        run("config", key, f"touch '{mark}' #")
    (tmp_path / ".git" / "info" / "attributes").write_text("* diff=x filter=x\n", "utf-8")
    assert version("HEAD~1", history).document is not None
    assert not mark.exists()


def test_links_and_what_is_too_much_are_left_in_git(
    history: Path, run: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    (history.parent / "指标").mkdir()
    (history.parent / "指标" / "链接.yaml").symlink_to("/etc/hostname")
    run("add", "-A")
    run("commit", "-qm", "链接")
    assert version("HEAD", history).diagnostics == []
    monkeypatch.setattr(git, "MAX_BYTES", 10)
    assert "太大" in failed("HEAD", history).message


# ---- compare -----------------------------------------------------------------------------


def test_compare_takes_drafts_and_versions(
    history: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = take(history, "送审稿").snapshot
    assert taken is not None
    history.write_text(FIRST.replace("12件", "20件"), "utf-8")
    report = str(history)
    for before, after, told in (
        ("送审稿", report, "［13→20］"),
        ("HEAD~1", report, "［12→20］"),
        (report, "HEAD", "［20→13］"),
        ("HEAD~1", f"{report}@送审稿", "［12→13］"),
        (f"{report}@HEAD~1", "送审稿", "［12→13］"),
    ):
        assert main(["compare", before, after]) == 0
        assert told in capsys.readouterr().out
    monkeypatch.chdir(history.parent)
    assert main(["compare", "HEAD~1", "送审稿"]) == 0
    assert "［12→13］" in capsys.readouterr().out
    assert main(["compare", "没有", report]) == 1
    assert "ZJ071" in capsys.readouterr().err


def test_an_output_never_replaces_a_file_of_a_draft(history: Path) -> None:
    taken = take(history, "送审稿").snapshot
    assert taken is not None
    inner = taken.folder / "总结.txt"
    before = inner.read_bytes()
    assert main(["compare", str(inner), str(history), "-o", str(inner)]) == 1
    assert inner.read_bytes() == before


def test_a_name_names_its_report(history: Path) -> None:
    assert report_named(str(history)) == history
    assert report_named(f"{history}@HEAD@{{1}}") == history
    assert report_named("送审稿") is None
