"""How text looks, as far as it tells what the text is: fonts, and where paragraphs stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zongjie.readers.docx.elements import attribute, is_on, value
from zongjie.records import NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element


class Face(NamedTuple):
    """The font of Chinese text by its name, its size in half points, whether it is bold."""

    font: str = ""
    size: int = 20
    bold: bool = False


class Placing(NamedTuple):
    """Where the lines of a paragraph stand, as the file says (``center``, ``right`` …)."""

    align: str = ""


def faced(face: Face, properties: _Element | None) -> Face:
    """Return what properties of a run (17.3.2) make of a font."""
    if properties is None or not len(properties):
        return face
    font = attribute(properties.find("{*}rFonts"), "eastAsia")
    size = value(properties, "sz")
    says = properties.find("{*}b") is not None
    return Face(
        font or face.font,
        int(size) if re.fullmatch("[0-9]{1,4}", size) else face.size,
        is_on(properties, "b") if says else face.bold,
    )


def placed(placing: Placing, properties: _Element | None) -> Placing:
    """Return what properties of a paragraph (17.3.1) make of its place."""
    align = value(properties, "jc")
    return Placing(align) if align else placing
