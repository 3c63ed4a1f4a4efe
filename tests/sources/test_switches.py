"""A check that a comment turns off: where it speaks, what it needs, and when it is idle."""

from __future__ import annotations

from pathlib import Path

import pytest

from zongjie import check, load, render
from zongjie.sources.report import load_text

HEAD = "标题: 甘泉路街道2016年工作总结\n年份: 2016\n"
BODY = """\
章节:
  - 标题: 建设平安甘泉
    事项:
      - 段首句: 严密安全管控
        正文: |{comment}
          日均就餐约300人左右。

          每年至少20场以上。
"""


def _codes(yaml: str) -> list[str]:
    return [found.code for found in check(load_text(yaml)).diagnostics]


def test_without_a_comment_both_are_told() -> None:
    assert _codes(HEAD + BODY.format(comment="")) == ["ZJ618", "ZJ618"]


@pytest.mark.parametrize(
    "comment",
    [
        "  # 不查 ZJ618：照录原文",
        " # 不查ZJ618: 照录原文",
        "   #不查 ZJ618 照录原文",
        " # 不查 ZJ618、ZJ618：照录原文",
    ],
)
def test_a_comment_speaks_of_the_block_behind_it(comment: str) -> None:
    assert _codes(HEAD + BODY.format(comment=comment)) == []


def test_a_comment_alone_on_its_line_speaks_of_the_next() -> None:
    lines = (HEAD + BODY.format(comment="")).split("\n")
    at = next(number for number, line in enumerate(lines) if "正文" in line)
    above = [*lines[:at], "        # 不查 ZJ618：照录原文", "", *lines[at:]]
    assert _codes("\n".join(above)) == []


@pytest.mark.parametrize("where", ["标题: 建设平安甘泉", "章节:", "- 段首句: 严密安全管控"])
def test_a_comment_speaks_of_all_that_belongs_to_its_line(where: str) -> None:
    yaml = HEAD + BODY.format(comment="")
    found = _codes(yaml.replace(where, f"{where}  # 不查 ZJ618：照录原文"))
    assert found == ([] if where == "章节:" else ["ZJ161", "ZJ618", "ZJ618"])


def test_a_comment_speaks_of_its_indicator_and_no_other() -> None:
    facts = "    数值: 30{0}\n    上年: 300{0}\n"
    yaml = f"{HEAD}附表: 是\n指标:\n  甲: # 不查 ZJ252：停办\n{facts.format('场')}  乙:\n"
    assert _codes(yaml + facts.format("件")) == ["ZJ252"]


def test_rendering_hears_the_comment_too() -> None:
    told = render(load_text(HEAD + BODY.format(comment=" # 不查 ZJ618：照录原文")), "txt")
    assert (told.ok, told.diagnostics) == (True, [])


def test_what_looks_like_a_comment_inside_prose_is_prose() -> None:
    yaml = HEAD + BODY.format(comment="").replace("左右。", "左右。 # 不查 ZJ618：照录原文")
    assert _codes(yaml) == ["ZJ618", "ZJ618"]
    quoted = f"{HEAD}开头: '约300人左右 # 不查 ZJ618：照录'\n章节: []\n"
    assert _codes(quoted) == ["ZJ618"]


@pytest.mark.parametrize(
    ("comment", "code"),
    [
        ("# 不查：照录原文", "ZJ162"),
        ("# 不查 ZJ618", "ZJ119"),
        ("# 不查 ZJ618：", "ZJ119"),
        ("# 不查 ZJ206：先这样", "ZJ120"),
        ("# 不查 ZJ309：先这样", "ZJ120"),
        ("# 不查 ZJ999：没有这条", "ZJ120"),
    ],
)
def test_a_comment_that_turns_nothing_off_is_told(comment: str, code: str) -> None:
    loaded = load_text(HEAD + BODY.format(comment=f" {comment}"))
    (found,) = loaded.diagnostics
    assert (found.code, found.span and found.span.text) == (code, comment)
    assert loaded.switches == ()


def test_an_idle_switch_is_told_where_it_stands() -> None:
    yaml = f"{HEAD}检查:\n  ZJ360: 照录原文\n开头: 成效明显。  # 不查 ZJ618：照录原文\n章节: []\n"
    found = check(load_text(yaml)).diagnostics
    told = [(one.code, one.span.text if one.span else "") for one in found]
    assert told == [("ZJ161", "ZJ360"), ("ZJ161", "# 不查 ZJ618：照录原文")]


def test_no_switch_is_idle_while_the_report_has_errors() -> None:
    yaml = f"{HEAD}检查:\n  ZJ360: 照录原文\n开头: 受理{{{{没有}}}}。\n章节: []\n"
    assert _codes(yaml) == ["ZJ301"]


def test_a_comment_in_a_file_of_a_folder_speaks_of_that_file(tmp_path: Path) -> None:
    (tmp_path / "指标").mkdir()
    (tmp_path / "报告.yaml").write_text(f"{HEAD}附表: 是\n指标:\n  丙: 3件\n", "utf-8")
    fact = "    数值: 30件\n    上年: 300件\n"
    text = f"科室: 平安办\n指标:\n  甲: # 不查 ZJ252：停办\n{fact}  乙:\n{fact}"
    (tmp_path / "指标" / "平安办.yaml").write_text(text, "utf-8")
    assert [found.code for found in check(load(tmp_path)).diagnostics] == ["ZJ252"]
