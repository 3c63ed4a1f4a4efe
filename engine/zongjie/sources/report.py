"""One file or a folder of files → a Report, all faults at once."""

import os
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from zongjie.diagnostics import (
    Diagnostic,
    Source,
    Span,
    Text,
    catalogue,
    has_errors,
)
from zongjie.diagnostics.reasons import reason
from zongjie.model import (
    ChartWish,
    Item,
    Problems,
    Report,
    Section,
    Status,
    TopicChange,
)
from zongjie.records import NamedTuple
from zongjie.sources import figures, forms, schema, switches
from zongjie.sources.files import read_source
from zongjie.sources.indicators import Defaults, Indicators
from zongjie.sources.nodes import Scalar, parse
from zongjie.sources.places import MAIN_NAMES, Search, names_of
from zongjie.sources.schema import Record
from zongjie.sources.switches import Switch
from zongjie.text import name_key, pattern

if TYPE_CHECKING:
    from zongjie.sources.mending import Judged

SCHEMA = "report.schema.json"
# Where the schema of a main file, and of one of indicators, stands, and what it is called.
_POINTERS = {True: ("#", "报告"), False: ("#/$defs/指标文件", "指标文件")}
_WHOLE_DATE = pattern(r"[12]\d{3}年(?:[1-9]|1[0-2])月(?:[1-9]|[12]\d|3[01])日")
_MOST_FAULTS = 2000  # nobody types that many: what has more is no report


class Loaded(NamedTuple):
    """What was read: the report where it could be made out, and all that is wrong."""

    report: Report | None
    diagnostics: list[Diagnostic]
    sources: tuple[Source, ...]
    paths: tuple[Path, ...]
    head: Span | None = None  # the first key: where to point when a whole report lacks something
    switches: tuple[Switch, ...] = ()  # checks that a comment turns off on its line


def load(path: str | os.PathLike[str]) -> Loaded:
    """Read a report file, or a folder with its main file and indicator files."""
    found: list[Diagnostic] = []
    try:
        paths = _files(Path(path), found)
    except OSError as error:  # a folder nobody may list, a name no system takes
        return Loaded(None, [catalogue.files.unreadable(str(path), reason(error))], (), ())
    sources = []
    for file, name in paths:
        source, faults = read_source(file, name)
        found += faults
        sources.append(source)
    return _loaded(sources, tuple(file for file, _ in paths), found)


def load_text(text: str, name: str = "报告.yaml") -> Loaded:
    """Read a report from a string, as :func:`load` does from one file."""
    return load_sources([Source(name, text)])


def load_sources(sources: Sequence[Source]) -> Loaded:
    """Read a report from the texts of its files, the main one first."""
    return _loaded(sources, (), [])


def _loaded(
    sources: Sequence[Source | None], paths: tuple[Path, ...], found: list[Diagnostic]
) -> Loaded:
    """Return what the files say; those that could not be read are None."""
    loaded = _as_written(sources, paths, found)
    if not has_errors(loaded.diagnostics) or len(loaded.diagnostics) > _MOST_FAULTS:
        return loaded
    from zongjie.sources.mending import mend  # few reports have errors

    told = list(found)
    copies: list[Source | None] = []
    for at, source in enumerate(sources):
        if source is None:
            copies.append(None)
            continue
        spec = schema.load(SCHEMA, _POINTERS[at == 0][0])
        mended = mend(source, spec, partial(_judge, main=at == 0))
        copies.append(mended.source)
        told += mended.diagnostics
    if copies == list(sources):
        return loaded
    return _as_written(copies, paths, told)._replace(sources=loaded.sources)


def _as_written(
    sources: Sequence[Source | None], paths: tuple[Path, ...], found: list[Diagnostic]
) -> Loaded:
    """Return what the files say, taken at their word."""
    found = list(found)
    read = [
        read_record(source, found, main=at == 0) if source else None
        for at, source in enumerate(sources)
    ]
    records = [record for record in read if record is not None]
    report = _Builder(found).report(records) if records and len(records) == len(read) else None
    head = records[0].node.span() if records else None
    off = switches.switched_off([record.node for record in records], found)
    return Loaded(report, found, tuple(filter(None, sources)), paths, head, off)


def _judge(source: Source, *, main: bool) -> "Judged":
    """Return what one file of a report says, and the faults it has on its own."""
    from zongjie.sources.mending import Judged

    found: list[Diagnostic] = []
    record = read_record(source, found, main=main)
    if record is None:
        return Judged(None, found)
    if main:
        _Builder(found).report([record])
    elif (table := record.record("指标")) is not None:
        Indicators(found).add_all(table, Defaults())
    return Judged(record.size(), found)


def _files(path: Path, found: list[Diagnostic]) -> list[tuple[Path, str]]:
    """Return the files of a report, the main one first, with the names shown."""
    shown = str(path)
    names = names_of(shown)
    mains = [name for name in names if name == shown or os.path.split(name)[0] == shown]
    if not mains:
        only = Search(path).taken[:1]
        there = str(only[0]) if only else ""
        found.append(catalogue.files.no_report(shown, "、".join(MAIN_NAMES[:2]), there))
        return []
    if len(mains) > 1:
        both = "、".join(os.path.split(main)[1] for main in mains)
        found.append(catalogue.files.two_reports(shown, both))
        return []
    return [(file, str(file)) for file in map(Path, names)]


def read_record(source: Source, found: list[Diagnostic], *, main: bool) -> Record | None:
    """Return the main file of a report, or a file of indicators, as the schema sees it."""
    node, faults = parse(source)
    found += faults
    if node is None:
        return None
    pointer, name = _POINTERS[main]
    value, faults = schema.read(node, schema.load(SCHEMA, pointer), name)
    found += faults
    return value if isinstance(value, Record) else None


class _Builder:
    def __init__(self, found: list[Diagnostic]) -> None:
        self.found = found

    def report(self, records: list[Record]) -> Report:
        """Build the report from its main record and those of the indicator files."""
        main, *rest = records
        text = main.text
        year = text("年份")
        as_of = text("截至")
        date = figures.date(as_of, self.found) if as_of else None
        for key in ("单位名称", "落款", "署名"):
            figures.name(text(key), key, self.found)
        indicators = self._indicators(main, rest, Defaults(as_of=date))
        report = Report(
            template=text("模板"),
            profile=text("版式"),
            office=text("单位名称"),
            year=int(year.value.strip().removesuffix("年")) if year else None,
            title=text("标题"),
            style=forms.style(main.record("体例")),
            txt=forms.txt_form(main.record("纯文本")),
            as_of=date,
            indicators=indicators.by_key,
            opening=text("开头"),
            sections=tuple(self._section(record) for record in main.records("章节")),
            no_sections=main.values.get("章节") == [],
            topics=self._topics([record.record("事项") for record in records]),
            period=text("期间"),
            members_at=text("下级报告"),
            footnotes=self._footnotes(main.record("脚注")),
            problems=self._problems(main.record("存在问题")),
            closing=text("结尾"),
            organ=text("落款"),
            date=self._signed(text("成文日期")),
            muted=switches.muted(main.record("检查"), self.found),
            bounds=switches.bounds(main.record("检查")),
            last_at=text("上年报告"),
            verbatim=text("原文"),
        )
        return _with_frame(report, main)

    def _indicators(self, main: Record, rest: list[Record], outer: Defaults) -> Indicators:
        indicators = Indicators(self.found)
        if (table := main.record("指标")) is not None:
            indicators.add_all(table, outer)
        for record in rest:
            if (table := record.record("指标")) is not None:
                indicators.add_all(table, self._defaults(record, outer))
        return indicators

    def _defaults(self, record: Record, outer: Defaults) -> Defaults:
        as_of = record.text("截至")
        public = record.text("公开")
        status = record.text("状态")
        return Defaults(
            department=record.text("科室"),
            origin=record.text("来源"),
            as_of=figures.date(as_of, self.found) if as_of else outer.as_of,
            public=public is None or public.value == "是",
            says_public=public is not None,
            status=figures.STATUSES[status.value] if status else Status.VERIFIED,
        )

    def _section(self, record: Record) -> Section:
        return Section(
            record.text("标题"),
            record.text("开头"),
            tuple(_item(item) for item in record.records("事项")),
            tuple(self._section(inner) for inner in record.records("章节")),
            record.text("沿用"),
            forms.section_form(record),
            forms.count(record, "字数"),
        )

    def _topics(self, tables: list[Record | None]) -> dict[str, TopicChange]:
        """Return what the files say of the outline's topics; a department writes its own."""
        changes: dict[str, TopicChange] = {}
        rows = [(t, name, key) for t in tables if t for name, key in t.keys.items()]
        for table, name, key in rows:
            record = table.record(name)
            if record is None:
                continue
            left_out = record.text("略去")
            folded = name_key(name)
            if folded in changes:
                first = changes[folded].name.span()
                self.found.append(catalogue.keys.duplicate_key(key.span(), name, first))
            dropped = left_out is not None and left_out.value == "是"
            changes[folded] = TopicChange(key, _item(record), dropped)
        return changes

    def _signed(self, text: Scalar | None) -> Scalar | None:
        """Return 成文日期, which is printed as typed (GB/T 9704-2012 7.3.5.4)."""
        if text is not None and not _WHOLE_DATE.fullmatch(text.value.strip()):
            self.found.append(catalogue.keys.not_a_whole_date(text.span(), text.value.strip()))
        return text

    def _problems(self, record: Record | None) -> Problems | None:
        if record is None:
            return None
        order = list(record.keys)
        return Problems(
            record.text("标题"),
            record.text("过渡语"),
            tuple(record.texts("条目")),
            _names(record, "采用"),
            _names(record, "不用"),
            "采用" in order and "条目" in order and order.index("采用") < order.index("条目"),
        )

    def _footnotes(self, table: Record | None) -> dict[str, tuple[Scalar, Scalar]]:
        notes: dict[str, tuple[Scalar, Scalar]] = {}
        for name, key in table.keys.items() if table else ():
            folded = name_key(name)
            text = table.text(name) if table else None
            if folded in notes:
                first = notes[folded][0].span()
                self.found.append(catalogue.keys.duplicate_key(key.span(), name, first))
            elif text is not None:
                notes[folded] = (key, text)
        return notes


def _with_frame(report: Report, main: Record) -> Report:
    """Return a report with what stands round its text."""
    annex = main.text("附表")
    asked = annex.value if annex is not None else ""
    charts = main.text("图表")
    return report._replace(
        preface=main.text("文前"),
        title_lines=tuple(main.texts("标题分行")),
        subtitle=main.text("副标题"),
        byline=main.text("署名"),
        addressee=main.text("主送"),
        attachments=tuple(main.texts("附件")),
        annex=asked in ("是", "横排"),
        landscape=asked == "横排",
        charts=tuple(_charts(main)),
        limit=forms.count(main, "字数"),
        own_charts=charts if charts is not None and charts.value == "是" else None,
    )


def _item(record: Record) -> Item:
    public = record.text("公开")
    return Item(
        record.text("段首句"),
        record.text("正文"),
        record.text("举措"),
        _names(record, "所用指标"),
        record.text("原文"),
        public is None or public.value == "是",
    )


def _charts(main: Record) -> Iterator[ChartWish]:
    """Yield the charts asked for; one that does not say what it compares was told of."""
    for record in main.records("图表"):
        compares = record.text("比较")
        if compares is not None:
            yield ChartWish(record.text("标题"), compares, _names(record, "指标"))


def _names(record: Record, key: str) -> tuple[Text, ...]:
    """Return a list of indicators."""
    return figures.listed(record.texts(key)) if key in record.values else ()
