"""Numbers that Word prints, in files that are not ours."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import sample

from profiled import varied
from zongjie.document import Heading, Paragraph, Run, Table, text_of
from zongjie.readers.docx import read
from zongjie.readers.docx.numbering import Numbering
from zongjie.readers.docx.numerals import numeral
from zongjie.writers import docx as docx_writer


def _level(at: int, text: str, kind: str = "decimal", more: str = "", start: str = "1") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


NOTHING = '<w:suff w:val="nothing"/>'
CHAPTERS = _level(0, "%1、", "chineseCountingThousand", NOTHING) + _level(
    1, "（%2）", "chineseCountingThousand", NOTHING
)


def _abstract(key: str, levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{key}">{levels}</w:abstractNum>'


def _num(key: str, abstract: str, more: str = "") -> str:
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{abstract}"/>{more}</w:num>'


def _paragraph(text: str, number: str = "", level: str = "", style: str = "") -> str:
    parts = f'<w:ilvl w:val="{level}"/>' if level else ""
    parts += f'<w:numId w:val="{number}"/>' if number else ""
    inner = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner += f"<w:numPr>{parts}</w:numPr>" if parts else ""
    return f"<w:p><w:pPr>{inner}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def _file(numbering: str, body: str, styles: str = "") -> bytes:
    """Return a .docx of python-docx's with other numbering, more styles, and a body."""
    word = docx.Document()
    part = word.part.numbering_part.element
    for child in list(part):
        part.remove(child)
    for one in parse_xml(f"<w:numbering {nsdecls('w')}>{numbering}</w:numbering>"):
        part.append(one)
    for one in parse_xml(f"<w:styles {nsdecls('w')}>{styles}</w:styles>"):
        word.styles.element.append(one)
    inner = parse_xml(f"<w:body {nsdecls('w')}>{body}</w:body>")
    for at, one in enumerate(inner):
        word.element.body.insert(at, one)
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def _lines(numbering: str, body: str, styles: str = "") -> list[str]:
    said = []
    for block in read(_file(numbering, body, styles)).blocks:
        if isinstance(block, Paragraph):
            said.append(text_of(block.runs))
        elif isinstance(block, Heading):
            said.append(f"{block.number}|{text_of(block.runs)}")
        elif isinstance(block, Table):
            said += [text_of(cell) for row in block.rows for cell in row]
    return said


def _list(levels: str, *places: int) -> list[str]:
    """Return what is printed before paragraphs of these levels."""
    body = "".join(_paragraph("", "1", str(level)) for level in places)
    return _lines(_abstract("0", levels) + _num("1", "0"), body)


# ---- counting ---------------------------------------------------------------------------


def test_levels_count_and_begin_anew_behind_higher_ones() -> None:
    assert _list(CHAPTERS, 0, 1, 1, 0, 1) == ["一、", "（一）", "（二）", "二、", "（一）"]


def test_a_number_may_name_several_levels() -> None:
    levels = _level(0, "%1.", start="3") + _level(1, "%1.%2", "upperRoman") + _level(2, "%3%2%1")
    assert _list(levels, 0, 1, 2, 1) == ["3.", "3.I ", "1I3 ", "3.II "]


def test_a_level_of_law_prints_those_above_it_in_digits() -> None:
    legal = _level(1, "%1.%2", "decimalZero", "<w:isLgl/>")
    assert _list(_level(0, "%1", "upperRoman") + legal, 0, 1) == ["I ", "1.01 "]
    off = _level(1, "%1.%2", more='<w:isLgl w:val="0"/>')
    assert _list(_level(0, "%1", "upperRoman") + off, 0, 1) == ["I ", "I.1 "]


def test_a_level_that_was_leapt_over_counts_as_met() -> None:
    levels = _level(0, "%1") + _level(1, "%1.%2")
    assert _list(levels, 1, 0, 1) == ["1.1 ", "2 ", "2.1 "]


@pytest.mark.parametrize(
    ("restart", "third"),
    [("", ["1", "1", "1"]), ("0", ["1", "2", "3"]), ("1", ["1", "2", "1"]), ("2", ["1", "1", "1"])],
)
def test_a_level_says_what_it_begins_anew_behind(restart: str, third: list[str]) -> None:
    more = f'<w:lvlRestart w:val="{restart}"/>' if restart else ""
    levels = _level(0, "") + _level(1, "") + _level(2, "%3", more=more + NOTHING)
    said = _list(levels, 0, 1, 2, 1, 2, 0, 1, 2)
    assert [line for line in said if line] == third


@pytest.mark.parametrize(
    ("suffix", "said"),
    [("", "1.字"), ("tab", "1.字"), ("space", "1. 字"), ("nothing", "1.字")],
)
def test_what_follows_a_number_is_text(suffix: str, said: str) -> None:
    more = f'<w:suff w:val="{suffix}"/>' if suffix else ""
    lists = _abstract("0", _level(0, "%1.", more=more)) + _num("1", "0")
    assert _lines(lists, _paragraph("字", "1")) == [said]


def test_a_bullet_is_no_text_and_a_format_without_numeral_keeps_its_words() -> None:
    assert _list(_level(0, "\uf0b7", "bullet"), 0) == []
    assert _list(_level(0, "注%1", "none", NOTHING) + _level(1, "%1%2", more=NOTHING), 0, 1) == [
        *("注", "1")
    ]


# ---- lists ------------------------------------------------------------------------------


def test_lists_of_one_abstract_list_count_on_unless_they_say_so() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{}"/></w:lvlOverride>'
    lists = _abstract("0", CHAPTERS) + _num("1", "0") + _num("2", "0")
    lists += _num("3", "0", override.format(5))
    body = "".join(_paragraph("", number, "0") for number in ("1", "2", "3", "3", "1"))
    assert _lines(lists, body) == ["一、", "二、", "五、", "六、", "七、"]


def test_a_list_may_replace_a_level() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{_level(0, "第%1条", more=NOTHING)}</w:lvlOverride>'
    lists = _abstract("0", CHAPTERS) + _num("1", "0") + _num("2", "0", override)
    assert _lines(lists, _paragraph("", "1") + _paragraph("", "2")) == ["一、", "第2条"]


def test_a_list_may_be_that_of_a_style_of_lists() -> None:
    lists = _abstract("0", '<w:styleLink w:val="L"/>' + CHAPTERS)
    lists += _abstract("1", '<w:numStyleLink w:val="L"/>') + _num("7", "1") + _num("8", "0")
    style = (
        '<w:style w:type="numbering" w:styleId="L"><w:name w:val="L"/>'
        '<w:pPr><w:numPr><w:numId w:val="8"/></w:numPr></w:pPr></w:style>'
    )
    assert _lines(lists, _paragraph("", "7") + _paragraph("", "8"), style) == ["一、", "二、"]
    assert _lines(lists, _paragraph("", "7")) == ["一、"]  # the style is gone


# ---- styles -----------------------------------------------------------------------------


def _style(name: str, base: str, place: str, more: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" {more} w:styleId="{name}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{base}"/><w:pPr><w:numPr>{place}</w:numPr></w:pPr></w:style>'
    )


def test_a_style_numbers_its_paragraphs_and_those_of_styles_based_on_it() -> None:
    lists = _abstract("0", CHAPTERS.replace("<w:suff", '<w:pStyle w:val="章"/><w:suff', 1))
    lists += _num("1", "0")
    styles = _style("章", "", '<w:numId w:val="1"/>')
    styles += _style("节", "章", '<w:ilvl w:val="1"/>').replace("<w:pPr>", "<w:pPr><w:keepNext/>")
    styles += _style("不", "章", '<w:numId w:val="0"/>')
    body = _paragraph("甲", style="章") + _paragraph("乙", "1", "1", style="节")
    body += _paragraph("丙", style="不") + _paragraph("丁", "0", style="章")
    body += _paragraph("戊", level="1", style="章") + _paragraph("己", style="章")
    assert _lines(lists, body, styles) == [
        *("一、甲", "（一）乙", "丙", "丁", "（二）戊", "二、己")
    ]


def test_a_style_without_its_own_level_has_that_which_names_it() -> None:
    named = CHAPTERS.replace("<w:suff", '<w:pStyle w:val="甲"/><w:suff', 1)
    named = '<w:pStyle w:val="乙"/><w:suff'.join(named.rsplit("<w:suff", 1))
    styles = _style("甲", "", '<w:numId w:val="1"/>') + _style("乙", "", '<w:numId w:val="1"/>')
    body = _paragraph("", style="甲") + _paragraph("", style="乙")
    assert _lines(_abstract("0", named) + _num("1", "0"), body, styles) == ["一、", "（一）"]


def test_a_heading_keeps_its_number_apart() -> None:
    lists = _abstract("0", CHAPTERS) + _num("1", "0")
    body = _paragraph("成绩", "1", style="Heading1") + _paragraph("甲", "1", "1", "Heading2")
    assert read(_file(lists, body)).blocks == (
        Heading(1, "一、", (Run("成绩"),)),
        Heading(2, "（一）", (Run("甲"),)),
    )


def test_a_list_of_word_itself_is_numbered() -> None:
    word = docx.Document()
    for _ in range(2):
        word.add_paragraph("问题", style="List Number")
    stream = io.BytesIO()
    word.save(stream)
    said = [text_of(block.runs) for block in read(stream.getvalue()).blocks]
    assert said == ["1.问题", "2.问题"]


# ---- stories ----------------------------------------------------------------------------


def test_cells_count_with_the_text_and_boxes_by_themselves() -> None:
    lists = _abstract("0", CHAPTERS) + _num("1", "0")
    one = _paragraph("", "1")
    table = f"<w:tbl><w:tr><w:tc>{one}</w:tc><w:tc>{one}</w:tc></w:tr></w:tbl>"
    box = f"<w:p><w:r><w:pict><w:txbxContent>{one}{one}</w:txbxContent></w:pict></w:r></w:p>"
    assert _lines(lists, one + table + box + one) == [
        *("一、", "二、", "三、", "一、", "二、", "四、")
    ]


# ---- formats ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("decimal", "0 1 10 21 105"),
        ("decimalZero", "00 01 10 21 105"),
        ("upperRoman", "0 I X XXI CV"),
        ("lowerRoman", "0 i x xxi cv"),
        ("upperLetter", "0 A J U AAAAA"),
        ("lowerLetter", "0 a j u aaaaa"),
        ("chineseCounting", "○ 一 十 二十一 一○五"),
        ("chineseCountingThousand", "零 一 十 二十一 一百零五"),
        ("taiwaneseCounting", "○ 一 十 二十一 一○五"),
        ("taiwaneseCountingThousand", "零 一 十 二十一 一百零五"),
        ("taiwaneseDigital", "○ 一 一○ 二一 一○五"),
        ("ideographEnclosedCircle", "0 ㊀ ㊉ 21 105"),
        ("chineseLegalSimplified", "零 壹 壹拾 贰拾壹 壹佰零伍"),
        ("japaneseCounting", "0 一 十 二十一 百五"),
        ("ideographDigital", "〇 一 一〇 二一 一〇五"),
        ("ideographTraditional", "0 甲 癸 21 105"),
        ("ideographZodiac", "0 子 酉 21 105"),
        ("decimalEnclosedCircle", "0 ① ⑩ 21 105"),
        ("decimalEnclosedCircleChinese", "0 ① ⑩ 21 105"),
        ("decimalEnclosedParen", "0 ⑴ ⑽ 21 105"),
        ("decimalEnclosedFullstop", "0 ⒈ ⒑ 21 105"),
        ("decimalFullWidth", "０ １ １０ ２１ １０５"),
        ("decimalFullWidth2", "０ １ １０ ２１ １０５"),
        ("ganada", "0 1 10 21 105"),
    ],
)
def test_a_format_prints_as_word_does(kind: str, said: str) -> None:
    assert [numeral(kind, count) for count in (0, 1, 10, 21, 105)] == said.split()


def test_signs_end_where_words_do() -> None:
    assert (numeral("decimalEnclosedCircle", 20), numeral("decimalEnclosedCircle", 21)) == (
        *("⑳", "21"),
    )
    assert numeral("decimalEnclosedCircleChinese", 11) == "11"
    assert (numeral("upperRoman", 32768), numeral("upperLetter", 781)) == ("32768", "781")


# ---- hostile ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lists", "body", "said"),
    [
        ("", _paragraph("字", "1"), ["字"]),
        (_num("1", "9"), _paragraph("字", "1"), ["字"]),
        (_abstract("0", CHAPTERS) + _num("0", "0"), _paragraph("字", "0"), ["字"]),
        (_abstract("0", CHAPTERS) + _num("1", "0"), _paragraph("字", "1", "99"), ["字"]),
        (_abstract("0", CHAPTERS) + _num("1", "0"), _paragraph("字", "1", "-1"), ["一、字"]),
        (_abstract("0", CHAPTERS) + _num("1", "0"), _paragraph("字", "1", "²"), ["一、字"]),
        (_abstract("0", _level(4, "%1%4%5%9")) + _num("1", "0"), _paragraph("", "1", "4"), ["1 "]),
        (
            _abstract("0", '<w:numStyleLink w:val="L"/>') + _num("1", "0"),
            _paragraph("字", "1"),
            ["字"],
        ),
    ],
)
def test_what_is_missing_prints_no_number(lists: str, body: str, said: list[str]) -> None:
    assert _lines(lists, body) == said


def test_circles_end() -> None:
    lists = _abstract("0", '<w:numStyleLink w:val="甲"/><w:styleLink w:val="甲"/>') + _num("1", "0")
    styles = _style("甲", "乙", "") + _style("乙", "甲", "")
    body = _paragraph("字", "1") + _paragraph("字", style="甲")
    assert _lines(lists, body, styles) == ["字", "字"]


@pytest.mark.parametrize("kind", ["decimal", "chineseLegalSimplified", "upperRoman", "ganada"])
@pytest.mark.parametrize("start", ["9" * 5000, "2147483647", "-5", "a"])
def test_a_start_may_be_anything(kind: str, start: str) -> None:
    (said,) = _list(_level(0, "%1" * 50_000, kind, start=start), 0)
    assert len(said) < 5000


_VALUES = st.sampled_from(
    ("", "0", "1", "2", "8", "9", "-1", "甲", "decimal", "none", "%1%2%9", "²")
)
_NAMES = ("numId", "ilvl", "abstractNumId", "styleLink", "numStyleLink", "lvlRestart", "start")
_MORE = ("numFmt", "lvlText", "suff", "pStyle", "isLgl", "startOverride", "basedOn")
_PARENTS = ("abstractNum", "num", "lvl", "lvlOverride", "numPr", "pPr", "style")
_TREES = st.recursive(
    st.tuples(st.sampled_from((*_NAMES, *_MORE)), _VALUES).map(
        lambda drawn: f'<w:{drawn[0]} w:val="{drawn[1]}"/>'
    ),
    lambda inner: st.tuples(st.sampled_from(_PARENTS), _VALUES, st.lists(inner, max_size=4)).map(
        lambda drawn: (
            f'<w:{drawn[0]} w:numId="{drawn[1]}" w:ilvl="{drawn[1]}" w:styleId="{drawn[1]}" '
            f'w:abstractNumId="{drawn[1]}">{"".join(drawn[2])}</w:{drawn[0]}>'
        )
    ),
)


@given(_TREES, _TREES, _TREES, _VALUES)
def test_no_numbering_is_an_error(lists: str, more: str, styles: str, style: str) -> None:
    elements = [
        parse_xml(f"<w:x {nsdecls('w')}>{inner}</w:x>")
        for inner in (lists + more + _abstract("1", CHAPTERS) + _num("1", "1"), styles)
    ]
    numbering = Numbering(*elements)
    body = _paragraph("", "1") + _paragraph("", "1", style) + _paragraph("", style=style)
    for paragraph in parse_xml(f"<w:x {nsdecls('w')}>{body}</w:x>"):
        assert isinstance(numbering.before(paragraph), str)


def test_a_save_by_libreoffice_keeps_the_numbers(soffice: str, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx_writer.write(sample(), varied(编号="自动")))
    command = [soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path / "o"), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    found = [
        (b.level, b.number)
        for b in read(tmp_path / "o" / "a.docx").blocks
        if isinstance(b, Heading)
    ]
    assert found == [(b.level, b.number) for b in sample().blocks if isinstance(b, Heading)]
