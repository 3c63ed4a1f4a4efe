"""docx → Document: what our own writer wrote, and any other file of Word, WPS, LibreOffice.

Three steps: package → one reading of its parts (`settling`) → a small tree of what
Word says (`wordtree`) → blocks (`blocks`).  What is understood:

- paragraphs: [x] headings by style (also 标题 1, and styles based on one) and outline
  level  [x] numbers of lists  [x] tabs, soft breaks, no-break hyphens, blanks as typed
  [x] hidden text dropped  [x] pictures of signs (Wingdings, Symbol) as Unicode
  [x] raised digits (10²)  [x] ruby: the base  [x] equations on one line  [x] 艺术字
  [x] the two parts of a page  [ ] columns, frames: in the order of the file
- tables: [x] merged cells (their text once, the places kept)  [x] nested (a line a row)
  [x] rows and cells in content controls
- text boxes: [x] behind the paragraph they hang on, once
- footnotes, endnotes: [x] their text at the first mark  [ ] marks inside a footnote
- tracked changes: [x] insertions, deletions, moves, of text, of a paragraph's end, of
  rows and cells, of properties; accepted, or rejected
- comments: [x] author, date, text, what they are on, answers
- fields: [x] results, nested and across paragraphs  [x] 带圈字符  [ ] codes
  [x] a table of contents (field or control) is dropped: it says the headings again
- content controls, smart tags, links: [x] looked through; hints in empty ones dropped
- [x] charts as simple as ours  [ ] pictures, objects, diagrams, files put into it: counted
- [ ] headers, footers: no text of the report
- [x] strict OOXML, WPS  [x] hostile files: bounded, nothing fetched, nothing expanded
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from zongjie.document import Document
from zongjie.packages import UnreadableDocxError
from zongjie.readers.docx.blocks import Builder
from zongjie.readers.docx.comments import Comment
from zongjie.readers.docx.package import Package
from zongjie.readers.docx.settling import Changes
from zongjie.readers.docx.wordtree import Unread, WordReader

__all__ = ["Changes", "Comment", "Content", "Unread", "UnreadableDocxError", "read", "read_content"]


class Content(NamedTuple):
    """All that a .docx says.

    ``tracked`` says whether it holds tracked changes, ``reaches_out`` whether it wants
    something from elsewhere (nothing is fetched), ``unread`` what could not be read.
    """

    document: Document
    comments: tuple[Comment, ...] = ()
    tracked: bool = False
    reaches_out: bool = False
    unread: Unread = Unread()


def read(source: Path | bytes, *, changes: Changes = "accept") -> Document:
    """Return the document a .docx holds, its tracked changes accepted or rejected.

    Raises :class:`UnreadableDocxError`, and ``OSError`` where there is no file.
    """
    return read_content(source, changes=changes).document


def read_content(source: Path | bytes, *, changes: Changes = "accept") -> Content:
    """Return the document a .docx holds, and what it says beside; raises as :func:`read`."""
    package = Package(source)
    word = WordReader(package, changes)
    document = Document(Builder(word.notes(), word.blocks()).blocks())
    comments = word.comments()
    return Content(document, comments, word.tracked, package.reaches_out, word.unread())
