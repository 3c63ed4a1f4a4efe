"""What Word calls 标记: tracked changes and comments, each with its place in the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from zongjie.document import Document, Heading, Verbatim, inlines_of, text_of
from zongjie.readers.docx.comments import Comment
from zongjie.readers.docx.revisions import Place, Revision, Revisions
from zongjie.records import NamedTuple

if TYPE_CHECKING:
    from zongjie.readers.docx.package import Package

_AHEAD: Final = 2000  # characters in which the next paragraph is looked for


class Remark(NamedTuple):
    """A comment and where it stands in the text before all changes; no place: at none."""

    comment: Comment
    place: Place | None


class Markup(NamedTuple):
    """The tracked changes and the comments of a file, in reading order.

    ``paragraphs`` is the text before all changes, as it is counted in ``Place.order``, and
    ``headings`` what stands above each of them, as far as they are no notes.
    """

    revisions: tuple[Revision, ...] = ()
    remarks: tuple[Remark, ...] = ()
    paragraphs: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()


def read_markup(
    package: Package, before: Document, comments: Iterable[tuple[str, Comment]]
) -> Markup:
    """Return the markup of a file that nobody has settled yet.

    ``before`` is its document with all changes rejected, which knows the headings;
    ``comments`` go by their ids.
    """
    revisions = Revisions(package)
    places = revisions.places()
    headings = _headings(places.texts[: places.in_body], before)
    places.headings = dict(enumerate(headings))
    remarks = [
        Remark(comment, places.of_range(*anchor) if anchor else None)
        for key, comment in comments
        for anchor in (revisions.walk.anchors.get(key),)
    ]
    texts = tuple(places.texts)
    return Markup(revisions.told(places), tuple(remarks), texts, tuple(headings))


def _headings(paragraphs: Sequence[str], document: Document) -> list[str]:
    """Return the heading above each paragraph, its own where it is one.

    The document has the same text in the same order, but for the numbers of lists and
    what was left out of it.
    """
    text, starts = _run_together(document)
    found: list[str] = []
    at, above, waiting = 0, "", 0
    for paragraph in paragraphs:
        wanted = "".join(paragraph.split())
        here = text.find(wanted, at, at + _AHEAD + len(wanted)) if wanted else -1
        if here >= 0:
            at = here + len(wanted)
            while waiting < len(starts) and starts[waiting][0] <= here:
                above = starts[waiting][1]
                waiting += 1
        found.append(above)
    return found


def _run_together(document: Document) -> tuple[str, list[tuple[int, str]]]:
    """Return the text of a document without blanks, and where each heading begins in it."""
    text, starts = "", []
    for block in document.blocks:
        said = [text_of(inlines) for inlines in inlines_of(block)]
        if isinstance(block, Heading):
            starts.append((len(text), block.number + said[0]))
            said.insert(0, block.number)
        elif isinstance(block, Verbatim):
            said.append(block.text)
        text += "".join("".join(said).split())
    return text, starts
