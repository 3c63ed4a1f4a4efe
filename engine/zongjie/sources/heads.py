"""What a report says of itself before it is read whole: 单位名称, 年份, 期间."""

from __future__ import annotations

from pathlib import Path

from zongjie.diagnostics import Text
from zongjie.model import Report
from zongjie.records import NamedTuple
from zongjie.sources import schema
from zongjie.sources.files import read_source
from zongjie.sources.nodes import Mapping, Scalar, parse
from zongjie.sources.places import files_of
from zongjie.sources.report import SCHEMA
from zongjie.sources.schema import Record

WHOLE_YEAR = "全年"


class Head(NamedTuple):
    """Whose report it is and of when; "" where it does not say."""

    office: str = ""
    year: str = ""
    period: str = WHOLE_YEAR


def head_of(path: Path) -> Head | None:
    """Return what the main file of a report says of itself; None where it cannot be read.

    The lists and tables in it, which are nearly all of a report, are not looked at.
    """
    try:
        source, _ = read_source(files_of(path)[0], "")
        node = parse(source)[0] if source is not None else None
    except (OSError, LookupError):  # it is gone, or has no main file
        return None
    if not isinstance(node, Mapping):
        return None
    own = Mapping(
        [part for pair in node.pairs if isinstance(pair[1], Scalar) for part in pair],
        node.source,
        node.start,
        node.end,
    )
    record, _ = schema.read(own, schema.load(SCHEMA), "报告")
    if not isinstance(record, Record):
        return None
    office, year, period = (record.text(key) for key in ("单位名称", "年份", "期间"))
    return _head(office, year.value.strip().removesuffix("年") if year else None, period)


def head_in(report: Report) -> Head:
    """Return what a report that was read says of itself."""
    return _head(report.office, report.year, report.period)


def _head(office: Text | None, year: str | int | None, period: Text | None) -> Head:
    return Head(
        office.value.strip() if office else "",
        str(int(year)) if year else "",
        period.value.strip() if period else WHOLE_YEAR,
    )
