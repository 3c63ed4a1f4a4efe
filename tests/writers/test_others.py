"""Our .docx as other people's programs read it: pandoc, mammoth, python-docx."""

from __future__ import annotations

import io
import json
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import docx
import mammoth
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import IN_CI
from profiled import write
from said import CELLS, Said, said
from strategies import documents, sample
from zongjie import load, render
from zongjie.document import (
    Document,
    Heading,
    Inlines,
    Note,
    Paragraph,
    Run,
    Subtitle,
    Title,
    inlines_of,
    text_of,
)
from zongjie.pipeline import check

EXAMPLES = Path(__file__).parents[2] / "examples"
GENERATED = 100 if IN_CI else 10
Piece = tuple[str, str]  # kind, and text with its notes


@cache
def _report(name: str) -> tuple[Document, bytes]:
    if name == "sample":
        return sample(), write(sample())
    loaded = load(EXAMPLES / name)
    document = check(loaded).document
    assert document is not None
    return document, render(loaded, "docx").outputs["docx"]


NAMES = sorted(path.name for path in EXAMPLES.iterdir())
each_example = pytest.mark.parametrize("name", NAMES)
each_report = pytest.mark.parametrize("name", ["sample", *NAMES])


class _Expected:
    """What a reader finds, but for what is empty; a note's text stands at its first mark."""

    def __init__(self, document: Document) -> None:
        self._numbers: dict[str, int] = {}
        found = [(_kind(one), one.head + self._text(one.inlines)) for one in said(document)]
        stripped = [(kind, "".join(text.split())) for kind, text in found]
        self.pieces = [(kind, text) for kind, text in stripped if text]

    def _text(self, inlines: Inlines) -> str:
        return "".join(
            inline.text if isinstance(inline, Run) else self._note(inline) for inline in inlines
        )

    def _note(self, note: Note) -> str:
        if note.key in self._numbers:
            return str(self._numbers[note.key])
        self._numbers[note.key] = len(self._numbers) + 1
        return f"〔{text_of(note.runs)}〕"


def _kind(one: Said) -> str:
    if one.style.startswith("Heading "):
        return f"h{one.style[-1]}"
    return {"Title": "title", **dict.fromkeys(CELLS, "cell")}.get(one.style, "p")


# ---- pandoc --------------------------------------------------------------------------


def _by_pandoc(pandoc: str, data: bytes) -> list[Piece]:
    command = [pandoc, "-f", "docx", "-t", "json"]
    done = subprocess.run(command, input=data, capture_output=True, check=True)
    assert done.stderr == b""
    tree = json.loads(done.stdout)
    title = tree["meta"].get("title", {"c": []})["c"]
    pieces = [("title", _inline(title)), *_blocks(tree["blocks"])]
    stripped = [(kind, "".join(text.split())) for kind, text in pieces]
    return [(kind, text) for kind, text in stripped if text]


def _blocks(blocks: list[Any]) -> Iterator[Piece]:
    """Yield the blocks of pandoc's tree; what is indented is a quotation to it."""
    for block in blocks:
        match block:
            case {"t": "Header", "c": [level, _, inlines]}:
                yield f"h{level}", _inline(inlines)
            case {"t": "Para" | "Plain", "c": inlines}:
                yield "p", _inline(inlines)
            case {"t": "BlockQuote", "c": inner}:
                yield from _blocks(inner)
            case {"t": "Table", "c": [_, _, _, [_, head], bodies, _]}:
                rows = head + [row for body in bodies for row in body[2] + body[3]]
                for _, cells in rows:
                    yield from (("cell", _cell(cell[4])) for cell in cells)
            case _:
                pytest.fail(f"pandoc sees {block}")


def _cell(blocks: list[Any]) -> str:
    return "".join(text for _, text in _blocks(blocks))


def _inline(inlines: list[Any]) -> str:
    """Return the text; a note in brackets, a mark that repeats it as its number."""
    found = ""
    for inline in inlines:
        match inline:
            case {"t": "Str", "c": text}:
                found += text
            case {"t": "Space" | "SoftBreak" | "LineBreak"}:
                found += " "
            case {"t": "Strong" | "Superscript", "c": inner}:
                found += _inline(inner)
            case {"t": "Note", "c": blocks}:
                found += f"〔{_cell(blocks)}〕"
            case _:
                pytest.fail(f"pandoc sees {inline}")
    return found


@each_report
def test_pandoc_reads_the_same_report(name: str, pandoc: str) -> None:
    document, data = _report(name)
    assert _by_pandoc(pandoc, data) == _Expected(document).pieces


plain_texts = st.text("甲乙丙丁，。“”——…（）0123456789%aZ<&>", max_size=8)


@settings(max_examples=GENERATED)
@given(documents(plain_texts))
def test_pandoc_reads_any_document(pandoc: str, document: Document) -> None:
    # pandoc takes titles and dates for data of the document as long as nothing else was said.
    blocks = [one for one in document.blocks if not isinstance(one, Title | Subtitle)]
    begun = Document([Title((Run("题"),)), Paragraph((), (Run("起"),)), *blocks])
    assert _by_pandoc(pandoc, write(begun)) == _Expected(begun).pieces


# ---- mammoth -------------------------------------------------------------------------

PLAIN = (
    *("Title", "Subtitle", "Salutation", "Body Text", "Signature", "Date", *CELLS),
    *("分隔行", "原文", "原文首行", "附件说明", "附件序号", "附件标题"),
)
OURS = (
    *(f"p[style-name='{name}'] => p:fresh" for name in PLAIN),
    "r[style-name='段首句'] => b",
    "r[style-name='标题序号'] => span",
)


@each_report
def test_mammoth_reads_headings_and_notes(name: str) -> None:
    document, data = _report(name)
    result = mammoth.convert_to_html(io.BytesIO(data), style_map="\n".join(OURS))
    assert result.messages == []
    html = ET.fromstring(f"<body>{result.value}</body>")
    marks = [a for a in html.iter("a") if a.get("href", "").startswith("#footnote-")]
    notes = [li for li in html.iter("li") if li.get("id", "").startswith("footnote-")]
    found = [(h.tag, "".join(h.itertext())) for h in html if h.tag.startswith("h")]
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    assert [tag for tag, _ in found] == [f"h{min(h.level, 4)}" for h in headings]
    for (_, text), heading in zip(found, headings, strict=True):
        assert text.startswith(heading.number + text_of(heading.runs))
    assert len(marks) == 2 * len(notes)  # forth and back
    texts = {note.key: text_of(note.runs) for note in _notes(document)}
    told = ["".join(note.itertext()).strip(" ↑") for note in notes]
    assert told == [text.strip() for text in texts.values()]


def _notes(document: Document) -> Iterator[Note]:
    for block in document.blocks:
        for inlines in inlines_of(block):
            yield from (one for one in inlines if isinstance(one, Note))


# ---- python-docx ---------------------------------------------------------------------


@each_example
def test_python_docx_sees_every_paragraph_in_its_style(name: str) -> None:
    document, data = _report(name)
    paragraphs = docx.Document(io.BytesIO(data)).paragraphs
    # The lines of a title are layout; examples break no line elsewhere.
    found = [(p.style and p.style.name, p.text.replace("\n", "")) for p in paragraphs]
    expected = [(one.style, one.text) for one in said(document) if one.style not in CELLS]
    assert [one for one in found if one != ("分隔行", "")] == expected
