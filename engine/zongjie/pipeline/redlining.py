"""花脸稿: two drafts of a text, and what became of the first in the second."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from zongjie import files
from zongjie.diagnostics import Diagnostic, Severity, catalogue, has_errors, in_reading_order
from zongjie.document import Document, Title, runs_of, text_of
from zongjie.document.redlined import Fate
from zongjie.pipeline import unprintable
from zongjie.pipeline.drafts import Version, report_named, version
from zongjie.pipeline.outputs import default_profile
from zongjie.records import NamedTuple
from zongjie.revisions.drafts import draft_of
from zongjie.revisions.redline import redlined
from zongjie.writers import listing

if TYPE_CHECKING:
    from zongjie.document.redlined import Draft
    from zongjie.model.profile import Profile

__all__ = ["FORMATS", "Redlined", "diff", "diff_files"]

FORMATS: Final = ("docx", "html", "txt", "json")
_LITTLE: Final = 10  # of a hundred characters of the shorter draft


class Redlined(NamedTuple):
    """What changed between two drafts, what was said, the files written.

    Without errors ``found`` has every paragraph of both, ``outputs`` the bytes of each
    format that was asked for.  Where no text has changed no file is written.
    """

    names: tuple[str, str]
    found: list[listing.Line] | None
    outputs: dict[str, bytes]
    diagnostics: list[Diagnostic]
    written: tuple[Path, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether both drafts could be read, and all was written."""
        return self.found is not None and not has_errors(self.diagnostics)

    @property
    def has_changed(self) -> bool:
        """Whether any text has."""
        return any(line.what for line in self.found or ())


def diff(
    old: str | os.PathLike[str], new: str | os.PathLike[str], *formats: str, profile: str = ""
) -> Redlined:
    """Return what became of a draft in another, as docx, html, txt or json.

    Each is a report, a file of Word or any other text, a draft that was kept or a
    version of git (see ``drafts.version``).  ``profile`` is the 版式 of the .docx, else
    that of the second.  Raises KeyError for another format.
    """
    return _Comparison(*_sides(old, new), profile).redlined(formats)


def diff_files(
    old: str | os.PathLike[str],
    new: str | os.PathLike[str],
    *targets: str | os.PathLike[str],
    profile: str = "",
    force: bool = False,
    also: Sequence[str] = (),
) -> Redlined:
    """Write what changed to files, the format by the suffix; all or none.

    A .docx that somebody worked in is not overwritten without ``force``.  Formats in
    ``also`` are returned only.
    """
    sides = _sides(old, new)
    paths = [Path(target) for target in targets]
    inputs = [path for side in sides for path in side.paths]
    faults = files.refused(paths, inputs, FORMATS)
    formats = [] if faults else [path.suffix[1:].lower() for path in paths]
    made = _Comparison(*sides, profile).redlined((*formats, *also))
    if faults or not made.ok or not made.has_changed:
        return made._replace(diagnostics=[*made.diagnostics, *faults])
    contents = [(path, made.outputs[form]) for path, form in zip(paths, formats, strict=True)]
    faults = files.write_all(contents, force=force)
    written = () if faults else tuple(paths)
    return made._replace(diagnostics=[*made.diagnostics, *faults], written=written)


def _sides(old: str | os.PathLike[str], new: str | os.PathLike[str]) -> tuple[Version, Version]:
    """Return both drafts; where one is only a version, it is of the other."""
    first, second = os.fspath(old), os.fspath(new)
    return version(first, report_named(second)), version(second, report_named(first))


class _Comparison:
    """Two drafts while they are compared."""

    def __init__(self, old: Version, new: Version, profile: str) -> None:
        self.old, self.new = old, new
        self.names = old.title, new.title
        self._found: list[Diagnostic] = []
        self._profile = profile

    def redlined(self, formats: Sequence[str]) -> Redlined:
        """Return what changed, in some formats."""
        before, after = (self._document(side) for side in (self.old, self.new))
        if before is None or after is None:
            return self._refused()
        self._found += [*unprintable(before, formats), *unprintable(after, formats)]
        both = redlined(draft_of(before), draft_of(after))
        found = listing.lines(both)
        writers: dict[str, Callable[[], bytes]] = {
            "docx": lambda: self._docx(before, after),
            "html": lambda: _html(both, after),
            "txt": lambda: listing.write(found, self.names).encode("utf-8", "replace"),
            "json": lambda: listing.as_json(found, self.names).encode("utf-8", "replace"),
        }
        outputs = {}
        if not has_errors(self._found):
            self._found += _little_in_common(both, self.names)
            outputs = {form: writers[form]() for form in dict.fromkeys(formats)}
        if has_errors(self._found):
            return self._refused()
        return Redlined(self.names, found, outputs, in_reading_order(self._found))

    def _refused(self) -> Redlined:
        return Redlined(self.names, None, {}, in_reading_order(self._found))

    def _document(self, side: Version) -> Document | None:
        """Return the text of a draft, None where it has errors, which are then told."""
        # Of a text that was made YAML, notes are for who wants to keep the YAML.
        least = Severity.NOTE if side.content is None else None
        self._found += (one for one in side.told if one.severity not in (Severity.ERROR, least))
        self._found += (one for one in side.diagnostics if one.severity is Severity.ERROR)
        if side.document is None:
            return None
        if not any(run.text.strip() for run in runs_of(side.document)):
            self._found.append(catalogue.readings.no_text(side.title))
            return None
        return side.document

    def _docx(self, before: Document, after: Document) -> bytes:
        from zongjie.writers.docx import Properties, fingerprint
        from zongjie.writers.docx.redline import Redline

        both = Redline(before, after, self._chosen())
        # So that it is known again, and nobody's own work in it is written over.
        custom = {files.TEXT_PROPERTY: fingerprint.text_hash(after, both.profile)}
        return both.write(redlined(both.old, both.new), Properties(_title(after), custom))

    def _chosen(self) -> Profile:
        """Return the 版式 that the command names, or the second draft does, or the first."""
        if self._profile:
            from zongjie.sources import profiles

            found = profiles.find(self._profile, Path(), self._found)
            return found or default_profile()
        return self.new.profile or self.old.profile or default_profile()


def _html(both: Draft, after: Document) -> bytes:
    from zongjie.writers import html_redline

    return html_redline.write(both, _title(after)).encode("utf-8")


def _title(document: Document) -> str:
    titles = (text_of(block.runs) for block in document.blocks if isinstance(block, Title))
    return f"{next(titles, '')}（花脸稿）"


def _little_in_common(both: Draft, names: tuple[str, str]) -> Iterator[Diagnostic]:
    """Yield a warning where next to nothing of the shorter draft stands in the other."""
    kept = both.size(Fate.KEPT)
    shorter = kept + min(both.size(Fate.DELETED), both.size(Fate.INSERTED))
    if kept * 100 < _LITTLE * shorter:
        yield catalogue.redlines.little_in_common(*names)
