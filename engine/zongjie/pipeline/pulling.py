"""``zongjie pull``: edited copies of a report → its YAML."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from zongjie import files, pipeline, pulling
from zongjie.diagnostics import Diagnostic, Severity, Source, catalogue, has_errors
from zongjie.pipeline import bases, drafts
from zongjie.pipeline.fixing import changed_since
from zongjie.pipeline.outputs import default_profile
from zongjie.pulling import Change, Copy, Print
from zongjie.readers.files import read_any
from zongjie.records import NamedTuple
from zongjie.revisions import Kind, Line, aligned, lines_of
from zongjie.sources import members
from zongjie.sources import report as reports
from zongjie.sources.edit import encoded
from zongjie.sources.report import Loaded
from zongjie.text import pattern

if TYPE_CHECKING:
    from zongjie.model.profile import Profile
    from zongjie.readers.docx import Changes

BACKUPS: Final = Path(".zongjie", "留底")
_LOCKS: Final = (".{}.swp", ".~lock.{}#", "~${}")
_YEAR: Final = pattern(r"((?:19|20)[0-9]{2})年")
_LEAST: Final = 0.4  # of the characters, in lines that are the same or alike
_NEARLY_ALL: Final = 0.9
_NOTHING: Final = 0.15

Decide: TypeAlias = "Callable[[Path], Changes]"
"""Says what is done with the tracked changes of a copy."""


class Pulled(NamedTuple):
    """All edits of the copies, and the YAML files with those that are taken.

    ``written`` are the files that were written, ``backup`` is the folder where
    they lie as they were before.
    """

    changes: tuple[Change, ...]
    diagnostics: list[Diagnostic]
    files: dict[Path, bytes]
    written: tuple[Path, ...] = ()
    backup: Path | None = None

    @property
    def ok(self) -> bool:
        """Whether the edits could be looked at, and written if that was asked: no errors."""
        return not has_errors(self.diagnostics)


def pull(
    path: str | os.PathLike[str],
    copies: Sequence[str | os.PathLike[str]],
    *,
    changes: Changes | Decide = "accept",
    base: str = "",
    as_is: bool = False,
    apply: bool = False,
) -> Pulled:
    """Return what edited copies make of a report; with ``apply`` its files are written.

    ``base`` names the draft that the copies were made from, where it cannot be
    found by what they carry.  With ``as_is`` a paragraph whose words stand in a
    template becomes staff's own.  Tracked changes are accepted or rejected.
    """
    loaded = pipeline.load(path)
    now = _printed(loaded)
    if now.document is None or now.report is None:
        return Pulled((), list(now.errors), {})
    asked = _Asked(Path(path), loaded, now, base)
    read = [asked.copy(Path(copy), changes) for copy in copies]
    found = [one for reading in read for one in reading.diagnostics]
    if has_errors(found):
        return Pulled((), found, {})
    texts = [(one.base, one.copy) for one in read if one.copy is not None]

    def printer(sources: Sequence[Source]) -> Print:
        return _printed(_again(loaded, sources))

    now = now._replace(topics=cache(partial(_topics, loaded)))
    home = pulling.bring_home(now, texts, printer, as_is=as_is)
    found += _new_figures(home.changes)
    outcome = Pulled(tuple(home.changes), found, dict(_edited(loaded, home.loaded)))
    if not apply:
        return outcome
    outcome = _written(outcome, Path(path), loaded)
    if outcome.written and len(texts) == 1 and _says(texts[0][0], asked.own):
        bases.keep_pulled(bases.folder_of(path), texts[0][1].lines, home.lines)
    return outcome


def _says(base: Sequence[Line], own: Sequence[Line]) -> bool:
    """Whether a report still prints the base of a copy."""
    return [(one.text, one.notes) for one in base] == [(one.text, one.notes) for one in own]


def _again(loaded: Loaded, sources: Sequence[Source]) -> Loaded:
    """Return a report from new texts of its files, with the reports below it."""
    made = reports.load_sources(sources)._replace(paths=loaded.paths)
    if made.report is not None and made.report.members_at is not None:
        return members.with_members(made)
    return made


def _printed(loaded: Loaded) -> Print:
    checked = pipeline.check(loaded, paged=False, careful=False)
    errors = tuple(one for one in checked.diagnostics if one.severity is Severity.ERROR)
    return Print(loaded, checked.document, checked.report, errors, checked.profile)


def _topics(loaded: Loaded) -> dict[tuple[str, int], str]:
    """Return the 事项 of the outline by the place of their 段首句."""
    report = loaded.report
    outline = pipeline.with_catalogue(loaded, report)[1] if report is not None else None
    found = {}
    for topic in outline.topics() if outline is not None else ():
        if topic.lead is not None:
            span = topic.lead.span()
            found[span.source.name, span.start] = topic.name
    return found


# ---- copies and their bases ----------------------------------------------------------


class _Read(NamedTuple):
    """A copy with the text that it was made from, or why there is none."""

    diagnostics: list[Diagnostic]
    base: Sequence[Line] = ()
    copy: Copy | None = None


class _Asked:
    """One call: the report as it is now, and the bases that it has."""

    def __init__(self, path: Path, loaded: Loaded, now: Print, base: str) -> None:
        assert now.document is not None  # noqa: S101 - asked before
        self.path, self.loaded, self.now, self.base = path, loaded, now, base
        self.own = lines_of(now.document)

    def copy(self, copy: Path, changes: Changes | Decide) -> _Read:
        """Return an edited copy, read, with its base."""
        reading = read_any(copy, changes=changes(copy) if callable(changes) else changes)
        found = list(reading.diagnostics)
        if has_errors(found):
            return _Read(found)
        if reading.content is None:
            return _Read([*found, catalogue.pulling.no_word_file(str(copy))])
        lines = lines_of(reading.content.document)
        base = self._base(copy, lines, found)
        return _Read(found, base, Copy(copy.name, lines))

    def _base(self, copy: Path, lines: Sequence[Line], found: list[Diagnostic]) -> Sequence[Line]:
        if self.base:
            version = drafts.version(self.base, self.path)
            found += version.diagnostics if version.document is None else version.told
            return lines_of(version.document) if version.document is not None else ()
        pulled = bases.after_pull(bases.folder_of(self.path), lines)
        base = self._generated(copy, lines, found)
        if base and _is_emptied(base, lines):
            found.append(catalogue.pulling.other_report(str(copy), _title(lines)))
            return ()
        return pulled if self._shared(pulled) > self._shared(base) else base

    def _shared(self, base: Sequence[Line]) -> int:
        """Return how many lines of a base the report still prints."""
        return len({one.text for one in base} & {one.text for one in self.own})

    def _generated(
        self, copy: Path, lines: Sequence[Line], found: list[Diagnostic]
    ) -> Sequence[Line]:
        generated = bases.hash_in(copy)
        if not generated:
            return self._likeliest(copy, lines, found)
        if generated == _hash_of(self.now):
            return self.own
        kept = bases.find(bases.folder_of(self.path), generated)
        if kept is None:
            found.append(catalogue.pulling.no_base(str(copy), _title(lines)))
            return ()
        if year := self._other_year(_title(lines)):
            found.append(catalogue.pulling.other_year(str(copy), year, self._year))
            return ()
        return bases.lines(kept)

    @property
    def _year(self) -> str:
        return str(self.now.report.year) if self.now.report and self.now.report.year else ""

    def _other_year(self, title: str) -> str:
        """Return the year that a title names where it is not the report's."""
        years = _YEAR.findall(title)
        return years[0] if self._year and years and self._year not in years else ""

    def _likeliest(
        self, copy: Path, lines: Sequence[Line], found: list[Diagnostic]
    ) -> Sequence[Line]:
        """Return the base that a copy without any sign is most like."""
        kept = [bases.lines(one) for one in bases.all_bases(bases.folder_of(self.path))]
        scored = [(_likeness(one, lines), -at, one) for at, one in enumerate([self.own, *kept])]
        (score, _), at, best = max(scored, key=lambda one: one[:2])
        title = next(
            (one.text for one in lines if one.kind is Kind.TITLE), lines[0].text if lines else ""
        )
        if score < _LEAST:
            found.append(catalogue.pulling.other_report(str(copy), title))
            return ()
        if score < _NEARLY_ALL and (year := self._other_year(title)):
            found.append(catalogue.pulling.other_year(str(copy), year, self._year))
            return ()
        which = "报告现在的样子" if not at else "文字最像的一稿"
        found.append(catalogue.pulling.likeliest_base(str(copy), which))
        return best


def _title(lines: Sequence[Line]) -> str:
    return next((one.text for one in lines if one.kind is Kind.TITLE), "")


def _hash_of(now: Print) -> str:
    from zongjie.writers.docx import fingerprint

    assert now.document is not None  # noqa: S101 - asked before
    profile: Profile = now.profile or default_profile()
    return fingerprint.text_hash(now.document, profile)


def _is_emptied(base: Sequence[Line], lines: Sequence[Line]) -> bool:
    """Whether next to nothing of a text is left: somebody wrote another one over it."""
    known = {one.text for one in base}
    kept = sum(one.text in known for one in lines)
    return kept < _NOTHING * len(known) and _likeness(base, lines)[0] < _NOTHING


def _likeness(olds: Sequence[Line], news: Sequence[Line]) -> tuple[float, int]:
    """Return how much of two texts stands in lines that go together, and how many are the same."""
    before, after = [one.text for one in olds], [one.text for one in news]
    paired = [one for one in aligned(before, after) if one.olds and one.news]
    shared = sum(len(after[at]) for group in paired for at in group.news)
    shared += sum(len(before[at]) for group in paired for at in group.olds)
    whole = sum(map(len, (*before, *after)))
    same = sum(before[one.olds[0]] == after[one.news[0]] for one in paired)
    return (shared / whole if whole else 0.0), same


# ---- writing -------------------------------------------------------------------------


def _edited(loaded: Loaded, made: Loaded) -> Iterator[tuple[Path, bytes]]:
    for place, old, new in zip(loaded.paths, loaded.sources, made.sources, strict=True):
        if old.text != new.text:
            yield place, encoded(new, new.text)


def _written(outcome: Pulled, path: Path, loaded: Loaded) -> Pulled:
    """Write the edited files, all or none, where nobody else is at them; keep the old ones."""
    if not outcome.files:
        return outcome
    faults = list(_guarded(loaded, outcome.files))
    if not faults:
        backup, faults = _kept(path, loaded)
    if not faults:
        faults = files.write_all(list(outcome.files.items()), force=True)
    if faults:
        return outcome._replace(diagnostics=[*outcome.diagnostics, *faults])
    return outcome._replace(written=tuple(outcome.files), backup=backup)


def _guarded(loaded: Loaded, edited: Mapping[Path, bytes]) -> Iterator[Diagnostic]:
    """Yield why a file may not be written: somebody else writes it, or has it open."""
    for place, source in zip(loaded.paths, loaded.sources, strict=True):
        changed = changed_since(place, source)
        if changed is not None:
            yield changed
        elif place in edited:
            locks = (place.with_name(lock.format(place.name)) for lock in _LOCKS)
            for lock in (one for one in locks if one.exists()):
                yield catalogue.pulling.being_edited(str(place), lock.name)


def _kept(path: Path, loaded: Loaded) -> tuple[Path | None, list[Diagnostic]]:
    """Copy the files as they are into the next folder of backups."""
    home = bases.folder_of(path)
    folder = next(
        one for number in count(1) if not (one := home / BACKUPS / f"{number:03}").exists()
    )
    contents = [
        (folder / files.path_between(home, place), encoded(source, source.text))
        for place, source in zip(loaded.paths, loaded.sources, strict=True)
    ]
    return folder, files.write_all(contents, force=True)


def _new_figures(changes: Sequence[Change]) -> Iterator[Diagnostic]:
    """Yield the figures that new words hold: they may be made indicators."""
    from zongjie.model import mentions

    for change in changes:
        if not change.taken or change.why or not any(map(str.isdigit, change.after)):
            continue
        old = {one.text for one in mentions.scan(change.before)}
        for one in mentions.scan(change.after):
            if one.text not in old and one.label:
                yield catalogue.pulling.new_figure(None, one.text, one.label)
