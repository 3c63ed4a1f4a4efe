"""Valid reports in the many styles of YAML, full of texts that look like slips."""

from __future__ import annotations

import random
from typing import Any

import yaml

PIECES = (
    *("全年受理", "：", ": ", "上年：3件", "数值: 3件", "“五违”", '"', "'", "- ", "— ", "－"),
    *("# ", "#一号", "｜", "|", ">90%", "[1]", "【注：甲】", "{甲}", "{{甲}}", "，", ",", "　　"),
    *(" ", "\t", "\u200b", "\u00a0", "\n", "\n\n", "\n  ", "\n- 一是", "\n年份：2016"),
    *("\n# 待定", "12:30", "@", "%", "&a", "*a", "!x", "？", "完成率", "标题", "正文", "=", "\\"),
    *("科室 平安办", "…", "、", "；", "。", "3家", "\n==========\n"),
)
FIGURES = (
    "18735件",
    "约8.5万余人次",
    "154处，9058平方米",
    "142.7%",
    "１２３件",
    "1,234件",
    "零发生",
)
NAMES = (
    "网格案件",
    "“三停”处罚",
    "12345工单",
    "65岁以上老人",
    "PM2.5",
    "走访: 企业",
    "甲 乙",
    "#一",
    "- 丙",
    "丁：",
)


def text(chance: random.Random) -> str:
    """Return a text; most of it looks like YAML, or like a slip in it."""
    return "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 9)))


def indicator(chance: random.Random) -> Any:
    """Return one indicator, short or long."""
    if chance.random() < 0.4:
        return chance.choice(FIGURES)
    found: dict[str, Any] = {"数值": chance.choice(FIGURES)}
    for key in ("口径", "来源", "备注", "科室", "释义"):
        if chance.random() < 0.4:
            found[key] = text(chance)
    if chance.random() < 0.2:
        found["曾用名"] = ["甲", text(chance)]
    if chance.random() < 0.2:
        found["状态"] = "已核实"
    return found


def section(chance: random.Random) -> dict[str, Any]:
    """Return one section."""
    items = []
    for _ in range(chance.randint(0, 3)):
        keys = chance.sample(("段首句", "正文", "举措", "原文"), chance.randint(1, 3))
        items.append({key: text(chance) for key in keys})
    return {"标题": text(chance), "事项": items}


def report(chance: random.Random) -> dict[str, Any]:
    """Return a report that fits the schema."""
    names = chance.sample(NAMES, chance.randint(1, len(NAMES)))
    found: dict[str, Any] = {
        "单位名称": text(chance),
        "年份": "2016",
        "指标": {name: indicator(chance) for name in names},
        "章节": [section(chance) for _ in range(chance.randint(0, 3))],
        "脚注": {f"甲{number}": text(chance) for number in range(chance.randint(0, 3))},
        "存在问题": {"过渡语": text(chance), "条目": [text(chance) for _ in range(3)]},
    }
    keys = chance.sample(list(found), chance.randint(2, len(found)))
    return {key: found[key] for key in keys}


def dumped(chance: random.Random, value: Any) -> str:
    """Return the YAML of a value, as some program or person would lay it out."""
    text = yaml.dump(
        value,
        allow_unicode=chance.random() < 0.8,
        default_flow_style=chance.choice((False, False, None, True)),
        default_style=chance.choice((None, None, '"', "'", "|", ">")),
        width=chance.choice((20, 40, 80, 4096)),
        indent=chance.choice((2, 3, 4, 8)),
        sort_keys=False,
        explicit_start=chance.random() < 0.2,
        Dumper=chance.choice((yaml.SafeDumper, Indented)),
    )
    text = commented(chance, text) if chance.random() < 0.3 else text
    if chance.random() < 0.2:
        text = text.replace("\n", "\r\n")
    return text


class Indented(yaml.SafeDumper):
    """Indents lists below their keys, as people do."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def commented(chance: random.Random, text: str) -> str:
    """Return the text with comments where nothing but a comment can be meant."""
    rows = text.split("\n")
    before = yaml.compose(text, Loader=yaml.CSafeLoader)
    for _ in range(3):
        at = chance.randrange(len(rows))
        note = chance.choice(("# 数值：待核", "  # - 未定: 甲", "# “引号", "", "# ｜"))
        tried = [*rows[:at], note, *rows[at:]]
        try:
            after = yaml.compose("\n".join(tried), Loader=yaml.CSafeLoader)
        except yaml.YAMLError:
            continue
        if _same(before, after):
            rows = tried
    return "\n".join(rows)


def _same(one: Any, other: Any) -> bool:
    return yaml.serialize(one) == yaml.serialize(other)
