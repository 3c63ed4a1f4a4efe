"""``zongjie diff``: what may be compared, what is written, and what a person is told."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from profiled import edited
from zongjie.cli import main
from zongjie.pipeline.redlining import FORMATS, diff, diff_files
from zongjie.readers.docx import read
from zongjie.sources import profiles

Capture = pytest.CaptureFixture[str]
OLD = """\
单位名称: 甲街道
年份: 2025
指标:
  受理案件: 18735件
章节:
  - 标题: 城市管理
    事项:
      - 段首句: 城市管理有序
        正文: 全年受理案件{{受理案件}}。
"""
NEW = OLD.replace("18735", "18935")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("旧.yaml").write_text(OLD, "utf-8")
    Path("新.yaml").write_text(NEW, "utf-8")


def _told(capsys: Capture) -> str:
    return capsys.readouterr().err


def test_all_formats_are_written_at_once(capsys: Capture) -> None:
    outputs = [f"花脸稿.{form}" for form in FORMATS]
    assert (
        main(["diff", "旧.yaml", "新.yaml", *(part for one in outputs for part in ("-o", one))])
        == 0
    )
    assert _told(capsys) == "".join(f"写好了 {one}\n" for one in outputs)
    assert "【删：18735】【增：18935】" in Path("花脸稿.txt").read_text("utf-8")
    assert "<del>18735</del><ins>18935</ins>" in Path("花脸稿.html").read_text("utf-8")
    assert json.loads(Path("花脸稿.json").read_text("utf-8"))["changes"][0]["what"] == "改"


@pytest.mark.parametrize("suffix", ["docx", "txt", "md", "html"])
def test_an_old_text_may_be_the_first_or_the_second(suffix: str, capsys: Capture) -> None:
    assert main(["render", "旧.yaml", "-o", f"上一稿.{suffix}"]) == 0
    for before, after in ((f"上一稿.{suffix}", "新.yaml"), ("新.yaml", f"上一稿.{suffix}")):
        assert main(["diff", before, after, "-o", "花脸稿.docx", "--force"]) == 0
        said = {text: read(Path("花脸稿.docx"), changes=text) for text in ("accept", "reject")}  # type: ignore[arg-type]
        figures = ["18735" in repr(said["reject"]), "18935" in repr(said["accept"])]
        assert all(figures) or not any(figures)
        assert any(figures) is (after == "新.yaml")
    assert "错误" not in _told(capsys)


def test_what_importing_a_text_would_say_is_not_told(capsys: Capture) -> None:
    Path("旧稿.txt").write_text(
        "甲街道2025年总结\n\n\t怪  样\x0b子\n\n全年受理案件18735件。\n", "utf-8"
    )
    assert main(["import", "旧稿.txt", "-o", "转成"]) == 0
    assert "提示[ZJ029]" in _told(capsys)
    assert main(["diff", "旧稿.txt", "新.yaml", "-o", "花脸稿.txt"]) == 0
    assert "提示" not in _told(capsys)


def test_tracked_changes_of_a_draft_are_accepted_and_told(capsys: Capture) -> None:
    assert main(["diff", "旧.yaml", "新.yaml", "-o", "花脸稿.docx"]) == 0
    capsys.readouterr()
    assert main(["diff", "花脸稿.docx", "新.yaml"]) == 0
    assert "两稿文字相同" in (told := _told(capsys))
    assert "修订" in told


def test_a_draft_that_was_kept_goes_by_its_name() -> None:
    folder = Path("报告")
    folder.mkdir()
    (folder / "报告.yaml").write_text(OLD, "utf-8")
    assert main(["snapshot", "报告", "--name", "送审稿"]) == 0
    (folder / "报告.yaml").write_text(NEW, "utf-8")
    made = diff("送审稿", "报告", "docx")
    assert made.ok
    assert [line.what for line in made.found or () if line.what] == ["改"]
    assert made.names == ("送审稿", "报告")


def test_two_drafts_alike_are_told_and_nothing_is_written(capsys: Capture) -> None:
    assert main(["diff", "旧.yaml", "旧.yaml", "-o", "花脸稿.docx"]) == 0
    assert _told(capsys) == "两稿文字相同，没有写花脸稿\n"
    assert not Path("花脸稿.docx").exists()
    assert main(["diff", "旧.yaml", "旧.yaml"]) == 0
    assert capsys.readouterr() == ("", "两稿文字相同\n")
    assert main(["diff", "旧.yaml", "旧.yaml", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["changes"] == []


def test_the_screen_has_the_list_or_json(capsys: Capture) -> None:
    assert main(["diff", "旧.yaml", "新.yaml"]) == 0
    assert (
        "[改] 城市管理有序。全年受理案件【删：18735】【增：18935】件。" in capsys.readouterr().out
    )
    assert main(["diff", "旧.yaml", "新.yaml", "-o", "-", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["before"] == "旧.yaml"


@pytest.mark.parametrize("broken", [b"", b"PK\x03\x04 no package", b"\xff\xfe\x00"])
def test_what_cannot_be_read_is_told_and_nothing_is_written(broken: bytes, capsys: Capture) -> None:
    Path("坏.docx").write_bytes(broken)
    for pair in (("坏.docx", "新.yaml"), ("旧.yaml", "坏.docx"), ("没有.docx", "新.yaml")):
        assert main(["diff", *pair, "-o", "花脸稿.docx", "-o", "花脸稿.txt"]) == 1
        assert "错误[ZJ0" in _told(capsys)
    assert not list(Path().glob("花脸稿.*"))


def test_a_report_with_errors_is_told_with_its_place(capsys: Capture) -> None:
    Path("错.yaml").write_text(NEW.replace("{{受理案件}}", "{{没有}}"), "utf-8")
    assert main(["diff", "旧.yaml", "错.yaml", "-o", "花脸稿.docx"]) == 1
    assert "错.yaml 第 9 行" in _told(capsys)
    assert not Path("花脸稿.docx").exists()


def test_a_text_without_words_is_told(capsys: Capture) -> None:
    Path("空.txt").write_text("\n", "utf-8")
    assert main(["diff", "空.txt", "新.yaml", "-o", "花脸稿.docx"]) == 1
    assert "没有读到文字" in _told(capsys)


def test_another_text_altogether_is_written_with_a_warning() -> None:
    Path("别的.yaml").write_text("标题: 岁末随笔\n开头: 窗外落雪，屋里煮茶。\n", "utf-8")
    made = diff("别的.yaml", "新.yaml", "docx")
    assert [one.code for one in made.diagnostics] == ["ZJ761"]
    assert made.ok
    assert made.outputs["docx"]
    assert not diff("旧.yaml", "新.yaml", "docx").diagnostics


def test_another_year_or_profile_is_no_hindrance() -> None:
    first, second = profiles.titles()[:2]
    Path("旧.yaml").write_text(f"{OLD}版式: {first}\n".replace("2025", "2024"), "utf-8")
    Path("新.yaml").write_text(f"{NEW}版式: {second}\n", "utf-8")
    made = [diff("旧.yaml", "新.yaml", "docx", profile=name) for name in ("", first, second)]
    assert [one.diagnostics for one in made] == [[], [], []]
    assert made[0].outputs == made[2].outputs != made[1].outputs


def test_an_unknown_profile_is_told() -> None:
    made = diff("旧.yaml", "新.yaml", "docx", profile="没有的版式")
    assert not made.ok
    assert made.outputs == {}


def test_a_character_that_no_word_file_can_hold_is_told() -> None:
    Path("新.yaml").write_text(NEW + '原文: "甲\\u0001乙"\n', "utf-8")
    assert not diff("旧.yaml", "新.yaml", "docx").ok
    assert diff("旧.yaml", "新.yaml", "txt").ok


def test_neither_draft_is_overwritten(capsys: Capture) -> None:
    assert main(["render", "旧.yaml", "-o", "上一稿.docx"]) == 0
    before = Path("上一稿.docx").read_bytes()
    assert main(["diff", "上一稿.docx", "新.yaml", "-o", "上一稿.docx", "--force"]) == 1
    assert Path("上一稿.docx").read_bytes() == before
    assert main(["diff", "旧.yaml", "新.yaml", "-o", "花脸稿.xyz"]) == 2
    assert "错误" in _told(capsys)


def test_a_redline_somebody_worked_in_is_kept() -> None:
    path = Path("花脸稿.docx")
    assert diff_files("旧.yaml", "新.yaml", path).written == (path,)
    assert diff_files("旧.yaml", "新.yaml", path).written == (path,)  # untouched: made anew
    touched = edited(path.read_bytes(), "word/document.xml", "城市管理有序", "城市管理有条理")
    path.write_bytes(touched)
    made = diff_files("旧.yaml", "新.yaml", path)
    assert not made.ok
    assert path.read_bytes() == touched
    assert diff_files("旧.yaml", "新.yaml", path, force=True).written == (path,)


def test_the_same_drafts_make_the_same_files() -> None:
    made = [diff("旧.yaml", "新.yaml", *FORMATS).outputs for _ in range(2)]
    assert made[0] == made[1]


def test_a_redline_says_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "花脸稿.docx"
    diff_files("旧.yaml", "新.yaml", path)
    with zipfile.ZipFile(path) as package:
        assert "（花脸稿）</dc:title>" in package.read("docProps/core.xml").decode()
