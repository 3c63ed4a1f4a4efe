"""What belongs to a report and lies beside it: a template, a 版式 of the person's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from zongjie.sources import templates
from zongjie.sources.files import MAX_BYTES
from zongjie.sources.report import Loaded


def own_files(loaded: Loaded) -> Iterator[Path]:
    """Yield the files of a template or 版式 of the person's own, in the folder of the report."""
    report = loaded.report
    named = (report.template, report.profile) if report is not None else ()
    for text in filter(None, named):
        home = loaded.paths[0].parent
        place = inside(home, home, text.value.strip())
        if place is None or place.resolve() == home.resolve():
            continue
        whole = (place / templates.SETTINGS).is_file()
        for path in sorted(place.rglob("*")) if whole else [place]:
            ours = inside(home, path, "") and path not in loaded.paths
            if ours and path.is_file() and path.stat().st_size <= MAX_BYTES:
                yield path


def inside(folder: Path, home: Path, name: str) -> Path | None:
    """Return what a report calls by a name, None where no such thing lies in the folder."""
    try:
        place = home / name
        return place if place.resolve(strict=True).is_relative_to(folder.resolve()) else None
    except (OSError, RuntimeError, ValueError):  # nothing there, a loop of links, a NUL
        return None


def is_place(name: str) -> bool:
    """Whether a name that came with a file leads to a place in its folder, and not out of it."""
    path = Path(name)
    return bool(path.parts) and not path.anchor and ".." not in path.parts


def is_there(path: Path) -> bool:
    """Whether a path leads to something; a name that no system takes leads nowhere."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
