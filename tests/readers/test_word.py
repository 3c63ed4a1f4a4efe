"""What other people's Word files say: each point by XML as Word or WPS writes it."""

from __future__ import annotations

import io

import docx as python_docx
import pytest

from profiled import write
from word_files import NAMESPACES, STRICT, lines, packed, paragraph, run
from zongjie.document import (
    TWO_YEARS,
    Chart,
    Document,
    Note,
    Paragraph,
    Run,
    Series,
    Table,
)
from zongjie.readers.docx import Unread, read, read_content


def _said(body: str, **parts: str) -> list[str]:
    return lines(read(packed(body, **parts)))


def _style(key: str, name: str, inner: str = "", base: str = "", kind: str = "paragraph") -> str:
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{key}"><w:name w:val="{name}"/>'
        f"{based}{inner}</w:style>"
    )


def _outline(level: str) -> str:
    return f'<w:pPr><w:outlineLvl w:val="{level}"/></w:pPr>'


def _styled(key: str, text: str = "字", more: str = "") -> str:
    return paragraph(text, properties=f'<w:pStyle w:val="{key}"/>{more}')


# ---- characters -------------------------------------------------------------------------

TEXTS = {
    "blanks typed for an indentation": (run("　　 正　文"), "正　文"),
    "blanks not said to stay": ("<w:r><w:t> 甲\n乙 </w:t></w:r>", "甲 乙"),
    "tabs and breaks": ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", "甲\t乙"),
    "a carriage return": ("<w:r><w:t>甲</w:t><w:cr/><w:t>乙</w:t></w:r>", "甲\n乙"),
    "page breaks": ('<w:r><w:br w:type="page"/><w:t>甲</w:t></w:r>', "甲"),
    "hyphens": ("<w:r><w:t>1</w:t><w:noBreakHyphen/><w:t>2</w:t></w:r>", "1-2"),
    "hidden text": (run("甲") + run("乙", "<w:vanish/>"), "甲"),
    "text that is not hidden": (run("甲", '<w:vanish w:val="0"/>'), "甲"),
    "a ticked box": ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑"),
    "a Greek letter": ('<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>', "α"),
    "a digit in Symbol": ('<w:r><w:sym w:font="Symbol" w:char="F032"/></w:r>', "2"),
    "a sign nobody knows": ('<w:r><w:sym w:font="方正" w:char="E001"/></w:r>', "\ue001"),
    "a picture font": (run("\uf0fc甲", '<w:rFonts w:ascii="Wingdings"/>'), "✓甲"),
    "a power": (run("10") + run("2", '<w:vertAlign w:val="superscript"/>') + run("米"), "10²米"),
    "a raised word": (run("注", '<w:vertAlign w:val="superscript"/>'), "注"),
    "ruby": (
        f"<w:r><w:ruby><w:rt>{run('pīn')}</w:rt><w:rubyBase>{run('拼')}</w:rubyBase></w:ruby></w:r>",
        "拼",
    ),
    "smart tags": (f'<w:smartTag w:element="date">{run("1月")}</w:smartTag>', "1月"),
    "links": (f'<w:hyperlink r:id="rId9">{run("网址")}</w:hyperlink>', "网址"),
    "WordArt": (
        '<w:r><w:pict><v:shape><v:textpath string="甘泉"/></v:shape></w:pict></w:r>',
        "甘泉",
    ),
    "what has no width": (run("甲\u200b乙") + "<w:r><w:softHyphen/></w:r>", "甲乙"),
    "an object": (
        run("甲") + '<w:r><w:object><v:shape/><o:OLEObject r:id="rId1"/></w:object></w:r>',
        "甲",
    ),
    "an equation": (
        "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r>"
        "</m:den></m:f><m:sSup><m:e><m:d><m:e><m:r><m:t>a+b</m:t></m:r></m:e></m:d></m:e>"
        "<m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>",
        "1/2(a+b)^2",
    ),
    "what all programs understand, where the rest says nothing": (
        "<w:r><mc:AlternateContent><mc:Choice Requires='x'/><mc:Fallback><w:t>甲</w:t>"
        "</mc:Fallback></mc:AlternateContent></w:r>",
        "甲",
    ),
    "one of two readings": (
        "<w:r><mc:AlternateContent><mc:Choice Requires='x'><w:t>甲</w:t></mc:Choice>"
        "<mc:Fallback><w:t>乙</w:t></mc:Fallback></mc:AlternateContent></w:r>",
        "甲",
    ),
}


@pytest.mark.parametrize(("inner", "text"), TEXTS.values(), ids=TEXTS.keys())
@pytest.mark.parametrize("namespaces", [NAMESPACES, STRICT], ids=["transitional", "strict"])
def test_characters_are_those_that_word_shows(
    inner: str, text: str, namespaces: dict[str, str]
) -> None:
    data = packed(f"<w:p>{inner}</w:p>", namespaces=namespaces)
    assert lines(read(data)) == [text]


def test_a_style_may_hide_its_text() -> None:
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    styles = _style("a", "窗体", hidden) + _style("b", "x", base="c", kind="character")
    styles += _style("c", "y", hidden, kind="character")
    body = _styled("a", "窗体顶端")
    body += paragraph(run("甲", '<w:rStyle w:val="b"/>'), run("乙"))
    shown = '<w:rStyle w:val="b"/><w:vanish w:val="false"/>'
    assert _said(body + paragraph(run("丙", shown)), styles=styles) == ["乙", "丙"]


# ---- headings ---------------------------------------------------------------------------

STYLES = (
    _style("2", "heading 1")
    + _style("3", "标题 2", base="2")
    + _style("章", "我的章标题", base="2")
    + _style("节", "我的节", _outline("1"))
    + _style("TOC", "TOC Heading", _outline("9"), base="2")
    + _style("a3", "标题")
    + _style("绕", "绕圈", base="绕")
)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (_styled("2"), "1||字"),
        (_styled("3"), "2||字"),
        (_styled("章"), "1||字"),
        (_styled("节"), "2||字"),
        (_styled("TOC"), "字"),
        (_styled("绕"), "字"),
        (_styled("没有"), "字"),
        (_styled("2", more='<w:outlineLvl w:val="9"/>'), "字"),
        (paragraph("字", properties='<w:outlineLvl w:val="2"/>'), "3||字"),
        (paragraph("字", properties='<w:outlineLvl w:val="12"/>'), "字"),
    ],
)
def test_headings_are_known_by_style_and_outline_level(body: str, said: str) -> None:
    assert _said(body, styles=STYLES) == [said]


def test_a_localized_title_is_a_title() -> None:
    blocks = read(packed(_styled("a3"), styles=STYLES)).blocks
    assert [type(block).__name__ for block in blocks] == ["Title"]


# ---- fields -----------------------------------------------------------------------------


def _sign(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _field(code: str, result: str) -> str:
    instruction = f"<w:r><w:instrText>{code}</w:instrText></w:r>"
    return f"{_sign('begin')}{instruction}{_sign('separate')}{result}{_sign('end')}"


def test_results_of_fields_are_text_and_codes_are_not() -> None:
    inner = _field(' HYPERLINK "x" ', run("甲") + _field("REF a", run("乙")))
    outer = _field(f"IF {_field('PAGE', run('3'))} = 1", run("丙"))
    assert _said(paragraph(inner, outer)) == ["甲乙丙"]


def test_a_field_without_end_loses_no_paragraph_but_its_own() -> None:
    body = paragraph(run("甲"), _sign("begin"), run("乙")) + paragraph("丙")
    assert _said(body) == ["甲", "丙"]


def test_a_code_may_go_through_paragraphs() -> None:
    first = f"{_sign('begin')}<w:r><w:instrText>IF 1=1</w:instrText></w:r>"
    body = paragraph(run("甲"), first) + paragraph("码", _sign("separate"), "果")
    assert _said(body + paragraph("二", _sign("end"), "丙")) == ["甲", "果", "二丙"]


def test_a_table_of_contents_is_dropped_with_its_paragraphs() -> None:
    first = paragraph(
        _sign("begin") + "<w:r><w:instrText> TOC \\o </w:instrText></w:r>" + _sign("separate"),
        _field("PAGEREF x", run("1")),
    )
    body = paragraph("前") + first + paragraph("一、成绩 1") + paragraph(_sign("end"))
    assert _said(body + paragraph("后")) == ["前", "后"]
    assert _said(paragraph("前") + first + paragraph(_sign("end"), "后")) == ["前", "后"]
    simple = '<w:fldSimple w:instr="TOC"><w:r><w:t>目</w:t></w:r></w:fldSimple>'
    assert _said(paragraph(simple) + paragraph("后")) == ["后"]
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    control = f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{paragraph('目录')}"
    assert _said(f"{control}</w:sdtContent></w:sdt>" + paragraph("后")) == ["后"]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (r"eq \o\ac(○,3)", "③"),
        (r"EQ \o\ac(○,甲)", "甲"),
        (r'EQ \* jc0 \* "Font:宋体" \o(\s\up 9(pīn),拼)', "拼"),
    ],
)
def test_one_sign_over_another_is_the_sign_itself(code: str, said: str) -> None:
    field = f"{_sign('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{_sign('end')}"
    assert _said(paragraph(field)) == [said]


# ---- tables -----------------------------------------------------------------------------


def _cell(*inner: str, properties: str = "") -> str:
    said = "".join(one if one.startswith("<") else paragraph(one) for one in inner)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{said}</w:tc>"


def _row(*cells: str, properties: str = "") -> str:
    said = "".join(one if one.startswith("<") else _cell(one) for one in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{said}</w:tr>"


def _table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def test_a_merged_cell_keeps_the_places_of_the_others() -> None:
    rows = [
        _row(_cell("甲", properties='<w:gridSpan w:val="2"/>'), "乙"),
        _row(_cell("丙", properties='<w:vMerge w:val="restart"/>'), "丁", "戊"),
        _row(_cell("", properties="<w:vMerge/>"), "己", "庚"),
        _row("辛", properties='<w:gridBefore w:val="2"/>'),
    ]
    assert _said(_table(*rows)) == ["甲//乙", "丙/丁/戊", "/己/庚", "//辛"]


def test_a_hostile_span_makes_no_million_cells() -> None:
    body = _table(_row(_cell("甲", properties=f'<w:gridSpan w:val="{"9" * 9}"/>')))
    (table,) = read(packed(body)).blocks
    assert isinstance(table, Table)
    assert len(table.rows[0]) < 100
    body = _table(_row(_cell("甲", properties=f'<w:gridSpan w:val="{"9" * 5000}"/>')))
    assert _said(body) == ["甲"]


def test_a_table_in_a_cell_is_a_line_for_each_row() -> None:
    inner = _table(_row("甲", "乙"), _row("丙", "丁"))
    assert _said(_table(_row(_cell("前", inner, "后"), "外"))) == ["前\n甲\t乙\n丙\t丁\n后/外"]


def test_rows_and_cells_may_be_wrapped() -> None:
    def wrap(inner: str) -> str:
        return f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    row = _row(wrap(_cell("甲")), _cell(wrap(paragraph("乙"))))
    assert _said(_table(wrap(row), f"<w:customXml>{_row('丙')}</w:customXml>")) == ["甲/乙", "丙"]


def test_a_table_of_python_docx_with_merged_cells() -> None:
    word = python_docx.Document()
    table = word.add_table(3, 3)
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"{row}{column}"
    table.cell(0, 0).merge(table.cell(0, 2)).text = "宽"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "高"
    stream = io.BytesIO()
    word.save(stream)
    assert lines(read(stream.getvalue())) == ["宽//", "高/11/12", "/21/22"]


# ---- text boxes -------------------------------------------------------------------------


def _box(*inner: str) -> str:
    """Return a run with a text box as Word writes it: once for itself, once for old programs."""
    said = "".join(one if one.startswith("<") else paragraph(one) for one in inner)
    content = f"<w:txbxContent>{said}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><wps:wsp>"
        f"<wps:txbx>{content}</wps:txbx></wps:wsp></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    assert _said(paragraph("甲", _box("框", "里"), "乙") + paragraph("丙")) == [
        *("甲乙", "框", "里", "丙")
    ]


def test_a_text_box_in_a_cell_is_read_once() -> None:
    assert _said(_table(_row(_cell(paragraph("甲", _box("框"))), "乙"))) == ["甲\n框/乙"]


def test_boxes_in_boxes_are_read_once_each() -> None:
    nested = "末"
    for depth in range(15):
        nested = paragraph(str(depth), f"<w:r><w:pict>{_plain_box(nested)}</w:pict></w:r>")
    assert _said(nested) == [str(depth) for depth in reversed(range(15))] + ["末"]


def _plain_box(inner: str) -> str:
    said = inner if inner.startswith("<") else paragraph(inner)
    return f"<w:txbxContent>{said}</w:txbxContent>"


# ---- footnotes and endnotes -------------------------------------------------------------


def test_footnotes_and_endnotes_are_notes_at_their_marks() -> None:
    body = paragraph("甲", '<w:r><w:footnoteReference w:id="2"/></w:r>', "乙")
    body += paragraph("丙", '<w:r><w:endnoteReference w:id="2"/></w:r>')
    own = "<w:r><w:footnoteRef/></w:r>"
    footnotes = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
    footnotes += f'<w:footnote w:id="2">{paragraph(own, " 脚一")}{paragraph("脚二")}</w:footnote>'
    endnotes = f'<w:endnote w:id="2">{paragraph("尾")}</w:endnote>'
    assert read(packed(body, footnotes=footnotes, endnotes=endnotes)).blocks == (
        Paragraph((), (Run("甲"), Note("1", (Run("脚一\n脚二"),)), Run("乙"))),
        Paragraph((), (Run("丙"), Note("2", (Run("尾"),)))),
    )


def test_a_footnote_that_marks_itself_ends() -> None:
    body = paragraph("甲", '<w:r><w:footnoteReference w:id="1"/></w:r>')
    own = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    notes = f'<w:footnote w:id="1">{paragraph("脚", own)}</w:footnote>'
    (block,) = read(packed(body, footnotes=notes)).blocks
    assert block == Paragraph((), (Run("甲"), Note("1", (Run("脚"),))))


# ---- content controls -------------------------------------------------------------------


def test_controls_are_looked_through_and_their_hints_dropped() -> None:
    def control(inner: str, properties: str = "") -> str:
        return (
            f"<w:sdt><w:sdtPr><w:text/>{properties}</w:sdtPr>"
            f"<w:sdtContent>{inner}</w:sdtContent></w:sdt>"
        )

    body = control(paragraph("甲", control(run("乙")), control(run("单击"), "<w:showingPlcHdr/>")))
    body += _table(_row(control(_cell("点击"), "<w:showingPlcHdr/>"), "丙"))
    body += paragraph(control(run("丁"), '<w:showingPlcHdr w:val="0"/>'))
    assert _said(body) == ["甲乙", "/丙", "丁"]


# ---- files of WPS -----------------------------------------------------------------------


def test_a_file_of_wps_with_numbers_for_styles_and_its_own_data() -> None:
    body = _styled("2", "一、成绩") + "<wpsCustomData:x><w:t>数据</w:t></wpsCustomData:x>"
    body += paragraph("正文", properties='<w:pStyle w:val="1"/>')
    data = packed(body, main="word/document1.xml", styles=STYLES + _style("1", "Normal"))
    assert lines(read(data)) == ["1||一、成绩", "正文"]


# ---- what cannot be read ----------------------------------------------------------------


def _charted() -> Document:
    series = (Series("2024年", ("1",)), Series("2025年", ("2",)))
    return Document([Chart((Run("图"),), TWO_YEARS, "件", (Run("甲"),), series)])


def test_what_is_no_text_is_counted() -> None:
    picture = '<w:r><w:drawing><a:blip r:embed="rId1"/></w:drawing></w:r>'
    linked = '<w:r><w:pict><v:imagedata r:id="rId2"/></w:pict></w:r>'
    word_object = '<w:r><w:object><v:imagedata/><o:OLEObject r:id="rId1"/></w:object></w:r>'
    body = paragraph(picture, linked, word_object) + '<w:altChunk r:id="rId5"/>'
    assert read_content(packed(body)).unread == Unread(2, 1, 1)
    chart = '<w:r><w:drawing><a:chart r:id="rId7"/></w:drawing></w:r>'
    assert read_content(packed(paragraph(chart))).unread == Unread(parts=1)
    assert read_content(packed(paragraph("甲"))).unread == Unread()
    assert read_content(write(_charted())).unread == Unread()


@pytest.mark.parametrize(("kind", "found"), [("image", True), ("hyperlink", False)])
def test_what_lies_outside_is_seen_and_left_there(kind: str, found: bool) -> None:
    relation = (
        f'<Relationship Id="x" Type="a/{kind}" Target="http://127.0.0.1:9/a" '
        'TargetMode="External"/>'
    )
    content = read_content(packed(paragraph("甲"), relation))
    assert content.reaches_out is found
    assert lines(content.document) == ["甲"]
