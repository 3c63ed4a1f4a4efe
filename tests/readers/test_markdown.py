"""Markdown: what our own writer writes comes back, and what others write is read in part."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from tests.strategies import documents

from word_files import lines
from zongjie.document import Annex, Document, Heading, Note, Paragraph, Run, Signature, Table, Title
from zongjie.model import TxtForm
from zongjie.readers import markdown
from zongjie.readers.files import read_any
from zongjie.readers.kinds import Kind
from zongjie.recovery.canonical import canonical
from zongjie.writers import md, txt

TEXT = """# 甘泉路街道2016年工作总结

过去的一年，
各项工作平稳。

## 一、成绩

**抓好检查。**开展“三会”[^三会]，查1320家次[^缺]。

| 甲 | 乙 |
|---|--:|
| 1 | 2\\|3 |

> 甘泉路街道
> 2017年1月5日

[^三会]: 指听证会、
    协调会。
"""


def test_the_subset_of_templates_is_read() -> None:
    note = Note("1", (Run("指听证会、协调会。"),))
    assert markdown.read(TEXT).blocks == (
        Title((Run("甘泉路街道2016年工作总结"),)),
        Paragraph((), (Run("过去的一年，各项工作平稳。"),)),
        Heading(1, "", (Run("一、成绩"),)),
        Paragraph((Run("抓好检查。"),), (Run("开展“三会”"), note, Run("，查1320家次[^缺]。"))),
        Table((((Run("甲"),), (Run("乙"),)), ((Run("1"),), (Run("2|3"),))), align=("", "right")),
        Signature((Run("甘泉路街道"),), (Run("2017年1月5日"),)),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- 甲\n- 乙\n1. 丙\n2) 丁", ["甲", "乙", "1.丙", "2.丁"]),
        ("甲\\\n乙\n\n---\n\n丙", ["甲\n乙", "丙"]),
        ("## 甲 ##\n###\n#### 乙#", ["1||甲", "3||乙#"]),
        ("\\# 甲 \\*\\* &lt;&#30002;&nope; <!-- 注 -->乙", ["# 甲 ** <甲&nope; 乙"]),
        ("共**154**处，2*3*4，**开", ["共154处，2*3*4，开"]),
        ("| | |\n|---|---|\n| 甲 | 乙 |\n| 丙 |", ["甲/乙", "丙"]),
        ("甲\n\n[^1]: 没有人提到[^1]", ["甲", "没有人提到[^1]"]),
        ("#甲", ["#甲"]),
    ],
)
def test_other_marks_are_read_or_stay(text: str, said: list[str]) -> None:
    assert lines(markdown.read(text)) == said


def test_a_further_title_begins_an_annex() -> None:
    blocks = markdown.read("# 总结\n\n附件2\n\n# 名单\n\n# 又一份\n").blocks
    assert blocks[1:] == (Annex("附件2", (Run("名单"),)), Annex("附件", (Run("又一份"),)))


def _said(document: Document) -> list[str]:
    text = canonical(txt.write(document, TxtForm()))[0]
    return [line.strip() for line in text.split("\n") if line.strip()]


@given(documents())
def test_what_our_writer_says_comes_back(document: Document) -> None:
    kinds = (Heading, Paragraph)
    body = [block for block in document.blocks if isinstance(block, kinds)]
    own = Document(
        block._replace(level=min(block.level, 5)) if isinstance(block, Heading) else block
        for block in body
    )
    assert _said(markdown.read(md.write(own))) == _said(own)


def test_only_a_file_that_says_so_and_has_marks_is_markdown(tmp_path: Path) -> None:
    marked, plain = tmp_path / "总结.md", tmp_path / "平文.md"
    marked.write_text(TEXT, encoding="utf-8")
    plain.write_text("总结\n\n　　正文。\n", encoding="utf-8")
    reading = read_any(marked)
    assert (reading.kind, reading.text, reading.diagnostics) == (Kind.MARKDOWN, None, ())
    assert reading.content is not None
    assert reading.content.document == markdown.read(TEXT)
    assert read_any(plain).kind is Kind.TEXT
    assert read_any(marked.rename(tmp_path / "总结.txt")).text is not None
