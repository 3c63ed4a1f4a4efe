"""What the Markdown promises: our subset, and text that a renderer gives back whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pytest
from tests.strategies import HOSTILE, sample

from zongjie.document import (
    Document,
    Heading,
    Inlines,
    Note,
    Paragraph,
    Run,
    Table,
    Title,
    Verbatim,
)
from zongjie.writers.md import write

if TYPE_CHECKING:
    from markdown_it.token import Token


def _tokens(document: Document) -> list[Token]:
    markdown_it = pytest.importorskip("markdown_it", reason="markdown-it-py is not installed")
    return list(markdown_it.MarkdownIt("commonmark").enable("table").parse(write(document)))


def _rendered(tokens: Iterable[Token]) -> str:
    """Return the characters a reader sees."""
    text = ""
    for token in tokens:
        if token.type in ("hardbreak", "softbreak"):
            text += "\n"
        elif token.children:
            text += _rendered(token.children)
        elif token.type in ("text", "text_special"):
            text += token.content
        else:
            assert token.type not in ("code_inline", "code_block", "image", "fence")
    return text


def _blocks(text: str) -> list[Document]:
    inlines: Inlines = (Run(text),)
    return [
        Document([block])
        for block in (
            *(Title(inlines), Heading(2, "", inlines), Paragraph((), inlines), Verbatim(text)),
            *(Paragraph(inlines, ()), Paragraph(inlines, (Run("后文"),)), Table(((inlines,),))),
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        *HOSTILE,
        "- 一",
        "+ 一",
        "> 一",
        "12) 一",
        "===",
        "---",
        "甲\n---",
        "    四格",
        "![a](b)",
        "&amp;",
    ],
)
def test_text_comes_through_whole(text: str) -> None:
    for document in _blocks(text):
        seen = _rendered(_tokens(document)).removesuffix("后文")
        assert seen == text, write(document)


def test_the_subset_looks_like_itself() -> None:
    assert write(sample()) == (
        "# 甘泉路街道2016年工作总结\n\n"
        "过去的一年，主要开展了以下六方面工作：\n\n"
        "## 一、补齐发展短板[^1]\n\n"
        "### （一）公共管理走向精细\n\n"
        "#### 1\\.拆违\n\n"
        "###### ①细目\n\n"
        "**“五违四必”[^1]整治圆满完成。**<!-- -->全年共计拆除违法建筑154处，接待居民"
        "【待补：接待居民】——A\\&B\\<C\\>D。\n\n"
        "| 指标 | 2016年 |\n| --- | --- |\n| 受理案件[^2] | 18735件 |\n\n"
        "原文\\\n&#32;&#32;&#32;&#32;缩进&#9;制表&#10;\n\n"
        "另一块\n\n"
        "甘泉路街道办事处\n\n2017年1月8日\n\n"
        "[^1]: “五违”指违法用地、违法建筑、违法经营、违法排污、违法居住。\n\n"
        "[^2]: “三停”指停电、停水、停气。\n"
    )


def test_a_lead_is_bold_though_a_full_stop_ends_it() -> None:
    tokens = _tokens(Document([Paragraph((Run("甲。"),), (Run("乙"),))]))
    inline = next(token for token in tokens if token.type == "inline")
    assert inline.children
    assert "strong_open" in [child.type for child in inline.children]


def test_rows_are_filled_up_and_a_table_without_header_gets_an_empty_one() -> None:
    rows = (((Run("甲"),), (Run("乙"),)), ((Run("丙"),),), ())
    assert write(Document([Table(rows, header=0)])) == (
        "|  |  |\n| --- | --- |\n| 甲 | 乙 |\n| 丙 |  |\n|  |  |\n"
    )
    assert write(Document([Table((), header=0)])) == "\n"


def test_a_second_mark_has_the_number_of_the_first() -> None:
    note = Note("键", (Run("注"),))
    assert write(Document([Paragraph((), (note, note))])) == "[^1][^1]\n\n[^1]: 注\n"
