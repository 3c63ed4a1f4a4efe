"""``zongjie form``: forms for the 科室 out, and what they filled in back into the YAML."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import unified_diff
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from zongjie import files, packages, pipeline
from zongjie.diagnostics import Diagnostic, Severity, Source, Span, catalogue, has_errors
from zongjie.diagnostics.reasons import reason
from zongjie.model import Report
from zongjie.packages import UnreadableDocxError
from zongjie.pipeline import materials
from zongjie.pipeline.materials import Material
from zongjie.readers.kinds import Kind, kind_of
from zongjie.records import NamedTuple
from zongjie.sources import entries
from zongjie.sources.edit import encoded
from zongjie.sources.files import read_source
from zongjie.sources.report import Loaded, load_sources
from zongjie.tables import form, merging, returned, workbook
from zongjie.tables.form import Form
from zongjie.tables.merging import Change

BACKUP: Final = ".bak"
"""Behind the name of a file that was changed: what it was before."""
SUFFIX: Final = ".xlsx"
_SUFFIXES: Final = (SUFFIX, ".xlsm")
_OPEN: Final = "~$"  # what Excel puts beside a workbook that is open
_SAVE: Final = "用 Excel 或 WPS 打开，另存为 .xlsx"
_WHY: Final[Mapping[str, str]] = {
    "too-large": "解开以后大得不像填报表，没有读",
    "not-a-docx": "不是能读的 .xlsx",
    "entities": "里面声明了 XML 实体，没有读",
}


class Exported(NamedTuple):
    """Workbooks by their names, and what there is to say; none where there are errors."""

    workbooks: dict[str, bytes]
    diagnostics: list[Diagnostic]


class Collected(NamedTuple):
    """What the forms change; ``files`` are the new texts, ``written`` those that were written.

    ``diff`` shows them line by line, in a dry run only.
    """

    changes: list[Change]
    files: dict[Path, bytes]
    diff: str
    diagnostics: list[Diagnostic]
    written: tuple[Path, ...] = ()


def export(path: str | os.PathLike[str], *, apart: bool = False) -> Exported:
    """Return the form of a report as an .xlsx; with ``apart`` one for each 科室, by its name."""
    if find_spec("openpyxl") is None:
        return Exported({}, [catalogue.forms.no_openpyxl()])
    asked = _asked(path)
    if asked.form is None:
        return Exported({}, asked.found)
    from zongjie.tables import writing

    whole = {"": asked.form}
    if apart:
        sheets = asked.form.sheets
        names = (f"{materials.file_name(one.department)}{SUFFIX}" for one in sheets)
        alone = (asked.form._replace(sheets=(one,)) for one in sheets)
        whole = dict(zip(names, alone, strict=True))
    return Exported({name: writing.write(one) for name, one in whole.items()}, asked.found)


def collect(
    path: str | os.PathLike[str],
    workbooks: Sequence[str | os.PathLike[str]],
    *,
    dry_run: bool = False,
) -> Collected:
    """Return what filled forms change in a report, and write it unless it is a dry run.

    ``workbooks`` are files, folders of them, or names with ``*``.
    What can be taken is taken, and every cell that cannot is told.  All files are
    written or none, each with what it was before beside it; none where one of them
    changed in the meantime.
    """
    asked = _asked(path)
    found, report = asked.found, asked.loaded.report
    if asked.form is None or report is None:
        return Collected([], {}, "", found)
    figures, words = [], []
    for book in dict.fromkeys(_books(map(Path, workbooks))):
        back = _returned(book, asked.form.identity)
        figures += back.figures
        words += back.words
        found += back.found
    rows = {row.label: row for sheet in asked.form.sheets for row in sheet.rows}
    taken = merging.figures(figures, rows, form.labelled(report))
    texts = {name: material.texts for name, material in asked.materials.items()}
    told = merging.words(words, texts, Span(Source(materials.FOLDER, ""), 0, 0))
    made = _Made(asked, taken.changes, told.changes)
    found += [*taken.found, *told.found, *made.new_faults()]
    done = Collected([*taken.changes, *told.changes], made.contents(), "", found)
    return done._replace(diff=made.diff()) if dry_run else _written(done, made)


def _books(given: Iterable[Path]) -> Iterator[Path]:
    """Yield the workbooks; of a folder those in it, and what * means where no shell says it."""
    for path in given:
        found = [path]
        with contextlib.suppress(OSError):  # told when it is opened
            if path.is_dir():
                found = [one for one in path.iterdir() if one.suffix.lower() in _SUFFIXES]
            elif "*" in path.name:
                found = list(path.parent.glob(path.name))
        yield from sorted(one for one in found if not one.name.startswith(_OPEN)) or [path]


class _Asked(NamedTuple):
    """The form that a report asks for today, and what its 科室 wrote; or why there is none."""

    form: Form | None
    loaded: Loaded
    materials: Mapping[str, Material]
    found: list[Diagnostic]


def _asked(path: str | os.PathLike[str]) -> _Asked:
    loaded = pipeline.load(path)
    report = loaded.report
    if report is None or has_errors(loaded.diagnostics):
        return _Asked(None, loaded, {}, list(loaded.diagnostics))
    if not report.indicators:
        return _Asked(None, loaded, {}, [catalogue.forms.nothing_to_ask(str(path))])
    report, outline = pipeline.with_catalogue(loaded, report)
    units = outline.entries if outline is not None else {}
    departments = [sheet.department for sheet in form.form(report, units, {}).sheets]
    folder = loaded.paths[0].parent if loaded.paths else Path()
    beside, found = materials.read(folder, departments)
    words = {name: material.texts for name, material in beside.items()}
    asked = form.form(report, units, words)
    return _Asked(asked, loaded._replace(report=report), beside, found)


def _returned(path: Path, ours: form.Identity) -> returned.Returned:
    """Return what one workbook holds; that it cannot be read is told."""
    name = path.name
    try:
        if path.stat().st_size > packages.MAX_FILE:
            return _refused(name, _WHY["too-large"])
        data = path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        why = reason(error) if isinstance(error, OSError) else "没有这个文件"
        return _refused(name, f"打不开：{why}", "检查文件名和路径")
    kind = kind_of(data)
    if kind is Kind.ENCRYPTED:
        return returned.Returned([], [], [catalogue.files.encrypted(name)])
    if kind is not Kind.SHEET or not data.startswith(b"PK"):
        what = "旧版的 .xls、.et" if kind in (Kind.SHEET, Kind.OFFICE) else kind.value
        return _refused(name, f"不是 .xlsx，是{what}")
    try:
        return returned.read(workbook.read(data), name, ours)
    except UnreadableDocxError as error:
        return _refused(name, _WHY.get(error.reason, "损坏了，读不出来"))


def _refused(name: str, why: str, hint: str = _SAVE) -> returned.Returned:
    return returned.Returned([], [], [catalogue.forms.no_workbook(name, why, hint)])


class _Made:
    """The new texts of a report's files and of its materials, beside the old ones."""

    def __init__(self, asked: _Asked, figures: Iterable[Change], words: Iterable[Change]) -> None:
        loaded = self._loaded = asked.loaded
        self.texts = entries.amended(loaded, _by_key(loaded.report, figures))
        self.paths = dict(zip(loaded.sources, loaded.paths, strict=False))
        self.fresh: dict[Path, str] = {}  # materials that are not there yet
        whose = asked.form.identity if asked.form is not None else ""
        by_name: dict[str, dict[str, str]] = {}
        for change in words:
            by_name.setdefault(change.name, {})[change.field] = change.after
        for name, texts in by_name.items():
            material = asked.materials[name]
            new = materials.amended(material, f"{name}　文字材料（{whose}）", texts)
            if material.source is None:
                self.fresh[material.path] = new
            else:
                self.texts[material.source] = new
                self.paths[material.source] = material.path

    def contents(self) -> dict[Path, bytes]:
        """Return the new files."""
        old = {self.paths[source]: encoded(source, text) for source, text in self.texts.items()}
        fresh = {path: text.encode("utf-8-sig") for path, text in self.fresh.items()}
        return old | fresh

    def backups(self) -> dict[Path, bytes]:
        """Return the old files, beside which each is kept."""
        return {
            path.with_name(path.name + BACKUP): encoded(source, source.text)
            for source, path in self.paths.items()
            if source in self.texts
        }

    def diff(self) -> str:
        """Return the changes as lines taken out and put in (unified diff)."""
        sides = [(str(self.paths[s]), s.text, text) for s, text in self.texts.items()]
        sides += [(str(path), "", text) for path, text in self.fresh.items()]
        return "".join(_diff(*side) for side in sides)

    def disturbed(self) -> Iterator[Diagnostic]:
        """Yield the files that are no longer what was read."""
        for source, path in self.paths.items():
            if source in self.texts:
                now, _ = read_source(path, source.name)
                if now is None or (now.text, now.encoding) != (source.text, source.encoding):
                    yield catalogue.forms.changed_on_disk(str(path))
        yield from (catalogue.forms.changed_on_disk(str(p)) for p in self.fresh if p.exists())

    def new_faults(self) -> list[Diagnostic]:
        """Return the errors that the report has with the new values and had not before."""
        yaml = {source: text for source, text in self.texts.items() if source in self._sources}
        if not yaml:
            return []
        before = {(d.code, d.message) for d in _errors(self._loaded)}
        sources = [
            Source(one.name, yaml.get(one, one.text), one.encoding, bom=one.bom)
            for one in self._loaded.sources
        ]
        now = load_sources(sources)._replace(paths=self._loaded.paths)
        return [d for d in _errors(now) if (d.code, d.message) not in before]

    @property
    def _sources(self) -> tuple[Source, ...]:
        return self._loaded.sources


def _errors(loaded: Loaded) -> list[Diagnostic]:
    found = pipeline.check(loaded, paged=False).diagnostics
    return [d for d in found if d.severity is Severity.ERROR]


def _by_key(
    report: Report | None, changes: Iterable[Change]
) -> dict[tuple[Source, int], dict[str, str]]:
    """Return the changes by where the keys of their indicators stand."""
    indicators = form.labelled(report) if report is not None else {}
    found: dict[tuple[Source, int], dict[str, str]] = {}
    for change in changes:
        place = indicators[change.name].key.span()
        found.setdefault((place.source, place.start), {})[change.field] = change.after
    return found


def _diff(name: str, old: str, new: str) -> str:
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    shown = unified_diff(before, after, f"{name}（现在）", f"{name}（收表以后）", n=1)
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in shown)


def _written(done: Collected, made: _Made) -> Collected:
    """Write all new files, and beside each what it was before."""
    disturbed = list(made.disturbed())
    if disturbed or not done.files:
        return done._replace(diagnostics=[*done.diagnostics, *disturbed])
    contents = [*made.backups().items(), *done.files.items()]
    faults = files.write_all(contents, force=True)
    written = () if has_errors(faults) else tuple(done.files)
    return done._replace(diagnostics=[*done.diagnostics, *faults], written=written)
