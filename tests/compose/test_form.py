"""体例 and the shape of a document: numbers, stops, lead sentences, nested sections."""

from __future__ import annotations

import pytest
from tests.reports import composed, document_of

from zongjie import render
from zongjie.document import Heading, Paragraph, Signature, Title, Verbatim, text_of
from zongjie.sources.report import load_text

NESTED = """\
标题: 题
章节:
  - 标题: 甲
    开头: 甲头
    章节:
      - 标题: 子
        章节:
          - 标题: 孙
            事项:
              - 正文: 底
          - 标题: 孙二
      - 标题: 子二
  - 标题: 乙
    章节:
      - 标题: 子三
"""


def _numbers(style: str) -> list[str]:
    document = document_of(load_text(f"{style}{NESTED}"))
    return [block.number for block in document.blocks if isinstance(block, Heading)]


@pytest.mark.parametrize(
    ("style", "numbers"),
    [
        ("", ["一、", "（一）", "1.", "2.", "（二）", "二、", "（一）"]),
        ("一、起", ["一、", "（一）", "1.", "2.", "（二）", "二、", "（一）"]),
        ("（一）起", ["（一）", "1.", "（1）", "（2）", "2.", "（二）", "1."]),
        ("1.起", ["1.", "（1）", "①", "②", "（2）", "2.", "（1）"]),
        ("第一部分起", ["第一部分　", "一、", "（一）", "（二）", "二、", "第二部分　", "一、"]),
        ("无", [""] * 7),
    ],
)
def test_numbers_follow_the_scheme_and_the_depth(style: str, numbers: list[str]) -> None:
    chosen = f"体例:\n  章节编号: {style}\n" if style else ""
    assert _numbers(chosen) == numbers


def test_levels_follow_the_depth_whatever_the_number() -> None:
    document = document_of(load_text(f"体例:\n  章节编号: （一）起\n{NESTED}"))
    levels = [block.level for block in document.blocks if isinstance(block, Heading)]
    assert levels == [1, 2, 3, 3, 2, 1, 2]


def test_more_than_ninety_nine_sections_are_numbered() -> None:
    yaml = "标题: 题\n章节:\n" + "  - 标题: 章\n" * 120
    found = [b.number for b in document_of(load_text(yaml)).blocks if isinstance(b, Heading)]
    assert (found[9], found[19], found[99], found[119]) == (
        "十、",
        "二十、",
        "一百、",
        "一百二十、",
    )


@pytest.mark.parametrize(
    ("title", "stop", "printed"),
    [
        ("甲", "有", "一、甲。"),
        ("甲！", "有", "一、甲！"),
        ("甲。", "有", "一、甲。"),
        ("甲", "无", "一、甲"),
    ],
)
def test_a_stop_behind_headings(title: str, stop: str, printed: str) -> None:
    yaml = f"标题: 题\n体例:\n  标题句号: {stop}\n章节:\n  - 标题: {title}\n"
    assert composed(yaml).text == f"题\n{printed}\n"


@pytest.mark.parametrize(
    ("lead", "printed"),
    [
        ("句号接排", "一、章\n头。身。\n尾？身。\n无头。\n独。"),
        ("一是", "一、章\n一是头。身。\n二是尾？身。\n无头。\n三是独。"),
        ("独立成段", "一、章\n头\n身。\n尾？\n身。\n无头。\n独"),
    ],
)
def test_three_ways_of_a_lead_sentence(lead: str, printed: str) -> None:
    yaml = (
        f"标题: 题\n体例:\n  段首句: {lead}\n章节:\n  - 标题: 章\n    事项:\n"
        "      - 段首句: 头\n        正文: 身。\n      - 段首句: 尾？\n        正文: 身。\n"
        "      - 正文: 无头。\n      - 段首句: 独\n"
    )
    assert composed(yaml).text == f"题\n{printed}\n"


@pytest.mark.parametrize(
    ("mark", "entries", "printed"),
    [
        ("。", ["甲", "乙。", "丙；"], "一是甲。二是乙。三是丙。"),
        ("；", ["甲", "乙。", "丙"], "一是甲；二是乙；三是丙。"),
        ("；", ["甲", "乙。又", "丙"], "一是甲。二是乙。又。三是丙。"),
        ("。", ["甲"], "一是甲。"),
    ],
)
def test_problems_one_by_one(mark: str, entries: list[str], printed: str) -> None:
    items = "".join(f"    - {entry}\n" for entry in entries)
    yaml = f"标题: 题\n体例:\n  分条: {mark}\n存在问题:\n  过渡语: 但是，\n  条目:\n{items}"
    assert composed(yaml).text == f"题\n但是，{printed}\n"


def test_a_section_without_a_title_has_no_heading() -> None:
    yaml = "标题: 题\n章节:\n  - 事项:\n      - 正文: 身。\n  - 标题: 章\n"
    assert composed(yaml).text == "题\n身。\n一、章\n"


def test_signature_closing_and_title_by_default() -> None:
    yaml = (
        "单位名称: 甘泉路街道\n年份: 2016\n结尾: 完。\n"
        "落款: 甘泉路街道办事处\n成文日期: 2017年1月8日\n"
    )
    blocks = document_of(load_text(yaml)).blocks
    assert [type(block) for block in blocks] == [Title, Paragraph, Signature]
    assert isinstance(blocks[0], Title)
    assert text_of(blocks[0].runs) == "甘泉路街道2016年工作总结"
    assert isinstance(blocks[2], Signature)
    assert (text_of(blocks[2].organ), text_of(blocks[2].date)) == (
        "甘泉路街道办事处",
        "2017年1月8日",
    )


RAW = "  缩进 {{乙}}\n# 井\n\n\n| 表 |【注：无】\\{{\t制表　\n> 款"


def test_a_block_of_original_text_is_printed_character_for_character() -> None:
    lines = "".join(f"          {line}\n" if line else "\n" for line in RAW.split("\n"))
    yaml = (
        f"标题: 题\n章节:\n  - 标题: 章\n    事项:\n      - 原文: |2\n{lines}      - 正文: 后。\n"
    )
    outcome = composed(yaml)
    assert (outcome.text, outcome.codes) == (f"题\n一、章\n{RAW}\n后。\n", [])
    assert any(
        isinstance(b, Verbatim) and b.text == RAW for b in document_of(load_text(yaml)).blocks
    )


def test_a_whole_report_of_original_text_needs_nothing_else() -> None:
    text = "甲\ufdd0\ufdd1\ufdef{{乙}}{% if %}【注：丙】\\n\n\n# 一，\r\x1b\ue000𠮷"
    escaped = "".join(f"\\U{ord(char):08x}" for char in text)
    assert composed(f'原文: "{escaped}"\n').text == f"{text}\n"
    assert composed(f'原文: "{escaped}\\n\\n"\n').text == f"{text}\n\n"


# ---- forms that real texts have and the standard orders do not ---------------------


def _txt(yaml: str) -> str:
    loaded = load_text(yaml)
    assert loaded.diagnostics == []
    rendered = render(loaded, "txt")
    assert rendered.diagnostics == []
    return rendered.outputs["txt"].decode()


def test_each_level_may_have_a_kind_of_its_own() -> None:
    yaml = f"体例:\n  各级编号:\n    - 一、\n    - 一、\n    - (1)\n{NESTED}"
    found = document_of(load_text(yaml)).blocks
    numbers = [block.number for block in found if isinstance(block, Heading)]
    assert numbers == ["一、", "一、", "(1)", "(2)", "二、", "二、", "一、"]


FORMS = """\
文前: 甘街办〔2017〕1号
标题: 题
纯文本:
  缩进: 无
  段间空行: 0
  章节前空行: 1
  章节后空行: 2
  落款位置: 同正文
章节:
  - 标题: 甲
    接排: 是
    开头: |
      甲头。

      再说。
    事项:
      - 段首句: 【平】
        正文: 底
  - 标题: 乙
    段首句: 一是
    事项:
      - 段首句: 一
        正文: 底
      - 段首句: 二
        正文: 底
  - 标题: 名词解释
    编号: 无
    段首句: 独立成段
    事项:
      - 段首句: 词
        正文: 义
  - 标题: 丙
落款: 甲街道
成文日期: 2017年1月8日
"""


def test_a_section_may_have_a_form_of_its_own() -> None:
    assert _txt(FORMS) == (
        "甘街办〔2017〕1号\n题\n\n一、甲。甲头。\n再说。\n【平】底\n\n二、乙\n\n\n一是一。底\n二是二。底\n\n"
        "名词解释\n\n\n词\n义\n\n三、丙\n\n\n甲街道\n2017年1月8日\n"
    )


def test_a_text_may_have_no_title() -> None:
    assert (
        _txt("体例:\n  总标题: 无\n单位名称: 甲街道\n年份: 2016\n章节: []\n开头: 一段。\n")
        == "　　一段。\n"
    )


@pytest.mark.parametrize(
    "mark", ["{{甲}}", "［注：甲］", "〔^甲〕", "【 注 : 甲】", "[＾甲]", "｛｛甲｝｝"]
)
def test_a_backslash_takes_the_meaning_from_every_mark_of_prose(mark: str) -> None:
    assert _txt(f"标题: 题\n章节: []\n开头: |\n  写\\{mark}。\n") == f"题\n\n　　写{mark}。\n"
