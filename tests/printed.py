"""A .docx as LibreOffice prints it: its lines (from poppler) and its ink, in millimetres.

``pdftotext -bbox-layout`` gives each word a box: left and right are the edges of its
characters' cells, top and bottom those of the font round the baseline, which lie
*within* the line of an exact height.  So widths are measured by these boxes, the
distance of lines by the difference of two boxes, and heights on the paper by ink.
"""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

from profiled import pdf_of
from said import said
from zongjie.document import Block, Document

FONTS = Path(__file__).parents[1] / "docs" / "fonts.conf"
LEFT, RIGHT, TOP, BOTTOM = 28, 28 + 156, 37, 37 + 225  # the 版心 (5.2.1)
POINT = 25.4 / 72
PITCH = 28.95 * POINT  # from one line to the next
CHARACTER = 15.75 * POINT  # of the body, from one to the next
DPI = 150
_XHTML = "{http://www.w3.org/1999/xhtml}"


class Line(NamedTuple):
    """A printed line of the body; ``row`` is its place on the grid of lines, from 0."""

    page: int
    row: int
    top: float
    left: float
    right: float
    text: str  # without blanks and footnote marks
    marked: bool  # holds a footnote's mark


class _Word(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float
    text: str

    @property
    def height(self) -> float:
        return self.bottom - self.top


class Ink(NamedTuple):
    """Where a part of a page is dark."""

    left: float
    right: float
    rows: list[tuple[float, int]]  # from the top, and how many dark dots

    @property
    def dash(self) -> float:
        """Height of the dashes of a page number: the longest rows."""
        most = max(count for _, count in self.rows)
        heights = [height for height, count in self.rows if count >= most * 0.9]
        return sum(heights) / len(heights)


class Picture:
    """A page as a grey picture."""

    def __init__(self, data: bytes, dpi: int) -> None:
        head, self.dots = data.split(b"\n255\n", 1)
        self.width, self.height = map(int, head.split()[1:3])
        self.scale = dpi / 25.4

    def ink(self, top: float, bottom: float) -> Ink:
        """Return what is printed between two heights."""
        rows, left, right = [], self.width, 0
        for y in range(int(top * self.scale), int(bottom * self.scale)):
            line = self.dots[y * self.width : (y + 1) * self.width].translate(_THRESHOLD)
            if dark := line.count(b"#"):
                rows.append((y / self.scale, dark))
                left, right = min(left, line.find(b"#")), max(right, line.rfind(b"#") + 1)
        return Ink(left / self.scale, right / self.scale, rows)

    def turned(self) -> Picture:
        """Return a landscape page as it is bound: its head at the left (clause 8)."""
        columns = [self.dots[x :: self.width] for x in range(self.width)]
        turned = b"".join(reversed(columns))
        head = b"P5\n%d %d\n255\n" % (self.height, self.width)
        return Picture(head + turned, round(self.scale * 25.4))


_THRESHOLD = b"#" * 128 + b"." * 128


class Page(NamedTuple):
    """A printed page: the lines of its body, whether notes stand below, its number."""

    lines: list[Line]
    noted: bool
    number: _Word


class Printed:
    """A .docx that LibreOffice printed."""

    def __init__(self, soffice: str, folder: Path, data: bytes, dpi: int = DPI) -> None:
        self._folder, self._dpi = folder, dpi
        self._pdf = pdf_of(soffice, folder, data, FONTCONFIG_FILE=str(FONTS))

    @cached_property
    def pages(self) -> list[Page]:
        """The pages as lines of text."""
        command = ["pdftotext", "-bbox-layout", str(self._pdf), "-"]
        found = subprocess.run(command, check=True, capture_output=True).stdout.decode()
        printable = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", found)
        pages = list(ET.fromstring(printable).iter(f"{_XHTML}page"))
        words = [list(_words(page)) for page in pages]
        sizes = Counter(round(word.height, 1) for page in words for word in page)
        body = sizes.most_common(1)[0][0]
        return [_page(number, page, body) for number, page in enumerate(words)]

    @cached_property
    def pictures(self) -> list[Picture]:
        """The pages as pictures."""
        command = ["pdftoppm", "-gray", "-r", str(self._dpi), str(self._pdf)]
        subprocess.run([*command, str(self._folder / "p")], check=True)
        found = sorted(self._folder.glob("p-*.pgm"))
        return [Picture(path.read_bytes(), self._dpi) for path in found]


def _words(page: ET.Element) -> Iterator[_Word]:
    for word in page.iter(f"{_XHTML}word"):
        places = (float(word.get(key, "")) * POINT for key in ("xMin", "yMin", "xMax", "yMax"))
        yield _Word(*places, text=word.text or "")


def _page(number: int, words: list[_Word], body: float) -> Page:
    """Sort the words of a page; what is smaller than ¾ of the body is a mark or a note."""
    foot = [word for word in words if word.top > BOTTOM]
    text = [word for word in words if word.top <= BOTTOM]
    small = [word for word in text if word.height < body * 0.75]
    rows: dict[int, list[_Word]] = {}
    for word in sorted(set(text) - set(small)):
        rows.setdefault(int(((word.top + word.bottom) / 2 - TOP) / PITCH), []).append(word)
    lines = []
    for row, found in sorted(rows.items()):
        top, bottom = min(word.top for word in found), max(word.bottom for word in found)
        marked = any(top - 1 < mark.top < bottom - 3 for mark in small)
        text_ = "".join(word.text for word in found)
        lines.append(Line(number, row, top, found[0].left, found[-1].right, text_, marked))
    below = lines[-1].top + PITCH / 2 if lines else TOP
    return Page(lines, any(word.top > below for word in small), _joined(foot))


def _joined(words: list[_Word]) -> _Word:
    words = sorted(words)
    text = "".join(word.text for word in words)
    return words[0]._replace(right=words[-1].right, text=text) if words else _Word(0, 0, 0, 0, "")


# ---- what was printed against what was to be printed ---------------------------------


class Text(NamedTuple):
    """A paragraph of the document, and the lines it was printed on."""

    block: Block
    text: str
    lines: list[Line]


def matched(printed: Printed, document: Document) -> list[Text]:
    """Return the paragraphs with their lines; every character must have been printed."""
    lines = [line for page in printed.pages for line in page.lines]
    found = []
    for paragraph in said(document):
        rest, own = re.sub(r"\s", "", paragraph.text), []
        while rest:
            assert lines, f"not printed: {rest}"
            own.append(lines.pop(0))
            assert rest.startswith(own[-1].text), f"printed {own[-1].text}, not {rest}"
            rest = rest[len(own[-1].text) :]
        found.append(Text(paragraph.block, paragraph.text, own))
    assert lines == []
    return found
