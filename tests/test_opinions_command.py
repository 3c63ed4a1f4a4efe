"""zongjie opinions: words, files, exit codes."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from copies import Draft
from word_files import packed, paragraph
from zongjie import load, render
from zongjie.cli import main

Capture = pytest.CaptureFixture[str]
EXAMPLE = Path(__file__).parents[1] / "examples" / "ganquan-2016"


@cache
def _original() -> bytes:
    return render(load(EXAMPLE), "docx").outputs["docx"]


def _copies(folder: Path) -> list[str]:
    """Write three people's copies."""
    drafts = {name: Draft(_original()) for name in ("张三", "李四", "会签稿")}
    drafts["张三"].replace("张三", "2285人", "2258人")
    drafts["张三"].comment("张三", "3400余次", "核实", replies=(("李四", "已核"),), done=True)
    drafts["李四"].replace("李四", "2285人", "2258人")
    drafts["李四"].restyle("李四", "转变思想")
    drafts["会签稿"].comment("Microsoft Office User", "50人", "改52人")
    for name, draft in drafts.items():
        (folder / f"{name}.docx").write_bytes(draft.data())
    return [str(folder / f"{name}.docx") for name in drafts]


def _said(arguments: list[str], capsys: Capture) -> tuple[int, str, str]:
    try:
        code = main(arguments)
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else -1
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    return code, said.out, said.err


def test_three_copies_become_one_table_in_every_format(tmp_path: Path, capsys: Capture) -> None:
    targets = [tmp_path / f"表.{form}" for form in ("docx", "xlsx", "txt", "json")]
    outputs = [part for path in targets for part in ("-o", str(path))]
    code, out, err = _said(["opinions", str(EXAMPLE), *_copies(tmp_path), *outputs], capsys)
    assert (code, out) == (0, "")
    assert err == "".join(f"写好了 {path}\n" for path in targets)
    text = targets[2].read_text(encoding="utf-8")
    assert "张三、李四（未采纳）　第7段" in text
    assert "会签稿　第7段" in text
    assert "张三（已解决）　第5段" in text
    assert "   李四答复：已核\n" in text
    assert "另有格式改动（李四1处）" in text
    assert len(json.loads(targets[3].read_text(encoding="utf-8"))["opinions"]) == 3


def test_without_a_report_nothing_is_said_of_what_was_adopted(
    tmp_path: Path, capsys: Capture
) -> None:
    code, out, err = _said(["opinions", *_copies(tmp_path)], capsys)
    assert (code, err) == (0, "")
    assert "张三、李四　第7段" in out
    assert "采纳" not in out.replace("意见采纳情况汇总表", "")


def test_json_is_for_programs(tmp_path: Path, capsys: Capture) -> None:
    code, out, err = _said(["opinions", *_copies(tmp_path), "--format", "json"], capsys)
    assert (code, json.loads(err)) == (0, [])
    assert json.loads(out)["opinions"][-1]["people"] == ["会签稿"]


def test_a_table_that_is_there_is_kept(tmp_path: Path, capsys: Capture) -> None:
    copies = _copies(tmp_path)
    for form in ("docx", "xlsx", "txt"):
        target = tmp_path / f"表.{form}"
        target.write_text("填了理由", encoding="utf-8")
        code, _, err = _said(["opinions", *copies, "-o", str(target)], capsys)
        assert (code, "ZJ776" in err) == (1, True)
        assert target.read_text(encoding="utf-8") == "填了理由"
        assert _said(["opinions", *copies, "-o", str(target), "--force"], capsys)[0] == 0
        assert _said(["opinions", *copies, "-o", str(target)], capsys)[0] == 0  # the same again


def test_nobody_said_anything(tmp_path: Path, capsys: Capture) -> None:
    paths = [tmp_path / f"{name}.docx" for name in "甲乙"]
    for path in paths:
        path.write_bytes(_original())
    target = tmp_path / "表.docx"
    code, out, err = _said(["opinions", *map(str, paths), "-o", str(target)], capsys)
    assert (code, out) == (0, "")
    assert "ZJ771" in err
    assert not target.exists()


def test_one_copy_without_opinions_is_named(tmp_path: Path, capsys: Capture) -> None:
    silent = tmp_path / "王五.docx"
    silent.write_bytes(_original())
    code, out, err = _said(["opinions", *_copies(tmp_path), str(silent)], capsys)
    assert code == 0
    assert "ZJ772" in err
    assert "王五.docx" in err
    assert "1. " in out


def test_copies_of_one_name_are_told_apart_by_their_folders(
    tmp_path: Path, capsys: Capture
) -> None:
    paths = []
    for person in ("党建办", "民政科"):
        draft = Draft(_original())
        draft.comment("", "50人", f"{person}的意见")
        path = tmp_path / person / "总结.docx"
        path.parent.mkdir()
        path.write_bytes(draft.data())
        paths.append(str(path))
    _, out, _ = _said(["opinions", *paths], capsys)
    assert "党建办/总结　" in out
    assert "民政科/总结　" in out


def test_what_was_changed_without_tracking_is_told_where_the_base_is_known(
    tmp_path: Path, capsys: Capture
) -> None:
    report = tmp_path / "报告.yaml"
    report.write_text(
        "标题: 题目\n指标:\n  受理案件: 154件\n章节:\n  - 标题: 城管\n    事项:\n"
        "      - 正文: 全年受理案件{{受理案件}}。街面环境整洁。\n      - 正文: 夜间巡查12次。\n",
        encoding="utf-8",
    )
    sent = tmp_path / "稿.docx"
    assert _said(["render", str(report), "-o", str(sent)], capsys)[0] == 0
    draft = Draft(sent.read_bytes())
    draft.comment("李四", "街面环境", "换个说法")
    draft.body = draft.body.replace("154件", "155件").replace("夜间巡查12次。", "巡查。")
    draft.replace("李四", "整洁", "有序")
    (tmp_path / "李四改.docx").write_bytes(draft.data())
    code, out, err = _said(["opinions", str(report), str(tmp_path / "李四改.docx")], capsys)
    assert (code, err) == (0, "")
    told = [line.strip() for line in out.split("\n") if "意见：" in line]
    assert sorted(told) == sorted(
        f"意见：{said}"
        for said in ("“154”改为“155”", "“整洁”改为“有序”", "删去“夜间”", "删去“12次”", "换个说法")
    )
    assert "李四改（未采纳）　第3段，一、城管\n   原文：全年受理案件【154】件。" in out
    untouched = _said(["opinions", str(report), str(sent)], capsys)
    assert "ZJ771" in untouched[2]


def test_what_is_no_copy_is_told(tmp_path: Path, capsys: Capture) -> None:
    target = tmp_path / "表.docx"
    text = tmp_path / "改稿.txt"
    text.write_text("文字", encoding="utf-8")
    code, _, err = _said(["opinions", str(EXAMPLE), str(text), "-o", str(target)], capsys)
    assert (code, "ZJ773" in err) == (1, True)
    code, _, err = _said(["opinions", str(EXAMPLE), "-o", str(target)], capsys)
    assert (code, "ZJ775" in err) == (1, True)
    code, _, err = _said(["opinions", str(tmp_path / "没有.docx"), "-o", str(target)], capsys)
    assert (code, "没有" in err) == (1, True)
    damaged = tmp_path / "坏.docx"
    damaged.write_bytes(_original()[:3000])
    assert _said(["opinions", str(damaged), "-o", str(target)], capsys)[0] == 1
    assert not target.exists()


def test_a_report_with_errors_stops_it(tmp_path: Path, capsys: Capture) -> None:
    report = tmp_path / "报告.yaml"
    report.write_text('标题: 题\n章节: []\n开头: "{{没有}}"\n', encoding="utf-8")
    code, out, err = _said(["opinions", str(report), *_copies(tmp_path)], capsys)
    assert (code, out) == (1, "")
    assert "报告.yaml" in err


def test_a_format_that_there_is_not_is_wrong_use(tmp_path: Path, capsys: Capture) -> None:
    copies = _copies(tmp_path)
    assert _said(["opinions", *copies, "-o", str(tmp_path / "表.pdf")], capsys)[0] == 2
    code, _, err = _said(["opinions", *copies, "-o", copies[0]], capsys)
    assert (code, "ZJ" in err) == (1, True)
    assert Path(copies[0]).read_bytes()[:2] == b"PK"


def test_without_openpyxl_a_sheet_cannot_be_written(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zongjie.pipeline.opinions.find_spec", lambda name: None)
    target = tmp_path / "表.xlsx"
    code, _, err = _said(["opinions", *_copies(tmp_path), "-o", str(target)], capsys)
    assert (code, "ZJ774" in err, target.exists()) == (1, True, False)


def test_thousands_of_changes_in_one_paragraph_take_no_time(
    tmp_path: Path, capsys: Capture
) -> None:
    def change(at: int) -> str:
        by = f'w:id="{at}" w:author="=cmd(){at % 50}" w:date="2025-01-01"'
        return f"<w:ins {by}><w:r><w:t>新</w:t></w:r></w:ins><w:r><w:t>旧{at}。</w:t></w:r>"

    path = tmp_path / "多.docx"
    path.write_bytes(packed(paragraph(*(change(at) for at in range(5000)))))
    report = tmp_path / "报告.yaml"
    body = "".join(f"旧{at}。" for at in range(5000))
    report.write_text(f"标题: 题\n章节: []\n开头: {body}\n", encoding="utf-8")
    code, out, _ = _said(["opinions", str(report), str(path)], capsys)
    assert code == 0
    assert "意见5000条" in out


def test_the_old_word_is_read_by_way_of_libreoffice(
    tmp_path: Path, capsys: Capture, soffice: str
) -> None:
    from zongjie import libreoffice

    copies = _copies(tmp_path)
    made = libreoffice.converted(soffice, Path(copies[0]).read_bytes(), "docx", "odt")
    assert isinstance(made, bytes)
    path = tmp_path / "张三.odt"
    path.write_bytes(made)
    code, out, _ = _said(["opinions", str(path)], capsys)
    assert code == 0
    assert "“2285人”改为“2258人”" in out
    assert "核实" in out
