"""``zongjie snapshot``: a draft is kept as plain files beside its report, or those are listed."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from zongjie import files
from zongjie.diagnostics import Diagnostic, catalogue, has_errors
from zongjie.pipeline import bases, load, render, snapshots
from zongjie.pipeline.beside import inside, is_place, is_there, own_files
from zongjie.pipeline.outputs import Rendered
from zongjie.pipeline.snapshots import MANIFEST, Snapshot, content_of, hash_of
from zongjie.records import NamedTuple
from zongjie.sources.files import decode
from zongjie.sources.places import SNAPSHOTS, SUFFIXES, is_no_report
from zongjie.sources.report import Loaded

_OUTPUTS: Final[Mapping[str, str]] = MappingProxyType({"docx": "总结.docx", "txt": "总结.txt"})
_LONGEST: Final = 40  # characters of a name: Windows takes 260 of a whole path
_RESERVED: Final = re.compile(
    r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³]) *(?:\..*)?", re.IGNORECASE
)
_FORBIDDEN: Final = re.compile(r'[\\/:*?"<>|]')


class Taken(NamedTuple):
    """A draft that was kept; ``same`` where it was there already, as the report is now."""

    snapshot: Snapshot | None
    diagnostics: list[Diagnostic]
    same: bool = False


class State(NamedTuple):
    """A draft that was kept, and what became of the report since.

    ``seconds`` since the epoch say when, as the file system has it; ``text_same`` is None
    where today's report has errors; ``changed`` are the files of YAML that are not as they
    were, ``touched`` those of the draft itself.
    """

    snapshot: Snapshot
    seconds: float
    text_same: bool | None
    changed: tuple[str, ...]
    touched: tuple[str, ...]


class Listed(NamedTuple):
    """The drafts of a report, the oldest first, and what is wrong with some."""

    states: list[State]
    diagnostics: list[Diagnostic]


# ---- keeping ---------------------------------------------------------------------


def take(path: str | os.PathLike[str], name: str, *, force: bool = False) -> Taken:
    """Keep a report as it is now under a name: all files, or none.

    A report with errors is refused, since it has no outputs to keep; so is a name that is
    taken, unless what lies there is the same, or ``force`` says to replace it.
    """
    wrong = _wrong_name(name)
    if wrong:
        return Taken(None, [catalogue.versions.bad_name(name, wrong)])
    loaded = load(path)
    rendered = render(loaded, *_OUTPUTS)
    found = rendered.diagnostics
    if not rendered.ok or rendered.made is None:
        return Taken(None, found)
    folder = bases.folder_of(path)
    contents = {**_read(loaded, folder, found), **_beside(loaded, folder, found)}
    contents |= {_OUTPUTS[form]: data for form, data in rendered.outputs.items()}
    if has_errors(found):
        return Taken(None, found)
    snapshot = _snapshot(Path(path), name, loaded, rendered, contents)
    contents[MANIFEST] = snapshot.manifest()
    if all(content_of(snapshot.folder / place) == data for place, data in contents.items()):
        return Taken(snapshot, found, same=True)
    faults = _refused(snapshot, force=force) or _written(snapshot, contents)
    if faults:
        return Taken(None, [*found, *faults])
    bases.keep(folder, rendered.made)
    return Taken(snapshot, found)


def _wrong_name(name: str) -> str:
    """Return why no folder may be called so on some system, nothing where it may."""
    if not name.strip():
        return "没有写名字"
    if len(name) > _LONGEST:
        return f"超过{_LONGEST}个字"
    if found := _FORBIDDEN.search(name):
        return f"里面有“{found[0]}”"
    if not name.isprintable():
        return "里面有看不见的字符"
    if name[0] in ".~- " or name[-1] in ". ":
        return "头上不能是点、空格、~、-，末尾不能是点、空格"
    return "Windows 把它留作设备的名字" if _RESERVED.fullmatch(name) else ""


def _snapshot(
    path: Path, name: str, loaded: Loaded, rendered: Rendered, contents: Mapping[str, bytes]
) -> Snapshot:
    folder, made = bases.folder_of(path), rendered.made
    assert made is not None  # noqa: S101 - a .docx that is not final was rendered
    main = "" if is_no_report(path) else files.path_between(folder, loaded.paths[0])
    hashes = {place: hash_of(data) for place, data in contents.items()}
    place = folder / SNAPSHOTS / name
    return Snapshot(place, made.title, main, made.text_hash, made.data_hash, hashes)


def _read(loaded: Loaded, folder: Path, found: list[Diagnostic]) -> dict[str, bytes]:
    """Return the files a report was read from, byte for byte, by their places in its folder."""
    kept = {}
    for path, source in zip(loaded.paths, loaded.sources, strict=True):
        place, data = files.path_between(folder, path), content_of(path)
        read = decode(data, source.name)[0] if data is not None else None
        if data is None or read is None or read.text != source.text:
            found.append(catalogue.files.changed_meanwhile(source.name))
        elif not is_place(place):
            found.append(catalogue.versions.not_kept(place, "下级报告"))
        else:
            kept[place] = data
    return kept


def _beside(loaded: Loaded, folder: Path, found: list[Diagnostic]) -> dict[str, bytes]:
    """Return the files of a template and a 版式 of the person's own; what lies outside is told."""
    report, home = loaded.report, loaded.paths[0].parent
    named = {} if report is None else {"模板": report.template, "版式": report.profile}
    for what, text in named.items():
        name = text.value.strip() if text is not None else ""
        if name and is_there(home / name) and inside(home, home, name) is None:
            found.append(catalogue.versions.not_kept(name, what))
    contents = ((files.path_between(folder, path), content_of(path)) for path in own_files(loaded))
    return {place: data for place, data in contents if data is not None}


def _refused(snapshot: Snapshot, *, force: bool) -> list[Diagnostic]:
    """Return why a draft may not be written there."""
    try:
        near = [one for one in snapshot.folder.parent.iterdir() if _is_alike(one, snapshot.folder)]
    except OSError:  # there is none yet; or it is told when something is written
        return []
    if not near:
        return []
    name, place = snapshot.name, str(near[0])
    there = snapshots.read(near[0])
    other = "换一个名字"
    if near[0].name != name:
        why, hint = f"和“{near[0].name}”只差大小写，在 Windows 上是同一个", other
    elif isinstance(there, Diagnostic):
        why, hint = "那里放着别的东西，或者它坏了", f"{other}，或者先把它移走"
    elif not snapshots.is_same(there.main, snapshot.main):
        why, hint = f"是另一份报告“{there.main}”的", other
    elif force:
        return []
    else:
        why, hint = "内容和现在的不一样", f"{other}，如 {name}2；真要换掉，加 --force"
    return [catalogue.versions.name_taken(name, place, why, hint)]


def _is_alike(one: Path, other: Path) -> bool:
    return one.name.casefold() == other.name.casefold()


def _written(snapshot: Snapshot, contents: Mapping[str, bytes]) -> list[Diagnostic]:
    """Write a draft, and take away what only the one before it had."""
    before = snapshots.read(snapshot.folder) if is_there(snapshot.folder) else None
    rows = [(snapshot.folder / place, data) for place, data in contents.items()]
    faults = files.write_all(rows, force=True)
    if faults or not isinstance(before, Snapshot):
        return faults
    for place in {*before.files, *before.touched()} - contents.keys():
        with contextlib.suppress(OSError, ValueError):
            (snapshot.folder / place).unlink()
    return []


# ---- listing ---------------------------------------------------------------------


def listed(path: str | os.PathLike[str]) -> Listed:
    """Return the drafts of a report, each beside the report as it is now."""
    loaded = load(path)
    made = render(loaded, "docx").made
    now = made.text_hash if made is not None else ""
    folder = bases.folder_of(path)
    states: list[State] = []
    found = [one for one in loaded.diagnostics if loaded.report is None and has_errors([one])]
    for place in snapshots.folders(Path(path)):
        one = snapshots.read(place)
        if isinstance(one, Diagnostic):
            found.append(one)
            continue
        touched = one.touched()
        found += [catalogue.versions.snapshot_changed(one.name, touched)] if touched else []
        seconds = (place / MANIFEST).stat().st_mtime
        same = one.text_hash == now if now else None
        states.append(State(one, seconds, same, _changed(one, loaded, folder), touched))
    return Listed(states, found)


def _changed(snapshot: Snapshot, loaded: Loaded, folder: Path) -> tuple[str, ...]:
    """Return the files of YAML that are not as they were when a draft was kept."""
    yaml = {place for place in snapshot.files if Path(place).suffix.lower() in SUFFIXES}
    yaml |= {place for path in loaded.paths if is_place(place := files.path_between(folder, path))}
    return tuple(sorted(place for place in yaml if not _is_as_then(snapshot, folder, place)))


def _is_as_then(snapshot: Snapshot, folder: Path, place: str) -> bool:
    data = content_of(folder / place)
    return data is not None and hash_of(data) == snapshot.files.get(place)
