"""YAML as staff type it: told on the right line, mended, and never where nothing is wrong."""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cases
import yaml_styles
from zongjie import decoding, pipeline
from zongjie.diagnostics import Diagnostic, Severity, Source, has_errors
from zongjie.pipeline import fixing
from zongjie.sources.edit import Edit
from zongjie.sources.mending.copies import Copy
from zongjie.sources.report import Loaded, load_sources, load_text

FOLDER = Path(__file__).parents[1] / "cases"
EXAMPLES = Path(__file__).parents[2] / "examples"
SLIPS = sorted(FOLDER.glob(f"{cases.SLIP}*.yaml"))
# Only the person knows what was meant.
NOT_MENDED = {"手误钟点当成数", "手误一项两个数"}
STRUCTURAL = frozenset(
    ("ZJ009", "ZJ010", "ZJ012", "ZJ016", "ZJ018", *(f"ZJ0{n}" for n in range(40, 63) if n != 61))
)


def _check(loaded: Loaded) -> list[Diagnostic]:
    return pipeline.check(loaded).diagnostics


def _slip(path: Path) -> str:
    return cases.without_notes(path.read_bytes().decode())


def _fixed(text: str, folder: Path, *, everything: bool = True) -> tuple[str, list[Diagnostic]]:
    path = folder / "报告.yaml"
    path.write_bytes(text.encode())
    done = fixing.fix(path, _check, everything=everything)
    return (done.changes[0][2] if done.changes else text), done.left


# ---- every mistake -------------------------------------------------------------------


def test_there_are_enough_mistakes() -> None:
    assert len(SLIPS) >= 50
    assert {path.stem for path in SLIPS} >= NOT_MENDED


@pytest.mark.parametrize("path", SLIPS, ids=[path.stem for path in SLIPS])
def test_a_mistake_is_mended(path: Path, tmp_path: Path) -> None:
    text = _slip(path)
    new, left = _fixed(text, tmp_path)
    assert has_errors(left) is (path.stem in NOT_MENDED)
    again, _ = _fixed(new, tmp_path)
    assert again == new
    # A few lines change, and what stands in the others is as it was.
    rows = set(text.split("\n"))
    assert sum(row not in rows for row in new.split("\n")) <= 6


@pytest.mark.parametrize("path", SLIPS, ids=[path.stem for path in SLIPS])
def test_encoding_and_line_ends_stay(path: Path, tmp_path: Path) -> None:
    text = _slip(path)
    if any(char in text for char in "\x0b\u200b"):
        text = text.replace("\x0b", "").replace("\u200b", "")
    file = tmp_path / "报告.yaml"
    raw = text.replace("\n", "\r\n").encode("gb18030")
    file.write_bytes(raw)
    done = fixing.fix(file, _check, everything=True)
    assert done.write() == []
    read = decoding.decode(file.read_bytes())
    assert read is not None
    assert read.encoding == "gb18030"
    assert read.text.count("\n") == read.text.count("\r\n")
    expected, _ = _fixed(text, tmp_path)
    assert read.text.replace("\r\n", "\n") == expected


def test_a_safe_fix_asks_nobody_and_the_others_wait(tmp_path: Path) -> None:
    text = "标题: 题\n年份：2016\n指标:\n  甲:\n    数值: “3件”\n    去年: 2件\n"
    new, left = _fixed(text, tmp_path, everything=False)
    assert new == "标题: 题\n年份: 2016\n指标:\n  甲:\n    数值: “3件”\n    上年: 2件\n"
    assert "ZJ046" in [one.code for one in left]
    new, left = _fixed(text, tmp_path)
    assert new == "标题: 题\n年份: 2016\n指标:\n  甲:\n    数值: 3件\n    上年: 2件\n"
    assert not has_errors(left)


# ---- one fault hides no other ----------------------------------------------------------


def test_many_mistakes_are_told_at_once_each_in_its_place() -> None:
    text = (
        "单位名称：甘泉路街道\n指标:\n  甲:3件\n  乙:\n    数值：4件\n     上年: 3件\n"
        "\t科室: 平安办\n  丙: -\n  丁: 较多\n章节：\n -标题: %一\n  事项:\n    - 正文: |\n"
        "        头一段\n    下一段\n"
    )
    found = {(one.code, one.span and one.span.position) for one in load_text(text).diagnostics}
    assert found == {
        ("ZJ016", (1, 5)),
        ("ZJ018", (3, 4)),
        ("ZJ016", (5, 7)),
        ("ZJ041", (6, 1)),
        ("ZJ040", (7, 1)),
        ("ZJ053", (8, 6)),
        ("ZJ110", (9, 6)),
        ("ZJ016", (10, 3)),
        ("ZJ042", (11, 2)),
        ("ZJ047", (11, 7)),
        ("ZJ041", (11, 1)),
        ("ZJ051", (15, 1)),
    }


def test_a_line_that_nobody_can_read_hides_nothing_else() -> None:
    loaded = load_text("年份: 2016\n标题: 'a' 'b\\ : ]{\n? [甲\n指标:\n  甲: 较多\n")
    codes = [(one.code, one.span and one.span.position[0]) for one in loaded.diagnostics]
    assert ("ZJ110", 5) in codes
    assert all(code[:3] != "ZJ0" or line in (2, 3) for code, line in codes)
    assert loaded.report is not None
    assert loaded.report.year == 2016


def test_places_in_prose_of_a_mended_file_are_those_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "报告.yaml"
    text = "年份：2016\n标题: 甲\n指标:\n  甲:3件\n章节:\n  - 标题: 一\n    事项:\n"
    text += "      - 正文: 有{{乙}}。\n"
    path.write_text(text, encoding="utf-8")
    found = [one for one in _check(pipeline.load(path)) if one.code == "ZJ301"]
    assert [one.span and (one.span.position, one.span.text) for one in found] == [((8, 16), "乙")]


# ---- a repair is believed only if it makes things better ---------------------------------


def _structural(found: list[Diagnostic]) -> list[str]:
    return [f"{one.code} {one.message}" for one in found if one.code in STRUCTURAL]


@pytest.mark.parametrize("block", range(6))
def test_a_valid_file_is_left_alone(block: int) -> None:
    """Also where it has another fault; ZONGJIE_FUZZ says how many files are tried."""
    count = int(os.environ.get("ZONGJIE_FUZZ", "300")) // 6
    for seed in range(block * count, (block + 1) * count):
        chance = random.Random(seed)
        report = yaml_styles.report(chance)
        if seed % 3 == 1:
            report["年份"] = "16"
        elif seed % 3 == 2:
            report.setdefault("指标", {})["坏"] = chance.choice(("较多", "12:30", "无", "1,23件"))
        text = yaml_styles.dumped(chance, report)
        loaded = load_sources([Source("报告.yaml", text, bom=chance.random() < 0.1)])
        assert _structural(loaded.diagnostics) == [], (seed, text)
        assert has_errors(loaded.diagnostics) is (seed % 3 > 0)


def test_real_anchors_are_refused_but_not_taken_for_slips() -> None:
    found = load_text("标题: &a 甘泉\n开头: *a\n指标:\n  甲: 3件\n").diagnostics
    assert {one.code for one in found} == {"ZJ007"}
    assert all(one.fix is None for one in found)


@pytest.mark.parametrize("path", sorted(EXAMPLES.rglob("*.yaml")), ids=lambda path: path.stem)
def test_examples_are_left_alone(path: Path) -> None:
    loaded = load_text(path.read_text(encoding="utf-8"))
    assert _structural(loaded.diagnostics) == []


# ---- whatever is typed -----------------------------------------------------------------

NASTY = [*"：:－-—＃#\t\u3000\u00a0\u200b \"'“”[]{}［］｛｝【】,，、|｜>%@&*!?\n\x0b"]
NASTY += [": ", "- ", "{{", "\n\n", "\n  ", "====\n", "---\n", "\r", "\\"]


def _spoilt(chance: random.Random, text: str) -> str:
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(text))
        cut = chance.choice((0, 1, 1, 3))
        text = text[:at] + chance.choice(("", *NASTY)) + text[at + cut :]
    return text


@pytest.mark.parametrize("block", range(4))
def test_nothing_typed_breaks_the_reader(block: int) -> None:
    texts = [_slip(path) for path in SLIPS[:3]]
    texts += [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.rglob("*.yaml"))[:4]]
    for seed in range(block * 60, block * 60 + 60):
        chance = random.Random(seed)
        text = _spoilt(chance, chance.choice(texts))
        found = load_text(text).diagnostics
        for one in found:
            assert one.span is not None
            assert 0 <= one.span.start <= one.span.end <= len(text), seed
            assert one.span.source.text == text, seed
            for edit in one.fix.replacements if one.fix else ():
                assert 0 <= edit.span.start <= edit.span.end <= len(text), seed


HOSTILE = {
    "unclosed quotes": "甲: '\n" * 20_000,
    "unclosed brackets": "甲: [a\n" * 20_000,
    "quotes over lines": "甲: 'x\n  b\n" * 20_000,
    "one long line": "甲: " + "：“" * 500_000,
    "tabs": "\t" * 1_000_000,
    "full-width colons": "甲：1\n" * 20_000,
    "stairs": "".join(f"{' ' * (at % 60)}甲: 1\n" for at in range(20_000)),
    "text that is not indented": "开头: |\n" + "abc\n" * 20_000,
    "a quote before a megabyte": '甲: "' + "a" * 1_000_000 + "\n乙: 3",
    "dashes": "-甲\n" * 20_000,
    "nests": "".join(f"{' ' * at}甲:\n" for at in range(1_500)),
    "second pairs": "标题: " + "甲，年份: " * 20_000,
    "zero widths": "标题: %" + "\u200b" * 100_000,
    "blanks": "年份:" + " \u3000" * 100_000 + "％",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_takes_little_time(text: str) -> None:
    begun = time.process_time()
    found = load_text(text).diagnostics
    assert time.process_time() - begun < 4
    assert any(one.severity is Severity.ERROR for one in found)


# ---- places ----------------------------------------------------------------------------


@given(st.text("甲乙 \n", max_size=30), st.data())
def test_places_of_a_copy_lead_back_to_the_same_characters(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), unique=True, max_size=6)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    edits = [Edit(start, end, data.draw(st.text("新", max_size=3))) for start, end in pairs]
    original = Source("甲.yaml", text)
    copy = Copy(original, edits)
    gone = {at for start, end in pairs for at in range(start, end)}
    kept = [at for at in range(len(text)) if at not in gone]
    read = [at for at, char in enumerate(copy.text) if char != "新"]
    assert [copy.place(at, at + 1).start for at in read] == kept
    for start in range(len(copy.text) + 1):
        place = copy.place(start, len(copy.text))
        assert place.source is original
        assert 0 <= place.start <= place.end <= len(text)
