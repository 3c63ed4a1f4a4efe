"""What a comparison prints: text in columns, sheets that compute nothing, the same bytes."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from sides import of_indicators, side
from zongjie.comparing import FORMATS, Comparison, compare, write
from zongjie.comparing.terminal import WIDTH, wrapped
from zongjie.pipeline.comparing import compare as compare_paths
from zongjie.text import display_width

ROOT = Path(__file__).parents[2]
CHANGES = (
    ("走访企业: 1086家次", "企业走访数: 1203家次"),
    ("    数值: 26.8亿元\n    上年: 25.6亿元", "    数值: 281000万元\n    上年: 26.3亿元"),
    ("企业诉求办结率: 98.5%", "企业诉求办结率: 99.7%"),
    ("      35岁以下: 28名", "      35岁以下: 20名\n      女性: 19名"),
    ("在册党员: 11860名", "在册党员: 约1.2万名"),
    ("  群众文化活动: ", "  群众文体活动: "),
    ("年份: 2025", "年份: 2026"),
    ("截至: 2025年", "截至: 2026年"),
)


def _examples(monkeypatch: pytest.MonkeyPatch, *names: str) -> Comparison:
    monkeypatch.chdir(ROOT)
    found = compare_paths(*(f"examples/{name}" for name in names)).comparison
    assert found is not None
    return found


def _next_year(folder: Path) -> Path:
    """Return a copy of an example as it may look a year later."""
    example = ROOT / "examples" / "shifan-2025"
    for path in example.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        for old, new in CHANGES:
            text = text.replace(old, new)
        target = folder / path.relative_to(example)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="")
    return folder


# ---- what the examples print -------------------------------------------------------


def test_two_offices_side_by_side(
    monkeypatch: pytest.MonkeyPatch, golden: Callable[[str, str | bytes], None]
) -> None:
    compared = _examples(monkeypatch, "ganquan-2016", "changbai-2020")
    golden("comparing/offices.txt", write(compared, "txt"))
    golden("comparing/offices.csv", write(compared, "csv"))


def test_two_years_side_by_side(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, golden: Callable[[str, str | bytes], None]
) -> None:
    monkeypatch.chdir(tmp_path)
    found = compare_paths(ROOT / "examples" / "shifan-2025", _next_year(Path("明年")))
    assert found.comparison is not None, [one.message for one in found.diagnostics]
    compared = found.comparison._replace(names=("今年", "明年"))
    golden("comparing/years.txt", write(compared, "txt"))
    golden("comparing/years.csv", write(compared, "csv"))
    golden("comparing/years.json", write(compared, "json"))


@pytest.mark.parametrize("example", ["ganquan-2016", "changbai-2020", "shifan-2025"])
def test_a_report_has_no_difference_from_itself(
    example: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = _examples(monkeypatch, example, example)
    assert not [row for row in compared.rows or () if row.differs]
    assert compared.kept == 1
    lines = write(compared, "txt").decode().splitlines()
    assert "  两份的语句没有不同" in lines
    assert len(lines) == 13  # the counts, and nothing after them


# ---- text ----------------------------------------------------------------------------


def test_no_line_is_wider_than_a_hundred_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    text = write(_examples(monkeypatch, "ganquan-2016", "shifan-2025"), "txt").decode()
    assert max(map(display_width, text.splitlines())) <= WIDTH


def test_columns_line_up_behind_chinese_names() -> None:
    compared, _ = compare(
        of_indicators("受理: 30件\n很长很长很长很长很长很长很长很长的名称: 40件"),
        of_indicators("受理: 45件\n很长很长很长很长很长很长很长很长的名称: 41件"),
        texts=False,
    )
    lines = write(compared, "txt").decode().splitlines()
    rows = [line for line in lines if "件" in line]
    assert {display_width(line.partition("增加")[0]) for line in rows} == {70}
    assert {display_width(line.partition("件")[0]) for line in rows} == {32}


def test_a_text_is_wrapped_by_what_a_screen_shows() -> None:
    assert wrapped("甲乙丙ab", 4) == ["甲乙", "丙ab"]
    assert wrapped("甲\n乙", 4) == ["甲", "乙"]
    assert wrapped("甲乙", 1) == ["甲", "乙"]
    assert wrapped("", 4) == [""]


def test_a_figure_that_waits_says_so_however_many_measures_the_other_has() -> None:
    compared, _ = compare(of_indicators("活动: 40场，800人次"), of_indicators("活动: 待报"))
    lines = write(compared, "csv").decode("utf-8-sig").splitlines()
    rows = [line.split(",")[3:5] for line in lines if line.startswith("活动,")]
    assert rows == [["40场", "（待报）"], ["800人次", ""]]


def test_columns_within_a_text_are_blanks() -> None:
    verbatim = "标题: 题\n章节: []\n开头: 无。\n原文: |\n  项目\t2019年\n"
    compared, _ = compare(side(verbatim), side("标题: 题\n章节: []\n开头: 无。\n"))
    assert "删　项目 2019年\n" in write(compared, "txt").decode()


# ---- hostile texts -------------------------------------------------------------------

HOSTILE = (
    '标题: "=1+1"\n单位名称: "@SUM(A1)"\n指标:\n  "=cmd|x": 3件\n  "@甲\\x1b[31m\\u202e": 4件\n'
    "  +乙: 5件\n章节: []\n开头: |\n  -2+3。=HYPERLINK(1)。\\\n"
)


def _hostile() -> Comparison:
    return compare(side(HOSTILE, "\x1b[2J.yaml"), of_indicators("甲: -3件"))[0]


def test_no_cell_of_a_csv_is_computed() -> None:
    data = write(_hostile(), "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    cells = [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in row]
    assert {"'=cmd|x", "'+乙", "'=1+1", "'-2+3。", "'=HYPERLINK(1)。"} <= set(cells)
    assert not [cell for cell in cells if cell.startswith(tuple("=+@\t\r＝＋＠"))]
    assert [cell for cell in cells if cell.startswith("-")] == ["-3"]  # a number


def test_no_cell_of_a_sheet_is_computed_and_no_control_character_reaches_it() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write(_hostile(), "xlsx")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "=cmd|x" in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert "@甲\N{REPLACEMENT CHARACTER}[31m" in [cell.value for cell in cells]


@pytest.mark.parametrize("form", ["txt", "csv"])
def test_nothing_that_a_screen_would_obey_is_printed(form: str) -> None:
    text = write(_hostile(), form).decode("utf-8-sig")
    assert not {"\x1b", "\u202e", "\x07"} & set(text)


# ---- sheets --------------------------------------------------------------------------


def test_a_workbook_has_a_sheet_for_each_half() -> None:
    first, second = of_indicators("甲: 1.2万件"), of_indicators("甲: 13000件\n乙: 约5人")
    book = openpyxl.load_workbook(io.BytesIO(write(compare(first, second)[0], "xlsx")))
    assert book.sheetnames == ["指标", "语句"]
    sheet = book["指标"]
    assert sheet.freeze_panes == "A2"
    assert [cell.value for cell in sheet[2]][-3:] == [12000, 13000, "件"]
    assert [cell.value for cell in sheet[3]][-3:] == [None, None, "人"]
    only = compare(first, second, indicators=False)[0]
    assert openpyxl.load_workbook(io.BytesIO(write(only, "xlsx"))).sheetnames == ["语句"]


def test_numbers_that_a_sheet_would_round_are_texts() -> None:
    number = "1234567890123456789"
    sides = of_indicators(f"甲: {number}件"), of_indicators("甲: 0.5件")
    book = openpyxl.load_workbook(io.BytesIO(write(compare(*sides)[0], "xlsx")))
    assert [cell.value for cell in book["指标"][2]][-3:] == [number, 0.5, "件"]
    assert Decimal(number) % 10 == 9


def test_texts_longer_than_a_cell_are_cut() -> None:
    long = side(f"标题: 题\n章节: []\n开头: {'长' * 40_000}\n")
    book = openpyxl.load_workbook(io.BytesIO(write(compare(long, long)[0], "xlsx")))
    assert max(len(str(cell.value)) for row in book["语句"] for cell in row) == 32_767


def test_a_workbook_knows_no_time() -> None:
    data = write(_hostile(), "xlsx")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = parts.read("docProps/core.xml").decode()
    assert core.count("1980-01-01T00:00:00Z") == 2


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_comparison_gives_the_same_bytes(form: str) -> None:
    assert write(_hostile(), form) == write(_hostile(), form)


def test_the_json_has_every_figure_exactly() -> None:
    compared, _ = compare(of_indicators("甲: 28.6亿元"), of_indicators("甲: 1亩"))
    data = json.loads(write(compared, "json"))
    (row,) = data["indicators"]
    assert row["measures"] == [
        {
            "before": {"text": "28.6亿元", "base": "2860000000", "unit": "元"},
            "after": {"text": "1亩", "base": "2000/3", "unit": "平方米"},
            "difference": None,
            "change": None,
            "why": "单位不同，不能比",
        }
    ]
    assert data["counts"]["不变"] == 2
