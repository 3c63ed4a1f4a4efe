"""What a report says of its own form: 体例 and 纯文本."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from zongjie.model import SectionForm, Style, TxtForm
from zongjie.sources.nodes import Scalar
from zongjie.sources.schema import Record

if TYPE_CHECKING:
    from zongjie.wrapping import Rule


_OF_SECTION = ("编号", "接排", "段首句")
# What each key of 纯文本 says of which field.
_OF_TXT: dict[str, tuple[str, Callable[[str], Any]]] = {
    "缩进": ("indent", str),
    "标点": ("punctuation", str),
    "连接号": ("hyphen", str),
    "段间空行": ("between", int),
    "标题后空行": ("after_title", int),
    "脚注前空行": ("before_notes", int),
    "脚注间空行": ("between_notes", int),
    "脚注标记": ("note_mark", str),
    "章节前空行": ("before_heading", int),
    "章节后空行": ("after_heading", int),
    "落款位置": ("signature", str),
    "脚注标题": ("notes_title", str),
    "脚注词条": ("term_alone", "另行".__eq__),
    "标题缩进": ("title_indent", str),
    "章节缩进": ("heading_indent", str),
    "标题分行": ("title_lines", "照分".__eq__),
    "题下缩进": ("under_indent", str),
    "题下空行": ("under_title", int),
    "主送前空行": ("before_addressee", int),
    "正文前空行": ("before_text", int),
    "落款前空行": ("before_signature", int),
    "落款间空行": ("in_signature", int),
    "落款缩进": ("organ_indent", str),
    "日期缩进": ("date_indent", str),
    "落款次序": ("date_first", "日期在前".__eq__),
}


def style(record: Record | None) -> Style:
    """Return the 体例 that a record asks for."""
    if record is None:
        return Style()
    default = Style()
    return Style(
        _choice(record, "章节编号", default.numbering),
        _choice(record, "标题句号", "无") == "有",
        _choice(record, "段首句", default.lead),
        _choice(record, "分条", default.item_mark),
        tuple(text.value for text in record.texts("各级编号")),
        _choice(record, "总标题", "有") == "有",
        _choice(record, "条目序号", default.item_number).replace("无", ""),
        _choice(record, "条目分段", "否") == "是",
    )


def section_form(record: Record) -> SectionForm:
    """Return the 体例 of one 章节 that a record asks for."""
    if record.values.keys().isdisjoint(_OF_SECTION):
        return SectionForm()
    mark = _choice(record, "编号", "有")
    return SectionForm(
        mark != "无",
        _choice(record, "接排", "否") == "是",
        _choice(record, "段首句", ""),
        mark if mark not in ("有", "无") else "",
    )


def txt_form(record: Record | None) -> TxtForm:
    """Return the 纯文本 that a record asks for."""
    if record is None:
        return TxtForm()
    given: dict[str, Any] = {
        _OF_TXT[key][0]: _OF_TXT[key][1](text.value)
        for key, text in record.values.items()
        if isinstance(text, Scalar)
    }
    return TxtForm(**given, wrap=_rule(record.record("折行")))


def _rule(record: Record | None) -> Rule | None:
    if record is None:
        return None
    from zongjie.wrapping import KINSOKU, UNITS, Rule

    return Rule(
        int(_choice(record, "宽度", "0")),
        _choice(record, "单位", UNITS[0]),
        _choice(record, "避头尾", KINSOKU[0]),
        _choice(record, "整词", "否") == "是",
    )


def count(record: Record, key: str) -> int | None:
    """Return a whole number that a record gives, with or without 字 behind it."""
    text = record.text(key)
    return None if text is None else int(text.value.removesuffix("字"))


def _choice(record: Record, key: str, default: str) -> str:
    text = record.text(key)
    return default if text is None else text.value
