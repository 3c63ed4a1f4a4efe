"""Calls that cannot be: what is no function, and arguments that something does not take."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import wraps
from types import BuiltinMethodType
from typing import Any, Final

from jinja2.exceptions import TemplateRuntimeError
from jinja2.runtime import Macro

# Python's words about wrong arguments, and those of Jinja's macros.
_MISFITS: Final = (
    ("unexpected keyword argument", "没有参数“{}”"),
    ("takes no keyword argument", "没有参数“{}”"),
    ("multiple values", "的参数“{}”给了两次"),
    ("missing", "少了参数"),
    ("positional argument", "没有这么多参数"),
    ("takes not more than", "没有这么多参数"),
)


class BadCall(TemplateRuntimeError):
    """A call that cannot be; ``callee`` is what stands before its bracket, where known."""

    def __init__(self, message: str, callee: str = "") -> None:
        super().__init__(message)
        self.callee = callee


def fitted(kind: str, name: str, function: Any) -> Callable[..., Any]:
    """Return a filter or test (``kind``) that tells arguments it does not take."""

    @wraps(function)
    def called(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except TypeError as error:
            try:
                inspect.signature(function).bind(*args, **kwargs)
            except TypeError:
                raise BadCall(_misfit(kind, name, error), name) from None
            raise

    return called


def failed(obj: Any, error: TypeError, functions: Mapping[str, Any]) -> BadCall | None:
    """Return what is wrong with the arguments of a macro, a method, or one of ``functions``.

    None where the call is sound, and something failed inside.
    """
    if isinstance(obj, Macro) and str(error).startswith("macro "):
        given = _named(error)
        if given != obj.name and given in obj.arguments:
            return BadCall(f"宏“{obj.name}”的参数“{given}”给了两次", obj.name)
        return BadCall(_misfit("宏", obj.name, error), obj.name)
    if isinstance(obj, BuiltinMethodType):
        return BadCall(f"“{obj.__name__}”的参数不对", obj.__name__)
    name = next((name for name, one in functions.items() if one is obj), None)
    return BadCall(f"函数“{name}”的参数不对", name) if name else None


def _misfit(kind: str, name: str, error: TypeError) -> str:
    said = str(error)
    told = next((chinese for english, chinese in _MISFITS if english in said), "的参数不对")
    return f"{kind}“{name}”{told.format(_named(error))}"


def _named(error: TypeError) -> str:
    """Return the last word that a message quotes."""
    return ["", *str(error).split("'")[1::2]][-1]
