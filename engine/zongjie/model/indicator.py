"""指标: a named fact with its figures and what is known about them."""

from collections.abc import Mapping
from enum import Enum
from itertools import zip_longest
from types import MappingProxyType
from typing import TYPE_CHECKING

from zongjie.diagnostics import Text
from zongjie.model import quantity
from zongjie.model.change import Change
from zongjie.model.dates import Date
from zongjie.model.quantity import Kind, Quantity
from zongjie.records import NamedTuple

if TYPE_CHECKING:
    from zongjie.model.sentence import Pattern


class Direction(Enum):
    """方向: whether more is better, and whether the target is a ceiling."""

    MORE = "越大越好"
    LESS = "越小越好"
    CEILING = "控制在以内"
    NONE = "仅作参考"


CAPPED = (Direction.LESS, Direction.CEILING)
"""Directions in which more is worse."""


class Status(Enum):
    """状态 of a figure; in brackets the SDMX OBS_STATUS code behind it."""

    VERIFIED = "已核实"  # A
    PROVISIONAL = "初步数"  # P
    FORECAST = "预计数"  # F
    PENDING = "待报"  # O
    MISSING = "缺报"  # M
    NOT_APPLICABLE = "不适用"  # NA


class Measures(NamedTuple):
    """One or more figures of one thing, as written: 154处，9058平方米."""

    items: tuple[Quantity, ...]
    printed: str
    text: Text

    def __str__(self) -> str:
        return self.printed

    @classmethod
    def read(cls, value: str, text: Text) -> "Measures | None":
        """Return the figures that a text holds, or None where it holds something else."""
        parsed = quantity.split_measures(value)
        return None if parsed is None else tuple.__new__(cls, (parsed[0], value, text))

    def in_unit(self, word: str) -> "Measures":
        """Return a bare number with its unit; what has one, or is zero in words, as it is.

        A scale of its own goes before that of the unit: 28.6亿 in 万元 is 28.6亿元.
        """
        if len(self.items) > 1 or self.items[0].unit or self.zero_word:
            return self
        if self.items[0].scale:
            unit = quantity.parse(f"1{word}")  # 亿元 is 元 with a scale, 千克 is one word
            word = unit.unit if unit is not None else word
        return self.read(self.printed + word, self.text) or self

    def like(self, model: Quantity) -> "Measures":
        """Return a bare number in the unit and scale of another: 16.5 beside 17.8万人次."""
        return self.in_unit(model.scale + model.unit)

    def reworded(self, words: Mapping[str, str]) -> "Measures":
        """Return figures with other words for some of their units: 40部 as 40台."""
        if not any(item.unit in words for item in self.items):
            return self
        parsed = quantity.split_measures(self.printed)
        between = parsed[1] if parsed is not None else ()
        texts = [
            "".join(words.get(text, text) if text == item.unit else text for text in item.texts)
            for item in self.items
        ]
        printed = "".join(map("".join, zip_longest(texts, between, fillvalue="")))
        return self.read(printed, self.text) or self

    def other_units(self, word: str) -> str:
        """Return the units as written if they are not this one; 零发生 counts in any."""
        first = self.items[0]
        agrees = len(self.items) == 1 and word in (first.unit, first.scale + first.unit)
        if agrees or self.zero_word:
            return ""
        return "、".join(item.scale + item.unit or "（没有单位）" for item in self.items)

    @property
    def repeated_unit(self) -> str | None:
        """The unit that two figures share, which leaves open which is which."""
        units = [item.unit for item in self.items]
        return next((unit for at, unit in enumerate(units) if unit in units[:at]), None)

    @property
    def zero_word(self) -> bool:
        """Whether it is one word for zero: 零发生."""
        return len(self.items) == 1 and self.items[0].kind is Kind.ZERO

    def of_unit(self, unit: str) -> Quantity | None:
        """Return the figure that counts in this unit."""
        return next((item for item in self.items if item.unit == unit), None)


class Indicator(NamedTuple):
    """One indicator of this year.  Fields are named for the keys of the schema.

    ``formula`` holds a 数值 that refers to other indicators; ``values`` is then
    None, as it is for an empty value.
    """

    name: str
    key: Text
    values: Measures | None = None
    formula: Text | None = None
    unit: Text | None = None  # 单位, as written; figures hold it already, a formula does not
    print_as: Measures | None = None  # 印作
    previous: Measures | None = None  # 上年
    target: Measures | None = None  # 目标
    change: Change | None = None  # 同比, as stated
    change_text: Text | None = None
    completion: Measures | None = None  # 完成率, as stated
    direction: Direction | None = None
    status: Status = Status.VERIFIED
    batch: Text | None = None  # 批次
    rank: Text | None = None  # 名次
    department: Text | None = None  # 科室
    as_of: Date | None = None  # 截至
    period: Text | None = None  # 期间
    definition: Text | None = None  # 口径
    gloss: Text | None = None  # 释义
    origin: Text | None = None  # 来源
    reporter: Text | None = None  # 填报人
    public: bool = True
    says_public: bool = False  # 公开 is written, here or at the head of its file
    former_names: tuple[Text, ...] = ()
    parts: "Mapping[str, Indicator]" = MappingProxyType({})
    decimals: int | None = None
    note: Text | None = None
    forecast: Measures | None = None  # 预计全年
    next_target: Measures | None = None  # 下年目标
    cause: Text | None = None  # 原因
    is_problem: bool = False  # 列入问题
    counting: Text | None = None  # 计法
    pattern: "Pattern | None" = None  # 句式
    broken: bool = False  # a field could not be read; that was told where it stands

    @property
    def is_compared(self) -> bool:
        """Whether anything is given that its figure may be set against."""
        return bool(
            self.previous
            or self.target
            or self.change
            or self.completion
            or self.rank
            or self.forecast
            or self.parts
        )

    @property
    def has_figure(self) -> bool:
        """Whether anything countable is known of it for this year."""
        return bool(self.values or self.formula or self.change or self.completion)
