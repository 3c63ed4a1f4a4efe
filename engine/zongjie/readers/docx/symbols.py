"""Signs of Microsoft's picture fonts as Unicode: a box that is ticked should stay one.

In a file they stand as F000 to F0FF, in the private use area, or as 00 to FF.
Only those whose meaning is certain are here; others stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final


def _from(first: int, signs: str) -> dict[int, str]:
    """Return signs by their codes, which follow each other; a blank stands for none."""
    return {code: sign for code, sign in enumerate(signs, first) if sign != " "}


_SYMBOL: Final = {
    **_from(0x22, "∀ ∃  ∋  ∗  −"),
    **_from(0x40, "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"),
    **_from(0x5C, "∴ ⊥"),
    **_from(0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"),
    **_from(0x7E, "∼"),
    **_from(0xA2, "′≤⁄∞ ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…"),
    **_from(0xC4, "⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊"),
    **_from(0xE5, "∑"),
    **_from(0xF2, "∫"),
}
_WINGDINGS: Final = {
    **_from(0x22, "✂✁    ☎✆✉"),
    **_from(0x3F, "✍ ✌   ☜☞☝☟ ☺ ☹"),
    **_from(0x6C, "●❍■□ ❑❒⬧⧫◆❖⬥"),
    **_from(0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"),
    **_from(0x9F, "•▪○  ◉◎ ▪□  ★"),
    **_from(0xD8, "➢"),
    **_from(0xDF, "←→↑↓"),
    **_from(0xE8, "➔"),
    **_from(0xEF, "⇦⇨⇧⇩"),
    **_from(0xFB, "✗✓☒☑"),
}
_WINGDINGS_2: Final = {**_from(0x4F, "✗✓ ☑☒"), 0xA3: "□"}
_FONTS: Final[Mapping[str, Mapping[int, str]]] = MappingProxyType(
    {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}
)


def sign(code: str, font: str) -> str:
    """Return the character of a w:sym (17.3.3.30); nothing where its code is none."""
    try:
        number = int(code, 16)
        character = chr(number)
    except (ValueError, OverflowError):
        return ""
    known = _FONTS.get(font.lower(), {})
    low = number - 0xF000 if 0xF000 <= number <= 0xF0FF else number
    if low in known:
        return known[low]
    if known and 0x20 <= low < 0x7F and font.lower() == "symbol":
        return chr(low)  # its digits and brackets are those of ASCII
    return "" if "\ud800" <= character <= "\udfff" or character < " " else character


def in_font(text: str, font: str) -> str:
    """Return a text that is set in a font, its private characters as Unicode."""
    known = _FONTS.get(font.lower())
    if known is None:
        return text
    return text.translate({0xF000 + code: sign for code, sign in known.items()})
