"""A form that comes back changes what was filled in, and not one byte more."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import forms
import random_reports
from zongjie import load
from zongjie.model import Indicator
from zongjie.tables.form import FIELDS, WORDS, clean, labelled
from zongjie.text import name_key

EXAMPLES = sorted(
    p for p in (Path(__file__).parents[2] / "examples").iterdir() if "district" not in p.name
)
DRESSED = """\
# 一份人写的报告\r
单位名称: 示范街道   # 名称\r
年份: 2025\r
章节: []\r
指标:\r
  # 先写安全\r
  安全隐患: '742处'   # 年底还要核\r
\r
  "“三停”处罚": "12件"\r
  网格案件: {数值: 18735件, 上年: 17021件}  # 一行写\r
  安全检查:\r
      数值: 2860家次    # 缩进四格\r
      备注: |\r
        第一行\r
        第二行\r
\r
  信访量:   # 等司法所\r
# 结束\r
"""


def _files(folder: Path) -> dict[str, bytes]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in found
        if "收到" not in path.parts
    }


def _indicators(path: Path) -> dict[str, Indicator]:
    report = load(path).report
    assert report is not None
    return labelled(report)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_a_form_that_nobody_filled_changes_no_byte(example: Path, tmp_path: Path) -> None:
    folder = tmp_path / "报告"
    shutil.copytree(example, folder)
    before = _files(folder)
    data = forms.exported(folder)
    done = forms.collected(folder, data, forms.Filled(data).saved())
    assert (done.changes, done.diff, done.written, done.diagnostics) == ([], "", (), [])
    assert _files(folder) == before


@pytest.mark.parametrize("yaml", [forms.YAML, DRESSED])
def test_every_cell_filled_is_every_value_of_the_report(yaml: str, tmp_path: Path) -> None:
    path = forms.report(tmp_path, yaml)
    texts = {field: f"{field}：一、“二” #三: 四" for field in FIELDS[2:]}

    def fill(page: forms.Filled) -> None:
        for number, name in enumerate(_indicators(path)):
            several = name == "拆除违法建筑"
            page.put(name, f"{number + 5}处、{number}平方米" if several else f"{60 - number}.5%")
            if page.cell(name, "单位").value not in ("%", None):
                page.put(name, "5处、3平方米" if several else 60 - number)
            page.put(name, "初步数", "状态")
            for field, text in texts.items():
                page.put(name, text, field)

    done = forms.collected(path, forms.filled(path, fill))
    assert forms.codes(done) == []
    for name, one in _indicators(path).items():
        assert one.values is not None, name
        assert one.status.value == "初步数", name
        found = (one.definition, one.origin, one.reporter, one.note)
        assert [text.value if text else None for text in found] == list(texts.values()), name
    kept = [line for line in yaml.splitlines(keepends=True) if line.lstrip().startswith("#")]
    now = path.read_bytes().decode()
    assert all(line in now for line in kept)
    assert now.count("#") >= yaml.count("#")
    assert ("\r\n" in yaml) is ("\r\n" in now)
    assert "\n" not in now.replace("\r\n", "") if "\r\n" in yaml else "\r" not in now
    assert (tmp_path / "报告.yaml.bak").read_bytes().decode() == yaml
    again = forms.collected(path, (tmp_path / "收到" / "表1.xlsx").read_bytes())
    assert (again.changes, again.diagnostics, again.written) == ([], [], ())


@pytest.mark.parametrize(
    ("name", "value", "old", "new"),
    [
        ("安全隐患", 745, "安全隐患: 742处 ", "安全隐患: 745处 "),
        ("安全隐患整改率", 0.95, "数值: 99.6%", "数值: 95%"),
        ("老年助餐服务", 18.2, "17.8万人次", "18.2万人次"),
        ("属地税收", 26.8, "    上年: 25.6亿元\n", "    上年: 25.6亿元\n    数值: 26.8亿元\n"),
        ("加装电梯", 40, "数值: 31\n", "数值: 40\n"),
        ("加装电梯　其中：南片", 12, "南片: 11台", "南片: 12台"),
        ("信访量", "120件", "信访量: 待报", "信访量: 120件"),
        ("走访企业", "1086家次", "走访企业:\n", "走访企业: 1086家次\n"),
    ],
)
def test_one_cell_is_one_edit(name: str, value: object, old: str, new: str, tmp_path: Path) -> None:
    path = forms.report(tmp_path)
    data = forms.filled(
        path, lambda page: page.put(name, value, form="0%" if value == 0.95 else "")
    )
    done = forms.collected(path, data, dry_run=True)
    assert path.read_text(encoding="utf-8") == forms.YAML
    assert [line for line in done.diff.split("\n") if line[:1] == "+"][1:]
    done = forms.collected(path, data)
    assert forms.codes(done) == []
    assert forms.YAML.count(old) == 1
    assert path.read_text(encoding="utf-8") == forms.YAML.replace(old, new)


def test_random_reports_filled_by_others_are_those_others(tmp_path: Path) -> None:
    catalogue = random_reports.entries()
    by_name = {entry.name: entry for entry in catalogue}
    for number in range(8):
        chance = random.Random(number)
        path = forms.report(tmp_path, random_reports.random_report(catalogue, chance))
        page = forms.Filled(forms.exported(path))
        sheets = {row[0].value: s.title for s in page.book for row in s.iter_rows(min_row=5)}
        wanted = {}
        for name, one in _indicators(path).items():
            if one.values is not None and not one.values.zero_word:
                wanted[name] = random_reports.value(by_name[name], chance).replace(".0%", "%")
                page.cell(name, sheet=sheets[name]).value = wanted[name]
        done = forms.collected(path, page.saved())
        assert set(forms.codes(done)) <= {"ZJ565"}
        got = {name: str(one.values) for name, one in _indicators(path).items()}
        assert {name: got[name] for name in wanted} == wanted


_ANY = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")), max_size=40
)


@given(
    names=st.lists(_ANY.filter(str.strip), min_size=1, max_size=4, unique_by=name_key),
    note=_ANY,
    typed=_ANY,
)
@settings(max_examples=40)
def test_names_and_texts_of_any_characters_come_back(
    names: list[str], note: str, typed: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    rows = "".join(
        f"  {json.dumps(name, ensure_ascii=False)}:\n    数值: 1件\n"
        f"    备注: {json.dumps(note, ensure_ascii=False)}\n"
        for name in names
    )
    path = forms.report(tmp_path_factory.mktemp("any"), f"{forms.HEAD}指标:\n{rows}")
    if load(path).diagnostics:  # names with a meaning of their own
        return
    data = forms.exported(path)
    done = forms.collected(path, data)
    assert (done.changes, done.diagnostics) == ([], [])
    page = forms.Filled(data)
    for row in range(5, 5 + len(names)):
        cell = page.page.cell(row, 10)
        cell.value, cell.data_type = typed, "s"
    done = forms.collected(path, page.saved())
    assert done.diagnostics == []
    wanted = clean(typed) or clean(note)
    assert {form_text(one) for one in _indicators(path).values()} == {wanted}


def form_text(one: Indicator) -> str:
    """Return the 备注 as a cell would hold it."""
    return clean(one.note.value) if one.note is not None else ""


def test_an_empty_cell_never_erases(tmp_path: Path) -> None:
    path = forms.report(tmp_path)

    def fill(page: forms.Filled) -> None:
        for name in _indicators(path):
            for field in FIELDS:
                page.put(name, None, field)

    done = forms.collected(path, forms.filled(path, fill))
    assert (done.changes, done.diagnostics, done.written) == ([], [], ())


def test_files_keep_their_encoding(tmp_path: Path) -> None:
    path = tmp_path / "报告.yaml"
    path.write_bytes(forms.YAML.encode("gb18030"))
    forms.collected(path, forms.filled(path, lambda page: page.put("安全隐患", 745)))
    assert path.read_bytes().decode("gb18030") == forms.YAML.replace("742处", "745处")


def test_each_file_of_a_folder_keeps_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "报告"
    forms.report(folder, forms.HEAD)
    forms.report(folder / "指标", "科室: 平安办\n来源: 月报\n指标:\n  甲: 1件\n", "平安办.yaml")
    forms.report(folder / "指标", "科室: 服务办\n指标:\n  乙: 2件\n", "服务办.yaml")
    page = forms.Filled(forms.exported(folder))
    assert page.book.sheetnames == ["平安办", "服务办", "文字材料"]
    assert page.cell("甲", "来源").value == "月报"
    page.cell("甲", sheet="平安办").value = 5
    done = forms.collected(folder, page.saved())
    assert [path.name for path in done.written] == ["平安办.yaml"]
    assert sorted(path.name for path in (folder / "指标").iterdir()) == [
        *("平安办.yaml", "平安办.yaml.bak", "服务办.yaml"),
    ]
    assert forms.collected(folder, forms.exported(folder)).diagnostics == []


# ---- words -----------------------------------------------------------------------


def test_words_lie_beside_the_report_and_come_back_into_the_next_form(tmp_path: Path) -> None:
    path = forms.report(tmp_path)
    page = forms.Filled(forms.exported(path))
    page.cell("未分科室/做法", "材料", "文字材料").value = "第一段\n第二段=3"
    page.cell("未分科室/亮点", "材料", "文字材料").value = "亮" * (WORDS["亮点"][1] + 1)
    done = forms.collected(path, page.saved())
    assert forms.codes(done) == ["ZJ563"]
    material = tmp_path / "素材" / "未分科室.txt"
    text = material.read_text(encoding="utf-8-sig")
    assert "【做法】\n第一段\n第二段=3\n" in text
    page = forms.Filled(forms.exported(path))
    assert page.cell("未分科室/做法", "材料", "文字材料").value == "第一段\n第二段=3"
    material.write_text(f"{text}\n【办公室】\n自己的话\n", encoding="utf-8")
    page.cell("未分科室/做法", "材料", "文字材料").value = "改过"
    assert forms.codes(forms.collected(path, page.saved())) == []
    now = material.read_text(encoding="utf-8")
    assert now == f"{text}\n【办公室】\n自己的话\n".replace("第一段\n第二段=3", "改过")
    assert path.read_text(encoding="utf-8") == forms.YAML


def test_a_heading_inside_a_text_heads_no_part(tmp_path: Path) -> None:
    path = forms.report(tmp_path)
    page = forms.Filled(forms.exported(path))
    page.cell("未分科室/做法", "材料", "文字材料").value = "【一】\n【亮点】\n二\u2028三"
    data = page.saved()
    assert forms.codes(forms.collected(path, data)) == []
    assert forms.collected(path, data).changes == []
    page = forms.Filled(forms.exported(path))
    assert page.cell("未分科室/做法", "材料", "文字材料").value == "〔一〕\n〔亮点〕\n二\n三"
    assert page.cell("未分科室/亮点", "材料", "文字材料").value is None


# ---- as other programs save it ---------------------------------------------------


@pytest.mark.parametrize("formats", [(), ("ods",)])
def test_what_libreoffice_saved_is_read_the_same(
    formats: tuple[str, ...], calc: str, tmp_path: Path
) -> None:
    path = forms.report(tmp_path)
    data = forms.exported(path)
    kept = forms.resaved(calc, tmp_path, data, *formats)
    done = forms.collected(path, kept)
    assert (done.changes, done.diagnostics) == ([], [])
    page = forms.Filled(kept)
    page.put("安全隐患", 745).put("安全隐患整改率", 0.95, form="0%").put("走访企业", "缺报")
    page.put("老年助餐服务", "=10+8.2").put("信访量", "缺报", "状态")
    done = forms.collected(path, forms.resaved(calc, tmp_path, page.saved(), *formats))
    assert forms.codes(done) == ["ZJ560"]
    assert {(one.name, one.after) for one in done.changes} == {
        *(("安全隐患", "745处"), ("安全隐患整改率", "95%"), ("走访企业", "缺报")),
        *(("老年助餐服务", "18.2万人次"), ("信访量", "缺报")),
    }
