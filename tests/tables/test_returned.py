"""Rows are known by their marks, columns by their heads, sheets by what they say."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from pathlib import Path

import pytest

import forms
from forms import Filled
from zongjie.pipeline import forms as pipeline
from zongjie.tables import form

TWO = f"{forms.HEAD}指标:\n  甲: 1件\n  乙: 2件\n"


def _places(page: Filled) -> tuple[int, int, int]:
    """Return where 指标, 数值 and the marks stand."""
    head = page.cell("甲").row - 1
    named = {cell.value: cell.column for cell in page.page[head]}
    return named["指标"], named["数值"], page.page.max_column


def _swap(page: Filled) -> None:
    first, second = page.cell("甲").row, page.cell("乙").row
    for column in range(1, page.page.max_column + 1):
        one, other = page.page.cell(first, column), page.page.cell(second, column)
        one.value, other.value = other.value, one.value


def _rename(page: Filled) -> None:
    page.page.title = "改了名字"
    page.page.sheet_state = "hidden"
    page.page.protection.sheet = False


def _move(page: Filled) -> None:
    """Copy the sheet into a workbook of its own, with columns and rows put in."""
    own = forms.openpyxl.Workbook()
    target = own.active
    for row in page.page.iter_rows():
        for cell in row:
            target.cell(cell.row + 3, cell.column + 2).value = copy(cell.value)
    page.book = own


def _unmerge(page: Filled) -> None:
    page.page.delete_cols(_places(page)[0] + 1, 3)  # 单位, 上年, 目标


@pytest.mark.parametrize("change", [_swap, _rename, _move, _unmerge])
def test_a_sheet_may_be_changed_in_any_harmless_way(
    change: Callable[[Filled], None], tmp_path: Path
) -> None:
    path = forms.report(tmp_path, TWO)

    def fill(page: Filled) -> None:
        page.put("甲", 11).put("乙", 22)
        change(page)

    done = forms.collected(path, forms.filled(path, fill))
    assert forms.codes(done) == []
    assert path.read_text(encoding="utf-8") == TWO.replace("1件", "11件").replace("2件", "22件")


def _delete_note(page: Filled) -> None:
    page.page.delete_cols(page.cell("甲", "备注").column)


def _add_sheet(page: Filled) -> None:
    page.book.create_sheet("自己的")["A1"] = "算了算"


def _delete_row(page: Filled) -> None:
    page.page.delete_rows(page.cell("乙").row)


def _sign_below(page: Filled) -> None:
    page.page.cell(page.page.max_row + 2, 1).value = "填表：张三"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_delete_note, "“备注”栏没有了"),
        (_add_sheet, "自己的"),
        (_delete_row, "发出去2行，交回来能认的1行"),
        (_sign_below, "填表：张三"),
    ],
)
def test_what_is_not_read_is_told(
    change: Callable[[Filled], None], words: str, tmp_path: Path
) -> None:
    path = forms.report(tmp_path, TWO)

    def fill(page: Filled) -> None:
        page.put("甲", 11)
        change(page)

    done = forms.collected(path, forms.filled(path, fill))
    assert forms.codes(done) == ["ZJ562"]
    assert words in done.diagnostics[0].message
    assert [one.after for one in done.changes] == ["11件"]


def _rename_row(page: Filled) -> None:
    page.page.cell(page.cell("甲").row, _places(page)[0]).value = "丙"


def _move_mark(page: Filled) -> None:
    row, marks = page.cell("甲").row, _places(page)[2]
    page.page.cell(row, marks).value = page.page.cell(page.cell("乙").row, marks).value


def _replace_everywhere(page: Filled) -> None:
    row, marks = page.cell("甲").row, _places(page)[2]
    cell = page.page.cell(row, marks)
    cell.value = str(cell.value).replace("甲", "丙")
    _rename_row(page)


def _no_mark(page: Filled) -> None:
    page.page.cell(page.cell("甲").row, _places(page)[2]).value = None


def _no_values(page: Filled) -> None:
    page.page.delete_cols(_places(page)[1])


def _values_twice(page: Filled) -> None:
    page.cell("甲", "备注").offset(-1, 0).value = "数值"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_rename_row, "名称改成了“丙”"),
        (_move_mark, "名称改成了“甲”"),
        (_replace_everywhere, "核对列被改过"),
        (_no_mark, "不是表上原有的"),
        (_no_values, "“数值”栏没有了"),
        (_values_twice, "“数值”栏没有了，或者有两个"),
    ],
)
def test_a_row_in_doubt_is_refused(
    change: Callable[[Filled], None], words: str, tmp_path: Path
) -> None:
    path = forms.report(tmp_path, TWO)

    def fill(page: Filled) -> None:
        page.put("甲", 11)
        change(page)

    done = forms.collected(path, forms.filled(path, fill))
    errors = [found for found in done.diagnostics if found.code != "ZJ562"]
    assert [found.code for found in errors] == ["ZJ556"]
    assert words in errors[0].message
    assert "表1.xlsx 的“未分科室”" in errors[0].message
    assert (done.changes, path.read_text(encoding="utf-8")) == ([], TWO)


def test_a_value_merged_over_two_rows_is_nobodys(tmp_path: Path) -> None:
    path = forms.report(tmp_path, TWO)

    def fill(page: Filled) -> None:
        page.put("甲", 11)
        row, column = page.cell("甲").row, page.cell("甲").column
        page.page.merge_cells(
            start_row=row, end_row=row + 1, start_column=column, end_column=column
        )

    done = forms.collected(path, forms.filled(path, fill))
    assert forms.codes(done) == ["ZJ557"]
    assert "合并" in done.diagnostics[0].message
    assert done.changes == []


def test_a_sheet_without_its_marks_is_no_form(tmp_path: Path) -> None:
    path = forms.report(tmp_path, TWO)

    def fill(page: Filled) -> None:
        del page.book["文字材料"]
        page.page.delete_cols(_places(page)[2])

    assert forms.codes(forms.collected(path, forms.filled(path, fill))) == ["ZJ554"]


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("年份: 2025", "年份: 2024", "示范街道2024年"),
        ("单位名称: 示范街道", "单位名称: 别的街道", "别的街道2025年"),
        ("标题: 题", "标题: 题\n期间: 第三季度", "示范街道2025年第三季度"),
        ("年份: 2025\n", "", "示范街道（没有写年份）"),
    ],
)
def test_the_form_of_another_report_is_refused(
    old: str, new: str, shown: str, tmp_path: Path
) -> None:
    path = forms.report(tmp_path, TWO)
    other = forms.report(tmp_path / "别的", TWO.replace(old, new))
    done = forms.collected(path, forms.filled(other, lambda page: page.put("甲", 11)))
    assert list(forms.codes(done)) == ["ZJ555"]  # once, however many sheets
    assert f"是{shown}的填报表，这份报告是示范街道2025年" in done.diagnostics[0].message
    assert done.changes == []


def test_a_row_of_another_form_pasted_in_is_refused(tmp_path: Path) -> None:
    path = forms.report(tmp_path, TWO)
    other = forms.report(tmp_path / "别的", TWO.replace("2025", "2024"))
    last = Filled(forms.exported(other))

    def fill(page: Filled) -> None:
        for column in range(1, page.page.max_column + 1):
            row = page.cell("甲").row
            page.page.cell(row, column).value = last.page.cell(row, column).value
        page.put("甲", 11)

    done = forms.collected(path, forms.filled(path, fill))
    assert forms.codes(done)[:1] == ["ZJ556"]
    assert done.changes == []


def test_an_indicator_that_is_gone_is_told(tmp_path: Path) -> None:
    path = forms.report(tmp_path, TWO)
    data = forms.filled(path, lambda page: page.put("甲", 11))
    path.write_text(TWO.replace("  甲: 1件\n", ""), encoding="utf-8")
    done = forms.collected(path, data)
    assert forms.codes(done) == ["ZJ556"]
    assert "报告里没有“甲”这个指标了" in done.diagnostics[0].message


# ---- several sides ---------------------------------------------------------------


def test_two_forms_that_disagree_are_shown_side_by_side(tmp_path: Path) -> None:
    path = forms.report(tmp_path, TWO)
    one = forms.filled(path, lambda page: page.put("甲", 11).put("乙", 22))
    other = forms.filled(path, lambda page: page.put("甲", 12).put("乙", "22件"))
    done = forms.collected(path, one, other)
    assert forms.codes(done) == ["ZJ558"]
    message = done.diagnostics[0].message
    assert "表1.xlsx 的“未分科室”E5 填“11件”" in message
    assert "表2.xlsx 的“未分科室”E5 填“12件”" in message
    assert path.read_text(encoding="utf-8") == TWO.replace("2件", "22件")


def test_a_report_that_was_edited_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = forms.report(tmp_path, TWO)
    data = forms.filled(path, lambda page: page.put("甲", 11).put("乙", 22))
    now = TWO.replace("1件", "13件").replace("2件", "22件")
    path.write_text(now, encoding="utf-8")
    done = forms.collected(path, data)
    assert forms.codes(done) == ["ZJ559"]
    assert "报告里现在是“13件”" in done.diagnostics[0].message
    assert done.diagnostics[0].span is not None
    assert path.read_text(encoding="utf-8") == now


def test_a_file_changed_while_collecting_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = forms.report(tmp_path, TWO)
    data = forms.filled(path, lambda page: page.put("甲", 11))
    merge = pipeline.merging.words

    def meanwhile(*given: object) -> object:
        path.write_text(TWO + "# 同事刚写的\n", encoding="utf-8")
        return merge(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline.merging, "words", meanwhile)
    done = forms.collected(path, data)
    assert forms.codes(done) == ["ZJ564"]
    assert done.written == ()
    assert path.read_text(encoding="utf-8") == TWO + "# 同事刚写的\n"
    assert not list(tmp_path.glob("*.bak"))


def test_errors_that_the_new_values_make_are_told(tmp_path: Path) -> None:
    yaml = f"{forms.HEAD}指标:\n  甲:\n    数值: 88640件\n    印作: 8.86万件\n"
    path = forms.report(tmp_path, yaml)
    done = forms.collected(path, forms.filled(path, lambda page: page.put("甲", 91200)))
    assert forms.codes(done) == ["ZJ207"]
    assert "数值: 91200件" in path.read_text(encoding="utf-8")


def test_a_computed_figure_is_not_asked(tmp_path: Path) -> None:
    yaml = f"{forms.HEAD}指标:\n  甲: 1件\n  合计:\n    数值: '{{{{甲}}}}'\n"
    path = forms.report(tmp_path, yaml)
    page = Filled(forms.exported(path))
    assert (page.cell("合计").value, page.cell("合计").protection.locked) == ("系统算", True)
    assert page.cell("甲").protection.locked is False
    done = forms.collected(path, forms.filled(path, lambda page: page.put("合计", 3)))
    assert forms.codes(done) == ["ZJ557"]


# ---- the form itself -------------------------------------------------------------


def test_cells_ask_for_what_they_hold(tmp_path: Path) -> None:
    path = forms.report(tmp_path)
    page = Filled(forms.exported(path))
    rules = {
        str(cell): rule
        for rule in page.page.data_validations.dataValidation
        for cells in rule.sqref.ranges
        for cell in [cells]
    }

    def rule_of(name: str, column: str) -> object:
        place = page.cell(name, column).coordinate
        return next(rule for cells, rule in rules.items() if place in page_cells(cells))

    def page_cells(reference: str) -> set[str]:
        cells = page.page[reference]
        rows = cells if isinstance(cells, tuple) else ((cells,),)
        return {cell.coordinate for row in rows for cell in row}

    number, free = rule_of("安全隐患", "数值"), rule_of("拆除违法建筑", "数值")
    assert (number.type, number.imeMode, free.type, free.imeMode) == (  # type: ignore[attr-defined]
        *("decimal", "off"),
        *(None, "off"),
    )
    assert rule_of("走访企业", "状态").formula1 == '"已核实,初步数,预计数,待报,缺报,不适用"'  # type: ignore[attr-defined]
    for column in form.FIELDS:
        cell = page.cell("安全隐患", column)
        assert (cell.protection.locked, cell.fill.fgColor.rgb) == (False, "00FFF2AB")
    beside = [page.cell("安全隐患整改率", column).value for column in ("单位", "上年", "目标")]
    assert beside == ["%", "98.1%", "99%"]
    assert page.page.protection.sheet


def test_the_catalogue_knows_unit_and_department_of_what_is_empty(tmp_path: Path) -> None:
    yaml = "单位名称: 示范街道\n年份: 2025\n指标:\n  加装电梯竣工:\n  拆除违法建筑:\n  自己的:\n"
    path = forms.report(tmp_path, yaml)
    page = Filled(forms.exported(path))
    assert page.book.sheetnames == ["社区管理办", "未分科室", "文字材料"]
    units = {name: page.cell(name, "单位").value for name in ("加装电梯竣工", "拆除违法建筑")}
    assert units == {"加装电梯竣工": "台", "拆除违法建筑": "处、平方米"}
    data = forms.filled(
        path, lambda page: page.put("加装电梯竣工", 31).put("拆除违法建筑", "8处、90平方米")
    )
    done = forms.collected(path, data)
    assert [one.after for one in done.changes] == ["31台", "8处、90平方米"]


@pytest.mark.parametrize(
    "names",
    [
        ("甲/乙", "甲·乙"),
        ("a" * 40, "a" * 41),
        ("[甲]:*?", "'甲'"),
        ("文字材料", "甲"),
        ("甲\\n乙", "甲　乙丙"),
    ],
)
def test_departments_may_be_called_anything(names: tuple[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "报告"
    forms.report(folder, forms.HEAD)
    for number, name in enumerate(names):
        text = f'科室: "{name}"\n指标:\n  项{number}: 1件\n'
        forms.report(folder / "指标", text, f"{number}.yaml")
    page = Filled(forms.exported(folder))
    assert len(set(page.book.sheetnames)) == 3
    for number, sheet in enumerate(page.book.sheetnames[:2]):
        page.cell(f"项{number}", sheet=sheet).value = 7
    done = forms.collected(folder, page.saved())
    assert [one.after for one in done.changes] == ["7件", "7件"]
    assert done.diagnostics == []


def test_marks_hold_what_they_say() -> None:
    whose = form.Identity("街道", "2025", "")
    assert form.read_head(form.head_mark(whose, "甲 乙", 3)) == form.Head(False, whose, "甲 乙", 3)
    mark = form.row_mark(whose, "名 字", ("1", ""))
    read = form.read_mark(whose, mark, 2)
    assert read is not None
    assert (read.name, read.hashes) == ("名 字", (form.digest("1"), form.digest("")))
    assert form.read_mark(whose._replace(year="2024"), mark, 2) is None
    assert form.read_mark(whose, form.row_mark(whose, "名字", ("1", "")), 3) is None
    for text in ("", "zongjie-form", "zongjie-form [1]", "zongjie-form [1,2,3,4,5,6]", "x []"):
        assert form.read_head(text) is None
    assert form.read_head("zongjie-form " + "[" * 100_000) is None
