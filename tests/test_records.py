"""Named tuples of our own making are what ``typing`` makes, and each module takes ours."""

from __future__ import annotations

import inspect
import pickle
import re
import typing
from pathlib import Path
from typing import Any

import pytest

from zongjie import records

ENGINE = Path(records.__file__).parent


class Ours(records.NamedTuple):
    """A place."""

    line: int
    column: int = 1
    name: str = ""

    @property
    def both(self) -> int:
        return self.line + self.column

    def __str__(self) -> str:
        return f"{self.line}:{self.column}"


class Theirs(typing.NamedTuple):
    """A place."""

    line: int
    column: int = 1
    name: str = ""

    @property
    def both(self) -> int:
        return self.line + self.column

    def __str__(self) -> str:
        return f"{self.line}:{self.column}"


class Narrower(Ours):
    """A place of a subclass."""

    __slots__ = ()


ARGUMENTS: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    ((3,), {}),
    ((3, 4, "a"), {}),
    ((3,), {"name": "b"}),
    ((), {"column": 5, "line": 2}),
    ((), {}),
    ((1, 2, "c", 4), {}),
    ((1,), {"line": 1}),
    ((1,), {"row": 1}),
]


def _told(made: Any) -> list[Any]:
    name = type(made).__name__
    return [
        *(repr(made).replace(name, "It", 1), str(made), hash(made), made == tuple(made)),
        *(made.line, made.column, made.name, made.both, made._asdict(), made._replace(column=9)),
        *(made._fields, made._field_defaults, type(made).__match_args__, type(made).__doc__),
        hasattr(made, "__dict__"),
    ]


def _fresh() -> Any:
    """Return the class anew: the first of its tuples is made otherwise than the rest."""
    space = {key: value for key, value in vars(Theirs).items() if key in ("both", "__str__")}
    hints = {"__annotations__": Theirs.__annotations__, "__doc__": Theirs.__doc__}
    return type(records.NamedTuple)("Ours", (object,), space | hints | Theirs._field_defaults)


@pytest.mark.parametrize(("given", "named"), ARGUMENTS)
def test_a_named_tuple_is_what_typing_makes(given: tuple[Any, ...], named: dict[str, Any]) -> None:
    ours = _fresh()
    try:
        theirs = Theirs(*given, **named)
    except TypeError:
        for _ in range(2):
            with pytest.raises(TypeError):
                ours(*given, **named)
    else:
        for _ in range(2):
            assert _told(ours(*given, **named)) == _told(theirs)


def test_tools_see_what_a_named_tuple_takes() -> None:
    assert list(inspect.signature(Ours).parameters) == ["line", "column", "name"]
    assert inspect.signature(Ours).parameters["column"].default == 1
    assert typing.get_type_hints(Ours) == typing.get_type_hints(Theirs)


def test_a_named_tuple_is_handed_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(Ours(3, name="a"))) == Ours(3, 1, "a")


def test_a_subclass_makes_tuples_of_its_own() -> None:
    made = Narrower(1, name="a")
    assert type(made) is Narrower
    assert type(made._replace(line=2)) is Narrower
    assert pickle.loads(pickle.dumps(made)) == made


def test_no_field_is_changed_that_is_not_there() -> None:
    with pytest.raises(TypeError, match="row"):
        Ours(1)._replace(row=2)  # type: ignore[call-arg]
    with pytest.raises(AttributeError):
        Ours(1).line = 2  # type: ignore[misc]


def test_every_module_takes_the_cheap_ones() -> None:
    taken = re.compile(r"^from typing import [^\n]*NamedTuple|typing\.NamedTuple\(", re.MULTILINE)
    dear = [
        path.name
        for path in ENGINE.rglob("*.py")
        if path.name != "records.py" and taken.search(path.read_text(encoding="utf-8"))
    ]
    assert dear == []
