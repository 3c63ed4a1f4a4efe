"""Lists and pairs within brackets: where they end, and the marks that are full-width."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from zongjie.diagnostics import catalogue
from zongjie.sources.edit import Edit
from zongjie.sources.mending import blocks
from zongjie.sources.mending.layout import Level
from zongjie.sources.mending.lines import is_only_text
from zongjie.sources.schema import Spec
from zongjie.text import pattern

if TYPE_CHECKING:
    from zongjie.sources.mending.scan import Scan

_HALF: Final = {
    "［": "[",
    "【": "[",
    "〔": "[",
    "｛": "{",
    "］": "]",
    "】": "]",
    "〕": "]",
    "｝": "}",
}
OPENING: Final = "[{［【｛〔"
_CLOSES: Final = {"[": "]", "{": "}"}
_MARKS: Final = pattern(r"""["'\[\]{}［【〔｛］】〕｝，、；：﹕,:＂“]""")
_STRINGS: Final = {
    '"': pattern(r'"(?:[^"\\]|\\.)*"'),
    "'": pattern(r"'(?:[^']|'')*'"),
    "“": pattern(r"“[^“”\n]*”"),
}
_MOST: Final = 20_000  # characters between brackets that are looked at
_COMMENT: Final = pattern(r"[ \t]*$|[ \t]+#.*$")


def read(scan: Scan, level: Level, spec: Spec | None, at: int, stop: int) -> bool:
    """Read what stands within brackets; return False where they are part of a text."""
    text = scan.text
    if text.startswith(("{{", "｛｛"), at) or is_only_text(spec):
        return False
    limit = _limit(scan, level)
    end, edits, signs = _inside(text, at, limit)
    if end == 0:
        return _unclosed(scan, level, at, stop, edits)
    row = scan.row
    while scan.starts[row + 1] <= end:
        row += 1
    tail = text[end : scan.starts[row] + len(scan.lines[row])]
    if not _COMMENT.fullmatch(tail):
        return False
    level.end("flow")
    scan.row = row
    if edits:
        tell = partial(catalogue.slips.full_width_marks, signs="".join(dict.fromkeys(signs)))
        scan.note((at, end), tell, "改成半角", *edits)
    return True


def closes(scan: Scan, level: Level, at: int) -> bool:
    """Whether brackets that begin at an offset end somewhere."""
    return _inside(scan.text, at, _limit(scan, level))[0] > 0


def _limit(scan: Scan, level: Level) -> int:
    """Return where brackets that begin in this row must have ended."""
    end = scan.start + len(scan.line)
    for row, line, lead in scan.rows_below():
        if end > scan.start + _MOST:
            break
        if line[len(lead) :] and len(lead) <= level.col and blocks.is_structure(scan, row):
            break
        end = scan.starts[row] + len(line)
    return end


def _inside(text: str, at: int, limit: int) -> tuple[int, list[Edit], list[str]]:
    """Return the end of the brackets, 0 where there is none, and the marks to be made half."""
    edits: list[Edit] = []
    signs: list[str] = []
    open_: list[str] = []
    place = at
    while (match := _MARKS.search(text, place, limit)) is not None:
        sign, place = match[0], match.end()
        half = _HALF.get(sign, sign)
        if sign in _STRINGS:
            string = _STRINGS[sign].match(text, match.start(), limit)
            place = string.end() if string else place
        elif half in _CLOSES:
            open_.append(half)
        elif half in _CLOSES.values() and (not open_ or _CLOSES[open_.pop()] != half):
            return 0, edits, signs
        if sign in _HALF:
            new = half
        elif sign in "，、；":
            new = ", "
        elif open_[-1:] == ["{"] and _is_glued(text, sign, place):
            new = ": "
        else:
            new = ""
        if new:
            after = place
            while new.endswith(" ") and text[after : after + 1] in (" ", "\u3000"):
                after += 1
            edits.append(Edit(match.start(), after, new))
            signs.append(sign)
            place = after
        if not open_ and half in _CLOSES.values():
            return place, edits, signs
    return 0, edits, signs


def _is_glued(text: str, sign: str, after: int) -> bool:
    """Whether a mark is a colon that YAML does not take for one."""
    return sign in "：﹕" or (sign == ":" and text[after : after + 1] not in tuple(" \t\r\n"))


def _unclosed(scan: Scan, level: Level, at: int, stop: int, edits: list[Edit]) -> bool:
    """Close brackets at the end of their row."""
    if scan.text[at] not in "[{" or edits:
        return False
    level.end("flow")
    sign = _CLOSES[scan.text[at]]
    kind = "方" if sign == "]" else "花"
    message, hint = f"{kind}括号只有开头没有结尾", f"在末尾补上“{sign}”，或者改成竖排写法"
    tell = partial(catalogue.syntax.syntax, message=message, hint=hint)
    scan.note((at, at + 1), tell, f"补上“{sign}”", Edit(stop, stop, sign))
    return True
