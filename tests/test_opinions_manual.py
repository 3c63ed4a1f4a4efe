"""docs/意见汇总.md: its report goes round, and comes back as the manual shows."""

from __future__ import annotations

import re
from pathlib import Path

from copies import Draft
from zongjie import load, render
from zongjie.opinions.records import Standing
from zongjie.opinions.tables import FORMATS, write
from zongjie.pipeline.opinions import collect
from zongjie.pipeline.outputs import default_profile

TEXT = (Path(__file__).parents[1] / "docs" / "意见汇总.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\S+)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


def _block(kind: str) -> list[str]:
    return [text for name, text in BLOCKS if name == kind]


def test_the_example_comes_back_as_the_manual_shows(tmp_path: Path) -> None:
    (yaml,) = _block("yaml")
    report = tmp_path / "报告.yaml"
    report.write_text(yaml, encoding="utf-8", newline="")
    data = render(load(report), "docx").outputs["docx"]
    first, second = Draft(data), Draft(data)
    for draft, name in ((first, "张三"), (second, "李四")):
        draft.replace(name, "154", "155")
    first.delete_paragraph("张三", "开展夜间巡查12次。")
    second.comment("李四", "街面环境", "换个说法")
    paths = [tmp_path / "张三改.docx", tmp_path / "李四改.docx"]
    for path, draft in zip(paths, (first, second), strict=True):
        path.write_bytes(draft.data())
    whole, later = _block("text")
    collected = collect(report, *paths)
    assert collected.told is not None
    assert collected.diagnostics == []
    assert write(collected.told, "txt", default_profile()).decode() == whole
    report.write_text(yaml.replace("154件", "155件"), encoding="utf-8", newline="")
    collected = collect(report, *paths)
    assert collected.told is not None
    assert later in write(collected.told, "txt", default_profile()).decode()


def test_it_names_every_format_and_standing() -> None:
    named = re.search(r"格式看扩展名：(.*?)。", TEXT)
    assert named is not None
    assert tuple(re.findall(r"`\.(\w+)`", named[1])) == FORMATS
    assert all(f"“{one.value}”" in TEXT for one in Standing if one.value)
