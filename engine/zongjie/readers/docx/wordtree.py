"""What Word says, as a small tree: paragraphs with a style name, tables, marks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from zongjie.document import Chart
from zongjie.readers.docx.elements import attribute, is_on, local
from zongjie.readers.docx.numbering import Numbering
from zongjie.readers.docx.package import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

_CHARACTERS: Final = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}
_GONE: Final = frozenset({"del", "moveFrom", "Fallback", "pPr", "rPr", "sdtPr", "rt"})
"""Deleted text (17.13.5), second sayings, properties, and the reading of a ruby."""


NUMBER: Final = "标题序号"
"""The style of a heading's number that is typed, and what Word's own is given."""


class Text(NamedTuple):
    """A run: its characters and character style, whether bold and highlighted.

    ``soft`` is a line break that only lays out (``w:br``; a text that breaks its
    line in a title says ``w:cr``).
    """

    text: str
    style: str = ""
    bold: bool = False
    marked: bool = False
    soft: bool = False


class Mark(NamedTuple):
    """A mark of the footnote with this id (in the footnote itself: without one).

    It is bold where it stands in a lead.
    """

    note: str
    bold: bool


Item: TypeAlias = Text | Mark


class WordParagraph(NamedTuple):
    """A paragraph: the name of its style, its own outline level (from 0), if any."""

    style: str
    outline: int | None
    items: tuple[Item, ...]


class WordRow(NamedTuple):
    """A row; ``hidden`` ones only stand for something."""

    cells: tuple[tuple[Item, ...], ...]
    header: bool
    hidden: bool


class WordTable(NamedTuple):
    """A table, its merged cells as they are in the file."""

    rows: tuple[WordRow, ...]


WordBlock: TypeAlias = WordParagraph | WordTable | Chart


class _Field:
    """A field that is open (17.16.18): its code, and what its result says."""

    def __init__(self) -> None:
        self.code = ""
        self.in_result = False
        self.result: list[Item] = []


class WordReader:
    """Turns elements into the small tree; knows styles and bookmarks."""

    def __init__(self, package: Package) -> None:
        self._package = package
        styles = package.related("styles")
        self._names = _style_names(styles)
        self._numbering = Numbering(package.related("numbering"), styles)
        self._bookmarks = _bookmarked_notes(package.body)

    def blocks(self, parent: _Element) -> Iterator[WordBlock]:
        """Yield paragraphs and tables, through whatever wraps them."""
        for child in parent:
            name = local(child)
            if name == "p":
                yield self._paragraph(child)
                yield from self._charts(child)
                for box in child.iter("{*}txbxContent"):
                    if next(box.iterancestors("{*}Fallback"), None) is None:
                        yield from self.blocks(box)
            elif name == "tbl":
                yield WordTable(tuple(self._rows(child)))
            elif name not in _GONE:
                yield from self.blocks(child)

    def _charts(self, paragraph: _Element) -> Iterator[Chart]:
        """Yield the charts that a paragraph holds, without their titles."""
        for element in paragraph.iter("{*}chart"):
            if next(element.iterancestors("{*}p")) is not paragraph:
                continue  # of a paragraph in a text box

            from zongjie.readers.docx.charts import read_chart  # few files have any

            chart = read_chart(self._package.chart(attribute(element, "id")))
            if chart is not None:
                yield chart

    def notes(self, package: Package) -> dict[str, tuple[Item, ...]]:
        """Return the text of each footnote and endnote by the id of its marks."""
        found: dict[str, tuple[Item, ...]] = {}
        for kind in ("footnote", "endnote"):
            part = package.related(f"{kind}s")
            for note in () if part is None else part:
                if attribute(note, "type") in ("", "normal"):
                    found[f"{kind} {attribute(note, 'id')}"] = self._joined(note)
        return found

    def _style(self, properties: _Element | None, tag: str) -> str:
        if properties is None:
            return ""
        style_id = attribute(properties.find(f"{{*}}{tag}"), "val")
        return self._names.get(style_id, style_id)

    def _paragraph(self, element: _Element) -> WordParagraph:
        properties = element.find("{*}pPr")
        level = "" if properties is None else attribute(properties.find("{*}outlineLvl"), "val")
        outline = int(level) if level.isascii() and level.isdigit() else None
        return WordParagraph(self._style(properties, "pStyle"), outline, self._items(element))

    def _rows(self, table: _Element) -> Iterator[WordRow]:
        for row in table.iterchildren("{*}tr"):
            properties = row.find("{*}trPr")
            cells = [cell for cell in row.iter("{*}tc") if _row_of(cell) is row]
            kept = [self._joined(cell) for cell in cells if not _is_placeholder(cell)]
            header, hidden = is_on(properties, "tblHeader"), is_on(properties, "hidden")
            yield WordRow(tuple(kept), header, hidden)

    def _joined(self, parent: _Element) -> tuple[Item, ...]:
        """Return the items of all paragraphs below as those of one."""
        joined: list[Item] = []
        for index, paragraph in enumerate(parent.iter("{*}p")):
            if index:
                joined.append(Text("\n"))
            joined += self._items(paragraph)
        return tuple(joined)

    def _items(self, paragraph: _Element) -> tuple[Item, ...]:
        whole = _Field()
        whole.in_result = True
        if number := self._numbering.before(paragraph):
            whole.result.append(Text(number, NUMBER))
        fields = [whole]
        self._walk(paragraph, None, fields)
        while len(fields) > 1:  # a field that is closed in another paragraph
            self._close_field(fields)
        return tuple(whole.result)

    def _walk(self, parent: _Element, properties: _Element | None, fields: list[_Field]) -> None:
        for child in parent:
            name = local(child)
            if name in _GONE or name == "p":
                continue
            if name == "r":
                self._walk(child, child.find("{*}rPr"), fields)
            elif name == "fldSimple":
                fields.append(_Field())
                fields[-1].code, fields[-1].in_result = attribute(child, "instr"), True
                self._walk(child, None, fields)
                self._close_field(fields)
            elif name == "fldChar":
                self._field(attribute(child, "fldCharType"), fields)
            elif name == "instrText":
                fields[-1].code += child.text or ""
            elif (item := self._item(child, name, properties)) is not None:
                if fields[-1].in_result:
                    fields[-1].result.append(item)
            else:
                self._walk(child, properties, fields)

    def _item(self, element: _Element, name: str, properties: _Element | None) -> Item | None:
        if name in ("footnoteRef", "endnoteRef"):
            return Mark("", bold=False)
        if name in ("footnoteReference", "endnoteReference"):
            note = f"{name.removesuffix('Reference')} {attribute(element, 'id')}"
            return Mark(note, is_on(properties, "b"))
        text = _CHARACTERS.get(name, "")
        if name == "t":
            text = "" if _is_custom_mark(element) else element.text or ""
        elif name == "sym":
            text = _symbol(attribute(element, "char"))
        elif name == "br" and attribute(element, "type") in ("page", "column"):
            text = ""
        if not text:
            return None
        light = None if properties is None else properties.find("{*}highlight")
        marked = attribute(light, "val") == "yellow"
        bold = is_on(properties, "b")
        return Text(text, self._style(properties, "rStyle"), bold, marked, soft=name == "br")

    def _field(self, kind: str, fields: list[_Field]) -> None:
        if kind == "begin":
            fields.append(_Field())
        elif kind == "separate":
            fields[-1].in_result = True
        elif kind == "end" and len(fields) > 1:
            self._close_field(fields)

    def _close_field(self, fields: list[_Field]) -> None:
        """Hand a result to what is around; that of a NOTEREF is one more mark."""
        field = fields.pop()
        words = field.code.split()
        if words[:1] == ["NOTEREF"] and (note := self._bookmarks.get("".join(words[1:2]))):
            bold = any(item.bold for item in field.result)
            field.result = [Mark(note, bold)]
        if fields[-1].in_result:
            fields[-1].result += field.result


def _row_of(cell: _Element) -> _Element | None:
    """Return the row a cell is in, through content controls."""
    return next(cell.iterancestors("{*}tr"), None)


def _is_placeholder(cell: _Element) -> bool:
    """Return whether the cell is there only because a row must have one."""
    return is_on(cell.find("{*}tcPr"), "hideMark") and not "".join(map(str, cell.itertext()))


def _is_custom_mark(text: _Element) -> bool:
    """Return whether a text is the typed mark of the footnote before it (17.11.14)."""
    before = text.getprevious()
    return before is not None and attribute(before, "customMarkFollows") in ("1", "true", "on")


def _symbol(code: str) -> str:
    try:
        character = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return "" if "\ud800" <= character <= "\udfff" or character < " " else character


def _style_names(styles: _Element | None) -> dict[str, str]:
    """Return name by id; files of LibreOffice and of Word differ in the ids only."""
    return {
        attribute(style, "styleId"): attribute(style.find("{*}name"), "val")
        for style in (() if styles is None else styles.iterchildren("{*}style"))
    }


def _bookmarked_notes(body: _Element) -> dict[str, str]:
    """Return which footnote's first mark each bookmark is round."""
    found: dict[str, str] = {}
    opened: dict[str, str] = {}
    for element in body.iter("{*}bookmarkStart", "{*}bookmarkEnd", "{*}footnoteReference"):
        name, number = local(element), attribute(element, "id")
        if name == "bookmarkStart":
            opened[number] = attribute(element, "name")
        elif name == "bookmarkEnd":
            opened.pop(number, None)
        else:
            for bookmark in opened.values():
                found.setdefault(bookmark, f"footnote {number}")
    return found
