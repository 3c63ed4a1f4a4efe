"""The record every fault is told in."""

from collections.abc import Iterable
from enum import Enum

from zongjie.diagnostics.source import Span
from zongjie.records import NamedTuple


class Severity(Enum):
    """How grave: 错误 stops the output, 提醒 does not, 提示 is advice.

    警告 is not used: in an office it is a disciplinary sanction.
    """

    ERROR = "错误"
    WARNING = "提醒"
    NOTE = "提示"


class Replacement(NamedTuple):
    """Put ``text`` where ``span`` is."""

    span: Span
    text: str


class Fix(NamedTuple):
    """What mends the fault: put ``text`` where ``span`` is, and do what else belongs to it.

    A fix that is safe says what its writer meant beyond doubt; any other wants a yes.
    """

    title: str
    span: Span
    text: str
    is_safe: bool = False
    more: tuple[Replacement, ...] = ()

    @property
    def replacements(self) -> tuple[Replacement, ...]:
        """All that is to be replaced, together or not at all."""
        return (Replacement(self.span, self.text), *self.more)


class Related(NamedTuple):
    """Another place that belongs to the fault, and what stands there."""

    span: Span
    message: str


class Diagnostic(NamedTuple):
    """One fault: what is wrong, where, and what to do about it."""

    code: str
    severity: Severity
    message: str
    span: Span | None = None
    related: tuple[Related, ...] = ()
    hint: str = ""
    fix: Fix | None = None


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Return whether one of them forbids an output."""
    return any(d.severity is Severity.ERROR for d in diagnostics)


def in_reading_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return them by file and place, each only once, as a person would read."""
    unique = dict.fromkeys(diagnostics)
    return sorted(unique, key=_place)


def _place(diagnostic: Diagnostic) -> tuple[str, int, int, str]:
    span = diagnostic.span
    if span is None:
        return ("", 0, 0, diagnostic.code)
    return (span.source.name, span.start, span.end, diagnostic.code)
