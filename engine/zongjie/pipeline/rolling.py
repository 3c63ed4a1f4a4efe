"""``zongjie next``: a report, or a folder of them, rolled on to the next year."""

from __future__ import annotations

import os
from pathlib import Path

from zongjie import files, rolling
from zongjie.compose.known import values_of
from zongjie.diagnostics import Diagnostic, catalogue, has_errors
from zongjie.diagnostics.reasons import reason
from zongjie.pipeline.beside import inside, own_files
from zongjie.pipeline.editors import REPORT_SCHEMA, editor_files
from zongjie.records import NamedTuple
from zongjie.rolling import Rolled, Wanted
from zongjie.rolling.checklist import checklist
from zongjie.sources import members, places
from zongjie.sources import report as reports
from zongjie.sources.edit import encoded
from zongjie.sources.places import LIST_NAME
from zongjie.sources.report import Loaded


class Next(NamedTuple):
    """A report of the next year: its files by their place in the folder, and what to look at.

    ``diagnostics`` has what in them is likely to be last year's, in the new
    files; with errors there are no files.  ``wanted`` are the figures to come.
    """

    files: dict[str, bytes]
    diagnostics: list[Diagnostic]
    wanted: list[Wanted]
    written: tuple[Path, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether there are files and no errors."""
        return not has_errors(self.diagnostics)


class _Piece(NamedTuple):
    """One report of those that are rolled together, and the folder all of them lie in."""

    loaded: Loaded
    folder: Path

    @property
    def places(self) -> list[str]:
        """Where its files lie, as seen from the folder."""
        return [path.relative_to(self.folder).as_posix() for path in self.loaded.paths]


def next_year(
    path: str | os.PathLike[str],
    year: int,
    output: str | os.PathLike[str] | None = None,
    *,
    base: int | None = None,
    force: bool = False,
) -> Next:
    """Return a report rolled on to a year, and write it where ``output`` names a folder.

    ``output`` may be a .yaml file for a report of one file.  All files are
    written or none, never over the report itself, and over others only with
    ``force``.  ``base`` is the year of a report that does not say its own.
    """
    pieces, found = _pieces(Path(path))
    if has_errors(found) or not pieces:
        return Next({}, found, [])
    target = Path(output) if output is not None else None
    single = target is not None and target.suffix.lower() in places.SUFFIXES
    done: list[Rolled] = []
    for piece in pieces:
        names = tuple(_shown(target, place, single=single) for place in piece.places)
        rolled, faults = rolling.roll(piece.loaded, names, year, values_of, base)
        found += faults
        if rolled is not None:
            done.append(rolled)
    if len(done) < len(pieces):
        return Next({}, found, [])
    found = [finding for rolled in done for finding in rolled.findings]
    wanted = [one for rolled in done for one in rolled.wanted]
    try:
        home = Path() if target is None else target.parent if single else target
        outcome = Next(_contents(pieces, done, home), found, wanted)
    except OSError as error:  # a template that was there a moment ago
        fault = catalogue.files.unreadable(str(error.filename or path), reason(error))
        return Next({}, [fault], [])
    return outcome if target is None else _written(outcome, pieces, target, force=force)


def _shown(target: Path | None, place: str, *, single: bool) -> str:
    if target is None:
        return place
    return str(target if single else target / place)


def _pieces(path: Path) -> tuple[list[_Piece], list[Diagnostic]]:
    """Return the reports that a path names: one, one with its members, or those of a folder."""
    try:
        if members.is_gathering(path):
            taken = places.Search(path).taken
            return _loaded(taken, path)
        folder = path if path.is_dir() else path.parent
        pieces, found = _loaded([path], folder)
        report = pieces[0].loaded.report
        below = report.members_at if report is not None and not found else None
    except OSError as error:
        return [], [catalogue.files.unreadable(str(path), reason(error))]
    if below is None:
        return pieces, found
    inner = inside(folder, pieces[0].loaded.paths[0].parent, below.value.strip())
    if inner is None or not inner.is_dir():
        return [], [catalogue.rolling.members_elsewhere(below.span(), below.value.strip())]
    lower, faults = _loaded(places.Search(inner).taken, folder)
    return [*pieces, *lower], [*found, *faults]


def _loaded(paths: list[Path], folder: Path) -> tuple[list[_Piece], list[Diagnostic]]:
    """Return the reports at some paths; where one cannot be read, the errors."""
    pieces = [_Piece(reports.load(path), folder) for path in paths]
    found = [d for piece in pieces for d in piece.loaded.diagnostics]
    return pieces, found if has_errors(found) else []


def _contents(pieces: list[_Piece], done: list[Rolled], home: Path) -> dict[str, bytes]:
    """Return the new files, with the list of what to look at, and what they need beside them."""
    contents: dict[str, bytes] = {}
    for piece, rolled in zip(pieces, done, strict=True):
        for place, source in zip(piece.places, rolled.loaded.sources, strict=True):
            contents[place] = encoded(source, source.text)
        for path in own_files(piece.loaded):
            place = path.relative_to(piece.folder).as_posix()
            contents.setdefault(place, path.read_bytes())
        home_of = piece.loaded.paths[0].parent
        for name, data in editor_files() if (home_of / REPORT_SCHEMA).is_file() else ():
            contents.setdefault((home_of / name).relative_to(piece.folder).as_posix(), data)
    contents[LIST_NAME] = checklist(done, home).encode("utf-8-sig")
    return contents


def _written(outcome: Next, pieces: list[_Piece], target: Path, *, force: bool) -> Next:
    """Write the files, all or none."""
    single = target.suffix.lower() in places.SUFFIXES
    own = {place for piece in pieces for place in piece.places}
    contents = []
    for place, data in outcome.files.items():
        path = (target.parent if single else target) / place
        if single and place in own:
            path = target
        elif single and place == LIST_NAME:
            path = target.with_name(f"{target.stem}-{LIST_NAME}")
        if place in own or place == LIST_NAME or not _is_there(path, data):
            contents.append((path, data))
    inputs = [path for piece in pieces for path in piece.loaded.paths]
    found = _refused(contents, inputs, target, single=single, force=force)
    found = found or files.write_all(contents, force=True)
    if found:
        return Next({}, found, [])
    return outcome._replace(written=tuple(path for path, _ in contents))


def _is_there(path: Path, data: bytes) -> bool:
    """Whether a template or a schema lies there already, as it is to be."""
    try:
        return path.read_bytes() == data
    except (OSError, ValueError):
        return False


def _refused(
    contents: list[tuple[Path, bytes]],
    inputs: list[Path],
    target: Path,
    *,
    single: bool,
    force: bool,
) -> list[Diagnostic]:
    """Return why the files may not be written there."""
    targets = [path for path, _ in contents]
    if len(set(targets)) < len(targets):
        return [catalogue.rolling.in_the_way(str(target), "是一个文件，这份报告有几个文件")]
    try:
        own = {path.resolve() for path in inputs}
        over = next((path for path in targets if path.resolve() in own), None)
        if over is not None:
            return [catalogue.outputs.is_an_input(str(over))]
        taken = next((path for path in targets if path.exists()), None)
        stray = None if single else _stray(target, targets, own)
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else "名字里有不能用的字符"
        return [catalogue.outputs.cannot_write(str(target), why)]
    if taken is not None and not force:
        return [catalogue.outputs.folder_not_empty(str(taken))]
    if stray is not None:
        return [catalogue.rolling.in_the_way(str(stray), "不是这份报告的，会一起读进来")]
    return []


def _stray(target: Path, targets: list[Path], own: set[Path]) -> Path | None:
    """Return a file that would be read as part of the new report, or as part of the old one."""
    for name in places.MAIN_NAMES:
        if (target / name).exists() and target / name not in targets:
            return target / name
    for folder in places.FOLDER_NAMES:
        below = (target / folder).rglob("*") if (target / folder).is_dir() else ()
        for path in below:
            if path.suffix.lower() in places.SUFFIXES and path not in targets:
                return path
    near = {path.parent / name for path in own for name in places.FOLDER_NAMES}
    inside_own = any(folder in (target.resolve(), *target.resolve().parents) for folder in near)
    return target if inside_own else None
