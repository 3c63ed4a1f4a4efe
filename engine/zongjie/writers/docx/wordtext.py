"""Reads the characters, and little else, out of the parts of a .docx (expat).

Elements are known by their local names: ISO 29500 strict and transitional use
other namespaces for the same ones.
"""

from __future__ import annotations

from typing import Final
from xml.parsers import expat

from zongjie.writers.docx import names

_CHANGES: Final = frozenset(
    {
        *("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge"),
        *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange"),
        *("tblGridChange", "tblPrExChange", "numberingChange"),
    }
)
_SKIPPED: Final = frozenset({"del", "moveFrom", "Fallback"})
"""What is gone (17.13.5), or said a second time for older programs."""

_CHARACTERS: Final = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}
_SEPARATORS: Final = frozenset({"separator", "continuationSeparator", "continuationNotice"})


class _Reader:
    """An expat parser that hands over local names and refuses a DTD."""

    def __init__(self) -> None:
        self.has_doctype = False
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text

    def feed(self, data: bytes) -> None:
        """Read a whole part; raises ``ExpatError`` where it is damaged."""
        try:
            self._parser.Parse(data, True)  # noqa: FBT003 -- positional only
        except _DoctypeError:
            self.has_doctype = True

    def _doctype(self, *_: object) -> None:
        raise _DoctypeError

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        short = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        self.start(name.rpartition(" ")[2], short)

    def _end(self, name: str) -> None:
        self.end(name.rpartition(" ")[2])

    def _text(self, text: str) -> None:
        self.text(text)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the begin of an element."""

    def end(self, name: str) -> None:
        """Take the end of an element."""

    def text(self, text: str) -> None:
        """Take characters."""


class _DoctypeError(Exception):
    pass


class Presence(_Reader):
    """Whether an element occurs at all."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.found = False
        self._name = name

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002
        """Compare it."""
        self.found = self.found or name == self._name


class CustomProperties(_Reader):
    """The properties in docProps/custom.xml."""

    def __init__(self) -> None:
        super().__init__()
        self.properties: dict[str, str] = {}
        self._name = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Note which property it is."""
        if name == "property":
            self._name = attributes.get("name", "")
            self.properties[self._name] = ""

    def end(self, name: str) -> None:
        """Leave the property."""
        if name == "property":
            self._name = ""

    def text(self, text: str) -> None:
        """Add to its value; blanks between elements belong to none."""
        if self._name:
            self.properties[self._name] += text


def _is_character(attributes: dict[str, str]) -> bool:
    """Tell a tab from a tab stop (which has a ``val``), a line from a page break."""
    return "val" not in attributes and attributes.get("type") not in ("page", "column")


class WordText(_Reader):
    """Paragraphs and footnotes of one part, as :func:`text_hash` sees them."""

    def __init__(self) -> None:
        super().__init__()
        self.paragraphs: list[str] = []
        self.notes: dict[str, str] = {}
        self.marks: dict[str, str] = {}  # id of a footnote: its mark, where it is typed
        self.tracked = False
        self._open: list[list[str]] = []  # paragraphs; a text box nests them
        self._in_text = self._in_code = False
        self._skipping = 0
        self._note: str | None = None
        self._fields: list[list[str]] = []  # [code, state] of each open field
        self._beside = False
        self._mark = ""
        self._custom = False
        self._hidden = 0  # open fields whose result is a footnote's number

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Open a paragraph, a note or a text, or take a character."""
        self.tracked = self.tracked or name in _CHANGES
        if self._skipping or name in _SKIPPED:
            self._skipping += 1
            return
        if name == "p":
            self._open.append([])
        elif name == "pStyle" and self._open:
            self._beside = attributes.get("val", "") == names.PARAGRAPH_NUMBER
        elif name == "footnote":
            known = attributes.get("type", "") not in _SEPARATORS
            self._note = attributes.get("id", "") if known else None
        elif name == "footnoteReference":
            self._mark = attributes.get("id", "")
            self.marks[self._mark] = ""
            self._custom = attributes.get("customMarkFollows", "0") not in ("0", "false", "off")
        elif name == "r":
            self._custom = False
        elif name == "fldChar":
            self._field(attributes.get("fldCharType", ""))
        elif name == "fldSimple":
            self._open_field(attributes.get("instr", ""))
        elif name in _CHARACTERS and _is_character(attributes):
            self._add(_CHARACTERS[name])
        self._in_text = name == "t"
        self._in_code = name == "instrText"

    def end(self, name: str) -> None:
        """Close what :meth:`start` opened."""
        if self._skipping:
            self._skipping -= 1
            return
        self._in_text = self._in_code = False
        if name == "p" and self._open:
            text = "".join(self._open.pop())
            if self._beside:  # the number of a paragraph in a proof copy
                self._beside = False
            elif self._note is None:
                self.paragraphs.append(text)
            else:
                said = self.notes.get(self._note)
                self.notes[self._note] = text if said is None else f"{said}\n{text}"
        elif name == "fldSimple":
            self._field("end")

    def text(self, text: str) -> None:
        """Add to the paragraph, or to the code of a field."""
        if self._skipping:
            return
        if self._in_text and self._custom:  # 17.11.14: the run goes on with the mark
            self.marks[self._mark] += text
        elif self._in_text:
            self._add(text)
        elif self._in_code and self._fields:
            self._fields[-1][0] += text

    def _add(self, text: str) -> None:
        if self._open and not self._hidden:
            self._open[-1].append(text)

    def _open_field(self, code: str) -> None:
        self._fields.append([code, ""])
        self._field("separate")

    def _field(self, kind: str) -> None:
        """Follow a field (17.16.18); the result of a NOTEREF is no text."""
        if kind == "begin":
            self._fields.append(["", ""])
        elif self._fields and kind == "separate":
            if self._fields[-1][0].split()[:1] == ["NOTEREF"]:
                self._fields[-1][1] = "hidden"
                self._hidden += 1
        elif self._fields and kind == "end" and self._fields.pop()[1]:
            self._hidden -= 1
