"""指标总表: the indicators of many reports in one table, with one report in memory at a time."""

from __future__ import annotations

import json
import os
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO, Final

from zongjie import checks, files
from zongjie.compose.known import values_of
from zongjie.diagnostics import Diagnostic, Severity, catalogue, in_reading_order
from zongjie.diagnostics.reasons import reason
from zongjie.model import Report
from zongjie.model.dates import months_of
from zongjie.model.outline import NO_OUTLINE, Outline, adopt
from zongjie.observations.observing import observed
from zongjie.observations.outputs import FORMATS, LIBRARIES, write
from zongjie.observations.records import Observation
from zongjie.records import NamedTuple
from zongjie.sources import report as reports
from zongjie.sources import templates
from zongjie.sources.places import Search, is_no_report
from zongjie.sources.report import Loaded
from zongjie.text import fold, name_key

__all__ = ["FORMATS", "Gathered", "gather"]

# The country has some 40,000 streets and townships; more is a folder named by mistake.
_MOST: Final = 200_000
_DEEPEST: Final = 8  # 省／市／区／街道／年份, and a few more
_WHOLE_YEAR: Final = (1, 12)


class _Kept(NamedTuple):
    """The rows of one report: where they lie, and what they are sorted by."""

    office: str
    year: int
    months: tuple[int, int]
    period: str
    name: str  # of the report, as messages call it
    start: int
    rows: int


class Gathered:
    """The rows of many reports, on the disk until it is closed.

    ``diagnostics`` says what was left out and why.
    """

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._kept: list[_Kept] = []
        self._spool = tempfile.TemporaryFile()  # noqa: SIM115 - closed by close()

    def __enter__(self) -> Gathered:
        return self

    def __exit__(self, *_: object) -> None:
        self._spool.close()

    @property
    def reports(self) -> int:
        """How many reports are in the table."""
        return len(self._kept)

    @property
    def count(self) -> int:
        """How many rows it has."""
        return sum(kept.rows for kept in self._kept)

    def keep(self, report: Report, name: str, rows: list[Observation]) -> None:
        """Add the rows of a report; raises OSError where there is no room for them."""
        office = fold(report.office.value.strip()) if report.office is not None else ""
        period = fold(report.period.value.strip()) if report.period is not None else ""
        months = months_of(period) or _WHOLE_YEAR
        start = self._spool.seek(0, os.SEEK_END)
        self._spool.write(json.dumps(rows).encode() + b"\n")
        self._kept.append(_Kept(office, report.year or 0, months, period, name, start, len(rows)))

    def settle(self) -> None:
        """Sort the reports, and leave out those of one office and time that are told twice."""
        alike: defaultdict[tuple[object, ...], list[_Kept]] = defaultdict(list)
        for kept in sorted(self._kept):
            office = name_key(kept.office).removesuffix("办事处")
            unknown = "" if office and kept.year and kept.rows else kept.name
            alike[(office, kept.year, kept.months, unknown)].append(kept)
        self._kept = []
        for same in alike.values():
            if len(same) == 1:
                self._kept += same
                continue
            office, year, _, period, *_ = same[0]
            names = sorted(kept.name for kept in same)
            self.diagnostics.append(
                catalogue.gathering.told_twice(office, f"{year}年{period}", names)
            )
        self._kept.sort()

    def rows(self) -> Iterator[Observation]:
        """Yield all rows by office, year, period, and the order of the catalogue."""
        for kept in self._kept:
            self._spool.seek(kept.start)
            for cells in json.loads(self._spool.readline()):
                yield Observation(*cells)

    def write(self, targets: Iterable[str | os.PathLike[str]]) -> tuple[Path, ...]:
        """Write the table to files, the format by the suffix, all or none; return those written.

        What stands in the way is added to ``diagnostics``.  Where no report could be read
        nothing is written.
        """
        paths = [Path(target) for target in targets]
        faults = files.refused(paths, (), FORMATS)
        faults = faults or [fault for path in paths if (fault := self._unwritable(path))]
        lost: list[Decimal] = []
        if not faults and self._kept:
            faults = files.write_all(
                [(path, self._content(path, lost)) for path in paths], force=True
            )
        self.diagnostics += faults
        if lost:
            self.diagnostics.append(catalogue.gathering.number_too_long(len(lost), f"{lost[0]:f}"))
        return tuple(paths) if self._kept and not faults else ()

    def _unwritable(self, path: Path) -> Diagnostic | None:
        form = path.suffix[1:].lower()
        library, extra = LIBRARIES.get(form, ("", ""))
        if library and find_spec(library) is None:
            return catalogue.gathering.no_library(form, library, extra)
        if form != "xlsx":
            return None
        from zongjie.writers.sheets import MOST_ROWS

        if self.count < MOST_ROWS:  # the heads take one
            return None
        return catalogue.gathering.too_many_rows(str(path), self.count, MOST_ROWS)

    def _content(self, path: Path, lost: list[Decimal]) -> Callable[[BinaryIO], None]:
        def content(file: BinaryIO) -> None:
            lost.extend(write(file, self.rows(), path.suffix[1:].lower()))

        return content


def gather(
    *paths: str | os.PathLike[str],
    public: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Gathered:
    """Return the indicators of all reports at and below some places, to be closed afterwards.

    A place is a report, or a folder of them; of a report with 下级报告 theirs come too.  A
    report with errors in its figures is left out and told; other faults are ``check``'s.  With
    ``public`` what is 公开: 否 is left out.  ``progress`` is told how many reports were read.
    """
    gathered = Gathered()
    reader = _Reader(gathered, progress, public=public)
    try:
        for path in paths:
            reader.read(Path(path))
    except OSError as error:  # the disk that holds the rows is full
        gathered.diagnostics.append(
            catalogue.outputs.cannot_write(tempfile.gettempdir(), reason(error))
        )
    reader.tell_passed()
    gathered.settle()
    gathered.diagnostics[:] = in_reading_order(gathered.diagnostics)
    return gathered


class _Reader:
    """Reads the reports of all places, each once."""

    def __init__(
        self, gathered: Gathered, progress: Callable[[int], None] | None, *, public: bool
    ) -> None:
        self.gathered = gathered
        self.progress = progress
        self.found = gathered.diagnostics
        self.public = public
        self._seen: set[str] = set()
        self._passed: list[tuple[Search, str, list[Path]]] = []

    def read(self, path: Path) -> None:
        """Read a report, or those below a folder; raises OSError where rows find no room."""
        try:
            there, is_folder = path.exists(), is_no_report(path)
        except (OSError, ValueError):  # a name that no system takes, a NUL in it
            there, is_folder = False, False
        if not there:
            self.found.append(catalogue.gathering.nothing_there(str(path), "不存在"))
        elif is_folder:
            self._folder(path)
        else:
            self._report(path)

    def _folder(self, folder: Path) -> None:
        try:
            search = Search(folder, _MOST, _DEEPEST)
        except OSError as error:
            why = f"打不开：{reason(error)}"
            self.found.append(catalogue.gathering.nothing_there(str(folder), why))
            return
        if not search.taken:
            self.found.append(catalogue.gathering.nothing_there(str(folder), "里面没有报告"))
        for place in search.taken:
            self._report(place)
        self._passed += [(search, why, places) for why, places in search.passed.items()]

    def _report(self, place: Path) -> None:
        """Add the rows of one report, and of those it gathers itself (下级报告)."""
        real = os.path.realpath(place)  # of a link to itself, too
        if real in self._seen:
            return
        self._seen.add(real)
        if self.progress is not None:
            self.progress(len(self._seen))
        loaded = reports.load(place)
        rows, faults = self._observed(loaded)
        if loaded.report is None or faults:
            self.found.append(catalogue.gathering.left_out(str(place), len(faults) or 1))
            self.found += faults
            return
        self._tell_nameless(loaded, str(place), has_rows=bool(rows))
        self.gathered.keep(loaded.report, str(place), rows)
        if loaded.report.members_at is not None:
            self.read(loaded.paths[0].parent / loaded.report.members_at.value.strip())

    def _observed(self, loaded: Loaded) -> tuple[list[Observation], list[Diagnostic]]:
        """Return the rows of a report, and the errors of its figures."""
        report, found = loaded.report, list(loaded.diagnostics)
        rows: list[Observation] = []
        if report is not None:
            outline = _outline(report, loaded)
            known = adopt(report, outline)
            found += checks.check(known, values_of(known))
            rows, faults = observed(known, outline, public=self.public)
            found += faults
        return rows, [d for d in in_reading_order(found) if d.severity is Severity.ERROR]

    def _tell_nameless(self, loaded: Loaded, name: str, *, has_rows: bool) -> None:
        """Tell a report of which nobody will know whose figures, or of which year, they are."""
        report = loaded.report
        if report is None or not has_rows:
            return
        lacking = [
            *([] if report.office is not None else ["单位名称"]),
            *([] if report.year is not None else ["年份"]),
        ]
        if lacking:
            words = "、".join(lacking)
            self.found.append(catalogue.gathering.without_name(loaded.head, name, words))

    def tell_passed(self) -> None:
        """Tell what lies in the folders and was not read; a report may be reached another way."""
        for search, why, places in self._passed:
            left = [search.name(one) for one in places if os.path.realpath(one) not in self._seen]
            if left:
                self.found.append(catalogue.gathering.not_read(str(search.root), left, why))


def _outline(report: Report, loaded: Loaded) -> Outline:
    """Return the catalogue of a report's template, else that of the standard template.

    What else is wrong with a template is nothing to the figures.
    """
    beside = loaded.paths[0].parent if loaded.paths else Path()
    named = report.template.value.strip() if report.template is not None else templates.DEFAULT
    for name in (named, templates.DEFAULT):
        template, _ = templates.find(name, beside)
        outline = templates.outline_of(template)[0] if template is not None else NO_OUTLINE
        if outline.entries:
            return outline
    return NO_OUTLINE
