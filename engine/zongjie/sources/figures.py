"""Values of an indicator as typed → quantities, changes, dates."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from zongjie import text as texts
from zongjie.diagnostics import Diagnostic, Text, TextPart, catalogue
from zongjie.model import Change, Date, Kind, Measures, Status, change, dates, quantity
from zongjie.model.derived import Fault, pair
from zongjie.model.quantity import Quantity
from zongjie.model.units import to_base
from zongjie.sources.nodes import Scalar

if TYPE_CHECKING:
    from zongjie.model.sentence import Pattern

# Words that may mean zero or no figure at all; only the person knows.
_NOTHING: Final = frozenset(
    (
        "无",
        "没有",
        "暂无",
        "未有",
        "-",
        "—",
        "——",
        "/",
        "／",
        "－",
        "~",
        "null",
        "None",
        "N/A",
        "n/a",
        *("待定", "待核", "待核实", "待补", "待填", "不详", "未知", "暂缺", "缺", "空", "？", "?"),
        *("无数据", "暂无数据", "×", "…", "……"),
    )
)
STATUSES: Final = {status.value: status for status in Status}
# These are typed where the figure will stand, as in the tables that offices pass round.
_ABSENT: Final = (Status.PENDING, Status.MISSING, Status.NOT_APPLICABLE)
_BESIDE: Final = (
    "；;。，,、.：:\"'“”‘’【】[]［］{}｛｝|｜!！*"  # what stands beside a figure by mistake
)
_LOOK_ALIKE: Final = str.maketrans("OoＯlI", "00011")
_FAR: Final = 100  # times another year's figure that nobody means without its unit
_LETTERS: Final = frozenset("OoＯ")  # typed for a zero
_LETTER: Final = texts.pattern(r"[0-9０-９][OoＯ](?![A-Za-z])")
_OPEN, _CLOSED, _QUOTES = tuple("“‘＂"), tuple("”’＂"), frozenset("“”‘’＂")
_LISTED: Final = texts.pattern(r"[^，\s][^，]*")
_LEADING_ZERO: Final = texts.pattern(r"[0０]+[0-9０-９]+(?![0-9０-９]*[:：])")
_CLOCK: Final = texts.pattern(r"[0-9０-９]{1,2}[:：][0-5０-５][0-9０-９]")
_THOUSANDS: Final = texts.pattern(r"[0-9０-９][,，][0-9０-９]")


def listed(names: Iterable[Scalar]) -> tuple[Text, ...]:
    """Return names, each by itself; [甲，乙] with a full-width comma is two as well."""
    found: list[Text] = []
    for text in names:
        whole = any(mark in text.value for mark in "（(")  # 均为（甲，乙）
        parts = [TextPart(text, *match.span()) for match in _LISTED.finditer(text.value)]
        found += parts if len(parts) > 1 and not whole else [text]
    return tuple(found)


def name(text: Scalar | None, key: str, found: list[Diagnostic]) -> None:
    """Report a name that stands in Chinese quotes, as if they were YAML's."""
    if text is None or not (text.value.startswith(_OPEN) and text.value.endswith(_CLOSED)):
        return
    inner = text.value[1:-1]
    if inner and _QUOTES.isdisjoint(inner):
        found.append(catalogue.keys.quoted_name(text.span(), key, inner))


def absent(text: Scalar | None) -> Status | None:
    """Return why there is no figure, where 待报, 缺报 or 不适用 stands in its place."""
    status = STATUSES.get(text.value.strip()) if text is not None else None
    return status if status in _ABSENT else None


def is_absent(word: str) -> bool:
    """Whether a word says that there is no figure: 待报, 缺报 or 不适用."""
    return STATUSES.get(word) in _ABSENT


def said(
    text: Scalar, key: str, found: list[Diagnostic], unit: Scalar | None = None
) -> Measures | Scalar | Status | None:
    """Return what a 数值 says: figures, a formula, or why there is no figure; None for a fault."""
    value = text.value.strip()
    read = Measures.read(value, text)
    if read is None:
        if (status := absent(text)) is not None:
            return status
        if is_formula(text):
            return text
    return _faultless(read, text, key, found, unit)


def measures(
    text: Scalar, key: str, found: list[Diagnostic], unit: Scalar | None = None
) -> Measures | None:
    """Return the figures of a field, with ``unit`` added where none was typed."""
    return _faultless(Measures.read(text.value.strip(), text), text, key, found, unit)


def _faultless(
    read: Measures | None, text: Scalar, key: str, found: list[Diagnostic], unit: Scalar | None
) -> Measures | None:
    """Return figures that were read of a text, or tell why they are none."""
    if read is None or _has_letter(read.printed):
        found.append(_no_quantity(text, key, text.value.strip()))
        return None
    if unit is not None:
        read = read.in_unit(unit.value.strip())
    if len(read.items) > 1 and (twice := read.repeated_unit) is not None:
        found.append(catalogue.keys.same_unit_twice(text.span(), twice))
        return None
    return read


def _has_letter(text: str) -> bool:
    return not _LETTERS.isdisjoint(text) and _LETTER.search(text) is not None


def like(given: Measures, model: Quantity, found: list[Diagnostic], key: str) -> Measures:
    """Return a bare figure of another year as its indicator's own is written: 16.5 of 17.8万人次.

    One that is a hundred times off was meant otherwise, and is asked back.
    """
    bare = given.items[0]
    if bare.unit or not (model.scale or model.unit) or given.zero_word:
        return given
    read = given.like(model)
    both = pair(read.items[0], model)
    if not isinstance(both, Fault) and all(both):
        ratio = abs(both[0] / both[1])
        if ratio >= _FAR or ratio * _FAR <= 1:
            shown = f"{model.scale}{model.unit}"
            found.append(catalogue.keys.bare_figure(given.text.span(), key, str(read), shown))
    return read


def check_unit(figures: Measures, unit: Scalar, found: list[Diagnostic]) -> None:
    """Report a unit that is another than the figures themselves have."""
    word = unit.value.strip()
    others = figures.other_units(word)
    if others:
        found.append(catalogue.keys.unit_mismatch(unit.span(), word, others))


def _no_quantity(text: Scalar, key: str, value: str) -> Diagnostic:
    if value in _NOTHING:
        return catalogue.keys.none_asked_back(text.span(), key, value)
    if _CLOCK.match(value):
        return catalogue.keys.misread_number(text.span(), value, "这是钟点，不是数；只写数和单位")
    if _LEADING_ZERO.match(value):
        return catalogue.keys.misread_number(
            text.span(), value, f"删去前面的 0：{value.lstrip('0０')}", value.lstrip("0０")
        )
    if _THOUSANDS.search(value):
        return catalogue.keys.misread_number(
            text.span(), value, "千分位逗号要三位一隔；一般不写逗号"
        )
    bare = "".join(value.split())
    if bare != value and quantity.split_measures(bare) is not None:
        return catalogue.keys.misread_number(text.span(), value, f"删去空格：{bare}", bare)
    meant = (one for one in _meant(bare) if not _has_letter(one))
    fixed = next((one for one in meant if quantity.split_measures(one) is not None), "")
    return catalogue.keys.not_a_quantity(text.span(), key, value, fixed)


def _meant(value: str) -> tuple[str, str]:
    """Return what a figure may have been before something slipped in."""
    bare = value.strip(_BESIDE)
    return bare, bare.translate(_LOOK_ALIKE)


def is_formula(text: Scalar) -> bool:
    """Whether a figure refers to others."""
    return "{{" in text.value or "｛｛" in text.value


def completion(text: Scalar, found: list[Diagnostic]) -> Measures | None:
    """Return a stated 完成率: 142.7%, 九成, 三分之二."""
    stated = measures(text, "完成率", found)
    if stated is None or all(map(_is_share, stated.items)):
        return stated
    value, first = text.value.strip(), stated.items[0]
    bare = len(stated.items) == 1 and not first.unit and first.kind is Kind.NUMBER
    fixed = f"{value}%" if bare and quantity.parse(f"{value}%") else ""
    found.append(catalogue.keys.not_a_rate(text.span(), value, fixed))
    return None


def _is_share(figure: quantity.Quantity) -> bool:
    return figure.kind is Kind.FRACTION or to_base(Decimal(1), figure.unit)[1] == "%"


def growth(text: Scalar, found: list[Diagnostic]) -> Change | None:
    """Return a stated 同比."""
    value = text.value.strip()
    parsed = change.parse(value)
    if parsed is None:
        found.append(catalogue.keys.not_a_change(text.span(), value))
    elif parsed.amount is not None and not _says_of_what(parsed.amount):
        found.append(catalogue.keys.change_without_unit(text.span(), value, f"{value}%"))
        return None
    return parsed


def _says_of_what(amount: quantity.Quantity) -> bool:
    """Whether a size has a unit, or needs none (下降三分之一)."""
    return bool(amount.unit) or amount.kind is Kind.FRACTION


def pattern(text: Scalar, found: list[Diagnostic], *, figure: bool = True) -> Pattern | None:
    """Return a 句式, or None where it cannot be used."""
    from zongjie.model import sentence  # few reports have a 句式 of their own

    read, flaws = sentence.parse(text, figure=figure)
    found += [
        catalogue.keys.bad_pattern(text.slice(flaw.start, flaw.end).span(), flaw.why)
        for flaw in flaws
    ]
    return None if flaws else read


def date(text: Scalar, found: list[Diagnostic]) -> Date | None:
    """Return a stated day."""
    parsed = dates.parse(text.value)
    if parsed is None:
        found.append(catalogue.keys.not_a_date(text.span(), text.value.strip()))
    return parsed._replace(place=text) if parsed is not None else None
