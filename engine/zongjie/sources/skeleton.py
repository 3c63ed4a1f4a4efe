"""The YAML a template needs, empty, with what to fill in said beside each indicator."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from zongjie.model.outline import Entry, Outline
from zongjie.model.sentence import FIGURE, Mark, Pattern, Slot, Words
from zongjie.model.template import Template
from zongjie.text import display_width

_NO_DEPARTMENT: Final = "各科室"
_COLUMN: Final = 34  # where the remarks begin
# Plain YAML may not begin with these, nor hold the second kind.
_STARTS: Final = "-?:,[]{}#&*!|>'\"%@`"
_INSIDE: Final = (": ", " #")


def whole(template: Template, outline: Outline, office: str, year: str) -> str:
    """Return one report: all indicators under 指标, one department after the other."""
    lines = [*_head(template, office, year), "指标:"]
    for department, rows in _by_department(template, outline).items():
        lines += ["", f"  # {department}", *(f"  {row}" for row in rows)]
    return "\n".join([*lines, "", *_tail(outline)])


def by_department(template: Template, outline: Outline, office: str, year: str) -> dict[str, str]:
    """Return the files of a report folder: the report, and a file for each department."""
    report = "\n".join([*_head(template, office, year), "", *_tail(outline)])
    files = {"报告.yaml": report}
    for department, rows in _by_department(template, outline).items():
        lines = [
            f"科室: {department}",
            f"截至: {year}年12月31日        # 这个文件里的数都算到这一天",
            "指标:",
            *(f"  {row}" for row in rows),
        ]
        files[f"指标/{department}.yaml"] = "\n".join([*lines, ""])
    return files


def _head(template: Template, office: str, year: str) -> list[str]:
    return [
        f"# {template.title}：{template.description}",
        "# 冒号后面填数和单位，如 走访企业: 1120家次；没有的留空，相应的句子自动略去。",
        "# 还要写上年、目标的，另起一行缩进：",
        "#   走访企业:",
        "#     数值: 1120家次",
        "#     上年: 1080家次",
        f"模板: {template.title}",
        f"单位名称: {office}",
        f"年份: {year}",
    ]


def _tail(outline: Outline) -> list[str]:
    lines = []
    if outline.chapters:
        lines += [
            "# 给某一段加一两句举措，或者换成自己的话，照这样写（去掉行首的 #）：",
            "# 事项:",
            *(f"#   {topic.name}:" for topic in list(outline.topics())[:1]),
            "#     举措: 一两句话。",
            "# 系统提出的问题，写在“采用”下面才印：",
            "# 存在问题:",
            "#   采用:",
            "#     - 指标名",
        ]
    return [*lines, ""]


def _by_department(template: Template, outline: Outline) -> dict[str, list[str]]:
    """Return the rows of each department, in the order of the text."""
    rows: dict[str, list[str]] = {}
    topic_of: dict[str, str] = {}
    for title, entry in _wanted(outline):
        department = entry.department.value if entry.department else _NO_DEPARTMENT
        mine = rows.setdefault(department, [])
        if topic_of.get(department) != title:
            mine.append(f"# {title}")
            topic_of[department] = title
        mine.append(_row(entry))
    required = [text.value for text in template.required_indicators]
    if required:
        rows.setdefault(_NO_DEPARTMENT, []).extend(f"{_key(name)}:" for name in required)
    return rows


def _wanted(outline: Outline) -> Iterator[tuple[str, Entry]]:
    for chapter in outline.chapters:
        for topic in chapter.topics:
            for name in topic.names():
                entry = outline.entry(name.name)
                if entry is not None:
                    yield f"{chapter.name}·{topic.name}", entry


def _row(entry: Entry) -> str:
    key = f"{_key(entry.name)}:"
    blanks = " " * max(2, _COLUMN - display_width(key))
    remarks = [
        entry.unit_words,
        entry.counting.value if entry.counting else "",
        _sample(entry),
        entry.remark.value if entry.remark else "",
    ]
    return f"{key}{blanks}# {'；'.join(remark for remark in remarks if remark)}"


def _sample(entry: Entry) -> str:
    """Return the clause the figure will stand in, with … for the figure."""
    return said(entry.patterns[0], entry) if entry.patterns else ""


def said(pattern: Pattern, entry: Entry) -> str:
    """Return a pattern as it reads: 检查生产经营单位…家次."""
    text = pattern.text.value
    parts = []
    for piece in pattern.pieces:
        if isinstance(piece, Words):
            parts.append(text[piece.start : piece.end])
        elif isinstance(piece, Slot) and not isinstance(piece, Mark):
            units = [unit.partition("/")[0] for unit in entry.units]
            unit = "、…".join(units) if piece.name == FIGURE else piece.name
            parts.append({"时": "", "增减": "比上年…"}.get(piece.name, f"…{unit}"))
    return "".join(parts)


def _key(name: str) -> str:
    """Return a name as a YAML key, quoted where it must be."""
    if name[:1] in _STARTS or any(mark in name for mark in _INSIDE) or name != name.strip():
        return "'" + name.replace("'", "''") + "'"
    return name
