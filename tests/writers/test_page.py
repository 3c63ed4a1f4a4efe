"""The page as LibreOffice prints it, in millimetres: 版心, 22 lines of 28 characters, page number.

How lines and ink are found is told in ``printed.py``.  Each ``_…`` function below is one
measure of a printed report; that each can fail is shown on pages that are wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from printed import BOTTOM, CHARACTER, LEFT, PITCH, POINT, RIGHT, TOP, Printed, Text, matched
from profiled import default, edited, varied
from zongjie import load
from zongjie.document import (
    Annex,
    Document,
    Heading,
    Paragraph,
    Run,
    Signature,
    Table,
    Title,
    Verbatim,
)
from zongjie.pipeline import check
from zongjie.sources import profiles
from zongjie.writers import docx

ROWS, CELLS, INDENT = 22, 28, 2
DASH = 14 * POINT  # one 字 of the page number (四号)
# LibreOffice sets an exact line's baseline at four fifths of it; a 汉字 rises 0.86 of its
# size above: so much of the first line is white.
WHITE = 0.8 * PITCH - 0.86 * 16 * POINT
NOT_FIRST = set("，。、；：？！）》〉”’】〕%…·")
NOT_LAST = set("（《〈“‘【〔")

EXAMPLES = Path(__file__).parents[2] / "examples"

Print = Callable[[bytes], Printed]
Measured = Callable[[str], tuple[Printed, list[Text]]]
Measure = Callable[[Printed, list[Text]], None]


# ---- the measures --------------------------------------------------------------------


def _full_pages(printed: Printed, texts: list[Text]) -> None:
    """22 lines (5.2.3): where nothing stands below and headings do not go to the next page."""
    headings = {line for text in texts if isinstance(text.block, Heading) for line in text.lines}
    free = [page for page in printed.pages[:-1] if not page.noted]
    for page, after in pairwise(printed.pages):
        rows = page.lines[-1].row + 1
        assert rows <= ROWS
        if page in free:
            moved = [line for line in after.lines[:3] if line in headings]
            assert rows + len(moved) >= ROWS, f"{rows} lines on {page.number.text}"
    assert len(free) < 3 or any(len(page.lines) == ROWS for page in free)


def _pitch(printed: Printed, texts: list[Text]) -> None:
    """The 22 lines fill the 版心 (并撑满版心): 28.95 pt from one to the next."""
    body = {line for text in texts if isinstance(text.block, Paragraph) for line in text.lines}
    for page in printed.pages:
        lines = [line for line in page.lines if line in body and not line.marked]
        rows = lines[-1].row - lines[0].row
        if rows > ROWS // 2:
            assert (lines[-1].top - lines[0].top) / rows == pytest.approx(PITCH, abs=0.005)


def _full_lines(printed: Printed, texts: list[Text]) -> None:
    """Lines reach the right edge; of full-width characters they hold 28, or what 避头尾 leaves."""
    counted = 0
    for block, text, lines in texts:
        if not isinstance(block, Paragraph):
            continue
        blank = re.search(r"\s", text)  # poppler tells nothing of its width
        at = 0
        for line in lines[:-1]:
            room = CELLS - (INDENT if line is lines[0] else 0)
            assert RIGHT - 1 < line.right < RIGHT + 0.2, line.text
            if not (blank or line.marked) and _wide(text, at, room):
                assert len(line.text) == _longest(text[at:], room), line.text
                counted += len(line.text) == CELLS
            at += len(line.text)
    assert counted > 0


def _places(printed: Printed, texts: list[Text]) -> None:
    """Lines begin at 28 mm (5.2.1); the first of a paragraph two characters later (7.3.3)."""
    for block, _, lines in texts:
        if isinstance(block, Title | Signature):
            continue
        assert lines[0].left - LEFT == pytest.approx(INDENT * CHARACTER, abs=0.3)
        for line in lines[1:]:
            assert line.left == pytest.approx(LEFT, abs=0.3)


def _numbers(printed: Printed, texts: list[Text]) -> None:
    """— 1 — at the outer edge, one 字 in, its dash 7 mm below the 版心 (7.5)."""
    for at, (page, picture) in enumerate(zip(printed.pages, printed.pictures, strict=True), 1):
        assert page.number.text == f"—{at}—"
        foot = picture.ink(BOTTOM + 2, 297)
        assert foot.dash - BOTTOM == pytest.approx(7, abs=0.5)
        if at % 2:
            assert page.number.right == pytest.approx(RIGHT - DASH, abs=0.3)
        else:
            assert page.number.left == pytest.approx(LEFT + DASH, abs=0.3)


def _type_area(printed: Printed, texts: list[Text]) -> None:
    """Ink keeps within the 版心 (5.2.1), and begins where a first line at 37 mm has its ink."""
    for page, picture in zip(printed.pages, printed.pictures, strict=True):
        ink = picture.ink(0, BOTTOM + 2)
        assert LEFT - 0.3 < ink.left < LEFT + 1
        assert len(page.lines) < ROWS // 2 or RIGHT - 1.5 < ink.right < RIGHT + 0.3
        assert ink.rows[-1][0] < BOTTOM
        if page.lines[0].row == 0:
            assert ink.rows[0][0] - WHITE == pytest.approx(TOP, abs=1)


def _wide(text: str, at: int, room: int) -> bool:
    """Tell whether a line from here is of full-width characters only, and the next one's start."""
    return not re.search(r"[!-~]", text[at : at + room + 2])


def _longest(text: str, room: int) -> int:
    """Return how many characters a line takes when marks may not begin or end one (避头尾)."""
    while text[room : room + 1] in NOT_FIRST or text[room - 1] in NOT_LAST:
        room -= 1
    return room


MEASURES = (_full_pages, _pitch, _full_lines, _places, _numbers, _type_area)


@pytest.mark.parametrize("measure", MEASURES, ids=[m.__name__[1:] for m in MEASURES])
@pytest.mark.parametrize("name", ["ganquan-2016", "changbai-2020", "shifan-2025", "三十页"])
def test_a_printed_report_measures(name: str, measure: Measure, measured: Measured) -> None:
    measure(*measured(name))


def test_the_long_report_is_long_and_has_notes_on_some_pages(measured: Measured) -> None:
    pages = measured("三十页")[0].pages
    assert len(pages) >= 30
    assert 2 <= sum(page.noted for page in pages) < 10


# ---- the measures can tell -----------------------------------------------------------

WRONG: list[tuple[dict[str, str], Measure]] = [
    ({"正文_行距": "29磅"}, _full_pages),  # 580 twips: 21 lines
    ({"正文_行距": "28.5磅"}, _pitch),  # 22 lines that do not fill the page
    ({"正文_字距": "0磅"}, _full_lines),  # 27 characters
    ({"版面_切口": "20毫米"}, _full_lines),
    ({"版面_订口": "30毫米", "版面_切口": "24毫米"}, _places),
    ({"正文_首行缩进": "1字"}, _places),
    ({"版面_天头": "39毫米", "版面_地脚": "33毫米"}, _type_area),
    ({"页码_距版心": "8毫米"}, _numbers),
    ({"页码_空字": "2字"}, _numbers),
    ({"页码_位置": "居中"}, _numbers),
]


@pytest.fixture(scope="session")
def short() -> Document:
    """Return a report of a few pages."""
    document = check(load(EXAMPLES / "ganquan-2016")).document
    assert document is not None
    return document


@pytest.mark.parametrize(("changes", "measure"), WRONG, ids=[str(one[0]) for one in WRONG])
def test_a_wrong_page_is_measured_as_wrong(
    changes: dict[str, str], measure: Measure, short: Document, printing: Print
) -> None:
    printed = printing(docx.write(short, varied(**changes)))
    texts = matched(printed, short)
    with pytest.raises(AssertionError):
        measure(printed, texts)


def test_a_mark_that_hangs_behind_a_full_line_would_be_lost(
    short: Document, printing: Print
) -> None:
    """Else LibreOffice would not be told by ``w:overflowPunct`` to keep marks inside the line."""
    data = docx.write(short, default())
    printed = printing(edited(data, "word/styles.xml", '<w:overflowPunct w:val="1"/>', ""))
    with pytest.raises(AssertionError, match="printed "):
        matched(printed, short)


# ---- every 版式, and the signature ------------------------------------------------------


@pytest.mark.parametrize("name", ["国标公文", "国标公文（补偿）", "普通材料"])
def test_the_page_measures_what_the_profile_says(name: str, printing: Print) -> None:
    profile = profiles.find(name, Path(), [])
    assert profile is not None
    full = "国" * (CELLS * ROWS)
    printed = printing(docx.write(Document([Verbatim(full), Paragraph((), (Run(full),))]), profile))
    assert [len(page.lines) for page in printed.pages] == [ROWS, ROWS, 1]
    lines = printed.pages[0].lines
    assert {len(line.text) for line in lines} == {CELLS}
    assert [line.right for line in lines] == pytest.approx([RIGHT] * ROWS, abs=1)
    odd, even, _ = printed.pictures
    for page in (odd, even):
        body, foot = page.ink(0, BOTTOM + 1), page.ink(BOTTOM + 2, 297)
        assert body.left == pytest.approx(LEFT, abs=1)
        assert foot.dash - BOTTOM == pytest.approx(7, abs=0.5)  # 7.5
        assert TOP - 1 < body.rows[0][0] < TOP + 4  # the line begins at 37, its ink below
    feet = [page.ink(BOTTOM + 2, 297) for page in (odd, even)]
    if profile.text("页码", "位置") == "居中":
        middle = [(foot.left + foot.right) / 2 for foot in feet]
        assert middle == pytest.approx([(LEFT + RIGHT) / 2] * 2, abs=0.5)
    else:
        assert feet[0].right == pytest.approx(RIGHT - DASH, abs=0.5)
        assert feet[1].left == pytest.approx(LEFT + DASH, abs=0.5)


def test_the_date_begins_two_characters_behind_the_organ(printing: Print) -> None:
    lines = Signature((Run("国国街道办事处国"),), (Run("国国年1月12日"),))
    (page,) = printing(docx.write(Document([lines]), default())).pages
    organ, date = page.lines
    assert date.left - organ.left == pytest.approx(2 * CHARACTER, abs=0.1)  # 7.3.5.2
    assert RIGHT - organ.right == pytest.approx(2 * CHARACTER, abs=0.5)


# ---- pages that lie on their side -------------------------------------------------------


def test_a_landscape_page_has_its_number_where_the_others_have_it(printing: Print) -> None:
    """Clause 8 (规定): turned as it is bound, the sheet is like the upright ones."""
    rows = [((Run("指标"),), (Run("本年"),)), *[((Run("国"),), (Run("18735"),))] * 60]
    blocks = [Paragraph((), (Run("国"),)), Annex("附件", (Run("表"),), landscape=True)]
    printed = printing(docx.write(Document([*blocks, Table(tuple(rows), 1)]), default()))
    upright, *lying = printed.pictures
    assert len(lying) >= 2
    assert upright.height > upright.width
    for number, picture in enumerate(lying, 2):
        assert picture.width > picture.height
        page = picture.turned()
        foot = page.ink(BOTTOM + 2, 297)
        assert foot.dash - BOTTOM == pytest.approx(7, abs=0.5)
        edge = foot.right if number % 2 else foot.left
        assert edge == pytest.approx(RIGHT - DASH if number % 2 else LEFT + DASH, abs=0.5)
        body = page.ink(0, BOTTOM + 1)
        assert body.left >= LEFT - 0.3
        assert body.right <= RIGHT + 0.3


def test_the_signature_takes_a_line_of_the_text_with_it(printing: Print) -> None:
    lines = [Paragraph((), (Run(f"第{at}段"),)) for at in range(21)]
    signed = Signature((Run("某某街道办事处"),), (Run("2026年1月8日"),))
    first, last = printing(docx.write(Document([*lines, signed]), default())).pages
    assert (len(first.lines), len(last.lines)) == (20, 3)  # 7.3.5.5


def test_a_long_last_paragraph_fills_its_page_first(printing: Print) -> None:
    lines = [Paragraph((), (Run("国"),))] * 10 + [Paragraph((), (Run("国" * (28 * 14)),))]
    signed = Signature((Run("某某街道办事处"),), (Run("2026年1月8日"),))
    first, _ = printing(docx.write(Document([*lines, signed]), default())).pages
    assert len(first.lines) == ROWS
