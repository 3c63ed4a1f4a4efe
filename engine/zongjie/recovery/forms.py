"""体例 and 纯文本 of a draft: what its headings, leads and gaps have in common."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from zongjie.model import TxtForm
from zongjie.numerals import heading_count, heading_mark
from zongjie.recovery.draft import Draft, Part, Piece
from zongjie.recovery.leads import RUN_ON
from zongjie.wrapping import Line
from zongjie.writers.txt import INDENTS

_STARTS: Final = {
    "第一部分": ("第一部分起", ("第一部分", "一、", "（一）", "1.", "（1）", "①")),
    "一、": ("一、起", ("一、", "（一）", "1.", "（1）", "①")),
    "（一）": ("（一）起", ("（一）", "1.", "（1）", "①")),
    "1.": ("1.起", ("1.", "（1）", "①")),
}
_COLUMN, _ROWS = "\t", "rows"
_DEARER: Final = 4  # a line in 原文, than empty lines
_MOST_EMPTY: Final = 99  # what 纯文本 can say
_HEADING, _OTHER, _SIGNATURE = "heading", "other", "signature"
_TITLE, _UNDER, _ADDRESSEE = "title", "under", "addressee"
# What is as between paragraphs where nothing is said, and what has a count of its own.
_OWN: Final = frozenset(
    ("under_title", "before_addressee", "before_text", "before_signature", "in_signature")
) | {"before_heading", "after_heading"}
_FIXED: Final = frozenset(("after_title", "before_notes", "between_notes"))


def set_style(draft: Draft) -> None:
    """Set 体例 by the kinds of the levels, the ends of headings, the leads."""
    kinds = [kind or "第一部分" for kind in _kinds(draft.parts)]  # a level without a number
    _set_marks(draft.parts, kinds)
    style = draft.style
    if kinds:
        start, order = _STARTS.get(kinds[0], ("", ()))
        if list(order[: len(kinds)]) == kinds:
            style = style._replace(numbering=start)
        else:
            style = style._replace(levels=tuple(kinds))
    stopped = [p for p in draft.all_parts() if p.mark and not p.run_in and p.title]
    if stopped and all(part.title.endswith("。") for part in stopped):
        style = style._replace(heading_stop=True)
        for part in stopped:
            part.title = part.title.removesuffix("。")
    leads = Counter(part.lead for part in draft.all_parts() if part.lead)
    common = leads.most_common(1)[0][0] if leads else RUN_ON
    for part in draft.all_parts():
        if part.lead == common:
            part.lead = ""  # as 体例 says
    draft.style = style._replace(lead=common)


def _kinds(parts: Sequence[Part]) -> list[str]:
    """Return which kind of number most headings of each level have, "" where none has one."""
    kinds = []
    while parts:
        found = Counter(_kind(part.mark) for part in parts if part.mark)
        kinds.append(found.most_common(1)[0][0] if found else "")
        parts = [inner for part in parts for inner in part.parts]
    return kinds


def _kind(mark: str) -> str:
    counted = heading_count(mark)
    kind = counted[0] if counted is not None else mark
    return "第一部分" if kind == "第一部分　" else kind


def _set_marks(parts: Sequence[Part], kinds: Sequence[str]) -> None:
    """Tell the numbers that counting would not print."""
    count = 0
    for part in parts:
        if part.mark:
            count += 1
            kind = f"{kinds[0]}　" if kinds[0] == "第一部分" else kinds[0]
            part.own_mark = heading_mark(kind, count) != part.mark
            counted = heading_count(part.mark)
            count = counted[1] if counted is not None else count
        _set_marks(part.parts, kinds[1:])


def set_heading_indent(draft: Draft, lines: Sequence[Line], indent: str) -> None:
    """Set the indentation that most headings have, where it is not that of the paragraphs."""
    heads = [lines[p.at].text for p in draft.all_parts() if p.title and not p.run_in]
    led = Counter(head[: len(head) - len(head.lstrip(" 　"))] for head in heads)
    common = led.most_common(1)[0][0] if led else indent
    names = {blanks: name for name, blanks in INDENTS.items() if blanks != indent}
    draft.txt = draft.txt._replace(heading_indent=names.get(common, draft.txt.heading_indent))


def set_gaps(draft: Draft, lines: Sequence[Line]) -> None:
    """Set the counts of empty lines that most places of each sort have."""
    counts: defaultdict[str, Counter[int]] = defaultdict(Counter)
    before, last = "", 0
    for at, kind in _blocks(draft):
        if at != last:  # a block of empty lines stands at the line after it
            place = _place(before, kind)
            counts[_ROWS if _COLUMN in lines[at].text else place][_gap(lines[at])] += 1
        before, last = kind, at
    of_rows = counts.pop(_ROWS, None)
    if of_rows is not None:  # of a table: they stand together, however far apart paragraphs are
        counts.setdefault("between", of_rows)
    signed = sorted(piece.at for piece in (draft.organ, draft.date) if piece is not None)
    for at in signed[1:]:
        counts["in_signature"][_gap(lines[at])] += 1
    titled = [draft.notes_title.at] if draft.notes_title is not None else []
    rows = [at for note in draft.notes for at in range(note.at, note.at + 1 + draft.txt.term_alone)]
    for number, at in enumerate([*titled, *rows]):
        counts["between_notes" if number else "before_notes"][_gap(lines[at])] += 1
    common = {name: _cheapest(found) for name, found in counts.items()}
    default = TxtForm()
    nearest = (common.get(name) for name in ("between", "after_heading", "before_heading"))
    between = next((gap for gap in nearest if gap is not None), default.between)
    usual = dict.fromkeys(_OWN, between)
    usual["in_signature"] = between if draft.txt.signature == "同正文" else 0
    own = {name: common[name] for name in common.keys() & _OWN if common[name] != usual[name]}
    found: dict[str, Any] = own | {name: common[name] for name in common.keys() & _FIXED}
    draft.txt = draft.txt._replace(between=between, **found)


def _cheapest(found: Counter[int]) -> int:
    """Return the count of empty lines that leaves least to 原文, the smaller of two as good.

    Where a line has more, only these are kept; where it has fewer, the line itself.
    """
    return min(
        sorted(found),
        key=lambda gap: sum(
            times * (1 if other > gap else _DEARER)
            for other, times in found.items()
            if other != gap
        ),
    )


def _gap(line: Line) -> int:
    return min(line.gap, _MOST_EMPTY)


def _place(before: str, kind: str) -> str:
    """Return the key of 纯文本 that says how many empty lines stand between two blocks."""
    if before == _TITLE:
        return "after_title"
    if kind == _SIGNATURE:
        return "before_signature"
    if kind == _ADDRESSEE:
        return "before_addressee"
    if before in (_UNDER, _ADDRESSEE):
        return "under_title" if kind in (_UNDER, _TITLE) else "before_text"
    if before == _HEADING:
        return "after_heading"
    return "before_heading" if kind == _HEADING else "between"


def _blocks(draft: Draft) -> Iterator[tuple[int, str]]:
    """Yield the first line of every block that is printed, and whether it is a heading."""
    yield from _of(draft.preface, _UNDER)
    yield from _of((draft.title,), _TITLE)
    yield from _of((draft.subtitle, draft.byline), _UNDER)
    yield from _of((draft.addressee,), _ADDRESSEE)
    yield from _of(draft.opening)
    for part in draft.parts:
        yield from _of_part(part)
    if draft.problems is not None:
        if draft.problems.title is not None:
            yield draft.problems.title.at, _HEADING
        yield draft.problems.transition.at, _OTHER
        if draft.style.items_apart:
            yield from _of(draft.problems.entries)
    yield from _of(draft.closing)
    signed = [piece for piece in (draft.organ, draft.date) if piece is not None]
    yield from _of(sorted(signed, key=lambda piece: piece.at)[:1], _SIGNATURE)


def _of(pieces: Iterable[Piece | None], kind: str = _OTHER) -> Iterator[tuple[int, str]]:
    for piece in pieces:
        if piece is not None:
            yield piece.at, kind


def _of_part(part: Part) -> Iterator[tuple[int, str]]:
    if part.title:
        yield part.at, _OTHER if part.run_in else _HEADING
    yield from _of(part.opening[1:] if part.run_in else part.opening)
    for item in part.items:
        yield item.at, _OTHER
        if item.body is not None and item.body.at != item.at:
            yield item.body.at, _OTHER
    for inner in part.parts:
        yield from _of_part(inner)
