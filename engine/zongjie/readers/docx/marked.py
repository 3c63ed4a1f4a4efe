"""A part with its tracked changes still in it → its text in pieces, each with what was done to it.

It knows of the text as little as is needed to say what was changed, and where: looks,
fields' codes and the numbers of lists are for others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zongjie.readers.docx.elements import attribute, local
from zongjie.readers.docx.inlines import seen, sign, typed
from zongjie.readers.docx.settling import NEW, OLD
from zongjie.records import NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element

TABLE, BOX = "表格", "文本框"
_KINDS: Final = NEW | OLD
_SKIPPED: Final = frozenset({"pPr", "rPr", "sdtPr", "tblPr", "trPr", "tcPr", "sectPr", "rt"})
_TEXTS: Final = frozenset({"t", "delText"})
_OBJECTS: Final = frozenset({"drawing", "pict", "object"})
_NOTES: Final = frozenset({"footnoteReference", "endnoteReference"})


class Atom(NamedTuple):
    """A piece of text, and the changes it stands in, the outermost first.

    ``ends`` says that it is the end of a paragraph: a line end, or a tab where another
    cell follows.  A picture, and the mark of a note, is a piece without text.
    """

    text: str
    changes: tuple[_Element, ...]
    where: str
    ends: bool = False

    @property
    def is_new(self) -> bool:
        """Whether the text before the changes lacks it."""
        return any(local(change) in NEW for change in self.changes)


class Walk:
    """Goes through one part after another in reading order, and notes what it meets.

    ``anchors`` are the atoms where the range of each comment begins and ends, ``notes``
    those of the first mark of each note, ``moves`` what Word calls a move.
    """

    def __init__(self) -> None:
        self.atoms: list[Atom] = []
        self.anchors: dict[str, tuple[int, int]] = {}
        self.notes: dict[str, int] = {}
        self.moves: dict[_Element, str] = {}
        self._where = ""
        self._boxes: list[tuple[_Element, tuple[_Element, ...]]] = []
        self._ranges: dict[str, dict[str, str]] = {"moveFrom": {}, "moveTo": {}}
        self._last: dict[str, str] = {}  # the move that ended last in this paragraph

    def part(self, root: _Element, where: str = "") -> None:
        """Take in a part, or a note, which is a text of its own."""
        self._where = where
        self._walk(root, ())

    def _walk(self, parent: _Element, changes: tuple[_Element, ...]) -> None:
        for child in parent:
            name = local(child)
            if name in _SKIPPED:
                continue
            if name in _TEXTS:
                self._say(seen(typed(child)), changes)
            elif name == "p":
                self._paragraph(child, changes)
            elif name in _KINDS:
                self._changed(child, changes)
            elif name == "tbl":
                self._within(TABLE, child, changes)
            elif name in ("tr", "tc"):
                self._row_or_cell(child, name, changes)
            elif name == "txbxContent":
                self._boxes.append((child, changes))
            elif name.startswith(("comment", "move")):
                self._range(child, name, changes)
            else:
                self._other(child, name, changes)

    def _other(self, element: _Element, name: str, changes: tuple[_Element, ...]) -> None:
        if name in _NOTES:
            note = f"{name.removesuffix('Reference')} {attribute(element, 'id')}"
            self.notes.setdefault(note, len(self.atoms))
        text = sign(element, name)
        if text or name in _OBJECTS or name in _NOTES:
            self._say(seen(text), changes)
        self._walk(element, changes)

    def _say(self, text: str, changes: tuple[_Element, ...], *, ends: bool = False) -> None:
        self.atoms.append(Atom(text, changes, self._where, ends))

    def _paragraph(self, element: _Element, changes: tuple[_Element, ...]) -> None:
        boxes, self._boxes = self._boxes, []
        self._last = {}
        self._walk(element, changes)
        ends = _changes_in(element, "pPr", "rPr")
        for change in ends:
            self._name(change)
        self._say("\n", (*changes, *ends), ends=True)
        own, self._boxes = self._boxes, boxes
        for box, around in own:
            self._within(BOX, box, around)

    def _changed(self, element: _Element, changes: tuple[_Element, ...]) -> None:
        """Take in what stands in a change; one that holds nothing is noted all the same."""
        self._name(element)
        before = len(self.atoms)
        self._walk(element, (*changes, element))
        if len(self.atoms) == before:
            self._say("", (*changes, element))

    def _row_or_cell(self, element: _Element, name: str, changes: tuple[_Element, ...]) -> None:
        self._walk(element, (*changes, *_changes_in(element, f"{name}Pr")))
        ends = bool(self.atoms) and self.atoms[-1].ends
        if name == "tc" and ends and next(element.itersiblings("{*}tc"), None) is not None:
            self.atoms[-1] = self.atoms[-1]._replace(text="\t")

    def _within(self, where: str, element: _Element, changes: tuple[_Element, ...]) -> None:
        outside, self._where = self._where, self._where or where
        self._walk(element, changes)
        self._where = outside

    def _range(self, element: _Element, name: str, changes: tuple[_Element, ...]) -> None:
        key, at = attribute(element, "id"), len(self.atoms)
        kind = name.partition("Range")[0]
        if kind in self._ranges:
            if name.endswith("Start"):
                self._ranges[kind][key] = move = attribute(element, "name")
                for change in changes:  # LibreOffice begins the range within what it moves
                    if local(change) == kind and not self.moves.get(change):
                        self.moves[change] = move
            elif key in self._ranges[kind]:
                self._last[kind] = self._ranges[kind].pop(key)
        elif name == "commentRangeEnd" and key in self.anchors:
            self.anchors[key] = (self.anchors[key][0], at)
        else:
            self.anchors.setdefault(key, (at, at))

    def _name(self, change: _Element) -> None:
        """Note the move that a change is a part of.

        A paragraph's end stands in its properties, before the range or behind it.
        """
        kind = local(change)
        opened = next(reversed(self._ranges.get(kind, {}).values()), "")
        self.moves[change] = opened or self._last.get(kind, "")


def _changes_in(element: _Element, *path: str) -> tuple[_Element, ...]:
    """Return the changes that the properties of an element tell."""
    inner: _Element | None = element
    for name in path:
        inner = None if inner is None else inner.find(f"{{*}}{name}")
    return tuple(one for one in (() if inner is None else inner) if local(one) in _KINDS)
