"""Characters: widths, names that fold, and what may be printed."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import cast


class _LazyPattern:
    """Stands for a regular expression; becomes one when its first method is asked for."""

    def __init__(self, text: str, flags: int) -> None:
        self.text = text
        self.flags = flags

    def __getattr__(self, name: str) -> object:
        method = getattr(re.compile(self.text, self.flags), name)
        setattr(self, name, method)  # asked only once: __getattr__ is for what is missing
        return method


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return a regular expression that is compiled on first use.

    A cold start would spend a tenth of its time on patterns that most reports
    never meet.
    """
    return cast("re.Pattern[str]", _LazyPattern(text, flags))


_HALF = {0xFF01 + i: 0x21 + i for i in range(94)} | {0x3000: " ", 0x3002: ".", 0xFFE5: "¥"}
_KEY = _HALF | {ord(c): None for c in " \t\r\n\u3000\u00a0“”‘’\"'「」『』＂＇"}


_AT_ONCE = 200  # texts


def stretches(texts: Iterable[str], between: str = "") -> Iterator[str]:
    """Yield the parts of ``between.join(texts)``: of a long text the whole is megabytes."""
    rest, lead = iter(texts), ""
    while some := list(islice(rest, _AT_ONCE)):
        yield lead + between.join(some)
        lead = between


def half_width(text: str) -> str:
    """Return the text with full-width ASCII forms folded, one to one."""
    return text if text.isascii() else text.translate(_HALF)


BREAK = pattern(r"[ \t\u3000]*\n[ \t\u3000]*")
"""A line break inside prose, with the blanks round it, which print nothing."""


_ROUND_BREAK = " \t\u3000"


def fold(text: str) -> str:
    """Return text on one line: a line end and the blanks round it are nothing."""
    if "\n" not in text:
        return text
    if " " in text or "\t" in text or "\u3000" in text:  # few texts of several lines hold one
        lines = f"x{text}x".split("\n")  # so that the blanks at both ends stay
        return "".join([line.strip(_ROUND_BREAK) for line in lines])[1:-1]
    return text.replace("\n", "")


# What turns the direction of writing would turn a line of a table.
_TURNING = (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0xFEFF)
_ONE_LINE = (
    dict.fromkeys((*range(32), *range(127, 160)), "\N{REPLACEMENT CHARACTER}")
    | dict.fromkeys(_TURNING, "")
    | dict.fromkeys(map(ord, "\t\n"), " ")  # columns and lines within a text
)


def one_line(text: str) -> str:
    """Return a text on one line, without what a screen or a sheet would obey."""
    return text.translate(_ONE_LINE)


def unicode_only(text: str) -> str:
    """Return a text with ? for what is no Unicode in it: bytes of a file's name."""
    return text.encode("utf-8", "replace").decode("utf-8")


@lru_cache(maxsize=256)
def name_key(text: str) -> str:
    """Return what two spellings of one name share: width, quotes, blanks fold."""
    folded = text.translate(_KEY)
    return text if folded == text else folded  # nearly always, and thousands of names are kept


def display_width(text: str) -> int:
    """Return the columns a terminal with a Chinese font gives the text.

    Ambiguous characters (“ ” … —) count 2, as such fonts draw them; accents
    and invisible marks count nothing.
    """
    return sum(map(_columns, text))


def _columns(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WFA" else 1


_FORMULA = pattern(r"[\s\u3000]*[=+\-@＝＋－＠]")


def is_formula(cell: str) -> bool:
    """Return whether a spreadsheet might compute a cell instead of showing it."""
    return _FORMULA.match(cell) is not None


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word a person most likely meant, or an empty string."""
    from difflib import get_close_matches  # only when somebody made a mistake

    found = get_close_matches(word, list(known), n=1, cutoff=0.5)
    return found[0] if found else ""
