"""Law 3 for plain text: what is read prints again, what is printed reads again."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.genre_texts import TEXTS
from tests.hard_wraps import WRAPS, wrapped

from zongjie.document import Document, Heading, Note, Paragraph, Run, Title, Verbatim, text_of
from zongjie.readers.txt import read
from zongjie.wrapping import Rule
from zongjie.writers.txt import write

lines = st.one_of(
    st.sampled_from(
        [
            "",
            "题",
            "　　一、章",
            "　　（一）节",
            "　　1.款",
            "　　(1)项",
            "　　身[1]。",
            "　　身[2]和[1]。",
            "　　[1]释",
            "　　[2]释[1]",
            "  一、章。",
            "    正文",
            "[1]",
            "[1]释",
            "[2]释",
            "第一部分　总结",
            "一、",
            " ",
            "\t",
            "，。！？",
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), max_size=6),
    st.text("一二（）().、[]12 　", max_size=8),
)
texts = st.lists(lines, max_size=9).map(lambda found: "\n".join(found) + "\n")


@given(texts)
@settings(max_examples=1500)
def test_what_is_read_is_printed_again(text: str) -> None:
    document, form = read(text)
    assert write(document, form) == text


@given(texts)
@settings(max_examples=1500)
def test_what_a_reader_returned_is_read_again(text: str) -> None:
    document, form = read(text)
    again, same = read(write(document, form))
    assert (again, same) == (document, form)


broken = st.builds(
    wrapped,
    st.sampled_from([genre.text for genre in TEXTS.values()]),
    st.sampled_from([*WRAPS]),
    st.integers(5, 50),
)


@given(broken)
def test_what_is_broken_into_lines_is_printed_and_read_again(text: str) -> None:
    document, form = read(text)
    assert write(document, form) == text
    assert read(write(document, form)) == (document, form)


def test_a_text_in_lines_is_read_in_paragraphs() -> None:
    whole = TEXTS["问题 分段"].text
    document, form = read(wrapped(whole, "悬挂", 32))
    assert form.wrap == Rule(32, kinsoku="悬挂")
    assert document == read(whole)[0]
    uneven, plain = read(wrapped(whole, "不齐", 32))
    assert (plain.wrap, len(uneven.blocks) > len(document.blocks)) == (None, True)


def test_a_regular_text_is_understood() -> None:
    text = (
        "题\n\n\n　　开头。\n\n　　一、章\n\n　　（一）节\n\n　　身[1]，又[2]。\n\n"
        "　　二、章二\n\n\n　　[1]甲\n\n　　[2]乙\n"
    )
    document, form = read(text)
    assert [type(block) for block in document.blocks] == [
        *(Title, Paragraph, Heading, Heading, Paragraph, Heading)
    ]
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    assert [(h.level, h.number, text_of(h.runs)) for h in headings] == [
        (1, "一、", "章"),
        (2, "（一）", "节"),
        (1, "二、", "章二"),
    ]
    body = document.blocks[4]
    assert isinstance(body, Paragraph)
    notes = [inline for inline in body.runs if isinstance(inline, Note)]
    assert [text_of(note.runs) for note in notes] == ["甲", "乙"]
    assert (form.indent, form.after_title, form.between, form.before_notes) == ("全角两格", 2, 1, 2)


@pytest.mark.parametrize(
    "text",
    [
        "\n",
        "\n\n",
        "甲\n\n",
        "\n甲\n",
        "题\n\n　　甲\n\n\n　　乙\n\n　　丙\n",
        "题\n\n　　身[1]。\n\n　　[1]释\n\n　　尾\n",
        "题\n\n　　身[2]又[1]。\n\n　　[1]释\n\n　　[2]释\n",
        "\ufeff甲\n",
        "甲\r\n乙\r\n",
    ],
)
def test_irregular_texts_print_again_too(text: str) -> None:
    document, form = read(text)
    assert write(document, form) == text


def test_an_irregular_text_is_kept_whole() -> None:
    text = "题\n\n　　甲\n\n\n　　乙\n\n　　丙\n"
    assert read(text)[0] == Document([Verbatim(text.removesuffix("\n"))])
    assert read("甲。\n")[0] == Document([Paragraph((), (Run("甲。"),))])
