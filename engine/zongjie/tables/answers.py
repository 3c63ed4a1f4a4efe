"""What was typed into a cell → the text that a report has for it, or why not.

Whatever leaves a doubt is refused: a wrong number is worse than one that is asked for again.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from zongjie.diagnostics import Diagnostic, catalogue
from zongjie.model import Measures, Status, quantity
from zongjie.model.units import base_unit
from zongjie.records import NamedTuple
from zongjie.tables import cells
from zongjie.tables.cells import Cell
from zongjie.tables.form import HEADING, LONGEST, PERCENT, STATUS, VALUE, Row, clean
from zongjie.tables.returned import Given
from zongjie.text import half_width, nearest

_STATUSES: Final = frozenset(status.value for status in Status)
_ABSENT: Final = frozenset(
    status.value for status in (Status.PENDING, Status.MISSING, Status.NOT_APPLICABLE)
)
_NOTHING: Final = frozenset(("无", "没有", "暂无", "-", "—", "——", "/", "\\", "N/A", "n/a"))
_PLACES: Final = 6  # behind the point; what has more was divided by somebody
_LONGEST: Final = 2000  # characters of a text beside a figure
_LONGEST_FIGURE: Final = 120
_ERRORS: Final = {"#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NULL!", "#NUM!"}
_FAR: Final = 10  # a share that was rather pasted in without its %


class _Refused(Exception):
    def __init__(self, why: str, hint: str) -> None:
        super().__init__(why)
        self.why = why
        self.hint = hint


class Answer(NamedTuple):
    """What the report is to say; ``told`` are warnings, or the one reason why it is not taken."""

    text: str | None
    told: tuple[Diagnostic, ...] = ()


def answer(given: Given, row: Row) -> Answer:
    """Return what a filled cell says of its indicator."""
    told: list[Diagnostic] = []
    try:
        text = _answer(given, row, told)
    except _Refused as refused:
        fault = catalogue.forms.bad_cell(given.place, given.name, refused.why, refused.hint)
        return Answer(None, (fault,))
    return Answer(text, tuple(told))


def _answer(given: Given, row: Row, told: list[Diagnostic]) -> str:
    cell = given.cell
    _check_kind(cell)
    if given.field == VALUE:
        if row.computed:
            raise _Refused("这一项由系统从别的指标算出，不用填", "删去这一格；数不对就改别的指标")
        text = _number(given, row, told) if cell.kind == cells.NUMBER else _typed(given, row, told)
    else:
        text = clean(cell.shown())
        if len(text) > _LONGEST:
            raise _Refused(f"有{len(text)}字，太长", f"压到{_LONGEST}字以内")
        if given.field == STATUS:
            text = _status(text)
    if cell.formula is not None:
        formula = f"={cell.formula[:80]}"
        told.append(catalogue.forms.formula_taken(given.place, given.name, formula, text))
    return text


def words(given: Given, limit: int) -> Answer:
    """Return a text that a 科室 wrote; longer than asked it is taken, and told."""
    text = HEADING.sub(r"〔\1〕", clean(given.cell.shown()))
    why = hint = ""
    if given.cell.formula is not None or given.cell.kind == cells.ERROR:
        why, hint = "这一格是公式", "写成文字；开头的“=”删去"
    elif len(given.cell.text) > LONGEST:
        why, hint = f"有{len(given.cell.text)}字，太长", f"压到{limit}字以内"
    if why:
        return Answer(None, (catalogue.forms.bad_cell(given.place, given.field, why, hint),))
    count = sum(not char.isspace() for char in text)
    if count <= limit:
        return Answer(text)
    return Answer(text, (catalogue.forms.words_too_long(given.place, given.field, count, limit),))


def _check_kind(cell: Cell) -> None:
    """Refuse what is no number and no text."""
    if cell.kind == cells.ERROR or cell.text.strip() in _ERRORS:
        raise _Refused(f"公式出错了（{cell.text.strip()}）", "写成数")
    if cell.formula is not None and not cell.text.strip():
        raise _Refused(f"公式 ={cell.formula[:80]} 没有存下算好的数", "写成数")
    if cell.kind == cells.TRUTH:
        raise _Refused("填的是“真”或“假”，不是数", "写成数")
    if cell.kind == cells.DATE or (cell.kind == cells.NUMBER and cell.format.date):
        raise _Refused("变成了日期，多半是输入 3-5 一类被表格改的", "格式改成“常规”，重新输入")


def _status(text: str) -> str:
    word = "".join(text.split())
    if word in _STATUSES:
        return word
    close = nearest(word, _STATUSES)
    hint = f"是不是“{close}”？" if close else f"从下拉表里选：{'、'.join(s.value for s in Status)}"
    raise _Refused(f"没有“{word[:20]}”这种状态", hint)


# ---- 数值 ------------------------------------------------------------------------


def _number(given: Given, row: Row, told: list[Diagnostic]) -> str:
    """Return a number with the unit of its row."""
    cell = given.cell
    value = cell.number()
    if value is None:
        raise _Refused("这个数太大或者太小，表格里存不准", "写成文字，连单位")
    if row.several:
        raise _Refused(f"这一项要报几个数（{row.unit}），只填了一个", "几个数连单位一起写")
    unit = row.unit
    if cell.format.percent:
        if unit not in ("", PERCENT):
            raise _Refused(f"填的是百分数，这一项的单位是{unit}", "格式改成“常规”，重新输入")
        if abs(value) >= _FAR:
            shown = cells.plain(value)
            raise _Refused(f"说不清是{shown}%还是{cells.plain(value * 100)}%", "连百分号一起输入")
        value, unit = value * 100, PERCENT
    elif unit == PERCENT and 0 < abs(value) <= 1:
        shown = cells.plain(value)
        raise _Refused(
            f"说不清是{shown}%还是{cells.plain(value * 100)}%", "连百分号一起输入，比如 95%"
        )
    text = cells.plain(_settled(given, value, unit, told))
    return _read(text + unit, row)


def _settled(given: Given, value: Decimal, unit: str, told: list[Diagnostic]) -> Decimal:
    """Return the number to take: what is stored, or what is shown of an endless one."""
    places = given.cell.format.places
    step = None if places is None else Decimal(1).scaleb(-places)
    rounded = None if step is None else value.quantize(step, ROUND_HALF_UP)
    taken = value
    if -int(value.normalize().as_tuple().exponent) > _PLACES:
        if rounded is None:
            raise _Refused(f"小数太长（{cells.plain(value)}）", "按要印的位数写，比如 66.7")
        taken = rounded
    if rounded is not None and rounded != value:
        shown, kept = cells.plain(rounded) + unit, cells.plain(taken) + unit
        if taken == rounded:
            kept += f"（存的是 {cells.plain(value)}）"
        told.append(catalogue.forms.shown_otherwise(given.place, given.name, shown, kept))
    return taken


def _typed(given: Given, row: Row, told: list[Diagnostic]) -> str:
    """Return what was typed as text: a status, or a number with or without its unit."""
    text = " ".join(clean(given.cell.text).removeprefix("'").split())
    word = text.replace(" ", "")
    if len(text) > _LONGEST_FIGURE:
        raise _Refused(f"“{text[:40]}……”读不出数", "只写数；话写在备注里")
    if word in _ABSENT:
        return word
    if word in _NOTHING:
        hint = "是零写 0；没有数，状态选 缺报 或 不适用"
        raise _Refused(f"填的是“{word}”，不知道是 0 还是没有这个数", hint)
    single = quantity.parse(half_width(word))
    text = half_width(word) if single is not None else text
    if single is not None and single.exact and not single.unit and not single.scale:
        stored = Cell(given.cell.place, cells.NUMBER, text.replace(",", ""), given.cell.formula)
        if stored.number() is not None:
            return _number(given._replace(cell=stored), row, told)
    measures = Measures.read(text, row.key) or Measures.read(word, row.key)
    if measures is None:
        raise _Refused(f"“{text[:40]}”读不出数", "只写数，单位表上有；没有数，在状态里选")
    if row.several and len(measures.items) == 1 and not measures.items[0].unit:
        raise _Refused(f"这一项要报几个数（{row.unit}），只填了一个", "几个数连单位一起写")
    return _in_units(measures.in_unit(row.unit) if row.unit else measures, given, row, told)


def _in_units(measures: Measures, given: Given, row: Row, told: list[Diagnostic]) -> str:
    """Return figures that were typed with their units, once these are the row's."""
    if not row.allowed or measures.zero_word:
        return measures.printed
    allowed = {base_unit(unit) for unit in row.allowed}
    units = [item.scale + item.unit for item in measures.items]
    others = [unit for unit in units if unit not in row.allowed]
    strange = [unit for unit in others if row.strict or base_unit(unit) not in allowed]
    if strange:
        shown = "、".join(unit or "（没有写）" for unit in strange)
        raise _Refused(
            f"表上的单位是{row.unit}，填的是{shown}", "照表上的单位报；单位要改，告诉办公室"
        )
    if others:
        told.append(
            catalogue.forms.unit_converted(given.place, given.name, row.unit, measures.printed)
        )
    return measures.printed


def _read(text: str, row: Row) -> str:
    """Return a number that our own grammar takes, in the words of the row."""
    if Measures.read(text, row.key) is None:
        raise _Refused(f"“{text}”读不出数", f"只写数，单位（{row.unit}）表上有")
    return text
