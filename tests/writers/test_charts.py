"""Charts: parts that Word can edit, what a workbook holds, how others print them."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import docx
import openpyxl
import pytest
from hypothesis import given
from tests.strategies import documents

from profiled import default, pdf_of, varied, write
from zongjie.document import COMPLETION, TWO_YEARS, Annex, Chart, Document, Paragraph, Run, Series
from zongjie.model import TxtForm
from zongjie.readers.docx import read
from zongjie.writers import docx as docx_writer
from zongjie.writers import html, md, txt
from zongjie.writers.docx.fingerprint import text_hash
from zongjie.writers.docx.workbook import column

NAMES = (
    *(
        "网格受理案件",
        "拆除违法建筑面积",
        "社区综合服务设施建设数",
        "新增就业岗位和创业带动就业人数",
    ),
    *(
        "为老服务实事项目受益老年人",
        "市民服务热线工单",
        "矛盾纠纷人民调解受理",
        "文化活动惠及居民群众",
    ),
)
YEARS = Chart(
    (Run("图1　比较"),),
    TWO_YEARS,
    "件",
    tuple(map(Run, NAMES)),
    (
        Series("2024年", ("18735", "17920", "1520", "12890", "9921", "16021", "5310", "890")),
        Series("2025年", ("19022", "17931.5", "2210", "", "9922", "18021", "4310", "1890")),
    ),
)
RATES = Chart(
    (Run("图2　完成率"),),
    COMPLETION,
    "%",
    (Run("甲"), Run("乙")),
    (Series("完成率", ("77.5", "105")),),
)
TEXT = Document([Paragraph((), (Run("话。"),)), Annex("附件", (Run("图"),)), YEARS, RATES])
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def _parts(document: Document, level: int = 1) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(write(document, level=level))) as package:
        return {name: package.read(name) for name in package.namelist()}


def _part(document: Document, number: int = 1) -> ET.Element:
    return ET.fromstring(_parts(document)[f"word/charts/chart{number}.xml"])


def _values(part: ET.Element, name: str) -> list[str | None]:
    return [one.get("val") for one in part.iter(f"{CHART}{name}")]


# ---- docx ----------------------------------------------------------------------------


def test_each_chart_has_its_parts_and_a_document_without_has_none() -> None:
    found = {name for name in _parts(TEXT) if "chart" in name or "embed" in name}
    assert found == {
        *("word/charts/chart1.xml", "word/charts/_rels/chart1.xml.rels"),
        *("word/charts/chart2.xml", "word/charts/_rels/chart2.xml.rels"),
        *("word/embeddings/workbook1.xlsx", "word/embeddings/workbook2.xlsx"),
    }
    assert not [name for name in _parts(Document(TEXT.blocks[:1])) if "chart" in name]


def test_python_docx_finds_the_drawing_with_words_for_who_does_not_see_it() -> None:
    word = docx.Document(io.BytesIO(write(TEXT)))
    first, second = word.inline_shapes
    described = first._inline.docPr.get("descr")
    assert described.startswith("图1　比较。网格受理案件：2024年18735件，2025年19022件；")
    assert "新增就业岗位和创业带动就业人数：2024年12890件；" in described
    assert first.width.mm == 150
    assert second.height.mm < first.height.mm < 120


@given(documents())
def test_openpyxl_finds_the_numbers_of_the_chart_in_its_workbook(document: Document) -> None:
    parts = _parts(document)
    charts = [block for block in document.blocks if isinstance(block, Chart)]
    for number, chart in enumerate(charts, 1):
        book = openpyxl.load_workbook(io.BytesIO(parts[f"word/embeddings/workbook{number}.xlsx"]))
        for at, series in enumerate(chart.series):
            cells = [
                book["Sheet1"].cell(row, at + 2).value for row in range(2, len(series.values) + 2)
            ]
            assert cells == [float(text) if text else None for text in series.values]


def test_the_references_lead_to_the_cells_that_hold_what_is_cached() -> None:
    parts = _parts(TEXT)
    sheet = openpyxl.load_workbook(io.BytesIO(parts["word/embeddings/workbook1.xlsx"]))["Sheet1"]
    root = ET.fromstring(parts["word/charts/chart1.xml"])
    seen = 0
    for reference in (*root.iter(f"{CHART}strRef"), *root.iter(f"{CHART}numRef")):
        formula = reference.findtext(f"{CHART}f") or ""
        cells = sheet[formula.removeprefix("Sheet1!").replace("$", "")]
        flat = [row[0] for row in cells] if isinstance(cells, tuple) else [cells]
        cached = {
            int(point.get("idx", "")): point.findtext(f"{CHART}v")
            for point in reference.iter(f"{CHART}pt")
        }
        for at, cell in enumerate(flat):
            assert cached.get(at) == (None if cell.value is None else str(cell.value))
            seen += 1
    assert seen == 2 + 2 * 8 + 2 * 8


def test_columns_are_named_as_in_a_sheet() -> None:
    assert [column(at) for at in (0, 25, 26, 51, 52, 701, 702)] == [
        *("A", "Z", "AA", "AZ", "BA", "ZZ", "AAA")
    ]


def test_bars_begin_at_zero_unless_one_lies_below() -> None:
    assert _values(_part(TEXT), "min") == ["0"]
    below = RATES._replace(kind=TWO_YEARS, unit="件", series=(Series("今年", ("-3", "105")),))
    assert _values(_part(Document([below])), "min") == []


@pytest.mark.parametrize(("most", "end"), [("77.5", "120"), ("105", "130"), ("300", "350")])
def test_a_completion_has_a_line_at_100_and_room_behind_its_longest_bar(
    most: str, end: str
) -> None:
    part = _part(Document([RATES._replace(series=(Series("完成率", ("9", most)),))]))
    assert (_values(part, "majorUnit"), _values(part, "max")) == (["100"], [end])


@pytest.mark.parametrize(
    ("value", "ends"), [("6000", ["0", "580"]), ("-1234567.9", ["-600", "120"])]
)
def test_a_completion_too_long_for_the_axis_is_cut_and_says_so(value: str, ends: list[str]) -> None:
    part = _part(Document([RATES._replace(series=(Series("完成率", (value, "90")),))]))
    assert _values(part, "min") + _values(part, "max") == ends
    (label,) = part.iter(f"{CHART}dLbl")
    told = [label.find(f"{CHART}{name}") for name in ("idx", "dLblPos", "numFmt")]
    assert [one.get("val") for one in told[:2] if one is not None] == ["0", "inBase"]
    assert told[2] is not None
    assert told[2].get("formatCode") == 'General"%""（截短）"'


def test_letters_are_in_the_font_of_the_profile() -> None:
    data = docx_writer.write(TEXT, varied(正文_字体="宋体"))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        xml = package.read("word/charts/chart1.xml").decode()
    assert '<a:latin typeface="宋体"/><a:ea typeface="宋体"/>' in xml


def test_same_chart_same_bytes_and_a_stored_file_stores_the_workbook_too() -> None:
    assert write(TEXT) == write(TEXT)
    book = _parts(TEXT, level=0)["word/embeddings/workbook1.xlsx"]
    with zipfile.ZipFile(io.BytesIO(book)) as package:
        assert {one.compress_type for one in package.infolist()} == {zipfile.ZIP_STORED}


def test_what_a_chart_draws_does_not_count_for_the_hash_and_its_title_does() -> None:
    other = Document(
        [*TEXT.blocks[:3], RATES._replace(unit="件", categories=(Run("丙"), Run("丁")))]
    )
    assert text_hash(other, default()) == text_hash(TEXT, default())
    titled = Document([*TEXT.blocks[:3], RATES._replace(title=(Run("改了"),))])
    assert text_hash(titled, default()) != text_hash(TEXT, default())


def test_a_document_without_charts_loads_nothing_of_them() -> None:
    code = (
        "import sys; from zongjie import load, render; render(load(sys.argv[1]), 'docx');"
        "print([name for name in sys.modules if 'charts' in name or 'workbook' in name])"
    )
    example = str(Path(__file__).parents[2] / "examples" / "ganquan-2016")
    command = [sys.executable, "-c", code, example]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


def test_libreoffice_prints_every_name_and_number(
    soffice: str, pdftoppm: str, tmp_path: Path
) -> None:
    pdf = pdf_of(soffice, tmp_path, write(TEXT))
    command = [str(Path(pdftoppm).with_name("pdftotext")), "-raw", str(pdf), "-"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    printed = "".join(done.stdout.split())
    values = [value for series in YEARS.series for value in series.values]
    for text in (*NAMES, *values, "2024年", "2025年", "单位：件", "77.5%", "105%", "100%"):
        assert text in printed, text


# ---- the others ----------------------------------------------------------------------

SMALL = Document(
    [
        YEARS._replace(
            categories=YEARS.categories[:2],
            series=tuple(one._replace(values=(one.values[0], "")) for one in YEARS.series),
        )
    ]
)


def test_a_txt_has_a_table_with_its_title() -> None:
    form = TxtForm()
    assert txt.write(SMALL, form) == (
        "图1　比较\n指标（件）\t2024年\t2025年\n网格受理案件\t18735\t19022\n拆除违法建筑面积\n"
    )


def test_markdown_has_a_table_with_its_title() -> None:
    assert md.write(SMALL) == (
        "图1　比较\n\n| 指标（件） | 2024年 | 2025年 |\n| --- | ---: | ---: |\n"
        "| 网格受理案件 | 18735 | 19022 |\n| 拆除违法建筑面积 |  |  |\n"
    )


def test_html_has_a_table_with_its_title() -> None:
    page = html.write(SMALL)
    assert '<p class="chart">图1　比较</p>\n<table>\n<tr><th>指标（件）</th>' in page
    assert '<td style="text-align: right">19022</td>' in page


# ---- and back ------------------------------------------------------------------------


def _with_chart(*changes: tuple[str, str], whole: bytes = b"") -> Document:
    """Return what is read of RATES when its part was changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name, data in _parts(Document([RATES])).items():
            kept = data
            if name == "word/charts/chart1.xml":
                text = data.decode()
                for old, new in changes:
                    assert old in text
                    text = text.replace(old, new)
                kept = whole or text.encode()
            target.writestr(name, kept)
    return read(stream.getvalue())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('grouping val="clustered"', 'grouping val="stacked"'),
        ("c:barChart>", "c:lineChart>"),
        ("</c:barChart>", "</c:barChart><c:pieChart/>"),
        ("c:strCache>", "c:multiLvlStrCache>"),
        ("c:numCache>", "c:numLit>"),
        ('<c:ptCount val="2"/>', '<c:ptCount val="999999999"/>'),
        ('<c:ptCount val="2"/>', '<c:ptCount val="-1"/>'),
        ('<c:ptCount val="2"/>', '<c:ptCount val="1"/>'),
        ('idx="1"', 'idx="９"'),
        ("<c:v>105</c:v>", "<c:v>1E999999</c:v>"),
        ("<c:v>105</c:v>", "<c:v>#N/A</c:v>"),
        ("c:ser>", "c:serie>"),
        ("c:plotArea>", "c:plot>"),
    ],
)
def test_a_chart_that_is_not_as_simple_as_ours_is_left_out(old: str, new: str) -> None:
    assert _with_chart((old, new)) == Document([Paragraph((), RATES.title)])


@pytest.mark.parametrize("whole", [b"<c", b'<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>', b"<a/>"])
def test_a_chart_that_cannot_be_read_is_left_out(whole: bytes) -> None:
    assert _with_chart(whole=whole) == Document([Paragraph((), RATES.title)])


def test_what_another_program_writes_of_a_number_is_read() -> None:
    (chart,) = _with_chart(("<c:v>105</c:v>", "<c:v>1.05E+2</c:v>")).blocks
    assert chart == RATES


def test_a_percent_is_known_as_libreoffice_writes_it() -> None:
    (chart,) = _with_chart(("General&quot;%&quot;", r"General\%")).blocks
    assert chart == RATES


def test_a_title_inside_the_chart_is_that_of_a_chart_without_another() -> None:
    title = (
        "<c:title><c:tx><c:rich><a:p><a:r><a:t>内</a:t></a:r></a:p></c:rich></c:tx></c:title>"
        "<c:autoTitleDeleted"
    )
    (chart,) = _with_chart(("<c:autoTitleDeleted", title)).blocks
    assert isinstance(chart, Chart)
    assert chart.title == RATES.title
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name, data in _parts(Document([RATES])).items():
            text = data.replace(b'"ChartTitle"/>', b'"BodyText"/>')
            if name == "word/charts/chart1.xml":
                text = data.replace(b"<c:autoTitleDeleted", title.encode())
            target.writestr(name, text)
    assert read(stream.getvalue()) == Document(
        [RATES._replace(title=(Run("内"),)), Paragraph((), RATES.title)]
    )
