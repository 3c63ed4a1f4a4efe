"""A Report as the context of a template: everything read, every fault found."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from zongjie.compose.annex import Annex
from zongjie.compose.figure import Figure, Refused
from zongjie.compose.marks import fold
from zongjie.compose.prose import ProseReader
from zongjie.compose.resolver import Resolver
from zongjie.compose.views import IndicatorTable, Prose, Raw
from zongjie.diagnostics import Diagnostic, Text, catalogue
from zongjie.document import Document, Inline, Inlines, Run, Verbatim, footnotes, text_of
from zongjie.model import Indicator, Item, Report, Section
from zongjie.numerals import to_count


class ContextBuilder:
    """Reads all prose of a report, whether a template prints it or not."""

    def __init__(self, report: Report, *, public: bool, found: list[Diagnostic]) -> None:
        self.report = report
        self.public = public
        self.found = found
        self.resolver = Resolver(report, public=public)
        self.reader = ProseReader(report, self.resolver, found)
        self.sections = _open(report.sections) if public else report.sections
        self.dropped: list[tuple[Text, Indicator]] = []  # clauses without a figure
        self._title: Inlines | None = None
        self._add_facts()

    def build(self) -> dict[str, Any]:
        """Return the names a template may use."""
        report = self.report
        self.reader.names = self._names
        self._check_formulas()
        self._title = self._read_title()
        context = {
            "标题": Prose([self._title] if self._title else []),
            "单位名称": self._line(report.office, "单位名称"),
            "年份": report.year or 0,
            "开头": Prose(self.reader.paragraphs(report.opening)),
            "章节": [self._section(section) for section in self.sections],
            "存在问题": self._problems(),
            "结尾": Prose(self.reader.paragraphs(report.closing)),
            "落款": self._line(report.organ, "落款"),
            "成文日期": self._line(report.date, "成文日期"),
            "指标": IndicatorTable(self.resolver, report),
            "体例": {"分条": report.style.item_mark},
            "附表": Annex(self.resolver, self.found).rows() if report.annex else [],
        }
        for key in (*report.footnotes, *self._glosses()):
            self.reader.footnote(key)  # its faults are told whether it is printed or not
        return context

    def _names(self) -> dict[str, Any]:
        """Return what ``{% %}`` in prose may ask for: the indicators by their names too."""
        table = IndicatorTable(self.resolver, self.report)
        own = {i.name: table[i.name] for i in self.report.indicators.values()}
        return {**own, "指标": table, "年份": self.report.year or 0}

    def _add_facts(self) -> None:
        report, facts = self.report, self.resolver.facts
        year = report.year
        facts["年份"] = partial(self._fact, "年份", str(year) if year else "")
        facts["上一年"] = partial(self._fact, "年份", str(year - 1) if year else "")
        facts["下一年"] = partial(self._fact, "年份", str(year + 1) if year else "")
        facts["章节数"] = partial(self._fact, "章节数", to_count(sum(map(_titled, self.sections))))
        facts["截至"] = partial(
            self._fact, "截至", report.as_of.text.strip() if report.as_of else ""
        )
        texts = {"单位名称": report.office, "落款": report.organ, "成文日期": report.date}
        for name, text in texts.items():
            facts[name] = partial(self._fact, name, text.value.strip() if text else "")
        facts["标题"] = self._title_fact

    def _fact(self, name: str, text: str) -> Figure:
        if not text:
            raise Refused(partial(catalogue.prose.empty_attribute, name="报告", attribute=name))
        return Figure(text, name)

    def _title_fact(self) -> Figure:
        if self._title is None:
            raise Refused(partial(catalogue.prose.cyclic, chain="标题 → 标题"))
        return self._fact("标题", text_of(self._title))

    def _read_title(self) -> Inlines:
        report = self.report
        if report.title is not None:
            return self.reader.line(report.title, "标题")
        if report.office is None or report.year is None:
            return ()
        origin = report.office.slice(0, len(report.office.value))
        return (Run(f"{fold(report.office.value.strip())}{report.year}年工作总结", origin),)

    def _line(self, text: Text | None, key: str) -> Prose:
        inlines = self.reader.line(text, key)
        return Prose([inlines] if inlines else [])

    def _section(self, section: Section) -> dict[str, Any]:
        return {
            "标题": self._line(section.title, "标题"),
            "开头": Prose(self.reader.paragraphs(section.opening)),
            "事项": [self._item(item) for item in section.items],
            "章节": [self._section(inner) for inner in section.sections],
        }

    def _item(self, item: Item) -> dict[str, Any]:
        lead = self._line(item.lead, "段首句")
        body = self.reader.paragraphs(item.measures_taken)
        if item.body is None or not item.body.value.strip():
            sentence = self._composed(item)
            body = _run_on(body, [sentence] if sentence else [])
        else:
            body = _run_on(body, self.reader.paragraphs(item.body))
            if item.used:
                span, why = item.used[0].span(), "这一段写了“正文”"
                self.found.append(catalogue.keys.without_effect(span, "所用指标", why))
        raw = item.verbatim
        block = (
            Verbatim(_unframed(raw.value), raw.slice(0, len(raw.value))) if raw else Verbatim("")
        )
        return {"段首句": lead, "正文": Prose(body), "原文": Raw(block)}

    def _composed(self, item: Item) -> Inlines:
        """Return one sentence of the used indicators that have a figure."""
        clauses: list[Inline] = []
        for name in item.used:
            figure = self._figure(name)
            if figure is None:
                continue
            indicator = figure.indicator
            if indicator is None:
                place = name.span()
                self.found.append(catalogue.prose.not_an_indicator(place, name.value.strip()))
                continue
            if figure.pending:
                self.dropped.append((name, indicator))
                place = name.span()
                self.found.append(catalogue.prose.pending(place, indicator.name, dropped=True))
                continue
            origin = name.slice(0, len(name.value))
            joint = "，" if clauses else ""
            clauses.append(Run(f"{joint}{fold(indicator.name)}", origin))
            clauses.append(Run(fold(figure.text), origin, fold(name.value).strip()))
            # Behind the figure: between name and figure the mark would read as a digit.
            if indicator.gloss is not None and self.report.indicator(indicator.name) is indicator:
                note = self.reader.note(indicator.name, origin)
                clauses += [note] if note is not None else []
        return (*clauses, Run("。", clauses[-1].origin)) if clauses else ()

    def _figure(self, name: Text) -> Figure | None:
        """Return what a sentence says of an indicator; what is not public drops out."""
        indicator = self.report.indicator(name.value)
        if indicator is not None and self.public and not indicator.public:
            return None
        try:
            return self.resolver.resolve(name.value)
        except Refused as refused:
            self.found += refused.at(name.span())
            return None

    def _problems(self) -> dict[str, Any] | None:
        problems = self.report.problems
        if problems is None:
            return None
        return {
            "标题": self._line(problems.title, "标题"),
            "过渡语": Prose(self.reader.paragraphs(problems.transition)),
            "条目": [self._line(entry, "条目") for entry in problems.entries],
        }

    def _check_formulas(self) -> None:
        for indicator in self.report.indicators.values():
            if indicator.formula is not None:
                try:
                    self.resolver.values(indicator)
                except Refused as refused:
                    self.found += refused.at(indicator.formula.span())

    def _glosses(self) -> dict[str, tuple[Text, str]]:
        return {
            key: (indicator.gloss, indicator.name)
            for key, indicator in self.report.indicators.items()
            if indicator.gloss is not None
        }

    def unused_footnotes(self, document: Document) -> Iterator[Diagnostic]:
        """Yield what is said of each footnote that the document does not print."""
        used = self.reader.notes_refused | footnotes(document).keys()
        for key, (name, _) in self.report.footnotes.items():
            if key not in used:
                yield catalogue.prose.unused_footnote(name.span(), name.value)
        for key, (gloss, owner) in self._glosses().items():
            if key not in used:
                yield catalogue.prose.unused_footnote(gloss.span(), owner)


def _titled(section: Section) -> bool:
    return section.title is not None and bool(section.title.value.strip())


def _open(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Return sections without what is 公开: 否, nor a heading that is left with nothing."""
    found = []
    for section in sections:
        items = tuple(item for item in section.items if item.public)
        inner = _open(section.sections)
        lost = len(items) < len(section.items) or len(inner) < len(section.sections)
        if not lost or items or inner or section.opening is not None:
            found.append(section._replace(items=items, sections=inner))
    return tuple(found)


def _run_on(first: list[Inlines], then: list[Inlines]) -> list[Inlines]:
    """Return paragraphs that go on in the last one before them."""
    if not first or not then:
        return first or then
    return [*first[:-1], (*first[-1], *then[0]), *then[1:]]


def _unframed(text: str) -> str:
    """Return a block scalar's value without the line end that closes it."""
    return text.removesuffix("\n")
