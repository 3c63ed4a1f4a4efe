"""``check --fix``: the fixes of a report's own files, until nothing is left to be fixed."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from difflib import unified_diff
from pathlib import Path
from typing import Final, TypeAlias

from zongjie import decoding, files
from zongjie.diagnostics import Diagnostic, Fix, Severity, Source, catalogue, in_reading_order
from zongjie.diagnostics.reasons import reason
from zongjie.records import NamedTuple
from zongjie.sources import places
from zongjie.sources import report as reports
from zongjie.sources.edit import Edit, apply, encoded
from zongjie.sources.report import Loaded

# Returns everything that is wrong with a report.
Check: TypeAlias = Callable[[Loaded], list[Diagnostic]]
_ROUNDS: Final = 10  # a fix may show what it hid; ten layers deep nobody types


class Fixed(NamedTuple):
    """The files of a report with their fixes made, none of them written yet."""

    changes: tuple[tuple[Path, Source, str], ...]  # a file, as it was, its new text
    done: list[Diagnostic]  # what was mended, at the places that it had when it was found
    left: list[Diagnostic]

    def diff(self) -> str:
        """Return what changes, as ``diff -u`` writes it; empty where nothing does."""
        return "".join(_diff(str(path), old.text, new) for path, old, new in self.changes)

    def write(self) -> list[Diagnostic]:
        """Write the files whole; return why none was, where one has changed meanwhile."""
        found = [one for path, old, _ in self.changes if (one := changed_since(path, old))]
        contents = [(path, encoded(old, new)) for path, old, new in self.changes]
        return found or files.write_all(contents, force=True)


def targets(path: str | os.PathLike[str]) -> list[Path]:
    """Return the reports that a path names: itself, or those of a folder of reports."""
    place = Path(path)
    try:
        return places.Search(place).taken if places.is_no_report(place) else [place]
    except OSError:  # told when it is read
        return [place]


def fix(path: str | os.PathLike[str], check: Check, *, everything: bool = False) -> Fixed:
    """Return a report with the safe fixes made, or with all of them."""
    loaded = reports.load(path)
    before = loaded.sources
    done: list[Diagnostic] = []
    left = check(loaded)
    if len(before) != len(loaded.paths):  # some file cannot be read at all
        return Fixed((), [], left)
    for _ in range(_ROUNDS):
        made, texts = _round(loaded.sources, left, everything=everything)
        if not made:
            break
        done += made
        sources = [
            Source(old.name, text, old.encoding, bom=old.bom)
            for old, text in zip(loaded.sources, texts, strict=True)
        ]
        loaded = reports.load_sources(sources)._replace(paths=loaded.paths)
        left = check(loaded)
    pairs = zip(loaded.paths, before, loaded.sources, strict=True)
    changes = tuple((file, old, new.text) for file, old, new in pairs if new.text != old.text)
    return Fixed(changes, done, in_reading_order(left))


def _round(
    sources: Sequence[Source], found: list[Diagnostic], *, everything: bool
) -> tuple[list[Diagnostic], list[str]]:
    """Make the fixes that are not in each other's way; return what was mended, and the texts."""
    edits: dict[int, list[Edit]] = {at: [] for at in range(len(sources))}
    numbers = {id(source): at for at, source in enumerate(sources)}
    made = []
    # Errors first: they may make what the others say untrue.
    for one in sorted(found, key=lambda one: one.severity is not Severity.ERROR):
        fix = one.fix
        if fix is None or not (everything or fix.is_safe):
            continue
        wanted = [(numbers.get(id(r.span.source)), r) for r in fix.replacements]
        new = [(at, Edit(r.span.start, r.span.end, r.text)) for at, r in wanted if at is not None]
        if len(new) == len(wanted) and not any(_clash(edit, edits[at]) for at, edit in new):
            for at, edit in new:
                edits[at].append(edit)
            made.append(one)
    return made, [apply(source.text, edits[at]) for at, source in enumerate(sources)]


def _clash(edit: Edit, others: list[Edit]) -> bool:
    """Whether an edit lies upon, or at the same place as, one that is made already."""
    return any(
        (edit.start < other.end and other.start < edit.end) or edit.start == other.start
        for other in others
    )


def changed_since(path: Path, old: Source) -> Diagnostic | None:
    """Return why a file may not be written: it is no longer what was read."""
    try:
        read = decoding.decode(path.read_bytes())
    except OSError as error:
        return catalogue.files.unreadable(str(path), reason(error))
    if read == decoding.Decoded(old.text, old.encoding, old.bom):
        return None
    return catalogue.files.changed_meanwhile(str(path))


def _diff(name: str, old: str, new: str) -> str:
    rows = unified_diff(old.splitlines(), new.splitlines(), name, name, n=1, lineterm="")
    return "".join(f"{row}\n" for row in rows)


def told(one: Diagnostic) -> str:
    """Return what was mended, in one line for a person."""
    fix: Fix | None = one.fix
    place = ""
    if one.span is not None:
        line, _ = one.span.position
        place = f"{one.span.source.name} 第 {line} 行："
    return f"{place}{one.message}——{fix.title if fix else ''}"
