"""Microsoft's Open XML SDK finds nothing wrong with any .docx we write."""

from __future__ import annotations

import json
import random
import subprocess
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from conftest import IN_CI
from zongjie import load, render
from zongjie.document import (
    Block,
    Document,
    Heading,
    Inlines,
    Note,
    Paragraph,
    Run,
    Signature,
    Table,
    Title,
    Verbatim,
)
from zongjie.sources import profiles
from zongjie.writers import docx

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").iterdir())
GENERATED = 200 if IN_CI else 20
_WORDS = (
    "加装电梯",
    "31台",
    "“双报到”",
    "<&>",
    "a\tb",
    "甲\n乙",
    "《办法》——",
    "𠮷",
    " 空 ",
    "1～2",
)


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


def test_generated_documents_are_valid(validator: str, tmp_path: Path) -> None:
    shipped = profiles.shipped()
    paths = []
    for seed in range(GENERATED):
        chance = random.Random(seed)
        data = docx.write(_document(chance), chance.choice(shipped), level=0)
        paths.append(tmp_path / f"{seed}.docx")
        paths[-1].write_bytes(data)
    assert _faults(validator, paths) == []


def test_the_validator_can_tell(validator: str, tmp_path: Path) -> None:
    path = tmp_path / "坏的.docx"
    document = Document([Paragraph((), (Run("甲"),))])
    data = docx.write(document, profiles.shipped()[0], level=0)
    path.write_bytes(data.replace(b"<w:pStyle ", b"<w:pStile "))
    assert _faults(validator, [path]) != []


def _document(chance: random.Random) -> Document:
    """Return blocks of every kind, in any order, with footnotes that are marked again."""
    return Document([_block(chance) for _ in range(chance.randint(0, 12))])


def _inlines(chance: random.Random) -> Inlines:
    made: list[Run | Note] = []
    for _ in range(chance.randint(0, 4)):
        text = chance.choice(_WORDS)
        if chance.random() < 0.3:
            key = str(chance.randint(1, 3))
            made.append(Note(key, (Run(f"脚注{key}"),)))
        made.append(Run(text, pending=chance.random() < 0.1))
    return tuple(made)


def _block(chance: random.Random) -> Block:
    kind = chance.randrange(6)
    if kind == 0:
        return Title(_inlines(chance))
    if kind == 1:
        level = chance.randint(1, 10)
        number = chance.choice(("一、", "（一）", "1.", "（1）", "①", "第一部分　", ""))
        return Heading(level, number, _inlines(chance))
    if kind == 2:
        rows = [
            tuple(_inlines(chance) for _ in range(chance.randint(0, 4)))
            for _ in range(chance.randint(0, 4))
        ]
        return Table(tuple(rows), chance.randint(0, 2))
    if kind == 3:
        return Verbatim(chance.choice(("原文\n\n两行", "", "  原")))
    if kind == 4:
        return Signature(_inlines(chance), _inlines(chance))
    return Paragraph(_inlines(chance), _inlines(chance))
