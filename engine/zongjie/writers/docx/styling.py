"""A style of a .docx as data, and as XML (ECMA-376 part 1, 17.7)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

from zongjie.model.profile import Profile
from zongjie.records import NamedTuple
from zongjie.writers.docx import names

Properties: TypeAlias = Mapping[str, Mapping[str, str]]
"""Children of a w:pPr or w:rPr: local name to attributes."""

NONE: Final[Properties] = MappingProxyType({})


class Style(NamedTuple):
    """One style.  ``follow`` is the style of the paragraph Enter opens."""

    style_id: str
    name: str
    kind: str = "paragraph"
    base: str = ""
    follow: str = ""
    paragraph: Properties = NONE
    run: Properties = NONE
    builtin: bool = True
    table: str = ""


def val(value: object) -> Mapping[str, str]:
    """Return the one attribute that most properties have."""
    return {"val": str(value)}


def font(name: str) -> Properties:
    """Return a font for every script, so that no theme decides."""
    return {"rFonts": dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), name)}


def size(half_points: int) -> Properties:
    """Return a size for every script."""
    return {"sz": val(half_points), "szCs": val(half_points)}


def line(twips: int, **more: str) -> Properties:
    """Return lines of an exact height; ``before`` and ``after`` are the space round them."""
    return {"spacing": {"line": str(twips), "lineRule": "exact", **more}}


EVEN: Final[Properties] = {"spacing": val(0)}
BOLD: Final[Properties] = {"b": {}, "bCs": {}}
CENTRE: Final[Properties] = {"jc": val("center")}
# No gaps beside digits: what is placed or wrapped by counting characters must hold.
DENSE: Final[Properties] = {"autoSpaceDE": val(0), "autoSpaceDN": val(0)}
LEFT: Final[Properties] = {"jc": val("left")}
FLUSH: Final[Properties] = {"ind": {"firstLine": "0", "firstLineChars": "0"}}
OFF_GRID: Final[Properties] = {
    "snapToGrid": val(0),
    "spacing": {"line": "240", "lineRule": "auto"},
}
STAY: Final[Properties] = {"keepNext": {}}
LIST: Final = "1"
"""The numId of the list that numbers headings."""
LEVELS: Final = ("一级标题", "二级标题", "三级标题", "四级标题")


def character(profile: Profile) -> int:
    """Return the twips from one character of the body to the next."""
    return profile.half_points("正文", "字号") * 10 + profile.twips("正文", "字距")


def indent(profile: Profile) -> Properties:
    """Return 左空二字, headings too (7.3.3, 规定); chars for Word, twips for the others."""
    count = int(profile.number("正文", "首行缩进"))
    twips = str(count * character(profile))
    return {"ind": {"firstLine": twips, "firstLineChars": str(count * 100)}}


def numbers_headings(profile: Profile) -> bool:
    """Return whether Word numbers the headings (编号: 自动)."""
    return profile.text("编号") == "自动"


def listed(level: int) -> Properties:
    """Return the place of a heading of a level (from 1) in the list that numbers them."""
    return {"numPr": {"ilvl": str(level - 1), "numId": LIST}}


def unlisted(profile: Profile) -> Properties:
    """Return what takes a heading out of the list; LibreOffice takes its indent with it."""
    return {"numPr": {"ilvl": "0", "numId": "0"}, **indent(profile)}


def font_and_size(profile: Profile, group: str) -> Properties:
    """Return font and size of a group; a size that is the body's is left to it."""
    own, body = profile.half_points(group, "字号"), profile.half_points("正文", "字号")
    return {**font(profile.text(group, "字体")), **(size(own) if own != body else {})}


def large(profile: Profile) -> Properties:
    """Return the runs of a title: 二号小标宋体 (7.3.1, 一般)."""
    given = size(profile.half_points("标题", "字号"))
    return {**font(profile.text("标题", "字体")), **given, **EVEN}


def own(
    style_id: str,
    name: str,
    kind: str,
    base: str,
    *,
    paragraph: Properties = NONE,
    run: Properties = NONE,
) -> Style:
    """Return a style Word does not know."""
    return Style(style_id, name, kind, base, "", paragraph, run, builtin=False)


PARAGRAPH_ORDER: Final = (
    *("keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr"),
    *(
        "overflowPunct",
        "autoSpaceDE",
        "autoSpaceDN",
        "snapToGrid",
        "spacing",
        "ind",
        "contextualSpacing",
        "jc",
        "outlineLvl",
    ),
)
RUN_ORDER: Final = (*("rFonts", "b", "bCs", "color", "spacing", "sz", "szCs", "vertAlign", "lang"),)
"""The order the schema wants (CT_PPrBase, EG_RPrBase), of the names used here."""


def style_xml(look: Style) -> str:
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
        group("pPr", look.paragraph, PARAGRAPH_ORDER),
        group("rPr", look.run, RUN_ORDER),
        look.table,
        "</w:style>\n",
    ]
    return "".join(parts)


def group(name: str, children: Properties, order: tuple[str, ...]) -> str:
    """Return a w:pPr or w:rPr, nothing where it would be empty."""
    if not children:
        return ""
    return f"<w:{name}>{inner(children, order)}</w:{name}>"


def inner(children: Properties, order: tuple[str, ...] = PARAGRAPH_ORDER) -> str:
    """Return what stands in a w:pPr or w:rPr."""
    return "".join(_element(child, children[child]) for child in sorted(children, key=order.index))


def _element(name: str, attributes: Mapping[str, str]) -> str:
    if name == "numPr":  # what it says stands in elements
        parts = "".join(f'<w:{key} w:val="{value}"/>' for key, value in attributes.items())
        return f"<w:numPr>{parts}</w:numPr>"
    # Fonts are the only values a person types, and their rule lets no markup in.
    given = "".join(f' w:{key}="{value}"' for key, value in attributes.items())
    return f"<w:{name}{given}/>"
