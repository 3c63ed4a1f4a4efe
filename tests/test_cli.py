"""The command: exit codes, Chinese words, streams, files that are kept."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from word_files import packed, paragraph, run
from zongjie import recover
from zongjie.cli import main
from zongjie.recovery.canonical import canonical

ROOT = Path(__file__).parents[1]
EXAMPLE = str(ROOT / "examples" / "ganquan-2016")
FAULTY = "标题: 题\n开头: 有{{没有}}。\n"
SOUND = "标题: 题\n开头: 正文。\n"
Capture = pytest.CaptureFixture[str]


def _report(folder: Path, text: str = SOUND, name: str = "报告.yaml") -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return str(path)


def _run(*arguments: str, cwd: Path = ROOT, **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "zongjie", *arguments],
        cwd=cwd,
        env={**os.environ, **env},
        capture_output=True,
        check=False,
    )


# ---- exit codes and words ----------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["印"],
        ["render"],
        ["render", "a.yaml"],
        ["render", "-o", "a.txt"],
        ["render", "a.yaml", "-o"],
        ["render", "a.yaml", "-o", "a.txt", "--没有"],
        ["render", "a.yaml", "-o", "a.txt", "--format", "xml"],
        ["check"],
        ["import", "旧稿.txt"],
        ["import", "旧稿.txt", "-o", "-"],
        ["next", "报告.yaml", "--to", "2026", "-o", "-"],
        ["template"],
        ["template", "look"],
        ["template", "check"],
        ["schema", "别的"],
        ["new"],
        ["new", "文件夹", "--year", "今年"],
        ["render", "a", "b", "-o", "a.txt"],
    ],
)
def test_wrong_use_exits_2_with_chinese_words(arguments: list[str], capsys: Capture) -> None:
    try:
        code = main(arguments)
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else -1
    said = capsys.readouterr()
    assert code == 2
    assert said.out == ""
    assert re.search("[一-龥]", said.err)
    assert not re.search(r"\b(argument|required|invalid|choose|expected|usage|error)\b", said.err)


@pytest.mark.parametrize(
    "command",
    [
        *([], ["render"], ["check"], ["template"], ["template", "list"]),
        *(["template", "check"], ["schema"], ["new"]),
    ],
)
def test_every_help_is_chinese(command: list[str], capsys: Capture) -> None:
    with pytest.raises(SystemExit) as left:
        main([*command, "--help"])
    said = capsys.readouterr().out
    assert left.value.code == 0
    assert said.startswith("用法：zongjie")
    assert not re.search(r"\b(usage|options|positional|show this)\b", said)
    with pytest.raises(SystemExit):
        main([*command, "-h"])
    assert capsys.readouterr().out == said


def test_version(capsys: Capture) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--version"])
    assert left.value.code == 0
    assert re.fullmatch(r"\d+\.\d+\.\d+\n", capsys.readouterr().out)


@pytest.mark.parametrize("name", ["没有.yaml", "没有这个文件夹", ".", "指标"])
def test_a_report_that_is_not_there(name: str, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "指标").mkdir()
    target = tmp_path / "x.txt"
    assert main(["render", str(tmp_path / name), "-o", str(target)]) == 1
    assert not target.exists()
    assert "错误[ZJ0" in capsys.readouterr().err


# ---- what is printed ---------------------------------------------------------------


@pytest.mark.parametrize(("text", "code"), [(SOUND, 0), (FAULTY, 1)])
def test_json_is_always_a_list(text: str, code: int, tmp_path: Path, capsys: Capture) -> None:
    report = _report(tmp_path, text)
    assert main(["check", report, "--format", "json"]) == code
    found = json.loads(capsys.readouterr().out)
    assert len(found) == code
    target = str(tmp_path / "x.txt")
    assert main(["render", report, "-o", target, "--format", "json"]) == code
    err = capsys.readouterr().err
    assert len(json.JSONDecoder().raw_decode(err)[0]) == code
    if code:
        assert found[0]["code"] == "ZJ301"
        assert found[0]["place"]["line"] == 2
        assert found[0]["place"]["column"] == 8
        assert found[0]["place"]["file"] == report


def test_text_shows_the_line_and_a_caret_and_line_is_one_line(
    tmp_path: Path, capsys: Capture
) -> None:
    report = _report(tmp_path, FAULTY)
    assert main(["check", report]) == 1
    said = capsys.readouterr().out
    assert "  2 | 开头: 有{{没有}}。" in said
    assert f"\n    | {' ' * 10}^^^^\n" in said
    assert said.endswith("1 处错误\n")
    assert main(["check", report, "--format", "line"]) == 1
    assert capsys.readouterr().out.startswith(f"{report}:2:8: 错误[ZJ301] 没有叫“没有”的指标\n")


def test_several_reports_are_checked_in_one_go(tmp_path: Path, capsys: Capture) -> None:
    reports = [_report(tmp_path, FAULTY, "一.yaml"), _report(tmp_path, FAULTY, "二.yaml")]
    assert main(["check", *reports, _report(tmp_path), "--format", "json"]) == 1
    files = {found["place"]["file"] for found in json.loads(capsys.readouterr().out)}
    assert files == set(reports)
    assert main(["check", _report(tmp_path), EXAMPLE]) == 0
    assert capsys.readouterr().out == "没有发现问题\n"


def test_templates_and_schemas_are_listed(capsys: Capture, tmp_path: Path) -> None:
    assert main(["template", "list"]) == 0
    assert "街道工作总结（street-summary）" in capsys.readouterr().out
    assert main(["template", "list", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["title"]
    assert main(["template", "check", "街道工作总结"]) == 0
    assert main(["template", "check", "street-summary", "--format", "json"]) == 0
    assert main(["template", "check", "没有"]) == 1
    capsys.readouterr()
    for name in ("report", "template"):
        assert main(["schema", name]) == 0
        assert json.loads(capsys.readouterr().out)["$schema"]
        target = tmp_path / f"{name}.json"
        assert main(["schema", name, "-o", str(target)]) == 0
        assert json.loads(target.read_text(encoding="utf-8"))["$schema"]


# ---- outputs -----------------------------------------------------------------------


def test_a_dash_prints_the_text_and_nothing_else(tmp_path: Path) -> None:
    done = _run("render", EXAMPLE, "-o", "-")
    target = tmp_path / "x.txt"
    assert main(["render", EXAMPLE, "-o", str(target)]) == 0
    assert done.stdout == target.read_bytes()
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_dash_and_a_file_together(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    target = tmp_path / "x.docx"
    assert main(["render", _report(tmp_path), "-o", "-", "-o", str(target)]) == 0
    assert target.exists()
    assert "　　正文。" in capsysbinary.readouterr().out.decode()


@pytest.mark.parametrize(
    ("targets", "code"),
    [
        (["x.doc"], "ZJ501"),
        (["x"], "ZJ501"),
        (["x.txt", "x.doc"], "ZJ501"),
        (["x.txt", "./x.txt"], "ZJ505"),
        (["x.txt", "夹/../x.txt"], "ZJ505"),
        (["报告.md"], "ZJ506"),
    ],
)
def test_outputs_that_are_refused(
    targets: list[str], code: str, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "夹").mkdir()
    report = _report(tmp_path, name="报告.md" if code == "ZJ506" else "报告.yaml")
    before = Path(report).read_bytes()
    arguments = [part for target in targets for part in ("-o", target)]
    assert main(["render", report, *arguments]) == (1 if code == "ZJ506" else 2)
    assert f"错误[{code}]" in capsys.readouterr().err
    assert Path(report).read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(["夹", Path(report).name])


@pytest.mark.parametrize("arguments", [["schema"], ["template", "list", "--format", "json"]])
def test_what_programs_read_is_utf_8_whatever_the_console(arguments: list[str]) -> None:
    command = [sys.executable, "-m", "zongjie", *arguments]
    environment = {**os.environ, "PYTHONIOENCODING": "gbk"}
    printed = subprocess.run(command, capture_output=True, check=True, env=environment).stdout
    assert json.loads(printed.decode("utf-8"))


def test_folders_on_the_way_are_made_and_names_may_hold_anything(tmp_path: Path) -> None:
    folder = tmp_path / "甘泉 2016（定稿）" / "子 夹"
    report = _report(folder)
    target = folder / "输 出" / "总 结😀.DOCX"
    assert main(["render", report, "-o", str(target)]) == 0
    assert docx.Document(str(target)).paragraphs[0].text == "题"


@pytest.mark.parametrize("force", [False, True])
def test_a_faulty_report_leaves_the_old_output_alone(force: bool, tmp_path: Path) -> None:
    target = tmp_path / "x.txt"
    target.write_text("旧", encoding="utf-8")
    forced = ["--force"] if force else []
    assert main(["render", _report(tmp_path, FAULTY), "-o", str(target), *forced]) == 1
    assert target.read_text(encoding="utf-8") == "旧"


def test_an_output_that_is_open_in_word_is_kept(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = _report(tmp_path)
    targets = [tmp_path / "总结.docx", tmp_path / "总结.txt"]
    arguments = [part for target in targets for part in ("-o", str(target))]
    assert main(["render", report, *arguments]) == 0
    before = [target.read_bytes() for target in targets]
    _report(tmp_path, SOUND + "结尾: 改了。\n")

    def refuse(source: object, target: object, **_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    capsys.readouterr()
    assert main(["render", report, *arguments]) == 1
    said = capsys.readouterr().err
    assert "错误[ZJ503]" in said
    assert "Word 或 WPS" in said
    assert "写好了" not in said
    assert [target.read_bytes() for target in targets] == before
    left = [".zongjie", "总结.docx", "总结.txt", "报告.yaml"]
    assert sorted(p.name for p in tmp_path.iterdir()) == left


def test_of_several_outputs_none_is_written_when_the_last_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = _report(tmp_path)
    targets = [tmp_path / "一.txt", tmp_path / "二.docx"]
    targets[1].write_bytes(b"old")
    real = os.replace

    def refuse(source: str, target: str, **_: object) -> None:
        if str(target).endswith(".docx"):
            raise PermissionError(13, "Permission denied")
        real(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    arguments = [part for target in targets for part in ("-o", str(target))]
    assert main(["render", report, "--force", *arguments]) == 1
    assert targets[1].read_bytes() == b"old"
    assert not targets[0].exists()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["二.docx", "报告.yaml"]


def test_what_was_replaced_is_put_back_when_a_later_output_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    report = _report(tmp_path)
    targets = [tmp_path / "一.txt", tmp_path / "二.docx"]
    for target in targets:
        target.write_bytes(b"old")
    real, again = os.replace, []

    def refuse(source: str, target: str, **_: object) -> None:
        if str(target).endswith(".docx") or (str(target).endswith(".txt") and again):
            raise PermissionError(13, "Permission denied")
        again.append(target)
        real(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    arguments = [part for target in targets for part in ("-o", str(target))]
    assert main(["render", report, "--force", *arguments]) == 1
    said = capsys.readouterr().err
    assert "ZJ503" in said
    assert "ZJ508" in said
    (aside,) = tmp_path.glob(".~*.old")  # the old content is where the message says
    assert aside.name in said
    assert aside.read_bytes() == b"old"
    assert targets[1].read_bytes() == b"old"


def test_a_folder_where_a_file_should_be(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "x.txt").mkdir()
    (tmp_path / "y.docx").mkdir()
    (tmp_path / "f").write_text("", encoding="utf-8")
    for name in ("x.txt", "y.docx", "f/x.txt"):
        assert main(["render", _report(tmp_path), "-o", str(tmp_path / name)]) == 1
        assert "错误[ZJ50" in capsys.readouterr().err


# ---- a .docx that somebody worked in ---------------------------------------------------


def _rendered(folder: Path, *options: str) -> tuple[str, Path]:
    report, target = _report(folder), folder / "总结.docx"
    assert main(["render", report, "-o", str(target), *options]) == 0
    _report(folder, SOUND + "结尾: 改了。\n")
    return report, target


def _edit_text(path: Path) -> None:
    document = docx.Document(str(path))
    document.paragraphs[-1].add_run("领导加的话")
    document.save(str(path))


def _comment(path: Path) -> None:
    document = docx.Document(str(path))
    document.add_comment(document.paragraphs[0].runs, text="请核实", author="甲", initials="甲")
    document.save(str(path))


def _foreign(path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("别人的文件")
    document.save(str(path))


def _torn(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:2000])


@pytest.mark.parametrize("work", [_edit_text, _comment, _foreign, _torn])
def test_a_docx_that_was_worked_in_is_kept_without_force(
    work: object, tmp_path: Path, capsys: Capture
) -> None:
    report, target = _rendered(tmp_path)
    assert callable(work)
    work(target)
    before = target.read_bytes()
    other = tmp_path / "总结.txt"
    both = ["-o", str(other), "-o", str(target)]
    assert main(["render", report, *both]) == 1
    assert "错误[ZJ502]" in capsys.readouterr().err
    assert target.read_bytes() == before
    assert not other.exists()  # all or none
    assert main(["render", report, *both, "--force"]) == 0
    assert docx.Document(str(target)).paragraphs[-1].text == "改了。"


def test_a_docx_nobody_touched_is_written_again(tmp_path: Path) -> None:
    report, target = _rendered(tmp_path)
    assert main(["render", report, "-o", str(target)]) == 0
    assert docx.Document(str(target)).paragraphs[-1].text == "改了。"


def test_a_docx_that_another_program_saved_is_kept_for_what_may_be_a_format(
    tmp_path: Path, capsys: Capture
) -> None:
    report, target = _rendered(tmp_path)
    opened = docx.Document(str(target))
    opened.paragraphs[-1].runs[0].bold = True  # no character changes
    opened.save(str(target))
    before = target.read_bytes()
    assert main(["render", report, "-o", str(target)]) == 1
    assert "改了格式" in capsys.readouterr().err
    assert target.read_bytes() == before
    assert main(["render", report, "-o", str(target), "--force"]) == 0


def test_a_final_docx_carries_no_hashes_and_is_kept(tmp_path: Path, capsys: Capture) -> None:
    report, target = _rendered(tmp_path, "--final")
    assert b"zongjie-" not in target.read_bytes()
    assert main(["render", report, "-o", str(target)]) == 1
    assert "错误[ZJ502]" in capsys.readouterr().err
    _report(tmp_path)
    assert main(["render", report, "-o", str(target), "--final"]) == 0  # the very same bytes


# ---- final, public, template -------------------------------------------------------


def test_final_refuses_what_is_still_to_come(tmp_path: Path, capsys: Capture) -> None:
    report = _report(tmp_path, "标题: 题\n指标:\n  受理:\n开头: 有{{受理}}。\n")
    target = tmp_path / "x.txt"
    assert main(["render", report, "-o", str(target), "--final"]) == 1
    assert "不能定稿" in capsys.readouterr().err
    assert not target.exists()
    assert main(["render", report, "-o", str(target)]) == 0
    assert "提醒[ZJ309]" in capsys.readouterr().err
    assert "【待补：受理】" in target.read_text(encoding="utf-8")
    assert main(["check", report, "--final"]) == 1


def test_public_and_another_template(tmp_path: Path, capsys: Capture) -> None:
    assert main(["check", EXAMPLE, "--public"]) == 1
    assert "ZJ311" in capsys.readouterr().out
    home = tmp_path / "模板"
    home.mkdir()
    (home / "template.yaml").write_text("名称: 试\n", encoding="utf-8")
    (home / "report.md.j2").write_text("只有{{ 标题 }}", encoding="utf-8")
    target = tmp_path / "x.md"
    assert main(["render", EXAMPLE, "-o", str(target), "--template", str(home)]) == 0
    assert target.read_text(encoding="utf-8").startswith("只有甘泉路街道2016年工作总结")
    assert main(["render", EXAMPLE, "-o", str(target), "--template", "没有"]) == 1
    assert "ZJ401" in capsys.readouterr().err


# ---- new ---------------------------------------------------------------------------


def test_a_new_report_renders_at_once(tmp_path: Path, capsys: Capture) -> None:
    folder = tmp_path / "新 报告"
    assert main(["new", str(folder), "--office", "甘泉路街道", "--year", "2017"]) == 0
    target = tmp_path / "总结.docx"
    assert main(["render", str(folder), "-o", str(target)]) == 0
    assert "错误" not in capsys.readouterr().err
    assert docx.Document(str(target)).paragraphs[0].text == "甘泉路街道2017年工作总结"
    before = {p: p.read_bytes() for p in folder.rglob("*.yaml")}
    assert main(["new", str(folder)]) == 1
    assert "错误[ZJ507]" in capsys.readouterr().err
    assert {p: p.read_bytes() for p in folder.rglob("*.yaml")} == before


@pytest.mark.parametrize("office", ["甲: #乙", "- 甲", "{甲}", "甲\n乙", "'甲"])
def test_an_office_that_would_break_the_yaml_is_refused(office: str, tmp_path: Path) -> None:
    folder = tmp_path / "a"
    assert main(["new", str(folder), "--office", office]) == 2
    assert not folder.exists()


# ---- Windows -----------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["cp936", "ascii", "utf-16"])
def test_no_console_is_too_poor(encoding: str, tmp_path: Path) -> None:
    report = _report(tmp_path, "标题: 题😀\n开头: 有{{没有𠮷}}é。\n")
    done = _run("check", report, PYTHONIOENCODING=encoding)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    done = _run("render", report, "-o", str(tmp_path / "x.txt"), PYTHONIOENCODING=encoding)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    sound = _report(tmp_path, "标题: 题😀𠮷é\n", "好.yaml")
    done = _run("render", sound, "-o", "-", PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stdout.decode("utf-8")) == (0, "题😀𠮷é\n")


def test_every_command_speaks_cp936() -> None:
    for arguments in (["--help"], ["template", "list"], ["check", EXAMPLE], ["render"]):
        done = _run(*arguments, PYTHONIOENCODING="cp936")
        assert re.search("[一-龥]", (done.stdout + done.stderr).decode("cp936"))


def test_line_ends_of_windows_are_not_doubled(tmp_path: Path) -> None:
    done = _run("render", EXAMPLE, "-o", "-")
    assert b"\r" not in done.stdout


def test_a_reader_that_goes_away_is_no_fault() -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "zongjie", "schema"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert program.stdout is not None
    program.stdout.close()
    _, err = program.communicate(timeout=30)
    assert b"Traceback" not in err


def test_streams_that_are_not_files(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    assert main(["render", EXAMPLE, "-o", "-"]) == 0
    assert stream.getvalue().startswith("甘泉路街道2016年工作总结\n")


def test_a_reader_that_has_gone_changes_no_exit_code(tmp_path: Path) -> None:
    faults = "\n".join(f"第{at}: 错" for at in range(200))
    (tmp_path / "a.yaml").write_text(f"标题: 题\n{faults}\n", encoding="utf-8")
    code = "import sys; from zongjie.cli import main; sys.exit(main(['check', sys.argv[1]]))"
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "a.yaml")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert (running.wait(), running.stderr.read()) == (1, b"")


# ---- import ------------------------------------------------------------------------


def test_an_old_text_becomes_a_report(tmp_path: Path, capsys: Capture) -> None:
    source = ROOT / "examples" / "ganquan-2016" / "source.txt"
    folder, printed = tmp_path / "新的", tmp_path / "又印.txt"
    assert main(["import", str(source), "-o", str(folder)]) == 0
    said = capsys.readouterr().err
    assert "标题：甘泉路街道2016年工作总结\n" in said
    assert "章节 6 个，段落 18 段，脚注 2 条\n" in said
    assert "进“原文”的 0%\n" in said
    assert main(["render", str(folder), "-o", str(printed)]) == 0
    raw = source.read_bytes().decode("utf-8")
    assert printed.read_bytes() == canonical(raw)[0].encode("utf-8")


def test_import_writes_over_nothing(tmp_path: Path, capsys: Capture) -> None:
    old = _report(tmp_path, "题\n甲。\n", "旧稿.txt")
    kept = _report(tmp_path / "报告", SOUND, "report.yaml")
    assert main(["import", old, "-o", str(tmp_path / "报告")]) == 1
    assert "错误[ZJ507]" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "报告").iterdir()] == ["report.yaml"]
    assert Path(kept).read_text(encoding="utf-8") == SOUND


def test_a_file_in_the_place_of_the_folder_is_told_once(tmp_path: Path, capsys: Capture) -> None:
    old = _report(tmp_path, "题\n走访9家。\n", "旧稿.txt")
    taken = _report(tmp_path, "有", "有.txt")
    assert main(["import", old, "-o", taken]) == 1
    said = capsys.readouterr().err
    assert f"“{taken}”写不进去（这是一个文件，不是文件夹）" in said
    assert "1 处错误" in said
    assert Path(taken).read_text(encoding="utf-8") == "有"


def test_import_takes_a_file_and_not_its_folder(tmp_path: Path, capsys: Capture) -> None:
    assert main(["import", str(tmp_path), "-o", str(tmp_path / "新的")]) == 1
    assert "怎么改：写上文件夹里那份旧稿的文件名" in capsys.readouterr().err


def test_next_sends_an_old_text_to_import(tmp_path: Path, capsys: Capture) -> None:
    old = tmp_path / "旧稿.docx"
    old.write_bytes(packed(paragraph("题")))
    assert main(["next", str(old), "--to", "2026", "-o", str(tmp_path / "新的")]) == 1
    assert "zongjie import" in capsys.readouterr().err


def test_a_wrong_choice_is_told_with_the_right_ones(capsys: Capture) -> None:
    with pytest.raises(SystemExit):
        main(["compare", "甲", "乙", "--only", "数"])
    assert "不能写 '数'（可以写：'指标', '语句'）" in capsys.readouterr().err


def test_import_tells_what_it_cannot_read(tmp_path: Path, capsys: Capture) -> None:
    folder = tmp_path / "新的"
    assert main(["import", str(tmp_path / "没有.txt"), "-o", str(folder)]) == 1
    assert "错误[ZJ001]" in capsys.readouterr().err
    other = tmp_path / "旧稿.pdf"
    other.write_bytes(b"%PDF-1.7\n")
    assert main(["import", str(other), "-o", str(folder), "--format", "json"]) == 1
    assert [found["code"] for found in json.loads(capsys.readouterr().err)] == ["ZJ020"]
    assert not folder.exists()


def test_import_tells_what_went_into_verbatim(tmp_path: Path, capsys: Capture) -> None:
    old = _report(
        tmp_path, "题\n\n　　甲甲甲甲。\n\n\n　　乙乙。\n\n　　丙丙丙丙丙。\n", "旧稿.txt"
    )
    assert main(["import", old, "-o", str(tmp_path / "新的")]) == 0
    said = capsys.readouterr().err
    assert "提示[ZJ029] 有1处放进了“原文”" in said


def test_import_lists_the_indicators_to_look_at(tmp_path: Path, capsys: Capture) -> None:
    old, folder = tmp_path / "旧稿.txt", tmp_path / "新"
    rows = "".join(f"　　网格受理案件{number}件。\n" for number in range(18700, 18730))
    old.write_text(f"东江街道2025年工作总结\n{rows}", "utf-8")
    assert main(["import", str(old), "-o", str(folder)]) == 0
    told = capsys.readouterr().err
    assert "指标 30 个，29 个要对照原文看过，都列在“指标核对.csv”里" in told
    assert "把握低　网格受理案件2：原文另有同名的“网格受理案件”" in told
    assert "……还有 9 个" in told
    assert (folder / "指标核对.csv").is_file()
    first = (folder / "报告.yaml").read_text("utf-8").split("\n")[0]
    schema = first.removeprefix("# yaml-language-server: $schema=")
    assert json.loads((folder / schema).read_text("utf-8"))["title"] == "工作总结"
    assert main(["check", str(folder)]) == 0


def test_import_takes_changes_back_and_lists_the_comments(tmp_path: Path, capsys: Capture) -> None:
    by = 'w:author="王主任" w:date="2017-01-05T08:30:00Z"'
    start, end = '<w:commentRangeStart w:id="1"/>', '<w:commentRangeEnd w:id="1"/>'
    deleted = f"<w:del {by}><w:r><w:delText>154</w:delText></w:r></w:del>"
    body = paragraph("拆除", deleted, f"<w:ins {by}>{run('155')}</w:ins>", start, "处", end, "。")
    said = f'<w:comment w:id="1" {by}>{paragraph("核实")}{paragraph("口径")}</w:comment>'
    said += f'<w:comment w:id="2" w:author="">{paragraph("=1+1")}</w:comment>'
    old = tmp_path / "改稿.docx"
    old.write_bytes(packed(body, comments=said))
    assert main(["import", str(old), "-o", str(tmp_path / "改后")]) == 0
    told = capsys.readouterr().err
    assert f"提示[ZJ030] “{old}”里有2处修订（王主任改的），读的是改后的文字" in told
    assert "批注 2 条，列在“批注.txt”里" in told
    assert "155处" in (tmp_path / "改后" / "报告.yaml").read_text(encoding="utf-8")
    assert (tmp_path / "改后" / "批注.txt").read_text(encoding="utf-8") == (
        "批注2条\n\n1. 王主任 2017年1月5日08:30\n   原文：处\n   批注：核实\n      口径\n"
        "\n2. 没有署名\n   批注：=1+1\n"
    )
    assert main(["import", str(old), "-o", str(tmp_path / "改前"), "--changes", "reject"]) == 0
    assert "读的是改前的文字" in capsys.readouterr().err
    assert "154处" in (tmp_path / "改前" / "报告.yaml").read_text(encoding="utf-8")
    assert main(["import", str(old), "--format", "json", "--changes", "reject"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[0])["value"] == "154"
    assert len(recover(old).comments) == 2


def test_import_prints_every_number_of_a_text(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    text = "某某街道2025年工作总结\n全年受理案件1.2万件，同比增长5%。\n"
    (tmp_path / "旧稿.txt").write_text(text, encoding="utf-8")
    assert main(["import", str(tmp_path / "旧稿.txt"), "--format", "json"]) == 0
    found = [json.loads(line) for line in capsysbinary.readouterr().out.decode().splitlines()]
    assert list(found[0]) == [
        *("doc", "start", "end", "text", "kind"),
        *("value", "scale", "unit", "qualifier", "label", "basis"),
    ]
    assert all(text[one["start"] : one["end"]] == one["text"] for one in found)
    counted = [one for one in found if one["kind"] == "indicator"]
    assert [(one["doc"], one["value"], one["unit"]) for one in counted] == [
        ("旧稿", "12000", "件"),
        ("旧稿", "5", "%"),
    ]
    assert list(tmp_path.iterdir()) == [tmp_path / "旧稿.txt"]
    assert main(["import", str(tmp_path / "旧稿.txt")]) == 2  # nowhere to write
    assert main(["import", str(tmp_path / "没有.txt"), "--format", "json"]) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("batch", ".", "-o", ""),
        ("batch", "", "-o", "输出"),
        ("batch", ".", "-o", "输出", "--dask="),
        ("table", ""),
        ("new", ""),
    ],
)
def test_an_empty_argument_is_not_this_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture, arguments: tuple[str, ...]
) -> None:
    _report(tmp_path)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit, match="2"):
        main(arguments)
    assert "有一个参数是空的" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["报告.yaml"]


@pytest.mark.skipif(sys.platform == "win32", reason="streams are closed by a POSIX shell")
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize(
    "command", ["schema", "batch {0} -o {0}", "batch {0} -o {0} --format json"]
)
def test_streams_that_are_closed_are_no_fault(tmp_path: Path, closed: str, command: str) -> None:
    _report(tmp_path, name="东.yaml")
    line = f"{sys.executable} -m zongjie {command.format(tmp_path)} {closed}"
    ran = subprocess.run(["sh", "-c", line], cwd=ROOT, capture_output=True, check=False)
    assert ran.returncode == 0
    assert b"Traceback" not in ran.stderr
    assert (tmp_path / "东.yaml").read_text(encoding="utf-8") == SOUND


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
@pytest.mark.parametrize("command", ["schema", "table {0}", "render {0} -o -"])
def test_a_full_disk_behind_the_standard_output_is_told(tmp_path: Path, command: str) -> None:
    (tmp_path / "报告.yaml").write_text(f"{SOUND}指标:\n  走访: 3次\n", encoding="utf-8")
    line = f"{sys.executable} -m zongjie {command.format(tmp_path)} >/dev/full"
    ran = subprocess.run(["sh", "-c", line], cwd=ROOT, capture_output=True, check=False)
    assert ran.returncode == 1
    assert "没有印到标准输出：磁盘满了" in ran.stderr.decode()
    assert b"Traceback" not in ran.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are Unicode")
@pytest.mark.parametrize(
    "command",
    [
        *("check {0}", "check {0} --format json", "check {0} --format github"),
        *("check {0} --format sarif", "check {0} -o 问题.docx", "check {0} -o 单/"),
        *("render {0} -o 总结.docx --proof", "table {0} 没有 --format json"),
        *("render {0} -o 总结.docx --format json", "form export {0} -o 表.xlsx", "status {0}"),
    ],
)
def test_a_name_that_is_no_unicode_ends_no_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    name = os.fsdecode("国.yaml".encode("gbk"))  # a zip of Windows, unpacked
    text = "单位名称: 东街道\n年份: 2025\n开头: 完成{{走访}}、{{缺}}。\n指标:\n  走访: 3次\n  缺:\n"
    _report(tmp_path, text, name)
    ran = _run(*command.replace("{0}", name).split(), cwd=tmp_path)
    assert ran.returncode in (0, 1), ran.stderr
    assert b"Traceback" not in ran.stderr
    if "--format json" in command or "sarif" in command:
        json.loads(ran.stdout or ran.stderr)
