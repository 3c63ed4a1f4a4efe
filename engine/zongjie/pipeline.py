"""The only place that knows the order: sources → checks → compose → writers."""

import gc
import hashlib
import os
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, ParamSpec, TypeVar

from zongjie import checks, files, resources
from zongjie.compose import Options, compose
from zongjie.compose.known import values_of
from zongjie.diagnostics import (
    Diagnostic,
    Severity,
    catalogue,
    has_errors,
    in_reading_order,
)
from zongjie.document import Document, Title, text_of
from zongjie.model import Report
from zongjie.model.template import Template
from zongjie.sources import places, templates
from zongjie.sources import report as reports
from zongjie.sources.report import Loaded
from zongjie.text import name_key, pattern

if TYPE_CHECKING:
    from zongjie.model.outline import Outline

P = ParamSpec("P")
T = TypeVar("T")
MAIN_NAMES: Final = places.MAIN_NAMES
FORMATS: Final = ("docx", "txt", "html", "md")
_SAFE_FORMATS: Final = ("txt", "md")  # those that may hold any character


class Checked(NamedTuple):
    """A report put together: its document where there are no errors."""

    document: Document | None
    diagnostics: list[Diagnostic]


class Rendered(NamedTuple):
    """The bytes of each format, or the errors; files that were written."""

    outputs: dict[str, bytes]
    diagnostics: list[Diagnostic]
    written: tuple[Path, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether there are outputs and no errors."""
        return not has_errors(self.diagnostics)


def load(path: str | os.PathLike[str]) -> Loaded:
    """Read a report: a YAML file, a folder with report.yaml and 指标/, or one of reports."""
    if places.is_no_report(Path(path)):
        from zongjie.sources import members

        if members.is_gathering(Path(path)):
            return members.gathered(Path(path))
    loaded = reports.load(path)
    if loaded.report is not None and loaded.report.members_at is not None:
        from zongjie.sources import members

        return members.with_members(loaded)
    return loaded


def check(
    loaded: Loaded, *, public: bool = False, final: bool = False, template: str = ""
) -> Checked:
    """Return everything that reading, checking and composing find, in reading order."""
    found = list(loaded.diagnostics)
    document = None
    report = loaded.report
    if report is not None:
        chosen, faults = _template(report, loaded, template)
        found += faults
        outline = None
        if chosen is not None:
            outline, faults = _outline(loaded, chosen, public=public)
            found += faults
        report = _adopted(report, outline)
        found += checks.check(report, values_of(report))
        for member in report.members:
            found += _heard(checks.check(member, values_of(member)), member)
        if chosen is not None:
            composed = compose(report, chosen, Options(public, final), loaded.head, outline)
            found += composed.diagnostics
            if not has_errors(loaded.diagnostics):  # else it lacks what could not be read
                found += composed.lacking
            document = composed.document
            found += checks.check_text(document, report.year) if document is not None else []
        found = _heard(found, report)
    found = in_reading_order(found)
    return Checked(None if has_errors(found) else document, found)


def _adopted(report: Report, outline: "Outline | None") -> Report:
    """Return a report that knows what the catalogue says of its indicators, and its members'."""
    if outline is None:
        return report
    from zongjie.model.outline import adopt

    members = tuple(adopt(member, outline) for member in report.members)
    return adopt(report, outline)._replace(members=members)


def _heard(found: list[Diagnostic], report: Report) -> list[Diagnostic]:
    """Leave out what a report says it knows; errors always stay."""
    return [d for d in found if d.severity is Severity.ERROR or d.code not in report.muted]


def render(
    loaded: Loaded,
    *formats: str,
    public: bool = False,
    final: bool = False,
    template: str = "",
) -> Rendered:
    """Return the report as docx, txt, html or md; no outputs where there are errors.

    Raises ValueError for a format that is none of these.
    """
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        raise ValueError(f"unknown format: {unknown[0]}")
    checked = check(loaded, public=public, final=final, template=template)
    if checked.document is None or loaded.report is None:
        return Rendered({}, checked.diagnostics)
    found = checked.diagnostics + _unprintable(checked.document, formats)
    if has_errors(found):
        return Rendered({}, found)
    writer = _Writers(checked.document, loaded, loaded.report, final=final)
    return Rendered({name: writer.by_name[name]() for name in formats}, found)


def _undisturbed(function: Callable[P, T]) -> Callable[P, T]:
    """Keep the cyclic collector out: one report makes thousands of tuples and no cycles."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        if not gc.isenabled():
            return function(*args, **kwargs)
        gc.disable()
        try:
            return function(*args, **kwargs)
        finally:
            gc.enable()

    return run


@_undisturbed
def render_file(
    path: str | os.PathLike[str],
    *targets: str | os.PathLike[str],
    public: bool = False,
    final: bool = False,
    force: bool = False,
    template: str = "",
    also: Sequence[str] = (),
) -> Rendered:
    """Read a report and write it to files, the format by the suffix; all or none.

    A .docx that somebody edited since it was generated is not overwritten
    without ``force``.  Formats in ``also`` are rendered and returned only.
    """
    paths = [Path(target) for target in targets]
    loaded = load(path)
    faults = files.refused(paths, loaded.paths, FORMATS)
    if faults:
        return Rendered({}, in_reading_order([*loaded.diagnostics, *faults]))
    formats = [path.suffix[1:].lower() for path in paths]
    rendered = render(loaded, *formats, *also, public=public, final=final, template=template)
    if not rendered.ok:
        return rendered
    contents = [(path, rendered.outputs[name]) for path, name in zip(paths, formats, strict=True)]
    faults = files.write_all(contents, force=force)
    written = () if faults else tuple(paths)
    return Rendered(rendered.outputs, [*rendered.diagnostics, *faults], written)


def shipped_templates() -> list[Template]:
    """Return the templates that come with the engine."""
    return templates.shipped()


def check_template(name: str) -> list[Diagnostic]:
    """Return the faults of a template, named by title, folder name or path.

    Undefined names, unknown filters, unused macros, files that are not there:
    each with file, line and column.
    """
    from zongjie.checks.outlines import check_outline
    from zongjie.compose.template_check import check_files

    chosen, found = templates.find(name, Path())
    if chosen is not None:
        outline, faults = templates.outline_of(chosen)
        files = check_files(chosen, _named(chosen, outline))
        found = [*found, *files.found, *faults]
        found += check_outline(outline, files.notes, own=chosen.catalogue is None)
        if not has_errors(found):
            found += _trial(chosen, outline)
    return in_reading_order(found)


def skeleton(
    name: str, office: str, year: str, beside: Path
) -> tuple[dict[str, str], str, list[Diagnostic]]:
    """Return the YAML a template needs: as a folder of files, and all in one; or the faults.

    ``beside`` is the folder it will lie in, from where it names a template of its own.
    """
    from zongjie.sources import skeleton as skeletons

    chosen, found = templates.find(name, Path())
    if chosen is None:
        return {}, "", found
    outline, faults = templates.outline_of(chosen)
    if faults:
        return {}, "", [*found, *faults]
    shipped = chosen.folder.parent == resources.template_dir()
    called = chosen.title if shipped else files.path_between(beside, Path(name))
    given = (chosen, outline, called, office, year)
    return skeletons.by_department(*given), skeletons.whole(*given), found


def template_page(name: str) -> tuple[str, list[Diagnostic]]:
    """Return the manual of a template in Markdown, or the faults that stand in its way."""
    from zongjie.compose.manual import page

    chosen, found = templates.find(name, Path())
    if chosen is None:
        return "", found
    outline, faults = templates.outline_of(chosen)
    return ("" if faults else page(chosen, outline)), [*found, *faults]


def _named(template: Template, outline: "Outline") -> list[str]:
    """Return the indicators that a template may count on."""
    names = [text.value for text in template.required_indicators]
    return [*names, *(entry.name for entry in outline.entries.values())]


def _trial(template: Template, outline: "Outline") -> list[Diagnostic]:
    """Render the sample report: what only shows when a template runs."""
    from zongjie.model.outline import Entry, stand_in

    report = reports.load(resources.template_dir() / "new-report").report
    assert report is not None  # noqa: S101 - ships with the engine, and is tested
    model = next(iter(report.indicators.values()))
    asked = [Entry(text.value, text) for text in template.required_indicators]
    known = {name_key(entry.name): entry for entry in (*asked, *outline.entries.values())}
    needed = {key: stand_in(entry, model) for key, entry in known.items()}
    report = report._replace(indicators={**report.indicators, **needed})
    if template.gathers:
        report = report._replace(members=(report,))
    report = _adopted(report, outline)
    found = compose(report, template._replace(required=()), outline=outline).diagnostics
    return [d for d in found if _is_of(template, d)]


def _is_of(template: Template, found: Diagnostic) -> bool:
    """Whether a fault is the template's own, not of the sample report it is tried on."""
    # No template must print all that a report may hold; a footnote may be the report's.
    if found.code in ("ZJ423", "ZJ320"):
        return False
    place = Path(found.span.source.name) if found.span is not None else None
    return found.code.startswith("ZJ4") or (place is not None and template.folder in place.parents)


def _template(
    report: Report, loaded: Loaded, override: str
) -> tuple[Template | None, list[Diagnostic]]:
    named = report.template
    if override:
        chosen, found = templates.find(override, Path())
    elif named is None:
        default = templates.GATHERING if report.members else templates.DEFAULT
        chosen, found = templates.find(default, Path())
    else:
        beside = loaded.paths[0].parent if loaded.paths else Path()
        chosen, found = templates.find(named.value.strip(), beside, named.span())
    if chosen is not None and chosen.gathers and not report.members:
        at = named.span() if named is not None else loaded.head
        if report.members_at is None:
            found = [*found, catalogue.members.no_members(at, chosen.title)]
    return chosen, found


_SAID: Final = pattern(r"(?:句|问题)\s*[（(]")  # functions of prose that only an outline answers


def _outline(
    loaded: Loaded, template: Template, *, public: bool
) -> "tuple[Outline | None, list[Diagnostic]]":
    """Return the template's outline; None where a handwritten report asks for none.

    A public text always asks: the catalogue knows which figures stay inside.
    """
    report = loaded.report
    if report is None or report.verbatim is not None:
        return None, []
    shipped = template.folder.parent == resources.template_dir()
    if shipped and report.is_handwritten and not public:
        texts = [source.text for source in loaded.sources]
        if not any(_SAID.search(text) for text in texts):
            return None, []
    return templates.outline_of(template)


def _unprintable(document: Document, formats: Sequence[str]) -> list[Diagnostic]:
    from zongjie.writers import guard

    strict = [name for name in formats if name not in _SAFE_FORMATS]
    if not strict:
        return []
    names = "、".join(strict)
    return [
        catalogue.outputs.forbidden_character(
            run.origin.span() if run.origin else None, ord(char), names
        )
        for run, char in guard.forbidden(document)
    ]


class _Writers:
    """The writers of one document by format; each is imported when it is used."""

    def __init__(self, document: Document, loaded: Loaded, report: Report, *, final: bool) -> None:
        self.document = document
        self.loaded = loaded
        self.report = report
        self.final = final
        self.by_name: dict[str, Callable[[], bytes]] = {
            "docx": self._docx,
            "txt": self._txt,
            "html": self._html,
            "md": self._md,
        }

    def _docx(self) -> bytes:
        from zongjie.writers import docx
        from zongjie.writers.docx import fingerprint

        custom = {}
        if not self.final:
            custom = {
                files.TEXT_PROPERTY: fingerprint.text_hash(self.document),
                files.DATA_PROPERTY: _data_hash(self.loaded),
            }
        return docx.write(self.document, docx.Properties(self._title(), custom))

    def _txt(self) -> bytes:
        from zongjie.writers import txt

        return txt.write(self.document, self.report.txt).encode("utf-8")

    def _html(self) -> bytes:
        from zongjie.writers import html

        return html.write(self.document, self._title()).encode("utf-8")

    def _md(self) -> bytes:
        from zongjie.writers import md

        return md.write(self.document).encode("utf-8")

    def _title(self) -> str:
        titles = (text_of(b.runs) for b in self.document.blocks if isinstance(b, Title))
        return next(titles, "")


def _data_hash(loaded: Loaded) -> str:
    """Return the hash of all YAML a report was read from, in the order of its files."""
    digest = hashlib.sha256()
    for source in loaded.sources:
        text = source.text.encode("utf-8", "surrogatepass")
        digest.update(len(text).to_bytes(8, "big"))
        digest.update(text)
    return digest.hexdigest()
