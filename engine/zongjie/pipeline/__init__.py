"""The only place that knows the order: sources → checks → compose → writers."""

import gc
import os
from collections.abc import Callable, Collection, Sequence
from functools import partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Final, ParamSpec, TypeVar

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
from zongjie.document import Document
from zongjie.model import Report
from zongjie.model.template import Template
from zongjie.pipeline.outputs import Made, Ready, Rendered, Writers, default_profile
from zongjie.records import NamedTuple
from zongjie.sources import places, templates
from zongjie.sources import report as reports
from zongjie.sources.report import Loaded
from zongjie.text import pattern

if TYPE_CHECKING:
    from zongjie.model.outline import Outline
    from zongjie.model.profile import Profile
    from zongjie.sources.switches import Switch

P = ParamSpec("P")
T = TypeVar("T")
MAIN_NAMES: Final = places.MAIN_NAMES
FORMATS: Final = ("docx", "pdf", "txt", "html", "md")
_PAGED: Final = frozenset(("docx", "pdf"))
_SAFE_FORMATS: Final = ("txt", "md", "json")  # those that may hold any character


class Checked(NamedTuple):
    """A report put together: its document where there are no errors."""

    document: Document | None
    diagnostics: list[Diagnostic]
    profile: "Profile | None" = None  # None where the report names none
    report: Report | None = None  # as the catalogue of its template completes it


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
    loaded: Loaded,
    *,
    public: bool = False,
    final: bool = False,
    template: str = "",
    profile: str = "",
    paged: bool = True,
    careful: bool = True,
    last: str | os.PathLike[str] = "",
) -> Checked:
    """Return everything that reading, checking and composing find, in reading order.

    ``paged`` asks for what the page of a .docx or .pdf cannot hold, too, and
    ``careful`` for the checks that take time and only warn.  ``last`` says where
    last year's report lies, instead of the report's own 上年报告.
    """
    found, report = list(loaded.diagnostics), loaded.report
    document = chosen_profile = None
    if report is not None:
        chosen_profile = _profile(report, loaded, profile, found)
        chosen, faults = _template(report, loaded, template)
        found += faults
        outline, faults = _outline(loaded, chosen, public=public)
        found += faults
        report = adopted(report, outline)
        found += _of_figures(report, loaded)
        if chosen is not None:
            options = Options(public, final)
            document = _composed(report, loaded, chosen, options, outline, found)
        if document is not None:
            found += _of_document(document, report, chosen_profile, paged=paged)
        if careful:
            from zongjie.pipeline.careful import reviewed

            found = reviewed(found, loaded, report, document, last)
        else:
            found = _heard(found, report.muted, loaded.switches)
    found = in_reading_order(found)
    return Checked(None if has_errors(found) else document, found, chosen_profile, report)


def _composed(
    report: Report,
    loaded: Loaded,
    template: Template,
    options: Options,
    outline: "Outline | None",
    found: list[Diagnostic],
) -> Document | None:
    """Return the text made of a report; what is to be said of it goes to ``found``."""
    composed = compose(report, template, options, loaded.head, outline)
    found += composed.diagnostics
    if not has_errors(loaded.diagnostics):  # else it lacks what could not be read
        found += composed.lacking
    return composed.document


def _of_figures(report: Report, loaded: Loaded) -> list[Diagnostic]:
    """Return what the figures themselves show, those of 下级报告 too."""
    found = checks.check(report, values_of(report))
    for member in report.members:
        found += _heard(checks.check(member, values_of(member)), member.muted, loaded.switches)
    return found


def with_catalogue(loaded: Loaded, report: Report) -> "tuple[Report, Outline | None]":
    """Return a report as the catalogue of its template knows it, and that outline.

    Of a handwritten report the catalogue knows nothing.
    """
    chosen, _ = _template(report, loaded, "")
    outline = _outline(loaded, chosen, public=False)[0] if chosen is not None else None
    if outline is None or report.is_handwritten:
        return report, None
    return adopted(report, outline), outline


def _of_document(
    document: Document, report: Report, profile: "Profile | None", *, paged: bool
) -> list[Diagnostic]:
    """Return what only the finished text shows, and what its page cannot hold."""
    found = checks.check_text(document, report.year)
    if paged:
        from zongjie.writers.docx import fits

        found += fits.faults(document, profile or default_profile())
    return found


def adopted(report: Report, outline: "Outline | None") -> Report:
    """Return a report that knows what the catalogue says of its indicators, and its members'."""
    if outline is None:
        return report
    from zongjie.model.outline import adopt

    members = tuple(adopt(member, outline) for member in report.members)
    return adopt(report, outline)._replace(members=members)


def _heard(
    found: list[Diagnostic], muted: Collection[str], switches: "Sequence[Switch]"
) -> list[Diagnostic]:
    """Leave out what a report, or a comment on a line, says is known; errors always stay."""
    return [
        d
        for d in found
        if d.severity is Severity.ERROR
        or (d.code not in muted and not any(off.covers(d) for off in switches))
    ]


def render(
    loaded: Loaded,
    *formats: str,
    public: bool = False,
    final: bool = False,
    template: str = "",
    profile: str = "",
    proof: bool = False,
) -> Rendered:
    """Return the report as docx, pdf, txt, html or md; no outputs where there are errors.

    With ``proof`` the .docx is a 核对稿.  Raises ValueError for a format that is
    none of these, and for a proof that is to be final.
    """
    ready = _ready(loaded, formats, template, profile, public=public, final=final, proof=proof)
    return ready.rendered()


def _ready(
    loaded: Loaded,
    formats: Sequence[str],
    template: str,
    profile: str,
    *,
    public: bool,
    final: bool,
    proof: bool,
) -> Ready:
    """Check a report, and let go of what its files need not: of a long one a third of all."""
    unknown = [name for name in formats if name not in FORMATS]
    if unknown or (proof and final):
        raise ValueError(f"unknown format: {unknown[0]}" if unknown else "a proof is not final")
    paged = not _PAGED.isdisjoint(formats)
    checked = check(
        loaded,
        public=public,
        final=final,
        template=template,
        profile=profile,
        paged=paged,
        careful=False,
    )
    document, found, named, _ = checked
    report, writers = loaded.report, None
    if document is not None and report is not None:
        found = found + unprintable(document, formats)
        found += [catalogue.outputs.proof_without_word()] if proof and not paged else []
        if not has_errors(found):
            proof = proof and paged
            writers = Writers(document, loaded, report, named, final=final, proof=proof)
    muted: Collection[str] = report.muted if report is not None else ()
    return Ready(writers, formats, found, partial(_heard, muted=muted, switches=loaded.switches))


def undisturbed(function: Callable[P, T]) -> Callable[P, T]:
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


@undisturbed
def render_file(
    path: str | os.PathLike[str],
    *targets: str | os.PathLike[str],
    public: bool = False,
    final: bool = False,
    force: bool = False,
    template: str = "",
    profile: str = "",
    proof: bool = False,
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
    wanted = [*formats, *also]
    ready = _ready(loaded, wanted, template, profile, public=public, final=final, proof=proof)
    del loaded  # and with it what the files need not
    rendered = ready.rendered()
    if not rendered.ok:
        return rendered
    contents = [(path, rendered.outputs[name]) for path, name in zip(paths, formats, strict=True)]
    faults = files.write_all(contents, force=force)
    if faults:
        return rendered._replace(diagnostics=[*rendered.diagnostics, *faults])
    keep_base(path, rendered.made)
    return rendered._replace(written=tuple(paths))


def keep_base(path: str | os.PathLike[str], made: Made | None) -> None:
    """Keep the text of a .docx that is given away, so that its edits can come home."""
    if made is None:
        return
    from zongjie.pipeline import bases

    bases.keep(bases.folder_of(path), made)


def _profile(
    report: Report, loaded: Loaded, override: str, found: list[Diagnostic]
) -> "Profile | None":
    """Return the 版式 that the command or the report names; None where neither does."""
    named = report.profile
    if not override and named is None:
        return None
    from zongjie.sources import profiles

    if override:
        return profiles.find(override, Path(), found)
    assert named is not None  # noqa: S101 - else there was nothing to find
    beside = loaded.paths[0].parent if loaded.paths else Path()
    return profiles.find(named.value.strip(), beside, found, named.span())


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


# Functions of prose that only an outline answers; one pattern for both would take four times
# as long, for it begins with no character that could be looked for.
_SAID: Final = (pattern(r"句\s*[（(]"), pattern(r"问题\s*[（(]"))


def _outline(
    loaded: Loaded, template: Template | None, *, public: bool
) -> "tuple[Outline | None, list[Diagnostic]]":
    """Return the template's outline; None where a handwritten report asks for none.

    A public text always asks: the catalogue knows which figures stay inside.
    """
    report = loaded.report
    if template is None or report is None or report.verbatim is not None:
        return None, []
    shipped = template.folder.parent == resources.template_dir()
    if shipped and report.is_handwritten and not public:
        texts = [source.text for source in loaded.sources]
        if not any(said.search(text) for text in texts for said in _SAID):
            return None, []
    return templates.outline_of(template)


def unprintable(document: Document, formats: Sequence[str]) -> list[Diagnostic]:
    """Return an error for each run that holds a character which no file of a format can."""
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
