"""Clauses → sentences: what shares a verb or a subject is joined, and only that.

， joins clauses, 、 the links of one chain of verbs, ； parts what has another
subject (GB/T 15834-2011 4.6).  Everything follows from which clauses there are
and from the order the template gives them in: nothing is varied.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from zongjie.compose.figure import Refused
from zongjie.compose.speech.calendar import TOLD, WHOLE_YEAR, YEAR_END
from zongjie.compose.speech.clauses import Clause, Clauses
from zongjie.compose.speech.doubts import is_beyond
from zongjie.compose.speech.tails import Tail, is_parted, merged, merged_changes
from zongjie.diagnostics import Origin
from zongjie.document import Inline, Inlines, Run, text_of
from zongjie.model import Indicator
from zongjie.model.outline import Counting
from zongjie.records import NamedTuple
from zongjie.text import name_key, pattern

# A clause that says its own time takes no other: 元旦、春节期间, 年度实事项目.
_DATED: Final = pattern("期间|年度|[全当本今]年|半年|季度|[0-9]{4}年")
_LEVEL: Final = "与上年持平"
_FLOWS = (Counting.TOTAL, Counting.DAILY)


class Said(NamedTuple):
    """One indicator to be said; ``place`` is where it was asked for."""

    indicator: Indicator
    place: Origin
    own: bool = False  # by staff, in 所用指标 or 句（…）


class _Group(NamedTuple):
    """Clauses that print as one: a chain, 均为, 分别比上年, or a single clause."""

    first: Clause
    last: Clause
    runs: Inlines
    tails: tuple[Tail, ...]
    size: int = 1


class Sentences:
    """Says indicators; one object serves a whole report."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses = clauses

    def sentence(self, items: Iterable[Said], opening: str = "", told: str = "") -> Inlines:
        """Return one sentence without its end mark, empty where nothing is to be said.

        ``opening`` is a word of time; it is left out where ``told``, the text
        before in the paragraph, already has one.  Figures that count to another
        day make a sentence of their own, which says the day.
        """
        runs: list[Inline] = []
        times: dict[tuple[object, ...], list[Said]] = {}
        for item in items:
            times.setdefault(self.clauses.calendar.span(item.indicator), []).append(item)
        for some in times.values():
            said = self._one(some, opening, "" if runs else told)
            if runs and said:
                runs.append(Run("。", runs[-1].origin))
            runs += said
        return tuple(runs)

    def _one(self, items: Iterable[Said], opening: str, told: str) -> Inlines:
        """Return a sentence of figures that count over the same time."""
        made = self._clauses(items)
        runs: list[Inline] = []
        units = 0  # clauses since the last one that stands on its own
        before: _Group | None = None
        for group in _groups(made):
            joint = _joint(before, group, units) if before is not None else ""
            units = units + group.size if group.first.short else group.size
            front, at = self._hat(group.first, opening, told) if before is None else ("", 0)
            head = list(group.runs)
            place = group.first.indicator.key.span()
            if front:
                head.insert(at, Run(front, place))
            if joint:
                runs.append(Run(joint, place))
            runs += [*head, *_tail_runs(group.tails, place)]
            before = group
        return tuple(runs)

    def _clauses(self, items: Iterable[Said]) -> list[Clause]:
        made: list[Clause] = []
        unit: set[str] = set()
        last = ""
        for indicator, place, own in items:
            try:
                clause = self.clauses.clause(indicator, unit, last, place, own=own)
                if clause is not None and made and self._stands_alone(made, clause):
                    clause = self.clauses.clause(indicator, (), "", place, own=own)
            except Refused as refused:
                self.clauses.found += refused.at(place.span())
                continue
            if clause is None:
                continue
            if not clause.short:
                unit = set()
            last = name_key(clause.entry.name)
            unit.add(last)
            made.append(clause)
        return made

    def _stands_alone(self, made: Sequence[Clause], clause: Clause) -> bool:
        """Whether a short form cannot lean on what is before it."""
        if _needs_own_verb(made[-1], clause):
            return True
        if not clause.short or not text_of(clause.head).startswith("其中"):
            return False
        values = self.clauses.resolver.values
        part, whole = ((i, values(i)) for i in (clause.indicator, made[0].indicator))
        return is_beyond(part, whole, self.clauses.found)

    def _hat(self, clause: Clause, opening: str, told: str) -> tuple[str, int]:
        """Return the word of time of a sentence, and where in its first clause it goes."""
        calendar = self.clauses.calendar
        said = text_of(clause.head)
        if _DATED.search(said):
            return "", 0
        if calendar.differs(clause.indicator):
            if "截至" in told:
                return "", 0
            stock = clause.counting is Counting.STOCK
            word = calendar.opening(YEAR_END if stock else WHOLE_YEAR[0], clause.indicator)
        elif _opens(clause, opening) and not any(word in told for word in TOLD):
            word = calendar.opening(opening, clause.indicator)
        else:
            return "", 0
        return word.text, 0 if word.front else clause.hat_at


def _opens(clause: Clause, opening: str) -> bool:
    """Whether a word of time is true of the clause it would stand before."""
    if opening == YEAR_END:
        return clause.counting is Counting.STOCK
    return bool(opening) and (opening not in WHOLE_YEAR or clause.counting in _FLOWS)


def _needs_own_verb(before: Clause, clause: Clause) -> bool:
    """Whether a short form would stand behind ； without a verb; a rate needs none."""
    if not clause.short or clause.joint or before.joint or clause.counting is Counting.RATE:
        return False  # the tails of a chain say their own subject
    return bool(before.tails) and not before.tails[-1].subject


def closed(runs: Inlines) -> Inlines:
    """Return a sentence with its 。."""
    last = runs[-1] if runs else None
    return (*runs, Run("。", last.origin)) if last is not None else ()


def _groups(clauses: Sequence[Clause]) -> list[_Group]:
    groups: list[_Group] = []
    at = 0
    while at < len(clauses):
        found = _chain(clauses, at) or _equal(clauses, at) or _respective(clauses, at)
        found = found or _both_changed(clauses, at) or _single(clauses[at])
        groups.append(found)
        at += found.size
    return groups


def _single(clause: Clause) -> _Group:
    return _Group(clause, clause, clause.head, clause.tails)


def _chain(clauses: Sequence[Clause], at: int) -> _Group | None:
    """签约46台、开工38台、竣工31台，竣工数比上年增加9台."""
    end = at + 1
    while end < len(clauses) and clauses[end].joint:
        end += 1
    if end - at < 2:
        return None
    links = clauses[at:end]
    runs: list[Inline] = []
    tails: list[Tail] = []
    for clause in links:
        if runs:
            runs.append(Run(clause.joint, clause.indicator.key.span()))
        runs += clause.head
        named = False
        for tail in clause.tails:
            if tail.bracketed or tail.parts:
                runs += _bracketed(tail, clause.indicator.key.span())
            else:
                tails.append(_with_subject(clause, tail, named=named))
                named = True
    once = len({tail.subject for tail in tails}) == len(tails)
    said = tuple(merged(tails) if once else tails)
    return _Group(links[0], links[-1], tuple(runs), said, len(links))


def _with_subject(clause: Clause, tail: Tail, *, named: bool) -> Tail:
    """Return a tail that says what it is about, since it stands apart from its figure.

    ``named``: the tail before has just said it.
    """
    if tail.subject:
        return tail
    name = clause.entry.measure_names.get("") or clause.indicator.name
    if named:
        return tail._replace(subject=name)
    runs = tail.runs
    if runs[0].text.startswith("超额完成年度目标"):
        runs = (runs[0]._replace(text="超过年度目标"), *runs[1:])
    return tail._replace(runs=(Run(name, clause.indicator.key.span()), *runs), subject=name)


def _equal(clauses: Sequence[Clause], at: int) -> _Group | None:
    """及时受理率、按期办结率均为100%: neighbouring rates of one value, all level or no more."""
    first = clauses[at]
    said = _texts(first.tails)
    if first.figure is None or said - {_LEVEL}:
        return None
    end = at + 1
    while end < len(clauses):
        clause = clauses[end]
        same = clause.figure is not None and clause.figure.text == first.figure.text
        if not same or _texts(clause.tails) != said or clause.joint:
            break
        end += 1
    links = clauses[at:end]
    if len(links) < 2:
        return None
    runs = _labels(links)
    figures = [clause.figure for clause in links if clause.figure]
    value = figures[0]._replace(value=f"均为（{'，'.join(figure.value for figure in figures)}）")
    place = first.indicator.key.span()
    return _Group(first, links[-1], (*runs, Run("均为", place), value), first.tails, len(links))


def _texts(tails: Iterable[Tail]) -> set[str]:
    """Return what tails say; 与上年持平 is as true of several as of one."""
    return {text_of(tail.runs) for tail in tails}


def _respective(clauses: Sequence[Clause], at: int) -> _Group | None:
    """及时受理率、按期办结率分别为100%和98.7%, where the catalogue asks for it."""
    pair = clauses[at : at + 2]
    if len(pair) < 2 or not pair[1].entry.respectively or not pair[1].short:
        return None
    first, second = pair
    if first.figure is None or second.figure is None or first.tails or second.tails:
        return None
    place = first.indicator.key.span()
    runs = (
        *_labels(pair),
        Run("分别为", place),
        first.figure,
        Run("和", place),
        second.figure,
    )
    return _Group(first, second, runs, (), 2)


def _labels(links: Sequence[Clause]) -> list[Inline]:
    runs: list[Inline] = []
    for clause in links:
        if runs:
            # “甲”“乙”: quoted words take no 、 between them (GB/T 15834 4.5.3.5).
            quoted = text_of(tuple(runs)).endswith("”") and text_of(clause.label).startswith("“")
            if not quoted:
                runs.append(Run("、", clause.indicator.key.span()))
        runs += clause.label
    return runs


def _both_changed(clauses: Sequence[Clause], at: int) -> _Group | None:
    """解决率86.3%，满意率90.2%，分别比上年提高4.2个和1.6个百分点."""
    pair = clauses[at : at + 2]
    if len(pair) < 2 or any(c.figure is None or len(c.tails) != 1 for c in pair) or pair[1].joint:
        return None
    first, second = pair
    words = merged_changes(first.tails[0], second.tails[0])
    if words is None:
        return None
    lead, one, two = words
    place, prefix = second.indicator.key.span(), first.tails[0].prefix
    runs = (*first.head, Run("，", place), *second.head)
    refs = (first.tails[0].runs[-1].value, second.tails[0].runs[-1].value)
    merged: tuple[Run, ...]
    if one == two:
        shared = Run(one, place, f"均为（{'，'.join(refs)}）")
        merged = (Run(f"均{lead}", place), shared)
    else:
        merged = (
            Run(f"分别{lead}", place),
            Run(one.removesuffix("百分点"), place, refs[0]),
            Run("和", place),
            Run(two, place, refs[1]),
        )
    tail = Tail(merged, change=second.tails[0].change, prefix=prefix)
    return _Group(first, second, runs, (tail,), 2)


def _joint(before: _Group, group: _Group, units: int) -> str:
    """Return the mark between two groups."""
    clause = group.first
    # 比上年… or 完成年度目标 without a subject would seem to reach into the next clause.
    loose = bool(before.tails) and not before.tails[-1].subject
    if clause.short:
        return "；" if loose or is_parted(before.tails) else "，"
    flowed = before.last.counting in _FLOWS
    other = flowed and clause.counting in (Counting.STOCK, Counting.RATE)
    return "；" if loose or other or units > 1 or is_parted(before.tails) else "，"


def _tail_runs(tails: Sequence[Tail], place: Origin) -> list[Inline]:
    runs: list[Inline] = []
    parted, before = is_parted(tails), ""
    for tail in tails:
        if tail.bracketed:
            runs += _bracketed(tail, place)
            continue
        mark = "；" if parted and before not in ("", tail.subject) else "，"
        runs += [Run(mark, place), *tail.runs]
        before = tail.subject
    return runs


def _bracketed(tail: Tail, place: Origin) -> list[Inline]:
    return [Run("（", place), *tail.runs, Run("）", place)]
