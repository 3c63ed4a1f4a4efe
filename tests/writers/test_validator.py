"""Microsoft's Open XML SDK finds nothing wrong with any .docx we write."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings

from conftest import IN_CI
from profiled import every_option
from strategies import documents
from zongjie import load, render
from zongjie.document import Document, Paragraph, Run
from zongjie.sources import profiles
from zongjie.writers import docx

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").iterdir())
GENERATED = 200 if IN_CI else 20


def _faults(validator: str, paths: Iterable[Path]) -> list[object]:
    """Return what the validator says of files, two at a time."""

    def ask(path: Path) -> list[object]:
        done = subprocess.run([validator, str(path)], capture_output=True, check=False, text=True)
        told = json.loads(done.stdout)
        return [] if told["ok"] else [path.name, *told["errors"]]

    with ThreadPoolExecutor(2) as pool:
        return [fault for faults in pool.map(ask, paths) for fault in faults]


@pytest.mark.parametrize("example", EXAMPLES, ids=[path.name for path in EXAMPLES])
def test_examples_are_valid_in_every_profile(example: Path, validator: str, tmp_path: Path) -> None:
    loaded = load(example)
    paths = []
    for at, profile in enumerate(profiles.titles()):
        paths.append(tmp_path / f"{at}.docx")
        rendered = render(loaded, "docx", profile=profile)
        paths[-1].write_bytes(rendered.outputs["docx"])
    assert _faults(validator, paths) == []


EVERYTHING = """
副标题: ——在街道年度工作会议上
署名: 某某街道办事处
主送: 区委、区政府
附件:
  - 工作安排
附表: 横排
图表: 是
"""
OPTIONS = {
    "标记一": "脚注: {标记: ①, 编号: 每页}\n",
    "标记二": '脚注: {标记: "[1]"}\n',
    "文后": '脚注: {标记: "[1]", 位置: 文后注释}\n',
    "名词": "脚注: {位置: 名词解释}\n编号: 自动\n",
    "别的": "页码: {位置: 不印}\n落款: {盖章: 是}\n正文: {首行缩进: 0字}\n标题: {空行: 2行}\n",
}


def test_a_report_with_everything_is_valid_in_every_option(validator: str, tmp_path: Path) -> None:
    whole = tmp_path / "报告"
    shutil.copytree(Path(__file__).parents[2] / "examples" / "shifan-2025", whole)
    with (whole / "report.yaml").open("a", encoding="utf-8") as file:
        file.write(EVERYTHING)
    loaded = load(whole)
    paths = []
    for name, yaml in OPTIONS.items():
        profile = tmp_path / f"{name}.yaml"
        profile.write_text(yaml, encoding="utf-8")
        for kind in ({}, {"proof": True}, {"final": True}):
            rendered = render(loaded, "docx", profile=str(profile), **kind)
            assert rendered.ok, [one.message for one in rendered.diagnostics]
            paths.append(tmp_path / f"{name}{len(paths)}.docx")
            paths[-1].write_bytes(rendered.outputs["docx"])
    assert _faults(validator, paths) == []


def test_generated_documents_are_valid(validator: str, tmp_path: Path) -> None:
    made: list[Document] = []

    @settings(max_examples=GENERATED, phases=[Phase.generate], derandomize=True, database=None)
    @given(documents())
    def collect(document: Document) -> None:
        made.append(document)

    collect()
    assert len(made) == GENERATED
    shipped = [*profiles.shipped(), *every_option()]
    paths = []
    for at, document in enumerate(made):
        paths.append(tmp_path / f"{at}.docx")
        paths[-1].write_bytes(docx.write(document, shipped[at % len(shipped)], level=0))
    assert _faults(validator, paths) == []


def test_the_validator_can_tell(validator: str, tmp_path: Path) -> None:
    path = tmp_path / "坏的.docx"
    document = Document([Paragraph((), (Run("甲"),))])
    data = docx.write(document, profiles.shipped()[0], level=0)
    path.write_bytes(data.replace(b"<w:pStyle ", b"<w:pStile "))
    assert _faults(validator, [path]) != []
