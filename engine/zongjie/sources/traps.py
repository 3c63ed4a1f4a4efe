"""YAML that is right, and does not say what its writer meant."""

from __future__ import annotations

import re
from typing import Final

from zongjie.diagnostics import Diagnostic, Fix, Source, catalogue
from zongjie.sources.nodes import Mapping, Node, Scalar, Sequence
from zongjie.text import display_width, pattern

_CUT: Final = pattern(r"[ \t\r\n]*[,}]")
_PRINTED: Final = pattern(r"^[ \t]*(#[ \t][^\n]*)", re.MULTILINE)
_VERBATIM: Final = "原文"
_COMMA: Final = pattern(r",[ \t]*\Z")
_SWALLOWED: Final = pattern(
    r"[ \t]+(#(?:[0-9A-Za-z０-９一二三四五六七八九十]+号|[^\s#]+#)[^\n]*?)[ \t\r]*(?=\n|$)"
)
_ENDS: Final = tuple("。！？…”）；")
_NEAR: Final = 200  # characters
_FOLDED: Final = 60  # columns: programs fold at 72 or more


BARS: Final = frozenset("｜丨│¦lI")


def bar(value: Scalar) -> list[Diagnostic]:
    """Return the fault where another sign stands for the bar that begins a block."""
    rows = value.source.text[value.start : value.end].split("\n", 1)
    is_prose = value.value.rstrip().endswith(_ENDS)
    sign = rows[0].rstrip()
    if value.style or len(rows) == 1 or len(sign) > 1 or not is_prose:
        return []
    place = value.source.place(value.start, value.start + 1)
    fix = Fix("改成半角竖线", place, "|", is_safe=True)
    return [catalogue.slips.odd_bar(place, sign, fix)]


def comments(value: Scalar, key: str) -> list[Diagnostic]:
    """Return the rows of a block that look like comments, and are printed."""
    if key == _VERBATIM:
        return []
    found = []
    for match in _PRINTED.finditer(value.value):
        span = value.span_of(*match.span(1))
        source = span.source
        row, _ = source.position(span.start)
        start = source.offset(row)
        end = source.text.find("\n", start) + 1 or len(source.text)
        fix = Fix("删去这一行", source.place(start, end), "")
        found.append(catalogue.prose.printed_comment(span, fix))
    return found


def items(node: Sequence) -> list[Diagnostic]:
    """Return the items that YAML takes for a part of the text before them: one blank too many."""
    source, found = node.source, list[Diagnostic]()
    for item in node.items:
        if (
            not isinstance(item, Scalar)
            or item.style
            or "\n" not in item.source.text[item.start : item.end]
        ):
            continue
        _, column = source.position(node.start)
        row, _ = source.position(item.start)
        last, _ = source.position(item.end)
        below = [n for n in range(row + 1, last + 1) if _dashed(source, n, column)]
        if below and item is node.items[0] and column % 2 == 0:
            # Nobody indents by one or by three: it is the first dash that is out of line.
            found.append(_misaligned(source, row, -1, column))
        else:
            found += [
                _misaligned(source, number, _blanks(source.line(number)) - column + 1, column - 1)
                for number in below
            ]
    return found


def _begins(line: str, column: int) -> bool:
    return line.startswith(" " * column + "- ")


def _dashed(source: Source, number: int, column: int) -> bool:
    """Whether a line begins like an item, further right than the items above.

    One blank is a slip; more only behind a short line: a program that folds
    long texts may put a dash at the head of a line.
    """
    line, above = source.line(number), source.line(number - 1)
    if _begins(line, column):
        return True
    folded = display_width(above) > _FOLDED
    return not folded and _blanks(line) > column and line.lstrip(" ").startswith("- ")


def _blanks(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _misaligned(source: Source, row: int, by: int, wanted: int) -> Diagnostic:
    start = source.offset(row)
    place = source.place(start, start + wanted + by)
    fix = Fix(f"对齐到{wanted}格", place, " " * wanted, is_safe=True)
    return catalogue.slips.misaligned(place, by, fix)


def nothing(node: Mapping, key: Scalar, value: Scalar) -> list[Diagnostic]:
    """Return why nothing stands behind a key, where its writer had written something."""
    source, text = key.source, key.source.text
    if text.startswith("{", node.start) and _CUT.match(text, key.end):
        comma = _COMMA.search(text, max(node.start, key.start - _NEAR), key.start)
        if comma is None:
            return []
        fix = Fix("改成中文逗号", source.place(*comma.span()), "，")
        return [catalogue.slips.cut_at_comma(key.span(), key.value, fix)]
    comment = _SWALLOWED.match(text, value.start)
    if comment is None or not text.startswith(":", value.start - 1):
        return []
    at, end = comment.span(1)
    fix = Fix("两头加英文引号", source.place(at, end), f'"{comment[1]}"')
    return [catalogue.slips.swallowed_comment(source.place(at, end), comment[1], fix)]


def twice(first: Scalar, second: Scalar, value: object, again: Node) -> Diagnostic:
    """Return the fault of a key that stands twice; the same value twice can be mended."""
    source, fix = second.source, None
    if isinstance(value, Scalar) and isinstance(again, Scalar) and value.value == again.value:
        row, _ = source.position(second.start)
        start = source.offset(row)
        end = source.text.find("\n", start) + 1
        alone = not source.text[start : second.start].strip(" ")
        if alone and again.end < end:
            fix = Fix("删去重复的一行", source.place(start, end), "", is_safe=True)
    return catalogue.keys.duplicate_key(second.span(), second.value, first.span(), fix)
