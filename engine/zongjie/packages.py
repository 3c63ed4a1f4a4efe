"""The parts of an Office file (a zip), read with caps: whoever sent it may mean harm.

Nothing of zipfile is imported before somebody reads: writing goes without it.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from zipfile import ZipFile

MAX_FILE: Final = 64 << 20
MAX_PART: Final = 64 << 20
"""Bytes; a report has 20 kB, and a part of a zip bomb has gigabytes."""
MAX_RATIO: Final = 400
_SMALL: Final = 8 << 20
"""How often a part may be as long as it is packed, if it has more bytes than this."""
MAX_PARTS: Final = 20_000
_METHODS: Final = (0, 8)  # stored, deflated: OPC knows no other, and some want much memory
_ENTRY: Final = b"PK\x01\x02"


class UnreadableDocxError(ValueError):
    """The file is no .docx, is damaged, too large, or holds a DTD (``reason``)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def opened(source: Path | bytes) -> ZipFile:
    """Return the package; raises UnreadableDocxError, and OSError where no file can be read."""
    from zipfile import BadZipFile, ZipFile

    size = len(source) if isinstance(source, bytes) else source.stat().st_size
    if size > MAX_FILE:
        raise UnreadableDocxError("too-large")
    data = source if isinstance(source, bytes) else source.read_bytes()
    if data.count(_ENTRY) > MAX_PARTS:
        raise UnreadableDocxError("too-large")
    try:
        return ZipFile(io.BytesIO(data))
    except (BadZipFile, ValueError, EOFError, OSError) as error:
        raise UnreadableDocxError("not-a-docx") from error


def part(package: ZipFile, name: str) -> bytes | None:
    """Return a part, or None where there is none; raises UnreadableDocxError."""
    import struct
    import zlib
    from zipfile import BadZipFile

    try:
        entry = package.getinfo(name)
        if entry.compress_type not in _METHODS:
            raise UnreadableDocxError("damaged")
        with package.open(name) as stream:
            data = stream.read(MAX_PART + 1)  # the size in the directory may be a lie
    except KeyError:
        return None
    # zipfile: RuntimeError for encryption, and for a method it does not know.
    except (BadZipFile, zlib.error, struct.error, EOFError) as error:
        raise UnreadableDocxError("damaged") from error
    except (RuntimeError, ValueError, OSError) as error:
        raise UnreadableDocxError("damaged") from error
    if len(data) > MAX_PART or len(data) > max(_SMALL, entry.compress_size * MAX_RATIO):
        raise UnreadableDocxError("too-large")
    return data
