"""Jinja2 with the doors shut and a meter running.

What the stock sandbox lets pass is closed here: string multiplication, ``**``,
endless and nested loops, str methods, Undefined and floats printed as text.
Filters are marked ``pass_context`` so that the compiler never folds their
results into the bytecode it caches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextvars import ContextVar
from typing import Any, Final, cast

from jinja2 import StrictUndefined, Undefined, nodes, pass_context
from jinja2.exceptions import SecurityError, TemplateRuntimeError, TemplateSyntaxError
from jinja2.filters import FILTERS as JINJA_FILTERS
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS as JINJA_TESTS

MAX_STEPS: Final = 20_000  # loop turns and calls in one rendering
MAX_TEXT: Final = 2_000_000  # characters in one value
_MAX_NUMBER: Final = 10**15
_KEPT_FILTERS: Final = [
    "batch",
    "count",
    "default",
    "dictsort",
    "first",
    "groupby",
    "items",
    "last",
    "length",
    "list",
    "map",
    "max",
    "min",
    "reject",
    "rejectattr",
    "reverse",
    "select",
    "selectattr",
    "slice",
    "sort",
    "string",
    "sum",
    "trim",
    "unique",
]
_KEPT_TESTS: Final = [
    "boolean",
    "defined",
    "divisibleby",
    "eq",
    "equalto",
    "even",
    "false",
    "ge",
    "gt",
    "in",
    "integer",
    "iterable",
    "le",
    "lt",
    "mapping",
    "ne",
    "none",
    "number",
    "odd",
    "sameas",
    "sequence",
    "string",
    "true",
    "undefined",
]
_STR_METHODS: Final = frozenset(("startswith", "endswith", "strip"))
_BUILT_IN: Final = (str, bytes, int, float, list, set, frozenset)


class TooMuch(TemplateRuntimeError):
    """More loop turns or calls than any report needs."""


class NotPrintable(TemplateRuntimeError):
    """A value that has no exact print: None, Undefined, a float, a whole object."""


class Meter:
    """Counts the steps of one rendering, and holds what it printed."""

    def __init__(self, printed: Callable[[object], str]) -> None:
        self.steps = 0
        self.printed = printed

    def step(self) -> None:
        """Count one step; raise TooMuch when there are too many."""
        self.steps += 1
        if self.steps > MAX_STEPS:
            raise TooMuch(str(MAX_STEPS))


METER: Final[ContextVar[Meter]] = ContextVar("METER")


@pass_context
def _metered(_: Context, iterable: Iterable[Any]) -> Iterator[Any]:
    meter = METER.get()
    for item in iterable:
        meter.step()
        yield item


@pass_context
def _joined(_: Context, parts: Iterable[Any], between: object = "") -> str:
    """Join as text: what the ``~`` of a template and its ``join`` become."""
    return within_bounds(str(between).join(as_text(part) for part in parts))


def as_text(value: object) -> str:
    """Return a value as text inside an expression; refuse what has no exact print."""
    if isinstance(value, Undefined):
        value._fail_with_undefined_error()  # noqa: SLF001 - Jinja's own way to say it
    if value is None or isinstance(value, float | list | tuple | dict):
        raise NotPrintable(_what(value))
    return str(value)


def within_bounds(text: str) -> str:
    """Return the text, or refuse one longer than any report."""
    if len(text) > MAX_TEXT:
        raise SecurityError(f"一段文字超过 {MAX_TEXT} 字")
    return text


@pass_context
def _finalize(_: Context, value: object) -> str:
    if isinstance(value, str):
        return within_bounds(value)
    return METER.get().printed(value)


class Environment(ImmutableSandboxedEnvironment):
    """The environment of all templates; METER is set for each rendering."""

    intercepted_binops = frozenset(("+", "*", "**", "%", "//", "/", "-"))

    def __init__(self, filters: dict[str, Callable[..., Any]], **options: Any) -> None:
        super().__init__(
            undefined=StrictUndefined,
            autoescape=False,
            finalize=_finalize,
            keep_trailing_newline=True,
            **options,
        )
        self.filters = {name: JINJA_FILTERS[name] for name in _KEPT_FILTERS}
        self.filters |= {"join": _joined, "限次": _metered, "连成": _joined} | filters
        self.tests = {name: JINJA_TESTS[name] for name in _KEPT_TESTS}
        self.globals = {name: self.globals[name] for name in ("range", "namespace", "dict")}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Parse, then put every loop and every ``~`` under the meter."""
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            if loop.recursive:
                raise TemplateSyntaxError("不能用 recursive 循环", loop.lineno, name, filename)
            loop.iter = nodes.Filter(
                loop.iter, "限次", [], [], None, None, lineno=loop.iter.lineno
            ).set_environment(self)
        _meter_concat(tree, self)
        return tree

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Forbid underscores and the methods of built-in types that can blow up."""
        if isinstance(obj, _BUILT_IN):
            return isinstance(obj, str) and attr in _STR_METHODS
        return super().is_safe_attribute(obj, attr, value)

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call, counting it; macros that call themselves run out of steps."""
        METER.get().step()
        result = super().call(context, obj, *args, **kwargs)
        return within_bounds(result) if isinstance(result, str) else result

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Compute with whole numbers only, and with none that grows without end."""
        numbers = isinstance(left, int) and isinstance(right, int)
        if operator in ("**", "/") or not (numbers or operator == "+"):
            raise SecurityError(f"这里不能用“{operator}”")
        result = super().call_binop(context, operator, left, right)
        if isinstance(result, int) and abs(result) > _MAX_NUMBER:
            raise SecurityError("数太大")
        if isinstance(result, list | tuple) and len(result) > MAX_STEPS:
            raise SecurityError("列表太长")
        return within_bounds(result) if isinstance(result, str) else result


def _meter_concat(node: nodes.Node, environment: Environment) -> None:
    """Replace each Concat below a node by the metered join of its parts."""
    for field, value in node.iter_fields():
        if isinstance(value, nodes.Node):
            _meter_concat(value, environment)
            if isinstance(value, nodes.Concat):
                setattr(node, field, _as_join(value, environment))
        elif isinstance(value, list):
            for at, item in enumerate(value):
                if isinstance(item, nodes.Node):
                    _meter_concat(item, environment)
                    if isinstance(item, nodes.Concat):
                        value[at] = _as_join(item, environment)


def _as_join(node: nodes.Concat, environment: Environment) -> nodes.Filter:
    parts = nodes.List(node.nodes, lineno=node.lineno)
    joined = nodes.Filter(parts, "连成", [], [], None, None, lineno=node.lineno)
    return cast("nodes.Filter", joined.set_environment(environment))


def _what(value: object) -> str:
    names = {float: "小数", list: "一列", tuple: "一列", dict: "一组内容"}
    return "空值" if value is None else names.get(type(value), "程序里的东西")
