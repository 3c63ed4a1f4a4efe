"""意见采纳情况汇总表: the copies of all readers, beside the report as it stands now."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from zongjie import files
from zongjie.diagnostics import Diagnostic, Severity, catalogue, has_errors, in_reading_order
from zongjie.document import Document, Title, text_of
from zongjie.opinions.gathering import Copy, gathered
from zongjie.opinions.tables import FORMATS, Told, write
from zongjie.opinions.unmarked import unmarked
from zongjie.pipeline import bases, check, load
from zongjie.pipeline.outputs import default_profile
from zongjie.readers.docx.markup import Markup
from zongjie.readers.files import read_any
from zongjie.records import NamedTuple
from zongjie.revisions import lines_of
from zongjie.sources.places import SUFFIXES

__all__ = ["FORMATS", "Collected", "collect", "collect_files"]


class Collected(NamedTuple):
    """What all copies say, None where something could not be read; files written."""

    told: Told | None
    diagnostics: list[Diagnostic]
    written: tuple[Path, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether everything was read, and no file refused."""
        return self.told is not None and not has_errors(self.diagnostics)


def collect(*paths: str | os.PathLike[str]) -> Collected:
    """Return the comments and tracked changes of copies (.docx, .doc, .wps …) as one list.

    The first path may be the report (YAML or a folder): what of the opinions stands in it
    now is told then, and what was changed without tracking, where it is known for sure
    what the copy was made from.
    """
    found: list[Diagnostic] = []
    places = [Path(path) for path in paths]
    now: Document | None = None
    folder: Path | None = None
    if places and (places[0].suffix.lower() in SUFFIXES or places[0].is_dir()):
        checked = check(load(paths[0]), paged=False, careful=False)
        found += (d for d in checked.diagnostics if d.severity is Severity.ERROR)
        now, folder, places = checked.document, bases.folder_of(places[0]), places[1:]
    if not places:
        found.append(catalogue.opinions.no_copies())
    copies, subject = _read(places, folder, found)
    if has_errors(found):
        return Collected(None, in_reading_order(found))
    opinions, looks = gathered(copies, now)
    if not opinions:
        found = [catalogue.opinions.nothing_said()]
    return Collected(Told(opinions, _title(now) or subject, looks), in_reading_order(found))


def collect_files(
    paths: Sequence[str | os.PathLike[str]],
    *targets: str | os.PathLike[str],
    force: bool = False,
) -> Collected:
    """Collect, and write the table to files, the format by the suffix; all or none.

    Nothing is written where nobody said anything.  A file that is there is kept unless
    ``force`` says otherwise: somebody may have filled in the reasons.
    """
    outputs = [Path(target) for target in targets]
    faults = files.refused(outputs, [Path(path) for path in paths], FORMATS)
    formats = [path.suffix[1:].lower() for path in outputs]
    if "xlsx" in formats and find_spec("openpyxl") is None:
        faults.append(catalogue.opinions.no_openpyxl())
    collected = collect(*paths)
    if faults or collected.told is None or not collected.told.opinions:
        return Collected(None if faults else collected.told, [*collected.diagnostics, *faults])
    made = [
        (path, write(collected.told, form, default_profile()))
        for path, form in zip(outputs, formats, strict=True)
    ]
    faults = [] if force else [fault for one in made if (fault := _kept(*one))]
    faults = faults or files.write_all(made, force=True)
    written = () if faults else tuple(outputs)
    return collected._replace(diagnostics=[*collected.diagnostics, *faults], written=written)


def _read(
    places: Sequence[Path], folder: Path | None, found: list[Diagnostic]
) -> tuple[list[Copy], str]:
    """Return what the copies hold, and the title that the first one has."""
    copies: list[Copy] = []
    subject = ""
    names = Counter(path.stem for path in places)
    for path in places:
        # Each change by itself: nobody wants to be told which reading was taken.
        reading = read_any(path, str(path), changes={}, markup=True)
        found += (d for d in reading.diagnostics if d.severity is not Severity.NOTE)
        if reading.content is None or reading.content.markup is None:
            if not has_errors(reading.diagnostics):
                found.append(catalogue.opinions.no_word_file(str(path)))
            continue
        markup = reading.content.markup
        subject = subject or _title(reading.content.document)
        name = path.stem if names[path.stem] == 1 else f"{path.parent.name}/{path.stem}"
        untold = _unmarked(path, folder)
        if not (markup.revisions or markup.remarks or untold.revisions):
            found.append(catalogue.opinions.silent_copy(str(path)))
        copies += (Copy(name, untold), Copy(name, markup))  # the text that went out first
    return copies, subject


def _unmarked(path: Path, folder: Path | None) -> Markup:
    """Return what somebody changed in a copy without tracking, as far as that is known."""
    base = bases.of_copy(folder, path) if folder is not None else []
    if not base:
        return Markup()
    before = read_any(path, str(path), changes="reject").content
    return Markup() if before is None else unmarked(base, lines_of(before.document))


def _title(document: Document | None) -> str:
    blocks = document.blocks if document is not None else ()
    titles = (text_of(one.runs) for one in blocks if isinstance(one, Title))
    return "".join(next(titles, "").split())


def _kept(path: Path, data: bytes) -> Diagnostic | None:
    """Return why a file that is there already is not written over."""
    try:
        kept = path.exists() and path.read_bytes() != data
    except (OSError, ValueError):  # writing it will tell
        return None
    return catalogue.opinions.table_exists(str(path)) if kept else None
