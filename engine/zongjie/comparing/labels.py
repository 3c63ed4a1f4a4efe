"""What the two sides are called in a heading: 2024年 and 2025年, or two offices."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from zongjie.comparing.records import Side
from zongjie.document import Title, text_of
from zongjie.text import display_width, pattern

_WIDEST: Final = 24  # columns of a heading
_YEAR: Final = pattern(r"(?:19|20)[0-9]{2}(?=年)")
_PLAIN: Final = ("前一份", "后一份")


def labels(before: Side, after: Side) -> tuple[str, str]:
    """Return two short names that differ: of years, offices or files, else 前一份 and 后一份."""
    year = _years(before), _years(after)
    office = office_of(before), office_of(after)
    both = office[0] + year[0], office[1] + year[1]
    if office[0] == office[1]:
        wanted = [year]
    elif year[0] == year[1]:
        wanted = [office, both]
    else:
        wanted = [both, office]
    files = Path(before.name).stem, Path(after.name).stem
    return next((pair for pair in (*wanted, files) if _tell_apart(*pair)), _PLAIN)


def office_of(side: Side) -> str:
    """Return the 单位名称 of a report, or nothing."""
    office = side.report.office
    return office.value.strip() if office is not None else ""


def year_of(side: Side) -> int | None:
    """Return the 年份 of a report; of an old text, the year in its title."""
    if side.report.year is not None:
        return side.report.year
    titles = (text_of(one.runs) for one in side.document.blocks if isinstance(one, Title))
    found = _YEAR.search(next(titles, ""))
    return int(found[0]) if found else None


def _years(side: Side) -> str:
    year = year_of(side)
    return f"{year}年" if year is not None else ""


def _tell_apart(first: str, second: str) -> bool:
    return first != second and _fits(first) and _fits(second)


def _fits(label: str) -> bool:
    return 0 < display_width(label) <= _WIDEST and label.isprintable()
