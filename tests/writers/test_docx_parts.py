"""What a 版式 makes of the parts round the text, and what holds in every part."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from profiled import default, parts
from zongjie import load, render
from zongjie.sources import profiles
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


# ---- every part of every example in every 版式 ---------------------------------------

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").iterdir())
each_file = pytest.mark.parametrize(
    ("example", "profile"),
    [(example, profile) for example in EXAMPLES for profile in profiles.titles()],
    ids=lambda value: value.name if isinstance(value, Path) else value,
)

# ECMA-376 part 1, annex A.1: CT_PPr, EG_RPrBase, CT_SectPr, CT_TblPr, CT_TcPr.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr "
    "suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct "
    "topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
    "contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
    "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect "
    "bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc "
    "pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi "
    "rtlGutter docGrid printerSettings",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW "
    "jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
    "tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection "
    "tcFitText vAlign hideMark",
}
EITHER_WIDTH = set("“”‘’—…·")


@cache
def _roots(example: Path, profile: str) -> dict[str, Element]:
    data = render(load(example), "docx", profile=profile).outputs["docx"]
    return {name: parse_xml(part) for name, part in parts(data).items()}


def _disorder(root: Element) -> list[str]:
    """Return pairs of children that the schema wants the other way round, or does not know."""
    found = []
    for name, order in ORDER.items():
        known = order.split()
        for properties in root.iter(qn(f"w:{name}")):
            children = [str(child.tag).rpartition("}")[2] for child in properties]
            pairs = pairwise(["", *children])
            places = {"": -1, **{child: place for place, child in enumerate(known)}}
            found += [
                f"{name}: {a} {b}"
                for a, b in pairs
                if b not in places or places[a] > places[b] or (a == b and name != "sectPr")
            ]
    return found


@each_file
def test_properties_stand_in_the_order_of_the_schema(example: Path, profile: str) -> None:
    for root in _roots(example, profile).values():
        assert _disorder(root) == []


@each_file
def test_marks_of_either_width_are_hinted_to_be_chinese(example: Path, profile: str) -> None:
    hinted = 0
    for root in _roots(example, profile).values():
        for run in root.iter(qn("w:r")):
            if EITHER_WIDTH & set("".join(text.text or "" for text in run.iter(qn("w:t")))):
                fonts = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
                assert fonts is not None
                assert fonts.get(qn("w:hint")) == "eastAsia"
                hinted += 1
    assert hinted > 4  # beside the dashes of the page numbers


@each_file
def test_no_theme_decides_a_font_and_no_session_of_word_is_kept(
    example: Path, profile: str
) -> None:
    for root in _roots(example, profile).values():
        for element in root.iter():
            names = [str(name).rpartition("}")[2] for name in (element.tag, *element.attrib)]
            assert not [name for name in names if "Theme" in name or name.startswith("rsid")]


def test_the_order_can_be_wrong() -> None:
    namespace = f'xmlns:w="{qn("w:p")[1:].partition("}")[0]}"'
    root = parse_xml(f"<w:p {namespace}><w:pPr><w:jc/><w:ind/><w:odd/></w:pPr></w:p>")
    assert _disorder(root) == ["pPr: jc ind", "pPr: ind odd"]
