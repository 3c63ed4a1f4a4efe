"""How a rule is declared: a code, a gravity, and one function with its page."""

import unicodedata
from collections.abc import Callable, Sequence
from functools import wraps
from itertools import accumulate
from typing import ParamSpec

from zongjie.diagnostics.record import Diagnostic, Fix, Related, Severity
from zongjie.diagnostics.source import Span
from zongjie.records import NamedTuple

P = ParamSpec("P")
_LONGEST = 200  # characters of a message
_LONGEST_LIST = 120  # of the names in it


class Finding(NamedTuple):
    """What a rule has to say; its code and gravity are added by :func:`rule`."""

    span: Span | None
    message: str
    hint: str = ""
    related: tuple[Related, ...] = ()
    fix: Fix | None = None


class Rule(NamedTuple):
    """An entry of the catalogue.  ``page`` is the rule's page of the manual.

    ``family`` is what the manual puts it under: the module it stands in, unless
    the rule says another.
    """

    code: str
    severity: Severity
    title: str
    page: str
    family: str


RULES: dict[str, Rule] = {}


def rule(
    code: str, severity: Severity = Severity.ERROR, family: str = ""
) -> Callable[[Callable[P, Finding]], Callable[P, Diagnostic]]:
    """Enter a function in the catalogue; it then returns a Diagnostic."""

    def declare(function: Callable[P, Finding]) -> Callable[P, Diagnostic]:
        page = function.__doc__ or ""
        belongs = family or function.__module__.rpartition(".")[2]
        RULES[code] = Rule(code, severity, page.partition("\n")[0], page, belongs)

        @wraps(function)
        def find(*args: P.args, **kwargs: P.kwargs) -> Diagnostic:
            found = function(*args, **kwargs)
            message, hint = _shortened(_printable(found.message)), _printable(found.hint)
            return Diagnostic(code, severity, message, found.span, found.related, hint, found.fix)

        return find

    return declare


def listed(names: Sequence[str], of: str, most: int) -> str:
    """Return names in a row: two, or as many as a message has room for, but ``most`` at most.

    Where that is not all of them, how many there are: ``of`` is what they are counted in.
    """
    lengths = accumulate(len(name) + 1 for name in names[:most])
    count = max(2, sum(length <= _LONGEST_LIST for length in lengths))
    more = f"等{len(names)}{of}" if len(names) > count else ""
    return "、".join(names[:count]) + more


def _printable(text: str) -> str:
    """Return what a person wrote on one line and without what a screen would obey."""
    return text if text.isprintable() else "".join(_shown(char) for char in text)


def _shown(char: str) -> str:
    if char == "\n":
        return "⏎"
    return "\N{REPLACEMENT CHARACTER}" if unicodedata.category(char) == "Cc" else char


def _shortened(message: str) -> str:
    """Cut a message that quotes a whole page; its place shows where the page is."""
    if len(message) <= _LONGEST:
        return message
    return f"{message[: _LONGEST // 2]}…{message[-_LONGEST // 4 :]}"
