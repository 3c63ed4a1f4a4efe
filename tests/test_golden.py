"""What the examples print, kept to the byte: a change of a writer is seen and read.

The .docx is kept by parts, a paragraph a line, so that its diff can be read.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from zongjie import load, render

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted(path.parent for path in (ROOT / "examples").glob("*/report.yaml"))
WRITTEN_PARTS = ("word/document.xml", "word/footnotes.xml", "docProps/core.xml")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_examples_print_what_they_printed(
    example: Path, golden: Callable[[str, str | bytes], None]
) -> None:
    rendered = render(load(example), "md", "html", "docx")
    for name in ("md", "html"):
        golden(f"{example.name}/report.{name}", rendered.outputs[name])
    package = zipfile.ZipFile(io.BytesIO(rendered.outputs["docx"]))
    for part in WRITTEN_PARTS:
        text = package.read(part).decode("utf-8").replace("<w:p>", "\n<w:p>")
        golden(f"{example.name}/{part}", text)
