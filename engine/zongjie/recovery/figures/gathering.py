"""Which figures are of one indicator, and what each is to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from zongjie.model import Quantity, change
from zongjie.model.mentions import Mention
from zongjie.model.units import is_rate
from zongjie.recovery.figures import context, sums
from zongjie.recovery.figures.context import Place
from zongjie.recovery.figures.entries import Entry, Sureness, Use
from zongjie.recovery.figures.naming import identifier, is_aside, is_generic, without_step
from zongjie.recovery.figures.sums import Readable

_VERB: Final = "增长|上升|提高|增加|提升|扩大|增|升|下降|减少|降低|下滑|缩小|降|减"
_CHANGE: Final = re.compile(rf"(?P<prefix>同比|比上年)?(?P<verb>{_VERB})(?P<link>了|达到?|为)?\Z")
_GROWS: Final = re.compile(rf"{_VERB}|同比|翻番|增|降|升")
_OF_MANY_YEARS: Final = ("年均", "环比")
_RATES: Final = ("占比", "比重", "比例")
# Labels that only say how the thing before is counted: 惠及4720人次，总金额139.76万元.
_FURTHER_WORDS: Final = (
    "总金额 金额 资金 总资金 总额 面积 总面积 投资 总投资 参与 参加 受益 参与人数 人数 户数 总人数 "
    "参与人次 服务人次 总户数 惠及 涉及"
)
_FURTHER: Final = frozenset(_FURTHER_WORDS.split())
_EACH: Final = re.compile(r"[日月年周人户村]均")
_PER: Final = re.compile(r".均|每|频次")
_PART: Final = "其中"
_TIMES: Final = ("倍", "番")
_RATE_WORD: Final = re.compile(r"(?<=..)[\u4e00-\u9fff]{2}率\Z")
_PLANNED: Final = "计划"
_PLACES: Final = ("位", "名", "位次", "个位次")
_FEWEST_DIGITS: Final = 2  # in a figure that is known again by its value


class Gathering:
    """The indicators so far; ``take`` adds those of one text."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._facts: dict[tuple[str, str], Entry] = {}  # by label and figure as written
        self._place = Place("", 0)
        self._recent: list[tuple[Mention, Entry]] = []  # of the text at hand

    def take(self, place: Place, readable: Sequence[Readable]) -> None:
        """Add the figures of a text."""
        self._place, self._recent = place, []
        parts = set(sums.in_brackets(place.text, readable))
        for at, (found, quantity) in enumerate(readable):
            mention = found._replace(basis=_PART) if at in parts else found
            after = readable[at + 1][0] if at + 1 < len(readable) else None
            self._recent.append((mention, self._entry(mention, quantity, after)))

    def _entry(self, mention: Mention, quantity: Quantity, after: Mention | None) -> Entry:
        """Return the indicator that a figure belongs to, with the figure in it."""
        growth = _GROWS.search(mention.basis) is not None
        if mention.basis == "完成率" or self._is_of_aim(mention):
            return self._completion(mention, quantity)
        if growth:
            return self._change(mention, quantity)
        if context.is_target(self._place.text, mention, after):
            return self._target(mention, quantity)
        if mention.basis == _PART or self._completes(mention, quantity):
            return self._part(mention, quantity)
        if self._goes_further(mention, quantity):
            return self._further(mention, quantity)
        before = self._start_of(mention)
        entry = self._plain(mention, quantity)
        if before is not None:
            self._came_from(entry, before)
        return entry

    # ---- the sorts of figures ------------------------------------------------------

    def _plain(self, mention: Mention, quantity: Quantity, suffix: str = "") -> Entry:
        """Return the indicator that a figure is the 数值 of."""
        label = self._label(mention) + suffix
        key = (label, mention.text)
        known = self._facts.get(key)
        if known is not None and self._is_same(known, mention):
            self._use(known, mention)
            return known
        entry = self._new(label, mention)
        entry.measures.append((mention.text, quantity))
        entry.forecast = mention.basis == "预计"
        self._facts.setdefault(key, entry)
        self._use(entry, mention)
        self._doubts(entry, mention)
        return entry

    def _further(self, mention: Mention, quantity: Quantity) -> Entry:
        """Return the indicator before, which a figure counts in another unit."""
        entry = self._recent[-1][1]
        entry.measures.append((mention.text, quantity))
        self._use(entry, mention, measure=len(entry.measures) - 1)
        if mention.label != self._recent[-1][0].label:
            entry.doubt(Sureness.MEDIUM, f"“{mention.label}”是不是同一件事的数")
        return entry

    def _completion(self, mention: Mention, quantity: Quantity) -> Entry:
        entry = None if is_generic(mention.label) else self._of_label(mention)
        entry = entry or self._before(mention)
        own = not is_generic(mention.label) and (entry is None or entry.label != mention.label)
        if own and identifier(mention.label).endswith("率"):
            return self._plain(mention, quantity)
        if entry is None or own:
            entry = self._new(mention.label, mention)
        if entry.completion not in ("", mention.text):
            return self._plain(mention, quantity)
        entry.completion = mention.text
        self._use(entry, mention, "完成率")
        return entry

    def _target(self, mention: Mention, quantity: Quantity) -> Entry:
        entry = self._before(mention)
        if entry is None or not self._is_aim_of(entry, mention, quantity):
            own = self._plain(mention, quantity)
            own.doubt(Sureness.MEDIUM, "像是目标数，不是完成数")
            return own
        entry.target = mention.text
        self._use(entry, mention, "目标")
        return entry

    def _is_aim_of(self, entry: Entry, mention: Mention, quantity: Quantity) -> bool:
        """Whether a figure is the aim of the indicator before, and no thing of its own."""
        own = mention.label != self._recent[-1][0].label and not is_generic(mention.label)
        if own and not context.is_aim(mention.label):  # 库内销项任务量
            return False
        units = {measure.unit for _, measure in entry.measures}
        return entry.target in ("", mention.text) and quantity.unit in units

    def _change(self, mention: Mention, quantity: Quantity) -> Entry:
        """Return the indicator whose 同比 a figure is; a growth of years is one of its own."""
        said, start, attribute = self._said(mention)
        entry = self._changed(mention)
        taken = entry is not None and (entry.change not in ("", said) or len(entry.measures) > 1)
        no_change = not (said and quantity.unit) or _of_place(quantity, entry)
        if taken or no_change or self._is_long(mention):
            return self._plain(mention, quantity, _suffix(mention))
        entry = entry or self._new(mention.label, mention)
        entry.change = said
        self._use(entry, mention._replace(start=start), attribute)
        if attribute != "比上年" and "同比" not in mention.basis:
            entry.doubt(Sureness.MEDIUM, "原文没有写明和上年比，当作同比")
        return entry

    def _changed(self, mention: Mention) -> Entry | None:
        """Return the indicator that a change is of; 分别 gives each of several its own in turn."""
        entry = self._of_label(mention)
        values = [
            (before, one)
            for before, one in self._recent
            if before.label == mention.label and before.text in {text for text, _ in one.measures}
        ]
        if values and "分别" in self._place.text[values[-1][0].end : mention.start]:
            return next((one for _, one in values if not one.change), entry)
        return entry

    def _said(self, mention: Mention) -> tuple[str, int, str]:
        """Return a change with its verb, where what is printed begins, and by which attribute."""
        found = _CHANGE.search(self._place.text, 0, mention.start)
        if found is None:  # 分别增长4.3%、5.5%: the verb of the one before
            verb = mention.basis.removeprefix("同比")
            said, start, attribute = f"{verb}{mention.text}", mention.start, "同比.幅度"
            if not (self._recent and self._follows(mention)):
                return "", start, attribute
        else:
            said = f"{found['verb']}{mention.text}"
            start = mention.start if found["link"] else found.start()
            attribute = "同比.幅度" if found["link"] else found["prefix"] or "升降"
        return said if change.parse(said) is not None else "", start, attribute

    def _follows(self, mention: Mention) -> bool:
        """Whether a figure stands in one list with the one before."""
        before = self._recent[-1][0]
        between = self._place.text[before.end : mention.start]
        return before.basis == mention.basis and between in ("、", "和", "，")

    def _is_long(self, mention: Mention) -> bool:
        """Whether a growth is one of several years, or of the year to come; 同比 says of one."""
        of_one = mention.basis.startswith("同比")
        long = (not of_one and self._is_of_years(mention)) or mention.basis.startswith(
            _OF_MANY_YEARS
        )
        return long or self._plans(mention)

    def _is_of_years(self, mention: Mention) -> bool:
        """Whether a figure is compared with what was several years ago."""
        text, start = self._place.text, mention.start
        named = context.is_other_year(text, start, self._place.last)
        return named or self._place.years or context.spans_years(text, start)

    def _plans(self, mention: Mention) -> bool:
        """Whether a figure is one of the year to come."""
        sentence = context.sentence_of(self._place.text, mention.start)
        return self._place.plan or context.aims(sentence)

    def _part(self, mention: Mention, quantity: Quantity) -> Entry:
        """Return a part of the indicator before: 20553人（其中政府补助10236人）."""
        last = self._before(mention)
        if last is not None and self._counts_again(mention, quantity):
            last.measures.append((mention.text, quantity))
            self._use(last, mention, measure=len(last.measures) - 1)
            return last
        whole = self._whole_of(mention)
        if whole is None:
            return self._plain(mention, quantity)
        if not sums.fits(whole, quantity):
            own = self._plain(mention, quantity)
            own.doubt(Sureness.MEDIUM, f"像是“{whole.label}”的分项，可加起来比它多")
            return own
        part = Entry(mention.label, self._place.at, self._excerpt(mention), whole=whole)
        part.measures.append((mention.text, quantity))
        whole.parts.append(part)
        self._use(part, mention)
        return part

    def _whole_of(self, mention: Mention) -> Entry | None:
        """Return what a part is of: the last thing counted in the sentence, which no rate is.

        税收18亿元，同比增加2亿元，增长12%，其中区级6亿元: of the 18亿元.
        """
        for before, entry in reversed(self._recent):
            if not context.same_sentence(self._place.text, before, mention):
                return None
            whole = entry.whole or entry
            if whole.measures and not is_rate(whole.measures[0][1].unit):
                return whole
        return None

    def _is_of_aim(self, mention: Mention) -> bool:
        """Whether a rate is one of an aim: 分别占年度计划的120%和105%."""
        if mention.basis != "占比":
            return False
        if self._recent and self._follows(mention):
            return self._recent[-1][1].completion == self._recent[-1][0].text
        return context.is_of_aim(self._place.text, mention.start)

    def _completes(self, mention: Mention, quantity: Quantity) -> bool:
        """Whether a figure and the parts before it are just the whole: 其中：甲12个；乙24个."""
        last = self._before(mention)
        whole = last.whole if last is not None else None
        return whole is not None and not mention.basis and sums.completes(whole, quantity)

    def _counts_again(self, mention: Mention, quantity: Quantity) -> bool:
        """Whether a part is counted in another unit: 存量违建1103处3.9万平方米."""
        before, entry = self._recent[-1]
        units = [one.unit for _, one in entry.measures]
        alone = not entry.change and len(entry.uses) == len(units)
        joined = context.same_clause_run(self._place.text, before, mention)
        other = bool(quantity.unit) and not is_rate(quantity.unit) and quantity.unit not in units
        fits = entry.whole is None or sums.fits(entry.whole, quantity)
        return before.label == mention.label and alone and joined and other and fits

    # ---- from–to -------------------------------------------------------------------

    def _start_of(self, mention: Mention) -> tuple[Mention, Entry] | None:
        """Return the figure that this one is the end of the way from."""
        if not self._recent:
            return None
        before, entry = self._recent[-1]
        fits = entry.label == mention.label or before.label == mention.label
        alone = len(entry.uses) == 1 and len(entry.measures) == 1 and not entry.parts
        if not (fits and alone and context.from_to(self._place.text, before, mention)):
            return None
        return before, entry

    def _came_from(self, entry: Entry, start: tuple[Mention, Entry]) -> None:
        """Make the figure a way began with the 上年 of the indicator, if the way is a year."""
        mention, origin = start
        if entry is origin:
            return
        if self._is_of_years(mention):
            origin.label += "起点"
            return
        if entry.previous or len(entry.uses) > 1:
            return
        entry.previous = mention.text
        self.entries.remove(origin)
        self._facts = {key: one for key, one in self._facts.items() if one is not origin}
        self._recent[-1] = (mention, entry)
        self._use(entry, mention, "上年")
        entry.doubt(Sureness.MEDIUM, "原文写“从…到…”，起点当作上年的数")

    # ---- what lies round it --------------------------------------------------------

    def _label(self, mention: Mention) -> str:
        """Return what to call a figure: the words of the text, and what they lack."""
        label, basis = mention.label, mention.basis
        counts = not is_rate(mention.unit) and mention.unit not in _PLACES
        if label.endswith("率") and counts:
            label = _RATE_WORD.sub("", label)  # 5个断面水质达标率100%
        if basis == "连续" and "连续" not in label:
            label = f"连续{label}"
        elif basis.startswith("频次"):
            label = f"{label}频次"
        elif self._is_each(mention) and basis not in label and not label.startswith("均"):
            label = f"{basis}{label}"
        if is_aside(label) and (before := self._before(mention)) is not None:
            label = self._side_of(before, label)
        if mention.unit in _TIMES and label:
            label = f"{label}倍数"
        if basis == "占比" and not label.endswith(_RATES):
            label = f"{label}占比"
        planned = label and not label.startswith(_PLANNED) and self._plans(mention)
        return f"{_PLANNED}{label}" if planned else label

    def _is_each(self, mention: Mention) -> bool:
        """Whether it is so much for each; in 城镇、农村人均收入 the list's end says it."""
        if not _EACH.fullmatch(mention.basis):
            return False
        at = self._place.text.rfind(mention.label, 0, mention.start)
        return not re.match(
            "[、和及与]", self._place.text[at + len(mention.label) :] if at >= 0 else ""
        )

    def _side_of(self, before: Entry, side: str) -> str:
        """Return what one side of the indicator before is called: 加装电梯 and 开工."""
        said = self._recent[-1][0].label  # without what an indicator's name adds to it
        if before.whole is not None:
            root = before.whole.label
        else:
            root = said if not is_generic(said) else before.label.removeprefix(_PLANNED)
        root = without_step(root, side)
        return side if is_generic(root) else root if root.endswith(side) else f"{root}{side}"

    def _doubts(self, entry: Entry, mention: Mention) -> None:
        if self._plans(mention):
            entry.doubt(Sureness.MEDIUM, "像是计划的数，不是完成数")
        if mention.basis.startswith("频次"):
            entry.doubt(Sureness.MEDIUM, "像是制度规定的次数，不是完成数")
        if is_aside(mention.label) and not is_aside(entry.label):
            entry.doubt(Sureness.MEDIUM, "名称是由前面一个指标推出来的")

    def _goes_further(self, mention: Mention, quantity: Quantity) -> bool:
        """Whether a figure counts what the one before counts, in another unit."""
        if not self._recent or not quantity.unit or is_rate(quantity.unit):
            return False
        if quantity.unit in _TIMES or _PER.match(mention.basis):
            return False
        before, entry = self._recent[-1]
        units = [one.unit for _, one in entry.measures]
        if not units or "" in units or quantity.unit in units or any(map(is_rate, units)):
            return False
        if entry.change or entry.completion or entry.previous or len(entry.uses) > len(units):
            return False
        if not context.same_clause_run(self._place.text, before, mention):
            return False
        if before.label == mention.label and before.basis != "连续" != mention.basis:
            return True
        return mention.label in _FURTHER and not is_generic(entry.label)

    def _is_same(self, known: Entry, mention: Mention) -> bool:
        """Whether a figure met again is the same fact, and not another of that name and size."""
        digits = sum(1 for char in mention.text if char.isdigit() and char != "0")
        telling = digits >= _FEWEST_DIGITS and not is_generic(mention.label)
        return telling and len(known.measures) == 1 and known.whole is None

    def _of_label(self, mention: Mention) -> Entry | None:
        """Return the indicator of this name in the text at hand."""
        for before, entry in reversed(self._recent):
            if before.label == mention.label:
                return entry
        return None

    def _before(self, mention: Mention) -> Entry | None:
        """Return the indicator before, in the same sentence."""
        if not self._recent:
            return None
        before, entry = self._recent[-1]
        return entry if context.same_sentence(self._place.text, before, mention) else None

    def _new(self, label: str, mention: Mention) -> Entry:
        entry = Entry(label, self._place.at, self._excerpt(mention), self._place.heading)
        self.entries.append(entry)
        return entry

    def _excerpt(self, mention: Mention) -> str:
        return context.excerpt(self._place.text, [mention])

    def _use(self, entry: Entry, mention: Mention, attribute: str = "", measure: int = 0) -> None:
        text = self._place.text
        entry.uses.append(Use(text, mention.start, mention.end, entry, attribute, measure))


def _suffix(mention: Mention) -> str:
    """Return what a growth of its own is called by: 规上工业增加值年均增长."""
    name = identifier(mention.basis)
    return "" if mention.label.endswith(name) else name


def _of_place(quantity: Quantity, entry: Entry | None) -> bool:
    """Whether it is the place on a list that changed: 列第2位，比去年上升3位."""
    units = [one.unit for _, one in entry.measures] if entry is not None else []
    return quantity.unit in _PLACES and quantity.unit not in units
