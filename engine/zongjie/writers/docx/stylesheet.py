"""The styles of a .docx, as data made from a 版式, and as XML.

Clauses are those of GB/T 9704-2012; strengths: 规定 (应当), 一般, 实务 (custom).
Digits take the CJK font too: 5.2.2 (一般) asks 仿宋 for all that is not excepted.
It also keeps “ ” — … full-width where a program overlooks the runs' hint.
"""

from __future__ import annotations

from collections.abc import Iterator

from zongjie.model.profile import Profile
from zongjie.writers.docx import names, styling
from zongjie.writers.docx.own_styles import own_styles
from zongjie.writers.docx.styling import Properties, Style


def stylesheet(profile: Profile) -> str:
    """Return the inside of ``w:styles`` for a 版式."""
    styles = (
        *_basic(profile),
        *_opening(profile),
        *_text(profile),
        *_edges(profile),
        *own_styles(profile),
    )
    return _defaults(profile) + "".join(map(styling.style_xml, styles))


def _defaults(profile: Profile) -> str:
    """Return w:docDefaults: black (5.2.4) 三号仿宋 (5.2.2), Chinese."""
    run: Properties = {
        "rFonts": {"hint": "eastAsia", **styling.font(profile.text("正文", "字体"))["rFonts"]},
        "color": styling.val("000000"),
        **styling.size(profile.half_points("正文", "字号")),
        "lang": {"val": "en-US", "eastAsia": "zh-CN", "bidi": "ar-SA"},
    }
    of_runs = styling.group("rPr", run, styling.RUN_ORDER)
    return f"<w:docDefaults><w:rPrDefault>{of_runs}</w:rPrDefault><w:pPrDefault/></w:docDefaults>\n"


def _heading(profile: Profile, level: int) -> Style:
    """A heading: 黑体, 楷体, 仿宋, 仿宋, all 三号 (7.3.3, 一般)."""
    group = styling.LEVELS[level - 1]
    paragraph = {**styling.STAY, **styling.indent(profile), "outlineLvl": styling.val(level - 1)}
    if styling.numbers_headings(profile):
        paragraph |= styling.listed(level)
    bold = styling.BOLD if profile.says(group, "加粗") else {}
    return Style(
        names.HEADINGS[level - 1],
        f"heading {level}",
        "paragraph",
        names.NORMAL,
        names.BODY,
        paragraph,
        {**styling.font_and_size(profile, group), **bold},
    )


def _basic(profile: Profile) -> Iterator[Style]:
    pitch = profile.twips("正文", "行距")
    # 三号仿宋 (5.2.2); no widow control, which would leave pages of 21 lines.  That marks
    # may hang is what Word does anyway; LibreOffice 7.4 reads it as its opposite, and must:
    # it leaves out marks that hang behind a justified line.
    yield Style(
        names.NORMAL,
        "Normal",
        paragraph={
            "widowControl": styling.val(0),
            "overflowPunct": styling.val(1),
            "jc": styling.val("both"),
            **styling.line(pitch),
        },
        # −0.25 pt a character: 28 of them on a line of 156 mm (5.2.3, 一般); measured.
        run={"spacing": styling.val(profile.twips("正文", "字距"))},
    )
    yield Style(names.DEFAULT_CHARACTER, "Default Paragraph Font", "character")
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 0), ("left", 108), ("bottom", 0), ("right", 108))
    )
    yield Style(
        names.DEFAULT_TABLE,
        "Normal Table",
        "table",
        table=f"<w:tblPr><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>",
    )


def _opening(profile: Profile) -> Iterator[Style]:
    """Yield the styles of what stands before the text."""
    pitch = profile.twips("正文", "行距")
    after = str(int(profile.number("标题", "空行")) * pitch)
    # 二号小标宋体, centred (7.3.1, 一般).  A free line below it (实务).
    yield Style(
        names.TITLE,
        "Title",
        base=names.NORMAL,
        follow=names.BODY,
        paragraph={
            **styling.STAY,
            **styling.CENTRE,
            **styling.DENSE,
            **styling.line(profile.twips("标题", "行距"), after=after),
            "contextualSpacing": {},
        },
        run=styling.large(profile),
    )
    # 副标题 and 署名: 楷体 三号, centred, one line above the text (实务).
    yield Style(
        names.SUBTITLE,
        "Subtitle",
        base=names.NORMAL,
        follow=names.BODY,
        paragraph={
            **styling.STAY,
            **styling.CENTRE,
            **styling.DENSE,
            **styling.line(pitch, after=after),
            "contextualSpacing": {},
        },
        run=styling.font_and_size(profile, "副标题"),
    )
    # 主送机关 flush left, also its further lines (7.3.2, 规定).
    yield Style(
        names.ADDRESSEE, "Salutation", base=names.NORMAL, follow=names.BODY, paragraph=styling.LEFT
    )


def _text(profile: Profile) -> Iterator[Style]:
    """Yield the styles of headings, body and footnotes."""
    yield from (_heading(profile, level) for level in (1, 2, 3, 4))
    yield Style(names.BODY, "Body Text", base=names.NORMAL, paragraph=styling.indent(profile))
    # The standard has no footnotes: 五号, single spaced (实务).
    yield Style(
        names.FOOTNOTE_TEXT,
        "footnote text",
        base=names.NORMAL,
        paragraph=styling.OFF_GRID,
        run={**styling.size(profile.half_points("脚注", "字号")), **styling.EVEN},
    )
    yield Style(
        names.FOOTNOTE_REFERENCE,
        "footnote reference",
        "character",
        names.DEFAULT_CHARACTER,
        run={"vertAlign": styling.val("superscript")},
    )


def _edges(profile: Profile) -> Iterator[Style]:
    """Yield the styles of the page number and of the signature."""
    pitch, half = profile.twips("正文", "行距"), profile.half_points("页码", "字号")
    # 四号半角宋体 (7.5, 一般); an exact line, or the dash would move with the font.
    yield Style(
        names.FOOTER,
        "footer",
        base=names.NORMAL,
        paragraph={**styling.line(half * 10), "snapToGrid": styling.val(0)},
        run={**styling.font(profile.text("页码", "字体")), **styling.size(half), **styling.EVEN},
    )
    right = str(2 * styling.character(profile))
    beside: Properties = {"jc": styling.val("right"), "ind": {"right": right, "rightChars": "200"}}
    # One line below the text (7.3.5.2, 规定).
    before = str(int(profile.number("落款", "空行")) * pitch)
    yield Style(
        names.ORGAN,
        "Signature",
        base=names.NORMAL,
        follow=names.DATE,
        paragraph={**styling.STAY, **beside, **styling.line(pitch, before=before)},
    )
    yield Style(names.DATE, "Date", base=names.NORMAL, follow=names.BODY, paragraph=beside)
    thin = 'w:val="single" w:sz="4" w:space="0" w:color="auto"'
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f"<w:{side} {thin}/>" for side in sides)
    yield Style(
        names.TABLE_GRID,
        "Table Grid",
        "table",
        names.DEFAULT_TABLE,
        table=f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr>",
    )
