"""版式: what a profile may say, what is refused, and what the docx makes of it."""

from __future__ import annotations

import io
import json
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

from profiled import default
from zongjie import load, render
from zongjie.cli.main import main
from zongjie.document import Document, Run, Signature
from zongjie.model.profile import ALONE, RULES, Flaw, Profile, Strength, parse
from zongjie.pipeline import authoring
from zongjie.resources import schema_dir
from zongjie.sources import profiles
from zongjie.writers.docx.body import body_of
from zongjie.writers.docx.look import look_of
from zongjie.writers.docx.writing import Writing

SHIPPED = profiles.shipped()
REPORT = "标题: 题\n开头: 一段话。\n落款: 某某街道办事处\n成文日期: 2026年1月12日\n"


def _own(tmp_path: Path, yaml: str) -> tuple[Profile | None, list[str]]:
    """Return an office's own profile, and the codes of what is said of it."""
    path = tmp_path / "自己的.yaml"
    path.write_text(yaml, encoding="utf-8")
    found, told = authoring.find_profile(str(path))
    return found, [d.code for d in told]


def _parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name).decode("utf-8") for name in package.namelist()}


# ---- what there is ------------------------------------------------------------------


def test_schema_and_rules_name_the_same_parameters() -> None:
    schema = json.loads((schema_dir() / "profile.schema.json").read_text(encoding="utf-8"))
    groups = {
        name: set(group.get("properties", {ALONE}))
        for name, group in schema["properties"].items()
        if "properties" in group or "$ref" in group
    }
    assert groups == {name: set(rules) for name, rules in RULES.items()}


def test_the_default_says_every_parameter_with_its_strength() -> None:
    standard = default()
    wanted = {(group, key) for group, rules in RULES.items() for key in rules}
    assert set(standard.parameters) == wanted
    for one in standard.parameters.values():
        assert one.strength is not Strength.OWN
        assert one.clause or one.strength is Strength.CUSTOM


@pytest.mark.parametrize("profile", SHIPPED, ids=[one.title for one in SHIPPED])
def test_a_shipped_profile_is_whole_and_found_by_its_title(profile: Profile) -> None:
    assert authoring.find_profile(profile.title) == (profile, [])
    assert set(profile.parameters) == set(default().parameters)
    assert profile.number("版面", "每页行数") == 22
    assert profile.number("版面", "每行字数") == 28


def test_measures_become_the_twips_that_were_measured() -> None:
    standard = default()
    sides = [
        standard.twips("版面", key) for key in ("纸宽", "纸高", "天头", "订口", "切口", "地脚")
    ]
    assert sides == [11906, 16838, 2098, 1587, 1474, 1984]
    assert (standard.twips("正文", "行距"), standard.twips("正文", "字距")) == (579, -5)
    assert (standard.half_points("正文", "字号"), standard.half_points("标题", "字号")) == (32, 44)


@pytest.mark.parametrize(
    ("notes", "codes"),
    [
        ('标记: "[1]"\n  编号: 每页', ["ZJ526"]),
        ("位置: 文后注释\n  编号: 每页", ["ZJ526"]),
        ("标记: ①\n  编号: 每页", []),
        ('标记: "[1]"\n  位置: 名词解释', []),
        ("标记: （1）", ["ZJ522"]),
    ],
)
def test_typed_marks_cannot_begin_anew_on_each_page(
    notes: str, codes: list[str], tmp_path: Path
) -> None:
    assert _own(tmp_path, f"脚注:\n  {notes}\n")[1] == codes


# ---- an office's own ------------------------------------------------------------------


def test_an_own_file_overrides_single_parameters(tmp_path: Path) -> None:
    found, codes = _own(tmp_path, "名称: 本区\n页码:\n  位置: 居中\n标题: {字体: 华文中宋}\n")
    assert codes == []
    assert found is not None
    assert (found.title, found.text("页码", "位置")) == ("本区", "居中")
    changed = [
        key for key, one in found.parameters.items() if one.value != default().parameters[key].value
    ]
    assert changed == [("标题", "字体"), ("页码", "位置")]
    assert found.parameters["页码", "位置"].strength is Strength.OWN


@pytest.mark.parametrize("written", ["自动", "{值: 自动, 力度: 自定, 备注: 本区要求}"])
def test_a_parameter_may_be_a_group_by_itself(
    written: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found, codes = _own(tmp_path, f"编号: {written}\n")
    assert codes == []
    assert found is not None
    assert (found.text("编号"), default().text("编号")) == ("自动", "文字")
    assert main(["profile", "show", str(tmp_path / "自己的.yaml"), "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [(row["参数"], row["值"], row["国标"]) for row in rows if row["国标"]] == [
        ("编号", "自动", "文字")
    ]


def test_an_own_file_may_be_based_on_another(tmp_path: Path) -> None:
    (tmp_path / "底.yaml").write_text("依照: 普通材料\n正文: {字号: 小三}\n", encoding="utf-8")
    found, codes = _own(tmp_path, "依照: 底.yaml\n标题: {字号: 24磅}\n")
    assert codes == ["ZJ525"]  # smaller characters: more of them fit
    assert found is not None
    assert found.text("页码", "位置") == "居中"
    assert found.number("正文", "字号") == 15
    assert found.number("标题", "字号") == 24


@pytest.mark.parametrize(
    ("yaml", "code", "place"),
    [
        ("页吗: {位置: 居中}\n", "ZJ101", (1, 1)),
        ("页码: {位子: 居中}\n", "ZJ101", (1, 6)),
        ("页码:\n  位置: 中间\n", "ZJ522", (2, 7)),
        ("版面:\n  天头: 37\n", "ZJ522", (2, 7)),
        ("版面:\n  天头: 300毫米\n", "ZJ522", (2, 7)),
        ("版面:\n  天头: -3毫米\n", "ZJ522", (2, 7)),
        ("正文: {字号: 三点五号}\n", "ZJ522", (1, 10)),
        ("正文: {字号: 200磅}\n", "ZJ522", (1, 10)),
        ('正文: {字体: ""}\n', "ZJ522", (1, 10)),
        ("正文: {字体: '<w:p/>'}\n", "ZJ522", (1, 10)),
        ("正文: {首行缩进: 1.5字}\n", "ZJ522", (1, 12)),
        ("段首句: {加粗: 对}\n", "ZJ522", (1, 11)),
        ("编号: 手工\n", "ZJ522", (1, 5)),
        ("编号: {值: 手工}\n", "ZJ522", (1, 9)),
        ("正文: {字体: {值: 仿宋, 力度: 必须}}\n", "ZJ105", (1, 22)),
        ("依照: 没有的\n", "ZJ521", (1, 5)),
        ("依照: 自己的.yaml\n", "ZJ523", (1, 5)),
        ("版面: {订口: 100毫米, 切口: 90毫米}\n", "ZJ524", (1, 10)),
        ("版面: {纸高: 559毫米}\n", "ZJ522", (1, 10)),  # Word takes no more than 558.8
        ("页码: {距版心: 40毫米}\n", "ZJ524", (1, 11)),
        ("版面: {地脚: 10毫米}\n正文: {行距: 32磅}\n", "ZJ524", (1, 10)),
        ("正文: {字体: '宋体，黑体'}\n", "ZJ522", (1, 10)),
        ("正文: {字体: null}\n", "ZJ522", (1, 10)),
        ("正文: {字体: 100%}\n", "ZJ522", (1, 10)),
        (f"依照: {'长' * 300}\n", "ZJ521", (1, 5)),
        ("正文:\n  行距: 29磅\n", "ZJ525", (2, 7)),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(
    yaml: str, code: str, place: tuple[int, int] | None, tmp_path: Path
) -> None:
    path = tmp_path / "自己的.yaml"
    path.write_text(yaml, encoding="utf-8")
    _, told = authoring.find_profile(str(path))
    assert [d.code for d in told] == [code]
    span = told[0].span
    assert span is not None
    assert place is None or span.position == place


def test_a_value_is_read_with_its_unit() -> None:
    top = RULES["版面"]["天头"]
    assert parse(top, "3.7厘米") == parse(top, "37mm") == parse(top, "３７毫米") == Decimal(37)
    assert isinstance(parse(top, "37磅"), Flaw)
    assert parse(RULES["正文"]["字距"], "-0.25磅") == Decimal("-0.25")
    assert parse(RULES["落款"]["空行"], "3") == Decimal(3)


# ---- in a report and on the command line ------------------------------------------------


def test_a_report_names_its_profile(tmp_path: Path) -> None:
    (tmp_path / "版式.yaml").write_text("版面: {天头: 35毫米}\n", encoding="utf-8")
    path = tmp_path / "report.yaml"
    path.write_text(f"版式: 版式.yaml\n{REPORT}", encoding="utf-8")
    parts = _parts(render(load(path), "docx").outputs["docx"])
    assert 'w:top="1984"' in parts["word/document.xml"]
    centred = _parts(render(load(path), "docx", profile="普通材料").outputs["docx"])
    assert 'w:top="2098"' in centred["word/document.xml"]
    assert '<w:jc w:val="center"/>' in centred["word/footer1.xml"]
    assert "evenAndOddHeaders" not in centred["word/settings.xml"]


def test_an_unknown_profile_is_an_error_at_its_place(tmp_path: Path) -> None:
    path = tmp_path / "report.yaml"
    path.write_text(f"版式: 国标\n{REPORT}", encoding="utf-8")
    rendered = render(load(path), "docx")
    assert [(d.code, d.span and d.span.text) for d in rendered.diagnostics] == [("ZJ521", "国标")]
    assert rendered.outputs == {}


def test_profile_show_marks_what_is_not_the_standards(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["profile", "show"]) == 0
    assert "每一项都和国标公文一样" in capsys.readouterr().out
    assert main(["profile", "show", "普通材料"]) == 0
    shown = capsys.readouterr().out
    assert "页码.位置" in shown
    assert "和国标公文不同的有 1 项" in shown
    assert main(["profile", "show", "普通材料", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {"参数": "页码.位置", "值": "居中", "国标": "外侧"}.items() <= next(
        row.items() for row in rows if row["参数"] == "页码.位置"
    )
    assert main(["profile", "list"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(SHIPPED)
    assert main(["profile", "check", "没有"]) == 1


# ---- the signature (7.3.5) --------------------------------------------------------------


@pytest.mark.parametrize(
    ("sealed", "organ", "date", "places"),
    [
        # 8 字 and 6½ 字: the organ 右空二字, the date two 字 to the right of it.
        ("否", "某某街道办事处办", "2026年1月12日", (18, 20)),
        # 3 字 and 7 字: the date 右空二字, the organ two 字 to the left of it.
        ("否", "某街道", "2026年11月12日", (17, 19)),
        # With a seal the date 右空四字, the organ centred above.
        ("是", "某某街道党工委办事处", "2026年11月12日", (15.5, 17)),
        # What is longer than the line begins at its left, the date two 字 behind.
        ("否", "长" * 40, "2026年11月12日", (0, 2)),
        ("否", "长" * 27, "2026年11月12日", (0, 2)),
    ],
)
def test_the_signature_stands_by_left_indents(
    sealed: str, organ: str, date: str, places: tuple[float, float], tmp_path: Path
) -> None:
    profile, _ = _own(tmp_path, f"落款: {{盖章: {sealed}}}\n")
    assert profile is not None
    document = Document([Signature((Run(organ),), (Run(date),))])
    xml = b"".join(body_of(document, profile, Writing(look_of(profile))).blocks).decode()
    assert xml.count('w:rightChars="-200"') == 2  # never broken over two lines
    lefts = [int(part.partition('"')[0]) / 315 for part in xml.split('w:left="')[1:]]
    assert lefts == pytest.approx(places, abs=0.02)
