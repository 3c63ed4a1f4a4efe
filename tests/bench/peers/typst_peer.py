"""Typst: a page description filled from data, printed as PDF, with real footnotes.

python typst_peer.py data.yaml out.pdf
"""

from __future__ import annotations

import json
from pathlib import Path

import typst
from face import Render, run
from prose import context, read

FONTS = ("FandolFang R", "FangSong", "Noto Serif CJK SC", "Noto Sans CJK SC", "SimSun", "STSong")


def has_font() -> bool:
    """Return whether this machine has a font for the text."""
    return not set(FONTS).isdisjoint(typst.Fonts().families())


def prepare() -> Render:
    """Return what prints a report; the compiler keeps its fonts and what it has parsed."""
    compiler = typst.Compiler(str(Path(__file__).with_name("report.typ")))
    fonts = json.dumps(FONTS)

    def render(source: str, target: str) -> None:
        data = json.dumps(context(read(source)), ensure_ascii=False)
        compiler.compile(output=target, format="pdf", sys_inputs={"report": data, "fonts": fonts})

    return render


if __name__ == "__main__":
    run(prepare)
