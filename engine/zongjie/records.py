"""Named tuples that are cheap to define: a cold command defines eighty, and makes many of ten.

``from zongjie.records import NamedTuple`` gives what :class:`typing.NamedTuple` gives, and is
that to whoever checks types.  A constructor is compiled when the first tuple is made.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

__all__ = ["NamedTuple"]

_Getter: Any = type(vars(namedtuple("_One", "field"))["field"])  # reads the value at a place


class _Signature:
    """Tells of a constructor that may not be compiled yet what it takes."""

    def __get__(self, made: object, cls: Any) -> Any:
        from inspect import signature  # for tools alone

        defaults = cls._field_defaults.values()
        return signature(namedtuple(cls.__name__, cls._fields, defaults=defaults))


class _Fields(tuple[Any, ...]):
    """What all named tuples share; ``_fields`` and ``_field_defaults`` are each one's own."""

    __slots__ = ()
    __signature__ = _Signature()
    _fields = cast("tuple[str, ...]", ())
    _field_defaults = cast("Mapping[str, Any]", {})

    def __repr__(self) -> str:
        said = map("{}={!r}".format, self._fields, self)
        return f"{type(self).__name__}({', '.join(said)})"

    def __getnewargs__(self) -> tuple[Any, ...]:
        return tuple(self)

    def _asdict(self) -> dict[str, Any]:
        return dict(zip(self._fields, self, strict=True))

    def _replace(self, /, **changes: Any) -> _Fields:
        made = tuple.__new__(type(self), map(changes.pop, self._fields, self))
        if changes:
            raise TypeError(f"no fields of {type(self).__name__}: {', '.join(changes)}")
        return made


def _constructor(name: str, fields: Iterable[str], defaults: Mapping[str, Any]) -> Any:
    """Return what makes a tuple of these fields, compiled as namedtuple does, without its class."""
    given = ", ".join(fields)
    said = f"lambda _cls, {given}: _new(_cls, ({given},))"
    new: Any = eval(said, {"_new": tuple.__new__})  # noqa: S307 - names of a class statement
    new.__name__, new.__qualname__ = "__new__", f"{name}.__new__"
    new.__defaults__ = tuple(defaults.values())
    return new


def _defined(name: str, space: dict[str, Any]) -> type:
    """Return the class of a class statement: fields are what it annotates."""
    fields = tuple(space.get("__annotations__", ()))
    defaults = {field: space.pop(field) for field in fields if field in space}

    def first(cls: type, /, *given: Any, **named: Any) -> Any:
        new = _constructor(name, fields, defaults)
        made.__new__ = new  # type: ignore[method-assign]
        return new(cls, *given, **named)

    space |= {field: _Getter(at, None) for at, field in enumerate(fields)}
    space |= {"_fields": fields, "_field_defaults": defaults, "__match_args__": fields}
    made = type(name, (_Fields,), {"__slots__": (), "__new__": first, **space})
    return made


if TYPE_CHECKING:
    from typing import NamedTuple
else:

    class _Statement(type):
        """Makes the class that a class statement says, once NamedTuple itself is there."""

        def __new__(mcs, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> type:
            return _defined(name, space) if bases else super().__new__(mcs, name, bases, space)

    class NamedTuple(metaclass=_Statement):
        """The fields of a tuple, with their types and defaults, as a class statement says them."""
