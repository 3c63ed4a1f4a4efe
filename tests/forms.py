"""Forms filled by program, as a 科室 would by hand: openpyxl opens, types and saves."""

from __future__ import annotations

import io
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from zongjie.pipeline import forms

HEAD = "单位名称: 示范街道\n年份: 2025\n标题: 题\n章节: []\n"
YAML = f"""{HEAD}指标:
  安全隐患: 742处   # 年底还要核
  安全隐患整改率:
    数值: 99.6%
    上年: 98.1%
    目标: 99%
  老年助餐服务: 17.8万人次
  属地税收:
    上年: 25.6亿元
  拆除违法建筑: 88处、4150平方米
  新增违法建筑: 零增长
  加装电梯:
    单位: 台
    数值: 31
    备注: "含南片"
    其中:
      南片: 11台
  信访量: 待报
  走访企业:
"""


def report(folder: Path, yaml: str = YAML, name: str = "报告.yaml") -> Path:
    """Write a report of one file."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml, encoding="utf-8", newline="")
    return path


def exported(path: Path) -> bytes:
    """Return the form of a report."""
    made = forms.export(path)
    assert list(made.workbooks) == [""], [found.message for found in made.diagnostics]
    return made.workbooks[""]


class Filled:
    """A form under the hands of a 科室."""

    def __init__(self, data: bytes) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(data))

    @property
    def page(self) -> Worksheet:
        """The first sheet."""
        sheet = self.book.worksheets[0]
        assert isinstance(sheet, Worksheet)
        return sheet

    def cell(self, name: str, column: str = "数值", sheet: str = "") -> Any:
        """Return the cell of an indicator under a head; of a text by 科室 and item."""
        page = self.book[sheet] if sheet else self.page
        head = next(row for row in page.iter_rows() if row[-1].value)
        at = next(cell.column for cell in head if cell.value == column)
        rows = page.iter_rows(min_row=head[0].row + 1)
        row = next(row for row in rows if name in (row[0].value, f"{row[0].value}/{row[1].value}"))
        return page.cell(row[0].row, at)

    def put(self, name: str, value: Any, column: str = "数值", form: str = "") -> Filled:
        """Type something; ``form`` is the number format that the cell gets."""
        cell = self.cell(name, column)
        cell.value = value
        if form:
            cell.number_format = form
        return self

    def saved(self) -> bytes:
        """Return the workbook as openpyxl saves it."""
        stream = io.BytesIO()
        self.book.save(stream)
        return stream.getvalue()


def filled(path: Path, fill: Callable[[Filled], object]) -> bytes:
    """Return the form of a report after somebody worked in it."""
    page = Filled(exported(path))
    fill(page)
    return page.saved()


def collected(path: Path, *workbooks: bytes, dry_run: bool = False) -> forms.Collected:
    """Collect workbooks into a report."""
    folder = path.parent if path.is_file() else path
    places = []
    for number, data in enumerate(workbooks, 1):
        place = folder / "收到" / f"表{number}.xlsx"
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(data)
        places.append(place)
    return forms.collect(path, places, dry_run=dry_run)


def codes(done: forms.Collected) -> list[str]:
    """Return the codes of what was said."""
    return [found.code for found in done.diagnostics]


def resaved(calc: str, folder: Path, data: bytes, *formats: str) -> bytes:
    """Return a workbook as LibreOffice saves it, by way of other formats of its own."""
    place = folder / "a.xlsx"
    place.write_bytes(data)
    for number, form in enumerate((*formats, "xlsx")):
        target = folder / str(number)
        target.mkdir(exist_ok=True)
        command = [calc, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", form, "--outdir", str(target), str(place)]
        known = {**os.environ, "LC_ALL": "C.UTF-8"}
        subprocess.run(command, check=True, capture_output=True, timeout=180, env=known)
        place = target / f"a.{form}"
    return place.read_bytes()
