"""Where each character of a YAML scalar's value stands in the file.

Computed only when somebody asks (a diagnostic, an edit): the render path
never needs it.  YAML 1.1 §9 (scalar styles).
"""

from __future__ import annotations

import re

from zongjie.text import pattern

_ESCAPE = pattern(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)


def offsets(value: str, raw: str, style: str) -> list[int]:
    """Return where in ``raw`` every character of the value stands, and its end."""
    if style == "|":
        return _literal(value, raw)
    if style == ">":
        return _folded(value, raw, raw.find("\n") + 1, "")
    return _folded(value, raw, 1 if style else 0, style)


def _literal(value: str, raw: str) -> list[int]:
    """Line k of the value is line k below the header, less its indentation."""
    table: list[int] = []
    at = raw.find("\n") + 1
    for line in value.split("\n"):
        end = raw.find("\n", at)
        end = len(raw) if end < 0 else end
        stop = end - 1 if raw[at:end].endswith("\r") else end
        first = max(at, stop - len(line))
        table.extend(range(first, first + len(line) + 1))
        at = min(end + 1, len(raw))
    return table


def _folded(value: str, raw: str, at: int, quote: str) -> list[int]:
    """Walk value and source side by side; folded breaks and escapes are one character."""
    table: list[int] = []
    for char in value:
        if char in " \n":
            table.append(at)
            at = _skip_blank(char, raw, at, quote)
            continue
        while at < len(raw) and raw[at] in " \t\r\n" and raw[at] != char:
            at += 1
        while quote == '"' and raw.startswith(("\\\n", "\\\r\n"), at):
            at = raw.index("\n", at) + 1
            while at < len(raw) and raw[at] in " \t":
                at += 1
        table.append(at)
        at += _width(char, raw, at, quote)
    table.append(at)
    return table


def _skip_blank(char: str, raw: str, at: int, quote: str) -> int:
    """Return where the source goes on after a blank or break of the value."""
    if quote == '"' and raw.startswith("\\", at):
        return at + _width(char, raw, at, quote)
    if raw[at : at + 1] == " " and char == " " and not _at_line_end(raw, at):
        return at + 1
    while at < len(raw) and raw[at] in " \t\r":
        at += 1
    return at + 1 if raw[at : at + 1] == "\n" else at


def _at_line_end(raw: str, at: int) -> bool:
    return raw[at:].lstrip(" \t\r").startswith("\n")


def _width(char: str, raw: str, at: int, quote: str) -> int:
    if quote == '"' and (match := _ESCAPE.match(raw, at)):
        return match.end() - at
    if quote == "'" and char == "'":
        return 2
    return 1
