"""Bytes of a person's file → text, in whatever encoding it was saved."""

from __future__ import annotations

import re
from pathlib import Path

from zongjie.diagnostics import Diagnostic, Source, Span
from zongjie.diagnostics.catalogue import files

MAX_BYTES = 16 * 1024 * 1024
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
# What neither YAML 1.1 (§5.1) nor a Word part may hold, and three line ends
# that libyaml would fold although only LF ends a line for us.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_MAX_REPORTED = 20


def read_source(path: Path, name: str) -> tuple[Source | None, list[Diagnostic]]:
    """Return the text of a file, or the diagnostics that say why there is none.

    UTF-8 and UTF-16 with or without a byte order mark, and GBK (GB 18030);
    ``name`` is the path as messages show it.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return None, [files.not_found(name)]
    except OSError as error:
        return None, [files.unreadable(name, error.strerror or type(error).__name__)]
    if len(raw) > MAX_BYTES:
        return None, [files.too_large(name, MAX_BYTES)]
    return decode(raw, name)


def decode(raw: bytes, name: str) -> tuple[Source | None, list[Diagnostic]]:
    """Return the bytes as a source; all control characters are reported."""
    source = _decode(raw, name)
    if source is None:
        return None, [files.unknown_encoding(_first_bad_byte(raw, name))]
    found = [
        files.control_character(Span(source, match.start(), match.end()), ord(match.group()))
        for match in _FORBIDDEN.finditer(source.text)
    ]
    return (source, []) if not found else (None, found[:_MAX_REPORTED])


def _decode(raw: bytes, name: str) -> Source | None:
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            text = _try(raw[len(mark) :], encoding)
            return None if text is None else Source(name, text, encoding, bom=True)
    text = _try(raw, "utf-8")
    if text is not None and "\x00" not in text:
        return Source(name, text)
    for encoding in _utf16_without_mark(raw):
        wide = _try(raw, encoding)
        if wide is not None and not _FORBIDDEN.search(wide):
            return Source(name, wide, encoding)
    if text is not None:
        return Source(name, text)  # UTF-8 with NULs in it: reported one by one
    gbk = _try(raw, "gb18030")
    if gbk is None or _FORBIDDEN.search(gbk) or _PRIVATE.search(gbk):
        return None
    return Source(name, gbk, "gb18030")


# Bytes that are no GBK text decode to code points nobody types.
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")


def _utf16_without_mark(raw: bytes) -> tuple[str, ...]:
    """Return the UTF-16 to try: a text with line ends or blanks has NULs in it."""
    if len(raw) % 2 or raw.count(0) * 20 < len(raw):
        return ()
    return ("utf-16-le",) if raw[1::2].count(0) >= raw[::2].count(0) else ("utf-16-be",)


def _try(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _first_bad_byte(raw: bytes, name: str) -> Span:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        at = len(raw[: error.start].decode("utf-8"))
        return Span(Source(name, raw.decode("utf-8", "replace")), at, at + 1)
    return Span(Source(name, raw.decode("utf-8")), 0, 1)
