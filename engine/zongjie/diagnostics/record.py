"""The record every fault is told in."""

from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

from zongjie.diagnostics.source import Span


class Severity(Enum):
    """How grave: 错误 stops the output, 提醒 does not, 提示 is advice.

    警告 is not used: in an office it is a disciplinary sanction.
    """

    ERROR = "错误"
    WARNING = "提醒"
    NOTE = "提示"


class Fix(NamedTuple):
    """An edit that mends the fault: put ``text`` where ``span`` is."""

    title: str
    span: Span
    text: str


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
