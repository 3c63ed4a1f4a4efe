"""Records of indicators → the model, with the defaults of their file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from zongjie.diagnostics import Diagnostic, catalogue, has_errors
from zongjie.model import Date, Direction, Indicator, Measures, Status
from zongjie.model.names import ATTRIBUTES, REPORT_NAMES
from zongjie.records import NamedTuple
from zongjie.sources import figures
from zongjie.sources.nodes import Scalar
from zongjie.sources.schema import Record, Value
from zongjie.text import name_key

_DIRECTIONS = {direction.value: direction for direction in Direction}
# Keys of the long form whose texts, and whose figures, are fields of the model.
_TEXTS = {
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
    "原因": "cause",
    "计法": "counting",
}
_OTHER_YEARS = {
    "上年": "previous",
    "目标": "target",
    "预计全年": "forecast",
    "下年目标": "next_target",
}
_MEASURES = {"印作": "print_as"} | _OTHER_YEARS
# The other keys, and what each says of which fields.
_READERS: dict[str, Callable[[Scalar, list[Diagnostic]], dict[str, Any]]] = {
    "同比": lambda text, found: {"change": figures.growth(text, found), "change_text": text},
    "完成率": lambda text, found: {"completion": figures.completion(text, found)},
    "截至": lambda text, found: {"as_of": figures.date(text, found)},
    "句式": lambda text, found: {"pattern": figures.pattern(text, found)},
    "方向": lambda text, _: {"direction": _DIRECTIONS[text.value]},
    "状态": lambda text, _: {"status": figures.STATUSES[text.value]},
    "公开": lambda text, _: {"public": text.value == "是", "says_public": True},
    "列入问题": lambda text, _: {"is_problem": text.value == "是"},
    "小数位": lambda text, _: {"decimals": int(text.value)},
}
_FIRST = Indicator._fields.index("formula") + 1  # the fields behind those of the short form
# Of these one is known, or the figure is still to come.
_KNOWN = ("values", "formula", "change", "completion", "batch", "rank", "period")
_RESERVED_NAMES = frozenset(map(name_key, REPORT_NAMES))
_RESERVED_PARTS = frozenset(map(name_key, ATTRIBUTES))


class Defaults(NamedTuple):
    """What the head of a file says for all indicators in it."""

    department: Scalar | None = None
    origin: Scalar | None = None
    as_of: Date | None = None
    public: bool = True
    says_public: bool = False
    status: Status = Status.VERIFIED


class Indicators:
    """Collects the indicators of all files of a report; names are unique."""

    def __init__(self, found: list[Diagnostic]) -> None:
        self.found = found
        self.by_key: dict[str, Indicator] = {}
        self._defaults: dict[str, Any] = {}  # of the file that is being read
        self._rest: tuple[Any, ...] = ()  # the fields of an indicator that is no more than a figure

    def add_all(self, table: Record, defaults: Defaults) -> None:
        """Add a table of indicators under the defaults of its file."""
        self._defaults = defaults._asdict()
        usual = Indicator._field_defaults | self._defaults
        self._rest = tuple(usual[field] for field in Indicator._fields[_FIRST:])
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
                self.by_key[folded] = self._indicator(key, table.values.get(name))

    def _indicator(self, key: Scalar, value: Value | None) -> Indicator:
        before = len(self.found)
        indicator = self._long(key, value) if isinstance(value, Record) else self._short(key, value)
        if len(self.found) > before and has_errors(self.found[before:]):
            return indicator._replace(broken=True)
        return indicator

    def _short(self, key: Scalar, value: Value | None) -> Indicator:
        said: Measures | Scalar | Status | None = Status.PENDING
        if isinstance(value, Scalar):
            said = figures.said(value, key.value, self.found)
        values = said if isinstance(said, Measures) else None
        formula = said if isinstance(said, Scalar) else None
        # Most indicators are made here, for a fourth of what calling the named tuple costs.
        given = key.value, key, values, formula
        made = tuple.__new__(Indicator, given + self._rest)
        return made._replace(status=said) if isinstance(said, Status) else made

    def _long(self, key: Scalar, record: Record) -> Indicator:
        fields: dict[str, Any] = {}
        for name, value in record.values.items():
            if isinstance(value, Scalar):
                self._field(name, value, record, fields)
        self._complete(fields)
        if "曾用名" in record.values:
            fields["former_names"] = figures.listed(record.texts("曾用名"))
        if "其中" in record.values:
            fields["parts"] = self._parts(record)
        is_blank = "数值" in record.keys and "数值" not in record.values
        if "status" not in fields and (is_blank or not any(map(fields.get, _KNOWN))):
            fields["status"] = Status.PENDING
        return Indicator(key.value, key, **self._defaults | fields)

    def _field(self, name: str, value: Scalar, record: Record, fields: dict[str, Any]) -> None:
        """Read one key of the long form."""
        if name in _TEXTS:
            fields[_TEXTS[name]] = value
            if name == "科室":
                figures.name(value, name, self.found)
        elif name == "数值":
            self._values(value, record.text("单位"), fields)
        elif name in _READERS:
            fields |= _READERS[name](value, self.found)
        elif name in _MEASURES and figures.absent(value) is None:  # else nothing to compare with
            unit = record.text("单位")
            fields[_MEASURES[name]] = figures.measures(value, name, self.found, unit)

    def _values(self, value: Scalar, unit: Scalar | None, fields: dict[str, Any]) -> None:
        said = figures.said(value, "数值", self.found, unit)
        if isinstance(said, Measures):
            fields["values"] = said
            if unit is not None:
                figures.check_unit(said, unit, self.found)
        elif isinstance(said, Scalar):
            fields["formula"] = said
        elif said is not None:
            fields.setdefault("status", said)  # 状态 goes before it

    def _complete(self, fields: dict[str, Any]) -> None:
        """Give the bare figures of other years the unit and scale of this year's."""
        values: Measures | None = fields.get("values")
        if values is None or len(values.items) > 1:
            return
        for key, field in _OTHER_YEARS.items():
            given: Measures | None = fields.get(field)
            if given is not None and len(given.items) == 1:
                fields[field] = figures.like(given, values.items[0], self.found, key)

    def _parts(self, record: Record) -> dict[str, Indicator]:
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
                parts[folded] = self._indicator(key, table.values.get(name))
        return parts
