"""The page as LibreOffice prints it, its ink measured in millimetres."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

from profiled import pdf_of
from zongjie.document import Document, Paragraph, Run, Signature, Verbatim
from zongjie.model.profile import Profile
from zongjie.sources import profiles
from zongjie.writers import docx

FONTS = Path(__file__).parents[2] / "docs" / "fonts.conf"
DPI = 300
DARK = 128
TYPE_AREA = (28, 28 + 156, 37 + 225)  # left, right and bottom edge of the 版心 (5.2.1)
CHARACTER = 15.75 * 25.4 / 72  # of the body, from one to the next
DASH = 14 * 25.4 / 72  # one 字 of the page number (四号)


class Ink(NamedTuple):
    """Where a part of a page is dark, in millimetres."""

    left: float
    right: float
    rows: list[tuple[float, int]]  # from the top, and how many dark dots


class Page:
    """A page as a grey picture."""

    def __init__(self, picture: bytes) -> None:
        head, self.dots = picture.split(b"\n255\n", 1)
        self.width, self.height = map(int, head.split()[1:3])

    def ink(self, top: float, bottom: float) -> Ink:
        """Return what is printed between two heights."""
        scale = DPI / 25.4
        rows, left, right = [], self.width, 0
        for y in range(int(top * scale), int(bottom * scale)):
            line = self.dots[y * self.width : (y + 1) * self.width]
            dark = [x for x, dot in enumerate(line) if dot < DARK] if min(line) < DARK else []
            if dark:
                rows.append((y / scale, len(dark)))
                left, right = min(left, dark[0]), max(right, dark[-1])
        return Ink(left / scale, right / scale, rows)


def _pages(soffice: str, folder: Path, document: Document, profile: Profile) -> list[Page]:
    data = docx.write(document, profile)
    pdf = pdf_of(soffice, folder, data, FONTCONFIG_FILE=str(FONTS))
    subprocess.run(["pdftoppm", "-gray", "-r", str(DPI), str(pdf), str(folder / "p")], check=True)
    return [Page(path.read_bytes()) for path in sorted(folder.glob("p-*.pgm"))]


def _dash(ink: Ink) -> float:
    """Return the height of the dashes of a page number: its longest rows."""
    most = max(count for _, count in ink.rows)
    heights = [height for height, count in ink.rows if count >= most * 0.9]
    return sum(heights) / len(heights)


@pytest.mark.usefixtures("pdftoppm")
@pytest.mark.parametrize("name", ["国标公文", "国标公文（补偿）", "普通材料"])
def test_the_page_measures_what_the_profile_says(name: str, soffice: str, tmp_path: Path) -> None:
    profile = profiles.find(name, Path(), [])
    assert profile is not None
    full = "国" * (28 * 22)
    document = Document([Verbatim(full), Paragraph((), (Run(full),))])
    odd, even, _ = _pages(soffice, tmp_path, document, profile)
    left, right, bottom = TYPE_AREA
    for page in (odd, even):
        body, foot = page.ink(0, bottom + 1), page.ink(bottom + 2, 297)
        assert body.left == pytest.approx(left, abs=1)
        assert body.right == pytest.approx(right, abs=1)
        assert _dash(foot) - bottom == pytest.approx(7, abs=0.5)  # 7.5
        assert 37 - 1 < body.rows[0][0] < 37 + 4  # the line begins at 37, its ink below
    first = even.ink(37, 43)
    assert first.left - odd.ink(37, 43).left == pytest.approx(2 * CHARACTER, abs=0.2)  # 左空二字
    outer = (odd.ink(bottom + 2, 297).right, even.ink(bottom + 2, 297).left)
    if profile.text("页码", "位置") == "居中":
        middle = [sum(one.ink(bottom + 2, 297)[:2]) / 2 for one in (odd, even)]
        assert middle == pytest.approx([(left + right) / 2] * 2, abs=0.5)
    else:
        assert outer == pytest.approx((right - DASH, left + DASH), abs=0.5)


@pytest.mark.usefixtures("pdftoppm")
def test_the_date_begins_two_characters_behind_the_organ(soffice: str, tmp_path: Path) -> None:
    profile = profiles.find(profiles.DEFAULT, Path(), [])
    assert profile is not None
    lines = Signature((Run("国国街道办事处国"),), (Run("国国年1月12日"),))
    (page,) = _pages(soffice, tmp_path, Document([lines]), profile)
    organ, date = page.ink(45, 57), page.ink(58, 68)
    assert date.left - organ.left == pytest.approx(2 * CHARACTER, abs=0.3)  # 7.3.5.2
    assert TYPE_AREA[1] - organ.right == pytest.approx(2 * CHARACTER, abs=1)
