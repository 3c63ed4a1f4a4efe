"""What a 版式 makes of the parts round the text."""

from __future__ import annotations

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from profiled import default
from zongjie.writers.docx import names, sections, static_parts

PARTS = {name: text.encode() for name, text in static_parts(default()).items()}
DOCUMENT = sections.section(default())


def test_every_name_the_writer_uses_is_a_style() -> None:
    styles = parse_xml(PARTS["word/styles.xml"])
    ids = {style.get(qn("w:styleId")) for style in styles.iterchildren(qn("w:style"))}
    used = [value for key, value in vars(names).items() if key.isupper()]
    flat = {name for value in used for name in ([value] if isinstance(value, str) else value)}
    assert flat == ids


def test_bases_and_followers_exist_and_nothing_is_bold_but_the_lead() -> None:
    styles = parse_xml(PARTS["word/styles.xml"])
    ids = {style.get(qn("w:styleId")) for style in styles.iterchildren(qn("w:style"))}
    for tag in ("w:basedOn", "w:next"):
        assert {e.get(qn("w:val")) for e in styles.iter(qn(tag))} <= ids
    bold = [e.getparent().getparent().get(qn("w:styleId")) for e in styles.iter(qn("w:b"))]
    assert bold == [names.LEAD]


def test_every_font_is_named_for_all_scripts_and_in_the_font_table() -> None:
    styles = parse_xml(PARTS["word/styles.xml"])
    table = parse_xml(PARTS["word/fontTable.xml"])
    known = {font.get(qn("w:name")) for font in table}
    for fonts in styles.iter(qn("w:rFonts")):
        named = {fonts.get(qn(f"w:{slot}")) for slot in ("ascii", "hAnsi", "eastAsia", "cs")}
        assert len(named) == 1
        assert named <= known
    assert b"Theme" not in PARTS["word/styles.xml"]


def test_the_page_is_that_of_gbt_9704() -> None:
    body = DOCUMENT
    for expected in (
        '<w:pgSz w:w="11906" w:h="16838"/>',
        'w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"',
        'w:footer="1447"',
        '<w:docGrid w:type="lines" w:linePitch="579"/>',
    ):
        assert expected in body
    assert "titlePg" not in body


def test_odd_pages_are_numbered_right_and_even_pages_left() -> None:
    odd = PARTS["word/footer1.xml"].decode()
    even = PARTS["word/footer2.xml"].decode()
    assert 'w:rightChars="100"' in odd
    assert 'w:leftChars="100"' in even
    assert "<w:evenAndOddHeaders/>" in PARTS["word/settings.xml"].decode()


@pytest.mark.parametrize(
    ("style_id", "font", "level"),
    [
        ("Heading1", "黑体", 0),
        ("Heading2", "楷体_GB2312", 1),
        ("Heading3", "仿宋_GB2312", 2),
        ("Heading4", "仿宋_GB2312", 3),
    ],
)
def test_headings_have_their_font_outline_and_indent(style_id: str, font: str, level: int) -> None:
    styles = parse_xml(PARTS["word/styles.xml"])
    style = next(s for s in styles if s.get(qn("w:styleId")) == style_id)
    assert style.find(qn("w:name")).get(qn("w:val")) == f"heading {level + 1}"
    assert style.find(f".//{qn('w:rFonts')}").get(qn("w:eastAsia")) == font
    assert style.find(f".//{qn('w:outlineLvl')}").get(qn("w:val")) == str(level)
    assert style.find(f".//{qn('w:ind')}").get(qn("w:firstLineChars")) == "200"
