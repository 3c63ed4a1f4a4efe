"""The page: its size, margins, grid and page numbers (17.6), upright and landscape."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Final

from zongjie.model.profile import Profile
from zongjie.model.quantity import round_half_up
from zongjie.writers.docx import names, package
from zongjie.writers.docx.marks import CIRCLED, EACH_PAGE, marks_of
from zongjie.writers.docx.package import XML, W

_DASH: Final = Decimal("0.5")
# Twips: LibreOffice sets vertical text 0.8 mm off the middle of its line (measured), Word by
# its documents in the middle; half of that leaves both within half a millimetre.
_LEANING: Final = 24
ODD_LANDSCAPE: Final = package.word("footer3", "footer", "rIdOddLandscape")
EVEN_LANDSCAPE: Final = package.word("footer4", "footer", "rIdEvenLandscape")


@lru_cache(maxsize=16)
def section(profile: Profile, *, landscape: bool = False) -> str:
    """Return the page and its grid.

    A4 (5.1 规定); 天头 37 mm, 订口 28 mm (5.2.1 规定); right and bottom follow
    from 版心 156 × 225 mm.  The grid has lines only: LibreOffice prints 14
    characters a line on a negative character grid, so the 28 characters come
    from the runs' spacing.

    A landscape page is the upright one turned, its head at the left (clause 8).
    """
    width, height = profile.twips("版面", "纸宽"), profile.twips("版面", "纸高")
    size = f'w:w="{width}" w:h="{height}"'
    sides = ("天头", "切口", "地脚", "订口")  # in the order top, right, bottom, left
    if landscape:
        size = f'w:w="{height}" w:h="{width}" w:orient="landscape"'
        sides = ("订口", "天头", "切口", "地脚")
    margins = " ".join(
        f'w:{side}="{profile.twips("版面", key)}"'
        for side, key in zip(("top", "right", "bottom", "left"), sides, strict=True)
    )
    return (
        f"<w:sectPr>{_footer_references(profile, landscape=landscape)}{_note_properties(profile)}"
        f"<w:pgSz {size}/>"
        f'<w:pgMar {margins} w:header="851" w:footer="{_footer_distance(profile)}" w:gutter="0"/>'
        '<w:cols w:space="720"/>'
        f'<w:docGrid w:type="lines" w:linePitch="{profile.twips("正文", "行距")}"/></w:sectPr>'
    )


def _footer_references(profile: Profile, *, landscape: bool) -> str:
    if profile.text("页码", "位置") == "不印":
        return ""
    # 单页码居右空一字，双页码居左空一字 (7.5, 一般): odd pages are the primary.
    odd, even = package.ODD_FOOTER, package.EVEN_FOOTER
    if landscape:
        odd, even = ODD_LANDSCAPE, EVEN_LANDSCAPE
    return (
        f'<w:footerReference w:type="default" r:id="{odd.id}"/>'
        f'<w:footerReference w:type="even" r:id="{even.id}"/>'
    )


def _note_properties(profile: Profile) -> str:
    """Return what numbers the footnotes (17.11.11), where it is not Word's own way."""
    marks = marks_of(profile)
    if marks.are_typed:
        return ""
    form = '<w:numFmt w:val="decimalEnclosedCircle"/>' if marks.sign == CIRCLED else ""
    restart = '<w:numRestart w:val="eachPage"/>' if marks.numbering == EACH_PAGE else ""
    return f"<w:footnotePr>{form}{restart}</w:footnotePr>" if form or restart else ""


def _footer_distance(profile: Profile) -> int:
    """Return where the footer's line ends, from the edge of the paper.

    一字线上距版心下边缘7mm (7.5, 一般).  In an exact line of the size of the
    number the dash lies at 0.5 of its height; measured in LibreOffice.
    """
    line = profile.half_points("页码", "字号") * 10
    below = profile.twips("版面", "地脚") - profile.twips("页码", "距版心")
    return below - int(round_half_up(_DASH * line, 0))


def footer(profile: Profile, *, right: bool) -> str:
    """Return a footer “— 1 —” at the outer edge, one 字 in (7.5, 一般), or in the middle."""
    return f"{XML}<w:ftr {W}>{_number(profile, right=right)}</w:ftr>\n"


def landscape_footer(profile: Profile, *, right: bool) -> str:
    """Return the footer of a landscape page.

    Its number stands where those of the upright pages do when the sheet is
    turned (clause 8, 规定): in the left margin, read from top to bottom.  A
    table that floats there is the one way that every program prints alike.
    """
    line = profile.half_points("页码", "字号") * 10
    left, length = _footer_distance(profile) + _LEANING, profile.width
    margins = "".join(
        f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("top", "left", "bottom", "right")
    )
    return (
        f"{XML}<w:ftr {W}><w:tbl><w:tblPr>"
        '<w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="page" '
        f'w:horzAnchor="page" w:tblpX="{left}" w:tblpY="{profile.twips("版面", "订口")}"/>'
        f'<w:tblW w:w="{line}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        f'<w:tblGrid><w:gridCol w:w="{line}"/></w:tblGrid>'
        f'<w:tr><w:trPr><w:trHeight w:val="{length}" w:hRule="exact"/></w:trPr>'
        f'<w:tc><w:tcPr><w:tcW w:w="{line}" w:type="dxa"/><w:textDirection w:val="tbRl"/></w:tcPr>'
        f"{_number(profile, right=right)}</w:tc></w:tr></w:tbl>"
        f'<w:p><w:pPr><w:pStyle w:val="{names.FOOTER}"/></w:pPr></w:p></w:ftr>\n'
    )


def _number(profile: Profile, *, right: bool) -> str:
    """Return the paragraph; font and size come from the style, also those of the field."""
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
        f'<w:p><w:pPr><w:pStyle w:val="{names.FOOTER}"/>{place}</w:pPr>'
        f'<w:r>{hint}<w:t xml:space="preserve">— </w:t></w:r>{field}'
        f'<w:r>{hint}<w:t xml:space="preserve"> —</w:t></w:r></w:p>'
    )
