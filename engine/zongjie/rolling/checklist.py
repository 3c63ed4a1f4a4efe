"""待核清单.txt: what to look at in a report rolled on, to be printed and ticked off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from zongjie.diagnostics import Diagnostic
from zongjie.files import path_between
from zongjie.rolling import Rolled, Wanted

_CHANGED: Final = ("ZJ849",)
# Each heading with the codes under it, in the order in which an office works them off.
_PARTS: Final = (
    ("文字里说着去年的", ("ZJ841", "ZJ842", "ZJ843", "ZJ844", "ZJ845")),
    ("手打的数，还是去年的", ("ZJ846",)),
    ("上年数待补、待换", ("ZJ847", "ZJ851")),
    ("清空了的，要重新填", ("ZJ848",)),
    ("系统改了的，看一眼", _CHANGED),
    ("去年关掉的检查", ("ZJ850",)),
)
_NUMERALS: Final = "一二三四五六七八九"
_ROW: Final = 44  # characters of the row that is quoted
_INDENT: Final = "　　　　"
_NO_DEPARTMENT: Final = "没有写科室的"
_LAST_OF_ALL: Final = "要科室报的数"


def checklist(rolled: Sequence[Rolled], folder: Path) -> str:
    """Return the list as text, with the line ends of Windows.

    Files are called as they are seen from ``folder``, where the list will lie.
    """
    return "\r\n".join(_lines(rolled, folder)) + "\r\n"


def _lines(rolled: Sequence[Rolled], folder: Path) -> Iterator[str]:
    first = rolled[0].years
    yield f"待核清单：{first.old}年的报告滚动到{first.new}年"
    yield ""
    yield "数已经挪到“上年”，今年的空着。文字照旧留着，下面各处请逐条核对，改好一处勾一处。"
    findings = [finding for one in rolled for finding in one.findings]
    number = 0
    for title, codes in _PARTS:
        some = [finding for finding in findings if finding.code in codes]
        if some:
            yield from ("", f"{_NUMERALS[number]}、{title}（{len(some)}处）")
            number += 1
            yield from (_changes if codes == _CHANGED else _entries)(some, folder)
    count = sum(len(one.wanted) for one in rolled)
    if count:
        yield from ("", f"{_NUMERALS[number]}、{_LAST_OF_ALL}（{count}项）")
    for one in rolled:
        office = one.loaded.report.office if one.loaded.report is not None else None
        name = office.value.strip() if office is not None and len(rolled) > 1 else ""
        yield from _by_department(one.wanted, f"{name}　" if name else "")


def _entries(findings: Sequence[Diagnostic], folder: Path) -> Iterator[str]:
    """Yield the findings of each file, those of one row together above the row."""
    file = row = ""
    for finding in findings:
        span = finding.span
        if span is None:
            continue
        line, column = span.position
        before, row = row, _quoted(span.source.line(line), column - 1)
        if before and (row != before or span.source.name != file):
            yield f"{_INDENT}{before}"
        if span.source.name != file:
            file = span.source.name
            yield from ("", f"　{path_between(folder, Path(file))}")
        yield f"　□ 第{line}行　{finding.message}"
    yield f"{_INDENT}{row}"


def _changes(findings: Sequence[Diagnostic], folder: Path) -> Iterator[str]:
    """Yield each change once, with all places that it was made in."""
    made: dict[str, list[str]] = {}
    for finding in findings:
        if finding.span is not None:
            name = path_between(folder, Path(finding.span.source.name))
            place = f"{name} 第{finding.span.position[0]}行"
            made.setdefault(finding.message, []).append(place)
    yield ""
    for message, found in made.items():
        yield f"　□ {message}：{'、'.join(found)}"


def _quoted(row: str, at: int) -> str:
    """Return a row of the file, cut round the place that is meant."""
    start = max(0, min(at - _ROW // 2, len(row) - _ROW))
    cut = row[start : start + _ROW].strip()
    before, after = "…" if row[:start].strip() else "", "…" if row[start + _ROW :].strip() else ""
    return f"{before}{cut}{after}"


def _by_department(wanted: Sequence[Wanted], office: str) -> Iterator[str]:
    groups: dict[str, list[str]] = {}
    for one in wanted:
        said = f"{one.name}（上年{one.last}）" if one.last else one.name
        groups.setdefault(one.department or _NO_DEPARTMENT, []).append(said)
    for department, names in groups.items():
        yield from ("", f"　□ {office}{department}：{'、'.join(names)}")
