"""Law 2 (DESIGN §4): whatever text is recovered prints again, and what is found in it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.hard_wraps import WRAPS, wrapped
from tests.old_texts import HARD, TEXTS, TITLE, Old

from zongjie import load, recover, recovery, render, render_file
from zongjie.diagnostics import has_errors
from zongjie.model import Report, Section
from zongjie.pipeline.recovering import recover_text
from zongjie.recovery.canonical import canonical
from zongjie.sources.report import load_text

ROOT = Path(__file__).parents[2]
SEEDS = [ROOT / "examples" / name for name in ("ganquan-2016", "changbai-2020")]
ALL = {**{name: old.text for name, old in TEXTS.items()}, **HARD}
each_seed = pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name)


def _source(seed: Path) -> str:
    return (seed / "source.txt").read_bytes().decode("utf-8")


def _printed(yaml: str) -> str:
    rendered = render(load_text(yaml), "txt")
    assert not has_errors(rendered.diagnostics), rendered.diagnostics
    return rendered.outputs["txt"].decode("utf-8")


def _report(yaml: str) -> Report:
    loaded = load_text(yaml)
    assert loaded.report is not None
    assert loaded.diagnostics == []
    return loaded.report


def _parts(sections: tuple[Section, ...], level: int = 1) -> Iterator[tuple[int, Section]]:
    for section in sections:
        yield level, section
        yield from _parts(section.sections, level + 1)


def _headings(report: Report) -> list[tuple[int, str]]:
    return [(n, s.title.value) for n, s in _parts(report.sections) if s.title is not None]


def _leads(report: Report) -> list[str]:
    items = [item for _, section in _parts(report.sections) for item in section.items]
    return [item.lead.value for item in items if item.lead is not None]


def _is_law_kept(text: str) -> None:
    found = recover_text(text)
    printed = _printed(found.yaml)
    assert printed == canonical(text)[0]
    assert recover_text(printed).yaml == found.yaml


# ---- law 2 -------------------------------------------------------------------------


@pytest.mark.parametrize("name", ALL)
def test_a_recovered_text_prints_again(name: str) -> None:
    _is_law_kept(ALL[name])


@each_seed
def test_the_real_texts_print_again(seed: Path) -> None:
    _is_law_kept(_source(seed))


@pytest.mark.parametrize("name", HARD)
def test_what_is_written_to_a_file_prints_again(name: str, tmp_path: Path) -> None:
    path, target = tmp_path / "报告.yaml", tmp_path / "又印.txt"
    path.write_bytes(recover_text(HARD[name]).yaml.encode("utf-8"))
    assert render_file(path, target).ok
    assert target.read_bytes() == canonical(HARD[name])[0].encode("utf-8")


PIECES = (
    *(
        "{{",
        "}}",
        "{%",
        "%}",
        "{#",
        "｛｛",
        "\\{%",
        "\\\n",
        "【注：甲】",
        "[^甲]",
        "［注：甲］",
        "\\",
        "**",
        "# ",
        "|",
        "> ",
    ),
    *("一、", "二、", "（一）", "(一)", "1.", "1、", "一是", "二是", "【甲】", "——", "第一部分　"),
    *(
        "[1]",
        "（1）",
        "①",
        "［1］",
        " ",
        "\t",
        "　",
        "\u00a0",
        "\n",
        "\n\n",
        "\n\n\n",
        "\r",
        "\r\n",
    ),
    *("甲", "，", "。", "：", ",", ":", "-", "1-2次", "乙工作总结", "2016年", "东江街道", "办事处"),
    *(
        "名词解释",
        "存在问题",
        "我们也清醒认识到",
        "2017年1月8日",
        "各位代表：",
        "验证码",
        "问题（",
        "句（",
    ),
    *(
        "\ufeff",
        "\u2028",
        "\x00",
        "\x85",
        "\x0b",
        "\x1c",
        "\ufdd0",
        "\uffff",
        "😀",
        "- ",
        "'",
        '"',
        "---",
    ),
    "甲乙丙丁戊己庚辛。甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸甲乙丙丁。",
)
any_text = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join),
    st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=12).map("".join),
    st.text(max_size=40),
)
often = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@often
@given(any_text)
@example("")
@example("原文")
def test_any_text_prints_again(text: str) -> None:
    _is_law_kept(text)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Return some lines of a real text with something put in, or cut out."""
    lines = _source(draw(st.sampled_from(SEEDS))).split("\n")
    start = draw(st.integers(0, len(lines) - 1))
    lines = lines[start : start + draw(st.integers(1, 30))]
    for _ in range(draw(st.integers(0, 5))):
        at = draw(st.integers(0, len(lines) - 1))
        cut = draw(st.integers(0, len(lines[at])))
        after = cut + draw(st.integers(0, 3))
        lines[at] = lines[at][:cut] + draw(st.sampled_from(PIECES)) + lines[at][after:]
    return "\n".join(lines)


@often
@given(any_text, st.sampled_from([*WRAPS]), st.integers(2, 40))
def test_any_text_in_lines_prints_again(text: str, how: str, width: int) -> None:
    _is_law_kept(wrapped(text, how, width))


@often
@given(damaged(), st.sampled_from([*WRAPS]), st.integers(10, 60))
def test_a_damaged_text_in_lines_prints_again(text: str, how: str, width: int) -> None:
    _is_law_kept(wrapped(text, how, width))


@often
@given(damaged())
def test_a_damaged_text_prints_again(text: str) -> None:
    _is_law_kept(text)


# ---- what is found ------------------------------------------------------------------


@pytest.mark.parametrize("name", TEXTS)
def test_the_parts_of_a_text_are_found(name: str) -> None:
    old: Old = TEXTS[name]
    found = recover_text(old.text)
    report = _report(found.yaml)
    assert tuple(_headings(report)) == old.headings
    assert tuple(_leads(report)) == old.leads
    assert tuple(key.value for key, _ in report.footnotes.values()) == old.notes
    assert [said for said in old.yaml if said not in found.yaml] == []
    assert (found.verbatim, found.diagnostics) == (0, ())
    assert found.title in ("", *(line.strip("　") for line in old.text.split("\n")))


@each_seed
def test_the_real_texts_give_what_was_made_by_hand(seed: Path) -> None:
    found = recover_text(_source(seed))
    report, made = _report(found.yaml), load(seed).report
    assert made is not None
    assert report.title is not None
    assert made.title is not None
    assert report.title.value == made.title.value
    assert (report.year, report.style, report.txt) == (made.year, made.style, made.txt)
    assert report.office is not None
    assert made.office is not None
    assert report.office.value == made.office.value
    assert _headings(report) == _headings(made)
    assert _leads(report) == _leads(made)
    assert report.footnotes.keys() == made.footnotes.keys()
    assert [t.value for _, t in report.footnotes.values()] == [
        t.value for _, t in made.footnotes.values()
    ]
    entries = [[e.value for e in r.problems.entries] if r.problems else [] for r in (report, made)]
    assert entries[0] == entries[1]
    assert found.share == 0


@pytest.mark.parametrize("name", ["硬回行", "空格不齐"])
def test_only_the_lines_that_differ_go_into_verbatim(name: str) -> None:
    found = recover_text(HARD[name])
    assert found.title == TITLE
    assert 0 < found.share < 1
    assert [d.code for d in found.diagnostics] == ["ZJ029"]


def test_a_line_with_odd_empty_lines_before_it_stays_what_it_is() -> None:
    text = (
        f"{TITLE}\n　　总的情况。\n\n　　一、甲事\n　　做了。\n　　也做了。\n"
        "　　二、乙事\n　　做了。\n　　还做了。\n\n\n　　三、丙事\n　　做了。\n\n　　又做了。\n"
    )
    found = recover_text(text)
    assert [title for _, title in _headings(_report(found.yaml))] == ["甲事", "乙事", "丙事"]
    assert (found.share, found.diagnostics) == (0, ())


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n\n"])
def test_odd_empty_lines_before_a_lead_that_stands_alone_are_no_lead(gap: str) -> None:
    body = "情况说明" * 12
    text = f"{TITLE}\n　　甲甲甲甲。\n　　{body}。\n{gap}　　乙乙乙乙。\n　　{body}！\n"
    text += f"　　丙丙丙丙。\n　　{body}？\n"
    _is_law_kept(text)
    assert "段首句: 乙乙乙乙" in recover_text(text).yaml


def test_the_whole_text_is_verbatim_at_worst() -> None:
    found = recovery.recover("甲\n乙\n", lambda _: (None, ()))
    assert found.yaml.endswith("原文: |\n  甲\n  乙\n")
    assert found.share == 1


def test_prose_is_set_in_rows_of_a_readable_length() -> None:
    yaml = recover_text(_source(SEEDS[0])).yaml
    rows = re.sub(r"\{\{[^}]*\}\}", "18735件", yaml).split("\n")
    long = [row for row in rows if len(row) > 72 and not row.lstrip().startswith("-")]
    assert long == []


@each_seed
def test_a_report_is_recovered_at_once(seed: Path) -> None:
    text = _source(seed)
    recover_text(text)  # templates are compiled
    start = time.process_time()
    recover_text(text)
    assert time.process_time() - start < 1  # 10 ms on a quiet machine


# ---- files -------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_file_may_have_any_encoding(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "旧稿.txt"
    path.write_bytes(TEXTS["一、和段首句"].text.replace("\n", "\r\n").encode(encoding))
    assert recover(path).yaml == recover_text(TEXTS["一、和段首句"].text).yaml


def test_a_text_with_control_characters_is_read(tmp_path: Path) -> None:
    path = tmp_path / "旧稿.txt"
    path.write_bytes("题\n甲\x07乙\n".encode())
    assert _printed(recover(path).yaml) == "题\n甲\x07乙\n"


@each_seed
def test_a_docx_gives_the_text_it_prints(seed: Path, tmp_path: Path) -> None:
    path = tmp_path / "旧稿.docx"
    path.write_bytes(render(load(seed), "docx").outputs["docx"])
    report = _report(recover(path).yaml)
    made = load(seed).report
    assert made is not None
    assert (_headings(report), _leads(report)) == (_headings(made), _leads(made))
    assert report.style == made.style


def test_headings_of_a_docx_need_no_number(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_heading("东江街道2025年工作总结", 0)
    for chapter in ("党建引领有力度", "民生服务有温度"):
        word.add_heading(chapter, 1)
        word.add_paragraph(f"{chapter}，一年来做了许多事，群众都看在眼里。")
        word.add_heading(f"{chapter}之一", 2)
        word.add_paragraph("走访企业120家，收集诉求35条。")
    word.save(str(tmp_path / "旧稿.docx"))
    found = recover(tmp_path / "旧稿.docx")
    assert _headings(_report(found.yaml)) == [
        (1, "党建引领有力度"),
        (2, "党建引领有力度之一"),
        (1, "民生服务有温度"),
        (2, "民生服务有温度之一"),
    ]
    assert found.share == 0


@pytest.mark.parametrize(
    "title",
    [
        "关于临江街道2022年度工作情况的报告",
        "2022年某市某区临江街道工作总结",
        "中共临江街道工委2022年工作总结",
    ],
)
def test_the_office_is_named_without_what_stands_before_it(title: str) -> None:
    assert "单位名称: 临江街道\n" in recover_text(f"{title}\n\n　　走访企业9家。\n").yaml


def test_a_note_to_a_number_is_not_called_by_the_end_of_it() -> None:
    text = f"{TITLE}\n\n　　受理2.3万件[1]，改造社区[2]。\n\n　　[1]快报数。\n　　[2]含村。\n"
    yaml = recover_text(text).yaml
    assert "【注：注1】" in yaml
    assert "【注：改造社区】" in yaml


def test_a_text_may_have_a_hundred_footnotes() -> None:
    marks = "".join(f"　　做了第{number}事[{number}]。\n" for number in range(1, 121))
    notes = "".join(f"　　[{number}]事{number}：说明。\n" for number in range(1, 121))
    found = recover_text(f"{TITLE}\n{marks}{notes}")
    assert found.footnotes == 120


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"PK\x03\x04", "ZJ021"), (b"%PDF-1.7\n", "ZJ020"), (b"\xff\x81\xff", "ZJ003")],
)
def test_what_is_no_text_is_told(data: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "旧稿.txt"
    path.write_bytes(data)
    found = recover(path)
    assert [d.code for d in found.diagnostics] == [code]
    assert (found.ok, found.yaml) == (False, "")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert [d.code for d in recover(tmp_path / "没有.txt").diagnostics] == ["ZJ001"]
