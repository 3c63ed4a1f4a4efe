"""What a report says of its own form: 体例 and 纯文本."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zongjie.model import SectionForm, Style, TxtForm
from zongjie.sources.schema import Record

if TYPE_CHECKING:
    from zongjie.wrapping import Rule


_OF_SECTION = ("编号", "接排", "段首句")


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
    default = TxtForm()
    if record is None:
        return default
    return TxtForm(
        indent=_choice(record, "缩进", default.indent),
        punctuation=_choice(record, "标点", default.punctuation),
        hyphen=_choice(record, "连接号", default.hyphen),
        between=int(_choice(record, "段间空行", str(default.between))),
        after_title=int(_choice(record, "标题后空行", str(default.after_title))),
        before_notes=int(_choice(record, "脚注前空行", str(default.before_notes))),
        between_notes=int(_choice(record, "脚注间空行", str(default.between_notes))),
        note_mark=_choice(record, "脚注标记", default.note_mark),
        before_heading=count(record, "章节前空行"),
        after_heading=count(record, "章节后空行"),
        notes_title=_choice(record, "脚注标题", default.notes_title),
        term_alone=_choice(record, "脚注词条", "接排") == "另行",
        heading_indent=_choice(record, "章节缩进", default.heading_indent),
        wrap=_rule(record.record("折行")),
        **_round_the_text(record, default),
    )


def _round_the_text(record: Record, default: TxtForm) -> dict[str, Any]:
    """Return what 纯文本 says of the title, the lines under it and the signature."""
    return {
        "title_indent": _choice(record, "标题缩进", default.title_indent),
        "title_lines": _choice(record, "标题分行", "不分") == "照分",
        "under_indent": _choice(record, "题下缩进", default.under_indent),
        "under_title": count(record, "题下空行"),
        "before_addressee": count(record, "主送前空行"),
        "before_text": count(record, "正文前空行"),
        "signature": _choice(record, "落款位置", default.signature),
        "before_signature": count(record, "落款前空行"),
        "in_signature": count(record, "落款间空行"),
        "organ_indent": _choice(record, "落款缩进", default.organ_indent),
        "date_indent": _choice(record, "日期缩进", default.date_indent),
        "date_first": _choice(record, "落款次序", "单位在前") == "日期在前",
    }


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
