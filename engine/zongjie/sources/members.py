"""下级报告: the reports of a folder, for a summary over all of them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from zongjie.diagnostics import Diagnostic, Source, Span, Text, catalogue, has_errors
from zongjie.model import Report
from zongjie.records import NamedTuple
from zongjie.sources import report as reports
from zongjie.sources.places import Search, is_no_report
from zongjie.sources.report import Loaded
from zongjie.text import name_key

_DISTRICTS: Final = ("省", "市", "区", "县", "旗")


class Members(NamedTuple):
    """The reports of a folder, and the files they were read from."""

    reports: tuple[Report, ...]
    sources: tuple[Source, ...]
    paths: tuple[Path, ...]


def with_members(loaded: Loaded) -> Loaded:
    """Return a loaded report with the reports of its 下级报告, where it names a folder."""
    report = loaded.report
    if report is None or report.members_at is None or not loaded.paths:
        return loaded
    found = list(loaded.diagnostics)
    name = report.members_at.value.strip()
    span = report.members_at.span()
    members = read(loaded.paths[0].parent / name, name, span, found)
    other = next((m.year for m in members.reports if m.year and m.year != report.year), None)
    if report.year is not None and other is not None:
        why = f"里的报告是{other}年的，这份写的是{report.year}年"
        found.append(catalogue.members.bad_members(span, name, why))
    theirs = members.reports[0].period if members.reports else None
    period = report.period or theirs
    if period is not None and members.reports and _said(period) != _said(theirs):
        why = f"和下级报告的“{_said(theirs)}”不是一段"
        found.append(catalogue.drafts.bad_period(period.span(), period.value.strip(), why))
    return loaded._replace(
        report=report._replace(members=members.reports, period=period),
        diagnostics=found,
        sources=(*loaded.sources, *members.sources),
        paths=(*loaded.paths, *members.paths),
    )


def gathered(folder: Path) -> Loaded:
    """Return a report that only gathers those of a folder, without a word of its own."""
    found: list[Diagnostic] = []
    members = read(folder, str(folder), None, found)
    years = {member.year for member in members.reports if member.year}
    year = years.pop() if len(years) == 1 else None
    period = members.reports[0].period if members.reports else None
    report = Report(year=year, period=period, members=members.reports)
    return Loaded(report, found, members.sources, members.paths)


def is_gathering(folder: Path) -> bool:
    """Whether a folder is no report itself but holds some."""
    try:
        # One file alone is rather a report whose name is wrong.
        return is_no_report(folder) and len(Search(folder).taken) > 1
    except OSError:
        return False


def read(folder: Path, name: str, span: Span | None, found: list[Diagnostic]) -> Members:
    """Return the reports under a folder; each is a folder of its own, or one file."""
    try:
        search = Search(folder)
    except (OSError, ValueError):  # ValueError: a NUL in the path
        search = None
    reader = _Reader(name, span, found)
    if search is None or not search.taken or not name.strip():
        reader.bad("不是文件夹，或者里面没有报告")
    if search is not None:
        for why, passed in search.passed.items():
            places = [search.name(place) for place in passed]
            found.append(catalogue.members.not_read(span, name, places, why))
        for place in search.taken:
            reader.add(place, search.name(place))
    reader.check_offices()
    reader.check_years()
    return Members(tuple(reader.members), tuple(reader.sources), tuple(reader.paths))


class _Reader:
    """Reads the reports of one folder, and tells what cannot be added up."""

    def __init__(self, folder: str, span: Span | None, found: list[Diagnostic]) -> None:
        self.folder = folder
        self.span = span
        self.found = found
        self.members: list[Report] = []
        self.sources: list[Source] = []
        self.paths: list[Path] = []
        self._offices: dict[str, str] = {}  # where each was read first, by its folded name

    def bad(self, why: str) -> None:
        """Tell why the folder as a whole cannot be added up."""
        self.found.append(catalogue.members.bad_members(self.span, self.folder, why))

    def add(self, place: Path, name: str) -> None:
        """Read one report; ``name`` is what messages call it."""
        loaded = reports.load(place)
        self.sources += loaded.sources
        self.paths += loaded.paths
        errors = [d for d in loaded.diagnostics if has_errors([d])]
        report = loaded.report
        if report is None or errors:
            self.found.append(catalogue.members.member_faulty(self.span, name, len(errors) or 1))
            self.found += errors
            return
        office = _office(report)
        first = self._offices.get(name_key(office))
        if report.members_at is not None:
            self.bad(f"里的“{name}”自己也是汇总，不能再汇总")
        elif not office:
            self.bad(f"里的“{name}”没有写单位名称")
        elif first is not None:
            self.bad(f"里有两份“{office}”：{first}、{name}")
        else:
            self._offices[name_key(office)] = name
            self.members.append(report)

    def check_offices(self) -> None:
        """Tell offices whose names are one but for 办事处 or a district before them."""
        for at, member in enumerate(self.members):
            alike = (one for one in self.members[:at] if _are_alike(_office(one), _office(member)))
            first = next(alike, None)
            if first is not None and member.office is not None:
                place, names = member.office.span(), (_office(first), _office(member))
                self.found.append(catalogue.members.alike_offices(place, *names))

    def check_years(self) -> None:
        """Tell reports of different years, and whole years beside parts of one."""
        years = {member.year: member for member in self.members if member.year}
        if len(years) > 1:
            each = "、".join(f"{_office(m)}是{year}年" for year, m in sorted(years.items()))
            self.bad(f"里的报告年份不同：{each}")
        periods = {_said(m.period): m for m in self.members}
        if len(periods) > 1:
            each = "、".join(f"{_office(m)}是{said}" for said, m in sorted(periods.items()))
            self.bad(f"里的报告期间不同：{each}")


def _office(member: Report) -> str:
    return member.office.value.strip() if member.office else ""


def _are_alike(one: str, other: str) -> bool:
    """Whether two names may be those of one office: 东街道 and 甲区东街道办事处."""
    short, long = sorted((name_key(name).removesuffix("办事处") for name in (one, other)), key=len)
    before = long.removesuffix(short)
    return short == long or (before != long and before.endswith(_DISTRICTS))


def _said(period: Text | None) -> str:
    return period.value.strip() if period else "全年"
