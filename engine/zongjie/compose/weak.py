"""Methods that do not keep their object alive.

What a report is composed with leads in a ring: its reader asks the resolver, which
asks for the title, which is read.  A ring lives until the cyclic collector comes, and
the whole report with it; without one, all is freed at once, and the next report finds
the memory warm.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar
from weakref import WeakMethod

P = ParamSpec("P")
T = TypeVar("T")


def weakly(method: Callable[P, T]) -> Callable[P, T]:
    """Return a bound method that works for as long as somebody else keeps its object."""
    weak = WeakMethod(method)

    def called(*args: P.args, **kwargs: P.kwargs) -> T:
        bound: Callable[P, T] | None = weak()
        assert bound is not None  # noqa: S101 - a bug: whoever made the object keeps it
        return bound(*args, **kwargs)

    return called
