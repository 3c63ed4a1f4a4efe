"""Hypothesis strategies for documents: every shape, every character XML can hold."""

from __future__ import annotations

from hypothesis import strategies as st

from zongjie.document import (
    COMPLETION,
    TWO_YEARS,
    Addressee,
    Annex,
    Attachments,
    Block,
    Chart,
    Document,
    Heading,
    Inline,
    Inlines,
    Note,
    Paragraph,
    Run,
    Series,
    Signature,
    Subtitle,
    Table,
    Title,
    Verbatim,
    text_of,
)

HOSTILE = (
    "A&B<C>D]]>&amp;\"'",
    "{{ 名 }}{% if %}",
    "*#[1]_~|`\\$^",
    "# 一",
    "1. 一",
    "  前后  有空格  ",
    "\t制表\t",
    "行一\n行二\n\n行四\n",
    "“引”——……·—",
    "😀𠮷𬺈",
    "\ufffc\ufeff\u2028\u0085\u00a0\u3000\u200b\u00ad\u2011",
    "123",
)

# XML 1.0 §2.2 Char without CR, which a parser turns into LF.
xml_characters = st.characters(
    exclude_categories=["Cs"],
    exclude_characters=[
        *(chr(code) for code in range(0x20) if chr(code) not in "\t\n"),
        "\ufffe",
        "\uffff",
    ],
)
texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(xml_characters, max_size=8),
    st.text("甲乙丙，。0123456789 \t\n<&>", max_size=8),
)
# What headings are numbered with, to be met often enough to make lists.
NUMBERS = (
    *("", "第一部分　", "第二部分　", "一、", "二、", "三、", "（一）", "（二）", "（三）"),
    *("1.", "2.", "１．", "（1）", "（2）", "①", "②", "1.1", "%1、"),
)


def _runs(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Run]:
    """Empty runs vanish when documents are compared, but pending ones part their neighbours."""
    return st.tuples(texts, st.booleans()).map(
        lambda drawn: Run(drawn[0], pending=drawn[1] and bool(drawn[0]))
    )


runs = _runs(texts)


def _visible(items: list[Inline]) -> Inlines:
    return tuple(item for item in items if not isinstance(item, Run) or item.text)


def documents(texts: st.SearchStrategy[str] = texts) -> st.SearchStrategy[Document]:
    """Return documents whose notes of one key have one text."""
    note_runs = st.lists(_runs(texts), max_size=3).map(
        lambda items: tuple(item for item in items if item.text)
    )
    return st.lists(note_runs, max_size=3).flatmap(
        lambda notes: _blocks(texts, [Note(f"键{i}", found) for i, found in enumerate(notes)])
    )


digits = st.one_of(
    st.just(""), st.decimals(-(10**6), 10**6, places=3).map(lambda drawn: format(drawn, "f"))
)


def _charts(
    texts: st.SearchStrategy[str], inlines: st.SearchStrategy[Inlines]
) -> st.SearchStrategy[Chart]:
    def of_size(size: int) -> st.SearchStrategy[Chart]:
        values = st.lists(digits, min_size=size, max_size=size).map(tuple)
        return st.builds(
            Chart,
            inlines,
            st.sampled_from((TWO_YEARS, COMPLETION)),
            st.sampled_from(("", "%", "件")) | texts,
            st.lists(texts.map(Run), min_size=size, max_size=size).map(tuple),
            st.lists(st.builds(Series, texts, values), min_size=1, max_size=3).map(tuple),
        )

    return st.integers(1, 4).flatmap(of_size)


def _blocks(texts: st.SearchStrategy[str], notes: list[Note]) -> st.SearchStrategy[Document]:
    runs, numbers = _runs(texts), texts | st.sampled_from(NUMBERS)
    one: st.SearchStrategy[Inline] = runs | st.sampled_from(notes) if notes else runs
    inlines = st.lists(one, max_size=4).map(_visible)
    rows = st.lists(st.lists(inlines, max_size=3).map(tuple), max_size=3).map(tuple)
    block: st.SearchStrategy[Block] = st.one_of(
        inlines.map(Title),
        st.tuples(inlines, st.integers(1, 9)).map(lambda drawn: _broken(*drawn)),
        inlines.map(Subtitle),
        inlines.map(Addressee),
        st.lists(inlines, min_size=1, max_size=3).map(lambda names: Attachments(tuple(names))),
        st.tuples(texts, inlines, st.booleans()).map(lambda drawn: Annex(*drawn)),
        st.tuples(st.integers(1, 9), numbers, inlines).map(lambda drawn: Heading(*drawn)),
        st.tuples(inlines, inlines).map(lambda drawn: Paragraph(*drawn)),
        inlines.map(lambda drawn: Paragraph((), drawn)),
        st.tuples(rows, st.integers(0, 4)).map(lambda drawn: Table(*drawn)),
        texts.map(Verbatim),
        st.tuples(inlines, inlines).map(lambda drawn: Signature(*drawn)),
        _charts(texts, inlines),
    )
    return st.lists(block, max_size=6).map(Document)


def _broken(runs: Inlines, at: int) -> Title:
    """Return a title that is broken there, as often as it can be."""
    length = len(text_of(runs))
    return Title(runs, tuple(range(at, length, at)))


def sample() -> Document:
    """Return a short report with one of everything, as an office would write it."""
    note = Note("五违四必", (Run("“五违”指违法用地、违法建筑、违法经营、违法排污、违法居住。"),))
    other = Note("三停", (Run("“三停”指停电、停水、停气。"),))
    return Document(
        (
            Title((Run("甘泉路街道2016年工作总结"),)),
            Paragraph((), (Run("过去的一年，主要开展了以下六方面工作："),)),
            Heading(1, "一、", (Run("补齐发展短板"), note)),
            Heading(2, "（一）", (Run("公共管理走向精细"),)),
            Heading(3, "1.", (Run("拆违"),)),
            Heading(6, "①", (Run("细目"),)),
            Paragraph(
                (Run("“五违四必”"), note, Run("整治圆满完成。")),
                (
                    Run("全年共计拆除违法建筑"),
                    Run("154处", value="拆除违法建筑"),
                    Run("，接待居民"),
                    Run("【待补：接待居民】", pending=True),
                    Run("——A&B<C>D。"),
                ),
            ),
            Table(
                (
                    ((Run("指标"),), (Run("2016年"),)),
                    ((Run("受理案件"), other), (Run("18735件"),)),
                )
            ),
            Verbatim("原文\n    缩进\t制表\n"),
            Verbatim("另一块"),
            Signature((Run("甘泉路街道办事处"),), (Run("2017年1月8日"),)),
        )
    )
