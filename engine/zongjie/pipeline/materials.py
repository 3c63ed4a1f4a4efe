"""素材: what the 科室 wrote, beside the report, one plain text each, for whoever writes it.

It is nothing that is printed: of ten 亮点 a report takes two, and in other words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from zongjie.diagnostics import Diagnostic, Source
from zongjie.records import NamedTuple
from zongjie.sources.edit import Edit, apply
from zongjie.sources.files import read_source
from zongjie.tables.form import HEADING

FOLDER: Final = "素材"
_WIDE: Final = {ord(sign): chr(ord(sign) + 0xFEE0) for sign in '\\/:*?"<>|'}  # as names allow


class Material(NamedTuple):
    """The text of one 科室, as it lies there; ``source`` is None where nothing does."""

    path: Path
    source: Source | None
    texts: Mapping[str, str]


def read(folder: Path, departments: Iterable[str]) -> tuple[dict[str, Material], list[Diagnostic]]:
    """Return the materials of some 科室 beside a report, and why some cannot be read."""
    found: list[Diagnostic] = []
    materials: dict[str, Material] = {}
    for department in departments:
        path = folder / FOLDER / f"{file_name(department)}.txt"
        source = None
        if path.exists():
            source, faults = read_source(path, str(path))
            found += faults
            if source is None:
                continue
        parts = _parts(source.text) if source is not None else {}
        materials[department] = Material(path, source, {k: text for k, (text, _) in parts.items()})
    return materials, found


def file_name(department: str) -> str:
    """Return a name that a file of a 科室 may have on any system, without its suffix."""
    return department.translate(_WIDE).strip(". ") or "科室"


def amended(material: Material, title: str, texts: Mapping[str, str]) -> str:
    """Return the text of a file with some of its parts written anew, the rest as it was."""
    source = material.source
    text = source.text if source is not None else f"{title}\n"
    line = "\r\n" if "\r\n" in text else "\n"
    parts = _parts(text)
    edits, added = [], ""
    for item, new in texts.items():
        body = new.replace("\n", line)
        if item in parts:
            start, end = parts[item][1]
            edits.append(Edit(start, end, body))
        else:
            added += f"{line}【{item}】{line}{body}{line}"
    if added and not text.endswith("\n"):
        added = line + added
    return apply(text, [*edits, Edit(len(text), len(text), added, 1)])


def _parts(text: str) -> dict[str, tuple[str, tuple[int, int]]]:
    """Return what stands under each heading, and where; of two alike the first."""
    heads = list(HEADING.finditer(text))
    ends = [head.start() for head in heads[1:]]
    parts: dict[str, tuple[str, tuple[int, int]]] = {}
    for head, stop in zip(heads, [*ends, len(text)], strict=False):
        start = text.find("\n", head.start()) + 1 or len(text)
        body = text[start:stop]
        first = start + len(body) - len(body.lstrip())
        last = start + len(body.rstrip())
        span = (first, last) if last > first else (start, start)
        said = text[span[0] : span[1]].replace("\r\n", "\n")
        parts.setdefault(head[1].strip(), (said, span))
    return parts
