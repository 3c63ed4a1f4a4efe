"""The canonical form of a text (DESIGN §4): clause by clause, and its laws."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from zongjie.recovery.canonical import Edit, canonical, to_canonical, to_raw

EXAMPLES = Path(__file__).parents[2] / "examples"
NBSP = "\u00a0"
WIDE = "\u3000"
BOM = "\ufeff"
TITLE = "甘泉路街道2016年工作总结"
_MAY_GO = frozenset(" \t\r\n" + WIDE + NBSP + BOM)

# ---- canonical, clause by clause -------------------------------------------------

CLAUSES = {
    "nothing gives one line end": ("", "\n"),
    "only blanks give one line end": (f" \t\n{WIDE}\r\n{NBSP}", "\n"),
    "a byte order mark goes": (f"{BOM}甲\n", "甲\n"),
    "all byte order marks at the head go": (f"{BOM}{BOM}甲\n", "甲\n"),
    "a byte order mark behind blank lines goes": (f"\n{NBSP}{BOM}甲\n", "甲\n"),
    "a byte order mark inside stays": (f"甲{BOM}乙\n{BOM}丙\n", f"甲{BOM}乙\n{BOM}丙\n"),
    "CRLF becomes LF": ("甲\r\n乙\r\n", "甲\n乙\n"),
    "CR becomes LF": ("甲\r乙\r", "甲\n乙\n"),
    "CR CR LF is two line ends": ("甲\r\r\n乙", "甲\n\n乙\n"),
    "NBSP at a line's start goes": (f"甲\n{NBSP}{NBSP}乙\n", "甲\n乙\n"),
    "NBSP at a line's end goes": (f"甲{NBSP}\n乙{NBSP}{NBSP}\n", "甲\n乙\n"),
    "NBSP inside becomes a blank": (f"甲{NBSP}乙\n", "甲 乙\n"),
    "NBSP behind a blank is inside": (f"甲\n {NBSP}乙\n", "甲\n  乙\n"),
    "a blank behind NBSP at the start stays": (f"甲\n{NBSP} 乙\n", "甲\n 乙\n"),
    "blanks at line ends go": (f"甲 \t{WIDE}{NBSP} \n乙\t\n", "甲\n乙\n"),
    "blanks at line starts stay": (
        f"  甲\n{WIDE}{WIDE}乙\n\t丙\n",
        f"  甲\n{WIDE}{WIDE}乙\n\t丙\n",
    ),
    "blanks inside stay": (f"全年 18 735{WIDE}件\t。\n", f"全年 18 735{WIDE}件\t。\n"),
    "outer blank lines go": ("\n \n\n甲\n\n\n", "甲\n"),
    "a missing last line end is added": ("甲", "甲\n"),
    "inner runs of blank lines stay": ("甲\n\n\n\n乙\n", "甲\n\n\n\n乙\n"),
    "blank lines lose their blanks": ("甲\n \t\n乙\n", "甲\n\n乙\n"),
    "a hard wrap stays": ("全年共计拆除\n违法建筑。\n", "全年共计拆除\n违法建筑。\n"),
    "line separators of Unicode do not end a line": (
        "甲 \u2028乙 \u0085丙 \x0c丁 \x0b戊 \u2029己\n",
        "甲 \u2028乙 \u0085丙 \x0c丁 \x0b戊 \u2029己\n",
    ),
    "a paragraph ending in ， joins the next": ("甲，\n\n乙\n", "甲，乙\n"),
    "a paragraph ending in , joins the next": ("甲,\n\n乙\n", "甲,乙\n"),
    "a paragraph ending in 、 joins the next": ("甲、\n\n乙\n", "甲、乙\n"),
    "a joined paragraph loses its indentation": (f"甲，\n\n{WIDE} \t乙\n", "甲，乙\n"),
    "joining sees through blanks": (f"甲， \n {NBSP}\n乙\n", "甲，乙\n"),
    "joining goes on": ("甲，\n\n乙、\n\n丙\n\n丁\n", "甲，乙、丙\n\n丁\n"),
    "one line end after ， does not join": ("甲，\n乙\n", "甲，\n乙\n"),
    "two blank lines after ， do not join": ("甲，\n\n\n乙\n", "甲，\n\n\n乙\n"),
    "； does not join": ("甲；\n\n乙\n", "甲；\n\n乙\n"),
    "a last paragraph ending in ， stays": ("甲，\n\n", "甲，\n"),
    "chrome at the tail goes": ("甲\n\n验证码：\n验证码\n", "甲\n\n验证码：\n"),
    "several lines of chrome go": ("打印本页\n\n甲\n全部评论\n\n关闭窗口\n", "甲\n"),
    "an index table goes": ("索 引 号：A1\n发布日期：2017-01-08\n\n甲\n", "甲\n"),
    "chrome inside stays": ("甲\n验证码\n乙\n", "甲\n验证码\n乙\n"),
    "a line that only holds a word of chrome stays": ("请打印本页\n甲\n", "请打印本页\n甲\n"),
    "chrome alone leaves nothing": ("验证码\n全部评论\n", "\n"),
    "chrome takes no paragraph along": ("发布日期：2017，\n\n甲，\n\n乙\n", "甲，乙\n"),
    "a title repeated with a date goes": (f"{TITLE}2017-01-08\n\n{TITLE}\n甲\n", f"{TITLE}\n甲\n"),
    "a title repeated with date and clock goes": (
        f"{TITLE} 2017年1月8日 09:30\n{WIDE}{TITLE}\n甲\n",
        f"{WIDE}{TITLE}\n甲\n",
    ),
    "a dated title that is not repeated stays": (f"{TITLE}2017-01-08\n\n甲\n", None),
    "a title repeated without a date stays": (f"{TITLE}\n\n{TITLE}\n", None),
}


@pytest.mark.parametrize(("raw", "wanted"), CLAUSES.values(), ids=CLAUSES.keys())
def test_canonical_text(raw: str, wanted: str | None) -> None:
    text, edits = canonical(raw)
    assert text == (raw if wanted is None else wanted)
    assert _applied(raw, edits) == text
    assert bool(edits) is (text != raw)


def test_edits_say_by_which_rule() -> None:
    _, edits = canonical(f"验证码\r\n甲{NBSP}乙 \r\n全部评论")
    assert [(edit.reason, edit.text) for edit in edits] == [
        ("chrome", ""),
        ("blank", ""),
        ("blank", " "),
        ("blank", ""),
        ("chrome", ""),
        ("blank", "\n"),
    ]


@pytest.mark.parametrize("name", ["ganquan-2016", "changbai-2020"])
def test_canonical_of_a_real_text_keeps_all_its_words(name: str) -> None:
    raw = (EXAMPLES / name / "source.txt").read_bytes().decode("utf-8")
    text, edits = canonical(raw)
    assert _applied(raw, edits) == text
    assert canonical(text) == (text, ())
    dropped = "".join(raw[edit.start : edit.end] for edit in edits if edit.reason == "chrome")
    assert len(dropped) < 200
    assert len("".join(text.split())) >= len("".join(raw.split())) - len(dropped)


@pytest.mark.parametrize(
    "raw",
    [
        "\n" * 100_000,
        "甲，\n\n" * 40_000,
        "验证码\n" * 20_000,
        "甲\n\n" * 40_000,
        NBSP * 300_000,
        BOM * 300_000,
        "\n".join(f"{BOM}" for _ in range(100_000)),
    ],
    ids=["blank lines", "joins", "chrome", "paragraphs", "NBSP", "marks", "lines of marks"],
)
def test_canonical_takes_time_in_proportion_to_the_text(raw: str) -> None:
    begun = time.process_time()
    canonical(raw)
    assert time.process_time() - begun < 2


# ---- canonical, its laws ---------------------------------------------------------

_PIECES = (
    "甲",
    "乙。",
    "，",
    ",",
    "、",
    "18 735件",
    " ",
    "\t",
    WIDE,
    NBSP,
    BOM,
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\u2028",
    "\u0085",
    "\x0c",
    "\x00",
    "😀",
    "𠮷",
    "验证码",
    "全部评论",
    "打印",
    "【",
    "】",
    "上一篇：",
    "索引号：",
    TITLE,
    "2017-01-08",
    " 09:30",
)
# Half of it from pieces that mean something here, half from anywhere.
raws = st.one_of(
    st.lists(st.sampled_from(_PIECES), max_size=14).map("".join),
    st.lists(st.sampled_from(_PIECES) | st.characters(exclude_categories=["Cs"]), max_size=14).map(
        "".join
    ),
    st.text(st.characters(exclude_categories=["Cs"])),
)


def _applied(raw: str, edits: tuple[Edit, ...]) -> str:
    out, at = [], 0
    for edit in edits:
        out += [raw[at : edit.start], edit.text]
        at = edit.end
    return "".join([*out, raw[at:]])


@given(raws)
@example(f"{BOM}{BOM}甲")
@example(f"{NBSP}{BOM}甲")
@example(f"验证码\n{BOM}甲")
@example("甲，\n\n、\n\n验证码")
def test_canonical_is_idempotent(raw: str) -> None:
    text, _ = canonical(raw)
    assert canonical(text) == (text, ())


@given(raws)
def test_edits_applied_to_the_raw_text_give_the_canonical_text(raw: str) -> None:
    text, edits = canonical(raw)
    assert _applied(raw, edits) == text


@given(raws)
def test_edits_are_in_order_apart_and_all_needed(raw: str) -> None:
    _, edits = canonical(raw)
    at = 0
    for edit in edits:
        assert at <= edit.start <= edit.end <= len(raw)
        assert raw[edit.start : edit.end] != edit.text
        at = edit.end


@given(raws)
def test_only_blanks_line_ends_and_chrome_ever_go(raw: str) -> None:
    _, edits = canonical(raw)
    for edit in edits:
        if edit.reason == "chrome":
            assert not edit.text
        else:
            assert edit.reason == "blank"
            assert set(raw[edit.start : edit.end]) <= _MAY_GO
            assert not edit.text.strip(" \n")


@given(raws)
def test_no_line_of_the_canonical_text_ends_in_a_blank(raw: str) -> None:
    text, _ = canonical(raw)
    assert text.endswith("\n")
    assert NBSP not in text
    assert "\r" not in text
    assert not text.startswith(BOM)
    assert text == "\n" or text.strip("\n") + "\n" == text
    assert all(line == line.rstrip(f" \t{WIDE}") for line in text.split("\n"))


@given(raws)
def test_offsets_go_both_ways_for_every_character_that_stays(raw: str) -> None:
    text, edits = canonical(raw)
    touched = {at for edit in edits for at in range(edit.start, edit.end)}
    for at, char in enumerate(raw):
        there = to_canonical(edits, at)
        assert 0 <= there <= len(text)
        if at not in touched:
            assert text[there] == char
            assert to_raw(edits, there) == at


@given(raws)
def test_offsets_stay_in_range_and_never_go_back(raw: str) -> None:
    text, edits = canonical(raw)
    there = [to_canonical(edits, at) for at in range(len(raw) + 1)]
    back = [to_raw(edits, at) for at in range(len(text) + 1)]
    assert there == sorted(there)
    assert back == sorted(back)
    assert there[-1] == len(text)
    assert back[-1] == len(raw)
    assert min(there) >= 0
    assert min(back) >= 0
