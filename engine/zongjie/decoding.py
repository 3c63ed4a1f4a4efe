"""Bytes that Windows, a Mac or a web page saved as text → characters."""

import re
from typing import Final

from zongjie.records import NamedTuple

BIG5: Final = "cp950"
_BOMS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
# Bytes that are no text in an encoding decode to code points that nobody types.
_NEVER: Final = "[\x00-\x08\x0e-\x19\x1b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]"
_PRIVATE: Final = "[\ue000-\uf8ff\U000f0000-\U0010ffff]"
_COMMON: Final = "[\n -~\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”‘’—…·]"
_PAIR: Final = rb"[\x81-\xfe][\x40-\xfe]"
_FEWEST_PAIRS: Final = 20  # in less text, Big5 and GBK cannot be told apart for sure


class Decoded(NamedTuple):
    """A text without its byte order mark, and how to write it back."""

    text: str
    encoding: str
    bom: bool = False


def decode(raw: bytes) -> Decoded | None:
    """Return the characters, or None where the bytes are no text.

    UTF-8 and UTF-16 with or without a byte order mark, GBK (as GB 18030), and
    Big5 where it cannot be anything else.  Line ends stay as they are.
    """
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            text = _try(raw[len(mark) :], encoding)
            return None if text is None else Decoded(text, encoding, bom=True)
    text = _try(raw, "utf-8")
    if text is not None and b"\x00" not in raw:
        return Decoded(text, "utf-8")
    wide = _utf16_without_mark(raw, is_utf8=text is not None)
    if wide is not None:
        return wide
    if text is not None:  # UTF-8 with NULs in it
        return Decoded(text, "utf-8") if raw.count(0) * 2 <= len(raw) else None
    return None if _is_damaged_utf8(raw) else _of_two_bytes(raw)


def first_bad(raw: bytes) -> tuple[str, int]:
    """Return bytes as far as they can be shown, and where they stop being UTF-8."""
    try:
        return raw.decode("utf-8"), 0
    except UnicodeDecodeError as error:
        return raw.decode("utf-8", "replace"), len(raw[: error.start].decode("utf-8"))


def _of_two_bytes(raw: bytes) -> Decoded | None:
    """Return the text if it is GBK or Big5; if neither, UTF-16 that holds no blank."""
    if _is_big5(raw) and (text := _try(raw, BIG5)) is not None and not _is_rubbish(text):
        return Decoded(text, BIG5)
    text = _try(raw, "gb18030")
    if text is not None and not _is_rubbish(text):
        return Decoded(text, "gb18030")
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _try(raw, encoding)
        if text and len(re.findall(_COMMON, text)) * 20 > len(text) * 19:
            return Decoded(text, encoding)
    return None


def _is_rubbish(text: str) -> bool:
    """Whether nobody wrote this: a name may have a rare character of one's own making."""
    odd = len(re.findall(_PRIVATE, text))
    return odd * 50 > len(text) or re.search(_NEVER, text) is not None


def _utf16_without_mark(raw: bytes, *, is_utf8: bool) -> Decoded | None:
    """Return the text if it is UTF-16: line ends and blanks have a NUL in them.

    Bytes that are UTF-8 as well are UTF-16 only if they are nearly all ASCII:
    then every second one is NUL.  Of two readings the one with more blanks is meant.
    """
    zeros = raw.count(0)
    if len(raw) % 2 or not zeros or (is_utf8 and zeros * 5 < len(raw)):
        return None
    tried = ((_try(raw, encoding), encoding) for encoding in ("utf-16-le", "utf-16-be"))
    read = [Decoded(text, how) for text, how in tried if text and not _is_rubbish(text)]
    return max(read, key=lambda one: sum(map(one.text.count, "\n :-")), default=None)


def _is_damaged_utf8(raw: bytes) -> bool:
    """Whether most of it is UTF-8: some bytes are broken, and GBK would be mojibake."""
    text = raw.decode("utf-8", "replace")
    wide = sum(not char.isascii() for char in text)
    return wide > 5 * text.count("\ufffd")


def _is_big5(raw: bytes) -> bool:
    """Whether most pairs of bytes are common in Big5, and many are rare in GBK.

    The common characters of Big5 begin with A4 to C6 (and its marks with A1 to A3),
    and a third of them ends below 7F; those of GBK (GB 2312, level 1, and its marks)
    begin with A1 to D7 and end above A0.
    """
    pairs: list[bytes] = re.findall(_PAIR, raw)
    if len(pairs) < _FEWEST_PAIRS:
        return False
    big5 = sum(0xA1 <= pair[0] <= 0xC6 for pair in pairs)
    gbk = sum(0xA1 <= pair[0] <= 0xD7 and pair[1] >= 0xA1 for pair in pairs)
    return big5 * 10 >= len(pairs) * 9 and gbk * 4 < len(pairs) * 3


def _try(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None
