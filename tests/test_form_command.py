"""zongjie form export and collect, zongjie status: words, files, exit codes."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path

import pytest

import forms
from zongjie.cli import main

Capture = pytest.CaptureFixture[str]
EXAMPLE = Path(__file__).parents[1] / "examples" / "shifan-2025"


def _said(arguments: list[str], capsys: Capture) -> tuple[int, str, str]:
    try:
        code = main(arguments)
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else -1
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    return code, said.out, said.err


def _work(path: Path, target: Path) -> None:
    target.write_bytes(forms.filled(path, lambda page: page.put("安全隐患", 745)))


def test_out_and_back(tmp_path: Path, capsys: Capture) -> None:
    path = forms.report(tmp_path)
    target = tmp_path / "填报表.xlsx"
    code, out, err = _said(["form", "export", str(path), "-o", str(target)], capsys)
    assert (code, out, err) == (0, "", f"写好了 {target}\n")
    _work(path, target)
    code, out, err = _said(["form", "collect", str(path), str(target), "--dry-run"], capsys)
    assert code == 0
    assert "-  安全隐患: 742处   # 年底还要核\n+  安全隐患: 745处   # 年底还要核\n" in out
    assert err == "会改 1 处；没有写任何文件\n"
    assert path.read_text(encoding="utf-8") == forms.YAML
    code, out, err = _said(["form", "collect", str(path), str(target)], capsys)
    assert (code, out) == (0, "")
    assert "安全隐患 数值：742处 → 745处（填报表.xlsx 的“未分科室”E5）" in err
    assert f"收了 1 处，改了 {path}" in err
    code, out, err = _said(["form", "collect", str(path), str(target)], capsys)
    assert (code, out, err) == (0, "", "没有要改的\n")


def test_what_was_done_is_told_as_json(tmp_path: Path, capsys: Capture) -> None:
    path = forms.report(tmp_path)
    _work(path, tmp_path / "a.xlsx")
    arguments = ["form", "collect", str(path), str(tmp_path / "a.xlsx"), "--format", "json"]
    code, out, err = _said(arguments, capsys)
    told = json.loads(out)
    assert (code, err) == (0, "")
    assert told["changes"][0] == {
        "name": "安全隐患",
        "field": "数值",
        "before": "742处",
        "after": "745处",
        "place": "a.xlsx 的“未分科室”E5",
    }
    assert (told["written"], told["diagnostics"]) == ([str(path)], [])


def test_a_cell_that_is_refused_makes_the_command_fail_and_keeps_no_other_from_being_taken(
    tmp_path: Path, capsys: Capture
) -> None:
    path = forms.report(tmp_path)
    target = tmp_path / "a.xlsx"
    target.write_bytes(
        forms.filled(path, lambda page: page.put("安全隐患", 745).put("走访企业", "不少"))
    )
    code, _, err = _said(["form", "collect", str(path), str(target)], capsys)
    assert code == 1
    assert "错误[ZJ557] a.xlsx 的“未分科室”E14“走访企业”：“不少”读不出数" in err
    assert "745处" in path.read_text(encoding="utf-8")


def test_a_folder_gets_a_form_for_each_department(tmp_path: Path, capsys: Capture) -> None:
    folder = tmp_path / "报告"
    shutil.copytree(EXAMPLE, folder)
    code, _, _ = _said(["form", "export", str(folder), "-o", str(tmp_path / "发出")], capsys)
    assert code == 0
    books = sorted((tmp_path / "发出").iterdir())
    assert len(books) == 13
    assert {book.suffix for book in books} == {".xlsx"}
    page = forms.Filled((tmp_path / "发出" / "司法所.xlsx").read_bytes())
    assert page.book.sheetnames == ["司法所", "文字材料"]
    page.put("合法性审查", 160)
    page.book.save(tmp_path / "发出" / "司法所.xlsx")
    code, _, err = _said(["form", "collect", str(folder), *map(str, books)], capsys)
    assert code == 0
    assert "合法性审查 数值：158件 → 160件" in err


def test_departments_that_no_file_may_be_called_have_forms_and_texts_of_their_own(
    tmp_path: Path, capsys: Capture
) -> None:
    rows = "".join(f'  项{n}:\n    科室: "{d}"\n' for n, d in enumerate(("甲/乙", "甲:乙", "..")))
    path = forms.report(tmp_path, f"{forms.HEAD}指标:\n{rows}")
    code, _, _ = _said(["form", "export", str(path), "-o", str(tmp_path / "发出")], capsys)
    names = sorted(one.name for one in (tmp_path / "发出").iterdir())
    assert (code, names) == (0, ["甲／乙.xlsx", "甲：乙.xlsx", "科室.xlsx"])
    page = forms.Filled((tmp_path / "发出" / "甲／乙.xlsx").read_bytes())
    page.cell("甲/乙/做法", "材料", "文字材料").value = "话"
    assert forms.codes(forms.collected(path, page.saved())) == []
    assert [one.name for one in (tmp_path / "素材").iterdir()] == ["甲／乙.txt"]


@pytest.mark.parametrize("given", ["收到", "收到/*.xlsx", "收到/a.*"])
def test_a_folder_and_a_star_are_understood_without_a_shell(
    given: str, tmp_path: Path, capsys: Capture
) -> None:
    path = forms.report(tmp_path)
    (tmp_path / "收到").mkdir()
    _work(path, tmp_path / "收到" / "a.xlsx")
    (tmp_path / "收到" / "~$a.xlsx").write_bytes(b"open in Excel")
    code, _, err = _said(["form", "collect", str(path), str(tmp_path / given)], capsys)
    assert (code, "745处" in err) == (0, True)


def test_a_form_that_may_be_filled_is_not_overwritten(tmp_path: Path, capsys: Capture) -> None:
    path = forms.report(tmp_path)
    target = tmp_path / "a.xlsx"
    _work(path, target)
    before = target.read_bytes()
    code, _, err = _said(["form", "export", str(path), "-o", str(target)], capsys)
    assert (code, "ZJ566" in err, target.read_bytes() == before) == (1, True, True)
    code, _, _ = _said(["form", "export", str(path), "-o", str(target), "--force"], capsys)
    assert (code, target.read_bytes() == before) == (0, False)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["form"], 2, "还要写"),
        (["form", "look"], 2, "look"),
        (["form", "export"], 2, "还要写"),
        (["form", "export", "报告.yaml"], 2, "-o"),
        (["form", "collect", "报告.yaml"], 2, "填报表"),
        (["form", "export", "报告.yaml", "-o", "a.docx"], 1, "ZJ501"),
        (["form", "export", "没有.yaml", "-o", "a.xlsx"], 1, "ZJ001"),
        (["form", "export", "空.yaml", "-o", "a.xlsx"], 1, "ZJ552"),
        (["form", "export", "坏.yaml", "-o", "a.xlsx"], 1, "ZJ0"),
        (["form", "collect", "空.yaml", "a.xlsx"], 1, "ZJ552"),
        (["form", "collect", "报告.yaml", "没有.xlsx"], 1, "ZJ553"),
        (["form", "collect", "报告.yaml", "报告.yaml"], 1, "ZJ553"),
        (["status"], 2, "还要写"),
        (["status", "没有.yaml"], 1, "ZJ001"),
        (["status", "报告.yaml", "--format", "line"], 2, "line"),
    ],
)
def test_wrong_use_is_told(
    arguments: list[str],
    code: int,
    words: str,
    tmp_path: Path,
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    forms.report(tmp_path)
    forms.report(tmp_path, forms.HEAD, "空.yaml")
    forms.report(tmp_path, "指标:\n\t甲: 1", "坏.yaml")
    left, out, err = _said(arguments, capsys)
    assert (left, out) == (code, "")
    assert words in err
    assert not list(tmp_path.glob("a.*"))


def test_without_openpyxl_it_says_what_to_do(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = forms.report(tmp_path)
    _work(path, tmp_path / "b.xlsx")
    monkeypatch.setattr("zongjie.pipeline.forms.find_spec", lambda _: None)
    code, _, err = _said(["form", "export", str(path), "-o", str(tmp_path / "a.xlsx")], capsys)
    assert (code, "ZJ551" in err, 'pip install "zongjie[form]"' in err) == (1, True, True)
    code, _, _ = _said(["form", "collect", str(path), str(tmp_path / "b.xlsx")], capsys)
    assert code == 0


def test_three_hundred_indicators_take_no_time(tmp_path: Path) -> None:
    rows = "".join(f"  指标{at}:\n    数值: {at}件\n    上年: {at}件\n" for at in range(300))
    path = forms.report(tmp_path, f"{forms.HEAD}指标:\n{rows}")
    start = time.process_time()
    data = forms.exported(path)
    made = time.process_time() - start

    def fill(page: forms.Filled) -> None:
        for at in range(300):
            page.page.cell(5 + at, 5).value = at + 1000

    page = forms.Filled(data)
    fill(page)
    filled = page.saved()
    start = time.process_time()
    done = forms.collected(path, filled, dry_run=True)
    taken = time.process_time() - start
    assert len(done.changes) == 300
    assert (made < 5, taken < 3) == (True, True), (made, taken)


# ---- status ----------------------------------------------------------------------

PARTS = """\
单位名称: 示范街道
年份: 2025
标题: 题
字数: 1000
指标:
  甲:
    数值: 5件
    科室: 平安办
    状态: 初步数
  乙:
    数值: 5%
    单位: 件
    科室: 平安办
  丙:
    科室: 平安办
    其中:
      丁: 缺报
      戊: 3件
  己: 不适用
  庚: 7件
章节:
  - 标题: 第一
    字数: 10字
    事项:
      - 段首句: 一二三
        正文: 四五六 七八。
  - 标题: 第二
    章节:
      - 标题: 里面
        字数: 3
        开头: 一二
"""


def test_status_counts_by_department_and_measures_sections(tmp_path: Path, capsys: Capture) -> None:
    path = forms.report(tmp_path, PARTS.replace("    单位: 件\n", ""))
    code, out, _ = _said(["status", str(path), "--format", "json"], capsys)
    told = json.loads(out)
    assert (code, told["report"], told["errors"]) == (0, "示范街道2025年", 0)
    police, none = told["departments"]
    assert (police["name"], police["total"], police["filled"]) == ("平安办", 5, 3)
    assert police["provisional"] == ["甲"]
    assert police["missing"] == ["丙", "丙　其中：丁"]
    assert not set(police["doubtful"]) & set(police["missing"])
    assert (none["name"], none["not_applicable"], none["filled"]) == ("未分科室", 1, 1)
    lengths = [(one["title"], one["length"], one["limit"]) for one in told["sections"]]
    assert lengths == [("一、第一", 14, 10), ("二、第二", 11, None), ("（一）里面", 7, 3)]
    assert told["whole"] == {"title": "全文", "length": 25, "limit": 1000}
    code, out, _ = _said(["status", str(path)], capsys)
    assert "平安办     5     3       1       0   2  " in out
    assert "  平安办：丙、丙　其中：丁\n" in out
    assert "  一、第一　14字（限10字，超了4字）\n" in out
    assert "  全文　25字（限1000字）\n" in out


def test_status_names_what_is_doubtful(tmp_path: Path, capsys: Capture) -> None:
    path = forms.report(tmp_path, PARTS)
    code, out, _ = _said(["status", str(path), "--format", "json"], capsys)
    told = json.loads(out)
    assert (code, told["errors"] > 0, told["whole"]) == (1, True, None)
    assert [one["doubtful"] for one in told["departments"]] == [["乙"], []]
    _, out, _ = _said(["status", str(path)], capsys)
    assert "存疑的（zongjie check 里有说明）：\n  平安办：乙\n" in out
    assert "处错误，字数先不列" in out


def test_status_of_every_example(capsys: Capture) -> None:
    for example in sorted(EXAMPLE.parent.iterdir()):
        code, out, err = _said(["status", str(example)], capsys)
        assert (code, err) == (0, "")
        assert "全文" in out


def test_limits_of_borrowed_chapters_count(tmp_path: Path, capsys: Capture) -> None:
    yaml = (EXAMPLE / "report.yaml").read_text(encoding="utf-8")
    folder = tmp_path / "报告"
    shutil.copytree(EXAMPLE, folder)
    (folder / "report.yaml").write_text(
        f"{yaml}章节:\n  - 沿用: 平安\n    字数: 100\n  - 沿用: 其余\n", encoding="utf-8"
    )
    _, out, _ = _said(["status", str(folder), "--format", "json"], capsys)
    first, *rest = json.loads(out)["sections"]
    assert ("平安" in first["title"] or "安全" in first["title"], first["limit"]) == (True, 100)
    assert {one["limit"] for one in rest} == {None}


@pytest.mark.parametrize("text", ["很多", "0", "-3", "12345678", "3.5"])
def test_a_limit_is_a_number(text: str, tmp_path: Path, capsys: Capture) -> None:
    path = forms.report(tmp_path, f"{forms.YAML}字数: '{text}'\n")
    code, _, _ = _said(["check", str(path)], capsys)
    assert code == 1
