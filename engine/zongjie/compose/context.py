"""A Report as the context of a template: everything read, every fault found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from zongjie.compose.figure import Figure, Refused
from zongjie.compose.frame import Frame
from zongjie.compose.meter import Part
from zongjie.compose.planned import PlannedItem, PlannedSection, as_written
from zongjie.compose.prose import ProseReader
from zongjie.compose.resolver import Resolver
from zongjie.compose.views import Drawn, IndicatorTable, Prose, Raw
from zongjie.compose.weak import weakly
from zongjie.diagnostics import Diagnostic, Text, catalogue
from zongjie.document import Document, Inlines, Run, Verbatim, footnotes, text_of
from zongjie.model import Report, Section, SectionForm, Style
from zongjie.model.dates import part_of_year
from zongjie.numerals import to_count
from zongjie.text import fold, name_key, pattern

if TYPE_CHECKING:
    from zongjie.compose.charts import Charts
    from zongjie.compose.speech import Speech
    from zongjie.compose.speech.gathering import Gathered
    from zongjie.model.outline import Outline


_SENTENCE = pattern(r"\{\{\s*句\s*[（(]")
_YEARS = {"上一年": -1, "年份": 0, "下一年": 1}
_TEXTS = {"单位名称": "office", "落款": "organ", "成文日期": "date"}
_NO_RAW = Raw(Verbatim(""), given=False)
_LOOSE = "，、, \u3000"  # what may stand at the end of a text whose sentence is not ended


class ContextBuilder:
    """Reads all prose of a report, whether a template prints it or not."""

    def __init__(
        self,
        report: Report,
        *,
        public: bool,
        found: list[Diagnostic],
        outline: Outline | None = None,
        gathered: Sequence[Gathered] = (),
    ) -> None:
        if public:
            report = report._replace(sections=_open(report.sections))
        self.report = report
        self.public = public
        self.found = found
        self.resolver = Resolver(report, weakly(self._fact), public=public)
        self.reader = ProseReader(report, self.resolver, found)
        self.speech: Speech | None = None
        if outline is not None:
            from zongjie.compose.speech import Speech  # most handwritten reports need none

            self.speech = Speech(self.resolver, self.reader, outline, gathered, found)
        self.sections = as_written(report.sections)
        self._title: Inlines | None = None  # read when it is first asked for
        self.charts: Charts | None = None  # until they are made, where any are asked for
        self._reading_title = False
        self.frame = Frame((), (), None, (), (), (), landscape=False)  # until it is read
        self._hollow = 0  # chapters of which nothing was left when they were read

    def build(self) -> dict[str, Any]:
        """Return the names a template may use."""
        report = self.report
        self.reader.names = weakly(self._names)
        self._check_formulas()
        if self.speech is not None:
            if not report.is_handwritten:
                self.speech.check_names()
            self.sections = self.speech.planner.plan()
        sections = [made for section in self.sections if (made := self._section(section))]
        title = self._whole_title()
        context = {
            "标题": Prose((title,) if title else ()),
            "自拟标题": Prose((title,) if (report.title or report.title_lines) and title else ()),
            "单位名称": self._line(report.office, "单位名称"),
            "年份": report.year or 0,
            "开头": Prose(self.reader.paragraphs(report.opening)),
            "章节": sections,
            "存在问题": self._problems(),
            "结尾": Prose(self.reader.paragraphs(report.closing)),
            "落款": self._line(report.organ, "落款"),
            "成文日期": self._line(report.date, "成文日期"),
            "指标": IndicatorTable(self.resolver, report),
            "体例": _style(report.style),
            "章节数": self._count().text,
            "期间": self._period(),
            "附表": self._annex(),
            "图表": self._charts(),
            "下级": [{"单位名称": self._line(m.office, "单位名称")} for m in report.members],
            **self._spoken(),
        }
        self.frame = self._read_frame()
        for key in (*report.footnotes, *self._glosses()):
            self.reader.footnote(key)  # its faults are told whether it is printed or not
        return context

    def _read_frame(self) -> Frame:
        """Return what stands round the text, whatever the template."""
        report = self.report
        lines = report.title_lines
        under = ((report.subtitle, "副标题"), (report.byline, "署名"))
        return Frame(
            tuple(self.reader.paragraphs(report.preface)),
            tuple(self.reader.line(line, "标题分行") for line in lines),
            lines[0].span() if lines else None,
            tuple(one for text, key in under if (one := self.reader.line(text, key))),
            self.reader.line(report.addressee, "主送"),
            tuple(one for name in report.attachments if (one := self.reader.line(name, "附件"))),
            report.landscape,
        )

    def _spoken(self) -> dict[str, Any]:
        """Return the names that stand for what the engine says by itself."""
        speech = self.speech
        if speech is None:
            return {"提纲": False, "时段": "", "打算": Prose([]), "汇总": [], "句": _no_sentence}
        return {
            "提纲": speech.planner.uses_outline,
            "时段": speech.clauses.calendar.whole(),
            "打算": speech.plans(),
            "汇总": speech.table(),
            "句": speech.sentence_of,
        }

    def _names(self) -> dict[str, Any]:
        """Return what ``{% %}`` in prose may ask for: the indicators by their names too."""
        table = IndicatorTable(self.resolver, self.report)
        own = {i.name: table[i.name] for i in self.report.indicators.values()}
        return {**own, "指标": table, "年份": self.report.year or 0}

    def _fact(self, name: str) -> Figure:
        """Return a fact of the report; raise Refused where it is not given."""
        report, said = self.report, ""
        if name == "章节数":
            return self._count()
        if name == "标题":
            if self._reading_title:
                raise Refused(partial(catalogue.prose.cyclic, chain="标题 → 标题"))
            said = text_of(self._whole_title())
        elif name in _YEARS:
            said = str(report.year + _YEARS[name]) if report.year else ""
            name = "年份"
        elif name in _TEXTS:
            text: Text | None = getattr(report, _TEXTS[name])
            said = text.value.strip() if text else ""
        elif name == "截至" and report.as_of:
            said = report.as_of.text.strip()
        elif name == "期间" and report.period:
            said = part_of_year(report.period) or "全年"
        if not said:
            raise Refused(partial(catalogue.prose.empty_attribute, name="报告", attribute=name))
        return Figure(said, name)

    def _count(self) -> Figure:
        return Figure(to_count(sum(map(_titled, self.sections)) - self._hollow), "章节数")

    def _annex(self) -> list[dict[str, Any]]:
        """Return the rows of 附表: all where it is asked for, else what found no room."""
        beyond = self.speech.planner.overflow if self.speech is not None else ()
        if not self.report.annex and not beyond:
            return []
        from zongjie.compose.annex import Annex  # few reports have one

        asked = set(self.resolver.asked)  # a row there is no use in the text
        annex = Annex(self.resolver, self.found)
        rows = annex.rows(None if self.report.annex else beyond)
        self.resolver.asked = asked
        return rows

    def _charts(self) -> list[Drawn]:
        """Return the charts that are asked for, each to be printed as a block."""
        if not self.report.charts and self.report.own_charts is None:
            return []
        from zongjie.compose.charts import Charts  # few reports have any

        self.charts = Charts(self.resolver, self.reader, self.found)
        return [Drawn(chart) for chart in self.charts.made()]

    def _whole_title(self) -> Inlines:
        """Return the title, read once."""
        if self._title is None:
            self._reading_title = True
            self._title = self._read_title()
            self._reading_title = False
        return self._title

    def _read_title(self) -> Inlines:
        report = self.report
        if not report.style.titled:
            return ()
        if report.title is not None:
            return self.reader.line(report.title, "标题")
        if report.title_lines:
            lines = (self.reader.line(line, "标题") for line in report.title_lines)
            return tuple(inline for line in lines for inline in line)
        if report.office is None or report.year is None:
            return ()
        origin = report.office.slice(0, len(report.office.value))
        year = f"{report.year}年{fold(part_of_year(report.period))}"
        return (Run(f"{fold(report.office.value.strip())}{year}工作总结", origin),)

    def _line(self, text: Text | None, key: str) -> Prose:
        inlines = self.reader.line(text, key)
        return Prose((inlines,) if inlines else ())

    def _period(self) -> Prose:
        period = self.report.period
        if period is None or not period.value.strip():
            return Prose(())
        said = part_of_year(period) or "全年"  # 全年 also of 2025年
        return Prose([(Run(fold(said), period.slice(0, len(period.value))),)])

    def _section(self, section: PlannedSection, *, outer: bool = True) -> Part | None:
        """Return a section to print, None where its prose turned out to say nothing."""
        title = self.reader.line(section.title, "标题")
        opening = self.reader.paragraphs(section.opening)
        form = section.form._replace(run_in=section.form.run_in and bool(opening))
        held = {
            "标题": Prose((title,) if title else (), form),
            "概括": self._line(section.label, "概括"),
            "开头": Prose(opening),
            "事项": [one for item in section.items if (one := self._item(item, form))],
            "章节": [one for s in section.sections if (one := self._section(s, outer=False))],
        }
        wanted = bool(section.items or section.sections)
        if wanted and not (held["开头"] or held["事项"] or held["章节"]):
            self._hollow += outer and _titled(section)
            return None
        return Part(held)

    def _item(self, planned: PlannedItem, form: SectionForm) -> Part | None:
        """Return an item to print; None where its text is only sentences that say nothing."""
        item = planned.item
        runs = self.reader.line(planned.lead, "段首句")
        lead = Prose((runs,) if runs else (), form)
        body = self.reader.paragraphs(item.measures_taken)
        if planned.composed:
            body = _run_on(_ended(body), [planned.composed])
        elif item.body is not None:
            body = _run_on(body, self.reader.paragraphs(item.body))
            if item.used and body:
                span, why = item.used[0].span(), "这一段写了“正文”"
                self.found.append(catalogue.keys.without_effect(span, "所用指标", why))
            if not any(body) and item.verbatim is None and item.body.value.strip():
                return None
            self._check_crowded(item.body, body)
        else:
            body = _ended(body)
        return Part({"段首句": lead, "正文": Prose(body), "原文": _raw(item.verbatim)})

    def _check_crowded(self, text: Text, body: Sequence[Inlines]) -> None:
        """Tell a paragraph of too many figures, where sentences were asked for in it."""
        if "句" not in text.value or _SENTENCE.search(text.value) is None:
            return
        from zongjie.model.outline import MOST_IN_TOPIC  # most handwritten reports need none

        for paragraph in body:
            values = [one.value for one in paragraph if isinstance(one, Run) and one.value]
            names = {name_key(value).partition(".")[0] for value in values}
            if len(names) > MOST_IN_TOPIC:
                count = len(names)
                self.found.append(catalogue.outline.crowded(text.span(), count, MOST_IN_TOPIC))

    def _problems(self) -> Part | None:
        problems = self.report.problems
        if problems is None:
            return None
        written = [self._line(entry, "条目") for entry in problems.entries]
        if self.public and self.speech is not None:
            self.found += self.speech.candidates.public_figures(problems)
        taken = self.speech.taken(problems, len(written)) if self.speech is not None else []
        entries = [e for e in (taken + written if problems.taken_first else written + taken) if e]
        transition = self.reader.paragraphs(problems.transition)
        if not entries and not _is_sentence(transition):
            place = problems.transition or problems.title
            if place is not None:
                why = "没有条目，也没有采用，这一部分不印"
                self.found.append(catalogue.keys.without_effect(place.span(), "存在问题", why))
            return None
        held = {
            "标题": self._line(problems.title, "标题"),
            "过渡语": Prose(_leading(transition) if entries else transition),
            "条目": entries,
        }
        return Part(held)

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


def _no_sentence(*names: object) -> Prose:
    """Stand in for 句 where the outline was not asked for: no shipped template calls it."""
    raise Refused(partial(catalogue.prose.unknown_name, name=str(names[:1]), nearest=""))


def _titled(section: PlannedSection) -> bool:
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


def _is_sentence(paragraphs: Sequence[Inlines]) -> bool:
    """Whether a text says something by itself, and leads to nothing that is missing."""
    said = text_of(paragraphs[-1]).rstrip() if paragraphs else ""
    return bool(said) and not said.endswith(("：", ":", "，", "、"))


def _leading(paragraphs: Sequence[Inlines]) -> Sequence[Inlines]:
    """Return a transition that leads to what follows it: ，of the person's own will do."""
    said = text_of(paragraphs[-1]).rstrip() if paragraphs else ""
    return paragraphs if said.endswith(tuple(_LOOSE)) else _ended(paragraphs, "：")


def _ended(paragraphs: Sequence[Inlines], mark: str = "。") -> Sequence[Inlines]:
    """Return paragraphs of which the last ends a sentence: another is to follow it."""
    last = paragraphs[-1][-1] if paragraphs and paragraphs[-1] else None
    if not isinstance(last, Run) or last.text.rstrip().endswith(tuple("。！？：；…”）")):
        return paragraphs
    ended = last._replace(text=f"{last.text.rstrip(_LOOSE)}{mark}")
    return [*paragraphs[:-1], (*paragraphs[-1][:-1], ended)]


def _run_on(first: Sequence[Inlines], then: Sequence[Inlines]) -> Sequence[Inlines]:
    """Return paragraphs that go on in the last one before them."""
    if not first or not then:
        return first or then
    return [*first[:-1], (*first[-1], *then[0]), *then[1:]]


def _raw(text: Text | None) -> Raw:
    """Return 原文; the line end that closes a block scalar is none of it."""
    if text is None:
        return _NO_RAW
    block = Verbatim(text.value.removesuffix("\n"), text.slice(0, len(text.value)))
    return Raw(block, given=text.value != "")


def _style(style: Style) -> dict[str, str]:
    return {
        "分条": style.item_mark,
        "条目序号": style.item_number,
        "条目分段": "是" if style.items_apart else "否",
    }
