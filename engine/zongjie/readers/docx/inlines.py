"""A paragraph's elements → items: the walk through runs and whatever wraps them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from zongjie.readers.docx import symbols
from zongjie.readers.docx.elements import attribute, is_on, local, value
from zongjie.readers.docx.fields import DEEPEST, Field
from zongjie.readers.docx.items import Item, Items, Mark, Text
from zongjie.readers.docx.looks import Face, faced
from zongjie.readers.docx.quotes import Quotes
from zongjie.readers.docx.styles import Styles
from zongjie.records import NamedTuple

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
_GONE: Final = frozenset({"pPr", "rPr", "sdtPr", "rt", "p"})
"""Properties, the reading of a ruby, and paragraphs of text boxes, which are read apart."""
_NOTE_STYLES: Final = frozenset({"注释标记", "footnote reference", "endnote reference"})
_RAISED: Final = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_UNSEEN: Final = {
    **dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF)),
    0x2011: "-",
}
"""What other programs leave in a text and nobody sees; a hyphen that only holds a line."""
_FOLDED: Final = str.maketrans("\n\r\t", "   ")  # line ends inside w:t only lay out the XML


class Story:
    """A text of its own (body, text box, footnote): the fields open between its paragraphs."""

    def __init__(self) -> None:
        self.open: list[Field] = []


class Run(NamedTuple):
    """What the properties of a run say that matters."""

    style: str = ""
    bold: bool = False
    marked: bool = False
    hidden: bool = False
    raised: bool = False
    font: str = ""
    face: Face | None = None


class Inliner:
    """Reads the items of paragraphs."""

    def __init__(
        self,
        styles: Styles,
        bookmarks: Mapping[str, str],
        spanning: frozenset[_Element],
        quotes: Quotes,
    ) -> None:
        self._styles = styles
        self._bookmarks = bookmarks
        self._spanning = spanning
        self._quotes = quotes
        self.contents = False  # whether a table of contents was met

    def read(self, paragraph: _Element, story: Story, style: str) -> Items | None:
        """Return the items; None for a paragraph that is of a table of contents alone."""
        hidden = bool(style) and self._styles.hides(style)
        face = None if self._styles.are_ours else self._styles.face(style)
        whole = Field(in_result=True)
        fields = [whole, *(field.again() for field in story.open)]
        found = _Paragraph(self, fields, Run(hidden=hidden, face=face))
        found.walk(paragraph, found.plain)
        while len(fields) > 1 and not fields[-1].spans:  # one that never ends
            found.close()
        story.open = [field for field in fields[1:] if field.spans]
        while len(fields) > 1:
            found.close()
        self._quotes.end_paragraph()
        self.contents |= found.had_contents
        return None if found.had_contents and not whole.result else tuple(whole.result)

    def run(self, properties: _Element | None, plain: Run) -> Run:
        """Return what matters of a run's properties."""
        if properties is None:
            return plain
        style = value(properties, "rStyle")
        face = plain.face
        if face is not None:
            face = faced(self._styles.over(face, style) if style else face, properties)
        hides = properties.find("{*}vanish")
        hidden = plain.hidden or (bool(style) and self._styles.hides(style))
        return Run(
            self._styles.name(style) if style else "",
            is_on(properties, "b"),
            value(properties, "highlight") == "yellow",
            hidden if hides is None else is_on(properties, "vanish"),
            value(properties, "vertAlign") == "superscript",
            attribute(properties.find("{*}rFonts"), "ascii"),
            face,
        )

    def note(self, name: str) -> str | None:
        """Return the footnote whose first mark a bookmark is round."""
        return self._bookmarks.get(name)

    def spans(self, begin: _Element) -> bool:
        """Return whether a field that begins here ends in another paragraph."""
        return begin in self._spanning

    def quote(self, element: _Element, name: str) -> None:
        """Note where the range of a comment begins or ends."""
        self._quotes.meet(attribute(element, "id"), name)

    def say(self, text: str) -> None:
        """Note a text for the comments on it."""
        self._quotes.say(text)


class _Paragraph:
    """One paragraph while it is read."""

    def __init__(self, inliner: Inliner, fields: list[Field], plain: Run) -> None:
        self.plain = plain
        self._inliner = inliner
        self._fields = fields
        self._deeper = 0  # fields that are too deep to be told apart
        self.had_contents = any(field.is_contents for field in fields)

    def walk(self, parent: _Element, run: Run) -> None:
        for child in parent:
            name = local(child)
            if name in _GONE:
                continue
            if name == "r":
                self.walk(child, self._inliner.run(child.find("{*}rPr"), self.plain))
            elif name == "t":
                self._add(_said(child, run), run)
            elif name == "fldSimple":
                self._fields.append(Field(code=attribute(child, "instr"), in_result=True))
                self.walk(child, self.plain)
                self.close()
            elif name == "fldChar":
                self._field(child)
            elif name == "instrText":
                self._fields[-1].add_code(child.text or "")
            elif name.startswith("commentRange"):
                self._inliner.quote(child, name)
            elif (item := _item(child, name, run)) is not None:
                self._put(item, run)
            else:
                self._through(child, name, run)

    def _through(self, element: _Element, name: str, run: Run) -> None:
        """Read what an element wraps, with the signs that an equation draws round it."""
        before, after = _drawn(element, name)
        self._add(before, run)
        self.walk(element, run)
        self._add(after, run)

    def _add(self, text: str, run: Run) -> None:
        if run.face is not None:
            text = seen(text)
        if text:
            self._put(Text(text, run.style, run.bold, run.marked, face=run.face), run)

    def _put(self, item: Item, run: Run) -> None:
        if run.hidden or not self._fields[-1].in_result:
            return
        self._fields[-1].result.append(item)
        if isinstance(item, Text):
            self._inliner.say(item.text)

    def _field(self, sign: _Element) -> None:
        kind = attribute(sign, "fldCharType")
        if self._deeper or (kind == "begin" and len(self._fields) > DEEPEST):
            self._deeper += {"begin": 1, "end": -1}.get(kind, 0)
        elif kind == "begin":
            self._fields.append(Field(spans=self._inliner.spans(sign)))
        elif kind == "separate":
            self._fields[-1].in_result = True
        elif kind == "end" and len(self._fields) > 1:
            self.close()

    def close(self) -> None:
        """Hand a result to what is around; that of a NOTEREF is one more mark."""
        field = self._fields.pop()
        words = field.words
        if field.is_contents:
            self.had_contents = True
            return
        if words[:1] == ["NOTEREF"] and (note := self._inliner.note("".join(words[1:2]))):
            bold = any(item.bold for item in field.result)
            field.result = [Mark(note, bold)]
        if self._fields[-1].in_result:
            self._fields[-1].result += field.result or field.base()


def typed(element: _Element) -> str:
    """Return the characters of a w:t (17.3.3.31): blanks at its ends only if it says so."""
    if _is_custom_mark(element):
        return ""
    text = (element.text or "").translate(_FOLDED)
    return text if attribute(element, "space") == "preserve" else text.strip(" ")


def sign(element: _Element, name: str) -> str:
    """Return the characters that an element stands for, nothing where it stands for none."""
    if name == "sym":
        return symbols.sign(attribute(element, "char"), attribute(element, "font"))
    if name == "textpath":  # 艺术字 of older files
        return attribute(element, "string")
    if name == "br" and attribute(element, "type") in ("page", "column"):
        return ""
    return _CHARACTERS.get(name, "")


def seen(text: str) -> str:
    """Return a text of another program without what nobody sees."""
    return text.translate(_UNSEEN)


def _said(element: _Element, run: Run) -> str:
    """Return the characters of a w:t in the font and the place of its run."""
    text = symbols.in_font(typed(element), run.font)
    if run.raised and run.style not in _NOTE_STYLES and not text.strip("0123456789+-"):
        return text.translate(_RAISED)  # 10² is not 102
    return text


def _item(element: _Element, name: str, run: Run) -> Item | None:
    if name in ("footnoteRef", "endnoteRef"):
        return Mark("", bold=False)
    if name in ("footnoteReference", "endnoteReference"):
        note = f"{name.removesuffix('Reference')} {attribute(element, 'id')}"
        return Mark(note, run.bold)
    text = sign(element, name)
    if not text:
        return None
    if run.face is not None:
        text = seen(text)
    return Text(text, run.style, run.bold, run.marked, name == "br", run.face) if text else None


def _drawn(element: _Element, name: str) -> tuple[str, str]:
    """Return what an equation (22.1) draws before and behind a part, on one line."""
    if name not in ("den", "sup", "sub", "rad", "d") or "math" not in str(element.tag):
        return "", ""
    if name == "rad":
        return "√(", ")"
    if name == "d":
        ends = element.find("{*}dPr")
        return value(ends, "begChr") or "(", value(ends, "endChr") or ")"
    said = any(text.strip() for text in element.itertext())
    return ({"den": "/", "sup": "^", "sub": "_"}[name] if said else ""), ""


def _is_custom_mark(text: _Element) -> bool:
    """Return whether a text is the typed mark of the footnote before it (17.11.14)."""
    before = text.getprevious()
    return before is not None and attribute(before, "customMarkFollows") in ("1", "true", "on")
