"""The part of a chart → Chart, from what it keeps of its workbook's cells.

A chart of another program is read where it is as simple as ours: bars side by
side, texts as categories, one number for each.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from zongjie.document import COMPLETION, TWO_YEARS, Chart, Run, Series
from zongjie.model.quantity import format_decimal
from zongjie.readers.docx.elements import local
from zongjie.text import pattern

if TYPE_CHECKING:
    from lxml.etree import _Element

_UNIT: Final = "单位："
_PLAIN: Final = pattern(r"-?[0-9]{1,40}(?:\.[0-9]{1,40})?")
_SCIENTIFIC: Final = pattern(r"-?[0-9]{1,40}(?:\.[0-9]{1,40})?[eE][-+]?[0-9]{1,2}")
_MOST_POINTS: Final = 1000
_PERCENT: Final = ('General"%"', r"General\%")  # the second is LibreOffice's


def read_chart(part: _Element | None) -> Chart | None:
    """Return the chart with the title that stands in it, None where it is not so simple.

    Ours has its title in the text.
    """
    area = None if part is None else part.find("{*}chart/{*}plotArea")
    if part is None or area is None:
        return None
    title = _text(part.find("{*}chart/{*}title"))
    plots = [child for child in area if local(child).lower().endswith("chart")]
    bars = plots[0] if len(plots) == 1 else None
    if bars is None or local(bars) != "barChart" or _said(bars, "grouping") != "clustered":
        return None
    found = [_series(one) for one in bars.iterchildren("{*}ser")]
    series = [one[1] for one in found if one is not None]
    categories = [one[0] for one in found if one is not None]
    if not found or len(series) < len(found) or any(one != categories[0] for one in categories):
        return None
    completes = _said(area.find("{*}valAx"), "majorUnit") == "100"
    runs = tuple(map(Run, categories[0]))
    inlines = (Run(title),) if title else ()
    return Chart(inlines, COMPLETION if completes else TWO_YEARS, _unit(area), runs, tuple(series))


def _series(element: _Element) -> tuple[tuple[str, ...], Series] | None:
    """Return the categories of a series, and its values."""
    name = _points(element.find("{*}tx/{*}strRef/{*}strCache"))
    categories = _points(element.find("{*}cat/{*}strRef/{*}strCache"))
    values = _points(element.find("{*}val/{*}numRef/{*}numCache"))
    if not categories or values is None or len(categories) != len(values):
        return None
    numbers = tuple(_number(value) for value in values)
    if None in numbers:
        return None
    kept = tuple(number for number in numbers if number is not None)
    return categories, Series("".join(name or ()), kept)


def _points(cache: _Element | None) -> tuple[str, ...] | None:
    """Return the points of a cache, nothing for those that it does not hold."""
    size = _whole(_said(cache, "ptCount"))
    if cache is None or size is None or size > _MOST_POINTS:
        return None
    texts = [""] * size
    for point in cache.iterchildren("{*}pt"):
        at = _whole(str(point.get("idx", "")))
        if at is None or at >= size:
            return None
        texts[at] = point.findtext("{*}v") or ""
    return tuple(texts)


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _number(text: str) -> str | None:
    """Return a number in plain digits, nothing for none, None for what is no number."""
    if not text or _PLAIN.fullmatch(text):
        return text
    return format_decimal(Decimal(text)) if _SCIENTIFIC.fullmatch(text) else None


def _unit(area: _Element) -> str:
    """Return what the numbers count in: the title of their axis says it, or their format."""
    said = _text(area.find("{*}valAx/{*}title"))
    if said.startswith(_UNIT):
        return said[len(_UNIT) :]
    written = area.find("{*}valAx/{*}numFmt")
    code = "" if written is None else str(written.get("formatCode", ""))
    return "%" if code in _PERCENT else ""


def _text(title: _Element | None) -> str:
    return "" if title is None else "".join(one.text or "" for one in title.iter("{*}t"))


def _said(parent: _Element | None, name: str) -> str:
    """Return the value of a child; its ``val`` has no namespace in a chart."""
    child = None if parent is None else parent.find(f"{{*}}{name}")
    return "" if child is None else str(child.get("val", ""))
