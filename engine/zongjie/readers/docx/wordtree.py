"""What Word says, as a small tree: paragraphs with a style name, tables, marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final, TypeAlias

from zongjie.document import Chart
from zongjie.readers.docx.comments import Comment, read_comments
from zongjie.readers.docx.elements import attribute, is_on, local, value
from zongjie.readers.docx.fields import spanning
from zongjie.readers.docx.inlines import Inliner, Story
from zongjie.readers.docx.items import NUMBER, Item, Items, Text
from zongjie.readers.docx.looks import Placing, placed
from zongjie.readers.docx.numbering import Numbering
from zongjie.readers.docx.package import Package
from zongjie.readers.docx.quotes import Quotes
from zongjie.readers.docx.settling import Changes, Tracked, settle, simplify, tracked
from zongjie.readers.docx.styles import BODY_LEVEL, Styles, level_of
from zongjie.records import NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element

_GONE: Final = frozenset({"pPr", "rPr", "sdtPr", "tblPr", "trPr", "tcPr", "sectPr"})
_MOST_COLUMNS: Final = 63  # of a table of Word's


class WordParagraph(NamedTuple):
    """A paragraph: the name of its style, its outline level (from 0) if it is a heading."""

    style: str
    outline: int | None
    items: Items
    placing: Placing = Placing()


class WordRow(NamedTuple):
    """A row; ``hidden`` ones only stand for something."""

    cells: tuple[Items, ...]
    header: bool
    hidden: bool


class WordTable(NamedTuple):
    """A table; a cell that is merged with others stands in the first one's place."""

    rows: tuple[WordRow, ...]


WordBlock: TypeAlias = WordParagraph | WordTable | Chart


class Unread(NamedTuple):
    """How much of a file is no text that can be read."""

    pictures: int = 0
    objects: int = 0
    parts: int = 0
    """Diagrams, charts not as simple as ours, and whole files that are put into this one."""


class WordReader:
    """Turns elements into the small tree; knows styles and bookmarks.

    ``changes`` says what is done with tracked ones; those in a comment are accepted
    where each is decided by itself, for they have no numbers.
    """

    def __init__(self, package: Package, changes: Changes = "accept") -> None:
        self._changed: Counter[str] = Counter()  # how often by each author
        self._contents = False  # whether a table of contents was dropped
        self._package = package
        self._is_accepted = _accepting(package, changes)
        styles = package.related("styles")
        self._styles = Styles(styles)
        self._numbering = Numbering(package.related("numbering"), styles)
        self._quotes = Quotes()
        self._body = self._settled(package.body)

    def blocks(self) -> Iterator[WordBlock]:
        """Yield the paragraphs, tables and charts of the text."""
        return self._body.blocks(self._body.root, Story())

    def notes(self) -> dict[str, Items]:
        """Return the text of each footnote and endnote by the id of its marks."""
        found: dict[str, Items] = {}
        for kind in ("footnote", "endnote"):
            part = self._part(f"{kind}s")
            if part is None:
                continue
            for note in part.root:
                if local(note) == kind and attribute(note, "type") in ("", "normal"):
                    found[f"{kind} {attribute(note, 'id')}"] = part.joined(note)
        return found

    def comments(self) -> tuple[tuple[str, Comment], ...]:
        """Return the comments by their ids; to be asked for when all blocks have been read."""
        quoted = self._quotes.found()
        part = self._part("comments")
        if part is None:
            return ()
        threads = self._package.related("commentsExtended")
        return read_comments(part.root, threads, quoted, part.joined)

    @property
    def is_ours(self) -> bool:
        """Whether our writer made the file: its styles then say all."""
        return self._styles.are_ours

    def contents(self) -> bool:
        """Return whether a table of contents was dropped; to be asked as :meth:`comments`."""
        return self._contents or self._body.contents

    def tracked(self) -> Tracked | None:
        """Return the tracked changes, if any; to be asked as :meth:`comments`."""
        return tracked(self._changed)

    def unread(self) -> Unread:
        """Return how much stands in the text that is no text; to be asked as :meth:`comments`."""

        def count(*names: str) -> int:
            return sum(1 for _ in self._body.root.iter(*(f"{{*}}{name}" for name in names)))

        objects = count("OLEObject")
        pictures = max(count("blip", "imagedata") - objects, 0)  # an object shows a picture
        charts = count("chart") - self._body.charts
        return Unread(pictures, objects, charts + count("altChunk", "relIds", "subDoc"))

    def _part(self, kind: str) -> _Part | None:
        root = self._package.related(kind)
        return None if root is None else self._settled(root)

    def _settled(self, root: _Element) -> _Part:
        """Return a part in the one reading; its fields and bookmarks are its own."""
        self._contents |= simplify(root)
        self._changed += settle(root, self._is_accepted)
        inliner = Inliner(self._styles, _bookmarked_notes(root), spanning(root), self._quotes)
        return _Part(root, self._package, self._styles, self._numbering, inliner)


class _Part:
    """The text of one part."""

    def __init__(
        self,
        root: _Element,
        package: Package,
        styles: Styles,
        numbering: Numbering,
        inliner: Inliner,
    ) -> None:
        self.root = root
        self.charts = 0  # that could be read
        self._package = package
        self._styles = styles
        self._numbering = numbering
        self._inliner = inliner

    @property
    def contents(self) -> bool:
        """Whether a table of contents was met, and dropped."""
        return self._inliner.contents

    def blocks(self, parent: _Element, story: Story) -> Iterator[WordBlock]:
        """Yield paragraphs and tables, through whatever wraps them."""
        for child in parent:
            name = local(child)
            if name == "p":
                yield from self._paragraph(child, story)
            elif name == "tbl":
                yield WordTable(tuple(self._rows(child)))
            elif name.startswith("commentRange"):
                self._inliner.quote(child, name)
            elif name not in _GONE:
                yield from self.blocks(child, story)

    def _paragraph(self, element: _Element, story: Story) -> Iterator[WordBlock]:
        properties = element.find("{*}pPr")
        style = value(properties, "pStyle")
        items = self._items(element, story)
        if items is not None:
            level = level_of(properties)
            level = self._styles.outline(style) if level is None else level
            outline = None if level == BODY_LEVEL else level
            placing = Placing()
            if not self._styles.are_ours:
                placing = placed(self._styles.placing(style), properties)
            yield WordParagraph(self._styles.name(style), outline, items, placing)
        yield from self._charts(element)
        for box in _boxes(element):
            yield from self.blocks(box, Story())

    def _charts(self, paragraph: _Element) -> Iterator[Chart]:
        """Yield the charts that a paragraph holds, without their titles."""
        for element in paragraph.iter("{*}chart"):
            if next(element.iterancestors("{*}p")) is not paragraph:
                continue  # of a paragraph in a text box

            from zongjie.readers.docx.charts import read_chart  # few files have any

            chart = read_chart(self._package.chart(attribute(element, "id")))
            if chart is not None:
                self.charts += 1
                yield chart

    def _rows(self, table: _Element) -> Iterator[WordRow]:
        for row in _nearest(table, "tr"):
            properties = row.find("{*}trPr")
            cells: list[Items] = [()] * _count(value(properties, "gridBefore"), 0)
            for cell in _nearest(row, "tc"):
                if not _is_placeholder(cell):
                    cells.append(self.joined(cell))
                    span = _count(value(cell.find("{*}tcPr"), "gridSpan"), 1)
                    cells += [()] * (span - 1)
            header, hidden = is_on(properties, "tblHeader"), is_on(properties, "hidden")
            yield WordRow(tuple(cells), header, hidden)

    def joined(self, parent: _Element) -> Items:
        """Return the items of all paragraphs below as those of one, a line for each.

        A row of a table in it is a line, its cells parted by tabs.
        """
        joined: list[Item] = []
        for index, line in enumerate(self._lines(parent, Story())):
            if index:
                joined.append(Text("\n"))
            joined += line
        return tuple(joined)

    def _lines(self, parent: _Element, story: Story) -> Iterator[Items]:
        for child in parent:
            name = local(child)
            if name == "p":
                items = self._items(child, story)
                if items is not None:
                    yield items
                for box in _boxes(child):
                    yield from self._lines(box, Story())
            elif name == "tbl":
                yield from (_tabbed(row) for row in self._rows(child) if not row.hidden)
            elif name.startswith("commentRange"):
                self._inliner.quote(child, name)
            elif name not in _GONE:
                yield from self._lines(child, story)

    def _items(self, paragraph: _Element, story: Story) -> Items | None:
        number = self._numbering.before(paragraph)
        properties = paragraph.find("{*}pPr")
        items = self._inliner.read(paragraph, story, value(properties, "pStyle"))
        return (Text(number, NUMBER), *items) if number and items is not None else items


def _accepting(package: Package, changes: Changes) -> Callable[[_Element], bool]:
    """Return what tells of each changed element whether the change is accepted."""
    if isinstance(changes, str):
        accepted = changes == "accept"
        return lambda _: accepted
    from zongjie.readers.docx.revisions import numbers_of  # few ask for some of them only

    numbers = numbers_of(package)
    return lambda change: changes.get(numbers.get(change, 0)) != "reject"


def _boxes(paragraph: _Element) -> Iterator[_Element]:
    """Yield the text boxes of a paragraph, but not those inside them."""
    for box in paragraph.iter("{*}txbxContent"):
        if next(box.iterancestors("{*}p"), None) is paragraph:
            yield box


def _nearest(parent: _Element, wanted: str) -> Iterator[_Element]:
    """Yield the elements of a name, through whatever wraps them, but not inside each other."""
    for child in parent:
        name = local(child)
        if name == wanted:
            yield child
        elif name not in _GONE:
            yield from _nearest(child, wanted)


def _tabbed(row: WordRow) -> Items:
    """Return a row as one line."""
    items: list[Item] = []
    for index, cell in enumerate(row.cells):
        if index:
            items.append(Text("\t"))
        items += cell
    return tuple(items)


def _count(written: str, otherwise: int) -> int:
    """Return a number of columns as it is written, within what Word allows."""
    if not re.fullmatch("[0-9]{1,9}", written):
        return otherwise
    return min(max(int(written), otherwise), _MOST_COLUMNS)


def _is_placeholder(cell: _Element) -> bool:
    """Return whether the cell is there only because a row must have one."""
    return is_on(cell.find("{*}tcPr"), "hideMark") and not "".join(map(str, cell.itertext()))


def _bookmarked_notes(root: _Element) -> dict[str, str]:
    """Return which footnote's first mark each bookmark is round."""
    found: dict[str, str] = {}
    opened: dict[str, str] = {}
    kinds = ("bookmarkStart", "bookmarkEnd", "footnoteReference", "endnoteReference")
    for element in root.iter(*(f"{{*}}{kind}" for kind in kinds)):
        name, number = local(element), attribute(element, "id")
        if name == "bookmarkStart":
            opened[number] = attribute(element, "name")
        elif name == "bookmarkEnd":
            opened.pop(number, None)
        else:
            for bookmark in opened.values():
                found.setdefault(bookmark, f"{name.removesuffix('Reference')} {number}")
            opened.clear()
    return found
