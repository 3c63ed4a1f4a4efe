"""model + template → Document: the only room that knows Jinja2."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from zongjie.compose.context import ContextBuilder
from zongjie.compose.form import Form
from zongjie.compose.frame import framed
from zongjie.compose.known import values_of
from zongjie.compose.lines import LineParser
from zongjie.compose.marks import Broken
from zongjie.compose.rendering import FolderLoader, environment_for, render
from zongjie.compose.unprinted import unprinted
from zongjie.compose.views import FILTERS, Value
from zongjie.diagnostics import Diagnostic, Related, Span, Text, catalogue
from zongjie.document import Document, Heading, Signature, Title, Verbatim
from zongjie.model import Report
from zongjie.model.template import Template
from zongjie.records import NamedTuple

if TYPE_CHECKING:
    from zongjie.compose.speech.gathering import Gathered
    from zongjie.model.outline import Outline

__all__ = ["Composed", "Options", "compose"]


class Options(NamedTuple):
    """``public`` leaves out what is 公开: 否; ``final`` refuses what is not settled."""

    public: bool = False
    final: bool = False


_PLAIN = Options()


class Composed(NamedTuple):
    """The document, where one could be made, and all that is to be said about it.

    ``lacking`` is what the template needs and the report does not have.
    """

    document: Document | None
    diagnostics: list[Diagnostic]
    lacking: Sequence[Diagnostic] = ()


def compose(
    report: Report,
    template: Template,
    options: Options = _PLAIN,
    where: Span | None = None,
    outline: "Outline | None" = None,
) -> Composed:
    """Put a report together by a template and its outline, None where it asks for none.

    The report is one that has adopted what the outline's catalogue knows.
    ``where`` is the place to name when the report as a whole lacks something.
    """
    found: list[Diagnostic] = []
    gathered: Sequence[Gathered] = ()
    if report.members and outline is not None:
        from zongjie.compose.speech.gathering import gather, with_totals

        gathered = gather(report.members, outline, values_of, found)
        report = with_totals(report, gathered, found)
    public = options.public
    builder = ContextBuilder(report, public=public, found=found, outline=outline, gathered=gathered)
    context = builder.build()
    if report.verbatim is not None:
        document = _verbatim(report.verbatim)
        found += _beside(report, report.verbatim)
        found += builder.unused_footnotes(document)
        return Composed(document, found)
    lacks = _missing(report, template, context, where)
    if lacks:
        return Composed(None, found, lacks)
    made = _printed(template, builder, context)
    if made is not None:
        found += _afterwards(made, builder, options, where)
    # A clause is made once for the text, and again for the problems and for next year.
    return Composed(made, list(dict.fromkeys(found)))


def _printed(
    template: Template, builder: ContextBuilder, context: dict[str, object]
) -> Document | None:
    """Run the template; None where it has a fault, which is then told."""
    found = builder.found
    environment = environment_for(template.folder, FILTERS)
    loader = environment.loader
    assert isinstance(loader, FolderLoader)  # noqa: S101 - made by environment_for
    printed = render(environment, template.entry, context)
    if isinstance(printed, list):
        found += printed
        return None
    found += unprinted(template, builder.report, context, printed)
    context.clear()  # all is printed: of a long report megabytes that the document can do with
    start = Span(loader.source(template.entry), 0, 0)
    form = Form(builder.report.style)
    parser = LineParser(form, loader.source, builder.reader.note, start)
    try:
        blocks = parser.parse(printed.text, printed.values)
    except Broken as broken:
        place = broken.place
        source = loader.source(place.template if place else template.entry)
        at = place.offset if place else 0
        found.append(catalogue.templates.broken_text(Span(source, at, at)))
        return None
    found += _pending(printed.values)
    return Document(framed(blocks, builder.frame, found))


def _verbatim(raw: Text) -> Document:
    text = raw.value.removesuffix("\n")
    return Document([Verbatim(text, raw.slice(0, len(text)))])


def _afterwards(
    document: Document, builder: ContextBuilder, options: Options, where: Span | None
) -> Iterator[Diagnostic]:
    """Yield what only the finished document shows."""
    report = builder.report
    yield from builder.unused_footnotes(document)
    written = report.opening or report.sections or report.problems or report.closing
    speech = builder.speech
    composes = speech is not None and speech.planner.uses_outline
    if not written and not _says_something(document):
        if report.indicators and not composes:
            yield catalogue.prose.no_prose(where)
        elif not any(one.has_figure for one in report.indicators.values()):
            yield catalogue.prose.nothing_given(where)
    if speech is not None:
        yield from speech.left_out(where)
    if options.final:
        from zongjie.compose.final import unsettled

        yield from unsettled(document, report)
        if builder.charts is not None:
            yield from builder.charts.awaited
        if speech is not None:
            yield from speech.unsettled()


def _beside(report: Report, raw: Text) -> Iterator[Diagnostic]:
    """Yield what is said of the keys that do nothing beside 原文 of the whole report."""
    given = {
        "开头": report.opening,
        "章节": report.sections,
        "存在问题": report.problems,
        "结尾": report.closing,
        "副标题": report.subtitle,
        "署名": report.byline,
        "主送": report.addressee,
        "附件": report.attachments,
        "落款": report.organ,
        "成文日期": report.date,
        "附表": report.annex,
        "图表": report.charts or report.own_charts,
    }
    ignored = "、".join(key for key, value in given.items() if value)
    if ignored:
        why = "写了“原文”，只印“原文”"
        yield catalogue.keys.without_effect(raw.slice(0, 1).span(), ignored, why)


def _says_something(document: Document) -> bool:
    return any(not isinstance(block, Title | Heading | Signature) for block in document.blocks)


def _pending(values: list[Any]) -> Iterator[Diagnostic]:
    """Yield a warning for each figure still to come that the template itself prints."""
    for value in values:
        indicator = value.figure.indicator if isinstance(value, Value) else None
        if indicator is not None and value.figure.pending:
            yield catalogue.prose.pending(indicator.key.span(), indicator.name)


def _missing(
    report: Report, template: Template, context: dict[str, object], where: Span | None
) -> list[Diagnostic]:
    """Return what the template needs and the report lacks."""
    lacks = [
        text
        for text in template.required
        if not context.get(text.value) and (text.value != "标题" or report.style.titled)
    ]
    lacks += [t for t in template.required_indicators if report.indicator(t.value) is None]
    found = []
    for text in lacks:
        related = (Related(text.span(), "模板在这里要求"),)
        what = f"“{text.value}”"
        if text.value == "标题":  # which the office and the year would make
            what += "（或者“单位名称”和“年份”）"
        found.append(catalogue.templates.report_lacks(where, what, related))
    return found
