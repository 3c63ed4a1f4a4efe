"""What a proof copy (核对稿) says of each number: where it is from, who answers for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Final

from zongjie.compose.known import values_of
from zongjie.diagnostics import Span, Text
from zongjie.model import Indicator, Measures, Quantity, Report, Status
from zongjie.model.profile import Profile
from zongjie.model.references import indicators_behind, indicators_named
from zongjie.sources.report import Loaded
from zongjie.text import fold, pattern, unicode_only
from zongjie.writers.docx.proof import Proof, Remark

# What stands beside this year's figure and did not change itself.
_OF_OTHERS: Final = pattern(r"[.．](?:上年|目标|完成率|占比|名次|批次|预计全年|下年目标)\b")


def proof_of(report: Report, loaded: Loaded, profile: Profile) -> Proof:
    """Return what is to be said of a report's numbers; a bound of the 版式 says what changed."""
    bound = profile.number("核对稿", "变动")
    values = values_of(report)
    folder = loaded.paths[0].parent if loaded.paths else Path()

    @cache
    def of_reference(value: str) -> Remark | None:
        sources = list(_sources(value, report, values, folder))
        if not sources:
            return None  # 年份, 章节数: not what an indicator says
        named = [] if _OF_OTHERS.search(value) else indicators_named(value, report)
        changed = any(_has_changed(values(one), one, bound) for one in named)
        return Remark((value, *sources), changed)

    legend = (
        "核对稿，不是定稿。出自指标的数都有批注，写着来源、科室、口径、上年和在 YAML 里的位置。",
        f"绿底：和上年相差超过{bound}%。灰底：正文里手写的数，没有指标可对。黄底：还没有报来的数。",
        "页边的数字是段号，在纸上改稿时写明第几段。",
    )
    return Proof(legend, lambda run: of_reference(run.value))


def _sources(
    value: str, report: Report, values: Callable[[Indicator], Measures | None], folder: Path
) -> Iterator[str]:
    """Yield what is known of the indicators behind a reference, those of 下级报告 too."""
    behind = indicators_behind(value, report)
    for indicator in behind:
        yield from _lines(indicator, values(indicator), folder)
    for member in () if behind else report.members:
        values = values_of(member)
        office = fold(member.office.value.strip()) if member.office else ""
        for indicator in indicators_behind(value, member):
            yield office
            yield from _lines(indicator, values(indicator), folder)


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
    if indicator.change_text is not None:
        yield f"同比：{fold(indicator.change_text.value.strip())}"
    if indicator.completion is not None:
        yield f"完成率：{indicator.completion}"
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
    return f"{unicode_only(shown.as_posix())} 第{span.position[0]}行"


def _has_changed(values: Measures | None, indicator: Indicator, bound: Decimal) -> bool:
    """Whether a figure differs from last year's by more than so many percent, or is said to."""
    stated = indicator.change
    if stated is not None and stated.amount is not None and stated.amount.unit == "%":
        return any(abs(rate) > bound for rate in _ends(stated.amount))
    before_all = indicator.previous.items if indicator.previous else ()
    for now in values.items if values else ():
        like = [one for one in before_all if one.base()[1] == now.base()[1]]
        for before in like[:1]:
            nearest = min(
                abs(this - last) * 100 - Fraction(bound) * abs(last)
                for this in _ends(now)
                for last in _ends(before)
            )
            if nearest > 0:
                return True
    return False


def _ends(quantity: Quantity) -> tuple[Fraction, ...]:
    """Return a number at the foot of its ladder, of a range both ends; 约 counts nothing."""
    value = quantity.base()[0]
    ends = value if isinstance(value, tuple) else (value,)
    return tuple(Fraction(end) for end in ends)
