"""``zongjie pull``: edited copies of a report → its YAML."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from zongjie import pipeline, pulling
from zongjie.diagnostics import Diagnostic, Severity, Source, has_errors
from zongjie.pulling import Change, Copy, Print
from zongjie.readers.files import Reading, read_any
from zongjie.revisions import Line, lines_of
from zongjie.sources import report as reports
from zongjie.sources.edit import encoded
from zongjie.sources.report import Loaded


class Pulled(NamedTuple):
    """All edits of the copies, and the YAML files with those that are taken."""

    changes: tuple[Change, ...]
    diagnostics: list[Diagnostic]
    files: dict[Path, bytes]
    written: tuple[Path, ...] = ()
    backup: Path | None = None

    @property
    def ok(self) -> bool:
        """Whether the edits could be looked at: no errors."""
        return not has_errors(self.diagnostics)


def pull(
    path: str | os.PathLike[str],
    copies: Sequence[str | os.PathLike[str]],
    *,
    changes: str = "accept",
    base: str = "",
    as_is: bool = False,
    apply: bool = False,
) -> Pulled:
    """Return what edited copies make of a report; with ``apply`` its files are written."""
    loaded = pipeline.load(path)
    now = _printed(loaded)
    if now.document is None or now.report is None:
        return Pulled((), list(now.errors), {})
    found: list[Diagnostic] = []
    texts: list[tuple[Sequence[Line], Copy]] = []
    own = lines_of(now.document)
    for copy in map(Path, copies):
        reading: Reading = read_any(copy, changes="accept")
        found += reading.diagnostics
        if reading.content is not None:
            texts.append((own, Copy(copy.name, lines_of(reading.content.document))))
    if has_errors(found):
        return Pulled((), found, {})

    def printer(sources: Sequence[Source]) -> Print:
        again = reports.load_sources(sources)._replace(paths=loaded.paths)
        return _printed(again)

    home = pulling.bring_home(now.loaded, now.document, now.report, texts, printer)
    made = {
        place: encoded(new, new.text)
        for place, old, new in zip(loaded.paths, loaded.sources, home.loaded.sources, strict=True)
        if old.text != new.text
    }
    return Pulled(tuple(home.changes), found, made)


def _printed(loaded: Loaded) -> Print:
    checked = pipeline.check(loaded, paged=False, careful=False)
    errors = tuple(one for one in checked.diagnostics if one.severity is Severity.ERROR)
    return Print(loaded, checked.document, checked.report, errors)
