"""纯文本: each option, and the characters each may touch."""

from __future__ import annotations

import pytest

from zongjie.document import (
    Addressee,
    Document,
    Heading,
    Note,
    Paragraph,
    Run,
    Signature,
    Subtitle,
    Table,
    Title,
    Verbatim,
)
from zongjie.model import TxtForm
from zongjie.wrapping import Rule
from zongjie.writers.txt import write

NOTE = Note("甲", (Run("甲指……"),))
OTHER = Note("乙", (Run("乙指……"),))
DOCUMENT = Document(
    (
        Title((Run("题"),)),
        Heading(1, "一、", (Run("章"),)),
        Paragraph((Run("头。"),), (Run("身"), NOTE, Run("和"), OTHER, Run("。"))),
    )
)


def _paragraph(text: str, punctuation: str = "全角", hyphen: str = "规范") -> str:
    document = Document((Paragraph((), (Run(text),)),))
    return write(document, TxtForm("无", punctuation, hyphen)).removesuffix("\n")


def test_the_standard_look() -> None:
    assert write(DOCUMENT, TxtForm()) == (
        "题\n\n　　一、章\n\n　　头。身[1]和[2]。\n\n　　[1]甲指……\n\n　　[2]乙指……\n"
    )


@pytest.mark.parametrize(
    ("indent", "blank"),
    [("全角两格", "　　"), ("半角两格", "  "), ("半角四格", "    "), ("无", "")],
)
def test_indentation_before_all_but_the_title(indent: str, blank: str) -> None:
    lines = write(DOCUMENT, TxtForm(indent=indent)).split("\n")
    assert [line for line in lines if line] == [
        "题",
        f"{blank}一、章",
        f"{blank}头。身[1]和[2]。",
        f"{blank}[1]甲指……",
        f"{blank}[2]乙指……",
    ]


def test_empty_lines_between_the_parts() -> None:
    form = TxtForm(indent="无", after_title=3, between=0, before_notes=2, between_notes=1)
    assert (
        write(DOCUMENT, form) == "题\n\n\n\n一、章\n头。身[1]和[2]。\n\n\n[1]甲指……\n\n[2]乙指……\n"
    )


@pytest.mark.parametrize(
    ("style", "marks"),
    [
        ("[1]", ("[1]", "[2]")),
        ("［1］", ("［1］", "［2］")),
        ("〔1〕", ("〔1〕", "〔2〕")),
        ("（1）", ("（1）", "（2）")),
        ("①", ("①", "②")),
    ],
)
def test_footnote_marks(style: str, marks: tuple[str, str]) -> None:
    text = write(DOCUMENT, TxtForm(note_mark=style))
    assert all(text.count(mark) == 2 for mark in marks)


def test_half_width_punctuation_is_seven_pairs_and_no_more() -> None:
    text = "，；：（）！？、。“”‘’《》……——%.+[]·～％０Ａ"
    assert _paragraph(text, punctuation="半角") == ",;:()!?、。“”‘’《》……——%.+[]·～％０Ａ"
    assert _paragraph(text, punctuation="全角") == text
    assert _paragraph(text, punctuation="原样") == text
    assert _paragraph("half,width;stays", punctuation="全角") == "half,width;stays"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("2011—2015年", "2011-2015年"),
        ("1月—11月", "1月-11月"),
        ("15%～30%", "15%-30%"),
        ("3～5家", "3-5家"),
        ("组织——西乡路", "组织——西乡路"),
        ("2016——2020", "2016——2020"),
        ("上海—南京", "上海—南京"),
        ("～5家", "～5家"),
    ],
)
def test_short_hyphens_only_between_times_and_numbers(text: str, printed: str) -> None:
    assert _paragraph(text, hyphen="短横") == printed
    assert _paragraph(text, hyphen="规范") == text


def test_tables_signatures_and_original_text() -> None:
    row = ((Run("指标"),), (Run("2016年"),))
    document = Document(
        (
            Table((row, ((Run("受理"),), ()))),
            Verbatim("  原，文\n\n尾 "),
            Signature((Run("甘泉路街道办事处"),), (Run("2017年1月8日"),)),
        )
    )
    text = write(document, TxtForm(indent="半角两格", punctuation="半角"))
    table, raw, signature = text.split("\n\n", 2)
    assert table == "指标\t2016年\n受理"
    assert f"{raw}\n\n{signature}".startswith("  原，文\n\n尾 \n\n")
    organ, date = signature.split("\n\n")[-1].rstrip("\n").split("\n")
    assert (organ.strip("　"), date.strip("　")) == ("甘泉路街道办事处", "2017年1月8日")


def test_a_paragraph_is_broken_into_lines() -> None:
    form = TxtForm(indent="无", wrap=Rule(4), between=0, after_title=0, before_notes=0)
    text = write(DOCUMENT, form)
    assert text.startswith("题\n一、章\n头。身[\n1]和[\n2]。\n[1]甲\n指……\n")
    verbatim = Document((Verbatim("甲乙丙丁戊"), Paragraph((), (Run("甲乙丙丁戊\n己"),))))
    assert write(verbatim, form) == "甲乙丙丁戊\n甲乙丙丁\n戊\n己\n"


def test_what_stands_round_the_text_may_stand_anywhere() -> None:
    document = Document(
        (
            Title((Run("甲乙工作总结"),), (2,)),
            Subtitle((Run("——会"),)),
            Subtitle((Run("丙\n丁"),)),
            Addressee((Run("各位："),)),
            Paragraph((), (Run("戊"),)),
            Signature((Run("己\n庚"),), (Run("2017年1月"),)),
        )
    )
    form = TxtForm(
        title_lines=True,
        title_indent="2，3半角",
        under_indent="1+1半角，0",
        after_title=0,
        under_title=1,
        before_addressee=0,
        before_text=2,
        before_signature=3,
        in_signature=1,
        organ_indent="4，5",
        date_indent="6半角",
        indent="无",
    )
    assert write(document, form) == (
        "　　甲乙\n   工作总结\n　 ——会\n\n丙\n丁\n各位：\n\n\n戊\n\n\n\n"
        "　　　　己\n　　　　　庚\n\n      2017年1月\n"
    )
    first = write(document, form._replace(date_first=True)).split("\n")
    assert first[-5:] == ["      2017年1月", "", "　　　　己", "　　　　　庚", ""]


def test_an_empty_document_is_one_line_end() -> None:
    assert write(Document(()), TxtForm()) == "\n"
