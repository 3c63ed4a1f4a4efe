"""A workbook that came back → the cells that were filled, each by its indicator.

Where a row or column stands says nothing: rows are known by their marks, columns
by their heads, sheets by what they say of themselves.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import Final

from zongjie.diagnostics import Diagnostic, catalogue
from zongjie.records import NamedTuple
from zongjie.tables import form
from zongjie.tables.cells import Cell
from zongjie.tables.form import FIELDS, ITEM, NAME, TEXT, Head, Mark
from zongjie.tables.workbook import Sheet, Workbook
from zongjie.text import name_key

BETWEEN: Final = "\u3000"
"""Between the item and the 科室 in the mark of a text; no item holds one."""


class Given(NamedTuple):
    """A cell that somebody filled or changed; ``before`` is the hash of what stood there."""

    name: str  # of the indicator; of the 科室 for a text
    field: str
    cell: Cell
    place: str  # 甲.xlsx 的“社区服务办”E7
    before: str


class Returned(NamedTuple):
    """What came back of one report."""

    figures: list[Given]
    words: list[Given]
    found: list[Diagnostic]


def read(book: Workbook, file: str, ours: form.Identity) -> Returned:
    """Return what was filled in the sheets of a workbook, and what cannot be taken."""
    result = Returned([], [], [])
    unknown = []
    others: dict[form.Identity, list[str]] = {}
    for sheet in book.sheets:
        place = f"{file} 的“{sheet.name}”"
        at, head = _head(sheet)
        if head is None:
            unknown += [sheet.name] if sheet.cells else []
        elif head.identity != ours:
            others.setdefault(head.identity, []).append(place)
        else:
            _Page(sheet, place, at, head, result).read()
    for theirs, places in others.items():  # told once: last year's workbook has many sheets
        more = f"等{len(places)}张表" if len(places) > 1 else ""
        told = catalogue.forms.other_form(f"{places[0]}{more}", str(theirs), str(ours))
        result.found.append(told)
    if len(unknown) == sum(1 for sheet in book.sheets if sheet.cells):
        result.found.append(catalogue.forms.no_form(file))
    else:
        what = "这张工作表不是填报表，没有读"
        found = (catalogue.forms.not_collected(f"{file} 的“{one}”", what) for one in unknown)
        result.found.extend(found)
    if book.macros:
        result.found.append(catalogue.forms.not_collected(file, "里面有宏，没有运行"))
    return result


def _head(sheet: Sheet) -> tuple[tuple[int, int], Head | None]:
    """Return what a sheet says of itself, and where."""
    for at, cell in sheet.cells.items():
        head = form.read_head(cell.text) if cell.text.startswith("zongjie-") else None
        if head is not None:
            return at, head
    return (0, 0), None


class _Page:
    """One sheet of a form of ours."""

    def __init__(
        self, sheet: Sheet, place: str, at: tuple[int, int], head: Head, result: Returned
    ) -> None:
        self.sheet = sheet
        self.place = place
        self.head = head
        self.found = result.found
        self.into = result.words if head.words else result.figures
        self.fields = (TEXT,) if head.words else FIELDS
        self._top, self._marked = at
        self._columns = self._heads()
        rows: dict[int, dict[int, Cell]] = {}
        for (row, column), cell in sheet.cells.items():
            if row > self._top and not cell.blank:
                rows.setdefault(row, {})[column] = cell
        self.rows = dict(sorted(rows.items()))

    def read(self) -> None:
        """Take every filled cell of every row that is known."""
        if self.fields[0] not in self._columns:
            why = f"“{self.fields[0]}”栏没有了，或者有两个"
            self.found.append(catalogue.forms.bad_row(self.place, why))
            return
        for field in self.fields:
            if field not in self._columns:
                self._note(f"“{field}”栏没有了，或者有两个，没有读")
        marks: dict[int, Mark] = {}
        for number, cells in self.rows.items():
            mark = self._mark(number, cells)
            if mark is not None:
                marks[number] = mark
        merged = self._merged(sorted(marks))
        for number, mark in marks.items():
            for given in self._given(mark, self.rows[number]):
                if given.cell.place in merged:
                    why, hint = "几行合并成了一格，不知道是谁的", "取消合并，一行填一格"
                    fault = catalogue.forms.bad_cell(given.place, mark.name, why, hint)
                    self.found.append(fault)
                else:
                    self.into.append(given)
        if len(marks) < self.head.rows and not self.head.words:
            self._note(f"发出去{self.head.rows}行，交回来能认的{len(marks)}行")

    def _heads(self) -> Mapping[str, int]:
        """Return the columns by their heads; of two that are called alike none counts."""
        columns: dict[str, int] = {}
        twice = set()
        for (row, column), cell in self.sheet.cells.items():
            name = "".join(cell.text.split())
            if row == self._top and column != self._marked and name:
                twice.update({name} & columns.keys())
                columns[name] = column
        return {name: column for name, column in columns.items() if name not in twice}

    def _mark(self, number: int, cells: Mapping[int, Cell]) -> Mark | None:
        """Return the mark of a row; what is wrong with one that has none is told."""
        cell = cells.get(self._marked)
        value, name = self._in(cells, self.fields[0]), self._in(cells, self._known)
        called = name.text.strip() if name is not None else ""
        if cell is None:
            if value is not None:
                why = f"“{called}”这一行不是表上原有的"
                self._bad(value, why)
            elif name is not None and not self.head.words:
                self._note(f"第{number}行“{called}”不是表上原有的，没有读")
            return None
        mark = form.read_mark(self.head.identity, cell.text, len(self.fields))
        if mark is None:
            self._bad(cell, f"“{called}”这一行的核对列被改过，或者是从别的表贴来的")
            return None
        if called and name_key(called) != name_key(self._called(mark)):
            self._bad(cell, f"这一行原来是“{self._called(mark)}”，名称改成了“{called}”")
            return None
        return mark

    @property
    def _known(self) -> str:
        return ITEM if self.head.words else NAME

    def _called(self, mark: Mark) -> str:
        return mark.name.partition(BETWEEN)[0] if self.head.words else mark.name

    def _given(self, mark: Mark, cells: Mapping[int, Cell]) -> Iterator[Given]:
        name, field = mark.name, ""
        if self.head.words:
            field, _, name = mark.name.partition(BETWEEN)
        for at, column in enumerate(self.fields):
            cell = self._in(cells, column)
            if cell is None:
                continue
            untouched = cell.formula is None and form.digest(cell.shown()) == mark.hashes[at]
            if not untouched:
                yield Given(name, field or column, cell, self._at(cell), mark.hashes[at])

    def _merged(self, rows: list[int]) -> frozenset[str]:
        """Return the places of cells that reach over several rows."""
        columns = [self._columns[name] for name in self.fields if name in self._columns]
        found = set()
        for one in self.sheet.merged:
            count = bisect_left(rows, one.bottom + 1) - bisect_left(rows, one.top)
            cell = self.sheet.cells.get((one.top, one.left))
            if count > 1 and cell is not None and any(one.left <= c <= one.right for c in columns):
                found.add(cell.place)
        return frozenset(found)

    def _in(self, cells: Mapping[int, Cell], column: str) -> Cell | None:
        return cells.get(self._columns.get(column, 0))

    def _at(self, cell: Cell) -> str:
        return f"{self.place}{cell.place}"

    def _bad(self, cell: Cell, why: str) -> None:
        self.found.append(catalogue.forms.bad_row(self._at(cell), why))

    def _note(self, what: str) -> None:
        self.found.append(catalogue.forms.not_collected(self.place, what))
