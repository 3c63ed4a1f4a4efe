"""What was written is printed, or said to be left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.reports import by_template, composed, document_of, prose

from zongjie import check, load
from zongjie.document import Heading, Table, text_of
from zongjie.sources.report import load_text

FACTS = """\
标题: 题
指标:
  甲:
    数值: 3件
    释义: 甲的解释
    曾用名:
      - 老甲
  乙: 5件
  待:
"""


def _item(text: str, **options: bool) -> tuple[str, list[str]]:
    outcome = composed(f"{FACTS}章节:\n  - 标题: 章\n    事项:\n      - {text}\n", **options)
    return outcome.text.removeprefix("题\n一、章\n"), outcome.codes


def test_measures_stand_before_the_text_and_unused_indicators_are_told() -> None:
    text = "举措: 干了。\n        正文: 有{{甲}}【注：甲】。\n        所用指标:\n          - 乙"
    printed, codes = _item(text)
    assert printed.startswith("干了。有3件[1]。\n")
    assert codes == ["ZJ121"]


@pytest.mark.parametrize("name", ["章节数", "合计（甲，乙）", "标题", "列举（甲，乙）"])
def test_what_is_no_indicator_makes_no_sentence_and_is_told(name: str) -> None:
    assert "ZJ318" in _item(f"所用指标:\n          - {name}")[1]


def test_a_clause_that_drops_out_is_told_and_no_final_text() -> None:
    text = "所用指标:\n          - 乙\n          - 待"
    printed, codes = _item(text)
    assert printed == "乙为5件。\n"
    assert sorted(codes) == ["ZJ309", "ZJ321"]
    assert "ZJ209" in _item(text, final=True)[1]


def test_a_gloss_is_found_by_the_indicator_and_not_by_the_reference() -> None:
    printed, codes = _item("所用指标:\n          - 甲.数值")
    assert codes == []
    assert printed.startswith("甲为3件[1]。\n")


def test_sections_of_any_depth_are_printed() -> None:
    yaml = "标题: 题\n"
    for depth in range(12):
        yaml += "  " * 2 * depth + "章节:\n" + "  " * 2 * depth + f"  - 标题: 层{depth}\n"
    document = document_of(load_text(yaml))
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    assert [text_of(h.runs) for h in headings] == [f"层{depth}" for depth in range(12)]
    assert [h.level for h in headings][:8] == list(range(1, 9))
    assert [h.number for h in headings][:4] == ["一、", "（一）", "1.", "（1）"]


def test_what_stands_beside_original_text_is_told() -> None:
    yaml = "标题: 题\n原文: |\n  文\n开头: 头\n章节:\n  - 标题: 章\n存在问题:\n  过渡语: 但\n"
    outcome = composed(yaml)
    assert (outcome.text, outcome.codes) == ("文\n", ["ZJ121"])
    for key in ("开头", "章节", "存在问题"):
        assert key in outcome.messages
    assert composed("标题: 题\n原文: |\n  文\n").codes == []


@pytest.mark.parametrize("style", ["句号接排", "一是", "独立成段"])
def test_a_lead_of_a_footnote_alone_keeps_it(style: str) -> None:
    yaml = (
        f"标题: 题\n体例:\n  段首句: {style}\n脚注:\n  z: 注文\n"
        "章节:\n  - 标题: 章\n    事项:\n      - 段首句: 【注：z】\n        正文: 身。\n"
    )
    outcome = composed(yaml)
    assert "注文" in outcome.text
    assert "身。" in outcome.text
    assert outcome.codes == []


def test_a_title_of_a_footnote_alone_keeps_it() -> None:
    yaml = "标题: 题\n脚注:\n  z: 注文\n章节:\n  - 标题: 【注：z】\n"
    outcome = composed(yaml)
    assert "注文" in outcome.text


def test_every_line_of_a_signature_is_printed(tmp_path: Path) -> None:
    outcome = by_template("> 甲\n> 乙\n> 丙\n", tmp_path)
    assert [line.strip() for line in outcome.text.splitlines()] == ["甲", "乙", "丙"]


def test_indicators_without_any_prose_are_asked_about() -> None:
    outcome = composed("标题: 题\n指标:\n  甲: 3件\n")
    assert (outcome.text, outcome.codes) == ("题\n", ["ZJ602"])
    assert composed("标题: 题\n").codes == ["ZJ333"]
    assert composed("标题: 题\n附表: 是\n指标:\n  甲: 3件\n").codes == []


def test_a_former_name_is_told_with_the_new_one() -> None:
    (found, *_) = composed(f"{FACTS}开头: 有{{{{老甲.数值}}}}【注：甲】\n").diagnostics
    assert found.code == "ZJ301"
    assert found.fix is not None
    assert found.fix.text == "甲.数值"


def test_indicators_in_sub_folders_are_read(tmp_path: Path) -> None:
    (tmp_path / "报告.yaml").write_text("标题: 题\n开头: '{{甲}}{{乙}}'\n", encoding="utf-8")
    for name, fact in {"指标/一/二/甲.yaml": "甲: 3件", "指标/乙.yaml": "乙: 5件"}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"指标:\n  {fact}\n", encoding="utf-8")
    hidden = tmp_path / "指标" / ".旧"
    hidden.mkdir()
    (hidden / "丙.yaml").write_text("指标:\n  甲: 4件\n", encoding="utf-8")
    loaded = load(tmp_path)
    assert check(loaded).diagnostics == []
    assert [path.name for path in loaded.paths] == ["报告.yaml", "甲.yaml", "乙.yaml"]


# ---- the annex -----------------------------------------------------------------------------

ANNEX = """\
标题: 题
附表: 是
指标:
  甲:
    数值: 30件
    上年: 20件
    其中:
      企业:
        数值: 10件
        上年: 5件
      个人: 20件
"""


def _rows(yaml: str) -> list[list[str]]:
    blocks = document_of(load_text(yaml)).blocks
    (table,) = [block for block in blocks if isinstance(block, Table)]
    return [[text_of(cell) for cell in row] for row in table.rows[1:]]


def test_the_annex_has_the_parts_below_their_whole() -> None:
    assert [row[:5] for row in _rows(ANNEX)] == [
        ["甲", "件", "30", "20", "增长50%"],
        ["　企业", "件", "10", "5", _rows(ANNEX)[1][4]],
        ["　个人", "件", "20", "", ""],
    ]


def test_a_cell_that_cannot_be_computed_for_another_reason_is_told() -> None:
    yaml = "标题: 题\n附表: 是\n指标:\n  甲:\n    数值: 30件\n    上年: 20人\n"
    assert composed(yaml).codes == ["ZJ204"]
    assert composed("标题: 题\n附表: 是\n指标:\n  甲:\n    同比: 增长5%\n").codes == []


def test_every_measure_has_a_row_and_is_compared_with_its_like() -> None:
    yaml = (
        "标题: 题\n附表: 是\n指标:\n  甲:\n    数值: 150处，90平方米\n    上年: 100处，50平方米\n"
    )
    assert [row[:5] for row in _rows(yaml)] == [
        ["甲", "处", "150", "100", "增长50%"],
        ["甲", "平方米", "90", "50", "增长80%"],
    ]


@pytest.mark.parametrize(
    ("fact", "cells"),
    [
        ("10%～20%", ["", "10%～20%", "", "", "", ""]),
        ("300户～400户", ["", "300户～400户", "", "", "", ""]),
        ("{数值: 约1120家次, 上年: 1080家次}", ["家次", "约1120", "1080", "", "", ""]),
        ("{状态: 不适用, 上年: 3件, 目标: 5件}", ["", "不适用", "3件", "", "5件", ""]),
        ("{状态: 待报, 上年: 20家, 目标: 25家}", ["家", "【待补：甲】", "20", "", "25", ""]),
        ("{同比: 增长5%, 完成率: 105%}", ["", "", "", "增长5%", "", "105%"]),
    ],
)
def test_nothing_that_is_given_is_lost_from_the_annex(fact: str, cells: list[str]) -> None:
    assert _rows(f"标题: 题\n附表: 是\n指标:\n  甲: {fact}\n")[0][1:7] == cells


def test_a_rate_of_all_measures_stands_on_the_first_row() -> None:
    rows = _rows(
        "标题: 题\n附表: 是\n指标:\n  甲: {数值: '15处，90平方米', 同比: 增长5%, 完成率: 105%}\n"
    )
    assert [(row[4], row[6]) for row in rows] == [("增长5%", "105%"), ("", "")]


def test_a_part_that_is_not_public_takes_the_others_with_it() -> None:
    """Else it could be worked out: 10 − 6."""
    yaml = "标题: 题\n附表: 是\n指标:\n  分:\n    数值: 10件\n    其中:\n"
    yaml += "      子: {数值: 4件, 公开: 否}\n      丑: 6件\n"
    table = [b for b in check(load_text(yaml), public=True).document.blocks if isinstance(b, Table)]
    assert [text_of(row[0]) for row in table[0].rows[1:]] == ["分"]
    assert [row[0] for row in _rows(yaml)] == ["分", "　子", "　丑"]


def test_a_target_for_one_measure_stands_beside_that_one() -> None:
    yaml = "标题: 题\n附表: 是\n指标:\n  甲:\n    数值: 88处，4150平方米\n    目标: 4000平方米\n"
    assert [row[1:7] for row in _rows(yaml)] == [
        ["处", "88", "", "", "", ""],
        ["平方米", "4150", "", "", "4000", "103.8%"],
    ]


@pytest.mark.parametrize(
    ("value", "previous", "cells"),
    [
        ("12.43亿元", "11.2亿元", ["亿元", "12.43", "11.2"]),
        ("12.43亿元", "9800万元", ["元", "12.43亿", "9800万"]),
        ("8.5万余人次", "", ["人次", "8.5万余", ""]),
        ("98.5%", "97%", ["%", "98.5", "97"]),
        ("3家", "零", ["家", "3", "零"]),
    ],
)
def test_the_unit_of_a_row_is_what_its_figures_share(
    value: str, previous: str, cells: list[str]
) -> None:
    yaml = f"标题: 题\n附表: 是\n指标:\n  甲:\n    数值: {value}\n"
    if previous:
        yaml += f"    上年: {previous}\n"
    assert _rows(yaml)[0][1:4] == cells


# ---- counting --------------------------------------------------------------------------------

COUNTED = """\
标题: 题
指标:
  甲: 3件
章节:
  - 标题: 一章
    事项:
      - 正文: 文
  - 事项:
      - 正文: 无题
  - 标题: 二章
    事项:
      - 正文: 密
        公开: 否
  - 标题: 三章
    章节:
      - 标题: 三一
        事项:
          - 正文: 密
            公开: 否
开头: 共{{章节数}}方面。
"""


def test_only_chapters_that_are_printed_are_counted() -> None:
    assert "共三方面。" in composed(COUNTED).text
    outcome = composed(COUNTED, public=True)
    assert outcome.text == "题\n共一方面。\n一、一章\n文\n无题\n"


# ---- footnotes -----------------------------------------------------------------------------


def test_a_footnote_is_used_where_the_template_prints_it(tmp_path: Path) -> None:
    yaml = "标题: 题\n脚注:\n  注一: 文\n结尾: 完【注：注一】"
    assert by_template("甲[^注一]", tmp_path, "标题: 题\n脚注:\n  注一: 文").codes == []
    assert by_template("{{ 标题 }}", tmp_path, yaml).codes == ["ZJ321", "ZJ423"]
    assert by_template("{{ 结尾 }}", tmp_path, yaml).codes == []


def test_a_faulty_footnote_is_told_once(tmp_path: Path) -> None:
    yaml = "标题: 题\n脚注:\n  注一: 有{{没有}}"
    assert by_template("甲[^注一]", tmp_path, yaml).codes == ["ZJ301"]


# ---- small things --------------------------------------------------------------------------


def test_a_lead_that_ends_inside_quotes_gets_no_second_stop() -> None:
    assert _item("段首句: “丙。”\n        正文: 身。")[0].startswith("“丙。”身。")
    assert _item("段首句: 做到“丙”\n        正文: 身。")[0].startswith("做到“丙”。身。")


@pytest.mark.parametrize(
    ("text", "codes"),
    [("{总}}", ["ZJ323"]), ("\\{{总}}", []), ("{总}", []), ("总}}", []), ("{{甲}}", [])],
)
def test_a_brace_that_is_missing_is_asked_about(text: str, codes: list[str]) -> None:
    assert prose(f"有{text}", "甲: 3件\n").codes == codes


def test_the_status_of_a_part_counts_for_a_final_text() -> None:
    facts = (
        "a:\n  数值: 3家\n  其中:\n    企业:\n      数值: 1家\n      状态: 初步数\n    个人: 2家\n"
    )
    assert prose("有{{a.企业}}", facts, final=True).codes == ["ZJ209"]
    assert prose("有{{ａ．企业}}", facts, final=True).codes == ["ZJ209"]
    assert prose("有{{a}}", facts, final=True).codes == []
    assert prose("有{{b}}", f"{facts}b: '｛｛a.企业｝｝'\n", final=True).codes == ["ZJ209"]


# ---- what a template has no place for --------------------------------------------------------

WHOLE = """\
标题: 题
章节:
  - 标题: 一章
    开头: 章里先说。
    事项:
      - 段首句: 头
        正文: 身。
      - 原文: 照印。
    章节:
      - 标题: 一节
        事项:
          - 正文: 节里说。
"""
_ITEM = "{{ 项.段首句 }}{{ 项.正文 }}{{ 项.原文 }}"
_INNER = "{% for 节 in 章.章节 %}{% for 项 in 节.事项 %}{{ 项.正文 }}{% endfor %}{% endfor %}"
_LOOP = "{% for 章 in 章节 %}{{ 章.开头 }}{% for 项 in 章.事项 %}ITEM{% endfor %}INNER{% endfor %}"


@pytest.mark.parametrize(
    ("item", "inner", "lost"),
    [
        (_ITEM, _INNER, []),
        ("{{ 项['段首句'] }}{{ 项['正文'] }}{{ [项]|map(attribute='原文')|first }}", _INNER, []),
        ("{{ 项.段首句 }}{{ 项.原文 }}", _INNER, [("正文", "身。")]),
        ("{{ 项.正文 }}", _INNER, [("段首句", "头"), ("原文", "照印。")]),
        (_ITEM, "", [("正文", "节里说。")]),
        (
            "{{ 项.段首句 }}{% if not 项.段首句 %}{{ 项.正文 }}{% endif %}{{ 项.原文 }}",
            _INNER,
            ["正文"],
        ),
    ],
)
def test_what_a_template_never_takes_of_an_item_is_told(
    item: str, inner: str, lost: list[object], tmp_path: Path
) -> None:
    template = _LOOP.replace("ITEM", item).replace("INNER", inner)
    outcome = by_template(template, tmp_path, WHOLE)
    told = [d for d in outcome.diagnostics if d.code == "ZJ423"]
    assert outcome.codes == ["ZJ423"] * len(lost)
    for found, wanted in zip(told, lost, strict=True):
        key, text = wanted if isinstance(wanted, tuple) else (wanted, "身。")
        assert found.message == f"模板“试”不印“{key}”"
        assert found.span is not None
        assert found.span.text == text


@pytest.mark.parametrize(
    "template", ["", "{% set 章节 = [] %}{% for 章 in 章节 %}{{ 章.标题 }}{% endfor %}", "\0\0"]
)
def test_sections_that_a_template_never_takes_are_told(template: str, tmp_path: Path) -> None:
    told = by_template(template, tmp_path, WHOLE).diagnostics
    assert [d.message for d in told if d.code == "ZJ423"] == ["模板“试”不印“章节”"]
    assert [d.span.text for d in told if d.span] == ["一章"]


def test_a_part_of_the_problems_is_not_lost(tmp_path: Path) -> None:
    yaml = "标题: 题\n存在问题:\n  标题: 不足\n  过渡语: 但是。\n  条目:\n    - 甲\n"
    told = by_template("{{ 存在问题.过渡语 }}", tmp_path, yaml).diagnostics
    assert [(d.message, d.span.text) for d in told if d.span] == [
        ("模板“试”不印“存在问题.标题”", "不足"),
        ("模板“试”不印“存在问题.条目”", "甲"),
    ]


def test_the_opening_of_a_section_is_not_lost(tmp_path: Path) -> None:
    template = _LOOP.replace("ITEM", _ITEM).replace("INNER", _INNER).replace("{{ 章.开头 }}", "")
    assert "不印“章.开头”" in by_template(template, tmp_path, WHOLE).messages
