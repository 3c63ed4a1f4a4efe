"""The parts of a .docx around its text: settings, fonts, footnotes, the frame of the body."""

from __future__ import annotations

from typing import Final

from zongjie.model.profile import Profile
from zongjie.writers.docx.package import XML, W

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_R = f'xmlns:r="{_OFFICE}/relationships"'

APP = (
    f'{XML}<Properties xmlns="{_OFFICE}/extended-properties">'
    "<Application>zongjie</Application></Properties>\n"
)


def _line(number: int, kind: str, mark: str) -> str:
    # Single spaced and without indent, or the rule stands off the margin.
    return (
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:line="240" '
        f'w:lineRule="auto"/></w:pPr><w:r><w:{mark}/></w:r></w:p></w:footnote>'
    )


def footnotes(notes: bytes) -> bytes:
    """Return word/footnotes.xml."""
    lines = _line(-1, "separator", "separator")
    lines += _line(0, "continuationSeparator", "continuationSeparator")
    return f"{XML}<w:footnotes {W}>{lines}".encode() + notes + b"</w:footnotes>\n"


def settings(profile: Profile) -> str:
    """Return word/settings.xml."""
    outer = "<w:evenAndOddHeaders/>\n" if profile.text("页码", "位置") == "外侧" else ""
    return f"""{XML}<w:settings {W}>
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
    return f"{XML}<w:fonts {W}>\n{fonts}</w:fonts>\n"


def _font(name: str) -> str:
    other, family = _KNOWN.get(name, ("", "auto"))
    instead = f'<w:altName w:val="{other}"/>' if other else ""
    return (
        f'<w:font w:name="{name}">{instead}<w:charset w:val="86"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="default"/></w:font>\n'
    )


def document(section: str) -> tuple[bytes, bytes]:
    """Return what stands before the blocks of word/document.xml, and its last section behind."""
    return (
        f"{XML}<w:document {W} {_R}><w:body>".encode(),
        f"{section}</w:body></w:document>\n".encode(),
    )


def numbering(inside: str) -> str:
    """Return word/numbering.xml."""
    return f"{XML}<w:numbering {W}>\n{inside}</w:numbering>\n"


def styles(inside: str) -> str:
    """Return word/styles.xml."""
    return f"{XML}<w:styles {W}>\n{inside}</w:styles>\n"
