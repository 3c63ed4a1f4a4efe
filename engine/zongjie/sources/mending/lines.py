"""What a line of a report consists of, also where it was typed as Chinese text is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import Final, Protocol

from zongjie.records import NamedTuple
from zongjie.sources.schema import Spec
from zongjie.text import name_key, pattern

# Blanks that YAML does not take for any, by the columns that they seem to have.
HIDDEN: Final = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_NARROW: Final = "\u00a0\u2000\u2001\u2002\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
_WIDE: Final = "\u2003\u3000"
ODD: Final = f"\t{_WIDE}{_NARROW}{HIDDEN}"
DASHES: Final = "－—–―‐‑−﹣•●▪"
COLONS: Final = "：﹕∶꞉︰"
QUOTES: Final = "“”‘’＂＇「」『』"

_LEAD: Final = pattern(f"[ {ODD}]*")
_REAL: Final = pattern(r":(?=[ \t]|$)")
_OTHER: Final = pattern(rf"[{COLONS}][ {ODD}]*|:[{ODD}]*(?![ \t/]|$)")
_QUOTED: Final = pattern(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')[ \t]*(?=:(?:[ \t]|$))""")
_ESCAPED: Final = pattern(r"\\[xu]([0-9A-Fa-f]{4}|[0-9A-Fa-f]{2})")
_WORD: Final = pattern(
    rf"([^\s=＝;；.。、,，:：{COLONS}]+)(?:[ {ODD}]*[=＝;；.。、,，][ {ODD}]*|[ {ODD}]+|$)"
)
_NO_NAME: Final = pattern(r"[，。；！？,;!?|\[\]{}<>]")
_LONGEST_NAME: Final = 30


class Key(NamedTuple):
    """A key of a line: offsets in it of the name's end and of the value."""

    name: str
    start: int
    end: int
    after: int
    how: str = ""  # what is wrong with its colon: wide, glued, missing


class Vocabulary(Protocol):
    """Knows which keys may stand where a line stands."""

    def knows(self, name: str) -> bool:
        """Whether the name is a key of the language there."""
        ...

    def takes(self, name: str) -> bool:
        """Whether any name may be a key there."""
        ...


def lead_of(text: str) -> str:
    """Return the blanks, of whatever kind, that a line begins with."""
    match = _LEAD.match(text)
    return match[0] if match else ""


def columns(lead: str) -> list[int]:
    """Return the columns that a line may be meant to begin at, the likeliest first."""
    if not lead.strip(" "):
        return [len(lead)]
    found = [_width(lead, tab, wide) for tab, wide in product((2, 4, 8), (2, 1))]
    return list(dict.fromkeys(found))


def _width(lead: str, tab: int, wide: int) -> int:
    width = 0
    for char in lead:
        if char == "\t":
            width += tab
        elif char in _WIDE:
            width += wide
        elif char not in HIDDEN:
            width += 1
    return width


def name_of_blank(lead: str) -> str:
    """Return what people call the first odd blank of a lead."""
    odd = next(char for char in lead if char != " ")
    if odd == "\t":
        return "制表符（Tab）"
    if odd in _WIDE:
        return "全角空格"
    return "看不见的字符" if odd in HIDDEN else "不间断空格"


def fold(name: str) -> str:
    """Return what two spellings of a key share, invisible characters left out."""
    return name_key(name.translate(_FOLD))


_FOLD: Final = {ord(char): None for char in ODD}


@cache
def _by_fold(spec: Spec) -> dict[str, Spec]:
    known = {fold(key): inner for key, inner in spec.properties.items()}
    return known | {fold(key): spec.properties[to] for key, to in spec.aliases.items()}


def knows(spec: Spec | None, name: str) -> bool:
    """Whether a schema has a key of this name."""
    return spec is not None and fold(name) in _by_fold(spec)


def takes_any(spec: Spec | None) -> bool:
    """Whether a schema lets people choose the names of keys."""
    return spec is None or spec.additional is not None


def child(spec: Spec | None, name: str) -> Spec | None:
    """Return the schema of a key's value, or None where nothing is known of it."""
    return None if spec is None else _by_fold(spec).get(fold(name), spec.additional)


def is_only_text(spec: Spec | None) -> bool:
    """Whether nothing but a text may stand there."""
    return spec is not None and spec.types.isdisjoint(("object", "array"))


def key_of(text: str, at: int, words: Vocabulary) -> Key | None:
    """Return the key that a line has from an offset on, however its colon is typed."""
    if at >= len(text):
        return None
    quoted = _QUOTED.match(text, at)
    if quoted:
        name = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), quoted[1][1:-1])
        return Key(name, at, quoted.end(1), quoted.end() + 1)
    real = _REAL.search(text, at)
    if real and (real.start() == at or " #" in text[at : real.start()] or text[at] in "\"'"):
        real = None
    for other in _others(text, at, real.start() if real else len(text)):
        name = text[at : other[0]].rstrip(f" {ODD}")
        if name[-1:].isdigit() and text[other[1] : other[1] + 1].isdigit():
            continue  # 12:30
        if words.knows(name) or (real is None and is_name(name) and words.takes(name)):
            how = "glued" if text[other[0]] == ":" else "wide"
            return Key(name, at, at + len(name), other[1], how)
    if real:
        name = text[at : real.start()].rstrip(" \t")
        return Key(name, at, at + len(name), real.end())
    word = _WORD.match(text, at)
    if word and words.knows(word[1]):
        return Key(word[1], at, word.end(1), word.end(), "missing")
    return None


def inner_key(spec: Spec, text: str, at: int, words: Vocabulary) -> Key | None:
    """Return the key at an offset where it can only belong to a mapping of this schema."""
    key = key_of(text, at, words)
    if key is None or not is_name(key.name) or key.how == "missing":
        return None
    fits = knows(spec, key.name) or (takes_any(spec) and "string" not in spec.types)
    return key if fits else None


def _others(text: str, at: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield the first of the colons that are none to YAML: where it is, where the value is."""
    match = _OTHER.search(text, at, min(stop, at + _LONGEST_NAME + 1))
    if match and match.start() > at:
        # The end of the search window is not the end of the line.
        whole = _OTHER.match(text, match.start())
        if whole:
            yield whole.span()


def is_name(name: str) -> bool:
    """Whether a name may be that of an indicator or of a footnote, and no sentence."""
    return 0 < len(name) <= _LONGEST_NAME and not _NO_NAME.search(name)
