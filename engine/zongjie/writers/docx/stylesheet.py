"""The styles of a .docx, as data made from a 版式, and as XML.

Clauses are those of GB/T 9704-2012; strengths: 规定 (应当), 一般, 实务 (custom).
Digits take the CJK font too: 5.2.2 (一般) asks 仿宋 for all that is not excepted.
It also keeps “ ” — … full-width where a program overlooks the runs' hint.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias

from zongjie.model.profile import Profile
from zongjie.writers.docx import names

Properties: TypeAlias = Mapping[str, Mapping[str, str]]
"""Children of a w:pPr or w:rPr: local name to attributes."""

_NONE: Final[Properties] = MappingProxyType({})


class _Look(NamedTuple):
    """One style.  ``follow`` is the style of the paragraph Enter opens."""

    style_id: str
    name: str
    kind: str = "paragraph"
    base: str = ""
    follow: str = ""
    paragraph: Properties = _NONE
    run: Properties = _NONE
    builtin: bool = True
    table: str = ""


def _val(value: object) -> Mapping[str, str]:
    return {"val": str(value)}


def _font(name: str) -> Properties:
    """Return a font for every script, so that no theme decides."""
    return {"rFonts": dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), name)}


def _size(half_points: int) -> Properties:
    return {"sz": _val(half_points), "szCs": _val(half_points)}


def _line(twips: int, **more: str) -> Properties:
    return {"spacing": {"line": str(twips), "lineRule": "exact", **more}}


_EVEN: Final[Properties] = {"spacing": _val(0)}
_BOLD: Final[Properties] = {"b": {}, "bCs": {}}
_CENTRE: Final[Properties] = {"jc": _val("center")}
_LEFT: Final[Properties] = {"jc": _val("left")}
_FLUSH: Final[Properties] = {"ind": {"firstLine": "0", "firstLineChars": "0"}}
_OFF_GRID: Final[Properties] = {
    "snapToGrid": _val(0),
    "spacing": {"line": "240", "lineRule": "auto"},
}
_STAY: Final[Properties] = {"keepNext": {}}
LEVELS: Final = ("一级标题", "二级标题", "三级标题", "四级标题")


def character(profile: Profile) -> int:
    """Return the twips from one character of the body to the next."""
    return profile.half_points("正文", "字号") * 10 + profile.twips("正文", "字距")


def indent(profile: Profile) -> Properties:
    """Return 左空二字, headings too (7.3.3, 规定); chars for Word, twips for the others."""
    count = int(profile.number("正文", "首行缩进"))
    twips = str(count * character(profile))
    return {"ind": {"firstLine": twips, "firstLineChars": str(count * 100)}}


def _font_and_size(profile: Profile, group: str) -> Properties:
    """Return font and size of a group; a size that is the body's is left to it."""
    own, body = profile.half_points(group, "字号"), profile.half_points("正文", "字号")
    return {**_font(profile.text(group, "字体")), **(_size(own) if own != body else {})}


def _heading(profile: Profile, level: int) -> _Look:
    """A heading: 黑体, 楷体, 仿宋, 仿宋, all 三号 (7.3.3, 一般)."""
    group = LEVELS[level - 1]
    paragraph = {**_STAY, **indent(profile), "outlineLvl": _val(level - 1)}
    bold = _BOLD if profile.says(group, "加粗") else {}
    return _Look(
        names.HEADINGS[level - 1],
        f"heading {level}",
        "paragraph",
        names.NORMAL,
        names.BODY,
        paragraph,
        {**_font_and_size(profile, group), **bold},
    )


def _own(
    style_id: str,
    name: str,
    kind: str,
    base: str,
    *,
    paragraph: Properties = _NONE,
    run: Properties = _NONE,
) -> _Look:
    """A style Word does not know."""
    return _Look(style_id, name, kind, base, "", paragraph, run, builtin=False)


def _basic(profile: Profile) -> Iterator[_Look]:
    pitch = profile.twips("正文", "行距")
    # 三号仿宋 (5.2.2); no widow control, which would leave pages of 21 lines.
    yield _Look(
        names.NORMAL,
        "Normal",
        paragraph={"widowControl": _val(0), "jc": _val("both"), **_line(pitch)},
        # −0.25 pt a character: 28 of them on a line of 156 mm (5.2.3, 一般); measured.
        run={"spacing": _val(profile.twips("正文", "字距"))},
    )
    yield _Look(names.DEFAULT_CHARACTER, "Default Paragraph Font", "character")
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 0), ("left", 108), ("bottom", 0), ("right", 108))
    )
    yield _Look(
        names.DEFAULT_TABLE,
        "Normal Table",
        "table",
        table=f"<w:tblPr><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>",
    )


def _text(profile: Profile) -> Iterator[_Look]:
    """Yield the styles of what is read: title, headings, body, footnotes."""
    pitch = profile.twips("正文", "行距")
    after = str(int(profile.number("标题", "空行")) * pitch)
    # 二号小标宋体, centred (7.3.1, 一般).  A free line below it (实务).
    yield _Look(
        names.TITLE,
        "Title",
        base=names.NORMAL,
        follow=names.BODY,
        paragraph={
            **_STAY,
            **_CENTRE,
            **_line(profile.twips("标题", "行距"), after=after),
            "contextualSpacing": {},
        },
        run={
            **_font(profile.text("标题", "字体")),
            **_size(profile.half_points("标题", "字号")),
            **_EVEN,
        },
    )
    yield from (_heading(profile, level) for level in (1, 2, 3, 4))
    yield _Look(names.BODY, "Body Text", base=names.NORMAL, paragraph=indent(profile))
    # The standard has no footnotes: 五号, single spaced (实务).
    yield _Look(
        names.FOOTNOTE_TEXT,
        "footnote text",
        base=names.NORMAL,
        paragraph=_OFF_GRID,
        run={**_size(profile.half_points("脚注", "字号")), **_EVEN},
    )
    yield _Look(
        names.FOOTNOTE_REFERENCE,
        "footnote reference",
        "character",
        names.DEFAULT_CHARACTER,
        run={"vertAlign": _val("superscript")},
    )


def _edges(profile: Profile) -> Iterator[_Look]:
    """Yield the styles of the page number and of the signature."""
    pitch, half = profile.twips("正文", "行距"), profile.half_points("页码", "字号")
    # 四号半角宋体 (7.5, 一般); an exact line, or the dash would move with the font.
    yield _Look(
        names.FOOTER,
        "footer",
        base=names.NORMAL,
        paragraph={**_line(half * 10), "snapToGrid": _val(0)},
        run={**_font(profile.text("页码", "字体")), **_size(half), **_EVEN},
    )
    right = str(2 * character(profile))
    beside: Properties = {"jc": _val("right"), "ind": {"right": right, "rightChars": "200"}}
    # One line below the text (7.3.5.2, 规定).
    before = str(int(profile.number("落款", "空行")) * pitch)
    yield _Look(
        names.ORGAN,
        "Signature",
        base=names.NORMAL,
        follow=names.DATE,
        paragraph={**_STAY, **beside, **_line(pitch, before=before)},
    )
    yield _Look(names.DATE, "Date", base=names.NORMAL, follow=names.BODY, paragraph=beside)
    thin = 'w:val="single" w:sz="4" w:space="0" w:color="auto"'
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f"<w:{side} {thin}/>" for side in sides)
    yield _Look(
        names.TABLE_GRID,
        "Table Grid",
        "table",
        names.DEFAULT_TABLE,
        table=f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr>",
    )


def _ours(profile: Profile) -> Iterator[_Look]:
    """Yield the styles that only this program has."""
    lead = _font(profile.text("段首句", "字体"))
    own = lead if profile.text("段首句", "字体") != profile.text("正文", "字体") else {}
    bold = _BOLD if profile.says("段首句", "加粗") else {}
    yield _own(names.LEAD, "段首句", "character", names.DEFAULT_CHARACTER, run={**own, **bold})
    yield _own(names.HEADING_NUMBER, "标题序号", "character", names.DEFAULT_CHARACTER)
    yield _own(names.VERBATIM, "原文", "paragraph", names.NORMAL, paragraph={**_FLUSH, **_LEFT})
    yield _own(names.VERBATIM_FIRST, "原文首行", "paragraph", names.VERBATIM)._replace(
        follow=names.VERBATIM
    )
    # Lines as high as they need: exact ones cut off what is larger (实务).
    yield _own(
        names.TABLE_TEXT,
        "表格文字",
        "paragraph",
        names.NORMAL,
        paragraph={**_OFF_GRID, **_LEFT, "spacing": {"line": "320", "lineRule": "auto"}},
        run={**_size(profile.half_points("表格", "字号")), **_EVEN},
    )
    yield _own(
        names.TABLE_HEADING,
        "表头文字",
        "paragraph",
        names.TABLE_TEXT,
        paragraph=_CENTRE,
        run=_font(profile.text("表格", "表头字体")),
    )
    # Looks like the body: somebody may start to type there.
    yield _own(names.SEPARATOR, "分隔行", "paragraph", names.BODY)._replace(follow=names.BODY)


_PARAGRAPH_ORDER: Final = (
    *("keepNext", "keepLines", "widowControl", "snapToGrid", "spacing", "ind"),
    *("contextualSpacing", "jc", "outlineLvl"),
)
_RUN_ORDER: Final = (
    *("rFonts", "b", "bCs", "color", "spacing", "sz", "szCs", "vertAlign", "lang"),
)
"""The order the schema wants (CT_PPrBase, EG_RPrBase), of the names used here."""


def stylesheet(profile: Profile) -> str:
    """Return the inside of ``w:styles`` for a 版式."""
    looks = (*_basic(profile), *_text(profile), *_edges(profile), *_ours(profile))
    return _defaults(profile) + "".join(map(_style, looks))


def _style(look: _Look) -> str:
    """Return a style, its children in the order of CT_Style."""
    default = "" if look.base else ' w:default="1"'
    custom = "" if look.builtin else ' w:customStyle="1"'
    hidden = look.style_id in (names.DEFAULT_CHARACTER, names.DEFAULT_TABLE)
    parts = [
        f'<w:style w:type="{look.kind}"{default}{custom} w:styleId="{look.style_id}">',
        f'<w:name w:val="{look.name}"/>',
        f'<w:basedOn w:val="{look.base}"/>' if look.base else "",
        f'<w:next w:val="{look.follow}"/>' if look.follow else "",
        '<w:uiPriority w:val="99"/><w:semiHidden/>' if hidden else "<w:qFormat/>",
        _group("pPr", look.paragraph, _PARAGRAPH_ORDER),
        _group("rPr", look.run, _RUN_ORDER),
        look.table,
        "</w:style>\n",
    ]
    return "".join(parts)


def _defaults(profile: Profile) -> str:
    """Return w:docDefaults: black (5.2.4) 三号仿宋 (5.2.2), Chinese."""
    run: Properties = {
        "rFonts": {"hint": "eastAsia", **_font(profile.text("正文", "字体"))["rFonts"]},
        "color": _val("000000"),
        **_size(profile.half_points("正文", "字号")),
        "lang": {"val": "en-US", "eastAsia": "zh-CN", "bidi": "ar-SA"},
    }
    of_runs = _group("rPr", run, _RUN_ORDER)
    return f"<w:docDefaults><w:rPrDefault>{of_runs}</w:rPrDefault><w:pPrDefault/></w:docDefaults>\n"


def _group(name: str, children: Properties, order: tuple[str, ...]) -> str:
    if not children:
        return ""
    inner = "".join(_element(child, children[child]) for child in sorted(children, key=order.index))
    return f"<w:{name}>{inner}</w:{name}>"


def _element(name: str, attributes: Mapping[str, str]) -> str:
    # Fonts are the only values a person types, and their rule lets no markup in.
    given = "".join(f' w:{key}="{value}"' for key, value in attributes.items())
    return f"<w:{name}{given}/>"
