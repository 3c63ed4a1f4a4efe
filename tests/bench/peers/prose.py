"""What every Python peer shares: the report read from its YAML, its references filled in.

It is the cheap way to do it: one regular expression over each paragraph (Jinja's own
``from_string`` on every one would cost several times as much).  There are no checks and
no positions.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

REFERENCE = re.compile(r"\{\{(.*?)\}\}")
NOTE = re.compile(r"【注：(.*?)】")
LISTED = re.compile(r"(均为|列举)（(.*?)）")
FOLD = re.compile(r"(?<!\n)\n(?!\n)")
DIGITS = "零一二三四五六七八九"


def read(source: str, loader: str = "CSafeLoader") -> dict[str, Any]:
    """Return what a YAML file holds; ``SafeLoader`` is what ``yaml.safe_load`` uses."""
    with open(source, encoding="utf-8") as file:  # noqa: PTH123
        data: dict[str, Any] = yaml.load(file, Loader=getattr(yaml, loader))
    return data


def numeral(number: int) -> str:
    """Return a number below 1,000 in Chinese numerals."""
    signs = zip(f"{number:03d}", ("百", "十", ""), strict=True)
    text = "".join(DIGITS[int(digit)] + (unit if digit != "0" else "") for digit, unit in signs)
    text = re.sub("零+", "零", text).strip("零")
    return text.removeprefix("一") if 10 <= number < 20 else text


class Prose:
    """Fills in the references of one report, and counts its notes."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.indicators = data["指标"]
        self.notes: dict[str, int] = {}
        self.fixed = {"年份": str(data["年份"]), "章节数": numeral(len(data["章节"]))}

    def paragraphs(self, text: str) -> list[str]:
        return [self.fill(part) for part in text.strip("\n").split("\n\n") if part]

    def fill(self, text: str) -> str:
        folded = FOLD.sub("", text.strip())
        return NOTE.sub(self._note, REFERENCE.sub(self._value, folded))

    def _note(self, match: re.Match[str]) -> str:
        number = self.notes.setdefault(match.group(1), len(self.notes) + 1)
        return f"[{number}]"

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
    """Return the report as templates take it: its prose filled in, its chapters numbered.

    A note is ``[1]`` in the text; ``notes`` has their texts in this order.
    """
    prose = Prose(data)
    opening = prose.paragraphs(data["开头"])
    chapters = [
        {
            "heading": f"（{numeral(number)}）{chapter['标题']}",
            "items": [
                {"lead": prose.fill(item["段首句"]) + "。", "text": prose.fill(item["正文"])}
                for item in chapter["事项"]
            ],
        }
        for number, chapter in enumerate(data["章节"], 1)
    ]
    problems = data["存在问题"]
    closing = prose.fill(problems["过渡语"]) + "".join(
        f"{numeral(number)}是{item}。" for number, item in enumerate(problems["条目"], 1)
    )
    return {
        "title": data["标题"],
        "opening": opening,
        "chapters": chapters,
        "closing": closing,
        "notes": [prose.fill(data["脚注"][key]) for key in prose.notes],
    }
