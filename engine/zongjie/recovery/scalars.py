"""A text as a YAML value: plain where it can be, quoted where it must be."""

from __future__ import annotations

import re
from typing import Final

# What YAML 1.1 §5.1 forbids, what our own reader refuses, and marks nobody can see.
ESCAPED: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]"
)
_STARTS: Final = "-?:,[]{}#&*!|>'\"%@`\t "


def scalar(text: str) -> str:
    """Return a text on one line as a YAML value, quoted where it must be."""
    if ESCAPED.search(text) or "\n" in text or not text:
        return quoted(text)
    odd = text[0] in _STARTS or text[-1] in ": \t　"
    odd = odd or any(sign in text for sign in (": ", " #", ":\t"))
    if odd or "\t" in text or text.startswith(("---", "...")):
        return "'" + text.replace("'", "''") + "'"
    return text


def quoted(text: str) -> str:
    """Return any text between double quotes, with escapes."""
    text = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return '"' + ESCAPED.sub(lambda char: f"\\u{ord(char[0]):04X}", text) + '"'
