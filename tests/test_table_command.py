"""zongjie table: many reports, some with errors, become one table; exit codes, order, limits."""

from __future__ import annotations

import csv
import gc
import io
import json
import sys
import tempfile
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

import random_reports
from zongjie import load, render
from zongjie.cli import main
from zongjie.model.quantity import split_measures
from zongjie.pipeline import gathering
from zongjie.pipeline.gathering import gather
from zongjie.writers import sheets

Capture = pytest.CaptureFixture[str]
EXAMPLES = Path(__file__).parents[1] / "examples"
DISTRICT = EXAMPLES / "shifan-district-2025"


@pytest.fixture(autouse=True)
def _as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gc, "enable", lambda: None)


def _street(folder: Path, name: str, text: str = "走访企业: 3家次", year: int = 2025) -> Path:
    path = folder / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    head = f"单位名称: {Path(name).stem}\n年份: {year}\n指标:\n  "
    path.write_text(head + text.replace("\n", "\n  ") + "\n", encoding="utf-8", newline="")
    return path


def _said(capsys: Capture, *arguments: str | Path) -> tuple[int, str, str]:
    try:
        code = main(["table", *map(str, arguments)])
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else -1
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    return code, said.out, said.err


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


# ---- the district ------------------------------------------------------------------


@pytest.mark.parametrize("place", [DISTRICT, DISTRICT / "streets"])
def test_sums_of_the_table_are_the_totals_of_the_districts_summary(
    place: Path, tmp_path: Path
) -> None:
    text = render(load(DISTRICT), "txt").outputs["txt"].decode()
    table = text.split("附件1\n")[1].split("附件2\n")[0]
    printed = [line.split("\t") for line in table.splitlines() if "\t" in line]
    totals = {line[0]: line[1] for line in printed if line[1] and line[0] != "指标"}
    assert len(totals) > 10
    with gather(place) as gathered:
        assert gathered.diagnostics == []
        assert gathered.reports == 6 + (place == DISTRICT)
        sums: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
        for row in gathered.rows():
            sums[row.indicator, row.unit] += Decimal(row.number or 0)
    for name, total in totals.items():
        read = split_measures(total)
        assert read is not None
        for item in read[0]:
            value, unit = item.base()
            assert sums[name, unit or "处"] == value, name


# ---- what is read --------------------------------------------------------------------


def test_reports_with_errors_are_told_and_left_out_and_the_others_go_on(
    tmp_path: Path, capsys: Capture
) -> None:
    _street(tmp_path, "东街道")
    _street(tmp_path, "西街道", "走访企业: 无")
    _street(tmp_path, "南街道", "甲:\n  数值: 100件\n  印作: 200件")
    _street(tmp_path, "北街道", '甲: "{{没有}}"')
    _street(tmp_path, "中街道").write_bytes(b"\xd0\xcf\x11\xe0")
    target = tmp_path / "表.csv"
    code, out, err = _said(capsys, tmp_path, "-o", target)
    assert (code, out) == (1, "")
    assert [row["单位名称"] for row in _rows(target)] == ["东街道"]
    assert err.count("[ZJ781]") == 4
    for name in ("西街道", "南街道", "北街道", "中街道"):
        assert f"{tmp_path / name}.yaml有 1 处错误" in err
    assert f"写好了 {target}（1 份报告，1 行）" in err
    (tmp_path / "东街道.yaml").unlink()
    target.unlink()
    code, _, err = _said(capsys, tmp_path, "-o", target)
    assert (code, target.exists(), "写好了" in err) == (1, False, False)


def test_errors_of_words_and_warnings_do_not_keep_figures_out(
    tmp_path: Path, capsys: Capture
) -> None:
    path = _street(tmp_path, "东街道")
    text = path.read_text(encoding="utf-8")
    path.write_text(f"模板: 没有的模板\n{text}开头: 有{{{{没有}}}}。\n", encoding="utf-8")
    target = tmp_path / "表.csv"
    assert _said(capsys, path, "-o", target)[0] == 0
    assert [row["数值"] for row in _rows(target)] == ["3"]


def test_one_office_told_twice_is_in_the_table_not_once(tmp_path: Path, capsys: Capture) -> None:
    _street(tmp_path, "东街道")
    _street(tmp_path, "副本/东街道")
    _street(tmp_path, "去年/东街道", year=2024)
    _street(tmp_path, "西街道")
    path = _street(tmp_path, "西街道办事处")
    target = tmp_path / "表.csv"
    code, _, err = _said(capsys, tmp_path, "-o", target)
    assert code == 1
    assert err.count("[ZJ785]") == 2
    assert f"西街道2025年的报告不止一份：{tmp_path / '西街道.yaml'}、{path}" in err
    assert [(row["单位名称"], row["年份"]) for row in _rows(target)] == [("东街道", "2024")]


def test_a_report_of_nobody_is_told_and_stays(tmp_path: Path, capsys: Capture) -> None:
    for name in ("甲", "乙"):
        (tmp_path / f"{name}.yaml").write_text("指标:\n  走访企业: 3家次\n", encoding="utf-8")
    target = tmp_path / "表.csv"
    code, _, err = _said(capsys, tmp_path, "-o", target)
    assert (code, err.count("[ZJ784]"), err.count("没有写单位名称、年份")) == (0, 2, 2)
    assert [(row["单位名称"], row["年份"]) for row in _rows(target)] == [("", "")] * 2


def test_what_is_no_report_is_told_and_a_place_that_is_not_there(
    tmp_path: Path, capsys: Capture
) -> None:
    _street(tmp_path / "各街道", "东街道")
    (tmp_path / "各街道" / "西街道.docx").write_bytes(b"PK")
    (tmp_path / "空").mkdir()
    places = (tmp_path / "各街道", tmp_path / "各街到", tmp_path / "空", "没有\0")
    code, out, err = _said(capsys, *places)
    assert (code, err.count("[ZJ782]")) == (1, 3)
    assert "[ZJ783]" in err
    assert "没有读西街道.docx：不是 YAML 文件" in err
    assert len(out.splitlines()) == 2
    assert out.startswith("单位名称,")


def test_each_report_is_read_once_however_it_is_reached(tmp_path: Path) -> None:
    path = _street(tmp_path / "街道", "东街道")
    (tmp_path / "报告.yaml").write_text(
        "单位名称: 区\n年份: 2025\n模板: 区级汇总\n下级报告: 街道\n", encoding="utf-8"
    )
    with gather(tmp_path, path, path.parent, tmp_path) as gathered:
        assert gathered.diagnostics == []
        assert [row.office for row in gathered.rows()] == ["东街道"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_to_itself_is_told_and_the_others_go_on(tmp_path: Path, capsys: Capture) -> None:
    _street(tmp_path, "东街道")
    (tmp_path / "圈.yaml").symlink_to("圈.yaml")
    target = tmp_path / "表.csv"
    code, _, err = _said(capsys, tmp_path, "-o", target)
    assert (code, [row["单位名称"] for row in _rows(target)]) == (1, ["东街道"])
    assert "圈.yaml”：链接绕了圈" in err


def test_a_folder_of_districts_tells_nothing_that_was_read(tmp_path: Path) -> None:
    with gather(EXAMPLES) as gathered:
        assert gathered.diagnostics == []
        assert len({row.file for row in gathered.rows()}) > 10


# ---- order, bytes, size ----------------------------------------------------------------


@pytest.mark.parametrize("form", gathering.FORMATS)
def test_the_bytes_depend_on_the_reports_alone(form: str, tmp_path: Path) -> None:
    random_reports.write(tmp_path / "甲", 0)
    for at in range(4):
        _street(tmp_path / "甲", f"{at}街道", f"走访企业: {at}家次", year=2020 + at)
    places = sorted((tmp_path / "甲").iterdir())
    made = []
    for at, order in enumerate((places, places[::-1], [tmp_path / "甲"])):
        target = tmp_path / f"{at}.{form}"
        with gather(*order) as gathered:
            assert gathered.write([target]) == (target,)
        made.append(target.read_bytes())
    assert made[0] == made[1] == made[2]


def test_rows_are_sorted_by_office_year_and_time_of_year(tmp_path: Path) -> None:
    _street(tmp_path, "乙街道", year=2024)
    _street(tmp_path, "乙街道", year=2024)
    for name, period in (("四", "第四季度"), ("一", "第一季度"), ("上", "上半年")):
        text = "单位名称: 甲街道\n年份: 2025\n期间: {}\n指标:\n  走访企业: 3家次\n"
        (tmp_path / f"{name}.yaml").write_text(text.format(period), encoding="utf-8")
    _street(tmp_path / "早", "甲街道", year=2023)
    with gather(tmp_path) as gathered:
        rows = [(row.office, row.year, row.period) for row in gathered.rows()]
    assert rows == [
        ("乙街道", "2024", "全年"),
        ("甲街道", "2023", "全年"),
        ("甲街道", "2025", "第一季度"),
        ("甲街道", "2025", "上半年"),
        ("甲街道", "2025", "第四季度"),
    ]


def test_more_rows_than_a_sheet_has_are_refused(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 3)
    _street(tmp_path, "东街道", "甲: 1件\n乙: 2件")
    target, other = tmp_path / "表.xlsx", tmp_path / "表.csv"
    assert _said(capsys, tmp_path, "-o", target)[0] == 0
    _street(tmp_path, "东街道", "甲: 1件\n乙: 2件\n丙: 3件")
    target.unlink()
    code, _, err = _said(capsys, tmp_path, "-o", target, "-o", other)
    assert (code, "[ZJ786]" in err, "要写 3 行，一张工作表最多 3 行" in err) == (1, True, True)
    assert not target.exists()
    assert not other.exists()


def test_a_number_that_parquet_cannot_hold_is_told(tmp_path: Path, capsys: Capture) -> None:
    _street(tmp_path, "东街道", f"甲: {'9' * 20}亿元")
    target = tmp_path / "表.parquet"
    code, _, err = _said(capsys, tmp_path, "-o", target)
    assert (code, "[ZJ788]" in err, f"“{'9' * 20}00000000”" in err) == (0, True, True)
    assert pq.read_table(target)["数值"].to_pylist() == [None]


# ---- the command ---------------------------------------------------------------------


def test_json_on_the_screen(tmp_path: Path, capsys: Capture) -> None:
    _street(tmp_path, "东街道", "甲: 1件\n乙:\n  数值: 2件\n  公开: 否")
    code, out, err = _said(capsys, tmp_path, "--format", "json", "--public")
    assert (code, json.loads(err)) == (0, [])
    assert [(row["指标"], row["数值"], row["公开"]) for row in json.loads(out)] == [("甲", 1, True)]


@pytest.mark.parametrize(("form", "extra"), [("xlsx", "form"), ("parquet", "parquet")])
def test_without_its_library_a_format_says_what_to_do(
    form: str, extra: str, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "find_spec", lambda name: None)
    target = tmp_path / f"表.{form}"
    code, _, err = _said(capsys, DISTRICT, "-o", target, "-o", tmp_path / "表.csv")
    assert (code, "[ZJ787]" in err, f"zongjie[{extra}]" in err) == (1, True, True)
    assert not list(tmp_path.iterdir())


def test_progress_is_for_a_terminal(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    for at in range(3):
        _street(tmp_path, f"{at}街道")
    monkeypatch.setattr("zongjie.cli.gathering._OFTEN", 2)
    assert "\r" not in _said(capsys, tmp_path)[2]
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert _said(capsys, tmp_path)[2] == "\r读了 2 份\n"


def test_wrong_use_is_told_before_anything_is_read(tmp_path: Path, capsys: Capture) -> None:
    assert _said(capsys, DISTRICT, "-o", tmp_path / "表.txt")[0] == 2
    assert _said(capsys)[0] == 2


def test_a_full_disk_is_told(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> int:
        raise OSError(28, "No space left on device")

    class Full(io.BytesIO):
        write = full

    monkeypatch.setattr(tempfile, "TemporaryFile", Full)
    code, _, err = _said(capsys, DISTRICT, "-o", tmp_path / "表.csv")
    assert (code, "磁盘满了" in err) == (1, True)
    assert not (tmp_path / "表.csv").exists()


def test_the_command_loads_neither_library_for_csv(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("pyarrow", "openpyxl", "zongjie.writers.parquet", "zongjie.writers.sheets"):
        monkeypatch.setitem(sys.modules, name, None)
    assert _said(capsys, DISTRICT, "-o", tmp_path / "表.csv")[0] == 0
