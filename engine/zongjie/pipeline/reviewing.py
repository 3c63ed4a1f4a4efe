"""What `check` found, on paper: a list for the 科长, and a query sheet for each 科室."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Final

from zongjie.diagnostics import Diagnostic, Span
from zongjie.diagnostics.render import summary
from zongjie.document import (
    Block,
    Document,
    Paragraph,
    Run,
    Signature,
    Subtitle,
    Table,
    Title,
    text_of,
)
from zongjie.model import Indicator, Report, TxtForm
from zongjie.pipeline.outputs import default_profile
from zongjie.records import NamedTuple
from zongjie.sources.report import Loaded
from zongjie.text import name_key, unicode_only

FORMATS: Final = ("docx", "html", "txt", "md")
UNASSIGNED: Final = "未分科室"
_REFERENCE: Final = re.compile(r"(?:\{\{|｛｛)\s*([^.{}|（(]+)")
_TOP_LEVEL: Final = re.compile(r"\n[^\s#]")
_UNFIT: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f]')  # in a name of a file on Windows


class Finding(NamedTuple):
    """A diagnostic with the indicator and the 科室 it is about, where it is about one."""

    diagnostic: Diagnostic
    department: str = ""
    indicator: Indicator | None = None


def findings(loaded: Loaded, diagnostics: Iterable[Diagnostic]) -> list[Finding]:
    """Return what was found in a report, each with whom it concerns."""
    places = _Places(loaded.report)
    found = []
    for one in diagnostics:
        indicator = places.indicator(one)
        department = indicator.department if indicator is not None else None
        found.append(Finding(one, department.value.strip() if department else "", indicator))
    return found


class _Places:
    """Which indicator a place of the YAML is about."""

    def __init__(self, report: Report | None) -> None:
        self.report = report
        self.all = tuple(report.indicators.values()) if report is not None else ()

    def indicator(self, diagnostic: Diagnostic) -> Indicator | None:
        spans = [diagnostic.span, *(related.span for related in diagnostic.related)]
        for span in spans:
            found = self._at(span) if span is not None else None
            if found is not None:
                return found
        return None

    def _at(self, span: Span) -> Indicator | None:
        for match in _REFERENCE.finditer(span.text):
            named = self.report.indicator(name_key(match[1])) if self.report else None
            if named is not None:
                return named
        above = [
            (key.start, one)
            for one in self.all
            if (key := one.key.span()).source is span.source and key.start <= span.start
        ]
        if not above:
            return None
        start, last = max(above, key=lambda pair: pair[0])
        # What begins at the margin after it is no longer a part of 指标.
        end = _TOP_LEVEL.search(span.source.text, start)
        return last if end is None or span.start < end.end() else None


def issue_list(found: Sequence[Finding]) -> Document:
    """Return 问题清单: every finding in reading order, with place, way out and 科室."""
    rows = [_row("序号", "级别", "位置", "问题", "怎么改", "科室")]
    for number, one in enumerate(found, 1):
        told = one.diagnostic
        severity = f"{told.severity.value} {told.code}"
        where = _place(told.span)
        rows.append(_row(str(number), severity, where, told.message, told.hint, one.department))
    text = summary(one.diagnostic for one in found) or "没有发现问题"
    blocks: list[Block] = [Title((Run("工作总结问题清单"),)), _paragraph(f"共{text}。")]
    return Document([*blocks, Table(tuple(rows))] if found else blocks)


def query_sheets(found: Sequence[Finding], year: int | None = None) -> dict[str, Document]:
    """Return a 反馈单 for each 科室 that something is to be asked of, by its name."""
    by_department: dict[str, list[Finding]] = {}
    for one in found:
        by_department.setdefault(one.department or UNASSIGNED, []).append(one)
    return {name: _sheet(name, asked, year) for name, asked in sorted(by_department.items())}


def _sheet(department: str, asked: Sequence[Finding], year: int | None) -> Document:
    rows = [_row("序号", "指标", "现在的数", "要核实的", "答复（填改后的数或者说明）")]
    for number, one in enumerate(asked, 1):
        indicator, told = one.indicator, one.diagnostic
        name = indicator.name if indicator is not None else _place(told.span)
        value = str(indicator.values or "（空）") if indicator is not None else ""
        rows.append(_row(str(number), name, value, told.message, ""))
    title = f"{year}年工作总结数据反馈单" if year else "工作总结数据反馈单"
    return Document(
        [
            Title((Run(title),)),
            Subtitle((Run(f"（{department}）"),)),
            _paragraph("下列各项请核对后逐条答复，由科室负责人签字，送回办公室。"),
            Table(tuple(rows)),
            Signature((Run("填报人：　　　　　科室负责人："),), (Run("　　　　年　　月　　日"),)),
        ]
    )


def sheet_name(department: str) -> str:
    """Return the name of a sheet's file, such as Windows takes it."""
    return f"反馈单-{_UNFIT.sub('_', department).strip(' .') or UNASSIGNED}.docx"


def written(document: Document, form: str) -> bytes:
    """Return a list or a sheet as docx, html, txt or md."""
    if form == "docx":
        from zongjie.writers import docx

        titles = (text_of(one.runs) for one in document.blocks if isinstance(one, Title))
        properties = docx.Properties(next(titles, ""), {})
        return docx.write(document, default_profile(), properties)
    if form == "html":
        from zongjie.writers import html

        return html.write(document, "问题清单", traced=False).encode("utf-8")
    if form == "md":
        from zongjie.writers import md

        return md.write(document).encode("utf-8")
    from zongjie.writers import txt

    return txt.write(document, TxtForm()).encode("utf-8")


def _place(span: Span | None) -> str:
    if span is None:
        return ""
    return f"{unicode_only(PurePath(span.source.name).stem)}第{span.position[0]}行"


def _row(*cells: str) -> tuple[tuple[Run, ...], ...]:
    return tuple((Run(cell),) if cell else () for cell in cells)


def _paragraph(text: str) -> Paragraph:
    return Paragraph((), (Run(text),))
