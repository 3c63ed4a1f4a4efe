"""A zip writer of our own: the same bytes on every run, and quicker than ``zipfile``."""

import zlib
from collections.abc import Iterable, Sequence
from struct import Struct

from zongjie.records import NamedTuple

# PKWARE APPNOTE 6.3.3, §4.3.7, §4.3.12, §4.3.16.
_LOCAL = Struct("<4s5H3L2H")
_CENTRAL = Struct("<4s6H3L5H2L")
_END = Struct("<4s4H2LH")
_VERSION = 20
_UTF8_NAMES = 0x0800
_STORED, _DEFLATED = 0, 8
_TIME, _DATE = 0, (1 << 5) | 1  # 1980-01-01 00:00, the first a zip can hold


class Entry(NamedTuple):
    """One file of the archive, compressed already, in pieces."""

    name: bytes
    method: int
    checksum: int
    size: int
    data: Sequence[bytes]


def entry(name: str, pieces: list[bytes], level: int) -> Entry:
    """Compress a file, given in pieces; level 0 stores it, which needs no particular zlib.

    The pieces are taken out of their list: of a long text either form is megabytes.
    """
    encoded = name.encode("utf-8")
    size = sum(map(len, pieces))
    checksum = 0
    for piece in pieces:
        checksum = zlib.crc32(piece, checksum)
    if level == 0:
        return Entry(encoded, _STORED, checksum, size, pieces)
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    pieces.reverse()
    data = []
    while pieces:
        if packed := packer.compress(pieces.pop()):
            data.append(packed)
    return Entry(encoded, _DEFLATED, checksum, size, (*data, packer.flush()))


def archive(entries: Iterable[Entry]) -> bytes:
    """Return the zip file that holds the entries in this order."""
    files: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for name, method, checksum, size, data in entries:
        packed = sum(map(len, data))
        common = (_UTF8_NAMES, method, _TIME, _DATE, checksum, packed, size, len(name), 0)
        head = _LOCAL.pack(b"PK\3\4", _VERSION, *common)
        files += (head, name, *data)
        record = _CENTRAL.pack(b"PK\1\2", _VERSION, _VERSION, *common, 0, 0, 0, 0, offset)
        directory += (record, name)
        offset += len(head) + len(name) + packed
    index = b"".join(directory)
    count = len(directory) // 2
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(index), offset, 0)
    return b"".join((*files, index, end))
