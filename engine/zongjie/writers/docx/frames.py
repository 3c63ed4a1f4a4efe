"""The parts of the reference docx that python-docx has no words for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zongjie.writers.docx import names

if TYPE_CHECKING:
    from lxml.etree import _Element

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument"
_W = f'xmlns:w="{_WORD}"'

ODD_FOOTER, EVEN_FOOTER = "rIdOdd", "rIdEven"

_PARTS = {
    "/docProps/app.xml": f"{_TYPE}.extended-properties+xml",
    "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "/docProps/custom.xml": f"{_TYPE}.custom-properties+xml",
    "/word/document.xml": f"{_TYPE}.wordprocessingml.document.main+xml",
    "/word/styles.xml": f"{_TYPE}.wordprocessingml.styles+xml",
    "/word/settings.xml": f"{_TYPE}.wordprocessingml.settings+xml",
    "/word/fontTable.xml": f"{_TYPE}.wordprocessingml.fontTable+xml",
    "/word/footnotes.xml": f"{_TYPE}.wordprocessingml.footnotes+xml",
    "/word/footer1.xml": f"{_TYPE}.wordprocessingml.footer+xml",
    "/word/footer2.xml": f"{_TYPE}.wordprocessingml.footer+xml",
}

CONTENT_TYPES = (
    f'{_XML}<Types xmlns="{_PACKAGE}/content-types">\n'
    f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/>\n<Default Extension="xml" ContentType="application/xml"/>\n'
    + "".join(f'<Override PartName="{n}" ContentType="{t}"/>\n' for n, t in _PARTS.items())
    + "</Types>\n"
)


def _relations(items: tuple[tuple[str, str, str], ...]) -> str:
    lines = "".join(f'<Relationship Id="{i}" Type="{t}" Target="{to}"/>\n' for i, t, to in items)
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">\n{lines}</Relationships>\n'


_REL = f"{_OFFICE}/relationships"
PACKAGE_RELATIONS = _relations(
    (
        ("rId1", f"{_REL}/officeDocument", "word/document.xml"),
        ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ("rId3", f"{_REL}/extended-properties", "docProps/app.xml"),
        ("rId4", f"{_REL}/custom-properties", "docProps/custom.xml"),
    )
)
DOCUMENT_RELATIONS = _relations(
    (
        ("rIdStyles", f"{_REL}/styles", "styles.xml"),
        ("rIdSettings", f"{_REL}/settings", "settings.xml"),
        ("rIdFonts", f"{_REL}/fontTable", "fontTable.xml"),
        ("rIdNotes", f"{_REL}/footnotes", "footnotes.xml"),
        (ODD_FOOTER, f"{_REL}/footer", "footer1.xml"),
        (EVEN_FOOTER, f"{_REL}/footer", "footer2.xml"),
    )
)

APP = (
    f'{_XML}<Properties xmlns="{_OFFICE}/extended-properties">'
    "<Application>zongjie</Application></Properties>\n"
)


def _line(number: int, kind: str, mark: str) -> str:
    # Single spaced and without indent, or the rule stands off the margin.
    return (
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:line="240" '
        f'w:lineRule="auto"/></w:pPr><w:r><w:{mark}/></w:r></w:p></w:footnote>'
    )


FOOTNOTES = (
    f"{_XML}<w:footnotes {_W}>{_line(-1, 'separator', 'separator')}"
    f"{_line(0, 'continuationSeparator', 'continuationSeparator')}</w:footnotes>\n"
)

SETTINGS = f"""{_XML}<w:settings {_W}>
<w:zoom w:percent="100"/>
<w:bordersDoNotSurroundHeader/>
<w:bordersDoNotSurroundFooter/>
<w:defaultTabStop w:val="420"/>
<w:evenAndOddHeaders/>
<w:drawingGridVerticalSpacing w:val="579"/>
<w:characterSpacingControl w:val="compressPunctuation"/>
<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>
<w:compat>
<w:spaceForUL/>
<w:balanceSingleByteDoubleByteWidth/>
<w:doNotLeaveBackslashAlone/>
<w:ulTrailSpace/>
<w:doNotExpandShiftReturn/>
<w:adjustLineHeightInTable/>
<w:useFELayout/>
<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" \
w:val="15"/>
</w:compat>
<w:decimalSymbol w:val="."/>
<w:listSeparator w:val=","/>
</w:settings>
"""

_FONTS = (
    ("仿宋_GB2312", "仿宋", "modern"),
    ("楷体_GB2312", "楷体", "modern"),
    ("方正小标宋简体", "华文中宋", "script"),
    ("黑体", "SimHei", "modern"),
    ("宋体", "SimSun", "auto"),
)
"""Name, what to take where it is missing (a plain Windows has no _GB2312), family."""

FONT_TABLE = (
    f"{_XML}<w:fonts {_W}>\n"
    + "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="default"/></w:font>\n'
        for name, other, family in _FONTS
    )
    + "</w:fonts>\n"
)


def footer(*, right: bool) -> str:
    """Return a footer “— 1 —” at the outer edge, one 字 in (7.5, 一般).

    Font and size come from the style, so the field's runs have them too.
    """
    side = "right" if right else "left"
    hint = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
    field = "".join(
        f"<w:r>{content}</w:r>"
        for content in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    return (
        f'{_XML}<w:ftr {_W}><w:p><w:pPr><w:pStyle w:val="{names.FOOTER}"/>'
        f'<w:ind w:{side}="280" w:{side}Chars="100"/><w:jc w:val="{side}"/></w:pPr>'
        f'<w:r>{hint}<w:t xml:space="preserve">— </w:t></w:r>{field}'
        f'<w:r>{hint}<w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>\n'
    )


def serialise(element: _Element, *, indent: bool = False) -> bytes:
    """Return an element as a part, without the namespaces it has no use for."""
    from lxml import etree

    etree.cleanup_namespaces(element)
    if indent:
        etree.indent(element, space="")
    text: bytes = etree.tostring(element, encoding="unicode").encode()
    return _XML.encode() + text + b"\n"
