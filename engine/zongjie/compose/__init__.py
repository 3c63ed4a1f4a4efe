"""model + template → Document: the only room that knows Jinja2."""

from __future__ import annotations

from typing import NamedTuple

from zongjie.compose.context import ContextBuilder
from zongjie.compose.form import Form
from zongjie.compose.lines import LineParser
from zongjie.compose.marks import Broken
from zongjie.compose.prose import ProseReader
from zongjie.compose.rendering import FolderLoader, environment_for, render
from zongjie.compose.views import FILTERS
from zongjie.diagnostics import Diagnostic, Related, Span
from zongjie.diagnostics.catalogue import figures, templates
from zongjie.document import Document, Verbatim
from zongjie.model import Report, Status
from zongjie.model.template import Template

__all__ = ["Composed", "Options", "compose"]


class Options(NamedTuple):
    """``public`` leaves out what is 公开: 否; ``final`` refuses what is not settled."""

    public: bool = False
    final: bool = False


_PLAIN = Options()


class Composed(NamedTuple):
    """The document, where one could be made, and all that is to be said about it."""

    document: Document | None
    diagnostics: list[Diagnostic]


def compose(
    report: Report, template: Template, options: Options = _PLAIN, where: Span | None = None
) -> Composed:
    """Put a report together by a template.

    ``where`` is the place to name when the report as a whole lacks something.
    """
    found: list[Diagnostic] = []
    builder = ContextBuilder(report, public=options.public, found=found)
    context = builder.build()
    lacks = _missing(report, template, context, where)
    found += lacks
    if options.final:
        found += _unsettled(builder.reader)
    if report.verbatim is not None:
        raw = report.verbatim
        text = raw.value.removesuffix("\n")
        return Composed(Document([Verbatim(text, raw.slice(0, len(text)))]), found)
    if lacks:
        return Composed(None, found)
    environment = environment_for(template.folder, FILTERS)
    loader = environment.loader
    assert isinstance(loader, FolderLoader)  # noqa: S101 - made by environment_for
    printed = render(environment, template.entry, context)
    if isinstance(printed, list):
        return Composed(None, [*found, *printed])
    parser = LineParser(Form(report.style), loader.source, builder.reader.note)
    try:
        blocks = parser.parse(printed.text, printed.values)
    except Broken as broken:
        place = broken.place
        source = loader.source(place.template if place else template.entry)
        at = place.offset if place else 0
        found.append(templates.broken_text(Span(source, at, at)))
        return Composed(None, found)
    return Composed(Document(blocks), found)


def _missing(
    report: Report, template: Template, context: dict[str, object], where: Span | None
) -> list[Diagnostic]:
    """Return what the template needs and the report lacks."""
    lacks = [text for text in template.required if not context.get(text.value)]
    lacks += [t for t in template.required_indicators if report.indicator(t.value) is None]
    found = []
    for text in lacks:
        related = (Related(text.span(), "模板在这里要求"),)
        found.append(templates.report_lacks(where, f"“{text.value}”", related))
    return found


def _unsettled(reader: ProseReader) -> list[Diagnostic]:
    """Return what forbids a final text: figures not verified, or not of the whole year."""
    found = []
    for use in reader.uses:
        indicator, origin = use.indicator, use.origin
        if indicator.status is not Status.VERIFIED:
            found.append(figures.not_final(origin.span(), indicator.name, indicator.status.value))
        as_of = indicator.as_of
        if as_of is not None and use.whole_year and not as_of.ends_year:
            found.append(figures.not_whole_year(origin.span(), indicator.name, as_of.text.strip()))
    return found
