"""What a form asks, and the marks by which it is known again when it comes back.

Each sheet says of which report it is, each row which indicator, and what stood in
its cells when it was made: so a sheet may be renamed, moved to another workbook,
sorted or cut, and is still read right or refused.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from zongjie.diagnostics import Text
from zongjie.model import Indicator, Measures, Report, Status
from zongjie.model.outline import Entry, words_of
from zongjie.records import NamedTuple
from zongjie.tables.cells import plain
from zongjie.text import name_key, pattern

VALUE: Final = "数值"
STATUS: Final = "状态"
FIELDS: Final = (VALUE, STATUS, "口径", "来源", "填报人", "备注")
"""The yellow cells of a row, by the keys of a report that they fill."""
NO_DEPARTMENT: Final = "未分科室"
WORDS: Final[Mapping[str, tuple[str, int]]] = {
    "做法": ("做了什么，怎么做的", 600),
    "亮点": ("上级肯定、媒体报道、在全区领先的", 400),
    "问题及原因": ("没有做好的，原因在哪里", 300),
    "下步打算": ("明年怎么做", 300),
}
"""What a 科室 writes besides its numbers, what belongs there, and how many 字 at most."""
NAME, UNIT, TEXT, ITEM, DEPARTMENT = "指标", "单位", "材料", "项目", "科室"
MARK: Final = "核对"
PERCENT: Final = "%"
_COMPUTED: Final = "系统算"

HEADING: Final = pattern(r"(?m)^【([^】\r\n]+)】[ \t]*\r?$")
"""A line that heads a part of the file in which a text of a 科室 is kept."""

_FORM: Final = "zongjie-form"
_TEXTS: Final = "zongjie-words"
_VERSION: Final = 1
_PLAIN: Final = pattern(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]+)?")
_ENDS: Final = pattern("\r\n?|[\x85\u2028\u2029]")
_NO_TEXT: Final = pattern("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
LONGEST: Final = 32_000
"""Characters of a cell; Excel ends at 32 767, and counts those outside the BMP twice."""
_DIGITS: Final = 15  # of a number that a workbook keeps


class Identity(NamedTuple):
    """Which report a form is of."""

    office: str
    year: str
    period: str

    def __str__(self) -> str:
        year = f"{self.year}年" if self.year else "（没有写年份）"
        return f"{self.office or '（没有写单位名称）'}{year}{self.period}"


class Row(NamedTuple):
    """One indicator: what is shown beside it, and what stands in its yellow cells."""

    label: str
    key: Text
    unit: str  # as shown: 处、平方米 for several measures
    allowed: tuple[str, ...]  # units it may be counted in; empty where nobody knows
    strict: bool  # 单位 is written: no other one will do
    several: bool
    previous: str
    target: str
    shown: tuple[str, ...]  # in the order of FIELDS
    number: str | None  # the digits of a value that is nothing but a number in the unit
    computed: bool  # from other indicators: nothing to fill in


class Sheet(NamedTuple):
    """The rows of one 科室; ``words`` are its texts so far, by the names of WORDS."""

    department: str
    rows: tuple[Row, ...]
    words: Mapping[str, str]


class Form(NamedTuple):
    """A whole form."""

    identity: Identity
    sheets: tuple[Sheet, ...]


def identity(report: Report) -> Identity:
    """Return which report a form of this one would be of."""
    office = report.office.value.strip() if report.office else ""
    period = report.period.value.strip() if report.period else ""
    return Identity(office, str(report.year or ""), period)


def labelled(report: Report) -> dict[str, Indicator]:
    """Return every indicator, parts behind their whole, by the name that a form calls it."""
    found: dict[str, Indicator] = {}
    for name, indicator in _labels(report.indicators, "", None):
        label = clean(name)
        while label in found:  # a name that reads like a part of another
            label += "′"
        found[label] = indicator
    return found


def _labels(
    table: Mapping[str, Indicator], within: str, department: Text | None
) -> Iterator[tuple[str, Indicator]]:
    for indicator in table.values():
        label = f"{within}其中：{indicator.name}" if within else indicator.name
        whose = indicator.department or department  # a part is its whole's
        yield label, indicator._replace(department=whose)
        yield from _labels(indicator.parts, f"{label}　", whose)


def form(
    report: Report, entries: Mapping[str, Entry], words: Mapping[str, Mapping[str, str]]
) -> Form:
    """Return the form of a report, the 科室 in the order in which the report has them.

    ``entries`` are those of the outline by folded name: they know the units of what is
    still empty; ``words`` the texts that each 科室 has handed in before.
    """
    rows: dict[str, list[Row]] = {}
    for label, indicator in labelled(report).items():
        asked = row(label, indicator, entries.get(name_key(label)))
        rows.setdefault(department_of(indicator), []).append(asked)
    last = rows.pop(NO_DEPARTMENT, None)
    if last is not None:
        rows[NO_DEPARTMENT] = last
    sheets = (Sheet(name, tuple(inner), words.get(name, {})) for name, inner in rows.items())
    return Form(identity(report), tuple(sheets))


def department_of(indicator: Indicator) -> str:
    """Return the 科室 that reports an indicator, or NO_DEPARTMENT."""
    text = clean(indicator.department.value) if indicator.department is not None else ""
    return " ".join(text.split()) or NO_DEPARTMENT


def row(label: str, indicator: Indicator, entry: Entry | None) -> Row:
    """Return what the form says of one indicator, and how its cells stand."""
    units, several = _units(indicator, entry)
    printed = _printed(indicator.values)
    number = _number(printed, units[0]) if len(units) == 1 else None
    strict, formula = indicator.unit is not None, indicator.formula is not None
    allowed = (*units, *(words_of(entry.units) if entry and not strict else ()))
    stands = printed if number is None else number + PERCENT * (units[0] == PERCENT)
    return Row(
        label,
        indicator.key,
        entry.unit_words if several and entry and not printed else "、".join(units),
        tuple(dict.fromkeys(filter(None, allowed))),
        strict,
        several,
        _printed(indicator.previous),
        _printed(indicator.target),
        (_COMPUTED if formula else stands, *texts_of(indicator)),
        number,
        formula,
    )


def texts_of(indicator: Indicator) -> tuple[str, ...]:
    """Return what stands in the cells beside the value, in the order of FIELDS."""
    status = "" if indicator.status is Status.PENDING else indicator.status.value
    texts = (indicator.definition, indicator.origin, indicator.reporter, indicator.note)
    return (status, *(clean(text.value) if text is not None else "" for text in texts))


def _units(indicator: Indicator, entry: Entry | None) -> tuple[tuple[str, ...], bool]:
    """Return the units of an indicator's figures, and whether it has several figures."""
    if indicator.unit is not None:
        return (indicator.unit.value.strip(),), False
    given = (indicator.values, indicator.previous, indicator.target, indicator.next_target)
    for measures in given:
        if measures is not None and any(item.unit or item.scale for item in measures.items):
            units = tuple(item.scale + item.unit for item in measures.items)
            return units, len(units) > 1
    if entry is not None and entry.units:
        return tuple(entry.first_units), len(entry.units) > 1
    return ("",), False


def _printed(measures: Measures | None) -> str:
    return clean(measures.printed) if measures is not None else ""


def _number(printed: str, unit: str) -> str | None:
    """Return the digits of a value that is nothing but a number in this unit."""
    digits = printed.removesuffix(unit)
    fits = _PLAIN.fullmatch(digits) and sum(map(str.isdigit, digits)) <= _DIGITS
    return plain(Decimal(digits)) if fits else None


def clean(text: str) -> str:
    """Return what a cell, a YAML and a plain text can hold of a text, and give back unchanged."""
    return _NO_TEXT.sub("", _ENDS.sub("\n", text)).strip()[:LONGEST].strip()


# ---- marks -----------------------------------------------------------------------


def head_mark(whose: Identity, department: str, rows: int) -> str:
    """Return what a sheet of indicators says of itself."""
    return _head(_FORM, whose, department, rows)


def words_mark(whose: Identity) -> str:
    """Return what the page for words says of itself."""
    return _head(_TEXTS, whose, "", 0)


def _head(kind: str, whose: Identity, department: str, rows: int) -> str:
    return f"{kind} {json.dumps([_VERSION, *whose, department, rows], ensure_ascii=False)}"


class Head(NamedTuple):
    """What a sheet says of itself, read back."""

    words: bool
    identity: Identity
    department: str
    rows: int


def read_head(text: str) -> Head | None:
    """Return what a mark says; None where it is none of ours."""
    kind, _, rest = text.partition(" ")
    if kind not in (_FORM, _TEXTS):
        return None
    try:
        version, office, year, period, department, rows = json.loads(rest)
    except (ValueError, TypeError, RecursionError):  # RecursionError: brackets without end
        return None
    texts = (office, year, period, department)
    if version != _VERSION or type(rows) is not int or not all(type(t) is str for t in texts):
        return None
    return Head(kind == _TEXTS, Identity(office, year, period), department, rows)


class Mark(NamedTuple):
    """What a row says of itself: its name, and of each cell the hash of what stood there."""

    name: str
    hashes: tuple[str, ...]


def row_mark(whose: Identity, name: str, shown: tuple[str, ...]) -> str:
    """Return the mark of a row whose cells show these texts."""
    body = " ".join((*map(digest, shown), name))
    return f"{digest(json.dumps(whose) + body)} {body}"


def read_mark(whose: Identity, text: str, cells: int) -> Mark | None:
    """Return the mark of a row; None where it was changed, or is of another form."""
    check, _, body = text.partition(" ")
    *hashes, name = body.split(" ", cells)
    if len(hashes) != cells or check != digest(json.dumps(whose) + body):
        return None
    return Mark(name, tuple(hashes))


def digest(text: str) -> str:
    """Return ten hexadecimal digits of SHA-256: enough to see a change, no seal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:10]
