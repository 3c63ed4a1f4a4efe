"""What the files of a batch are called: a pattern, filled in and made safe everywhere."""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from zongjie.diagnostics import Diagnostic, catalogue
from zongjie.records import NamedTuple

# What a person may write in braces, and the part of a report behind it.
FIELDS: Final = {
    "街道": "office",
    "单位名称": "office",
    "年份": "year",
    "期间": "period",
    "文件名": "name",
    "路径": "path",
}
_READ: Final = frozenset(("office", "year", "period"))
_SAID: Final = {"office": "单位名称", "year": "年份", "period": "期间"}
_LONGEST: Final = 200  # bytes of one name: systems take 255, and a suffix is still to come
# What Windows forbids in a name is printed in its full width.
_WIDE: Final = str.maketrans('<>:"|?*\\', "＜＞：＂｜？＊＼")
_BRACES: Final = str.maketrans("｛｝", "{}")
_DRIVE: Final = re.compile("[A-Za-z]:/")
_PORTS: Final = tuple(f"{name}{number}" for name in ("COM", "LPT") for number in "0123456789¹²³")
_DEVICES: Final = frozenset(("CON", "CONIN$", "CONOUT$", "PRN", "AUX", "NUL", *_PORTS))


class Pattern(NamedTuple):
    """A pattern of names: literal texts, each with the field that follows it, or ""."""

    parts: tuple[tuple[str, str], ...]

    @property
    def reads(self) -> bool:
        """Whether the names need what stands in the reports."""
        return any(field in _READ for _, field in self.parts)


def parse(text: str, formats: Sequence[str]) -> Pattern | Diagnostic:
    """Return a pattern, or what is wrong with it.

    A suffix of a format is no part of it; braces may be typed in full width.
    """
    stem, dot, suffix = text.rpartition(".")
    bare = stem if dot and suffix.lower() in formats else text
    parts: list[tuple[str, str]] = []
    why = ""
    try:
        for literal, field, form, conversion in string.Formatter().parse(bare.translate(_BRACES)):
            known = FIELDS.get((field or "").strip(), "")
            if field is not None and (not known or form or conversion):
                more = (f"!{conversion}" if conversion else "") + (f":{form}" if form else "")
                why = f"里的“{{{field}{more}}}”不认识"
            parts.append((literal, known))
    except ValueError:
        why = "的花括号不成对"
    shape = "".join(part + ("…" if field else "") for part, field in parts).replace("\\", "/")
    if not bare.strip():
        why = "是空的"
    elif shape.startswith("/") or ".." in shape.split("/") or _DRIVE.match(shape):
        why = "写到输出文件夹外面去了"
    if why:
        return catalogue.batches.bad_pattern(text, why, "、".join(FIELDS))
    return Pattern(tuple(parts))


def fill(pattern: Pattern, values: Mapping[str, str]) -> tuple[str, str]:
    """Return the path of a report's files without suffix, and why there is none."""
    text = ""
    for literal, field in pattern.parts:
        value = values.get(field, "")
        if field and not value:
            return "", f"没有写{_SAID.get(field, field)}"
        # Only a path has folders; a slash in a name is a mark like any other.
        inner = value if field == "path" else value.replace("/", "／").replace("\\", "＼")
        text += literal.replace("\\", "/") + inner
    names = [_clean(part) for part in text.split("/")]
    if not all(names):
        return "", f"的名字“{text}”里有一段不能做文件名"
    if any(len(name.encode("utf-8")) > _LONGEST for name in names):
        return "", "的名字太长"
    return "/".join(names), ""


@lru_cache(maxsize=1024)  # a folder comes once for each report in it
def _clean(name: str) -> str:
    """Return a name that every system takes, "" where nothing of it is left."""
    plain = unicodedata.normalize("NFC", name).translate(_WIDE)
    shown = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in plain)
    name = " ".join(shown.split()).lstrip(".~ ").rstrip(". ")
    stem, dot, rest = name.partition(".")  # Windows takes NUL.txt for NUL, too
    return f"{stem}_{dot}{rest}" if stem.rstrip().upper() in _DEVICES else name


def collisions(named: Iterable[tuple[str, str]], suffix: str) -> list[Diagnostic]:
    """Return an error for each two reports of one name; pairs of a report and its name.

    Case and composition of characters make no difference to Windows and macOS.
    """
    first: dict[str, str] = {}
    found = []
    for report, name in named:
        other = first.setdefault(unicodedata.normalize("NFC", name.casefold()), report)
        if other != report:
            found.append(catalogue.batches.same_name(f"{name}.{suffix}", other, report))
    return found
