"""What template authors and those who keep a 版式 ask for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from zongjie import files, resources
from zongjie.compose import compose
from zongjie.diagnostics import Diagnostic, has_errors, in_reading_order
from zongjie.model.template import Template
from zongjie.pipeline import adopted
from zongjie.sources import profiles, templates
from zongjie.sources import report as reports
from zongjie.text import name_key

if TYPE_CHECKING:
    from zongjie.model.outline import Outline
    from zongjie.model.profile import Profile


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


def _named(template: Template, outline: Outline) -> list[str]:
    """Return the indicators that a template may count on."""
    names = [text.value for text in template.required_indicators]
    return [*names, *(entry.name for entry in outline.entries.values())]


def _trial(template: Template, outline: Outline) -> list[Diagnostic]:
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
    report = adopted(report, outline)
    found = compose(report, template._replace(required=()), outline=outline).diagnostics
    return [d for d in found if _is_of(template, d)]


def _is_of(template: Template, found: Diagnostic) -> bool:
    """Whether a fault is the template's own, not of the sample report it is tried on."""
    # No template must print all that a report may hold; a footnote may be the report's.
    if found.code in ("ZJ423", "ZJ320"):
        return False
    place = Path(found.span.source.name) if found.span is not None else None
    return found.code.startswith("ZJ4") or (place is not None and template.folder in place.parents)


def find_profile(name: str) -> tuple[Profile | None, list[Diagnostic]]:
    """Return a 版式 by its title, file name or path, and all that is wrong with it."""
    found: list[Diagnostic] = []
    return profiles.find(name, Path(), found), in_reading_order(found)


def shipped_profiles() -> list[Profile]:
    """Return the 版式 that come with the engine."""
    return profiles.shipped()
