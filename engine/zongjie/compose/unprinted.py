"""What a report gives and its template has no place for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from zongjie.compose.meter import Part, left
from zongjie.compose.rendering import Printed
from zongjie.compose.views import Prose, Raw
from zongjie.diagnostics import Diagnostic, Span, Text, catalogue
from zongjie.model import Report
from zongjie.model.template import Template

SECTIONS: Final = "章节"
ITEM_KEYS: Final = ("段首句", "正文", "原文")


def unprinted(
    template: Template, report: Report, context: dict[str, Any], printed: Printed
) -> Iterator[Diagnostic]:
    """Yield what is said of each part of a report that its template does not use."""
    p = report.problems
    aims = (i.next_target.text for i in report.indicators.values() if i.next_target)
    places: dict[str, Text | None] = {
        "开头": report.opening,
        "存在问题": next(iter((*p.taken, *p.entries)), p.transition) if p else None,
        "结尾": report.closing,
        "落款": report.organ,
        "成文日期": report.date,
        "打算": next(aims, None),
        "附表": None,
        "图表": report.own_charts or next((one.compares for one in report.charts), None),
    }
    lost = {
        key: place.span() if place is not None else None
        for key, place in places.items()
        if context.get(key) and key not in printed.asked
    }
    sections = context[SECTIONS]
    if sections and SECTIONS not in printed.asked:
        lost[SECTIONS] = _place(sections[0]["标题"])
    else:
        for key, value in _unread(sections):
            lost.setdefault(key, _place(value))
    if context["存在问题"] and "存在问题" in printed.asked:
        for key, value in left(context["存在问题"], "标题", "过渡语", "条目"):
            lost[f"存在问题.{key}"] = _place(value if isinstance(value, Prose) else value[0])
    for key, span in lost.items():
        yield catalogue.templates.not_in_template(span, key, template.title)


def _unread(sections: list[Part]) -> Iterator[tuple[str, Any]]:
    """Yield what sections and their items hold and the template never took."""
    for section in sections:
        for key, value in left(section, "开头"):
            yield f"章.{key}", value
        for item in section["事项"]:
            yield from left(item, *ITEM_KEYS)
        yield from _unread(section["章节"])


def _place(value: Prose | Raw) -> Span | None:
    """Return where the first words of a text come from."""
    if isinstance(value, Raw):
        origin = value.block.origin
    else:
        runs = (one for paragraph in value.paragraphs for one in paragraph)
        origin = next((one.origin for one in runs if one.origin is not None), None)
    return origin.span() if origin is not None else None
