"""What template authors may write, and what they are told when it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.reports import SECTIONS, by_template, document_of, prose

from zongjie import load, pipeline
from zongjie.compose.context import ContextBuilder
from zongjie.compose.template_check import CONTEXT_NAMES
from zongjie.document import Heading, Note, Paragraph, Run, Signature, Table, text_of
from zongjie.model import Report
from zongjie.pipeline import authoring

DATA = """\
标题: 题
单位名称: 甘泉路街道
年份: 2016
指标:
  受理:
    数值: 120件
    上年: 100件
    目标: 150件
  资金: 3万元
  待报:
  不用:
    状态: 不适用
开头: |
  有{{受理}}【注：键】。

  第二段。
脚注:
  键: 释{{受理}}。
章节:
  - 标题: 章
落款: 办事处
成文日期: 2017年1月8日
存在问题:
  条目:
    - 甲
    - 乙
"""


@pytest.mark.parametrize(
    ("template", "printed"),
    [
        ("# {{ 标题 }}", "题"),
        (
            "{{ 指标['受理'] }}、{{ 指标['受理'].同比 }}、{{ 指标.资金 }}",
            "120件、同比增长20%、3万元",
        ),
        ("{{ 指标['受理']|同比 }}{{ 指标['受理']|完成率 }}", "同比增长20%80%"),
        ("{{ 指标['受理']|占比(指标['受理']) }}", "100%"),
        ("{{ 指标['资金']|万元 }}", "3万元"),
        ("{{ 章节|length|中文数字 }}章", "一章"),
        ("{{ 存在问题.条目|分条 }}", "一是甲。二是乙。"),
        ("{{ 存在问题.条目|顿号连接 }}", "甲、乙"),
        ("{{ 年份 }}{{ 年份 + 1 }}", "20162017"),
        ("{% if 指标['受理'] > 100 and 指标['受理'].上年 <= 100 %}多{% else %}少{% endif %}", "多"),
        ("{% if 指标['受理'] == '120件' %}等{% endif %}", "等"),
        ("{% if '受理' in 指标 and '没有' not in 指标 %}有{% endif %}", "有"),
        ("{% for 项 in 指标 if 项.名称 == '资金' %}{{ 项.名称 }}{{ 项 }}{% endfor %}", "资金3万元"),
        ("{% set 甲 = '甲' ~ '乙' %}{{ 甲 }}{{ ['丙', '丁']|join('、') }}", "甲乙丙、丁"),
        ("{% macro 段(头) %}{{ 头 }}尾{% endmacro %}{{ 段('头') }}{{ 段(标题) }}", "头尾题尾"),
        ("{% include '件.md' %}", "件里的题"),
        ("{% import '宏.md' as 宏 %}{{ 宏.甲('乙') }}", "甲乙"),
        ("行一\n行二\n\n段二", "行一行二\n段二"),
        ("\\# 井 \\* 星 \\| 竖 \\> 款 \\[^键]", "# 井 * 星 | 竖 > 款 [^键]"),
        ("#井 **", "#井 **"),
        ("{# 注 #}正文", "正文"),
    ],
)
def test_a_template_prints(template: str, printed: str, tmp_path: Path) -> None:
    files = {"件.md": "件里的{{ 标题 }}", "宏.md": "{% macro 甲(乙) %}甲{{ 乙 }}{% endmacro %}"}
    outcome = by_template(template, tmp_path, DATA, **files)
    assert outcome.text == printed + "\n", outcome.messages


def test_structure_of_every_kind(tmp_path: Path) -> None:
    template = (
        "# {{ 标题 }}\n## 章\n### 节\n**头{{ 年份 }}**身[^键]\n\n"
        "| 指标 | 数 |\n|---|:-:|\n| 受理 | {{ 指标['受理'] }} |\n| a\\|b | |\n\n"
        "> {{ 落款 }}\n> {{ 成文日期 }}\n"
    )
    by_template(template, tmp_path, DATA)
    _, chapter, section, paragraph, table, signature = document_of(load(tmp_path)).blocks
    assert isinstance(chapter, Heading)
    assert (chapter.level, chapter.number, text_of(chapter.runs)) == (1, "一、", "章")
    assert isinstance(section, Heading)
    assert (section.level, section.number) == (2, "（一）")
    assert isinstance(paragraph, Paragraph)
    assert text_of(paragraph.lead) == "头2016。"
    assert isinstance(paragraph.runs[-1], Note)
    assert isinstance(table, Table)
    assert [[text_of(cell) for cell in row] for row in table.rows] == [
        ["指标", "数"],
        ["受理", "120件"],
        ["a|b", ""],
    ]
    assert table.header == 1
    assert isinstance(signature, Signature)
    assert text_of(signature.date) == "2017年1月8日"


@pytest.mark.parametrize(
    "template",
    [
        "{% set 甲 %}{{ 开头 }}{% endset %}{{ 甲 }}",
        "{% macro 甲() %}{{ 开头 }}{% endmacro %}{{ 甲() }}",
        "{{ '' ~ [开头]|first }}{% if 0 %}x{% endif %}",
    ],
)
def test_paragraphs_survive_set_blocks_and_macros(template: str, tmp_path: Path) -> None:
    outcome = by_template(template, tmp_path, DATA)
    if "~" in template:
        assert outcome.text == "有120件。第二段。\n"
        return
    assert outcome.text == "有120件[1]。\n第二段。\n[1]释120件。\n"
    blocks = document_of(load(tmp_path)).blocks
    runs = [i for b in blocks if isinstance(b, Paragraph) for i in b.runs if isinstance(i, Run)]
    assert [run.value for run in runs] == ["", "受理", "", ""]
    names = [run.origin.span().source.name for run in runs if run.origin]
    assert all(name.endswith("报告.yaml") for name in names)
    assert len(names) == len(runs)


@pytest.mark.parametrize(
    ("template", "code", "line", "marked"),
    [
        ("\n{{ 开头语 }}", "ZJ403", 2, "开头语"),
        ("{{ 标题|加粗 }}", "ZJ403", 1, "加粗"),
        ("{% if 年份 is 好 %}{% endif %}", "ZJ403", 1, "好"),
        ("{{ 指标['没有'] }}", "ZJ403", 1, "没有"),
        ("{{ 指标['受理'].亩 }}", "ZJ302", 1, "{{ 指标['受理'].亩 }}"),
        ("a\n{{ 指标['不用'] }}", "ZJ308", 2, "{{ 指标['不用'] }}"),
        ("{{ 指标['资金'].同比 }}", "ZJ201", 1, "{{ 指标['资金'].同比 }}"),
        ("{% for 章 in 章节 %}", "ZJ402", 1, None),
        ("甲\n{% 无此 %}", "ZJ402", 2, "无此"),
        ("{{ 标题 }", "ZJ402", 1, None),
        ("{# 没有收尾", "ZJ402", 1, None),
        ("{{ none }}", "ZJ408", 1, "{{ none }}"),
        ("{{ 1.5 }}", "ZJ408", 1, "{{ 1.5 }}"),
        ("{{ 1 == 1 }}", "ZJ408", 1, "{{ 1 == 1 }}"),
        ("{{ [1] }}", "ZJ408", 1, "{{ [1] }}"),
        ("{{ 章节 }}", "ZJ408", 1, "{{ 章节 }}"),
        ("{{ 100 * 3 / 7 }}", "ZJ404", 1, "{{ 100 * 3 / 7 }}"),
        ("{{ 1 // 0 }}", "ZJ404", 1, "{{ 1 // 0 }}"),
        ("{{ 标题 if false }}", "ZJ403", 1, None),
        ("{{ 指标['待报'] > 3 }}", "ZJ404", 1, "{{ 指标['待报'] > 3 }}"),
        ("{% macro 甲(乙) %}{{ 乙 }}{% endmacro %}{{ 甲() }}", "ZJ429", 1, "乙"),
        ("{% include '没有.md' %}", "ZJ407", 1, "没有.md"),
        ("[^没有]", "ZJ320", 1, "[^没有]"),
    ],
)
def test_a_fault_of_a_template_has_its_place(
    template: str, code: str, line: int, marked: str | None, tmp_path: Path
) -> None:
    outcome = by_template(template, tmp_path, DATA)
    found = next(d for d in outcome.diagnostics if d.code.startswith(code))
    assert (found.code, outcome.text) == (code, "")
    assert found.span is not None
    assert found.span.source.name.endswith("report.md.j2")
    assert found.span.position[0] == line
    if marked is not None:
        assert found.span.text == marked
    assert not found.message.isascii()


_MACRO = "{% macro 段(头, 尾='') %}{{ 头 }}{{ 尾 }}{% endmacro %}"


@pytest.mark.parametrize(
    ("text", "code", "column", "message"),
    [
        ("{{ 段(1) }}{{ 段(1, 2, 3) }}", "ZJ429", 4, "宏“段”没有这么多参数"),
        ("{{ 年份 }}{{ 段(1, 底=2) }}", "ZJ429", 12, "宏“段”没有参数“底”"),
        ("{{ 年份 }}{{ 段(1, 头=2) }}", "ZJ429", 12, "宏“段”的参数“头”给了两次"),
        ("{{ 年份 }}{{ 标题() }}", "ZJ429", 12, "这不是函数，后面不能加括号"),
        ("{{ 段(1) }}{{ 指标('受理') }}", "ZJ429", 14, "这不是函数，后面不能加括号"),
        ("{{ 段(1) }}{{ 指标['受理']() }}", "ZJ429", 14, "这不是函数，后面不能加括号"),
        ("{{ 年份 }}{{ 指标.受理|占比(乙=3) }}", "ZJ429", 18, "过滤器“占比”没有参数“乙”"),
        ("{{ 年份 }}{{ 指标.受理|占比 }}", "ZJ429", 18, "过滤器“占比”少了参数"),
        ("{{ 指标.受理.同比 }}{{ 指标.受理|同比(3) }}", "ZJ429", 24, "过滤器“同比”没有这么多参数"),
        ("{{ 年份|default(几=3) }}", "ZJ429", 7, "过滤器“default”没有参数“几”"),
        ("{{ 章节|map(几=3)|list|length }}", "ZJ429", 7, "过滤器的参数不对"),
        ("{% if 年份 is divisibleby %}{% endif %}", "ZJ429", 13, "判断“divisibleby”少了参数"),
        ("{{ 年份 }}{% for 号 in range('甲') %}{% endfor %}", "ZJ429", 21, "函数“range”的参数不对"),
        (
            "{{ 年份 }}{% for 号 in range(1000000000) %}{% endfor %}",
            "ZJ405",
            21,
            "模板循环超过 20000 次，停下了",
        ),
        ("{{ 年份 }}{{ 'a'.strip(1, 2) }}", "ZJ429", 16, "“strip”的参数不对"),
        (
            "{% for 甲 in [1] %}{{ loop(甲) }}{% endfor %}",
            "ZJ429",
            22,
            "这不是函数，后面不能加括号",
        ),
        ("{{ range(10 ** 1)|length }}", "ZJ404", 1, "模板里不许这样写：这里不能用“**”"),
        ("{{ range(999999999999999)|length }}", "ZJ405", 4, "模板循环超过 20000 次，停下了"),
        (
            "{% for 甲 in 年份 %}{% endfor %}",
            "ZJ404",
            1,
            "模板里不许这样写：要一列的地方不是一列",
        ),
        (
            "{% for 章 in 标题 %}{{ 章.标题 }}{% endfor %}",
            "ZJ403",
            13,
            "这是一段话，不是一列，里面没有“标题”",
        ),
        (
            "{{ 标题|中文数字 }}",
            "ZJ404",
            1,
            "模板里不许这样写：“中文数字”只用于 0 和正整数，这里是一段话",
        ),
        ("{% if 指标.受理 > 章节 %}{% endif %}", "ZJ316", 1, "“比较的另一边”是“一列”，不能拿来算"),
        ("{{ 年份 }}{% if 标题 is 好的 %}{% endif %}", "ZJ403", 21, "没有叫“好的”的判断"),
        ("{% if 1 %}{{ 标题|好的 }}{% endif %}", "ZJ403", 17, "没有叫“好的”的过滤器"),
    ],
)
def test_a_call_that_cannot_be_is_told_where_it_stands(
    text: str, code: str, column: int, message: str, tmp_path: Path
) -> None:
    outcome = by_template(f"{_MACRO}\n{text}", tmp_path, DATA)
    found = next(d for d in outcome.diagnostics if d.severity.value == "错误")
    assert found.span is not None
    assert (found.code, found.message) == (code, message)
    assert found.span.position == (2, column)


def test_a_name_is_not_taken_for_itself(tmp_path: Path) -> None:
    for text in ("{{ 标题.标题 }}", "{{ 体例.标题 }}"):
        hints = [d.hint for d in by_template(text, tmp_path, DATA).diagnostics]
        assert hints
        assert "是不是“标题”？" not in hints


def test_a_figure_to_come_that_a_template_prints_is_told(tmp_path: Path) -> None:
    outcome = by_template("{{ 指标['待报'] }}", tmp_path, DATA)
    assert outcome.text == "【待补：待报】\n"
    assert [d.span.text for d in outcome.diagnostics if d.code == "ZJ309" and d.span] == ["待报"]
    final = pipeline.render(load(tmp_path), "txt", final=True)
    assert [d.code for d in final.diagnostics if d.code == "ZJ209"] == ["ZJ209"]


FORGED = (
    "\ufdd0" + "0\ufdd1",
    "\ufdd2report.md.j2:0\ufdd3# 假\ufdd4",
    "\ufdd5A\ufdd5",
    "\ufdef\ufdd4",
    "# 假标题",
    "## 假章",
    "**假头**",
    "> 假款",
    "| 假 | 表 |",
    "|---|",
    "\\#",
)


@pytest.mark.parametrize("text", FORGED, ids=ascii)
@pytest.mark.parametrize(
    "template", ["{{ 开头 }}", "{{ '' ~ 开头 }}", "{% set 甲 %}{{ 开头 }}{% endset %}{{ 甲 }}"]
)
def test_data_is_never_structure(text: str, template: str, tmp_path: Path) -> None:
    escaped = "".join(f"\\U{ord(char):08x}" for char in text)
    outcome = by_template(template, tmp_path, f'标题: 题\n开头: "{escaped}"')
    assert outcome.text == f"{text}\n"
    (block,) = document_of(load(tmp_path)).blocks
    assert isinstance(block, Paragraph)
    assert not block.lead


def test_noncharacters_in_a_template_are_only_text(tmp_path: Path) -> None:
    outcome = by_template("甲\ufdd0" + "0\ufdd1乙", tmp_path)
    assert outcome.text == "甲\ufdd0" + "0\ufdd1乙\n"


def test_names_and_values_that_hold_marks_come_through(tmp_path: Path) -> None:
    yaml = '标题: 题\n指标:\n  "甲\\uFDD0": 3件\n'
    template = "{% for 项 in 指标 %}{{ 项.名称 }}{{ 指标[项.名称] }}{% endfor %}"
    assert by_template(template, tmp_path, yaml).text == "甲\ufdd03件\n"


@pytest.mark.parametrize(
    "template",
    [
        "{% set 甲 %}{{ 标题 }}字{% endset %}{{ 甲[:9] }}",
        "{% set 甲 %}字{{ 标题 }}{% endset %}{{ 甲[2:] }}",
        "{% set 甲 %}字{% endset %}{{ 甲|reverse }}",
    ],
)
def test_a_mark_that_is_cut_in_two_is_told(template: str, tmp_path: Path) -> None:
    outcome = by_template(template, tmp_path)
    assert outcome.codes == ["ZJ410"]


# ---- {% %} in prose ----------------------------------------------------------------

FACTS = "甲:\n  数值: 3件\n  上年: 2件\n乙: 30件\n丙:\n"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("今年{% if 乙 > 20 %}较多{% else %}较少{% endif %}。", "今年较多。"),
        ("{% for 项 in 指标 if 项.名称 == '甲' %}{{项}}{{项.同比}}{% endfor %}", "3件同比增加1件"),
        ("{% set 数 = 指标['乙'] %}{{数}}和{{甲}}", "30件和3件"),
        ("{%- if 1 -%}甲{%- endif -%}", "甲"),
        ("甲{% if 1 %}\n\n乙{% endif %}丙", "甲\n乙丙"),
        ("{% if 0 %}甲{% endif %}", ""),
        ("{% if '甲' in 指标 %}有【注：键】{% endif %}", None),
    ],
)
def test_logic_in_prose(text: str, printed: str | None) -> None:
    outcome = prose(text, FACTS)
    if printed is None:
        assert outcome.codes == ["ZJ320"]
    else:
        assert (outcome.text, outcome.codes) == (printed, [])


@pytest.mark.parametrize(
    ("text", "code", "marked"),
    [
        ("{% if 乙 %}", "ZJ340", "{% if 乙 %}"),
        ("{% if 乙", "ZJ340", "{%"),
        ("甲 %}", "", ""),
        ("甲\n{% if 没有 %}{% endif %}", "ZJ301", "{% if 没有 %}"),
        ("{% if %}{% endif %}", "ZJ340", "{% if %}"),
        ("{% raw %}{{甲}}{% endraw %}", "ZJ340", "{% raw %}"),
        ("{% include 'x' %}", "ZJ340", "{% include 'x' %}"),
        ("{% macro x() %}{% endmacro %}", "ZJ340", "{% macro x() %}"),
        ("{% if 丙 > 3 %}{% endif %}", "ZJ340", "{% if 丙 > 3 %}"),
        ("{% for a in range(99999) %}{% endfor %}", "ZJ405", "{% for a in range(99999) %}"),
        (
            "{% for a in range(1000000000) %}{% endfor %}",
            "ZJ405",
            "{% for a in range(1000000000) %}",
        ),
        ("{% if ''.__class__ %}{% endif %}", "ZJ340", "{% if ''.__class__ %}"),
        ("{% if 1 %}{{没有}}{% endif %}", "ZJ301", "没有"),
    ],
)
def test_faults_of_logic_in_prose(text: str, code: str, marked: str) -> None:
    outcome = prose(text, FACTS)
    assert outcome.codes == ([code] if code else [])
    for found in outcome.diagnostics:
        assert found.span is not None
        assert found.span.text == marked
        assert not found.message.isascii()


# ---- template check ----------------------------------------------------------------


def test_the_names_that_check_knows_are_those_a_template_gets() -> None:
    builder = ContextBuilder(Report(), public=False, found=[])
    assert set(builder.build()) == CONTEXT_NAMES


def _checked(folder: Path, **files: str) -> list[tuple[str, str, tuple[int, int]]]:
    for name, text in {"template.yaml": "名称: 试\n", **files}.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return [
        (Path(d.span.source.name).name, d.code, d.span.position)
        for d in authoring.check_template(str(folder))
        if d.span
    ]


def test_check_lists_the_faults_of_all_files(tmp_path: Path) -> None:
    found = _checked(
        tmp_path,
        **{
            "report.md.j2": (
                "# {{ 标提 }}\n{{ 开头语 }}\n{% include '件.md' %}{% include '没有.md' %}\n"
                "{% include '../外.md' %}\n{% macro 闲() %}{% endmacro %}\n"
            ),
            "件.md": (
                "甲\n  {{ 标题|加粗 }}\n{{ 指标.甲 }}{{ 名|斜体 }}{% if 标题 is 空的 %}{% endif %}"
            ),
        },
    )
    assert found == [
        ("report.md.j2", "ZJ403", (1, 6)),
        ("report.md.j2", "ZJ403", (2, 4)),
        ("report.md.j2", "ZJ407", (3, 33)),
        ("report.md.j2", "ZJ406", (4, 13)),
        ("report.md.j2", "ZJ412", (5, 10)),
        ("件.md", "ZJ403", (2, 9)),
        ("件.md", "ZJ403", (3, 7)),
        ("件.md", "ZJ403", (3, 14)),
        ("件.md", "ZJ403", (3, 16)),
        ("件.md", "ZJ403", (3, 33)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "{% if 指标.甲 is defined %}{{ 指标.甲 }}{% endif %}",
        '{% if "甲" in 指标 %}{{ 指标["甲"] }}{% endif %}',
        '{{ 指标.甲|default("无") }}',
    ],
)
def test_an_indicator_that_is_asked_for_first_may_be_missing(text: str, tmp_path: Path) -> None:
    assert _checked(tmp_path, **{"report.md.j2": f"# {{{{ 标题 }}}}\n{text}\n{SECTIONS}"}) == []


@pytest.mark.parametrize(
    ("template", "code", "place"),
    [
        ("{% for a in 章节 %}", "ZJ402", (1, 1)),
        ("甲\n{{ 1.5 }}", "ZJ408", (2, 1)),
        ("{% for a in range(99999) %}{% endfor %}", "ZJ405", (1, 1)),
        ("{{ ''.__class__ }}", "ZJ404", (1, 7)),
        ("{{ " + "(" * 5000 + ")" * 5000 + " }}", "ZJ402", (1, 1)),
        ("{% if 1 %}" * 200 + "{% endif %}" * 200, "ZJ402", (1, 1)),
        (
            "".join(f"{{% for a{n} in [1] %}}" for n in range(25)) + "{% endfor %}" * 25,
            "ZJ402",
            (1, 1),
        ),
    ],
)
def test_check_tries_a_template_out(
    template: str, code: str, place: tuple[int, int], tmp_path: Path
) -> None:
    found = _checked(tmp_path, **{"report.md.j2": template})
    assert [one for one in found if one[1] != "ZJ423"] == [("report.md.j2", code, place)]


def test_a_sound_template_has_no_faults(tmp_path: Path) -> None:
    assert _checked(tmp_path, **{"report.md.j2": f"# {{{{ 标题 }}}}\n{SECTIONS}"}) == []
    assert all(not authoring.check_template(t.title) for t in authoring.shipped_templates())


OUTLINE = """\
章: 商户
标题: 商户
事项:
  - 名称: 商户
    句:
      - 走访，诉求，办结率，拆除
指标:
  走访: {单位: 家次, 句式: "走访{数}"}
  诉求: {单位: 条=件, 句式: "诉求{数}"}
  办结率: {单位: "%", 句式: "办结率{数}"}
  拆除: {单位: 处、平方米, 句式: "拆除{处}、{平方米}"}
"""


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("{{ 指标.走访|同比 }}{{ 指标.走访|完成率 }}{{ 指标.走访.上年 }}{{ 指标.走访|增减 }}", []),
        ("{{ 指标.诉求 }}{{ 指标.诉求|占比(指标.诉求) }}{{ 指标.办结率|同比 }}", []),
        ("{{ 指标.拆除.处 }}{{ 指标.拆除.平方米 }}{{ 指标.拆除.目标 }}", []),
        ("{% if 指标.走访.上年 %}{{ 指标.走访|同比 }}{% endif %}", []),
        ("{{ 指标.走访|占比(指标.诉求) }}", ["ZJ204"]),
        ("{{ 指标.走访.处 }}", ["ZJ302"]),
    ],
)
def test_an_indicator_is_tried_out_in_its_own_units(
    text: str, codes: list[str], tmp_path: Path
) -> None:
    (tmp_path / "outline").mkdir()
    files = {"outline/一.yaml": OUTLINE, "report.md.j2": f"{text}\n{SECTIONS}"}
    assert [code for _, code, _ in _checked(tmp_path, **files)] == codes


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("{% if 指标.资金.上年 %}有{% else %}无{% endif %}", "无"),
        ("{% if 指标.受理.上年 %}有{% else %}无{% endif %}", "有"),
        ("{% if 指标.资金.上年 is defined %}有{% else %}无{% endif %}", "无"),
        ("{% if 指标.受理.上年 is defined %}有{% else %}无{% endif %}", "有"),
        ("{% if 指标.资金.上年 and 指标.资金.上年 > 3 %}有{% else %}无{% endif %}", "无"),
        ("{% if 指标.资金|同比 %}有{% else %}无{% endif %}", "无"),
        ("{{ 指标.资金.目标|default('没有目标') }}", "没有目标"),
        ("{% set 去年 = 指标.资金.上年 %}{{ 去年 or '无' }}", "无"),
    ],
)
def test_what_a_report_may_leave_out_can_be_asked_for(
    text: str, printed: str, tmp_path: Path
) -> None:
    outcome = by_template(text, tmp_path, DATA)
    assert outcome.text == f"{printed}\n", outcome.messages


@pytest.mark.parametrize(
    "text",
    [
        "{{ 指标.资金.上年 }}",
        "{{ '' ~ 指标.资金.上年 }}",
        "{{ 指标.资金.上年|string }}",
        "{% if 指标.资金.上年 > 3 %}{% endif %}",
        "{% if 指标.资金.上年 == 3 %}{% endif %}",
        "{{ 指标.资金.上年.处 }}",
        "{{ 指标.资金.上年() }}",
        "{{ [指标.资金.上年]|顿号连接 }}",
        "{{ 指标.资金.上年|万元 }}",
        "{% for 甲 in 指标.资金.上年 %}{% endfor %}",
    ],
)
def test_what_is_not_there_is_refused_wherever_it_is_used(text: str, tmp_path: Path) -> None:
    outcome = by_template(f"甲\n{text}", tmp_path, DATA)
    (found,) = [d for d in outcome.diagnostics if d.severity.value == "错误"]
    assert found.message == "“资金”没有填“上年”"
    assert found.span is not None
    assert found.span.position[0] == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("甲[^没有]乙[^没有]", [("ZJ427", 2, "[^没有]")]),
        ("\\[^没有]{# [^没有] #}{{ '[^没有]' }}", []),
        ("｛｛标题｝｝", [("ZJ428", 2, "｛｛标题｝｝")]),
        ("甲{％ if 1 ％}乙", [("ZJ428", 2, "{％ if 1 ％}")]),
        ("甲｛% if 1 %｝", [("ZJ428", 2, "｛% if 1 %｝")]),
        ("{{ 标题 }}{标题}", [("ZJ428", 2, "{标题}")]),
        ("｛ 章节.标题 ｝", [("ZJ428", 2, "｛ 章节.标题 ｝")]),
        ("{% for 章 in 章节 %}\n{章.标题}{% endfor %}", [("ZJ428", 3, "{章.标题}")]),
        ("标题}}", [("ZJ428", 2, "}}")]),
        ("{％ if 1 %}甲{% if 1 %}乙{% endif %}", [("ZJ428", 2, "{％ if 1 %}")]),
        ("{甲}｛乙｝{}{% raw %}{{ 标题 }}{% if %}{% endraw %}", []),
        ("{% for 章 in 章节 %}\n##{{ 章.标题 }}\n{% endfor %}", [("ZJ431", 3, "##")]),
        ("#井\n{% if 1 %}  #{{ 标题 }}{% endif %}\n", [("ZJ431", 2, "#"), ("ZJ431", 3, "#")]),
        ("\\#井\n甲#{{ 标题 }}\n{# #} # 题\n### {{ 标题 }}", []),
        (
            "{% macro 层(深) %}{% if 深 %}#{{ 层(深 - 1) }}{% else %}# 甲{% endif %}{% endmacro %}"
            "{{ 层(1) }}",
            [],
        ),
        ("**{{ 标题 }}{{ 年份 }}\n\n**甲**乙", [("ZJ431", 2, "**")]),
        ("{% for 甲 in [1] %}\n**{{ 标题 }}{{ 年份 }}\n\n{% endfor %}", [("ZJ431", 3, "**")]),
        ("{% set 头 %}#{{ 标题 }}**甲{% endset %}甲{{ 头 }}", []),
        ("{% macro 头() %}**甲{% endmacro %}{{ 头() }}", [("ZJ431", 2, "**")]),
        ("{{ 年份 }}**甲**乙", [("ZJ431", 2, "**")]),
        ("{% if 1 %}**甲{% endif %}**乙\n\n\\**甲", []),
        ("{% if 1 %}{{ 标题 }}{% elif 2 %}**甲**乙{% else %}**甲**丙{% endif %}", []),
        (
            "| 甲 | 乙 |\n|---|---|\n{% for 一 in 指标 %}\n| {{ 一 }} | |\n{% endfor %}",
            [("ZJ431", 5, "|")],
        ),
        ("| 甲 |\n|---|\n{%- for 一 in 指标 %}\n| {{ 一 }} |\n{%- endfor %}", []),
        ("| 甲 |\n|---|\n{% for 一 in 指标 %}| {{ 一 }} |\n{% endfor %}", []),
        ("{% for 一 in 指标 %}\n\n| 甲 |\n|---|\n| {{ 一 }} |\n{% endfor %}", []),
    ],
)
def test_text_that_was_meant_as_more_is_told(
    text: str, told: list[tuple[str, int, str]], tmp_path: Path
) -> None:
    files = {"template.yaml": "名称: 试\n", "report.md.j2": f"# 题\n{text}\n{SECTIONS}"}
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    found = authoring.check_template(str(tmp_path))
    assert [(d.code, d.span.position[0], d.span.text) for d in found if d.span] == told
    assert {d.severity.value for d in found} <= {"提醒"}


@pytest.mark.parametrize(
    ("template", "lost"),
    [
        ("", ["章节"]),
        ("\0\0", ["章节"]),
        ("{% set 章节 = [] %}" + SECTIONS, ["章节"]),
        ("{# 正文 #}" + SECTIONS.replace("{{ 项.正文 }}", "正文"), ["正文"]),
        (SECTIONS.replace("{{ 项.段首句 }}", "").replace("{{ 项.原文 }}", ""), ["段首句", "原文"]),
        ("{% for 章 in 章节 %}{{ 章.事项|map(attribute='正文')|list|length }}{% endfor %}"
         "{% include '件.md' %}", []),
    ],
)  # fmt: skip
def test_a_template_that_never_prints_what_every_report_holds_is_told(
    template: str, lost: list[str], tmp_path: Path
) -> None:
    part = "{% for 项 in [] %}{{ 项.段首句 }}{{ 项['原文'] }}{% endfor %}"
    files = {"template.yaml": "名称: 试\n", "report.md.j2": template, "件.md": part}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = authoring.check_template(str(tmp_path))
    assert [d.message for d in found] == [f"模板“试”不印“{key}”" for key in lost]
    assert {(d.code, d.severity.value) for d in found} <= {("ZJ423", "提醒")}
    (tmp_path / "template.yaml").write_text("名称: 试\n汇总: 是\n", encoding="utf-8")
    assert authoring.check_template(str(tmp_path)) == []


PIECE = "**{{ 项.段首句 }}**{{ 项.正文 }}\n\n{{ 项.原文 }}\n"
MACRO = f"{{% macro 一段(项) %}}{PIECE}{{% endmacro %}}"
LOOP = "{%% for 章 in 章节 %%}{%% for 项 in 章.事项 %%}%s{%% endfor %%}{%% endfor %%}"


@pytest.mark.parametrize(
    ("entry", "piece", "told"),
    [
        (LOOP % "{% include '段.j2' %}", PIECE, []),
        (LOOP % "{% with 我=项 %}{% include '段.j2' %}{% endwith %}", PIECE + "{{ 我.正文 }}", []),
        ("{% set 甲 = 1 %}" + LOOP % "{% include '段.j2' %}", PIECE + "{{ 甲 }}", []),
        (LOOP % "{{ loop.index }}{% include '段.j2' %}", PIECE + "{{ loop.index }}", []),
        (LOOP % "{% include '段.j2' %}", PIECE + "{{ loop.index }}", [("ZJ403", "段.j2", "loop")]),
        (
            "{% macro 写(项, 号) %}{% include '段.j2' %}{% endmacro %}" + LOOP % "{{ 写(项, 1) }}",
            PIECE + "{{ 号 }}",
            [],
        ),
        (LOOP % "{% if 1 %}{% set 甲, 乙 = 1, 2 %}{% endif %}{% include '段.j2' %}",
         PIECE + "{{ 甲 }}{{ 乙 }}", []),
        (LOOP % "{% include '段.j2' without context %}", PIECE, [("ZJ403", "段.j2", "项")]),
        (LOOP % "{% include '段.j2' %}" + "{% include '段.j2' %}", PIECE,
         [("ZJ403", "段.j2", "项")]),
        ("{% include '段.j2' %}{% set 甲 = 1 %}" + SECTIONS, "{{ 甲 }}",
         [("ZJ403", "段.j2", "甲")]),
        ("{% extends '段.j2' %}{% set 甲 = 1 %}{% block 文 %}" + SECTIONS + "{% endblock %}",
         "{{ 甲 }}{% block 文 %}{% endblock %}", []),
        ("{% from '段.j2' import 一段 %}" + LOOP % "{{ 一段(项) }}", MACRO, []),
        ("{% from '段.j2' import 一段 as 段 %}" + LOOP % "{{ 段(项) }}", MACRO, []),
        ("{% import '段.j2' as 库 %}" + LOOP % "{{ 库.一段(项) }}", MACRO, []),
        (
            "{% from '段.j2' import 一段 %}",
            MACRO,
            [("ZJ423", "report.md.j2", "{"), ("ZJ412", "段.j2", "一段")],
        ),
        (
            "{% from '段.j2' import 一段 %}{% macro 全() %}"
            + LOOP % "{{ 一段(项) }}"
            + "{% endmacro %}",
            MACRO,
            [("ZJ423", "report.md.j2", "{"), ("ZJ412", "report.md.j2", "全"),
             ("ZJ412", "段.j2", "一段")],
        ),
        (
            "{% from '段.j2' import 一断 %}" + LOOP % "{{ 一段(项) }}",
            MACRO,
            [("ZJ403", "report.md.j2", "一断")],
        ),
        (
            "{% import '段.j2' as 库 %}" + LOOP % "{{ 库.一断(项) }}",
            MACRO,
            [("ZJ403", "report.md.j2", "一断")],
        ),
        (
            "{% import '段.j2' as 章 %}{{ 章.空() }}" + SECTIONS + "{{ 章节数 }}",
            "{% macro 空() %}{% endmacro %}",
            [],
        ),
        (
            "{% from '段.j2' import 一段 as 段 %}" + LOOP % "{{ 段() }}",
            MACRO,
            [("ZJ429", "report.md.j2", "段")],
        ),
        (
            "{% macro 尾(甲, 乙) %}{% if 甲 is defined %}{{ 乙 }}{% endif %}{% endmacro %}"
            "{{ 尾() }}" + SECTIONS,
            "",
            [],
        ),
    ],
)  # fmt: skip
def test_files_are_checked_as_they_run_from_the_entry(
    entry: str, piece: str, told: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    files = {"template.yaml": "名称: 试\n", "report.md.j2": entry, "段.j2": piece}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = authoring.check_template(str(tmp_path))
    places = [(d.code, Path(d.span.source.name).name, d.span.text) for d in found if d.span]
    assert places == told


def test_a_wrong_import_is_told_with_the_nearest_macro(tmp_path: Path) -> None:
    entry = "{% from '段.j2' import 一断 %}" + LOOP % "{{ 一段(项) }}"
    _checked(tmp_path, **{"report.md.j2": entry, "段.j2": MACRO})
    (found,) = authoring.check_template(str(tmp_path))
    assert found.message == "“段.j2”里没有“一断”"
    assert found.hint == "是不是“一段”？"


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ("名称:\n", "ZJ411"),
        ("说明: 无\n", "ZJ107"),
        ("名称: 试\n入囗: a\n", "ZJ101"),
        ("[", "ZJ012"),
    ],
)
def test_settings_that_cannot_be_read_are_told(settings: str, code: str, tmp_path: Path) -> None:
    found = _checked(tmp_path, **{"template.yaml": settings, "report.md.j2": ""})
    assert [entry[:2] for entry in found] == [("template.yaml", code)]


def test_an_entry_that_is_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_text("名称: 试\n入口: 没有.md\n", encoding="utf-8")
    assert [d.code for d in authoring.check_template(str(tmp_path))] == ["ZJ407"]
    assert [d.code for d in authoring.check_template(str(tmp_path / "无"))] == ["ZJ401"]
