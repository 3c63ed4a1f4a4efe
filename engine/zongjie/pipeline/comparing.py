"""Two reports, or old texts, side by side."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

from zongjie import comparing, files
from zongjie.comparing import FORMATS, Comparison, Side, write
from zongjie.compose.known import values_of
from zongjie.diagnostics import Diagnostic, Severity, catalogue, has_errors, in_reading_order
from zongjie.pipeline.drafts import Version, report_named, version
from zongjie.records import NamedTuple

__all__ = ["FORMATS", "Compared", "compare", "compare_files"]


class Compared(NamedTuple):
    """Two reports side by side, None where one has errors; what was said; files written."""

    comparison: Comparison | None
    diagnostics: list[Diagnostic]
    written: tuple[Path, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether there is a comparison and no error."""
        return self.comparison is not None and not has_errors(self.diagnostics)


def compare(
    before: str | os.PathLike[str],
    after: str | os.PathLike[str],
    *,
    indicators: bool = True,
    texts: bool = True,
) -> Compared:
    """Return two reports side by side; each is YAML, a folder, an old text, or a version.

    Of a version (see ``drafts.version``) the report may be the one on the other side.
    ``indicators`` and ``texts`` say which halves are wanted.  Of the inputs only errors
    are told; ``check`` tells the rest.
    """
    return _compare(*_sides(before, after), indicators=indicators, texts=texts)


def compare_files(
    before: str | os.PathLike[str],
    after: str | os.PathLike[str],
    *targets: str | os.PathLike[str],
    indicators: bool = True,
    texts: bool = True,
) -> Compared:
    """Compare, and write what was found to files, the format by the suffix; all or none."""
    sides = _sides(before, after)
    paths = [Path(target) for target in targets]
    inputs = [path for side in sides for path in side.paths]
    faults = files.refused(paths, inputs, FORMATS)
    formats = [path.suffix[1:].lower() for path in paths]
    if "xlsx" in formats and find_spec("openpyxl") is None:
        faults.append(catalogue.comparing.no_openpyxl())
    compared = _compare(*sides, indicators=indicators, texts=texts)
    if faults or compared.comparison is None:
        return Compared(None, [*compared.diagnostics, *faults])
    contents = [
        (path, write(compared.comparison, form)) for path, form in zip(paths, formats, strict=True)
    ]
    faults = files.write_all(contents, force=True)
    written = () if faults else tuple(paths)
    return compared._replace(diagnostics=[*compared.diagnostics, *faults], written=written)


def _sides(
    before: str | os.PathLike[str], after: str | os.PathLike[str]
) -> tuple[Version, Version]:
    """Return both, old texts made reports; where one is only a version, it is of the other."""
    first, second = os.fspath(before), os.fspath(after)
    return (
        version(first, report_named(second), as_report=True),
        version(second, report_named(first), as_report=True),
    )


def _compare(before: Version, after: Version, *, indicators: bool, texts: bool) -> Compared:
    found: list[Diagnostic] = []
    sides = [_side(one, found) for one in (before, after)]
    first, second = sides
    if first is None or second is None:
        return Compared(None, in_reading_order(found))
    comparison, told = comparing.compare(first, second, indicators=indicators, texts=texts)
    muted = {*first.report.muted, *second.report.muted}
    found += (one for one in told if one.code not in muted)
    return Compared(comparison, in_reading_order(found))


def _side(one: Version, found: list[Diagnostic]) -> Side | None:
    """Return a report put together, or None where it has errors, which are then told."""
    found += (d for d in one.told if d.severity is not Severity.NOTE)
    found += (d for d in one.diagnostics if d.severity is Severity.ERROR)
    if one.document is None or one.report is None:
        return None
    return Side(one.title, one.report, one.document, values_of(one.report))
