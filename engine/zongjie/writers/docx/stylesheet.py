"""The styles of the reference docx, as data, and python-docx' hands to make them.

Clauses are those of GB/T 9704-2012; strengths: 规定 (应当), 一般, 实务 (custom).
Digits take the CJK font too: 5.2.2 (一般) asks 仿宋 for all that is not excepted.
It also keeps “ ” — … full-width where a program overlooks the runs' hint.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias, cast

from zongjie.writers.docx import fonts, names

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import BaseStyle

PITCH: Final = 579
"""Twips: the largest pitch that puts 22 lines on a page (5.2.3, 一般)."""

_TITLE_PITCH = 720
"""Twips: 22 pt and 7/8 of 16 pt, by the definition of 行 in 3.2."""

_XIAOBIAOSONG, _SONGTI = "方正小标宋简体", "宋体"
_SIZES = {"二号": 44, "三号": 32, "四号": 28, "小四": 24, "五号": 21}  # half-points

Properties: TypeAlias = Mapping[str, Mapping[str, str]]
"""Children of a w:pPr or w:rPr: local name to attributes."""


class _Look(NamedTuple):
    """One style.  ``follow`` is the style of the paragraph Enter opens."""

    style_id: str
    name: str
    kind: str = "PARAGRAPH"
    base: str = ""
    follow: str = ""
    paragraph: Properties = MappingProxyType({})
    run: Properties = MappingProxyType({})
    builtin: bool = True


def _val(value: object) -> Mapping[str, str]:
    return {"val": str(value)}


def _font(name: str) -> Properties:
    return {"rFonts": dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), name)}


def _size(name: str) -> Properties:
    return {"sz": _val(_SIZES[name]), "szCs": _val(_SIZES[name])}


def _line(twips: int, **more: str) -> Properties:
    return {"spacing": {"line": str(twips), "lineRule": "exact", **more}}


_TIGHT: Properties = {"spacing": _val(-5)}
"""−0.25 pt a character: 28 of them on a line of 156 mm (5.2.3, 一般); measured."""

_EVEN: Properties = {"spacing": _val(0)}
_CENTRE: Properties = {"jc": _val("center")}
_LEFT: Properties = {"jc": _val("left")}
_RIGHT: Properties = {"jc": _val("right"), "ind": {"right": "630", "rightChars": "200"}}
_INDENT: Properties = {"ind": {"firstLine": "630", "firstLineChars": "200"}}
"""左空二字, headings too (7.3.3, 规定); chars for Word, twips for the others."""

_FLUSH: Properties = {"ind": {"firstLine": "0", "firstLineChars": "0"}}
_OFF_GRID: Properties = {
    "snapToGrid": _val(0),
    "spacing": {"line": "240", "lineRule": "auto"},
}
_STAY: Properties = {"keepNext": {}}


def _heading(level: int, font: str) -> _Look:
    """A heading: 黑体, 楷体, 仿宋, 仿宋, all 三号 (7.3.3, 一般); none of them bold."""
    style_id = names.HEADINGS[level - 1]
    paragraph = {**_STAY, **_INDENT, "outlineLvl": _val(level - 1)}
    look = _Look(style_id, f"heading {level}", "PARAGRAPH", names.NORMAL, names.BODY)
    return look._replace(paragraph=paragraph, run=_font(font))


def _own(
    style_id: str,
    name: str,
    kind: str,
    base: str,
    *,
    paragraph: Properties = MappingProxyType({}),
    run: Properties = MappingProxyType({}),
) -> _Look:
    """A style Word does not know."""
    return _Look(style_id, name, kind, base, "", paragraph, run, builtin=False)


_LOOKS = (
    # 三号仿宋 (5.2.2); no widow control, which would leave pages of 21 lines.
    _Look(
        names.NORMAL,
        "Normal",
        paragraph={"widowControl": _val(0), "jc": _val("both"), **_line(PITCH)},
        run=_TIGHT,
    ),
    _Look(names.DEFAULT_CHARACTER, "Default Paragraph Font", "CHARACTER"),
    _Look(names.DEFAULT_TABLE, "Normal Table", "TABLE"),
    # 二号小标宋体, centred (7.3.1, 一般).  One line free below it (实务).
    _Look(
        names.TITLE,
        "Title",
        base=names.NORMAL,
        follow=names.BODY,
        paragraph={
            **_STAY,
            **_CENTRE,
            **_line(_TITLE_PITCH, after=str(PITCH)),
            "contextualSpacing": {},
        },
        run={**_font(_XIAOBIAOSONG), **_size("二号"), **_EVEN},
    ),
    _heading(1, fonts.HEITI),
    _heading(2, fonts.KAITI),
    _heading(3, fonts.FANGSONG),
    _heading(4, fonts.FANGSONG),
    _Look(names.BODY, "Body Text", base=names.NORMAL, paragraph=_INDENT),
    # The standard has no footnotes: 五号, single spaced (实务).
    _Look(
        names.FOOTNOTE_TEXT,
        "footnote text",
        base=names.NORMAL,
        paragraph=_OFF_GRID,
        run={**_size("五号"), **_EVEN},
    ),
    _Look(
        names.FOOTNOTE_REFERENCE,
        "footnote reference",
        "CHARACTER",
        names.DEFAULT_CHARACTER,
        run={"vertAlign": _val("superscript")},
    ),
    # 四号半角宋体 (7.5, 一般); an exact line, or the dash would move with the font.
    _Look(
        names.FOOTER,
        "footer",
        base=names.NORMAL,
        paragraph={**_line(280), "snapToGrid": _val(0)},
        run={**_font(_SONGTI), **_size("四号"), **_EVEN},
    ),
    # One line below the text (7.3.5.2, 规定); the exact place is the profile's.
    _Look(
        names.ORGAN,
        "Signature",
        base=names.NORMAL,
        follow=names.DATE,
        paragraph={**_STAY, **_RIGHT, **_line(PITCH, before=str(PITCH))},
    ),
    _Look(names.DATE, "Date", base=names.NORMAL, follow=names.BODY, paragraph=_RIGHT),
    _Look(names.TABLE_GRID, "Table Grid", "TABLE", names.DEFAULT_TABLE),
    # A run-in 段首句 in bold 仿宋 (实务).
    _own(names.LEAD, "段首句", "CHARACTER", names.DEFAULT_CHARACTER, run={"b": {}, "bCs": {}}),
    _own(names.HEADING_NUMBER, "标题序号", "CHARACTER", names.DEFAULT_CHARACTER),
    _own(names.VERBATIM, "原文", "PARAGRAPH", names.NORMAL, paragraph={**_FLUSH, **_LEFT}),
    _own(names.VERBATIM_FIRST, "原文首行", "PARAGRAPH", names.VERBATIM)._replace(
        follow=names.VERBATIM
    ),
    # 小四, lines as high as they need: exact ones cut off what is larger (实务).
    _own(
        names.TABLE_TEXT,
        "表格文字",
        "PARAGRAPH",
        names.NORMAL,
        paragraph={**_OFF_GRID, **_LEFT, "spacing": {"line": "320", "lineRule": "auto"}},
        run={**_size("小四"), **_EVEN},
    ),
    _own(
        names.TABLE_HEADING,
        "表头文字",
        "PARAGRAPH",
        names.TABLE_TEXT,
        paragraph=_CENTRE,
        run=_font(fonts.HEITI),
    ),
    # Looks like the body: somebody may start to type there.
    _own(names.SEPARATOR, "分隔行", "PARAGRAPH", names.BODY)._replace(follow=names.BODY),
)

_PARAGRAPH_ORDER = (
    *("keepNext", "keepLines", "widowControl", "snapToGrid", "spacing", "ind"),
    *("contextualSpacing", "jc", "outlineLvl"),
)
_RUN_ORDER = ("rFonts", "b", "bCs", "color", "spacing", "sz", "szCs", "vertAlign", "lang")
"""The order the schema wants (CT_PPrBase, EG_RPrBase), of the names used here."""


def restyle(document: WordDocument) -> None:
    """Put our styles in the place of all that python-docx' template has."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml import OxmlElement

    root = document.styles.element
    for child in list(root):
        root.remove(child)
    root.attrib.clear()  # mc:Ignorable would name prefixes that are gone
    root.append(_defaults())
    made: dict[str, BaseStyle] = {}
    for look in _LOOKS:
        kind = WD_STYLE_TYPE[look.kind]
        style = document.styles.add_style(look.name, kind, look.builtin)
        style.element.styleId = look.style_id
        made[look.style_id] = style
    for look in _LOOKS:
        _finish(look, made[look.style_id].element)
    grid = made[names.TABLE_GRID].element
    grid.append(_grid())
    plain = OxmlElement("w:tblPr")
    plain.append(_cell_margins())
    made[names.DEFAULT_TABLE].element.append(plain)


def _finish(look: _Look, style: BaseOxmlElement) -> None:
    """Write a style anew, its children in the order of CT_Style."""
    from docx.oxml.ns import qn

    for child in list(style):
        if child.tag != qn("w:name"):
            style.remove(child)
    for attribute in (qn("w:customStyle"), qn("w:default")):
        style.attrib.pop(attribute, "")
    if not look.builtin:
        style.set(qn("w:customStyle"), "1")
    if look.base:
        style.append(_element("basedOn", _val(look.base)))
    else:
        style.set(qn("w:default"), "1")
    if look.follow:
        style.append(_element("next", _val(look.follow)))
    if look.style_id in (names.DEFAULT_CHARACTER, names.DEFAULT_TABLE):
        style.extend((_element("uiPriority", _val(99)), _element("semiHidden", {})))
    else:
        style.append(_element("qFormat", {}))
    if look.paragraph:
        style.append(_group("pPr", look.paragraph, _PARAGRAPH_ORDER))
    if look.run:
        style.append(_group("rPr", look.run, _RUN_ORDER))


def _defaults() -> BaseOxmlElement:
    """Return w:docDefaults: black (5.2.4) 三号仿宋 (5.2.2), Chinese."""
    run: Properties = {
        "rFonts": {"hint": "eastAsia", **_font(fonts.FANGSONG)["rFonts"]},
        "color": _val("000000"),
        **_size("三号"),
        "lang": {"val": "en-US", "eastAsia": "zh-CN", "bidi": "ar-SA"},
    }
    whole = _element("docDefaults", {})
    of_runs = _element("rPrDefault", {})
    of_runs.append(_group("rPr", run, _RUN_ORDER))
    whole.extend((of_runs, _element("pPrDefault", {})))
    return whole


def _grid() -> BaseOxmlElement:
    """Return w:tblPr with a thin line everywhere."""
    properties = _element("tblPr", {})
    borders = _element("tblBorders", {})
    thin = {"val": "single", "sz": "4", "space": "0", "color": "auto"}
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_element(side, thin))
    properties.append(borders)
    return properties


def _cell_margins() -> BaseOxmlElement:
    margins = _element("tblCellMar", {})
    for side, width in (("top", "0"), ("left", "108"), ("bottom", "0"), ("right", "108")):
        margins.append(_element(side, {"w": width, "type": "dxa"}))
    return margins


def _group(name: str, children: Properties, order: tuple[str, ...]) -> BaseOxmlElement:
    group = _element(name, {})
    for child in sorted(children, key=order.index):
        group.append(_element(child, children[child]))
    return group


def _element(name: str, attributes: Mapping[str, str]) -> BaseOxmlElement:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    values = {qn(f"w:{key}"): value for key, value in attributes.items()}
    return cast("BaseOxmlElement", OxmlElement(f"w:{name}", values))
