"""Refuses to compare programs that do not print the same: the check before the bench.

    python same_text.py ours.docx other.docx other.pdf…

A program of its own: the one that measures is to stay small.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from html import unescape
from pathlib import Path

PARAGRAPH = re.compile(r"<w:p[ >].*?</w:p>", re.DOTALL)
TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
NOTE = re.compile(r"\[\d+\] .*")  # of a program that has no footnotes: at the end of the text
MARK = re.compile(r"\[\d+\]")
BLANK = re.compile(r"\s")


def paragraphs(path: Path) -> list[str]:
    """Return the paragraphs of a .docx, without blanks and footnotes, empty ones too."""
    with zipfile.ZipFile(path) as package:
        xml = package.read("word/document.xml").decode()
    found = [unescape("".join(TEXT.findall(one))) for one in PARAGRAPH.findall(xml)]
    return [_bare(text) for text in found if not NOTE.fullmatch(text)]


def printed(path: Path, notes: list[str]) -> str | None:
    """Return the text of a .pdf, without blanks, page numbers and these notes.

    None where poppler's pdftotext is not there to tell.
    """
    if shutil.which("pdftotext") is None:
        return None
    command = ["pdftotext", "-enc", "UTF-8", str(path), "-"]
    raw = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    text = re.sub(r"—\d+—", "", _bare(raw))
    for note in notes:
        text = text.replace(note, "", 1)
    return text


def notes_of(path: Path) -> list[str]:
    """Return the footnotes of a .docx that has real ones, without blanks."""
    with zipfile.ZipFile(path) as package:
        xml = package.read("word/footnotes.xml").decode()
    found = ("".join(TEXT.findall(one)) for one in PARAGRAPH.findall(xml))
    return [text for one in found if (text := _bare(unescape(one)))]


def _bare(text: str) -> str:
    return MARK.sub("", BLANK.sub("", text))


def check(ours: Path, other: Path) -> None:
    """Raise RuntimeError with the place where another program's body text differs from ours."""
    if other.suffix == ".pdf":
        expected, found = "".join(paragraphs(ours)), printed(other, notes_of(ours))
    else:
        expected, found = "\n".join(paragraphs(ours)), "\n".join(paragraphs(other))
    if found is not None and found != expected:
        at = _first_difference(found, expected)
        shown = [text[max(0, at - 20) : at + 20] for text in (expected, found)]
        raise RuntimeError(f"{other.name}: not the same text: {shown}")


def _first_difference(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))


if __name__ == "__main__":
    for argument in sys.argv[2:]:
        check(Path(sys.argv[1]), Path(argument))
