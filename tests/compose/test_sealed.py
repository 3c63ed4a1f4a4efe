"""What data and templates may try: no forged structure, no secrets, no uncaught error."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from tests.reports import by_template, composed, document_of, prose

from zongjie import check, load
from zongjie.diagnostics import Span
from zongjie.document import Run, Table, Title, inlines_of, text_of
from zongjie.sources.report import load_text

# ---- marks cannot be forged ----------------------------------------------------------

SECRET = "\\uFDD0" + "2\\uFDD1"


@pytest.mark.parametrize("mark", [SECRET, "\\uFDD099\\uFDD1", "\\uFDD2a:0\\uFDD3# 伪\\uFDD4"])
def test_marks_in_a_department_stay_text_in_the_annex(mark: str) -> None:
    yaml = f'标题: 题\n附表: 是\n指标:\n  甲:\n    数值: 3件\n    科室: "{mark}"\n'
    assert composed(yaml).text.count(json.loads(f'"{mark}"')) == 1


def test_a_line_break_in_a_department_does_not_tear_the_annex() -> None:
    yaml = '标题: 题\n附表: 是\n指标:\n  甲:\n    数值: 3件\n    科室: "上\\n下"\n'
    blocks = document_of(load_text(yaml)).blocks
    (table,) = [block for block in blocks if isinstance(block, Table)]
    assert [len(row) for row in table.rows] == [8, 8]
    assert text_of(table.rows[1][7]) == "上下"


@pytest.mark.parametrize(
    "template",
    [
        '{{ "\\ufdd00\\ufdd1" }}',
        '{{ "\\ufdd099\\ufdd1" }}',
        '{{ "\\ufdd2a:0\\ufdd3# 伪标题\\ufdd4" }}',
        '{% set x = "\\ufdd0" ~ 9 ~ "\\ufdd1" %}{{ x }}',
        '{{ {"\\ufdd09\\ufdd1": 1}|first }}',
        '{{ "\\ufdd5\\U0010ffff" }}',
    ],
)
def test_strings_of_a_template_are_only_text(template: str, tmp_path: Path) -> None:
    outcome = by_template(f"{{{{ 标题 }}}}{template}", tmp_path)
    assert outcome.codes == []
    assert outcome.text.startswith("题\ufdd0" if "ufdd0" in template else "题")
    assert not any(isinstance(b, Title) for b in document_of(load(tmp_path)).blocks)


def test_a_mark_put_together_from_pieces_is_told(tmp_path: Path) -> None:
    template = "{% set x %}{{ 标题 }}{% endset %}{{ x[0] ~ 9 ~ x[2] }}"
    assert by_template(template, tmp_path).codes == ["ZJ410"]


@pytest.mark.parametrize("between", ["{{ 标题 }}", "字", ""])
def test_the_beginning_of_a_mark_swallows_nothing_behind_it(between: str, tmp_path: Path) -> None:
    template = "{% set x %}文{% endset %}{{ x[0] }}" + between + "\n\n字。"
    assert by_template(template, tmp_path).codes == ["ZJ410"]


def test_strings_of_prose_logic_are_only_text() -> None:
    text = prose('{% set x = "\\ufdd09\\ufdd1" %}甲{{x}}').text
    assert text == "甲\ufdd09\ufdd1"


@pytest.mark.parametrize(
    "yaml",
    [
        '单位名称: "题\\n# 伪"\n年份: 2016',
        '标题: 题\n落款: "甲\\n# 伪"',
        '标题: 题\n指标:\n  "甲\\n# 伪": 3件',
        '标题: 题\n指标:\n  甲:\n    科室: "乙\\n# 伪"\n    数值: 3件\n开头: "{{甲.科室}}"',
    ],
)
def test_a_line_end_in_data_is_no_line_end_of_the_text(yaml: str, tmp_path: Path) -> None:
    template = (
        "# {{ 标题 }}\n\n{{ 单位名称 }}{{ 落款 }}{{ 开头 }}"
        "{% for 项 in 指标 %}{{ 项.名称 }}{{ 项 }}{{ 项|string }}{% endfor %}"
    )
    outcome = by_template(template, tmp_path, yaml)
    titles = [b for b in document_of(load(tmp_path)).blocks if isinstance(b, Title)]
    assert len(titles) == 1
    for block in document_of(load(tmp_path)).blocks:
        for inlines in inlines_of(block):
            assert "\n" not in text_of(inlines), outcome.text


def test_a_lone_line_end_as_data_ends_no_line(tmp_path: Path) -> None:
    outcome = by_template(
        '甲{% set x = "\\n" %}{{ 落款|string }}乙', tmp_path, "标题: 题\n落款: 丙"
    )
    assert outcome.text == "甲丙乙\n"


@pytest.mark.parametrize("text", ["\\ud800", "\\udfff字"])
def test_half_characters_in_a_template_are_told(text: str, tmp_path: Path) -> None:
    assert by_template(f'{{{{ "{text}" }}}}', tmp_path).codes == ["ZJ402"]
    assert prose(f'{{% set x = "{text}" %}}{{{{x}}}}').codes == ["ZJ340"]


def test_dashes_of_the_data_are_a_row_and_no_rule(tmp_path: Path) -> None:
    template = "| 甲 |\n|---|\n| {{ 落款 }} |\n| {{ 落款|string }} |\n"
    assert by_template(template, tmp_path, "标题: 题\n落款: '---'").text.count("---") == 2


# ---- what is not public ----------------------------------------------------------------

CLOSED = """\
标题: 题
指标:
  开放: 3件
  密:
    数值: 7件
    公开: 否
    释义: 秘密的解释
    口径: 内部算法
  算:
    数值: 8件
    口径: 内部算法
"""


def test_the_gloss_of_a_closed_indicator_is_not_printed_in_a_public_text() -> None:
    yaml = f"{CLOSED}开头: 有【注：密】\n"
    assert "秘密的解释" in composed(yaml).text
    outcome = composed(yaml, public=True)
    assert (outcome.text, outcome.codes) == ("", ["ZJ311"])


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("{% for 项 in 指标 %}{{项.名称}}。{% endfor %}", "开放。算。"),
        ("{% if '密' in 指标 %}有{% else %}无{% endif %}", "无"),
        ("{% if 指标|length == 2 %}二{% endif %}", "二"),
    ],
)
def test_a_public_text_does_not_know_closed_indicators(text: str, printed: str) -> None:
    outcome = composed(f"{CLOSED}开头: |\n  {text}\n", public=True)
    assert outcome.text.splitlines()[1:2] == [printed]


@pytest.mark.parametrize(
    "text",
    [
        "{{算.口径}}",
        "{{列举（算.口径，开放）}}",
        "{% set x = 算.口径 %}{{x}}",
        "{% if 1 %}{{指标['密'].名称}}{% endif %}{% set x = 指标['密'].名称 %}{{x}}",
    ],
)
def test_a_public_text_refuses_what_is_internal(text: str) -> None:
    outcome = composed(f"{CLOSED}开头: |\n  {text}\n", public=True)
    assert outcome.text == ""
    assert set(outcome.codes) <= {"ZJ311", "ZJ317", "ZJ301", "ZJ321"}
    if "口径" in text:
        assert "ZJ317" in outcome.codes
        assert "内部算法" in composed(f"{CLOSED}开头: |\n  {text}\n").text


# ---- templates that fail ------------------------------------------------------------------

WRONG = [
    '{% if 指标["甲"] > "a" %}{% endif %}',
    '{% set x = "q"|中文数字 %}',
    "{{ -1|中文数字 }}",
    '{{ 指标["甲"]|占比(3) }}',
    "{{ 3|占比(3) }}",
    "{{ range(1, 2, 0)|list }}",
    '{{ "abc"[::0] }}',
    '{{ dict("a") }}',
    f"{{{{ {'9' * 5000} }}}}",
    "{{ 标题|万元 }}",
    "{{ 标题|同比 }}",
    "{{ 没有|万元 }}",
    "{{ 没有|同比 }}",
    "{{ 3|顿号连接 }}",
    "{% for a, b in 章节 %}{% endfor %}",
    "{% set a, b = 标题 %}",
    "{{ 指标['甲'].处 }}",
    "{{ [1, 'a']|sort }}",
]


@pytest.mark.parametrize("template", WRONG)
def test_a_wrong_template_is_told_of_and_nothing_is_raised(template: str, tmp_path: Path) -> None:
    yaml = "标题: 题\n指标:\n  甲: 3件\n章节:\n  - 标题: 章"
    (found,) = by_template(template, tmp_path, yaml).diagnostics
    assert found.span is not None
    assert not found.message.isascii()


@pytest.mark.parametrize("template", [text for text in WRONG if text.startswith("{%")])
def test_wrong_logic_in_prose_is_told_of(template: str) -> None:
    facts = "甲: 3件\n"
    text = template.replace('指标["甲"]', "甲").replace("标题", "指标").replace("章节", "指标")
    outcome = prose(f"字{text}", facts)
    assert outcome.codes
    assert all(not d.message.isascii() for d in outcome.diagnostics)


@pytest.mark.parametrize(
    "template",
    [
        "{{ dict.update(体例, {'分条': 'x'}) }}",
        "{{ dict.clear(章节[0]) }}",
        "{{ dict.setdefault(体例, 'a', 1) }}",
        "{{ dict.pop(体例, '分条') }}",
    ],
)
def test_a_template_cannot_change_what_it_was_given(template: str, tmp_path: Path) -> None:
    assert by_template(template, tmp_path, "标题: 题\n章节:\n  - 标题: 章").text == ""


def test_a_condition_without_else_names_itself(tmp_path: Path) -> None:
    (found,) = by_template("{{ 标题 if false }}", tmp_path).diagnostics
    assert "j2" not in found.message
    assert "else" in found.message


def test_a_file_in_another_encoding_is_called_that(tmp_path: Path) -> None:
    by_template("甲", tmp_path)
    (tmp_path / "模板" / "report.md.j2").write_bytes("# {{ 标题 }}甲".encode("gbk"))
    (found,) = check(load(tmp_path)).diagnostics
    assert (found.code, "UTF-8" in found.message) == ("ZJ402", True)


def test_a_huge_template_file_is_refused(tmp_path: Path) -> None:
    outcome = by_template("{# " + "字" * 2_000_000 + " #}", tmp_path)
    assert outcome.codes == ["ZJ402"]


@pytest.mark.parametrize(
    ("template", "column"),
    [
        ("{# 标题x #}{{ 标题x }}", 13),
        ("标题x{{ 标题x }}", 7),
        ("{{ 标题 }}{{ 标题x }}", 12),
        ("{#\n#}标题x {{ 标题x }}", 10),
    ],
)
def test_a_fault_is_shown_where_it_is_and_not_where_its_word_is(
    template: str, column: int, tmp_path: Path
) -> None:
    (found,) = by_template(template, tmp_path).diagnostics
    assert isinstance(found.span, Span)
    assert found.span.position[1] == column


@pytest.mark.parametrize(
    "text",
    [
        "【注：" + " " * 100_000 + "甲",
        ("【注：a" + " " * 100) * 1000,
        "{% if 1 %}a{% endif %}" * 8000,
        "{%" * 50_000,
        "【" + " " * 100_000,
        "{甲" * 50_000,
    ],
)
def test_prose_of_any_kind_is_read_soon(text: str) -> None:
    start = time.process_time()
    prose(f"甲{text}", "甲: 3件\n")
    assert time.process_time() - start < 1.5


def test_runs_know_the_reference_as_it_was_written() -> None:
    yaml = (
        "标题: 题\n年份: 2016\n指标:\n  甲: 5%\n  乙: 6%\n"
        "开头: |\n  {{上一年}}年{{ 甲 | 达 }}，{{均为（甲，乙）}}｛｛甲｝｝\n"
    )
    found = [
        (run.text, run.value)
        for block in document_of(load_text(yaml)).blocks
        for inlines in inlines_of(block)
        for run in inlines
        if isinstance(run, Run)
    ]
    assert found == [
        ("题", ""),
        ("2015", "上一年"),
        ("年", ""),
        ("达5%", "甲 | 达"),
        ("，", ""),
        ("分别为", ""),
        ("5%", "甲"),
        ("和", ""),
        ("6%", "乙"),
        ("5%", "甲"),
    ]
