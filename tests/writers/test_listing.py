"""花脸稿 as a list and as a page: what changed is told apart without Word."""

from __future__ import annotations

import json
import re

from hypothesis import given

from redlines import drafts
from strategies import sample
from zongjie.document import Block, Document, Heading, Note, Paragraph, Run, Table
from zongjie.document.redlined import Draft
from zongjie.revisions.drafts import draft_of
from zongjie.revisions.redline import redlined
from zongjie.writers import html_redline, listing


def _both(old: list[Block], new: list[Block]) -> Draft:
    return redlined(draft_of(Document(old)), draft_of(Document(new)))


def _said(text: str) -> Paragraph:
    return Paragraph((), (Run(text),))


def _heading(text: str) -> Heading:
    return Heading(1, "一、", (Run(text),))


HALF, OTHER = "上半年完成老旧小区改造项目，", "下半年开展安全生产大检查活动。"
OLD: list[Block] = [
    _heading("平安建设"),
    _said("受理案件18735件。"),
    _said("没有改的话，" * 10),
    _said("很远的一段。"),
    _said("再远的一段。"),
    _said(HALF + OTHER),
    Table((((Run("指标"),), (Run("本年"),)), ((Run("拆违"),), (Run("154处"),)))),
    Paragraph((), (Run("推进三停"), Note("三停", (Run("停电、停水、停气。"),)))),
    _said("要删去的一段话说完了。"),
]
NEW: list[Block] = [
    _heading("平安建设"),
    _said("受理案件18935件。"),
    _said("没有改的话，" * 10),
    _said("很远的一段。"),
    _said("再远的一段。"),
    _said(HALF),
    _said(OTHER),
    Table((((Run("指标"),), (Run("本年"),)), ((Run("拆违"),), (Run("160处"),)))),
    Paragraph((), (Run("推进三停"), Note("三停", (Run("停电、断水、停气。"),)))),
]
SHOWN = """\
上一稿：甲.docx
这一稿：乙
改了4段，删了1段。
【增：……】是加上的字，【删：……】是删去的字。

一、平安建设
  [改] 受理案件【删：18735】【增：18935】件。
    没有改的话，没有改的话，没有改的话，没有改的话，没有改的话，……

    再远的一段。
  [改] 上半年完成老旧小区改造项目，【增：另起一段】
    下半年开展安全生产大检查活动。
    指标｜本年
  [改] 拆违｜【删：154】【增：160】处
    推进三停[1]
  [删] 要删去的一段话说完了。

脚注
  [改] [1] 停电、【删：停】【增：断】水、停气。
"""


def test_only_what_changed_is_listed_with_a_line_round_it() -> None:
    assert listing.write(listing.lines(_both(OLD, NEW)), ("甲.docx", "乙")) == SHOWN


def test_a_paragraph_is_listed_on_one_line() -> None:
    shown = listing.write(
        listing.lines(_both([_said("甲\n乙丙丁")], [_said("甲\n乙丙戊")])), ("", "")
    )
    assert "  [改] 甲／乙丙【删：丁】【增：戊】\n" in shown


def test_what_moved_is_told_from_what_is_new() -> None:
    texts = ["党建的话。", "营商的话。", "城市的话。", "最后一段讲平安建设工作。"]
    old: list[Block] = [_said(text) for text in texts]
    found = listing.lines(_both(old, [old[3], *old[:3]]))
    assert [line.what for line in found] == ["移来", "", "", "", "移走"]


def test_json_says_the_same() -> None:
    said = json.loads(listing.as_json(listing.lines(_both(OLD, NEW)), ("甲.docx", "乙")))
    assert (said["before"], said["after"]) == ("甲.docx", "乙")
    assert said["changes"][0] == {
        "what": "改",
        "heading": "一、平安建设",
        "before": "受理案件18735件。",
        "after": "受理案件18935件。",
    }
    assert [one["what"] for one in said["changes"]] == ["改", "改", "改", "删", "改"]


def test_the_page_marks_what_is_gone_and_what_is_new() -> None:
    page = html_redline.write(_both(OLD, NEW), "总结")
    assert "<p>受理案件<del>18735</del><ins>18935</ins>件。</p>" in page
    assert "上半年完成老旧小区改造项目，<ins>¶</ins></p>\n<p>下半年" in page
    assert "<td><del>154</del><ins>160</ins>处</td>" in page
    assert "<p><del>要删去的一段话说完了。</del></p>" in page
    assert '<li id="note-1">停电、<del>停</del><ins>断</ins>水、停气。</li>' in page
    assert "<title>总结</title>" in page


def test_the_page_sets_every_part_as_the_text_is_set() -> None:
    page = html_redline.write(redlined(draft_of(sample()), draft_of(sample())))
    for piece in (
        "<h1>甘泉路街道2016年工作总结</h1>",
        "<h2>一、补齐发展短板",
        '<strong>“五违四必”</strong><strong><sup><a href="#note-1">1</a></sup></strong>',
        '<mark class="pending">【待补：接待居民】</mark>',
        "<th>指标</th>",
        '<p class="verbatim">    缩进\t制表</p>',
        '<p class="date">2017年1月8日</p>',
        "——A&amp;B&lt;C&gt;D。",
    ):
        assert piece in page
    assert not re.search("<(ins|del)>", page)


@given(drafts())
def test_all_text_of_both_is_in_the_list(pair: tuple[Document, Document]) -> None:
    both = redlined(*map(draft_of, pair))
    found = listing.lines(both)
    assert any(line.what for line in found) == both.has_changed
    for line in found:
        if not line.what:
            assert line.old == line.new
