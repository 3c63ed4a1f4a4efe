"""Random reports from the catalogue of the standard template: indicators alone.

Our side composes the sentences; the peer, which cannot, is given the same sentences
ready-made in its YAML and only fills its template.

    python composed.py folder      # writes both kinds there: composed-….yaml, ready-composed-….yaml
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import yaml

sys.path.append(str(Path(__file__).parents[1]))

import random_reports
from zongjie import check, load
from zongjie.document import (
    Heading,
    Inlines,
    Note,
    Paragraph,
    Title,
    footnotes,
    text_of,
)

FORM = "体例:\n  章节编号: （一）起\n"  # the peers number chapters so
NUMBER = re.compile("^（.*?）")
TOGETHER = 20  # in a folder: an office has some, not hundreds in one


def write_ready(path: Path) -> Path:
    """Write the report as the peer reads it: every sentence ready-made; return its path."""
    document = check(load(path)).document
    assert document is not None, path.name
    numbers = footnotes(document)
    notes: dict[str, str] = {}
    chapters: list[dict[str, object]] = []
    title, opening = "", ""
    for block in document.blocks:
        if isinstance(block, Title):
            title = text_of(block.runs)
        elif isinstance(block, Heading):
            chapters.append({"标题": NUMBER.sub("", text_of(block.runs)), "事项": []})
        elif isinstance(block, Paragraph) and not chapters:
            opening = text_of(block.runs)
        elif isinstance(block, Paragraph):
            items = chapters[-1]["事项"]
            assert isinstance(items, list)
            lead, body = (_marked(inlines, numbers, notes) for inlines in (block.lead, block.runs))
            items.append({"段首句": lead.removesuffix("。"), "正文": body})
    last = chapters[-1]["事项"]
    assert isinstance(last, list)
    closing = last.pop()
    data = {
        "标题": title,
        "年份": 2025,
        "指标": {},
        "开头": opening,
        "章节": chapters,
        "存在问题": {"过渡语": f"{closing['段首句']}。{closing['正文']}", "条目": []},
        "脚注": notes,
    }
    ready = path.with_name(f"ready-{path.name}")
    ready.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return ready


def _marked(inlines: Inlines, numbers: dict[str, int], notes: dict[str, str]) -> str:
    text = ""
    for inline in inlines:
        if isinstance(inline, Note):
            notes[inline.key] = "".join(run.text for run in inline.runs)
            text += f"【注：{inline.key}】"
        else:
            text += inline.text
    assert all(key in numbers for key in notes)
    return text


if __name__ == "__main__":
    for number, made in enumerate(random_reports.write(Path(sys.argv[1]))):
        place = made.parent / f"{number // TOGETHER:03d}"
        place.mkdir(exist_ok=True)
        report = made.rename(place / made.name)
        report.write_text(FORM + report.read_text(encoding="utf-8"), encoding="utf-8")
        write_ready(report)
