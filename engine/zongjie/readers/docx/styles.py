"""What the styles of a file say that matters for its text: names, outline levels, looks.

Styles are known by *name*: WPS numbers the ids, LibreOffice makes others when it saves.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from zongjie.readers.docx.elements import attribute, is_on, value
from zongjie.readers.docx.items import LEAD
from zongjie.readers.docx.looks import Face, Placing, faced, placed
from zongjie.records import NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element

BODY_LEVEL: Final = 9  # 17.3.1.20: no heading
_DEPTH: Final = 32  # styles based on styles: Word stops earlier
_HEADING: Final = re.compile(r"(?:heading|标题) ?([1-9])", re.IGNORECASE)
# Built-in styles are stored under English names; some programs write what they show.
_NAMES: Final = {
    "标题": "Title",
    "副标题": "Subtitle",
    "称呼": "Salutation",
    "签名": "Signature",
    "日期": "Date",
} | {name.lower(): name for name in ("Title", "Subtitle", "Salutation", "Signature", "Date")}


class _Style(NamedTuple):
    name: str
    base: str
    outline: int | None  # its own
    hidden: bool | None  # its own; None: says nothing
    paragraph: _Element | None
    run: _Element | None


class Styles:
    """The styles of a file by their ids."""

    def __init__(self, styles: _Element | None) -> None:
        self._default = ""  # of paragraphs
        self._styles: dict[str, _Style] = {}
        for style in () if styles is None else styles.iterchildren("{*}style"):
            name = attribute(style, "styleId")
            self._styles[name] = _read(style)
            usual = attribute(style, "default") in ("1", "true", "on")
            if usual and attribute(style, "type") == "paragraph":
                self._default = name
        # Our writer puts this style into every file.
        self.are_ours = any(style.name == LEAD for style in self._styles.values())
        self._outlines: dict[str, int | None] = {}
        self._hidden: dict[str, bool] = {}
        self._faces: dict[str, Face] = {}
        self._over: dict[tuple[Face, str], Face] = {}
        self._placings: dict[str, Placing] = {}
        defaults = None if styles is None else styles.find("{*}docDefaults")
        self._usual = (
            (None, None)
            if defaults is None
            else (defaults.find("{*}pPrDefault/{*}pPr"), defaults.find("{*}rPrDefault/{*}rPr"))
        )

    def name(self, style: str) -> str:
        """Return the name of a style by its id; an id that is not known is its name."""
        found = self._styles.get(style)
        return found.name if found else style

    def outline(self, style: str) -> int | None:
        """Return the outline level (from 0) that a paragraph's style gives, its bases asked."""
        if style not in self._outlines:
            levels = (one.outline for one in self._chain(style or self._default))
            level = next((level for level in levels if level is not None), None)
            self._outlines[style] = level
        return self._outlines[style]

    def hides(self, style: str) -> bool:
        """Return whether a style hides its text (17.3.2.41), its bases asked."""
        if style not in self._hidden:
            said = (one.hidden for one in self._chain(style))
            self._hidden[style] = next((one for one in said if one is not None), False)
        return self._hidden[style]

    def face(self, style: str) -> Face:
        """Return the font that a paragraph's style gives, its bases and the defaults asked."""
        if style not in self._faces:
            face = faced(Face(), self._usual[1])
            for one in reversed(self._chain(style or self._default)):
                face = faced(face, one.run)
            self._faces[style] = face
        return self._faces[style]

    def over(self, face: Face, style: str) -> Face:
        """Return what a style of characters makes of a font."""
        found = self._over.get((face, style))
        if found is None:
            found = face
            for one in reversed(self._chain(style)):
                found = faced(found, one.run)
            self._over[face, style] = found
        return found

    def placing(self, style: str) -> Placing:
        """Return how a paragraph's style places it, asked as :meth:`face`."""
        if style not in self._placings:
            placing = placed(Placing(), self._usual[0])
            for one in reversed(self._chain(style or self._default)):
                placing = placed(placing, one.paragraph)
            self._placings[style] = placing
        return self._placings[style]

    def _chain(self, style: str) -> list[_Style]:
        found = []
        for _ in range(_DEPTH):
            one = self._styles.get(style)
            if one is None:
                break
            found.append(one)
            style = one.base
        return found


def level_of(properties: _Element | None) -> int | None:
    """Return the outline level that properties of a paragraph name, if they do."""
    written = value(properties, "outlineLvl")
    return min(int(written), BODY_LEVEL) if re.fullmatch("[0-9]", written) else None


def _read(style: _Element) -> _Style:
    written = value(style, "name")
    name = _NAMES.get(written.lower(), written)
    properties = style.find("{*}pPr")
    level = level_of(properties)
    if level is None and (heading := _HEADING.fullmatch(name.partition(",")[0])):
        level = int(heading[1]) - 1
    run = style.find("{*}rPr")
    says = run is not None and run.find("{*}vanish") is not None
    hidden = is_on(run, "vanish") if says else None
    return _Style(name, value(style, "basedOn"), level, hidden, properties, run)
