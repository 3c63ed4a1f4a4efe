"""What the examples print, kept to the byte: a change of a writer is seen and read.

The .docx is kept by parts, a paragraph a line, so that its diff can be read.  Of every
part in every 版式 the hash is kept, which holds on whatever Python the tests run.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from profiled import parts
from zongjie import load, render
from zongjie.sources import profiles

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted(path.parent for path in (ROOT / "examples").glob("*/report.yaml"))
WRITTEN_PARTS = ("word/document.xml", "word/footnotes.xml", "docProps/core.xml")


each_example = pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)


@each_example
def test_examples_print_what_they_printed(
    example: Path, golden: Callable[[str, str | bytes], None]
) -> None:
    rendered = render(load(example), "md", "html", "docx")
    for name in ("md", "html"):
        golden(f"{example.name}/report.{name}", rendered.outputs[name])
    found = parts(rendered.outputs["docx"])
    for part in WRITTEN_PARTS:
        text = found[part].decode("utf-8").replace("<w:p>", "\n<w:p>")
        golden(f"{example.name}/{part}", text)


@each_example
def test_every_part_is_what_it_was_on_any_python(
    example: Path, golden: Callable[[str, str | bytes], None]
) -> None:
    loaded = load(example)
    kept = {}
    for profile in profiles.titles():
        found = parts(render(loaded, "docx", profile=profile).outputs["docx"])
        kept[profile] = {name: hashlib.sha256(part).hexdigest() for name, part in found.items()}
    golden(f"parts/{example.name}.json", json.dumps(kept, ensure_ascii=False, indent=1) + "\n")
