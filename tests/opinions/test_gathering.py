"""Opinions of several copies: who, where, what, in the order of the text."""

from __future__ import annotations

import pytest

from word_files import packed, paragraph, run
from zongjie.opinions.gathering import Copy, Gathered, gathered
from zongjie.opinions.records import Standing
from zongjie.opinions.sentences import marked
from zongjie.opinions.wording import person
from zongjie.readers.docx import read_content

HEADING = '<w:outlineLvl w:val="0"/>'


def tracked(kind: str, text: str, author: str) -> str:
    name = "delText" if kind == "del" else "t"
    inner = f'<w:r><w:{name} xml:space="preserve">{text}</w:{name}></w:r>'
    return f'<w:{kind} w:id="1" w:author="{author}" w:date="2025-11-20">{inner}</w:{kind}>'


def swap(old: str, new: str, author: str) -> str:
    return tracked("del", old, author) + tracked("ins", new, author)


def on(key: int, text: str) -> str:
    """Return a commented text."""
    ends = f'<w:commentRangeEnd w:id="{key}"/><w:r><w:commentReference w:id="{key}"/></w:r>'
    return f'<w:commentRangeStart w:id="{key}"/>{run(text)}{ends}'


def comment(key: int, author: str, text: str) -> str:
    inner = f'<w:p w14:paraId="{key:08X}">{run(text)}</w:p>'
    return f'<w:comment w:id="{key}" w:author="{author}">{inner}</w:comment>'


def copy(name: str, *body: str, **parts: str) -> Copy:
    markup = read_content(packed("".join(body), **parts), markup=True).markup
    assert markup is not None
    return Copy(name, markup)


def told(found: Gathered) -> list[tuple[str, str, str, str]]:
    return [("、".join(one.people), one.place, one.original, one.said) for one in found.opinions]


HEAD = paragraph("一、城市管理", properties=HEADING)


def test_three_people_on_one_sentence_stand_together() -> None:
    def sent_back(name: str, middle: str, tail: str = "环境整洁。", **parts: str) -> Copy:
        return copy(name, paragraph("题"), HEAD, paragraph("共处理", middle, "处。", tail), **parts)

    copies = [
        sent_back("甲稿", swap("154", "155", "甲"), swap("环境", "面貌", "甲") + run("整洁。")),
        sent_back("乙稿", swap("154", "155", "乙")),
        sent_back("丙稿", on(1, "154"), comments=comment(1, "丙", "核实")),
    ]
    found = gathered(copies)
    place = "第3段"
    assert told(found) == [
        ("甲、乙", place, "共处理【154】处。", "“154”改为“155”"),
        ("丙", place, "共处理【154】处。", "核实"),
        ("甲", place, "【环境】整洁。", "“环境”改为“面貌”"),
    ]
    assert {one.heading for one in found.opinions} == {"一、城市管理"}


def test_the_order_of_the_copies_is_the_order_of_the_people() -> None:
    copies = [
        copy(name, paragraph("句", tracked("ins", name, name))) for name in ("王", "李", "张")
    ]
    assert [one.people for one in gathered(copies).opinions] == [("王",), ("李",), ("张",)]


def test_a_copy_of_an_edited_text_is_counted_in_the_first_one() -> None:
    first = copy("甲", *(paragraph(f"第{at}段的文字在这里。") for at in "一二三四"))
    second = copy(
        "乙",
        paragraph("乙自己加的一段，没有开修订。"),
        *(paragraph(f"第{at}段的文字在这里。") for at in "一二"),
        paragraph("第三段的", swap("文字", "话", "乙"), "在这里了。"),
    )
    assert told(gathered([first, second])) == [
        ("乙", "第3段", "第三段的【文字】在这里了。", "“文字”改为“话”")
    ]


def test_one_comment_in_two_copies_is_one_with_all_answers() -> None:
    def sent_on(name: str, *answers: tuple[str, str]) -> Copy:
        comments = comment(1, "甲", "核实")
        threads = '<w15:commentEx w15:paraId="00000001" w15:done="0"/>'
        for key, (author, text) in enumerate(answers, 2):
            comments += comment(key, author, text)
            threads += f'<w15:commentEx w15:paraId="{key:08X}" w15:paraIdParent="00000001"/>'
        body = paragraph("共", on(1, "154"), "处")
        return copy(name, body, comments=comments, commentsExtended=threads)

    copies = [sent_on("一", ("乙", "已核")), sent_on("二", ("乙", "已核"), ("丙", "是155"))]
    (one,) = gathered(copies).opinions
    assert one.people == ("甲",)
    assert one.replies == ("乙答复：已核", "丙答复：是155")
    assert one.standing is Standing.OPEN


def test_a_comment_that_word_calls_done_is_done() -> None:
    threads = '<w15:commentEx w15:paraId="00000001" w15:done="1"/>'
    parts = {"comments": comment(1, "甲", "核实"), "commentsExtended": threads}
    (one,) = gathered([copy("一", paragraph(on(1, "154")), **parts)]).opinions
    assert one.standing is Standing.RESOLVED


def test_a_comment_across_paragraphs_stands_at_its_first() -> None:
    start, end = '<w:commentRangeStart w:id="1"/>', '<w:commentRangeEnd w:id="1"/>'
    body = paragraph("首句。", start, "甲句。") + paragraph("乙句。", end, "尾句。")
    (one,) = gathered([copy("一", body, comments=comment(1, "甲", "并成一段"))]).opinions
    assert (one.place, one.original) == ("第1段", "【甲句。】")


def test_a_comment_on_new_words_shows_them() -> None:
    start, end = '<w:commentRangeStart w:id="1"/>', '<w:commentRangeEnd w:id="1"/>'
    body = paragraph("共", start, tracked("ins", "约", "甲"), end, "154处。")
    found = gathered([copy("一", body, comments=comment(1, "乙", "不用约"))])
    assert [one.original for one in found.opinions] == ["共【】154处。", "共【约】154处。"]


def test_notes_and_tables_say_what_they_are() -> None:
    mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    cells = f"<w:tc>{paragraph('受理')}</w:tc><w:tc>{paragraph(swap('3', '4', '甲'))}</w:tc>"
    body = HEAD + paragraph("文", mark) + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>" + paragraph("尾")
    notes = f'<w:footnote w:id="1">{paragraph("脚", tracked("ins", "新", "甲"), "注")}</w:footnote>'
    found = gathered([copy("一", body, footnotes=notes)]).opinions
    assert [(one.place, one.original) for one in found] == [
        ("第4段（表格）", "【3】"),
        ("脚注1", "脚【】注"),
    ]
    assert found[1].heading == "一、城市管理"


def test_changed_looks_are_counted_and_no_row() -> None:
    by = 'w:id="1" w:author="甲" w:date="2025-01-01"'
    look = f"<w:b/><w:rPrChange {by}><w:rPr/></w:rPrChange>"
    found = gathered([copy("一", paragraph(run("甲", look), run("乙", look)))])
    assert found == Gathered((), (("甲", 2),))


@pytest.mark.parametrize(
    "author",
    [
        *("", " ", "作者", "Author", "Microsoft Office User", "Administrator", "admin", "unknown"),
        *("WPS_1550032546", "WPS Office", "Windows User", "Lenovo", "微软用户", "DESKTOP-3F9K2LQ"),
    ],
)
def test_who_is_not_named_is_called_by_the_file(author: str) -> None:
    assert person(author, "王主任改") == "王主任改"


@pytest.mark.parametrize(
    "author", ["张三", "王主任（分管）", "WPS办公室", "Adam", "=cmd()", "用户王"]
)
def test_a_name_is_a_name(author: str) -> None:
    assert person(author, "改稿") == author


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (paragraph("甲", tracked("ins", "“引”用", "乙"), "丙"), "增加“‘引’用”"),
        (paragraph("甲", tracked("ins", "“", "乙"), "丙"), "增加““”"),
        (paragraph(tracked("del", "整段。", "乙")), "删去本段"),
        (paragraph("甲", tracked("del", "乙", "乙")), "删去“乙”"),
        (paragraph("甲", tracked("ins", " ", "乙"), "丙"), "增加空格"),
    ],
)
def test_what_is_wanted_is_said_as_people_do(body: str, said: str) -> None:
    (one,) = gathered([copy("一", body)]).opinions
    assert one.said == said


def test_joining_with_a_comma_is_said_as_one() -> None:
    end = '<w:rPr><w:del w:id="2" w:author="乙" w:date="2025-11-20"/></w:rPr>'
    body = paragraph("甲", tracked("ins", "，", "乙"), properties=end) + paragraph("丙")
    (one,) = gathered([copy("一", body)]).opinions
    assert one.said == "与下一段合并，中间加“，”"


def test_long_texts_are_cut_round_the_words_meant() -> None:
    text = "长" * 500 + "核" + "文" * 500
    found = marked(text, 500, 501)
    assert "长【核】文" in found
    assert len(found) < 300
    assert marked(text, 0, 1000).startswith("【长长")
    assert "（共1000字）" in marked(text, 0, 1000)
    assert marked("", 0, 0) == "【】"
    assert marked("甲。乙。", 4, 4) == "乙。【】"
    assert marked("甲。乙。丙。", 1, 3) == "甲【。乙】。"
