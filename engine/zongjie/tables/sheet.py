"""The XML of a workbook → cells, as a stream.

Of openpyxl's ways of reading none gives a formula together with its result, and
none the digits of a number as they stand.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from zongjie.packages import UnreadableDocxError
from zongjie.records import NamedTuple
from zongjie.tables.cells import Format, format_of

if TYPE_CHECKING:
    from xml.parsers.expat import XMLParserType

MOST_CELLS: Final = 100_000
"""Cells with something in them; a form of 300 indicators has four thousand."""
MOST_MERGED: Final = 10_000
_PLACE: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Stored(NamedTuple):
    """A cell as it is written: its value may be the number of a shared text."""

    row: int
    column: int
    kind: str
    value: str
    formula: str | None
    style: int


class Merged(NamedTuple):
    """Cells made one: only the first holds something."""

    top: int
    left: int
    bottom: int
    right: int


class Reader:
    """Hands the elements of a part to its methods, by their names without a namespace."""

    def feed(self, data: bytes) -> None:
        """Read a whole part; raises UnreadableDocxError for damage and for a DTD."""
        from xml.parsers.expat import ExpatError, ParserCreate

        parser: XMLParserType = ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_dtd
        parser.StartElementHandler = lambda name, given: self.start(_local(name), given)
        parser.EndElementHandler = lambda name: self.end(_local(name))
        parser.CharacterDataHandler = self.characters
        try:
            parser.Parse(data, True)  # noqa: FBT003 - expat takes no keyword
        except (ExpatError, ValueError, LookupError) as error:  # an encoding nobody knows
            if isinstance(error, UnreadableDocxError):
                raise
            raise UnreadableDocxError("damaged") from error

    def start(self, name: str, given: dict[str, str]) -> None:
        """Take the beginning of an element."""

    def end(self, name: str) -> None:
        """Take the end of an element."""

    def characters(self, text: str) -> None:
        """Take some characters."""


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _refuse_dtd(*_: object) -> None:
    raise UnreadableDocxError("entities")


class SheetReader(Reader):
    """The cells of a worksheet (18.3.1) that hold something, and which are merged."""

    def __init__(self) -> None:
        self.cells: list[Stored] = []
        self.merged: list[Merged] = []
        self._row = self._column = 0
        self._given: dict[str, str] = {}
        self._pieces: list[str] | None = None
        self._phonetic = 0
        self._value = ""
        self._formula: str | None = None

    def start(self, name: str, given: dict[str, str]) -> None:
        """Take the beginning of an element."""
        if name == "row":
            self._row = _whole(given.get("r"), self._row + 1)
            self._column = 0
        elif name == "c":
            self._given, self._value, self._formula = given, "", None
        elif name == "rPh":
            self._phonetic += 1
        elif name in ("v", "f", "t") and not self._phonetic:
            self._pieces = []
        elif name == "mergeCell":
            self._merge(given.get("ref", ""))

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if name == "c":
            self._keep()
        elif name == "rPh":
            self._phonetic -= 1
        elif self._pieces is not None and name in ("v", "f", "t"):
            text, self._pieces = "".join(self._pieces), None
            if name == "f":
                self._formula = text
            else:
                self._value += text

    def characters(self, text: str) -> None:
        """Take some characters."""
        if self._pieces is not None:
            self._pieces.append(text)

    def _keep(self) -> None:
        place = _PLACE.fullmatch(self._given.get("r", ""))
        if place is not None:
            self._row, self._column = int(place[2]), _column(place[1])
        else:
            self._column += 1
        if not self._value and self._formula is None:
            return
        if len(self.cells) == MOST_CELLS:
            raise UnreadableDocxError("too-large")
        kind, style = self._given.get("t", "n"), _whole(self._given.get("s"), 0)
        self.cells.append(Stored(self._row, self._column, kind, self._value, self._formula, style))

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        ends = _PLACE.fullmatch(first), _PLACE.fullmatch(last)
        if len(self.merged) == MOST_MERGED:
            raise UnreadableDocxError("too-large")
        if ends[0] and ends[1]:
            (left, top), (right, bottom) = ends[0].groups(), ends[1].groups()
            self.merged.append(Merged(int(top), _column(left), int(bottom), _column(right)))


class TextReader(Reader):
    """The shared texts (18.4) that cells ask for, by their numbers."""

    def __init__(self, wanted: frozenset[int]) -> None:
        self.texts: dict[int, str] = {}
        self._wanted = wanted
        self._number, self._phonetic = -1, 0
        self._pieces: list[str] = []
        self._open = False

    def start(self, name: str, given: dict[str, str]) -> None:  # noqa: ARG002
        """Take the beginning of an element."""
        if name == "si":
            self._number += 1
            self._pieces = []
        elif name == "rPh":  # how a word is pronounced
            self._phonetic += 1
        elif name == "t":
            self._open = not self._phonetic

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if name == "t":
            self._open = False
        elif name == "rPh":
            self._phonetic -= 1
        elif name == "si" and self._number in self._wanted:
            self.texts[self._number] = "".join(self._pieces)

    def characters(self, text: str) -> None:
        """Take some characters."""
        if self._open:
            self._pieces.append(text)


class StyleReader(Reader):
    """The format of each style (18.8)."""

    def __init__(self) -> None:
        self.formats: list[Format] = []
        self._codes: dict[int, str] = {}
        self._inside = False

    def start(self, name: str, given: dict[str, str]) -> None:
        """Take the beginning of an element."""
        if name == "numFmt":
            self._codes[_whole(given.get("numFmtId"), 0)] = given.get("formatCode", "")
        elif name == "cellXfs":
            self._inside = True
        elif name == "xf" and self._inside:
            number = _whole(given.get("numFmtId"), 0)
            self.formats.append(format_of(number, self._codes.get(number)))

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if name == "cellXfs":
            self._inside = False


class Listed(Reader):
    """Elements of one name, by their attributes: sheets of a workbook, relations."""

    def __init__(self, name: str) -> None:
        self.found: list[dict[str, str]] = []
        self._name = name

    def start(self, name: str, given: dict[str, str]) -> None:
        """Take the beginning of an element."""
        if name == self._name and len(self.found) < MOST_MERGED:
            self.found.append({_local(key): value for key, value in given.items()})


def unescaped(text: str) -> str:
    """Return a text with the characters that ``_x000D_`` stands for (22.9.2.19)."""
    return _ESCAPE.sub(_character, text).replace("\r\n", "\n") if "_x" in text else text


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return "" if 0xD800 <= code < 0xE000 else chr(code)  # half a character is none


def letters(column: int) -> str:
    """Return how a column is called: A, B … AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def _column(name: str) -> int:
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number


def _whole(text: str | None, otherwise: int) -> int:
    """Return a number of at most seven digits, as rows and styles have."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else otherwise
