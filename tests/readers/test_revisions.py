"""Tracked changes one by one: what each says, where it stands, and each decided by itself."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from word_files import lines, packed, paragraph, run
from zongjie.readers.docx import Choice, read, read_content
from zongjie.readers.docx.markup import Markup
from zongjie.readers.docx.revisions import Revision, RevisionKind

INS, DEL, REPLACED, MOVED, BROKEN, LOOKS = (
    RevisionKind.INSERTED,
    RevisionKind.DELETED,
    RevisionKind.REPLACED,
    RevisionKind.MOVED,
    RevisionKind.BROKEN,
    RevisionKind.FORMATTED,
)
HEADING = '<w:outlineLvl w:val="0"/>'


def by(author: str = "甲", date: str = "2025-01-01T08:00:00Z") -> str:
    return f'w:id="1" w:author="{author}" w:date="{date}"'


def ins(text: str, author: str = "甲", kind: str = "ins", date: str = "2025-01-01") -> str:
    inner = text if text.startswith("<") else run(text)
    return f"<w:{kind} {by(author, date)}>{inner}</w:{kind}>"


def gone(text: str, author: str = "甲", date: str = "2025-01-01") -> str:
    return (
        f"<w:del {by(author, date)}><w:r><w:rPr/>"
        f'<w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'
    )


def ended(*kinds: str, author: str = "甲") -> str:
    """Return properties of a paragraph whose end is new or gone."""
    return f"<w:rPr>{''.join(f'<w:{kind} {by(author)}/>' for kind in kinds)}</w:rPr>"


def ranged(kind: str, name: str, inner: str, key: str = "9") -> str:
    start = f'<w:{kind}RangeStart w:id="{key}" w:name="{name}" {by()[9:]}/>'
    return f'{start}{inner}<w:{kind}RangeEnd w:id="{key}"/>'


def markup(body: str, **parts: str) -> Markup:
    found = read_content(packed(body, **parts), markup=True).markup
    assert found is not None
    return found


def told(body: str, **parts: str) -> list[tuple[str, str, str, str]]:
    found = markup(body, **parts).revisions
    assert [one.number for one in found] == list(range(1, len(found) + 1))
    return [(one.author, one.kind.value, one.before, one.after) for one in found]


def test_only_who_asks_is_told() -> None:
    data = packed(paragraph(ins("新")))
    assert read_content(data).markup is None
    assert read_content(data, markup=True).document == read(data)


def test_runs_that_word_split_are_one_change() -> None:
    noise = '<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="3" w:name="_x"/>'
    pieces = (
        ins('<w:r w:rsidR="00A1"><w:t>全</w:t></w:r>'),
        noise,
        ins("面", date="2025-01-01T08:01:00Z"),
        "<w:smartTag>" + ins("推") + "</w:smartTag>",
        ins("进", date="2025-01-01T08:02:00Z"),
    )
    assert told(paragraph("甲", *pieces, "乙")) == [("甲", "插入", "", "全面推进")]


def test_of_another_day_or_author_it_is_another_change() -> None:
    body = paragraph("句", ins("一"), ins("二", "乙"), ins("三", "乙", date="2025-01-02"))
    assert told(body) == [
        ("甲", "插入", "", "一"),
        ("乙", "插入", "", "二"),
        ("乙", "插入", "", "三"),
    ]


@pytest.mark.parametrize(
    "pieces",
    [
        (gone("154"), ins("155")),
        (ins("155"), gone("154")),
        (gone("1"), ins("155"), gone("54")),
        (gone("154", date="2025-01-01T08:00:00Z"), ins("155", date="2025-01-01T08:05:00Z")),
    ],
)
def test_deleted_and_put_in_its_place_is_one_replacement(pieces: tuple[str, ...]) -> None:
    body = paragraph("共", *pieces, "处")
    (one,) = markup(body).revisions
    assert (one.kind, one.before, one.after) == (REPLACED, "154", "155")
    assert one.place is not None
    assert one.place.text == "共154处"
    assert (one.place.start, one.place.end) == (1, 4)


def test_a_replacement_of_two_people_is_two_changes() -> None:
    body = paragraph("共", gone("154"), ins("155", "乙"), "处")
    assert told(body) == [("甲", "删除", "154", ""), ("乙", "插入", "", "155")]


def test_what_another_takes_out_of_an_insertion_is_told_of_both() -> None:
    inner = ins(run("全面") + gone("深入", "乙") + run("推进"))
    body = paragraph("要", inner, ins("落实", "乙"), ins("工作"), "。")
    assert told(body) == [
        ("甲", "插入", "", "全面深入推进工作"),
        ("乙", "替换", "深入", "落实"),
    ]


def test_paragraphs_that_are_gone_come_whole_as_one() -> None:
    lost = [paragraph(gone(text), properties=ended("del")) for text in ("一。", "二。")]
    body = paragraph("首") + "".join(lost) + paragraph("尾")
    (one,) = markup(body).revisions
    assert (one.kind, one.before) == (DEL, "一。\n二。\n")
    assert one.place is not None
    assert (one.place.text, one.place.number, one.place.end) == ("一。", 2, 2)


def test_a_new_paragraph_stands_where_it_was_put() -> None:
    body = paragraph("") + paragraph("首", properties=ended("ins")) + paragraph(ins("新。"))
    (one,) = markup(body + paragraph("尾")).revisions
    assert (one.kind, one.after) == (INS, "\n新。")
    assert one.place is not None
    assert (one.place.text, one.place.number, one.place.start, one.place.order) == ("首", 1, 1, 1)


def test_joining_and_parting_paragraphs_is_a_kind_of_its_own() -> None:
    joined = paragraph("甲", properties=ended("del")) + paragraph("乙")
    parted = paragraph("丙", properties=ended("ins", author="乙")) + paragraph("丁")
    assert told(joined + parted) == [("甲", "段落分合", "\n", ""), ("乙", "段落分合", "", "\n")]


def test_a_move_is_one_change_with_two_places() -> None:
    leaves = ranged("moveFrom", "move1", ins("甲。", kind="moveFrom") * 2)
    comes = ranged("moveTo", "move1", ins("甲。", kind="moveTo") * 2, "8")
    body = paragraph("首", leaves) + paragraph("乙") + paragraph("丙", comes, "丁")
    (one,) = markup(body).revisions
    assert (one.kind, one.before, one.after) == (MOVED, "甲。甲。", "甲。甲。")
    assert one.place is not None
    assert one.to is not None
    assert (one.place.order, one.place.start, one.place.end) == (0, 1, 5)
    assert (one.to.order, one.to.start, one.to.text) == (2, 1, "丙丁")


def test_a_moved_paragraph_takes_its_end_along() -> None:
    end = '<w:{0}RangeEnd w:id="9"/>'
    start = '<w:{0}RangeStart w:id="9" w:name="move7"/>'
    leaves = paragraph(
        start.format("moveFrom"), ins("甲。", kind="moveFrom"), properties=ended("moveFrom")
    )
    comes = paragraph(
        start.format("moveTo"),
        ins("甲。", kind="moveTo"),
        end.format("moveTo"),
        properties=ended("moveTo"),
    )
    body = leaves + end.format("moveFrom") + paragraph("乙") + comes + paragraph("丙")
    assert told(body) == [("甲", "移动", "甲。\n", "甲。\n")]
    data = packed(body)
    assert lines(read(data, changes={1: "reject"})) == ["甲。", "乙", "丙"]
    assert lines(read(data, changes={1: "accept"})) == ["乙", "甲。", "丙"]


def test_a_move_is_one_where_libreoffice_begins_the_range_within_it() -> None:
    def half(kind: str, key: str) -> str:
        start = f'<w:{kind}RangeStart w:id="{key}" w:name="move105"/>'
        end = f'<w:{kind}RangeEnd w:id="{key}"/>'
        return ins(start + run("甲"), kind=kind) + ins(end + run("。"), kind=kind)

    body = paragraph("首", half("moveFrom", "0"), "尾") + paragraph("丙", half("moveTo", "1"))
    assert told(body) == [("甲", "移动", "甲。", "甲。")]


def test_a_move_without_its_other_half_is_a_deletion() -> None:
    assert told(paragraph(ins("甲", kind="moveFrom"), "乙")) == [("甲", "删除", "甲", "")]


def test_rows_are_changed_as_wholes() -> None:
    def row(kind: str, *cells: str) -> str:
        inner = "".join(
            f"<w:tc>{paragraph(ins(one) if kind == 'ins' else gone(one))}</w:tc>" for one in cells
        )
        return f"<w:tr><w:trPr><w:{kind} {by()}/></w:trPr>{inner}</w:tr>"

    kept = f"<w:tr><w:tc>{paragraph('项目')}</w:tc><w:tc>{paragraph('数')}</w:tc></w:tr>"
    body = paragraph("表前") + f"<w:tbl>{kept}{row('ins', '受理', '3')}{kept}"
    body += f"{row('del', '办结', '2')}{row('del', '督办', '1')}</w:tbl>" + paragraph("表后")
    first, second = markup(body).revisions
    assert (first.kind, first.after) == (INS, "受理\t3\n")
    assert (second.kind, second.before) == (DEL, "办结\t2\n督办\t1\n")
    assert second.place is not None
    assert second.place.where == "表格"
    data = packed(body)
    only_first = read(data, changes={2: "reject"})
    assert lines(only_first)[1:-1] == ["项目/数", "受理/3", "项目/数", "办结/2", "督办/1"]


def test_changes_in_notes_stand_behind_those_of_the_text() -> None:
    mark = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    body = paragraph("一、城管", properties=HEADING) + paragraph("文", mark.format(2), ins("新"))
    notes = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
    notes += f'<w:footnote w:id="2">{paragraph("脚", gone("旧"), "注")}</w:footnote>'
    first, second = markup(body, footnotes=notes).revisions
    assert (first.after, second.before) == ("新", "旧")
    assert second.place is not None
    assert second.place[:5] == ("脚旧注", 1, "脚注", 1, 2)
    assert second.place.heading == "一、城管"


def test_the_paragraph_is_counted_and_the_heading_above_is_named() -> None:
    body = (
        paragraph("标题")
        + paragraph("")
        + paragraph("一、城市管理", properties=HEADING)
        + paragraph("街面", ins("很"), "整洁。")
        + paragraph("二、民生", gone("工作"), properties=HEADING)
        + paragraph("就业稳。", ins("好。"))
    )
    places = [one.place for one in markup(body).revisions]
    assert [place and (place.number, place.heading) for place in places] == [
        (3, "一、城市管理"),
        (4, "二、民生工作"),
        (5, "二、民生工作"),
    ]


def test_changed_looks_are_counted_by_author() -> None:
    look = f"<w:rPrChange {by()}><w:rPr/></w:rPrChange>"
    style = f"<w:pPrChange {by('乙')}><w:pPr/></w:pPrChange>"
    body = paragraph(run("甲", look), run("乙", look), properties=HEADING + style)
    found = markup(body + paragraph(ins("新"))).revisions
    assert [(one.number, one.kind, one.author, one.times) for one in found] == [
        (1, INS, "甲", 1),
        (2, LOOKS, "乙", 1),
        (3, LOOKS, "甲", 2),
    ]
    assert lines(read(packed(body), changes={1: "reject"})) == ["甲乙"]
    assert lines(read(packed(body), changes={2: "reject"})) == ["1||甲乙"]


def test_a_picture_that_was_put_in_is_a_change_too() -> None:
    assert told(paragraph(ins("<w:r><w:drawing/></w:r>"), "甲")) == [("甲", "插入", "", "")]


def test_comments_come_with_their_places() -> None:
    start, end = '<w:commentRangeStart w:id="{}"/>', '<w:commentRangeEnd w:id="{}"/>'
    body = paragraph("一、城管", properties=HEADING) + paragraph(
        "共", start.format(1), gone("154"), ins("155"), end.format(1), "处",
        '<w:r><w:commentReference w:id="2"/></w:r>',
    )  # fmt: skip
    comments = "".join(
        f'<w:comment w:id="{key}" w:author="乙">{paragraph("核实")}</w:comment>'
        for key in (1, 2, 3)
    )
    remarks = markup(body, comments=comments).remarks
    places = [one.place for one in remarks]
    assert [place and (place.text, place.start, place.end) for place in places] == [
        ("共154处", 1, 4),
        ("共154处", 5, 5),
        None,
    ]
    assert remarks[0].comment.quoted == "155"


# ---- laws -------------------------------------------------------------------------------


class Piece(NamedTuple):
    """A text, who put it in, and who took it out (nobody: it stands)."""

    text: str
    inserted: str = ""
    deleted: str = ""

    def stands(self, accepted: frozenset[str]) -> bool:
        return (not self.inserted or self.inserted in accepted) and not (
            self.deleted and self.deleted in accepted
        )

    def xml(self) -> str:
        inner = gone(self.text, self.deleted) if self.deleted else run(self.text)
        return ins(inner, self.inserted) if self.inserted else inner


class Para(NamedTuple):
    pieces: tuple[Piece, ...]
    end: Piece

    def xml(self) -> str:
        marks = [("ins", self.end.inserted), ("del", self.end.deleted)]
        own = "".join(f"<w:{kind} {by(author)}/>" for kind, author in marks if author)
        properties = f"<w:rPr>{own}</w:rPr>" if own else ""
        return paragraph(*(piece.xml() for piece in self.pieces), properties=properties)


AUTHORS = ("甲", "乙", "丙")
TEXT = st.text("东南西北中", min_size=1, max_size=3)
AUTHOR = st.sampled_from(("", "", *AUTHORS))
FLAT = st.one_of(st.tuples(AUTHOR, st.just("")), st.tuples(st.just(""), AUTHOR))
NESTED = st.tuples(AUTHOR, AUTHOR)


def paras(who: st.SearchStrategy[tuple[str, str]]) -> st.SearchStrategy[list[Para]]:
    piece = st.builds(lambda text, by_: Piece(text, *by_), TEXT, who)
    end = st.builds(lambda by_: Piece("\n", *by_), who)
    return st.lists(
        st.builds(Para, st.lists(piece, max_size=5).map(tuple), end), min_size=1, max_size=5
    ).map(lambda found: [*found, Para((Piece("完"),), Piece("\n"))])


def text_with(found: list[Para], accepted: frozenset[str]) -> list[str]:
    pieces = (piece for para in found for piece in (*para.pieces, para.end))
    text = "".join(piece.text for piece in pieces if piece.stands(accepted))
    return [line for line in text.split("\n") if line]


def decided(data: bytes, changes: dict[int, Choice]) -> list[str]:
    return lines(read(data, changes=changes))


def revisions(data: bytes) -> tuple[Revision, ...]:
    found = read_content(data, markup=True).markup
    assert found is not None
    return found.revisions


@given(paras(NESTED), st.frozensets(st.sampled_from(AUTHORS)))
def test_deciding_by_author_gives_what_that_person_wants(
    found: list[Para], accepted: frozenset[str]
) -> None:
    data = packed("".join(para.xml() for para in found))
    changes: dict[int, Choice] = {
        one.number: "accept" if one.author in accepted else "reject" for one in revisions(data)
    }
    assert decided(data, changes) == text_with(found, accepted)


@given(paras(NESTED))
def test_deciding_all_alike_is_accepting_or_rejecting(found: list[Para]) -> None:
    data = packed("".join(para.xml() for para in found))
    numbers = [one.number for one in revisions(data)]
    assert read(data, changes=dict.fromkeys(numbers, "accept")) == read(data)
    assert read(data, changes=dict.fromkeys(numbers, "reject")) == read(data, changes="reject")


@given(paras(FLAT))
@example(
    [
        *[Para((), Piece("\n", deleted="甲"))] * 2,
        Para((Piece("东", inserted="甲"),), Piece("\n")),
        Para((Piece("完"),), Piece("\n")),
    ]
)
def test_each_change_turns_the_text_before_into_the_text_with_it(found: list[Para]) -> None:
    data = packed("".join(para.xml() for para in found))
    told = read_content(data, markup=True).markup
    assert told is not None
    before = "\n".join(told.paragraphs)
    for one in told.revisions:
        assert one.place is not None
        at = sum(len(text) + 1 for text in told.paragraphs[: one.place.order]) + one.place.start
        if one.before.startswith("\n") and one.before != "\n":  # what follows has its place
            at -= 1
        assert before[at : at + len(one.before)] == one.before
        text = before[:at] + one.after + before[at + len(one.before) :]
        changes: dict[int, Choice] = dict.fromkeys(
            (other.number for other in told.revisions), "reject"
        )
        changes[one.number] = "accept"
        assert decided(data, changes) == [line for line in text.split("\n") if line]


# ---- hostile trees --------------------------------------------------------------------

_TAGS = (
    *("p", "r", "ins", "del", "moveFrom", "moveTo", "tbl", "tr", "tc", "pPr", "rPr", "trPr"),
    *("tcPr", "cellIns", "cellDel", "numPr", "pPrChange", "rPrChange", "txbxContent", "sdt"),
    *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "commentRangeStart"),
    *("commentRangeEnd", "commentReference", "footnoteReference", "drawing", "br", "fldSimple"),
)


def _element(tag: str, author: str, inner: list[str]) -> str:
    return f'<w:{tag} w:id="{len(inner)}" w:name="m" w:author="{author}">{"".join(inner)}</w:{tag}>'


TREES = st.recursive(
    st.sampled_from(("<w:t>甲</w:t>", "<w:t>乙</w:t>", "<w:delText>丙</w:delText>")),
    lambda inner: st.builds(
        _element, st.sampled_from(_TAGS), st.sampled_from(AUTHORS), st.lists(inner, max_size=4)
    ),
    max_leaves=25,
)


@given(st.lists(TREES, max_size=6), st.lists(TREES, max_size=3))
def test_any_tree_is_read_and_decided(body: list[str], notes: list[str]) -> None:
    footnote = _element("footnote", "甲", [paragraph(*notes)])
    comments = f'<w:comment w:id="1" w:author="乙">{paragraph("核实")}</w:comment>'
    data = packed("".join(map(paragraph, body)), footnotes=footnote, comments=comments)
    found = read_content(data, markup=True).markup
    assert found is not None
    numbers = [one.number for one in found.revisions]
    assert numbers == list(range(1, len(numbers) + 1))
    for one in found.revisions:
        if one.place is not None:
            assert 0 <= one.place.start <= one.place.end <= len(one.place.text)
    assert read(data, changes=dict.fromkeys(numbers, "accept")) == read(data)
    assert read(data, changes=dict.fromkeys(numbers, "reject")) == read(data, changes="reject")
