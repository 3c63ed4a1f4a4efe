"""What a 科室 types into a cell: taken as meant, or refused with its place."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

import forms

GENERAL = "General"


def _type(name: str, value: Any, form: str, folder: Path) -> tuple[str, list[str], str]:
    """Return what the report gets (nothing where it stays), the codes, and what was said."""
    path = forms.report(folder)

    def fill(page: forms.Filled) -> None:
        page.put(name, value, form=form)

    done = forms.collected(path, forms.filled(path, fill), dry_run=True)
    after = done.changes[0].after if done.changes else ""
    told = "\n".join(f"{found.message} {found.hint}" for found in done.diagnostics)
    return after, forms.codes(done), told


@pytest.mark.parametrize(
    ("name", "value", "form", "after"),
    [
        ("安全隐患", 745, GENERAL, "745处"),
        ("安全隐患", 745.0, "#,##0", "745处"),
        ("安全隐患", "745", "@", "745处"),
        ("安全隐患", " ７４５ ", "@", "745处"),
        ("安全隐患", "1,745", "@", "1745处"),
        ("安全隐患", "745处", GENERAL, "745处"),
        ("安全隐患", "745 处", GENERAL, "745处"),
        ("安全隐患", "约750处", GENERAL, "约750处"),
        ("安全隐患", "约750", GENERAL, "约750处"),
        ("安全隐患", "零发生", GENERAL, "零发生"),
        ("安全隐患", 0, GENERAL, "0处"),
        ("安全隐患", "缺报", GENERAL, "缺报"),
        ("安全隐患", " 待 报 ", GENERAL, "待报"),
        ("安全隐患", "不适用", GENERAL, "不适用"),
        ("安全隐患", 742, GENERAL, ""),
        ("安全隐患", "742处", GENERAL, ""),
        ("安全隐患", None, GENERAL, ""),
        ("安全隐患", "   ", GENERAL, ""),
        ("安全隐患整改率", 0.95, "0%", "95%"),
        ("安全隐患整改率", 0.953, "0.0%", "95.3%"),
        ("安全隐患整改率", 0.07, "0%", "7%"),
        ("安全隐患整改率", 0.996, "0.0%", ""),
        ("安全隐患整改率", 95, GENERAL, "95%"),
        ("安全隐患整改率", "95%", "@", "95%"),
        ("安全隐患整改率", "９５％", "@", "95%"),
        ("安全隐患整改率", 0, GENERAL, "0%"),
        ("安全隐患整改率", 0.95, "", "95%"),
        ("安全隐患整改率", 1, "", "100%"),
        ("安全隐患整改率", 0.9532, "", "95.32%"),
        ("老年助餐服务", 18.2, GENERAL, "18.2万人次"),
        ("老年助餐服务", 0.1 + 0.2, GENERAL, "0.3万人次"),
        ("老年助餐服务", 17.80, "0.00", ""),
        ("属地税收", 26.8, '0.0"亿元"', "26.8亿元"),
        ("拆除违法建筑", "90处、4200平方米", GENERAL, "90处、4200平方米"),
        ("加装电梯", 40, GENERAL, "40台"),
        ("走访企业", 1086, GENERAL, "1086"),
        ("老年助餐服务", 18.2, f"0.{'0' * 200}", "18.2万人次"),
    ],
)
def test_what_is_clear_is_taken(
    name: str, value: Any, form: str, after: str, tmp_path: Path
) -> None:
    assert _type(name, value, form, tmp_path) == (after, [], "")


@pytest.mark.parametrize(
    ("name", "value", "form", "words"),
    [
        ("安全隐患", dt.date(2026, 3, 5), "yyyy-mm-dd", "日期"),
        ("安全隐患", 46086, 'm"月"d"日"', "日期"),
        ("安全隐患", 46086, "yyyy年mm月", "日期"),
        ("安全隐患", "1e999999", "@", "读不出"),
        ("安全隐患", "9" * 30_000, "@", "读不出"),
        ("安全隐患", "一" * 30_000, "@", "读不出"),
        ("安全隐患", dt.time(12, 30), "h:mm", "日期"),
        ("安全隐患", True, GENERAL, "真"),
        ("安全隐患", "#REF!", GENERAL, "#REF!"),
        ("安全隐患", "=12+30", GENERAL, "=12+30"),
        ("安全隐患", 0.95, "0%", "百分数"),
        ("安全隐患", "无", GENERAL, "0"),
        ("安全隐患", "——", GENERAL, "0"),
        ("安全隐患", "很多", GENERAL, "很多"),
        ("安全隐患", "745户", GENERAL, "户"),
        ("安全隐患", "95%", "@", "%"),
        ("安全隐患", 1e16, GENERAL, "太大"),
        ("安全隐患", 2 / 3, GENERAL, "小数太长"),
        ("安全隐患整改率", 0.95, GENERAL, "95%"),
        ("安全隐患整改率", "0.95", "@", "95%"),
        ("安全隐患整改率", 1, GENERAL, "100%"),
        ("安全隐患整改率", 95, "", "9500%"),
        ("拆除违法建筑", 90, GENERAL, "连单位"),
        ("拆除违法建筑", "90", GENERAL, "连单位"),
        ("加装电梯", "40部", GENERAL, "部"),
    ],
)
def test_what_leaves_a_doubt_is_refused_with_its_place(
    name: str, value: Any, form: str, words: str, tmp_path: Path
) -> None:
    after, codes, told = _type(name, value, form, tmp_path)
    assert (after, codes) == ("", ["ZJ557"])
    assert words in told
    assert "表1.xlsx 的“未分科室”E" in told
    assert f"“{name}”" in told


@pytest.mark.parametrize(
    ("name", "value", "form", "after", "code", "words"),
    [
        ("安全隐患整改率", 0.9532, "0%", "95.32%", "ZJ561", "显示 95%，收了 95.32%"),
        ("安全隐患整改率", 2 / 3, "0.0%", "66.7%", "ZJ561", "显示 66.7%"),
        ("老年助餐服务", 182000 / 10000 + 0.04, "0.0", "18.24万人次", "ZJ561", "显示 18.2万人次"),
        ("老年助餐服务", "182000人次", GENERAL, "182000人次", "ZJ565", "万人次"),
    ],
)
def test_what_a_signer_did_not_see_is_told(
    name: str, value: Any, form: str, after: str, code: str, words: str, tmp_path: Path
) -> None:
    found, codes, told = _type(name, value, form, tmp_path)
    assert (found, codes) == (after, [code])
    assert words in told


# ---- 状态 ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value", "status", "changes", "words"),
    [
        ("安全隐患", 745, "初步数", ["745处", "初步数"], ""),
        ("安全隐患", None, "初步数", ["初步数"], ""),
        ("安全隐患", None, "缺报", [], "有数（742处）"),
        ("安全隐患", 745, "缺报", ["745处"], "有数（745处）"),
        ("安全隐患", "缺报", "待报", ["缺报"], "改成一样"),
        ("安全隐患", "缺报", "缺报", ["缺报", "缺报"], ""),
        ("走访企业", None, "不适用", ["不适用"], ""),
        ("走访企业", None, "初步数", [], "没有数"),
        ("安全隐患", None, "初步", [], "初步数"),
        ("安全隐患", None, "已核", [], "已核实"),
    ],
)
def test_figure_and_status_agree(
    name: str, value: Any, status: str, changes: list[str], words: str, tmp_path: Path
) -> None:
    path = forms.report(tmp_path)

    def fill(page: forms.Filled) -> None:
        page.put(name, value).put(name, status, "状态")

    done = forms.collected(path, forms.filled(path, fill), dry_run=True)
    assert [change.after for change in done.changes] == changes
    assert forms.codes(done) == (["ZJ557"] if words else [])
    assert all(words in f"{found.message}{found.hint}" for found in done.diagnostics)


@pytest.mark.parametrize(
    ("yaml", "value", "status", "wanted"),
    [
        ("甲: 待报", 5, None, "甲: 5"),
        ("甲: 待报", None, "缺报", "甲:\n    状态: 缺报"),
        ("甲:\n    状态: 待报", "5件", None, "甲:\n    状态:\n    数值: 5件"),
        ("甲:\n    数值: 待报\n    状态: 待报", "5件", None, "甲:\n    数值: 5件"),
        ("甲:\n    数值: 待报", None, "缺报", "甲:\n    数值: 缺报\n    状态: 缺报"),
        ("甲: 5件", None, "初步数", "甲:\n    数值: 5件\n    状态: 初步数"),
        (
            "甲:\n    数值: 5件\n    状态: 初步数",
            "缺报",
            None,
            "甲:\n    数值: 缺报\n    状态: 缺报",
        ),
        ("甲: {数值: 5件}", 6, "初步数", "甲: {数值: 6件, 状态: 初步数}"),
    ],
)
def test_where_a_status_stands(
    yaml: str, value: Any, status: str | None, wanted: str, tmp_path: Path
) -> None:
    head = f"{forms.HEAD}指标:\n  "
    path = forms.report(tmp_path, f"{head}{yaml}\n")

    def fill(page: forms.Filled) -> None:
        page.put("甲", value or page.cell("甲").value)
        page.put("甲", status or page.cell("甲", "状态").value, "状态")

    forms.collected(path, forms.filled(path, fill))
    assert path.read_text(encoding="utf-8").removeprefix(head) == f"{wanted}\n"
