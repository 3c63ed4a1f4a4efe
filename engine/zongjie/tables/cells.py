"""One cell of a workbook: what is stored in it, and how it is shown."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Final

from zongjie.records import NamedTuple
from zongjie.text import pattern

NUMBER, TEXT, TRUTH, ERROR, DATE = "n", "s", "b", "e", "d"
_DATES: Final = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_BUILT_IN: Final = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%"}
_LITERAL: Final = pattern(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_DATE_SIGN: Final = pattern(r"[ymdhsYMDHS年月日时]")
_FIXED: Final = pattern(r"[#0,?]*0(?:\.([0#?]+))?%?")
_LONGEST: Final = 255  # characters of a format, as Excel has it
_DIGITS: Final = 15  # that a workbook keeps; what stands behind them is noise


class Format(NamedTuple):
    """How a number is shown (ECMA-376 part 1, 18.8.30 and 18.8.31)."""

    percent: bool = False
    date: bool = False
    places: int | None = None  # behind the point, at most, where the format says so


def format_of(number: int, code: str | None) -> Format:
    """Return what a format says: ``code`` is its own, else ``number`` is a built-in one."""
    if code is None:
        if number in _DATES:
            return Format(date=True)
        code = _BUILT_IN.get(number, "")
    bare = _LITERAL.sub("", code[:_LONGEST].partition(";")[0])
    if bare.strip().lower() in ("", "general", "@", "g/通用格式"):
        return Format()
    fixed = _FIXED.fullmatch(bare.strip())
    places = len(fixed[1] or "") if fixed else None
    places = places if places is not None and places <= _DIGITS else None
    return Format("%" in bare, _DATE_SIGN.search(bare) is not None, places)


class Cell(NamedTuple):
    """A cell that holds something: ``text`` is a number's digits, or the text."""

    place: str  # E7
    kind: str
    text: str
    formula: str | None = None
    format: Format = Format()

    def number(self) -> Decimal | None:
        """Return the number stored, by the digits that a workbook keeps; None for none."""
        try:
            value = Decimal(self.text)
        except InvalidOperation:
            return None
        if self.kind != NUMBER or not value.is_finite() or abs(value.adjusted()) > _DIGITS:
            return Decimal(0) if self.kind == NUMBER and value == 0 else None
        return value.quantize(Decimal(1).scaleb(value.adjusted() - _DIGITS + 1), ROUND_HALF_UP)

    @property
    def blank(self) -> bool:
        """Whether nothing can be read in it."""
        return not self.text.strip() and self.formula is None

    def shown(self) -> str:
        """Return its text as it was compared when the form was made."""
        value = self.number()
        if value is None:
            return self.text.strip()
        return plain(value * 100) + "%" if self.format.percent else plain(value)


def plain(value: Decimal) -> str:
    """Return a number in digits, without an exponent and zeros that say nothing."""
    digits = format(value, "f")
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return "0" if digits == "-0" else digits
