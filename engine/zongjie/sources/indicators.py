"""Records of indicators → the model, with the defaults of their file."""

from __future__ import annotations

from typing import Any, NamedTuple

from zongjie.diagnostics import Diagnostic, catalogue, has_errors
from zongjie.model import Date, Direction, Indicator, Measures, Status
from zongjie.model.names import ATTRIBUTES, REPORT_NAMES
from zongjie.sources import figures
from zongjie.sources.nodes import Scalar
from zongjie.sources.schema import Record, Value
from zongjie.text import name_key

_DIRECTIONS = {direction.value: direction for direction in Direction}
# Keys of the long form → fields of the model; the others have readers of their own.
_FIELDS = {
    "印作": "print_as",
    "上年": "previous",
    "目标": "target",
    "批次": "batch",
    "名次": "rank",
    "科室": "department",
    "期间": "period",
    "口径": "definition",
    "释义": "gloss",
    "来源": "origin",
    "填报人": "reporter",
    "备注": "note",
    "单位": "unit",
    "预计全年": "forecast",
    "下年目标": "next_target",
    "原因": "cause",
    "计法": "counting",
}
_MEASURES = frozenset(("print_as", "previous", "target", "forecast", "next_target"))
_OF_OTHER_YEARS = _MEASURES - {"print_as"}
_RESERVED_NAMES = frozenset(map(name_key, REPORT_NAMES))
_RESERVED_PARTS = frozenset(map(name_key, ATTRIBUTES))


class Defaults(NamedTuple):
    """What the head of a file says for all indicators in it."""

    department: Scalar | None = None
    origin: Scalar | None = None
    as_of: Date | None = None
    public: bool = True
    says_public: bool = False
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
                self.found.append(
                    catalogue.keys.same_name(key.span(), name, first.key.span(), first.name)
                )
            elif folded in _RESERVED_NAMES or not folded:
                self.found.append(catalogue.keys.reserved_name(key.span(), name))
            else:
                self.by_key[folded] = self._indicator(key, table.values.get(name), defaults)

    def _indicator(self, key: Scalar, value: Value | None, defaults: Defaults) -> Indicator:
        before = len(self.found)
        if isinstance(value, Record):
            indicator = self._long(key, value, defaults)
        else:
            indicator = self._short(key, value, defaults)
        if len(self.found) > before and has_errors(self.found[before:]):
            return indicator._replace(broken=True)
        return indicator

    def _short(self, key: Scalar, value: Value | None, defaults: Defaults) -> Indicator:
        status = defaults.status or Status.VERIFIED
        values = formula = None
        if isinstance(value, Scalar):
            absent = figures.absent(value)
            if absent is not None:
                status = absent
            elif figures.is_formula(value):
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
            says_public=defaults.says_public,
        )

    def _long(self, key: Scalar, record: Record, defaults: Defaults) -> Indicator:
        fields: dict[str, Any] = {
            "department": defaults.department,
            "as_of": defaults.as_of,
            "origin": defaults.origin,
            "public": defaults.public,
            "says_public": defaults.says_public,
        }
        for name, value in record.values.items():
            if isinstance(value, Scalar):
                self._field(name, value, record, fields)
        self._complete(fields)
        fields["former_names"] = figures.listed(record.texts("曾用名"))
        fields["parts"] = self._parts(record, defaults)
        indicator = Indicator(key.value, key, **fields)
        return indicator._replace(status=_status(record, indicator, defaults))

    def _field(self, name: str, value: Scalar, record: Record, fields: dict[str, Any]) -> None:
        """Read one key of the long form."""
        field = _FIELDS.get(name)
        if (name == "数值" or field in _MEASURES) and figures.absent(value) is not None:
            return  # the status says so, or there is nothing to compare with
        if name == "数值":
            if figures.is_formula(value):
                fields["formula"] = value
            else:
                unit = record.text("单位")
                values = fields["values"] = figures.measures(value, name, self.found, unit)
                if values is not None and unit is not None:
                    figures.check_unit(values, unit, self.found)
        elif name == "完成率":
            fields["completion"] = figures.completion(value, self.found)
        elif field in _MEASURES:
            fields[field] = figures.measures(value, name, self.found, record.text("单位"))
        elif name == "同比":
            fields["change"], fields["change_text"] = figures.growth(value, self.found), value
        elif name == "截至":
            fields["as_of"] = figures.date(value, self.found)
        elif name == "方向":
            fields["direction"] = _DIRECTIONS[value.value]
        elif name == "公开":
            fields["public"], fields["says_public"] = value.value == "是", True
        elif name == "列入问题":
            fields["is_problem"] = value.value == "是"
        elif name == "句式":
            fields["pattern"] = figures.pattern(value, self.found)
        elif name == "小数位":
            fields["decimals"] = int(value.value)
        elif field is not None:
            fields[field] = value
            if name == "科室":
                figures.name(value, name, self.found)
        elif name == "单位":
            figures.name(value, name, self.found)

    def _complete(self, fields: dict[str, Any]) -> None:
        """Give the bare figures of other years the unit and scale of this year's."""
        values: Measures | None = fields.get("values")
        if values is None or len(values.items) > 1:
            return
        for key, field in _FIELDS.items():
            given = fields.get(field) if field in _OF_OTHER_YEARS else None
            if isinstance(given, Measures) and len(given.items) == 1:
                fields[field] = figures.like(given, values.items[0], self.found, key)

    def _parts(self, record: Record, defaults: Defaults) -> dict[str, Indicator]:
        table = record.record("其中")
        if table is None:
            return {}
        parts: dict[str, Indicator] = {}
        for name, key in table.keys.items():
            folded = name_key(name)
            if folded in _RESERVED_PARTS or not folded:
                self.found.append(catalogue.keys.reserved_name(key.span(), name))
            elif folded in parts:
                first = parts[folded]
                self.found.append(
                    catalogue.keys.same_name(key.span(), name, first.key.span(), first.name)
                )
            else:
                parts[folded] = self._indicator(key, table.values.get(name), defaults)
        return parts


def _status(record: Record, indicator: Indicator, defaults: Defaults) -> Status:
    """Return the stated status; where no figure is known it is 待报."""
    stated = record.text("状态")
    if stated is not None:
        return figures.STATUSES[stated.value]
    absent = figures.absent(record.text("数值"))
    if absent is not None:
        return absent
    known = indicator.has_figure or indicator.batch or indicator.rank or indicator.period
    if not known or _is_blank(record, "数值"):
        return Status.PENDING
    return defaults.status or Status.VERIFIED


def _is_blank(record: Record, key: str) -> bool:
    """Whether the key is written and nothing after it."""
    return key in record.keys and record.text(key) is None
