"""下级报告: the reports of a folder, for a summary over all of them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from zongjie.diagnostics import Diagnostic, Source, Span, Text, catalogue, has_errors
from zongjie.model import Report
from zongjie.sources import report as reports
from zongjie.sources.report import Loaded
from zongjie.text import name_key

_SUFFIXES = (".yaml", ".yml")


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
        found.append(catalogue.outline.bad_period(period.span(), period.value.strip(), why))
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
        return reports.is_no_report(folder) and len(_places(folder)) > 1
    except OSError:
        return False


def read(folder: Path, name: str, span: Span | None, found: list[Diagnostic]) -> Members:
    """Return the reports of a folder; each is a folder of its own, or one file."""
    try:
        places = _places(folder)
    except (OSError, ValueError):  # ValueError: a NUL in the path
        places = []
    if not places or not name.strip():
        found.append(catalogue.members.bad_members(span, name, "不是文件夹，或者里面没有报告"))
    members: list[Report] = []
    sources: list[Source] = []
    paths: list[Path] = []
    offices: dict[str, Path] = {}
    for place in places:
        loaded = reports.load(place)
        sources += loaded.sources
        paths += loaded.paths
        errors = [d for d in loaded.diagnostics if has_errors([d])]
        if loaded.report is None or errors:
            found.append(catalogue.members.member_faulty(span, place.name, len(errors) or 1))
            found += errors
            continue
        report = loaded.report
        if report.members_at is not None:
            why = f"里的“{place.name}”自己也是汇总，不能再汇总"
            found.append(catalogue.members.bad_members(span, name, why))
            continue
        office = report.office.value.strip() if report.office else ""
        first = offices.setdefault(name_key(office), place)
        if not office:
            why = f"里的“{place.name}”没有写单位名称"
            found.append(catalogue.members.bad_members(span, name, why))
        elif first is not place:
            why = f"里有两份“{office}”：{first.name}、{place.name}"
            found.append(catalogue.members.bad_members(span, name, why))
        else:
            members.append(report)
    _check_years(members, name, span, found)
    return Members(tuple(members), tuple(sources), tuple(paths))


def _check_years(
    members: list[Report], name: str, span: Span | None, found: list[Diagnostic]
) -> None:
    """Tell reports of different years, and whole years beside parts of one."""
    years = {member.year: member for member in members if member.year}
    if len(years) > 1:
        each = "、".join(f"{_office(m)}是{year}年" for year, m in sorted(years.items()))
        why = f"里的报告年份不同：{each}"
        found.append(catalogue.members.bad_members(span, name, why))
    periods = {_said(m.period): m for m in members}
    if len(periods) > 1:
        each = "、".join(f"{_office(m)}是{said}" for said, m in sorted(periods.items()))
        why = f"里的报告期间不同：{each}"
        found.append(catalogue.members.bad_members(span, name, why))


def _office(member: Report) -> str:
    return member.office.value.strip() if member.office else ""


def _said(period: Text | None) -> str:
    return period.value.strip() if period else "全年"


def _places(folder: Path) -> list[Path]:
    """Return the reports in a folder, by name."""
    found = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "~")):
            continue
        has_main = path.is_dir() and any((path / m).is_file() for m in reports.MAIN_NAMES)
        if has_main or (path.is_file() and path.suffix.lower() in _SUFFIXES):
            found.append(path)
    return found
