"""What stands round the text of a report: its year, title, days, and what was decided for it."""

from __future__ import annotations

from typing import Final

from zongjie.diagnostics import catalogue
from zongjie.rolling import years
from zongjie.rolling.editing import Keys, Page, Path
from zongjie.sources.nodes import Scalar
from zongjie.sources.schema import Record

TITLES: Final = ("标题", "标题分行", "副标题")
_DECIDED: Final = ("采用", "不用")  # problems, weighed by last year's figures


def roll_main(page: Page) -> None:
    """Roll the main file's own keys; its indicators are not touched."""
    keys = Keys(page, page.record)
    _year(keys)
    for name in TITLES:
        _title(keys, name)
    _day(keys)
    _period(keys)
    if date := keys.empty("成文日期") if page.record.text("成文日期") is not None else "":
        _tell(keys, "成文日期", catalogue.rolling.emptied, "", "成文日期", date, "")
    _decisions(page)
    _muted(page)


def roll_head(page: Page) -> None:
    """Roll the head of a file of indicators."""
    _day(Keys(page, page.record))


def _year(keys: Keys) -> None:
    before = keys.text("年份")
    if before:
        after = years.moved(before, keys.page.by)
        keys.put("年份", after)
        _tell(keys, "年份", catalogue.rolling.moved, "年份", before, after)


def _title(keys: Keys, name: str) -> None:
    value = keys.record.values.get(name)
    written = keys.record.keys[name].value if value is not None else name
    if isinstance(value, Scalar):
        _move_title(keys.page, value, name, (written,))
    for number, text in enumerate(value if isinstance(value, list) else ()):
        if isinstance(text, Scalar):
            _move_title(keys.page, text, name, (written, number))


def _move_title(page: Page, text: Scalar, name: str, path: Path) -> None:
    after = years.moved_title(text.value, page.years.old, page.years.new)
    if after != text.value:
        page.edits.replace(text, after)
        page.tell(path, catalogue.rolling.moved, name, text.value.strip(), after.strip())


def _day(keys: Keys) -> None:
    before = keys.text("截至")
    after = years.moved_day(before, keys.page.by)
    if after != before:
        keys.put("截至", after)
        _tell(keys, "截至", catalogue.rolling.moved, "截至", before, after)


def _period(keys: Keys) -> None:
    before = keys.text("期间")
    after = years.moved(before, keys.page.by)
    if after != before:
        keys.put("期间", after)
        _tell(keys, "期间", catalogue.rolling.moved, "期间", before, after)


def _decisions(page: Page) -> None:
    """Empty what people decided about last year's problems."""
    record = page.record.record("存在问题")
    if record is None:
        return
    keys = Keys(page, record)
    for name in _DECIDED:
        said = "、".join(text.value.strip() for text in record.texts(name))
        if said:
            keys.empty(name)
            path = (page.record.keys["存在问题"].value, record.keys[name].value)
            page.tell(path, catalogue.rolling.emptied, "存在问题", name, said, "")


def _muted(page: Page) -> None:
    """Tell the checks that are off: the reason was last year's."""
    table = page.record.record("检查")
    for code, key in table.keys.items() if table is not None else ():
        why = table.text(code) if table is not None else None
        if why is not None:
            path = (page.record.keys["检查"].value, key.value)
            page.tell(path, catalogue.rolling.still_muted, code, why.value.strip())


def _tell(keys: Keys, name: str, rule: object, *said: str) -> None:
    assert callable(rule)  # noqa: S101 - a rule of the catalogue
    keys.page.tell((keys.record.keys[name].value,), rule, *said)


def own_year(record: Record) -> int | None:
    """Return the year a report says it is of: its 年份, else the only year of its title."""
    written = record.text("年份")
    title = record.text("标题")
    if written is not None:
        return years.value_of(written.value.strip().removesuffix("年"))
    said = set(years.years_in(title.value)) if title is not None else set()
    return said.pop() if len(said) == 1 else None
