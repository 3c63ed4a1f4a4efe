"""What a proof copy (核对稿) says of each number: where it is from, who answers for it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

from zongjie.compose.final import indicators_behind, indicators_named
from zongjie.compose.known import values_of
from zongjie.compose.marks import fold
from zongjie.diagnostics import Span, Text
from zongjie.model import Indicator, Measures, Report, Status, derived
from zongjie.model.derived import Fault
from zongjie.model.profile import Profile
from zongjie.sources.report import Loaded
from zongjie.writers.docx.proof import Proof, Remark


def proof_of(report: Report, loaded: Loaded, profile: Profile) -> Proof:
    """Return what is to be said of a report's numbers; a bound of the 版式 says what changed."""
    bound = profile.number("核对稿", "变动")
    values = values_of(report)
    folder = loaded.paths[0].parent if loaded.paths else Path()

    @cache
    def of_reference(value: str) -> Remark:
        behind = indicators_behind(value, report)
        if not behind:  # a sum over reports, 章节数
            return Remark((value, "由其他数算出"))
        lines = [line for one in behind for line in _lines(one, values(one), folder)]
        named = indicators_named(value, report)
        changed = any(_has_changed(values(one), one.previous, bound) for one in named)
        return Remark((value, *lines), changed)

    legend = (
        "核对稿，不是定稿。出自指标的数都有批注，写着来源、科室、口径、上年和在 YAML 里的位置。",
        f"绿底：和上年相差超过{bound}%。灰底：正文里手写的数，没有指标可对。黄底：还没有报来的数。",
        "页边的数字是段号，在纸上改稿时写明第几段。",
    )
    return Proof(legend, lambda run: of_reference(run.value))


def _lines(indicator: Indicator, values: Measures | None, folder: Path) -> Iterator[str]:
    """Yield what is known of an indicator, a line each."""
    yield f"指标：{indicator.name}{f'　{values}' if values else ''}"
    texts: tuple[tuple[str, Text | None], ...] = (
        ("科室", indicator.department),
        ("来源", indicator.origin),
        ("口径", indicator.definition),
    )
    for name, text in texts:
        if text is not None and text.value.strip():
            yield f"{name}：{fold(text.value.strip())}"
    for name, measures in (("上年", indicator.previous), ("目标", indicator.target)):
        if measures is not None:
            yield f"{name}：{measures}"
    if indicator.status is not Status.VERIFIED:
        yield f"状态：{indicator.status.value}"
    if indicator.as_of is not None:
        yield f"截至：{indicator.as_of.text.strip()}"
    if indicator.note is not None and indicator.note.value.strip():
        yield f"备注：{fold(indicator.note.value.strip())}"
    yield f"位置：{_place(indicator.key.span(), folder)}"


def _place(span: Span, folder: Path) -> str:
    """Return file and line, the file as it is called in the report's folder."""
    name = Path(span.source.name)
    shown = name.relative_to(folder) if name.is_relative_to(folder) else Path(name.name)
    return f"{shown.as_posix()} 第{span.position[0]}行"


def _has_changed(values: Measures | None, previous: Measures | None, bound: Decimal) -> bool:
    """Whether any figure differs from last year's of its unit by more than so many percent."""
    for now in values.items if values else ():
        before = previous.of_unit(now.unit) if previous else None
        if before is None and previous is not None and len(previous.items) == 1:
            before = previous.items[0]
        both = derived.pair(now, before) if before is not None else Fault.INEXACT
        if not isinstance(both, Fault):
            this, last = both
            if abs(this - last) * 100 > Fraction(bound) * abs(last):
                return True
    return False
