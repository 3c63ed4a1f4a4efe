"""打算: next year's aims (下年目标), said as the catalogue says the indicator."""

from __future__ import annotations

from zongjie.compose.figure import Refused
from zongjie.compose.speech.clauses import Clause, Clauses
from zongjie.compose.speech.doubts import wrong_unit
from zongjie.compose.speech.entries import called_in_full, is_zero
from zongjie.diagnostics import Span
from zongjie.document import Inline, Inlines, Run
from zongjie.model import CAPPED, Indicator, Measures, derived
from zongjie.model.outline import MOST_IN_SENTENCE, MOST_IN_TOPIC, Counting, Entry, off_ladder
from zongjie.text import fold


def plans(clauses: Clauses) -> list[Inlines]:
    """Return the paragraphs of next year's aims: four to a sentence, eight to a paragraph."""
    aims: list[Inlines] = []
    report = clauses.resolver.report
    for indicator in report.indicators.values():
        known = clauses.adopted(indicator)
        closed = clauses.resolver.public and not known.public
        if known.next_target is not None and not known.broken and not closed:
            aims.append(_aim(clauses, known, known.next_target))
    aims = [aim for aim in aims if aim]
    paragraphs = []
    for start in range(0, len(aims), MOST_IN_TOPIC):
        runs: list[Inline] = [Run("同时，", aims[start][0].origin)] if start else []
        some = aims[start : start + MOST_IN_TOPIC]
        for at, aim in enumerate(some):
            if at:
                runs.append(Run("。" if at % MOST_IN_SENTENCE == 0 else "，", aim[0].origin))
            runs += aim
        paragraphs.append((*runs, Run("。", runs[-1].origin)))
    return paragraphs


def _aim(clauses: Clauses, indicator: Indicator, target: Measures) -> Inlines:
    """Return one aim: 加装电梯竣工45台, 热线工单实际解决率达到90%."""
    ref = f"{indicator.name}.下年目标"
    plain = Indicator(indicator.name, indicator.key, target, public=indicator.public)
    entry = clauses.entry_of(indicator)
    origin, called = indicator.key.span(), entry.full_name or fold(indicator.name)
    if units := off_ladder(target, entry):
        clauses.found.append(wrong_unit(entry, target, units))
        return ()
    if indicator.direction in CAPPED or is_zero(target):  # 未发生… tells of a year that is over
        if is_zero(target):
            return _none(entry, called, target, origin, ref)
        limit = derived.aimed(target.items[0], ceiling=True)  # 不超过1900人
        figure = Run(str(limit) if len(target.items) == 1 else str(target), origin, ref)
        return (Run(f"{called}控制在", origin), figure, Run("以内", origin))
    if entry.counting is Counting.RATE:
        name = called_in_full(entry, indicator)
        name += "比例" if name.endswith("的") else ""  # 占受理总数的
        return _reaching([Run(name, origin), _figure(target, ref)])
    if entry.counting is Counting.STOCK:  # 现有… tells of what is there already
        return _reaching([Run(called_in_full(entry, indicator), origin), _figure(target, ref)])
    clause = _clause(clauses, plain)
    if clause is None:
        return ()  # told, or not for this text
    return tuple(
        inline._replace(value=ref) if isinstance(inline, Run) and inline.value else inline
        for inline in clause.head
    )


def _none(entry: Entry, called: str, target: Measures, origin: Span, ref: str) -> Inlines:
    """Return an aim of zero in the catalogue's words: 不发生生产安全亡人事故."""
    if target.zero_word:
        return (Run(f"{called}实现", origin), Run(str(target), origin, ref))
    words = entry.zero.text.value if entry.zero is not None and not entry.zero.slots else ""
    said = words.replace("未发生", "不发生").replace("未出现", "不出现") or f"不发生{called}"
    return (Run(said, origin, ref),)


def _figure(target: Measures, ref: str) -> Run:
    return Run(str(target), target.text.span(), ref)


def _clause(clauses: Clauses, indicator: Indicator) -> Clause | None:
    try:
        return clauses.clause(indicator, (), "", indicator.key.span())
    except Refused:
        return None


def _reaching(runs: list[Inline]) -> Inlines:
    """Return a clause with 达到 before its figure, unless that brings 超 or the like."""
    for at, inline in enumerate(runs):
        if isinstance(inline, Run) and inline.value and inline.text[:1].isdigit():
            return (*runs[:at], Run("达到", inline.origin), *runs[at:])
    return tuple(runs)
