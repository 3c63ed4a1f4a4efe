"""花脸稿: accepted it is the new text, rejected the old one, for every reader."""

from __future__ import annotations

import json
import re
import subprocess
import time
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from long_report import long_report
from profiled import default, every_option, parts
from redlines import drafts, edited, redline, settled, words
from strategies import documents, sample
from zongjie import check, load
from zongjie.document import (
    COMPLETION,
    TWO_YEARS,
    Annex,
    Attachments,
    Block,
    Chart,
    Document,
    Heading,
    Note,
    Paragraph,
    Run,
    Series,
    Signature,
    Table,
    Title,
    Verbatim,
)
from zongjie.model.profile import Profile
from zongjie.readers.docx import read
from zongjie.writers import docx

OPTIONS = every_option()
EXAMPLES = Path(__file__).parents[2] / "examples"


def _holds(old: Document, new: Document, profile: Profile) -> None:
    data = redline(old, new, profile, level=0)
    assert read(data, changes="accept") == new
    assert read(data, changes="reject") == old


@given(documents(), documents(), st.sampled_from(OPTIONS))
def test_what_is_accepted_is_new_and_what_is_rejected_is_old(
    old: Document, new: Document, profile: Profile
) -> None:
    _holds(old, new, profile)


@given(drafts(), st.sampled_from(OPTIONS))
def test_edits_are_accepted_and_rejected(pair: tuple[Document, Document], profile: Profile) -> None:
    _holds(*pair, profile)


@given(drafts())
def test_the_same_texts_make_the_same_file(pair: tuple[Document, Document]) -> None:
    assert redline(*pair, level=0) == redline(*pair, level=0)


@pytest.mark.parametrize("kind", [TWO_YEARS, COMPLETION])
def test_a_chart_is_another_where_only_a_series_without_bars_is(kind: str) -> None:
    old, new = (
        Document([Chart((Run("图"),), kind, "万元", (Run("税收"),), (Series(name, ("",)),))])
        for name in ("上年", "今年")
    )
    _holds(old, new, default())


# ---- what is marked ------------------------------------------------------------------


def _said(text: str) -> Paragraph:
    return Paragraph((), (Run(text),))


def _marked(old: Block | list[Block], new: Block | list[Block], part: str = "document") -> str:
    """Return a part of a redline without what every paragraph has."""
    pair = (Document(side if isinstance(side, list) else [side]) for side in (old, new))
    xml = parts(redline(*pair, level=0))[f"word/{part}.xml"].decode()
    xml = re.sub(r' w:(?:id|author|date)="[^"]*"| xml:space="preserve"', "", xml)
    xml = re.sub(r"<w:rFonts w:hint=\"eastAsia\"/>|<w:sectPr>.*</w:sectPr>", "", xml)
    return xml.replace("<w:rPr></w:rPr>", "")


def test_a_figure_is_marked_alone() -> None:
    xml = _marked(_said("受理案件18735件。"), _said("受理案件18935件。"))
    gone = "<w:del><w:r><w:delText>18735</w:delText></w:r></w:del>"
    assert f"{gone}<w:ins><w:r><w:t>18935</w:t></w:r></w:ins>" in xml
    assert xml.count("<w:del>") == xml.count("<w:ins>") == 1


def test_what_did_not_change_is_not_marked() -> None:
    xml = parts(redline(sample(), sample()))["word/document.xml"]
    assert not re.search(rb"<w:(ins|del|pPrChange|rPrChange)\b", xml)


def test_the_number_of_a_heading_is_marked_alone() -> None:
    xml = _marked(Heading(1, "三、", (Run("平安"),)), Heading(1, "二、", (Run("平安"),)))
    assert "<w:t>二</w:t></w:r></w:ins>" in xml
    assert "<w:t>平安</w:t></w:r></w:p>" in xml


def test_a_paragraph_that_is_split_or_joined_keeps_its_text() -> None:
    whole = "上半年完成改造，受理案件18735件。下半年开展检查，整改隐患2360处。"
    apart: list[Block] = [_said(whole[:19]), _said(whole[19:])]
    split = _marked(_said(whole), apart)
    assert split.count("<w:rPr><w:ins/></w:rPr>") == 1
    joined = _marked(apart, _said(whole))
    assert joined.count("<w:rPr><w:del/></w:rPr>") == 1
    assert "<w:ins>" not in split + joined
    assert "delText" not in split + joined


def test_another_style_is_a_change_of_the_paragraph() -> None:
    xml = _marked(_said("平安建设"), Heading(2, "", (Run("平安建设"),)))
    before = '<w:pPrChange><w:pPr><w:pStyle w:val="BodyText"/></w:pPr></w:pPrChange>'
    assert f'<w:pStyle w:val="Heading2"/>{before}' in xml
    assert "<w:ins" not in xml


def test_another_look_of_the_same_words_is_a_change_of_the_run() -> None:
    words = (Run("平安建设。"),)
    xml = _marked(Paragraph((), words), Paragraph(words, ()))
    assert '<w:rStyle w:val="Lead"/><w:rPrChange></w:rPrChange>' in xml
    assert "<w:ins" not in xml


ROWS = tuple(((Run(name),), (Run(value),)) for name, value in (("指标", "本年"), ("拆违", "154处")))


def test_a_row_is_new_and_a_cell_has_changed() -> None:
    new = (ROWS[0], ((Run("案件"),), (Run("12件"),)), ((Run("拆违"),), (Run("160处"),)))
    xml = _marked(Table(ROWS), Table(new))
    assert xml.count("<w:ins/></w:trPr>") == 1
    assert "<w:delText>154</w:delText>" in xml
    assert _marked(Table(new), Table(ROWS)).count("<w:del/></w:trPr>") == 1
    assert xml.count("<w:tbl>") == 1


def _noted(text: str, note: str) -> Paragraph:
    return Paragraph((), (Run(text), Note("注", (Run(note),))))


def test_a_footnote_is_new_or_gone_or_has_changed() -> None:
    plain, noted = _said("三停"), _noted("三停", "停电、停水、停气。")
    assert re.search(
        r"<w:ins>(<w:bookmarkStart[^>]*>)?<w:r>.*?footnoteReference", _marked(plain, noted)
    )
    assert "<w:delText>停电、停水、停气。" in _marked(noted, plain, "footnotes")
    changed = _marked(noted, _noted("三停", "停电、断水、停气。"), "footnotes")
    assert "<w:delText>停</w:delText>" in changed
    assert changed.count("<w:footnote>") == 1


def test_everything_round_the_text_is_marked() -> None:
    def whole(title: str, name: str, organ: str, label: str, line: str) -> list[Block]:
        return [
            Title((Run(title),)),
            Verbatim(f"原文不动\n{line}"),
            Attachments(((Run("名单"),), (Run(name),))),
            Signature((Run(organ),), (Run("2026年1月8日"),)),
            Annex(label, (Run("名单"),)),
        ]

    old = whole("甲街道2024年总结", "一览表", "甲街道办事处", "附件1", "第一行")
    new = whole("甲街道2025年总结", "明细表", "甲街道党工委", "附件2", "第二行")
    xml = _marked(old, new)
    for gone, now in (("2024", "2025"), ("一览", "明细"), ("办事处", "党工委"), ("一", "二")):
        assert f"<w:delText>{gone}</w:delText>" in xml
        assert f"<w:t>{now}</w:t></w:r></w:ins>" in xml
    assert "<w:t>原文不动</w:t></w:r></w:p>" in xml


# ---- other programs ------------------------------------------------------------------


def _document(name: str) -> Document:
    document = check(load(EXAMPLES / name), careful=False).document
    assert document is not None
    return document


TAIL = [_said("受理案件18735件。"), _said("平安建设"), _said("下一步打算")]
ADDED = [
    _said("受理案件18735件。满意度高。"),
    _said("新增一段话。"),
    _said("平安建设"),
    _said("下一步打算"),
]
HEADS = [_said("受理案件18735件。满意度高。"), _said("全年平安建设"), _said("下一步打算")]


def _pairs() -> list[tuple[Document, Document]]:
    """Return what people do to texts, and what no person would."""
    long, short = long_report(), sample()
    kept = [
        (_document("shifan-2025-q3"), _document("shifan-2025")),
        (_document("ganquan-2016"), edited(_document("ganquan-2016"), Random(16), 20)),
        (_document("ganquan-2016"), _document("changbai-2020")),
        (long, edited(long, Random(2), 25)),
        (Document(TAIL), Document(ADDED)),  # both end and begin with what is new
        (Document(TAIL), Document(HEADS)),
    ]
    kept += [(short, edited(short, Random(seed), 8)) for seed in range(12)]
    return [pair for one in kept for pair in (one, one[::-1])]


def test_libreoffice_accepts_and_rejects_to_the_character(soffice: str, tmp_path: Path) -> None:
    files: dict[Path, str] = {}
    expected: dict[Path, Path] = {}
    for at, (old, new) in enumerate(_pairs()):
        data = redline(old, new)
        for what, document in (("Accept", new), ("Reject", old)):
            marked, plain = tmp_path / f"{at}{what}.docx", tmp_path / f"{at}{what}-plain.docx"
            marked.write_bytes(data)
            plain.write_bytes(docx.write(document, default()))
            files |= {marked: what, plain: ""}
            expected[marked] = plain
    saved = settled(soffice, tmp_path, files)
    for marked, plain in expected.items():
        assert words(saved[marked]) == words(saved[plain]), marked.name


def test_microsofts_validator_finds_nothing_wrong(validator: str, tmp_path: Path) -> None:
    for at, pair in enumerate(_pairs()[::2]):
        path = tmp_path / f"{at}.docx"
        path.write_bytes(redline(*pair, OPTIONS[at % len(OPTIONS)], level=0))
        done = subprocess.run([validator, str(path)], capture_output=True, check=False, text=True)
        told = json.loads(done.stdout)
        assert told["ok"], (path.name, told["errors"])


# ---- time ----------------------------------------------------------------------------


def _took(times: int) -> float:
    old = Document(list(long_report().blocks) * times)
    new = edited(old, Random(7), 20 * times)
    start = time.process_time()
    redline(old, new)
    return time.process_time() - start


@pytest.mark.parametrize("pages", [300])
def test_three_hundred_pages_take_seconds(pages: int) -> None:
    assert _took(pages // 30) < 15
