"""Records of indicators → the model, with the defaults of their file."""

from __future__ import annotations

from typing import NamedTuple

from zongjie.diagnostics import Diagnostic, Severity
from zongjie.diagnostics.catalogue import keys
from zongjie.model import Date, Direction, Indicator, Measures, Status
from zongjie.model.names import ATTRIBUTES, REPORT_NAMES
from zongjie.sources import figures
from zongjie.sources.nodes import Scalar
from zongjie.sources.schema import Record, Value
from zongjie.text import name_key

_DIRECTIONS = {direction.value: direction for direction in Direction}
_RESERVED_NAMES = frozenset(map(name_key, REPORT_NAMES))
_RESERVED_PARTS = frozenset(map(name_key, ATTRIBUTES))


class Defaults(NamedTuple):
    """What the head of a file says for all indicators in it."""

    department: Scalar | None = None
    origin: Scalar | None = None
    as_of: Date | None = None
    public: bool = True
    status: Status | None = None


class Indicators:
    """Collects the indicators of all files of a report; names are unique."""

    def __init__(self, found: list[Diagnostic]) -> None:
        self.found = found
        self.by_key: dict[str, Indicator] = {}

    def add_all(self, table: Record, defaults: Defaults) -> None:
        """Add a table of indicators under the defaults of its file."""
        for name, key in table.keys.items():
            folded = name_key(name)
            first = self.by_key.get(folded)
            if first is not None:
                self.found.append(keys.same_name(key.span(), name, first.key.span(), first.name))
            elif folded in _RESERVED_NAMES or not folded:
                self.found.append(keys.reserved_name(key.span(), name))
            else:
                self.by_key[folded] = self._indicator(key, table.values.get(name), defaults)

    def _indicator(self, key: Scalar, value: Value | None, defaults: Defaults) -> Indicator:
        before = len(self.found)
        if isinstance(value, Record):
            indicator = self._long(key, value, defaults)
        else:
            indicator = self._short(key, value, defaults)
        if any(d.severity is Severity.ERROR for d in self.found[before:]):
            return indicator._replace(broken=True)
        return indicator

    def _short(self, key: Scalar, value: Value | None, defaults: Defaults) -> Indicator:
        status = defaults.status or Status.VERIFIED
        values = formula = None
        if isinstance(value, Scalar) and not value.is_null:
            if "{{" in value.value:
                formula = value
            else:
                values = figures.measures(value, key.value, self.found)
        else:
            status = Status.PENDING
        return Indicator(
            key.value,
            key,
            values,
            formula,
            status=status,
            department=defaults.department,
            as_of=defaults.as_of,
            origin=defaults.origin,
            public=defaults.public,
        )

    def _long(self, key: Scalar, record: Record, defaults: Defaults) -> Indicator:
        text = record.text
        values, formula = self._value(record)
        change_text = text("同比")
        as_of = text("截至")
        decimals = text("小数位")
        direction = text("方向")
        public = text("公开")
        indicator = Indicator(
            key.value,
            key,
            values,
            formula,
            print_as=self._measures(record, "印作"),
            previous=self._measures(record, "上年"),
            target=self._measures(record, "目标"),
            change=figures.growth(change_text, self.found) if change_text else None,
            change_text=change_text,
            completion=self._measures(record, "完成率"),
            direction=_DIRECTIONS[direction.value] if direction else None,
            batch=text("批次"),
            rank=text("名次"),
            department=text("科室") or defaults.department,
            as_of=figures.date(as_of, self.found) if as_of else defaults.as_of,
            period=text("期间"),
            definition=text("口径"),
            gloss=text("释义"),
            origin=text("来源") or defaults.origin,
            public=public.value == "是" if public else defaults.public,
            former_names=tuple(record.texts("曾用名")),
            parts=self._parts(record, defaults),
            decimals=int(decimals.value) if decimals else None,
            note=text("备注"),
        )
        return indicator._replace(status=_status(record, indicator, defaults))

    def _value(self, record: Record) -> tuple[Measures | None, Scalar | None]:
        value = record.text("数值")
        if value is None:
            return None, None
        if "{{" in value.value:
            return None, value
        return figures.measures(value, "数值", self.found, record.text("单位")), None

    def _measures(self, record: Record, key: str) -> Measures | None:
        value = record.text(key)
        return figures.measures(value, key, self.found) if value is not None else None

    def _parts(self, record: Record, defaults: Defaults) -> dict[str, Indicator]:
        table = record.record("其中")
        if table is None:
            return {}
        parts: dict[str, Indicator] = {}
        for name, key in table.keys.items():
            folded = name_key(name)
            if folded in _RESERVED_PARTS or not folded:
                self.found.append(keys.reserved_name(key.span(), name))
            elif folded in parts:
                first = parts[folded]
                self.found.append(keys.same_name(key.span(), name, first.key.span(), first.name))
            else:
                parts[folded] = self._indicator(key, table.values.get(name), defaults)
        return parts


def _status(record: Record, indicator: Indicator, defaults: Defaults) -> Status:
    """Return the stated status; where no figure is known it is 待报."""
    stated = record.text("状态")
    if stated is not None:
        return figures.STATUSES[stated.value]
    known = indicator.has_figure or indicator.batch or indicator.rank or indicator.period
    if not known or _is_blank(record, "数值"):
        return Status.PENDING
    return defaults.status or Status.VERIFIED


def _is_blank(record: Record, key: str) -> bool:
    """Whether the key is written and nothing after it."""
    return key in record.keys and record.text(key) is None
