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


def _form(report: Path, folder: Path, department: str) -> Path:
    forms = folder / "forms"
    command = [Path(sys.executable).parent / "zongjie", "form", "export", report, "-o", forms]
    subprocess.run(command, check=True, capture_output=True)
    office = [shutil.which("soffice") or "libreoffice", "--headless", "--convert-to", "pdf"]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    known = {**os.environ, "LC_ALL": "C.UTF-8"}  # else it stumbles over Chinese names
    command = [*office, profile, "--outdir", folder, forms / f"{department}.xlsx"]
    subprocess.run(command, check=True, capture_output=True, env=known)
    return folder / f"{department}.pdf"


def _page_of(pdf: Path, words: str) -> int:
    """Return the first page that begins with some words."""
    done = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True)
    pages = done.stdout.decode().split("\f")
    return next(at for at, page in enumerate(pages, 1) if page.strip().startswith(words))


def _draw(pdf: Path, page: int, name: str, dots: int, *cut: str) -> None:
    only = ["-r", str(dots), "-f", str(page), "-l", str(page), "-singlefile", "-png"]
    subprocess.run(["pdftoppm", *only, *cut, pdf, DOCS / name], check=True)


def main() -> None:
    """Draw the first page, a landscape annex, a proof copy and a sheet of a form."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _draw(_pdf(EXAMPLES / "ganquan-2016", folder), 1, "ganquan-page-1", 80)
        whole = folder / "report"
        shutil.copytree(EXAMPLES / "shifan-2025", whole)
        _draw(_pdf(whole, folder, "--proof"), 2, "proof-page", 60)
        _draw(_form(whole, folder, "社区管理办"), 1, "form-sheet", 90, "-H", "390")
        with (whole / "report.yaml").open("a", encoding="utf-8") as file:
            file.write("附表: 横排\n")
        annex = _pdf(whole, folder)
        _draw(annex, _page_of(annex, "附件"), "annex-page", 60)


if __name__ == "__main__":
    main()
