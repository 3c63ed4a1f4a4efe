"""Bytes of a person's file → text, in whatever encoding it was saved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from zongjie import decoding
from zongjie.diagnostics import Diagnostic, Source, Span, catalogue
from zongjie.diagnostics.reasons import reason
from zongjie.text import pattern

# A zip (docx, xlsx) and an OLE file (doc, wps).
_OFFICE_FILES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
MAX_BYTES = 16 * 1024 * 1024
_USUAL_BYTES = 64 * 1024  # room is made for as much as is asked for: few reports are longer
# What neither YAML 1.1 (§5.1) nor a Word part may hold, and three line ends
# that libyaml would fold although only LF ends a line for us.
_FORBIDDEN = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
# What follows where Word's line break, or another program's, stands for the end of a line.
_NEW_LINE = pattern(r"[ \t]*(?:- +)?[^\s:：]{1,20}:(?=\s|\Z)|[ \t]*- ")
_MAX_REPORTED = 20


def read_source(path: Path, name: str) -> tuple[Source | None, list[Diagnostic]]:
    """Return the text of a file, or the diagnostics that say why there is none.

    UTF-8 and UTF-16 with or without a byte order mark, and GBK (GB 18030);
    ``name`` is the path as messages show it.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(_USUAL_BYTES)
            if len(raw) == _USUAL_BYTES:
                raw += file.read(MAX_BYTES + 1 - _USUAL_BYTES)
    except (FileNotFoundError, ValueError):  # ValueError: a NUL in the path
        return None, [catalogue.files.not_found(name)]
    except OSError as error:
        return None, [catalogue.files.unreadable(name, reason(error))]
    if len(raw) > MAX_BYTES:
        return None, [catalogue.files.too_large(name, MAX_BYTES)]
    return decode(raw, name)


def decode(raw: bytes, name: str) -> tuple[Source | None, list[Diagnostic]]:
    """Return the bytes as a source, or why they are no text."""
    if raw.startswith(_OFFICE_FILES):
        return None, [catalogue.files.office_file(Span(Source(name, ""), 0, 0), name)]
    decoded = decoding.decode(raw)
    if decoded is None:
        text, at = decoding.first_bad(raw)
        return None, [catalogue.files.unknown_encoding(Span(Source(name, text), at, at + 1))]
    return Source(name, decoded.text, decoded.encoding, bom=decoded.bom), []


def control_characters(source: Source) -> list[Diagnostic]:
    """Return the first of the characters that no report may hold, one by one."""
    return [
        catalogue.files.control_character(
            Span(source, *match.span()), ord(match[0]), instead(source.text, match.end())
        )
        for match in islice(forbidden(source.text), _MAX_REPORTED)
    ]


def instead(text: str, after: int) -> str:
    """Return what to put for a character that no report may hold: an end of line before a key."""
    return "\n" if _NEW_LINE.match(text, after) else ""


def forbidden(text: str) -> Iterator[re.Match[str]]:
    """Yield every character that no report may hold."""
    return _FORBIDDEN.finditer(text)
