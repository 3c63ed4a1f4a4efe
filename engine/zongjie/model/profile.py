"""版式: the page, fonts and numbers of a document, each with where it is from.

A parameter has a value, the clause of GB/T 9704-2012 it follows, and how strong
that clause is.  Measures are exact: millimetres and points as Decimal, turned
into Word's twips and half-points by rounding half up, once.
"""

from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import Final, TypeAlias

from zongjie.diagnostics import Text
from zongjie.model.quantity import round_half_up
from zongjie.records import NamedTuple
from zongjie.text import half_width, pattern


class Strength(Enum):
    """力度: how much a value is asked for."""

    REQUIRED = "规定"  # 应当
    USUAL = "一般"
    RECOMMENDED = "推荐"
    CUSTOM = "实务"  # the standard says nothing
    DERIVED = "推算"  # follows from others by arithmetic
    OWN = "自定"  # an office's own


class Kind(Enum):
    """What a value is, with an example of it."""

    LENGTH = "37毫米"
    POINTS = "28.95磅"
    SIZE = "三号"
    FONT = "仿宋_GB2312"
    CHARACTERS = "2字"
    LINES = "1行"
    PERCENT = "30%"
    YES = "是"
    CHOICE = ""


Value: TypeAlias = Decimal | str | bool


class Rule(NamedTuple):
    """What a parameter may be: its kind, and its bounds or its choices."""

    kind: Kind
    least: Decimal = Decimal(0)
    most: Decimal = Decimal(0)
    choices: tuple[str, ...] = ()


def _between(kind: Kind, least: str, most: str) -> Rule:
    return Rule(kind, Decimal(least), Decimal(most))


_FONT: Final = Rule(Kind.FONT)
_SIZE: Final = _between(Kind.SIZE, "5", "72")
_YES: Final = Rule(Kind.YES)
_HEADING: Final = {"字体": _FONT, "字号": _SIZE, "加粗": _YES}
ALONE: Final = ""
"""The key of a parameter that is a group by itself: ``编号: 自动``."""
RULES: Final[Mapping[str, Mapping[str, Rule]]] = {
    "版面": {
        "纸宽": _between(Kind.LENGTH, "100", "420"),
        "纸高": _between(Kind.LENGTH, "100", "558"),
        "天头": _between(Kind.LENGTH, "5", "100"),
        "订口": _between(Kind.LENGTH, "5", "100"),
        "切口": _between(Kind.LENGTH, "5", "100"),
        "地脚": _between(Kind.LENGTH, "5", "100"),
        "每页行数": _between(Kind.LINES, "10", "60"),
        "每行字数": _between(Kind.CHARACTERS, "10", "60"),
    },
    "正文": {
        "字体": _FONT,
        "字号": _SIZE,
        "行距": _between(Kind.POINTS, "8", "100"),
        "字距": _between(Kind.POINTS, "-5", "20"),
        "首行缩进": _between(Kind.CHARACTERS, "0", "10"),
    },
    "标题": {
        "字体": _FONT,
        "字号": _SIZE,
        "行距": _between(Kind.POINTS, "8", "144"),
        "空行": _between(Kind.LINES, "0", "10"),
    },
    "副标题": {"字体": _FONT, "字号": _SIZE},
    "一级标题": _HEADING,
    "二级标题": _HEADING,
    "三级标题": _HEADING,
    "四级标题": _HEADING,
    "编号": {ALONE: Rule(Kind.CHOICE, choices=("文字", "自动"))},
    "段首句": {"字体": _FONT, "加粗": _YES},
    "页码": {
        "位置": Rule(Kind.CHOICE, choices=("外侧", "居中", "不印")),
        "字体": _FONT,
        "字号": _SIZE,
        "距版心": _between(Kind.LENGTH, "0", "60"),
        "空字": _between(Kind.CHARACTERS, "0", "10"),
    },
    "落款": {"盖章": _YES, "空行": _between(Kind.LINES, "0", "10")},
    "脚注": {
        "标记": Rule(Kind.CHOICE, choices=("自动", "①", "[1]")),
        "编号": Rule(Kind.CHOICE, choices=("全文", "每页")),
        "位置": Rule(Kind.CHOICE, choices=("页下", "文后注释", "名词解释")),
        "字号": _SIZE,
    },
    "表格": {"字号": _SIZE, "表头字体": _FONT},
    "核对稿": {"变动": _between(Kind.PERCENT, "0", "1000")},
}

_POINTS: Final = {
    "初号": "42",
    "小初": "36",
    "一号": "26",
    "小一": "24",
    "二号": "22",
    "小二": "18",
    "三号": "16",
    "小三": "15",
    "四号": "14",
    "小四": "12",
    "五号": "10.5",
    "小五": "9",
    "六号": "7.5",
    "小六": "6.5",
    "七号": "5.5",
    "八号": "5",
}
_SIZES: Final = {name: Decimal(points) for name, points in _POINTS.items()}
"""Points of the Chinese sizes, as Word has them."""

_MEASURE: Final = pattern(r"([-−]?[0-9]+(?:\.[0-9]+)?)\s*(毫米|厘米|磅|字|行|mm|cm|pt|%|)")
_UNITS: Final = {
    Kind.LENGTH: {"毫米": Decimal(1), "mm": Decimal(1), "厘米": Decimal(10), "cm": Decimal(10)},
    Kind.POINTS: {"磅": Decimal(1), "pt": Decimal(1)},
    Kind.SIZE: {"磅": Decimal(1), "pt": Decimal(1)},
    Kind.CHARACTERS: {"字": Decimal(1), "": Decimal(1)},
    Kind.LINES: {"行": Decimal(1), "": Decimal(1)},
    Kind.PERCENT: {"%": Decimal(1)},
}
# Word keeps 31 characters of a font's name; quotes and controls belong to no name.
_FONT_NAME: Final = pattern(r"[^\x00-\x1f\"'<>&;,；，、]{1,31}")
_WHOLE: Final = (Kind.CHARACTERS, Kind.LINES)
_TWIPS_OF_MM: Final = Decimal(1440) / Decimal("25.4")


def name_of(group: str, key: str) -> str:
    """Return a parameter's name as people are told it: 版面.天头, 编号."""
    return f"{group}.{key}" if key != ALONE else group


class Parameter(NamedTuple):
    """One value of a 版式."""

    value: Value
    written: str
    clause: str = ""
    strength: Strength = Strength.OWN
    remark: str = ""
    place: Text | None = None


class Profile:
    """A whole 版式; equal only to itself, so that what is made from it can be kept."""

    __slots__ = ("description", "parameters", "title")

    def __init__(
        self, title: str, description: str, parameters: Mapping[tuple[str, str], Parameter]
    ) -> None:
        self.title = title
        self.description = description
        self.parameters = MappingProxyType(dict(parameters))

    def text(self, group: str, key: str = ALONE) -> str:
        """Return a font or a choice."""
        value = self.parameters[group, key].value
        assert isinstance(value, str)  # noqa: S101 - read by its rule
        return value

    def says(self, group: str, key: str) -> bool:
        """Return whether a parameter is 是."""
        return self.parameters[group, key].value is True

    def number(self, group: str, key: str) -> Decimal:
        """Return a measure in millimetres, points, characters or lines."""
        value = self.parameters[group, key].value
        assert isinstance(value, Decimal)  # noqa: S101 - read by its rule
        return value

    def twips(self, group: str, key: str) -> int:
        """Return a length, a pitch or a spacing in twentieths of a point."""
        length = RULES[group][key].kind is Kind.LENGTH
        return int(round_half_up(self.number(group, key) * (_TWIPS_OF_MM if length else 20), 0))

    @property
    def width(self) -> int:
        """The width of the type area (版心) in twips."""
        left, right = self.twips("版面", "订口"), self.twips("版面", "切口")
        return self.twips("版面", "纸宽") - left - right

    @property
    def height(self) -> int:
        """The height of the type area (版心) in twips."""
        top, bottom = self.twips("版面", "天头"), self.twips("版面", "地脚")
        return self.twips("版面", "纸高") - top - bottom

    def half_points(self, group: str, key: str) -> int:
        """Return a size in half-points."""
        return int(round_half_up(self.number(group, key) * 2, 0))


class Flaw(NamedTuple):
    """Why a text is no value of its rule."""

    why: str


def parse(rule: Rule, text: str) -> Value | Flaw:
    """Return a value, or why it is none."""
    written = text.strip()
    if rule.kind is Kind.CHOICE:
        return written if written in rule.choices else Flaw(f"可以写{'、'.join(rule.choices)}")
    if rule.kind is Kind.YES:
        return written == "是" if written in ("是", "否") else Flaw("写“是”或者“否”")
    if rule.kind is Kind.FONT:
        named = _FONT_NAME.fullmatch(written) and any(map(str.isalpha, written))
        empty = written.lower() == "null"  # what a form or a program leaves of nothing
        return written if named and not empty else Flaw("写字体的名字，如 仿宋_GB2312")
    return _number(rule, written)


def _number(rule: Rule, written: str) -> Decimal | Flaw:
    if rule.kind is Kind.SIZE and written in _SIZES:
        return _SIZES[written]
    match = _MEASURE.fullmatch(half_width(written))
    units = _UNITS[rule.kind]
    if match is None or match[2] not in units:
        return Flaw(f"写成“{rule.kind.value}”这样，带单位")
    value = Decimal(match[1].replace("−", "-")) * units[match[2]]
    if rule.kind in _WHOLE and value != value.to_integral_value():
        return Flaw("要是整数")
    if not rule.least <= value <= rule.most:
        unit = next(iter(units))
        return Flaw(f"要在{rule.least}～{rule.most}{unit}之间")
    return value
