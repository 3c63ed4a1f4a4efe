"""The peer: the same report from the same YAML, by docxtpl, as its users write it.

    python docxtpl_peer.py data.yaml template.docx out.docx

It gets every advantage that keeps it honest: libyaml's loader (unless another is
named), a template made beforehand, and prose whose references are filled in with
one regular expression (Jinja's own ``from_string`` on every paragraph would cost
several times as much).  It has no checks, no positions and no real footnotes:
notes follow the text.
"""

from __future__ import annotations

import re
import sys
from typing import Any

import yaml
from docxtpl import DocxTemplate

REFERENCE = re.compile(r"\{\{(.*?)\}\}")
NOTE = re.compile(r"【注：(.*?)】")
LISTED = re.compile(r"(均为|列举)（(.*?)）")
FOLD = re.compile(r"(?<!\n)\n(?!\n)")
NUMERALS = "零一二三四五六七八九十"


class Prose:
    """Fills in the references of one report, and counts its notes."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.indicators = data["指标"]
        self.notes: list[str] = []
        self.fixed = {"年份": str(data["年份"]), "章节数": NUMERALS[len(data["章节"])]}

    def paragraphs(self, text: str) -> list[str]:
        return [self.fill(part) for part in text.strip("\n").split("\n\n")]

    def fill(self, text: str) -> str:
        folded = FOLD.sub("", text.strip())
        return NOTE.sub(self._note, REFERENCE.sub(self._value, folded))

    def _note(self, match: re.Match[str]) -> str:
        key = match.group(1)
        if key not in self.notes:
            self.notes.append(key)
        return f"[{self.notes.index(key) + 1}]"

    def _value(self, match: re.Match[str]) -> str:
        expression = match.group(1)
        if expression in self.fixed:
            return self.fixed[expression]
        if listed := LISTED.fullmatch(expression):
            names = listed.group(2).split("，")
            if listed.group(1) == "均为":
                return "均为" + self._field(names[0], "")
            return "、".join(name + self._field(name, "") for name in names)
        if expression.endswith("|达"):
            return "达" + self._field(expression.removesuffix("|达"), "")
        name, _, field = expression.partition(".")
        return self._field(name, field)

    def _field(self, name: str, field: str) -> str:
        indicator = self.indicators[name]
        if not isinstance(indicator, dict):
            indicator = {"数值": str(indicator)}
        if field == "同比":
            return "同比" + str(indicator["同比"])
        if field in indicator:
            return str(indicator[field])
        value = str(indicator["数值"])
        if not field:
            return value
        return next(part for part in re.split("[、，]", value) if part.endswith(field))


def context(data: dict[str, Any]) -> dict[str, Any]:
    """Return what the template is given: the report with its prose filled in."""
    prose = Prose(data)
    opening = prose.paragraphs(data["开头"])
    chapters = [
        {
            "heading": f"（{NUMERALS[number]}）{chapter['标题']}",
            "items": [
                {"lead": prose.fill(item["段首句"]) + "。", "text": prose.fill(item["正文"])}
                for item in chapter["事项"]
            ],
        }
        for number, chapter in enumerate(data["章节"], 1)
    ]
    problems = data["存在问题"]
    closing = prose.fill(problems["过渡语"]) + "".join(
        f"{NUMERALS[number]}是{item}。" for number, item in enumerate(problems["条目"], 1)
    )
    notes = [
        f"[{number}] {prose.fill(data['脚注'][key])}" for number, key in enumerate(prose.notes, 1)
    ]
    return {
        "title": data["标题"],
        "opening": opening,
        "chapters": chapters,
        "closing": closing,
        "notes": notes,
    }


def render(source: str, template: str, target: str, loader: str = "CSafeLoader") -> None:
    """Render one YAML file into a docx; ``SafeLoader`` is what ``yaml.safe_load`` uses."""
    with open(source, encoding="utf-8") as file:  # noqa: PTH123
        data = yaml.load(file, Loader=getattr(yaml, loader))
    document = DocxTemplate(template)
    document.render(context(data))
    document.save(target)


if __name__ == "__main__":
    render(*sys.argv[1:])
