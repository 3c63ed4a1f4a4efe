"""Headings that Word numbers: the same text either way."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiled import default, pdf_of, varied
from zongjie import load
from zongjie.document import Document, Heading, Paragraph, Run
from zongjie.model.profile import Profile
from zongjie.pipeline import render
from zongjie.readers.docx import read
from zongjie.writers import docx
from zongjie.writers.docx import fingerprint, numbering

FONTS = Path(__file__).parents[2] / "docs" / "fonts.conf"
AUTOMATIC = varied(编号="自动")

# Headings as an office numbers them: counted up, restarted, now and then slipped.
_FORMS = ("第{}部分　", "{}、", "（{}）", "{}.", "（{}）", "①", "")
_CHINESE = "一二三四五六七八九十"


def _number(form: str, count: int) -> str:
    if form == "①":
        return chr(0x2460 + count - 1)
    return form.format(_CHINESE[count - 1] if "部" in form or "、" in form else count)


headings = st.tuples(
    st.integers(0, 11),
    st.sampled_from(_FORMS),
    st.integers(1, 4),
    st.sampled_from(("", "文", "123")),
).map(lambda drawn: Heading(drawn[0], _number(drawn[1], drawn[2]), (Run(drawn[3]),)))
chapters = st.lists(
    st.tuples(st.integers(1, 3), st.booleans()).map(
        lambda drawn: (drawn[0], 2 if drawn[1] and drawn[0] == 1 else 1)
    ),
    max_size=12,
)


def _counted(levels: list[tuple[int, int]]) -> Document:
    """Return headings that count up, some by two."""
    counts = [0, 0, 0]
    blocks = []
    for level, step in levels:
        counts[level - 1] += step
        counts[level:] = [0] * (3 - level)
        form = ("{}、", "（{}）", "{}.")[level - 1]
        number = str(counts[level - 1]) if level == 3 else _chinese(counts[level - 1])
        blocks.append(Heading(level, form.format(number), (Run("题"),)))
    return Document(blocks)


def _chinese(count: int) -> str:
    tens, ones = divmod(count, 10)
    ten = ("" if tens == 1 else _CHINESE[tens - 1]) + "十" if tens else ""
    return ten + (_CHINESE[ones - 1] if ones else "")


def _of(*numbered: tuple[int, str]) -> Document:
    return Document([Heading(level, number, (Run("题"),)) for level, number in numbered])


def _parts(document: Document, profile: Profile = AUTOMATIC) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(docx.write(document, profile))) as package:
        return {name: package.read(name).decode("utf-8") for name in package.namelist()}


def _levels(document: Document) -> list[str]:
    """Return the w:lvl of the list, from the first level."""
    return re.findall("<w:lvl .*?</w:lvl>", _parts(document)["word/numbering.xml"])


# ---- what is numbered -----------------------------------------------------------------


@given(st.lists(headings, max_size=12).map(Document) | chapters.map(_counted))
def test_the_text_read_back_is_that_of_typed_numbers(document: Document) -> None:
    automatic, typed = (read(docx.write(document, one)) for one in (AUTOMATIC, default()))
    assert automatic == typed


@given(st.lists(st.integers(1, 3), max_size=30))
def test_whatever_counts_up_is_numbered_by_word(wanted: list[int]) -> None:
    levels = [0]
    for level in wanted:  # none leaps over one
        levels.append(min(level, levels[-1] + 1))
    assert all(numbering.plan(_counted([(level, 1) for level in levels[1:]])).listed)


@pytest.mark.parametrize("start", ["（一）起", "一、起", "第一部分起", "1.起"])
def test_every_form_of_a_report_is_numbered(start: str, tmp_path: Path) -> None:
    path = tmp_path / "report.yaml"
    section = (
        "  - 标题: 章\n    章节:\n      - {标题: 甲, 开头: 字。}\n      - {标题: 乙, 开头: 字。}\n"
    )
    path.write_text(
        f"标题: 题\n体例:\n  章节编号: {start}\n章节:\n{section * 12}", encoding="utf-8"
    )
    (tmp_path / "自动.yaml").write_text("编号: 自动\n", encoding="utf-8")
    typed = read(render(load(path), "docx").outputs["docx"])
    listed = render(load(path), "docx", profile=str(tmp_path / "自动.yaml")).outputs["docx"]
    assert read(listed) == typed
    assert sum(isinstance(block, Heading) for block in typed.blocks) == 36
    with zipfile.ZipFile(io.BytesIO(listed)) as package:
        body = package.read("word/document.xml").decode("utf-8")
    assert "HeadingNumber" not in body
    assert "<w:numPr>" not in body  # it comes with the style


@pytest.mark.parametrize(
    ("numbered", "listed"),
    [
        # Parts whose chapters begin anew, and parts whose chapters go on.
        ([(1, "第一部分　"), (2, "一、"), (1, "第二部分　"), (2, "一、")], [1, 1, 1, 1]),
        ([(1, "第一部分　"), (2, "一、"), (1, "第二部分　"), (2, "二、")], [1, 1, 1, 0]),
        # Two levels that begin at （一）.
        ([(1, "（一）"), (2, "（一）"), (2, "（二）"), (1, "（二）")], [1, 1, 1, 1]),
        # A slip stays as it is, and moves nothing.
        ([(1, "一、"), (1, "三、"), (1, "二、"), (1, "三、")], [1, 0, 1, 1]),
        ([(1, "一、"), (1, ""), (2, "（一）"), (1, "二、"), (2, "（二）")], [1, 0, 1, 1, 0]),
        # A level that leaps over one has no certain number.
        (
            [(1, "一、"), (2, "（一）"), (3, "1."), (1, "二、"), (3, "1."), (2, "（一）")],
            [1, 1, 1, 1, 0, 1],
        ),
        ([(2, "（一）"), (1, "一、"), (2, "（一）")], [0, 1, 1]),
        # What no list can print.
        ([(1, "1.1"), (1, "%1、"), (1, "甲、"), (1, "一\n")], [0, 0, 0, 0]),
        ([(1, str(at)) for at in (1, 2, 3)], [1, 1, 1]),
        ([(6, "①"), (6, "②")], [1, 1]),
        (
            [(5, chr(0x2460 + at)) for at in range(20)] + [(5, "（21）"), (5, "（22）")],
            [1] * 20 + [0] * 2,
        ),
        # Without numbers, the level counts and prints nothing.
        ([(1, ""), (2, "1."), (2, "2."), (1, ""), (2, "1.")], [1, 1, 1, 1, 1]),
    ],
)
def test_what_the_list_would_print_is_numbered_and_nothing_else(
    numbered: list[tuple[int, str]], listed: list[int]
) -> None:
    document = _of(*numbered)
    assert list(map(int, numbering.plan(document).listed)) == listed
    assert read(docx.write(document, AUTOMATIC)) == document
    typed = numbering.without_listed(document).blocks
    assert [bool(block.number) for block in typed if isinstance(block, Heading)] == [
        bool(number) and not taken for (_, number), taken in zip(numbered, listed, strict=True)
    ]


# ---- how it is written ----------------------------------------------------------------


def test_the_list_is_linked_to_the_styles_and_says_how_a_number_looks() -> None:
    document = _of((1, "（一）"), (2, "1."), (3, "（1）"), (5, "①"), (6, "甲"))
    first, second, third, fourth, fifth, *rest = _levels(document)
    assert (len(rest), all("Heading" in one for one in (first, second, third, fourth))) == (4, True)
    assert '<w:pStyle w:val="Heading1"/><w:suff w:val="nothing"/>' in first
    assert '<w:numFmt w:val="chineseCountingThousand"/>' in first
    assert '<w:lvlText w:val="（%1）"/>' in first
    assert 'w:eastAsia="楷体_GB2312"' in first  # the font goes by the form of the number
    assert '<w:lvlText w:val="%2."/>' in second
    assert 'w:eastAsia="仿宋_GB2312"' in second
    assert '<w:numFmt w:val="none"/>' in fourth
    assert '<w:numFmt w:val="decimalEnclosedCircle"/>' in fifth
    assert "pStyle" not in fifth
    styles = _parts(document)["word/styles.xml"]
    indent = re.search(r"<w:ind [^>]*/>", styles.split('w:styleId="Heading1"')[1])
    assert indent is not None
    assert all(indent[0] in level for level in _levels(document))
    assert styles.count('<w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr>') == 1


def test_outline_levels_stay_and_deep_headings_stand_in_the_list_by_themselves() -> None:
    body = _parts(_of((5, "①"), (6, "甲"), (2, "甲")))["word/document.xml"]
    opened = re.findall(r"<w:pPr>(.*?)</w:pPr>", body)
    assert opened[:3] == [
        '<w:pStyle w:val="Heading4"/><w:numPr><w:ilvl w:val="4"/><w:numId w:val="1"/></w:numPr>'
        '<w:outlineLvl w:val="4"/>',
        '<w:pStyle w:val="Heading4"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
        '<w:ind w:firstLine="630" w:firstLineChars="200"/><w:outlineLvl w:val="5"/>',
        '<w:pStyle w:val="Heading2"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
        '<w:ind w:firstLine="630" w:firstLineChars="200"/>',
    ]


def test_typed_numbers_need_no_list() -> None:
    parts = _parts(_of((1, "一、")), default())
    assert "word/numbering.xml" not in parts
    assert not any("numPr" in text or "numbering" in text for text in parts.values())


def test_the_hash_is_that_of_what_is_typed() -> None:
    typed, numbered = _of((1, "")), _of((1, "一、"))
    assert fingerprint.text_hash(numbered, AUTOMATIC) == fingerprint.text_hash(typed, default())
    slip = _of((1, "三、"))
    assert fingerprint.text_hash(slip, AUTOMATIC) == fingerprint.text_hash(slip, default())


# ---- how it prints --------------------------------------------------------------------


def _printed(soffice: str, folder: Path, data: bytes) -> list[tuple[str, ...]]:
    """Return each word with its left and upper edge."""
    folder.mkdir()
    pdf = pdf_of(soffice, folder, data, FONTCONFIG_FILE=str(FONTS))
    done = subprocess.run(
        ["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True, text=True
    )
    return re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)".*?>(.*?)</word>', done.stdout)


@pytest.mark.usefixtures("pdftoppm")  # pdftotext comes with it
def test_libreoffice_prints_the_same_at_the_same_place(soffice: str, tmp_path: Path) -> None:
    numbered = [
        *((1, "第一部分　"), (2, "一、"), (3, "（一）"), (4, "1."), (5, "（1）"), (5, "（2）")),
        *((6, "①"), (6, "②"), (4, "2."), (2, "二、"), (3, "（一）"), (3, "（二）"), (2, "四、")),
        *((1, "第二部分　"), (2, "一、"), (2, "二、"), (1, "附："), (2, "三、")),
    ]
    more = [(2, f"{_chinese(count)}、") for count in range(4, 24)]
    body = Paragraph((), (Run("正文。"),))
    headings = _of(*numbered, *more).blocks
    document = Document([block for heading in headings for block in (heading, body)])
    listed = numbering.plan(document).listed
    assert [at for at, taken in enumerate(listed) if not taken] == [12, 16]
    typed = _printed(soffice, tmp_path / "文字", docx.write(document, default()))
    assert _printed(soffice, tmp_path / "自动", docx.write(document, AUTOMATIC)) == typed
    assert "二十三、题" in [word for *_, word in typed]
