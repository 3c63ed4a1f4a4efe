"""When the files that a report is made of have been saved.

They are asked for their time, size and number many times a second: this works alike on
every system and on network drives, costs a few stats, and needs nothing foreign.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from zongjie.diagnostics import Text
from zongjie.pipeline import load
from zongjie.records import NamedTuple
from zongjie.sources import templates
from zongjie.sources.places import SUFFIXES, Search, files_of, is_no_report
from zongjie.sources.report import Loaded

# Seconds.  From a save to the output in place there is a tenth of one: until it is seen,
# until nothing more is written, and for the render.
_POLL: Final = 0.02
_LOOK: Final = 0.005  # how often, once something is being written
_QUIET: Final = 0.02
_SHARE: Final = 4  # of the time, one in so many is spent on looking, however many files there are
# A file that is gone, empty or cut off is most likely being written anew.
_LONG: Final = 0.6
_LEAST_LEFT: Final = 0.9  # of its size, where its end tells nothing


_SUFFIXES: Final = (*SUFFIXES, ".j2")


class _Stamp(NamedTuple):
    """What tells a file from what it was."""

    modified: int
    size: int
    number: int


class _Roots(NamedTuple):
    """Where the files of a report lie."""

    report: Path
    members: tuple[Path, ...] = ()  # folders of other reports
    templates: tuple[Path, ...] = ()  # folders
    profiles: tuple[Path, ...] = ()  # folders that hold them


class _State(NamedTuple):
    """The files as they are: their stamps, and of which the last character ends a line."""

    stamps: dict[str, _Stamp]
    whole: frozenset[str]


def is_there(report: str) -> bool:
    """Return whether there is anything to be watched under a name."""
    try:
        return Path(report).exists()
    except (OSError, ValueError):  # a name that no system takes
        return False


def saves(report: str, template: str = "", profile: str = "") -> Iterator[None]:
    """Yield at once, then each time when a file of a report was saved, and is quiet again.

    Files of the report are its YAML, new ones of 指标/ too, the reports that it gathers,
    and a template and a 版式 that do not ship with the engine.  Endless.
    """
    roots = _roots(_Roots(Path(report)), load(report), template, profile)
    state = _state(_stamps(roots))
    while True:
        yield
        before, roots = roots, _roots(roots, load(report), template, profile)
        if roots != before:  # what was watched already may have been saved meanwhile
            now = _stamps(roots)
            state = _state({name: state.stamps.get(name, one) for name, one in now.items()})
        state = _state(_wait(roots, state))


def _wait(roots: _Roots, before: _State) -> dict[str, _Stamp]:
    """Return the files once they differ from before and nothing was written for a moment."""
    pause = _POLL
    while True:
        time.sleep(pause)
        since = time.monotonic()
        now = _stamps(roots)
        pause = max(_POLL, (time.monotonic() - since) * _SHARE)
        if now == before.stamps:
            continue
        while time.monotonic() - since < (_LONG if _is_half(now, before) else _QUIET):
            time.sleep(_LOOK)
            later = _stamps(roots)
            if later != now:
                now, since = later, time.monotonic()
        if now != before.stamps:
            return now


def _is_half(now: dict[str, _Stamp], before: _State) -> bool:
    """Whether a file looks as if the rest of it were still to come."""
    for name, was in before.stamps.items():
        stamp = now.get(name)
        if stamp == was:
            continue
        if stamp is None or stamp.size == 0:
            return True
        is_shorter = stamp.size < was.size * _LEAST_LEFT
        # It is seldom cut off just where a line ends.
        if not _ends_line(name) if name in before.whole else is_shorter:
            return True
    return False


def _state(stamps: dict[str, _Stamp]) -> _State:
    return _State(stamps, frozenset(filter(_ends_line, stamps)))


def _stamps(roots: _Roots) -> dict[str, _Stamp]:
    """Return every file that is there now."""
    found = {}
    for path in _files(roots):
        try:
            one = path.stat()
        except OSError:  # it went this moment
            continue
        found[str(path)] = _Stamp(one.st_mtime_ns, one.st_size, one.st_ino)
    return found


def _files(roots: _Roots) -> Iterator[Path]:
    yield from _listed(roots.report)
    for folder in roots.members:
        try:
            places = Search(folder).taken
        except (OSError, ValueError):
            continue
        for place in places:
            yield from _listed(place)
    for folder in roots.templates:
        yield from _below(folder, "**/*")
    for folder in roots.profiles:
        yield from _below(folder, "*")


def _below(folder: Path, pattern: str) -> list[Path]:
    """Return the YAML and the templates in a folder; not what an editor keeps beside them."""
    try:
        return [
            path
            for path in folder.glob(pattern)
            if path.suffix.lower() in _SUFFIXES and not path.name.startswith((".", "~"))
        ]
    except OSError:  # it went this moment
        return []


def _listed(report: Path) -> list[Path]:
    try:
        return files_of(report)
    except OSError:  # told when it is read
        return []


def _ends_line(name: str) -> bool:
    """Whether the last character of a file ends a line."""
    try:
        with Path(name).open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read(1) in b"\r\n"
    except OSError:  # empty, gone, or nobody may read it
        return False


def _roots(known: _Roots, loaded: Loaded, template: str, profile: str) -> _Roots:
    """Return where to look; of a report that cannot be read, where it was so far."""
    report = loaded.report
    if report is None:
        return known
    beside = loaded.paths[0].parent if loaded.paths else Path()
    members = [known.report] if is_no_report(known.report) else []
    if report.members_at is not None:
        members.append(beside / report.members_at.value.strip())
    return known._replace(
        members=tuple(members),
        templates=tuple(_templates(_place(template, report.template, beside))),
        profiles=tuple(_profiles(_place(profile, report.profile, beside))),
    )


def _place(override: str, named: Text | None, beside: Path) -> Path:
    """Return where something lies that the command or the report names, if it is a path."""
    return Path(override) if override or named is None else beside / named.value.strip()


def _templates(folder: Path) -> Iterator[Path]:
    """Yield the folder of a template that somebody wrote, and of its 指标目录."""
    if not templates.is_template(folder):
        return
    yield folder
    template, _ = templates.load(folder)
    if template is not None and template.catalogue is not None:
        base = folder / template.catalogue.value.strip()
        if templates.is_template(base):
            yield base


def _profiles(path: Path) -> Iterator[Path]:
    """Yield the folder of a 版式 that somebody wrote: it may follow another one there."""
    try:
        if path.is_file():
            yield path.parent
    except (OSError, ValueError):  # a name that no system takes
        return
