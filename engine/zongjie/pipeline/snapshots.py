"""Drafts that were kept beside a report, in 稿次/: what they are, and whether they still are.

A folder a draft: the YAML as it was, a template and 版式 of its own, 总结.docx and 总结.txt,
and a list with the hash of each file.  It holds no time; the file system has one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from zongjie import files
from zongjie.diagnostics import Diagnostic, catalogue
from zongjie.pipeline import bases
from zongjie.pipeline.beside import is_place
from zongjie.records import NamedTuple
from zongjie.sources.places import MAIN_NAMES, SNAPSHOTS, SUFFIXES

MANIFEST: Final = "稿次.json"
_KEYS: Final = ("标题", "报告", "文字", "数据")
_FILES: Final = "文件"
_MAX_LIST: Final = 1 << 20  # bytes: a report of thirty files has five thousand
_MAX_FILE: Final = 64 << 20


class Snapshot(NamedTuple):
    """A draft that was kept: its folder has its name.

    ``files`` has the hash of each by its place in the folder; ``main`` is the file the
    report is read from, empty where it is the folder itself.
    """

    folder: Path
    title: str
    main: str
    text_hash: str
    data_hash: str
    files: dict[str, str]

    @property
    def name(self) -> str:
        """What the draft is called."""
        return self.folder.absolute().name

    @property
    def report(self) -> Path:
        """Where the report of that draft is read from."""
        return self.folder / self.main

    def manifest(self) -> bytes:
        """Return the list that is kept with it; :func:`read` returns the same again."""
        told = (self.title, self.main, self.text_hash, self.data_hash)
        listed = {name: self.files[name] for name in sorted(self.files)}
        whole = {**dict(zip(_KEYS, told, strict=True)), _FILES: listed}
        return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode("utf-8")

    def touched(self) -> tuple[str, ...]:
        """Return the files that are not as they were: another content, gone, come to it."""
        known = (name for name, digest in self.files.items() if not self._is(name, digest))
        return (*known, *sorted(self._come_to()))

    def _is(self, name: str, digest: str) -> bool:
        data = content_of(self.folder / name)
        return data is not None and hash_of(data) == digest

    def _come_to(self) -> Iterator[str]:
        """Yield YAML that nobody kept there: it would be read along with the rest."""
        for path in self.folder.rglob("*"):
            place = path.relative_to(self.folder)
            hidden = any(part.startswith((".", "~")) for part in place.parts)
            ours = place.as_posix() in self.files
            if path.suffix.lower() in SUFFIXES and not hidden and not ours:
                yield place.as_posix()


def is_snapshot(folder: Path) -> bool:
    """Whether a folder is a draft that was kept."""
    try:
        return (folder / MANIFEST).is_file()
    except (OSError, ValueError):
        return False


def read(folder: Path) -> Snapshot | Diagnostic:
    """Return the draft of a folder, or what is wrong with its list."""
    name = folder.absolute().name
    data = files.content_of(folder / MANIFEST, _MAX_LIST)
    try:
        found = _snapshot(folder, json.loads(data)) if data is not None else None
    except (ValueError, RecursionError):
        found = None
    if found is None:
        why = f"清单（{MANIFEST}）读不了，或者改坏了"
        return catalogue.versions.snapshot_damaged(name, str(folder), why)
    if found.main in found.files and not found.report.is_file():
        why = f"“{found.main}”不见了"
        return catalogue.versions.snapshot_damaged(name, str(folder), why)
    return found


def _snapshot(folder: Path, told: Any) -> Snapshot | None:
    """Return what a list says, None where it says something else, or leads out of its folder."""
    if not isinstance(told, dict) or set(told) != {*_KEYS, _FILES}:
        return None
    words, listed = [told[key] for key in _KEYS], told[_FILES]
    if not isinstance(listed, dict) or not all(map(is_place, listed)):
        return None
    if not all(isinstance(one, str) for one in (*words, *listed.values())):
        return None
    title, main, text_hash, data_hash = words
    if main and main not in listed:
        return None
    return Snapshot(folder, title, main, text_hash, data_hash, listed)


def find(report: Path, name: str) -> Path | None:
    """Return the folder of a report's draft by its name, None where there is none."""
    return next((one for one in folders(report) if one.name == name), None)


def folders(report: Path) -> list[Path]:
    """Return the drafts of a report, the oldest first; none where nobody may look.

    Drafts of another report in the same folder are not its own.
    """
    try:
        inner = sorted((bases.folder_of(report) / SNAPSHOTS).iterdir())
    except (OSError, ValueError):
        return []
    found = [one for one in inner if is_snapshot(one) and _belongs(one, report)]
    return sorted(found, key=lambda one: (one / MANIFEST).stat().st_mtime)


def _belongs(folder: Path, report: Path) -> bool:
    """Whether a draft may be one of this report; a damaged one may."""
    found = read(folder)
    if isinstance(found, Diagnostic) or report.suffix.lower() not in SUFFIXES:
        return True
    return is_same(found.main, report.name)


def is_same(main: str, other: str) -> bool:
    """Whether two names in one folder are of one report: 报告.yaml may be report.yaml now."""
    return main == other or all(one in ("", *MAIN_NAMES) for one in (main, other))


def hash_of(data: bytes) -> str:
    """Return the SHA-256 of a file's content, hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def content_of(path: Path) -> bytes | None:
    """Return what a file of a draft holds, None where there is none to read."""
    return files.content_of(path, _MAX_FILE)
