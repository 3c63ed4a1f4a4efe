"""A Report as the context of a template: everything read, every fault found."""

from __future__ import annotations

from functools import partial
from typing import Any

from zongjie.compose.figure import Figure, Refused
from zongjie.compose.prose import ProseReader
from zongjie.compose.resolver import Resolver
from zongjie.compose.views import IndicatorTable, Prose, Raw, Value
from zongjie.diagnostics import Diagnostic, Text, catalogue
from zongjie.document import Inline, Inlines, Run, Verbatim, text_of
from zongjie.model import Indicator, Item, Report, Section
from zongjie.numerals import to_chinese

_ANNEX_FIGURES = ("本年", "上年", "同比", "目标", "完成率")


class ContextBuilder:
    """Reads all prose of a report, whether a template prints it or not."""

    def __init__(self, report: Report, *, public: bool, found: list[Diagnostic]) -> None:
        self.report = report
        self.public = public
        self.found = found
        self.resolver = Resolver(report, public=public)
        self.reader = ProseReader(report, self.resolver, found)
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
            "章节": [self._section(section) for section in report.sections],
            "存在问题": self._problems(),
            "结尾": Prose(self.reader.paragraphs(report.closing)),
            "落款": self._line(report.organ, "落款"),
            "成文日期": self._line(report.date, "成文日期"),
            "指标": IndicatorTable(self.resolver, report),
            "体例": {"分条": report.style.item_mark},
            "附表": self._annex() if report.annex else [],
        }
        self._check_footnotes()
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
        facts["章节数"] = partial(self._fact, "章节数", _count(len(report.sections)))
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
        return (Run(f"{report.office.value.strip()}{report.year}年工作总结", origin),)

    def _line(self, text: Text | None, key: str) -> Prose:
        inlines = self.reader.line(text, key)
        return Prose([inlines] if inlines else [])

    def _section(self, section: Section) -> dict[str, Any]:
        return {
            "标题": self._line(section.title, "标题"),
            "开头": Prose(self.reader.paragraphs(section.opening)),
            "事项": [self._item(item) for item in section.items if item.public or not self.public],
            "章节": [self._section(inner) for inner in section.sections],
        }

    def _item(self, item: Item) -> dict[str, Any]:
        lead = self._line(item.lead, "段首句")
        body = self.reader.paragraphs(item.body)
        if item.body is None:
            body = self._composed(item)
        raw = item.verbatim
        block = (
            Verbatim(_unframed(raw.value), raw.slice(0, len(raw.value))) if raw else Verbatim("")
        )
        return {"段首句": lead, "正文": Prose(body), "原文": Raw(block)}

    def _composed(self, item: Item) -> list[Inlines]:
        """Return 举措, then one sentence of the used indicators that have a figure."""
        paragraphs = self.reader.paragraphs(item.measures_taken)
        clauses: list[Inline] = []
        for name in item.used:
            figure = self._figure(name)
            if figure is None or figure.indicator is None or figure.pending:
                continue
            origin = name.slice(0, len(name.value))
            joint = "，" if clauses else ""
            clauses.append(Run(f"{joint}{figure.indicator.name}", origin))
            if figure.indicator.gloss is not None:
                note = self.reader.note(name.value, origin)
                clauses += [note] if note is not None else []
            clauses.append(Run(figure.text, origin, figure.ref))
        if not clauses:
            return paragraphs
        sentence = (*clauses, Run("。", clauses[-1].origin))
        if not paragraphs:
            return [sentence]
        return [*paragraphs[:-1], (*paragraphs[-1], *sentence)]

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

    def _annex(self) -> list[dict[str, Any]]:
        """Return the rows of the annex table; what cannot be derived stays empty."""
        rows = []
        for indicator in self.report.indicators.values():
            if indicator.public or not self.public:
                cells = {name: self._cell(indicator, name) for name in _ANNEX_FIGURES}
                department = indicator.department.value if indicator.department else ""
                rows.append({"指标": indicator.name, "科室": department, **cells})
        return rows

    def _cell(self, indicator: Indicator, attribute: str) -> Value | str:
        name = indicator.name if attribute == "本年" else f"{indicator.name}.{attribute}"
        try:
            figure = self.resolver.resolve(name)
        except Refused:
            return ""
        text = figure.text.removeprefix("同比") if attribute == "同比" else figure.text
        return "" if figure.pending and attribute != "本年" else Value(figure._replace(text=text))

    def _check_formulas(self) -> None:
        for indicator in self.report.indicators.values():
            if indicator.formula is not None:
                try:
                    self.resolver.values(indicator)
                except Refused as refused:
                    self.found += refused.at(indicator.formula.span())

    def _check_footnotes(self) -> None:
        for key, (name, text) in self.report.footnotes.items():
            if key not in self.reader.notes_used:
                self.reader.line(text, "脚注")
                self.found.append(catalogue.prose.unused_footnote(name.span(), name.value))
        for key, indicator in self.report.indicators.items():
            if indicator.gloss is not None and key not in self.reader.notes_used:
                span = indicator.gloss.span()
                self.found.append(catalogue.prose.unused_footnote(span, indicator.name))


def _count(number: int) -> str:
    """Return a count as it is said before a measure word: 两方面, 六方面."""
    return "两" if number == 2 else to_chinese(number)


def _unframed(text: str) -> str:
    """Return a block scalar's value without the line end that closes it."""
    return text.removesuffix("\n")
