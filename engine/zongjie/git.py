"""Runs git: the files of a folder as they were in an earlier version.

A repository may come from anybody.  A name that a person typed is looked up once, and
never as an option; from then on only the commit's own hash is used.  Nothing is fetched,
and of the repository's settings none is obeyed that runs a program.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

from zongjie.records import NamedTuple

SECONDS: Final = 30  # a folder of reports takes a few milliseconds
MAX_FILES: Final = 2000
MAX_BYTES: Final = 64 << 20
"""Files, and bytes of them together, that are taken out of one version."""
_LONGEST: Final = 200  # characters of a version's name
_SETTINGS: Final = ("--no-pager", "--no-replace-objects", "--literal-pathspecs")
_ENVIRONMENT: Final = {
    "GIT_ALLOW_PROTOCOL": "none",  # a partial clone would fetch what it lacks
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_HASH: Final = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_ENTRY: Final = re.compile(r"(100644|100755) blob ([0-9a-f]+) +([0-9]+)\t(.+)", re.DOTALL)


class GitError(Exception):
    """Git cannot be asked; ``why`` says so to a person."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Entry(NamedTuple):
    """A file of a version: its place in the folder, the hash of what it holds, and its size."""

    place: str
    blob: str
    size: int


def commit_of(folder: Path, name: str) -> str:
    """Return the hash of the commit that a branch, tag, hash or ``HEAD~1`` names.

    Nothing where the repository of the folder knows no such commit.  Raises
    :class:`GitError` where git is not there, or the folder is in no repository.
    """
    if not name or len(name) > _LONGEST or name.startswith("-") or not name.isprintable():
        return ""
    if _run(folder, "rev-parse", "--is-inside-work-tree").strip() != b"true":
        raise GitError("报告的文件夹不在 git 仓库里")
    said = _run(
        folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}", good=1
    )
    found = said.decode("ascii", "replace").strip()
    return found if _HASH.fullmatch(found) else ""


def files_at(folder: Path, commit: str) -> list[Entry]:
    """Return the files below a folder as a commit has them; none where it was not there yet.

    ``commit`` is what :func:`commit_of` returned.  Links are left out.  Raises :class:`GitError`.
    """
    prefix = _run(folder, "rev-parse", "--show-prefix").decode("utf-8", "replace").strip("\r\n/")
    tree = _run(
        folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{commit}:{prefix}", good=1
    )
    found = tree.decode("ascii", "replace").strip()
    if not _HASH.fullmatch(found):
        return []
    listed = _run(folder, "ls-tree", "-r", "-l", "-z", "--full-tree", found)
    entries = map(_ENTRY.fullmatch, listed.decode("utf-8", "replace").split("\0"))
    return [Entry(one[4], one[2], int(one[3])) for one in entries if one]


def contents(folder: Path, entries: list[Entry]) -> list[bytes]:
    """Return what files of a version hold, in their order.  Raises :class:`GitError`."""
    if len(entries) > MAX_FILES or sum(one.size for one in entries) > MAX_BYTES:
        raise GitError("那一版的文件太多，或者太大")
    asked = "".join(f"{one.blob}\n" for one in entries).encode("ascii")
    said = _run(folder, "cat-file", "--batch", asked=asked)
    found, at = [], 0
    for entry in entries:
        head = f"{entry.blob} blob {entry.size}\n".encode("ascii")
        if not said.startswith(head, at):
            raise GitError("git 仓库里缺了那一版的文件")
        at += len(head) + entry.size + 1
        found.append(said[at - entry.size - 1 : at - 1])
    return found


def _run(folder: Path, *arguments: str, asked: bytes = b"", good: int = 0) -> bytes:
    """Return what git prints; exit codes up to ``good`` are answers."""
    program = shutil.which("git")
    if program is None or not Path(program).is_absolute():  # see libreoffice.program
        raise GitError("这台电脑上没有装 git")
    settings = (*_SETTINGS, "-c", "core.fsmonitor=false", "-c", "safe.bareRepository=explicit")
    try:
        done = subprocess.run(  # noqa: S603 - no shell; see the module
            [program, *settings, *arguments],
            cwd=folder,
            input=asked,
            capture_output=True,
            env={**os.environ, **_ENVIRONMENT},
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise GitError(f"等了{SECONDS}秒，git 还没有答") from None
    except OSError as error:
        raise GitError(f"git 运行不了（{error.strerror}）") from None
    if done.returncode < 0 or done.returncode > good:
        raise GitError(_words(done.stderr))
    return done.stdout


def _words(said: bytes) -> str:
    """Return what git complains of, in words for office staff where they are known."""
    text = said.decode("utf-8", "replace").strip()
    if "not a git repository" in text:
        return "报告的文件夹不在 git 仓库里"
    if "dubious ownership" in text:
        return "这个 git 仓库是别人的，git 不肯读；要读，照 git 说的设 safe.directory"
    return f"git 说：{text.splitlines()[0][:100]}" if text else "git 没有说原因"
