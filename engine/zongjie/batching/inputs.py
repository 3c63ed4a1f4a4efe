"""What a report was made of, as one hash: its YAML, its own template and 版式, the engine."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import zlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

from zongjie import __version__, resources
from zongjie.batching.records import Wish
from zongjie.records import NamedTuple
from zongjie.sources import places

_MUCH: Final = 16 << 20  # bytes that are not read at once


class Depends(NamedTuple):
    """What a report takes from files that are not its own YAML, by paths from beside it.

    ``templates`` are folders that are templates of an office's own, or would be if they
    were there; ``members`` is the folder of 下级报告.
    """

    templates: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()
    members: str = ""

    @classmethod
    def of(cls, fields: Any) -> Depends:
        """Return it from what was written in a list; whatever does not fit raises TypeError."""
        templates, profiles, members = fields
        return cls(tuple(map(str, templates)), tuple(map(str, profiles)), str(members))


class Hashes:
    """Hashes of files, each read once: the first reading is what counts."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}
        self._own: dict[str, list[str]] = {}

    def of(self, path: str) -> str:
        """Return the SHA-256 of a file; OSError where it cannot be read."""
        known = self._known.get(path)
        if known is None:
            known = self._known[path] = content_hash(path)
        return known

    def own(self, report: str) -> list[str]:
        """Return the YAML files of a report: of each its name and its hash."""
        known = self._own.get(report)
        if known is None:
            skipped, known = len(beside_of(report)), []
            for name in places.names_of(report):
                known += (name[skipped:], content_hash(name))
            self._own[report] = known
        return known

    def forget_reports(self) -> None:
        """Keep only what many reports share: nobody else asks for the YAML of one."""
        self._own.clear()


def content_hash(path: str) -> str:
    """Return the SHA-256 of a file's bytes; OSError where it cannot be read, or has no end."""
    with open(path, "rb", buffering=0) as file:
        state = os.fstat(file.fileno())
        if not stat.S_ISREG(state.st_mode):  # /dev/zero
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), path)
        if state.st_size > _MUCH:  # no report, whatever its name
            return hashlib.file_digest(file, "sha256").hexdigest()
        return hashlib.sha256(file.read()).hexdigest()


def digest(report: str, depends: Depends, seal: str, hashes: Hashes) -> str:
    """Return the hash of all that a report is made of; "" where something cannot be read."""
    try:
        parts = [seal, *hashes.own(report)]
        beside = beside_of(report)
        for folder in depends.templates:
            parts += _inside(os.path.join(beside, folder), hashes)
        parts += (hashes.of(os.path.join(beside, path)) for path in depends.profiles)
        if depends.members:
            search = places.Search(Path(beside, depends.members))
            for member in search.taken:
                parts += (search.name(member), *hashes.own(str(member)))
    except (OSError, ValueError):  # ValueError: a NUL in a name
        return ""
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _inside(folder: str, hashes: Hashes) -> Iterator[str]:
    """Yield the names and hashes of all files of a template."""
    if not is_template(folder):
        return
    for path in sorted(Path(folder).rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix()
            yield hashes.of(str(path))


def is_template(folder: str | Path) -> bool:
    """Whether a folder is a template of somebody's own."""
    return os.path.isfile(os.path.join(folder, places.TEMPLATE_NAME))


def beside_of(report: str) -> str:
    """Return the folder that a report's own paths are seen from."""
    return report if os.path.isdir(report) else os.path.dirname(report)


def seal_of(wish: Wish) -> str:
    """Return what stands for the engine and the options that change what is printed."""
    hashes, named = Hashes(), [str(wish.public), str(wish.final), wish.template, wish.profile]
    if wish.template:
        named += _inside(wish.template, hashes)
    if wish.profile:
        from zongjie.sources import profiles

        named += (hashes.of(str(path)) for path in profiles.own_files(wish.profile, Path()))
    sealed = "\n".join([engine(), *named])
    return hashlib.sha256(sealed.encode("utf-8", "surrogatepass")).hexdigest()


@cache
def engine() -> str:
    """Return the hash of the engine itself: its code, templates, schemas, and zlib's version."""
    package = str(Path(__file__).resolve().parents[1])
    total = hashlib.sha256(f"{__version__} {zlib.ZLIB_RUNTIME_VERSION}".encode())
    for root in (package, str(resources.template_dir()), str(resources.schema_dir())):
        for path in _sorted_files(root):
            total.update(path.removeprefix(root).encode())
            total.update(content_hash(path).encode())
    return total.hexdigest()


def _sorted_files(folder: str) -> Iterable[str]:
    for at, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        yield from (os.path.join(at, name) for name in sorted(names))
