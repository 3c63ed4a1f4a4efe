"""Diagnostics for people and for programs: the caret stands under its characters."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from zongjie.diagnostics import (
    Diagnostic,
    Fix,
    Related,
    Severity,
    Source,
    Span,
    has_errors,
    in_reading_order,
)
from zongjie.diagnostics.render import as_json, full, short, summary
from zongjie.text import display_width


def _one(text: str, part: str, severity: Severity = Severity.ERROR) -> Diagnostic:
    start = text.index(part)
    return Diagnostic(
        "ZJ101", severity, "读不懂", Span(Source("甲.yaml", text), start, start + len(part))
    )


def _excerpt(found: Diagnostic) -> tuple[str, str]:
    """Return the source line and the caret line, without the margin they share."""
    _, place, code, caret, *_ = full([found]).split("\n")
    margin = code.index("| ") + 2
    assert place.index("--> ") == margin - 3
    assert caret[:margin] == " " * (margin - 2) + "| "
    return code[margin:], caret[margin:]


def _columns_under_caret(found: Diagnostic) -> str:
    """Return the characters of the line that the carets stand under."""
    line, caret = _excerpt(found)
    first, last = caret.index("^"), len(caret)
    marked, column = "", 0
    for char in line:
        if first <= column < last:
            marked += char
        column += display_width(char)
    return marked


# ---- the excerpt -----------------------------------------------------------------


def test_a_diagnostic_is_told_with_place_excerpt_related_place_and_way_out() -> None:
    source = Source("指标/服务办.yaml", "数值: 1件\n数值: 2件\n")
    found = Diagnostic(
        "ZJ103",
        Severity.ERROR,
        "“数值”前面已经写过",
        Span(source, 7, 9),
        (Related(Span(source, 0, 2), "第一次写在这里"),),
        "只留一个",
    )
    assert full([found]) == (
        "错误[ZJ103] “数值”前面已经写过\n"
        "   --> 指标/服务办.yaml 第 2 行第 1 字\n"
        "  2 | 数值: 2件\n"
        "    | ^^^^\n"
        "  另见：第一次写在这里\n"
        "   --> 指标/服务办.yaml 第 1 行第 1 字\n"
        "  1 | 数值: 1件\n"
        "    | ^^^^\n"
        "  怎么改：只留一个\n\n"
    )


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("abc: def", "def"),
        ("网格受理案件: 18735件", "18735件"),
        ("网格受理案件: 18735件", "网"),
        ("“三停”处罚……——：乙", "乙"),
        ("“三停”处罚……——：乙", "……——"),
        ("１２３４．５: ｱｲｳ乙", "乙"),
        ("😀𠮷: 丙", "丙"),
        ("😀𠮷: 丙", "😀"),
        ("甲e\u0301乙: 丙", "丙"),
        ("\t甲: 乙", "乙"),
        ("甲\t乙: 丙", "丙"),
        ("甲\u200b乙: 丙", "丙"),
        ("　　甲", "甲"),
    ],
)
def test_carets_stand_under_the_characters_in_a_chinese_font(text: str, part: str) -> None:
    line, caret = _excerpt(_one(f"第一行\n{text}\n第三行", part))
    assert caret.count("^") == display_width(part)
    assert _columns_under_caret(_one(text, part)) == part
    assert "\t" not in line
    assert "\u200b" not in line


def test_carriage_returns_are_not_shown() -> None:
    found = _one("甲: 乙\r\n丙: 丁\r\n", "丁")
    assert _excerpt(found) == ("丙: 丁", "    ^^")
    assert "\r" not in full([found])
    assert short([found]) == "甲.yaml:2:4: 错误[ZJ101] 读不懂\n"


@pytest.mark.parametrize("at", [0, 1, 40, 200, 397, 399])
def test_a_long_line_is_cut_round_the_fault(at: int) -> None:
    text = "".join(chr(0x4E00 + number) for number in range(400))
    found = _one(text, text[at])
    line, _ = _excerpt(found)
    assert display_width(line) <= 80
    assert _columns_under_caret(found) == text[at]
    assert line.startswith("…") is (at > 16)
    assert line.endswith("…") is (at < 390)


def test_a_long_fault_is_marked_as_far_as_it_is_shown() -> None:
    text = "甲" * 500
    line, caret = _excerpt(_one(text, text))
    assert display_width(line) <= 80
    assert caret == "^" * (display_width(line) - display_width("…"))


def test_a_fault_over_lines_is_marked_on_its_first() -> None:
    assert _excerpt(_one("甲: 乙\n丙: 丁", "乙\n丙")) == ("甲: 乙", "    ^^")


def test_a_fault_at_the_end_of_the_file_has_a_caret() -> None:
    for text in ("", "甲: 乙", "甲: 乙\n", "甲: 乙\r\n"):
        end = Span(Source("甲.yaml", text), len(text), len(text))
        _, caret = _excerpt(Diagnostic("ZJ015", Severity.ERROR, "空", end))
        assert caret.count("^") == 1


def test_what_has_no_place_is_told_without_one() -> None:
    found = Diagnostic("ZJ001", Severity.ERROR, "找不到“甲”", hint="检查路径")
    assert full([found]) == "错误[ZJ001] 找不到“甲”\n  怎么改：检查路径\n\n"
    assert short([found]) == "错误[ZJ001] 找不到“甲”\n"


def test_nothing_is_told_of_nothing() -> None:
    assert (full([]), short([]), summary([]), as_json([])) == ("", "", "", "[]\n")


# ---- one line, JSON, the count ---------------------------------------------------


def test_one_line_names_all_places() -> None:
    source = Source("乙.yaml", "甲: 1\n")
    found = _one("甲: 1\n乙: 2\n", "乙")._replace(related=(Related(Span(source, 0, 1), "先"),))
    assert short([found]) == "甲.yaml:2:1: 错误[ZJ101] 读不懂（另见 乙.yaml:1:1）\n"


@given(
    text=st.text(st.characters(exclude_categories=["Cs"])),
    start=st.integers(0, 30),
    length=st.integers(0, 10),
)
@example(text="甲\r\n😀乙", start=3, length=2)
def test_json_gives_offsets_and_columns_that_find_the_characters(
    text: str, start: int, length: int
) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))
    span = Span(Source("甲.yaml", text), start, end)
    found = Diagnostic(
        "ZJ101",
        Severity.WARNING,
        "读不懂",
        span,
        (Related(span, "见"),),
        "改",
        Fix("改成“乙”", span, "乙\n"),
    )
    (record,) = json.loads(as_json([found]))
    place = record["place"]
    assert text[place["start"] : place["end"]] == text[start:end]
    lines = text.split("\n")
    assert len("\n".join(lines[: place["line"] - 1])) + (place["line"] > 1) == (
        start - place["column"] + 1
    )
    assert (
        lines[place["end_line"] - 1][: place["end_column"] - 1] == (text[:end].rpartition("\n")[2])
    )
    assert record["related"] == [{"message": "见", "place": place}]
    edits = [{"place": place, "text": "乙\n"}]
    assert record["fix"] == {"title": "改成“乙”", "safe": False, "edits": edits}
    wanted = ("ZJ101", "提醒", "读不懂", "改")
    assert tuple(record[key] for key in ("code", "severity", "message", "hint")) == wanted
    assert full([found])
    assert short([found]).count("\n") == 1


def test_json_says_null_where_there_is_no_place_and_no_fix() -> None:
    (record,) = json.loads(as_json([Diagnostic("ZJ001", Severity.ERROR, "找不到")]))
    assert record["place"] is None
    assert record["fix"] is None
    assert record["related"] == []


def test_the_count_names_each_gravity_once() -> None:
    faults = [_one("甲", "甲", severity) for severity in (*Severity, Severity.ERROR)]
    assert summary(faults) == "2 处错误，1 处提醒，1 处提示"
    assert summary(faults[2:3]) == "1 处提示"
    assert "警告" not in "".join(severity.value for severity in Severity)


# ---- the record ------------------------------------------------------------------


def test_only_errors_forbid_an_output() -> None:
    assert has_errors([_one("甲", "甲")])
    assert not has_errors([_one("甲", "甲", Severity.WARNING), _one("甲", "甲", Severity.NOTE)])
    assert not has_errors([])


def test_faults_are_told_in_the_order_of_reading_each_once() -> None:
    source, other = Source("乙.yaml", "甲乙丙丁"), Source("甲.yaml", "甲")
    order = [
        Diagnostic("ZJ001", Severity.ERROR, "没有地方"),
        Diagnostic("ZJ101", Severity.ERROR, "先", Span(source, 0, 1)),
        Diagnostic("ZJ101", Severity.ERROR, "后", Span(source, 2, 3)),
        Diagnostic("ZJ101", Severity.ERROR, "另一个文件", Span(other, 0, 1)),
    ]
    assert in_reading_order([*reversed(order), *order]) == order


@given(st.text("甲a\n\r\u2028", max_size=20))
def test_positions_count_line_feeds_only(text: str) -> None:
    source = Source("甲.yaml", text)
    for offset in range(len(text) + 1):
        line, column = source.position(offset)
        assert line == text.count("\n", 0, offset) + 1
        assert source.offset(line) + column - 1 == offset
        assert source.line(line) == text.split("\n")[line - 1].removesuffix("\r")
