"""One reading of a part, where Word keeps several: who reads on need not know of them.

Tracked changes are accepted or rejected (17.13.5), of ``mc:AlternateContent`` one
branch stays, the hints in empty content controls (17.5.2.39) and a table of contents
in its control go.  All of it is done in the tree itself, in time linear in its size.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from zongjie.readers.docx.elements import attribute, is_on, local, value
from zongjie.records import NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element

Choice: TypeAlias = Literal["accept", "reject"]
Changes: TypeAlias = Choice | Mapping[int, Choice]
"""What is done with tracked changes: with all the same, or with each by its number.

The numbers are those of :class:`~zongjie.readers.docx.revisions.Revision`; what a
mapping does not name is accepted.
"""
NEW: Final = frozenset({"ins", "moveTo", "cellIns"})
OLD: Final = frozenset({"del", "moveFrom", "cellDel"})
_PROPERTIES: Final = ("{*}pPrChange", "{*}rPrChange")
_CHANGES: Final = tuple(f"{{*}}{name}" for name in sorted(NEW | OLD))
_MARKS: Final = frozenset({"bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd"}) | {
    f"{kind}Range{end}"
    for kind in ("comment", "moveFrom", "moveTo", "customXmlIns", "customXmlDel")
    for end in ("Start", "End")
}
"""What may stand between two paragraphs and is none."""


class Tracked(NamedTuple):
    """Tracked changes: how many, and who made them, whoever made most first."""

    number: int
    authors: tuple[str, ...]


def tracked(by: Counter[str]) -> Tracked | None:
    """Return the changes that :func:`settle` met, None where there were none."""
    count = sum(by.values())
    authors = (author for author, _ in by.most_common() if author)
    return Tracked(count, tuple(authors)) if count else None


def simplify(root: _Element) -> bool:
    """Leave one branch of each choice, and no hints; return whether a table of contents went."""
    _choose(root)
    return _drop_hints(root)


def all_changes(root: _Element) -> Iterator[_Element]:
    """Yield every element that says that something was changed."""
    return root.iter(*_CHANGES, *_PROPERTIES)


def settle(root: _Element, is_accepted: Callable[[_Element], bool]) -> Counter[str]:
    """Leave one reading of the changes below; return how many each author had made."""
    by = _restore(root, is_accepted)
    ended: set[_Element] = set()
    for change in list(root.iter(*_CHANGES)):
        parent = change.getparent()
        if parent is None:
            continue
        by[attribute(change, "author")] += not _goes_with_text(change)
        if local(change) not in (OLD if is_accepted(change) else NEW):
            continue
        owner = parent.getparent()
        if local(parent) in ("trPr", "tcPr") and owner is not None:
            _remove(owner)
        elif local(parent) == "numPr" and owner is not None:
            owner.remove(parent)
        elif local(parent) == "rPr":
            if owner is not None and local(owner) == "pPr":
                ended |= {one for one in (owner.getparent(),) if one is not None}
        else:
            parent.remove(change)
    for above in {one for paragraph in ended if (one := paragraph.getparent()) is not None}:
        _join(above, ended)
    return by


def _goes_with_text(change: _Element) -> bool:
    """Return whether it is of a paragraph's end, whose text changed alike: Word counts one."""
    properties = change.getparent()
    paragraph = None if properties is None else next(properties.iterancestors("{*}p"), None)
    if properties is None or paragraph is None or local(properties) != "rPr":
        return False
    return any(local(one) == local(change) for one in paragraph)


def _choose(root: _Element) -> None:
    """Keep the first choice that says something, else what all programs understand."""
    for either in list(root.iter("{*}AlternateContent")):
        branches = [one for one in either if local(one) in ("Choice", "Fallback")]
        kept = next((one for one in branches if len(one)), None)
        for branch in branches:
            if branch is not kept:
                either.remove(branch)


def _drop_hints(root: _Element) -> bool:
    """Drop what only stands for a text; return whether a table of contents did."""
    contents = False
    for control in list(root.iter("{*}sdt")):
        properties = control.find("{*}sdtPr")
        if properties is None:
            continue
        gallery = value(properties.find("{*}docPartObj"), "docPartGallery")
        parent = control.getparent()
        if gallery == "Table of Contents" and parent is not None:
            parent.remove(control)
            contents = True
        elif is_on(properties, "showingPlcHdr"):
            for run in list(control.iter("{*}r")):
                above = run.getparent()
                if above is not None:
                    above.remove(run)
    return contents


def _restore(root: _Element, is_accepted: Callable[[_Element], bool]) -> Counter[str]:
    """Take back changed properties, and deleted text, that are rejected; return whose they are.

    (What is accepted as deleted goes with the element around it.)
    """
    changed = list(root.iter(*_PROPERTIES))
    for change in changed:
        if not is_accepted(change):
            _take_back(change)
    for text in list(root.iter("{*}delText", "{*}delInstrText")):
        around = (one for one in text.iterancestors() if local(one) in OLD)
        if all(not is_accepted(one) for one in around):
            name = "t" if local(text) == "delText" else "instrText"
            text.tag = f"{str(text.tag).rpartition('}')[0]}}}{name}"
    return Counter(attribute(change, "author") for change in changed)


def _take_back(change: _Element) -> None:
    owner = change.getparent()
    if owner is None:
        return
    before = change.find(f"{{*}}{local(owner)}")
    for child in list(owner):
        if local(child) not in ("sectPr", "rPr") or local(owner) == "rPr":
            owner.remove(child)
    owner[:0] = [] if before is None else list(before)


def _remove(element: _Element) -> None:
    """Remove a row or a cell; a row without cells, and a table without rows, with it."""
    parent = element.getparent()
    if parent is None:
        return
    parent.remove(element)
    same = f"{{*}}{local(element)}"
    if local(parent) in ("tr", "tbl") and parent.find(same) is None:
        _remove(parent)


def _join(parent: _Element, ended: set[_Element]) -> None:
    """Let what follows a paragraph whose end is gone go on in it.

    What ends there then is the last one, so its properties hold.  Where none follows
    (a table comes, or the end), a paragraph that still says something stays.
    """
    held: _Element | None = None
    for child in list(parent):
        if held is None:
            held = child if child in ended else None
        elif local(child) == "p":
            _go_on(held, child)
            held = held if child in ended else None
        elif local(child) in _MARKS:
            held.append(child)
        else:
            _let_go(held)
            held = None
    if held is not None:
        _let_go(held)


def _go_on(held: _Element, paragraph: _Element) -> None:
    """Add what a paragraph says to the one before, which takes over its properties."""
    first = next(iter(held), None)
    if first is not None and local(first) == "pPr":
        held.remove(first)
    properties = paragraph.find("{*}pPr")
    if properties is not None:
        held.insert(0, properties)
    held.extend(list(paragraph))
    parent = paragraph.getparent()
    if parent is not None:
        parent.remove(paragraph)


def _let_go(held: _Element) -> None:
    parent = held.getparent()
    if parent is not None and all(local(child) in {"pPr", *_MARKS} for child in held):
        parent.remove(held)
