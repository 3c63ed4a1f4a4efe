"""Jinja2 with the doors shut and a meter running.

What the stock sandbox lets pass is closed here: string multiplication, ``**``,
endless and nested loops, str methods, Undefined and floats printed as text.
Filters are marked ``pass_context`` so that the compiler never folds their
results into the bytecode it caches.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from types import CodeType
from typing import Any, Final, cast

from jinja2 import StrictUndefined, Undefined, nodes, pass_context
from jinja2.exceptions import (
    SecurityError,
    TemplateNotFound,
    TemplateRuntimeError,
    TemplateSyntaxError,
)
from jinja2.filters import FILTERS as JINJA_FILTERS
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS as JINJA_TESTS

from zongjie.compose import marks
from zongjie.compose.calls import BadCall, failed, fitted
from zongjie.compose.meter import METER, Part, bounded, take, weigh

_MAX_NUMBER: Final = 10**15
_KEPT_FILTERS: Final = [
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
    "sort",
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
# Filters that compiling puts in, and no template writes.
INNER: Final = frozenset(("限次", "连成", "限量", "记账"))
_STR_METHODS: Final = frozenset(("startswith", "endswith", "strip"))
_SMALL_LIST: Final = 100  # a list of so many words written out in a template is let be
_LONG_TEXT: Final = 200  # characters of literal text in a loop or macro that are let be
_BUILT_IN: Final = (str, bytes, int, float, list, set, frozenset)


class Outside(TemplateNotFound):
    """A file of a template that does not lie in its folder."""


class NotPrintable(TemplateRuntimeError):
    """A value that has no exact print: None, Undefined, a float, a whole object."""


@pass_context
def _metered(_: Context, iterable: Iterable[Any]) -> Iterator[Any]:
    meter = METER.get()
    for item in iterable:
        meter.step()
        yield item


@pass_context
def _joined(_: Context, parts: Iterable[Any], between: object = "") -> str:
    """Join as text: what the ``~`` of a template and its ``join`` become."""
    return cast("str", bounded(as_text(between).join(as_text(part) for part in parts)))


@pass_context
def _made(_: Context, value: object) -> object:
    """Weigh a list, or a slice of something, that a template wrote out."""
    return bounded(value)


@pass_context
def _entered(_: Context, size: int) -> str:
    """Count a file, or a turn of a loop, whose literal text is ``size`` long."""
    METER.get().step()
    METER.get().grow(size)
    return ""


@pass_context
def _as_text(_: Context, value: object) -> str:
    return cast("str", bounded(as_text(value)))


def _guarded(jinja_filter: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter of Jinja's that counts as a step, and whose result is weighed."""

    @wraps(jinja_filter)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        METER.get().step()
        return bounded(jinja_filter(*args, **kwargs))

    return guarded


def require_defined(value: object) -> None:
    """Raise what Jinja raises for a name that does not exist."""
    if isinstance(value, Undefined):
        value._fail_with_undefined_error()  # noqa: SLF001 - Jinja's own way to say it


def as_text(value: object) -> str:
    """Return a value as text inside an expression; refuse what has no exact print."""
    require_defined(value)
    if isinstance(value, str) or hasattr(value, "prints"):
        return str(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise NotPrintable(what_is(value))


@pass_context
def _finalize(_: Context, value: object) -> str:
    """Return what is printed: text as it stands, what stands in the table by its mark."""
    if isinstance(value, str):
        return cast("str", bounded(value))
    prints = getattr(value, "prints", None)
    if prints is None:
        return as_text(value)
    if not prints():  # a figure that must not be printed says so here, where the line is known
        return ""
    values = METER.get().values
    values.append(value)
    return f"{marks.VALUE}{len(values) - 1}{marks.END}"


class AskedContext(Context):
    """A context that notes which names its template has any use for."""

    def resolve_or_missing(self, key: str) -> Any:
        """Return a value; compiled code asks for all its names before it prints."""
        METER.get().asked.add(key)
        return super().resolve_or_missing(key)


class Environment(ImmutableSandboxedEnvironment):
    """The environment of all templates; METER is set for each rendering."""

    context_class = AskedContext
    intercepted_binops = frozenset(("+", "*", "**", "%", "//", "/", "-"))

    def __init__(self, filters: dict[str, Callable[..., Any]], **options: Any) -> None:
        super().__init__(
            undefined=StrictUndefined,
            autoescape=False,
            finalize=_finalize,
            keep_trailing_newline=True,
            **options,
        )
        known: dict[str, Any] = {name: _guarded(JINJA_FILTERS[name]) for name in _KEPT_FILTERS}
        known |= {"join": _joined, "string": _as_text, **filters}
        self.filters = {name: fitted("过滤器", name, one) for name, one in known.items()}
        self.filters |= {"限次": _metered, "连成": _joined, "限量": _made, "记账": _entered}
        self.tests = {name: fitted("判断", name, JINJA_TESTS[name]) for name in _KEPT_TESTS}
        self.globals = {name: self.globals[name] for name in ("range", "namespace")}
        self.globals["dict"] = _new_dict  # the class itself has methods that change one

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Parse, then put whatever can run long or grow large under the meter."""
        with _not_too_deep(name, filename):
            tree = super()._parse(source, name, filename)
            _seal(tree, name, filename)
            for loop in tree.find_all(nodes.For):
                if loop.recursive:
                    raise TemplateSyntaxError("不能用 recursive 循环", loop.lineno, name, filename)
                loop.iter = _filtered(loop.iter, "限次", self)
            _meter_values(tree, self)
            for node in (tree, *tree.find_all(_REPEATED)):
                _meter_text(node, self)
        return tree

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002 - Jinja's own signature
    ) -> str:
        with _not_too_deep(name, filename):
            return super()._generate(source, name, filename, defer_init)

    def _compile(self, source: str, filename: str) -> CodeType:
        with _not_too_deep(None, filename):
            return super()._compile(source, filename)

    def preprocess(self, source: str, name: str | None = None, filename: str | None = None) -> str:
        """Mark the literal text for provenance; only when a template is compiled."""
        source = marks.escape_source(super().preprocess(source, name, filename))
        return marks.instrument(source, name or "", self.lex(source, name, filename))

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute; what a section or an item holds is looked up first."""
        if isinstance(obj, dict) and attribute in obj:
            if type(obj) is Part:
                take(obj, attribute)
            return obj[attribute]
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an item; ``map(attribute=…)`` and its like take theirs here too."""
        if type(obj) is Part and isinstance(argument, str):
            take(obj, argument)
        return super().getitem(obj, argument)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Forbid underscores, our own objects' insides, and methods that can blow up.

        What a template may ask of our objects has a Chinese name.
        """
        if isinstance(obj, _BUILT_IN):
            return isinstance(obj, str) and attr in _STR_METHODS
        if type(obj).__module__.startswith("zongjie.") and type(obj) is not Part:
            return not attr.isascii()
        return super().is_safe_attribute(obj, attr, value)

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call, counting it; macros that call themselves run out of steps."""
        METER.get().step()
        weigh(len(args) + len(kwargs))  # what they hold was weighed when it was made
        if not callable(obj) or isinstance(obj, LoopContext):  # no loop is recursive
            raise BadCall("这不是函数，后面不能加括号")
        try:
            return bounded(super().call(context, obj, *args, **kwargs))
        except TypeError as error:
            raise failed(obj, error, self.globals) or error from None

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Compute with whole numbers only, and with none that grows without end."""
        numbers = isinstance(left, int) and isinstance(right, int)
        if operator in ("**", "/") or not (numbers or operator == "+"):
            raise SecurityError(f"这里不能用“{operator}”")
        result = super().call_binop(context, operator, left, right)
        if isinstance(result, int) and abs(result) > _MAX_NUMBER:
            raise SecurityError("数太大")
        return bounded(result)


_REPEATED: Final = (nodes.For, nodes.Macro, nodes.CallBlock, nodes.Block)


@contextlib.contextmanager
def _not_too_deep(name: str | None, filename: str | None) -> Iterator[None]:
    """Python's parser and stack have limits of their own; a template may meet them."""
    try:
        yield
    except (RecursionError, SyntaxError, MemoryError):
        raise TemplateSyntaxError("语句或括号套得太深", 1, name, filename) from None
    except ValueError as error:
        if "integer string conversion" not in str(error):
            raise
        raise TemplateSyntaxError("有一个数太长", 1, name, filename) from None


def _seal(tree: nodes.Template, name: str | None, filename: str | None) -> None:
    """Make the strings of a template text and nothing else: an escape may spell a mark."""
    for node in tree.find_all(nodes.Const):
        if isinstance(node.value, str) and not node.value.isascii():
            if any("\ud800" <= char <= "\udfff" for char in node.value):
                raise TemplateSyntaxError("字符串里有半个字符", node.lineno, name, filename)
            node.value = marks.escape_source(marks.unescape(node.value))


def _new_dict(*args: Any, **kwargs: Any) -> dict[Any, Any]:
    return dict(*args, **kwargs)


def _meter_values(node: nodes.Node, environment: Environment) -> None:
    """Put every ``~``, list and slice below a node under the meter."""
    for field, value in node.iter_fields():
        if isinstance(value, nodes.Node):
            _meter_values(value, environment)
            setattr(node, field, _weighed(value, environment))
        elif isinstance(value, list):
            for at, item in enumerate(value):
                if isinstance(item, nodes.Node):
                    _meter_values(item, environment)
                    value[at] = _weighed(item, environment)


def _weighed(node: nodes.Node, environment: Environment) -> nodes.Node:
    if isinstance(node, nodes.Concat):
        parts = nodes.List(node.nodes, lineno=node.lineno)
        return _filtered(parts, "连成", environment)
    if isinstance(node, nodes.Tuple) and node.ctx != "load":
        return node
    if isinstance(node, nodes.List | nodes.Tuple):
        words = all(isinstance(item, nodes.Const) for item in node.items)
        if words and len(node.items) <= _SMALL_LIST:
            return node
        return _filtered(node, "限量", environment)
    sliced = isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Slice)
    if sliced or isinstance(node, nodes.Dict):
        return _filtered(node, "限量", environment)
    return node


def _meter_text(node: Any, environment: Environment) -> None:
    """Count a file each time it runs, and long text in what runs often."""
    size = sum(len(data.data) for data in node.find_all(nodes.TemplateData))
    if isinstance(node, nodes.Template) or size > _LONG_TEXT:
        counted = _filtered(nodes.Const(size, lineno=node.lineno), "记账", environment)
        node.body.insert(0, nodes.ExprStmt(counted, lineno=node.lineno))


def _filtered(node: nodes.Node, name: str, environment: Environment) -> nodes.Filter:
    made = nodes.Filter(cast("nodes.Expr", node), name, [], [], None, None, lineno=node.lineno)
    return cast("nodes.Filter", made.set_environment(environment))


def what_is(value: object) -> str:
    """Return what a value is called to a person."""
    if hasattr(value, "prints"):
        return "一段话"
    names = {
        str: "一段话",
        float: "小数",
        list: "一列",
        tuple: "一列",
        dict: "一组内容",
        bool: "是或否",
    }
    return "空值" if value is None else names.get(type(value), "程序里的东西")
