"""花脸稿 → a list of the paragraphs that changed, for a terminal and for Notepad; and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from zongjie.document.redlined import Draft, Fate, Grid, Item, Passage, Row, Stretch
from zongjie.records import NamedTuple

_CHANGED, _NEW, _GONE, _CAME, _WENT = "改", "加", "删", "移来", "移走"
_WORDS: Final = {Fate.INSERTED: "增", Fate.DELETED: "删"}
_ENDS: Final = {Fate.INSERTED: "【增：另起一段】", Fate.DELETED: "【删：这里的分段】"}
_LONGEST: Final = 30  # characters of a paragraph that only shows where one is
_CELL: Final = "｜"
_BREAK, _SHOWN = "\n", "／"  # a line break within a paragraph, on one line
_NOTES: Final = "脚注"


class Line(NamedTuple):
    """A paragraph, a row of a table or a footnote, before and after.

    ``what`` became of it: 改, 加, 删, 移来, 移走, or nothing; ``shown`` has the
    changes marked; ``heading`` is the one it stands under.
    """

    what: str
    heading: str
    shown: str
    old: str
    new: str
    is_heading: bool = False


def lines(redlined: Draft) -> list[Line]:
    """Return all that is said, line by line, in the order of the new text."""
    found = list(_lines(redlined))
    gone = Counter(line.old for line in found if line.what == _GONE)
    new = Counter(line.new for line in found if line.what == _NEW)
    moved = {text for text in gone.keys() & new.keys() if gone[text] == new[text] == 1}
    return [_as_moved(line) if line.old + line.new in moved else line for line in found]


def _as_moved(line: Line) -> Line:
    return line._replace(what={_NEW: _CAME, _GONE: _WENT}.get(line.what, line.what))


def _lines(redlined: Draft) -> Iterator[Line]:
    heading = ""
    for item in redlined.items:
        made = [line._replace(heading=heading) for line in _of_item(item)]
        for line in made:
            if line.is_heading:
                heading = line.new or line.old
        yield from made
    for number, note in redlined.notes.items():
        fates = {one.fate for one in note.stretches} or {Fate.KEPT}
        whole = note._replace(fate=fates.pop() if len(fates) == 1 else Fate.KEPT)
        for line in _of_item(whole):
            yield line._replace(heading=_NOTES, shown=f"[{number}] {line.shown}")


def _of_item(item: Item) -> Iterator[Line]:
    if isinstance(item, Grid):
        yield from map(_of_row, item.rows)
        return
    old, new = _said(item.stretches, Fate.INSERTED), _said(item.stretches, Fate.DELETED)
    if item.has_changed or old.strip():
        shown = _shown(item) if _what(item) == _CHANGED else old or new
        yield Line(_what(item), "", shown, old, new, item.opening.startswith("heading"))


def _of_row(row: Row) -> Line:
    what = _what(row)
    shown = _CELL.join(
        [_shown(cell) if what == _CHANGED else _said(cell.stretches) for cell in row.cells]
    )
    old, new = (
        ""
        if row.fate is without
        else _CELL.join([_said(cell.stretches, without) for cell in row.cells])
        for without in (Fate.INSERTED, Fate.DELETED)
    )
    return Line(what, "", shown, old, new)


def _what(one: Passage | Row) -> str:
    if not one.has_changed:
        return ""
    if one.fate is Fate.KEPT or (isinstance(one, Passage) and not one.is_whole):
        return _CHANGED
    return _NEW if one.fate is Fate.INSERTED else _GONE


def _said(stretches: Iterable[Stretch], without: Fate | None = None) -> str:
    return "".join(_text(one) for one in stretches if one.fate is not without)


def _text(one: Stretch) -> str:
    return f"[{one.note}]" if one.note else one.text


def _shown(passage: Passage) -> str:
    """Return a paragraph with what is gone and what is new marked."""
    parts = []
    for fate, same in groupby(passage.stretches, lambda one: one.fate):
        text = "".join(map(_text, same))
        parts.append(f"【{_WORDS[fate]}：{text}】" if fate in _WORDS else text)
    return "".join(parts) + _ENDS.get(passage.fate, "")


def write(found: Sequence[Line], names: tuple[str, str]) -> str:
    """Return the list as a text: what changed with a line of what stands round it."""
    counts = Counter(line.what for line in found if line.what)
    told = "，".join(
        f"{word}{counts[what]}段"
        for what, word in ((_CHANGED, "改了"), (_NEW, "加了"), (_GONE, "删了"), (_CAME, "移了"))
        if counts[what]
    )
    parts = [f"上一稿：{names[0]}", f"这一稿：{names[1]}", f"{told}。"]
    parts.append("【增：……】是加上的字，【删：……】是删去的字。")
    near = {at + step for at, line in enumerate(found) if line.what for step in (-1, 0, 1)}
    heading, last = "", -2
    for at in sorted(near & set(range(len(found)))):
        line = found[at]
        if at != last + 1 or line.heading != heading:
            parts.append("")
            if line.heading and not line.is_heading and line.heading != heading:
                parts.append(line.heading)
        heading = line.new or line.old if line.is_heading else line.heading
        if line.what:
            parts.append(f"  [{line.what}] {line.shown.replace(_BREAK, _SHOWN)}")
        else:
            parts.append(line.shown if line.is_heading else f"    {_short(line.shown)}")
        last = at
    return "\n".join(parts) + "\n"


def _short(text: str) -> str:
    text = text.replace(_BREAK, _SHOWN)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……"


def as_json(found: Sequence[Line], names: tuple[str, str]) -> str:
    """Return what changed as JSON: 改, 加, 删, 移来 or 移走, where, before and after."""
    changes = [
        {"what": line.what, "heading": line.heading, "before": line.old, "after": line.new}
        for line in found
        if line.what
    ]
    said = {"before": names[0], "after": names[1], "changes": changes}
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"
