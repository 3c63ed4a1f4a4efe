"""Bytes of a person's file → text, in whatever encoding it was saved."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from zongjie.diagnostics import Diagnostic, Source, Span, catalogue
from zongjie.diagnostics.reasons import reason
from zongjie.text import pattern

# A zip (docx, xlsx) and an OLE file (doc, wps).
_OFFICE_FILES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
MAX_BYTES = 16 * 1024 * 1024
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
# What neither YAML 1.1 (§5.1) nor a Word part may hold, and three line ends
# that libyaml would fold although only LF ends a line for us.
_FORBIDDEN = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_MAX_REPORTED = 20


def read_source(path: Path, name: str) -> tuple[Source | None, list[Diagnostic]]:
    """Return the text of a file, or the diagnostics that say why there is none.

    UTF-8 and UTF-16 with or without a byte order mark, and GBK (GB 18030);
    ``name`` is the path as messages show it.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except (FileNotFoundError, ValueError):  # ValueError: a NUL in the path
        return None, [catalogue.files.not_found(name)]
    except OSError as error:
        return None, [catalogue.files.unreadable(name, reason(error))]
    if len(raw) > MAX_BYTES:
        return None, [catalogue.files.too_large(name, MAX_BYTES)]
    return decode(raw, name)


def decode(raw: bytes, name: str) -> tuple[Source | None, list[Diagnostic]]:
    """Return the bytes as a source; control characters are reported."""
    if raw.startswith(_OFFICE_FILES):
        return None, [catalogue.files.office_file(Span(Source(name, ""), 0, 0), name)]
    source = _decode(raw, name)
    if source is None:
        return None, [catalogue.files.unknown_encoding(_first_bad_byte(raw, name))]
    found = control_characters(source)
    return (None, found) if found else (source, [])


def control_characters(source: Source) -> list[Diagnostic]:
    """Return the first of the characters that no report may hold, one by one."""
    return [
        catalogue.files.control_character(
            Span(source, match.start(), match.end()), ord(match.group())
        )
        for match in islice(_FORBIDDEN.finditer(source.text), _MAX_REPORTED)
    ]


def _decode(raw: bytes, name: str) -> Source | None:
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            text = _try(raw[len(mark) :], encoding)
            return None if text is None else Source(name, text, encoding, bom=True)
    text = _try(raw, "utf-8")
    if text is not None and "\x00" not in text:
        return Source(name, text)
    wide = _utf16_without_mark(raw, name, is_utf8=text is not None)
    if wide is not None:
        return wide
    if text is not None:
        return Source(name, text)  # UTF-8 with NULs in it: reported one by one
    gbk = None if _is_damaged_utf8(raw) else _try(raw, "gb18030")
    return None if gbk is None or _is_rubbish(gbk) else Source(name, gbk, "gb18030")


# Bytes that are no text in an encoding decode to code points nobody types.
_PRIVATE = pattern("[\ue000-\uf8ff\U000f0000-\U0010ffff]")


def _is_rubbish(text: str) -> bool:
    return bool(_FORBIDDEN.search(text) or _PRIVATE.search(text))


def _utf16_without_mark(raw: bytes, name: str, *, is_utf8: bool) -> Source | None:
    """Return the text if it is UTF-16: line ends and blanks have a NUL in them.

    Bytes that are UTF-8 as well are UTF-16 only if they are nearly all ASCII:
    then every second one is NUL.  Of two readings the one with more blanks is meant.
    """
    zeros = raw.count(0)
    if len(raw) % 2 or not zeros or (is_utf8 and zeros * 5 < len(raw)):
        return None
    tried = ((_try(raw, encoding), encoding) for encoding in ("utf-16-le", "utf-16-be"))
    read = [Source(name, text, how) for text, how in tried if text and not _is_rubbish(text)]
    return max(read, key=lambda source: sum(map(source.text.count, "\n :-")), default=None)


def _is_damaged_utf8(raw: bytes) -> bool:
    """Whether most of it is UTF-8: some bytes are broken, and GBK would be mojibake."""
    text = raw.decode("utf-8", "replace")
    wide = sum(not char.isascii() for char in text)
    return wide > 5 * text.count("\ufffd")


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
