"""docx → Document: what our own writer wrote, and any other file of Word, WPS, LibreOffice.

Four steps: package → one reading of its parts (`settling`) → a small tree of what Word
says (`wordtree`) → in a file that is not ours, what the text is by its looks
(`structure`) → blocks (`blocks`).  Understood [x], left out [ ], refused [!]; a test
holds that each element named here is met in the tests:

- [x] paragraphs ``p`` ``r`` ``t``: headings by style ``pStyle`` (also 标题 1, and styles
  based on one) and outline level ``outlineLvl``; numbers of lists ``numPr``; ``tab``,
  ``br``, ``cr``, ``noBreakHyphen``, ``softHyphen``, ``sym``; raised digits ``vertAlign``
  (10²); ``ruby``: the base; equations ``oMath`` on one line; 艺术字 ``textpath``
- [x] looks, where styles say nothing: title, subtitle, headings, leads, signature by
  ``jc``, ``rFonts``, ``sz``, ``b``; typed indentation and empty paragraphs go
- [x] tables ``tbl``: merged cells ``gridSpan`` ``vMerge`` (their text once, the places
  kept); nested (a line a row); rows and cells in controls
- [x] text boxes ``txbxContent``: behind the paragraph they hang on, once
- [x] ``footnoteReference`` ``endnoteReference``: the text at the first mark
- [x] tracked changes ``ins`` ``del`` ``moveFrom`` ``moveTo`` ``cellIns`` ``cellDel``
  ``pPrChange`` ``rPrChange``: accepted or rejected, all or by their numbers; counted with
  who made them, and where it is asked for told one by one (`revisions`)
- [x] comments ``commentRangeStart`` ``comment`` ``commentEx``: author, date, text, answers
- [x] fields ``fldSimple`` ``fldChar``: results, nested and across paragraphs; 带圈字符
- [x] looked through: ``sdt`` ``smartTag`` ``hyperlink`` ``customXml`` ``AlternateContent``
- [x] charts ``chart`` as simple as ours
- [ ] hidden text ``vanish``, hints ``showingPlcHdr``, codes of fields ``instrText``, a
  table of contents (field, ``docPartGallery`` or style; told), marks inside a footnote
- [ ] page and column breaks, headers and footers (with page numbers and watermarks), where
  frames and columns stand: text comes in the order of the file
- [ ] counted and told: pictures ``blip`` ``imagedata``, objects ``OLEObject``, ``altChunk``
- [!] DTD and entities, parts and levels beyond all bounds; nothing outside is fetched
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from zongjie.document import Document
from zongjie.packages import UnreadableDocxError
from zongjie.readers.docx.blocks import Builder
from zongjie.readers.docx.comments import Comment
from zongjie.readers.docx.package import Package
from zongjie.readers.docx.settling import Changes, Choice, Tracked
from zongjie.readers.docx.structure import structured
from zongjie.readers.docx.wordtree import Unread, WordReader
from zongjie.records import NamedTuple

if TYPE_CHECKING:
    from zongjie.readers.docx.markup import Markup

__all__ = [
    "Changes",
    "Choice",
    "Comment",
    "Content",
    "Tracked",
    "Unread",
    "UnreadableDocxError",
    "read",
    "read_content",
]


class Content(NamedTuple):
    """All that a .docx says.

    ``tracked`` says what tracked changes it holds, ``reaches_out`` whether it wants
    something from elsewhere (nothing is fetched), ``unread`` what could not be read,
    ``contents`` whether a table of contents was dropped.  ``markup`` tells each change
    and where each comment stands; it is there where it was asked for.
    """

    document: Document
    comments: tuple[Comment, ...] = ()
    tracked: Tracked | None = None
    reaches_out: bool = False
    unread: Unread = Unread()
    contents: bool = False
    markup: Markup | None = None


def read(source: Path | bytes, *, changes: Changes = "accept") -> Document:
    """Return the document a .docx holds, its tracked changes accepted or rejected.

    Raises :class:`UnreadableDocxError`, and ``OSError`` where there is no file.
    """
    return read_content(source, changes=changes).document


def read_content(
    source: Path | bytes, *, changes: Changes = "accept", markup: bool = False
) -> Content:
    """Return the document a .docx holds, and what it says beside; raises as :func:`read`.

    ``markup`` asks for each tracked change and the places of the comments, too: that
    reads the file twice more.
    """
    package = Package(source)
    word = WordReader(package, changes)
    notes, blocks = word.notes(), list(word.blocks())
    contents = word.contents()
    if not word.is_ours:
        blocks, listed = structured(blocks, contents=contents)
        contents |= listed
    comments = word.comments()
    return Content(
        Document(Builder(notes, blocks).blocks()),
        tuple(comment for _, comment in comments),
        word.tracked(),
        package.reaches_out,
        word.unread(),
        contents,
        _markup(source, comments) if markup else None,
    )


def _markup(source: Path | bytes, comments: tuple[tuple[str, Comment], ...]) -> Markup:
    from zongjie.readers.docx.markup import read_markup  # few ask for it

    return read_markup(Package(source), read(source, changes="reject"), comments)
