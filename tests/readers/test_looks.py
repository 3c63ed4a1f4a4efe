"""What staff make look like a title, a heading or a signature is read as one."""

from __future__ import annotations

import pytest
from hypothesis import given
from tests.strategies import documents

from profiled import edited, write
from word_files import lines, packed, paragraph
from zongjie.document import (
    Chart,
    Document,
    Heading,
    Paragraph,
    Signature,
    Subtitle,
    Title,
    text_of,
)
from zongjie.model import TxtForm
from zongjie.readers.docx import read
from zongjie.writers import txt

BODY = "全年共计拆除违法建筑154处，经区拆违办认定，完成年度目标，排名全区第一。"


def _run(text: str, font: str = "仿宋_GB2312", size: int = 32, *, bold: bool = False) -> str:
    fonts = f'<w:rFonts w:ascii="Times New Roman" w:eastAsia="{font}"/>'
    weight = "<w:b/>" if bold else ""
    return (
        f'<w:r><w:rPr>{fonts}{weight}<w:sz w:val="{size}"/></w:rPr>'
        f'<w:t xml:space="preserve">{text}</w:t></w:r>'
    )


def _line(*runs: str, align: str = "") -> str:
    made = (run if run.startswith("<") else _run(run) for run in runs)
    return paragraph(*made, properties=f'<w:jc w:val="{align}"/>' if align else "")


def _title(text: str, size: int = 44) -> str:
    return _line(_run(text, "方正小标宋简体", size), align="center")


def _kinds(document: Document) -> list[str]:
    """Return what each block is, with its words: ``1 成绩`` for a heading."""
    said = []
    for block in document.blocks:
        match block:
            case Heading(level, number, runs):
                said.append(f"{level} {number}{text_of(runs)}")
            case Paragraph(lead, runs):
                said.append(f"{text_of(lead)}|{text_of(runs)}")
            case Signature(organ, date):
                said.append(f"Signature {text_of(organ)} {text_of(date)}")
            case Title(runs) | Subtitle(runs):
                said.append(f"{type(block).__name__} {text_of(runs)}")
            case _:
                said.append(type(block).__name__)
    return said


def _read(*paragraphs: str, **parts: str) -> list[str]:
    return _kinds(read(packed("".join(paragraphs), **parts)))


def test_a_text_without_styles_is_read_as_it_looks() -> None:
    body = (
        _line(_run("普甘办〔2017〕1号"), align="right"),
        _title("甘泉路街道办事处"),
        _title("2016年工作总结"),
        _line(_run("（2017年1月5日）", "楷体_GB2312"), align="center"),
        paragraph(),
        _line("　　" + BODY),
        _line(_run("　　一、补齐短板", "黑体")),
        _line(_run("　　（一）整治圆满完成", "楷体_GB2312")),
        _line(_run("　　“五违四必”整治完成。", bold=True), BODY),
        _line(_run("　　抓好检查", bold=True)),
        _line("　　" + BODY),
        _line("　" * 14 + "甘泉路街道办事处"),
        _line("2017年1月5日", align="right"),
    )
    assert _read(*body) == [
        "|普甘办〔2017〕1号",
        "Title 甘泉路街道办事处2016年工作总结",
        "Subtitle （2017年1月5日）",
        f"|{BODY}",
        "1 一、补齐短板",
        "2 （一）整治圆满完成",
        f"“五违四必”整治完成。|{BODY}",
        "3 抓好检查",
        f"|{BODY}",
        "Signature 甘泉路街道办事处 2017年1月5日",
    ]


def test_what_only_lays_out_is_not_printed() -> None:
    tab = "<w:r><w:tab/></w:r>"
    split = _run(BODY) + "<w:r><w:br/></w:r>" + _run("　　又一段。")
    document = read(
        packed(_title("　　总结") + _line(tab, split) + paragraph() + _line("\xa0 末。"))
    )
    assert txt.write(document, TxtForm()) == f"总结\n\n　　{BODY}\n\n　　又一段。\n\n　　末。\n"


LOOKS = {
    "bigger words": (_line(_run("成绩", size=36)), "1 成绩"),
    "a smaller line": (_line(_run("成绩", size=24, bold=True)), "|成绩"),
    "the same font": (_line("成绩"), "|成绩"),
    "a sentence": (_line(_run("成绩好。问题少", "黑体")), "|成绩好。问题少"),
    "an open end": (_line(_run("成绩如下：", "黑体")), "|成绩如下："),
    "a heading with its 。": (_line(_run("成绩好。", "黑体")), "1 成绩好。"),
    "one word of it": (
        _line(_run("成", "黑体"), "绩是大家的，问题也是"),
        "|成绩是大家的，问题也是",
    ),
    "a long line": (_line(_run("成绩" * 30, "黑体")), f"|{'成绩' * 30}"),
    "a line in the middle": (_line(_run("图1", "黑体"), align="center"), "|图1"),
    "a chapter in the middle": (
        _line(_run("第一章 成绩", "黑体"), align="center"),
        "1 第一章 成绩",
    ),
    "a tab behind a number": (
        _line(_run("一、", "黑体"), "<w:r><w:tab/></w:r>", _run("成绩", "黑体")),
        "1 一、成绩",
    ),
    "bold words inside": (_line("共", _run("154", bold=True), "处。"), "|共154处。"),
    "a bold phrase that no mark ends": (
        _line(_run("拆除违建", bold=True), "154处"),
        "|拆除违建154处",
    ),
    "a lead with a colon": (_line(_run("治安方面：", bold=True), "平稳"), "治安方面：|平稳"),
    "a lead that is all": (_line(_run("治安" * 25 + "。", bold=True)), f"|{'治安' * 25}。"),
}


@pytest.mark.parametrize(("line", "said"), LOOKS.values(), ids=LOOKS.keys())
def test_a_heading_and_a_lead_stand_out_from_the_text(line: str, said: str) -> None:
    assert _read(_line(BODY), line, _line(BODY)) == [f"|{BODY}", said, f"|{BODY}"]


def test_looks_may_come_from_styles_and_defaults() -> None:
    def style(key: str, kind: str, inner: str) -> str:
        name = f'<w:name w:val="样式{key}"/>'
        return f'<w:style w:type="{kind}" w:styleId="{key}">{name}{inner}</w:style>'

    big = '<w:rPr><w:rFonts w:eastAsia="黑体"/></w:rPr>'
    usual = '<w:rPr><w:rFonts w:eastAsia="宋体"/><w:sz w:val="32"/></w:rPr>'
    styles = f"<w:docDefaults><w:rPrDefault>{usual}</w:rPrDefault></w:docDefaults>"
    styles += style("1", "paragraph", f'<w:pPr><w:jc w:val="center"/></w:pPr>{big}')
    styles += style("2", "character", big) + style("3", "paragraph", '<w:basedOn w:val="2"/>')
    body = paragraph("总结", properties='<w:pStyle w:val="1"/>') + paragraph(BODY)
    body += paragraph('<w:r><w:rPr><w:rStyle w:val="2"/></w:rPr><w:t>成绩</w:t></w:r>')
    body += paragraph("问题", properties='<w:pStyle w:val="3"/>')
    assert _read(body, styles=styles) == ["Title 总结", f"|{BODY}", "1 成绩", "1 问题"]


def _level(text: str, level: int) -> str:
    return paragraph(text, properties=f'<w:outlineLvl w:val="{level}"/>')


def test_the_one_heading_above_all_others_is_the_title() -> None:
    assert _read(_level("总结", 0), _level("成绩", 1), _level("民生", 2), paragraph(BODY)) == [
        *("Title 总结", "1 成绩", "2 民生", f"|{BODY}")
    ]
    assert _read(_level("一、成绩", 0), paragraph(BODY)) == ["1 一、成绩", f"|{BODY}"]
    assert _read(_level("总结", 0), _level("一、成绩", 0), _level("民生", 1)) == [
        *("Title 总结", "1 一、成绩", "2 民生")
    ]
    assert _read(_level("成绩", 0), _level("问题", 0)) == ["1 成绩", "1 问题"]


def test_where_levels_are_told_looks_make_no_headings() -> None:
    bold = _line(_run("说明", bold=True))
    assert _read(_level("一、成绩", 0), _line(BODY), bold) == ["1 一、成绩", f"|{BODY}", "|说明"]


def test_a_list_of_contents_goes_with_its_title() -> None:
    entry = paragraph("一、成绩", "<w:r><w:tab/></w:r>", "1", properties='<w:pStyle w:val="TOC1"/>')
    style = '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    body = packed(paragraph("目　录") + entry + paragraph(BODY), styles=style)
    assert lines(read(body)) == [BODY]
    assert lines(read(packed(paragraph("目录") + paragraph(BODY)))) == ["目录", BODY]


def test_tables_may_stand_above_the_title_and_below_the_signature() -> None:
    table = f"<w:tbl><w:tr><w:tc>{paragraph('印发')}</w:tc></w:tr></w:tbl>"
    date = _line("2017年1月5日", align="right")
    assert _read(table, _title("总结"), _line(BODY), date, _line("抄送：区政府"), table) == [
        *("Table", "Title 总结", f"|{BODY}", "Signature  2017年1月5日", "|抄送：区政府", "Table")
    ]


def test_a_date_that_is_not_to_the_right_is_text() -> None:
    assert _read(_line(BODY), _line("2017年1月5日")) == [f"|{BODY}", "|2017年1月5日"]
    right = _line("二〇一七年一月五日", align="end")
    assert _read(_line(BODY), right) == [f"|{BODY}", "Signature  二〇一七年一月五日"]


def _letters(document: Document) -> str:
    """Return all characters that a reader sees."""
    text = txt.write(document, TxtForm())
    return "".join(char for char in text.replace("\u2011", "-") if not _is_unseen(char))


def _is_unseen(char: str) -> bool:
    return char.isspace() or char in "\xad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"


@given(documents())
def test_whatever_it_looks_like_no_letter_is_lost(document: Document) -> None:
    document = Document(block for block in document.blocks if not isinstance(block, Chart))
    foreign = edited(write(document), "word/styles.xml", 'w:val="段首句"', 'w:val="要点"')
    assert _letters(read(foreign)) == _letters(document)
