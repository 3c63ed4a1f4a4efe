"""YAML becomes nodes of text with their places; hostile YAML becomes a diagnostic."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from zongjie.diagnostics import Diagnostic, Severity, Source
from zongjie.sources.nodes import MAX_DEPTH, Mapping, Scalar, Sequence, parse
from zongjie.sources.report import load_text

EXAMPLES = Path(__file__).parents[2] / "examples"


def _pairs(text: str) -> dict[str, Scalar]:
    node, found = parse(Source("甲.yaml", text))
    assert found == []
    assert isinstance(node, Mapping)
    return {key.value: value for key, value in node.pairs if isinstance(value, Scalar)}


# ---- values stay text ------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        *("0110", "no", "off", "yes", "12:30", "1.10", "1e3", "0x1F", "0o17", "1_000", "+12"),
        *(".5", "2016-12-31", "2016-12-31 08:00:00", "true", "null", "~", "=", "<<", "-12", ".inf"),
        *(
            "１２３４．５",
            "－３４％",
            "1,234.5",
            "18735件",
            "“引”",
            "甲#乙",
            "a:b",
            "-甲",
            "?甲",
            "~甲",
        ),
    ],
)
@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_a_value_is_the_text_that_was_typed(typed: str, quote: str) -> None:
    value = _pairs(f"甲: {quote}{typed}{quote}\n")["甲"]
    assert value.value == typed
    assert not value.is_null
    assert value.style == quote
    assert value.span().text == f"{quote}{typed}{quote}"


def test_a_key_is_text_too() -> None:
    assert list(_pairs("12: 甲\n0110: 乙\nno: 丙\n12:30: 丁\n<<: 戊\n")) == [
        *("12", "0110", "no", "12:30", "<<")
    ]


@pytest.mark.parametrize(
    ("text", "null"),
    [("甲:", True), ("甲: # 注", True), ("甲: ''", False), ('甲: ""', False), ("甲: ~", False)],
)
def test_only_nothing_at_all_is_no_value(text: str, null: bool) -> None:
    assert _pairs(text)["甲"].is_null is null


def test_doubled_keys_are_kept_in_order_for_whoever_judges_them() -> None:
    node, _ = parse(Source("甲.yaml", "乙: 1\n甲: 2\n乙: 3\n"))
    assert isinstance(node, Mapping)
    assert [key.value for key, _ in node.pairs] == ["乙", "甲", "乙"]


def test_nodes_know_where_they_begin() -> None:
    node, _ = parse(Source("甲.yaml", "# 注\n章节:\n  - 标题: 甲\n    开头: 乙\n"))
    assert isinstance(node, Mapping)
    chapters = node.flat[1]
    assert isinstance(chapters, Sequence)
    assert chapters.span().position == (3, 3)
    assert chapters.items[0].span().text == "标题"
    assert node.span().position == (2, 1)


def test_inline_lists_are_read_as_lists() -> None:
    node, found = parse(Source("甲.yaml", "甲: [乙, 丙]\n"))
    assert found == []
    assert isinstance(node, Mapping)
    items = node.flat[1]
    assert isinstance(items, Sequence)
    assert [item.value for item in items.items if isinstance(item, Scalar)] == ["乙", "丙"]


# ---- hostile YAML ----------------------------------------------------------------

HOSTILE = {
    "brackets": ("[" * 200_000, "ZJ006", (1, MAX_DEPTH + 1)),
    "brackets on lines": ("[\n" * 200_000, "ZJ006", (MAX_DEPTH + 1, 1)),
    "braces": ("{甲: " * 200_000, "ZJ006", (1, 4 * MAX_DEPTH + 1)),
    "dashes": ("- " * 200_000, "ZJ006", (1, 2 * MAX_DEPTH + 1)),
    "question marks": ("? " * 200_000, "ZJ006", (1, 2 * MAX_DEPTH + 1)),
    "colons": ("甲: " * 200_000, "ZJ012", (1, 5)),
    "indentation": (
        "".join(f"{' ' * at}甲:\n" for at in range(2000)),
        "ZJ006",
        (MAX_DEPTH + 1, MAX_DEPTH + 1),
    ),
    "billion laughs": ("甲: &a [x, x]\n乙: &b [*a, *a]\n", "ZJ007", (1, 4)),
    "an anchor": ("甲: &a 乙", "ZJ007", (1, 4)),
    "an alias": ("甲: *a", "ZJ007", (1, 4)),
    "an alias with a Chinese name": ("备注: *重点", "ZJ007", (1, 5)),
    "an alias as key": ("*a : 乙", "ZJ007", (1, 1)),
    "a tag": ("甲: !!python/object/apply:os.system [ls]", "ZJ008", (1, 4)),
    "a tag on the document": ("--- !甲\n乙: 丙", "ZJ012", (1, 5)),
    "a Chinese word behind !": ("备注: !加急", "ZJ008", (1, 5)),
    "!": ("备注: !", "ZJ008", (1, 5)),
    "a verbatim tag": ("!<x> 甲: 乙", "ZJ008", (1, 1)),
    "%YAML 2": ("%YAML 2.0\n---\n标题: 甲", "ZJ012", (1, 1)),
    "%YAML cut off": ("%YAML 1.", "ZJ012", (1, 1)),
    "a line that begins with %": ("%完成率\n标题: 甲", "ZJ012", (1, 1)),
    "two documents": ("标题: 甲\n---\n标题: 乙", "ZJ009", (2, 1)),
    "two empty documents": ("---\n---", "ZJ009", (2, 1)),
    "a document behind ...": ("标题: 甲\n...\n乙", "ZJ012", (3, 1)),
    "a list as key": ("? [甲, 乙]\n: 丙", "ZJ011", (1, 3)),
    "a mapping as key": ("? {甲: 乙}\n: 丙", "ZJ011", (1, 4)),
    "? as value": ("备注: ? 甲", "ZJ047", (1, 5)),
    "NUL": ("标题: 甲\x00", "ZJ004", (1, 6)),
    "a surrogate": ("标题: \ud800", "ZJ004", (1, 5)),
    "an unclosed double quote": ('年份: 2016\n标题: "甲\n结尾: 乙\n', "ZJ045", (2, 5)),
    "an unclosed single quote": ("年份: 2016\n标题: '甲\n结尾: 乙\n", "ZJ045", (2, 5)),
    "an unclosed quote before ---": ('标题: "甲\n---\n', "ZJ045", (1, 5)),
    "an unclosed bracket": ("标题: [甲\n年份: 1", "ZJ047", (1, 5)),
    "an unclosed brace": ("标题: {甲: 乙\n", "ZJ047", (1, 5)),
    "a closing bracket": ("标题: ]", "ZJ047", (1, 5)),
    "a comma": ("标题: , 甲", "ZJ047", (1, 5)),
    "an empty item": ("标题: [甲, , 乙]", "ZJ047", (1, 5)),
    "a wrong escape": ('标题: "C:\\甲"', "ZJ012", (1, 8)),
    "a cut escape": ('标题: "\\x1"', "ZJ012", (1, 8)),
    "an escaped surrogate": ('标题: "\\ud800"', "ZJ012", (1, 8)),
    "a tab before a key": ("指标:\n\t甲: 3件", "ZJ040", (2, 1)),
    "a tab in a block": ("开头: |\n\t甲", "ZJ040", (2, 1)),
    "% before a value": ("标题: %甲", "ZJ047", (1, 5)),
    "@ before a value": ("标题: @甲", "ZJ047", (1, 5)),
    "text behind |": ("标题: | 甲", "ZJ052", (1, 5)),
    "zero behind |": ("标题: |0\n  甲", "ZJ052", (1, 5)),
    "a list as value on the line": ("标题: - 甲", "ZJ047", (1, 5)),
    "two pairs on a line": ("标题: 甲: 乙", "ZJ048", (1, 6)),
    "a line without a key": ("标题: 甲\n乙\n年份: 1", "ZJ051", (2, 1)),
    "a key as long as a page": (f"{'甲' * 2000}: 乙", "ZJ012", (1, 2001)),
    "one blank too few": ("指标:\n    甲: 1件\n   乙: 2件", "ZJ041", (3, 1)),
    "only a bar": ("|", "ZJ104", (1, 1)),
    "only a dash": ("-", "ZJ104", (1, 1)),
    "only a colon": (": ", "ZJ012", (1, 1)),
    "only an ampersand": ("&", "ZJ012", (1, 1)),
    "nothing": ("", "ZJ015", (1, 1)),
    "a comment": ("# 甲\n", "ZJ015", (1, 1)),
    "a marker of a document": ("---\n", "ZJ015", (1, 1)),
}


def _is_chinese(text: str) -> bool:
    return any("一" <= char <= "鿿" for char in text)


def _well_formed(diagnostic: Diagnostic, text: str) -> None:
    assert _is_chinese(diagnostic.message)
    assert len(diagnostic.message) < 400
    assert diagnostic.span is not None
    assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(text)
    for related in diagnostic.related:
        assert 0 <= related.span.start <= related.span.end <= len(text)
    assert diagnostic.span.position >= (1, 1)


@pytest.mark.parametrize(("text", "code", "place"), HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_yaml_gets_a_message_at_its_cause(
    text: str, code: str, place: tuple[int, int]
) -> None:
    begun = time.process_time()
    loaded = load_text(text)
    assert time.process_time() - begun < 2
    first = loaded.diagnostics[0]
    assert (first.code, first.span and first.span.position) == (code, place)
    assert first.severity is Severity.ERROR
    assert "读不懂" not in first.message
    assert first.hint or first.fix
    for diagnostic in loaded.diagnostics:
        _well_formed(diagnostic, text)


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"标题: {at}\n" for at in range(20_000)),
        "".join(f"标题{at}: {at}\n" for at in range(3_000)),
        "指标:\n" + "".join(f"  甲{at}: 无\n" for at in range(20_000)),
        "指标:\n  甲: " + "9" * 100_000,
        "指标:\n  甲: " + "9件" * 50_000,
        "指标:\n  甲: " + "约" * 100_000,
        "指标:\n  甲: 1" + "亿" * 50_000 + "件",
        "截至: " + "2" * 100_000,
        "开头: |\n" + "  甲乙丙丁\n" * 100_000,
    ],
    ids=[
        "one key",
        "wrong keys",
        "wrong values",
        "digits",
        "measures",
        "about",
        "亿",
        "day",
        "prose",
    ],
)
def test_a_large_report_takes_less_than_two_seconds(text: str) -> None:
    begun = time.process_time()
    loaded = load_text(text)
    assert time.process_time() - begun < 2
    for diagnostic in loaded.diagnostics:
        _well_formed(diagnostic, text)


# ---- mistakes of staff -----------------------------------------------------------


def test_a_report_all_in_full_width_colons_shows_each_of_them() -> None:
    loaded = load_text("单位名称：甘泉路街道\n年份：2016\n")
    assert [(d.code, d.span and d.span.position) for d in loaded.diagnostics] == [
        ("ZJ016", (1, 5)),
        ("ZJ016", (2, 3)),
    ]


def test_indicators_all_in_full_width_colons_show_each_of_them() -> None:
    loaded = load_text("标题: 甲\n指标:\n  走访企业：3家\n  网格案件：4件\n年份: 2016\n")
    assert [(d.code, d.span and d.span.position) for d in loaded.diagnostics] == [
        ("ZJ016", (3, 7)),
        ("ZJ016", (4, 7)),
    ]


def test_the_full_width_colon_is_found_with_any_line_end() -> None:
    for end in ("\n", "\r\n"):
        loaded = load_text(end.join(["标题: 甲", "单位名称：乙", "年份: 2016", ""]))
        assert [(d.code, d.span and d.span.position) for d in loaded.diagnostics] == [
            ("ZJ016", (2, 5))
        ]


def test_a_fix_for_the_full_width_colon_mends_the_report() -> None:
    text = "标题: 甲\n单位名称：乙\n年份: 2016\n"
    fix = load_text(text).diagnostics[0].fix
    assert fix is not None
    mended = text[: fix.span.start] + fix.text + text[fix.span.end :]
    assert load_text(mended).diagnostics == []


# ---- any text at all -------------------------------------------------------------

_YAMLISH = st.sampled_from(
    [
        *(
            "指标",
            "标题",
            "年份",
            "章节",
            "开头",
            "事项",
            "正文",
            "数值",
            "其中",
            "脚注",
            "截至",
            "上年",
        ),
        *(
            ": ",
            ":",
            "：",
            "- ",
            "-",
            "\n",
            "\n  ",
            "\n    ",
            "\r\n",
            "\t",
            "  ",
            "　",
            "|\n",
            ">\n",
        ),
        *(
            "'",
            '"',
            "“",
            "”",
            "[",
            "]",
            "{",
            "}",
            "{{",
            "}}",
            ",",
            "#",
            " # ",
            "&a",
            "*a",
            "!",
            "%",
        ),
        *(
            "2016",
            "18735件",
            "无",
            "0110",
            "增长3%",
            "2016年",
            "?",
            "? ",
            "---\n",
            "...\n",
            "\\",
            "@",
        ),
        *("😀", "\ufeff", "\u00a0", "\u2028", "\x00", "~", "<<", "=", "是", "否", "已核实", "待报"),
    ]
)
texts = st.lists(_YAMLISH, max_size=25).map("".join) | st.text(max_size=40)


def _loads(text: str) -> None:
    loaded = load_text(text)
    for diagnostic in loaded.diagnostics:
        _well_formed(diagnostic, text)
    assert loaded.report is not None or loaded.diagnostics
    if loaded.report is None:
        assert any(d.severity is Severity.ERROR for d in loaded.diagnostics)


@settings(max_examples=1500)
@given(texts)
@example("年份: |\n  2016年\n")
@example("纯文本:\n  段间空行: |\n    1\n")
@example("指标:\n  甲:\n    小数位: |\n      1\n")
@example("年份: ２０１６年")
@example(": ")
def test_any_text_gives_a_report_or_diagnostics_with_places(text: str) -> None:
    _loads(text)


@pytest.mark.parametrize(
    "path", sorted(EXAMPLES.glob("*/report.yaml")), ids=lambda p: p.parent.name
)
def test_examples_with_characters_damaged_give_diagnostics_not_exceptions(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    chance = random.Random(path.parent.name)
    marks = ":：-\n\t '\"[]{}#&*!|>%@`,?“”　 \u00a0a1甲"
    for _ in range(1000):
        damaged = [*text]
        for _ in range(chance.randint(1, 3)):
            at = chance.randrange(len(damaged))
            how = chance.randrange(3)
            damaged[at : at + (how > 0)] = chance.choice(marks) if how < 2 else ""
        _loads("".join(damaged))
