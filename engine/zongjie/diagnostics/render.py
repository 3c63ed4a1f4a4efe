"""Diagnostics for people and for programs: one renderer an output."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from zongjie.diagnostics.record import Diagnostic, Fix, Severity
from zongjie.diagnostics.source import Span
from zongjie.text import display_width

_EXCERPT = 76  # columns of a source line that are shown


def full(diagnostics: Iterable[Diagnostic]) -> str:
    """Return each with its place, an excerpt with a caret line, and the way out."""
    return "".join(f"{_full_one(d)}\n" for d in diagnostics)


def short(diagnostics: Iterable[Diagnostic]) -> str:
    """Return one line each: ``file:line:column: 错误[ZJ101] message``."""
    return "".join(f"{_where(d.span)}{_head(d)}{_elsewhere(d)}\n" for d in diagnostics)


def as_json(diagnostics: Sequence[Diagnostic]) -> str:
    """Return a JSON array; lines and columns from 1, offsets in code points."""
    return json.dumps([_record(d) for d in diagnostics], ensure_ascii=False, indent=2) + "\n"


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """Return the closing count, such as ``2 处错误，1 处提醒``; empty if none."""
    counts = dict.fromkeys(Severity, 0)
    for diagnostic in diagnostics:
        counts[diagnostic.severity] += 1
    return "，".join(f"{n} 处{severity.value}" for severity, n in counts.items() if n)


def _head(diagnostic: Diagnostic) -> str:
    return f"{diagnostic.severity.value}[{diagnostic.code}] {diagnostic.message}"


def _elsewhere(diagnostic: Diagnostic) -> str:
    places = "、".join(_where(r.span).removesuffix(": ") for r in diagnostic.related)
    return f"（另见 {places}）" if places else ""


def _where(span: Span | None) -> str:
    if span is None:
        return ""
    line, column = span.position
    return f"{span.source.name}:{line}:{column}: "


def _full_one(diagnostic: Diagnostic) -> str:
    parts = [_head(diagnostic)]
    if diagnostic.span is not None:
        parts.append(_excerpt(diagnostic.span))
    for related in diagnostic.related:
        parts.append(f"  另见：{related.message}")
        parts.append(_excerpt(related.span))
    if diagnostic.hint:
        parts.append(f"  怎么改：{diagnostic.hint}")
    return "\n".join(parts) + "\n"


def _excerpt(span: Span) -> str:
    line, column = span.position
    text = span.source.line(line)
    first = column - 1
    last = max(first + 1, min(len(text), first + span.end - span.start))
    text, first, last = _window(text, first, last)
    margin = " " * len(str(line))
    before, marked = display_width(text[:first]), max(1, display_width(text[first:last]))
    place = f"  {margin}--> {span.source.name} 第 {line} 行第 {column} 字"
    code = f"  {line} | {text}"
    caret = f"  {margin} | {' ' * before}{'^' * marked}"
    return "\n".join((place, code, caret))


def _window(text: str, first: int, last: int) -> tuple[str, int, int]:
    """Cut a long line round the marked characters; control characters show as blanks."""
    text = "".join(char if char.isprintable() else " " for char in text)
    if display_width(text) <= _EXCERPT:
        return text, first, last
    start = max(0, first - 16)
    end = start
    width = 0
    while end < len(text) and width < _EXCERPT:
        width += display_width(text[end])
        end += 1
    lead, tail = ("…" if start else ""), ("…" if end < len(text) else "")
    shift = len(lead) - start
    return lead + text[start:end] + tail, first + shift, min(last, end) + shift


def _record(diagnostic: Diagnostic) -> dict[str, object]:
    fix = diagnostic.fix
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "place": _place(diagnostic.span),
        "related": [{"message": r.message, "place": _place(r.span)} for r in diagnostic.related],
        "hint": diagnostic.hint,
        "fix": fix and _fix(fix),
    }


def _fix(fix: Fix) -> dict[str, object]:
    edits = [{"place": _place(edit.span), "text": edit.text} for edit in fix.replacements]
    return {"title": fix.title, "safe": fix.is_safe, "edits": edits}


def _place(span: Span | None) -> dict[str, object] | None:
    if span is None:
        return None
    line, column = span.position
    end_line, end_column = span.source.position(span.end)
    return {
        "file": span.source.name,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "start": span.start,
        "end": span.end,
    }
