"""The reference docx in ``templates`` is what its builder makes, and is ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

from zongjie.resources import template_dir
from zongjie.writers.docx import DOCUMENT_PART, FOOTNOTES_PART, REFERENCE, STATIC_PARTS, names
from zongjie.writers.docx.reference import build, main

FOLDER = template_dir() / REFERENCE


def _canonical(data: bytes) -> str:
    root = etree.fromstring(data, etree.XMLParser(remove_blank_text=True))
    return etree.canonicalize(etree.tostring(root, encoding="unicode"))


def test_rebuilding_gives_the_committed_parts() -> None:
    built = build()
    committed = {path.relative_to(FOLDER).as_posix(): path for path in FOLDER.rglob("*.*")}
    committed = {name: path for name, path in committed.items() if path.is_file()}
    assert set(built) == set(committed) == {*STATIC_PARTS, DOCUMENT_PART, FOOTNOTES_PART}
    for name, data in built.items():
        assert _canonical(data) == _canonical(committed[name].read_bytes()), (
            f"{name}: run `python -m zongjie.writers.docx.reference templates/{REFERENCE}`"
        )


def test_the_builder_writes_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "out")]) == 0
    assert (tmp_path / "out" / "_rels" / ".rels").is_file()
    assert main([]) == 2
    assert "usage" in capsys.readouterr().err


def test_every_name_the_writer_uses_is_a_style() -> None:
    styles = parse_xml((FOLDER / "word/styles.xml").read_bytes())
    ids = {style.get(qn("w:styleId")) for style in styles.iterchildren(qn("w:style"))}
    used = [value for key, value in vars(names).items() if key.isupper() and key != "TEXT_WIDTH"]
    flat = {name for value in used for name in ([value] if isinstance(value, str) else value)}
    assert flat == ids


def test_bases_and_followers_exist_and_nothing_is_bold_but_the_lead() -> None:
    styles = parse_xml((FOLDER / "word/styles.xml").read_bytes())
    ids = {style.get(qn("w:styleId")) for style in styles.iterchildren(qn("w:style"))}
    for tag in ("w:basedOn", "w:next"):
        assert {e.get(qn("w:val")) for e in styles.iter(qn(tag))} <= ids
    bold = [e.getparent().getparent().get(qn("w:styleId")) for e in styles.iter(qn("w:b"))]
    assert bold == [names.LEAD]


def test_every_font_is_named_for_all_scripts_and_in_the_font_table() -> None:
    styles = parse_xml((FOLDER / "word/styles.xml").read_bytes())
    table = parse_xml((FOLDER / "word/fontTable.xml").read_bytes())
    known = {font.get(qn("w:name")) for font in table}
    for fonts in styles.iter(qn("w:rFonts")):
        named = {fonts.get(qn(f"w:{slot}")) for slot in ("ascii", "hAnsi", "eastAsia", "cs")}
        assert len(named) == 1
        assert named <= known
    assert b"Theme" not in (FOLDER / "word/styles.xml").read_bytes()


def test_the_page_is_that_of_gbt_9704() -> None:
    body = (FOLDER / DOCUMENT_PART).read_text(encoding="utf-8")
    for expected in (
        '<w:pgSz w:w="11906" w:h="16838"/>',
        'w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"',
        'w:footer="1447"',
        '<w:docGrid w:type="lines" w:linePitch="579"/>',
    ):
        assert expected in body
    assert "titlePg" not in body


def test_odd_pages_are_numbered_right_and_even_pages_left() -> None:
    odd = (FOLDER / "word/footer1.xml").read_text(encoding="utf-8")
    even = (FOLDER / "word/footer2.xml").read_text(encoding="utf-8")
    assert 'w:rightChars="100"' in odd
    assert 'w:leftChars="100"' in even
    assert "<w:evenAndOddHeaders/>" in (FOLDER / "word/settings.xml").read_text(encoding="utf-8")


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
    styles = parse_xml((FOLDER / "word/styles.xml").read_bytes())
    style = next(s for s in styles if s.get(qn("w:styleId")) == style_id)
    assert style.find(qn("w:name")).get(qn("w:val")) == f"heading {level + 1}"
    assert style.find(f".//{qn('w:rFonts')}").get(qn("w:eastAsia")) == font
    assert style.find(f".//{qn('w:outlineLvl')}").get(qn("w:val")) == str(level)
    assert style.find(f".//{qn('w:ind')}").get(qn("w:firstLineChars")) == "200"
