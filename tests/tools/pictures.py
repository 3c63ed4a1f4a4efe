"""Draws the pictures of the README and the manual from the examples: ``make picture``."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS, EXAMPLES = ROOT / "docs", ROOT / "examples"
os.environ["FONTCONFIG_FILE"] = str(DOCS / "fonts.conf")


def _pdf(report: Path, folder: Path, *options: str) -> Path:
    target = folder / "a.pdf"
    command = [Path(sys.executable).parent / "zongjie", "render", report, "-o", target, *options]
    subprocess.run(command, check=True, capture_output=True)
    return target


def _page_of(pdf: Path, words: str) -> int:
    """Return the first page that begins with some words."""
    done = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True)
    pages = done.stdout.decode().split("\f")
    return next(at for at, page in enumerate(pages, 1) if page.strip().startswith(words))


def _draw(pdf: Path, page: int, name: str, dots: int) -> None:
    only = ["-r", str(dots), "-f", str(page), "-l", str(page), "-singlefile", "-png"]
    subprocess.run(["pdftoppm", *only, pdf, DOCS / name], check=True)


def main() -> None:
    """Draw the first page, a landscape annex and a proof copy."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _draw(_pdf(EXAMPLES / "ganquan-2016", folder), 1, "ganquan-page-1", 80)
        whole = folder / "report"
        shutil.copytree(EXAMPLES / "shifan-2025", whole)
        _draw(_pdf(whole, folder, "--proof"), 2, "proof-page", 60)
        with (whole / "report.yaml").open("a", encoding="utf-8") as file:
            file.write("附表: 横排\n")
        annex = _pdf(whole, folder)
        _draw(annex, _page_of(annex, "附件"), "annex-page", 60)


if __name__ == "__main__":
    main()
