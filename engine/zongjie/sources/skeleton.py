"""The YAML a template needs, empty, with what to fill in said beside each indicator."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from zongjie.model.outline import Entry, Outline
from zongjie.model.sentence import FIGURE, Pattern, Slot, Words
from zongjie.model.template import Template
from zongjie.text import display_width, name_key, pattern

_NO_DEPARTMENT: Final = "各科室"
_COLUMN: Final = 34  # where the remarks begin
# Plain YAML may not begin with these, nor hold the second kind.
_STARTS: Final = "-?:,[]{}#&*!|>'\"%@`"
_INSIDE: Final = (": ", " #")
# What no system takes in the name of a file, or takes for a folder.
_UNSAFE: Final = pattern(r'[\\/:*?"<>|\x00-\x1f\x7f]|\.\.')
_LONGEST_NAME: Final = 60
_GIVEN: Final = (
    "单位名称",
    "年份",
    "标题",
    "指标",
    "章节",
)  # required keys that the head has, or makes

_PERIOD: Final = "期间"
_EXAMPLES: Final = {_PERIOD: " 上半年"}  # what is not in the head is said by the office alone


def whole(template: Template, outline: Outline, called: str, office: str, year: str) -> str:
    """Return one report: all indicators under 指标, one department after the other.

    ``called`` is how the report is to name the template: its title, or a path.
    """
    lines = _head(template, called, office, year)
    if not template.gathers:
        lines.append("指标:")
        for department, rows in _by_department(template, outline).items():
            lines += ["", f"  # {_remark(department)}", *(f"  {row}" for row in rows)]
    return "\n".join([*lines, "", *_tail(template, outline)])


def by_department(
    template: Template, outline: Outline, called: str, office: str, year: str
) -> dict[str, str]:
    """Return the files of a report folder: the report, and a file for each department."""
    head = _head(template, called, office, year)
    files = {"报告.yaml": "\n".join([*head, "", *_tail(template, outline)])}
    if template.gathers:
        return files
    # 期间 says up to when the figures count; a day beside it would have to be changed with it.
    of_period = any(text.value == _PERIOD for text in template.required)
    day = [] if of_period else [f"截至: {year}年12月31日        # 这个文件里的数都算到这一天"]
    for department, rows in _by_department(template, outline).items():
        lines = [f"科室: {_value(department)}", *day, "指标:", *(f"  {row}" for row in rows)]
        files[f"指标/{_file_name(department)}.yaml"] = "\n".join([*lines, ""])
    return files


def _head(template: Template, called: str, office: str, year: str) -> list[str]:
    lines = [
        f"# {_remark(template.title)}：{_remark(template.description)}",
        "# 冒号后面填数和单位，如 走访企业: 1120家次；没有的留空，相应的句子自动略去。",
        "# 还要写上年、目标的，另起一行缩进：",
        "#   走访企业:",
        "#     数值: 1120家次",
        "#     上年: 1080家次",
        f"模板: {_value(called)}",
        f"单位名称: {office}",
        f"年份: {year}",
    ]
    if template.gathers:
        lines = [lines[0], *lines[6:], "下级报告: 街道        # 放各单位报告的文件夹，一个单位一份"]
    wanted = [text.value for text in template.required if text.value not in _GIVEN]
    return [*lines, *(f"{_key(name)}:{_EXAMPLES.get(name, '')}        # 要填" for name in wanted)]


def _tail(template: Template, outline: Outline) -> list[str]:
    lines = []
    if outline.chapters and not template.gathers:
        lines += [
            "# 给某一段加一两句举措，或者换成自己的话，照这样写（去掉行首的 #）：",
            "# 事项:",
            *(f"#   {_remark(topic.name)}:" for topic in list(outline.topics())[:1]),
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
    listed: set[str] = set()
    for title, entry in _wanted(outline):
        department = entry.department.value if entry.department else _NO_DEPARTMENT
        mine = rows.setdefault(department, [])
        if topic_of.get(department) != title:
            mine.append(f"# {_remark(title)}")
            topic_of[department] = title
        mine.append(_row(entry))
        listed.add(entry.key)
    for name in (text.value for text in template.required_indicators):
        known = outline.entry(name)
        key = known.key if known is not None else name_key(name)
        if key not in listed:  # else its department has it
            listed.add(key)
            rows.setdefault(_NO_DEPARTMENT, []).append(f"{_key(name)}:")
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
    return f"{key}{blanks}# {_remark('；'.join(remark for remark in remarks if remark))}"


def _sample(entry: Entry) -> str:
    """Return the clause the figure will stand in, with … for the figure."""
    return said(entry.patterns[0], entry) if entry.patterns else ""


def said(pattern: Pattern, entry: Entry) -> str:
    """Return a pattern as it reads: 检查生产经营单位…家次."""
    parts = []
    for piece in pattern.pieces:
        if isinstance(piece, Words):
            parts.append(piece.text)
        elif isinstance(piece, Slot):
            unit = "、…".join(entry.first_units) if piece.name == FIGURE else piece.name
            parts.append({"时": "", "增减": "比上年…"}.get(piece.name, f"…{unit}"))
    return "".join(parts)


def _remark(text: str) -> str:
    """Return a text as it may stand in a comment: on one line."""
    return " ".join(text.split())


def _value(text: str) -> str:
    """Return a text as a plain YAML value, quoted where it must be."""
    return _key(_remark(text))


def _file_name(department: str) -> str:
    """Return a department as the name of a file, which leads into no other folder."""
    name = _UNSAFE.sub("_", _remark(department)).strip(" .")
    return name[:_LONGEST_NAME] or _NO_DEPARTMENT


def _key(name: str) -> str:
    """Return a name as a YAML key, quoted where it must be."""
    name = _remark(name)
    if name[:1] in _STARTS or any(mark in name for mark in _INSIDE) or name.endswith(":"):
        return "'" + name.replace("'", "''") + "'"
    return name
