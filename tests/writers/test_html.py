"""What the HTML page promises: whole text, footnotes linked both ways, no network."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from lxml import html as lxml_html
from tests.strategies import HOSTILE, documents, sample

from zongjie.document import Document, Note, Paragraph, Run, Table
from zongjie.writers.html import write


def _tree(document: Document) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(write(document, "题"))


class _Balance(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_comes_through_whole(text: str) -> None:
    parser = _Balance()
    parser.feed(write(Document([Paragraph((), (Run(text, value=text),))]), text))
    joined = "".join(parser.text)
    assert joined.count(text) == 2  # the title and the paragraph


@given(documents())
def test_tags_are_balanced(document: Document) -> None:
    parser = _Balance()
    parser.feed(write(document, "题"))
    parser.close()
    assert parser.open == []


def test_marks_and_notes_lead_to_each_other() -> None:
    tree = _tree(sample())
    ids = {element.get("id") for element in tree.iter() if element.get("id")}
    links = [element.get("href", "") for element in tree.iter("a")]
    assert ids == {"mark-1", "mark-1-2", "mark-2", "note-1", "note-2"}
    assert {link.removeprefix("#") for link in links} == ids


def test_a_value_carries_its_reference_and_a_pending_one_is_marked() -> None:
    tree = _tree(Document([Paragraph((), (Run("1处", value='甲"<'), Run("待", pending=True)))]))
    (value,) = tree.find_class("value")
    assert (value.text, value.get("data-ref")) == ("1处", '甲"<')
    assert [mark.text for mark in tree.iter("mark")] == ["待"]


def test_levels_and_tables_have_their_elements() -> None:
    tree = _tree(sample())
    tags = [element.tag for element in tree.find(".//main")]
    assert tags[:6] == ["h1", "p", "h2", "h3", "h4", "h6"]
    assert [len(tree.findall(f".//{tag}")) for tag in ("th", "td")] == [2, 2]


def test_the_page_needs_no_network() -> None:
    page = write(sample(), "题")
    assert not re.search(r"(?:src|href)=\"(?!#)|url\(|@import|<script", page)


def test_a_note_in_a_cell_works() -> None:
    page = write(Document([Table((((Note("键", (Run("注"),)),),),))]))
    assert '<th><sup><a id="mark-1" href="#note-1">1</a></sup></th>' in page
