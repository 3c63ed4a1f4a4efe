"""What is asked of a batch, what a worker is given, and what it hands back."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from zongjie.diagnostics import Diagnostic
from zongjie.records import NamedTuple

WRITTEN: Final = "written"
FAULTY: Final = "faulty"
NO_REPORT: Final = "not-a-report"  # an office's own 版式 that lies among the reports


class Wish(NamedTuple):
    """How every report of a batch is printed, and what its files are called."""

    formats: tuple[str, ...] = ("docx",)
    name: str = "{路径}"
    public: bool = False
    final: bool = False
    template: str = ""
    profile: str = ""
    force: bool = False
    keep_base: bool = False


class Place(NamedTuple):
    """A report that is to be printed.

    ``path`` is as the user wrote it; ``key`` names it in the list, as seen from the
    output folder; ``label`` is its path below the folder it was found in, without suffix.
    """

    path: str
    key: str
    label: str


class Job(NamedTuple):
    """What all tasks of a batch have in common; it travels once with each handful of them.

    ``seal`` stands for the engine and the options: with another one nothing is done yet.
    """

    wish: Wish
    here: str  # the folder that relative paths are seen from
    output: str
    seal: str


class Written(NamedTuple):
    """A file of the output folder, by its path in it, as it was written."""

    file: str
    sha256: str
    bytes: int


class Task(NamedTuple):
    """One report: its files in the order of the formats, none where it can have no name.

    ``known`` are the hashes of what an earlier batch wrote there: such files are ours.
    Of what was left over the hash is not known any more, "".
    """

    place: Place
    files: tuple[str, ...]
    unnamed: str = ""
    known: tuple[tuple[str, str], ...] = ()


class Done(NamedTuple):
    """What became of one report: its line of the list, and the first error to tell."""

    key: str
    state: str
    line: bytes
    files: tuple[str, ...] = ()
    told: str = ""


class Outcome(NamedTuple):
    """What became of a batch.

    ``faulty`` says of each report that has no output why, the first reason of each.
    """

    diagnostics: list[Diagnostic]
    manifest: Path | None = None
    total: int = 0
    written: int = 0
    skipped: int = 0
    faulty: tuple[tuple[str, str], ...] = ()
    stopped: bool = False
    wrong: bool = False
    is_listed: bool = True  # whether the list could be written

    @property
    def left(self) -> int:
        """How many reports nobody came to."""
        return self.total - self.written - self.skipped - len(self.faulty)


class Unusable(Exception):
    """Those who were to do the work cannot, and why."""


def encoded(text: str) -> bytes:
    """Return JSON as UTF-8; bytes of a name that are none stay, as escapes of JSON.

    A zip that Windows made and Linux unpacked has such names.
    """
    return text.encode("utf-8", "backslashreplace")


def recorded(diagnostic: Diagnostic) -> dict[str, Any]:
    """Return a diagnostic as the list has it."""
    told = {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
    }
    if diagnostic.span is None:
        return told
    line, column = diagnostic.span.position
    return {**told, "file": diagnostic.span.source.name, "line": line, "column": column}
