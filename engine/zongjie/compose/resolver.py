"""References of prose and templates → figures.

The name is looked up literally first (names hold quotes, dots, digits), then
read as ``name.attribute|filter（argument）`` or ``function（a，b）``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from zongjie.compose.attributes import AWAITED, OTHER_MEASURES, Subject
from zongjie.compose.figure import Figure, Refused
from zongjie.compose.filters import FILTERS, FUNCTIONS
from zongjie.diagnostics import Text, catalogue
from zongjie.model import Indicator, Kind, Measures, Report, Status
from zongjie.model.derived import exact_base
from zongjie.model.references import REFERENCE
from zongjie.text import name_key, nearest, pattern

_CALL: Final = pattern(r"([^\W\d]\w*)\((.*)\)")
_MOST_BRACKETS: Final = 20
_LONGEST_CHAIN: Final = 50  # formulas that refer to formulas
_TIMES: Final = ("年份", "上一年", "下一年", "期间", "截至")
FACTS: Final = (*_TIMES, "单位名称", "落款", "成文日期", "章节数", "标题")
"""What prose may name beside the indicators."""
_FILTER: Final = pattern(r"([^()|]+)(?:\((.*)\))?")


class Resolver:
    """Finds figures for one rendering of one report; ``fact`` gives those of FACTS."""

    def __init__(
        self, report: Report, fact: Callable[[str], Figure], *, public: bool = False
    ) -> None:
        self.report = report
        self.fact = fact
        self.public = public
        self.asked: set[str] = set()  # folded names of the indicators that were looked at
        self._formulas: dict[Text, Measures | None] = {}
        self._under_way: dict[Text, str] = {}  # formulas being computed, outermost first

    def resolve(self, text: str) -> Figure:
        """Return what ``{{text}}`` stands for; raise Refused where it stands for nothing."""
        indicators = self.report.indicators
        indicator = indicators.get(text)
        if indicator is not None:  # most names are typed as their own key
            return self.printed(indicator)
        key = name_key(text)
        indicator = indicators.get(key)
        if indicator is not None:
            return self.printed(indicator)
        if key.count("(") > _MOST_BRACKETS:
            raise Refused(partial(catalogue.prose.bad_expression, text=f"{key[:20]}…"))
        base, *filters = _split(key, "|")
        call = _CALL.fullmatch(base) if base.endswith(")") else None
        if call and call[1] in FUNCTIONS and base not in indicators:
            if filters and call[1] != "合计":  # the others are words, not a number
                raise Refused(partial(catalogue.prose.bad_expression, text=key))
            figure = FUNCTIONS[call[1]](self.resolve, _split(call[2], ","), base)
        else:
            figure = self._walk(base, text.strip() if base == key else base)
        for step in filters:
            figure = self._filtered(figure, step)
        return figure

    def printed(self, indicator: Indicator, ref: str = "") -> Figure:
        """Return an indicator as prose prints it, in the words of 印作 where given."""
        self._visible(indicator)
        ref = ref or indicator.name
        if indicator.status in AWAITED:
            return _awaited(indicator, ref)
        values = indicator.values if indicator.formula is None else self.values(indicator)
        if values is None:
            self._refuse_relative(indicator)
            return _awaited(indicator, ref)
        shown = indicator.print_as or values
        single = values.items[0] if len(values.items) == 1 else None
        return Figure(shown.printed, ref, single, indicator)

    def values(self, indicator: Indicator) -> Measures | None:
        """Return the figures of this year, computed where 数值 is a formula.

        None where there are none, or where a formula waits for a figure to come.
        """
        formula = indicator.formula
        if formula is None:
            return indicator.values
        # By the formula itself: parts (其中) may share their name.
        if formula not in self._formulas:
            names = list(self._under_way.values())
            if formula in self._under_way:
                chain = [*names[list(self._under_way).index(formula) :], indicator.name]
                raise Refused(partial(catalogue.prose.cyclic, chain=" → ".join(chain)))
            if len(names) >= _LONGEST_CHAIN:
                raise Refused(partial(catalogue.prose.bad_expression, text=indicator.name))
            self._under_way[formula] = indicator.name
            try:
                self._formulas[formula] = self._computed(indicator, formula)
            finally:
                del self._under_way[formula]
        return self._formulas[formula]

    def _computed(self, indicator: Indicator, formula: Text) -> Measures | None:
        """Return the value of a formula; its faults lie there, not where it is used."""
        found: list[Figure] = []

        def shown(match: re.Match[str]) -> str:
            found.append(self.resolve(match[1]))
            return found[-1].text

        try:
            text = REFERENCE.sub(shown, formula.value).strip()
            if any(figure.pending for figure in found):
                return None
            return _measured(indicator, formula, text)
        except Refused as refused:
            complaint = refused.complaint
            if complaint is None:
                raise
            raise Refused(lambda _: complaint(formula.span())) from None

    def _visible(self, indicator: Indicator) -> None:
        """Refuse what must not be printed."""
        name = indicator.name
        self.asked.add(name_key(name))
        if indicator.broken:
            raise Refused
        if indicator.status is Status.NOT_APPLICABLE:
            raise Refused(partial(catalogue.prose.not_applicable, name=name))
        if self.public and not indicator.public:
            raise Refused(partial(catalogue.prose.not_public, name=name))
        if indicator.previous is not None:
            self.refuse_changed_zero_word(indicator)

    def refuse_changed_zero_word(self, indicator: Indicator) -> None:
        """Refuse a figure that is not zero where last year's word was 零发生 or its like."""
        name = indicator.name
        before = indicator.previous
        if before is None or before.items[0].kind is not Kind.ZERO:
            return
        now = self.values(indicator)
        if now is not None and any((exact_base(item) or (1, ""))[0] for item in now.items):
            raise Refused(
                partial(
                    catalogue.prose.zero_word_changed, name=name, before=str(before), now=str(now)
                )
            )

    def _refuse_relative(self, indicator: Indicator) -> None:
        """Refuse an indicator of which something else was given, but no figure."""
        stated = (("同比", indicator.change), ("完成率", indicator.completion))
        texts = (("名次", indicator.rank), ("批次", indicator.batch), ("期间", indicator.period))
        known = next((word for word, value in (*stated, *texts) if value), None)
        if known is not None and indicator.formula is None:
            raise Refused(partial(catalogue.prose.only_relative, name=indicator.name, known=known))

    def _walk(self, key: str, written: str) -> Figure:
        """Follow name.step.step from the longest name that is known."""
        name, steps = key, list[str]()
        while name:
            indicator = self.report.indicators.get(name)
            if indicator is not None:
                return self._follow(indicator, steps)
            if not steps and name in FACTS:
                return self.fact(name)
            name, _, step = name.rpartition(".")
            steps.insert(0, step)
        raise self._unknown(key, written)

    def _follow(self, indicator: Indicator, steps: Sequence[str]) -> Figure:
        subject = self.subject(indicator)
        for at, step in enumerate(steps):
            rest = steps[at + 1 :]
            entered = self._entered(subject, step)
            if entered is not None:
                subject = entered
            elif subject.pending and not subject.has(step):
                return _awaited(subject.indicator, subject.ref)
            elif step == "占比" and subject.whole is not None and subject.whole.pending:
                return _awaited(subject.whole.indicator, subject.whole.ref)
            elif len(rest) == 1 and step in OTHER_MEASURES:
                return subject.measure(step, rest[0])
            elif rest == ["幅度"] and step in ("同比", "比上年", "升降", "增减"):
                return subject.size(step)
            elif rest:
                raise Refused(partial(catalogue.prose.bad_expression, text=".".join(steps)))
            elif step == "口径" and self.public:  # for the office alone
                raise Refused(partial(catalogue.prose.internal, name=subject.indicator.name))
            else:
                return subject.figure(step)
        return self.chosen(subject)

    def _entered(self, subject: Subject, step: str) -> Subject | None:
        """Return the part or the measure that a step leads to, None where it is neither."""
        part = subject.indicator.parts.get(step)
        if part is not None:
            return self.subject(part, f"{subject.ref}.{part.name}", subject)
        if subject.pending or not (step == "数值" or subject.pick(step)):
            return None
        subject.exact = True
        subject.ref = f"{subject.ref}.{step}"
        return subject

    def subject_of(self, text: str) -> Subject | None:
        """Return the indicator, part or measure that is named, ready to be asked.

        None for a reference to something else: a function, a filter, an
        attribute.  Raises Refused where there is no such name.
        """
        key = name_key(text)
        steps = key.split(".")
        for cut in range(len(steps), 0, -1):
            indicator = self.report.indicators.get(".".join(steps[:cut]))
            if indicator is None:
                continue
            subject = self.subject(indicator)
            for step in steps[cut:]:
                entered = self._entered(subject, step)
                if entered is None:  # which measures one still to come has is not known
                    return subject if subject.pending and not subject.has(step) else None
                subject = entered
            return subject
        base = _split(key, "|")[0]
        call = _CALL.fullmatch(base)
        if key in FACTS or base in self.report.indicators or (call and call[1] in FUNCTIONS):
            return None
        raise self._unknown_name(key, text.strip())

    def subject(self, indicator: Indicator, ref: str = "", whole: Subject | None = None) -> Subject:
        """Return an indicator with its figures, ready to be asked for attributes."""
        self._visible(indicator)
        return Subject(indicator, self.values(indicator), ref or indicator.name, whole)

    def chosen(self, subject: Subject) -> Figure:
        """Return the figure of this year as prose prints it, that of a measure by its number."""
        values = subject.values
        if not subject.exact or values is None:
            return self.printed(subject.indicator, subject.ref)
        if subject.unit is None:
            single = values.items[0] if len(values.items) == 1 else None
            return Figure(str(values), subject.ref, single, subject.indicator)
        one = values.of_unit(subject.unit)
        return Figure(str(one), subject.ref, one, subject.indicator)

    def _filtered(self, figure: Figure, step: str) -> Figure:
        match = _FILTER.fullmatch(step)
        if match is None:
            raise Refused(partial(catalogue.prose.bad_expression, text=step))
        name, argument = match[1], match[2]
        if name not in FILTERS:
            raise Refused(
                partial(
                    catalogue.prose.unknown_filter,
                    name=name,
                    nearest=nearest(name, FILTERS),
                    known="、".join(FILTERS),
                )
            )
        arguments = [self.resolve(part) for part in _split(argument, ",")] if argument else []
        return figure if figure.pending else FILTERS[name](figure, arguments)

    def _unknown(self, key: str, written: str) -> Refused:
        call = _CALL.fullmatch(key)
        if call:
            return Refused(
                partial(catalogue.prose.unknown_function, name=call[1], known="、".join(FUNCTIONS))
            )
        return self._unknown_name(key, written)

    def _unknown_name(self, key: str, written: str) -> Refused:
        names = {name_key(i.name): i.name for i in self.report.indicators.values()}
        names |= {name: name for name in FACTS}
        shown = "".join(line.strip() for line in written.split("\n"))
        close = nearest(key, names) or nearest(key.split(".")[0], names)
        return Refused(
            partial(catalogue.prose.unknown_name, name=shown, nearest=names.get(close, ""))
        )


def _awaited(indicator: Indicator, ref: str) -> Figure:
    return Figure(f"【待补：{indicator.name}】", ref, None, indicator, pending=True)


def _measured(indicator: Indicator, formula: Text, text: str) -> Measures:
    """Read what a formula came to, in the 单位 of the indicator where one is given."""
    read = Measures.read(text, formula)
    if read is None:
        raise Refused(partial(catalogue.prose.not_countable, name=indicator.name, text=text))
    if indicator.unit is not None:
        word, place = indicator.unit.value.strip(), indicator.unit.span()
        read = read.in_unit(word)
        if others := read.other_units(word):
            raise Refused(lambda _: catalogue.keys.unit_mismatch(place, word, others))
    twice = read.repeated_unit
    if twice is not None:
        raise Refused(partial(catalogue.keys.same_unit_twice, unit=twice))
    return read


def _split(text: str, mark: str) -> list[str]:
    """Split at a mark that stands outside brackets."""
    if "(" not in text and ")" not in text:
        return text.split(mark)
    parts, depth, start = [], 0, 0
    for at, char in enumerate(text):
        if char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
        elif char == mark and depth == 0:
            parts.append(text[start:at])
            start = at + 1
    parts.append(text[start:])
    return parts
