"""Cases: faulty input with the expected diagnostics written inside it.

A comment line ``# 错误[ZJ101] 8-15: message`` stands above the faulty line and
gives its columns, first and last, from 1.  Where no comment may stand (inside
a block of prose) it stands higher up, and ``+2`` says how many lines further
down the fault is.  ``#### 文件: 名`` begins another file of the same report; in
templates the comment is ``{# … #}``.

A planted fault says what stood there before it was planted: ``# 本来是: …`` (``+2``
as above); :func:`twin` puts that back.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from zongjie.diagnostics import Diagnostic

_NOTE = re.compile(
    r"\s*(?:#|\{#) (错误|提醒|提示)\[(ZJ\d+)\](?: \+(\d+))?(?: (\d+)-(\d+))?: (.*?)(?: #\})?$"
)
_ONCE = re.compile(r"\s*# 本来是(?: \+(\d+))?: (.*)$")
_FILE = re.compile(r"#### 文件: (.+)$")
MAIN = "报告.yaml"
SLIP = "手误"  # what staff type wrongly: a case each


class Expected(NamedTuple):
    """One diagnostic, by the file and line it is expected at."""

    file: str
    line: int
    first: int
    last: int
    severity: str
    code: str
    message: str


def split(text: str) -> dict[str, str]:
    """Return the files of a case by name; the first is the report."""
    files: dict[str, list[str]] = {MAIN: []}
    current = MAIN
    for line in text.splitlines(keepends=True):
        match = _FILE.match(line.rstrip("\n"))
        if match:
            current = match[1]
            files[current] = []
        else:
            files[current].append(line)
    return {name: "".join(lines) for name, lines in files.items()}


def expected(files: dict[str, str]) -> list[Expected]:
    """Return what the comments of a case say."""
    found = []
    for name, text in files.items():
        lines = text.split("\n")
        for at, line in enumerate(lines):
            match = _NOTE.match(line)
            if not match:
                continue
            severity, code, further, first, last, message = match.groups()
            number = _below(lines, at) + 1 + int(further or 0) if first else 0
            found.append(
                Expected(name, number, int(first or 0), int(last or 0), severity, code, message)
            )
    return sorted(found)


def _below(lines: list[str], at: int) -> int:
    """Return the line that the notes from ``at`` on speak of."""
    while at < len(lines) and (_NOTE.match(lines[at]) or _ONCE.match(lines[at])):
        at += 1
    return at


def twin(text: str) -> str:
    """Return a case as it was before its fault was planted."""
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if match := _ONCE.match(line):
            target = _below(lines, at) + int(match[1] or 0)
            faulty = lines[target]
            lines[target] = faulty[: len(faulty) - len(faulty.lstrip())] + match[2]
    return "\n".join(line for line in lines if not _NOTE.match(line) and not _ONCE.match(line))


def actual(diagnostics: list[Diagnostic], folder: Path) -> list[Expected]:
    """Return diagnostics in the form of the comments; a span's end stays on its line."""
    found = []
    for d in diagnostics:
        if d.span is None:
            found.append(Expected(MAIN, 0, 0, 0, d.severity.value, d.code, d.message))
            continue
        line, first = d.span.position
        end_line, end = d.span.source.position(max(d.span.start, d.span.end - 1))
        last = end if end_line == line else len(d.span.source.line(line))
        path = Path(d.span.source.name)
        name = path.relative_to(folder).as_posix() if path.is_absolute() else str(path)
        found.append(Expected(name, line, first, last, d.severity.value, d.code, d.message))
    return sorted(found)


def without_notes(text: str) -> str:
    """Return a case without its expected diagnostics."""
    kept = [line for line in text.splitlines(keepends=True) if not _NOTE.match(line.rstrip("\n"))]
    return "".join(kept)


def note(item: Expected, further: int, indent: str, *, template: bool) -> str:
    """Return the comment for a diagnostic."""
    place = f"{f' +{further}' if further else ''} {item.first}-{item.last}" if item.line else ""
    body = f"{item.severity}[{item.code}]{place}: {item.message}"
    return f"{indent}{{# {body} #}}\n" if template else f"{indent}# {body}\n"
