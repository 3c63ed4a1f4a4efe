"""Every character of a value knows the characters of the file that write it.

Scalars are built piece by piece in every style of YAML, so that the place of
each character is known beforehand; the parser then has to agree.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from zongjie.diagnostics import Source
from zongjie.sources.nodes import Mapping, Scalar, parse

_ESCAPES = {
    "\0": "\\0",
    "\x07": "\\a",
    "\t": "\\t",
    "\n": "\\n",
    "\x85": "\\N",
    "\xa0": "\\_",
    "\u2028": "\\L",
    '"': '\\"',
    "\\": "\\\\",
    "é": "\\xe9",
    "甲": "\\u7532",
    "😀": "\\U0001F600",
    " ": "\\ ",
}


def _value(text: str) -> Scalar:
    node, found = parse(Source("甲.yaml", text))
    assert found == []
    assert isinstance(node, Mapping)
    value = node.flat[1]
    assert isinstance(value, Scalar)
    return value


def _written(scalar: Scalar) -> list[str]:
    return [scalar.span_of(at, at + 1).text for at in range(len(scalar.value))]


def _holds(scalar: Scalar) -> None:
    """Check the law: each character stands where its place says, in order."""
    ends = 0
    for at, char in enumerate(scalar.value):
        span = scalar.span_of(at, at + 1)
        assert scalar.start <= span.start < span.end <= scalar.end
        assert ends <= span.start
        ends = span.end
        written = span.text
        if written in ("\n", "\r\n", "\r"):
            assert char in " \n"
        elif written.startswith("\\") and scalar.style == '"':
            assert _value(f'"": "{written}"').value == char
        else:
            assert written == ("''" if scalar.style == "'" and char == "'" else char)
    last = scalar.span_of(len(scalar.value), len(scalar.value))
    assert ends <= last.start == last.end <= scalar.end


# ---- by example ------------------------------------------------------------------

STYLES = {
    "plain": ("标题: 甘泉", "甘泉", ["甘", "泉"]),
    "plain with blanks": ("标题:   甘  泉  # 注", "甘  泉", ["甘", " ", " ", "泉"]),
    "plain over lines": ("标题: 甲\n  乙\n\n  丙", "甲 乙\n丙", ["甲", "\n", "乙", "\n", "丙"]),
    "plain over lines, CRLF": ("标题: 甲 \r\n  乙\r\n", "甲 乙", ["甲", "\r\n", "乙"]),
    "plain over lines, CR": ("标题: 甲\r  乙\r", "甲 乙", ["甲", "\r", "乙"]),
    "plain beyond the BMP": ("标题: 😀𠮷", "😀𠮷", ["😀", "𠮷"]),
    "single quotes": ("标题: '甲''乙'", "甲'乙", ["甲", "''", "乙"]),
    "single quotes over lines": ("标题: '甲 \n\n\n  乙 '", "甲\n\n乙 ", [*"甲\n\n乙 "]),
    "double quotes": ('标题: "甲\\"乙"', '甲"乙', ["甲", '\\"', "乙"]),
    "escapes": ('标题: "\\u7532\\x41\\t"', "甲A\t", ["\\u7532", "\\x41", "\\t"]),
    "an escaped line end": ('标题: "甲\\\n   乙"', "甲乙", ["甲", "乙"]),
    "an escaped line end before an empty line": (
        '标题: "甲\\\n\n   乙"',
        "甲\n乙",
        ["甲", "\n", "乙"],
    ),
    "an escaped blank at a line's start": (
        '标题: "甲\n  \\ 乙"',
        "甲  乙",
        ["甲", "\n", "\\ ", "乙"],
    ),
    "double quotes folded": ('标题: "甲  \r\n  乙"', "甲 乙", ["甲", "\r\n", "乙"]),
    "literal": ("标题: |\n  甲\n   乙\n", "甲\n 乙\n", [*"甲\n 乙\n"]),
    "literal, comment behind the mark": ("标题: | # 注 |\n  甲\n", "甲\n", [*"甲\n"]),
    "literal, stripped": ("标题: |-\n  甲\n\n", "甲", ["甲"]),
    "literal, kept": ("标题: |+\n  甲\n\n\n年份: 1", "甲\n\n\n", [*"甲\n\n\n"]),
    "literal, indentation given": ("标题: |2\n    甲\n", "  甲\n", [*"  甲\n"]),
    "literal, leading blank line": ("标题: |\n\n  甲\n", "\n甲\n", [*"\n甲\n"]),
    "literal, CRLF": ("标题: |\r\n  甲\r\n  乙\r\n", "甲\n乙\n", ["甲", "\r\n", "乙", "\r\n"]),
    "literal at the end of the file": ("标题: |\n  甲", "甲", ["甲"]),
    "literal, blanks at line ends": (
        "标题: |\n  甲 \n   \n  乙\n",
        "甲 \n \n乙\n",
        [*"甲 \n \n乙\n"],
    ),
    "folded": ("标题: >\n  甲\n  乙\n\n  丙\n", "甲 乙\n丙\n", [*"甲\n乙\n丙\n"]),
    "folded, deeper lines": (
        "标题: >\n  甲\n   乙\n  丙\n  丁\n",
        "甲\n 乙\n丙 丁\n",
        [*"甲\n 乙\n丙\n丁\n"],
    ),
    "folded, leading blank lines": ("标题: >-\n\n\n  甲\n  乙\n", "\n\n甲 乙", [*"\n\n甲\n乙"]),
    "folded, kept": ("标题: >+\n  甲\n\n", "甲\n\n", [*"甲\n\n"]),
    "folded, indentation given": ("标题: >1\n   甲\n 乙\n", "  甲\n乙\n", [*"  甲\n乙\n"]),
}


@pytest.mark.parametrize(("text", "value", "written"), STYLES.values(), ids=STYLES.keys())
def test_each_character_stands_where_it_is_written(
    text: str, value: str, written: list[str]
) -> None:
    scalar = _value(text)
    assert scalar.value == value
    assert _written(scalar) == written
    _holds(scalar)


def test_the_place_of_an_empty_value_lies_in_the_scalar() -> None:
    for text in ("标题:", "标题: ''", '标题: ""', "标题: |", "标题: >-\n"):
        scalar = _value(text)
        assert scalar.value == ""
        span = scalar.span_of(0, 0)
        assert scalar.start <= span.start == span.end <= scalar.end
        assert scalar.span().end <= len(text)


def test_a_line_of_a_block_is_the_same_text_in_the_file() -> None:
    scalar = _value("开头: |\r\n    全年受理{{网格案件}}。\r\n\r\n    😀拆除{{甲}}\r\n年份: 2016")
    for word in ("{{网格案件}}", "😀拆除{{甲}}", "全年"):
        start = scalar.value.index(word)
        assert scalar.slice(start, start + len(word)).span().text == word
    assert scalar.span().text.startswith("全年")
    assert scalar.span().text.endswith("{{甲}}")


# ---- by law ----------------------------------------------------------------------


class Written(NamedTuple):
    """A scalar as it stands in a file."""

    text: str
    value: str
    written: list[str]


_line_ends = st.sampled_from(["\n", "\r\n"])
_inks = st.sampled_from(
    ["甲", "乙。", "18735件", "a", "，", "“引”", "😀", "𠮷", "{{名}}", "x#y", "’"]
)
_words = st.lists(_inks | st.just(" "), max_size=5).map("".join)
_lines = st.lists(_words, min_size=1, max_size=6)


@st.composite
def blocks(draw: st.DrawFn) -> Written:
    """Return a literal block; the deepest indentation may be said in the header."""
    lines = draw(_lines)
    end = draw(_line_ends)
    chomp = draw(st.sampled_from(["", "-", "+"]))
    depth = draw(st.integers(1, 5))
    indent = " " * depth
    rows = [
        indent + line if line.strip() else draw(st.sampled_from(["", indent])) for line in lines
    ]
    lines = [line if line.strip() else "" for line in lines]
    header = f"|{depth}{chomp}" + draw(st.sampled_from(["", " # 注"]))
    text = f"名: {header}{end}{end.join(rows)}{end}"
    value = "\n".join(lines) + "\n"
    bare = value.rstrip("\n")
    if chomp == "-" or (not chomp and not bare):
        value = bare
    elif not chomp:
        value = bare + "\n"
    return Written(text, value, [end if char == "\n" else char for char in value])


@given(blocks())
def test_literal_blocks_keep_the_law(case: Written) -> None:
    scalar = _value(case.text)
    assert scalar.value == case.value
    assert _written(scalar) == case.written
    _holds(scalar)


@st.composite
def quotes(draw: st.DrawFn) -> Written:
    """Return a double-quoted scalar of plain characters, escapes and folded breaks."""
    value, written, text = "", [], '名: "'
    for _ in range(draw(st.integers(0, 8))):
        kind = draw(st.sampled_from(["ink", "blank", "escape", "fold", "joined"]))
        if kind == "ink":
            ink = draw(_inks)
            text, value = text + ink, value + ink
            written += [*ink]
        elif kind == "blank":
            text, value, written = text + " 乙", value + " 乙", [*written, " ", "乙"]
        elif kind == "escape":
            char, escape = draw(st.sampled_from([*_ESCAPES.items()]))
            text, value, written = text + escape, value + char, [*written, escape]
        else:
            end = draw(_line_ends)
            more = draw(st.integers(0, 2))
            folded = [end] * more if kind == "joined" or more else [end]
            text += ("\\" if kind == "joined" else draw(st.sampled_from(["", "  "]))) + end
            text += draw(st.sampled_from(["", " "]))
            text += end * more + draw(st.sampled_from([" ", "   "])) + "丙"
            value += ("\n" * more if kind == "joined" or more else " ") + "丙"
            written += [*folded, "丙"]
    return Written(text + '"', value, written)


@given(quotes())
def test_double_quotes_keep_the_law(case: Written) -> None:
    scalar = _value(case.text)
    assert scalar.value == case.value
    assert _written(scalar) == case.written
    _holds(scalar)


@given(
    style=st.sampled_from(["'", '"', "|", "|-", "|+", "|2", "|2+", ">", ">-", ">+", ">2", ""]),
    lines=st.lists(
        st.lists(_inks | st.sampled_from([" ", "\t", "''", "\\\\"]), max_size=4).map("".join),
        min_size=1,
        max_size=7,
    ),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    last=st.sampled_from(["", "\n", "\n年份: 2016\n", "\n\n# 完\n"]),
)
@example(style=">", lines=[" ", "甲", "\t乙", "丙", "", "", "丁"], end="\n", last="\n")
@example(style=">2+", lines=["", "  甲", "", "乙"], end="\r\n", last="")
def test_whatever_libyaml_reads_keeps_the_law(
    style: str, lines: list[str], end: str, last: str
) -> None:
    block = style[:1] in ("|", ">") and bool(style)
    body = end.join(f"  {line}" for line in lines)
    text = f"名: {style}{end}{body}" if block else f"名: {style}{body}{style}"
    node, found = parse(Source("甲.yaml", text + last))
    if not found:
        assert isinstance(node, Mapping)
        value = node.flat[1]
        assert isinstance(value, Scalar)
        _holds(value)
