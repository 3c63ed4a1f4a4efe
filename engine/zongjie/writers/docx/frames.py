"""The parts of a .docx around its text: package, settings, fonts, footers, the page."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from zongjie.model.profile import Profile
from zongjie.model.quantity import round_half_up
from zongjie.writers.docx import names

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DASH: Final = Decimal("0.5")
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument"
_W = f'xmlns:w="{_WORD}"'
_R = f'xmlns:r="{_OFFICE}/relationships"'

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


def footnotes(notes: str) -> str:
    """Return word/footnotes.xml."""
    lines = _line(-1, "separator", "separator")
    lines += _line(0, "continuationSeparator", "continuationSeparator")
    return f"{_XML}<w:footnotes {_W}>{lines}{notes}</w:footnotes>\n"


def settings(profile: Profile) -> str:
    """Return word/settings.xml."""
    outer = "<w:evenAndOddHeaders/>\n" if profile.text("页码", "位置") == "外侧" else ""
    return f"""{_XML}<w:settings {_W}>
<w:zoom w:percent="100"/>
<w:bordersDoNotSurroundHeader/>
<w:bordersDoNotSurroundFooter/>
<w:defaultTabStop w:val="420"/>
{outer}<w:drawingGridVerticalSpacing w:val="{profile.twips("正文", "行距")}"/>
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


_KNOWN: Final = {
    "仿宋_GB2312": ("仿宋", "modern"),
    "楷体_GB2312": ("楷体", "modern"),
    "方正小标宋简体": ("华文中宋", "script"),
    "黑体": ("SimHei", "modern"),
    "宋体": ("SimSun", "auto"),
}
"""Name, what to take where it is missing (a plain Windows has no _GB2312), family."""


def font_table(profile: Profile) -> str:
    """Return word/fontTable.xml: every font that the 版式 names."""
    used = [
        str(parameter.value)
        for (_, key), parameter in profile.parameters.items()
        if key.endswith("字体")
    ]
    fonts = "".join(map(_font, dict.fromkeys(used)))
    return f"{_XML}<w:fonts {_W}>\n{fonts}</w:fonts>\n"


def _font(name: str) -> str:
    other, family = _KNOWN.get(name, ("", "auto"))
    instead = f'<w:altName w:val="{other}"/>' if other else ""
    return (
        f'<w:font w:name="{name}">{instead}<w:charset w:val="86"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="default"/></w:font>\n'
    )


def document(profile: Profile, blocks: str) -> str:
    """Return word/document.xml with the blocks in place."""
    return (
        f"{_XML}<w:document {_W} {_R}><w:body>{blocks}{_section(profile)}</w:body></w:document>\n"
    )


def _section(profile: Profile) -> str:
    """Return the page and its grid.

    A4 (5.1 规定); 天头 37 mm, 订口 28 mm (5.2.1 规定); right and bottom follow
    from 版心 156 × 225 mm.  The grid has lines only: LibreOffice prints 14
    characters a line on a negative character grid, so the 28 characters come
    from the runs' spacing.
    """
    size = f'w:w="{profile.twips("版面", "纸宽")}" w:h="{profile.twips("版面", "纸高")}"'
    margins = " ".join(
        f'w:{side}="{profile.twips("版面", key)}"'
        for side, key in (("top", "天头"), ("right", "切口"), ("bottom", "地脚"), ("left", "订口"))
    )
    return (
        f"<w:sectPr>{_footer_references(profile)}<w:pgSz {size}/>"
        f'<w:pgMar {margins} w:header="851" w:footer="{_footer_distance(profile)}" w:gutter="0"/>'
        '<w:cols w:space="720"/>'
        f'<w:docGrid w:type="lines" w:linePitch="{profile.twips("正文", "行距")}"/></w:sectPr>'
    )


def _footer_references(profile: Profile) -> str:
    if profile.text("页码", "位置") == "不印":
        return ""
    # 单页码居右空一字，双页码居左空一字 (7.5, 一般): odd pages are the primary.
    return (
        f'<w:footerReference w:type="default" r:id="{ODD_FOOTER}"/>'
        f'<w:footerReference w:type="even" r:id="{EVEN_FOOTER}"/>'
    )


def _footer_distance(profile: Profile) -> int:
    """Return where the footer's line ends, from the edge of the paper.

    一字线上距版心下边缘7mm (7.5, 一般).  In an exact line of the size of the
    number the dash lies at 0.5 of its height; measured in LibreOffice.
    """
    line = profile.half_points("页码", "字号") * 10
    below = profile.twips("版面", "地脚") - profile.twips("页码", "距版心")
    return below - int(round_half_up(_DASH * line, 0))


def footer(profile: Profile, *, right: bool) -> str:
    """Return a footer “— 1 —” at the outer edge, one 字 in (7.5, 一般), or in the middle.

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
    count = int(profile.number("页码", "空字"))
    twips = count * profile.half_points("页码", "字号") * 10
    place = f'<w:ind w:{side}="{twips}" w:{side}Chars="{count * 100}"/><w:jc w:val="{side}"/>'
    if profile.text("页码", "位置") == "居中":
        place = '<w:jc w:val="center"/>'
    return (
        f'{_XML}<w:ftr {_W}><w:p><w:pPr><w:pStyle w:val="{names.FOOTER}"/>{place}</w:pPr>'
        f'<w:r>{hint}<w:t xml:space="preserve">— </w:t></w:r>{field}'
        f'<w:r>{hint}<w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>\n'
    )


def styles(inside: str) -> str:
    """Return word/styles.xml."""
    return f"{_XML}<w:styles {_W}>\n{inside}</w:styles>\n"
