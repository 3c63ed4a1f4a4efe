"""A document as sentences: where one ends, where it stands, none lost."""

from __future__ import annotations

import pytest

from long_report import long_report
from sides import side
from zongjie.comparing.records import Place
from zongjie.comparing.sentences import sentences
from zongjie.document import Document, Paragraph, Run, Verbatim, inlines_of, text_of


def _cut(text: str) -> list[str]:
    return [one.text for one in sentences(Document([Paragraph((), (Run(text),))]))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("甲。乙！丙？丁", ["甲。", "乙！", "丙？", "丁"]),
        ("他说：“好。”我说好。", ["他说：“好。”", "我说好。"]),
        ("受理3件，办结2件；满意率98%。", ["受理3件，办结2件；满意率98%。"]),
        ("一是甲；二是乙；三是丙。", ["一是甲；", "二是乙；", "三是丙。"]),
        ("（1）甲；（2）乙。", ["（1）甲；", "（2）乙。"]),
        ("真的吗？！是。", ["真的吗？！", "是。"]),
        ("达12.5%。", ["达12.5%。"]),
        ("", []),
        ("。", ["。"]),
    ],
)
def test_where_a_sentence_ends(text: str, wanted: list[str]) -> None:
    assert _cut(text) == wanted


def test_no_character_of_a_long_report_is_lost() -> None:
    document = long_report()
    printed = "".join(
        text_of(inlines) for block in document.blocks for inlines in inlines_of(block)
    )
    found = [one for one in sentences(document) if one.place is not Place.NOTE]
    assert "".join(one.text for one in found) == printed


REPORT = """\
标题: 题
副标题: 副题
主送: 各科室
附件:
  - 名单
落款: 甲街道
成文日期: 2026年1月2日
附表: 是
图表: 是
指标:
  走访:
    数值: 30户
    上年: 20户
开头: 走访{{走访}}【注：走访】。
脚注:
  走访: 走访指上门。多次。
章节:
  - 标题: 甲章
    事项:
      - 段首句: 头
        正文: 身。
"""


def test_each_part_of_a_report_has_its_place() -> None:
    report = side(REPORT)
    found = [(one.place.value, one.section, one.text) for one in sentences(report.document)]
    assert found[:6] == [
        ("标题", "", "题"),
        ("正文", "", "副题"),
        ("正文", "", "各科室："),
        ("正文", "", "走访30户。"),
        ("标题", "甲章", "甲章"),
        ("正文", "甲章", "头。"),
    ]
    assert ("正文", "甲章", "2026年1月2日") in found
    assert found[-2:] == [("脚注", "脚注", "走访指上门。"), ("脚注", "脚注", "多次。")]
    assert [text for place, _, text in found if place == "表格" and "30" in text]


def test_each_line_of_a_text_kept_as_it_was_is_cut_by_itself() -> None:
    found = sentences(Document([Verbatim("甲\n\n乙。丙\n")]))
    assert [one.text for one in found] == ["甲", "乙。", "丙"]
