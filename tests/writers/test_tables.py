"""Tables of a docx: who gets how much of the line, and what is told where it is too short."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printed import FONTS
from profiled import default, pdf_of, write
from zongjie.diagnostics import Severity
from zongjie.document import Annex, Document, Run, Table
from zongjie.writers.docx.fits import faults
from zongjie.writers.docx.look import look_of
from zongjie.writers.docx.tables import room_of, widths

LOOK = look_of(default())
HEAD = "指标 单位 本年 上年 同比 目标 完成率 科室"
ORDINARY = (
    HEAD,
    "固定资产投资 元 1.32亿 9800万 增长34.7% - - 经济发展办公室",
    "为老服务实事项目受益老年人口人次数量合计统计 人次 19022 18000 增长5.7% 18500 102.8% "
    "社区建设和服务办公室",
    "拆除违法建筑面积 平方米 9058 8000 增长13.2% 9000 100.6% 城管办",
)
LONG = (
    HEAD,
    f"{'为老服务实事项目受益老年人口' * 4} 元 1.2亿 1.1亿 增长9.1% 1.15亿 104.3% "
    f"{'经济发展办公室' * 5}",
)


def _table(rows: tuple[str, ...]) -> Table:
    return Table(tuple(tuple((Run(cell),) for cell in row.split(" ")) for row in rows))


@pytest.mark.parametrize(("rows", "width"), [(ORDINARY, LOOK.width), (LONG, LOOK.height)])
def test_the_narrow_columns_get_all_they_want_and_the_wide_ones_wrap(
    rows: tuple[str, ...], width: int
) -> None:
    room = room_of(_table(rows), LOOK)
    found = widths(room, width)
    assert sum(found) == width < sum(room.wanted)
    for column, wanted in list(zip(found, room.wanted, strict=True))[1:-1]:
        assert wanted <= column <= room.narrow
    assert min(found[0], found[-1]) >= room.readable


def test_a_head_of_four_characters_and_a_number_with_its_scale_are_not_broken() -> None:
    room = room_of(_table(("完成情况 五个字的头", "甲 12.5万元")), LOOK)
    four, six = (room_of(_table((text,)), LOOK).wanted[0] for text in ("完成情况", "12.5万"))
    assert room.least == (four, six)


def test_a_short_table_is_spread_over_the_line() -> None:
    room = room_of(_table(("甲 乙", "3 2")), LOOK)
    assert widths(room, 8000) == [4000, 4000]


@given(
    st.lists(st.lists(st.text("字a1%万\n ", max_size=40), min_size=3, max_size=3), min_size=1),
    st.integers(1, 20000),
)
def test_columns_fill_the_line_and_none_goes_without_what_it_needs(
    rows: list[list[str]], width: int
) -> None:
    room = room_of(Table(tuple(tuple((Run(cell),) for cell in row) for row in rows)), LOOK)
    found = widths(room, width)
    assert sum(found) == width
    for column, least, wanted in zip(found, room.least, room.wanted, strict=True):
        assert column >= least or sum(room.least) > width
        assert column >= wanted or sum(room.wanted) > width


@pytest.mark.parametrize("landscape", [False, True])
def test_a_table_that_is_too_wide_says_what_to_do(landscape: bool) -> None:
    wide = Document(
        [Annex("附件", (Run("表"),), landscape), _table((" ".join(["18735021"] * 20),))]
    )
    (told,) = faults(wide, default())
    assert (told.code, told.severity) == ("ZJ534", Severity.WARNING)
    assert ("附表: 横排" in (told.hint or "")) is not landscape
    assert "分成两张表" in (told.hint or "")


@pytest.mark.usefixtures("fonts")
def test_libreoffice_breaks_no_number_and_no_head(
    soffice: str, pdftoppm: str, tmp_path: Path
) -> None:
    data = write(Document([_table(ORDINARY)]))
    pdf = pdf_of(soffice, tmp_path, data, FONTCONFIG_FILE=str(FONTS))
    command = [str(Path(pdftoppm).with_name("pdftotext")), "-layout", str(pdf), "-"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    printed = done.stdout.replace(" ", "")
    for text in ("指标单位本年上年同比目标完成率科室", "1.32亿9800万增长34.7%", "平方米90588000"):
        assert text in printed, printed
