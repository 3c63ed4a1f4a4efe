"""Problems from data: what missed its target, went the wrong way, or was marked.

A candidate is offered; it is printed only when staff take it (采用), with the
cause the 科室 gave and none that was made up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeAlias

from zongjie.compose.figure import Refused
from zongjie.compose.speech.about import aim_of, subject_of
from zongjie.compose.speech.clauses import Clauses
from zongjie.compose.speech.entries import called_in_full, is_zero
from zongjie.diagnostics import Diagnostic, Text, catalogue
from zongjie.document import Inline, Inlines, Run, text_of
from zongjie.model import (
    CAPPED,
    Change,
    Direction,
    Indicator,
    Measures,
    Problems,
    Quantity,
    derived,
)
from zongjie.model.derived import Fault
from zongjie.model.outline import Concern, Counting, Criterion, Entry
from zongjie.model.units import is_rate
from zongjie.records import NamedTuple
from zongjie.text import fold, name_key, pattern

_REMEDY: Final = "工作力度需要进一步加大"
_FIGURE: Final = pattern(
    "\\{\\{|[0-9０-９]|[一二两三四五六七八九十百千万亿]+(?:成|倍|分之|个百分点|[个家户人名件起场次处项宗])"
)
_SAID: Final = pattern(r"\{\{\s*问题[^}]*\}\}")  # words of our own, without figures
_TRIMMED: Final = "。；;，, 　\n"


Read: TypeAlias = "Callable[[Text, str], Inlines]"


class Candidate(NamedTuple):
    """A shortfall of one indicator: the figure it shows in, and how it is put."""

    indicator: Indicator
    facts: Inlines
    concern: Concern | None


class Candidates:
    """Finds and words the candidates of one report."""

    def __init__(
        self, clauses: Clauses, read: Read, found: list[Diagnostic], *, public: bool
    ) -> None:
        self.clauses = clauses
        self.read = read  # a text of staff, with its references
        self.found = found
        self.public = public
        self.taken: set[str] = set()  # by 采用 or 问题（…）
        self._all: dict[str, Candidate] | None = None
        self._worded: set[str] = set()  # a 定性 is said once

    @property
    def all(self) -> dict[str, Candidate]:
        """The candidates by the folded name of their indicator, in the report's order."""
        if self._all is None:
            report = self.clauses.resolver.report
            made = ((key, self._candidate(i)) for key, i in report.indicators.items())
            self._all = {key: candidate for key, candidate in made if candidate is not None}
        return self._all

    def entries(self, problems: Problems) -> list[Inlines]:
        """Return the entries that 采用 takes, each without its end mark."""
        taken = [c for name in problems.taken if (c := self._called(name))]
        for name in problems.refused:
            if self._key(name) in self.taken:
                why = f"“{name.value.strip()}”同时写进了“采用”"
                self.found.append(catalogue.keys.without_effect(name.span(), "不用", why))
        return self.worded(taken)

    def worded(self, candidates: Sequence[Candidate]) -> list[Inlines]:
        """Return candidates as entries; those of one 定性 make one."""
        groups: dict[str, list[Candidate]] = {}
        for candidate in candidates:
            finding = candidate.concern.finding.value if candidate.concern else ""
            if not finding or finding in self._worded:
                bare = candidate._replace(concern=None)
                groups.setdefault(candidate.indicator.name, []).append(bare)
            else:
                groups.setdefault(finding, []).append(candidate)
        self._worded |= groups.keys()
        return [self._entry(group) for group in groups.values()]

    def said(self, names: Sequence[Text]) -> Inlines:
        """Return what 问题（甲） stands for."""
        entries = self.worded([c for name in names if (c := self._called(name))])
        runs: list[Inline] = []
        mark = "。" if any("。" in text_of(entry) for entry in entries) else "；"
        for entry in entries:
            runs += [Run(mark, entry[-1].origin)] if runs else []
            runs += entry
        return tuple(runs)

    def public_figures(self, problems: Problems) -> Iterator[Diagnostic]:
        """Yield the figures in what staff wrote for a public text."""
        for entry in problems.entries:
            if _FIGURE.search(_SAID.sub("", entry.value)):
                yield catalogue.drafts.figure_in_public(entry.span(), fold(entry.value.strip()))

    def untold(self, problems: Problems | None) -> Iterator[Diagnostic]:
        """Yield a note for each candidate that staff neither took nor refused."""
        refused = {self._key(name) for name in problems.refused} if problems else set()
        for key, candidate in self.all.items():
            if key not in self.taken and key not in refused:
                span = candidate.indicator.key.span()
                text = text_of(self._entry([candidate]))
                yield catalogue.outline.candidate(span, candidate.indicator.name, text)

    def _key(self, name: Text) -> str:
        """Return the folded name of the report's indicator, also for an alias."""
        report = self.clauses.resolver.report
        indicator = self.clauses.outline.indicator(report, name.value)
        return name_key(indicator.name if indicator else name.value)

    def _called(self, name: Text) -> Candidate | None:
        report = self.clauses.resolver.report
        indicator = self.clauses.outline.indicator(report, name.value)
        entry = self.clauses.outline.entry(name.value)
        if indicator is None and entry is not None:
            self.found.append(catalogue.outline.lines_left_out(name.span(), [entry.name]))
            return None
        if indicator is None:
            try:
                self.clauses.resolver.resolve(name.value)
            except Refused as refused:
                self.found += refused.at(name.span())
                return None
        key = self._key(name)
        candidate = self.all.get(key)
        if candidate is None:
            if indicator is not None and self._is_closed(indicator):
                why = f"“{name.value.strip()}”不公开，公开稿不印"
                self.found.append(catalogue.keys.without_effect(name.span(), "采用", why))
            elif indicator is None or not indicator.broken:
                known = [one.indicator.name for one in self.all.values()]
                self.found.append(catalogue.outline.no_candidate(name.span(), name.value, known))
        elif key in self.taken:
            why = f"“{name.value.strip()}”前面已经采用"
            self.found.append(catalogue.keys.without_effect(name.span(), "采用", why))
            return None
        else:
            self.taken.add(key)
        return candidate

    def _is_closed(self, indicator: Indicator) -> bool:
        """Whether it is left out of the public text."""
        return self.public and not self.clauses.adopted(indicator).public

    def _candidate(self, indicator: Indicator) -> Candidate | None:
        if not indicator.is_problem and not indicator.is_compared:
            return None
        entry = self.clauses.entry_of(indicator)
        if entry.direction is None and indicator.direction is None and not indicator.is_problem:
            return None
        indicator = self.clauses.adopted(indicator)
        target, previous = _criteria(entry, indicator)
        wanted = indicator.is_problem or target or previous
        if not wanted or indicator.broken or not indicator.has_figure:
            return None
        try:
            values = self.clauses.resolver.values(indicator)
        except Refused:
            return None  # told where the formula stands
        facts, short = self._facts(entry, indicator, values, target=target, previous=previous)
        if not facts:
            return None
        # What is only marked shows no shortfall that the catalogue could judge.
        judged = entry.direction is indicator.direction and entry.criteria
        concern = entry.concern if short and judged else None
        if self.public and not indicator.public and concern is None:
            return None  # only a finding of the catalogue says nothing of the figure
        return Candidate(indicator, facts, concern)

    def _facts(
        self,
        entry: Entry,
        indicator: Indicator,
        values: Measures | None,
        *,
        target: bool,
        previous: bool,
    ) -> tuple[Inlines, bool]:
        """Return the indicator, its figure and in what it falls short; and whether it does."""
        origin = indicator.key.slice(0, len(indicator.key.value))
        name = Run(called_in_full(entry, indicator), origin)
        figure = Run(fold(str(indicator.print_as or values)), origin, fold(indicator.name))
        shortfalls: list[tuple[Run, ...]] = []
        missed = self._below(entry, indicator, values) if target else ""
        if missed:
            shortfalls.append((Run(missed, origin, f"{fold(indicator.name)}.完成率"),))
        tail = self.clauses.comparisons.single(indicator, values) if previous else None
        if tail is not None and tail.change is not None and _is_worse(tail.change, indicator):
            shortfalls.append(tail.runs)
        elif previous and _rose_from_nothing(indicator, values):
            ref = f"{fold(indicator.name)}.上年"
            word = "" if indicator.previous and indicator.previous.zero_word else "为"
            shortfalls.append((Run(f"上年{word}{indicator.previous}", origin, ref),))
        short = bool(shortfalls)
        if not shortfalls and indicator.is_problem and values is None:
            change = self.clauses.comparisons.single(indicator, None)
            shortfalls += [change.runs] if change is not None else []
        if not shortfalls and (values is None or not indicator.is_problem):
            return (), False
        # 属地税收比上年下降3.6%: of a change alone the figure itself is not said.
        rate = entry.counting is Counting.RATE
        risen = tail is None and short
        some = values is not None and not (missed and is_zero(values))  # 40台的年度目标尚未完成
        shown = some and (missed or rate or risen or indicator.is_problem)
        runs: list[Inline] = [name, figure] if shown else [name]
        for shortfall in shortfalls:
            runs += [Run("，", origin), *shortfall] if len(runs) > 1 else shortfall
        return tuple(runs), short

    def _below(self, entry: Entry, indicator: Indicator, values: Measures | None) -> str:
        """Return in what a figure misses its target, empty where it does not."""
        stated, target = indicator.completion, indicator.target
        if indicator.direction in CAPPED:
            return _above_ceiling(indicator, values)
        if self.clauses.comparisons.aims.pointless(entry, indicator):
            return ""
        due = self.clauses.calendar.elapsed(indicator)  # half of the target by the half-year
        if stated is not None:
            rate = derived.exact_base(stated.items[0])
            whole = 100 * due if rate is not None and rate[1] == "%" else due
            return f"完成年度目标的{stated}" if rate is not None and rate[0] < whole else ""
        if values is None or target is None:
            return ""
        missed = []
        for item in values.items:
            aim = aim_of(indicator, item, values)
            both = derived.pair(item, aim) if aim is not None else Fault.UNITS
            if isinstance(both, Fault) or aim is None:
                continue
            rated = is_rate(item.unit)
            if both[0] < (both[1] if rated else both[1] * due):
                subject = subject_of(entry, item) if len(values.items) > 1 else ""
                missed.append(f"{subject}{_short_of(item, aim, indicator.decimals)}")
        return "，".join(missed)

    def _entry(self, group: Sequence[Candidate]) -> Inlines:
        """Return an entry: 定性。数，原因 or 改进; for the public 定性，公开句."""
        concern = group[0].concern
        causes = [c.indicator.cause for c in group if c.indicator.cause is not None]
        plain = [cause for cause in causes if not _FIGURE.search(cause.value)]
        place = group[0].indicator.key.span()
        if self.public:
            return _public(group[0], self._joined(plain))
        runs: list[Inline] = []
        if concern is not None:
            runs += [_whole(concern.finding), Run("。", place)]
        cause: list[Inline] = []
        for at, candidate in enumerate(group):
            if at:  # a cause is of the figure before it alone
                runs.append(Run("；" if cause else "，", place))
            cause = self._joined([candidate.indicator.cause] if candidate.indicator.cause else [])
            runs += [*candidate.facts, *([Run("，", place), *cause] if cause else [])]
        if cause:
            return tuple(runs)
        remedy = _whole(concern.remedy) if concern is not None else Run(_REMEDY, place)
        return (*runs, Run("，", place), remedy)

    def _joined(self, causes: Sequence[Text]) -> list[Inline]:
        """Return the causes that the 科室 gave, each once."""
        runs: list[Inline] = []
        seen: set[str] = set()
        for cause in causes:
            said = _trimmed(self.read(cause, "原因"))
            if text_of(said) and text_of(said) not in seen:
                seen.add(text_of(said))
                runs += [Run("，", said[0].origin)] if runs else []
                runs += said
        return runs


def _criteria(entry: Entry, indicator: Indicator) -> tuple[bool, bool]:
    """Return whether the target and last year are what an indicator is measured by."""
    if Criterion.ZERO in entry.criteria or indicator.direction in (None, Direction.NONE):
        return indicator.is_problem, False
    # What staff say of the 方向 goes before the catalogue, and alone tells what is worse.
    free = not entry.key or indicator.direction is not entry.direction
    ceiling = indicator.direction in CAPPED and indicator.target is not None
    target = Criterion.TARGET in entry.criteria or free or ceiling or indicator.is_problem
    return target, Criterion.PREVIOUS in entry.criteria or free


def _is_worse(change: Change, indicator: Indicator) -> bool:
    return change.sign == (1 if indicator.direction in CAPPED else -1)


def _short_of(item: Quantity, aim: Quantity, decimals: int | None) -> str:
    """Return how a figure misses its target: in points, in percent, or by all of it."""
    if is_rate(item.unit):
        points = derived.difference(item, aim)
        gap = "" if isinstance(points, Fault) else f"还有{points.amount}"
        return f"距{aim}的年度目标{gap}"
    if item.value == 0:
        return f"{aim}的年度目标尚未完成"
    return f"完成年度目标的{derived.share(item, aim, decimals)}"


def _rose_from_nothing(indicator: Indicator, values: Measures | None) -> bool:
    """Whether there were none last year of what should be few."""
    before = indicator.previous
    if values is None or before is None or indicator.direction not in CAPPED:
        return False
    return is_zero(before) and not is_zero(values)


def _above_ceiling(indicator: Indicator, values: Measures | None) -> str:
    aim = aim_of(indicator, values.items[0], values) if values is not None else None
    both = derived.pair(values.items[0], aim) if values is not None and aim else Fault.INEXACT
    if isinstance(both, Fault) or both[0] <= both[1]:
        return ""
    return f"超过{aim}的年度控制目标"


def _public(first: Candidate, causes: list[Inline]) -> Inlines:
    """Return an entry without figures."""
    concern, place = first.concern, first.indicator.key.span()
    if concern is not None:
        end = causes or [_whole(concern.public)]
        return (_whole(concern.finding), Run("，", place), *end)
    missed = first.indicator.target is not None or first.indicator.completion is not None
    if first.indicator.direction in CAPPED:
        said = "超过控制目标" if missed else "有所上升"
    else:
        said = "与目标还有差距" if missed else "还有不足"
    start: list[Inline] = [Run(f"{fold(first.indicator.name)}{said}", place)]
    return (*start, Run("，", place), *(causes or [Run(_REMEDY, place)]))


def _trimmed(inlines: Inlines) -> Inlines:
    """Return a text without the mark a person typed at its end."""
    last = inlines[-1] if inlines else None
    if not isinstance(last, Run):
        return inlines
    text = last.text.strip(_TRIMMED)
    return (*inlines[:-1], last._replace(text=text)) if text else inlines[:-1]


def _whole(text: Text) -> Run:
    """Return a text as one run, without the mark a person typed at its end."""
    shown = fold(text.value.strip(_TRIMMED)).strip(_TRIMMED)
    return Run(shown, text.slice(0, len(text.value)))
