"""pandoc: the report as Markdown, with real footnotes; one process of pandoc a report.

python pandoc_peer.py reference.docx data.yaml out.docx
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pypandoc
from face import Render, run
from prose import context, read

MARKUP = re.compile(r"([\\`*_{}\[\]<>#~^$@|\"'])")
MARK = re.compile(r"\\\[(\d+)\\\]")


def prepare(reference: str) -> Render:
    """Return what converts a report with the styles of a reference document."""
    arguments = [f"--reference-doc={reference}"]

    def render(source: str, target: str) -> None:
        text = "\n\n".join(blocks(context(read(source))))
        pypandoc.convert_text(
            text, "docx", format="markdown", outputfile=target, extra_args=arguments
        )

    return render


def blocks(report: dict[str, Any]) -> Iterator[str]:
    """Yield the report as blocks of Markdown."""
    yield f"% {escaped(report['title'])}"
    yield from map(escaped, report["opening"])
    for chapter in report["chapters"]:
        yield f"# {escaped(chapter['heading'])}"
        for item in chapter["items"]:
            yield f"**{escaped(item['lead'])}**{escaped(item['text'])}"
    yield escaped(report["closing"])
    for number, note in enumerate(report["notes"], 1):
        yield f"[^{number}]: {escaped(note)}"


def escaped(text: str) -> str:
    """Return a text whose characters mean nothing to Markdown, but for its notes."""
    return MARK.sub(r"[^\1]", MARKUP.sub(r"\\\1", text))


if __name__ == "__main__":
    run(prepare)
