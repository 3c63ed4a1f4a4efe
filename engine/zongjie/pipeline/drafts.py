"""A version of a report by its name: a file, a draft that was kept, or one that git has."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from zongjie import git
from zongjie.diagnostics import Diagnostic, Source, catalogue
from zongjie.diagnostics.reasons import reason
from zongjie.document import Document
from zongjie.model import Report
from zongjie.pipeline import bases, check, load, snapshots
from zongjie.pipeline.beside import is_place, is_there
from zongjie.records import NamedTuple
from zongjie.sources.places import SNAPSHOTS, SUFFIXES
from zongjie.sources.report import Loaded, load_text

if TYPE_CHECKING:
    from zongjie.model.profile import Profile
    from zongjie.readers.docx import Content

__all__ = ["Version", "report_named", "version"]

_TEXTS: Final = (".txt", ".docx", ".doc", ".wps", ".rtf", ".odt", ".md", ".html", ".htm", ".mht")
_PARTS: Final = (*SUFFIXES, ".j2", ".md", ".txt")  # of a report and its own template


class Version(NamedTuple):
    """A version of a report; with errors there is no document, and ``diagnostics`` say why.

    ``title`` is the name it was asked for by.  ``loaded`` is there where it was read from
    YAML, or from a text made YAML; ``content`` where from a .docx or another file with
    structure.  ``report`` is what was loaded, as the catalogue of its template completes
    it; ``paths`` are the files of today it was read from; ``told`` are those of the
    diagnostics that say how it was read.
    """

    title: str
    document: Document | None
    loaded: Loaded | None
    content: Content | None
    diagnostics: list[Diagnostic]
    profile: Profile | None
    report: Report | None = None
    paths: tuple[Path, ...] = ()
    told: tuple[Diagnostic, ...] = ()


class _Place(NamedTuple):
    path: Path
    commit: str = ""  # of git, as the path was then


def version(name: str, report: Path | None = None, *, as_report: bool = False) -> Version:
    """Return the version that a name stands for; never raises for what a person typed.

    A file or a folder; a draft that was kept of ``report`` (else of the folder one stands
    in); what git has of it (``HEAD~1``, a tag, a hash); and either of these with its report
    before it (``报告@送审稿``).  With ``as_report`` an old text is made YAML whatever it is.
    """
    place = _place(name, report)
    if isinstance(place, Diagnostic):
        return _nothing(name, [place])
    if place.commit:
        return _of_git(name, place)
    if snapshots.is_snapshot(place.path):
        return _of_snapshot(name, place.path)
    if is_there(place.path) and place.path.is_file() and not _is_yaml(place.path):
        return _of_text(name, place.path, as_report=as_report)
    return _of_yaml(name, load(place.path))


def report_named(name: str) -> Path | None:
    """Return the file or folder that a name names, a version of it or not; None for others."""
    path = name if is_there(Path(name)) else _cut(name)[0]
    return Path(path) if path else None


def _place(name: str, report: Path | None) -> _Place | Diagnostic:
    if is_there(Path(name)):
        return _Place(Path(name))
    before, wanted = _cut(name)
    of = Path(before) if before else report or Path()
    kept = snapshots.find(of, wanted)
    if kept is not None:
        return _Place(kept)
    why = ""
    try:
        if commit := git.commit_of(bases.folder_of(of), wanted):
            return _Place(of, commit)
    except git.GitError as error:
        why = error.why
    if Path(name).suffix.lower() in (*SUFFIXES, *_TEXTS):
        return catalogue.files.not_found(name)
    return catalogue.versions.no_version(wanted, [one.name for one in snapshots.folders(of)], why)


def _cut(name: str) -> tuple[str, str]:
    """Return the report before an @, where there is one of that name, and what is wanted of it."""
    for at, char in enumerate(name):
        if char == "@" and at and is_there(Path(name[:at])):
            return name[:at], name[at + 1 :]
    return "", name


def _is_yaml(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES


def _nothing(name: str, found: list[Diagnostic]) -> Version:
    return Version(name, None, None, None, found, None, told=tuple(found))


# ---- reading -----------------------------------------------------------------------


def _of_yaml(
    name: str, loaded: Loaded, told: Sequence[Diagnostic] = (), now: Path | None = None
) -> Version:
    """Return a report put together; ``now`` is where it lies today, if it is an earlier one."""
    ours, notes = _ours_of_today(name, loaded, now) if now is not None else (("", ""), [])
    checked = check(loaded, template=ours[0], profile=ours[1], paged=False, careful=False)
    told = (*told, *notes)
    found = [*told, *checked.diagnostics]
    rest = (checked.profile, checked.report, loaded.paths, told)
    return Version(name, checked.document, loaded, None, found, *rest)


def _ours_of_today(
    name: str, loaded: Loaded, now: Path
) -> tuple[tuple[str, str], list[Diagnostic]]:
    """Return the paths of a template and a 版式 that were not kept and are there today."""
    report = loaded.report
    if report is None or not loaded.paths:
        return ("", ""), []
    then, ours, found = loaded.paths[0].parent, ["", ""], []
    for at, text in enumerate((report.template, report.profile)):
        own = text.value.strip() if text is not None else ""
        if own and not is_there(then / own) and is_there(now / own):
            ours[at] = str(now / own)
            found.append(catalogue.versions.as_today(name, "版式" if at else "模板", own))
    return (ours[0], ours[1]), found


def _of_snapshot(name: str, folder: Path) -> Version:
    kept = snapshots.read(folder)
    if isinstance(kept, Diagnostic):
        return _nothing(name, [kept])
    touched = kept.touched()
    told = [catalogue.versions.snapshot_changed(kept.name, touched)] if touched else []
    return _of_yaml(name, load(kept.report), told, folder.absolute().parents[1])


def _of_text(name: str, path: Path, *, as_report: bool) -> Version:
    """Return an old text; one without structure is made YAML, to know its parts."""
    from zongjie.pipeline import recovering
    from zongjie.readers import files

    if not as_report:
        reading = files.read_any(path, name)
        content, told = reading.content, reading.diagnostics
        if content is not None:
            found = (list(told), None, None, (path,), told)
            return Version(name, content.document, None, content, *found)
        if reading.text is None:
            return _nothing(name, list(told))
    made = recovering.recover(path)
    if not made.ok:
        return _nothing(name, list(made.diagnostics))
    loaded = load_text(made.yaml, f"{name}（转成的报告）")
    return _of_yaml(name, loaded, made.diagnostics)._replace(paths=(path,))


# ---- git ---------------------------------------------------------------------------


def _of_git(name: str, place: _Place) -> Version:
    """Return a report as git has it: its folder is laid out once more, and read from there."""
    folder, only = bases.folder_of(place.path), ""
    if place.path.is_file() and _is_yaml(place.path):
        only = place.path.name
    try:
        entries = [one for one in git.files_at(folder, place.commit) if _is_part(one.place)]
        if not any(one.place == only if only else _is_yaml(Path(one.place)) for one in entries):
            return _nothing(name, [catalogue.versions.not_in_version(str(place.path), name)])
        contents = git.contents(folder, entries)
    except git.GitError as error:
        return _nothing(name, [catalogue.versions.no_version(name, [], error.why)])
    with tempfile.TemporaryDirectory(prefix="zongjie-", ignore_cleanup_errors=True) as laid_out:
        root = Path(laid_out)
        try:
            for entry, data in zip(entries, contents, strict=True):
                target = root / entry.place
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
        except (OSError, ValueError) as error:
            why = reason(error) if isinstance(error, OSError) else "名字里有不能用的字符"
            return _nothing(name, [catalogue.files.unreadable(name, why)])
        return _called(_of_yaml(name, load(root / only), (), folder), root)


def _is_part(place: str) -> bool:
    """Whether a file of a version may belong to a report."""
    path = Path(place)
    hidden = any(part.startswith((".", "~")) for part in path.parts)
    kept = path.parts[:1] == (SNAPSHOTS,)
    return is_place(place) and not hidden and not kept and path.suffix.lower() in _PARTS


def _called(found: Version, root: Path) -> Version:
    """Return a version whose files go by its name, not by the folder they lay in for a moment."""
    loaded = found.loaded
    spans = [one.span for one in found.diagnostics if one.span is not None]
    spans += [more.span for one in found.diagnostics for more in one.related]
    sources: list[Source] = [span.source for span in spans]
    for source in (*sources, *(loaded.sources if loaded is not None else ())):
        source.name = _renamed(source.name, root, found.title)
    told = [
        one._replace(
            message=_renamed(one.message, root, found.title),
            hint=_renamed(one.hint, root, found.title),
        )
        for one in found.diagnostics
    ]
    nowhere = loaded._replace(paths=()) if loaded is not None else None
    return found._replace(loaded=nowhere, diagnostics=told, paths=())


def _renamed(text: str, root: Path, name: str) -> str:
    return text.replace(f"{root}{os.sep}", f"{name}:").replace(str(root), name)
