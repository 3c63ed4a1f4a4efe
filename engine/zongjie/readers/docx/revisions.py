"""Tracked changes one by one, as a person tells them, and the numbers they are decided by.

What somebody did at one place on one day is one change: Word writes a w:ins for every
run and every minute.  Deleted and put something else in its place: one replacement.  A
moved text and the gap it left: one move.  Changed looks are counted, one record an author.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import TYPE_CHECKING, Final, TypeAlias

from zongjie.readers.docx.elements import attribute, local
from zongjie.readers.docx.marked import Atom, Walk
from zongjie.readers.docx.settling import NEW, OLD, all_changes, simplify
from zongjie.records import NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element

    from zongjie.readers.docx.package import Package

NOTES: Final = {"footnote": "脚注", "endnote": "尾注"}
_DAY: Final = len("2025-01-31")  # of an ISO 8601 date


class RevisionKind(Enum):
    """What a change does, in the words that Word uses."""

    INSERTED = "插入"
    DELETED = "删除"
    REPLACED = "替换"
    MOVED = "移动"
    BROKEN = "段落分合"
    FORMATTED = "格式"


class Place(NamedTuple):
    """Where something stands in the text as it was before all changes.

    ``text`` is the paragraph, ``start`` and ``end`` the characters of it; ``number``
    counts the paragraphs that are not empty from 1, in a note the notes of its kind.
    ``where`` is nothing in the body, else 表格, 文本框, 脚注 or 尾注; ``order`` counts all
    paragraphs in reading order, the notes last.  ``heading`` is the one above, of a note
    that above its mark; it is known where the headings are.
    """

    text: str
    number: int
    where: str
    start: int
    end: int
    order: int
    heading: str = ""


class Revision(NamedTuple):
    """A tracked change; ``number`` counts from 1 in reading order.

    ``before`` and ``after`` are the characters that go and that come; the end of a
    paragraph is a line end, that of a cell a tab.  ``date`` is as the file has it (ISO
    8601).  ``to`` is where a moved text goes.  For changed looks there is one record an
    author, without a place, and ``times`` says how many there are.
    """

    number: int
    author: str
    date: str
    kind: RevisionKind
    before: str = ""
    after: str = ""
    place: Place | None = None
    to: Place | None = None
    times: int = 1


_Key: TypeAlias = tuple[str, str, str, str]


class _Group:
    """Changed pieces that make one change; it is found while they are met."""

    def __init__(self, first: int, change: _Element, key: _Key) -> None:
        self.author, _, self.family, self.move = key
        self.date = attribute(change, "date")
        self.changes: dict[_Element, None] = {}
        self.atoms = [first]
        self.old: list[int] = []
        self.new: list[int] = []
        self.partner: _Group | None = None  # where a moved text comes to


class Revisions:
    """All changes of a file, in groups, and the text before them with its paragraphs."""

    def __init__(self, package: Package) -> None:
        self.walk = Walk()
        self._roots = list(_roots(package))
        self._note_numbers: dict[int, int] = {}  # by the first atom of each
        self._note_marks: dict[int, str] = {}
        for kind, root in self._roots:
            if kind:
                self._notes(kind, root)
            else:
                self.walk.part(root)
        self.atoms = self.walk.atoms
        self.groups = list(_paired(_grouped(self.atoms, self.walk.moves)))
        self.formats = self._formats()

    def _notes(self, kind: str, root: _Element) -> None:
        number = 0
        for note in root:
            if local(note) == kind and attribute(note, "type") in ("", "normal"):
                number += 1
                first = len(self.walk.atoms)
                self._note_numbers[first] = number
                self._note_marks[first] = f"{kind} {attribute(note, 'id')}"
                self.walk.part(note, NOTES[kind])

    def _formats(self) -> dict[str, list[_Element]]:
        """Return the changes of looks, and what else is in no group, by author."""
        told = {change for group in self.groups for change in group.changes}
        found: dict[str, list[_Element]] = {}
        for _, root in self._roots:
            for change in all_changes(root):
                if change not in told:
                    found.setdefault(attribute(change, "author"), []).append(change)
        return found

    def numbers(self) -> dict[_Element, int]:
        """Return the number of the revision that each changed element is a part of."""
        groups = (group.changes for group in self.groups)
        every: Iterable[Iterable[_Element]] = (*groups, *self.formats.values())
        return {change: number for number, group in enumerate(every, 1) for change in group}

    def told(self, places: Places) -> tuple[Revision, ...]:
        """Return the changes in reading order, those of looks last."""
        found = [self._told(number, group, places) for number, group in enumerate(self.groups, 1)]
        for number, (author, changes) in enumerate(self.formats.items(), len(found) + 1):
            date, kind = attribute(changes[0], "date"), RevisionKind.FORMATTED
            found.append(Revision(number, author, date, kind, times=len(changes)))
        return tuple(found)

    def _told(self, number: int, group: _Group, places: Places) -> Revision:
        partner = group.partner
        before = self._text(group.old)
        after = self._text(group.new if partner is None else partner.new)
        place = places.of(group.old or group.atoms)
        to = None if partner is None else places.of(partner.atoms)
        kind = _kind(group, before, after)
        return Revision(number, group.author, group.date, kind, before, after, place, to)

    def _text(self, atoms: Iterable[int]) -> str:
        return "".join([self.atoms[at].text for at in atoms])

    def places(self) -> Places:
        """Return what tells where an atom stands."""
        return Places(self.atoms, self._note_numbers, self._note_marks, self.walk.notes)


class Places:
    """The paragraphs before all changes, and where in them each piece stands."""

    def __init__(
        self,
        atoms: list[Atom],
        note_numbers: Mapping[int, int],
        note_marks: Mapping[int, str],
        marks: Mapping[str, int],
    ) -> None:
        self.texts: list[str] = []  # of every paragraph
        self.headings: Mapping[int, str] = {}  # above each of them
        self._numbers: list[int] = []
        self._where: list[str] = []
        self._marks: list[int | None] = []  # of a note: the atom of its mark
        self._at: list[tuple[int, int]] = []
        self._count = 0
        self._pieces: list[str] = []
        self._length = 0
        where, note, mark = "", 0, None
        self.in_body = -1  # paragraphs
        for index, atom in enumerate(atoms):
            if index in note_numbers:
                self._end(where, note, mark, needed=False)
                self.in_body = len(self.texts) if self.in_body < 0 else self.in_body
                note, mark = note_numbers[index], marks.get(note_marks[index])
            where = atom.where
            self._at.append((len(self.texts), self._length))
            if atom.is_new:
                continue
            if atom.ends:
                self._end(where, note, mark)
                continue
            self._pieces.append(atom.text)
            self._length += len(atom.text)
        self._at.append((len(self.texts), self._length))
        self.in_body = len(self.texts) if self.in_body < 0 else self.in_body
        self._end(where, note, mark)  # behind which something new may stand

    def _end(self, where: str, note: int, mark: int | None, *, needed: bool = True) -> None:
        """Take the pieces that were met as a paragraph; an empty one where it is needed."""
        if not needed and not self._length:
            return
        text = "".join(self._pieces)
        self._count += bool(text.strip()) and not note
        self.texts.append(text)
        self._numbers.append(note or max(self._count, 1))
        self._where.append(where)
        self._marks.append(mark)
        self._pieces, self._length = [], 0

    def of(self, atoms: list[int]) -> Place:
        """Return the place of neighbouring pieces, as far as it lies in one paragraph.

        Of a text that begins with the end of the paragraph before it is the text's own.
        """
        first, start = self._at[atoms[0]]
        if start == len(self.texts[first]) and len(atoms) > 1:
            first, start = self._at[atoms[1]]
        return self.between(first, start, atoms[-1] + 1)

    def between(self, order: int, start: int, until: int) -> Place:
        """Return the place from a character of a paragraph to the piece where it ends."""
        text = self.texts[order]
        last, end = self._at[until]
        end = max(start, min(end, len(text))) if last == order else len(text)
        mark = self._marks[order]
        above = self._at[mark][0] if mark is not None else order
        return Place(
            *(text, self._numbers[order], self._where[order], start, end, order),
            self.headings.get(above, ""),
        )

    def of_range(self, first: int, until: int) -> Place:
        """Return the place of a range of pieces that begins at one and ends before another."""
        last = len(self._at) - 1
        return self.between(*self._at[min(first, last)], min(until, last))


def numbers_of(package: Package) -> dict[_Element, int]:
    """Return the number of the revision that each changed element of a file is a part of."""
    return Revisions(package).numbers()


def _roots(package: Package) -> Iterator[tuple[str, _Element]]:
    """Yield the texts of a file, each in one reading but for its changes."""
    found = [("", package.body), *((kind, package.related(f"{kind}s")) for kind in NOTES)]
    for kind, root in found:
        if root is not None:
            simplify(root)
            yield kind, root


def _grouped(atoms: list[Atom], moves: Mapping[_Element, str]) -> list[_Group]:
    """Return the changed pieces in groups, in the order in which they begin.

    A group ends where text stands that was there before and that it does not change; what
    somebody else put in between is no gap.
    """
    found: list[_Group] = []
    open_: dict[_Key, _Group] = {}
    for at, atom in enumerate(atoms):
        met: dict[_Key, _Group] = {}
        for change in atom.changes:
            name = local(change)
            family = name if name in ("moveFrom", "moveTo") else ""
            day = attribute(change, "date")[:_DAY]
            key = (attribute(change, "author"), day, family, moves.get(change, ""))
            group = met.get(key) or open_.get(key)
            if group is None:
                group = _Group(at, change, key)
                found.append(group)
            elif group.atoms[-1] != at:
                group.atoms.append(at)
            group.changes[change] = None
            met[key] = group
        for group in met.values():
            _sort(group, at, atom)
        if atom.is_new:
            open_.update(met)
        else:
            open_ = met
    return found


def _sort(group: _Group, at: int, atom: Atom) -> None:
    """Say of a piece whether a group takes it away or brings it, or, doing both, neither."""
    own = [local(change) for change in atom.changes if change in group.changes]
    is_old, is_new = any(name in OLD for name in own), any(name in NEW for name in own)
    if is_old and not is_new:
        group.old.append(at)
    elif is_new and not is_old:
        group.new.append(at)


def _paired(groups: list[_Group]) -> Iterator[_Group]:
    """Yield the groups, a moved text and the place it came to as one."""
    waiting: dict[tuple[str, str, str], list[_Group]] = {}
    for group in groups:
        if group.family:
            waiting.setdefault((group.family, group.author, group.move), []).append(group)
    gone: set[_Group] = set()
    for (family, author, move), sources in waiting.items():
        targets = waiting.get(("moveTo", author, move), [])
        if family != "moveFrom" or not targets or not move:
            continue
        first, *others = sources
        first.partner, *more = targets
        gone.update(others, targets)
        for one in others:
            _join(first, one)
        for one in more:
            _join(first.partner, one)
        first.changes |= first.partner.changes
    yield from (group for group in groups if group not in gone)


def _join(group: _Group, other: _Group) -> None:
    group.changes |= other.changes
    group.atoms += other.atoms
    group.old += other.old
    group.new += other.new


def _kind(group: _Group, before: str, after: str) -> RevisionKind:
    if group.partner is not None:
        return RevisionKind.MOVED
    if (before or after) and not (before + after).strip("\n"):
        return RevisionKind.BROKEN
    if group.old and group.new:
        return RevisionKind.REPLACED
    return RevisionKind.DELETED if group.old else RevisionKind.INSERTED
