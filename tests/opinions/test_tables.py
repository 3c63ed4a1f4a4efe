"""意见采纳情况汇总表 in each format: rows of any maker, hostile ones too."""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest

from zongjie.document import Table
from zongjie.opinions.records import Opinion, Standing
from zongjie.opinions.tables import FORMATS, Told, write
from zongjie.pipeline.outputs import default_profile
from zongjie.readers.docx import read

ROWS = (
    Opinion(("张三", "李四"), "第3段", "一、城管", "共【154】处。", "“154”改为“155”",
            standing=Standing.ADOPTED),
    Opinion(("=cmd()",), "第4段", "", "=1+1【】", "@甲\x1b[31m\ufffe", ("+乙答复：\ud800",)),
)  # fmt: skip
TOLD = Told(ROWS, "示范街道2025年工作总结", (("张三", 3),))
HEADS = ["序号", "提出人", "段落", "原文", "意见或修改", "采纳情况", "理由"]


def made(form: str, told: Told = TOLD) -> bytes:
    return write(told, form, default_profile())


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_rows_give_the_same_bytes(form: str) -> None:
    assert made(form) == made(form)


def test_the_text_reads_like_a_list() -> None:
    lines = made("txt").decode().split("\n")
    assert lines[:7] == [
        "意见采纳情况汇总表",
        "《示范街道2025年工作总结》共收到3人的意见2条，其中已采纳1条，待定1条。",
        "",
        "1. 张三、李四（已采纳）　第3段，一、城管",
        "   原文：共【154】处。",
        "   意见：“154”改为“155”",
        "",
    ]
    assert lines[-2:] == ["另有格式改动（张三3处），没有列出。", ""]


def test_the_word_file_lies_across_and_repeats_its_head(tmp_path: Path, validator: str) -> None:
    data = made("docx")
    (table,) = (one for one in read(data).blocks if isinstance(one, Table))
    assert table.header == 1
    assert [cell[0].text for cell in table.rows[0]] == HEADS  # type: ignore[union-attr]
    path = tmp_path / "表.docx"
    path.write_bytes(data)
    done = subprocess.run([validator, str(path)], capture_output=True, check=False, text=True)
    assert json.loads(done.stdout)["errors"] == []


def test_the_pages_of_the_word_file_are_across() -> None:
    with zipfile.ZipFile(io.BytesIO(made("docx"))) as package:
        body = package.read("word/document.xml").decode()
    assert body.count("<w:sectPr>") == 1
    assert 'w:w="16838" w:h="11906" w:orient="landscape"' in body


def test_no_cell_of_the_sheet_is_computed() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(made("xlsx")))["意见汇总"]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert cells[0] == HEADS
    assert cells[1][:3] == ["1", "张三、李四", "第3段\n一、城管"]
    assert cells[1][3:] == ["共【154】处。", "“154”改为“155”", "已采纳", None]
    assert cells[2][1] == "=cmd()"
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A2", "$1:$1")
    assert all(cell.alignment.wrap_text for cell in sheet[2])


def test_programs_get_all_of_it() -> None:
    told = json.loads(made("json"))
    assert told["opinions"][0]["people"] == ["张三", "李四"]
    assert [one["standing"] for one in told["opinions"]] == ["已采纳", None]
    assert told["looks"] == {"张三": 3}
