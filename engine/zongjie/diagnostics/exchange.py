"""Diagnostics for other programs: SARIF 2.1.0 (OASIS), and GitHub's workflow commands."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from inspect import cleandoc
from pathlib import Path
from typing import Final
from urllib.parse import quote

from zongjie import __version__
from zongjie.diagnostics.catalogue import rule_of
from zongjie.diagnostics.record import Diagnostic, Fix, Severity
from zongjie.diagnostics.source import Span

_LEVELS: Final = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "note",
}
_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_GITHUB: Final = {"error": "error", "warning": "warning", "note": "notice"}


def sarif(diagnostics: Sequence[Diagnostic]) -> str:
    """Return one SARIF run; lines, columns and offsets count code points, from 1, 1 and 0."""
    codes = sorted({one.code for one in diagnostics})
    run = {
        "tool": {
            "driver": {
                "name": "zongjie",
                "version": __version__,
                "language": "zh-CN",
                "rules": [_rule(code) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, codes.index(one.code)) for one in diagnostics],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str) -> dict[str, object]:
    known = rule_of(code)
    assert known is not None  # noqa: S101 - a diagnostic is made by a rule of the catalogue
    return {
        "id": code,
        "shortDescription": {"text": known.title},
        "fullDescription": {"text": cleandoc(known.page)},
        "defaultConfiguration": {"level": _LEVELS[known.severity]},
    }


def _result(one: Diagnostic, index: int) -> dict[str, object]:
    text = f"{one.message}。怎么改：{one.hint}" if one.hint else one.message
    result: dict[str, object] = {
        "ruleId": one.code,
        "ruleIndex": index,
        "level": _LEVELS[one.severity],
        "message": {"text": text},
    }
    if one.span is not None:
        result["locations"] = [_location(one.span)]
    if one.related:
        result["relatedLocations"] = [
            {**_location(related.span), "id": number, "message": {"text": related.message}}
            for number, related in enumerate(one.related)
        ]
    if one.fix is not None:
        result["fixes"] = [_fix(one.fix)]
    return result


def _location(span: Span) -> dict[str, object]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(span.source.name)},
            "region": _region(span),
        }
    }


def _region(span: Span) -> dict[str, int]:
    line, column = span.position
    end_line, end_column = span.source.position(span.end)
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
        "charOffset": span.start,
        "charLength": span.end - span.start,
    }


def _fix(fix: Fix) -> dict[str, object]:
    changes: dict[str, list[object]] = {}
    for edit in fix.replacements:
        change = {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}}
        changes.setdefault(_uri(edit.span.source.name), []).append(change)
    return {
        "description": {"text": fix.title},
        "artifactChanges": [
            {"artifactLocation": {"uri": uri}, "replacements": made}
            for uri, made in changes.items()
        ],
    }


def _uri(name: str) -> str:
    """Return a file's name as a URI reference (RFC 3986): relative where the name is."""
    path = Path(name)
    return path.as_uri() if path.is_absolute() else quote(os.fsencode(path.as_posix()))


def github(diagnostics: Iterable[Diagnostic]) -> str:
    """Return a workflow command a line: ``::error file=…,line=…::message``."""
    return "".join(f"{_command(one)}\n" for one in diagnostics)


def _command(one: Diagnostic) -> str:
    fields = {"title": f"{one.severity.value} {one.code}"}
    if one.span is not None:
        line, column = one.span.position
        end_line, end_column = one.span.source.position(one.span.end)
        fields = {
            "file": one.span.source.name,
            "line": str(line),
            "endLine": str(end_line),
            **({"col": str(column), "endColumn": str(end_column)} if line == end_line else {}),
            **fields,
        }
    shown = ",".join(f"{key}={_property(value)}" for key, value in fields.items())
    text = f"{one.message}。怎么改：{one.hint}" if one.hint else one.message
    return f"::{_GITHUB[_LEVELS[one.severity]]} {shown}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
